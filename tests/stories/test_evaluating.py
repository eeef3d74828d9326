"""A suite from its file to a run that is kept, compared and reported, with a scripted model and without any."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from content_engine.bootstrap import Settings, bootstrap
from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.evals import Run
from content_engine.domain.jobs import Job, JobCancelled, StepContext
from content_engine.domain.llm import Ask, GatewayFailed, Usage
from content_engine.domain.writing import GenerationRequest, content_hash
from content_engine.engine import Engine, evaluations
from content_engine.engine.desk import Desk
from content_engine.engine.evaluating import EvaluateWork
from content_engine.engine.reports import report, sources_of
from content_engine.engine.reviewing import Opinion
from content_engine.engine.writing import Generation
from content_engine.library import init_folder, read_folder
from content_engine.testing import FixedClock, ScriptedGateway

SUITE = """\
id: small
evaluators:
  - {use: guardrails, min: 0.9}
  - {use: length, min: 1}
  - {use: judge, min: 3, repeats: 2}
  - {use: pairwise}
cases:
  - {id: subject, component: subject.first-step, segment: new-admins, count: 2}
  - {id: step, component: step.invite, segment: new-admins}
  - {id: fixed, component: subject.first-step, content: {text: "As an AI, here is your subject line"},
     expect: {verdict: reject}}
"""
SUBJECTS = ("Invite a colleague to your workspace", "Ask your first question today")


def writes(ask: Ask) -> Any:
    """A model that writes the same texts each time, judges 4, and prefers whatever stands first."""
    if ask.task == "judge":
        return {"score": 4, "reasons": ["plain"]}
    if ask.task == "judge-pair":
        return {"preference": "A", "reason": "it stands first"}
    texts = SUBJECTS[: ask.inputs["count"]]
    keys = {"angle": "a", "claims": [], "sources": []}
    return {"variants": [{"content": {"text": text}, **keys} for text in texts]}


def judging(score: Any) -> Callable[[Ask], Any]:
    """The same, with another judge: it gives this score, or says or raises what it is told."""

    def answer(ask: Ask) -> Any:
        if ask.task != "judge":
            return writes(ask)
        return score if isinstance(score, Exception) else {"score": score, "reasons": ["so"]}

    return answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small content folder with a suite of three cases."""
    init_folder(tmp_path / "content")
    (tmp_path / "content/prompts/variant/evals.yaml").write_text(SUITE, encoding="utf-8")
    return tmp_path / "content"


