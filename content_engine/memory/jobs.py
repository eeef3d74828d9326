"""Jobs in the database: one row each. Who may change a row is decided inside the statement that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, update

from content_engine.domain.jobs import ENDED, Job, JobKind, JobState
from content_engine.memory import postgres
from content_engine.memory.database import Database
from content_engine.memory.rows import dump
from content_engine.memory.sql import Rows
from content_engine.memory.tables_writing import job_workers, jobs

_j, _w = jobs.c, job_workers.c
PACKED = ("payload", "result", "error")
NEW = Rows(jobs, new_only=True)
CLAIMING = 0x6A6F6273
"""The PostgreSQL advisory lock under which jobs are given out."""


class SqlJobStore:
    """See `JobStore`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, job: Job) -> Job:
        """See `JobStore.add`."""
        self._db.write(lambda connection: NEW.store(connection, [_row(job.model_dump())]))
        stored = self.job(job.id)
        return stored or job

    def job(self, job_id: str) -> Job | None:
        """See `JobStore.job`."""
        with self._db.read() as connection:
            return _one(connection, job_id)

    def jobs(
        self, *, kind: JobKind | None = None, states: Sequence[JobState] = (), limit: int = 100, before: str = ""
    ) -> Sequence[Job]:
        """See `JobStore.jobs`."""
        query = select(jobs).order_by(_j.id.desc()).limit(limit)
        query = query.where(_j.kind == kind) if kind else query
        query = query.where(_j.state.in_(list(states))) if states else query
        query = query.where(_j.id < before) if before else query
        with self._db.read() as connection:
            return [_job(row) for row in connection.execute(query).mappings()]

    def change(self, job_id: str, *, worker: str | None = None, **fields: Any) -> Job | None:
        """See `JobStore.change`."""
        asked = update(jobs).where(_j.id == job_id, _j.state.not_in(ENDED))
        owned = asked if worker is None else asked.where(_j.worker == worker)

        def work(connection: Connection) -> Job | None:
            changed = connection.execute(owned.values(**_row(fields))).rowcount
            return _one(connection, job_id) if changed or worker is None else None

        return self._db.write(work)

    def cancel(self, job_id: str, at: int) -> Job | None:
        """See `JobStore.cancel`."""
        waits = update(jobs).where(_j.id == job_id, _j.state == "queued")
        runs = update(jobs).where(_j.id == job_id, _j.state == "running")

        def work(connection: Connection) -> Job | None:
            if not connection.execute(waits.values(state="cancelled", cancel_asked=True, ended_at=at)).rowcount:
                connection.execute(runs.values(cancel_asked=True))
            return _one(connection, job_id)

        return self._db.write(work)

    def claim(self, worker: str, at: int, *, alive_since: int, job_id: str | None = None, most: int = 0) -> Job | None:
        """See `JobStore.claim`."""

        def work(connection: Connection) -> Job | None:
            if not self._db.is_sqlite:
                postgres.lock(connection, CLAIMING)
            if most and _running(connection, alive_since) >= most:
                return None
            return _claimed(connection, worker, at, _free(alive_since), job_id)

        return self._db.write(work)

    def waiting(self, *, alive_since: int) -> bool:
        """See `JobStore.waiting`."""
        with self._db.read() as connection:
            return bool(connection.execute(select(exists().where(_free(alive_since)))).scalar())

    def beat(self, worker: str, at: int) -> None:
        """See `JobStore.beat`."""
        row = {"worker": worker, "at": at}

        def work(connection: Connection) -> None:
            if not connection.execute(update(job_workers).where(_w.worker == worker).values(at=at)).rowcount:
                Rows(job_workers, new_only=True).store(connection, [row])

        self._db.write(work)

    def workers(self, *, since: int) -> Sequence[str]:
        """See `JobStore.workers`."""
        query = select(_w.worker).where(_w.at >= since).order_by(_w.worker)
        with self._db.read() as connection:
            return list(connection.execute(query).scalars())

    def leave(self, worker: str) -> None:
        """See `JobStore.leave`."""
        self._db.write(lambda connection: connection.execute(delete(job_workers).where(_w.worker == worker)))


def _free(alive_since: int) -> ColumnElement[bool]:
    alive = exists().where(_w.worker == _j.worker, _w.at >= alive_since)
    return or_(_j.state == "queued", and_(_j.state == "running", ~alive))


def _running(connection: Connection, alive_since: int) -> int:
    query = select(func.count()).select_from(jobs).where(_j.state == "running", ~_free(alive_since))
    return int(connection.execute(query).scalar_one())


def _claimed(connection: Connection, worker: str, at: int, free: ColumnElement[bool], job_id: str | None) -> Job | None:
    query = select(jobs).where(free).order_by(_j.id).limit(1)
    row = connection.execute(query.where(_j.id == job_id) if job_id else query).mappings().one_or_none()
    if row is None:
        return None
    died = row["state"] == "running"
    values = {
        "state": "running",
        "worker": worker,
        "started_at": row["started_at"] or at,
        "takeovers": row["takeovers"] + died,
    }
    # asked again here: its worker may have ended it meanwhile
    taken = connection.execute(update(jobs).where(_j.id == row["id"], free).values(**values)).rowcount
    return _one(connection, row["id"]) if taken else None


def _one(connection: Connection, job_id: str) -> Job | None:
    row = connection.execute(select(jobs).where(_j.id == job_id)).mappings().one_or_none()
    return _job(row) if row else None


def _row(fields: dict[str, Any]) -> dict[str, Any]:
    packed = {name: dump(value) for name, value in fields.items() if name in PACKED and value is not None}
    return {**fields, **packed}


def _job(row: Any) -> Job:
    packed = {name: orjson.loads(row[name]) for name in PACKED if row[name] is not None}
    return Job.model_validate({**row, **packed})
