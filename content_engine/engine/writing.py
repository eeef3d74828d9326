"""The story of a generation, as durable work: brief, ask, complete, parse, judge, ask again, score, store.

A newcomer reads `Generation.do` and sees it. Nothing here is on the path of a decision: workers do it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from content_engine.domain.base import Json
from content_engine.domain.canon import from_canonical
from content_engine.domain.catalog import Catalog, State
from content_engine.domain.jobs import Job, JobCancelled, StepContext
from content_engine.domain.llm import Completion, GatewayFailed, Usage, completed
from content_engine.domain.prompts import Prompt
from content_engine.domain.verdicts import Verdict
from content_engine.domain.writing import GenerationRequest, Provenance, Review, Score, WrittenVariant, content_hash
from content_engine.engine.briefing import brief_of, prompt_of, steps_of
from content_engine.engine.desk import Desk
from content_engine.engine.publishing import reasons, step_of
from content_engine.engine.second_opinion import JUDGE, second_opinion
from content_engine.engine.texts import check_text, component_of, is_high_risk, review_rules
from content_engine.generation import Brief, Judged, ask, judge, parse, policy_version, reask
from content_engine.generation.odd import familiar
from content_engine.generation.sieve import sources_of
from content_engine.guardrails import Guardrails

REASKS = 2
"""How often it is asked again for texts in place of those that failed."""
CHECKS = "checks"
"""The actor who rejects what did not pass."""


@dataclass(frozen=True, slots=True)
class Written:
    """A judged candidate with the completion it came in and the round of asking."""

    judged: Judged
    completion: Completion
    usage: Usage
    round: int
    scores: tuple[Score, ...] = ()
    familiar: bool = False


@dataclass
class Round:
    """What the rounds of one step have brought so far."""

    kept: list[Written] = field(default_factory=list)
    failed: list[Written] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def texts(self) -> list[str]:
        """The words of those that passed."""
        return [text for one in self.kept for text in one.judged.content.values()]


@dataclass(frozen=True)
class Generation:
    """Jobs of the kinds `generate` and `improve`: see `Work`. One step writes a few candidates and stores them."""

    desk: Desk

    def steps(self, job: Job) -> Sequence[Json]:
        """See `Work.steps`."""
        self.desk.worlds.refresh()
        self.desk.reconcile()
        return steps_of(self.desk, _request(job.payload), job.id)

    def words(self, step: Json) -> str:
        """See `Work.words`."""
        first = step["group"] * 5 + 1
        return f"write {step['request']['component']}, candidates {first} to {first + step['count'] - 1}"

    def do(self, step: Json, context: StepContext) -> Json:
        """See `Work.do`: from the brief to stored candidates. Done twice, it stores once and pays once."""
        request = GenerationRequest.model_validate_json(_json(step["request"]))
        catalog = from_canonical(self.desk.content.catalog(step["catalog"]))
        author = _Author(self.desk, catalog, request, step, context)
        rounds = author.write()
        stored = author.store(rounds)
        return {"candidates": [candidate(one) for one in stored], **_paid(rounds)}

    def finish(self, job: Job, results: Sequence[Json]) -> Json:
        """See `Work.finish`: all candidates in order, and what they cost together."""
        candidates = [one for result in results for one in result["candidates"]]
        passed = sum(one["state"] != "rejected" for one in candidates)
        totals = {name: sum(result[name] for result in results) for name in PAID}
        return {
            "candidates": candidates,
            "totals": {"candidates": len(candidates), "passed": passed, "rejected": len(candidates) - passed},
            "usage": {**totals, "cost_usd": round(totals["cost_usd"], 6)},
            "troubles": [told for result in results for told in result["troubles"]],
        }


PAID = ("completions", "stored_completions", "requests", "tokens_in", "tokens_out", "cost_usd")


def _json(plain: Any) -> bytes:
    import orjson

    return orjson.dumps(plain)


def _request(payload: Json) -> GenerationRequest:
    return GenerationRequest.model_validate_json(_json(payload))


def _paid(rounds: Round) -> Json:
    """What the completions of a step cost; those answered from the store cost what is told, but were paid before."""
    told = rounds.completions
    return {
        "completions": len(told),
        "stored_completions": sum(one.stored for one in told),
        "requests": sum(one.requests for one in told if not one.stored),
        "tokens_in": sum(one.usage.tokens_in for one in told),
        "tokens_out": sum(one.usage.tokens_out for one in told),
        "cost_usd": sum(one.usage.cost_usd for one in told),
        "troubles": rounds.troubles,
    }


def candidate(one: WrittenVariant) -> Json:
    """A candidate in a job's result and on the wire."""
    plain = one.model_dump(mode="json", exclude_none=True)
    usage = plain["provenance"]["usage"]
    return {
        "variant": one.id,
        "state": one.state,
        "content": plain["content"],
        "angle": one.provenance.angle,
        "verdict": one.verdict.verdict,
        "violations": plain["verdict"]["violations"],
        "evidence": plain["evidence"],
        "scores": plain["scores"],
        "origin": one.provenance.origin,
        "model": one.provenance.model,
        "adapter": one.provenance.adapter,
        "prompt": one.provenance.prompt,
        "tokens_in": usage["tokens_in"],
        "tokens_out": usage["tokens_out"],
        "cost_usd": usage["cost_usd"],
        "rounds": one.provenance.rounds,
    }


