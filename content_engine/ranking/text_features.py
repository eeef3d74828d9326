"""What a text shows without being understood: a few countable facts, and hashed words and character sequences.

Everything here is a pure function of the text: the same text gives the same features on every machine and in every
process. Nothing depends on a language: words of any script are hashed, and the English lists are only columns that stay
zero elsewhere. Hashing features into a fixed number of columns: Weinberger et al., "Feature Hashing for Large Scale
Multitask Learning", ICML 2009.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Columns = npt.NDArray[np.int64]

LONGEST = 4_000
"""Characters of a text that are looked at; what follows changes nothing."""

WORD_COLUMNS = 1 << 12
CHARACTER_COLUMNS = 1 << 12
HASHED = WORD_COLUMNS + CHARACTER_COLUMNS
CHARACTERS = (2, 3, 4)

_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
_BLANK = "\ue000"  # private use: no text of a language holds it
_WORD = re.compile(r"\w+(?:['’]\w+)*|" + _BLANK)
_NUMBER = re.compile(r"\d+")
_LISTICLE = re.compile(r"^\W*(?:the\s+)?\d+\s+\w", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…。！？]+(?:\s|$)")

_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "you": frozenset(("you", "your", "yours", "you're", "you'll", "you've", "yourself")),
        "we": frozenset(("we", "our", "us", "we're", "we've", "ours")),
        "i": frozenset(("i", "my", "me", "i'm", "i've", "mine")),
        "she": frozenset(("she", "her", "hers", "she's")),
        "he": frozenset(("he", "his", "him", "he's")),
        "they": frozenset(("they", "their", "them", "they're")),
        "pointing": frozenset(("this", "these", "that", "those", "here", "here's")),
        "negation": frozenset(("no", "not", "never", "nobody", "nothing", "don't", "can't", "won't", "doesn't")),
        "article": frozenset(("a", "an", "the")),
    }
)
_OPENERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "opens_how": frozenset(("how",)),
        "opens_why": frozenset(("why",)),
        "opens_what": frozenset(("what", "what's")),
        "opens_who": frozenset(("who", "when", "where", "which")),
        "opens_pointing": frozenset(("this", "these", "that", "here", "here's")),
        "opens_article": frozenset(("a", "an", "the")),
    }
)


def plain(text: str) -> tuple[str, int]:
    """The text as it is looked at, and how many placeholders it held; each placeholder becomes one character.

    Compatibility forms are folded (Unicode NFKC), so that full-width letters and ligatures count as their plain forms.
    """
    folded, placeholders = _PLACEHOLDER.subn(_BLANK, text[:LONGEST])
    return unicodedata.normalize("NFKC", folded)[:LONGEST].replace("’", "'"), placeholders


def _shares(shown: str, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    letters = sum(character.isalpha() for character in shown)
    capitals = sum(character.isupper() for character in shown)
    titled = sum(word[0].isupper() for word in words)
    shouted = sum(len(word) > 1 and word.isupper() for word in words)
    yield "capital_share", capitals / max(1, letters)
    yield "titled_share", titled / max(1, len(words))
    yield "shouted", float(shouted)
    yield "word_length", sum(map(len, words)) / max(1, len(words))
    yield "other_scripts", sum(ord(character) > 0x24F for character in shown) / max(1, len(shown))


def _marks(shown: str) -> Iterator[tuple[str, float]]:
    yield "questions", float(min(3, shown.count("?") + shown.count("？")))
    yield "exclamations", float(min(3, shown.count("!") + shown.count("！")))
    yield "quotes", float(min(4, sum(shown.count(mark) for mark in '"“”«»„')))
    yield "apostrophes", float(min(6, shown.count("'")))
    yield "colon", float(":" in shown)
    yield "dash", float(" - " in shown or "–" in shown or "—" in shown)
    yield "ellipsis", float("..." in shown or "…" in shown)
    yield "commas", float(min(4, shown.count(",")))
    yield "brackets", float("(" in shown or "[" in shown)
    yield "ends_in_stop", float(shown.rstrip().endswith("."))


def _sizes(shown: str, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    length = np.log1p(len(shown))
    yield "length", float(length)
    yield "length_squared", float((length - 4.0) ** 2)
    yield "words", float(np.log1p(len(words)))
    yield "sentences", float(min(5, len(_SENTENCE.findall(shown))))
    yield "numbers", float(min(4, len(_NUMBER.findall(shown))))
    yield "listicle", float(_LISTICLE.match(shown) is not None)


def features(text: str) -> dict[str, float]:
    """Countable facts of one text, by name, always the same names in the same order. No fact judges what is said.

    Sizes are logarithms, shares lie in 0..1, marks and words are counts with a ceiling. A placeholder such as
    `{{ company }}` counts as one word and under `placeholders`, whatever will be filled in.
    """
    shown, placeholders = plain(text)
    words = _WORD.findall(shown)
    lower = [word.lower() for word in words]
    found = dict(_sizes(shown, words)) | dict(_shares(shown, words)) | dict(_marks(shown))
    found["placeholders"] = float(min(5, placeholders))
    for name, listed in _WORDS.items():
        found[name] = float(min(3, sum(word in listed for word in lower)))
    for name, listed in _OPENERS.items():
        found[name] = float(bool(lower) and lower[0] in listed)
    return found


NAMES: tuple[str, ...] = tuple(features(""))


def _bucket(key: str, columns: int) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % columns


def _word_keys(text: str) -> set[str]:
    words = _WORD.findall(text)
    pairs = zip(["^", *words], [*words, "$"], strict=True)
    return {*words, *(f"{first} {second}" for first, second in pairs)}


def word_marks(texts: Sequence[str]) -> tuple[Columns, Columns]:
    """Words and pairs of neighbouring words: row and column (0 to WORD_COLUMNS - 1) of each, sorted, each once.

    Every text has at least one: its start and its end are words too.
    """
    keys = [_word_keys(plain(text)[0].lower()) for text in texts]
    buckets = {key: _bucket(key, WORD_COLUMNS) for found in keys for key in found}
    flat = [row * WORD_COLUMNS + buckets[key] for row, found in enumerate(keys) for key in found]
    return np.divmod(np.unique(np.array(flat, dtype=np.int64)), WORD_COLUMNS)


def _runs(points: npt.NDArray[np.uint64], size: int) -> npt.NDArray[np.uint64]:
    """A 64-bit hash of every run of `size` characters (a polynomial, then the finaliser of splitmix64)."""
    hashed = np.full(max(0, len(points) - size + 1), size, dtype=np.uint64)
    for place in range(size):
        hashed = hashed * np.uint64(0x100000001B3) + points[place : place + len(hashed)]
    hashed = (hashed ^ (hashed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashed = (hashed ^ (hashed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashed ^ (hashed >> np.uint64(31))


def character_marks(texts: Sequence[str]) -> tuple[Columns, Columns]:
    """Runs of 2, 3 and 4 characters: row and column (0 to CHARACTER_COLUMNS - 1) of each, sorted, each once."""
    shown = [f" {' '.join(plain(text)[0].lower().split())} " for text in texts]
    points = np.frombuffer("".join(shown).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(shown), dtype=np.int64), [len(text) for text in shown])
    flat = [np.zeros(0, dtype=np.int64)]
    for size in CHARACTERS:
        hashed = (_runs(points, size) % np.uint64(CHARACTER_COLUMNS)).astype(np.int64)
        first, last = owner[: len(hashed)], owner[len(owner) - len(hashed) :]
        flat.append((first * CHARACTER_COLUMNS + hashed)[first == last])
    return np.divmod(np.unique(np.concatenate(flat)), CHARACTER_COLUMNS)


def facts(texts: Sequence[str]) -> Array:
    """`features` of many texts as a table. Shape (len(texts), len(NAMES))."""
    return np.array([list(features(text).values()) for text in texts], dtype=np.float64).reshape(-1, len(NAMES))
