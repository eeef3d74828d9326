"""Learning from what was said: reads what is new, lets the ranking room learn, publishes a snapshot.

Decisions are read day by day (UTC). A day is settled once nothing more can happen to it: when its decisions' goal
windows and the time events may take to arrive have passed. Settled days are never read again. Of the days since, only
decisions that are not in the state yet are read, and what happened to all of them by now; so doubled, shuffled and late
events give the same snapshot as clean ones.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from content_engine.domain.canon import from_canonical
from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import LostRace, NotFound
from content_engine.domain.lessons import Happened, Lesson
from content_engine.domain.memory import ContentStore, Memory
from content_engine.domain.rules import LearningRules
from content_engine.engine.learning_lore import Lore
from content_engine.engine.learning_state import Pupil, Rows
from content_engine.engine.rewards import LATE_MS, reward_of
from content_engine.ranking.design import NONE, Compact
from content_engine.ranking.learner import DAY_MS, Apprentice, Block
from content_engine.ranking.names import HALF_LIVES
from content_engine.ranking.snapshot import Snapshot

PAGE = 4_000
"""Decisions read at a time."""
ATTEMPTS = 3
PLACES = 4
"""Places a row is made for at first; wider messages widen it."""

Progress = Callable[[str, int, int], None]
Told = tuple[str, str, int, str]
"""A row of `Happened.outcomes`."""


@dataclass(frozen=True, slots=True)
class LearnReport:
    """What `learn` did: the snapshot, how many decisions it now stands for, how many rewards were among them."""

    snapshot: str
    decisions: int
    outcomes: int
    diagnostics: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            "snapshot": self.snapshot,
            "decisions": self.decisions,
            "outcomes": self.outcomes,
            "diagnostics": dict(self.diagnostics),
        }


def learnable(lesson: Lesson) -> bool:
    """Whether a decision is one to learn from: drawn, or given by a holdout's hash; no fallback, no guard failure."""
    if lesson.context.get("guard"):
        return False
    return lesson.arm != "treatment" or lesson.served_by != "control"


def learn(memory: Memory, content: ContentStore, now: int, progress: Progress | None = None) -> LearnReport:
    """Learns from everything recorded up to `now` (milliseconds) and publishes a snapshot, unless nothing is new.

    Raises `NotFound` before the first catalog and `LostRace` when others keep learning at the same time.
    """
    for _ in range(ATTEMPTS):
        before = content.current_snapshot()
        catalog = content.current_catalog()
        if catalog is None:
            raise NotFound("no catalog: sync a content folder first")
        current: Catalog = from_canonical(content.catalog(catalog))
        rules = next((file.learning for file in current.policies if file.learning), LearningRules())
        session = Session(memory, Lore(content, rules, current), _pupil(content, before, rules), now, progress)
        with _no_cycles():
            report, snapshot, state = session.run()
        if snapshot.version == before and _reads_back(content, before):
            return report
        if content.publish_snapshot(
            snapshot.version, snapshot.to_bytes(), dict(report.diagnostics), after=before, at=now, state=state
        ):
            return report
    raise LostRace


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Millions of small rows and no cycles among them: looking for some takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _reads_back(content: ContentStore, version: str) -> bool:
    """Whether a stored snapshot is what its name says; one that was damaged is published again."""
    try:
        return Snapshot.from_bytes(content.snapshot(version)).version == version
    except Exception:  # noqa: BLE001 - whatever is wrong with the bytes, they are no snapshot
        return False


def _pupil(content: ContentStore, snapshot: str | None, rules: LearningRules) -> Pupil:
    """The state to go on from. Another half-life, or a state that is gone or damaged, means learning from the start."""
    half_life = rules.half_life / timedelta(days=1)
    body = content.learner_state(snapshot) if snapshot else None
    try:
        found = Pupil.from_bytes(body) if body else Pupil(half_life)
    except ValueError:
        # all that was ever decided is still there: starting over costs time, not knowledge
        found = Pupil(half_life)
    return found if found.half_life == half_life else Pupil(half_life)


