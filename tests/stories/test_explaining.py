"""Promise 11: every decision can be explained and replayed from what was recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, get_args

import orjson
import pytest

from content_engine import SegmentClaim
from content_engine.domain.errors import NotFound
from content_engine.domain.refusals import REFUSAL_CODES, LoserCode

CODES = {*REFUSAL_CODES, *get_args(LoserCode)}


def places_add_up(explanation: dict[str, Any]) -> int:
    """Checks that the candidates of each place have probabilities that sum to one; how many places there were."""
    places = 0
    for tried in explanation["attempts"]:
        for slot in tried["slots"]:
            rows = [row["probabilities"] for row in slot["candidates"]]
            for at, place in enumerate(zip(*rows, strict=True)):
                # a place that may stay empty holds something or nothing
                assert sum(place) == pytest.approx(1.0) or (sum(place) < 1 and (at or not slot["required"]))
                places += 1
            assert all(row["probability"] == row["probabilities"][0] for row in slot["candidates"])
    return places


def mixture(house: Any) -> list[Any]:
    """Decisions of every sort: ranked, held out, late, refused for all kinds of reasons, in several languages."""
    house.rule(
        holdouts=[
            {"id": "h", "share": 0.2, "salt": "s1"},
            {"id": "q", "share": 0.1, "salt": "s2", "kind": "silent_holdout"},
        ],
        caps=[
            {"id": "worn", "scope": "component", "max": 1, "per": "P3D"},
            {"id": "acc", "scope": "account", "max": 9, "per": "P1D"},
        ],
        quiet_hours=[{"id": "night", "from": "22:00", "until": "07:00", "default_timezone": "Europe/Berlin"}],
        suppress=[{"id": "owned", "when": {"csm_managed": True}, "code": "suppressed.account_owner"}],
    )
    tokyo = timezone(timedelta(hours=9))
    now = house.clock.now()
    claims = [
        {"version": 2, "observed_at": now},
        {"version": 1, "observed_at": (now - timedelta(days=31)).astimezone(tokyo)},
        {"version": 1, "observed_at": now, "expires_at": (now - timedelta(hours=1)).astimezone(tokyo)},
        {"version": 1, "observed_at": now, "confidence": 0.1 + 0.2, "events": 3},
    ]
    people = [{"attributes": {"first_name": "Ada", "n": 1.0, "deep": {"a": [1, None, "ü"]}}}, {"locale": "de-AT"}]
    people += [
        {"attributes": {"csm_managed": True}},
        {"attributes": {"timezone": "Pacific/Auckland"}},
        {"segments": ()},
    ]
    people += [{"segments": (SegmentClaim(segment_id="all-users", **one),)} for one in claims]
    people += [{"template": ("nope", "acme-tip-email")}, {"account_id": "acme"}, {"locale": "pt-BR"}]
    asked = [house.ask(f"u_{n}_{m}", **given) for n, given in enumerate(people) for m in range(4)]
    asked += [house.ask(f"u_0_{m}", template="acme-tip-email") for m in range(4)] * 2
    decisions = house.engine.decide_many(asked)
    house.engine.set_preferences("u_0_0", do_not_disturb=True)
    house.engine.set_preferences("u_0_1", consent={"all": False})
    house.later(hours=3)
    again = [house.ask(f"u_0_{m}", template=name) for m in range(4) for name in ("acme-tip-inapp", "acme-tip-email")]
    return decisions + house.engine.decide_many(
        again, arrived=house.clock.now() - timedelta(seconds=1, milliseconds=500)
    )


def test_every_decision_replays_to_the_byte(house: Any) -> None:
    """Whatever was decided is decided the same again: later, with other content, by another process."""
    decisions = mixture(house)
    codes = {one.refusal.code for one in decisions if one.refusal}
    assert {one.arm for one in decisions} == {"treatment", "holdout", "silent_holdout"}
    assert {one.served_by for one in decisions} == {"policy", "control"}
    assert len(codes) > 8
    house.later(days=200)
    house.without_rules()
    house.restart()
    replayed = list(house.engine.replay_all())
    assert [one.differences for one in replayed if not one.identical] == []
    assert {one.decision_id for one in replayed} == {one.decision_id for one in decisions}
    assert sum(house.stores.memory.summary()["decisions"].values()) == len(replayed)


def test_every_decision_explains_itself(house: Any) -> None:
    """The explanation names the choice among candidates that add up to one, and each loser and rule with its code."""
    places = 0
    for decision in mixture(house):
        told = house.engine.explain(decision.decision_id)
        places += places_add_up(told)
        tried = told["attempts"][-1]
        chances = {row["variant"]: row["probabilities"] for slot in tried["slots"] for row in slot["candidates"]}
        for choice in decision.choices:
            if decision.served_by == "policy":
                assert choice.propensity == chances[choice.variant][choice.position]
        if decision.refusal:
            assert told["attempts"][0]["refusal"]["code"] == decision.refusal.code
        losers = [loser for slot in tried["slots"] for loser in slot["losers"]]
        assert {one["code"] for one in [*losers, *tried["rules"]]} <= CODES
        assert {loser["variant"] for loser in losers}.isdisjoint(choice.variant for choice in decision.choices)
        assert orjson.loads(orjson.dumps(told)) == told
    assert places > 70


def test_the_propensity_of_a_message_is_the_product_of_independent_places(quick_house: Any) -> None:
    """Where places do not constrain each other, the whole is the product of its choices."""
    decision = quick_house.decide()
    product = 1.0
    for choice in decision.choices:
        product *= choice.propensity
    assert decision.propensity == pytest.approx(product)


def test_a_refusal_explains_every_rule_that_forbids(quick_house: Any) -> None:
    """The first is the reason, the others stand beside it, and `retry_at` waits for the last of them."""
    quick_house.rule(caps=[{"id": "hourly", "scope": "user", "max": 1, "per": "PT1H"}])
    first = quick_house.decide()
    quick_house.later(minutes=30)
    refused = quick_house.decide(template="acme-tip-email")
    rules = quick_house.engine.explain(refused.decision_id)["attempts"][0]["rules"]
    assert [(one["code"], one["rule"]) for one in rules] == [
        ("cap.user", "hourly"),
        ("gap.channel", "in-app-then-email"),
    ]
    assert refused.refusal.code == "cap.user"
    assert refused.refusal.retry_at == first.decided_at + timedelta(hours=2)


def test_an_explanation_comes_with_the_answer_or_later_the_same(house: Any) -> None:
    """Asked for at once, with a repeat, or by the decision's id: the same words."""
    asked = house.ask(explain=True)
    first = house.engine.decide(asked)
    house.later(days=1)
    assert house.engine.decide(asked).explanation == first.explanation
    assert house.engine.decision(first.decision_id, explain=True).explanation == first.explanation
    assert house.engine.explain(first.decision_id) == first.explanation


