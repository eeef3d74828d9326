"""Caps, gaps, consent, quiet hours and their kin: when they forbid, and when they stop forbidding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.assignments import Activation, ContractCap, OutcomeTerms, SegmentContract, Suppress
from content_engine.domain.base import from_ms, to_ms
from content_engine.domain.memory import SubjectMemory, Touch
from content_engine.domain.refusals import REFUSAL_CODES
from content_engine.domain.rules import PolicyFile
from content_engine.eligibility.limits import Breach, Occasion, Rules, compile_rules

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
NOW_MS = to_ms(NOW)
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def touch(at: int = NOW_MS - HOUR, until: int | None = None, **given: Any) -> Touch:
    """A confirmed e-mail of template `tip` an hour ago."""
    plain: dict[str, Any] = {"channel": "email", "template": "tip", "stage": "onboarding", "segment": "admins"}
    more = {"components": ("c.one",), "claims": ("soc2",), "decision_id": f"d-{at}-{until}"}
    return Touch(at=at, until=until, **{**plain, **more, **given})


def memory(*touches: Touch, **given: Any) -> SubjectMemory:
    """A memory of these messages."""
    return SubjectMemory("user:u", 1, tuple(sorted(touches, key=lambda one: one.at)), **given)


def occasion(*touches: Touch, at: int = NOW_MS, **given: Any) -> Occasion:
    """An e-mail of template `tip` for a subject with these messages behind them."""
    plain: dict[str, Any] = {"template": "tip", "channel": "email", "stage": "onboarding", "region": None}
    attributes = {"segments": [], "milestones": [], **given.pop("attributes", {})}
    made = {"now": from_ms(at), "now_ms": at, "attributes": attributes, "user": memory(*touches)}
    return Occasion(**{**plain, **made, **given})


def rules(*more: dict[str, Any], segments: tuple[SegmentContract, ...] = (), **sections: Any) -> Rules:
    """The rules of one policy file with these sections, and of further files."""
    files = [sections, *more]
    parsed = [PolicyFile.model_validate({"id": f"p{number}", **file}) for number, file in enumerate(files)]
    return compile_rules(parsed, segments)


def codes(known: Rules, on: Occasion) -> list[str]:
    """The codes of all rules that forbid the message, in order."""
    found = [breach.code for breach in known.breaches(on)]
    assert set(found) <= set(REFUSAL_CODES)
    return found


def cap(scope: str = "user", max: int = 2, per: str = "P1D", **given: Any) -> dict[str, Any]:
    """A cap as a policy file writes it."""
    return {"id": f"{scope}-cap", "scope": scope, "max": max, "per": per, **given}


# ---------------------------------------------------------------- caps


def test_a_cap_forbids_when_it_is_full_and_not_before() -> None:
    """Two a day: the second message goes out, the third does not."""
    known = rules(caps=[cap()])
    assert codes(known, occasion(touch(NOW_MS - 5 * HOUR))) == []
    assert codes(known, occasion(touch(NOW_MS - 5 * HOUR), touch(NOW_MS - HOUR))) == ["cap.user"]


@pytest.mark.parametrize(("age", "counts"), [(DAY - 1, True), (DAY, False), (DAY + 1, False)])
def test_a_window_rolls_and_ends_to_the_millisecond(age: int, counts: bool) -> None:
    """A message exactly one window old no longer counts; a millisecond younger it does."""
    assert codes(rules(caps=[cap(max=1)]), occasion(touch(NOW_MS - age))) == (["cap.user"] if counts else [])


@pytest.mark.parametrize(("until", "counts"), [(None, True), (NOW_MS + 1, True), (NOW_MS, False), (NOW_MS - 1, False)])
def test_a_reservation_counts_until_it_is_given_back(until: int | None, counts: bool) -> None:
    """An unconfirmed message counts while its reservation lasts; a confirmed one for the whole window."""
    known = rules(caps=[cap(max=1)], gaps=[{"id": "g", "after": "email", "before": "email", "min": "PT6H"}])
    assert codes(known, occasion(touch(until=until))) == (["cap.user", "gap.channel"] if counts else [])


@pytest.mark.parametrize("scope", ["user", "account", "channel", "template"])
def test_a_cap_of_none_forbids_everything_and_never_ends(scope: str) -> None:
    """`max: 0` needs no history, and there is no time at which trying again would help."""
    found = list(rules(caps=[cap(scope, 0)]).breaches(occasion()))
    assert [(one.code, one.retry_at) for one in found] == [(f"cap.{scope}", None)]


@pytest.mark.parametrize(
    ("scope", "other", "counts"),
    [
        ("user", {}, True),
        ("user", {"channel": "chat"}, True),
        ("channel", {}, True),
        ("channel", {"template": "else"}, True),
        ("channel", {"channel": "chat"}, False),
        ("template", {}, True),
        ("template", {"channel": "chat"}, True),
        ("template", {"template": "else"}, False),
    ],
)
def test_a_scope_says_which_messages_share_the_cap(scope: str, other: dict[str, str], counts: bool) -> None:
    """Per user all messages count together, per channel those of its channel, per template those of its template."""
    found = codes(rules(caps=[cap(scope, 1)]), occasion(touch(**other)))
    assert found == ([f"cap.{scope}"] if counts else [])


def test_an_account_cap_counts_what_all_its_people_got() -> None:
    """The account's own memory counts, not the user's; without an account there is nothing to count."""
    known = rules(caps=[cap("account", 1)])
    assert known.needs_account
    assert codes(known, occasion(account=memory(touch()))) == ["cap.account"]
    assert codes(known, occasion(touch(), account=memory())) == []
    assert codes(known, occasion(touch(), account=None)) == []
    assert not rules(caps=[cap("user")]).needs_account


@pytest.mark.parametrize("aim", [{"channels": ["chat"]}, {"templates": ["else"]}, {"stages": ["renewal"]}])
def test_a_cap_with_an_aim_neither_binds_nor_counts_other_messages(aim: dict[str, list[str]]) -> None:
    """Messages outside a cap's aim pass it, and leave its count alone."""
    known = rules(caps=[cap(max=1, **aim)])
    names = {"channels": "channel", "templates": "template", "stages": "stage"}
    inside = {names[key]: values[0] for key, values in aim.items()}
    assert codes(known, occasion(touch(**inside))) == []
    assert codes(known, occasion(touch(), **inside)) == []
    assert codes(known, occasion(touch(**inside), **inside)) == ["cap.user"]


