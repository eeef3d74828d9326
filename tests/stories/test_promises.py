"""Promises 2, 3 and 12 of the interface (§7), on the fakes, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import orjson
import pytest
from pydantic import ValidationError

from content_engine import DecisionRequest, Exposure, Outcome
from content_engine.domain.errors import BadInput, ContentEngineError, IdempotencyMismatch

TICK = timedelta(milliseconds=1)


def sent(house: Any, decision: Any, kind: str = "sent", **given: Any) -> Any:
    """Tells the engine of an exposure, now unless `at` is given."""
    exposure = Exposure(**{"decision_id": decision.decision_id, "at": house.clock.now(), "kind": kind, **given})
    return house.engine.expose_many([exposure])


def outcome(house: Any, name: str, number: int = 1, **given: Any) -> Outcome:
    """Something that a subject did, now unless `at` is given."""
    return Outcome(**{"outcome": name, "at": house.clock.now(), "external_id": f"e{number}", **given})


def stored(house: Any) -> int:
    """How many decisions the memory holds."""
    return sum(house.stores.memory.summary()["decisions"].values())


# ---------------------------------------------------------------- 2: one request_id, one decision, one reservation


def test_a_repeat_gets_the_first_answer_back(house: Any) -> None:
    """Byte for byte the same, hours later, with new content, after a restart; and one reservation in all."""
    asked = house.ask(attributes={"first_name": "Ada"})
    first = house.engine.decide_raw([asked])
    house.later(hours=5)
    house.rule(caps=[{"id": "none", "scope": "user", "max": 0, "per": "P1D"}])
    assert house.engine.decide_raw([asked]) == first
    house.restart()
    assert house.engine.decide_raw([asked, asked]) == first * 2
    assert stored(house) == 1
    assert len(house.engine.subject("u_1")["memory"]["touches"]) == 1


def test_how_an_answer_is_wanted_is_no_other_question(house: Any) -> None:
    """`deadline_ms` and `explain` may differ between repeats; the explanation comes on top of the first answer."""
    first = house.decide(request_id="one")
    again = house.decide(request_id="one", deadline_ms=99, explain=True)
    assert again.explanation is not None
    assert again.model_copy(update={"explanation": None}) == first


def test_another_body_under_the_same_id_is_a_mismatch_and_changes_nothing(house: Any) -> None:
    """The error names the field and has its stable code; the first answer stays."""
    first = house.decide(request_id="one")
    for other in (
        {"locale": "de"},
        {"user_id": "u_2"},
        {"attributes": {"plan": "pro"}},
        {"template": "acme-tip-email"},
    ):
        with pytest.raises(IdempotencyMismatch) as caught:
            house.decide(**{"user_id": "u_1", "request_id": "one", **other})
        assert (caught.value.code, caught.value.field) == ("idempotency.mismatch", "request_id")
    assert house.decide(request_id="one") == first
    assert stored(house) == 1


def test_in_a_batch_each_request_has_its_own_answer_or_error(house: Any) -> None:
    """Doubled requests share an answer, one with another body gets an error, and the rest are not touched by it."""
    one, other = house.ask("u_1", "one"), house.ask("u_1", "one", locale="de")
    answers = house.engine.decide_raw([one, other, one, house.ask("u_2")])
    assert answers[0] == answers[2]
    assert isinstance(answers[1], IdempotencyMismatch)
    assert isinstance(answers[3], bytes)
    assert stored(house) == 2


def test_a_repeat_finds_its_answer_whatever_stands_before_it(house: Any) -> None:
    """In a later batch the recorded body gets its answer though a wrong one with the same id stands first."""
    one, other = house.ask("u_1", "one"), house.ask("u_1", "one", locale="de")
    first = house.engine.decide_raw([one])[0]
    answers = house.engine.decide_raw([other, one])
    assert isinstance(answers[0], IdempotencyMismatch)
    assert answers[1] == first


def test_a_dry_run_leaves_no_trace(house: Any) -> None:
    """It answers as the real one would, and neither stores a decision nor reserves anything."""
    dry = house.decide("u_1", "dry", dry_run=True)
    assert (dry.status, dry.dry_run) == ("assembled", True)
    assert stored(house) == 0
    assert house.engine.subject("u_1")["memory"]["touches"] == []
    assert all(house.code() is None for _ in range(5))


def test_a_dry_run_is_no_other_question(house: Any) -> None:
    """Under one request_id a dry run may come first, later, or in one batch: the real request is decided and stored."""
    dry, real = house.ask("u_1", "one", dry_run=True), house.ask("u_1", "one")
    before, first, after = house.engine.decide_raw([dry, real, dry])
    assert (before, stored(house)) == (after, 1)
    assert (b'"dry_run":true' in before, b'"dry_run":true' in first) == (True, False)
    assert house.engine.decide_raw([real, dry]) == [first, first]
    other = house.ask("u_2", "one", dry_run=True)
    assert isinstance(house.engine.decide_raw([other])[0], IdempotencyMismatch)
    assert stored(house) == 1


# ---------------------------------------------------------------- 3: caps, gaps, consent at every commit


def test_a_full_cap_refuses_until_the_time_it_tells(house: Any) -> None:
    """Two a day: the third is refused; a millisecond before `retry_at` it still is, at `retry_at` no longer."""
    for _ in range(2):
        sent(house, house.decide())
        house.later(hours=3)
    refused = house.decide()
    assert (refused.refusal.code, refused.message, refused.choices) == ("cap.user", None, ())
    house.clock.set(refused.refusal.retry_at - TICK)
    assert house.code() == "cap.user"
    house.clock.set(refused.refusal.retry_at)
    assert house.code() is None


def test_a_cap_holds_inside_one_batch(house: Any) -> None:
    """Five requests for one subject in one batch: the later ones see what the earlier ones reserved."""
    decisions = house.engine.decide_many([house.ask() for _ in range(5)])
    assert [one.status for one in decisions] == ["assembled"] * 2 + ["refused"] * 3
    assert {one.refusal.code for one in decisions[2:]} == {"cap.user"}


@pytest.mark.parametrize("scope", ["component", "claim"])
def test_a_cap_of_none_keeps_a_component_or_claim_out_of_every_message(quick_house: Any, scope: str) -> None:
    """`max: 0` binds the very first message: no component at all is none to fill a slot with; no claim, none made."""
    made = {one.id: one.claims for one in quick_house.catalog.components}
    assert any(made[one.component] for n in range(20) for one in quick_house.decide(f"u_{n}").choices)
    quick_house.rule(caps=[{"id": "none", "scope": scope, "max": 0, "per": "P1D"}])
    for number in range(20):
        decision = quick_house.decide(f"v_{number}")
        if scope == "component":
            assert (decision.refusal.code, decision.refusal.retry_at) == ("cap.component", None)
        assert not any(made[choice.component] for choice in decision.choices)


def test_a_cap_per_account_counts_all_its_people(house: Any) -> None:
    """Three people of one account share its cap, in one batch and over several."""
    house.rule(caps=[{"id": "account", "scope": "account", "max": 3, "per": "P1D"}])
    people = house.engine.decide_many([house.ask(f"u_{n}", account_id="acme") for n in range(3)])
    assert [one.status for one in people] == ["assembled"] * 3
    assert house.code("u_9", account_id="acme") == "cap.account"
    assert house.code("u_9", account_id="other") is None


def test_no_email_within_two_hours_of_an_in_app_prompt(house: Any) -> None:
    """The gap is counted from the exposure once there is one, and ends when it says."""
    prompt = house.decide()
    house.later(minutes=50)
    sent(house, prompt, "seen")
    house.later(minutes=100)
    refused = house.decide(template="acme-tip-email")
    assert refused.refusal.code == "gap.channel"
    assert refused.refusal.retry_at == house.clock.now() + timedelta(minutes=20)
    house.later(minutes=20)
    assert house.decide(template="acme-tip-email").status == "assembled"


@pytest.mark.parametrize("channel", ["in_app", "all"])
def test_revoked_consent_acts_at_once(house: Any, channel: str) -> None:
    """The very next decision is refused; given again, the next one is not. Other channels are as they were."""
    house.engine.set_preferences("u_1", consent={channel: False})
    assert house.code() == "consent.missing"
    assert house.code(template="acme-tip-email") == ("consent.missing" if channel == "all" else None)
    assert house.code("u_2") is None
    house.engine.set_preferences("u_1", consent={channel: True})
    assert house.code() is None


@pytest.mark.parametrize("granted", [True, False])
def test_in_one_call_the_word_for_a_channel_outweighs_that_for_all(house: Any, granted: bool) -> None:
    """`{all: no, email: yes}` leaves e-mail on, the other way round e-mail alone is off; later words count as ever."""
    words = {"all": not granted, "email": granted}
    for said in (words, dict(reversed(words.items()))):
        house.engine.set_preferences("u_1", consent=said)
        assert house.code(template="acme-tip-email") == (None if granted else "consent.missing")
        assert house.code() == ("consent.missing" if granted else None)
    house.engine.set_preferences("u_1", consent={"all": False})
    assert house.code(template="acme-tip-email") == house.code() == "consent.missing"


@pytest.mark.parametrize("word", ["unsubscribed", "complained"])
def test_an_outcome_that_revokes_acts_at_once(house: Any, word: str) -> None:
    """With its decision it revokes that channel; naming only the user, all of them."""
    decision = house.decide()
    house.engine.observe_many([outcome(house, word, decision_id=decision.decision_id)])
    assert house.code() == "consent.missing"
    assert house.code(template="acme-tip-email") == "gap.channel"
    house.engine.observe_many([outcome(house, word, 2, user_id="u_2")])
    assert house.code("u_2", template="acme-tip-email") == "consent.missing"


def test_the_unsubscribe_link_revokes_the_channel_of_its_decision(house: Any) -> None:
    """The link names the decision and nothing else; an unknown one changes nothing."""
    decision = house.decide(template="acme-tip-email")
    assert house.engine.unsubscribe(decision.decision_id)
    assert house.code(template="acme-tip-email") == "consent.missing"
    assert house.code() is None
    assert not house.engine.unsubscribe("d-nobody-knows")
    unknown = house.decide(template="no-such-template")
    assert not house.engine.unsubscribe(unknown.decision_id)


def test_do_not_disturb_silences_everything_at_once(house: Any) -> None:
    """On, nothing is said on any channel; off again, it is."""
    house.engine.set_preferences("u_1", do_not_disturb=False)
    house.engine.set_preferences("u_1", do_not_disturb=True)
    assert [house.code(template=name) for name in ("acme-tip-inapp", "acme-tip-email")] == [
        "consent.do_not_disturb"
    ] * 2
    house.engine.set_preferences("u_1", do_not_disturb=False)
    assert house.code() is None


@pytest.mark.parametrize("last", [True, False])
def test_the_newest_word_counts_on_a_clock_set_back(house: Any, last: bool) -> None:
    """After the clock was set back a subject's newest word still counts, whether it gives consent or takes it."""
    house.engine.set_preferences("u_1", consent={"all": not last, "in_app": not last}, do_not_disturb=last)
    house.later(hours=-2)
    house.engine.set_preferences("u_1", consent={"all": last}, do_not_disturb=not last)
    assert house.code() == (None if last else "consent.do_not_disturb")
    house.engine.set_preferences("u_1", do_not_disturb=False)
    assert house.code() == (None if last else "consent.missing")


