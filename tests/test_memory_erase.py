"""The contract of the content memory, on fake, SQLite and PostgreSQL: a subject is erased, what was learnt stays."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, inspect, text

from content_engine.domain.base import from_ms
from content_engine.domain.memory import Memory, StoredDecision
from content_engine.memory import Stores, open_stores, sqlite
from content_engine.testing import T0, a_record, an_assignment
from tests.memory_helpers import DAY, HOUR, MINUTE, exposure, outcome, store, told, touches

NOW = T0 + DAY
ADA = "user-ada-42"
TRACES = (ADA, "Lovelace", f"dispatch:{ADA}", "ext-of-hers", "sent-to-her")


def live(memory: Memory) -> None:
    """Ada and others live: decisions, events known and parked, consents, assignments."""
    personal = {
        "answer": b'{"html":"Dear Lovelace"}',
        "inputs": b'{"first_name":"Lovelace"}' * 40,
        "account_id": "acme",
    }
    subjects = (f"user:{ADA}", "account:acme")
    mine = [a_record(f"d-{n}", ADA, request_id=f"dispatch:{ADA}:{n}", subjects=subjects, **personal) for n in range(20)]
    store(memory, *mine, *(a_record(f"e-{n}", f"other-{n}") for n in range(60)))
    memory.assign([an_assignment(ADA), an_assignment(ADA, scope="account", account_id="acme")], complete=False, now=T0)
    memory.expose([exposure("d-0", at=T0 + 5 * HOUR, external_id=f"sent-to-her-{ADA}")], NOW)
    memory.expose([exposure("d-1", external_id="sent-to-her-1"), exposure("e-1", external_id="sent-to-other")], NOW)
    memory.expose([exposure("x-9", external_id=f"open:{ADA}"), exposure("x-8", external_id=f"open:{ADA}0")], NOW)
    memory.observe([outcome("paid", "ext-of-hers-1", decision_id="d-0", value=9.5)], NOW)
    memory.observe([outcome("paid", f"{ADA}|2", user_id=ADA), outcome("paid", "of-other", user_id="other-1")], NOW)
    memory.observe([outcome("paid", f"{ADA}|3", decision_id="x-9"), outcome("paid", f"{ADA}0", decision_id="x-9")], NOW)
    memory.consent(ADA, "email", granted=True, at=T0)


def learnt_from(stored: StoredDecision | None) -> tuple[Any, ...]:
    """What learning reads of a decision."""
    assert stored is not None
    record = stored.record
    return (
        (record.template, record.segment, record.arm, record.status, record.policy_version, record.decided_at),
        record.choices,
        [(one.kind, one.at.date()) for one in stored.exposures],
        sorted((one.at, one.outcome, str(one.value)) for one in stored.outcomes),
    )


def test_erasing_counts_what_it_touched(memory: Memory) -> None:
    """Erasing tells the rows by table; a second time, and for an unknown user, there is nothing left to touch."""
    live(memory)
    assert memory.erase(ADA) == {"subjects": 1, "assignments": 1, "exposures": 3, "outcomes": 3, "decisions": 20}
    nothing = dict.fromkeys(("subjects", "assignments", "exposures", "outcomes", "decisions"), 0)
    assert memory.erase(ADA) == memory.erase("nobody") == nothing


def test_the_erased_are_strangers(memory: Memory) -> None:
    """Afterwards the user is unknown: no memory, no decisions, no answer to an old request_id."""
    live(memory)
    memory.erase(ADA)
    known = memory.recall([f"dispatch:{ADA}:1"], [f"user:{ADA}"])
    assert known.answers == {} and known.subjects[f"user:{ADA}"].version == 0
    exported = memory.subject(ADA)
    assert [exported[one] for one in ("assignments", "decisions", "exposures", "outcomes")] == [[], [], [], []]
    assert list(memory.decisions(user_id=ADA)) == []


def test_what_was_learnt_stays(memory: Memory) -> None:
    """Decisions, exposures by day and outcomes read the same for learning, those without a decision included."""
    live(memory)
    before = {one.record.decision_id: learnt_from(one) for one in memory.decisions()}
    memory.erase(ADA)
    after = {one.record.decision_id: learnt_from(one) for one in memory.decisions()}
    assert after == before
    assert len(before["d-0"][3]) == 2


def test_an_erased_decision_is_bare(memory: Memory) -> None:
    """Answer, inputs and hash are empty, the account gone, ids random; an exposure keeps its day only."""
    live(memory)
    memory.erase(ADA)
    bare = [one for one in memory.decisions() if one.record.decision_id.startswith("d-")]
    assert {(one.record.answer, one.record.inputs, one.record.request_hash) for one in bare} == {(b"", b"", "")}
    assert {(one.record.account_id, one.record.subjects, one.record.touch) for one in bare} == {(None, (), None)}
    assert len({one.record.request_id for one in bare}) == 20
    assert [(one.at, one.external_id) for one in bare[0].exposures] == [(from_ms(T0), None)]
    assert not any(trace in repr(bare) for trace in TRACES)


def test_others_keep_what_is_theirs(memory: Memory) -> None:
    """The account remembers the messages, by decision only; other users' rows are as they were."""
    live(memory)
    account, other = touches(memory, "account:acme"), memory.subject("other-1")
    memory.erase(ADA)
    assert touches(memory, "account:acme") == account
    assert memory.subject("other-1") == other
    assert told(memory.observe([outcome("paid", f"{ADA}0", decision_id="x-9")], NOW)) == (0, 1, 0)


