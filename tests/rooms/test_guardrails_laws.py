"""Laws that hold for every text: no rule raises, spans fit, memory changes nothing, and folding is a fold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content_engine.domain.verdicts import Verdict
from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.guardrails.builtin import authored
from content_engine.guardrails.reading import clean, fold
from content_engine.guardrails.spelling import distance
from content_engine.library import read_folder

DATA = Path(__file__).parents[1] / "data"
CATALOG = read_folder(Path(__file__).parents[2] / "examples" / "acme").catalog
ACME: Guardrails = compile_guardrails(CATALOG.brand, CATALOG.facts, CATALOG.taxonomy)
AUTHORED = {rule.id for rule in authored(CATALOG.brand, CATALOG.facts)}
KINDS = ("subject", "body_text", "body_html")
SIGNS = "aA1<>&;:/.@%{}[]()*#_-\\\"'=?!\n\u200b\u0430é\u0301\ud83d\udc4d🎉"


def hostile() -> list[str]:
    """Strings of strangers: naughty strings, script, header and template injection, redirects."""
    texts: list[str] = json.loads((DATA / "naughty_strings" / "blns.json").read_text())
    for name in ("payloads/crlf.txt", "payloads/ssti.txt", "payloads/xss_rsnake.txt", "urls/open_redirect.txt"):
        texts += (DATA / name).read_text(errors="replace").splitlines()
    return texts


def sound(verdict: Verdict, text: str) -> bool:
    """Whether a verdict is one: nothing broke, spans lie in the text, and its word is the worst of its violations."""
    severities = {found.severity for found in verdict.violations}
    worst = next((word for word in ("reject", "fix", "flag") if word in severities), "pass")
    return verdict.verdict == worst and all(
        found.guardrail != "internal" and 0 <= found.span[0] <= found.span[1] <= len(text)
        for found in verdict.violations
    )


@pytest.mark.parametrize("kind", KINDS)
def test_no_hostile_string_makes_a_rule_raise(kind: str) -> None:
    """Every corpus of strangers' strings gets a sound verdict, as a text and inside one."""
    for text in hostile():
        for whole in (text, f"Hello {text} and more"):
            assert sound(ACME.check(whole, kind=kind), whole), whole


def test_no_hostile_string_makes_the_check_of_a_message_raise() -> None:
    """Nor as a whole message, where each lacks its footer."""
    for text in hostile():
        verdict = ACME.check_html(text)
        assert verdict.verdict == "reject"
        assert not any("could not judge" in found.message for found in verdict.violations), text


def test_scripts_headers_and_redirects_of_strangers_are_blocked_as_subjects() -> None:
    """At least 95 of 100 payloads that act are refused; the rest are bare fragments of code."""
    names = ("payloads/crlf.txt", "payloads/xss_rsnake.txt", "urls/open_redirect.txt")
    for name in names:
        texts = [line for line in (DATA / name).read_text(errors="replace").splitlines() if line.strip()]
        blocked = sum(not ACME.check(text, kind="subject").shows for text in texts)
        assert blocked >= 0.95 * len(texts), name


@given(st.text(max_size=300), st.sampled_from(KINDS))
def test_any_text_gets_a_sound_verdict(text: str, kind: str) -> None:
    """Random Unicode, unpaired surrogates included."""
    assert sound(ACME.check(text, kind=kind), text)


@given(st.text(st.sampled_from(SIGNS), max_size=120), st.sampled_from(KINDS))
def test_texts_made_of_signs_get_a_sound_verdict(text: str, kind: str) -> None:
    """Texts dense in what rules look for."""
    assert sound(ACME.check(text, kind=kind), text)
    assert sound(ACME.check(text, kind=kind, rendered=False), text)


@given(st.text(st.sampled_from(SIGNS), max_size=80))
def test_any_message_is_judged(text: str) -> None:
    """A message without footer is rejected, never an error."""
    assert ACME.check_html(text).verdict == "reject"


@given(st.text(max_size=80), st.sampled_from(KINDS))
@example("sIND", "subject")
def test_memory_changes_no_answer(text: str, kind: str) -> None:
    """The quick answer on the request path is the verdict's but for the rules on authors, first time and second."""
    found = ACME.check(text, kind=kind).violations
    shows = all(one.severity == "flag" or one.guardrail in AUTHORED for one in found)
    assert ACME.inspect({"text": text}, kind) is shows
    assert ACME.inspect({"text": text}, kind) is shows


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is its own fold, up to what casefold makes of a letter with its mark."""
    text = text.encode("utf-8", "replace").decode()
    once = fold(text)
    assert fold(fold(once)) == fold(once)
    assert clean(clean(clean(text))) == clean(clean(text))


@given(st.text("chartwise", max_size=12), st.text("chartwise", max_size=12))
def test_distance_is_symmetric_and_cut_off_at_the_limit(left: str, right: str) -> None:
    """0 for equal words, the same both ways, never more than the limit plus one."""
    assert distance(left, left, 2) == 0
    assert distance(left, right, 30) == distance(right, left, 30)
    assert distance(left, right, 2) == min(distance(left, right, 30), 3)


@given(st.sampled_from([fold(name).replace(" ", "") for name in CATALOG.brand.competitors.names]), st.data())
def test_a_rival_is_known_with_signs_between_its_letters(name: str, data: st.DataObject) -> None:
    """Any separator between all letters, any case, and look-alikes do not hide a name."""
    sign = data.draw(st.sampled_from([" ", "-", ".", "_", "*", " - ", "\u200b", "·"]))
    letters = [data.draw(st.sampled_from([char, char.upper()])) for char in name]
    text = sign.join(letters).replace("a", data.draw(st.sampled_from(["a", "а", "@", "4"])))
    assert "competitor" in {found.guardrail for found in ACME.check(f"Now {text} again", kind="body_text").violations}
