"""Layouts compiled once per catalog: MJML or HTML, plain text, and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from content_engine.assembly import mjml
from content_engine.assembly.contexts import placed
from content_engine.assembly.errors import LayoutError, TextError
from content_engine.assembly.filters import escaped_field, layout_text
from content_engine.assembly.grammar import parse, reads
from content_engine.assembly.jsonparts import Part, compile_json
from content_engine.assembly.masking import masked
from content_engine.assembly.program import Steps, compile_program
from content_engine.assembly.surface import SlotView, check_reads, slot_views
from content_engine.assembly.syntax import syntax
from content_engine.domain.brand import Brand
from content_engine.domain.catalog import Slot, Taxonomy, Template

MAX_LAYOUT = 256 * 1024
MAX_PAGE = 1_000_000
DEFAULT_BYTES = 64 * 1024
HARD_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class CompiledLayout:
    """A template's layout, ready to render; `seen` is what every message of it sees alike (sender, brand)."""

    template: str
    channel: str
    slots: tuple[SlotView, ...]
    subject_slot: str | None
    preheader_slot: str | None
    html: Steps | None
    text: Steps | None
    payload: Part | None
    seen: dict[str, Any]
    max_bytes: int


def compile_layout(
    template: Template, *, brand: Brand, taxonomy: Taxonomy | None = None, max_bytes: int = DEFAULT_BYTES
) -> CompiledLayout:
    """Compiles the layout of `template`. With a taxonomy, the fields it reads are checked too.

    `max_bytes` bounds a whole message of it (UTF-8, headers apart), at most 1,000,000.

    Raises:
        LayoutError: for the first part that cannot be used, with part and line.
    """
    if not 0 < max_bytes <= HARD_BYTES:
        raise ValueError(f"max_bytes is {max_bytes}, must be between 1 and {HARD_BYTES}")
    slots = slot_views(template, taxonomy)
    parts = dict(_compiled(template, slots))
    return CompiledLayout(
        template=template.id,
        channel=template.channel,
        slots=tuple(slots.values()),
        subject_slot=_feeding(template.slots, "subject", "subject_line"),
        preheader_slot=_feeding(template.slots, "preheader", "preheader"),
        html=parts.get("mjml") or parts.get("html"),
        text=parts.get("text"),
        payload=parts.get("json"),
        seen={"sender": brand.sender.model_dump(exclude={"unsubscribe_url"}), "brand": {"name": brand.name}},
        max_bytes=max_bytes,
    )


def layout_errors(template: Template, *, brand: Brand, taxonomy: Taxonomy | None = None) -> list[tuple[str, str]]:
    """Everything wrong with a template's layout, as (part, message); the first fault of each part."""
    errors = []
    slots = slot_views(template, taxonomy)
    for part, source, compile_part in _sources(template, slots):
        try:
            compile_part(source)
        except TextError as error:
            errors.append((part, f"line {error.line}: {error.message}"))
            continue
        errors += [(part, message) for message in _footer_errors(template, part, source, brand)]
    return errors + _shape_errors(template)


def _compiled(template: Template, slots: dict[str, SlotView]) -> Iterator[tuple[str, Any]]:
    for part, message in _shape_errors(template):
        raise LayoutError(part, message)
    for part, source, compile_part in _sources(template, slots):
        try:
            yield part, compile_part(source)
        except TextError as error:
            raise LayoutError(part, error.message, error.line) from error


def _sources(template: Template, slots: dict[str, SlotView]) -> Iterator[tuple[str, str, Callable[[str], Any]]]:
    layout = template.layout
    if layout.mjml is not None:
        yield "mjml", layout.mjml, lambda source: _page(source, slots, is_mjml=True)
    if layout.html is not None:
        yield "html", layout.html, lambda source: _page(source, slots, is_mjml=False)
    if layout.text is not None:
        yield "text", layout.text, lambda source: _plain(source, slots)
    if layout.json_ is not None:
        yield "json", layout.json_, lambda source: compile_json(_bounded(source), slots)


def _page(source: str, slots: dict[str, SlotView], *, is_mjml: bool) -> Steps:
    check_reads(reads(parse(source, syntax(), MAX_LAYOUT)), slots)
    hidden = masked(source, syntax())
    page = mjml.to_html(hidden) if is_mjml else hidden.text
    tree = parse(placed(hidden, page), syntax(), MAX_PAGE)
    check_reads(reads(tree, links=True), slots)
    return compile_program(tree, escaped_field)


def _plain(source: str, slots: dict[str, SlotView]) -> Steps:
    tree = parse(source, syntax(own_lines=True), MAX_LAYOUT)
    check_reads(reads(tree), slots)
    return compile_program(tree, layout_text)


def _bounded(source: str) -> str:
    if len(source) > MAX_LAYOUT:
        raise TextError(f"{len(source)} characters of source, at most {MAX_LAYOUT}")
    return source


def _feeding(slots: tuple[Slot, ...], name: str, kind: str) -> str | None:
    named = [slot.name for slot in slots if slot.name == name]
    return next(iter(named + [slot.name for slot in slots if kind in slot.kinds]), None)


def _shape_errors(template: Template) -> list[tuple[str, str]]:
    errors = []
    if template.layout.mjml is not None and template.layout.html is not None:
        errors.append(("html", "give the page once: as `mjml` or as `html`"))
    if template.channel == "email":
        errors += [("slots", message) for message in _subject_errors(template.slots)]
    return errors


def _subject_errors(slots: tuple[Slot, ...]) -> Iterator[str]:
    feeding = _feeding(slots, "subject", "subject_line")
    taking = [slot for slot in slots if slot.name == feeding]
    if not taking:
        yield "an e-mail needs a slot named `subject`, or one whose kinds include `subject_line`"
    elif taking[0].min < 1 or taking[0].max > 1:
        yield f"the slot `{taking[0].name}` feeds the subject and must take exactly one piece (min: 1, max: 1)"


def _footer_errors(template: Template, part: str, source: str, brand: Brand) -> Iterator[str]:
    if template.channel != "email" or part == "json":
        return
    if "unsubscribe_url" not in source:
        yield "an e-mail needs a link to {{ unsubscribe_url }} in this part"
    if "sender.postal_address" not in source and brand.sender.postal_address not in source:
        yield "an e-mail needs {{ sender.postal_address }} in this part"
