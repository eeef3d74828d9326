"""How alike two texts are, so that a new variant is not one we have with a word changed.

Alike is the larger of two measures: the share of common shingles (A. Broder, "On the resemblance and containment of
documents", 1997; here three letters, spaces included) and one minus the normalised edit distance over words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from content_engine.guardrails.patterns import pattern
from content_engine.guardrails.reading import fold

_SHINGLE = 3
_STRANGE = pattern(r"[^\p{L}\p{N}]+")
_LONGEST = 4_000


class Near(NamedTuple):
    """Another text by its id, and how alike it is: 1 says the same letter by letter, 0 shares nothing."""

    id: str
    alike: float


def near_duplicates(text: str, others: Iterable[tuple[str, str]], threshold: float = 0.8) -> tuple[Near, ...]:
    """The texts of `others` (id, text) that are at least `threshold` alike, the most alike first."""
    mine = _plain(text)
    found = (Near(name, alikeness(mine, _plain(other))) for name, other in others)
    return tuple(sorted((near for near in found if near.alike >= threshold), key=lambda near: (-near.alike, near.id)))


def alikeness(one: str, other: str) -> float:
    """How alike two plain texts are, between 0 and 1, the same in both directions."""
    if one == other:
        return 1.0
    shared = _jaccard(_shingles(one), _shingles(other))
    # Each word changed changes some five letters' shingles: far apart there, no edit distance can bring them near.
    return shared if shared < 0.2 else max(shared, _edited(one.split(), other.split()))


def _plain(text: str) -> str:
    return str(_STRANGE.sub(" ", fold(text[:_LONGEST]))).strip()


def _shingles(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[at : at + _SHINGLE] for at in range(len(padded) - _SHINGLE + 1))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def _edited(one: list[str], other: list[str]) -> float:
    """One minus the Levenshtein distance over words, divided by the longer text."""
    row = list(range(len(other) + 1))
    for at, word in enumerate(one, 1):
        before, row[0] = row[0], at
        for column, theirs in enumerate(other, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (word != theirs))
    return 1.0 - row[-1] / max(len(one), len(other), 1)
