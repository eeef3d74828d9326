"""Evaluations in the Studio: runs over time, one run, two side by side, one case with its texts, labels, agreement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from content_engine.domain.evals import CaseResult, Judged, Run, Summary
from content_engine.domain.llm import Usage
from content_engine.domain.writing import Score
from content_engine.engine.desk import usable
from tests.doors.studio_stage import Stage, staged

HOSTILE = "<script>alert(1)</script>"
AT = 1_795_000_000_000


def a_text(words: str, judge: float, index: int = 0, **more: Any) -> Judged:
    """A text that a judge gave this mark."""
    scores = (
        Score(evaluator="judge", value=judge, repeated=(judge, judge), reason=f"because {judge}"),
        Score(evaluator="length", value=1.0),
    )
    return Judged(index=index, content={"text": words}, scores=scores, **more)


def a_run(number: int, *texts: tuple[str, float], **more: Any) -> Run:
    """A run of the suite `small`: a case for each text, and one without any."""
    cases = [CaseResult(case=f"c{n}", component="cta.build", judged=(a_text(*one),)) for n, one in enumerate(texts)]
    mean = sum(mark for _, mark in texts) / len(texts)
    told: dict[str, Any] = {
        "id": f"run-{number}", "suite": "small", "prompt": f"variant/{number}", "prompt_hash": "0" * 64, "model": "m",
        "origin": "llm", "catalog_version": "v", "at": AT + number * 86_400_000, "passed": mean >= 3.5,
        "usage": Usage(cost_usd=0.25), "cases": (*cases, CaseResult(case="broken", failure="gateway: gone")),
        "summaries": (
            Summary(evaluator="judge", mean=mean, low=max(1, mean - 1), high=min(5, mean + 1), values=2, threshold=3.5,
                    passed=mean >= 3.5, agreement=1.0),
            Summary(evaluator="length", mean=1.0, low=1.0, high=1.0, values=2),
        ),
        "params": {"judge": {"use": "judge"}, "length": {"use": "length"}},
    }  # fmt: skip
    return Run(**(told | more))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("evaluations")) as opened:
        yield opened


@pytest.fixture(scope="module")
def ran(stage: Stage) -> Stage:
    """With two runs, of which the second is worse in one case."""
    store = usable(stage.engine.desk).stores.runs
    store.add(a_run(1, ("Invite a colleague", 4), ("Build a chart", 4)))
    store.add(a_run(2, ("Invite a colleague", 4), (f"Worse {HOSTILE}", 2)))
    return stage


def charts(page: str) -> list[dict[str, Any]]:
    """What a page's charts draw."""
    return [json.loads(unescape(found)) for found in re.findall(r'data-chart="([^"]+)"', page)]


def test_before_the_first_run(stage: Stage) -> None:
    """An empty state that says how to begin, to everybody; the form to those who may."""
    assert "No suite was run yet" in stage.person("editor").get("/studio/evaluations").text
    assert 'name="suite"' in stage.person("qa").get("/studio/evaluations").text


def test_starting_a_suite_adds_a_job(stage: Stage) -> None:
    """Of the suite, in the name of who asked; what is wrong is told and adds nothing; editors may not."""
    qa, jobs = stage.person("qa", name="starter"), usable(stage.engine.desk).stores.jobs
    answer = qa.send_form("/studio/evaluations", {"suite": "variant", "prompt": "", "model": "offline"})
    assert answer.status_code == 303
    (job,) = jobs.jobs(kind="evaluate")
    assert (job.actor, job.payload["suite"]["id"]) == ("starter@example.com", "variant")
    assert "waits for a worker" in qa.get("/studio/evaluations").text
    assert 'hx-trigger="every 2s"' in qa.get("/studio/evaluations/jobs").text
    assert qa.send_form("/studio/evaluations", {"suite": "nope"}).status_code == 404
    assert stage.person("editor").send_form("/studio/evaluations", {"suite": "variant"}).status_code == 403
    assert len(jobs.jobs(kind="evaluate")) == 1
    jobs.cancel(job.id, 1)
    assert "Nothing is being run any more" in qa.get("/studio/evaluations/jobs").text


def test_runs_over_time(ran: Stage) -> None:
    """Newest first, with a chart of shares and one of judges, each with the table behind it."""
    page = ran.person("editor").get("/studio/evaluations").text
    assert page.rindex("variant/2") < page.rindex("variant/1")
    shares, marks = charts(page)
    assert [one["label"] for one in shares["series"]] == ["length", "thresholds that hold"]
    assert shares["series"][1]["values"] == [1.0, 0.0]
    assert marks["series"][0]["values"] == [4.0, 3.0]
    assert marks["series"][0]["low"] == [3.0, 2.0]
    assert page.count("<summary>Table: ") == 2
    assert "No run of this suite" in ran.person("qa").get("/studio/evaluations?suite=other").text
    assert ran.person("qa").get("/studio/evaluations?before=soon").status_code == 422


