"""Assignments: the latest statement per subject and segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, case, not_, select, update

from content_engine.domain.assignments import Assignment
from content_engine.domain.base import from_ms, to_ms
from content_engine.domain.errors import BadInput
from content_engine.domain.events import Received
from content_engine.memory.database import Database
from content_engine.memory.rows import to_assignment
from content_engine.memory.sql import Rows, among
from content_engine.memory.tables import assignments

Place = tuple[str, str]

_a = assignments.c
KNOWN = select(_a.subject_key, _a.segment_id, _a.observed_at, _a.absent, _a.data).where(
    among(_a.subject_key, "keys"), among(_a.segment_id, "segments")
)
ROWS = Rows(assignments, keys=("subject_key", "segment_id"), replaced=("observed_at", "member", "absent", "data"))
_now = bindparam("now", type_=BigInteger())
LEAVE = (
    update(assignments)
    .where(_a.segment_id == bindparam("segment"), _a.member, not_(among(_a.subject_key, "named")))
    .values(member=False, absent=True, observed_at=case((_a.observed_at > _now, _a.observed_at), else_=_now))
)


@dataclass(frozen=True, slots=True)
class Stated:
    """An assignment, when it was stated, whether it said so itself, and whether a full list left its subject out."""

    said: Assignment
    at: int
    dated: bool
    absent: bool = False

    def outweighs(self, known: Stated, *, complete: bool) -> bool:
        """Whether this is what counts from now on. Of two that state one time leaving wins, in any order."""
        if self.at != known.at:
            return self.at > known.at or (complete and known.absent)
        return complete or known.absent or not self.dated or _strength(self.said) > _strength(known.said)

    def same(self, known: Stated) -> bool:
        """Whether both say the same."""
        return (self.said, self.at, self.absent) == (known.said, known.at, known.absent)


def assign(db: Database, said: Sequence[Assignment], *, complete: bool, now: int) -> Received:
    """See `Memory.assign`."""
    given = [(_place(one, index), _stated(one, now)) for index, one in enumerate(said)]

    def work(connection: Connection) -> Received:
        db.lock_assignments(connection)
        before = _known(connection, [place for place, _ in given])
        after, told = dict(before), Counter[str]()
        for place, stated in given:
            known = after.get(place)
            accepted = known is None or (not stated.same(known) and stated.outweighs(known, complete=complete))
            told["accepted" if accepted else "duplicates"] += 1
            if accepted:
                after[place] = stated
        changed = [place for place in sorted(after) if after[place] is not before.get(place)]
        ROWS.store(connection, [_row(place, after[place]) for place in changed])
        if complete:
            _leave(connection, [place for place, _ in given], now)
        return Received(**told)

    return db.write(work) if given else Received()


def _place(said: Assignment, index: int) -> Place:
    if said.subject_key is None:
        needed = f"{said.scope}_id"
        raise BadInput(f"scope {said.scope} needs {needed}", field=f"assignments[{index}].{needed}")
    return said.subject_key, said.segment_id


def _stated(said: Assignment, now: int) -> Stated:
    update_: dict[str, Any] = {} if said.observed_at else {"observed_at": from_ms(now)}
    if said.scope == "account":
        # An account's row must not keep the id of a user that may be erased.
        update_["user_id"] = None
    at = to_ms(said.observed_at) if said.observed_at else now
    return Stated(said.model_copy(update=update_), at, dated=said.observed_at is not None)


def _known(connection: Connection, places: Sequence[Place]) -> dict[Place, Stated]:
    keys, segments = sorted({key for key, _ in places}), sorted({segment for _, segment in places})
    rows = connection.execute(KNOWN, {"keys": keys, "segments": segments})
    return {(key, segment): Stated(to_assignment(data), at, True, absent) for key, segment, at, absent, data in rows}


def _row(place: Place, stated: Stated) -> dict[str, Any]:
    return {
        "subject_key": place[0],
        "segment_id": place[1],
        "observed_at": stated.at,
        "member": stated.said.member,
        "absent": stated.absent,
        "data": stated.said.model_dump_json(),
    }


def _leave(connection: Connection, named: Sequence[Place], now: int) -> None:
    for segment in sorted({segment for _, segment in named}):
        keys = [key for key, one in named if one == segment]
        connection.execute(LEAVE, {"segment": segment, "named": keys, "now": now})


def _strength(said: Assignment) -> tuple[bool, str]:
    return (not said.member, said.model_dump_json())
