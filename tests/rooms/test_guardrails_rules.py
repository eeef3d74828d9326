"""How guardrails answer: severities, mending, switching off, failing closed, and the brand's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from content_engine.domain.brand import Brand, Fact, OnFail
from content_engine.domain.catalog import Taxonomy
from content_engine.domain.errors import BadInput
from content_engine.guardrails import Found, Guardrails, compile_guardrails
from content_engine.guardrails.message import Message
from content_engine.guardrails.reading import Reading

TAXONOMY = Taxonomy.model_validate(
    {
        "kinds": [
            {"name": "line", "fields": [{"name": "text", "max_chars": 60}]},
            {"name": "body", "fields": [{"name": "text", "max_chars": 600, "multiline": True}]},
            {"name": "rich", "fields": [{"name": "text", "max_chars": 600, "multiline": True, "markup": "html"}]},
            {"name": "button", "fields": [{"name": "label", "max_chars": 30}, {"name": "url", "type": "url"}]},
        ]
    }
)
SENDER = {
    "name": "Tern",
    "postal_address": "Tern Ltd, 1 Harbour Way, Leith",
    "unsubscribe_url": "https://app.tern.example/u/{token}",
}


def guardrails(facts: tuple[Fact, ...] = (), **settings: Any) -> Guardrails:
    brand = {"name": "Tern", "sender": SENDER, "links": {"hosts": ["tern.example"]}, **settings}
    return compile_guardrails(Brand.model_validate(brand), facts, TAXONOMY)


def ids(rules: Guardrails, text: str, kind: str = "body", **more: Any) -> set[str]:
    return {found.guardrail for found in rules.check(text, kind=kind, **more).violations}


class Broken:
    """A rule that raises."""

    id = "broken"
    on_fail: OnFail = "flag"
    params: Mapping[str, object] = {}

    def find(self, reading: Reading) -> Iterator[Found]:
        raise RuntimeError("a fault")


def test_a_rule_that_raises_blocks_and_says_which_it_was() -> None:
    """Fail closed: the verdict is reject, the violation is `internal`, and the text is not repeated."""
    brand = Brand.model_validate({"name": "Tern", "sender": SENDER})
    rules = Guardrails([Broken()], {kind.name: kind for kind in TAXONOMY.kinds}, Message.of(brand))
    verdict = rules.check("Hello", kind="line")
    assert verdict.verdict == "reject"
    assert [found.guardrail for found in verdict.violations] == ["internal"]
    assert "broken" in verdict.violations[0].message
    assert "Hello" not in verdict.violations[0].message
    assert rules.inspect({"text": "Hello"}, "line") is False


def test_a_message_that_cannot_be_judged_is_blocked() -> None:
    """The same holds for whole messages: no text at all is no pass."""
    assert guardrails().check_html("").verdict == "reject"


def test_a_flag_shows_and_a_rejection_does_not() -> None:
    """`on_fail: flag` reports and lets through; `reask` blocks, since only another text can help."""
    flagged = guardrails(prohibited=[{"id": "synergy", "phrases": ["synergy"], "on_fail": "flag"}])
    asked = guardrails(prohibited=[{"id": "synergy", "phrases": ["synergy"], "on_fail": "reask"}])
    assert flagged.check("Such synergy", kind="line").verdict == "flag"
    assert flagged.inspect({"text": "Such synergy"}, "line") is True
    assert asked.check("Such synergy", kind="line").verdict == "reject"


def test_a_fix_returns_the_mended_text_in_the_shape_it_was_sent() -> None:
    """`on_fail: fix` replaces what was found, in a text and in fields alike."""
    rules = guardrails(prohibited=[{"id": "app", "phrases": ["e-mail app"], "replace": "mail", "on_fail": "fix"}])
    verdict = rules.check("Your E-Mail  App and your e-mail app", kind="line")
    assert (verdict.verdict, verdict.fixed) == ("fix", "Your mail and your mail")
    button = {"label": "Open the e-mail app", "url": "https://tern.example/"}
    assert rules.check(button, kind="button").fixed == {"label": "Open the mail", "url": "https://tern.example/"}


def test_what_cannot_be_mended_is_rejected_even_where_a_fix_is_asked_for() -> None:
    """A rule set to fix that has no replacement rejects, and one rejection outweighs every fix."""
    rules = guardrails(prohibited=[{"id": "app", "phrases": ["app"], "on_fail": "fix"}])
    assert rules.check("Our app", kind="line").verdict == "reject"


def test_a_rule_the_brand_does_without_is_not_asked() -> None:
    """`switched_off` takes a built-in rule out, and only that one."""
    assert ids(guardrails(), "Save X% now") == {"placeholder"}
    assert ids(guardrails(switched_off=["placeholder"]), "Save X% now") == set()


def test_spans_point_into_the_text_as_it_was_sent() -> None:
    """Folding, compatibility forms, accents and markup before a finding do not move its span."""
    rules = guardrails(competitors={"names": ["Lumenly"]})
    for text, kind in (("…ﬁne café: Ｌumenly!", "body"), ("<p>A &amp; <strong>Lu</strong>menly</p>", "rich")):
        spans = [found.span for found in rules.check(text, kind=kind).violations if found.guardrail == "competitor"]
        assert spans, text
        assert "umenly" in text[slice(*spans[0])] or "Lu</strong>menly" in text[slice(*spans[0])]


def test_a_slot_may_be_tighter_than_its_field_and_never_wider() -> None:
    """The smaller of both limits counts, in code points after NFC."""
    rules = guardrails()
    assert ids(rules, "Twelve chars", "line", max_chars=11) == {"length"}
    assert ids(rules, "Twelve chars", "line", max_chars=12) == set()
    assert "length" in ids(rules, "e" + "x y " * 20, "line", max_chars=500)
    assert ids(rules, "Cafe\u0301 cre\u0300me!", "line", max_chars=11) == set()


def test_unknown_kinds_and_fields_are_the_callers_fault() -> None:
    """BadInput names the field of the request that is wrong."""
    with pytest.raises(BadInput, match="there is no kind") as kind:
        guardrails().check("x", kind="novel")
    assert kind.value.field == "kind"
    with pytest.raises(BadInput, match="no field 'colour'") as content:
        guardrails().check({"colour": "red"}, kind="button")
    assert content.value.field == "content"


def test_url_fields_hold_one_link_of_the_brand_and_nothing_else() -> None:
    """A url field is judged as a link, not as a text with links in it."""
    rules = guardrails()
    assert rules.check({"label": "Open", "url": "https://tern.example/start"}, kind="button").verdict == "pass"
    for url in ("", "https://tern.example /", "tern.example", "https://evil.example/", "see https://tern.example/"):
        assert rules.check({"label": "Open", "url": url}, kind="button").verdict == "reject", url


def test_template_text_may_hold_expressions_and_rendered_text_may_not() -> None:
    """`rendered=False` takes `{{ … }}` for text to come."""
    text = "Hello {{ first_name }}, open {% if plan %}your {{ plan }}{% endif %} dashboard"
    assert ids(guardrails(), text, rendered=False) == set()
    assert ids(guardrails(), text) == {"placeholder"}


def test_phrases_match_whole_words_in_any_case_accent_and_script() -> None:
    """ "risk free" is found as RISK-FREE, with look-alikes and accents, and not inside other words."""
    rules = guardrails(prohibited=[{"id": "risk", "phrases": ["risk free"], "allow": ["not risk free"]}])
    for text in ("A RISK-FREE start", "rísk  free", "rіsk free", "risk\u00a0free"):
        assert "phrases:risk" in ids(rules, text), text
    for text in ("brisk freedom", "asterisk free", "It is not risk free."):
        assert "phrases:risk" not in ids(rules, text), text


def test_a_phrase_rule_keeps_to_its_kinds_and_locales() -> None:
    """A rule for German buttons says nothing about English ones or German texts."""
    rules = guardrails(prohibited=[{"id": "hier", "phrases": ["hier"], "kinds": ["line"], "locales": ["de"]}])
    assert ids(rules, "Klicken Sie hier", "line", locale="de-AT") == {"phrases:hier"}
    assert ids(rules, "Klicken Sie hier", "line", locale="en") == {"language"}
    assert ids(rules, "Klicken Sie hier", "body", locale="de") == set()


def test_patterns_of_a_brand_see_folded_text() -> None:
    """An editor writes accents or not; both find both."""
    rules = guardrails(prohibited=[{"id": "sale", "patterns": [r"\bdernière\b.{0,10}\bchance"]}])
    assert all("phrases:sale" in ids(rules, text) for text in ("DERNIÈRE grande chance", "derniere chance"))


def test_a_pattern_that_is_not_re2_names_its_rule() -> None:
    """Look-behind and back-references are refused when the brand is compiled, not when a text comes."""
    with pytest.raises(ValueError, match="prohibited rule twice"):
        guardrails(prohibited=[{"id": "twice", "patterns": [r"(\w+) \1"]}])
    with pytest.raises(ValueError, match="prohibited rule empty"):
        guardrails(prohibited=[{"id": "empty"}])


def test_a_restricted_claim_needs_its_disclosure_beside_it() -> None:
    """The claim alone is a breach that says which words are missing."""
    rules = guardrails(restricted=[{"id": "trial", "phrases": ["quick tour"], "requires": "no card needed"}])
    assert ids(rules, "Start a quick tour") == {"disclosure:trial"}
    assert ids(rules, "Start a quick tour (no card\nneeded)") == set()


def test_facts_and_the_brands_own_addresses_are_no_personal_data() -> None:
    """What an approved fact or the sender says may be said."""
    fact = Fact(id="F1", statement="Mail press@tern.example for a press kit", source="site")
    own = {"links": {"hosts": ["tern.example"], "mailto": ["press@tern.example"]}}
    assert ids(guardrails((fact,), **own), "Write to press@tern.example") == set()
    assert "pii" in ids(guardrails(**own), "Write to ada@tern.example")
    assert ids(guardrails(), "Tern Ltd, 1 Harbour Way, Leith") == set()


def test_style_limits_hold_for_the_kinds_they_name() -> None:
    """Emoji are counted as readers see them: a family is one."""
    rules = guardrails(style=[{"kinds": ["line"], "max_emoji": 1, "max_exclamations": 1, "max_capitals_share": 0.5}])
    assert ids(rules, "One family 👨‍👩‍👧 and that is it!", "line") == set()
    assert ids(rules, "Two 🎉 is one too many 🎉", "line") == {"style"}
    assert ids(rules, "Really! Now!", "line") == {"style"}
    assert ids(rules, "SHOUTING AT readers", "line") == {"style"}
    assert ids(rules, "SHOUTING AT readers!!", "body") == set()


def test_params_tell_what_is_configured() -> None:
    """Every rule shows its own settings, and the footer its address."""
    told = guardrails(competitors={"names": ["Lumenly"]}).params
    assert told["rules"]["link"]["hosts"] == ["tern.example"]  # type: ignore[index]
    assert told["rules"]["competitor"]["names"] == ["Lumenly"]  # type: ignore[index]
    assert told["message"]["postal_address"] == SENDER["postal_address"]  # type: ignore[index]


def test_a_text_beyond_reading_is_refused_by_its_length() -> None:
    """Megabytes are not searched for anything."""
    assert ids(guardrails(), "word " * 20_000) == {"length"}


def test_messages_never_repeat_a_secret_or_a_datum() -> None:
    """A violation may be logged; what it found may not."""
    rules = guardrails()
    for secret in ("AKIAIOSFODNN7EXAMPLE", "ada@mail.example", "+49 30 12345678", "DE89370400440532013000"):
        verdict = rules.check(f"See {secret} now", kind="body")
        assert verdict.violations
        assert not any(secret in found.message for found in verdict.violations)