def test_a_clock_that_steps_back_reopens_nothing(house: Any) -> None:
    """Caps and gaps that are full stay full at every earlier time of the clock."""
    for _ in range(2):
        sent(house, house.decide())
    for hours in (0, -1, -5, -30):
        house.later(hours=hours)
        assert house.code() == "cap.user"
        assert house.code(template="acme-tip-email") == "cap.user"


def test_a_reservation_that_nobody_confirms_is_given_back(house: Any) -> None:
    """It ends when the decision said it would; a confirmed one counts on; one that was aborted is free at once."""
    first, second = house.decide(), house.decide()
    assert house.code() == "cap.user"
    sent(house, first, "aborted")
    assert house.code() is None
    house.later(hours=23)
    sent(house, second, "seen")
    house.clock.set(second.expires_at)
    again = house.decide()
    assert again.status == "assembled"
    assert house.code() == "cap.user"
    house.later(hours=22)
    assert house.code() == "cap.user"
    house.later(hours=1)
    assert house.code() is None


def test_a_late_confirmation_counts_again(house: Any) -> None:
    """What was sent counts, though its reservation had ended: two late confirmations fill the cap."""
    decisions = [house.decide(), house.decide()]
    house.later(hours=25)
    assert house.code() is None
    for one in decisions:
        sent(house, one, at=one.decided_at + timedelta(hours=3))
    assert house.code() == "cap.user"
    house.later(hours=2)
    assert house.code() is None


