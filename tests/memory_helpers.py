"""What the memory's test files share: storing as the engine does, events in short, and what a subject remembers."""

from __future__ import annotations

from typing import Any

from content_engine.domain.base import from_ms
from content_engine.domain.events import Exposure, Outcome
from content_engine.domain.memory import Memory, Record
from content_engine.testing import T0

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def store(memory: Memory, *records: Record) -> frozenset[str]:
    """Records as the engine does: each memory as it was recalled, with the touches of these records added."""
    subjects = dict(memory.recall([], sorted({key for one in records for key in one.subjects})).subjects)
    for one in records:
        for key in one.subjects if one.touch else ():
            subjects[key] = subjects[key].with_touch(one.touch)
    return memory.record(records, subjects)


def touches(memory: Memory, key: str = "user:u_1") -> dict[str, tuple[int, int | None]]:
    """The decisions a subject remembers, with their time and the end of the reservation (None: confirmed)."""
    return {one.decision_id: (one.at, one.until) for one in memory.recall([], [key]).subjects[key].touches}


def version(memory: Memory, key: str = "user:u_1") -> int:
    """The version a subject's memory is at."""
    return memory.recall([], [key]).subjects[key].version


def exposure(decision_id: str = "d-1", kind: str = "sent", at: int = T0 + MINUTE, **given: Any) -> Exposure:
    """An exposure a minute after `T0`."""
    return Exposure(decision_id=decision_id, kind=kind, at=from_ms(at), **given)


def outcome(name: str = "clicked", external_id: str = "o-1", at: int = T0 + MINUTE, **given: Any) -> Outcome:
    """An outcome a minute after `T0`; name its decision or its user."""
    return Outcome(outcome=name, external_id=external_id, at=from_ms(at), **given)


def told(received: Any) -> tuple[int, int, int]:
    """How many were accepted, known already, and parked."""
    return (received.accepted, received.duplicates, received.parked)
