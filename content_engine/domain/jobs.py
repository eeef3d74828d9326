"""Durable work: what is asked for, how far it is, and the two ports around it (interface §3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field

from content_engine.domain.base import Id, Json, Noun
from content_engine.domain.errors import ContentEngineError

JobKind = Literal["generate", "evaluate", "improve"]
JobState = Literal["queued", "running", "done", "failed", "cancelled"]
DEAD_AFTER = 10.0
"""Seconds of silence after which a worker counts as dead."""
ENDED: tuple[JobState, ...] = ("done", "failed", "cancelled")


class JobCancelled(ContentEngineError):
    """The job was cancelled; what was finished before is kept."""

    code = "job.cancelled"


class Job(Noun):
    """One durable job. Times in milliseconds since 1970.

    `done` of `total` steps are finished; `step` says in words what is being done. `result` is there once it
    is `done` (for a failed or cancelled one, what was finished so far); `error` {"code", "detail"} once it `failed`.
    `takeovers` counts how often a worker died over the step at hand; a finished step sets it back to 0.
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
    takeovers: Annotated[int, Field(ge=0)] = 0
    result: Json | None = None
    error: Json | None = None


@dataclass(frozen=True, slots=True)
class StepContext:
    """What a step may know: its job, its number from 0, and whether somebody asked to cancel the job meanwhile.

    A step that waits for long asks `cancelled` now and then and raises `JobCancelled` when it says True, which it also
    does once another worker has the job.
    """

    job: Job
    number: int
    cancelled: Callable[[], bool]


class Work(Protocol):
    """How jobs of one kind are done. Handed to the room of jobs by bootstrap, one for each kind.

    Everything that goes in and out is JSON, since it is kept between the steps and outlives the process. A step whose
    result is kept is never done again; one that was under way when its worker died is, so a step does nothing that
    may not happen twice: completions come from the gateway's store, rows have ids made from the job's and the
    step's number. Errors end the job as `failed`: a `ContentEngineError` with its code and words, another
    with its type only.
    """

    def steps(self, job: Job) -> Sequence[Json]:
        """The inputs of all steps, in order. Asked once in the life of a job."""

    def words(self, step: Json) -> str:
        """What a step does, for people who watch: "write candidate 3"."""

    def do(self, step: Json, context: StepContext) -> Json:
        """Does one step and returns its result."""

    def finish(self, job: Job, results: Sequence[Json]) -> Json:
        """The result of the whole job, from those of its steps in order. May be asked for twice.

        For a failed or cancelled job it gets the results there are.
        """


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

    def change(self, job_id: str, *, worker: str | None = None, **fields: Any) -> Job | None:
        """Changes some fields of a job that has not ended and returns it as it is then; an ended one stays as it is.

        With `worker`, only while the job is that worker's; None where it is another's, has ended or is unknown. So no
        two workers can both end a job.
        """

    def cancel(self, job_id: str, at: int) -> Job | None:
        """Cancels a job that waits; one that runs is asked to stop. Returns it as it is then; None if unknown."""

    def claim(self, worker: str, at: int, *, alive_since: int, job_id: str | None = None, most: int = 0) -> Job | None:
        """Gives a worker the oldest job that waits, or whose worker has not said since `alive_since` that it lives.

        `job_id` names the one job wanted. With `most` above 0 none is given while so many run with living workers.
        A job taken from the dead has one takeover more. No job is given to two.
        """

    def waiting(self, *, alive_since: int) -> bool:
        """Whether a job waits for a worker, or has a dead one."""

    def beat(self, worker: str, at: int) -> None:
        """A worker says that it lives."""

    def workers(self, *, since: int) -> Sequence[str]:
        """Workers that said so since then."""

    def leave(self, worker: str) -> None:
        """A worker says that it goes. Its jobs are free at once."""


class Jobs(Protocol):
    """Runs jobs durably. `content_engine.jobs` does it on DBOS; a test may run them in place."""

    def run(self, job_id: str) -> Job:
        """Runs a queued job to its end in this process, or goes on with one whose worker died, and returns it."""

    def serve(self, *, idle_seconds: float | None = None) -> None:
        """Takes up queued jobs and those of dead workers until stopped, or until idle for so long."""

    def close(self) -> None:
        """Stops taking up jobs and lets go of everything."""


Progress = Mapping[str, Any]
