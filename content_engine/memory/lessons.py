"""What learning reads: a million decisions as fast as can be, and what happened after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import BigInteger, Connection, Select, Text, and_, bindparam, func, select

from content_engine.domain.lessons import Happened, Lesson
from content_engine.memory.database import Database
from content_engine.memory.sql import among
from content_engine.memory.tables import TEACHES, decisions, exposures, outcomes

CHUNK = 2_000
"""How many lessons are asked for at once."""

_d, _e, _o = decisions.c, exposures.c, outcomes.c
_between = and_(_d.decision_id > bindparam("after", type_=Text()), _d.decision_id < bindparam("before", type_=Text()))
_in_time = and_(_o.at >= _d.decided_at, _o.at < _d.decided_at + bindparam("within", type_=BigInteger()))
_told = (_d.decision_id, _o.outcome, _o.at, _o.source)

IDS = select(_d.decision_id).where(_between, TEACHES).order_by(_d.decision_id)
LESSONS = (
    select(
        _d.decision_id,
        _d.template,
        _d.segment,
        _d.arm,
        _d.served_by,
        _d.policy_version,
        _d.catalog_version,
        _d.decided_at,
        _d.choices,
        _d.context,
    )
    .where(among(_d.decision_id, "decision_ids"), TEACHES)
    .order_by(_d.decision_id)
)
# Not joined: to look each decision up costs more than to read past the exposures of those that teach nothing.
EXPOSED = select(_e.decision_id, _e.at, _e.received_at).where(
    _e.decision_id > bindparam("after"), _e.decision_id < bindparam("before"), _e.kind != "aborted"
)
NAMED = (
    select(*_told)
    .join_from(decisions, outcomes, and_(_o.decision_id == _d.decision_id, _in_time))
    .where(_between, TEACHES)
)
# An expression no index serves, lest SQLite begin with every outcome that names no decision; no id is empty.
_nameless = func.coalesce(_o.decision_id, "") == ""
UNNAMED = (
    select(*_told)
    .join_from(decisions, outcomes, and_(_o.user_id == _d.user_id, _in_time))
    .where(_between, TEACHES, _nameless)
)


def ids(db: Database, after: str, before: str) -> list[str]:
    """See `Memory.lesson_ids`."""
    with db.read() as connection:
        return [id_ for (id_,) in _tuples(connection, IDS, {"after": after, "before": before})]


def lessons(db: Database, decision_ids: Sequence[str]) -> list[Lesson]:
    """See `Memory.lessons`. Chunks need no common snapshot, as a lesson never changes."""
    wanted = sorted(set(decision_ids))
    found: list[Lesson] = []
    for start in range(0, len(wanted), CHUNK):
        found += _chunk(db, wanted[start : start + CHUNK])
    return found


def _chunk(db: Database, decision_ids: Sequence[str]) -> list[Lesson]:
    loads = orjson.loads
    with db.read() as connection:
        return [
            Lesson(id_, template, segment, arm, by, policy, catalog, at, loads(choices), loads(context))
            for id_, template, segment, arm, by, policy, catalog, at, choices, context in _tuples(
                connection, LESSONS, {"decision_ids": decision_ids}
            )
        ]


def happened(db: Database, after: str, before: str, *, within: int) -> Happened:
    """See `Memory.happened`."""
    bounds = {"after": after, "before": before}
    given = bounds | {"within": within}
    with db.snapshot() as connection:
        teaching = {id_ for (id_,) in _tuples(connection, IDS, bounds)}
        seen = _tuples(connection, EXPOSED, bounds)
        told = [*_tuples(connection, NAMED, given), *_tuples(connection, UNNAMED, given)]
    exposed: dict[str, int] = {}
    for id_, at, received_at in seen:
        if id_ in teaching:
            first = min(at, received_at)
            exposed[id_] = min(first, exposed.get(id_, first))
    return Happened(exposed, sorted(told))


def _tuples(connection: Connection, query: Select[Any], given: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows as the driver makes them, which for texts and whole numbers is all there is to do."""
    cursor = connection.execute(query, given).cursor
    assert cursor is not None, "a SELECT has rows"
    return list(cursor.fetchall())
