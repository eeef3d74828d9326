"""Who signs in to the Studio: people, sessions, invitations, tries at passwords.

Run before the new code starts: it only adds tables, so servers of the version before go on.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Ident = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = ("studio_users", "studio_sessions", "studio_invitations", "studio_tries")


def upgrade() -> None:
    _users()
    _sessions()
    _invitations()
    _tries()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _ident(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, Ident, nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _big(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _table(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(columns[0].name, name=f"pk_{name}"))


def _users() -> None:
    _table(
        "studio_users", _ident("id"), _ident("email"), _text("name"), _text("roles"), _big("created_at"),
        _text("password", nullable=True), _ident("external", nullable=True), _big("disabled_at", nullable=True),
    )  # fmt: skip
    op.create_index("ux_studio_users_email", "studio_users", ["email"], unique=True)
    op.create_index("ux_studio_users_external", "studio_users", ["external"], unique=True)


def _sessions() -> None:
    _table("studio_sessions", _ident("digest"), _ident("user_id"), _big("created_at"), _big("expires_at"))
    op.create_index("ix_studio_sessions_user_id", "studio_sessions", ["user_id"])
    op.create_index("ix_studio_sessions_expires_at", "studio_sessions", ["expires_at"])


def _invitations() -> None:
    _table("studio_invitations", _ident("digest"), _ident("email"), _text("name"), _text("roles"), _big("expires_at"))
    op.create_index("ux_studio_invitations_email", "studio_invitations", ["email"], unique=True)


def _tries() -> None:
    _table("studio_tries", _ident("key"), sa.Column("tries", sa.Integer(), nullable=False), _big("last_at"))
    op.create_index("ix_studio_tries_last_at", "studio_tries", ["last_at"])
