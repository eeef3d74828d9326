"""Drawing a whole message under constraints, with exact probabilities.

Places are filled in a fixed order, the most varied first. At each place the pmf is restricted to candidates that fit
what was drawn before *and* leave every later required place fillable, and renormalised. What was drawn before matters
only through the constraint keys already taken, so the walk is a small graph of states (the order keeps it small); a
forward pass over it gives each candidate's exact marginal probability, the propensity of a choice, and the product
along a walk that of the whole message.
Nothing is estimated by sampling. Places that share no key are solved apart, and for those the marginal is the pmf.
Where the graph would grow too large, several smaller ones that together hold every candidate take turns.

The same graph says which layout is best for given scores, place by place: a best layout is always a possible one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, product
from typing import Protocol

import numpy as np

from content_engine.ranking.graph import Array, Group, Infeasible, Key, Layouts, Place, TooMany

__all__ = ["Array", "Drawn", "Infeasible", "Layouts", "Place", "Plan"]

MOST_PLACES = 10
"""How many places one slot can have at most: narrowed to fewer candidates than that it could not be filled."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw: for each place the candidate's index (None: left empty) and its propensity; the message's."""

    picks: tuple[int | None, ...]
    propensities: tuple[float, ...]
    propensity: float


class _Solved(Protocol):
    """Coupled places, solved: what a `Plan` asks of them."""

    marginals: list[list[float]]

    def walk(self, units: Sequence[float]) -> tuple[list[int | None], float]:
        """See `Group.walk`."""

    def probability(self, picks: Sequence[int | None]) -> float:
        """See `Group.probability`."""

    def best(self, scores: Sequence[Array]) -> Layouts:
        """See `Group.best`."""


class _Free:
    """One place that shares no key with any other: its pmf is all there is to know."""

    def __init__(self, place: Place) -> None:
        total = sum(place.pmf)
        if total <= 0 and not place.optional:
            raise Infeasible
        self._able = [candidate for candidate, weight in enumerate(place.pmf) if weight > 0]
        self._chances = [weight / total if total > 0 else 0.0 for weight in place.pmf]
        self._cumulative = list(accumulate(self._chances[candidate] for candidate in self._able))
        self.marginals = [self._chances]

    def walk(self, units: Sequence[float]) -> tuple[list[int | None], float]:
        """As `Group.walk`."""
        if not self._able:
            return [None], 1.0
        pick = self._able[min(bisect_right(self._cumulative, units[0]), len(self._able) - 1)]
        return [pick], self._chances[pick]

    def probability(self, picks: Sequence[int | None]) -> float:
        """As `Group.probability`."""
        pick = picks[0]
        if pick is None:
            return 0.0 if self._able else 1.0
        return self._chances[pick]

    def best(self, scores: Sequence[Array]) -> Layouts:
        """As `Group.best`."""
        score = scores[0]
        if not self._able:
            return np.full((len(score), 1), -1, np.int32)
        if len(self._able) == score.shape[1]:
            whole: Layouts = score.argmax(axis=1)[:, None].astype(np.int32)
            return whole
        able = np.array(self._able)
        found: Layouts = able[score[:, able].argmax(axis=1)][:, None].astype(np.int32)
        return found


class _Turns:
    """Smaller graphs that take turns, each equally often; together they hold every candidate."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        rows = zip(*(group.marginals for group in groups), strict=True)
        self.marginals = [[sum(each) / len(groups) for each in zip(*row, strict=True)] for row in rows]

    def walk(self, units: Sequence[float]) -> tuple[list[int | None], float]:
        """As `Group.walk`; the first number also says whose turn it is."""
        turn = min(int(units[0] * len(self._groups)), len(self._groups) - 1)
        rest = [units[0] * len(self._groups) - turn, *units[1:]]
        picks, _ = self._groups[turn].walk(rest)
        return picks, self.probability(picks)

    def probability(self, picks: Sequence[int | None]) -> float:
        """As `Group.probability`."""
        return sum(group.probability(picks) for group in self._groups) / len(self._groups)

    def best(self, scores: Sequence[Array]) -> Layouts:
        """As `Group.best`: each member takes the best of what the graphs offer it."""
        offers = [group.best(scores) for group in self._groups]
        totals = np.stack([_total(scores, offer) for offer in offers])
        found: Layouts = np.stack(offers)[totals.argmax(axis=0), np.arange(len(scores[0]))]
        return found


def _total(scores: Sequence[Array], layouts: Layouts) -> Array:
    """Each member's sum of scores over its layout. Shape (M,)."""
    who = np.arange(len(layouts))
    parts = [np.where(at >= 0, score[who, at], 0.0) for score, at in zip(scores, layouts.T, strict=True)]
    total: Array = np.sum(parts, axis=0)
    return total


def _only(place: Place, kept: frozenset[int]) -> Place:
    """The place with all other candidates at probability zero."""
    return replace(place, pmf=tuple(p if c in kept else 0.0 for c, p in enumerate(place.pmf)))


