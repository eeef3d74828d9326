"""Evaluations as doors hold them: which suites and runs there are, a new one as a job, one run beside another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from content_engine.domain.base import Json
from content_engine.domain.catalog import Component
from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.evals import Compared, Run, Suite, Summary
from content_engine.domain.jobs import Job, JobState
from content_engine.engine import jobs_view
from content_engine.engine.briefing import MOST_PASSAGES, common_words, models_of
from content_engine.engine.desk import Desk
from content_engine.engine.evaluating import Asked, Bench, EvaluateWork, Looked
from content_engine.evaluation import by_case, case_values, compared, suite_errors
from content_engine.generation import select
from content_engine.library import read_prompts, read_suites, suite_named

MOST_RUNS = 200
PAGE = 200


def suites(desk: Desk) -> list[Json]:
    """The suites of the content folder, each with its last run. Raises BrokenContent."""
    return [_listed(desk, suite) for suite in read_suites(desk.folder)]


def _listed(desk: Desk, suite: Suite) -> Json:
    last = desk.stores.runs.runs(suite=suite.id, limit=1)
    return {
        "id": suite.id,
        "task": suite.task,
        "description": suite.description,
        "cases": len(suite.cases),
        "evaluators": [one.called for one in suite.evaluators],
        "last_run": last[0] if last else None,
    }


def asked_for(desk: Desk, suite: str, *, prompt: str | None = None, model: str | None = None) -> Json:
    """The payload of a job that runs a suite: everything fixed, so that a worker that takes over asks the same.

    `prompt` and `model` go before the suite's and the prompt's own. Raises NotFound, BadInput or BrokenContent naming
    what is wrong.
    """
    found = suite_named(read_suites(desk.folder), suite)
    wrong = suite_errors(found)
    if wrong:
        key, message = wrong[0]
        raise BadInput(f"the suite {found.id} cannot be run: {key}: {message}", field="suite")
    if model is not None and not model.strip():
        raise BadInput("must name a model", field="model")
    chosen = select(read_prompts(desk.folder), prompt or found.prompt or None, task=found.task)
    writing = models_of(desk, model, chosen)
    judging = desk.judges or (writing if model else desk.models)
    return Asked(found, chosen.name, writing, judging, desk.compiled().version).payload()


def start(desk: Desk, suite: str, *, actor: str, prompt: str | None = None, model: str | None = None) -> Job:
    """Adds a job that runs a suite; a worker does it, and its run has the id of the job. Raises as `asked_for`."""
    payload = asked_for(desk, suite, prompt=prompt, model=model)
    job_id = jobs_view.new_id(desk.now(), desk.entropy())
    return desk.stores.jobs.add(Job(id=job_id, kind="evaluate", payload=payload, actor=actor, created_at=desk.now()))


def jobs(desk: Desk, suite: str | None, states: Sequence[JobState], limit: int, before: str) -> tuple[list[Job], bool]:
    """Evaluation jobs, newest first, those before an id, at most `limit`; and whether there are more."""
    found: list[Job] = []
    while len(found) <= limit:
        page = desk.stores.jobs.jobs(kind="evaluate", states=states, limit=PAGE, before=before)
        found += [job for job in page if suite is None or job.payload["suite"]["id"] == suite]
        if len(page) < PAGE:
            break
        before = page[-1].id
    return found[:limit], len(found) > limit


def work_of(desk: Desk) -> EvaluateWork:
    """How jobs of kind `evaluate` are done."""
    return EvaluateWork(lambda version: bench_of(desk, version))


def bench_of(desk: Desk, version: str) -> Bench:
    """What evaluating needs, under a version of the catalog."""
    compiled = desk.worlds.catalog(version)
    return Bench(
        catalog=compiled.catalog,
        catalog_version=version,
        guardrails=compiled.guardrails,
        tasks=read_prompts(desk.folder),
        gateway=desk.gateway(),
        runs=desk.stores.runs,
        ledger=desk.stores.ledger,
        ground=desk.examiner.ground,
        look=lambda component: _look(desk, component),
    )


def _look(desk: Desk, component: Component) -> Looked:
    words = " ".join((component.id.replace(".", " "), *component.taxonomy.values()))
    passages = desk.stores.documents.search(words, limit=MOST_PASSAGES)
    return passages, common_words(desk.stores.documents, passages)


def run_named(desk: Desk, run_id: str, field: str = "id") -> Run:
    """One run, whole. Raises NotFound."""
    found = desk.stores.runs.run(run_id)
    if found is None:
        raise NotFound(f"there is no evaluation run {run_id[:120]!r}", field=field)
    return found


def listed(desk: Desk, *, suite: str | None = None, limit: int = 50, before: int | None = None) -> Sequence[Json]:
    """Runs without their cases, newest first."""
    return desk.stores.runs.runs(suite=suite, limit=min(limit, MOST_RUNS), before=before)


def earlier(desk: Desk, run: Run, against: str) -> Run:
    """The run to compare with: one of that id, or the suite's run before, for `last`.

    Raises NotFound for neither, BadInput for a run of another suite or the run itself.
    """
    if against == "last":
        found = [one for one in listed(desk, suite=run.suite) if one["at"] <= run.at and one["id"] != run.id]
        if not found:
            raise NotFound(f"the suite {run.suite} has no earlier run", field="against")
        return run_named(desk, found[0]["id"], "against")
    other = run_named(desk, against, "against")
    if other.suite != run.suite:
        raise BadInput(f"is a run of the suite {other.suite}, not of {run.suite}", field="against")
    if other.id == run.id:
        raise BadInput("is the run itself", field="against")
    return other


def comparison(run: Run, other: Run) -> Json:
    """Two runs side by side: by evaluator better, worse, same with the paired interval, and every case that differs."""
    differ = [one for one in by_case(run, other) if one.change != "same"]
    return {
        "against": other.id,
        "prompt": other.prompt,
        "model": other.model,
        "at": other.at,
        "evaluators": [one.model_dump(mode="json") for one in compared(run, other)],
        "cases": [
            {"case": one.case, "evaluator": one.evaluator, "change": one.change, "new": one.new, "old": one.old}
            for one in differ
            if one.new is not None or one.old is not None
        ],
    }


def side_by_side(run: Run, other: Run | None) -> tuple[Sequence[Compared], Mapping[tuple[str, str], str]]:
    """Two runs compared by evaluator, and what became of each (case, evaluator) that has a value in both."""
    if other is None:
        return (), {}
    changes = {(one.case, one.evaluator): one.change for one in by_case(run, other)}
    return compared(run, other), {key: change for key, change in changes.items() if change is not None}


Result = Literal["told", "holds", "below", "broke"]
RESULTS: Mapping[Result, str] = {"told": "-", "holds": "holds", "below": "FAILS", "broke": "FAILS: too many broke"}


def result_of(summary: Summary) -> Result:
    """What became of a threshold: it holds, the mean is below it, or too much broke to say so."""
    if summary.passed is None or summary.threshold is None:
        return "told"
    if summary.passed:
        return "holds"
    return "below" if summary.mean is not None and summary.mean < summary.threshold else "broke"


def without_text(run: Run) -> dict[str, list[str]]:
    """The cases that have no text, by what broke."""
    found: dict[str, list[str]] = {}
    for case in run.cases:
        if case.failure is not None:
            found.setdefault(case.failure, []).append(case.case)
    return found


def below(run: Run) -> dict[str, list[str]]:
    """The cases below the threshold, by evaluator whose mean is below it."""
    failing = [one for one in run.summaries if result_of(one) == "below"]
    return {
        one.evaluator: [case for case, value in case_values(run.cases, one.evaluator).items() if value < one.threshold]
        for one in failing
        if one.threshold is not None
    }


def told(run: Run, other: Run | None = None) -> Mapping[str, Any]:
    """A run as JSON-ready data, beside another one where there is one."""
    return {**run.model_dump(mode="json"), "comparison": None if other is None else comparison(run, other)}
