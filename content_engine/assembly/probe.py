"""A template tried out on made-up pieces: as few as it may have, and as many, with signs that need escaping."""

from __future__ import annotations

from markupsafe import Markup, escape

from content_engine.assembly.errors import GuardFailed, LayoutError
from content_engine.assembly.fields import RenderedFields
from content_engine.assembly.layout import DEFAULT_BYTES, CompiledLayout, compile_layout
from content_engine.assembly.message import RenderContext, render_message
from content_engine.domain.brand import Brand
from content_engine.domain.catalog import Field_, Kind, Slot, Taxonomy, Template

SAMPLE_CHARS = 300

_SAMPLE = 'Ada & Grace\'s <team> at "José 株式会社" saved 3 hours, 20% of a week. '
_LINK = "https://example.com/start?plan=trial&step=1"


def probe_render(
    template: Template, *, brand: Brand, taxonomy: Taxonomy, max_bytes: int = DEFAULT_BYTES
) -> list[tuple[str, str]]:
    """Compiles and renders a template with sample pieces; what goes wrong, as (part, message). Changes nothing.

    For templates that nobody has approved yet, run it in a child process with limits (`engine/probe.py`): MJML and HTML
    are read by native code.
    """
    try:
        layout = compile_layout(template, brand=brand, taxonomy=taxonomy, max_bytes=max_bytes)
    except LayoutError as error:
        return [(error.part, f"line {error.line}: {error.message}")]
    kinds = {kind.name: kind for kind in taxonomy.kinds}
    tries = (
        ("the fewest pieces", {slot.name: _pieces(slot, kinds, slot.min) for slot in template.slots}),
        ("the most pieces", {slot.name: _pieces(slot, kinds, slot.max) for slot in template.slots}),
    )
    return [("message", f"with {what}: {fault}") for what, pieces in tries if (fault := _fault(layout, pieces))]


def _fault(layout: CompiledLayout, pieces: dict[str, list[RenderedFields]]) -> str:
    context = RenderContext("sample", "en", "https://example.com/unsubscribe/sample")
    try:
        render_message(layout, layout.channel, pieces, context)
    except GuardFailed as error:
        return error.message
    return ""


def _pieces(slot: Slot, kinds: dict[str, Kind], count: int) -> list[RenderedFields]:
    known = [kinds[name] for name in slot.kinds if name in kinds]
    return [_piece(known[index % len(known)], slot) for index in range(count)] if known else []


def _piece(kind: Kind, slot: Slot) -> RenderedFields:
    text = {field.name: _sample(field, slot) for field in kind.fields}
    source = {f.name: f"<p>{escape(text[f.name])}</p>" for f in kind.fields if f.markup == "html"}
    marked = {name: Markup(html) for name, html in source.items()}  # noqa: S704 (the sample is escaped above)
    return RenderedFields("sample", text, text | marked, text | source)


def _sample(field: Field_, slot: Slot) -> str:
    if field.type == "url":
        return _LINK
    length = min(field.max_chars, slot.max_chars or field.max_chars, SAMPLE_CHARS)
    return (_SAMPLE * (SAMPLE_CHARS // len(_SAMPLE) + 1))[:length].strip() or "x"
