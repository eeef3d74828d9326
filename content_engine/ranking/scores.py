"""Score tables: what a snapshot says of every candidate of a template for one segment.

Built once per snapshot, template and segment; after that a decision is look-ups and an argmax. A candidate's score is
the sum of its effects in logits; slots meet in pair tables where the snapshot holds pair effects worth having.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import erf, exp, fsum, sqrt

import numpy as np
import numpy.typing as npt

from content_engine.ranking.content import Described
from content_engine.ranking.design import content_names, context_names
from content_engine.ranking.names import REPEAT, VOLUME, pair_name
from content_engine.ranking.snapshot import Head, normals

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

Z90 = 1.6448536269514722
PAIRS_FROM = 0.02
"""Pair effects take part in choosing once their learnt spread is at least this (logits)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A predicted reward or a difference of two, with its 90 % interval."""

    mean: float
    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """As JSON-ready data."""
        return {"mean": self.mean, "low": self.low, "high": self.high}


def rate(logit: float) -> float:
    """The probability for a logit."""
    return 1.0 / (1.0 + exp(-max(min(logit, 30.0), -30.0)))


def below_zero(mean: float, spread: float) -> float:
    """The probability that a Gaussian is negative."""
    return 0.5 * (1.0 + erf(-mean / spread / sqrt(2.0))) if spread > 0 else float(mean < 0)


@dataclass
class Sums:
    """Sums of effects: names to numbers, with mean, spread and standard normal draws of each, got when first asked."""

    head: Head
    members: int
    _of: dict[str, int] = field(default_factory=dict)
    _known: list[tuple[float, float]] = field(default_factory=list)
    _draws: list[Array] = field(default_factory=list)

    def number(self, name: str, shift: float = 0.0) -> int:
        """An effect's number. `shift` is added to the mean of one that the snapshot does not hold."""
        at = self._of.get(name)
        if at is None:
            at = self._of[name] = len(self._known)
            mean, spread = self.head.effect(name)
            self._known.append((mean if name in self.head.effects else mean + shift, spread))
            self._draws.append(normals(name, self.members))
        return at

    def mean(self, numbers: Sequence[int]) -> float:
        """The mean of a sum."""
        return fsum(self._known[n][0] for n in numbers)

    def variance(self, numbers: Iterable[int]) -> float:
        """The variance of a sum of different effects, the same to the bit in whatever order they come."""
        return fsum(self._known[n][1] ** 2 for n in numbers)

    def draws(self, numbers: Sequence[int], width: float) -> Array:
        """M draws of a sum, its uncertainty scaled by `width`. Shape (M,)."""
        total = np.full(self.members, self.mean(numbers))
        for n in numbers:
            total += width * self._known[n][1] * self._draws[n]
        return total


@dataclass(frozen=True)
class SlotTable:
    """One slot's candidates: mean and variance (K,), draws (M, K), and the effects each is the sum of."""

    mean: Array
    variance: Array
    draws: Array
    numbers: Sequence[Sequence[int]]


@dataclass(frozen=True)
class Meeting:
    """Pair effects of two slots' candidates: mean and variance (Ka, Kb).

    Members choose by the mean: pair effects are small, draws of them would add little and be most of a table's memory.
    """

    mean: Array
    variance: Array


