"""Who is kept off personalisation: shares, content and the log of holdouts; and what is served when time is up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from content_engine.experiments.hashing import hash_unit

HOLDOUTS = [
    {"id": "held", "kind": "holdout", "share": 0.2, "salt": "s1"},
    {"id": "silent", "kind": "silent_holdout", "share": 0.1, "salt": "s2", "templates": ["acme-tip-inapp"]},
]
DEFAULTS = {
    "title": "inapp_title.idea.a",
    "body": "inapp_body.rename.a",
    "tip": "tooltip.date-range.a",
    "cta": "cta.open-workspace.a",
}


def arms(house: Any, number: int = 2_000, **given: Any) -> dict[str, Any]:
    """The decisions of so many subjects, by user."""
    decisions = house.engine.decide_many([house.ask(f"u_{n}", dry_run=True, **given) for n in range(number)])
    return {f"u_{n}": decision for n, decision in enumerate(decisions)}


def near(count: int, share: float, number: int = 2_000) -> bool:
    """Whether a count lies within four standard deviations of a fair draw."""
    return abs(count - number * share) < 4 * (number * share * (1 - share)) ** 0.5


def test_shares_are_as_asked_and_anyone_can_recompute_them(quick_house: Any) -> None:
    """A fifth is held out; of the rest a tenth is silent; each by the published hash of salt and user."""
    quick_house.rule(holdouts=HOLDOUTS)
    found = arms(quick_house)
    for user, decision in found.items():
        held, silent = (hash_unit(salt, user) < share for salt, share in (("s1", 0.2), ("s2", 0.1)))
        assert decision.arm == ("holdout" if held else "silent_holdout" if silent else "treatment")
    told = [decision.arm for decision in found.values()]
    assert near(told.count("holdout"), 0.2)
    assert near(told.count("silent_holdout"), 0.8 * 0.1)


def test_a_subject_keeps_its_arm_and_the_other_template_has_its_own_holdouts(quick_house: Any) -> None:
    """Requests and days make no difference; a holdout of one template does not bind another."""
    quick_house.rule(holdouts=HOLDOUTS)
    first = {user: decision.arm for user, decision in arms(quick_house, 300).items()}
    quick_house.later(days=40)
    assert {user: decision.arm for user, decision in arms(quick_house, 300).items()} == first
    mails = {user: decision.arm for user, decision in arms(quick_house, 300, template="acme-tip-email").items()}
    assert set(mails.values()) == {"treatment", "holdout"}
    assert all((mails[user] == "holdout") == (arm == "holdout") for user, arm in first.items())


def test_the_holdout_gets_default_content_with_certainty(quick_house: Any) -> None:
    """Every place holds its control, at probability one; it is reserved like any message and counts to caps."""
    quick_house.rule(holdouts=HOLDOUTS[:1])
    user = next(user for user, decision in arms(quick_house, 50).items() if decision.arm == "holdout")
    first = quick_house.decide(user)
    assert (first.status, first.served_by, first.propensity) == ("assembled", "control", 1.0)
    assert {choice.slot: choice.variant for choice in first.choices} == DEFAULTS
    assert {choice.propensity for choice in first.choices} == {1.0}
    assert {choice.uplift.mean for choice in first.choices} == {0.0}
    assert quick_house.decide(user).message.blocks == first.message.blocks
    assert quick_house.decide(user).refusal.code == "cap.user"


def test_the_silent_holdout_hears_nothing_and_is_logged(house: Any) -> None:
    """It is refused, recorded with its arm, and reserves nothing; what would be refused anyway is not its doing."""
    house.rule(holdouts=[{**HOLDOUTS[1], "share": 0.9}])
    user = next(f"u_{n}" for n in range(20) if house.code(f"u_{n}") == "holdout.silent")
    refused = house.decide(user)
    assert (refused.status, refused.arm, refused.message, refused.choices) == ("refused", "silent_holdout", None, ())
    stored = house.stores.memory.decision(refused.decision_id).record
    assert (stored.arm, stored.refusal, stored.touch) == ("silent_holdout", "holdout.silent", None)
    house.engine.set_preferences(user, consent={"all": False})
    assert house.code(user) == "consent.missing"


def test_an_account_holdout_holds_all_its_people(quick_house: Any) -> None:
    """With the account as unit, its people share an arm; people without an account are treated."""
    quick_house.rule(holdouts=[{"id": "h", "share": 0.5, "salt": "s", "unit": "account"}])
    by_account = [
        {quick_house.decide(f"u_{n}", account_id=f"a_{account}", dry_run=True).arm for n in range(3)}
        for account in range(20)
    ]
    assert all(len(told) == 1 for told in by_account)
    assert len(set.union(*by_account)) == 2
    assert {decision.arm for decision in arms(quick_house, 20).values()} == {"treatment"}


def test_when_the_deadline_has_passed_default_content_is_served(house: Any) -> None:
    """Exactly at the deadline it is late; a millisecond before it is ranked. The answer is recorded and replays."""
    arrived = house.clock.now()
    house.later(milliseconds=800)
    in_time, late = house.engine.decide_many(
        [house.ask("u_1", deadline_ms=801), house.ask("u_2", deadline_ms=800)], arrived=arrived
    )
    assert (in_time.served_by, late.served_by) == ("policy", "control")
    assert (late.status, late.arm, late.propensity) == ("assembled", "treatment", 1.0)
    assert {choice.slot: choice.variant for choice in late.choices} == DEFAULTS
    assert all(one.identical for one in house.engine.replay_all())
    assert house.engine.explain(late.decision_id)["late"] is True


def test_a_late_answer_keeps_every_rule(house: Any) -> None:
    """No time is no reason to pass a cap."""
    arrived = house.clock.now() - timedelta(minutes=1)
    decisions = house.engine.decide_many([house.ask() for _ in range(3)], arrived=arrived)
    assert [one.status for one in decisions] == ["assembled", "assembled", "refused"]
