"""The built-in writer and judge: repeatable, within limits, only approved statements, never taken for an LLM."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from content_engine.domain.catalog import Catalog
from content_engine.domain.llm import Ask, Completion, GatewayFailed, Turn
from content_engine.gateway import OFFLINE
from content_engine.generation import Draft, ask, brief, parse
from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.library import read_folder, read_prompts
from tests.gateway.stage import a_gateway, a_ledger

ROOT = Path(__file__).parents[2]
FOLDERS = {"acme": ROOT / "examples/acme", "own": ROOT, "starter": ROOT / "content_engine/library/starter"}
FACTS = (
    {"id": "F1", "statement": "Viewer seats are free on every plan."},
    {"id": "F2", "statement": "An alert compares a metric with its own last 28 days."},
    {"id": "F3", "statement": "Raw events can be exported at any time on every plan."},
)
GERMAN = ({"id": "F1", "statement": "Plätze für Betrachter sind in jedem Tarif kostenlos und für alle da."},)
VARIANTS = {
    "type": "object",
    "additionalProperties": False,
    "required": ["variants"],
    "properties": {"variants": {"type": "array", "minItems": 1, "items": {"type": "object"}}},
}


def an_ask(**inputs: Any) -> Ask:
    """An ask for three benefit blocks."""
    told = {
        "brand": "Acme",
        "kind": "benefit_block",
        "fields": [{"name": "text", "max_chars": 260}],
        "locale": "en",
        "count": 3,
        "facts": list(FACTS),
        "existing": [],
    }
    turns = (Turn(role="user", content="Write."),)
    schema = {"schema": VARIANTS}
    return Ask.model_validate(
        {"task": "variant", "turns": turns, "models": (OFFLINE,), "inputs": told | inputs} | schema
    )


def answer(asked: Ask) -> Completion:
    """What the gateway gives for it, without a network."""
    with a_ledger() as ledger:
        return a_gateway(ledger, "http://127.0.0.1:9/v1").complete(asked)


def texts(asked: Ask) -> list[str]:
    """The first field of each variant."""
    data = answer(asked).data or {}
    return [next(iter(one["content"].values())) for one in data["variants"]]


def test_it_says_that_it_is_no_model_and_costs_nothing() -> None:
    """Origin and adapter are offline, nothing is sent or paid."""
    got = answer(an_ask())
    assert (got.origin, got.adapter, got.model, got.requests, got.usage.cost_usd) == ("offline",) * 3 + (0, 0.0)


def test_it_repeats_itself_for_the_same_ask_only() -> None:
    """The same ask has the same answer; another repetition another one."""
    asked = an_ask(facts=list(FACTS), count=2)
    assert answer(asked).text == answer(asked).text
    others = {answer(asked.model_copy(update={"repetition": number})).text for number in range(8)}
    assert len(others) > 1


def test_it_says_nothing_but_facts() -> None:
    """Each text ends in an approved statement, word for word, and names it."""
    statements = {str(fact["id"]): str(fact["statement"]) for fact in FACTS}
    data = answer(an_ask()).data or {}
    assert len(data["variants"]) == 3
    assert all(one["content"]["text"].endswith(statements[one["claims"][0]]) for one in data["variants"])
    assert len({one["angle"] for one in data["variants"]}) == 3


def test_it_stays_different_from_what_is_there() -> None:
    """A statement that a text in use makes already is not made again."""
    assert not any(
        "Viewer" in text for text in texts(an_ask(existing=["Viewer seats are free on every plan, always."]))
    )


@pytest.mark.parametrize("most", [36, 60, 110, 260])
def test_it_keeps_to_the_limits(most: int) -> None:
    """No text is longer than its field, and none is a cut sentence."""
    found = texts(an_ask(fields=[{"name": "text", "max_chars": most}]))
    assert found and all(len(text) <= most and text.endswith(".") for text in found)


@pytest.mark.parametrize("locale", ["de", "fr", "es", "ja"])
def test_it_does_not_write_what_it_cannot_know(locale: str) -> None:
    """Without a statement in the language there is no text: it does not translate, and says so."""
    with pytest.raises(GatewayFailed, match="only repeats approved statements") as failed:
        answer(an_ask(locale=locale))
    assert failed.value.kind == "refused"


def test_german_facts_make_german_texts() -> None:
    """A statement in the language is used in it."""
    assert texts(an_ask(locale="de", facts=[*FACTS, *GERMAN], count=1))[0].endswith(str(GERMAN[0]["statement"]))


@pytest.mark.parametrize("locale", ["en", "de", "fr", "es"])
def test_buttons_claim_nothing_and_link_where_they_may(locale: str) -> None:
    """In each language there are labels; the address is one that was given, and without one there is no button."""
    fields = [{"name": "label", "max_chars": 30}, {"name": "url", "max_chars": 200, "type": "url"}]
    asked = an_ask(locale=locale, kind="cta", fields=fields, links=[{"url": "https://a.example/x"}])
    variants = (answer(asked).data or {})["variants"]
    assert len({one["content"]["label"] for one in variants}) == 3
    assert {one["content"]["url"] for one in variants} == {"https://a.example/x"}
    with pytest.raises(GatewayFailed):
        answer(an_ask(locale=locale, kind="cta", fields=fields))


def test_markup_is_written_where_the_field_has_it() -> None:
    """A paragraph, with what means something to HTML escaped."""
    field = {"name": "text", "max_chars": 300, "markup": "html"}
    facts = [{"id": "F", "statement": "A & B are in the menu of the app."}]
    assert texts(an_ask(fields=[field], facts=facts, count=1)) == ["<p>A &amp; B are in the menu of the app.</p>"]


def test_a_prompt_with_other_inputs_is_refused() -> None:
    """It says which inputs it needs."""
    asked = an_ask().model_copy(update={"inputs": {"topic": "x"}})
    with pytest.raises(GatewayFailed, match="kind, fields, locale, count, facts"):
        answer(asked)


@cache
def catalog(name: str) -> Catalog:
    """The catalog of a content folder."""
    found = read_folder(FOLDERS[name]).catalog
    assert found is not None
    return found


@cache
def guards(name: str) -> Guardrails:
    """Its guardrails."""
    known = catalog(name)
    return compile_guardrails(known.brand, known.facts, known.taxonomy)


def drafts(name: str) -> Iterator[tuple[str, Draft]]:
    """Three drafts for each component that it can write for, with the kind."""
    prompt = max(next(one for one in read_prompts(ROOT) if one.task == "variant").prompts, key=lambda one: one.number)
    with a_ledger() as ledger:
        gateway = a_gateway(ledger, "http://127.0.0.1:9/v1")
        for component in catalog(name).components:
            told = brief(catalog(name), component.id, count=3, locale="en")
            for draft in parse(gateway.complete(ask(prompt, told, (OFFLINE,))), told):
                yield told.kind.name, draft


@pytest.mark.parametrize("name", FOLDERS)
def test_nine_in_ten_of_its_texts_pass_the_guardrails(name: str) -> None:
    """Over all components of a folder, three texts each, in English."""
    passed = [
        not draft.faults and guards(name).check(draft.content, kind=kind, locale="en", rendered=False).shows
        for kind, draft in drafts(name)
    ]
    assert len(passed) >= 2 * len(catalog(name).components)
    assert sum(passed) / len(passed) > 0.9, f"{sum(passed)} of {len(passed)}"


JUDGE = {"reasons": {"type": "array", "items": {"type": "string"}}, "score": {"type": "integer"}}
PAIR = {"reason": {"type": "string"}, "preference": {"type": "string", "enum": ["A", "B"]}}


def judgement(properties: dict[str, Any], **inputs: str) -> dict[str, Any]:
    """What the judge answers."""
    schema = {"type": "object", "required": sorted(properties), "properties": properties}
    asked = an_ask().model_copy(update={"task": "judge", "schema_": schema, "inputs": inputs})
    return answer(asked).data or {}


def test_the_judge_counts_and_says_so() -> None:
    """Shouting loses points; the reasons name what was counted and that nothing was read."""
    calm, loud = (judgement(JUDGE, text=text) for text in ("See what changed.", "ACTNOW! CHANGE everything! 🎉"))
    assert (calm["score"], loud["score"]) == (4, 1)
    assert all("does not read" in one["reasons"][0] for one in (calm, loud))


def test_the_judge_prefers_the_same_text_in_either_order() -> None:
    """Swapping the two swaps the answer."""
    one, two = "See what changed.", "SEE IT NOW! WOW!"
    assert judgement(PAIR, a=one, b=two)["preference"] == "A"
    assert judgement(PAIR, a=two, b=one)["preference"] == "B"
    assert (
        judgement(PAIR, a="Aa bb.", b="Cc dd.")["preference"] != judgement(PAIR, a="Cc dd.", b="Aa bb.")["preference"]
    )
