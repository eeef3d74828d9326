"""The example brand with its rules on what an author wrote, and no others."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from content_engine.domain.catalog import Catalog
from content_engine.guardrails import Guardrails
from content_engine.guardrails.builtin import authored
from content_engine.guardrails.message import Message
from content_engine.library import read_folder

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parents[1] / "data"


@cache
def acme() -> Catalog:
    """The catalog of examples/acme."""
    return read_folder(ROOT / "examples" / "acme").catalog


@cache
def rules() -> Guardrails:
    """Grounding, language and person for that brand."""
    catalog = acme()
    kinds = {kind.name: kind for kind in catalog.taxonomy.kinds}
    return Guardrails([], kinds, Message.of(catalog.brand), authored(catalog.brand, catalog.facts))


def rows(name: str) -> list[dict[str, str]]:
    """A file of the hand-written corpus."""
    return [json.loads(line) for line in (DATA / "acme_claims" / name).read_text().splitlines()]


def ids(text: str, locale: str = "en", kind: str = "body_text") -> set[str]:
    """The rules a text breaks."""
    return {each.guardrail for each in rules().check(text, kind=kind, locale=locale).violations}
