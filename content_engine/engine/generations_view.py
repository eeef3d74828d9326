"""A generation as HTTP, the command line and the Studio show it: its job, and the candidates that came of it."""

from __future__ import annotations

from typing import Any

from content_engine.domain.jobs import Job, JobKind
from content_engine.engine import jobs_view

KINDS: tuple[JobKind, ...] = ("generate", "improve")
"""The kinds of jobs that are generations."""


def row(job: Job) -> dict[str, Any]:
    """A generation without its candidates: what was asked for, by whom, and how far it is."""
    told = jobs_view.shown(job)
    del told["result"]
    return {**told, "request": job.payload, "actor": job.actor}


def whole(job: Job) -> dict[str, Any]:
    """A generation with its candidates, counts (`totals`), what it cost (`usage`) and what went wrong on the way."""
    result = job.result or {}
    empty: dict[str, Any] = {"candidates": [], "totals": {}, "usage": {}, "troubles": []}
    return {**row(job), **{name: result.get(name, value) for name, value in empty.items()}}