@dataclass
class Scoreboard:
    """All tables of one template under one head. `slots` are its candidates."""

    head: Head
    members: int
    width: float
    template: str
    slots: Sequence[Sequence[Described]]
    _tables: dict[tuple[str | None, tuple[str, ...]], Table] = field(default_factory=dict)

    @cached_property
    def sums(self) -> Sums:
        """The effects, as they are needed."""
        return Sums(self.head, self.members)

    def prepare(self) -> None:
        """Works out what all segments share, so that reading a table never changes anything."""
        for each in (self.meetings, self.repeats, self.volumes):
            len(each)

    def table(self, segment: str | None, traits: tuple[str, ...]) -> Table:
        """The tables for a segment, made when first asked."""
        key = (segment, traits)
        if key not in self._tables:
            self._tables[key] = self._make(segment, traits)
        return self._tables[key]

    def _make(self, segment: str | None, traits: tuple[str, ...]) -> Table:
        silent = [self.sums.number(n) for n in context_names(self.template, segment, traits, treated=False)]
        spoken = [self.sums.number(n) for n in context_names(self.template, segment, traits, treated=True)]
        tables = [self._slot(at, traits) for at in range(len(self.slots))]
        return Table(self, tables, silent, spoken[len(silent) - len(spoken) :])

    def _shifts(self, slot: Sequence[Described]) -> list[float]:
        """What the text of a variant that was never seen foretells of it."""
        found = [0.0] * len(slot)
        for kind, prior in self.head.texts.items():
            mine = [at for at, one in enumerate(slot) if one.kind == kind and one.text]
            for at, value in zip(mine, prior.predict([slot[at].text for at in mine]), strict=True):
                found[at] = float(value)
        return found

    def _slot(self, at: int, traits: tuple[str, ...]) -> SlotTable:
        candidates = self.slots[at]
        numbers = [
            [
                self.sums.number(name, shift if name.startswith("variant|") else 0.0)
                for name in content_names(one, traits)
            ]
            for one, shift in zip(candidates, self._shifts(candidates), strict=True)
        ]
        draws = [self.sums.draws(mine, self.width) for mine in numbers]
        return SlotTable(
            mean=np.array([self.sums.mean(mine) for mine in numbers]),
            variance=np.array([self.sums.variance(mine) for mine in numbers]),
            draws=np.stack(draws, axis=1) if draws else np.zeros((self.members, 0)),
            numbers=numbers,
        )

    @cached_property
    def kin(self) -> frozenset[tuple[int, int]]:
        """Pairs of slots whose candidates can have effects in common, as they share a kind; each with itself too."""
        kinds = [{one.kind for one in slot} for slot in self.slots]
        numbers = range(len(kinds))
        several = {(a, b) for a in numbers for b in numbers if a != b and kinds[a] & kinds[b]}
        return frozenset(several | {(a, a) for a in numbers})

    @cached_property
    def meetings(self) -> dict[tuple[int, int], Meeting]:
        """Pair tables by slots; none while the snapshot's pair effects are too small to matter."""
        if self.head.scales["pair"].spread < PAIRS_FROM:
            return {}
        made = {(a, b): self._meeting(a, b) for a, b in combinations(range(len(self.slots)), 2)}
        return {slots: meeting for slots, meeting in made.items() if meeting is not None}

    def _meeting(self, a: int, b: int) -> Meeting | None:
        shape = (len(self.slots[a]), len(self.slots[b]))
        mean, variance = np.zeros(shape), np.zeros(shape)
        for name, rows, columns in self._pairs_met(a, b):
            number, cells = [self.sums.number(name)], np.ix_(rows, columns)
            mean[cells] += self.sums.mean(number)
            variance[cells] += self.sums.variance(number)
        return Meeting(mean, variance) if mean.any() else None

    def _pairs_met(self, a: int, b: int) -> Iterator[tuple[str, list[int], list[int]]]:
        """Every pair effect the snapshot holds for two slots, with the candidates of each that bring it about."""
        for (kind, dimension, value), rows in self._values[a].items():
            for (kind2, dimension2, value2), columns in self._values[b].items():
                if dimension == dimension2 and kind != kind2:
                    name = pair_name((kind, value), dimension, (kind2, value2))
                    if name in self.head.effects:
                        yield name, rows, columns

    @cached_property
    def _values(self) -> list[dict[tuple[str, str, str], list[int]]]:
        """For each slot the candidates of a kind with a value of the taxonomy."""
        found: list[dict[tuple[str, str, str], list[int]]] = [{} for _ in self.slots]
        for known, slot in zip(found, self.slots, strict=True):
            for at, one in enumerate(slot):
                for dimension, value in one.taxonomy:
                    known.setdefault((one.kind, dimension, value), []).append(at)
        return found

    @cached_property
    def repeats(self) -> tuple[Array, Array, Array]:
        """Mean (3,), variance (3,) and draws (M, 3) of the effects of repeating a component."""
        return self._named(REPEAT)

    @cached_property
    def volumes(self) -> tuple[Array, Array, Array]:
        """The same for recent messages of any kind."""
        return self._named(VOLUME)

    def _named(self, names: Sequence[str]) -> tuple[Array, Array, Array]:
        numbers = [self.sums.number(name) for name in names]
        mean = np.array([self.sums.mean([n]) for n in numbers])
        variance = np.array([self.sums.variance([n]) for n in numbers])
        return mean, variance, np.stack([self.sums.draws([n], self.width) for n in numbers], axis=1)


