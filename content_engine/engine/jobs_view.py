"""A job as HTTP, the command line and the Studio show it."""

from __future__ import annotations

from typing import Any

from content_engine.domain.base import from_ms, rfc3339
from content_engine.domain.errors import NotFound, NotSetUp
from content_engine.domain.jobs import Job, JobStore


def shown(job: Job, *, cost_usd: float | None = None) -> dict[str, Any]:
    """A job as JSON, times after RFC 3339. Its cost is the one given, else what its result says under `usage`."""
    usage = (job.result or {}).get("usage")
    known = usage.get("cost_usd") if isinstance(usage, dict) else None
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "step": job.step,
        "cancel_asked": job.cancel_asked,
        "created_at": _at(job.created_at),
        "started_at": _at(job.started_at),
        "ended_at": _at(job.ended_at),
        "cost_usd": known if cost_usd is None else cost_usd,
        "result": job.result,
        "error": job.error,
    }


def new_id(at: int, random: str) -> str:
    """An id for a job: they ascend with time, so that a list of them is in order. `random` keeps two apart."""
    return f"job_{at:013d}_{random}"


def found(store: JobStore | None, job_id: str) -> Job:
    """A job. Raises NotFound, and NotSetUp where the engine has no jobs."""
    job = usable(store).job(job_id)
    if job is None:
        raise NotFound(f"There is no job {job_id}.", field="id")
    return job


def usable(store: JobStore | None) -> JobStore:
    """The store. Raises NotSetUp where the engine has none."""
    if store is None:
        raise NotSetUp("This engine keeps no jobs: it was made without a database.")
    return store


def cancelled(store: JobStore | None, job_id: str, at: int) -> Job:
    """Cancels a job; one that ended stays as it is. Raises NotFound."""
    job = usable(store).cancel(job_id, at)
    if job is None:
        raise NotFound(f"There is no job {job_id}.", field="id")
    return job


def _at(ms: int | None) -> str | None:
    return None if ms is None else rfc3339(from_ms(ms))
