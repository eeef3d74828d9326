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
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Layouts = npt.NDArray[np.int32]

MAX_STATES = 4_000
"""Most states a graph may have. Past that, parts of the candidates take turns."""

MOST_PLACES = 10
"""How many places one slot can have at most: narrowed to fewer candidates than that it could not be filled."""

Key = tuple[str, str]
"""A constraint's name and a value, such as ("claim", "soc2")."""


@dataclass(frozen=True, slots=True)
class Place:
    """One position to fill. `pmf` has one probability per candidate.

    `distinct[c]` and `same[c]` hold candidate c's keys. No `distinct` key occurs twice in a message. Of each name, all
    chosen with `same` keys have one in common. An `optional` place stays empty when nothing fits.
    """

    name: str
    pmf: tuple[float, ...]
    distinct: tuple[frozenset[Key], ...]
    same: tuple[frozenset[Key], ...]
    optional: bool = False


State = tuple[int, int]
"""Bit sets: the `distinct` keys taken so far that still matter, and the `same` keys that are still common to all."""
_START: State = (0, 0)


@dataclass(frozen=True, slots=True)
class _Class:
    """Candidates of one place that carry the same keys: to the constraints they are one."""

    taken: int
    common: int
    names: tuple[int, ...]
    members: tuple[int, ...]
    weights: tuple[float, ...]
    cumulative: tuple[float, ...]
    weight: float

    def fits(self, state: State) -> bool:
        """Whether no key is taken already, and some `same` key of each name is still common."""
        used, held = state
        if used & self.taken:
            return False
        return all(not held & name or held & name & self.common for name in self.names)

    def after(self, state: State) -> State:
        """The state once one of these is chosen."""
        used, held = state
        for name in self.names:
            common = held & name & self.common if held & name else name & self.common
            held = held & ~name | common
        return used | self.taken, held

    def pick(self, unit: float) -> tuple[int, float]:
        """A member by a uniform number in [0, 1), and its probability within the class."""
        at = min(bisect_right(self.cumulative, unit), len(self.members) - 1)
        return self.members[at], self.weights[at] / self.weight


@dataclass(frozen=True, slots=True)
class _Node:
    """The classes allowed in one state at one place, their cumulative probability, and where each leads."""

    allowed: tuple[int, ...]
    probability: tuple[float, ...]
    cumulative: tuple[float, ...]
    follow: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw: for each place the candidate's index (None: left empty) and its propensity; the message's."""

    picks: tuple[int | None, ...]
    propensities: tuple[float, ...]
    propensity: float


class Infeasible(Exception):
    """No combination of candidates satisfies the constraints in every required place."""


class _TooMany(Exception):
    """The graph outgrew `MAX_STATES`."""


class _Bits:
    """One bit for each key that two places share; keys of a single place constrain nothing and get none."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.distinct = self._shared([set().union(*place.distinct) for place in places])
        self.same = self._shared([set().union(*place.same) for place in places], every=True)
        self.names: dict[str, int] = {}
        for (name, _), bit in self.same.items():
            self.names[name] = self.names.get(name, 0) | bit

    @staticmethod
    def _shared(keys: Sequence[set[Key]], *, every: bool = False) -> dict[Key, int]:
        places = Counter(key for some in keys for key in some)
        return {key: 1 << n for n, key in enumerate(sorted(k for k, c in places.items() if every or c > 1))}

    def classes(self, place: Place) -> tuple[_Class, ...]:
        """A place's possible candidates by the keys they carry."""
        grouped: dict[tuple[int, int, tuple[int, ...]], list[int]] = {}
        for candidate, weight in enumerate(place.pmf):
            if weight > 0:
                taken = sum(self.distinct.get(key, 0) for key in place.distinct[candidate])
                common = sum(self.same[key] for key in place.same[candidate])
                names = tuple(sorted({self.names[key[0]] for key in place.same[candidate]}))
                grouped.setdefault((taken, common, names), []).append(candidate)
        return tuple(_class(key, members, place.pmf) for key, members in grouped.items())


def _class(key: tuple[int, int, tuple[int, ...]], members: Sequence[int], pmf: Sequence[float]) -> _Class:
    weights = tuple(pmf[member] for member in members)
    total = sum(weights)
    return _Class(*key, tuple(members), weights, tuple(accumulate(w / total for w in weights)), total)


