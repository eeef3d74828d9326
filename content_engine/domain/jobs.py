"""Durable work: what is asked for, how far it is, and the two ports around it (interface §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field

from content_engine.domain.base import Id, Json, Noun
from content_engine.domain.errors import ContentEngineError

JobKind = Literal["generate", "evaluate", "improve"]
JobState = Literal["queued", "running", "done", "failed", "cancelled"]
ENDED: tuple[JobState, ...] = ("done", "failed", "cancelled")


class JobCancelled(ContentEngineError):
    """The job was cancelled; what was finished before is kept."""

    code = "job.cancelled"


class Job(Noun):
    """One durable job. Times in milliseconds since 1970.

    `done` of `total` steps are finished; `step` says in words what is being done. `result` is there once it
    is `done` (for a failed or cancelled one, what was finished so far); `error` {"code", "detail"} once it `failed`.
    """

    id: Id
    kind: JobKind
    state: JobState = "queued"
    payload: Json
    actor: str
    created_at: int
    started_at: int | None = None
    ended_at: int | None = None
    done: Annotated[int, Field(ge=0)] = 0
    total: Annotated[int, Field(ge=0)] = 0
    step: str = ""
    worker: str = ""
    cancel_asked: bool = False
    result: Json | None = None
    error: Json | None = None


class JobStore(Protocol):
    """The jobs as everybody sees them: doors ask for them here and read their state here, without any job machinery.

    One contract suite runs on SQLite, in memory and as a file, and on PostgreSQL.
    """

    def add(self, job: Job) -> Job:
        """Stores a queued job and returns what is stored under its id: asking twice with one id is asking once."""

    def job(self, job_id: str) -> Job | None:
        """One job."""

    def jobs(
        self, *, kind: JobKind | None = None, states: Sequence[JobState] = (), limit: int = 100, before: str = ""
    ) -> Sequence[Job]:
        """Jobs, newest first; ids ascend with time, so `before` an id pages on."""

    def change(self, job_id: str, **fields: Any) -> Job | None:
        """Changes some fields of a job that has not ended and returns it; an ended one stays as it is."""

    def beat(self, worker: str, at: int) -> None:
        """A worker says that it lives."""

    def workers(self, *, since: int) -> Sequence[str]:
        """Workers that said so since then."""


class Jobs(Protocol):
    """Runs jobs durably. `content_engine.jobs` does it on DBOS; a test may run them in place."""

    def run(self, job_id: str) -> Job:
        """Runs a queued job to its end in this process, or goes on with one whose worker died, and returns it."""

    def serve(self, *, idle_seconds: float | None = None) -> None:
        """Takes up queued jobs and those of dead workers until stopped, or until idle for so long."""

    def close(self) -> None:
        """Stops taking up jobs and lets go of everything."""


Progress = Mapping[str, Any]
