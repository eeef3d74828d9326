"""Renders every template with default content and made-up values, and asks the guardrails about the whole message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content_engine.engine.case import Attempt, Pick, World
from content_engine.engine.compiled import CompiledCatalog, CompiledTemplate
from content_engine.engine.rendering import Rendered, render
from content_engine.engine.samples import sample
from content_engine.ranking.snapshot import Snapshot


def failed_defaults(compiled: CompiledCatalog) -> Iterator[tuple[str, str]]:
    """The templates whose default message cannot be sent: the template and why.

    An e-mail's page must show the postal address and a living way to unsubscribe, and hold nothing active.
    """
    for name, template in compiled.templates.items():
        rendered = _rendered(compiled, name)
        if rendered.message is None:
            yield name, f"its default message cannot be rendered: {rendered.fault}"
        elif template.template.channel == "email" and rendered.message["html"]:
            verdict = compiled.guardrails.check_html(rendered.message["html"])
            yield from ((name, f"its default message: {one.message}") for one in verdict.violations)


def default_message(compiled: CompiledCatalog, template_id: str) -> dict[str, Any] | None:
    """A template's default message with made-up values; None where it cannot be rendered."""
    return _rendered(compiled, template_id).message


def _rendered(compiled: CompiledCatalog, name: str) -> Rendered:
    world, template = World(compiled, Snapshot(), Snapshot().version, "default content"), compiled.templates[name]
    return render(template, _attempt(name, template), world, "d0")


def _attempt(name: str, template: CompiledTemplate) -> Attempt:
    picks = [
        Pick(index, position, piece, 1.0)
        for index, slot in enumerate(template.slots)
        for position, control in enumerate(slot.slot.control)
        for piece, known in enumerate(slot.pieces)
        if known.variant.id == control
    ]
    names = {path for pick in picks for path in template.slots[pick.slot].pieces[pick.piece].prepared.names}
    values: dict[str, Any] = sample(names)
    return Attempt(name, template, picks=tuple(picks), values=values)