def test_events_of_the_erased_are_known_already(memory: Memory) -> None:
    """What is told again, or late, of an erased decision changes nothing and leaves no trace."""
    live(memory)
    memory.erase(ADA)
    before = memory.summary(), [learnt_from(one) for one in memory.decisions()]
    late = [
        outcome("paid", "ext-of-hers-1", decision_id="d-0", user_id=ADA),
        outcome("x", f"{ADA}-9", decision_id="d-3"),
    ]
    assert told(memory.observe(late, NOW)) == (0, 2, 0)
    assert told(memory.expose([exposure("d-0", external_id="y"), exposure("d-5", "aborted")], NOW)) == (0, 2, 0)
    assert (memory.summary(), [learnt_from(one) for one in memory.decisions()]) == before


def test_the_erased_may_come_again(memory: Memory) -> None:
    """A user who comes back starts anew, with the same request_id if they like."""
    live(memory)
    memory.erase(ADA)
    assert store(memory, a_record("f-1", ADA, request_id=f"dispatch:{ADA}:1")) == frozenset()
    assert list(touches(memory, f"user:{ADA}")) == ["f-1"]


def test_a_decision_under_way_loses_to_erasing(memory: Memory) -> None:
    """What was read before a user was erased is not written back."""
    live(memory)
    read = memory.recall([], [f"user:{ADA}"]).subjects[f"user:{ADA}"]
    memory.erase(ADA)
    record = a_record("f-1", ADA)
    assert record.touch is not None
    assert memory.record([record], {read.key: read.with_touch(record.touch)}) == {"req-f-1"}


def everything(connection: Connection) -> str:
    """Every value of every row of every table, as one text."""
    tables = inspect(connection).get_table_names()
    rows = [connection.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables]
    return repr([tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for table in rows for row in table])


def test_no_row_holds_the_id(database: str) -> None:
    """After erasing, no column of any table holds the id, a request or event that named it, or an attribute."""
    stores = open_stores(database)
    live(stores.memory)
    with stores.engine.connect() as connection:
        assert all(trace in everything(connection) for trace in (ADA, "Lovelace", "ext-of-hers", "sent-to-her"))
    stores.memory.erase(ADA)
    with stores.engine.connect() as connection:
        left = everything(connection).replace(f"{ADA}0", "")
    stores.close()
    assert [trace for trace in TRACES if trace in left] == []


