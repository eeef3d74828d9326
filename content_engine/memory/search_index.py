"""The full-text index over passages, which SQLAlchemy's metadata cannot hold: FTS5 on SQLite, a tsvector on PostgreSQL.

https://sqlite.org/fts5.html · https://www.postgresql.org/docs/current/textsearch.html
"""

from __future__ import annotations

from sqlalchemy import DDL, event

from content_engine.memory.tables_writing import metadata, passages

__all__ = ["NAME", "follow_metadata", "is_index", "metadata"]

NAME = "passages_fts"

SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {NAME} USING fts5("
    "id UNINDEXED, document UNINDEXED, title, heading, text, tokenize = 'porter unicode61 remove_diacritics 2')",
)
POSTGRESQL = (
    f'CREATE TABLE IF NOT EXISTS {NAME} (id text COLLATE "C" PRIMARY KEY, document text COLLATE "C" NOT NULL, '
    "words tsvector NOT NULL)",
    f"CREATE INDEX IF NOT EXISTS ix_{NAME}_words ON {NAME} USING gin (words)",
    f"CREATE INDEX IF NOT EXISTS ix_{NAME}_document ON {NAME} (document)",
)


def is_index(name: str | None) -> bool:
    """Whether a table belongs to the full-text index: it or one of those that FTS5 keeps beside it."""
    return name is not None and (name == NAME or name.startswith(f"{NAME}_"))


def follow_metadata() -> None:
    """Makes the index be created and dropped with the table of passages."""
    for dialect, statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
        for statement in statements:
            made = DDL(statement)  # type: ignore[no-untyped-call] # SQLAlchemy has not typed it
            event.listen(passages, "after_create", made.execute_if(dialect=dialect))
        gone = DDL(f"DROP TABLE IF EXISTS {NAME}")  # type: ignore[no-untyped-call] # the same
        event.listen(passages, "before_drop", gone.execute_if(dialect=dialect))


follow_metadata()
