"""From chosen pieces to a message: fields rendered, checked by the guardrails, and put into the layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content_engine.assembly.errors import GuardFailed
from content_engine.assembly.fields import RenderedFields
from content_engine.assembly.message import RenderContext, render_message
from content_engine.engine.case import Attempt, Pick, World
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
    try:
        for pick in this.picks:
            slots[compiled.slots[pick.slot].slot.name].append(_fields(compiled, pick, values, world))
        message = render_message(compiled.layout, compiled.template.channel, slots, _context(this, world, decision_id))
    except GuardFailed as failed:
        return Rendered(None, str(failed))
    message["blocks"] = [{"slot": block.slot, "content": block.content} for block in message["blocks"]]
    return Rendered(message)


def _fields(compiled: CompiledTemplate, pick: Pick, values: Mapping[str, Any], world: World) -> RenderedFields:
    slot = compiled.slots[pick.slot]
    piece = slot.pieces[pick.piece]
    fields = piece.prepared.render(values)
    limit = slot.slot.max_chars if len(piece.kind.fields) == 1 else None
    passed = world.catalog.guardrails.inspect(
        fields.text, kind=piece.kind.name, locale=piece.variant.locale, max_chars=limit
    )
    if not passed:
        raise GuardFailed(f"slot {slot.slot.name}: variant {piece.variant.id} fails a guardrail when rendered")
    return fields


def _context(this: Attempt, world: World, decision_id: str) -> RenderContext:
    link = world.catalog.catalog.brand.sender.unsubscribe_url.replace("{token}", decision_id)
    locale = this.eligible.locales[0] if this.eligible else "en"
    return RenderContext(decision_id, locale, link)
