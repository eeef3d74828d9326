"""Evaluating: a suite's cases are written as in production, each text is measured, and a run comes of it.

suite -> case -> brief -> ask -> completion -> drafts -> guardrails and grounding -> evaluators -> run

One case is one step of a durable job (`EvaluateWork`). Differences from production: nothing is asked again when a draft
fails, since the prompt is measured and not the loop around it; no examples come from the learnt snapshot, so that two
runs differ by prompt and model alone; near-duplicates are the business of the evaluator `distinct`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import orjson

from content_engine.domain.base import Json, from_ms
from content_engine.domain.catalog import Catalog, Component
from content_engine.domain.documents import Passage
from content_engine.domain.errors import ContentEngineError
from content_engine.domain.evals import Case, CaseResult, Run, RunStore, Suite
from content_engine.domain.evals import Judged as JudgedText
from content_engine.domain.jobs import Job, JobCancelled, StepContext
from content_engine.domain.ledger import Ledger
from content_engine.domain.llm import Gateway, GatewayFailed, Usage
from content_engine.domain.prompts import Prompt, PromptTask
from content_engine.domain.verdicts import Verdict, Violation
from content_engine.domain.writing import Evidence
from content_engine.engine.llm_judges import Bill, LlmJudges
from content_engine.engine.texts import check_text
from content_engine.evaluation import Judges, Made, Sample, make, measured, summarised
from content_engine.generation import Brief, Check, Draft, Ground, Judged, ask, brief, judge, parse, select
from content_engine.generation.placeholders import unmarked
from content_engine.generation.sieve import sources_of
from content_engine.guardrails import Guardrails

Looked = tuple[Sequence[Passage], Sequence[str]]
Look = Callable[[Component], Looked]
"""Passages of the product's documents for a component, and words that many documents share."""
Grounds = Callable[
    [Guardrails, Brief, Mapping[str, str], Sequence[tuple[str, str]]], tuple[Sequence[Evidence], Sequence[Violation]]
]
"""The statements of a content with the sources that say them, given (id, text) of every source; what blocks beside."""
NO_GROUND = "nothing here looks for evidence"


class NothingWritten(ContentEngineError):
    """The answer held no text that could be read."""

    code = "evaluation.nothing_written"


def no_documents(component: Component) -> Looked:
    """No documents are indexed."""
    return (), ()


@dataclass(frozen=True)
class Bench:
    """What evaluating needs of the rooms: the catalog it is done under, its guardrails, prompts and the way to an LLM.

    `ground` finds evidence for statements; None where nothing does. `ledger` tells what a job has paid, `look` looks
    documents up.
    """

    catalog: Catalog
    catalog_version: str
    guardrails: Guardrails
    tasks: Sequence[PromptTask]
    gateway: Gateway
    runs: RunStore
    ledger: Ledger | None = None
    ground: Grounds | None = None
    look: Look = no_documents


@dataclass(frozen=True)
class Asked:
    """What a job was asked for: everything that tells its run from another. Travels as JSON in the job's payload."""

    suite: Suite
    prompt: str
    models: tuple[str, ...]
    judge_models: tuple[str, ...]
    catalog: str

    def payload(self) -> Json:
        """As a job's payload."""
        told = self.suite.model_dump(mode="json")
        models = {"models": list(self.models), "judges": list(self.judge_models)}
        return {"suite": told, "prompt": self.prompt, **models, "catalog": self.catalog}

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Asked:
        """Back from a job's payload."""
        suite = Suite.model_validate(payload["suite"])
        models, judges = tuple(payload["models"]), tuple(payload["judges"])
        return cls(suite, payload["prompt"], models, judges, payload["catalog"])


@dataclass(frozen=True)
class EvaluateWork:
    """The work of jobs of kind `evaluate` (see `Work`): one step for each case; the run has the id of its job.

    `open_bench` gives the bench under a version of the catalog; the last one is kept.
    """

    open_bench: Callable[[str], Bench]
    _opened: dict[str, Bench] = field(default_factory=dict)

    def bench(self, version: str) -> Bench:
        """The bench under a version of the catalog, opened when first needed."""
        if version not in self._opened:
            bench = self.open_bench(version)
            self._opened.clear()
            self._opened[version] = bench
        return self._opened[version]

    def steps(self, job: Job) -> Sequence[Json]:
        """See `Work.steps`: one for each case, with what documents say, so that a step done again asks the same."""
        asked = Asked.of(job.payload)
        bench = self.bench(asked.catalog)
        components = {one.id: one for one in bench.catalog.components}
        return [_step(case, components.get(case.component), bench) for case in asked.suite.cases]

    def words(self, step: Json) -> str:
        """See `Work.words`."""
        return f"case {step['case']['id']}"

    def do(self, step: Json, context: StepContext) -> Json:
        """See `Work.do`: the case's texts with their scores."""
        asked = Asked.of(context.job.payload)

        def cancelled() -> None:
            if context.cancelled():
                raise JobCancelled

        case = Case.model_validate(step["case"])
        bench = self.bench(asked.catalog)
        sources = Sources.of(step, context.job)
        return evaluate_case(case, asked, bench, sources, cancelled, context.job.id).model_dump(mode="json")

    def finish(self, job: Job, results: Sequence[Json]) -> Json:
        """See `Work.finish`: stores the run when every case is there, and returns it without its cases."""
        asked = Asked.of(job.payload)
        cases = [CaseResult.model_validate_json(_dumped(one)) for one in results]
        bench = self.bench(asked.catalog)
        run = run_of(job, asked, cases, bench)
        whole = len(cases) == len(asked.suite.cases)
        if whole:
            bench.runs.add(run)
        return {**run.model_dump(mode="json", exclude={"cases"}), "run": run.id if whole else None}


