"""The memory as plain dictionaries: for tests, yours as well as ours.

`FakeMemory` keeps every rule of the `Memory` port; one contract suite runs on it, on SQLite and on PostgreSQL. It is
written to be read, not to be fast, and forgets everything when the process ends.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from itertools import islice
from threading import RLock
from typing import Any

from content_engine.domain.assignments import Assignment
from content_engine.domain.base import from_ms, to_ms
from content_engine.domain.errors import BadInput
from content_engine.domain.events import Exposure, Outcome, Received
from content_engine.domain.lessons import Happened, Lesson
from content_engine.domain.memory import (
    KEEP_MS,
    Answered,
    Known,
    Record,
    StoredDecision,
    SubjectMemory,
    settled,
    user_key,
)
from content_engine.testing.lessons import lessons_between, lessons_of, what_happened

REVOKING = ("unsubscribed", "complained")


@dataclass(frozen=True)
class _Seen:
    """An exposure as it came, and when it came first."""

    event: Exposure
    received: int

    @property
    def clamped(self) -> Exposure:
        return self.event.model_copy(update={"at": from_ms(min(to_ms(self.event.at), self.received))})


@dataclass(frozen=True)
class _Stated:
    """An assignment, when it was stated, and whether its subject left because a full list did not name it."""

    said: Assignment
    at: int
    absent: bool = False


class FakeMemory:
    """The content memory in dictionaries. Safe for threads; durable it is not."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._subjects: dict[str, SubjectMemory] = {}
        self._decisions: dict[str, Record] = {}
        self._taken: dict[str, str] = {}
        self._erased: set[str] = set()
        self._exposures: dict[tuple[str, str], _Seen] = {}
        self._outcomes: dict[tuple[str, str], Outcome] = {}
        self._assignments: dict[tuple[str, str], _Stated] = {}

    def recall(self, request_ids: Sequence[str], subject_keys: Sequence[str]) -> Known:
        """See `Memory.recall`."""
        with self._lock:
            found = {one: self._decisions[self._taken[one]] for one in request_ids if one in self._taken}
            return Known(
                answers={one: Answered(record.request_hash, record.answer) for one, record in found.items()},
                subjects={key: self._subject(key) for key in subject_keys},
                assignments={key: self._member_of(key) for key in subject_keys},
            )

    def record(self, records: Sequence[Record], subjects: Mapping[str, SubjectMemory]) -> frozenset[str]:
        """See `Memory.record`."""
        _check(records, subjects)
        with self._lock:
            moved = {key for key, memory in subjects.items() if self._subject(key).version != memory.version}
            lost = self._losers(records, moved)
            kept = [record for record in records if record.request_id not in lost]
            for key in {key for record in kept if record.touch for key in record.subjects}:
                self._subjects[key] = replace(subjects[key], version=subjects[key].version + 1)
            for record in kept:
                self._decisions[record.decision_id] = record
                self._taken[record.request_id] = record.decision_id
            for record in kept:
                self._catch_up(record)
            return frozenset(lost)

    def expose(self, exposures: Sequence[Exposure], now: int) -> Received:
        """See `Memory.expose`."""
        with self._lock:
            return Received(**Counter(self._expose_one(event, now) for event in exposures))

    def observe(self, outcomes: Sequence[Outcome], now: int) -> Received:
        """See `Memory.observe`."""
        for index, outcome in enumerate(outcomes):
            if outcome.decision_id is None and outcome.user_id is None:
                raise BadInput("an outcome names its decision or its user", field=f"outcomes[{index}]")
        with self._lock:
            return Received(**Counter(self._observe_one(outcome, now) for outcome in outcomes))

    def assign(self, assignments: Sequence[Assignment], *, complete: bool, now: int) -> Received:
        """See `Memory.assign`."""
        for index, said in enumerate(assignments):
            if said.subject_key is None:
                needed = f"{said.scope}_id"
                raise BadInput(f"scope {said.scope} needs {needed}", field=f"assignments[{index}].{needed}")
        with self._lock:
            told = Counter(self._assign_one(said, complete, now) for said in assignments)
            if complete:
                self._leave({(str(said.subject_key), said.segment_id) for said in assignments}, now)
            return Received(**told)

    def consent(self, user_id: str, channel: str, *, granted: bool, at: int) -> None:
        """See `Memory.consent`."""
        with self._lock:
            self._put(self._subject(user_key(user_id)).told(channel, granted=granted, at=at))

    def decision(self, decision_id: str) -> StoredDecision | None:
        """See `Memory.decision`."""
        with self._lock:
            record = self._decisions.get(decision_id)
            return self._stored(record) if record else None

    def decisions(self, *, after: str = "", limit: int = 100, user_id: str | None = None) -> Sequence[StoredDecision]:
        """See `Memory.decisions`."""
        with self._lock:
            later = (record for one, record in sorted(self._decisions.items()) if one > after)
            wanted = (record for record in later if user_id in (None, record.user_id))
            return [self._stored(record) for record in islice(wanted, limit)]

    def lesson_ids(self, after: str, before: str) -> Sequence[str]:
        """See `Memory.lesson_ids`."""
        with self._lock:
            return list(lessons_between(self._decisions, after, before))

    def lessons(self, decision_ids: Sequence[str]) -> Sequence[Lesson]:
        """See `Memory.lessons`."""
        with self._lock:
            return lessons_of(self._decisions, decision_ids)

    def happened(self, after: str, before: str, *, within: int) -> Happened:
        """See `Memory.happened`."""
        with self._lock:
            records, seen = lessons_between(self._decisions, after, before), self._exposures.values()
            return what_happened(records, (one.clamped for one in seen), self._outcomes.values(), within=within)

    def subject(self, user_id: str) -> dict[str, Any]:
        """See `Memory.subject`."""
        with self._lock:
            memory = self._subject(user_key(user_id))
            own = {one: record for one, record in sorted(self._decisions.items()) if record.user_id == user_id}
            stated = (one for (key, _), one in sorted(self._assignments.items()) if key == memory.key)
            outcomes = (one for one in self._outcomes.values() if one.user_id == user_id or one.decision_id in own)
            return {
                "user_id": user_id,
                "memory": {"version": memory.version, **memory.to_json()},
                "assignments": [one.said.model_dump(mode="json") for one in stated],
                "decisions": [record.to_json() for record in own.values()],
                "exposures": [e.model_dump(mode="json") for one in own for e in self._exposures_of(one)],
                "outcomes": [one.model_dump(mode="json") for one in sorted(outcomes, key=_when)],
            }

    def erase(self, user_id: str) -> dict[str, int]:
        """See `Memory.erase`."""
        with self._lock:
            own = {record.decision_id for record in self._decisions.values() if record.user_id == user_id}
            self._erased |= own
            named, alias = _mention(user_id), _random_id()
            stated = [place for place in self._assignments if place[0] == user_key(user_id)]
            for place in stated:
                del self._assignments[place]
            return {
                "subjects": int(self._subjects.pop(user_key(user_id), None) is not None),
                "assignments": len(stated),
                "exposures": self._forget_exposures(own, named),
                "outcomes": self._forget_outcomes(user_id, own, named, alias),
                "decisions": self._forget_decisions(own, alias),
            }

    def summary(self) -> dict[str, Any]:
        """See `Memory.summary`."""
        with self._lock:
            rows: dict[str, Sized] = {
                "subjects": self._subjects,
                "decisions": self._decisions,
                "exposures": self._exposures,
                "outcomes": self._outcomes,
                "assignments": self._assignments,
            }
            named = [one.decision_id for one in self._outcomes.values() if one.decision_id]
            return {
                "rows": {table: len(kept) for table, kept in rows.items()},
                "decisions": dict(sorted(Counter(record.status for record in self._decisions.values()).items())),
                "parked": {
                    "exposures": sum(one not in self._decisions for one, _ in self._exposures),
                    "outcomes": sum(one not in self._decisions for one in named),
                },
            }

    def _subject(self, key: str) -> SubjectMemory:
        return self._subjects.get(key, SubjectMemory(key))

    def _put(self, memory: SubjectMemory) -> None:
        if memory != self._subject(memory.key):
            self._subjects[memory.key] = replace(memory, version=memory.version + 1)

    def _member_of(self, key: str) -> tuple[Assignment, ...]:
        rows = sorted(self._assignments.items())
        return tuple(one.said for (subject, _), one in rows if subject == key and one.said.member)

    def _losers(self, records: Sequence[Record], moved: set[str]) -> set[str]:
        lost = {record.request_id for record in records if record.request_id in self._taken}
        bad, before = set(moved), None
        while before != (bad, lost):
            before = (set(bad), set(lost))
            bad |= {key for record in records if record.request_id in lost for key in record.subjects}
            lost |= {record.request_id for record in records if bad.intersection(record.subjects)}
        return lost

    def _catch_up(self, record: Record) -> None:
        """Applies what came before its decision."""
        if self._exposures_of(record.decision_id):
            self._settle(record)
        for outcome in self._outcomes.values():
            if outcome.decision_id == record.decision_id:
                self._learn_of(outcome, record)

    def _expose_one(self, event: Exposure, now: int) -> str:
        if event.decision_id in self._erased:
            return "duplicates"
        place = (event.decision_id, event.kind)
        known = self._exposures.get(place)
        ids = {one.event.external_id for one in self._exposures.values()} - {None}
        if known is None and event.external_id in ids:
            return "duplicates"
        if known and event.external_id in ids:
            event = event.model_copy(update={"external_id": None})
        self._exposures[place] = _merged(known, event) if known else _Seen(event, now)
        record = self._decisions.get(event.decision_id)
        if record:
            self._settle(record)
        return "duplicates" if known else "accepted" if record else "parked"

    def _settle(self, record: Record) -> None:
        if record.touch is None:
            return
        touch = settled(record.touch, self._exposures_of(record.decision_id))
        for key in record.subjects:
            memory = self._subject(key)
            self._put(memory.with_touch(touch) if touch else memory.without_touch(record.decision_id))

    def _observe_one(self, outcome: Outcome, now: int) -> str:
        place = (outcome.source, outcome.external_id)
        if place in self._outcomes or outcome.decision_id in self._erased:
            return "duplicates"
        outcome = outcome.model_copy(update={"at": from_ms(min(to_ms(outcome.at), now))})
        self._outcomes[place] = outcome
        record = self._decisions.get(outcome.decision_id or "")
        self._learn_of(outcome, record)
        return "parked" if outcome.decision_id and not record else "accepted"

    def _learn_of(self, outcome: Outcome, record: Record | None) -> None:
        user_id = record.user_id if record else outcome.user_id
        if user_id is None:
            return
        at = to_ms(outcome.at)
        memory = self._subject(user_key(user_id)).reached(outcome.outcome, at)
        channel = record.channel if record else "all"
        if outcome.outcome in REVOKING:
            memory = memory.told(channel, granted=False, at=at)
        elif outcome.outcome == "resubscribed" and (record or outcome.decision_id is None):
            memory = memory.told(channel, granted=True, at=at)
        self._put(memory)

    def _assign_one(self, said: Assignment, complete: bool, now: int) -> str:
        stated = _stated(said, now)
        place = (str(stated.said.subject_key), said.segment_id)
        known = self._assignments.get(place)
        dated = said.observed_at is not None
        if known and (known == stated or not _replaces(stated, known, complete=complete, dated=dated)):
            return "duplicates"
        self._assignments[place] = stated
        return "accepted"

    def _leave(self, named: set[tuple[str, str]], now: int) -> None:
        segments = {segment for _, segment in named}
        for place, one in self._assignments.items():
            if place[1] in segments and place not in named and one.said.member:
                gone = one.said.model_copy(update={"member": False})
                self._assignments[place] = _Stated(gone, max(now, one.at), absent=True)

    def _stored(self, record: Record) -> StoredDecision:
        return StoredDecision(record, self._exposures_of(record.decision_id), self._outcomes_of(record))

    def _exposures_of(self, decision_id: str) -> tuple[Exposure, ...]:
        found = (one.clamped for (decision, _), one in self._exposures.items() if decision == decision_id)
        return tuple(sorted(found, key=lambda one: (one.at, one.kind)))

    def _outcomes_of(self, record: Record) -> tuple[Outcome, ...]:
        own = range(record.decided_at, record.decided_at + KEEP_MS)
        found = (
            one
            for one in self._outcomes.values()
            if one.decision_id == record.decision_id
            or (one.decision_id is None and one.user_id == record.user_id and to_ms(one.at) in own)
        )
        return tuple(sorted(found, key=_when))

    def _forget_exposures(self, own: set[str], named: re.Pattern[str]) -> int:
        touched = 0
        for (decision_id, kind), seen in list(self._exposures.items()):
            hidden = {"external_id": None}
            if decision_id in own:
                day = seen.clamped.at.replace(hour=0, minute=0, second=0, microsecond=0)
                at = max(day, from_ms(self._decisions[decision_id].decided_at))
                self._exposures[decision_id, kind] = _Seen(seen.event.model_copy(update=hidden | {"at": at}), to_ms(at))
            elif decision_id not in self._decisions and named.search(seen.event.external_id or ""):
                self._exposures[decision_id, kind] = replace(seen, event=seen.event.model_copy(update=hidden))
            else:
                continue
            touched += 1
        return touched

    def _forget_outcomes(self, user_id: str, own: set[str], named: re.Pattern[str], alias: str) -> int:
        touched = 0
        for place, one in list(self._outcomes.items()):
            theirs = one.user_id == user_id or one.decision_id in own
            parked = one.decision_id and one.decision_id not in self._decisions
            if theirs or (parked and named.search(one.external_id)):
                hidden = one.model_copy(update={"external_id": _random_id()} | ({"user_id": alias} if theirs else {}))
                del self._outcomes[place]
                self._outcomes[hidden.source, hidden.external_id] = hidden
                touched += 1
        return touched

    def _forget_decisions(self, own: set[str], alias: str) -> int:
        for decision_id in own:
            record = self._decisions[decision_id]
            del self._taken[record.request_id]
            bare = replace(record, request_id=_random_id(), user_id=alias, account_id=None, request_hash="")
            self._decisions[decision_id] = replace(bare, answer=b"", inputs=b"", subjects=(), touch=None)
            self._taken[bare.request_id] = decision_id
        return len(own)


