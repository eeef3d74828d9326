"""Everything about SQLite as it is used here: which library, how connections are set up, how files are scrubbed.

One file, many processes: write-ahead log, a sync at every commit, writers that queue (`BEGIN IMMEDIATE`), and deleted
bytes overwritten. SQLite 3.7.0 to 3.51.2 can lose committed pages when two connections share a write-ahead log
(https://sqlite.org/wal.html, "The WAL-reset bug"), so an older library is refused for files.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from content_engine.domain.errors import ContentEngineError, NotSetUp

OLDEST = (3, 51, 3)
BUSY_MS = 30_000
PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "cache_size=-16000",
)
# Reads the file in a process of its own: a close() here would drop all locks that SQLite holds on it for this process.
# The strings come through a pipe, since everybody on the machine can read a command line.
LOOK = """
import mmap, sys
needles = [bytes.fromhex(line) for line in sys.stdin]
with open(sys.argv[1], "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as bytes_:
    sys.exit(any(bytes_.find(needle) >= 0 for needle in needles))
"""


def library() -> ModuleType:
    """The SQLite that comes as a wheel where there is one, else Python's own."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:
        return import_module("sqlite3.dbapi2")


def in_memory(url: URL) -> bool:
    """Whether the URL names a database that lives in this process only."""
    return url.database in (None, "", ":memory:") or "mode=memory" in str(url.database)


def require(version: tuple[int, ...], where: str) -> None:
    """Raises NotSetUp for a SQLite that may lose what was committed to a shared file."""
    if version < OLDEST:
        told, oldest = (".".join(map(str, one)) for one in (version, OLDEST))
        raise NotSetUp(
            f"SQLite {told} can lose committed data when more than one process uses {where}. Install the package "
            f"pysqlite3 (SQLite {oldest} or newer), or use PostgreSQL."
        )


def make_engine(url: URL) -> Engine:
    """An engine whose transactions begin exactly where this room says so. Raises NotSetUp for an old library."""
    module = library()
    alone = in_memory(url)
    if not alone:
        require(module.sqlite_version_info, str(url.database))
    pool: dict[str, Any] = {"poolclass": StaticPool} if alone else {"pool_size": 8, "max_overflow": 24}
    connect_args = {"isolation_level": None, "check_same_thread": False}
    engine = create_engine(url, module=module, connect_args=connect_args, hide_parameters=True, **pool)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: object) -> None:
    for pragma in PRAGMAS:
        _patiently(connection, f"PRAGMA {pragma}")


def _patiently(connection: Any, statement: str) -> None:
    """Changing the journal mode does not wait for others by itself."""
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute(statement).fetchall()
            return
        except library().OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("sqlite_begin")
    if how:
        connection.exec_driver_sql(f"BEGIN {how}")


def scrub(engine: Engine, needles: Iterable[str]) -> None:
    """Makes sure that no deleted text is left in the files beneath.

    Empties the write-ahead log, which holds pages as they were; then looks for `needles` in the file itself, where
    cells that moved between pages may have left a copy, and rewrites the file when one is found (VACUUM: seconds per
    GB, as much memory as the file is large, writers wait). An id that is part of somebody else's is always found.

    Raises ContentEngineError when a reader keeps the write-ahead log in use for longer than `BUSY_MS`.
    """
    file = engine.url.database
    if in_memory(engine.url) or file is None:
        return
    _empty_log(engine)
    if _holds(file, needles):
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM")
        _empty_log(engine)


def _empty_log(engine: Engine) -> None:
    deadline = time.monotonic() + BUSY_MS / 1000
    with engine.connect() as connection:
        while connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one():
            if time.monotonic() > deadline:
                raise ContentEngineError(
                    "The rows are erased, but somebody who reads the database kept its write-ahead log in use: "
                    "old pages may still be in it. Run the command again."
                )
            time.sleep(0.05)


def _holds(file: str, needles: Iterable[str]) -> bool:
    lines = "\n".join(needle.encode().hex() for needle in needles)
    look = [sys.executable, "-I", "-S", "-c", LOOK, file]
    done = subprocess.run(look, input=lines, text=True, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 — our own
    return done.returncode != 0