def _dumped(data: Json) -> bytes:
    return orjson.dumps(data)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a case's texts may rest on: the day on which facts have to hold, passages, words that documents share."""

    day: date
    passages: tuple[Passage, ...] = ()
    common: tuple[str, ...] = ()

    @classmethod
    def of(cls, step: Json, job: Job) -> Sources:
        """From a step; facts have to hold on the day on which the job was asked for."""
        passages = tuple(Passage.model_validate(one) for one in step["passages"])
        return cls(from_ms(job.created_at).date(), passages, tuple(step["common"]))


def _step(case: Case, component: Component | None, bench: Bench) -> Json:
    passages, common = bench.look(component) if component and case.content is None else ((), ())
    told = [one.model_dump(mode="json") for one in passages]
    return {"case": case.model_dump(mode="json"), "passages": told, "common": list(common)}


def evaluate_case(
    case: Case,
    asked: Asked,
    bench: Bench,
    sources: Sources,
    cancelled: Callable[[], None] = lambda: None,
    job: str | None = None,
) -> CaseResult:
    """One case: its texts, written or fixed, each with what every evaluator says.

    Whatever keeps it from having a text is its `failure`, by code. Raises JobCancelled where `cancelled` does.
    """
    began = time.perf_counter()
    bill = Bill()
    judges = LlmJudges(bench.catalog, bench.tasks, bench.gateway, asked.judge_models, bill, cancelled, job)
    result = CaseResult(case=case.id, locale=case.locale, component=case.component)
    written: dict[str, Any] = {}
    try:
        told = _brief(case, bench, sources)
        drafts, written = _drafts(case, told, asked, bench, bill, cancelled, job)
        judged = [_judged(draft, told, bench, fixed=case.content is not None) for draft in drafts]
        made = _made(asked.suite, judges.judges(), bench)
        texts = tuple(_text(n, one, judged, case, told, made, bench) for n, one in enumerate(judged))
        result = result.model_copy(update={"judged": texts})
    except JobCancelled:
        raise
    except GatewayFailed as error:
        if error.kind == "cancelled":
            raise JobCancelled from error
        result = result.model_copy(update={"failure": f"{error.code}: {error}"})
    except ContentEngineError as error:
        result = result.model_copy(update={"failure": f"{error.code}: {error}"})
    seconds = round(time.perf_counter() - began, 3)
    return result.model_copy(update={"usage": paid(bill), "seconds": seconds, **written})


def _made(suite: Suite, judges: Judges, bench: Bench) -> Made:
    return make(suite, judges, {} if bench.ground else {"grounding": NO_GROUND})


def _brief(case: Case, bench: Bench, sources: Sources) -> Brief:
    return brief(
        bench.catalog,
        case.component,
        segment=case.segment,
        locale=case.locale,
        count=case.count,
        attributes=case.attributes,
        note=case.note,
        facts=[fact for fact in bench.catalog.facts if fact.valid.holds(sources.day)],
        passages=sources.passages,
        common=sources.common,
    )


def _drafts(
    case: Case, told: Brief, asked: Asked, bench: Bench, bill: Bill, cancelled: Callable[[], None], job: str | None
) -> tuple[list[Draft], dict[str, Any]]:
    """The case's drafts, and who wrote them."""
    if case.content is not None:
        return [Draft(content=dict(case.content))], {}
    prompt = select(bench.tasks, asked.prompt)
    done = bill.complete(bench.gateway, ask(prompt, told, asked.models, job=job), cancelled)
    drafts = parse(done, told)
    if not drafts:
        raise NothingWritten
    return drafts, {"model": done.model, "origin": done.origin}


