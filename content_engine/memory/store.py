"""The content memory on SQLite and PostgreSQL: the `Memory` port, one line per call. The stories are next door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from content_engine.domain.assignments import Assignment
from content_engine.domain.events import Exposure, Outcome, Received
from content_engine.domain.lessons import Happened, Lesson
from content_engine.domain.memory import Known, Record, StoredDecision, SubjectMemory, user_key
from content_engine.memory import assigning, erasing, events, lessons, reading, recording
from content_engine.memory.database import Database
from content_engine.memory.subjects import Locked


class SqlMemory:
    """See `Memory`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def recall(self, request_ids: Sequence[str], subject_keys: Sequence[str]) -> Known:
        """See `Memory.recall`."""
        return recording.recall(self._db, request_ids, subject_keys)

    def record(self, records: Sequence[Record], subjects: Mapping[str, SubjectMemory]) -> frozenset[str]:
        """See `Memory.record`."""
        return recording.record(self._db, records, subjects)

    def expose(self, exposures: Sequence[Exposure], now: int) -> Received:
        """See `Memory.expose`."""
        return events.expose(self._db, exposures, now)

    def observe(self, outcomes: Sequence[Outcome], now: int) -> Received:
        """See `Memory.observe`."""
        return events.observe(self._db, outcomes, now)

    def assign(self, assignments: Sequence[Assignment], *, complete: bool, now: int) -> Received:
        """See `Memory.assign`."""
        return assigning.assign(self._db, assignments, complete=complete, now=now)

    def consent(self, user_id: str, channel: str, *, granted: bool, at: int) -> None:
        """See `Memory.consent`."""
        key = user_key(user_id)

        def work(connection: Any) -> None:
            locked = Locked(self._db, connection, [key])
            locked.change(key, lambda memory: memory.told(channel, granted=granted, at=at))
            locked.save()

        self._db.write(work)

    def decision(self, decision_id: str) -> StoredDecision | None:
        """See `Memory.decision`."""
        return reading.decision(self._db, decision_id)

    def decisions(self, *, after: str = "", limit: int = 100, user_id: str | None = None) -> Sequence[StoredDecision]:
        """See `Memory.decisions`."""
        return reading.page(self._db, after, limit, user_id)

    def lesson_ids(self, after: str, before: str) -> Sequence[str]:
        """See `Memory.lesson_ids`."""
        return lessons.ids(self._db, after, before)

    def lessons(self, decision_ids: Sequence[str]) -> Sequence[Lesson]:
        """See `Memory.lessons`."""
        return lessons.lessons(self._db, decision_ids)

    def happened(self, after: str, before: str, *, within: int) -> Happened:
        """See `Memory.happened`."""
        return lessons.happened(self._db, after, before, within=within)

    def subject(self, user_id: str) -> dict[str, Any]:
        """See `Memory.subject`."""
        return reading.subject(self._db, user_id)

    def erase(self, user_id: str) -> dict[str, int]:
        """See `Memory.erase` and, for what it does to files, `erasing.erase`."""
        return erasing.erase(self._db, user_id)

    def summary(self) -> dict[str, Any]:
        """See `Memory.summary`."""
        return reading.summary(self._db)
