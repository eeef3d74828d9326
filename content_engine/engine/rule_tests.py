"""Runs the unit tests that stand beside the rules in a policy file (interface §2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from content_engine.domain.assignments import SegmentClaim, SegmentContract
from content_engine.domain.base import to_ms
from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.memory import SubjectMemory, Touch, account_key, user_key
from content_engine.domain.rules import Given, Holdout, Past, PolicyFile, PolicyTest
from content_engine.engine.case import Attempt, Case, World
from content_engine.engine.compiled import CompiledCatalog
from content_engine.engine.story import decide_case
from content_engine.experiments.allocation import allocate
from content_engine.ranking.snapshot import Snapshot

ACCOUNT = "account-1"
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
"""When a test takes place that does not say: a Wednesday noon, UTC."""
SUBJECTS = 20_000
"""How many made-up subjects are looked through for one in the arm that the test is about."""


def failed_tests(policy: PolicyFile, compiled: CompiledCatalog) -> Iterator[tuple[int, str]]:
    """The tests of a policy file that do not hold: index and what happened instead."""
    world = World(compiled, Snapshot(), Snapshot().version, "policy tests")
    for index, test in enumerate(policy.tests):
        attempt = _run(test, compiled, world)
        message = _judged(test, attempt)
        if message:
            yield index, f"test {test.name or index + 1}: {message}"


def _judged(test: PolicyTest, attempt: Attempt) -> str | None:
    if attempt.no is None:
        return None if test.expect == "assembled" else "expected a refusal, the message was assembled"
    told = f"{attempt.no.code} ({attempt.no.detail})"
    if test.expect == "assembled":
        return f"expected the message, it was refused: {told}"
    if test.code and attempt.no.code != test.code:
        return f"expected {test.code}, got {told}"
    return None


def _run(test: PolicyTest, compiled: CompiledCatalog, world: World) -> Attempt:
    return decide_case(_case(test.given, compiled, _subject(test, compiled)), world).attempt


def _subject(test: PolicyTest, compiled: CompiledCatalog) -> str:
    """A subject in treatment, or in the silent holdout where the test expects it."""
    wanted = "silent_holdout" if test.code == "holdout.silent" else "treatment"
    holdouts = [holdout for file in compiled.rules.files for holdout in file.holdouts]
    names = (f"subject-{number}" for number in range(SUBJECTS))
    fits = (n for n in names if _arm(holdouts, test.given.template, n) == wanted)
    return next(fits, "subject-0")


def _arm(holdouts: Sequence[Holdout], template: str, user_id: str) -> str:
    return allocate(holdouts, template=template, user_id=user_id, account_id=ACCOUNT).arm


def _case(given: Given, compiled: CompiledCatalog, user_id: str) -> Case:
    now = datetime.fromisoformat(given.at).astimezone(UTC) if given.at else NOON
    request = DecisionRequest(
        request_id=f"test-{user_id}",
        template=given.template,
        user_id=user_id,
        account_id=ACCOUNT,
        locale=given.locale,
        attributes=given.attributes,
    )
    touches = tuple(_touch(past, compiled, to_ms(now), number) for number, past in enumerate(given.history))
    ordered = tuple(sorted(touches, key=lambda touch: touch.at))
    revoked = dict.fromkeys(given.revoked, (False, 0))
    milestones = dict.fromkeys(given.milestones, 0)
    user = SubjectMemory(user_key(user_id), 1, ordered, revoked, milestones)
    account = SubjectMemory(account_key(ACCOUNT), 1, ordered)
    return Case(request, to_ms(now), user, account, _claims(given, compiled, now))


def _touch(past: Past, compiled: CompiledCatalog, now_ms: int, number: int) -> Touch:
    template = compiled.templates[past.template].template
    at = now_ms - int(past.ago.total_seconds() * 1000)
    segment = next((c.segment_id for c in compiled.contracts.values() if past.template in c.activation.templates), "")
    return Touch(
        f"past-{number}", at, None, template.channel, template.id, template.stage, segment, past.components, past.claims
    )


def _claims(given: Given, compiled: CompiledCatalog, now: datetime) -> tuple[SegmentClaim, ...]:
    names = given.segments
    if names is None:
        fitting = [c for c in compiled.contracts.values() if given.template in c.activation.templates]
        names = tuple(contract.segment_id for contract in fitting[:1])
    return tuple(_claim(compiled.contracts[name], now) for name in names if name in compiled.contracts)


def _claim(contract: SegmentContract, now: datetime) -> SegmentClaim:
    events = contract.eligibility.min_events
    return SegmentClaim(
        segment_id=contract.segment_id,
        version=contract.version,
        scope=contract.scope,
        confidence=1.0,
        events=events,
        observed_at=now,
    )
