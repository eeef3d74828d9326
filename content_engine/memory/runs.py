"""Evaluation runs: each a compressed row that is never changed, with what lists show of it beside; and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, select

from content_engine.domain.evals import Label, Run
from content_engine.memory.codec import Codec
from content_engine.memory.database import Database
from content_engine.memory.rows import dump
from content_engine.memory.sql import Rows
from content_engine.memory.tables_writing import eval_labels, eval_runs

RUNS = Rows(eval_runs, new_only=True)
LABELS = Rows(eval_labels, keys=("content_hash", "actor"), replaced=("at", "data"))
LISTED = (
    "id",
    "suite",
    "prompt",
    "prompt_hash",
    "model",
    "origin",
    "at",
    "seconds",
    "usage",
    "passed",
    "summaries",
    "job",
)
_r, _l = eval_runs.c, eval_labels.c


class SqlRunStore:
    """See `RunStore`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, run: Run) -> None:
        """See `RunStore.add`."""
        plain = run.model_dump(mode="json")
        row = {
            "id": run.id,
            "suite": run.suite,
            "prompt": run.prompt,
            "at": run.at,
            "passed": run.passed,
            "summary": dump({name: plain[name] for name in LISTED}),
            "body": Codec().pack(run.model_dump_json().encode()),
        }

        def work(connection: Connection) -> None:
            RUNS.store(connection, [row])

        self._db.write(work)

    def run(self, run_id: str) -> Run | None:
        """See `RunStore.run`."""
        with self._db.read() as connection:
            found = connection.execute(select(_r.body).where(_r.id == run_id)).scalar_one_or_none()
        return None if found is None else Run.model_validate_json(Codec().unpack(found))

    def runs(self, *, suite: str | None = None, limit: int = 50, before: int | None = None) -> Sequence[dict[str, Any]]:
        """See `RunStore.runs`."""
        query = select(_r.summary).order_by(_r.at.desc(), _r.id.desc()).limit(limit)
        if suite is not None:
            query = query.where(_r.suite == suite)
        if before is not None:
            query = query.where(_r.at < before)
        with self._db.read() as connection:
            return [orjson.loads(told) for (told,) in connection.execute(query)]

    def label(self, label: Label) -> None:
        """See `RunStore.label`."""
        row = {
            "content_hash": label.content_hash,
            "actor": label.actor,
            "at": label.at,
            "data": label.model_dump_json(),
        }

        def work(connection: Connection) -> None:
            LABELS.store(connection, [row])

        self._db.write(work)

    def labels(self, hashes: Sequence[str] | None = None, *, limit: int = 1_000) -> Sequence[Label]:
        """See `RunStore.labels`."""
        query = select(_l.data).order_by(_l.at.desc(), _l.content_hash, _l.actor).limit(limit)
        query = query.where(_l.content_hash.in_(hashes)) if hashes is not None else query
        with self._db.read() as connection:
            return [Label.model_validate_json(told) for told in connection.execute(query).scalars()]
