"""How many texts written against the brand policy the guardrails block, and that they let innocent ones pass.

The texts were used to write the rules, so these figures are floors, not measurements.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.library import read_folder

ROOT = Path(__file__).parents[2]
TEXTS = Path(__file__).parents[1] / "data" / "acme_claims"
RULES = {
    "R-OUTCOME": 0.97, "R-SUPER": 0.98, "R-COMPLY": 0.98, "R-PRICE": 0.98, "R-URGENCY": 0.97,
    "R-SECURITY": 0.97, "R-ADVICE": 0.99, "R-SLA": 0.96, "R-AI": 0.98, "R-DATAUSE": 0.98,
    "R-PROOF": 0.96, "R-DECEPT": 0.97, "R-TONE": 0.98, "R-INJ": 0.99,
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (TEXTS / name).read_text(encoding="utf-8").splitlines()]


@cache
def acme() -> Guardrails:
    catalog = read_folder(ROOT / "examples" / "acme").catalog
    return compile_guardrails(catalog.brand, catalog.facts, catalog.taxonomy)


@cache
def recall() -> dict[str, float]:
    """The share blocked, by policy rule, of all texts written against one."""
    written: Counter[str] = Counter()
    blocked: Counter[str] = Counter()
    for name in ("dev.jsonl", "short_dev.jsonl", "train_dev.jsonl"):
        for row in rows(name):
            verdict = acme().check(row["text"], kind=row["slot"], locale=row["locale"])
            written[row["rule"]] += 1
            blocked[row["rule"]] += not verdict.shows
    return {rule: blocked[rule] / count for rule, count in written.items()}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_most_texts_against_a_policy_rule_are_blocked(rule: str) -> None:
    """Each rule of the policy blocks at least the share of the written texts that it did when this was written."""
    assert recall()[rule] >= RULES[rule]


@pytest.mark.parametrize(
    "name", ["benign_dev.jsonl", "benign_short_dev.jsonl", "benign_train_dev.jsonl", "grounding_dev.jsonl"]
)
def test_no_rule_on_claims_objects_to_an_innocent_text(name: str) -> None:
    """Texts that only look like a claim, and statements that follow from the facts, pass every rule on claims."""
    wrong = {
        row["text"]: names
        for row in rows(name)
        if row["expect"] == "allowed" and (names := objections(row["text"], row["slot"], row.get("locale", "en")))
    }
    assert wrong == {}


def objections(text: str, kind: str, locale: str) -> set[str]:
    """The rules on claims that object."""
    found = acme().check(text, kind=kind, locale=locale).violations
    return {each.guardrail for each in found if each.guardrail.startswith("claim.")}


@pytest.mark.parametrize("folder", [".", "examples/acme"])
def test_approved_content_makes_no_claim(folder: str) -> None:
    """Every approved text of both brands passes the rules on claims with its own facts, in every language."""
    catalog = read_folder(ROOT / folder).catalog
    guardrails = compile_guardrails(catalog.brand, catalog.facts, catalog.taxonomy)
    for component in catalog.components:
        for variant in component.variants:
            verdict = guardrails.check(variant.content, kind=component.kind, locale=variant.locale, rendered=False)
            assert [each for each in verdict.violations if each.guardrail.startswith("claim.")] == [], variant.content
