"""How the word lists of the rules on claims are written, and how they are read.

A list is lines of text. `name: words` is a concept; every other line is a pattern, its parts in order:

- `word` or `stem*` or `*part*`; `a|b` is either; `@name` is a concept; `two_words` stand side by side in a concept;
- parts follow each other with at most one word between; `+` lets none, `~` up to four, `~~` up to nine, `...` the
  sentence, `//` goes on into the next sentence;
- `part?` may be missing; `a & b` stand in the same sentence in either order; `^` and `$` are its beginning and end,
  `^^` is the beginning of the text;
- a line that begins with `!` lets through what it matches; one that begins with `=` counts even when denied; one that
  begins with `?` counts unless a fact states it; `=?` is both;
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from content_engine.guardrails.claims.wording import APART, END, FIRST, START

GAPS = {"+": 0, "~": 4, "~~": 9, "...": 20, "//": APART + 20}
_NEAR = 1
_TOGETHER = 10
Terms = frozenset[str]


@dataclass(frozen=True)
class Line:
    """One pattern: parts (sets of terms), the gap allowed before each, and how it counts."""

    parts: tuple[Terms, ...]
    gaps: tuple[int, ...]
    lets_through: bool = False
    though_denied: bool = False
    coverable: bool = False
    whole_sentence: bool = False
    source: str = ""


class Notation:
    """The concepts known so far; later lists add to them."""

    def __init__(self, concepts: Mapping[str, Terms] | None = None) -> None:
        self.concepts: dict[str, Terms] = dict(concepts or {})
        self.without: frozenset[str] = frozenset()
        """Words that mean something else in the language of the text than in the list being read."""

    def lines(self, text: str) -> list[Line]:
        """The patterns of `text`. Raises ValueError for a concept that nothing defines."""
        return [line for row in _rows(text) if not _concept(row)[0] for line in self._lines(row)]

    def learn(self, text: str) -> None:
        """Takes up the concepts of `text`, beside what they already mean."""
        for row in _rows(text):
            name, words = _concept(row)
            if name:
                self.concepts[name] = self.concepts.get(name, frozenset()) | self._terms(words.split())

    def _terms(self, words: Iterable[str]) -> Terms:
        return frozenset(term for word in words for term in self._term(word))

    def _term(self, word: str) -> Terms:
        if word.startswith("@"):
            if word[1:] not in self.concepts:
                raise ValueError(f"the concept {word} is not defined")
            return self.concepts[word[1:]]
        word = word.replace("'s", "")
        if word in self.without:
            return frozenset()
        return frozenset(("*n't" if word == "n't" else "will" if word == "'ll" else word,))

    def _lines(self, row: str) -> Iterator[Line]:
        row_ = row.lstrip("!=?")
        flags = row[: len(row) - len(row_)]
        tokens = [piece for token in row_.split() for piece in _pieces(token, glued=flags == "!")]
        if "&" in tokens:
            groups = [group.split() for group in " ".join(tokens).split(" & ")]
            orders: list[list[str]] = [_joined(order) for order in permutations(groups)]
        else:
            orders = [tokens]
        for order in orders:
            for choice in _choices(order):
                parts, gaps = self._parts(choice)
                if not all(parts):
                    continue
                yield Line(parts, gaps, "!" in flags, "=" in flags, "?" in flags, source=row)

    def _parts(self, tokens: list[str]) -> tuple[tuple[Terms, ...], tuple[int, ...]]:
        parts: list[Terms] = []
        gaps: list[int] = []
        gap = _NEAR
        for token in tokens:
            if token in GAPS:
                gap = GAPS[token]
            elif token == "&~":
                gap = _TOGETHER
            else:
                parts.append(self._part(token))
                gaps.append(gap)
                gap = _NEAR
        return tuple(parts), tuple(gaps)

    def _part(self, token: str) -> Terms:
        if token == "^":
            return frozenset((START, FIRST))
        if token == "$":
            return frozenset((END,))
        return self._terms(token.split("|"))


def _joined(groups: Iterable[list[str]]) -> list[str]:
    tokens: list[str] = []
    for group in groups:
        tokens += ["&~", *group] if tokens else group
    return tokens


def _choices(tokens: list[str]) -> Iterator[list[str]]:
    """Every way to leave out what may be missing."""
    at = next((i for i, token in enumerate(tokens) if token.endswith("?") and len(token) > 1), -1)
    if at < 0:
        yield tokens
        return
    head, rest = tokens[:at], tokens[at + 1 :]
    yield from _choices([*head, tokens[at][:-1], *rest])
    yield from _choices([*head, *rest])


def _rows(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, text.splitlines()))


def _concept(row: str) -> tuple[str, str]:
    """The name and the words of a concept; an empty name for a pattern."""
    name, colon, words = row.partition(": ")
    return (name, words) if colon and name.isidentifier() else ("", row)


def _pieces(token: str, *, glued: bool) -> list[str]:
    """`a+b` is two parts side by side; among alternatives (`a+b|c`) it is one of them, `a_b`."""
    if "|" in token and not glued:
        return [token.replace("+", "_")]
    return token.replace("+", " + ").split()
