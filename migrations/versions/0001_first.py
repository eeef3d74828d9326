"""The first schema: decisions, memories, events, assignments; catalogs, snapshots and their history; keys and meta.

Frozen: it does not import the tables it makes, which go on changing.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Ident = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "subjects", "decisions", "exposures", "outcomes", "assignments", "meta", "api_keys", "catalogs", "snapshots",
    "content_history",
)  # fmt: skip


def upgrade() -> None:
    _memory()
    _events()
    _assignments()
    _content()
    _keys()
    meta = op.create_table("meta", _ident("key"), _text("value"), sa.PrimaryKeyConstraint("key", name="pk_meta"))
    op.bulk_insert(meta, [{"key": "salt", "value": secrets.token_hex(32)}])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _ident(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, Ident, nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _big(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _blob(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index(f"{'ux' if unique else 'ix'}_{table}_{'_'.join(columns)}", table, list(columns), unique=unique)


def _index_parked(table: str) -> None:
    where = {"sqlite_where": sa.text("parked = 1"), "postgresql_where": sa.text("parked")}
    op.create_index(f"ix_{table}_parked", table, ["decision_id"], **where)


def _memory() -> None:
    op.create_table(
        "subjects", _ident("key"), _big("version"), _text("data"), sa.PrimaryKeyConstraint("key", name="pk_subjects")
    )
    op.create_table(
        "decisions",
        _ident("decision_id"),
        _ident("request_id"),
        _text("request_hash"),
        _ident("user_id"),
        _ident("account_id", nullable=True),
        _text("template"),
        _text("channel"),
        _text("segment", nullable=True),
        _text("status"),
        _text("refusal", nullable=True),
        *map(_text, ("arm", "served_by", "policy_version", "catalog_version")),
        _big("decided_at"),
        _big("expires_at"),
        _text("choices"),
        _text("subjects"),
        _text("touch", nullable=True),
        _flag("erased"),
        _blob("answer"),
        _blob("inputs"),
        sa.PrimaryKeyConstraint("decision_id", name="pk_decisions"),
    )
    _index("decisions", "request_id", unique=True)
    _index("decisions", "user_id", "decision_id")
    _index("decisions", "decided_at")
    _index("decisions", "template", "status")


def _events() -> None:
    op.create_table(
        "exposures",
        _ident("decision_id"),
        _text("kind"),
        _ident("external_id", nullable=True),
        _big("at"),
        _big("received_at"),
        _flag("parked"),
        sa.PrimaryKeyConstraint("decision_id", "kind", name="pk_exposures"),
    )
    _index("exposures", "external_id", unique=True)
    _index_parked("exposures")
    op.create_table(
        "outcomes",
        _ident("source"),
        _ident("external_id"),
        _text("outcome"),
        _big("at"),
        _ident("decision_id", nullable=True),
        _ident("user_id", nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        _flag("parked"),
        sa.PrimaryKeyConstraint("source", "external_id", name="pk_outcomes"),
    )
    _index("outcomes", "decision_id")
    _index("outcomes", "user_id", "at")
    _index_parked("outcomes")


def _assignments() -> None:
    op.create_table(
        "assignments",
        _ident("subject_key"),
        _ident("segment_id"),
        _big("observed_at"),
        _flag("member"),
        _flag("absent"),
        _text("data"),
        sa.PrimaryKeyConstraint("subject_key", "segment_id", name="pk_assignments"),
    )
    _index("assignments", "segment_id")


def _numbered(table: str, columns: Sequence[sa.Column[Any]]) -> None:
    number = sa.Column("seq", Number, autoincrement=True, nullable=False)
    op.create_table(table, number, *columns, sa.PrimaryKeyConstraint("seq", name=f"pk_{table}"))


def _content() -> None:
    _numbered("catalogs", [_ident("version"), _blob("body"), _big("created_at")])
    _index("catalogs", "version")
    _numbered("snapshots", [_ident("version"), _blob("body"), _big("created_at"), _text("diagnostics")])
    _index("snapshots", "version")
    told = [_text("action"), _text("actor"), _big("at"), _text("detail")]
    _numbered("content_history", [_ident("item"), _ident("id"), *told])
    _index("content_history", "item", "id")


def _keys() -> None:
    op.create_table(
        "api_keys",
        _ident("id"),
        _ident("digest"),
        *map(_text, ("roles", "label")),
        _big("created_at"),
        _big("revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
    )
    _index("api_keys", "digest", unique=True)
