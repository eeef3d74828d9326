"""Texts by strangers against the whole policy: what is caught and what is wrongly blocked may only get better.

They were exams once (docs/guardrails.md has the first figures) and have been seen since, so these are floors.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.library import read_folder

TEXTS = Path(__file__).parents[1] / "data" / "acme_strangers"
PLAIN = {"R-LINK", "R-UNI", "R-HTML", "R-HEADER", "R-PLACE", "R-LEN", "R-SECRET", "R-COMP"}
FLOORS = {"deterministic": 1.0, "personal data": 1.0, "meaning": 0.97, "grounding": 0.93}
WRONGLY = 0.02


@cache
def acme() -> Guardrails:
    catalog = read_folder(Path(__file__).parents[2] / "examples" / "acme").catalog
    return compile_guardrails(catalog.brand, catalog.facts, catalog.taxonomy)


@cache
def blocked() -> tuple[tuple[dict[str, str], bool], ...]:
    """Every text, and whether it is blocked."""
    rows = [json.loads(line) for file in sorted(TEXTS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    verdicts = [acme().check(row["text"], kind=row["slot"], locale=row.get("locale", "en")) for row in rows]
    return tuple((row, not verdict.shows) for row, verdict in zip(rows, verdicts, strict=True))


def group(row: dict[str, str]) -> str:
    """The group of rules a text breaks."""
    if "label" in row:
        return "grounding"
    return {"R-PII": "personal data"}.get(row["rule"], "deterministic" if row["rule"] in PLAIN else "meaning")


@pytest.mark.parametrize("name", FLOORS)
def test_what_breaks_the_policy_is_blocked(name: str) -> None:
    """The share of the texts against each group of rules that is blocked."""
    found = [hit for row, hit in blocked() if row["expect"] == "blocked" and group(row) == name]
    assert len(found) > 50
    assert sum(found) / len(found) >= FLOORS[name]


def test_innocent_texts_pass() -> None:
    """The share of innocent texts and of statements that follow from the facts that is wrongly blocked."""
    wrong = [row["text"] for row, hit in blocked() if row["expect"] == "allowed" and hit]
    count = sum(row["expect"] == "allowed" for row, _ in blocked())
    assert len(wrong) / count <= WRONGLY, wrong
