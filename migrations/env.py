"""How Alembic reaches the database: on the connection it is handed, or on the URL in `-x database=URL`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from content_engine.memory.database import Database
from content_engine.memory.search_index import is_index
from content_engine.memory.tables_writing import metadata


def _compared(name: str | None, type_: str, parents: object) -> bool:
    """The full-text index is no table of the metadata; a test of its own looks at it."""
    return not (type_ == "table" and is_index(name))


def run(connection: Connection) -> None:
    """Runs what was asked for in the connection's own transaction, so that it happens whole or not at all."""
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, include_name=_compared)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    Database(context.get_x_argument(as_dictionary=True)["database"]).write(run)
