"""Components as people browse them: by kind, tags, state and figures; where each may stand, and all of its variants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from content_engine.domain.catalog import Component
from content_engine.domain.errors import NotFound
from content_engine.domain.writing import VariantStore
from content_engine.engine.case import World
from content_engine.engine.compiled import CompiledCatalog
from content_engine.engine.reviewing import ALLOWED

Sort = Literal["id", "seen", "rate"]
SORTS: tuple[Sort, ...] = ("id", "seen", "rate")
PAGE = 50
MOST_VARIANTS = 500
"""Most written variants of a component that are shown."""


class Kin(NamedTuple):
    """What variants of a component have in common that are counted together."""

    state: str
    locale: str
    origin: str


@dataclass(frozen=True)
class Wanted:
    """Which components: empty texts are no limit. State, locale and origin are those of any one variant together."""

    kind: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    state: str = ""
    origin: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was learnt of an outcome: exposures (older ones count less) and how many of them were rewarded."""

    outcome: str
    seen: float
    won: float

    @property
    def rate(self) -> float | None:
        """Rewarded of seen; None before anything was seen."""
        return self.won / self.seen if self.seen else None


@dataclass(frozen=True, slots=True)
class Row:
    """A component in a list, with its variants counted and how many slots take it."""

    component: Component
    kin: Mapping[Kin, int]
    uses: int
    figure: Figure | None

    def count(self, part: Literal["state", "locale", "origin"]) -> dict[str, int]:
        """Its variants by state, locale or origin."""
        found: Counter[str] = Counter()
        for kin, n in self.kin.items():
            found[getattr(kin, part)] += n
        return dict(sorted(found.items()))


@dataclass(frozen=True)
class Listed:
    """A page of components of `total`.

    `later` and `earlier` are the ids to go on after, None where there is no such page; the first page is after "".
    """

    rows: tuple[Row, ...]
    earlier: str | None
    later: str | None
    total: int


@dataclass(frozen=True)
class Shelf:
    """The components of a world, and what was written for them."""

    world: World
    written: VariantStore | None

    def browse(self, wanted: Wanted, *, sort: Sort = "id", after: str = "", limit: int = PAGE) -> Listed:
        """A page of the components wanted."""
        rows = self._sorted([row for row in self._rows(wanted) if _fits(row, wanted)], sort)
        start = next((at + 1 for at, row in enumerate(rows) if row.component.id == after), 0)
        page, last = rows[start : start + limit], start + limit
        before = rows[start - limit - 1].component.id if start > limit else ""
        later = page[-1].component.id if last < len(rows) else None
        return Listed(tuple(page), before if start else None, later, len(rows))

    def _rows(self, wanted: Wanted) -> Iterator[Row]:
        catalog, uses, piles = self.world.catalog, self._uses(), self._piles()
        for component in catalog.catalog.components:
            if _looks(component, wanted):
                kin = _in_catalog(component, stored=self.written is not None) + piles.get(component.id, Counter())
                yield Row(component, kin, uses[component.kind], self.figure_of(component))

    def _uses(self) -> Counter[str]:
        """How many slots take each kind."""
        templates = self.world.catalog.catalog.templates
        return Counter(kind for one in templates for slot in one.slots for kind in slot.kinds)

    def _piles(self) -> dict[str, Counter[Kin]]:
        """Variants that were written and are not in the catalog, by component."""
        found: dict[str, Counter[Kin]] = {}
        for pile, n in self.written.piles().items() if self.written else ():
            if pile.state != "approved":
                found.setdefault(pile.component, Counter())[Kin(pile.state, pile.locale, "generated")] += n
        return found

    def _sorted(self, rows: list[Row], sort: Sort) -> list[Row]:
        rows.sort(key=lambda row: row.component.id)
        if sort == "seen":
            rows.sort(key=lambda row: -(row.figure.seen if row.figure else 0.0))
        if sort == "rate":
            rows.sort(key=lambda row: -((row.figure.rate or 0.0) if row.figure else -1.0))
        return rows

    def figure_of(self, component: Component) -> Figure | None:
        """The outcome that most is known of, over all of a component's variants."""
        return self._figure(component.kind, [one.id for one in component.variants])

    def _figure(self, kind: str, variants: Sequence[str]) -> Figure | None:
        heads = self.world.snapshot.heads
        found = [Figure(name, *_summed(heads[name].counts, variants)) for name in self._outcomes(kind) if name in heads]
        known = [one for one in found if one.seen]
        return max(known, key=lambda one: one.seen, default=None)

    def _outcomes(self, kind: str) -> set[str]:
        templates = self.world.catalog.catalog.templates
        return {one.goal.outcome for one in templates if any(kind in slot.kinds for slot in one.slots)}

    def variants_of(self, component: Component) -> list[VariantRow]:
        """All variants of a component, also those that were written and are not in the catalog, by id."""
        mine = {one.id: one for one in self._written_for(component)}
        both = {one.id: _plain(one) for one in component.variants} | mine
        return [
            each.with_figure(self._figure(component.kind, [name])) for name, each in sorted(both.items())
        ]  # fmt: skip

    def _written_for(self, component: Component) -> Iterator[VariantRow]:
        found = self.written.variants(component=component.id, limit=MOST_VARIANTS) if self.written else ()
        for one in found:
            can_retire = one.state in ALLOWED["retire"]
            yield VariantRow(one.id, one.locale, "generated", one.state, one.content, one.version, can_retire)