@st.composite
def histories(draw: st.DrawFn) -> list[Touch]:
    """Up to six messages of the last two days, or of the next few hours (the clock was set back)."""
    made = []
    for number in range(draw(st.integers(0, 6))):
        at = NOW_MS + draw(st.integers(-48 * 60, 5 * 60)) * MINUTE
        until = draw(st.none() | st.integers(1, 60 * 24).map(lambda minutes, at=at: at + minutes * MINUTE))
        made.append(touch(at, until, decision_id=f"d{number}", components=("c",), claims=("f",)))
    return made


LIMITS = {
    "cap.user": {"caps": [cap("user", 2, "PT20H")]},
    "cap.channel": {"caps": [cap("channel", 3, "P1D")]},
    "cap.template": {"caps": [cap("template", 1, "PT90M")]},
    "gap.channel": {"gaps": [{"id": "g", "after": "email", "before": "email", "min": "PT7H"}]},
}
COUNTS = {
    "cap.user": (2, 20 * HOUR),
    "cap.channel": (3, DAY),
    "cap.template": (1, 90 * MINUTE),
    "gap.channel": (1, 7 * HOUR),
}


def living(touches: list[Touch], now: int, per: int) -> int:
    """The model: how many messages count at `now`, by the words of the rule."""
    return sum((one.until is None or now < one.until) and now - one.at < per for one in touches)


@pytest.mark.parametrize("code", LIMITS)
@given(touches=histories())
def test_a_limit_holds_just_while_too_many_messages_count(code: str, touches: list[Touch]) -> None:
    """The rule forbids exactly when the count is reached: it is gone at `retry_at`, and holds a millisecond before."""
    known, (most, per) = rules(**LIMITS[code]), COUNTS[code]
    found = list(known.breaches(occasion(*touches)))
    assert [one.code for one in found] == ([code] if living(touches, NOW_MS, per) >= most else [])
    for breach in found:
        assert breach.retry_at is not None
        ends = to_ms(breach.retry_at)
        assert codes(known, occasion(*touches, at=ends)) == []
        assert codes(known, occasion(*touches, at=ends - 1)) == [code]


@pytest.mark.parametrize("code", LIMITS)
@given(touches=histories(), back=st.integers(0, 3 * DAY))
def test_a_clock_that_steps_back_reopens_nothing(code: str, touches: list[Touch], back: int) -> None:
    """What is forbidden now is forbidden at every earlier time of the clock, with the same messages behind."""
    known = rules(**LIMITS[code])
    if codes(known, occasion(*touches)):
        assert codes(known, occasion(*touches, at=NOW_MS - back)) == [code]


