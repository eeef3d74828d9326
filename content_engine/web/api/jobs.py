"""Durable jobs: how far they are, and asking one to stop. Generations and evaluations begin them."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from pydantic import Field
from starlette.responses import Response

from content_engine.domain.base import Id, Moment, Noun, to_ms
from content_engine.domain.jobs import JobKind, JobState
from content_engine.engine import jobs_view
from content_engine.web.api.operation import Call, Operation, json_answer

EDITOR_OR_QA = frozenset({"editor", "qa"})


class JobInputs(Noun):
    """Which job."""

    id: Id


class JobPage(Noun):
    """A page of jobs, newest first. `cursor` is the `next_cursor` of the page before."""

    kind: JobKind | None = None
    state: JobState | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Id | None = None


class JobRow(Noun):
    """A job without its result: `done` of `total` steps are finished, `step` says what is being done."""

    id: str
    kind: JobKind
    state: JobState
    done: int
    total: int
    step: str
    cancel_asked: bool
    created_at: Moment
    started_at: Moment | None
    ended_at: Moment | None
    cost_usd: float | None
    error: dict[str, Any] | None


class JobAnswer(JobRow):
    """A job. `result` is there once it ended, for a failed or cancelled one with what was finished."""

    result: dict[str, Any] | None


class Jobs(Noun):
    """A page of jobs; `next_cursor` is null on the last one."""

    jobs: list[JobRow]
    next_cursor: str | None


def show(call: Call) -> Response:
    """`GET /v1/jobs/{id}`."""
    wanted: JobInputs = call.inputs
    return json_answer(orjson.dumps(jobs_view.shown(jobs_view.found(call.services.engine.jobs, wanted.id))))


def listed(call: Call) -> Response:
    """`GET /v1/jobs`."""
    page: JobPage = call.inputs
    states = (page.state,) if page.state else ()
    store = jobs_view.usable(call.services.engine.jobs)
    found = store.jobs(kind=page.kind, states=states, limit=page.limit + 1, before=page.cursor or "")
    rows = [jobs_view.shown(job) for job in found[: page.limit]]
    for row in rows:
        del row["result"]
    cursor = rows[-1]["id"] if len(found) > page.limit else None
    return json_answer(orjson.dumps({"jobs": rows, "next_cursor": cursor}))


def cancel(call: Call) -> Response:
    """`POST /v1/jobs/{id}/cancel`."""
    wanted: JobInputs = call.inputs
    engine = call.services.engine
    job = jobs_view.cancelled(engine.jobs, wanted.id, to_ms(engine.clock.now()))
    return json_answer(orjson.dumps(jobs_view.shown(job)))


OPERATIONS = (
    Operation("GET", "/v1/jobs", listed, "Durable jobs", "jobs", EDITOR_OR_QA, Jobs, inputs=JobPage),
    Operation("GET", "/v1/jobs/{id}", show, "A job", "jobs", EDITOR_OR_QA, JobAnswer, inputs=JobInputs, also=(404,)),
    Operation(
        "POST",
        "/v1/jobs/{id}/cancel",
        cancel,
        "Cancel a job",
        "jobs",
        EDITOR_OR_QA,
        JobAnswer,
        description="A job that waits is cancelled at once, one that runs after the step at hand. What was finished "
        "is kept. One that ended stays as it is.",
        inputs=JobInputs,
        also=(404,),
    ),
)
