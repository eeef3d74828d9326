"""The graph of what can still be said: places coupled by constraint keys, solved together.

A state is what was drawn so far, as far as it matters to later places. Only states from which every later required
place can be filled are entered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import or_

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Layouts = npt.NDArray[np.int32]

MAX_STATES = 4_000
"""Most states a graph may have. Past that, parts of the candidates take turns."""

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


class Infeasible(Exception):
    """No combination of candidates satisfies the constraints in every required place."""


class TooMany(Exception):
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
                raise TooMany
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


def _node(weights: Sequence[float], allowed: Sequence[int], follow: Sequence[State]) -> _Node:
    total = sum(weights)
    probability = tuple(weight / total for weight in weights)
    return _Node(tuple(allowed), probability, tuple(accumulate(probability)), tuple(follow))