@given(touches=histories())
def test_one_message_more_never_makes_room(touches: list[Touch]) -> None:
    """Adding a message to the past keeps every limit that was reached."""
    known = rules(
        caps=[cap("user", 2, "PT20H")], gaps=[{"id": "g", "after": "email", "before": "email", "min": "PT7H"}]
    )
    assert set(codes(known, occasion(*touches))) <= set(codes(known, occasion(*touches, touch(NOW_MS))))


@given(touches=histories(), order=st.randoms())
def test_the_order_in_which_messages_were_stored_changes_nothing(touches: list[Touch], order: Any) -> None:
    """Breaches and their ends depend on the messages, not on how they lie in the memory."""
    known = rules(caps=[cap("user", 2), cap("template", 1)])
    mixed = order.sample(touches, len(touches))
    straight, shuffled = (
        replace(occasion(), user=SubjectMemory("user:u", 1, tuple(some))) for some in (touches, mixed)
    )
    assert list(known.breaches(straight)) == list(known.breaches(shuffled))


# ---------------------------------------------------------------- components and claims


def worn(known: Rules, on: Occasion) -> dict[tuple[str, str], Breach]:
    """What this subject has had often enough."""
    return dict(known.worn(on))


def test_components_and_claims_wear_out_one_by_one() -> None:
    """A cap per component or claim counts each by itself and forbids no whole message."""
    known = rules(caps=[cap("component", 1, "P7D"), cap("claim", 2, "P7D")])
    past = [touch(NOW_MS - DAY, components=("a", "b"), claims=("x", "y")), touch(components=("c",), claims=("x",))]
    found = worn(known, occasion(*past))
    assert {thing: one.code for thing, one in found.items()} == {
        ("component", "a"): "cap.component",
        ("component", "b"): "cap.component",
        ("component", "c"): "cap.component",
        ("claim", "x"): "cap.claim",
    }
    assert codes(known, occasion(*past)) == []
    assert worn(known, occasion()) == {}


@given(touches=histories(), most=st.integers(1, 3))
def test_a_worn_thing_is_fresh_again_at_its_end(touches: list[Touch], most: int) -> None:
    """`retry_at` of a component or claim is the first millisecond at which it may be shown again."""
    known = rules(caps=[cap("component", most, "PT20H"), cap("claim", most, "PT20H")])
    found = worn(known, occasion(*touches))
    assert set(found) == ({("component", "c"), ("claim", "f")} if living(touches, NOW_MS, 20 * HOUR) >= most else set())
    for breach in found.values():
        assert breach.retry_at is not None
        ends = to_ms(breach.retry_at)
        assert worn(known, occasion(*touches, at=ends)) == {}
        assert set(worn(known, occasion(*touches, at=ends - 1))) == set(found)


@pytest.mark.parametrize("scope", ["component", "claim"])
@given(touches=histories(), thing=st.text(max_size=5))
def test_a_cap_of_none_wears_out_every_component_or_claim_for_good(
    scope: str, touches: list[Touch], thing: str
) -> None:
    """`max: 0` holds back each thing of its scope, said before or never, without an end; the other scope is free."""
    found = rules(caps=[cap(scope, 0), cap(scope, 1, id="one")]).worn(occasion(*touches))
    assert found
    for name in (thing, "c", "f"):
        assert (scope, name) in found
        assert (found[scope, name].code, found[scope, name].rule) == (f"cap.{scope}", f"{scope}-cap")
        assert found[scope, name].retry_at is None
        assert ({"component": "claim", "claim": "component"}[scope], name) not in found


def test_a_cap_of_none_keeps_to_its_aim() -> None:
    """Components that chat may never say are free for e-mail."""
    known = rules(caps=[cap("component", 0, channels=["chat"])])
    assert not known.worn(occasion(touch()))
    assert ("component", "a") in known.worn(occasion(channel="chat"))


def test_of_two_caps_on_one_component_the_later_end_counts() -> None:
    """A component that two caps hold back is fresh when both have ended, in whatever order they stand."""
    short, long = cap("component", 1, "PT2H", id="short"), cap("component", 2, "P7D", id="long")
    past = [touch(NOW_MS - 3 * DAY), touch(NOW_MS - HOUR)]
    for order in ([short, long], [long, short]):
        found = worn(rules(caps=order), occasion(*past))
        assert found["component", "c.one"].retry_at == from_ms(NOW_MS + 4 * DAY)


def test_a_cap_per_component_keeps_to_its_aim() -> None:
    """A cap that speaks of chat wears nothing out for e-mail, and e-mails wear nothing out for it."""
    known = rules(caps=[cap("component", 1, channels=["chat"])])
    assert worn(known, occasion(touch())) == {}
    assert worn(known, occasion(touch(), channel="chat")) == {}
    assert set(worn(known, occasion(touch(channel="chat"), channel="chat"))) == {("component", "c.one")}


