"""The contract of content store and key store, on fakes, SQLite and PostgreSQL, and the door of the memory room."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Select, text

from content_engine.domain.errors import NotFound, NotSetUp
from content_engine.domain.memory import Change, Key, SnapshotInfo
from content_engine.memory import (
    Stores,
    assigning,
    events,
    is_current,
    lessons,
    open_stores,
    reading,
    recording,
    subjects,
    upgrade,
)
from content_engine.memory.codec import MAGIC, WORTH_IT, Codec
from content_engine.memory.sqlite import require
from content_engine.testing import a_record
from tests.memory_helpers import store, touches


def change(number: int, item: str = "variant", id: str = "v") -> Change:
    """One step in the life of a piece of content."""
    return Change(item, id, "approve", "editor", number, f"step {number}")


def test_the_newest_catalog_is_current(stores: Stores) -> None:
    """Before the first there is none; each catalog keeps its bytes; an older one published again is current again."""
    content = stores.content
    assert content.current_catalog() is None
    one, two = b'{"a": 1}' * 999, b"\x00\x28\xb5\x2f\xfd"
    assert content.publish("c1", one, [], after=None, at=1)
    assert content.publish("c2", two, [], after="c1", at=2)
    assert (content.current_catalog(), content.catalog("c1"), content.catalog("c2")) == ("c2", one, two)
    assert content.publish("c1", one, [], after="c2", at=3)
    assert content.current_catalog() == "c1"


def test_the_catalog_of_a_moment_is_the_newest_published_until_then(stores: Stores) -> None:
    """Looking back, the catalog of a moment is the last one published at it or before; before the first is none."""
    content = stores.content
    assert content.publish("c1", b"1", [], after=None, at=10)
    assert content.publish("c2", b"2", [], after="c1", at=20)
    assert content.publish("c1", b"1", [], after="c2", at=30)
    assert [content.catalog_at(at) for at in (9, 10, 19, 20, 30, 99)] == [None, "c1", "c1", "c2", "c1", "c1"]


def test_who_publishes_second_is_told(stores: Stores) -> None:
    """A catalog made after another than the current one is not published, and its changes are not written down."""
    content = stores.content
    assert content.publish("c1", b"1", [change(1)], after=None, at=1)
    assert not content.publish("c2", b"2", [change(2)], after=None, at=2)
    assert not content.publish("c3", b"3", [change(3)], after="c2", at=3)
    assert (content.current_catalog(), list(content.history())) == ("c1", [change(1)])
    with pytest.raises(NotFound, match="c2"):
        content.catalog("c2")


def test_history_is_newest_first(stores: Stores) -> None:
    """The audit trail tells the newest first, of one item or one id where asked, and no more than asked."""
    trail = [change(1), change(2, "component"), change(3, id="w"), change(4), change(4)]
    stores.content.publish("c1", b"", trail[:2], after=None, at=1)
    stores.content.publish("c2", b"", trail[2:], after="c1", at=2)
    assert list(stores.content.history()) == trail[::-1]
    assert list(stores.content.history("variant", limit=2)) == [change(4), change(4)]
    assert list(stores.content.history("variant", "w")) == [change(3, id="w")]
    assert list(stores.content.history(id="nobody")) == []


def test_snapshots_are_kept_like_catalogs(stores: Stores) -> None:
    """Before the first learning there is no snapshot; who learnt second is told; every snapshot keeps its bytes."""
    content = stores.content
    assert content.current_snapshot() is None
    assert content.publish_snapshot("s1", b"\x00" * 999, {"decisions": 5}, after=None, at=1)
    assert not content.publish_snapshot("s2", b"2", {}, after=None, at=2)
    assert content.publish_snapshot("s2", b"2", {}, after="s1", at=2)
    assert (content.current_snapshot(), content.snapshot("s1")) == ("s2", b"\x00" * 999)
    with pytest.raises(NotFound, match="s9"):
        content.snapshot("s9")


def test_a_state_is_kept_for_two(stores: Stores) -> None:
    """What the next learning goes on from comes back byte for byte, of the newest two snapshots and no others."""
    content = stores.content
    states = [b"", b"\x00" * 5, b"\x28\xb5\x2f\xfd no frame", bytes(range(256)) * 9_000, b"x"]
    for number, state in enumerate(states):
        after, loser = f"s{number - 1}" if number else None, f"s{number + 1}"
        assert not content.publish_snapshot(loser, b"l", {}, after=loser, at=9, state=b"of one who lost")
        assert content.publish_snapshot(f"s{number}", b"b", {"n": number}, after=after, at=number, state=state)
        kept = [content.learner_state(f"s{one}") for one in range(number + 2)]
        assert kept == [None] * (number - 1) + [one or None for one in states[max(number - 1, 0) : number + 1]] + [None]
    assert [content.snapshot(f"s{number}") for number in range(5)] == [b"b"] * 5


def test_snapshots_are_listed_newest_first(stores: Stores) -> None:
    """Every snapshot with its time and what learning had to say, as many as asked for; one may be published again."""
    content, told = stores.content, {"decisions": 5, "ü": [1.5, None]}
    assert list(content.snapshots()) == []
    for after, version in ((None, "s1"), ("s1", "s2"), ("s2", "s1")):
        content.publish_snapshot(version, b"", told, after=after, at=7, state=version.encode())
    assert list(content.snapshots()) == [SnapshotInfo(one, 7, told) for one in ("s1", "s2", "s1")]
    assert list(content.snapshots(limit=1)) == [SnapshotInfo("s1", 7, told)]
    assert (content.learner_state("s1"), content.learner_state("s2")) == (b"s1", b"s2")


def test_the_salt_is_made_once(database: str, sqlite_file: str) -> None:
    """A deployment's salt is its own, the same for everybody who opens it, and not another deployment's."""
    first, second = open_stores(database), open_stores(database)
    with first.engine.begin() as connection:
        connection.execute(text("DELETE FROM meta"))
    with ThreadPoolExecutor(8) as pool:
        salts = set(pool.map(lambda stores: stores.content.salt(), [first, second] * 8))
    upgrade(sqlite_file)
    other = open_stores(sqlite_file)
    assert len(salts) == 1 and other.content.salt() not in salts and len(other.content.salt()) >= 32
    for stores in (first, second, other):
        stores.close()


def test_keys_are_found_by_digest_until_revoked(stores: Stores) -> None:
    """A key is found by its digest, with its roles; revoked it is listed and not found, from the first time on."""
    keys = stores.keys
    old, new = Key("k1", ("caller", "qa"), "braze", 1), Key("k2", (), "ops ✓", 2)
    keys.add(old, "d1")
    keys.add(new, "d2")
    assert (keys.find("d1"), keys.find("d2"), keys.find("d3")) == (old, new, None)
    assert list(keys.list()) == [new, old]
    assert keys.revoke("k1", 5) and keys.revoke("k1", 9) and not keys.revoke("k9", 5)
    assert keys.find("d1") is None
    assert [(key.id, key.revoked_at) for key in keys.list()] == [("k2", None), ("k1", 5)]


@pytest.mark.parametrize(("id", "digest"), [("k1", "d2"), ("k2", "d1")])
def test_a_key_is_added_once(stores: Stores, id: str, digest: str) -> None:
    """A second key with the same id or digest is refused; the first stays as it was."""
    first = Key("k1", ("caller",), "", 1)
    stores.keys.add(first, "d1")
    with pytest.raises(ValueError, match=id):
        stores.keys.add(Key(id, ("admin",), "", 2), digest)
    assert list(stores.keys.list()) == [first]


@given(st.one_of(st.binary(max_size=2 * WORTH_IT), st.binary().map(lambda tail: MAGIC + tail)))
def test_what_is_packed_comes_back(plain: bytes) -> None:
    """Any blob comes back as it was, and only long ones are compressed."""
    stored = Codec().pack(plain)
    assert Codec().unpack(stored) == plain
    assert len(plain) >= WORTH_IT or plain[:1] in (b"\x00", MAGIC[:1]) or stored == plain


def test_an_overwritten_blob_is_empty() -> None:
    """As many NUL bytes as there were, which is what erasing leaves, read as nothing."""
    assert Codec().unpack(bytes(100)) == b""


def test_a_memory_database_needs_nothing(tmp_path: Path) -> None:
    """`sqlite:///:memory:` is ready when opened, empty each time, and takes threads."""
    stores = open_stores("sqlite:///:memory:")
    upgrade("sqlite:///:memory:")
    assert is_current("sqlite:///:memory:")
    threads = [threading.Thread(target=store, args=(stores.memory, a_record(f"d-{n}", f"u_{n}"))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores.memory.summary()["rows"]["decisions"] == 8
    assert list(touches(stores.memory, "user:u_3")) == ["d-3"]
    stores.close()
    assert open_stores("sqlite:///:memory:").memory.summary()["rows"]["decisions"] == 0


def test_an_empty_database_is_not_set_up(sqlite_file: str, postgres: str) -> None:
    """Without a schema nothing opens, and the message says what to run; looking does not make a file."""
    for url in (sqlite_file, postgres):
        assert not is_current(url)
        with pytest.raises(NotSetUp, match="db upgrade"):
            open_stores(url)
    assert not Path(sqlite_file.removeprefix("sqlite:///")).exists()


def test_upgrading_twice_is_upgrading_once(sqlite_file: str, postgres: str) -> None:
    """A database that is up to date is left alone, with all that is in it."""
    for url in (sqlite_file, postgres):
        upgrade(url)
        stores = open_stores(url)
        store(stores.memory, a_record())
        upgrade(url)
        assert is_current(url) and list(touches(stores.memory)) == ["d-1"]
        stores.close()


def test_a_newer_database_is_left_alone(database: str) -> None:
    """A schema that another version made is not touched; the message names it."""
    stores = open_stores(database)
    with stores.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    stores.close()
    with pytest.raises(NotSetUp, match="9999"):
        upgrade(database)
    with pytest.raises(NotSetUp):
        open_stores(database)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://root:secret@host/db", "mysql"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "cannot be opened"),
    ],
)
@pytest.mark.parametrize("door", [open_stores, upgrade, is_current])
def test_a_database_that_cannot_be_reached_is_told_in_words(door: Callable[[str], object], url: str, said: str) -> None:
    """A wrong URL and a database out of reach say what is wrong, and never the password."""
    with pytest.raises(NotSetUp, match=said) as refused:
        door(url)
    assert "secret" not in str(refused.value)


def test_a_file_in_no_folder_is_told_in_words() -> None:
    """A SQLite file whose folder is not there cannot be made; that is said, and looking for it is no error."""
    with pytest.raises(NotSetUp, match="cannot be opened: unable to open"):
        upgrade("sqlite:////no/such/folder/content.db")
    assert not is_current("sqlite:////no/such/folder/content.db")


def test_an_old_sqlite_is_refused_for_files() -> None:
    """A library that can lose committed pages is refused with what to do; the first good one is taken."""
    with pytest.raises(NotSetUp, match=re.escape("SQLite 3.40.1 can lose committed data")) as refused:
        require((3, 40, 1), "content.db")
    assert "pysqlite3" in str(refused.value)
    require((3, 51, 3), "content.db")


def test_connections_are_set_up_for_durability(sqlite_ready: str) -> None:
    """Every connection to a file writes ahead, syncs at each commit and overwrites what is deleted."""
    stores = open_stores(sqlite_ready)
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
    with stores.engine.connect() as first, stores.engine.connect() as second:
        for connection in (first, second):
            told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]
            assert told == ["wal", 2, 1, 1]
    stores.close()


STATEMENTS = {
    "recall": recording.RECALL,
    "in the way": recording.IN_THE_WAY,
    "lock": subjects.LOCK,
    "decisions": events.DECISIONS,
    "exposures": events.EXPOSURES,
    "outcomes": events.OUTCOMES,
    "taken exposures": events.TAKEN_EXPOSURES,
    "statements": assigning.KNOWN,
    "leaving": assigning.LEAVE,
    "named": reading.NAMED,
    "unnamed": reading.UNNAMED,
    "lesson ids": lessons.IDS,
    "lessons": lessons.LESSONS,
    "lessons exposed": lessons.EXPOSED,
    "lessons named": lessons.NAMED,
    "lessons unnamed": lessons.UNNAMED,
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_reads_a_whole_table(sqlite_ready: str, name: str) -> None:
    """What runs while somebody waits finds its rows by an index, however many there are."""
    stores = open_stores(sqlite_ready)
    compiled = str(STATEMENTS[name].compile(dialect=stores.engine.dialect))
    with stores.engine.connect() as connection:
        asked = tuple("[]" for _ in range(compiled.count("?")))
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", asked)]
    stores.close()
    assert any(line.startswith("SEARCH") for line in plan)
    assert [line for line in plan if line.startswith("SCAN") and "json_each" not in line] == []


@pytest.mark.parametrize("query", [lessons.IDS, lessons.UNNAMED], ids=["ids", "unnamed"])
def test_lessons_are_listed_from_their_index(sqlite_ready: str, query: Select[Any]) -> None:
    """A range of decisions is read from an index that holds all that is asked for, not row by row."""
    stores = open_stores(sqlite_ready)
    compiled = str(query.compile(dialect=stores.engine.dialect))
    with stores.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", (0,) * compiled.count("?")).all()
    stores.close()
    assert plan[0][3].startswith("SEARCH decisions USING COVERING INDEX ix_decisions_lessons (decision_id>?")


def test_an_up_to_date_database_does_not_load_alembic(sqlite_ready: str) -> None:
    """Alembic, which takes long to load, is loaded only where there is something to migrate."""
    code = (
        "import sys; from content_engine.memory import open_stores, upgrade\n"
        f"upgrade({sqlite_ready!r}); open_stores({sqlite_ready!r}).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_an_error_never_tells_what_was_stored(database: str) -> None:
    """What the database complains of holds no id and no text of a subject."""
    stores = open_stores(database)
    with stores.engine.begin() as connection:
        connection.execute(text("DROP TABLE decisions"))
    with pytest.raises(Exception, match="decisions") as failed:
        store(stores.memory, a_record("d-1", "somebody-private"))
    stores.close()
    assert "somebody-private" not in str(failed.value)
