"""One policy's walk through a world: what its users have seen, what it said, and what came of it."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from benchmarks.simulator.world import SLOTS, Batch, Bools, Floats, Ints, Period, Tables, World

EMPTY = -1


@dataclass(frozen=True)
class Question:
    """A batch as a policy sees it.

    `segments[request]`; `silent[request]` gets nothing; `open[slot][request, option]` is False for what the no-repeat
    rule forbids; `worn[slot][request, option]` is what this user has seen of the option's component, faded; `tables`
    are the truth, for those who may know it.
    """

    batch: Batch
    period: Period
    segments: Ints
    silent: Bools
    open: tuple[Bools, ...]
    worn: tuple[Floats, ...]
    volume: Floats
    tables: Tables


@dataclass(frozen=True)
class Event:
    """A conversion: the request's number, and the day on which it happened."""

    request: int
    at: float


class Policy(Protocol):
    """Whoever chooses. `choose` answers with option indices, shape (requests, slots), -1 where nothing is said."""

    def choose(self, question: Question) -> Ints:
        """One option per slot and request."""

    def happened(self, events: list[Event], now: float) -> None:
        """Conversions known by now, in order of time."""

    def day(self, day: int, period: Period) -> None:
        """A new day begins, maybe with new content."""


@dataclass
class Seen:
    """What users have seen, by component column; fatigue fades exponentially.

    `last[user, column]` is the day on which it was last shown; `load[user, column]` the faded count at `asked[user]`.
    """

    world: World
    last: Floats = field(init=False)
    load: Floats = field(init=False)
    volume: Floats = field(init=False)
    asked: Floats = field(init=False)

    def __post_init__(self) -> None:
        users, columns = self.world.params.users, sum(len(slot) for slot in self.world.pieces)
        self.last = np.full((users, columns), -np.inf)
        self.load = np.zeros((users, columns))
        self.volume, self.asked = np.zeros(users), np.zeros(users)
        self._start = np.cumsum([0, *(len(slot) for slot in self.world.pieces)])

    def columns(self, period: Period) -> list[Ints]:
        """By slot, the column of each option's component."""
        return [self._start[slot] + numbers % 1_000 for slot, numbers in enumerate(period.components)]

    def fade(self, users: Ints, at: float) -> None:
        """Lets time pass for these users, up to `at`."""
        params = self.world.params
        ages = at - self.asked[users]
        self.load[users] *= np.exp(-ages / params.fatigue_fades)[:, None]
        self.volume[users] *= np.exp(-ages / params.volume_fades)
        self.asked[users] = at

    def show(self, users: Ints, columns: Ints, at: float) -> None:
        """These users see these components, shape (users, slots)."""
        self.last[users[:, None], columns] = at
        self.load[users[:, None], columns] += 1
        self.volume[users] += 1


@dataclass
class Result:
    """What a walk was worth: `expected[request]` is the true chance of what was said, NaN in the silent holdout."""

    expected: Floats
    converted: Bools
    choices: Ints
    days: Floats
    seconds: dict[str, float]
    notes: dict[str, Any] = field(default_factory=dict)


Progress = Callable[[float], None]


class Walk:
    """Asks a policy every question of a world and keeps the books."""

    def __init__(self, world: World, policy: Policy, progress: Progress | None = None) -> None:
        self.world, self.policy, self.progress = world, policy, progress
        self.seen = Seen(world)
        self.due: list[tuple[float, int]] = []
        total = world.params.decisions
        self.result = Result(
            np.full(total, np.nan),
            np.zeros(total, bool),
            np.full((total, len(SLOTS)), EMPTY),
            np.zeros(total),
            {"choose": 0.0, "learn": 0.0},
        )

    def run(self) -> Result:
        """From the first day to the last."""
        day, period, tables, columns = -1, self.world.periods[0], None, self.seen.columns(self.world.periods[0])
        for batch in self.world.batches():
            if int(batch.at) != day:
                day = int(batch.at)
                period = next(p for p in self.world.periods if p.start <= day < p.end)
                tables, columns = self.world.truth.tables(day), self.seen.columns(period)
                self._tell(batch.at)
                self._clocked("learn", self.policy.day, day, period)
                if self.progress:
                    self.progress(day / self.world.params.days)
            else:
                self._tell(batch.at)
            assert tables is not None
            self._batch(batch, period, tables, columns)
        return self.result

    def _clocked(self, what: str, call: Callable[..., Any], *args: Any) -> Any:
        began = time.perf_counter()
        answer = call(*args)
        self.result.seconds[what] += time.perf_counter() - began
        return answer

    def _tell(self, now: float) -> None:
        events = []
        while self.due and self.due[0][0] <= now:
            at, request = heapq.heappop(self.due)
            events.append(Event(request, at))
        self._clocked("learn", self.policy.happened, events, now)

    def _batch(self, batch: Batch, period: Period, tables: Tables, columns: list[Ints]) -> None:
        users, world = batch.users, self.world
        self.seen.fade(users, batch.at)
        rule = world.params.repeat_days - 1e-9
        question = Question(
            batch,
            period,
            world.user_segment[users],
            world.silent[users],
            tuple(batch.at - self.seen.last[users][:, mine] >= rule for mine in columns),
            tuple(self.seen.load[users][:, mine] for mine in columns),
            self.seen.volume[users],
            tables,
        )
        choices = self._clocked("choose", self.policy.choose, question)
        self._settle(question, choices, columns)

    def _settle(self, question: Question, choices: Ints, columns: list[Ints]) -> None:
        batch, result, spoken = question.batch, self.result, ~question.silent
        if (choices[spoken] < 0).any() or (choices[~spoken] >= 0).any():
            raise RuntimeError(f"day {batch.at:.2f}: something was left unsaid, or said to the silent holdout")
        for slot, may in enumerate(question.open):
            if not np.take_along_axis(may[spoken], choices[spoken, slot : slot + 1], 1).all():
                raise RuntimeError(f"day {batch.at:.2f}: the no-repeat rule was broken in slot {SLOTS[slot]}")
        logit = np.where(spoken, self._logit(question, choices), question.tables.silence[question.segments])
        chance = 1 / (1 + np.exp(-logit))
        place = slice(batch.first, batch.first + len(batch.users))
        result.expected[place] = np.where(spoken, chance, np.nan)
        result.converted[place] = batch.luck < chance
        result.choices[place], result.days[place] = choices, batch.at
        for index in np.flatnonzero(batch.luck < chance):
            heapq.heappush(self.due, (batch.at + float(batch.delays[index]), batch.first + int(index)))
        shown = np.stack([columns[slot][choices[spoken, slot]] for slot in range(len(SLOTS))], axis=1)
        self.seen.show(batch.users[spoken], shown, batch.at)

    def _logit(self, question: Question, choices: Ints) -> Floats:
        return logit_of(self.world, question, choices)


def logit_of(world: World, question: Question, choices: Ints) -> Floats:
    """The true logit of these messages, shape (requests,); rows where nothing is said have no meaning."""
    tables, rows = question.tables, np.arange(len(choices))
    total = tables.base[question.segments] - world.params.volume * question.volume
    for slot in range(len(SLOTS)):
        total = total + tables.slots[slot][question.segments, choices[:, slot]]
        total = total - world.params.fatigue * question.worn[slot][rows, choices[:, slot]]
    for (a, b), table in tables.pairs.items():
        total = total + table[choices[:, a], choices[:, b]]
    return np.asarray(total)
