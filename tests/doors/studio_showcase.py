"""A Studio with something on every page: texts, breaches, runs, jobs, a subject, people; and where each page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext

from content_engine import DecisionRequest, SegmentClaim
from content_engine.domain.accounts import Role
from content_engine.domain.evals import CaseResult, Judged, Run, Summary
from content_engine.domain.llm import Usage
from content_engine.domain.verdicts import Verdict, Violation
from content_engine.domain.writing import Evidence, Score, WrittenVariant
from content_engine.engine.desk import Desk, usable
from content_engine.engine.performance_view import PARTS
from content_engine.engine.publishing import moved, step_of
from content_engine.web.studio.routes import PAGES
from tests.doors.conftest import EMAIL, IN_APP
from tests.doors.studio_stage import COMPONENT, PASSWORD, Stage

TEXTS = ("Bring one question to your first chart", "Show a colleague this chart", "A calm start with charts")
AT = 1_795_000_000_000
SUBJECT = "u-1"


@dataclass(frozen=True)
class Showcase:
    """What there is: a waiting text, one with breaches, an approved one, a job, a decision, an invitation's secret."""

    stage: Stage
    waiting: str
    breached: str
    approved: str
    job: str
    decision: str
    secret: str

    @property
    def values(self) -> dict[str, tuple[str, ...]]:
        """What stands for the parameters of a page, by the beginning of its address; the first fitting one counts."""
        return {
            "/studio/invitations/": (self.secret,),
            "/studio/variants/": (self.waiting,),
            "/studio/templates/": (EMAIL,),
            "/studio/components/": (COMPONENT,),
            "/studio/jobs/": (self.job,),
            "/studio/evaluations/": ("run-2", "c1"),
            "/studio/subjects/decisions/": (self.decision,),
            "/studio/subjects/": (SUBJECT,),
            "/studio/performance/": (PARTS[0].name,),
            "/studio/policies/": tuple(one.id for one in desk(self.stage).catalog().policies[:1]),
        }

    @property
    def states(self) -> list[str]:
        """Addresses of pages that look different with other data or another question."""
        return [
            f"/studio/variants/{self.breached}", f"/studio/variants/{self.approved}", "/studio/variants/cta.build.a",
            "/studio/reviews?state=all", "/studio/reviews?kind=nothing", "/studio/evaluations/compare?a=run-1&b=run-2",
            "/studio/evaluations/run-2/cases/c1?beside=run-1", f"/studio/subjects?user_id={SUBJECT}",
            f"/studio/templates/{IN_APP}", f"/studio/templates/{EMAIL}/coverage?locale=all",
            "/studio/components?q=nothing-has-this", "/studio/nowhere",
        ]  # fmt: skip

    def addresses(self, method: str = "GET") -> Iterator[str]:
        """An address of every page of the Studio. Raises LookupError for a page whose parameters nobody gave here."""
        for page in PAGES:
            if page.method == method and not page.path.startswith("/studio/oidc"):
                yield self.filled(page.path)

    def filled(self, path: str) -> str:
        """The address with values for its parameters."""
        names = re.findall(r"\{(\w+)[^}]*\}", path)
        if not names:
            return path
        given = next((values for start, values in self.values.items() if path.startswith(start)), ())
        if len(given) < len(names):
            raise LookupError(f"studio_showcase.Showcase.values has nothing for {path}")
        for value in given[: len(names)]:
            path = re.sub(r"\{[^}]*\}", lambda _: quote(value, safe=""), path, count=1)  # noqa: B023 - used at once
        return path


def desk(stage: Stage) -> Desk:
    """What texts, runs and jobs are kept on."""
    return usable(stage.engine.desk)


def copied(stage: Stage, first: WrittenVariant, name: str, **fields: Any) -> WrittenVariant:
    """A stored text told again under another name and with other fields, as if it had been written so."""
    one = first.model_copy(update={"id": name, "version": 1, **fields})
    steps = [step_of(one, one, "submitted", "test", one.created_at)]
    assert desk(stage).stores.variants.add([one], steps) == 1
    return one


def a_run(number: int, *texts: str) -> Run:
    """A run of the suite `small` with a case for each text, and one without any."""
    scores = (Score(evaluator="judge", value=2.0 + number, repeated=(2.0, 3.0), reason="because"),)
    cases = [
        CaseResult(
            case=f"c{n}", component="cta.build", judged=(Judged(index=0, content={"text": text}, scores=scores),)
        )
        for n, text in enumerate(texts)
    ]
    summary = Summary(
        evaluator="judge", mean=2.0 + number, low=2.0, high=5.0, values=2, threshold=3.5, passed=number > 1
    )
    return Run(
        id=f"run-{number}", suite="small", prompt=f"variant/{number}", prompt_hash="0" * 64, model="m", origin="llm",
        catalog_version="v", at=AT + number * 86_400_000, passed=number > 1, usage=Usage(cost_usd=0.25),
        cases=(*cases, CaseResult(case="broken", failure="gateway: gone")), summaries=(summary,),
        params={"judge": {"use": "judge"}},
    )  # fmt: skip


def asked(stage: Stage, user_id: str, request_id: str) -> str:
    """A decision about a tip; its id."""
    claim = SegmentClaim(segment_id="all-users", version=1, observed_at=stage.engine.clock.now())
    question = DecisionRequest(request_id=request_id, template=IN_APP, user_id=user_id, segments=(claim,))
    return str(stage.engine.decide(question).decision_id)


def filled(stage: Stage) -> Showcase:
    """Puts something on every page."""
    one, *rest = stage.written(*TEXTS)
    breaches = [
        Violation(guardrail="competitor", severity="reject", span=(0, 5), message="Names a competitor."),
        Violation(guardrail="tone", severity="flag", span=(10, 18), message="Rather loud."),
    ]
    told = {
        "verdict": Verdict.of(breaches),
        "evidence": (Evidence(field="text", span=(6, 9), sources=("F3",)),),
        "scores": (
            Score(evaluator="grounding", value=0.5, reason="one of two"),
            Score(evaluator="judge", failure="gone"),
        ),
    }
    breached = copied(stage, one, "headline.breached", **told)
    approved = copied(stage, one, "headline.approved", state="approved", approvals=("ada@example.com",))
    for number in (1, 2):
        desk(stage).stores.runs.add(a_run(number, "Invite a colleague", f"Build {number} charts"))
    assert stage.engine.accounts is not None and one.provenance.job is not None
    secret = stage.engine.accounts.invite("guest@example.com", "Guest", ("qa",))
    decision, _ = (asked(stage, SUBJECT, f"r-{number}") for number in range(2))
    return Showcase(stage, rest[0].id, breached.id, approved.id, one.provenance.job, decision, secret)


def signed_in(
    stage: Stage, opened: Browser, *roles: Role, name: str, email: str = "somebody@example.com", **how: Any
) -> BrowserContext:
    """A browser's window of somebody with these roles."""
    accounts = stage.engine.accounts
    assert accounts is not None
    signed = accounts.accept(accounts.invite(email, name, roles), PASSWORD)
    context = opened.new_context(base_url=stage.url, **how)
    context.add_cookies([{"name": "studio-session", "value": signed.secret, "url": stage.url}])
    context.set_default_timeout(15_000)
    return context


def changed(stage: Stage, one: WrittenVariant, **fields: Any) -> WrittenVariant:
    """A stored text after a step that set these fields."""
    after = moved(one, one.updated_at, **fields)
    assert desk(stage).stores.variants.step(after, step_of(one, after, "comment", "test", one.updated_at))
    return after