LOOK = """
import pathlib, sys
found = [(path.name, trace) for path in pathlib.Path(sys.argv[1]).iterdir() for trace in sys.argv[2:]
         if trace.encode() in path.read_bytes().replace((sys.argv[2] + "0").encode(), b"")]
print(*found)
"""


def traces_in_files(folder: Path) -> str:
    """What is found in the raw files, by a process of its own: closing a file here would drop SQLite's locks on it."""
    look = [sys.executable, "-c", LOOK, str(folder), *TRACES]
    return subprocess.run(look, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def lived(sqlite_ready: str) -> Stores:
    """A SQLite memory so lived in that index rows moved between pages."""
    stores = open_stores(sqlite_ready)
    live(stores.memory)
    for batch in range(60):
        users = [ADA if one % 3 == 0 else f"filler-{batch}-{one}" for one in range(40)]
        ids = [f"{(batch * 40 + one) * 7919 % 2399:04}" for one in range(40)]
        records = [
            a_record(f"g-{batch}-{one}", user, request_id=f"{one_id}:{user}", decided_at=T0 + batch * MINUTE)
            for one, (user, one_id) in enumerate(zip(users, ids, strict=True))
        ]
        store(stores.memory, *records)
    return stores


def test_no_byte_in_the_files_holds_the_id(lived: Stores, tmp_path: Path) -> None:
    """After erasing, the bytes of the database file and its write-ahead log hold nothing of it, while still open."""
    assert ADA in traces_in_files(tmp_path)
    lived.memory.erase(ADA)
    assert traces_in_files(tmp_path) == ""
    lived.close()
    assert traces_in_files(tmp_path) == ""


def test_erasing_waits_for_a_reader(lived: Stores, tmp_path: Path) -> None:
    """A reader who still sees the old pages holds erasing up until it is done; then they are gone."""
    reader = lived.engine.connect()
    reader.exec_driver_sql("BEGIN")
    assert reader.exec_driver_sql("SELECT count(*) FROM decisions").scalar_one() > 2_000
    leaving = threading.Timer(0.3, reader.close)
    leaving.start()
    lived.memory.erase(ADA)
    assert traces_in_files(tmp_path) == ""
    leaving.join()
    lived.close()


def test_copies_left_behind_are_found(sqlite_ready: str, tmp_path: Path) -> None:
    """Where the file still holds a copy of what was deleted, it is rewritten; a clean file is left as it is."""
    stores = open_stores(sqlite_ready)
    with stores.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")
        connection.execute(text("INSERT INTO meta VALUES ('copy', :ada)"), {"ada": f"{ADA} and more"})
        connection.execute(text("DELETE FROM meta WHERE key = 'copy'"))
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    sqlite.scrub(stores.engine, ["somebody-else"])
    assert ADA in traces_in_files(tmp_path)
    sqlite.scrub(stores.engine, ["somebody-else", ADA])
    assert traces_in_files(tmp_path) == ""
    stores.close()


def test_postgres_forgets_with_a_vacuum(postgres_ready: str) -> None:
    """On PostgreSQL the dead rows and the statistics are gone after VACUUM (ANALYZE), as the docstring says."""
    stores = open_stores(postgres_ready)
    live(stores.memory)
    with psycopg.connect(postgres_ready, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
        assert ADA in str(connection.execute("SELECT * FROM pg_stats WHERE schemaname = 'public'").fetchall())
        stores.memory.erase(ADA)
        connection.execute("VACUUM (ANALYZE)")
        left = str(connection.execute("SELECT * FROM pg_stats WHERE schemaname = 'public'").fetchall())
    stores.close()
    assert [trace for trace in TRACES if trace in left.replace(f"{ADA}0", "")] == []
