"""Promises 6, 7 and 8 of the interface (§7): default content, failed guards, and what may leave at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

# ---------------------------------------------------------------- 6: default content keeps the same rules


def hold_out(house: Any, **more: Any) -> str:
    """Puts nearly everyone into a holdout and names somebody who is in it."""
    house.rule(holdouts=[{"id": "h", "share": 0.9, "salt": "s"}], **more)
    return next(u for u in (f"u_{n}" for n in range(20)) if house.decide(u, dry_run=True).arm == "holdout")


def test_default_content_needs_consent_and_room_like_all_content(quick_house: Any) -> None:
    """A subject kept off personalisation is not kept off the rules."""
    house, user = quick_house, hold_out(quick_house)
    assert [house.decide(user).status for _ in range(3)] == ["assembled", "assembled", "refused"]
    house.later(days=3)
    house.engine.set_preferences(user, consent={"in_app": False})
    assert house.code(user) == "consent.missing"


def test_default_content_speaks_the_requests_language(quick_house: Any) -> None:
    """In German the default component's German text is served; in a language nobody wrote, the brand's own."""
    user = hold_out(quick_house)
    german, finnish = (quick_house.decide(user, locale=tag, dry_run=True) for tag in ("de-AT", "fi"))
    assert {one.variant for one in german.choices} > {"inapp_title.idea.de", "tooltip.date-range.de"}
    assert {one.variant for one in finnish.choices} > {"inapp_title.idea.a", "tooltip.date-range.a"}


def test_default_content_expires_like_all_content(quick_house: Any) -> None:
    """An expired default is not sent: what is left of its component stands in, and without any nothing is said."""
    user, component = hold_out(quick_house), "inapp_title.idea"
    components = {one.id: one for one in quick_house.catalog.components}
    expired = components[component].model_validate(
        {**components[component].model_dump(by_alias=True), "valid": {"until": "2026-11-19"}}
    )
    quick_house.change(components=tuple(({**components, component: expired}).values()))
    refused = quick_house.decide(user)
    assert (refused.arm, refused.refusal.code) == ("holdout", "content.none")


def test_default_content_says_which_cap_holds_it_back(quick_house: Any) -> None:
    """A default that this subject had often enough is held back by its cap, with the time at which that ends."""
    cap = {"id": "once", "scope": "component", "max": 1, "per": "PT6H"}
    user = hold_out(quick_house, caps=[cap])
    first = quick_house.decide(user)
    refused = quick_house.decide(user)
    assert (first.status, refused.refusal.code) == ("assembled", "cap.component")
    assert refused.refusal.retry_at == first.decided_at + timedelta(hours=6)


# ---------------------------------------------------------------- 7: a failed guard sends control content


def personal(house: Any, names: set[str]) -> None:
    """Makes these in-app titles say the first name, which a stranger may choose."""
    said = {"content": {"text": "For you, {{ first_name }}"}}

    def changed(one: Any) -> Any:
        variants = (v.model_copy(update=said) if v.id in names else v for v in one.variants)
        return one.model_copy(update={"variants": tuple(variants)})

    house.change(components=tuple(map(changed, house.catalog.components)))


def titles(house: Any) -> set[str]:
    """The ids of all English in-app titles."""
    kinds = [one for one in house.catalog.components if one.kind == "inapp_title"]
    return {v.id for one in kinds for v in one.variants if v.locale == "en"}


HOSTILE = {"first_name": "see http://evil.example/now"}


def test_a_text_that_fails_a_guard_gives_way_to_the_whole_default(quick_house: Any) -> None:
    """Every place gets its default, with probability 1; nothing is drawn a second time; the explanation says why."""
    house = quick_house
    personal(house, titles(house) - {"inapp_title.idea.a"})
    tame = [house.decide(f"u_{n}", f"q{n}", attributes={"first_name": "Ada"}, dry_run=True) for n in range(40)]
    hostile = [house.decide(f"u_{n}", f"q{n}", attributes=HOSTILE, dry_run=True, explain=True) for n in range(40)]
    drawn = [next(c.variant for c in one.choices if c.slot == "title") for one in tame]
    for variant, one in zip(drawn, hostile, strict=True):
        assert one.status == "assembled"
        if variant == "inapp_title.idea.a":
            assert one.served_by == "policy"
            continue
        assert one.served_by == "control"
        assert [(c.slot, c.variant, c.propensity) for c in one.choices] == [
            ("title", "inapp_title.idea.a", 1.0),
            ("body", "inapp_body.rename.a", 1.0),
            ("tip", "tooltip.date-range.a", 1.0),
            ("cta", "cta.open-workspace.a", 1.0),
        ]
        assert variant in one.explanation["attempts"][0]["guard"]
        assert "evil" not in one.message.model_dump_json()
    assert {one.served_by for one in hostile} == {"policy", "control"}


def test_where_the_default_fails_too_nothing_is_said(quick_house: Any) -> None:
    """No third try: the refusal says that a guard failed, and does not repeat what the stranger wrote."""
    personal(quick_house, titles(quick_house))
    refused = quick_house.decide(attributes=HOSTILE)
    assert (refused.status, refused.refusal.code, refused.message) == ("refused", "content.guard", None)
    assert "evil" not in refused.model_dump_json()


@pytest.mark.parametrize("empty", ["   ", "\u200b\u200b", "\u202e"])
def test_an_attribute_with_nothing_to_show_is_no_error(quick_house: Any, empty: str) -> None:
    """A name of blanks is no name: texts that need one are not drawn, the message is ranked, the batch goes on."""
    personal(quick_house, titles(quick_house) - {"inapp_title.idea.a"})
    asked = [quick_house.ask(f"u_{n}", attributes={"first_name": empty if n % 2 else "Ada"}) for n in range(20)]
    decisions = quick_house.engine.decide_many(asked)
    assert {(one.status, one.served_by) for one in decisions} == {("assembled", "policy")}
    assert {choice.variant for one in decisions[1::2] for choice in one.choices if choice.slot == "title"} == {
        "inapp_title.idea.a"
    }


def test_what_a_stranger_calls_itself_is_made_fit_before_it_is_shown(quick_house: Any) -> None:
    """Blanks around a name, invisible marks and template marks never reach the message."""
    personal(quick_house, titles(quick_house))
    said = quick_house.decide(attributes={"first_name": " \u202eA\u200bda  "}).message.payload["title"]
    assert said == "For you, Ada"
    tame = quick_house.decide("u_2", attributes={"first_name": "Ada {{ 7 }} {% x %}"})
    assert tame.message is None or not any(mark in tame.message.model_dump_json() for mark in ("{{", "{%"))


# ---------------------------------------------------------------- 8: only approved variants of approved templates


@pytest.mark.parametrize("state", ["draft", "checked", "in_review", "rejected", "retired"])
def test_what_is_not_approved_never_leaves(quick_house: Any, state: str) -> None:
    """A template in any other state is refused; a variant or component in any other state is never drawn."""
    house, other = quick_house, {"state": state}

    def changed(one: Any) -> Any:
        if one.id == "inapp_title.tidy":
            return one.model_copy(update=other)
        variants = (v.model_copy(update=other) if v.id == "inapp_title.team.a" else v for v in one.variants)
        return one.model_copy(update={"variants": tuple(variants)})

    templates = tuple(t.model_copy(update=other) if t.channel == "email" else t for t in house.catalog.templates)
    house.change(components=tuple(map(changed, house.catalog.components)), templates=templates)
    seen = {c.variant for n in range(60) for c in house.decide(f"u_{n}").choices if c.slot == "title"}
    assert {"inapp_title.idea.a", "inapp_title.team.b"} <= seen
    assert not {v for v in seen if v == "inapp_title.team.a" or v.startswith("inapp_title.tidy")}
    assert house.code(template="acme-tip-email") == "template.not_approved"