def test_outcomes_are_unique_and_never_dropped(house: Any) -> None:
    """The same external id counts once; one for an unknown decision is parked."""
    decision = house.decide()
    news = outcome(house, "clicked", decision_id=decision.decision_id)
    early = outcome(house, "clicked", 2, decision_id="d-of-another-region")
    received = house.engine.observe_many([news, news, early])
    assert (received.accepted, received.duplicates, received.parked) == (1, 1, 1)
    assert house.engine.observe_many([early, news]).duplicates == 2


# ---------------------------------------------------------------- 12: bad input changes nothing


@pytest.mark.parametrize(
    ("spoilt", "field"),
    [
        ({"user_id": "ada@example.com"}, "user_id"),
        ({"user_id": ""}, "user_id"),
        ({"request_id": "a\x00b"}, "request_id"),
        ({"request_id": "x" * 201}, "request_id"),
        ({"template": []}, "template"),
        ({"locale": "english"}, "locale"),
        ({"segments": [{"segment_id": "a", "version": "1"}]}, "segments.0.version"),
        (
            {"segments": [{"segment_id": "a", "version": 1, "observed_at": "2026-11-20T10:00:00"}]},
            "segments.0.observed_at",
        ),
        ({"segments": [{"segment_id": "a", "version": 1}] * 101}, "segments"),
        ({"attributes": {"a": {"b": {"c": {"d": {"e": {}}}}}}}, "attributes"),
        ({"attributes": {"a": "x\x00"}}, "attributes"),
        ({"attributes": {str(n): n for n in range(201)}}, "attributes"),
        ({"deadline_ms": 0}, "deadline_ms"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_request_that_cannot_be_read_names_its_field(spoilt: dict[str, Any], field: str) -> None:
    """What is wrong is told by field before anything is asked of the engine."""
    body = {"request_id": "r", "template": "acme-tip-inapp", "user_id": "u_1", **spoilt}
    with pytest.raises(ValidationError) as caught:
        DecisionRequest.model_validate_json(orjson.dumps(body))
    places = [".".join(str(part) for part in error["loc"]) for error in caught.value.errors()]
    assert all(place.startswith(field) for place in places)


def test_events_that_name_nobody_and_channels_that_are_none_change_nothing(house: Any) -> None:
    """The error names the field; the good events beside the bad one are not stored either."""
    good = outcome(house, "clicked", user_id="u_1")
    with pytest.raises(BadInput) as caught:
        house.engine.observe_many([good, outcome(house, "clicked", 2)])
    assert caught.value.field == "outcomes[1]"
    with pytest.raises(BadInput) as caught:
        house.engine.set_preferences("u_1", consent={"email": False, "emial": False})
    assert caught.value.field == "consent.emial"
    assert house.engine.subject("u_1") == house.engine.subject("u_1") | {"outcomes": [], "decisions": []}
    assert house.code(template="acme-tip-email") is None


def test_a_question_for_nothing_there_is_is_answered_not_raised(house: Any) -> None:
    """An unknown template is a refusal, kept like every decision; of several templates the first that works counts."""
    assert house.decide(template="nope").refusal.code == "template.unknown"
    found = house.decide(template=("nope", "acme-tip-inapp"))
    assert (found.status, found.template) == ("assembled", "acme-tip-inapp")
    with pytest.raises(ContentEngineError):
        house.engine.decision("d-nobody-knows")


def test_nothing_asked_is_nothing_answered(house: Any) -> None:
    """An empty batch is no error."""
    assert house.engine.decide_many([]) == []
    assert house.engine.expose_many([]).accepted == house.engine.observe_many([]).accepted == 0
