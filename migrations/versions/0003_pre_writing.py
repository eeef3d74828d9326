"""What writing keeps: completions and their cost, jobs, generated variants with reviews, evaluation runs, documents.

Run before the new code starts: it only adds tables, so servers of the version before go on.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Ident = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "completions", "llm_calls", "budgets", "budget_holds", "jobs", "job_workers", "written_variants", "variant_reviews",
    "eval_runs", "documents", "passages",
)  # fmt: skip


def upgrade() -> None:
    _completions()
    _budgets()
    _jobs()
    _variants()
    _runs()
    _documents()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _ident(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, Ident, nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _big(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _table(name: str, *columns: sa.Column[Any], key: tuple[str, ...]) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"))


def _numbered(name: str, *columns: sa.Column[Any]) -> None:
    _table(name, sa.Column("seq", Number, autoincrement=True, nullable=False), *columns, key=("seq",))


def _completions() -> None:
    body = sa.Column("body", sa.LargeBinary(), nullable=False)
    _table("completions", _ident("key"), _text("model"), body, _big("created_at"), key=("key",))
    _numbered(
        "llm_calls", _big("at"), _text("task"), _text("prompt"), _text("model"), _text("adapter"),
        _ident("job", nullable=True), _text("outcome"), _whole("requests"), _big("tokens_in"), _big("tokens_out"),
        _big("micro_usd"), sa.Column("seconds", sa.Float(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_llm_calls_at", "llm_calls", ["at"])
    op.create_index("ix_llm_calls_job", "llm_calls", ["job"])


def _budgets() -> None:
    _table("budgets", _ident("scope"), _big("tokens"), _big("micro_usd"), key=("scope",))
    held = (_ident("hold_id"), _ident("scope"), _big("tokens"), _big("micro_usd"), _big("until"))
    _table("budget_holds", *held, key=("hold_id", "scope"))
    op.create_index("ix_budget_holds_scope_until", "budget_holds", ["scope", "until"])


def _jobs() -> None:
    _table(
        "jobs", _ident("id"), _text("kind"), _text("state"), _text("payload"), _ident("actor"), _big("created_at"),
        _big("started_at", nullable=True), _big("ended_at", nullable=True), _whole("done"), _whole("total"),
        _text("step"), _ident("worker"), _flag("cancel_asked"), _whole("takeovers"),
        _text("result", nullable=True), _text("error", nullable=True), key=("id",),
    )  # fmt: skip
    op.create_index("ix_jobs_state_id", "jobs", ["state", "id"])
    _table("job_workers", _ident("worker"), _big("at"), key=("worker",))


def _variants() -> None:
    _table(
        "written_variants", _ident("id"), _ident("component"), _ident("locale"), _ident("state"), _ident("risk"),
        _ident("job", nullable=True), _big("created_at"), _big("version"), _text("data"), key=("id",),
    )  # fmt: skip
    op.create_index("ix_written_variants_state_created_at", "written_variants", ["state", "created_at"])
    op.create_index("ix_written_variants_component", "written_variants", ["component"])
    op.create_index("ix_written_variants_job", "written_variants", ["job"])
    _numbered("variant_reviews", _ident("variant"), _text("action"), _ident("actor"), _big("at"), _text("data"))
    op.create_index("ix_variant_reviews_variant", "variant_reviews", ["variant", "seq"])


def _runs() -> None:
    body = sa.Column("body", sa.LargeBinary(), nullable=False)
    told = (_text("prompt"), _big("at"), _flag("passed"), _text("summary"), body)
    _table("eval_runs", _ident("id"), _ident("suite"), *told, key=("id",))
    op.create_index("ix_eval_runs_suite_at", "eval_runs", ["suite", "at"])


def _documents() -> None:
    _table(
        "documents", _ident("id"), _text("title"), _text("digest"), _whole("passages"), _big("added_at"), key=("id",)
    )
    texts = (_text("title"), _text("heading"), _text("text"))
    _table("passages", _ident("id"), _ident("document"), *texts, key=("id",))
    op.create_index("ix_passages_document", "passages", ["document"])
