"""Everything that is read outside the request path: decisions with their events, a subject's export, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from content_engine.domain.memory import KEEP_MS, StoredDecision, SubjectMemory, user_key
from content_engine.memory.codec import Codec
from content_engine.memory.database import Database
from content_engine.memory.rows import group, to_assignment, to_exposure, to_outcome, to_record, to_subject
from content_engine.memory.sql import among
from content_engine.memory.tables import assignments, decisions, exposures, outcomes, subjects

TABLES = (subjects, decisions, exposures, outcomes, assignments)
COUNTED = {table: select(func.count()).select_from(table) for table in TABLES}
# PostgreSQL holds rows of version 0 too, made to have something to lock.
COUNTED[subjects] = COUNTED[subjects].where(subjects.c.version > 0)

_d, _e, _o = decisions.c, exposures.c, outcomes.c
EXPOSURES = select(exposures).where(among(_e.decision_id, "decision_ids")).order_by(_e.at, _e.kind)
NAMED = select(_o.decision_id.label("of"), outcomes).where(among(_o.decision_id, "decision_ids"))
UNNAMED = (
    select(_d.decision_id.label("of"), outcomes)
    .join_from(decisions, outcomes, and_(_o.user_id == _d.user_id, _o.at >= _d.decided_at))
    .where(among(_d.decision_id, "decision_ids"), _o.decision_id.is_(None), _o.at < _d.decided_at + KEEP_MS)
)


def decision(db: Database, decision_id: str) -> StoredDecision | None:
    """See `Memory.decision`."""
    with db.snapshot() as connection:
        rows = connection.execute(select(decisions).where(_d.decision_id == decision_id)).all()
        found = _with_events(connection, rows)
    return found[0] if found else None


def page(db: Database, after: str, limit: int, user_id: str | None) -> Sequence[StoredDecision]:
    """See `Memory.decisions`."""
    query = select(decisions).where(_d.decision_id > after).order_by(_d.decision_id).limit(limit)
    if user_id is not None:
        query = query.where(_d.user_id == user_id)
    with db.snapshot() as connection:
        return _with_events(connection, connection.execute(query).all())


def _with_events(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[StoredDecision]:
    if not rows:
        return []
    given, codec = {"decision_ids": [row.decision_id for row in rows]}, Codec()
    seen = group(connection.execute(EXPOSURES, given), "decision_id")
    told = group([*connection.execute(NAMED, given), *connection.execute(UNNAMED, given)], "of")
    return [
        StoredDecision(
            to_record(row, codec),
            tuple(sorted(map(to_exposure, seen.get(row.decision_id, ())), key=lambda one: (one.at, one.kind))),
            tuple(map(to_outcome, _by_time(told.get(row.decision_id, ())))),
        )
        for row in rows
    ]


def _by_time(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Row[*tuple[Any, ...]]]:
    return sorted(rows, key=lambda row: (row.at, row.source, row.external_id))


def subject(db: Database, user_id: str) -> dict[str, Any]:
    """See `Memory.subject`."""
    key = user_key(user_id)
    own = select(_d.decision_id).where(_d.user_id == user_id)
    with db.snapshot() as connection:
        row = connection.execute(select(subjects).where(subjects.c.key == key)).one_or_none()
        stated = select(assignments.c.data, assignments.c.absent).where(assignments.c.subject_key == key)
        said = connection.execute(stated.order_by(assignments.c.segment_id)).all()
        decided = connection.execute(select(decisions).where(_d.user_id == user_id).order_by(_d.decision_id)).all()
        seen = connection.execute(select(exposures).where(_e.decision_id.in_(own)).order_by(_e.decision_id)).all()
        theirs = or_(_o.user_id == user_id, _o.decision_id.in_(own))
        told = connection.execute(select(outcomes).where(theirs)).all()
    memory, codec = to_subject(*row) if row else SubjectMemory(key), Codec()
    shown = sorted(map(to_exposure, seen), key=lambda one: (one.decision_id, one.at, one.kind))
    return {
        "user_id": user_id,
        "memory": {"version": memory.version, **memory.to_json()},
        "assignments": [_shown(one.data, absent=one.absent) for one in said],
        "decisions": [to_record(one, codec).to_json() for one in decided],
        "exposures": [one.model_dump(mode="json") for one in shown],
        "outcomes": [to_outcome(one).model_dump(mode="json") for one in _by_time(told)],
    }


def _shown(data: str, *, absent: bool) -> dict[str, Any]:
    said = to_assignment(data).model_dump(mode="json")
    return said | {"member": False} if absent else said


def summary(db: Database) -> dict[str, Any]:
    """See `Memory.summary`."""
    with db.snapshot() as connection:
        rows = {table.name: connection.execute(count).scalar_one() for table, count in COUNTED.items()}
        by_status = select(_d.status, func.count()).group_by(_d.status).order_by(_d.status)
        statuses = {row.status: row[1] for row in connection.execute(by_status)}
        parked = {
            table.name: connection.execute(select(func.count()).select_from(table).where(table.c.parked)).scalar_one()
            for table in (exposures, outcomes)
        }
    return {"rows": rows, "decisions": statuses, "parked": parked}