# ---------------------------------------------------------------- gaps


def test_a_gap_looks_one_way() -> None:
    """No e-mail within two hours after an in-app prompt; in-app right after an e-mail is fine."""
    known = rules(gaps=[{"id": "g", "after": "in_app", "before": "email", "min": "PT2H"}])
    assert codes(known, occasion(touch(channel="in_app"))) == ["gap.channel"]
    assert codes(known, occasion(touch(channel="email"), channel="in_app")) == []
    assert codes(known, occasion(touch(channel="email"))) == []
    assert codes(known, occasion(touch(NOW_MS - 2 * HOUR, channel="in_app"))) == []


def test_a_gap_ends_after_the_latest_message() -> None:
    """Of several prompts the last one sets the end."""
    known = rules(gaps=[{"id": "g", "after": "in_app", "before": "email", "min": "PT2H"}])
    past = [touch(NOW_MS - minutes * MINUTE, channel="in_app") for minutes in (100, 10, 50)]
    assert [one.retry_at for one in known.breaches(occasion(*past))] == [from_ms(NOW_MS + 110 * MINUTE)]


# ---------------------------------------------------------------- all together


def test_reasons_are_told_the_most_binding_first() -> None:
    """Consent, region, suppression, priority, quiet hours, caps, gaps: in this order, from all files together."""
    known = rules(
        {
            "gaps": [{"id": "g", "after": "email", "before": "email", "min": "PT2H"}],
            "priorities": [{"id": "p", "until": {"ready": True}}],
            "consent": {"email": {"attribute": "ok", "when_absent": "missing"}},
        },
        caps=[cap(max=1)],
        quiet_hours=[{"id": "q", "from": "00:00", "until": "23:59"}],
        suppress=[{"id": "s", "when": {}}],
        regions=[{"id": "r", "allow": ["DE"]}],
    )
    on = occasion(touch(), attributes={"do_not_disturb": True})
    assert codes(known, on) == [
        "consent.do_not_disturb",
        "consent.missing",
        "contract.region",
        "suppressed.rule",
        "priority.outranked",
        "quiet_hours",
        "cap.user",
        "gap.channel",
    ]


# ---------------------------------------------------------------- contracts


def contract(**activation: Any) -> SegmentContract:
    """A contract of segment `admins` for the template `tip`."""
    return SegmentContract(
        segment_id="admins",
        scope="user",
        version=1,
        outcomes=OutcomeTerms(primary="activated"),
        activation=Activation(templates=("tip",), **activation),
    )


def test_a_contract_caps_what_was_sent_because_of_its_segment() -> None:
    """Messages sent for other segments leave a contract's cap alone."""
    made = contract(caps=(ContractCap(max=1, per=timedelta(days=7)),))
    known = rules(segments=(made,))
    assert list(known.contract_breaches(made, occasion(touch(segment="others")))) == []
    found = list(known.contract_breaches(made, occasion(touch(NOW_MS - DAY))))
    assert [(one.code, one.retry_at) for one in found] == [("cap.user", from_ms(NOW_MS + 6 * DAY))]


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({}, "suppressed.account_owner"),
        ({"code": "suppressed.account_owner"}, "suppressed.account_owner"),
        ({"code": "suppressed.rule"}, "suppressed.rule"),
    ],
)
@pytest.mark.parametrize("when", [{"csm_managed": True}, {"plan": "none"}, {"owner": "csm_managed"}])
def test_a_contract_suppresses_by_its_own_condition(when: dict[str, Any], stated: dict[str, Any], code: str) -> None:
    """A contract's `suppress` binds while its condition holds, with the code it states: else the account owner's.

    Which attribute the condition asks for changes nothing: no name is special.
    """
    made = contract(suppress=Suppress.model_validate({"when": when, **stated}))
    known = rules(segments=(made,))
    assert list(known.contract_breaches(made, occasion())) == []
    assert [one.code for one in known.contract_breaches(made, occasion(attributes=when))] == [code]


# ---------------------------------------------------------------- reservations


def test_a_reservation_lasts_as_long_as_its_channel_says() -> None:
    """One day unless the policy says otherwise, for all channels or for one."""
    assert rules().reserve("email") == timedelta(days=1)
    known = rules(reservation={"default": "PT6H", "channels": {"in_app": "PT30M"}})
    assert (known.reserve("email"), known.reserve("in_app")) == (timedelta(hours=6), timedelta(minutes=30))
