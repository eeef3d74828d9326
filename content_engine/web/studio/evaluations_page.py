"""Evaluations: runs over time, one run, two side by side, one case with both texts, and labels."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from starlette.responses import Response

from content_engine.domain.errors import BadInput, ContentEngineError, NotFound
from content_engine.domain.evals import Judged, Run
from content_engine.domain.jobs import Job
from content_engine.engine import evaluations, evaluations_view
from content_engine.engine.desk import Desk, usable
from content_engine.web.studio.charts import figure_of
from content_engine.web.studio.differences import Mark, marked
from content_engine.web.studio.visit import EVERYBODY, QA, Page, Visit

HERE = "/studio/evaluations"
PAGE = 50


def _desk(visit: Visit) -> Desk:
    return usable(visit.engine.desk)


def runs(visit: Visit) -> Response:
    """Runs, newest first, with the form that starts another."""
    desk, suite = _desk(visit), visit.query.get("suite", "")
    found = list(evaluations.listed(desk, suite=suite or None, limit=PAGE + 1, before=_before(visit)))
    shown = found[:PAGE]
    chosen = suite or (str(shown[0]["suite"]) if shown else "")
    more = {"suite": suite, "before": shown[-1]["at"]} if len(found) > PAGE else {}
    suites, trouble = _suites(desk)
    return visit.page(
        "evaluations/runs.html",
        runs=shown,
        suite=suite,
        chosen=chosen,
        suites=suites,
        trouble=trouble,
        figures=[figure_of(one) for one in evaluations_view.over_time([r for r in shown if r["suite"] == chosen])],
        jobs=_under_way(desk),
        may_start=visit.may(QA),
        later=f"{HERE}?{urlencode(more)}" if more else "",
        earlier=f"{HERE}?{urlencode({'suite': suite})}" if visit.query.get("before") else "",
    )


def _before(visit: Visit) -> int | None:
    told = visit.query.get("before", "")
    if told and not (told.isascii() and told.isdigit() and len(told) < 16):
        raise BadInput("must be a time in milliseconds", field="before")
    return int(told) if told else None


def _suites(desk: Desk) -> tuple[list[Any], str]:
    """The suites of the content folder, or why they cannot be read."""
    try:
        return evaluations.suites(desk), ""
    except ContentEngineError as error:
        return [], str(error)


def _under_way(desk: Desk) -> list[Job]:
    found, _ = evaluations.jobs(desk, None, ("queued", "running"), 20, "")
    return found


def under_way(visit: Visit) -> Response:
    """What is being run now; the page asks again while there is something."""
    return visit.page("evaluations/jobs.html", jobs=_under_way(_desk(visit)), ended=True)


def start(visit: Visit) -> Response:
    """Adds a job that runs a suite."""
    form = {name: visit.form.get(name, "").strip() for name in ("suite", "prompt", "model")}
    desk, prompt, model = _desk(visit), form["prompt"] or None, form["model"] or None
    job = evaluations.start(desk, form["suite"], actor=visit.actor, prompt=prompt, model=model)
    return visit.see_other(HERE, notice=f"The suite {job.payload['suite']['id']} waits for a worker.")


def agreement(visit: Visit) -> Response:
    """Judges beside people, and where they differ: read from the texts of runs, and therefore asked for later."""
    desk = _desk(visit)
    figures = [figure_of(one) for one in evaluations_view.agreement(desk)]
    template = "evaluations/agreement_part.html" if visit.is_fragment else "evaluations/agreement_page.html"
    return visit.page(template, figures=figures, differing=evaluations_view.disagreements(desk))


def run(visit: Visit) -> Response:
    """One run: figures by evaluator and by case."""
    desk = _desk(visit)
    found = evaluations.run_named(desk, visit.params["run"])
    return visit.page(
        "evaluations/run.html",
        run=found,
        rows=evaluations_view.case_rows(found),
        rate=evaluations_view.pass_rate(found),
        results={one.evaluator: evaluations.result_of(one) for one in found.summaries},
        before=_earlier(desk, found),
    )


def _earlier(desk: Desk, run: Run) -> Run | None:
    try:
        return evaluations.earlier(desk, run, "last")
    except NotFound:
        return None


def compare(visit: Visit) -> Response:
    """Two runs of a suite, A and B: better, worse or same, by evaluator and by case."""
    desk = _desk(visit)
    names = visit.query.get("a", ""), visit.query.get("b", "")
    if not all(names):
        raise BadInput("Choose two runs to compare, A and B.", field="a" if not names[0] else "b")
    new = evaluations.run_named(desk, names[1], "b")
    old = evaluations.earlier(desk, new, names[0])
    compared, changes = evaluations.side_by_side(new, old)
    rows = evaluations_view.case_rows(new)
    then = {row.case.case: row.values for row in evaluations_view.case_rows(old)}
    figure = figure_of(evaluations_view.compared_section(compared))
    return visit.page(
        "evaluations/compare.html", a=old, b=new, figure_shown=figure, rows=rows, then=then, changes=changes
    )


def case(visit: Visit) -> Response:
    """One case: its texts, beside those of another run (`beside`, by default the run before)."""
    desk = _desk(visit)
    found = evaluations.run_named(desk, visit.params["run"])
    here = evaluations_view.case_named(found, visit.params["case"])
    wanted = visit.query.get("beside", "")
    other = evaluations.earlier(desk, found, wanted) if wanted else _earlier(desk, found)
    there = next((one for one in other.cases if one.case == here.case), None) if other else None
    return visit.page(
        "evaluations/case.html",
        run=found,
        case=here,
        texts=evaluations_view.texts_of(desk, found, here),
        other=other,
        there=there,
        others=evaluations_view.texts_of(desk, other, there) if other and there else [],
        path=_case_path(found.id, here.case),
        neighbours=_neighbours(found, here.case),
        marked=marked,
        marks=_marks,
    )


def _marks(text: Judged, field: str) -> list[Mark]:
    """Where the guardrails found something in a field of a text."""
    found = [one for one in text.violations if one.get("field") == field]
    return [Mark(int(one["span"][0]), int(one["span"][1]), str(one["severity"]), str(one["message"])) for one in found]


def _case_path(run_id: str, case_id: str) -> str:
    return f"{HERE}/{quote(run_id, safe='')}/cases/{quote(case_id, safe='')}"


def _neighbours(run: Run, case_id: str) -> tuple[str, str]:
    """The addresses of the case before and of the one after; empty where there is none."""
    names = ["", *(one.case for one in run.cases), ""]
    at = names.index(case_id)
    before, after = names[at - 1], names[at + 1]
    return _case_path(run.id, before) if before else "", _case_path(run.id, after) if after else ""


def label(visit: Visit) -> Response:
    """Keeps what somebody says of a text."""
    run_id, case_id, form = visit.params["run"], visit.params["case"], visit.form
    said = form.get("text", ""), form.get("word", ""), form.get("reason", "")
    made = evaluations_view.label(_desk(visit), run_id, case_id, *said, visit.actor)
    back = f"?{urlencode({'beside': form['beside']})}" if form.get("beside") else ""
    return visit.see_other(_case_path(run_id, case_id) + back, notice=f"Kept: you would {made.word} this text.")


PAGES = (
    Page("GET", HERE, EVERYBODY, runs),
    Page("POST", HERE, QA, start),
    Page("GET", f"{HERE}/compare", EVERYBODY, compare),
    Page("GET", f"{HERE}/agreement", EVERYBODY, agreement),
    Page("GET", f"{HERE}/jobs", EVERYBODY, under_way),
    Page("GET", HERE + "/{run}", EVERYBODY, run),
    Page("GET", HERE + "/{run}/cases/{case}", EVERYBODY, case),
    Page("POST", HERE + "/{run}/cases/{case}/label", EVERYBODY, label),
)
