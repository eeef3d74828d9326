"""Strangers' text before it stands in a prompt: one line, nothing hidden, and nothing that acts as structure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MAX_TEXT = 1_200
"""Most characters of one string in a prompt."""
REMEMBERED = 500
"""Most characters of a text that is made visible once and remembered."""

# Characters that templates, markup, chat formats and shells give a meaning to, each drawn by one that has none.
_STRUCTURE = str.maketrans(
    {"<": "‹", ">": "›", "{": "(", "}": ")", "[": "(", "]": ")", "`": "'", "|": "/", "\\": "/", "~": "-", "^": "'"}
)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Invisible though Unicode calls them letters, marks or symbols.
_BLANK = dict.fromkeys(map(ord, "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"))
_SELECTORS = dict.fromkeys((*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
_ROLE = re.compile(
    r"\b(system|assistant|user|human|developer|tool|function|ai|bot|model|instructions?|prompt|output|answer)"
    r"\s*(?:\w{1,12}\s*)?[:=]",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"([^\w\s])(?:\s?\1){2,}")
_HASHES = re.compile(r"(?:^|\s)[#*=_/-]{2,}(?=\s|$)|(?:^|\s)#+(?=\s)")
_SPACE = re.compile(r"\s+")
_EXPRESSION = re.compile(r"\{\{-?\s*([a-z_][\w.]*)[^{}]*?\}\}")
_FALLBACK = re.compile(r"default\(\s*(['\"])(.*?)\1")


def visible(text: str) -> str:
    """`text` in Unicode's NFKC form without characters that show nothing; every kind of line end is a space."""
    # a catalog's texts are asked for again with every text that is judged
    return _remembered(text) if len(text) <= REMEMBERED else _visible(text)


def _visible(text: str) -> str:
    spaced = "".join(" " if char in "\n\r\t\v\f\x85\u2028\u2029" else char for char in text[: MAX_TEXT * 20])
    composed = unicodedata.normalize("NFKC", spaced.translate(_BLANK).translate(_SELECTORS))
    shown = "".join(char for char in composed if unicodedata.category(char) not in _HIDDEN)
    return _SPACE.sub(" ", shown).strip()


_remembered = lru_cache(maxsize=32_768)(_visible)


def neutral(text: str, limit: int = MAX_TEXT) -> str:
    """`text` as a prompt may hold it: one visible line of at most `limit` characters.

    What templates, markup, chat formats and shells give a meaning to (brackets, backticks, pipes, role words with a
    colon, rulers) is drawn by characters that have none. Words stay as they are.
    """
    shown = visible(text).translate(_STRUCTURE).replace("$(", "(")
    unruled = _HASHES.sub(" ", _REPEATED.sub(r"\1", _ROLE.sub(r"\1 -", shown)))
    line = _SPACE.sub(" ", unruled).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def spoken(template_text: str) -> str:
    """Approved template text in words: each placeholder shows its fallback, or its name in round brackets."""

    def stand_in(match: re.Match[str]) -> str:
        fallback = _FALLBACK.search(match[0])
        return fallback[2] if fallback else f"({match[1]})"

    return re.sub(r"\{%.*?%\}|\{#.*?#\}", "", _EXPRESSION.sub(stand_in, template_text), flags=re.DOTALL)


def fence(texts: Iterable[str]) -> str:
    """A delimiter that none of `texts` can know: 16 hexadecimal digits of the SHA-256 over all of them.

    The same texts give the same one, so that an ask repeated costs nothing. To hold it, a text would have to hold part
    of its own hash.
    """
    digest = hashlib.sha256()
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:16]
