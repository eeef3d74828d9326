"""What learning reads, over plain nouns: the fake memory's half of `Memory.lessons` and `Memory.happened`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from content_engine.domain.base import to_ms
from content_engine.domain.events import Exposure, Outcome
from content_engine.domain.lessons import Happened, Lesson
from content_engine.domain.memory import Record


def lessons_between(decisions: Mapping[str, Record], after: str, before: str) -> dict[str, Record]:
    """The decisions to learn from with `after` < id < `before`, ascending."""
    return {one: record for one, record in sorted(decisions.items()) if after < one < before and _teaches(record)}


def lessons_of(decisions: Mapping[str, Record], decision_ids: Iterable[str]) -> list[Lesson]:
    """Those of these decisions that there is something to learn from, ascending."""
    names = [each.name for each in fields(Lesson)]
    found = [decisions[one] for one in sorted(set(decision_ids)) if one in decisions]
    return [Lesson(**{name: getattr(record, name) for name in names}) for record in found if _teaches(record)]


def _teaches(record: Record) -> bool:
    return record.status == "assembled" or record.arm == "silent_holdout"


def what_happened(
    records: Mapping[str, Record], exposures: Iterable[Exposure], outcomes: Iterable[Outcome], *, within: int
) -> Happened:
    """Exposures and outcomes of these decisions. An exposure's time is the one that counts, not the one it claimed."""
    exposed: dict[str, int] = {}
    for one in exposures:
        if one.kind != "aborted" and one.decision_id in records:
            at = to_ms(one.at)
            exposed[one.decision_id] = min(at, exposed.get(one.decision_id, at))
    told = [row for one in outcomes for row in _rows(one, records, within)]
    return Happened(exposed, sorted(told))


def _rows(outcome: Outcome, records: Mapping[str, Record], within: int) -> Iterable[tuple[Any, ...]]:
    at = to_ms(outcome.at)
    for record in records.values():
        own = (
            outcome.decision_id == record.decision_id
            if outcome.decision_id is not None
            else outcome.user_id == record.user_id
        )
        if own and record.decided_at <= at < record.decided_at + within:
            yield record.decision_id, outcome.outcome, at, outcome.source