def test_one_run(ran: Stage) -> None:
    """Which cases pass, which are below a threshold, which broke."""
    page = ran.person("qa").get("/studio/evaluations/run-2").text
    assert "33 %" in page and "of 3 cases pass" in page
    assert "gateway: gone" in page and "below" in page
    assert "/studio/evaluations/compare?a=run-1&amp;b=run-2" in page
    assert ran.person("qa").get("/studio/evaluations/nope").status_code == 404


def test_two_runs_side_by_side(ran: Stage) -> None:
    """Better, worse or same for each case, and the difference with its interval."""
    editor = ran.person("editor")
    page = editor.get("/studio/evaluations/compare?a=run-1&b=run-2").text
    (chart,) = charts(page)
    judge = chart["series"][0]
    assert chart["names"] == ["judge", "length"]
    assert judge["values"][0] == pytest.approx(-1) and judge["low"][0] < -1 < judge["high"][0]
    assert 'badge worse">worse' in page and "4.00 to 2.00" in page
    assert "/studio/evaluations/run-2/cases/c1?beside=run-1" in page
    other = editor.get("/studio/evaluations/compare?a=run-2&b=run-1").text
    assert 'badge better">better' in other
    assert editor.get("/studio/evaluations/compare?a=run-1").status_code == 422
    assert editor.get("/studio/evaluations/compare?a=run-1&b=run-1").status_code == 422


def test_one_case_with_both_texts(ran: Stage) -> None:
    """Each with the judge's reason; what a model wrote stays words."""
    page = ran.person("editor").get("/studio/evaluations/run-2/cases/c1").text
    assert "Build a chart" in page and "because 4" in page
    assert "because 2" in page and "asked 2 times" in page
    assert HOSTILE not in page and "&lt;script&gt;" in page
    assert 'rel="prev"' in page and 'rel="next"' in page
    assert "No text: gateway: gone" in ran.person("qa").get("/studio/evaluations/run-2/cases/broken").text
    assert ran.person("qa").get("/studio/evaluations/run-2/cases/nope").status_code == 404


def test_what_the_guardrails_found_is_marked(ran: Stage) -> None:
    """The words, and what is held against them."""
    breach = {"guardrail": "claims", "severity": "reject", "span": [0, 4], "message": "nobody knows", "field": "text"}
    text = a_text("Best of all", 3, violations=(breach,), verdict="reject")
    case = CaseResult(case="c0", component="cta.build", judged=(text,))
    usable(ran.engine.desk).stores.runs.add(a_run(3, ("x", 3), cases=(case,), suite="marks"))
    page = ran.person("qa").get("/studio/evaluations/run-3/cases/c0").text
    assert '<mark class="reject" title="nobody knows">Best</mark> of all' in page


def test_labels_and_disagreements(ran: Stage) -> None:
    """QA and editors label; where a judge and the last label differ is listed; agreement counts the labels."""
    qa, editor = ran.person("qa", name="labeller"), ran.person("editor")
    where = "/studio/evaluations/run-2/cases/c0/label"
    said = {"text": "0", "word": "reject", "reason": f"dull {HOSTILE}", "beside": "run-1"}
    answer = qa.send_form(where, said)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/studio/evaluations/run-2/cases/c0?beside=run-1",
    )
    assert editor.send_form("/studio/evaluations/run-2/cases/c1/label", {"text": "0", "word": "reject"}).is_redirect
    page = qa.get("/studio/evaluations/run-2/cases/c0").text
    assert "labeller@example.com would" in page and "dull &lt;script&gt;" in page
    told = qa.get("/studio/evaluations/agreement", headers={"HX-Request": "true"}).text
    assert "<html" not in told and "judge 4.0 of 5" in told and "judge 2.0 of 5" not in told
    assert re.search(r"<th scope=.row.>judge</th><td class=.number.>2</td><td class=.number.>50", told)
    assert "<h1>Agreement" in qa.get("/studio/evaluations/agreement").text


@pytest.mark.parametrize(
    ("case", "form", "status"),
    [
        ("c0", {"text": "0", "word": "love"}, 422),
        ("c0", {"text": "7", "word": "approve"}, 404),
        ("nope", {"text": "0", "word": "approve"}, 404),
        ("c0", {"text": "0", "word": "approve", "reason": "x" * 2_001}, 422),
    ],
)
def test_a_label_that_cannot_be(ran: Stage, case: str, form: dict[str, str], status: int) -> None:
    """What is wrong is told, and nothing is kept."""
    before = len(usable(ran.engine.desk).stores.runs.labels())
    answer = ran.person("qa").send_form(f"/studio/evaluations/run-1/cases/{case}/label", form)
    assert answer.status_code == status
    assert len(usable(ran.engine.desk).stores.runs.labels()) == before


def test_runs_are_paged(stage: Stage) -> None:
    """Fifty to a page, and on by the moment of the last."""
    store = usable(stage.engine.desk).stores.runs
    for number in range(100, 152):
        store.add(a_run(number, ("x", 4), suite="long"))
    qa = stage.person("qa")
    page = qa.get("/studio/evaluations?suite=long").text
    assert page.count("<tr data-row>") == 50
    later = re.search(r'href="(/studio/evaluations\?[^"]+)" rel="next"', page)
    assert later
    assert qa.get(unescape(later[1])).text.count("<tr data-row>") == 2
