"""Subjects' rows inside a transaction: read under a lock, changed in memory, written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, bindparam, func, literal_column, select
from sqlalchemy.dialects import postgresql

from content_engine.domain.memory import SubjectMemory
from content_engine.memory.database import Database
from content_engine.memory.rows import dump, subject_row, to_subject
from content_engine.memory.sql import Rows, Strings, among
from content_engine.memory.tables import subjects

c = subjects.c
EMPTY = dump(SubjectMemory("").to_json())
# SQLite knows no FOR UPDATE and needs none: it has one writer at a time.
LOCK = select(c.key, c.version).where(among(c.key, "keys")).order_by(c.key).with_for_update()
READ = select(c.key, c.version, c.data).where(among(c.key, "keys")).order_by(c.key).with_for_update()
ROWS = Rows(subjects, keys=("key",), replaced=("version", "data"))
_wanted = func.unnest(bindparam("keys", type_=Strings())).column_valued("wanted")
MAKE = (
    postgresql.insert(subjects)
    .from_select(["key", "version", "data"], select(_wanted, literal_column("0"), bindparam("data")).order_by(_wanted))
    .on_conflict_do_nothing()
)


def make_missing(db: Database, connection: Connection, keys: Iterable[str]) -> None:
    """Gives every subject a row, so that there is something to lock; version 0 means that nothing is known yet."""
    wanted = sorted(keys)
    if wanted and not db.is_sqlite:
        connection.execute(MAKE, {"keys": wanted, "data": EMPTY})


def lock_versions(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Locks the rows of `keys` in one order for everybody, and tells their versions."""
    return {row.key: row.version for row in connection.execute(LOCK, {"keys": sorted(keys)})}


def write(connection: Connection, memories: Iterable[SubjectMemory]) -> None:
    """Stores each memory as the version after the one it carries. Their rows must be locked."""
    ROWS.store(connection, [subject_row(memory) for memory in memories])


class Locked:
    """The memories of some subjects, locked until the transaction ends."""

    def __init__(self, db: Database, connection: Connection, keys: Iterable[str]) -> None:
        wanted = sorted(set(keys))
        self._connection = connection
        self._before = {key: SubjectMemory(key) for key in wanted}
        if wanted:
            make_missing(db, connection, wanted)
            self._before |= {row.key: to_subject(*row) for row in connection.execute(READ, {"keys": wanted})}
        self._after = dict(self._before)

    def version(self, key: str) -> int:
        """The version `key` was found at, 0 where there was no row."""
        return self._before[key].version

    def change(self, key: str, how: Callable[[SubjectMemory], SubjectMemory]) -> None:
        """Replaces one memory by what `how` makes of it."""
        self._after[key] = how(self._after[key])

    def save(self) -> None:
        """Writes the memories that are not what they were; each gets one version more."""
        write(self._connection, (memory for key, memory in self._after.items() if memory != self._before[key]))
