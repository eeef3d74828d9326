"""The tables of the content memory: Alembic's metadata, and what every statement in this room is built from.

Times are whole milliseconds since 1970, UTC. Ids are compared byte by byte on both databases, so that they page and
lock in one order everywhere.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text, text

NAMING = {"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}

metadata = MetaData(naming_convention=NAMING)

Ident = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite numbers rows by itself only where the type is exactly INTEGER.
Sequence = BigInteger().with_variant(Integer(), "sqlite")

# In the very words of the index, so that both databases see that it serves.
TEACHES = text("(status = 'assembled' OR arm = 'silent_holdout')")
LESSON_KEY = ("decision_id", "status", "arm", "user_id", "decided_at")

subjects = Table(
    "subjects",
    metadata,
    Column("key", Ident, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("data", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", Ident, primary_key=True),
    Column("request_id", Ident, nullable=False),
    Column("request_hash", Text, nullable=False),
    Column("user_id", Ident, nullable=False),
    Column("account_id", Ident),
    Column("template", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("segment", Text),
    Column("status", Text, nullable=False),
    Column("refusal", Text),
    Column("arm", Text, nullable=False),
    Column("served_by", Text, nullable=False),
    Column("policy_version", Text, nullable=False),
    Column("catalog_version", Text, nullable=False),
    Column("decided_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("choices", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("touch", Text),
    Column("erased", Boolean, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("inputs", LargeBinary, nullable=False),
    Column("context", Text, nullable=False, server_default="{}"),
    Index("ux_decisions_request_id", "request_id", unique=True),
    Index("ix_decisions_user_id_decision_id", "user_id", "decision_id"),
    Index("ix_decisions_decided_at", "decided_at"),
    Index("ix_decisions_template_status", "template", "status"),
    Index("ix_decisions_lessons", *LESSON_KEY, sqlite_where=TEACHES, postgresql_where=TEACHES),
)

exposures = Table(
    "exposures",
    metadata,
    Column("decision_id", Ident, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("external_id", Ident),
    Column("at", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("parked", Boolean, nullable=False),
    Index("ux_exposures_external_id", "external_id", unique=True),
    Index("ix_exposures_parked", "decision_id", sqlite_where=text("parked = 1"), postgresql_where=text("parked")),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("source", Ident, primary_key=True),
    Column("external_id", Ident, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("decision_id", Ident),
    Column("user_id", Ident),
    Column("value", Float),
    Column("parked", Boolean, nullable=False),
    Index("ix_outcomes_decision_id", "decision_id"),
    Index("ix_outcomes_user_id_at", "user_id", "at"),
    Index("ix_outcomes_parked", "decision_id", sqlite_where=text("parked = 1"), postgresql_where=text("parked")),
)

assignments = Table(
    "assignments",
    metadata,
    Column("subject_key", Ident, primary_key=True),
    Column("segment_id", Ident, primary_key=True),
    Column("observed_at", BigInteger, nullable=False),
    Column("member", Boolean, nullable=False),
    Column("absent", Boolean, nullable=False),
    Column("data", Text, nullable=False),
    Index("ix_assignments_segment_id", "segment_id"),
)

meta = Table(
    "meta",
    metadata,
    Column("key", Ident, primary_key=True),
    Column("value", Text, nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Ident, primary_key=True),
    Column("digest", Ident, nullable=False),
    Column("roles", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Index("ux_api_keys_digest", "digest", unique=True),
)

catalogs = Table(
    "catalogs",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("version", Ident, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Index("ix_catalogs_version", "version"),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("version", Ident, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("diagnostics", Text, nullable=False),
    Column("state", LargeBinary),
    Index("ix_snapshots_version", "version"),
)

content_history = Table(
    "content_history",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("item", Ident, nullable=False),
    Column("id", Ident, nullable=False),
    Column("action", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_content_history_item_id", "item", "id"),
)
