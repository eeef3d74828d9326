"""Generations: asked for here, written by a worker, followed here until their candidates wait for review."""

from __future__ import annotations

from typing import Any

import orjson
from pydantic import Field
from starlette.responses import Response

from content_engine.domain.base import Moment, Noun
from content_engine.domain.errors import NotFound
from content_engine.domain.jobs import JobState
from content_engine.domain.writing import GenerationRequest
from content_engine.engine import generations_view, jobs_view
from content_engine.web.api.jobs import JobInputs, JobRow
from content_engine.web.api.operation import EDITOR, Call, Operation, json_answer


class GenerationPage(Noun):
    """A page of generations, newest first. `cursor` is the `next_cursor` of the page before."""

    state: JobState | None = None
    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, min_length=1, max_length=200, pattern=r"^[!-~]+$")


class Candidate(Noun):
    """A text that was written: its verdict with all violations, what it rests on, its scores, and what it cost.

    `variant` is its id for review. `origin: offline` is the built-in writer, never a language model.
    """

    variant: str
    state: str
    content: dict[str, str]
    angle: str
    verdict: str
    violations: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    scores: list[dict[str, Any]]
    origin: str
    model: str
    adapter: str
    prompt: str
    tokens_in: int
    tokens_out: int
    cost_usd: float
    rounds: int


class GenerationRow(JobRow):
    """A generation without its candidates."""

    request: dict[str, Any]
    actor: str


class Generation(GenerationRow):
    """A generation. `candidates` are there once it ended, for a failed or cancelled one those that were finished.

    `totals` count them; `usage` is what all completions of the job cost together.
    """

    candidates: list[Candidate]
    totals: dict[str, int]
    usage: dict[str, float]
    troubles: list[str]


class Generations(Noun):
    """A page of generations; `next_cursor` is null on the last one."""

    generations: list[GenerationRow]
    next_cursor: str | None


class Accepted(Noun):
    """A generation that was asked for."""

    id: str
    state: JobState
    created_at: Moment


def start(call: Call) -> Response:
    """`POST /v1/generations`."""
    asked: GenerationRequest = call.body
    job = call.services.engine.generate(asked, actor=call.actor)
    told = {name: jobs_view.shown(job)[name] for name in ("id", "state", "created_at")}
    return json_answer(orjson.dumps(told), {"Location": f"/v1/generations/{job.id}"}, status=202)


def show(call: Call) -> Response:
    """`GET /v1/generations/{id}`."""
    wanted: JobInputs = call.inputs
    job = call.services.engine.job(wanted.id)
    if job.kind not in generations_view.KINDS:
        raise NotFound(f"job {wanted.id} is no generation", field="id")
    return json_answer(orjson.dumps(generations_view.whole(job)))


def listed(call: Call) -> Response:
    """`GET /v1/generations`."""
    page: GenerationPage = call.inputs
    store = jobs_view.usable(call.services.engine.jobs)
    states = (page.state,) if page.state else ()
    found = [
        job
        for kind in generations_view.KINDS
        for job in store.jobs(kind=kind, states=states, limit=page.limit + 1, before=page.cursor or "")
    ]
    found.sort(key=lambda job: job.id, reverse=True)
    rows = [generations_view.row(job) for job in found[: page.limit]]
    cursor = rows[-1]["id"] if len(found) > page.limit else None
    return json_answer(orjson.dumps({"generations": rows, "next_cursor": cursor}))


OPERATIONS = (
    Operation(
        "POST",
        "/v1/generations",
        start,
        "Ask for new variants of a component",
        "writing",
        EDITOR,
        Accepted,
        description="A worker writes, checks and scores them; those that pass wait for review. Of the attributes only "
        "those that the prompt declares are kept, with a value of its closed list.",
        body=GenerationRequest,
        example={"component": "benefit.audit-logs", "segment": "seat-growth-admins", "count": 3},
        headers={"Location": "where to follow it"},
        status=202,
        also=(404,),
    ),
    Operation("GET", "/v1/generations", listed, "Generations", "writing", EDITOR, Generations, inputs=GenerationPage),
    Operation(
        "GET",
        "/v1/generations/{id}",
        show,
        "A generation with its candidates",
        "writing",
        EDITOR,
        Generation,
        inputs=JobInputs,
        also=(404,),
    ),
)
