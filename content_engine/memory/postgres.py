"""Everything about PostgreSQL as it is used here: the driver, what may be tried again, and two locks."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

PARKING = 0x636F6E01
"""Advisory lock between those who record decisions (shared) and those who park an event for lack of one (alone)."""
ASSIGNING = 0x636F6E03
"""Advisory lock of whoever stores assignments: each statement is weighed against the one before it."""
PUBLISHING = 0x636F6E04
"""Advisory lock of whoever makes a catalog or a snapshot current."""
MIGRATING = 0x636F6E02
"""Advisory lock of whoever changes the schema."""

# https://www.postgresql.org/docs/current/errcodes-appendix.html
SERIALIZATION, DEADLOCK, UNIQUE = "40001", "40P01", "23505"


def make_engine(url: URL) -> Engine:
    """An engine on psycopg 3 with a pool that notices a restarted server before it hands out a connection."""
    options = {"pool_size": 8, "max_overflow": 24, "pool_pre_ping": True, "hide_parameters": True}
    return create_engine(url.set(drivername="postgresql+psycopg"), **options)


def is_passing(error: DBAPIError) -> bool:
    """Whether a whole transaction that failed so may succeed when it is run again: somebody else was faster."""
    return getattr(error.orig, "sqlstate", None) in (SERIALIZATION, DEADLOCK, UNIQUE)


def lock(connection: Connection, number: int, *, shared: bool = False) -> None:
    """Takes an advisory lock until the transaction ends."""
    name = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
    connection.execute(select(name(number)))
