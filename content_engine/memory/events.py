"""Exposures and outcomes: stored once, applied to their subjects' memory, parked while their decision is unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select, update

from content_engine.domain.base import to_ms
from content_engine.domain.errors import BadInput
from content_engine.domain.events import Exposure, Outcome, Received
from content_engine.domain.memory import SubjectMemory, Touch, settled, user_key
from content_engine.memory.database import Database
from content_engine.memory.rows import group, to_exposure, to_touch
from content_engine.memory.sql import Rows, among
from content_engine.memory.subjects import Locked
from content_engine.memory.tables import decisions, exposures, outcomes

REVOKING = ("unsubscribed", "complained")
GRANTING = "resubscribed"

_d = decisions.c
DECISIONS = select(_d.decision_id, _d.user_id, _d.channel, _d.subjects, _d.touch, _d.erased).where(
    among(_d.decision_id, "decision_ids")
)
EXPOSURES = select(exposures).where(among(exposures.c.decision_id, "decision_ids"))
OUTCOMES = select(outcomes).where(among(outcomes.c.decision_id, "decision_ids"))
TAKEN_EXPOSURES = select(exposures.c.external_id).where(among(exposures.c.external_id, "external_ids"))
TAKEN_OUTCOMES = select(outcomes.c.source, outcomes.c.external_id).where(among(outcomes.c.external_id, "external_ids"))
EXPOSURE_ROWS = Rows(exposures, keys=("decision_id", "kind"), replaced=("at", "external_id"))
OUTCOME_ROWS = Rows(outcomes)
UNPARK = [
    update(table).where(among(table.c.decision_id, "decision_ids")).values(parked=False)
    for table in (exposures, outcomes)
]


@dataclass(frozen=True, slots=True)
class Decided:
    """What an event needs to know of its decision."""

    decision_id: str
    user_id: str
    channel: str
    subjects: tuple[str, ...]
    touch: Touch | None
    erased: bool


Known = dict[str, Decided]


def expose(db: Database, events: Sequence[Exposure], now: int) -> Received:
    """See `Memory.expose`."""

    def work(connection: Connection) -> Received:
        known = _find(db, connection, {one.decision_id for one in events})
        locked = Locked(db, connection, _keys(known))
        known = _again(db, connection, known)
        told, rows = _sort_exposures(connection, events, known, now)
        if rows:
            EXPOSURE_ROWS.store(connection, rows)
            _settle(connection, locked, known, {row["decision_id"] for row in rows} & known.keys())
        locked.save()
        return Received(**told)

    return db.write(work) if events else Received()


def observe(db: Database, events: Sequence[Outcome], now: int) -> Received:
    """See `Memory.observe`."""
    for index, one in enumerate(events):
        if one.decision_id is None and one.user_id is None:
            raise BadInput("an outcome names its decision or its user", field=f"outcomes[{index}]")

    def work(connection: Connection) -> Received:
        known = _find(db, connection, {one.decision_id for one in events if one.decision_id})
        users = {one.user_id for one in known.values() if not one.erased} | {one.user_id for one in events}
        locked = Locked(db, connection, (user_key(one) for one in users if one))
        known = _again(db, connection, known)
        told, rows = _sort_outcomes(connection, events, known, now)
        OUTCOME_ROWS.store(connection, rows)
        for row in rows:
            _learn_of(locked, known.get(row["decision_id"]), row)
        locked.save()
        return Received(**told)

    return db.write(work) if events else Received()


def catch_up(db: Database, connection: Connection, decision_ids: Collection[str]) -> None:
    """Applies the events that came before these decisions were recorded."""
    if not decision_ids:
        return
    given = {"decision_ids": sorted(decision_ids)}
    known = _read(connection, decision_ids)
    locked = Locked(db, connection, _keys(known))
    _settle(connection, locked, known, decision_ids)
    for row in connection.execute(OUTCOMES, given).mappings():
        _learn_of(locked, known[row["decision_id"]], row)
    for unpark in UNPARK:
        connection.execute(unpark, given)
    locked.save()


def _keys(known: Known) -> set[str]:
    """The memories an event may change, and the user's own in any case: whoever erases it holds that one."""
    there = [one for one in known.values() if not one.erased]
    return {key for one in there for key in one.subjects} | {user_key(one.user_id) for one in there}


def _read(connection: Connection, decision_ids: Collection[str]) -> Known:
    rows = connection.execute(DECISIONS, {"decision_ids": sorted(decision_ids)}) if decision_ids else ()
    return {row.decision_id: _decided(row) for row in rows}


def _decided(row: Row[*tuple[Any, ...]]) -> Decided:
    keys = tuple(orjson.loads(row.subjects))
    return Decided(row.decision_id, row.user_id, row.channel, keys, to_touch(row.touch), row.erased)


