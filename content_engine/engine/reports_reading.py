"""Reading what happened, as reports see it: decisions with their rewards, streamed by day, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby, pairwise
from operator import itemgetter

from content_engine.domain.lessons import Happened, Lesson
from content_engine.domain.memory import Memory
from content_engine.engine.compiled import CompiledCatalog
from content_engine.engine.rewards import DAY_MS, RewardRule, reward_of, reward_rule, started_at

CHUNK = 20_000
"""Most decisions held at once."""

Progress = Callable[[int], None]
"""Told how many days more were read."""


@dataclass(frozen=True, slots=True)
class Row:
    """A decision that counts, with what it earned. Times are milliseconds; `delay` is -1 without a reward.

    `mature` says that the goal's window and the time to settle have passed: only then is a missing outcome a no.
    """

    lesson: Lesson
    started: int
    reward: int
    delay: int
    mature: bool

    @property
    def segment(self) -> str:
        """The segment it was decided for, or an empty string."""
        return self.lesson.segment or ""

    @property
    def propensity(self) -> float | None:
        """The probability with which the whole message was drawn, where it was recorded."""
        told = self.lesson.context.get("propensity")
        return float(told) if told is not None else None


@dataclass
class Reading:
    """Reads decisions from `since` until before `until` (milliseconds), of one template or of all in the catalog.

    Rows are treatments that a policy drew, holdouts and silent holdouts. `left` counts what was left out, by reason:
    `fallback` (default content for want of time or a good message), `unexposed`, `gone` (a template that the catalog
    no longer has).
    """

    memory: Memory
    catalog: CompiledCatalog
    since: int
    until: int
    now: int
    template: str | None = None
    progress: Progress | None = None
    left: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Makes the rules ready."""
        learning = self.catalog.rules.learning
        self.settle = int(learning.settle / timedelta(milliseconds=1))
        self.rules: Mapping[str, RewardRule] = {
            one.id: reward_rule(one.goal, learning)
            for one in self.catalog.catalog.templates
            if self.template in (None, one.id)
        }
        self._within = max((rule.reach for rule in self.rules.values()), default=1)

    def chunks(self) -> Iterator[list[Row]]:
        """The rows in the order of their decisions, at most `CHUNK` decisions at once."""
        for start in range(self.since, self.until, DAY_MS):
            ids = self.memory.lesson_ids(floor_id(start), floor_id(min(start + DAY_MS, self.until)))
            bounds = [*range(0, len(ids), CHUNK), len(ids)]
            for first, last in pairwise(bounds):
                yield self._chunk(ids[first:last])
            if self.progress:
                self.progress(1)

    def rows_of(self, ids: Sequence[str]) -> dict[str, Row]:
        """The rows among these decisions (ascending ids) by id."""
        found = self._chunk(ids) if ids else []
        return {row.lesson.decision_id: row for row in found}

    def _chunk(self, ids: Sequence[str]) -> list[Row]:
        # bounds are excluded: the first id without its last digit comes before it, the last one with one more after it
        happened = self.memory.happened(ids[0][:-1], ids[-1] + "0", within=self._within)
        outcomes = {one: list(told) for one, told in groupby(happened.outcomes, key=itemgetter(0))}
        found = (self._row(lesson, happened, outcomes.get(lesson.decision_id, [])) for lesson in self._lessons(ids))
        return [row for row in found if row is not None]

    def _lessons(self, ids: Sequence[str]) -> Iterator[Lesson]:
        for lesson in self.memory.lessons(ids):
            if self.template in (None, lesson.template):
                yield lesson

    def _row(self, lesson: Lesson, happened: Happened, outcomes: Sequence[tuple[str, str, int, str]]) -> Row | None:
        rule = self.rules.get(lesson.template)
        started = started_at(lesson.arm, lesson.decided_at, happened.exposed.get(lesson.decision_id))
        if rule is None or started is None or _fell_back(lesson):
            self.left["gone" if rule is None else "fallback" if _fell_back(lesson) else "unexposed"] += 1
            return None
        reward, delay = reward_of(started, outcomes, rule)
        return Row(lesson, started, reward, delay, started + rule.window + self.settle <= self.now)


def _fell_back(lesson: Lesson) -> bool:
    return lesson.arm == "treatment" and bool(lesson.served_by == "control" or lesson.context.get("guard"))


def floor_id(ms: int) -> str:
    """What all ids of decisions made at `ms` or later come after, and those of earlier ones before."""
    return f"d{max(ms, 0):012x}"


def rows(
    memory: Memory,
    catalog: CompiledCatalog,
    since: int,
    until: int,
    *,
    now: int,
    template: str | None = None,
    progress: Progress | None = None,
) -> Iterator[Row]:
    """Every row of `Reading`, one by one."""
    for chunk in Reading(memory, catalog, since, until, now, template, progress).chunks():
        yield from chunk
