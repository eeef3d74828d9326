"""Drawing a whole message under constraints, with exact probabilities.

Places are filled in template order. At each place the pmf is restricted to candidates that fit what was drawn before
*and* leave every later required place fillable, and renormalised. What was drawn before matters only through the
constraint keys already taken, so the walk is a small graph of states; a forward pass over it gives each candidate's
exact marginal probability (the propensity of a choice), and the product along a walk that of the whole message.
Nothing is estimated by sampling. Places that share no key are solved apart, and for those the marginal is the pmf.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

MAX_STATES = 2_000
"""Most states a graph may have. Past that, only the most probable candidates of each place take part in the draw."""


@dataclass(frozen=True, slots=True)
class Place:
    """One position to fill. `pmf` has one probability per candidate.

    `distinct[c]` and `same[c]` hold candidate c's keys, such as ("claim", "soc2"). No `distinct` key may occur twice in
    a message; of the `same` keys of one name (the first part) all must be equal. An `optional` place may stay empty.
    """

    name: str
    pmf: tuple[float, ...]
    distinct: tuple[frozenset[tuple[str, str]], ...]
    same: tuple[frozenset[tuple[str, str]], ...]
    optional: bool = False


State = tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]
_START: State = (frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class _Node:
    """The candidates allowed in one state at one place, their cumulative probability, and where each leads."""

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


def _keys_later(places: Sequence[Place], start: int) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    distinct = frozenset(key for place in places[start:] for keys in place.distinct for key in keys)
    same = frozenset(key[0] for place in places[start:] for keys in place.same for key in keys)
    return distinct, same


def _fits(place: Place, candidate: int, state: State) -> bool:
    used, held = state
    if used and not used.isdisjoint(place.distinct[candidate]):
        return False
    mine = place.same[candidate]
    return not held or not mine or not any(key not in held and _named(key[0], held) for key in mine)


def _named(name: str, held: frozenset[tuple[str, str]]) -> bool:
    return any(key[0] == name for key in held)


class Group:
    """Places coupled by shared keys, solved together. Raises `Infeasible`."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self._later = [_keys_later(self.places, index + 1) for index in range(len(self.places))]
        self._nodes: list[dict[State, _Node | None]] = [{} for _ in self.places]
        if self._node(0, _START) is None:
            raise Infeasible
        self.marginals = self._forward()

    def _next(self, index: int, state: State, candidate: int) -> State:
        place, (later, names) = self.places[index], self._later[index]
        used = (state[0] | place.distinct[candidate]) & later
        held = frozenset(key for key in state[1] | place.same[candidate] if key[0] in names)
        return used, held

    def _skip(self, index: int, state: State) -> State:
        later, names = self._later[index]
        return state[0] & later, frozenset(key for key in state[1] if key[0] in names)

    def _reaches_end(self, index: int, state: State) -> bool:
        return index == len(self.places) or self._node(index, state) is not None

    def _node(self, index: int, state: State) -> _Node | None:
        known = self._nodes[index]
        if state not in known:
            if self.states >= MAX_STATES:
                raise _TooMany
            known[state] = self._build(index, state)
        return known[state]

    def _build(self, index: int, state: State) -> _Node | None:
        place = self.places[index]
        allowed: list[int] = []
        follow: list[State] = []
        for candidate, weight in enumerate(place.pmf):
            if weight > 0 and _fits(place, candidate, state):
                after = self._next(index, state, candidate)
                if self._reaches_end(index + 1, after):
                    allowed.append(candidate)
                    follow.append(after)
        if not allowed:
            return self._empty(index, state)
        return _node([place.pmf[candidate] for candidate in allowed], allowed, follow)

    def _empty(self, index: int, state: State) -> _Node | None:
        after = self._skip(index, state)
        if self.places[index].optional and self._reaches_end(index + 1, after):
            return _Node((), (), (), (after,))
        return None

    def _forward(self) -> list[list[float]]:
        marginals = [[0.0] * len(place.pmf) for place in self.places]
        reached: dict[State, float] = {_START: 1.0}
        for index, row in enumerate(marginals):
            ahead: dict[State, float] = {}
            for state, mass in reached.items():
                node = self._node(index, state)
                if node is None:  # unreachable: only states that lead to the end are entered
                    raise Infeasible
                for candidate, probability in zip(node.allowed, node.probability, strict=True):
                    row[candidate] += mass * probability
                for after, probability in zip(node.follow, node.probability or (1.0,), strict=True):
                    ahead[after] = ahead.get(after, 0.0) + mass * probability
            reached = ahead
        return marginals

    def walk(self, units: Sequence[float]) -> tuple[list[int | None], float]:
        """One draw from one uniform number per place, and its probability."""
        picks: list[int | None] = []
        state, probability = _START, 1.0
        for index, unit in enumerate(units):
            node = self._nodes[index][state]
            if node is None or not node.allowed:
                picks.append(None)
                state = node.follow[0] if node else state
                continue
            at = min(bisect_right(node.cumulative, unit), len(node.allowed) - 1)
            picks.append(node.allowed[at])
            probability *= node.probability[at]
            state = node.follow[at]
        return picks, probability

    @property
    def states(self) -> int:
        """How many states the graph has."""
        return sum(map(len, self._nodes))


def _node(weights: Sequence[float], allowed: Sequence[int], follow: Sequence[State]) -> _Node:
    total = sum(weights)
    probability = tuple(weight / total for weight in weights)
    return _Node(tuple(allowed), probability, tuple(accumulate(probability)), tuple(follow))


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


def _narrowed(place: Place, keep: int) -> Place:
    """The place with all but its `keep` most probable candidates at probability zero (ties: the earlier one stays)."""
    best = set(sorted(range(len(place.pmf)), key=lambda c: (-place.pmf[c], c))[:keep])
    return replace(place, pmf=tuple(p if c in best else 0.0 for c, p in enumerate(place.pmf)))


def _solve(places: Sequence[Place]) -> Group:
    keep = max(len(place.pmf) for place in places)
    while True:
        try:
            return Group([_narrowed(place, keep) for place in places])
        except _TooMany:
            keep //= 2


class Plan:
    """Everything about drawing from one set of places, worked out once: marginals, and a draw in microseconds."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self._groups = [(indices, _solve([self.places[i] for i in indices])) for indices in _couplings(self.places)]
        self.marginals: list[list[float]] = [[] for _ in self.places]
        for indices, group in self._groups:
            for index, row in zip(indices, group.marginals, strict=True):
                self.marginals[index] = row

    def draw(self, unit: Callable[[str], float]) -> Drawn:
        """One message. `unit(place name)` gives a uniform number in [0, 1), a different one for each place."""
        picks: list[int | None] = [None] * len(self.places)
        whole = 1.0
        for indices, group in self._groups:
            found, probability = group.walk([unit(self.places[index].name) for index in indices])
            whole *= probability
            for index, pick in zip(indices, found, strict=True):
                picks[index] = pick
        chances = tuple(1.0 if p is None else self.marginals[i][p] for i, p in enumerate(picks))
        return Drawn(tuple(picks), chances, whole)