def _find(db: Database, connection: Connection, decision_ids: Collection[str]) -> Known:
    """The decisions that are known. Where one is not, nobody records it from here on until these events are parked."""
    known = _read(connection, decision_ids)
    if len(known) < len(decision_ids) and not db.is_sqlite:
        db.park(connection, alone=True)
        known = _read(connection, decision_ids)
    return known


def _again(db: Database, connection: Connection, known: Known) -> Known:
    """The same decisions once their subjects are locked: one may have been erased while we waited."""
    return known if db.is_sqlite else _read(connection, known)


def _sort_exposures(
    connection: Connection, events: Sequence[Exposure], known: Known, now: int
) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """What becomes of each event, and the rows that are new or have a later time."""
    told, rows = Counter[str](), dict[tuple[str, str], dict[str, Any]]()
    given = {"decision_ids": sorted({one.decision_id for one in events})}
    present = {(row["decision_id"], row["kind"]): dict(row) for row in connection.execute(EXPOSURES, given).mappings()}
    taken = _taken_exposures(connection, events)
    for one in events:
        place, decided = (one.decision_id, one.kind), known.get(one.decision_id)
        before = rows.get(place) or present.get(place)
        if (decided and decided.erased) or (not before and one.external_id in taken):
            told["duplicates"] += 1
            continue
        row = before or _exposure_row(one, now, parked=decided is None)
        ids = {row["external_id"], None if one.external_id in taken else one.external_id} - {None}
        rows[place] = row | {"at": max(row["at"], to_ms(one.at)), "external_id": min(ids, default=None)}
        taken |= ids
        told["duplicates" if before else "accepted" if decided else "parked"] += 1
    return told, [row for place, row in sorted(rows.items()) if row != present.get(place)]


def _taken_exposures(connection: Connection, events: Sequence[Exposure]) -> set[str]:
    given = sorted({one.external_id for one in events if one.external_id})
    return set(connection.execute(TAKEN_EXPOSURES, {"external_ids": given}).scalars()) if given else set()


def _exposure_row(event: Exposure, now: int, *, parked: bool) -> dict[str, Any]:
    return {
        "decision_id": event.decision_id,
        "kind": event.kind,
        "external_id": event.external_id,
        "at": to_ms(event.at),
        "received_at": now,
        "parked": parked,
    }


def _settle(connection: Connection, locked: Locked, known: Known, decision_ids: Collection[str]) -> None:
    """Brings the touches of these decisions to what all their exposures together say."""
    rows = connection.execute(EXPOSURES, {"decision_ids": sorted(decision_ids)})
    for decision_id, found in group(rows, "decision_id").items():
        decided = known[decision_id]
        if decided.touch is None:
            continue
        touch = settled(decided.touch, map(to_exposure, found))
        for key in decided.subjects:
            locked.change(key, _with(touch) if touch else _without(decision_id))


def _with(touch: Touch) -> Callable[[SubjectMemory], SubjectMemory]:
    return lambda memory: memory.with_touch(touch)


def _without(decision_id: str) -> Callable[[SubjectMemory], SubjectMemory]:
    return lambda memory: memory.without_touch(decision_id)


def _sort_outcomes(
    connection: Connection, events: Sequence[Outcome], known: Known, now: int
) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """What becomes of each event, and the rows that are new."""
    told, rows = Counter[str](), dict[tuple[str, str], dict[str, Any]]()
    ids = {"external_ids": sorted({one.external_id for one in events})}
    taken = {(row.source, row.external_id) for row in connection.execute(TAKEN_OUTCOMES, ids)}
    for one in events:
        place, decided = (one.source, one.external_id), known.get(one.decision_id or "")
        if place in taken or place in rows or (decided and decided.erased):
            told["duplicates"] += 1
            continue
        parked = one.decision_id is not None and decided is None
        rows[place] = _outcome_row(one, now, parked=parked)
        told["parked" if parked else "accepted"] += 1
    return told, [row for _, row in sorted(rows.items())]


def _outcome_row(event: Outcome, now: int, *, parked: bool) -> dict[str, Any]:
    return {
        "source": event.source,
        "external_id": event.external_id,
        "outcome": event.outcome,
        "at": min(to_ms(event.at), now),
        "decision_id": event.decision_id,
        "user_id": event.user_id,
        "value": event.value,
        "parked": parked,
    }


def _learn_of(locked: Locked, decided: Decided | None, row: Mapping[Any, Any]) -> None:
    """Makes a milestone of an outcome, and consent of what the subject said with it."""
    outcome, at = row["outcome"], row["at"]
    user_id = decided.user_id if decided else row["user_id"]
    if user_id is None:
        return
    channel = decided.channel if decided else "all"
    key = user_key(user_id)
    locked.change(key, lambda memory: memory.reached(outcome, at))
    if outcome in REVOKING:
        locked.change(key, lambda memory: memory.told(channel, granted=False, at=at))
    elif outcome == GRANTING and (decided or row["decision_id"] is None):
        locked.change(key, lambda memory: memory.told(channel, granted=True, at=at))
