"""The full-text index over passages: FTS5 on SQLite, a table with a tsvector on PostgreSQL.

Run before the new code starts: it only adds a table, so servers of the version before go on.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE passages_fts USING fts5("
    "id UNINDEXED, document UNINDEXED, title, heading, text, tokenize = 'porter unicode61 remove_diacritics 2')",
)
POSTGRESQL = (
    'CREATE TABLE passages_fts (id text COLLATE "C" PRIMARY KEY, document text COLLATE "C" NOT NULL, '
    "words tsvector NOT NULL)",
    "CREATE INDEX ix_passages_fts_words ON passages_fts USING gin (words)",
    "CREATE INDEX ix_passages_fts_document ON passages_fts (document)",
)


def upgrade() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE passages_fts")