def _parts(place: Place, count: int) -> list[frozenset[int]]:
    """The possible candidates of a place dealt out to `count` turns, as evenly as it goes; a few go round again."""
    able = [candidate for candidate, probability in enumerate(place.pmf) if probability > 0]
    if not able:
        return [frozenset()] * count
    size = max(-(-len(able) // count), min(len(able), MOST_PLACES))
    return [frozenset(able[(turn * size + step) % len(able)] for step in range(size)) for turn in range(count)]


def _solve(places: Sequence[Place]) -> _Solved:
    if len(places) == 1 and not any(_links(places[0])):
        return _Free(places[0])
    try:
        return Group(places)
    except TooMany:
        turns = [turn for agreed in _agreed(places) for turn in _narrowed(agreed)]
    if not turns:
        raise Infeasible
    return _Turns(turns)


def _agreed(places: Sequence[Place]) -> list[list[Place]]:
    """The places once for every choice of `same` keys to have in common, with the candidates that can have them.

    What can be said has some key of each name in common, so every message is in one of these.
    """
    values: dict[str, set[str]] = {}
    for name, value in (key for place in places for keys in place.same for key in keys):
        values.setdefault(name, set()).add(value)
    chosen = [[(name, value) for value in sorted(values[name])] for name in sorted(values)]
    return [[_common(place, keys) for place in places] for keys in product(*chosen)]


def _common(place: Place, keys: Sequence[Key]) -> Place:
    """The place with the candidates that have each of these keys, or none of its name."""
    names = [{name for name, _ in own} for own in place.same]
    able = [
        candidate
        for candidate, own in enumerate(place.same)
        if all(key in own or key[0] not in names[candidate] for key in keys)
    ]
    return _only(place, frozenset(able))


def _narrowed(places: Sequence[Place]) -> list[Group]:
    """Turns small enough to solve; none where nothing can be said."""
    widest = max(len(place.pmf) for place in places)
    count = 1
    while True:
        turns = _turns(places, count)
        if turns or count >= widest:
            return turns
        count = min(2 * count, widest)


def _turns(places: Sequence[Place], count: int) -> list[Group]:
    """The turns that can be solved; none when one of them is still too large."""
    dealt = [_parts(place, count) for place in places]
    turns = []
    for turn in range(count):
        try:
            turns.append(Group([_only(place, parts[turn]) for place, parts in zip(places, dealt, strict=True)]))
        except TooMany:
            return []
        except Infeasible:
            continue
    return turns


def _links(place: Place) -> set[tuple[str, ...]]:
    distinct = {("distinct", *key) for keys in place.distinct for key in keys}
    return distinct | {("same", key[0]) for keys in place.same for key in keys}


def _couplings(places: Sequence[Place]) -> list[list[int]]:
    """Indices of places grouped so that no constraint key links two groups (union-find over shared keys)."""
    owner: dict[tuple[str, ...], int] = {}
    parent = list(range(len(places)))

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    for index, place in enumerate(places):
        for link in _links(place):
            parent[root(index)] = root(owner.setdefault(link, index))
    groups: dict[int, list[int]] = {}
    for index in range(len(places)):
        groups.setdefault(root(index), []).append(index)
    return list(groups.values())


class Plan:
    """Everything about drawing from one set of places, worked out once: marginals, and a draw in microseconds."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        ordered = [sorted(indices, key=self._variety) for indices in _couplings(self.places)]
        self._groups = [(indices, _solve([self.places[i] for i in indices])) for indices in ordered]
        self.marginals: list[list[float]] = [[] for _ in self.places]
        for indices, group in self._groups:
            for index, row in zip(indices, group.marginals, strict=True):
                self.marginals[index] = row

    def _variety(self, index: int) -> tuple[int, int]:
        place = self.places[index]
        return -len(set(zip(place.distinct, place.same, strict=True))), index

    def draw(self, units: Sequence[float]) -> Drawn:
        """One message, from one uniform number in [0, 1) for each place, in order."""
        picks: list[int | None] = [None] * len(self.places)
        whole = 1.0
        for indices, group in self._groups:
            found, probability = group.walk([units[index] for index in indices])
            whole *= probability
            for index, pick in zip(indices, found, strict=True):
                picks[index] = pick
        chances = tuple(1.0 if p is None else self.marginals[i][p] for i, p in enumerate(picks))
        return Drawn(tuple(picks), chances, whole)

    def probability(self, picks: Sequence[int | None]) -> float:
        """The probability with which `draw` gives these picks."""
        whole = 1.0
        for indices, group in self._groups:
            whole *= group.probability([picks[index] for index in indices])
        return whole

    def best(self, scores: Sequence[Array]) -> Layouts:
        """The best possible layout for each of M members: of `scores` (M, K) for each place, an answer (M, places)."""
        layouts = np.full((len(scores[0]) if scores else 1, len(self.places)), -1, np.int32)
        for indices, group in self._groups:
            layouts[:, indices] = group.best([scores[index] for index in indices])
        return layouts

    @property
    def free(self) -> list[int]:
        """Places that share no key with another: what is drawn there limits nothing."""
        return [indices[0] for indices, _ in self._groups if len(indices) == 1]
