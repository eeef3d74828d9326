"""The story of one job: its steps in order, each remembered, with progress after every one. Knows no job machinery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import orjson

from content_engine.domain.base import Json, to_ms
from content_engine.domain.errors import ContentEngineError
from content_engine.domain.jobs import Job, JobCancelled, JobStore, StepContext, Work
from content_engine.domain.ports import Clock

MOST_TAKEOVERS = 10
"""How many workers may die over one and the same step before the job is given up."""


class Left(BaseException):
    """This worker stops, or lost the job to another: the job goes on elsewhere. Not an error, so nothing catches it."""


class Remember(Protocol):
    """Does something once in the life of a job: what it returned is kept, and returned again when asked again."""

    def __call__(self, name: str, do: Callable[[], Json]) -> Json:
        """The JSON of `do()`, or the one that is kept under this place of the job."""


@dataclass(frozen=True)
class Story:
    """Runs jobs that `worker` has claimed. `stopping` says whether the worker is asked to leave."""

    store: JobStore
    works: Mapping[str, Work]
    clock: Clock
    worker: str
    stopping: Callable[[], bool]

    def run(self, job_id: str, remember: Remember) -> None:
        """Runs a job to its end, whatever that is. Raises `Left` where somebody else has to go on with it."""
        job = self._mine(job_id)
        results: list[Json] = []
        try:
            self._run(job, remember, results)
        except JobCancelled:
            self._end(job, results, state="cancelled")
        except ContentEngineError as error:
            self._end(job, results, state="failed", error={"code": error.code, "detail": str(error)})

    def _run(self, job: Job, remember: Remember, results: list[Json]) -> None:
        if job.takeovers > MOST_TAKEOVERS:
            raise Poisoned(f"{job.takeovers} workers in a row died over it at step {job.done + 1}: {job.step}.")
        work = self.works.get(job.kind)
        if work is None:
            raise UnknownWork(f"This worker does not know how to {job.kind}.")
        plan = _value(remember("steps", lambda: _kept(lambda: {"steps": list(work.steps(job))})))
        for number, step in enumerate(plan["steps"]):
            job = self._before(job, work, number, step, len(plan["steps"]))
            context = StepContext(job, number, partial(self._cancelled, job.id))
            results.append(_value(remember(f"step {number}", partial(self._done, work, step, context))))
        result = _value(remember("finish", lambda: _kept(lambda: work.finish(job, results))))
        self._change(job.id, state="done", ended_at=self._now(), done=len(results), step="", result=result)

    def _done(self, work: Work, step: Json, context: StepContext) -> Json:
        """What is remembered of a step. One that gave up because the job has another worker leaves no trace."""
        kept = _kept(partial(work.do, step, context))
        if kept.get("cancelled"):
            self._mine(context.job.id)
        return kept

    def _before(self, job: Job, work: Work, number: int, step: Json, total: int) -> Job:
        """Tells the progress; looks for those who want it stopped. What was done before is passed over quickly."""
        if number < job.done:
            return job
        takeovers = 0 if number > job.done else job.takeovers
        told = self._change(job.id, done=number, total=total, step=_words(work, step), takeovers=takeovers)
        if told.cancel_asked:
            raise JobCancelled
        if self.stopping():
            raise Left
        return told

    def _end(self, job: Job, results: list[Json], **ended: Any) -> None:
        finished = None
        if results and job.kind in self.works:
            kept = _kept(lambda: self.works[job.kind].finish(job, results))
            finished = kept.get("value")
        self._change(job.id, ended_at=self._now(), done=len(results), result=finished, **ended)

    def _cancelled(self, job_id: str) -> bool:
        seen = self.store.job(job_id)
        return seen is None or seen.cancel_asked or seen.worker != self.worker

    def _mine(self, job_id: str) -> Job:
        job = self.store.job(job_id)
        if job is None or job.state != "running" or job.worker != self.worker:
            raise Left
        return job

    def _change(self, job_id: str, **fields: Any) -> Job:
        changed = self.store.change(job_id, worker=self.worker, **fields)
        if changed is None:
            raise Left
        return changed

    def _now(self) -> int:
        return to_ms(self.clock.now())


class Poisoned(ContentEngineError):
    """The job was given up: worker after worker died over the same step."""

    code = "job.poisoned"


class UnknownWork(ContentEngineError):
    """No work of this kind is known here."""

    code = "job.unknown_kind"


class StepFailed(ContentEngineError):
    """A step of the job failed."""

    code = "job.failed"


def _words(work: Work, step: Json) -> str:
    try:
        return work.words(step)[:200]
    except Exception as error:  # noqa: BLE001 — words that fail are no reason to fail the job
        return f"({type(error).__name__})"


def _kept(do: Callable[[], Json]) -> Json:
    """What is remembered of a step: its value as plain JSON, or what was wrong. Never raises, so both are kept."""
    try:
        value: Json = orjson.loads(orjson.dumps(do()))
    except JobCancelled:
        return {"cancelled": True}
    except ContentEngineError as error:
        return {"code": error.code, "detail": str(error)}
    except Exception as error:  # noqa: BLE001 — any mistake of a step fails its job, not the worker
        return {"code": "job.failed", "detail": f"A step made a mistake: {type(error).__name__}."}
    return {"value": value}


def _value(kept: Json) -> Any:
    if kept.get("cancelled"):
        raise JobCancelled
    if "value" in kept:
        return kept["value"]
    failed = StepFailed(kept["detail"])
    failed.code = kept["code"]
    raise failed
