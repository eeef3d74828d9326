"""One variant as an editor decides on it: what it is, what it would replace, what it rests on, and its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content_engine.domain.brand import Fact
from content_engine.domain.catalog import Catalog, Component, Kind, State, Variant
from content_engine.domain.documents import DocumentIndex
from content_engine.domain.errors import NotFound
from content_engine.domain.writing import Place as Stand
from content_engine.domain.writing import Review, Wanted, WrittenVariant
from content_engine.engine.compiled import CompiledCatalog
from content_engine.engine.desk import Desk
from content_engine.engine.message_view import Place
from content_engine.engine.reviewing import ALLOWED
from content_engine.engine.texts import as_catalog_variant, is_high_risk, review_rules
from content_engine.engine.variants_view import history
from content_engine.generation import policy_version

WAITING: tuple[State, ...] = ("checked", "in_review")
MOST_WAITING = 50
MOST_RIVALS = 50
MOST_STEPS = 200


@dataclass(frozen=True)
class Shown:
    """A variant with its surroundings. `written` is None for one of a file; `component` and `kind` are None where the
    catalog has them no more. `needed` approvals make it live, `given` are those that stand under the present rules.
    """

    variant: Variant
    component_id: str
    component: Component | None
    kind: Kind | None
    written: WrittenVariant | None
    risk: str
    needed: int
    given: tuple[str, ...]
    present: bool
    """Whether it was checked under the rules and facts of now."""

    @property
    def version(self) -> int:
        """The version an opinion is on; 0 for one of a file."""
        return self.written.version if self.written else 0

    @property
    def state(self) -> str:
        """Where it stands."""
        return self.written.state if self.written else self.variant.state

    def allows(self, action: str) -> bool:
        """Whether an action makes sense in its state."""
        return self.written is not None and any(
            action == name and self.state in states for name, states in ALLOWED.items()
        )

    def own_words(self, actor: str) -> bool:
        """Whether this person's approval would not count, since the words are theirs."""
        return self.needed > 1 and self.written is not None and self.written.author == actor


@dataclass(frozen=True, slots=True)
class Source:
    """A fact or a passage that a statement rests on; `found` is False for one that is there no more."""

    id: str
    title: str
    text: str
    found: bool = True


def shown(desk: Desk, variant_id: str) -> Shown:
    """A variant of the store or of the catalog in use. Raises `NotFound`."""
    compiled = desk.compiled()
    written = desk.stores.variants.variant(variant_id)
    if written is not None:
        return _generated(compiled, written)
    found = ((one, each) for one in compiled.catalog.components for each in one.variants if each.id == variant_id)
    component, variant = next(found, (None, None))
    if component is None or variant is None:
        raise NotFound(f"There is no variant {variant_id}.", field="id")
    risk = "high" if is_high_risk(compiled.catalog, component) else "low"
    kind = _kind(compiled.catalog, component.kind)
    return Shown(variant, component.id, component, kind, None, risk, 0, (), present=True)


def _generated(compiled: CompiledCatalog, one: WrittenVariant) -> Shown:
    catalog = compiled.catalog
    component = next((each for each in catalog.components if each.id == one.component), None)
    kind = _kind(catalog, component.kind if component else one.kind)
    # the risk is that of the templates of now, as an approval would count it
    high = is_high_risk(catalog, component) if component else one.risk == "high"
    needed = review_rules(catalog).high.approvals if high else 1
    present = one.policy_version == policy_version(catalog)
    given = one.approvals if present or one.state == "approved" else ()
    variant = as_catalog_variant(one).model_copy(update={"state": one.state})
    return Shown(variant, one.component, component, kind, one, "high" if high else "low", needed, given, present)


def _kind(catalog: Catalog, name: str) -> Kind | None:
    return next((one for one in catalog.taxonomy.kinds if one.name == name), None)


def rivals(compiled: CompiledCatalog, one: Shown, place: Place | None) -> list[Variant]:
    """The texts of its language that this one may replace, the likeliest first, at most `MOST_RIVALS`.

    They are the approved texts of its component, the place's default before others, and then those of the component
    that the place's default is of.
    """
    control = _control(compiled, place)
    found = {each.id: each for each in [*_siblings(one, control), *_defaults(compiled, one, control)]}
    return [each for each in found.values() if each.id != one.variant.id][:MOST_RIVALS]


def _control(compiled: CompiledCatalog, place: Place | None) -> tuple[str, ...]:
    slots = compiled.templates[place.template].slots if place else ()
    return next((slot.slot.control for slot in slots if place and slot.slot.name == place.slot), ())


def _siblings(one: Shown, control: tuple[str, ...]) -> list[Variant]:
    mine = _spoken(one.component, one.variant.locale) if one.component else []
    return sorted(mine, key=lambda each: each.id not in control)


def _defaults(compiled: CompiledCatalog, one: Shown, control: tuple[str, ...]) -> Iterator[Variant]:
    for component in compiled.catalog.components if control else ():
        if any(each.id in control for each in component.variants):
            spoken = _spoken(component, one.variant.locale)
            yield from sorted(spoken, key=lambda each: each.id not in control)


def _spoken(component: Component, locale: str) -> list[Variant]:
    return [each for each in component.variants if each.locale == locale and each.state == "approved"]


def sources(catalog: Catalog, documents: DocumentIndex | None, ids: Iterable[str]) -> dict[str, Source]:
    """The facts and passages of these ids."""
    facts = {one.id: one for one in catalog.facts}
    return {name: _fact(facts[name]) if name in facts else _passage(documents, name) for name in dict.fromkeys(ids)}


def _fact(fact: Fact) -> Source:
    until = f", until {fact.valid.until}" if fact.valid.until else ""
    return Source(fact.id, f"{fact.source}{until}", fact.statement)


def _passage(documents: DocumentIndex | None, name: str) -> Source:
    found = documents.passage(name) if documents is not None and "#" in name else None
    if found is None:
        return Source(name, "", "", found=False)
    return Source(found.id, ", ".join(filter(None, (found.title, found.heading))), found.text)


def timeline(desk: Desk, variant_id: str) -> list[dict[str, Any]]:
    """What happened to a variant, newest first, each step once."""
    steps = desk.stores.variants.reviews(variant_id, limit=MOST_STEPS)
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for row in history(steps, desk.content, variant_id, MOST_STEPS):
        key = (str(row["at"]), str(row["action"]))
        if key not in told or "after" in row:
            told[key] = row
    return list(told.values())


def meanwhile(desk: Desk, one: Shown, seen: int) -> Sequence[Review]:
    """What happened since somebody saw version `seen`, newest first: every step makes one version."""
    missed = one.version - seen
    return desk.stores.variants.reviews(one.variant.id, limit=min(missed, MOST_STEPS)) if missed > 0 else ()


def next_waiting(desk: Desk, one: Shown, actor: str) -> str | None:
    """The variant that comes after this one in the queue and that this person can decide on, else the first such."""
    store, wanted = desk.stores.variants, Wanted(states=WAITING)
    here = one.written
    place = Stand(here.risk, here.created_at, here.id) if here else None
    later = store.queue(wanted, after=place, limit=MOST_WAITING)
    pages = (later, store.queue(wanted, limit=MOST_WAITING)) if place else (later,)
    able = (each.id for page in pages for each in page if actor not in (*each.approvals, each.author))
    return next((name for name in able if name != one.variant.id), None)


def changed(one: WrittenVariant, content: Mapping[str, str]) -> dict[str, str]:
    """The fields of a content that are not as they are."""
    return {name: text for name, text in content.items() if text != one.content.get(name)}
