"""The migrations end at the tables the code works with, on SQLite and PostgreSQL, and lead there and back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

import content_engine
from content_engine.domain.errors import NotSetUp
from content_engine.domain.writing import Wanted
from content_engine.memory import is_current, open_stores, schema, upgrade
from content_engine.memory.database import Database
from content_engine.memory.schema import HEAD, alembic_config, migrations_folder
from content_engine.memory.search_index import is_index
from content_engine.memory.tables import metadata
from content_engine.testing import a_record
from tests.memory_helpers import store, touches
from tests.test_memory_variants import a_variant


@pytest.fixture(params=["sqlite_file", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """A database that is empty, or not there yet, of each kind."""
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def db(url: str) -> Iterator[Database]:
    """The same with connections to it."""
    opened = Database(url)
    yield opened
    opened.close()


def _where(index: Any) -> list[tuple[str, str]]:
    return sorted((name, str(value)) for name, value in index.get("dialect_options", {}).items())


def shape(engine: Engine) -> dict[str, object]:
    """Tables, columns with types and nullability, keys, indexes with what they are limited to: all that is there."""
    there = inspect(engine)
    return {
        table: (
            [(one["name"], str(one["type"]), one["nullable"]) for one in there.get_columns(table)],
            there.get_pk_constraint(table)["constrained_columns"],
            sorted(
                (str(one["name"]), one["column_names"], bool(one["unique"]), _where(one))
                for one in there.get_indexes(table)
            ),
        )
        for table in there.get_table_names()
        if table != "alembic_version" and not is_index(table)
    } | _search_index(engine)


def _search_index(engine: Engine) -> dict[str, object]:
    """The full-text index: on SQLite the statement that made it, on PostgreSQL its columns and indexes."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'passages_fts'")).scalars()
            return {
                f"passages_fts {n}": " ".join(sql.replace(" IF NOT EXISTS", "").split()) for n, sql in enumerate(rows)
            }
        shown = "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
        columns = f"{shown} WHERE table_name = 'passages_fts'"
        indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'passages_fts'"
        found = [*connection.execute(text(columns)), *connection.execute(text(indexes))]
    return {"passages_fts": sorted(map(tuple, found))} if found else {}


def compared(name: str | None, type_: str, parents: object) -> bool:
    """Alembic knows no full-text index; `shape` looks at it."""
    return not (type_ == "table" and is_index(name))


def test_upgrading_leads_to_the_tables(db: Database, url: str) -> None:
    """After `upgrade` Alembic finds no difference to the metadata."""
    upgrade(url)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": compared})
        assert compare_metadata(context, metadata) == []


def test_migrated_and_made_are_one_shape(db: Database, url: str) -> None:
    """A migrated database looks like one made from the metadata, partial indexes too, which Alembic does not see."""
    upgrade(url)
    migrated = shape(db.engine)
    with db.engine.begin() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
    assert shape(db.engine) == migrated


def test_there_and_back_and_there(db: Database, url: str) -> None:
    """Down to nothing and up again leaves the same shape; on the way down no table stays."""
    upgrade(url)
    up = shape(db.engine)
    db.write(lambda connection: command.downgrade(alembic_config(connection), "base"))
    assert shape(db.engine) == {} and not is_current(url)
    upgrade(url)
    assert shape(db.engine) == up and is_current(url)


def test_a_migration_happens_whole_or_not_at_all(db: Database, url: str) -> None:
    """A migration that breaks half way leaves the database as it was."""
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE meta (mine text)"))
    with pytest.raises(Exception, match="meta"):
        upgrade(url)
    assert inspect(db.engine).get_table_names() == ["meta"]


