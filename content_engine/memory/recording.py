"""Recall and record: the two calls on the request path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Integer, Label, literal_column, null, select, union_all

from content_engine.domain.assignments import Assignment
from content_engine.domain.memory import Answered, Known, Record, SubjectMemory
from content_engine.memory import events, subjects
from content_engine.memory.codec import Codec
from content_engine.memory.database import Database
from content_engine.memory.rows import decision_row, to_assignment, to_subject
from content_engine.memory.sql import Rows, among
from content_engine.memory.tables import assignments, decisions, exposures, outcomes
from content_engine.memory.tables import subjects as subject_table

ANSWER, SUBJECT, ASSIGNMENT = 0, 1, 2
REQUEST, EXPOSURE, OUTCOME = 0, 1, 2
_d, _s, _a = decisions.c, subject_table.c, assignments.c


def _tag(number: int, name: str = "tag") -> Label[int]:
    return literal_column(str(number), Integer).label(name)


# One statement, so that all it tells was true at one moment, at the price of one round trip.
RECALL = union_all(
    select(_tag(ANSWER), _d.request_id.label("key"), _tag(0, "version"), _d.request_hash.label("data"), _d.answer)
    .where(among(_d.request_id, "request_ids")),
    select(_tag(SUBJECT), _s.key, _s.version, _s.data, null()).where(among(_s.key, "keys")),
    select(_tag(ASSIGNMENT), _a.subject_key, _tag(0), _a.data, null())
    .where(among(_a.subject_key, "keys"), _a.member),
)  # fmt: skip
IN_THE_WAY = union_all(
    select(_tag(REQUEST), _d.request_id.label("id")).where(among(_d.request_id, "request_ids")),
    select(_tag(EXPOSURE), exposures.c.decision_id)
    .where(exposures.c.parked, among(exposures.c.decision_id, "decision_ids")),
    select(_tag(OUTCOME), outcomes.c.decision_id)
    .where(outcomes.c.parked, among(outcomes.c.decision_id, "decision_ids")),
)  # fmt: skip
ROWS = Rows(decisions)


def recall(db: Database, request_ids: Sequence[str], subject_keys: Sequence[str]) -> Known:
    """See `Memory.recall`."""
    with db.read() as connection:
        rows = connection.execute(RECALL, {"request_ids": request_ids, "keys": subject_keys}).all()
    codec = Codec()
    answers: dict[str, Answered] = {}
    memories = {key: SubjectMemory(key) for key in subject_keys}
    stated: dict[str, list[Assignment]] = {key: [] for key in subject_keys}
    for tag, key, version, data, answer in rows:
        if tag == ANSWER:
            answers[key] = Answered(data, codec.unpack(answer))
        elif tag == SUBJECT:
            memories[key] = to_subject(key, version, data)
        else:
            stated[key].append(to_assignment(data))
    return Known(answers, memories, {key: tuple(sorted(found, key=_segment)) for key, found in stated.items()})


def _segment(assignment: Assignment) -> str:
    return assignment.segment_id


def record(db: Database, records: Sequence[Record], memories: Mapping[str, SubjectMemory]) -> frozenset[str]:
    """See `Memory.record`."""
    _check(records, memories)
    codec = Codec()
    # Packed before the lock is taken. In one order for everybody, so that two writers of one request_id never deadlock.
    rows = {one.request_id: decision_row(one, codec) for one in sorted(records, key=lambda one: one.request_id)}

    def work(connection: Connection) -> frozenset[str]:
        db.park(connection, alone=False)
        subjects.make_missing(db, connection, (key for key in _written(records) if memories[key].version == 0))
        versions = subjects.lock_versions(connection, memories)
        moved = {key for key, memory in memories.items() if versions.get(key, 0) != memory.version}
        found = _in_the_way(connection, records)
        lost = losers(records, moved, found[REQUEST])
        kept = [one for one in records if one.request_id not in lost]
        subjects.write(connection, [memories[key] for key in sorted(_written(kept))])
        ROWS.store_values(connection, [row for request_id, row in rows.items() if request_id not in lost])
        waited = {one.decision_id for one in kept} & (found[EXPOSURE] | found[OUTCOME])
        events.catch_up(db, connection, waited)
        return lost

    return db.write(work) if records else frozenset()


def _written(records: Iterable[Record]) -> set[str]:
    return {key for one in records if one.touch for key in one.subjects}


def _check(records: Sequence[Record], memories: Mapping[str, SubjectMemory]) -> None:
    for name in ("request_id", "decision_id"):
        given = Counter(getattr(one, name) for one in records)
        if len(given) < len(records):
            raise ValueError(f"given twice in one batch: {name} {given.most_common(1)[0][0]!r}")
    missing = {key for one in records for key in one.subjects} - set(memories)
    if missing:
        raise ValueError(f"{len(missing)} subject(s) of these records have no memory in `subjects`")


def _in_the_way(connection: Connection, records: Sequence[Record]) -> dict[int, set[str]]:
    """Request ids that are taken, and decisions that somebody already told an event of."""
    given = {"request_ids": [one.request_id for one in records], "decision_ids": [one.decision_id for one in records]}
    found: dict[int, set[str]] = {REQUEST: set(), EXPOSURE: set(), OUTCOME: set()}
    for tag, id_ in connection.execute(IN_THE_WAY, given):
        found[tag].add(id_)
    return found


def losers(records: Iterable[Record], moved: Iterable[str], taken: Iterable[str]) -> frozenset[str]:
    """The request_ids in `taken` or with a subject in `moved`, and all that hang together with them by a subject."""
    by_request = {one.request_id: one for one in records}
    by_subject: dict[str, list[str]] = {}
    for one in by_request.values():
        for key in one.subjects:
            by_subject.setdefault(key, []).append(one.request_id)
    lost = set(taken) & by_request.keys()
    keys = [*moved, *(key for request_id in lost for key in by_request[request_id].subjects)]
    while keys:
        fresh = [request_id for request_id in by_subject.pop(keys.pop(), ()) if request_id not in lost]
        lost.update(fresh)
        keys.extend(key for request_id in fresh for key in by_request[request_id].subjects)
    return frozenset(lost)