@pytest.fixture
def engine(folder: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine over it and a new database."""
    settings = Settings(content=folder, database=f"sqlite:///{tmp_path / 'memory.db'}", model="scripted")
    opened = bootstrap(settings, clock=FixedClock(), gateway=ScriptedGateway(writes, origin="llm"))
    yield opened
    opened.close()


def desk_of(engine: Engine, answer: Callable[[Ask], Any] = writes, **given: Any) -> Desk:
    """The engine's desk with another model."""
    assert engine.desk is not None
    gateway = ScriptedGateway(answer, origin="llm", usage=Usage(tokens_in=10, tokens_out=5, cost_usd=0.001))
    return dataclasses.replace(engine.desk, gateway=lambda: gateway, **given)


def ran(desk: Desk, suite: str = "small", *, cancelled: bool = False, **asked: Any) -> Run:
    """A suite run in place."""
    job = evaluations.start(desk, suite, actor="qa", **asked)
    work = evaluations.work_of(desk)
    results = done(work, job, cancelled=cancelled)
    work.finish(job, results)
    return evaluations.run_named(desk, job.id)


def done(work: EvaluateWork, job: Job, *, cancelled: bool = False) -> list[Any]:
    """The results of all steps of a job."""
    steps = enumerate(work.steps(job))
    return [work.do(step, StepContext(job, number, lambda: cancelled)) for number, step in steps]


def means(run: Run) -> dict[str, float | None]:
    """The mean of each evaluator."""
    return {one.evaluator: one.mean for one in run.summaries}


def test_from_a_file_to_a_run(engine: Engine) -> None:
    """Written by the prompt as in production, measured, kept under the id of its job, and told with who wrote."""
    run = ran(desk_of(engine))
    assert (run.suite, run.prompt, run.model, run.origin, run.job) == ("small", "variant/2", "scripted", "llm", run.id)
    assert [case.case for case in run.cases] == ["subject", "step", "fixed"]
    assert [len(case.judged) for case in run.cases] == [2, 1, 1]
    assert [text.content["text"] for text in run.cases[0].judged] == list(SUBJECTS)
    assert means(run) == {"guardrails": 1, "length": 1, "judge": 4, "pairwise": 0.5}
    assert run.passed
    pairwise = run.summaries[-1]
    assert (pairwise.position_bias, pairwise.agreement) == (0.5, 0)
    assert run.summaries[2].agreement == 1


def test_a_fixed_text_needs_no_model(engine: Engine, folder: Path) -> None:
    """The guardrails judge it and nobody writes: no completion is asked for, and the run says that nobody wrote."""
    only = SUITE.replace("  - {id: subject, component: subject.first-step, segment: new-admins, count: 2}\n", "")
    only = only.replace("  - {id: step, component: step.invite, segment: new-admins}\n", "")
    (folder / "prompts/variant/evals.yaml").write_text(only, encoding="utf-8")
    desk = desk_of(engine, lambda ask: GatewayFailed("unreachable"))
    run = ran(desk)
    assert (run.model, run.origin, run.prompt) == ("none", "offline", "")
    assert means(run)["guardrails"] == 1
    assert [score.evaluator for score in run.cases[0].judged[0].scores] == ["guardrails"]
    assert run.passed


def test_a_fixed_text_may_be_one_in_use(engine: Engine, folder: Path) -> None:
    """What is held against a model that copies is not held against a text that stands there already."""
    in_use = read_folder(folder).partial.components
    texts = [
        variant.content["text"] for one in in_use if one.id == "opening.workspace-ready" for variant in one.variants
    ]
    case = f"  - {{id: used, component: opening.workspace-ready, content: {{text: {json.dumps(texts[0])}}}}}\n"
    suite = SUITE.partition("  - {id: subject")[0] + case
    (folder / "prompts/variant/evals.yaml").write_text(suite, encoding="utf-8")
    assert means(ran(desk_of(engine)))["guardrails"] == 1


def test_without_a_model_judges_are_skipped(engine: Engine) -> None:
    """The built-in writer judges nothing: the run says so, and that no language model wrote."""
    desk = desk_of(engine, models=("offline",))
    run = ran(desk, model="offline")
    skipped = {one.evaluator: one.skipped for one in run.summaries if one.skipped}
    assert set(skipped) == {"judge", "pairwise"}
    assert "judges nothing" in skipped["judge"]
    assert all(ask.task == "variant" for ask in desk.gateway().asks)  # type: ignore[attr-defined]


def test_another_model_may_judge(engine: Engine) -> None:
    """The deployment's judge is asked, whoever writes; k times for a rubric, and both ways round for a preference."""
    desk = desk_of(engine, judges=("strict",))
    ran(desk)
    asks = desk.gateway().asks  # type: ignore[attr-defined]
    assert {ask.models for ask in asks if ask.task == "variant"} == {("scripted",)}
    assert {ask.models for ask in asks if ask.task.startswith("judge")} == {("strict",)}
    assert [ask.repetition for ask in asks if ask.task == "judge"][:2] == [0, 1]
    first, second = [ask.inputs for ask in asks if ask.task == "judge-pair"][:2]
    assert (first["a"], first["b"]) == (second["b"], second["a"])


@pytest.mark.parametrize("answer", [0, 6, "five", None, True, GatewayFailed("timeout"), float("nan")])
def test_a_judge_that_broke_is_no_failed_text(engine: Engine, answer: Any) -> None:
    """Whatever it says that is no score: the text has no value from it, and every other value."""
    if isinstance(answer, float):
        answer = "NaN"
    run = ran(desk_of(engine, judging(answer)))
    score = next(one for one in run.cases[0].judged[0].scores if one.evaluator == "judge")
    assert score.value is None
    assert score.failure is not None
    judge = next(one for one in run.summaries if one.evaluator == "judge")
    assert (judge.mean, judge.values, judge.failures, judge.passed) == (None, 0, 3, False)
    assert means(run)["length"] == 1


def test_a_case_that_cannot_be_written(engine: Engine) -> None:
    """A failure of the gateway, or an answer without texts, is told and is no bad text; the other cases go on."""

    def answer(ask: Ask) -> Any:
        if ask.task == "variant" and ask.inputs["kind"] == "subject_line":
            return GatewayFailed("refused", "The model declined.")
        if ask.task == "variant":
            return {"variants": [{"content": {}, "angle": "", "claims": [], "sources": []}]}
        return writes(ask)

    run = ran(desk_of(engine, answer))
    assert run.cases[0].failure == "gateway.refused: The model declined."
    assert run.cases[1].failure is not None
    assert run.cases[1].failure.startswith("evaluation.nothing_written")
    assert not run.passed
    assert means(run)["guardrails"] == 1


def test_a_cancelled_run_is_not_kept(engine: Engine) -> None:
    """Cancelling is heard before the next completion; half a run is told and never stored."""
    desk = desk_of(engine)
    with pytest.raises(JobCancelled):
        ran(desk, cancelled=True)
    job = evaluations.start(desk, "small", actor="qa")
    work = evaluations.work_of(desk)
    told = work.finish(job, done(work, job)[:1])
    assert (told["run"], told["passed"]) == (None, False)
    assert desk.stores.runs.run(job.id) is None


def test_a_step_done_again_asks_the_same(engine: Engine) -> None:
    """After a crash every ask has the key it had, so that the store of completions answers it; it ends once."""
    desk = desk_of(engine)
    job = evaluations.start(desk, "small", actor="qa")
    work = evaluations.work_of(desk)
    first, second = done(work, job), done(evaluations.work_of(desk), job)
    asks = desk.gateway().asks  # type: ignore[attr-defined]
    half = len(asks) // 2
    assert [one.key("m") for one in asks[:half]] == [one.key("m") for one in asks[half:]]
    assert {one.job for one in asks} == {job.id}
    for result in (*first, *second):
        del result["seconds"]
    assert first == second
    work.finish(job, [{**one, "seconds": 0.0} for one in first])
    work.finish(job, [{**one, "seconds": 0.0} for one in second])
    assert len(evaluations.listed(desk)) == 1


def test_runs_side_by_side(engine: Engine) -> None:
    """A judge that likes the texts of one prompt less: counted, placed by case, and told against `last`."""
    old = ran(desk_of(engine, judging(5)), prompt="variant/1")
    engine.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
    desk = desk_of(engine, judging(4))
    new = ran(desk, prompt="variant/2")
    other = evaluations.earlier(desk, new, "last")
    assert other.id == old.id
    told = evaluations.comparison(new, other)
    judge = next(one for one in told["evaluators"] if one["evaluator"] == "judge")
    assert (judge["better"], judge["worse"], judge["same"], judge["mean"]) == (0, 2, 0, -1)
    assert {(one["case"], one["evaluator"], one["change"]) for one in told["cases"]} == {
        ("subject", "judge", "worse"), ("step", "judge", "worse"),
    }  # fmt: skip
    assert evaluations.earlier(desk, new, old.id).prompt == "variant/1"


def test_wrong_questions(engine: Engine) -> None:
    """A suite, prompt, model or run that is not there, or cannot be, is named before anything is paid."""
    desk = desk_of(engine)
    for asked, error, field in (
        ({"suite": "nope"}, NotFound, "suite"),
        ({"suite": "small", "prompt": "variant/99"}, NotFound, "prompt"),
        ({"suite": "small", "prompt": "nope"}, NotFound, "prompt"),
        ({"suite": "small", "model": " "}, BadInput, "model"),
    ):
        with pytest.raises(error) as wrong:
            evaluations.start(desk, actor="qa", **asked)  # type: ignore[arg-type]
        assert wrong.value.field == field
    run = ran(desk)
    for against, error in (("nope", NotFound), ("last", NotFound), (run.id, BadInput)):
        with pytest.raises(error):
            evaluations.earlier(desk, run, against)
    assert desk.gateway().asks  # type: ignore[attr-defined]


def test_the_report_of_evaluations(engine: Engine) -> None:
    """The last run of each suite, means over time, nothing about judges yet; before the first run it says so."""
    assert "no_runs" in {note.code for note in section(engine, "suites").notes}
    ran(desk_of(engine, judging(2)))
    engine.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
    ran(desk_of(engine))
    (row,) = section(engine, "suites").rows
    assert (row["suite"], row["runs"], row["result"], row["below"]) == ("small", 2, "passed", "")
    over_time = [(one["evaluator"], one["mean"]) for one in section(engine, "judges-over-time-0").rows]
    assert {one["evaluator"] for one in section(engine, "over-time-0").rows} == {"guardrails", "length", "pairwise"}
    assert ("judge", 2) in over_time
    assert ("judge", 4) in over_time
    assert "no_editors" in {note.code for note in section(engine, "judges").notes}


def section(engine: Engine, name: str) -> Any:
    """A section of the report of evaluations."""
    made = report("evaluations", sources_of(engine))
    return next(one for one in made.sections if one.id == name)


def test_judges_beside_editors(engine: Engine, folder: Path) -> None:
    """An editor approves one written text and rejects another; a judge that likes both agrees on half of them."""
    desk = desk_of(engine)
    job = engine.generate(GenerationRequest(component="subject.first-step", count=2, model="scripted"), actor="ed")
    work = Generation(desk)
    for number, step in enumerate(work.steps(job)):
        work.do(step, StepContext(job, number, lambda: False))
    variants = desk.stores.variants.variants(states=("in_review",))
    assert len(variants) == 2
    for variant, verdict in zip(variants, ("approve", "reject"), strict=True):
        told = Opinion(action=verdict, actor="ed", comment="so")  # type: ignore[arg-type]
        engine.review(variant.id, told)
    fixed = "\n".join(
        f"  - {{id: fixed-{n}, component: subject.first-step, content: {{text: '{text}'}}}}"
        for n, text in enumerate(SUBJECTS)
    )
    suite = SUITE.partition("cases:")[0] + "cases:\n" + fixed + "\n"
    (folder / "prompts/variant/evals.yaml").write_text(suite, encoding="utf-8")
    ran(desk)
    (row,) = section(engine, "judges").rows
    assert (row["evaluator"], row["texts"], row["agreement"], row["kappa"]) == ("judge", 2, 0.5, 0)
    table = {(one["judge"], one["editors"]): one["texts"] for one in section(engine, "confusion").rows}
    assert table["approve", "approve"] == table["approve", "reject"] == 1
    assert {content_hash({"text": text}) for text in SUBJECTS} == {one.content_hash for one in variants}