def test_many_upgrade_at_once(url: str) -> None:
    """Processes that all find an empty database make one schema and one salt between them, and all may work."""
    code = (
        "import sys; from content_engine.memory import open_stores, upgrade; upgrade(sys.argv[1]);"
        "stores = open_stores(sys.argv[1]); print(stores.content.salt()); stores.close()"
    )
    crowd = [subprocess.Popen([sys.executable, "-c", code, url], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [process.communicate(timeout=60)[0].strip() for process in crowd]
    assert [process.returncode for process in crowd] == [0] * 3
    assert len(set(told)) == 1 and told[0]


def test_head_is_the_newest_migration() -> None:
    """The code expects the newest migration; there is one line of them; names follow the habit in the README."""
    scripts = ScriptDirectory(str(migrations_folder()))
    assert scripts.get_heads() == [HEAD]
    names = sorted(path.name for path in (migrations_folder() / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]


def test_the_migrations_are_found_in_a_package_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed, they lie inside the package as `_migrations`; where there are none the message says so."""
    package = tmp_path / "content_engine"
    package.mkdir()
    monkeypatch.setattr(content_engine, "__file__", str(package / "__init__.py"))
    with pytest.raises(NotSetUp, match="Install"):
        schema.migrations_folder()
    (package / "_migrations").mkdir()
    (package / "_migrations" / "env.py").touch()
    assert schema.migrations_folder() == package / "_migrations"


OLD_ROW = {
    "decision_id": "d-0", "request_id": "r-0", "request_hash": "h", "user_id": "u_1", "account_id": None,
    "template": "tip", "channel": "email", "segment": None, "status": "assembled", "refusal": None, "arm": "treatment",
    "served_by": "policy", "policy_version": "p", "catalog_version": "c", "decided_at": 1, "expires_at": 2,
    "choices": "[]", "subjects": "[]", "touch": None, "erased": False, "answer": b"{}", "inputs": b"{}",
}  # fmt: skip
"""A decision as the first schema holds it."""


def test_servers_of_the_version_before_go_on(db: Database, url: str) -> None:
    """What the first version stored, before the migration and after it, teaches with an empty context."""
    db.write(lambda connection: command.upgrade(alembic_config(connection), "0001"))
    insert = text(f"INSERT INTO decisions ({', '.join(OLD_ROW)}) VALUES ({', '.join(f':{name}' for name in OLD_ROW)})")
    with db.engine.begin() as connection:
        connection.execute(insert, OLD_ROW)
        connection.execute(text("INSERT INTO snapshots VALUES (1, 's0', :body, 1, '{}')"), {"body": b"old"})
    upgrade(url)
    with db.engine.begin() as connection:
        connection.execute(insert, OLD_ROW | {"decision_id": "d-1", "request_id": "r-1"})
    stores = open_stores(url)
    told = stores.memory.lessons(stores.memory.lesson_ids("", "e"))
    assert [(one.decision_id, one.context) for one in told] == [("d-0", {}), ("d-1", {})]
    assert (stores.content.snapshot("s0"), stores.content.learner_state("s0")) == (b"old", None)
    stores.close()


def test_variants_of_the_version_before_are_in_the_queue(db: Database, url: str) -> None:
    """The filters find what was stored before they were there, whatever a model wrote into it."""
    one = a_variant(content={"text": "a \0 b"}, assigned_to="ada")
    db.write(lambda connection: command.upgrade(alembic_config(connection), "0005"))
    row = {"id": one.id, "component": one.component, "locale": "en", "state": one.state, "risk": "high"}
    row |= {"created_at": 1, "version": 1, "data": one.model_dump_json()}
    insert = f"INSERT INTO written_variants ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"
    with db.engine.begin() as connection:
        connection.execute(text(insert), row)
    upgrade(url)
    stores = open_stores(url)
    assert stores.variants.queue(Wanted(kind=one.kind, origin="offline", assigned_to="ada")) == [one]
    stores.close()


def test_alembic_works_by_hand(url: str) -> None:
    """The way the README tells: Alembic's own command, with the URL as an argument."""
    ini = Path(__file__).parent.parent / "migrations" / "alembic.ini"
    words = [sys.executable, "-m", "alembic", "-c", str(ini), "-x", f"database={url}"]
    for step in (["upgrade", "head"], ["check"]):
        subprocess.run([*words, *step], check=True, capture_output=True)
    stores = open_stores(url)
    assert store(stores.memory, a_record()) == frozenset() and list(touches(stores.memory)) == ["d-1"]
    stores.close()
