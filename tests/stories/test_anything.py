"""Whatever a stranger sends: an answer with a known code or an error by field, and a replay to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_engine import Decision, DecisionRequest, SegmentClaim
from content_engine.domain.catalog import Catalog
from content_engine.domain.refusals import REFUSAL_CODES, LoserCode

NAMES = [
    "first_name",
    "company",
    "plan",
    "role",
    "open_tickets",
    "error_rate",
    "industry",
    "country",
    "region",
    "seats",
]
NAMES += ["timezone", "activated", "csm_managed", "do_not_disturb", "email_consent", "segments", "locale", "milestones"]
LOCALES = ["en", "de", "de-AT", "fr", "en-GB", "zh-Hant-TW", "DE-at"]
TEMPLATES = ["trial-activation-email", "trial-activation-checklist", "trial-activation-tooltip", "seat-expansion-email"]
TEMPLATES += ["seat-expansion-in-app", "churn-status-email", "churn-diagnostic-in-app", "csm-handover-note", "no-such"]
SEGMENTS = ["evaluator-admins", "onboarding-accounts", "seat-growth-admins", "churn-risk-accounts", "nobody"]
CODES = {*REFUSAL_CODES, *get_args(LoserCode)}

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
words = st.sampled_from(
    ["Ada", "basic", "pro", "enterprise", "admin", "DE", "US", "Asia/Tokyo", "FinTech", "{{ x }}", ""]
)
plain = (
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
)
values = st.recursive(
    plain | texts | words, lambda v: st.lists(v, max_size=3) | st.dictionaries(texts, v, max_size=3), max_leaves=4
)
zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))])
moments = st.datetimes(datetime(2026, 11, 10), datetime(2026, 11, 30), timezones=zones)  # noqa: DTZ001 - zones follow
claims = st.builds(
    SegmentClaim,
    segment_id=st.sampled_from(SEGMENTS),
    version=st.sampled_from([1, 1, 3]),
    scope=st.sampled_from(["user", "account"]),
    confidence=st.none() | st.floats(0, 1),
    events=st.none() | st.integers(0, 2**40),
    observed_at=st.none() | moments,
    expires_at=st.none() | moments,
)
requests = st.builds(
    DecisionRequest,
    request_id=st.just("?"),
    template=st.sampled_from(TEMPLATES) | st.lists(st.sampled_from(TEMPLATES), min_size=1, max_size=4).map(tuple),
    user_id=st.sampled_from(["u_1", "u_2", "ü", "  ", "'; --", "../x", "user:u_1"]),
    account_id=st.none() | st.sampled_from(["acme", "u_1"]),
    locale=st.sampled_from(LOCALES),
    segments=st.none() | st.lists(claims, max_size=4).map(tuple),
    attributes=st.dictionaries(st.sampled_from(NAMES) | texts, values, max_size=8),
    explain=st.booleans(),
)
questions = st.tuples(requests, st.booleans())


def named(batch: list[tuple[DecisionRequest, bool]], house: Any, numbers: Iterator[int]) -> list[DecisionRequest]:
    """The requests under new ids; the good ones with claims that hold now, so that not all are refused."""
    contracts = house.engine.worlds.now().catalog.contracts
    known = {"confidence": 0.9, "events": 50, "observed_at": house.clock.now()}
    claims = [
        SegmentClaim(segment_id=c.segment_id, version=c.version, scope=c.scope, **known) for c in contracts.values()
    ]
    held = {True: {"segments": tuple(one for one in claims if one.segment_id in SEGMENTS)}, False: {}}
    return [one.model_copy(update={"request_id": f"r{next(numbers)}", **held[good]}) for one, good in batch]


def holds(decision: Decision, told: dict[str, Any], now: datetime) -> None:
    """What is true of every decision and its explanation."""
    assert (decision.message is None) == (decision.refusal is not None) == (decision.status == "refused")
    assert decision.refusal is None or decision.refusal.code in CODES
    assert decision.refusal is None or (decision.refusal.retry_at or now) >= now
    for slot in (slot for tried in told["attempts"] for slot in tried["slots"]):
        total = sum(row["probability"] for row in slot["candidates"])
        assert total == pytest.approx(1.0) or (total < 1 and not slot["required"]) or not slot["candidates"]
        assert {loser["code"] for loser in slot["losers"]} <= CODES


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(batches=st.lists(st.lists(questions, min_size=1, max_size=4), min_size=1, max_size=4), hours=st.integers(0, 30))
def test_any_request_has_an_answer_that_explains_and_replays_itself(
    make_house: Callable[..., Any], starter: Catalog, batches: list[list[tuple[DecisionRequest, bool]]], hours: int
) -> None:
    """No batch fails: each decision has a known code or a message, adds up, and is decided the same from its record."""
    house, numbers = make_house(catalog=starter), count()
    for batch in batches:
        asked = named(batch, house, numbers)
        for request, decision in zip(asked, house.engine.decide_many(asked), strict=True):
            told = house.engine.explain(decision.decision_id)
            assert decision.explanation == (told if request.explain else None)
            holds(decision, told, house.clock.now())
        house.later(hours=hours)
    assert [one.differences for one in house.engine.replay_all() if not one.identical] == []


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(batch=st.lists(questions, min_size=2, max_size=4))
def test_what_strangers_ask_in_the_same_batch_changes_nothing(
    make_house: Callable[..., Any], starter: Catalog, batch: list[tuple[DecisionRequest, bool]]
) -> None:
    """Dry runs answer the same alone and together."""
    house = make_house(catalog=starter)
    asked = [one.model_copy(update={"dry_run": True, "explain": False}) for one in named(batch, house, count())]
    assert house.engine.decide_raw(asked) == [house.engine.decide_raw([one])[0] for one in asked]
