"""The door of this room: a database URL in, the three stores out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from content_engine.domain.errors import NotSetUp
from content_engine.memory.accounts import SqlAccountStore
from content_engine.memory.content import SqlContentStore
from content_engine.memory.database import Database
from content_engine.memory.documents import SqlDocumentIndex
from content_engine.memory.jobs import SqlJobStore
from content_engine.memory.keys import SqlKeyStore
from content_engine.memory.ledger import SqlLedger
from content_engine.memory.runs import SqlRunStore
from content_engine.memory.schema import HEAD, current, migrate
from content_engine.memory.store import SqlMemory
from content_engine.memory.variants import SqlVariantStore


@dataclass(frozen=True)
class Stores:
    """What one database holds. Open it once per process, after forking, and close it at the end."""

    memory: SqlMemory
    content: SqlContentStore
    keys: SqlKeyStore
    documents: SqlDocumentIndex
    jobs: SqlJobStore
    variants: SqlVariantStore
    ledger: SqlLedger
    runs: SqlRunStore
    accounts: SqlAccountStore
    engine: Engine

    def close(self) -> None:
        """Closes every connection; the last one on a SQLite file also tidies its write-ahead log away."""
        self.engine.dispose()


def open_stores(url: str) -> Stores:
    """The stores in the database at `url`: `sqlite:///FILE`, `sqlite:///:memory:` or `postgresql://HOST/NAME`.

    A database in memory is new and ready. Any other must have been brought up to date by `upgrade`.

    Raises NotSetUp for a URL that cannot be read, a database that cannot be reached or has another schema, and a
    SQLite library that may lose committed data.
    """
    db = Database(url)
    if db.is_memory:
        migrate(db)
    elif current(db) != HEAD:
        db.close()
        raise NotSetUp("The database has no schema yet, or another one. Run `content-engine db upgrade`.")
    return Stores(
        memory=SqlMemory(db),
        content=SqlContentStore(db),
        keys=SqlKeyStore(db),
        documents=SqlDocumentIndex(db),
        jobs=SqlJobStore(db),
        variants=SqlVariantStore(db),
        ledger=SqlLedger(db),
        runs=SqlRunStore(db),
        accounts=SqlAccountStore(db),
        engine=db.engine,
    )


def upgrade(url: str) -> None:
    """Creates the schema at `url`, or brings it up to date. Any number of processes may do so at once.

    Raises NotSetUp as `open_stores` does, and for a database that a newer version made. Changes nothing then.
    """
    db = Database(url)
    try:
        migrate(db)
    finally:
        db.close()


def is_current(url: str) -> bool:
    """Whether the database at `url` has the schema this version needs. Raises NotSetUp when it cannot be reached."""
    db = Database(url)
    try:
        return db.is_memory or current(db) == HEAD
    finally:
        db.close()
