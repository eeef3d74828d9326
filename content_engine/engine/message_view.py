"""A whole message with one text in its place, as a made-up subject would get it: what an editor sees before deciding.

Everything else in the message is default content in the text's language, or what else is approved for the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from content_engine.assembly.errors import GuardFailed, TextError
from content_engine.assembly.fields import PreparedVariant, prepare_fields
from content_engine.assembly.message import RenderContext, render_message
from content_engine.assembly.values import clean_values
from content_engine.domain.catalog import Kind, Variant
from content_engine.domain.errors import NotFound
from content_engine.engine.choosing import default_pieces
from content_engine.engine.compiled import CompiledCatalog, CompiledSlot, CompiledTemplate
from content_engine.engine.samples import SAMPLE, Sample
from content_engine.generation.placeholders import names_in

PREVIEW = "preview"
"""Stands for the decision's id where a message names it."""
USUAL = {
    "first_name": "Ada",
    "last_name": "Lovelace",
    "name": "Ada Lovelace",
    "email": "ada@example.com",
    "company": "Northwind",
    "account": "Northwind",
    "plan": "Team",
    "country": "DE",
    "url": "https://example.com/",
    "count": "12",
    "seats": "12",
    "days": "14",
}
"""Values of attributes by the last part of their name; any other is `Acme`."""
LONG = "Maximiliane-Alexandra Prinzessin von Hohenstein-Württemberg und zu Nordfriesland"
FOREIGN = "José O’Neil & Söhne <株式会社> \"100 %\""  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A made-up subject. `value` gives an attribute's value by name; with `bare` only what a text needs is known."""

    id: str
    title: str
    value: Callable[[str], str]
    bare: bool = False

    def values(self, prepared: Iterable[PreparedVariant]) -> Sample:
        """Values for all that these texts read."""
        values: Sample = {}
        paths = {path for one in prepared for path in self._paths(one)}
        inner = {path for path in paths if not any(other.startswith(f"{path}.") for other in paths)}
        for path in sorted(inner):
            *outer, last = path.split(".")
            at = values
            for step in outer:
                at = at.setdefault(step, {})
            at[last] = self.value(last)
        return clean_values(values)

    def _paths(self, one: PreparedVariant) -> Iterator[str]:
        """Dotted attribute names, those inside others in place of the outer ones."""
        yield from one.required
        if self.bare:
            return
        printed = {path for text in one.texts for path in names_in(text.source) if path.split(".")[0] in one.names}
        yield from printed
        nested = {path.split(".")[0] for path in (*printed, *one.required)}
        yield from one.names - nested


def _usual(name: str) -> str:
    return USUAL.get(name, SAMPLE)


SUBJECTS = (
    Subject("usual", "Everything known of them", _usual),
    Subject("bare", "Only what is needed is known", _usual, bare=True),
    Subject("long", "Very long values", lambda name: USUAL["url"] if name == "url" else LONG),
    Subject("foreign", "Other scripts and signs", lambda name: USUAL["url"] if name == "url" else FOREIGN),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text can stand: a slot of a template."""

    template: str
    slot: str
    channel: str
    risk: str
    max_chars: int | None


@dataclass(frozen=True)
class Preview:
    """A rendered message (as a decision has it), or why there is none; `beside` names the other slots' variants.

    `kinds` are the kinds of the message's blocks, in their order.
    """

    place: Place
    subject: Subject
    message: dict[str, Any] | None
    fault: str = ""
    beside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()


def places(compiled: CompiledCatalog, kind: str) -> list[Place]:
    """Where texts of a kind can stand: in each template its first slot that takes them, approved templates first."""
    found = []
    for one in sorted(compiled.templates.values(), key=lambda one: one.template.state != "approved"):
        slot = next((slot.slot for slot in one.slots if kind in slot.slot.kinds), None)
        if slot is not None:
            template = one.template
            found.append(Place(template.id, slot.name, template.channel, template.risk, slot.max_chars))
    return found


def subject(subject_id: str) -> Subject:
    """One of the made-up subjects; the first where none is named. Raises `NotFound`."""
    found = next((one for one in SUBJECTS if one.id == (subject_id or SUBJECTS[0].id)), None)
    if found is None:
        raise NotFound(f"there is no example subject {subject_id!r}", field="subject")
    return found


def preview(compiled: CompiledCatalog, variant: Variant, kind: Kind, place: Place, who: Subject) -> Preview:
    """The message with `variant` in its place. A text that cannot be compiled or rendered is a fault, not an error."""
    template = compiled.templates[place.template]
    try:
        mine = prepare_fields(variant, kind)
        chosen = _chosen(template, place.slot, mine, kind, variant.locale)
        values = who.values(prepared for slot in chosen.values() for prepared, _ in slot)
        message = _rendered(compiled, template, chosen, values, variant.locale)
    except (TextError, GuardFailed) as error:
        return Preview(place, who, None, str(error))
    beside = {name: tuple(p.variant for p, _ in slot) for name, slot in chosen.items() if name != place.slot}
    kinds = tuple(kind for slot in template.slots for _, kind in chosen[slot.slot.name])
    return Preview(place, who, message, beside=beside, kinds=kinds)


Chosen = dict[str, list[tuple[PreparedVariant, str]]]
"""By slot, the prepared texts that fill it, with their kinds."""


def _rendered(
    compiled: CompiledCatalog, template: CompiledTemplate, chosen: Chosen, values: Sample, locale: str
) -> dict[str, Any]:
    slots = {name: [prepared.render(values) for prepared, _ in slot] for name, slot in chosen.items()}
    link = compiled.catalog.brand.sender.unsubscribe_url.replace("{token}", PREVIEW)
    return render_message(template.layout, template.template.channel, slots, RenderContext(PREVIEW, locale, link))


def _chosen(template: CompiledTemplate, name: str, mine: PreparedVariant, kind: Kind, locale: str) -> Chosen:
    chosen: Chosen = {}
    for slot in template.slots:
        own = [(mine, kind.name)] if slot.slot.name == name else []
        wanted = max(slot.slot.min, 1 if slot.slot.control else 0)
        chosen[slot.slot.name] = [*own, *_others(slot, locale, wanted - len(own), template.default_locale)]
    return chosen


def _others(slot: CompiledSlot, locale: str, count: int, default: str) -> Iterator[tuple[PreparedVariant, str]]:
    for at in _candidates(slot, (locale, default))[: max(count, 0)]:
        yield slot.pieces[at].prepared, slot.pieces[at].kind.name


def _candidates(slot: CompiledSlot, locales: Sequence[str]) -> list[int]:
    """Approved pieces, the best first: defaults in the first language, what else is in it, then the next language."""
    found: list[int] = []
    for locale in dict.fromkeys(locales):
        able = [at for at, one in enumerate(slot.pieces) if one.candidate.approved and one.candidate.locale == locale]
        found += [*default_pieces(slot, able), *able]
    return list(dict.fromkeys(found))
