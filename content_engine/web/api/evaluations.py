"""Evaluations: a suite run by a worker, its figures and texts, side by side with an earlier run."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from pydantic import Field
from starlette.responses import Response

from content_engine.domain.base import Id, Name, Noun, Text
from content_engine.domain.errors import NotFound
from content_engine.domain.evals import CaseResult, Compared, Summary
from content_engine.domain.jobs import Job, JobState
from content_engine.domain.llm import Usage
from content_engine.engine import evaluations, jobs_view
from content_engine.engine.desk import Desk, usable
from content_engine.web.api.generations import Accepted
from content_engine.web.api.jobs import JobRow
from content_engine.web.api.operation import Call, Operation, json_answer

QA = frozenset({"qa"})


class EvaluationRequest(Noun):
    """Which suite to run. `prompt` (`TASK`, `TASK@LABEL`, `TASK/NUMBER`) and `model` go before the suite's own."""

    suite: Name
    prompt: Annotated[Text | None, Field(min_length=1, max_length=200)] = None
    model: Annotated[Text | None, Field(min_length=1, max_length=200)] = None


class EvaluationInputs(Noun):
    """Which evaluation, and the run to compare it with: its id, or `last` for the suite's run before."""

    id: Id
    against: Annotated[Name | None, Field(description="the id of an earlier run, or `last`")] = None


class EvaluationPage(Noun):
    """A page of evaluations, newest first. `cursor` is the `next_cursor` of the page before."""

    suite: Name | None = None
    state: JobState | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str | None, Field(min_length=1, max_length=200, pattern=r"^[!-~]+$")] = None


class EvaluationRow(JobRow):
    """An evaluation: which suite, prompt and models. `passed` and `summaries` are there once it is `done`.

    `passed` is false where a threshold does not hold. `origin: offline` means that no language model wrote.
    """

    suite: str
    prompt: str
    models: list[str]
    actor: str
    passed: bool | None
    origin: str | None
    usage: Usage | None
    summaries: list[Summary]


class CaseChange(Noun):
    """A case under an evaluator whose value is another one than in the earlier run."""

    case: str
    evaluator: str
    change: str | None
    new: float | None
    old: float | None


class Comparison(Noun):
    """This evaluation beside an earlier run: differences are this one's values minus the earlier ones'."""

    against: str
    prompt: str
    model: str
    at: int
    evaluators: list[Compared]
    cases: list[CaseChange]


class Evaluation(EvaluationRow):
    """An evaluation with its cases, once it is `done`, beside an earlier run where one was named."""

    cases: list[CaseResult]
    comparison: Comparison | None


class Evaluations(Noun):
    """A page of evaluations; `next_cursor` is null on the last one."""

    evaluations: list[EvaluationRow]
    next_cursor: str | None


class SuiteRow(Noun):
    """A suite of the content folder, with its last run."""

    id: str
    task: str
    description: str
    cases: int
    evaluators: list[str]
    last_run: dict[str, Any] | None


class Suites(Noun):
    """The suites there are."""

    suites: list[SuiteRow]


def start(call: Call) -> Response:
    """`POST /v1/evaluations`."""
    asked: EvaluationRequest = call.body
    job = evaluations.start(_desk(call), asked.suite, actor=call.actor, prompt=asked.prompt, model=asked.model)
    told = {name: jobs_view.shown(job)[name] for name in ("id", "state", "created_at")}
    return json_answer(orjson.dumps(told), {"Location": f"/v1/evaluations/{job.id}"}, status=202)


def show(call: Call) -> Response:
    """`GET /v1/evaluations/{id}`."""
    wanted: EvaluationInputs = call.inputs
    desk = _desk(call)
    job = _found(desk, wanted.id)
    run = desk.stores.runs.run(job.id)
    beside = None
    if wanted.against is not None:
        if run is None:
            raise NotFound("this evaluation has no run to compare yet", field="against")
        beside = evaluations.comparison(run, evaluations.earlier(desk, run, wanted.against))
    cases = [] if run is None else [case.model_dump(mode="json") for case in run.cases]
    return json_answer(orjson.dumps({**_row(job), "cases": cases, "comparison": beside}))


def _desk(call: Call) -> Desk:
    return usable(call.services.engine.desk)


def _found(desk: Desk, job_id: str) -> Job:
    job = jobs_view.found(desk.stores.jobs, job_id)
    if job.kind != "evaluate":
        raise NotFound(f"job {job_id} is no evaluation", field="id")
    return job


def listed(call: Call) -> Response:
    """`GET /v1/evaluations`."""
    page: EvaluationPage = call.inputs
    states = (page.state,) if page.state else ()
    found, rest = evaluations.jobs(_desk(call), page.suite, states, page.limit, page.cursor or "")
    cursor = found[-1].id if rest else None
    return json_answer(orjson.dumps({"evaluations": [_row(job) for job in found], "next_cursor": cursor}))


def _row(job: Job) -> dict[str, Any]:
    told = jobs_view.shown(job)
    result = told.pop("result") or {}
    asked = {"suite": job.payload["suite"]["id"], "prompt": job.payload["prompt"], "models": job.payload["models"]}
    ended = {name: result.get(name) if job.state == "done" else None for name in ("passed", "origin", "usage")}
    return {**told, **asked, "actor": job.actor, **ended, "summaries": result.get("summaries", [])}


def suites(call: Call) -> Response:
    """`GET /v1/suites`."""
    return json_answer(orjson.dumps({"suites": evaluations.suites(_desk(call))}))


OPERATIONS = (
    Operation(
        "POST",
        "/v1/evaluations",
        start,
        "Run an evaluation suite",
        "evaluation",
        QA,
        Accepted,
        description="A worker writes the suite's cases, measures each text, and keeps the run under the job's id.",
        body=EvaluationRequest,
        example={"suite": "variant", "prompt": "variant/2"},
        headers={"Location": "where to follow it"},
        status=202,
        also=(404,),
    ),
    Operation("GET", "/v1/evaluations", listed, "Evaluations", "evaluation", QA, Evaluations, inputs=EvaluationPage),
    Operation(
        "GET",
        "/v1/evaluations/{id}",
        show,
        "An evaluation with every text and score, side by side with an earlier run",
        "evaluation",
        QA,
        Evaluation,
        inputs=EvaluationInputs,
        also=(404,),
    ),
    Operation("GET", "/v1/suites", suites, "The evaluation suites of the content folder", "evaluation", QA, Suites),
)