@dataclass(frozen=True)
class _Author:
    """One step under way."""

    desk: Desk
    catalog: Catalog
    request: GenerationRequest
    step: Mapping[str, Any]
    context: StepContext

    @cached_property
    def _prompt(self) -> Prompt:
        return prompt_of(self.desk, self.step["prompt"])

    def write(self) -> Round:
        """Asks, judges and asks again until there are enough texts that pass, or the rounds are used up."""
        prompt, models = self._prompt, self.step["models"]
        guardrails = self.desk.worlds.catalog(self.step["catalog"]).guardrails
        rounds, failed = Round(), list[Written]()
        for number in range(1 + REASKS):
            missing = self.step["count"] - len(rounds.kept)
            if not missing:
                break
            brief = self._brief(missing, rounds)
            told = {"job": self.context.job.id, "repetition": self.step["group"] * 10 + number}
            judged = [one.judged for one in failed]
            asked = reask(prompt, brief, models, judged, **told) if number else ask(prompt, brief, models, **told)
            completion = self._complete(asked, rounds)
            if completion is None:
                break
            rounds.completions.append(completion)
            failed = self._judged(completion, brief, guardrails, rounds, number + 1)
            rounds.failed += failed
        return rounds

    def _brief(self, count: int, rounds: Round) -> Brief:
        earlier = self.desk.stores.variants.variants(job=self.context.job.id, limit=200)
        mine = self._prefix() + "-"
        texts = [
            text
            for one in earlier
            if one.state != "rejected" and not one.id.startswith(mine)
            for text in one.content.values()
        ]
        return brief_of(self.catalog, self.request, self.step, count, [*texts, *rounds.texts()])

    def _complete(self, asked: Any, rounds: Round) -> Completion | None:
        """A completion; None where asking again failed: what passed so far is not given up for that."""
        if self.context.cancelled():
            raise JobCancelled
        try:
            return completed(self.desk.gateway(), asked, self.context.cancelled)
        except GatewayFailed as failed:
            if failed.kind == "cancelled":
                raise JobCancelled from failed
            if not rounds.completions:
                raise
            rounds.troubles.append(f"{failed.code}: {failed.message}"[:500])
            return None

    def _judged(
        self, completion: Completion, brief: Brief, guardrails: Guardrails, rounds: Round, number: int
    ) -> list[Written]:
        """Judges the drafts of a completion, keeps those that pass, and returns the others."""
        drafts = parse(completion, brief)
        share = _share(completion.usage, len(drafts))
        failed = []
        told = brief  # one and the same until a text is kept, since what is odd about a brief is worked out once for it
        for draft in drafts:
            judged = judge(
                draft,
                told,
                check=self.desk.around(lambda content: self._check(guardrails, brief, content)),
                ground=lambda content, sources: self.desk.examiner.ground(guardrails, brief, content, sources),
                duplicates=lambda content, texts: self.desk.examiner.duplicates(brief, content, texts),
            )
            if judged.passable:
                known = brief.is_closed and familiar(judged.content.values(), brief)
                scores = self._scores(brief, judged, rounds, known=known)
                rounds.kept.append(Written(judged, completion, share, number, scores, known))
                told = told.model_copy(update={"existing": (*told.existing, *judged.content.values())})
            else:
                failed.append(Written(judged, completion, share, number))
        return failed

    def _scores(self, brief: Brief, judged: Judged, rounds: Round, *, known: bool) -> tuple[Score, ...]:
        """The cheap scores, and the judge's where it decides about going live alone and everything else says yes."""
        scores = tuple(self.desk.examiner.scores(brief, judged))
        rules = review_rules(self.catalog).low
        if rules.judge is None or not self._alone(judged, scores, known=known):
            return scores
        models = self.step["models"]
        opinion = second_opinion(self.desk, self.catalog, rules.judge, models, brief, judged, self.context)
        rounds.completions += opinion.completions
        return (*scores, opinion.score)

    def _check(self, guardrails: Guardrails, brief: Brief, content: Mapping[str, str]) -> Verdict:
        return check_text(
            self.catalog,
            guardrails,
            brief.component,
            brief.locale,
            content,
            max_chars=brief.tightest,
            sources=sources_of(brief),
        )

    def store(self, rounds: Round) -> list[WrittenVariant]:
        """Stores every candidate with its first steps and returns what is stored, the passed ones first."""
        made = [self._variant(at, one) for at, one in enumerate((*rounds.kept, *rounds.failed))]
        steps = [step for one, _ in made for step in self._steps(one)]
        self.desk.stores.variants.add([one for one, _ in made], steps)
        if any(one.state == "approved" for one, _ in made):
            self.desk.reconcile(CHECKS)
        return [self.desk.stores.variants.variant(one.id) or one for one, _ in made]

    def _prefix(self) -> str:
        job = hashlib.sha256(self.context.job.id.encode()).hexdigest()[:10]
        return f"{self.request.component[:90]}.g{job}-{self.step['group']}"

    def _variant(self, at: int, one: Written) -> tuple[WrittenVariant, Written]:
        judged, completion, now = one.judged, one.completion, self.desk.now()
        component = component_of(self.catalog, self.request.component)
        variant = WrittenVariant(
            id=f"{self._prefix()}-{at}",
            component=component.id,
            kind=component.kind,
            locale=self.request.locale or self.catalog.brand.locales[0],
            segment=self.request.segment,
            content=judged.content,
            claims=judged.claims,
            tone=judged.draft.tone,
            state=self._state(one),
            risk="high" if is_high_risk(self.catalog, component) else "low",
            content_hash=content_hash(judged.content),
            policy_version=policy_version(self.catalog),
            verdict=judged.verdict,
            evidence=judged.evidence,
            scores=one.scores,
            provenance=Provenance(
                prompt=self.step["prompt"],
                prompt_hash=self._prompt.digest,
                model=completion.model,
                adapter=completion.adapter,
                origin=completion.origin,
                job=self.context.job.id,
                completion=completion.key,
                usage=one.usage,
                angle=judged.draft.angle,
                rounds=one.round,
            ),
            author=completion.origin,
            note=self.request.note,
            created_at=now,
            updated_at=now,
        )
        return variant, one

    def _state(self, one: Written) -> State:
        if not one.judged.passable:
            return "rejected"
        rules = review_rules(self.catalog).low
        cheap = [score for score in one.scores if score.evaluator != JUDGE]
        alone = self._alone(one.judged, cheap, known=one.familiar)
        if alone and rules.judge is not None:
            alone = _reach([score for score in one.scores if score.evaluator == JUDGE], rules.min_judged)
        return "approved" if alone else "in_review"

    def _alone(self, judged: Judged, scores: Sequence[Score], *, known: bool) -> bool:
        """Whether a text may go live without an editor, as far as risk, words, checks and cheap scores say."""
        rules = review_rules(self.catalog).low
        if not rules.auto or not known or judged.verdict.verdict != "pass":
            return False
        high = is_high_risk(self.catalog, component_of(self.catalog, self.request.component))
        return not high and _reach(scores, rules.min_score)

    def _steps(self, one: WrittenVariant) -> list[Review]:
        """What happened to a candidate before any person saw it: draft, checked, and where it went then."""
        actor, at = self.context.job.id, one.created_at
        draft = one.model_copy(update={"state": "draft"})
        checked = one.model_copy(update={"state": "checked"})
        told = reasons(one.verdict)
        steps = [step_of(draft, draft, "generated", actor, at), step_of(draft, checked, "checked", CHECKS, at, told)]
        if one.state == "rejected":
            return [*steps, step_of(checked, one, "reject", CHECKS, at, told)]
        if one.state == "approved":
            return [*steps, step_of(checked, one, "approve", CHECKS, at, "low risk, every check and score passed")]
        return [*steps, step_of(checked, one, "submitted", actor, at)]


def _reach(scores: Sequence[Score], least: float) -> bool:
    """Whether there are scores, none of them a failure, and none lower; a text nobody graded does not go live alone."""
    return bool(scores) and all(one.value is not None and one.value >= least for one in scores)


def _share(usage: Usage, drafts: int) -> Usage:
    """One draft's part of what a completion cost."""
    parts = max(drafts, 1)
    return Usage(
        tokens_in=round(usage.tokens_in / parts),
        tokens_out=round(usage.tokens_out / parts),
        cost_usd=usage.cost_usd / parts,
    )
