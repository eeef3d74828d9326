"""Erasing a subject: no trace of the id in any row or file, and the decisions left for learning without it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Connection,
    LargeBinary,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)

from content_engine.domain.memory import user_key
from content_engine.memory import sqlite
from content_engine.memory.database import Database
from content_engine.memory.subjects import Locked
from content_engine.memory.tables import assignments, decisions, exposures, outcomes, subjects

DAY_MS = 86_400_000

_d, _e, _o = decisions.c, exposures.c, outcomes.c
OWN = select(_d.decision_id, _d.request_id, _d.account_id, _d.decided_at).where(_d.user_id == bindparam("user"))
HIDE_EXPOSURE = (
    update(exposures)
    .where(_e.decision_id == bindparam("of"), _e.kind == bindparam("what"))
    .values(external_id=None, at=bindparam("day"), received_at=bindparam("day"))
)
HIDE_OUTCOME = (
    update(outcomes)
    .where(_o.source == bindparam("from_source"), _o.external_id == bindparam("was"))
    .values(external_id=bindparam("opaque"), user_id=bindparam("who"))
)


def _bare(empty: Any) -> Update:
    """A decision without ids and texts."""
    return (
        update(decisions)
        .where(_d.decision_id == bindparam("of"))
        .values(
            request_id=bindparam("opaque"),
            request_hash="",
            user_id=bindparam("who"),
            account_id=None,
            subjects="[]",
            touch=None,
            erased=True,
            answer=empty(_d.answer),
            inputs=empty(_d.inputs),
        )
    )


HIDE_DECISION = {
    # As many NUL bytes as there were: a row that keeps its length stays where it is, and SQLite leaves copies of cells
    # only where rows move.
    "sqlite": _bare(lambda column: func.zeroblob(func.length(column))),
    "postgresql": _bare(lambda column: literal(b"", LargeBinary())),
}


@dataclass
class _Erasure:
    """What one call of `erase` knows and counts."""

    user_id: str
    alias: str
    decided: dict[str, Row[*tuple[Any, ...]]] = field(default_factory=dict)
    needles: set[str] = field(default_factory=set)

    @property
    def mention(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![0-9A-Za-z]){re.escape(self.user_id)}(?![0-9A-Za-z])")


def erase(db: Database, user_id: str) -> dict[str, int]:
    """See `Memory.erase`.

    On SQLite the bytes are overwritten, the write-ahead log is emptied and, where a copy is still found, the file is
    rewritten before this returns. PostgreSQL keeps dead rows until they are vacuumed and values in its statistics
    until they are gathered anew: `VACUUM (ANALYZE)` does both, autovacuum in its own time; its write-ahead log and
    backups live as long as the operator lets them.
    """
    erasure, key = _Erasure(user_id, _random_id()), user_key(user_id)

    def work(connection: Connection) -> dict[str, int]:
        erasure.needles = {user_id}
        version = Locked(db, connection, [key]).version(key)
        erasure.decided = {row.decision_id: row for row in connection.execute(OWN, {"user": user_id})}
        connection.execute(delete(subjects).where(subjects.c.key == key))
        gone = connection.execute(delete(assignments).where(assignments.c.subject_key == key))
        return {
            "subjects": int(version > 0),
            "assignments": gone.rowcount,
            "exposures": _hide_exposures(connection, erasure),
            "outcomes": _hide_outcomes(connection, erasure),
            "decisions": _hide_decisions(connection, erasure),
        }

    counts = db.write(work)
    if db.is_sqlite:
        with db.alone():
            sqlite.scrub(db.engine, [one for one in erasure.needles if one == user_id or user_id not in one])
    return counts


def _random_id() -> str:
    return f"erased-{secrets.token_hex(12)}"


def _hide_exposures(connection: Connection, erasure: _Erasure) -> int:
    own = connection.execute(select(exposures).where(_e.decision_id.in_(_theirs(erasure)))).all()
    parked = [row for row in _parked(connection, exposures) if erasure.mention.search(row.external_id or "")]
    erasure.needles |= {row.external_id for row in (*own, *parked) if row.external_id}
    rows = [_coarse(row, erasure.decided[row.decision_id].decided_at) for row in own]
    rows += [{"of": row.decision_id, "what": row.kind, "day": min(row.at, row.received_at)} for row in parked]
    if rows:
        connection.execute(HIDE_EXPOSURE, rows)
    return len(rows)


def _coarse(row: Row[*tuple[Any, ...]], decided_at: int) -> dict[str, Any]:
    """An exposure's day is enough to learn from; it stays no earlier than its decision."""
    at = min(row.at, row.received_at)
    return {"of": row.decision_id, "what": row.kind, "day": max(decided_at, at - at % DAY_MS)}


def _hide_outcomes(connection: Connection, erasure: _Erasure) -> int:
    own = connection.execute(
        select(outcomes).where(or_(_o.user_id == erasure.user_id, _o.decision_id.in_(_theirs(erasure))))
    ).all()
    found = {(row.source, row.external_id) for row in own}
    parked = [
        row
        for row in _parked(connection, outcomes)
        if (row.source, row.external_id) not in found and erasure.mention.search(row.external_id)
    ]
    erasure.needles |= {row.external_id for row in (*own, *parked)}
    rows = [_opaque(row, erasure.alias) for row in own] + [_opaque(row, row.user_id) for row in parked]
    if rows:
        connection.execute(HIDE_OUTCOME, rows)
    return len(rows)


def _opaque(row: Row[*tuple[Any, ...]], who: str | None) -> dict[str, Any]:
    return {"from_source": row.source, "was": row.external_id, "opaque": _random_id(), "who": who}


def _hide_decisions(connection: Connection, erasure: _Erasure) -> int:
    rows = [{"of": one, "opaque": _random_id(), "who": erasure.alias} for one in erasure.decided]
    erasure.needles |= {row.request_id for row in erasure.decided.values()}
    if rows:
        connection.execute(HIDE_DECISION[connection.dialect.name], rows)
    return len(rows)


def _theirs(erasure: _Erasure) -> Select[*tuple[str]]:
    return select(_d.decision_id).where(_d.user_id == erasure.user_id)


def _parked(connection: Connection, table: Table) -> Sequence[Row[*tuple[Any, ...]]]:
    return connection.execute(select(table).where(table.c.parked)).all()