class _Solved(Protocol):
    """Coupled places, solved: what a `Plan` asks of them."""

    marginals: list[list[float]]

    def walk(self, units: Sequence[float]) -> tuple[list[int | None], float]:
        """See `Group.walk`."""

    def probability(self, picks: Sequence[int | None]) -> float:
        """See `Group.probability`."""

    def best(self, scores: Sequence[Array]) -> Layouts:
        """See `Group.best`."""


class Group:
    """Places coupled by shared keys, solved together. Raises `Infeasible`."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        bits = _Bits(places)
        self._classes = [bits.classes(place) for place in places]
        self._later = [self._keys_after(index) for index in range(len(places))]
        self._nodes: list[dict[State, _Node | None]] = [{} for _ in places]
        self._built = 0
        if self._node(0, _START) is None:
            raise Infeasible
        self.marginals = self._forward()

    def _keys_after(self, index: int) -> tuple[int, int]:
        used = held = 0
        for classes in self._classes[index + 1 :]:
            for one in classes:
                used |= one.taken
                held |= reduce(or_, one.names, 0)
        return used, held

    def _forget(self, index: int, state: State) -> State:
        used, held = self._later[index]
        return state[0] & used, state[1] & held

    def _reaches_end(self, index: int, state: State) -> bool:
        return index == len(self.places) or self._node(index, state) is not None

    def _node(self, index: int, state: State) -> _Node | None:
        known = self._nodes[index]
        if state not in known:
            self._built += 1
            if self._built > MAX_STATES:
                raise _TooMany
            known[state] = self._build(index, state)
        return known[state]

    def _build(self, index: int, state: State) -> _Node | None:
        allowed: list[int] = []
        follow: list[State] = []
        for number, one in enumerate(self._classes[index]):
            if one.fits(state):
                after = self._forget(index, one.after(state))
                if self._reaches_end(index + 1, after):
                    allowed.append(number)
                    follow.append(after)
        if not allowed:
            return self._empty(index, state)
        return _node([self._classes[index][number].weight for number in allowed], allowed, follow)

    def _empty(self, index: int, state: State) -> _Node | None:
        after = self._forget(index, state)
        if self.places[index].optional and self._reaches_end(index + 1, after):
            return _Node((), (), (), (after,))
        return None

    def _forward(self) -> list[list[float]]:
        marginals = [[0.0] * len(place.pmf) for place in self.places]
        reached: dict[State, float] = {_START: 1.0}
        for index, row in enumerate(marginals):
            chosen = [0.0] * len(self._classes[index])
            ahead: dict[State, float] = {}
            for state, mass in reached.items():
                self._pass_on(self._known(index, state), mass, chosen, ahead)
            for one, mass in zip(self._classes[index], chosen, strict=True):
                for member, weight in zip(one.members, one.weights, strict=True):
                    row[member] = mass * weight / one.weight
            reached = ahead
        return marginals

    @staticmethod
    def _pass_on(node: _Node, mass: float, chosen: list[float], ahead: dict[State, float]) -> None:
        for number, probability in zip(node.allowed, node.probability, strict=True):
            chosen[number] += mass * probability
        for after, probability in zip(node.follow, node.probability or (1.0,), strict=True):
            ahead[after] = ahead.get(after, 0.0) + mass * probability

    def _known(self, index: int, state: State) -> _Node:
        node = self._nodes[index][state]
        if node is None:  # only states that lead to the end are ever entered
            raise Infeasible
        return node

    def walk(self, units: Sequence[float]) -> tuple[list[int | None], float]:
        """One draw from one uniform number per place, and its probability."""
        picks: list[int | None] = []
        state, whole = _START, 1.0
        for index, unit in enumerate(units):
            node = self._known(index, state)
            if not node.allowed:
                picks.append(None)
                state = node.follow[0]
                continue
            at = min(bisect_right(node.cumulative, unit), len(node.allowed) - 1)
            below = node.cumulative[at - 1] if at else 0.0
            rest = min(max((unit - below) / node.probability[at], 0.0), 1.0)
            pick, within = self._classes[index][node.allowed[at]].pick(rest)
            picks.append(pick)
            whole *= node.probability[at] * within
            state = node.follow[at]
        return picks, whole

    def probability(self, picks: Sequence[int | None]) -> float:
        """The probability with which `walk` gives these picks; 0 for what it never gives."""
        state, whole = _START, 1.0
        for index, pick in enumerate(picks):
            node = self._known(index, state)
            if pick is None:
                if node.allowed:
                    return 0.0
                state = node.follow[0]
                continue
            at = self._at(index, node, pick)
            if at is None:
                return 0.0
            one = self._classes[index][node.allowed[at]]
            whole *= node.probability[at] * one.weights[one.members.index(pick)] / one.weight
            state = node.follow[at]
        return whole

    def _at(self, index: int, node: _Node, pick: int) -> int | None:
        found = (at for at, number in enumerate(node.allowed) if pick in self._classes[index][number].members)
        return next(found, None)

    def best(self, scores: Sequence[Array]) -> Layouts:
        """The best layout for each member: place by place the highest score among what is allowed there.

        `scores` has (M, K) for each place; the answer is (M, places), -1 for a place left empty.
        """
        members = len(scores[0])
        layouts = np.full((members, len(self.places)), -1, np.int32)
        at: dict[State, npt.NDArray[np.intp]] = {_START: np.arange(members)}
        for index, score in enumerate(scores):
            ahead: dict[State, list[npt.NDArray[np.intp]]] = {}
            for state, who in at.items():
                node = self._known(index, state)
                chosen = self._highest(index, node, score, who, layouts)
                for after in dict.fromkeys(node.follow):
                    which = [n for n, each in enumerate(node.follow) if each == after]
                    ahead.setdefault(after, []).append(who[np.isin(chosen, which)])
            at = {state: np.concatenate(parts) for state, parts in ahead.items() if any(map(len, parts))}
        return layouts

    def _highest(
        self, index: int, node: _Node, score: Array, who: npt.NDArray[np.intp], layouts: Layouts
    ) -> npt.NDArray[np.intp]:
        """Writes each member's pick at one place, and says which of the node's ways it takes."""
        if not node.allowed:
            return np.zeros(len(who), np.intp)
        classes = [self._classes[index][number].members for number in node.allowed]
        candidates = np.array([member for members in classes for member in members])
        way = np.repeat(np.arange(len(classes)), [len(members) for members in classes])
        highest = score[np.ix_(who, candidates)].argmax(axis=1)
        layouts[who, index] = candidates[highest]
        taken: npt.NDArray[np.intp] = way[highest]
        return taken


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


def _node(weights: Sequence[float], allowed: Sequence[int], follow: Sequence[State]) -> _Node:
    total = sum(weights)
    probability = tuple(weight / total for weight in weights)
    return _Node(tuple(allowed), probability, tuple(accumulate(probability)), tuple(follow))


def _only(place: Place, kept: frozenset[int]) -> Place:
    """The place with all other candidates at probability zero."""
    return replace(place, pmf=tuple(p if c in kept else 0.0 for c, p in enumerate(place.pmf)))


def _parts(place: Place, count: int) -> list[frozenset[int]]:
    """The possible candidates of a place dealt out to `count` turns, as evenly as it goes; a few go round again."""
    able = [candidate for candidate, probability in enumerate(place.pmf) if probability > 0]
    size = max(-(-len(able) // count), min(len(able), MOST_PLACES))
    return [frozenset(able[(turn * size + step) % len(able)] for step in range(size)) for turn in range(count)]


def _solve(places: Sequence[Place]) -> _Solved:
    if len(places) == 1 and not any(_links(places[0])):
        return _Free(places[0])
    try:
        return Group(places)
    except _TooMany:
        widest = max(len(place.pmf) for place in places)
    count = 2
    while True:
        turns = _turns(places, count)
        if turns:
            return _Turns(turns)
        if count >= widest:
            raise Infeasible
        count = min(2 * count, widest)


def _turns(places: Sequence[Place], count: int) -> list[Group]:
    """The turns that can be solved; none when one of them is still too large."""
    dealt = [_parts(place, count) for place in places]
    turns = []
    for turn in range(count):
        try:
            turns.append(Group([_only(place, parts[turn]) for place, parts in zip(places, dealt, strict=True)]))
        except _TooMany:
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
