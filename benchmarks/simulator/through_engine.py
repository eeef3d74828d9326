"""The public engine as a policy of the simulator: decide, expose, observe, learn, and new content as it comes.

Everything it knows comes through `bootstrap` and the engine's own methods; the database is SQLite in memory unless a
URL is given. The world's truth it never sees, but for the default content, which a generous editor chose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from benchmarks.simulator.content import START, TEMPLATE, Rule, catalog
from benchmarks.simulator.walk import EMPTY, Event, Question
from benchmarks.simulator.world import GOAL, SLOTS, Ints, Period, World
from content_engine import Decision, DecisionRequest, Exposure, Outcome
from content_engine.bootstrap import Settings, bootstrap, open_database
from content_engine.domain.base import to_ms
from content_engine.domain.canon import canonical, version_of
from content_engine.engine import Engine
from content_engine.testing import FixedClock

MEMORY = "sqlite:///:memory:"


@dataclass
class ThroughEngine:
    """A policy that is the engine with the given rule in its policy file. Learns `learns` times a day, or never."""

    world: World
    rule: Rule
    database: str = MEMORY
    learns: int = 1
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.clock = FixedClock(START)
        self._stores = open_database(Settings(database=self.database), clock=self.clock)
        self._publish(self.world.periods[0])
        self.engine = bootstrap(
            Settings(database=self.database),
            clock=self.clock,
            memory=self._stores.memory,
            content=self._stores.content,
            keys=self._stores.keys,
        )
        self._period = self.world.periods[0]
        self._ids: dict[int, str] = {}
        self._claims = [self._claim(segment) for segment in range(len(self.world.segments))]
        self._learnt = -1.0
        self.reports: list[Any] = []

    def _claim(self, segment: int) -> tuple[Any, ...]:
        claim = {"segment_id": self.world.segment_id(segment), "version": 1}
        return (
            DecisionRequest.model_validate(
                {"request_id": "r", "template": TEMPLATE, "user_id": "u", "segments": (claim,)}
            ).segments
            or ()
        )

    def _publish(self, period: Period) -> None:
        content = self._stores.content
        body = canonical(catalog(self.world, period, self.rule))
        if not content.publish(version_of(body), body, [], after=content.current_catalog(), at=to_ms(self.clock.now())):
            raise RuntimeError("somebody else published into the simulator's database")

    def day(self, day: int, period: Period) -> None:
        """New content where there is some."""
        if period is not self._period:
            self.clock.set(START + timedelta(days=day))
            self._publish(period)
            self.engine.refresh()
            self._period = period
        self._place = [{option.id: at for at, option in enumerate(slot)} for slot in period.options]

    def choose(self, question: Question) -> Ints:
        """Decides a batch and confirms its exposures."""
        self.clock.set(_moment(question.batch.at))
        decisions = self.engine.decide_many(self._requests(question))
        chosen = np.full((len(decisions), len(SLOTS)), EMPTY)
        shown = []
        for row, decision in enumerate(decisions):
            self._ids[question.batch.first + row] = decision.decision_id
            if decision.status == "assembled":
                self._fill(chosen[row], decision)
                shown.append(Exposure(decision_id=decision.decision_id, at=self.clock.now(), kind="sent"))
        self.engine.expose_many(shown)
        return chosen

    def _requests(self, question: Question) -> list[DecisionRequest]:
        first = question.batch.first
        return [
            DecisionRequest(
                request_id=f"s{self.world.seed}:{first + row}",
                template=TEMPLATE,
                user_id=self.world.user_id(int(user)),
                segments=self._claims[int(segment)],
            )
            for row, (user, segment) in enumerate(zip(question.batch.users, question.segments, strict=True))
        ]

    def _fill(self, row: Any, decision: Decision) -> None:
        for choice in decision.choices:
            slot = SLOTS.index(choice.slot)
            row[slot] = self._place[slot][choice.variant]

    def happened(self, events: list[Event], now: float) -> None:
        """Reports conversions, and learns when it is time."""
        self.clock.set(_moment(now))
        outcomes = [
            Outcome(
                outcome=GOAL,
                at=_moment(event.at),
                external_id=f"c{event.request}",
                decision_id=self._ids[event.request],
            )
            for event in events
        ]
        if outcomes:
            self.engine.observe_many(outcomes)
        step = int(now * self.learns) / self.learns if self.learns else self._learnt
        if step > self._learnt and now >= 1:
            self._learnt = step
            self.reports.append(self.engine.learn())  # type: ignore[attr-defined]
            self.engine.refresh()

    def close(self) -> None:
        """Lets go of the database."""
        self._stores.close()


def _moment(day: float) -> datetime:
    return START + timedelta(milliseconds=int(day * 86_400_000))
