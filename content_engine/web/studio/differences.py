"""Texts cut into pieces for a page: what was put in and taken out, and what lies below marks that may overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

Change = Literal["same", "del", "ins"]
MOST_WORDS = 6_000
"""Texts with more words than this together are shown as taken out and put in whole: comparing them takes too long."""

# Words, runs of white space, and every other sign by itself.
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of two texts: in both, in the earlier only (`del`) or in the later only (`ins`)."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text in code points, its end excluded; `kind` is how it looks and `label` what it says."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A part of a text and the marks above it, in the order in which they were given; none where it is plain."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def kind(self) -> str:
        """How the part looks: the kind of its first mark."""
        return self.marks[0].kind if self.marks else ""

    @property
    def label(self) -> str:
        """What all of its marks say."""
        return "; ".join(dict.fromkeys(mark.label for mark in self.marks))


def word_diff(before: str, after: str) -> list[Piece]:
    """How `after` came from `before`, word by word: pieces with `ins` left out give `before`, without `del` `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return _whole(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return list(_pieces(matcher, old, new))


def _whole(before: str, after: str) -> list[Piece]:
    if before == after:
        return [Piece("same", before)]
    both: list[tuple[Change, str]] = [("del", before), ("ins", after)]
    return [Piece(change, text) for change, text in both if text]


def _pieces(matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Piece("del", "".join(old[a:b]))
        if d > c:
            yield Piece("ins", "".join(new[c:d]))


def marked(text: str, marks: Iterable[Mark]) -> list[Marked]:
    """The text cut wherever a mark begins or ends: the parts together are the text.

    Spans beyond the text are cut to it; a mark of no length covers nothing. Marks may overlap in any way.
    """
    inside = [one for mark in marks if (one := _within(mark, len(text))).end > one.start]
    edges = sorted({0, len(text), *(edge for mark in inside for edge in (mark.start, mark.end))})
    return [
        Marked(text[start:end], tuple(mark for mark in inside if mark.start <= start and end <= mark.end))
        for start, end in pairwise(edges)
    ]


def _within(mark: Mark, length: int) -> Mark:
    start = min(max(mark.start, 0), length)
    return Mark(start, min(max(mark.end, start), length), mark.kind, mark.label)