@dataclass
class Table:
    """A scoreboard's tables for one segment."""

    board: Scoreboard
    slots: Sequence[SlotTable]
    silent: Sequence[int]
    treated: Sequence[int]

    def __post_init__(self) -> None:
        sums = self.board.sums
        self._apart: dict[tuple[int, int, int], float] = {}
        self._common: dict[tuple[int, int, int, int], float] = {}
        self._silence = sums.mean(self.silent), sums.variance(self.silent)
        self._spoken = sums.mean(self.treated), sums.variance(self.treated)

    def apart(self, slot: int, one: int, other: int) -> float:
        """The variance of the difference of two candidates: what they share is the same in both."""
        key = (slot, one, other)
        if key not in self._apart:
            numbers = self.slots[slot].numbers
            self._apart[key] = self.board.sums.variance(set(numbers[one]) ^ set(numbers[other]))
        return self._apart[key]

    def _shared(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """The variance of what two picks of a kind have in common, which a message with both holds twice over."""
        key = (*one, *other)
        if key not in self._common:
            both = set(self.slots[one[0]].numbers[one[1]]) & set(self.slots[other[0]].numbers[other[1]])
            self._common[key] = 2.0 * self.board.sums.variance(both)
        return self._common[key]

    def wide(self, slot: int, candidates: Sequence[int]) -> Array:
        """Draws of some candidates' scores at full uncertainty, as it is shown. Shape (M, candidates)."""
        numbers, sums = self.slots[slot].numbers, self.board.sums
        return np.stack([sums.draws(numbers[one], self.board.head.inflation) for one in candidates], axis=1)

    def message(self, picks: Sequence[tuple[int, int]], seen: Seen) -> Message:
        """The prediction for a whole message: `picks` are (slot, candidate) for every place that is filled."""
        mean, variance = self._spoken
        for slot, candidate in picks:
            mean += float(self.slots[slot].mean[candidate])
            variance += float(self.slots[slot].variance[candidate])
        kin = self.board.kin
        for (a, i), (b, j) in combinations(picks, 2) if kin or self.board.meetings else ():
            if (a, b) in kin:
                variance += self._shared((a, i), (b, j))
            meeting = self.board.meetings.get((a, b))
            if meeting is not None:
                mean += float(meeting.mean[i, j])
                variance += float(meeting.variance[i, j])
        worn, worn_variance = self._worn(picks, seen)
        return Message(self, tuple(picks), seen, mean + worn, variance + worn_variance)

    def _worn(self, picks: Sequence[tuple[int, int]], seen: Seen) -> tuple[float, float]:
        mean = variance = 0.0
        if seen is NOTHING_SEEN:
            return mean, variance
        if seen.volume is not None:
            mean += float(self.board.volumes[0] @ seen.volume)
            variance += float(self.board.volumes[1] @ seen.volume**2)
        total = sum((seen.repeats[pick] for pick in picks if pick in seen.repeats), start=np.zeros(3))
        return mean + float(self.board.repeats[0] @ total), variance + float(self.board.repeats[1] @ total**2)


@dataclass(frozen=True)
class Seen:
    """What a subject has seen lately: `repeats[slot, candidate]` and `volume`, each (3,) by half-life; see `names`."""

    repeats: dict[tuple[int, int], Array] = field(default_factory=dict)
    volume: Array | None = None


NOTHING_SEEN = Seen()


@dataclass(frozen=True)
class Message:
    """The prediction for one message. `mean` and `variance` are of what speaking adds to silence, in logits."""

    table: Table
    picks: tuple[tuple[int, int], ...]
    seen: Seen
    mean: float
    variance: float

    @property
    def _inflation(self) -> float:
        return self.table.board.head.inflation

    def reward(self) -> float:
        """The predicted reward alone."""
        return rate(self.table._silence[0] + self.mean)

    def expected(self) -> Estimate:
        """The predicted reward."""
        silence, around = self.table._silence
        logit, variance = silence + self.mean, around + self.variance
        half = Z90 * self._inflation * sqrt(variance)
        return Estimate(rate(logit), rate(logit - half), rate(logit + half))

    def over_silence(self) -> Estimate:
        """The predicted reward less that of saying nothing."""
        silence = self.table._silence[0]
        base = rate(silence)
        mean = rate(silence + self.mean) - base
        half = Z90 * self._inflation * sqrt(self.variance) * base * (1 - base)
        return Estimate(mean, mean - half, mean + half)

    def harm(self) -> float:
        """The probability that saying nothing is better."""
        return below_zero(self.mean, self._inflation * sqrt(self.variance))

    def over_control(self, pick: tuple[int, int], control: int | None) -> Estimate:
        """The predicted reward less that of the same message with the slot's default instead of this candidate.

        The control's uplift over itself is exactly zero, and so is all uplift where a slot has no default.
        """
        slot, candidate = pick
        if control is None or control == candidate:
            return Estimate(0.0, 0.0, 0.0)
        instead = [(slot, control) if each == pick else each for each in self.picks]
        other = self.table.message(instead, self.seen)
        expected = self.reward()
        mean = expected - other.reward()
        spread = sqrt(self.table.apart(slot, candidate, control))
        half = Z90 * self._inflation * spread * expected * (1 - expected)
        return Estimate(mean, mean - half, mean + half)
