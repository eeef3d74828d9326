"""The schema: whether it is there, and bringing it there. Alembic is loaded only where there is something to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

import content_engine
from content_engine.domain.errors import NotSetUp
from content_engine.memory import postgres
from content_engine.memory.database import Database
from content_engine.memory.search_index import metadata

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0007"
"""The newest migration. A test keeps it equal to what lies in `migrations/`."""


def migrations_folder() -> Path:
    """Where the migrations lie: inside the installed package, or at the top of a checkout. Raises NotSetUp."""
    package = Path(content_engine.__file__).parent
    for folder in (package / "_migrations", package.parent / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise NotSetUp("The migrations are missing from this installation. Install content-engine again.")


def current(db: Database) -> str | None:
    """The migration the database stands at, None for an empty one. Raises NotSetUp when it cannot be reached."""
    if db.is_missing:
        return None
    with _reachable(), db.snapshot() as connection:
        return _stamp(connection)


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise NotSetUp(f"The database cannot be opened: {str(error.orig).strip()}") from error


def _stamp(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def migrate(db: Database) -> None:
    """Brings the schema to `HEAD`, in one transaction that others wait for. Raises NotSetUp for a newer database."""
    if db.is_memory:
        metadata.create_all(db.engine)
    elif current(db) != HEAD:
        with _reachable(), db.read():
            pass
        db.write(lambda connection: _migrate(db, connection))


def _migrate(db: Database, connection: Connection) -> None:
    from alembic import command
    from alembic.util.exc import CommandError

    if not db.is_sqlite:
        postgres.lock(connection, postgres.MIGRATING)
    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        found = _stamp(connection)
        raise NotSetUp(
            f"This database was made by another content-engine: its schema is {found!r}, this one knows up to "
            f"{HEAD!r}. Nothing was changed. Install the version that made it, or a newer one."
        ) from error


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for one connection, whose transaction it takes part in."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