@dataclass(frozen=True, slots=True)
class VariantRow:
    """A variant in its component's table. `version` is 0 for one that only the catalog knows."""

    id: str
    locale: str
    origin: str
    state: str
    content: Mapping[str, str]
    version: int = 0
    can_retire: bool = False
    figure: Figure | None = None

    def with_figure(self, figure: Figure | None) -> VariantRow:
        """The same with what was learnt of it."""
        told = (self.id, self.locale, self.origin, self.state, self.content, self.version, self.can_retire)
        return VariantRow(*told, figure)


def _plain(one: object) -> VariantRow:
    names = ("id", "locale", "origin", "state", "content")
    return VariantRow(*(getattr(one, name) for name in names))


def _summed(counts: Mapping[str, tuple[float, float]], variants: Sequence[str]) -> tuple[float, float]:
    """Exposures and rewards, of counts as a snapshot has them: rewards first."""
    found = [counts[one] for one in variants if one in counts]
    return sum(seen for _, seen in found), sum(won for won, _ in found)


def _in_catalog(component: Component, *, stored: bool) -> Counter[Kin]:
    """Variants of the catalog. Those that were written and are no longer approved are the store's to count."""
    kept = (one for one in component.variants if one.origin == "authored" or one.state == "approved" or not stored)
    return Counter(Kin(one.state, one.locale, one.origin) for one in kept)


def _looks(component: Component, wanted: Wanted) -> bool:
    tags = all(component.taxonomy.get(name) == value for name, value in wanted.tags.items())
    return wanted.kind in ("", component.kind) and tags and _says(component, wanted.words.casefold())


def _says(component: Component, words: str) -> bool:
    if not words or words in component.id.casefold():
        return True
    return any(words in text.casefold() for one in component.variants for text in one.content.values())


def _fits(row: Row, wanted: Wanted) -> bool:
    if not (wanted.state or wanted.locale or wanted.origin):
        return True
    asked = (wanted.state, wanted.locale, wanted.origin)
    return any(all(want in ("", has) for want, has in zip(asked, kin, strict=True)) for kin in row.kin)


@dataclass(frozen=True, slots=True)
class Use:
    """A slot that takes a component. `defaults` are its variants that stand there where nothing is drawn."""

    template: str
    slot: str
    defaults: tuple[str, ...]
    segments: tuple[str, ...]


def component_of(catalog: CompiledCatalog, name: str) -> Component:
    """A component of the catalog. Raises `NotFound`."""
    found = next((one for one in catalog.catalog.components if one.id == name), None)
    if found is None:
        raise NotFound(f"no component {name}", field="id")
    return found


def uses_of(catalog: CompiledCatalog, component: Component) -> list[Use]:
    """Where a component may stand: the slots that take its kind, and the segments that may get it there."""
    mine = {one.id for one in component.variants}
    slots = [(one, slot) for one in catalog.catalog.templates for slot in one.slots if component.kind in slot.kinds]
    return [
        Use(one.id, slot.name, tuple(v for v in slot.control if v in mine), _reached(catalog, one.id, component))
        for one, slot in slots
    ]


def _reached(catalog: CompiledCatalog, template: str, component: Component) -> tuple[str, ...]:
    names = (name for name, one in catalog.contracts.items() if template in one.activation.templates)
    include, exclude = component.segments.include, component.segments.exclude
    return tuple(sorted(name for name in names if name not in exclude and (not include or name in include)))


def file_of(folder: Path, component: Component) -> str:
    """The file of the content folder that holds a component, relative to it; empty where the server has none."""
    line = re.compile(rf"^id: *[\"']?{re.escape(component.id)}[\"']? *(#.*)?$", re.MULTILINE)
    for file in sorted((folder / "components" / component.kind).glob("*.yaml")):
        if line.search(file.read_text(encoding="utf-8", errors="replace")):
            return file.relative_to(folder).as_posix()
    return ""