def _check(records: Sequence[Record], subjects: Mapping[str, SubjectMemory]) -> None:
    for name in ("request_id", "decision_id"):
        given = Counter(getattr(record, name) for record in records)
        if len(given) < len(records):
            raise ValueError(f"given twice in one batch: {name} {given.most_common(1)[0][0]!r}")
    missing = {key for record in records for key in record.subjects} - set(subjects)
    if missing:
        raise ValueError(f"{len(missing)} subject(s) of these records have no memory in `subjects`")


def _merged(known: _Seen, event: Exposure) -> _Seen:
    ids = {known.event.external_id, event.external_id} - {None}
    update = {"at": max(known.event.at, event.at), "external_id": min(ids, key=str, default=None)}
    return replace(known, event=known.event.model_copy(update=update))


def _stated(said: Assignment, now: int) -> _Stated:
    update: dict[str, Any] = {} if said.observed_at else {"observed_at": from_ms(now)}
    if said.scope == "account":
        update["user_id"] = None
    return _Stated(said.model_copy(update=update), to_ms(said.observed_at) if said.observed_at else now)


def _replaces(new: _Stated, known: _Stated, *, complete: bool, dated: bool) -> bool:
    if new.at != known.at:
        return new.at > known.at or (complete and known.absent)
    return complete or known.absent or not dated or _strength(new.said) > _strength(known.said)


def _strength(said: Assignment) -> tuple[bool, str]:
    return (not said.member, said.model_dump_json())


def _mention(user_id: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(user_id)}(?![0-9A-Za-z])")


def _random_id() -> str:
    return f"erased-{secrets.token_hex(12)}"


def _when(outcome: Outcome) -> tuple[Any, ...]:
    return (outcome.at, outcome.source, outcome.external_id)
