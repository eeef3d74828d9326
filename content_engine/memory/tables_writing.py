"""The tables behind writing: completions and what they cost, jobs, generated variants and reviews, evaluation runs."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, Table, Text

from content_engine.memory.tables import Ident, Sequence, metadata

__all__ = [
    "budget_holds",
    "budgets",
    "completions",
    "documents",
    "eval_labels",
    "eval_runs",
    "job_workers",
    "jobs",
    "llm_calls",
    "metadata",
    "passages",
    "variant_reviews",
    "written_variants",
]

QUEUE = ("state", "risk", "created_at", "id", "component", "locale", "kind", "origin", "assigned_to")

completions = Table(
    "completions",
    metadata,
    Column("key", Ident, primary_key=True),
    Column("model", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

llm_calls = Table(
    "llm_calls",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    Column("task", Text, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("adapter", Text, nullable=False),
    Column("job", Ident),
    Column("outcome", Text, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("tokens_in", BigInteger, nullable=False),
    Column("tokens_out", BigInteger, nullable=False),
    Column("micro_usd", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
    Index("ix_llm_calls_at", "at"),
    Index("ix_llm_calls_job", "job"),
)

budgets = Table(
    "budgets",
    metadata,
    Column("scope", Ident, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
    Column("micro_usd", BigInteger, nullable=False),
)

budget_holds = Table(
    "budget_holds",
    metadata,
    Column("hold_id", Ident, primary_key=True),
    Column("scope", Ident, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
    Column("micro_usd", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index("ix_budget_holds_scope_until", "scope", "until"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Ident, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("actor", Ident, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("started_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("worker", Ident, nullable=False),
    Column("cancel_asked", Boolean, nullable=False),
    Column("takeovers", Integer, nullable=False),
    Column("result", Text),
    Column("error", Text),
    Index("ix_jobs_state_id", "state", "id"),
)

job_workers = Table(
    "job_workers",
    metadata,
    Column("worker", Ident, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

written_variants = Table(
    "written_variants",
    metadata,
    Column("id", Ident, primary_key=True),
    Column("component", Ident, nullable=False),
    Column("locale", Ident, nullable=False),
    Column("state", Ident, nullable=False),
    Column("risk", Ident, nullable=False),
    Column("job", Ident),
    Column("created_at", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("data", Text, nullable=False),
    Column("kind", Ident),
    Column("origin", Ident),
    Column("assigned_to", Ident),
    Index("ix_written_variants_state_created_at", "state", "created_at"),
    # in the order of the queue, and holding all that it is filtered and counted by
    Index("ix_written_variants_queue", *QUEUE),
    Index("ix_written_variants_component", "component"),
    Index("ix_written_variants_job", "job"),
)

variant_reviews = Table(
    "variant_reviews",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("variant", Ident, nullable=False),
    Column("action", Text, nullable=False),
    Column("actor", Ident, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("data", Text, nullable=False),
    Index("ix_variant_reviews_variant", "variant", "seq"),
)

eval_runs = Table(
    "eval_runs",
    metadata,
    Column("id", Ident, primary_key=True),
    Column("suite", Ident, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("summary", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_eval_runs_suite_at", "suite", "at"),
)

eval_labels = Table(
    "eval_labels",
    metadata,
    Column("content_hash", Ident, primary_key=True),
    Column("actor", Ident, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("data", Text, nullable=False),
    Index("ix_eval_labels_at", "at"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Ident, primary_key=True),
    Column("title", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("added_at", BigInteger, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Ident, primary_key=True),
    Column("document", Ident, nullable=False),
    Column("title", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_passages_document", "document"),
)
