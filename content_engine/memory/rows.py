"""Between nouns and rows."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

import orjson
from sqlalchemy import Row

from content_engine.domain.assignments import Assignment
from content_engine.domain.base import from_ms
from content_engine.domain.events import Exposure, Outcome
from content_engine.domain.memory import Record, SubjectMemory, Touch
from content_engine.memory.codec import Codec
from content_engine.memory.tables import decisions

PACKED = ("choices", "subjects", "touch", "erased", "answer", "inputs", "context")
PLAIN = tuple(column.name for column in decisions.c if column.name not in PACKED)
_plain = attrgetter(*PLAIN)


def dump(plain: Any) -> str:
    """Compact JSON."""
    return orjson.dumps(plain).decode()


def decision_row(record: Record, codec: Codec) -> tuple[Any, ...]:
    """A decision as it is stored, in the order of the table's columns."""
    return (
        *_plain(record),
        dump(record.choices),
        dump(record.subjects),
        dump(record.touch.to_json()) if record.touch else None,
        False,
        codec.pack(record.answer),
        codec.pack(record.inputs),
        dump(record.context),
    )


def to_record(row: Row[Any], codec: Codec) -> Record:
    """The inverse of `decision_row`."""
    plain = {name: getattr(row, name) for name in PLAIN}
    return Record(
        **plain,
        choices=orjson.loads(row.choices),
        subjects=tuple(orjson.loads(row.subjects)),
        touch=to_touch(row.touch),
        answer=codec.unpack(row.answer),
        inputs=codec.unpack(row.inputs),
        context=orjson.loads(row.context),
    )


def to_touch(data: str | None) -> Touch | None:
    """What a decision adds to its subjects' memory, from the form it is stored in."""
    return Touch.from_json(orjson.loads(data)) if data else None


def subject_row(memory: SubjectMemory) -> dict[str, Any]:
    """A memory as its next version is stored."""
    return {"key": memory.key, "version": memory.version + 1, "data": dump(memory.to_json())}


def to_subject(key: str, version: int, data: str) -> SubjectMemory:
    """The inverse of `subject_row`, at the version that was stored."""
    return SubjectMemory.from_json(key, version, orjson.loads(data))


def to_exposure(row: Row[Any]) -> Exposure:
    """An exposure as it counts: one that claimed to be in the future happened when it was received."""
    at = from_ms(min(row.at, row.received_at))
    return Exposure(decision_id=row.decision_id, kind=row.kind, at=at, external_id=row.external_id)


def to_outcome(row: Row[Any]) -> Outcome:
    """An outcome as it was stored."""
    return Outcome(
        outcome=row.outcome,
        at=from_ms(row.at),
        external_id=row.external_id,
        decision_id=row.decision_id,
        user_id=row.user_id,
        value=row.value,
        source=row.source,
    )


def to_assignment(data: str) -> Assignment:
    """An assignment from the form it is stored in."""
    return Assignment.model_validate_json(data)


def group(rows: Iterable[Row[Any]], name: str) -> dict[str, list[Row[Any]]]:
    """Rows by the value of one of their columns, in the order they came."""
    grouped: dict[str, list[Row[Any]]] = {}
    for row in rows:
        grouped.setdefault(getattr(row, name), []).append(row)
    return grouped
