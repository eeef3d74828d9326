"""From chosen pieces to a message: fields rendered, checked by the guardrails, and put into the layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content_engine.assembly.errors import GuardFailed
from content_engine.assembly.fields import RenderedFields
from content_engine.assembly.message import RenderContext, render_message
from content_engine.engine.case import Attempt, Pick, World
from content_engine.engine.compiled import CompiledTemplate, Piece
from content_engine.guardrails import Guardrails


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent, or the guard that failed."""

    message: dict[str, Any] | None
    fault: str | None = None


def render(compiled: CompiledTemplate, this: Attempt, world: World, decision_id: str) -> Rendered:
    """Renders the attempt's picks. A text that a guardrail does not pass, or that cannot be assembled, is a fault."""
    slots: dict[str, list[RenderedFields]] = {slot.slot.name: [] for slot in compiled.slots}
    try:
        for pick in this.picks:
            slots[compiled.slots[pick.slot].slot.name].append(_fields(compiled, pick, this.values, world))
        message = render_message(compiled.layout, compiled.template.channel, slots, _context(this, world, decision_id))
    except GuardFailed as failed:
        return Rendered(None, str(failed))
    return Rendered(message)


def _fields(compiled: CompiledTemplate, pick: Pick, values: Mapping[str, Any], world: World) -> RenderedFields:
    slot = compiled.slots[pick.slot]
    piece = slot.pieces[pick.piece]
    fields = piece.prepared.render(values)
    limit = slot.slot.max_chars if len(piece.kind.fields) == 1 else None
    if not _passes(piece, fields.text, values, world.catalog.guardrails, limit):
        raise GuardFailed(f"slot {slot.slot.name}: variant {piece.variant.id} fails a guardrail when rendered")
    return fields


def _passes(
    piece: Piece, text: Mapping[str, str], values: Mapping[str, Any], guardrails: Guardrails, limit: int | None
) -> bool:
    """Whether the guardrails pass a rendered variant.

    The words of a variant were checked when it came in; what is new are the values. Where they stand alone between
    spaces and punctuation they are checked by themselves, so that a name seen before costs a look-up; elsewhere the
    whole text is checked. Its length is counted in any case.
    """
    kind, locale = piece.kind.name, piece.variant.locale
    if not piece.alone:
        return guardrails.inspect(text, kind=kind, locale=locale, max_chars=limit)
    field = piece.kind.fields[0]
    shown = next(iter(text.values()))
    if len(shown) > min(limit or field.max_chars, field.max_chars) or not shown.strip():
        return False
    new = [str(values[name]) for name in piece.prepared.names if values.get(name) not in (None, "")]
    return all(guardrails.inspect({field.name: value}, kind=kind, locale=locale) for value in new)


def _context(this: Attempt, world: World, decision_id: str) -> RenderContext:
    link = world.catalog.catalog.brand.sender.unsubscribe_url.replace("{token}", decision_id)
    locale = this.eligible.locales[0] if this.eligible else "en"
    return RenderContext(decision_id, locale, link)