def test_a_replay_tells_what_differs(quick_house: Any) -> None:
    """A record that somebody tampered with is found out, field by field."""
    decision = quick_house.decide()
    memory = quick_house.stores.memory
    record = memory.decision(decision.decision_id).record
    answer = orjson.loads(record.answer)
    memory._decisions[decision.decision_id] = replace(record, answer=orjson.dumps({**answer, "propensity": 0.9}))
    told = quick_house.engine.replay(decision.decision_id)
    assert (told.identical, told.differences) == (False, ("propensity",))


def test_what_nobody_decided_cannot_be_explained(house: Any) -> None:
    """An unknown id is told as such."""
    for ask in (house.engine.explain, house.engine.replay, house.engine.decision):
        with pytest.raises(NotFound) as caught:
            ask("d-nobody-knows")
        assert caught.value.field == "decision_id"


def test_a_decision_says_when_it_was_made(quick_house: Any) -> None:
    """Ids ascend with time, times are milliseconds in UTC, and the same question later is another decision's."""
    made = []
    for _ in range(3):
        made.append(quick_house.decide("u_1"))
        quick_house.later(hours=30, milliseconds=7)
    assert [one.decision_id for one in made] == sorted(one.decision_id for one in made)
    for one in made:
        assert one.decided_at.utcoffset() == timedelta(0)
        assert int(one.decision_id[1:13], 16) == int(one.decided_at.timestamp() * 1000)
        assert isinstance(one.expires_at, datetime)
        assert one.expires_at - one.decided_at == timedelta(days=1)


def test_a_batch_answers_as_single_requests_would(make_house: Any) -> None:
    """Deciding together or one after another gives the same bytes: the batch is only a faster way."""
    together, apart = make_house(), make_house()
    for house in (together, apart):
        house.rule(caps=[{"id": "worn", "scope": "component", "max": 1, "per": "P3D"}])
    asked = [
        together.ask(f"u_{n % 4}", f"r{n}", template=t) for n, t in enumerate(["acme-tip-inapp", "acme-tip-email"] * 8)
    ]
    assert together.engine.decide_raw(asked) == [apart.engine.decide_raw([one])[0] for one in asked]