def _judged(draft: Draft, told: Brief, bench: Bench, *, fixed: bool) -> Judged:
    check = partial(check_text, bench.catalog, bench.guardrails, told.component, told.locale, max_chars=told.tightest)
    ground = None if bench.ground is None else partial(bench.ground, bench.guardrails, told)
    if fixed:
        return _as_it_stands(draft, told, check, ground)
    return judge(draft, told, check=check, ground=ground)


def _as_it_stands(draft: Draft, told: Brief, check: Check, ground: Ground | None) -> Judged:
    """A fixed text under the guardrails alone: what else is held against drafts is about language models."""
    content, verdict = dict(draft.content), check(draft.content)
    mended = verdict.fixed if verdict.verdict == "fix" and isinstance(verdict.fixed, dict) else None
    if mended is not None:
        content, verdict = dict(mended), check(mended)
    evidence, blocking = ground(content, sources_of(told)) if ground else ((), ())
    if blocking:
        verdict = Verdict(verdict="reject", violations=(*verdict.violations, *blocking))
    return Judged(draft=draft, verdict=verdict, content=content, evidence=tuple(evidence), fixed=mended is not None)


def _text(
    index: int, one: Judged, all_: Sequence[Judged], case: Case, told: Brief, made: Made, bench: Bench
) -> JudgedText:
    sample = _sample(index, one, all_, case, told, grounded=bench.ground is not None)
    scores = [measured(evaluator, sample) for evaluator in made.of(case)]
    return JudgedText(
        index=index,
        content=dict(one.content),
        scores=tuple(score for score in scores if score is not None),
        violations=tuple(violation.model_dump(mode="json") for violation in one.verdict.violations),
        verdict=one.verdict.verdict,
        fixed=one.fixed,
    )


def _sample(index: int, one: Judged, all_: Sequence[Judged], case: Case, told: Brief, *, grounded: bool) -> Sample:
    siblings = ["\n".join(other.content.values()) for n, other in enumerate(all_) if n != index]
    known = [] if case.content is not None else [unmarked(text) for text in told.existing]
    sourced = [found for found in one.evidence if found.sources]
    return Sample(
        case=case,
        kind=told.kind.name,
        locale=told.locale,
        content=one.content,
        spoken={name: unmarked(text) for name, text in one.content.items()},
        limits=told.limits,
        verdict=one.verdict,
        fixed=one.fixed,
        evidence=sourced if grounded else None,
        ungrounded=len(one.evidence) - len(sourced) if grounded else None,
        others=[*map(unmarked, siblings), *known],
    )


def paid(bill: Bill) -> Usage:
    """What was paid for these completions now: those from the store cost nothing again."""
    return sum((one.usage for one in bill.made if not one.stored), Usage())


def run_of(job: Job, asked: Asked, cases: Sequence[CaseResult], bench: Bench) -> Run:
    """The run of these cases. It passed where every case is there and no threshold fails."""
    prompt = _prompt(asked, bench)
    bill = LlmJudges(bench.catalog, bench.tasks, bench.gateway, asked.judge_models, Bill(), lambda: None).judges()
    made = _made(asked.suite, bill, bench)
    uses = {spec.called: spec.use for spec in asked.suite.evaluators}
    summaries = summarised(asked.suite, cases, made.skipped)
    whole = len(cases) == len(asked.suite.cases)
    return Run(
        id=job.id,
        suite=asked.suite.id,
        prompt=prompt.name if prompt else "",
        prompt_hash=prompt.digest if prompt else "",
        model=", ".join(dict.fromkeys(one.model for one in cases if one.model)) or "none",
        origin="llm" if any(one.origin == "llm" for one in cases) else "offline",
        catalog_version=bench.catalog_version,
        at=job.created_at,
        seconds=round(sum(one.seconds for one in cases), 3),
        usage=_usage(job, cases, bench.ledger),
        cases=tuple(cases),
        summaries=summaries,
        passed=whole and all(one.passed is not False for one in summaries),
        job=job.id,
        params={one.name: {"use": uses[one.name], "version": one.version, **one.params} for one in made.evaluators},
    )


def _prompt(asked: Asked, bench: Bench) -> Prompt | None:
    writes = any(case.content is None for case in asked.suite.cases)
    return select(bench.tasks, asked.prompt) if writes else None


def _usage(job: Job, cases: Sequence[CaseResult], ledger: Ledger | None) -> Usage:
    """From the book of calls, which also knows of steps that a worker died over; without one, from the cases."""
    if ledger is None:
        return sum((one.usage for one in cases), Usage())
    calls = [one for one in ledger.calls(job=job.id, limit=100_000) if one.outcome != "stored"]
    return Usage(
        tokens_in=sum(one.tokens_in for one in calls),
        tokens_out=sum(one.tokens_out for one in calls),
        cost_usd=sum(one.micro_usd for one in calls) / 1e6,
    )