@dataclass
class Session:
    """One run of `learn`."""

    memory: Memory
    lore: Lore
    pupil: Pupil
    now: int
    progress: Progress | None = None
    late: int = 0
    unexposed: int = 0
    read: int = 0

    def run(self) -> tuple[LearnReport, Snapshot, bytes]:
        """Settles what can be settled and lays the rest on top."""
        days = list(self._days())
        for number, day in enumerate(days):
            self._read(day)
            if self._end(day) <= self.now:
                self._settle(day)
            if self.progress:
                self.progress("days", number + 1, len(days))
        return self._report()

    def _end(self, day: int) -> int:
        """When nothing more counts of what happens to a day's decisions."""
        return (day + 1) * DAY_MS + self.pupil.window + int(self.lore.rules.settle.total_seconds() * 1000)

    def _days(self) -> Iterator[int]:
        first = self._first()
        return iter(range(first, self.now // DAY_MS + 1)) if first is not None else iter(())

    def _first(self) -> int | None:
        if self.pupil.settled is not None:
            return self.pupil.settled + 1
        found = self.memory.decisions(limit=1)
        return found[0].record.decided_at // DAY_MS if found else None

    def _read(self, day: int) -> None:
        """Reads the decisions of a day that are not known yet."""
        known = set(self.pupil.skipped.get(day, ()))
        for (when, _), rows in self.pupil.open.items():
            known.update(rows.ids if when == day else ())
        ids = [one for one in self.memory.lesson_ids(bound(day), bound(day + 1)) if one not in known]
        for at in range(0, len(ids), PAGE):
            lessons = self.memory.lessons(ids[at : at + PAGE])
            self.read += len(lessons)
            self._encode(day, lessons)

    def _encode(self, day: int, lessons: Sequence[Lesson]) -> None:
        sorted_: dict[str, list[Lesson]] = {}
        for lesson in lessons:
            rule = self.lore.rule(lesson) if learnable(lesson) else None
            if rule is None:
                self.pupil.skipped.setdefault(day, []).append(lesson.decision_id)
            else:
                sorted_.setdefault(rule.outcome, []).append(lesson)
        for outcome, mine in sorted_.items():
            windows = {lesson.template: rule.window for lesson in mine if (rule := self.lore.rule(lesson))}
            self.pupil.windows.setdefault(outcome, {}).update(windows)
            rows = Rows([lesson.decision_id for lesson in mine], self._compact(self.pupil.head(outcome), mine))
            known = self.pupil.open.get((day, outcome))
            self.pupil.open[day, outcome] = known.merged(rows) if known else rows

    def _compact(self, head: Apprentice, lessons: Sequence[Lesson]) -> Compact:
        words, lore = head.vocabulary, self.lore
        return Compact(
            template=np.array([words.template(lesson.template) for lesson in lessons], np.int32),
            segment=np.array([words.segment(lesson.segment, lore.traits) for lesson in lessons], np.int32),
            treated=np.array([lesson.arm != "silent_holdout" for lesson in lessons]),
            variants=self._variants(head, lessons),
            repeat=np.array([_repeat(lesson) for lesson in lessons], np.float32),
            volume=np.array([lesson.context.get("volume", _ZERO) for lesson in lessons], np.float32),
            decided=np.array([lesson.decided_at for lesson in lessons], np.int64),
        )

    def _variants(self, head: Apprentice, lessons: Sequence[Lesson]) -> npt.NDArray[np.int32]:
        words, codes = head.vocabulary, {}
        wide = max([PLACES, *(len(lesson.choices) for lesson in lessons)])
        found = np.full((len(lessons), wide), NONE, np.int32)
        for at, lesson in enumerate(lessons):
            for place, choice in enumerate(lesson.choices):
                name = choice["variant"]
                if name not in codes:
                    codes[name] = words.variant(name, partial(self.lore.variant, lesson=lesson))
                found[at, place] = codes[name]
        return found

    def _settle(self, day: int) -> None:
        for block, outcome in self._blocks(day):
            self.pupil.head(outcome).settle(block)
            self.pupil.decisions += len(block)
            self.pupil.rewards += int(block.reward.sum())
        for key in [key for key in self.pupil.open if key[0] == day]:
            del self.pupil.open[key]
        self.pupil.skipped.pop(day, None)
        self.pupil.settled = day

    def _blocks(self, day: int) -> Iterator[tuple[Block, str]]:
        """The day's decisions with what became of them by now, for each outcome."""
        mine = [(outcome, rows) for (when, outcome), rows in sorted(self.pupil.open.items()) if when == day]
        if not mine:
            return
        end = self._end(day)
        happened = self.memory.happened(bound(day), bound(day + 1), within=end - day * DAY_MS)
        told = _by_decision(row for row in happened.outcomes if row[2] < end)
        for outcome, rows in mine:
            block = self._block(day, outcome, rows, happened, told)
            if len(block):
                yield block, outcome

    def _block(
        self,
        day: int,
        outcome: str,
        rows: Rows,
        happened: Happened,
        told: Mapping[str, list[tuple[str, str, int, str]]],
    ) -> Block:
        """The rows of a day whose window has begun, as `rewards.started_at` and `reward_of` say for each."""
        compact, words = rows.compact, self.pupil.head(outcome).vocabulary
        end = self._end(day)
        last = min(self.now, end)
        exposed = np.array([happened.exposed.get(each, _NEVER) for each in rows.ids], np.int64)
        start = np.where(compact.treated, np.maximum(exposed, compact.decided), compact.decided)
        begun = (
            (~compact.treated | (exposed != _NEVER))
            & (start - compact.decided <= LATE_MS)
            & (start <= self.now)
            & (start < end)
        )
        self.unexposed += int((~begun).sum())
        windows = self.pupil.windows[outcome]
        rules = [self.lore.rule_of(outcome, windows[name]) if name in windows else None for name in words.templates]
        window = np.array([rule.window if rule else 1 for rule in rules], float)[compact.template]
        reward, delay = np.zeros(len(rows.ids)), np.zeros(len(rows.ids))
        for at in [at for at, each in enumerate(rows.ids) if each in told and begun[at]]:
            rule = rules[compact.template[at]]
            won, came = reward_of(int(start[at]), told[rows.ids[at]], rule) if rule else (0, 0)
            reward[at], delay[at] = won, max(came, 0) / window[at]
        age = np.minimum((last - start) / window, 1.0)
        kept = np.flatnonzero(begun)
        return Block(day, compact.pick(kept), reward[kept], delay[kept], age[kept])

    def _report(self) -> tuple[LearnReport, Snapshot, bytes]:
        opened: dict[str, list[Block]] = {outcome: [] for outcome in self.pupil.heads}
        for day in sorted({day for day, _ in self.pupil.open}):
            for block, outcome in self._blocks(day):
                opened[outcome].append(block)
        heads = {outcome: self.pupil.heads[outcome].head(blocks) for outcome, blocks in opened.items()}
        rows = [block for blocks in opened.values() for block in blocks]
        decisions = self.pupil.decisions + sum(map(len, rows))
        rewards = self.pupil.rewards + sum(int(block.reward.sum()) for block in rows)
        learnt = {outcome: head for outcome, head in heads.items() if head.counts or head.silent}
        snapshot = Snapshot(learnt, self.lore.rules.members, decisions)
        return LearnReport(snapshot.version, decisions, rewards, self._told(snapshot, rows)), snapshot, self._state()

    def _state(self) -> bytes:
        return self.pupil.to_bytes()

    def _told(self, snapshot: Snapshot, opened: Sequence[Block]) -> dict[str, Any]:
        return {
            **snapshot.params,
            "settled_days_until": self.pupil.settled,
            "settled": self.pupil.decisions,
            "open": sum(map(len, opened)),
            "read": self.read,
            "without_exposure_yet": self.unexposed,
            "arrivals": {outcome: list(head.arrivals) for outcome, head in snapshot.heads.items()},
            "fatigue": {outcome: fatigue(head.effect) for outcome, head in snapshot.heads.items()},
        }


_NEVER = -(1 << 62)
_ZERO = (0.0,) * len(HALF_LIVES)


def _repeat(lesson: Lesson) -> Sequence[float]:
    found = [choice["repeat"] for choice in lesson.choices if "repeat" in choice]
    return [sum(each) for each in zip(*found, strict=True)] if found else _ZERO


def _by_decision(outcomes: Iterable[Told]) -> dict[str, list[Told]]:
    told: dict[str, list[Told]] = {}
    for row in outcomes:
        told.setdefault(row[0], []).append(row)
    return told


def fatigue(
    effect: Callable[[str], tuple[float, float]], days: Sequence[int] = (0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45)
) -> Any:
    """The learnt curves: what a message this many days ago does to the logit now, mean and standard deviation."""
    curves: dict[str, list[dict[str, float]]] = {}
    for name in ("repeat", "volume"):
        parts = [effect(f"{name}|{half:g}") for half in HALF_LIVES]
        curves[name] = [_point(day, parts) for day in days]
    return curves


def _point(day: int, parts: Sequence[tuple[float, float]]) -> dict[str, float]:
    left = [2.0 ** (-day / half) for half in HALF_LIVES]
    mean = sum(each * share for (each, _), share in zip(parts, left, strict=True))
    variance = sum((spread * share) ** 2 for (_, spread), share in zip(parts, left, strict=True))
    return {"days": float(day), "mean": mean, "sd": variance**0.5}


def bound(day: int) -> str:
    """An id just before every decision of a day: ids begin with their millisecond."""
    return f"d{day * DAY_MS:012x}"
