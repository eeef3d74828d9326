"""One way to read and one way to write, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from content_engine.domain.errors import LostRace, NotSetUp
from content_engine.memory import postgres, sqlite

T = TypeVar("T")
TRIES = 6
EXAMPLES = "Give a URL like sqlite:///content.db or postgresql://user@host/name."
BUSY = "Other processes kept the database locked. Nothing was stored; send it again."


def parse(url: str) -> URL:
    """The database URL. Raises NotSetUp for one that is neither SQLite nor PostgreSQL; its password is never told."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise NotSetUp(f"The database URL cannot be read. {EXAMPLES}") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise NotSetUp(f"The database {parsed.drivername!r} is not supported. {EXAMPLES}")
    return parsed


class Database:
    """An engine, and the transactions that this room makes of it. Safe for threads."""

    def __init__(self, url: str) -> None:
        parsed = parse(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.engine: Engine = sqlite.make_engine(parsed) if self.is_sqlite else postgres.make_engine(parsed)
        self.is_memory = self.is_sqlite and sqlite.in_memory(parsed)
        # SQLite takes one writer at a time; waiting here is fair and costs nothing, waiting there polls.
        self._writer: AbstractContextManager[Any] = RLock() if self.is_sqlite else nullcontext()
        self._reader = self._writer if self.is_memory else nullcontext()
        self._at_once = self.engine
        self._snapshots = self.engine.execution_options(sqlite_begin="DEFERRED")
        self._writes = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        if not self.is_sqlite:
            self._at_once = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            self._snapshots = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @property
    def is_missing(self) -> bool:
        """Whether this is a SQLite file that is not there yet; to connect would make it."""
        return self.is_sqlite and not self.is_memory and not Path(str(self.engine.url.database)).exists()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for exactly one statement, without a transaction around it."""
        with self._reader, self._at_once.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection whose statements all see the database as it was at the first of them."""
        with self._reader, self._snapshots.connect() as connection:
            yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` in one transaction and commits it durably; runs all of it again where another writer was faster.

        Raises LostRace when others kept the database busy for too long.
        """
        for _ in range(TRIES - 1):
            try:
                return self._write(work)
            except DBAPIError as error:
                if self.is_sqlite or not postgres.is_passing(error):
                    raise
        return self._write(work)

    def _write(self, work: Callable[[Connection], T]) -> T:
        with self._writer:
            try:
                with self._writes.begin() as connection:
                    return work(connection)
            except OperationalError as error:
                if self.is_sqlite and "database is locked" in str(error.orig):
                    raise LostRace(BUSY) from error
                raise

    def alone(self) -> AbstractContextManager[Any]:
        """Keeps the other writers of this process waiting; what SQLite does to a whole file needs quiet."""
        return self._writer

    def park(self, connection: Connection, *, alone: bool) -> None:
        """Keeps events from being parked while their decision is being recorded. SQLite has one writer at a time."""
        if not self.is_sqlite:
            postgres.lock(connection, postgres.PARKING, shared=not alone)

    def lock_publishing(self, connection: Connection) -> None:
        """Makes this transaction the only one that publishes."""
        if not self.is_sqlite:
            postgres.lock(connection, postgres.PUBLISHING)

    def lock_assignments(self, connection: Connection) -> None:
        """Makes this transaction the only one that changes assignments."""
        if not self.is_sqlite:
            postgres.lock(connection, postgres.ASSIGNING)

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()
