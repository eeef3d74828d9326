"""Consent, do-not-disturb, regions, suppression and priorities: who may not be written to at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from content_engine.domain.base import to_ms
from content_engine.domain.memory import SubjectMemory
from content_engine.domain.rules import PolicyFile
from content_engine.eligibility.limits import Breach, Occasion, compile_rules

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def breaches(rules: dict[str, Any], consent: dict[str, tuple[bool, int]] | None = None, **given: Any) -> list[Breach]:
    """What one policy file with these rules says of an e-mail; `attributes` and the like may be given."""
    plain: dict[str, Any] = {"template": "tip", "channel": "email", "stage": "onboarding", "region": None}
    attributes = {"segments": [], "milestones": [], **given.pop("attributes", {})}
    made = {"now": NOW, "now_ms": to_ms(NOW), "attributes": attributes}
    user = SubjectMemory("user:u", 1, consent=consent or {})
    known = compile_rules([PolicyFile.model_validate({"id": "p", **rules})], ())
    return list(known.breaches(Occasion(user=user, **{**plain, **made, **given})))


def codes(rules: dict[str, Any], consent: dict[str, tuple[bool, int]] | None = None, **given: Any) -> list[str]:
    """The codes of all rules that forbid the message, in order."""
    return [breach.code for breach in breaches(rules, consent, **given)]


# ---------------------------------------------------------------- consent


def test_without_a_rule_and_without_a_word_there_is_consent() -> None:
    """Nobody objected and no rule asks."""
    assert codes({}) == []


@pytest.mark.parametrize(
    ("consent", "refused"),
    [
        ({"email": (False, 1)}, True),
        ({"all": (False, 1)}, True),
        ({"chat": (False, 1)}, False),
        ({"email": (True, 1)}, False),
        ({"all": (False, 1), "email": (True, 2)}, False),
        ({"all": (False, 2), "email": (True, 1)}, True),
        ({"all": (True, 2), "email": (False, 1)}, False),
        ({"all": (True, 1), "email": (False, 2)}, True),
        ({"all": (True, 1), "email": (False, 1)}, True),
        ({"all": (False, 1), "email": (True, 1)}, True),
    ],
)
def test_the_last_word_on_the_channel_or_on_all_counts(consent: dict[str, tuple[bool, int]], refused: bool) -> None:
    """Of what was said for the channel and for all the latest counts, and of two at once the revocation."""
    assert codes({}, consent) == (["consent.missing"] if refused else [])


@pytest.mark.parametrize(
    ("stated", "when_absent", "said", "refused"),
    [
        (None, "granted", None, False),
        (None, "missing", None, True),
        (None, "missing", True, False),
        (None, "missing", False, True),
        (True, "missing", None, False),
        (True, "missing", False, True),
        (False, "granted", None, True),
        (False, "granted", True, True),
        ("yes", "granted", None, True),
        (1, "missing", None, True),
    ],
)
def test_stated_consent_and_remembered_consent(
    stated: object, when_absent: str, said: bool | None, refused: bool
) -> None:
    """An attribute that is not plainly true refuses; a revocation wins over it; a grant stands in for a missing one."""
    rule = {"consent": {"email": {"attribute": "marketing", "when_absent": when_absent}}}
    attributes = {} if stated is None else {"marketing": stated}
    consent = {} if said is None else {"email": (said, 5)}
    assert codes(rule, consent, attributes=attributes) == (["consent.missing"] if refused else [])


def test_consent_of_one_channel_binds_no_other() -> None:
    """A rule for chat does not ask e-mails."""
    rule = {"consent": {"chat": {"attribute": "chat_ok", "when_absent": "missing"}}}
    assert codes(rule) == []
    assert codes(rule, channel="chat") == ["consent.missing"]


def test_do_not_disturb_comes_first_from_memory_or_attribute() -> None:
    """Do-not-disturb is told before missing consent and before every other reason; taken back it is gone."""
    full = {"caps": [{"id": "none", "scope": "user", "max": 0, "per": "P1D"}]}
    said = {"do_not_disturb": (True, 1), "email": (False, 1)}
    assert codes(full, said) == ["consent.do_not_disturb", "consent.missing", "cap.user"]
    assert codes(full, attributes={"do_not_disturb": True}) == ["consent.do_not_disturb", "cap.user"]
    assert codes({}, {"do_not_disturb": (False, 1)}) == []


@pytest.mark.parametrize(
    "stated", [True, 1, 1.0, 0.5, -1, "true", "yes", "1", "on", "ja", " ", "none", [], [False], {}]
)
def test_do_not_disturb_fails_closed(stated: object) -> None:
    """Whatever is not plainly a no silences: an upstream that writes its yes in another way is still heard."""
    for name, rule in (("do_not_disturb", {}), ("dnd", {"do_not_disturb": {"attribute": "dnd"}})):
        assert codes(rule, attributes={name: stated}) == ["consent.do_not_disturb"]


@pytest.mark.parametrize("stated", [None, False, 0, 0.0, -0.0, "", "0", "false", "False", "FALSE", "no", "No"])
def test_a_plain_no_does_not_silence(stated: object) -> None:
    """No value, false, zero, and the words for them in any case leave the subject within reach."""
    assert codes({}, attributes={"do_not_disturb": stated}) == []


def test_do_not_disturb_may_have_another_attribute() -> None:
    """A policy names the attribute; the default name then says nothing. What the subject told us still counts."""
    rule = {"do_not_disturb": {"attribute": "dnd"}}
    assert codes(rule, attributes={"dnd": True}) == ["consent.do_not_disturb"]
    assert codes(rule, attributes={"do_not_disturb": True}) == []
    assert codes(rule, {"do_not_disturb": (True, 1)}) == ["consent.do_not_disturb"]


@pytest.mark.parametrize(
    ("rule", "region", "refused"),
    [
        ({"deny": ["US"]}, "US", True),
        ({"deny": ["US"]}, "DE", False),
        ({"deny": ["US"]}, None, False),
        ({"allow": ["DE"]}, "DE", False),
        ({"allow": ["DE"]}, "US", True),
        ({"allow": ["DE"]}, None, True),
        ({"allow": ["DE"], "channels": ["chat"]}, "US", False),
    ],
)
def test_region_rules(rule: dict[str, Any], region: str | None, refused: bool) -> None:
    """Denied regions are out, others than the allowed ones too, the unknown one among them."""
    assert codes({"regions": [{"id": "r", **rule}]}, region=region) == (["contract.region"] if refused else [])


def test_suppression_says_its_own_code_and_lets_named_templates_pass() -> None:
    """A rule suppresses while its condition holds, with the code it was given, but never the templates it excepts."""
    owner = {"id": "owner", "when": {"owned": True}, "code": "suppressed.account_owner", "except_templates": ["status"]}
    rule = {"suppress": [owner, {"id": "churned", "when": {"plan": "none"}, "detail": "they have left"}]}
    assert codes(rule) == []
    assert codes(rule, attributes={"owned": True}) == ["suppressed.account_owner"]
    assert codes(rule, attributes={"owned": True}, template="status") == []
    both = breaches(rule, attributes={"owned": True, "plan": "none"})
    assert [one.code for one in both] == ["suppressed.account_owner", "suppressed.rule"]
    assert both[1].detail == "they have left"


def test_a_priority_waits_for_its_condition() -> None:
    """Expansion waits until onboarding is done: messages of its aim are outranked until `until` holds."""
    until = {"milestones": {"$elemMatch": {"$eq": "activated"}}}
    rule = {"priorities": [{"id": "p", "stages": ["expansion"], "until": until}]}
    assert codes(rule) == []
    assert codes(rule, stage="expansion") == ["priority.outranked"]
    assert codes(rule, stage="expansion", attributes={"milestones": ["signed_up", "activated"]}) == []


@pytest.mark.parametrize("section", ["suppress", "priorities"])
def test_rules_of_other_messages_do_not_bind(section: str) -> None:
    """A rule's aim (channels, templates, stages) limits it."""
    condition = {"when": {}} if section == "suppress" else {"until": {"ready": True}}
    for aim in ({"channels": ["chat"]}, {"templates": ["else"]}, {"stages": ["renewal"]}):
        assert codes({section: [{"id": "r", **condition, **aim}]}) == []
    assert len(codes({section: [{"id": "r", **condition, "channels": ["chat", "email"], "stages": []}]})) == 1
