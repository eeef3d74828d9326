"""The tables behind signing in to the Studio: people, their sessions, invitations, and tries at passwords."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from content_engine.memory.tables import Ident, metadata

studio_users = Table(
    "studio_users",
    metadata,
    Column("id", Ident, primary_key=True),
    Column("email", Ident, nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("password", Text),
    Column("external", Ident),
    Column("disabled_at", BigInteger),
    Index("ux_studio_users_email", "email", unique=True),
    Index("ux_studio_users_external", "external", unique=True),
)

studio_sessions = Table(
    "studio_sessions",
    metadata,
    Column("digest", Ident, primary_key=True),
    Column("user_id", Ident, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Index("ix_studio_sessions_user_id", "user_id"),
    Index("ix_studio_sessions_expires_at", "expires_at"),
)

studio_invitations = Table(
    "studio_invitations",
    metadata,
    Column("digest", Ident, primary_key=True),
    Column("email", Ident, nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Index("ux_studio_invitations_email", "email", unique=True),
)

studio_tries = Table(
    "studio_tries",
    metadata,
    Column("key", Ident, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Index("ix_studio_tries_last_at", "last_at"),
)
