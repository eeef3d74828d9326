"""What to write: everything about a component, its audience and its sources that a prompt may use."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from content_engine.domain.base import Json, Noun
from content_engine.domain.brand import Brand, Fact
from content_engine.domain.catalog import Catalog, Component, Kind
from content_engine.domain.documents import Passage
from content_engine.domain.errors import BadInput, NotFound
from content_engine.generation.placeholders import names_in

MAX_PER_ASK = 10
"""How many texts one completion is asked for; more are asked for in several."""


class Example(Noun):
    """An approved text of this segment and how it did: the mean of its uplift over the slot's control."""

    text: str
    uplift: float


class Brief(Noun):
    """A brief. `facts` hold today; `limits` are the most characters of each field, the tightest slot's included.

    `attributes` are an example subject's, of which a prompt sees what it declares. `approved` are all approved texts of
    the catalog: what they say, a candidate may say. `common` are words that many documents share.
    """

    brand: Brand
    component: Component
    kind: Kind
    locale: str
    count: Annotated[int, Field(ge=1, le=MAX_PER_ASK)]
    segment: str | None = None
    labels: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    limits: dict[str, int]
    passages: tuple[Passage, ...] = ()
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    existing: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    attributes: Json = Field(default_factory=dict)
    note: str = ""
    common: frozenset[str] = frozenset()

    @property
    def is_closed(self) -> bool:
        """Whether nothing in it was written freely: no note and no passage of a document, which may carry orders."""
        return not self.note.strip() and not self.passages

    @property
    def tightest(self) -> int | None:
        """The limit of a kind's only field, for checks that take one limit; None where a kind has several."""
        return min(self.limits.values()) if len(self.kind.fields) == 1 else None


def brief(
    catalog: Catalog,
    component_id: str,
    *,
    segment: str | None = None,
    locale: str | None = None,
    count: int = 3,
    attributes: Mapping[str, Any] | None = None,
    note: str = "",
    facts: Sequence[Fact] | None = None,
    passages: Sequence[Passage] = (),
    good: Sequence[Example] = (),
    bad: Sequence[Example] = (),
    existing: Sequence[str] = (),
    placeholders: Sequence[str] | None = None,
    common: Collection[str] = (),
) -> Brief:
    """The brief for new variants of a component.

    `facts` are those that hold today (all of the catalog when None); `good` and `bad` come from the learnt snapshot;
    `existing` are texts to stay different from beside the component's own (generated ones, texts in review);
    `placeholders` are the attributes a text may use, by default those its approved variants use already. `common` are
    words known from several documents. Raises NotFound for an unknown component or segment, BadInput for a locale the
    brand does not speak or a count that is out of range.
    """
    component = _component(catalog, component_id)
    kind = _kind(catalog, component)
    language = locale or catalog.brand.locales[0]
    if language not in catalog.brand.locales:
        raise BadInput(f"the brand speaks {', '.join(catalog.brand.locales)}, not {language}", field="locale")
    if not 1 <= count <= MAX_PER_ASK:
        raise BadInput(f"count must lie between 1 and {MAX_PER_ASK}", field="count")
    approved = _approved(catalog)
    return Brief(
        brand=catalog.brand,
        component=component,
        kind=kind,
        locale=language,
        count=count,
        segment=segment,
        labels=_labels(catalog, segment),
        facts=tuple(catalog.facts if facts is None else facts),
        limits=_limits(catalog, kind),
        passages=tuple(passages),
        good=tuple(good),
        bad=tuple(bad),
        existing=tuple(dict.fromkeys((*_own(component, language), *existing))),
        approved=approved,
        tones=_tones(catalog),
        placeholders=tuple(_used(component) if placeholders is None else placeholders),
        links=_links(catalog, kind),
        attributes=dict(attributes or {}),
        note=note,
        common=frozenset(common),
    )


def _component(catalog: Catalog, component_id: str) -> Component:
    found = next((one for one in catalog.components if one.id == component_id), None)
    if found is None:
        raise NotFound(f"there is no component {component_id!r}", field="component")
    return found


def _kind(catalog: Catalog, component: Component) -> Kind:
    found = next((one for one in catalog.taxonomy.kinds if one.name == component.kind), None)
    if found is None:
        raise NotFound(f"there is no kind {component.kind!r}", field="component")
    return found


def _labels(catalog: Catalog, segment: str | None) -> tuple[str, ...]:
    if segment is None:
        return ()
    found = next((one for one in catalog.segments if one.segment_id == segment), None)
    if found is None:
        raise NotFound(f"there is no segment {segment!r}", field="segment")
    return tuple(filter(None, (*found.labels, found.description)))


def _limits(catalog: Catalog, kind: Kind) -> dict[str, int]:
    """The limit of each field, and for the first one that of the tightest slot that takes this kind."""
    limits = {field.name: field.max_chars for field in kind.fields}
    slots = (slot for template in catalog.templates for slot in template.slots if kind.name in slot.kinds)
    for slot in slots:
        if slot.max_chars:
            limits = {name: min(limit, slot.max_chars) for name, limit in limits.items()}
    return limits


def _approved(catalog: Catalog) -> tuple[str, ...]:
    return tuple(
        text
        for component in catalog.components
        for variant in component.variants
        if variant.state == "approved"
        for text in variant.content.values()
    )


def _own(component: Component, locale: str) -> list[str]:
    alive = [one for one in component.variants if one.state not in ("rejected", "retired") and one.locale == locale]
    return [text for variant in alive for text in variant.content.values()]


def _tones(catalog: Catalog) -> tuple[str, ...]:
    used = (variant.tone for component in catalog.components for variant in component.variants)
    return tuple(sorted({*catalog.taxonomy.dimensions.get("tone", ()), *filter(None, used)}))


def _used(component: Component) -> list[str]:
    texts = (text for variant in component.variants for text in variant.content.values())
    return sorted({name for text in texts for name in names_in(text)})


def _links(catalog: Catalog, kind: Kind) -> tuple[str, ...]:
    """The addresses that approved variants use in fields of type url, this kind's first, and the brand's home page."""
    urls = {one.name: {field.name for field in one.fields if field.type == "url"} for one in catalog.taxonomy.kinds}
    ordered = sorted(catalog.components, key=lambda one: (one.kind != kind.name, one.id))
    found = [
        text
        for component in ordered
        for variant in component.variants
        if variant.state == "approved"
        for name, text in variant.content.items()
        if name in urls.get(component.kind, ()) and "{" not in text
    ]
    return tuple(dict.fromkeys((*found, *filter(None, (catalog.brand.sender.home_url,)))))
