"""From chosen pieces to a message: fields rendered, checked by the guardrails, and put into the layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content_engine.assembly.layout import AssemblyError, render_message
from content_engine.assembly.fields import RenderedFields
from content_engine.engine.case import Attempt, World
from content_engine.engine.compiled import CompiledTemplate


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent, or the guard that failed."""

    message: dict[str, Any] | None
    fault: str | None = None


def render(
    compiled: CompiledTemplate, this: Attempt, values: Mapping[str, Any], world: World, decision_id: str
) -> Rendered:
    """Renders the attempt's picks. A text that a guardrail does not pass, or that cannot be assembled, is a fault."""
    slots: dict[str, list[RenderedFields]] = {slot.slot.name: [] for slot in compiled.slots}
    for pick in this.picks:
        slot = compiled.slots[pick.slot]
        piece = slot.pieces[pick.piece]
        fields = piece.prepared.render(values)
        limit = slot.slot.max_chars if len(piece.kind.fields) == 1 else None
        if not world.catalog.guardrails.inspect(
            fields.text, kind=piece.kind.name, locale=piece.variant.locale, max_chars=limit
        ):
            return Rendered(None, f"slot {slot.slot.name}: variant {piece.variant.id} fails a guardrail when rendered")
        slots[slot.slot.name].append(fields)
    try:
        return Rendered(render_message(compiled.layout, slots, decision_id=decision_id, locale=_locale(this)))
    except AssemblyError as error:
        return Rendered(None, str(error))


def _locale(this: Attempt) -> str:
    return this.eligible.locales[0] if this.eligible else "en"
