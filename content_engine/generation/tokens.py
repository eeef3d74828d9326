"""Words of texts, folded so that spellings a reader takes for the same compare alike, and which of them are odd."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from content_engine.generation.patterns import pattern
from content_engine.generation.texts import REMEMBERED, visible

LONG = 6
"""Letters from which on a word says something of its own."""

SHORT = 4
"""The same in what is plainly hostile."""

_WORD = pattern(r"[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_'’-]*[\p{L}\p{N}])?")
_PART = pattern(r"[\p{L}\p{N}]+")
_HOST = pattern(
    r"(?i)(?:[a-z][a-z0-9+.-]*://[^\s<>\"')]+)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>\"')]*)?"
)
_ENDINGS = (
    "ization", "isation", "ations", "ation", "ingly", "ments", "ment", "ities", "iness", "ness", "ings", "edly", "ally",
    "ions", "ion", "ers", "ies", "ied", "ing", "able", "ible", "est", "ity", "als", "ern", "ens", "em", "en", "er",
    "es", "ed", "ly", "al", "s", "n", "e", "y",
)  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A folded word without its ending, crudely: what is left tells words apart, whatever form they stand in."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def words(text: str) -> list[str]:
    """The words of `text` as they are written, parts of hyphenated ones apart."""
    return list(_remembered(text) if len(text) <= REMEMBERED else _words(text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(part for word in _WORD.findall(visible(text)) for part in _PART.findall(word))


_remembered = lru_cache(maxsize=32_768)(_words)


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all words in `texts`."""
    return frozenset(stem(fold(word)) for text in texts for word in words(text))


def hosts(text: str) -> list[str]:
    """What in `text` is an address or could be clicked: URLs, e-mail addresses, host names; in lower case."""
    return [found.rstrip(".,;:!?").lower() for found in _HOST.findall(visible(text))]


def is_code(word: str) -> bool:
    """Whether a token of five characters or more is a code: letters and digits mixed, or a long number."""
    if len(word) < 5:
        return False
    digits = sum(char.isdigit() for char in word)
    return digits > 0 and (digits < len(word) or digits >= 5)


def squashed(text: str) -> str:
    """Folded letters and digits only: `Z-X 78.71` as `zx7871`."""
    return "".join(char for char in fold(visible(text)) if char.isalnum())


def unknown(texts: Iterable[str], known: Collection[str], least: int = LONG) -> frozenset[str]:
    """The stems of words of `least` letters or more in `texts` that are not among the stems `known`."""
    long = {fold(word) for text in texts for word in words(text) if sum(map(str.isalpha, word)) >= least}
    return frozenset(found for found in map(stem, long) if found not in known)
