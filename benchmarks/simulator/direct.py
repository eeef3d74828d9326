"""The response model without the engine around it: the ranking room's learner and tables, choices made in bulk.

For trying out the model (widths, minima, priors, half-lives), many times faster than through the engine. What it leaves
out: propensities, explanations, rendering, records. A member of the ensemble is drawn from the world's seed instead of
the hash of a request_id; learner and tables are the same code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.simulator.content import TEMPLATE, Rule, catalog
from benchmarks.simulator.peers import Even
from benchmarks.simulator.walk import Event, Question
from benchmarks.simulator.world import GOAL, SLOTS, WINDOW_DAYS, Floats, Ints, Period, World
from content_engine.ranking.content import Described, describe, traits_of
from content_engine.ranking.design import Compact
from content_engine.ranking.learner import Apprentice, Block
from content_engine.ranking.names import HALF_LIVES
from content_engine.ranking.scores import Scoreboard
from content_engine.ranking.snapshot import Head

SETTLED = WINDOW_DAYS + 2.0
"""Days after which nothing more can happen to a decision."""


@dataclass
class _Day:
    """The decisions of one day, in pieces, and when each converted (infinite: it has not yet)."""

    compact: list[Compact] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    at: list[Floats] = field(default_factory=list)
    won: dict[int, float] = field(default_factory=dict)

    def block(self, day: int, now: float) -> Block:
        """What is known by now, ages and delays as shares of the window."""
        numbers = np.concatenate([np.arange(f, f + len(a)) for f, a in zip(self.first, self.at, strict=True)])
        at = np.concatenate(self.at)
        when = np.array([self.won.get(int(number), np.inf) for number in numbers])
        won = when < np.inf
        delay = np.where(won, (np.where(won, when, at) - at) / WINDOW_DAYS, 1.0)
        age = np.minimum((now - at) / WINDOW_DAYS, 1.0)
        return Block(day, Compact.join(self.compact), won.astype(float), np.clip(delay, 0, 1), age)


@dataclass
class Direct:
    """See the module."""

    world: World
    width: float = 0.25
    minimum: float = 0.05
    members: int = 128
    half_life: float = 60.0

    def __post_init__(self) -> None:
        self._rng, self._even = self.world.rng("direct"), Even(self.world)
        self._head: Head | None = None
        self._pupil = Apprentice(GOAL, self.half_life)
        self._days: dict[int, _Day] = {}
        self._where: dict[int, int] = {}
        self._ids = [self.world.segment_id(segment) for segment in range(len(self.world.segments))]
        columns = sum(len(slot) for slot in self.world.pieces)
        self._start = np.cumsum([0, *(len(slot) for slot in self.world.pieces)])
        self._seen = np.zeros((self.world.params.users, columns, len(HALF_LIVES)))
        self._volume = np.zeros((self.world.params.users, len(HALF_LIVES)))
        self._asked = np.zeros(self.world.params.users)

    def day(self, day: int, period: Period) -> None:
        """Learns from all that is known, then looks at the new content."""
        nouns = catalog(self.world, period, Rule({}))
        self._traits = {one.segment_id: traits_of(one) for one in nouns.segments}
        described = {v.id: describe(c, v) for c in nouns.components for v in c.variants}
        self._slots = [[described[option.id] for option in slot] for slot in period.options]
        self._columns = [self._start[slot] + number % 1_000 for slot, number in enumerate(period.components)]
        if day:
            self._learn(float(day))
        self._tables: list[tuple[Floats, ...]] = []
        if self._head is not None:
            self._tables = self._made(self._head, self._slots)

    def _learn(self, now: float) -> None:
        for day in sorted(self._days):
            if day + 1 + SETTLED <= now:
                self._pupil.settle(self._days.pop(day).block(day, now))
        self._head = self._pupil.head([self._days[day].block(day, now) for day in sorted(self._days)])

    def _made(self, head: Head, slots: list[list[Described]]) -> list[tuple[Floats, ...]]:
        """By slot the draws of every segment, (segments, members, options)."""
        self._board = Scoreboard(head, self.members, self.width, TEMPLATE, slots)
        tables = [self._board.table(segment, self._traits[segment]) for segment in self._ids]
        return [np.stack([table.slots[slot].draws for table in tables]) for slot in range(len(SLOTS))]  # type: ignore[misc]

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        users = question.batch.users
        worn = self._fade(users, question.batch.at)
        choices = self._even.choose(question)
        if self._head is not None:
            best = self._best(question, worn)
            even = self._rng.random(len(users)) < self.minimum
            choices = np.where((even | question.silent)[:, None], choices, best)
        self._keep(question, choices, worn)
        return choices

    def _fade(self, users: Ints, at: float) -> Floats:
        """What each user has seen of each component by now, (requests, columns, half-lives)."""
        left = 2.0 ** (-(at - self._asked[users])[:, None] / np.array(HALF_LIVES))
        self._seen[users] *= left[:, None, :]
        self._volume[users] *= left
        self._asked[users] = at
        return self._seen[users]

    def _best(self, question: Question, worn: Floats) -> Ints:
        member = self._rng.integers(self.members, size=len(question.segments))
        repeat = self._board.repeats[2][member]
        scores = []
        for slot, table in enumerate(self._tables):
            own = table[question.segments, member] + np.einsum("nkh,nh->nk", worn[:, self._columns[slot]], repeat)
            scores.append(np.where(question.open[slot], own, -np.inf))
        found = np.stack([score.argmax(axis=1) for score in scores], axis=1)
        for _ in range(2 if self._board.meetings else 0):
            for slot in range(len(SLOTS)):
                found[:, slot] = (scores[slot] + self._met(slot, found)).argmax(axis=1)
        return found

    def _met(self, slot: int, found: Ints) -> Any:
        total: Any = 0.0
        for (a, b), meeting in self._board.meetings.items():
            if slot == a:
                total = total + meeting.mean[:, found[:, b]].T
            elif slot == b:
                total = total + meeting.mean[found[:, a]]
        return total

    def _keep(self, question: Question, choices: Ints, worn: Floats) -> None:
        """Remembers the decisions as learning reads them, and what users have now seen."""
        rows, words, batch = len(choices), self._pupil.vocabulary, question.batch
        treated = ~question.silent
        codes = [np.array([words.variant(one.variant, lambda _, one=one: one) for one in slot]) for slot in self._slots]
        variants = np.stack([codes[slot][choices[:, slot]] for slot in range(len(SLOTS))], axis=1)
        columns = np.stack([self._columns[slot][choices[:, slot]] for slot in range(len(SLOTS))], axis=1)
        repeat = np.take_along_axis(worn, columns[:, :, None], axis=1).sum(axis=1)
        segment = np.array([words.segment(name, self._traits.__getitem__) for name in self._ids])
        compact = Compact(
            template=np.full(rows, words.template(TEMPLATE), np.int32),
            segment=segment[question.segments].astype(np.int32),
            treated=treated,
            variants=np.where(treated[:, None], variants, -1).astype(np.int32),
            repeat=np.where(treated[:, None], repeat, 0.0).astype(np.float32),
            volume=self._volume[batch.users].astype(np.float32),
            decided=np.full(rows, int(batch.at * 86_400_000), np.int64),
        )
        day = self._days.setdefault(int(batch.at), _Day())
        day.compact.append(compact)
        day.first.append(batch.first)
        day.at.append(np.full(rows, batch.at))
        self._where.update(dict.fromkeys(range(batch.first, batch.first + rows), int(batch.at)))
        shown = batch.users[treated]
        self._seen[shown[:, None], columns[treated]] += 1
        self._volume[shown] += 1

    def happened(self, events: list[Event], now: float) -> None:
        """See `Policy.happened`."""
        for event in events:
            day = self._days.get(self._where.pop(event.request))
            if day is not None:
                day.won[event.request] = event.at
