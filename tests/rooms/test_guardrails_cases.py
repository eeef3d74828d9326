"""The guardrails on texts made to get past them, and on texts that only look as if they were."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.library import read_folder

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / name).read_text().splitlines()]


BLOCKED = rows("acme/blocked.jsonl")
ALLOWED = rows("acme/allowed.jsonl")
MESSAGES = rows("acme/messages.jsonl")
PERSONAL: list[dict[str, object]] = [json.loads(line) for line in (DATA / "pii/texts.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def acme() -> Guardrails:
    catalog = read_folder(ROOT / "examples" / "acme").catalog
    return compile_guardrails(catalog.brand, catalog.facts, catalog.taxonomy)


@pytest.mark.parametrize("rule", sorted({row["rule"] for row in BLOCKED}))
def test_each_rule_blocks_every_text_written_against_it(acme: Guardrails, rule: str) -> None:
    """A text made against a rule is rejected, whichever rule saw it first."""
    texts = [row for row in BLOCKED if row["rule"] == rule]
    through = [row["text"] for row in texts if acme.check(row["text"], kind=row["kind"]).verdict != "reject"]
    assert through == []
    assert len(texts) >= 50


@pytest.mark.parametrize("rule", sorted({row["rule"] for row in BLOCKED}))
def test_the_rule_meant_is_nearly_always_the_one_that_blocks(acme: Guardrails, rule: str) -> None:
    """A rule does its own work: at most one text in twenty is caught only by another rule."""
    texts = [row for row in BLOCKED if row["rule"] == rule]
    seen = Counter(
        rule in {found.guardrail for found in acme.check(row["text"], kind=row["kind"]).violations} for row in texts
    )
    assert seen[True] >= 0.95 * len(texts)


def test_innocent_texts_pass(acme: Guardrails) -> None:
    """Nothing is found in texts that resemble a breach: prices, abbreviations, file names, emoji, four languages."""
    found = {
        row["text"]: wrongly
        for row in ALLOWED
        if (
            wrongly := {
                each.guardrail for each in acme.check(row["text"], kind=row["kind"], locale=row["locale"]).violations
            }
            - set(row.get("breaks", ()))
        )
    }
    assert found == {}
    assert sum("breaks" not in row for row in ALLOWED) > 600


@pytest.mark.parametrize("row", MESSAGES, ids=lambda row: str(row["why"]))
def test_a_message_passes_only_with_a_visible_address_and_a_way_out(acme: Guardrails, row: dict[str, str]) -> None:
    """Whole messages: hidden, changed or missing footers and anything active are rejected, honest ones pass."""
    verdict = acme.check_html(row["html"])
    assert verdict.verdict == row["expect"], verdict.violations
    assert not any("could not judge" in found.message for found in verdict.violations)


def test_personal_data_with_a_form_of_its_own_is_found(acme: Guardrails) -> None:
    """E-mail, telephone, card, IBAN, IP and social security numbers of a public data set: nine texts in ten."""
    with_data = [row for row in PERSONAL if row["types"]]
    blocked = [row for row in with_data if not acme.check(str(row["text"]), kind="body_text").shows]
    assert len(blocked) >= 0.9 * len(with_data)


def test_texts_of_the_same_set_without_such_data_are_not_taken_for_personal(acme: Guardrails) -> None:
    """Names and organisations alone are no finding of this rule."""
    without = [row for row in PERSONAL if not row["types"]]
    wrongly = [
        row["text"]
        for row in without
        if any(found.guardrail == "pii" for found in acme.check(str(row["text"]), kind="body_text").violations)
    ]
    assert wrongly == []
    assert len(without) >= 50


def test_every_text_of_the_acme_folder_passes_its_own_guardrails(acme: Guardrails) -> None:
    """The example brand keeps its own rules, in four languages."""
    catalog = read_folder(ROOT / "examples" / "acme").catalog
    for component in catalog.components:
        for variant in component.variants:
            verdict = acme.check(variant.content, kind=component.kind, locale=variant.locale)
            assert verdict.verdict == "pass", (variant.id, verdict.violations)


def test_the_acme_templates_offer_six_candidates_for_each_slot() -> None:
    """Acceptance scripts need choices: six English variants for every slot of both templates, and a control."""
    catalog = read_folder(ROOT / "examples" / "acme").catalog
    english = Counter(
        component.kind for component in catalog.components for variant in component.variants if variant.locale == "en"
    )
    slots = [slot for template in catalog.templates for slot in template.slots]
    assert {template.id for template in catalog.templates} == {"acme-tip-email", "acme-tip-inapp"}
    assert all(sum(english[kind] for kind in slot.kinds) >= 6 and slot.control for slot in slots)
    assert {kind.name for kind in catalog.taxonomy.kinds} == {kind for slot in slots for kind in slot.kinds}
