"""The catalog as rows for people and programs, and single texts under the guardrails."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from content_engine.domain.base import from_ms, rfc3339
from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import BadInput
from content_engine.domain.memory import Change, Touch
from content_engine.engine.compiled import CompiledCatalog


def templates(catalog: Catalog) -> list[dict[str, Any]]:
    """Templates without their layouts' text, by id."""
    rows = [t.model_dump(mode="json", by_alias=True, exclude={"layout"}) for t in catalog.templates]
    return sorted(rows, key=lambda row: str(row["id"]))


def components(catalog: Catalog) -> list[dict[str, Any]]:
    """Components with the ids of their variants, by id."""
    rows = [
        {**c.model_dump(mode="json", by_alias=True, exclude={"variants"}), "variants": [v.id for v in c.variants]}
        for c in catalog.components
    ]
    return sorted(rows, key=lambda row: str(row["id"]))


def variants(catalog: Catalog) -> list[dict[str, Any]]:
    """Variants with their component and kind, by id."""
    rows = [
        {**v.model_dump(mode="json"), "component": c.id, "kind": c.kind} for c in catalog.components for v in c.variants
    ]
    return sorted(rows, key=lambda row: str(row["id"]))


def change(change: Change) -> dict[str, Any]:
    """One step of the audit trail."""
    return {**asdict(change), "at": rfc3339(from_ms(change.at))}


TOUCH = tuple(each.name for each in fields(Touch))


def subject(stored: dict[str, Any]) -> dict[str, Any]:
    """A subject's memory for people: each remembered message as named values, times in words."""
    memory = stored["memory"]
    touches = [dict(zip(TOUCH, row, strict=True)) for row in memory["touches"]]
    for touch in touches:
        touch |= {name: touch[name] and rfc3339(from_ms(touch[name])) for name in ("at", "until")}
    return {**stored, "memory": {**memory, "touches": touches}}


def checked(
    compiled: CompiledCatalog, content: str | dict[str, str], kind: str, slot: str | None, locale: str
) -> dict[str, Any]:
    """The guardrails' verdict on a text of a kind. Raises `BadInput` for a kind or slot that is not in the catalog."""
    kinds = [known.name for known in compiled.catalog.taxonomy.kinds]
    if kind not in kinds:
        raise BadInput(f"no kind {kind}; there are {', '.join(sorted(kinds))}", field="kind")
    limit = _limit(compiled, slot) if slot else None
    verdict = compiled.guardrails.check(content, kind=kind, locale=locale, max_chars=limit)
    return verdict.model_dump(mode="json", exclude_none=True)


def _limit(compiled: CompiledCatalog, slot: str) -> int | None:
    template, _, name = slot.rpartition("/")
    found = [
        known.max_chars
        for t in compiled.catalog.templates
        for known in t.slots
        if known.name == name and template in ("", t.id)
    ]
    if not found:
        raise BadInput(f"no slot {slot}", field="slot")
    return min((limit for limit in found if limit is not None), default=None)
