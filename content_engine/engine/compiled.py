"""A catalog made ready for deciding: conditions, texts, layouts and rules compiled once per catalog version."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import orjson

from content_engine.assembly.constraints import keys_for
from content_engine.assembly.fields import PreparedVariant, prepare_fields
from content_engine.assembly.layout import CompiledLayout, compile_layout
from content_engine.domain.assignments import SegmentContract
from content_engine.domain.base import to_ms
from content_engine.domain.brand import Fact, Period
from content_engine.domain.catalog import Catalog, Component, Kind, Slot, Template, Variant
from content_engine.domain.refusals import LoserCode
from content_engine.eligibility.candidates import (
    OPEN_END,
    Candidate,
    Field,
    Situation,
    SlotPool,
    Window,
    fault_of,
    field_of,
    lacks,
)
from content_engine.eligibility.conditions import Condition, compile_condition
from content_engine.eligibility.limits import Rules, compile_rules
from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.ranking.draw import Place

MEMO = 4_096
"""Most situations and plans remembered per template; the oldest half goes when it is full."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A candidate of one slot with everything needed once it is chosen."""

    candidate: Candidate
    component: Component
    variant: Variant
    kind: Kind
    prepared: PreparedVariant
    distinct: frozenset[tuple[str, str]]
    same: frozenset[tuple[str, str]]
    alone: bool


@dataclass(frozen=True)
class CompiledSlot:
    """A slot with its pieces; `control` are the ids of its default variants' components, in order."""

    slot: Slot
    pieces: tuple[Piece, ...]
    pool: SlotPool
    control: tuple[str, ...]


@dataclass(frozen=True)
class CompiledTemplate:
    """A template ready to decide with.

    Eligibility depends on the values of the attributes `read`, on whether there is something at the dotted paths
    `needed`, and on the time: it changes at `edges`.
    """

    template: Template
    slots: tuple[CompiledSlot, ...]
    layout: CompiledLayout
    read: tuple[str, ...]
    needed: tuple[str, ...]
    edges: tuple[int, ...]
    default_locale: str
    memo: dict[Any, Any] = field(default_factory=dict)

    def situation_key(self, locale: str, situation: Situation) -> Any:
        """What eligibility depends on, as a hashable key: two requests with equal keys have the same candidates."""
        read = orjson.dumps([situation.attributes.get(name) for name in self.read])
        missing = tuple([lacks(situation.values, path) for path in self.needed])
        return locale, situation.segments, read, missing, bisect_right(self.edges, situation.now_ms)

    def field(self, situation: Situation, locale: str) -> Field:
        """The eligible candidates of every slot, remembered for all situations that are alike."""
        key = self.situation_key(locale, situation)
        found = self.memo.get(key)
        if found is None:
            found = field_of([slot.pool for slot in self.slots], locale, self.default_locale, _judge(situation))
            remember(self.memo, key, found)
        return found


def _judge(situation: Situation) -> Any:
    return lambda candidate, slot: fault_of(candidate, slot, situation)


def remember(memo: dict[Any, Any], key: Any, value: Any) -> None:
    """Keeps a value in a bounded memo: at the bound the older half is dropped."""
    if len(memo) >= MEMO:
        for old in list(memo)[: MEMO // 2]:
            memo.pop(old, None)
    memo[key] = value


@dataclass(frozen=True)
class CompiledCatalog:
    """All templates, contracts, rules and guardrails of one catalog version."""

    version: str
    catalog: Catalog
    templates: Mapping[str, CompiledTemplate]
    contracts: Mapping[str, SegmentContract]
    rules: Rules
    guardrails: Guardrails


def _start(day: date | None) -> int:
    return to_ms(datetime.combine(day, time(), UTC)) if day else -OPEN_END


def _end(day: date | None) -> int:
    # the last day there is has no day after it
    return to_ms(datetime.combine(day + timedelta(days=1), time(), UTC)) if day and day < date.max else OPEN_END


def _window(period: Period, code: LoserCode, what: str) -> Window | None:
    if period.from_ is None and period.until is None:
        return None
    return Window(_start(period.from_), _end(period.until), code, what)


def _windows(component: Component, facts: Mapping[str, Fact]) -> tuple[Window, ...]:
    own = _window(component.valid, "content.valid", f"component {component.id}")
    return (*((own,) if own else ()), *_claimed(component.claims, facts))


def _claimed(claims: Sequence[str], facts: Mapping[str, Fact]) -> tuple[Window, ...]:
    found = [_window(facts[c].valid, "content.fact", f"fact {c}") for c in claims if c in facts]
    return tuple(window for window in found if window)


_EXPRESSION = re.compile(r"\{\{\s*\w+\s*(\|\s*default\([^)]*\)\s*)?\}\}")
_BEFORE = re.compile(r"(^|[\s(“„«\"'])$")
_AFTER = re.compile(r"^([,.;:!?)”“»\"'’]*(\s|$))")


def stands_alone(variant: Variant, kind: Kind) -> bool:
    """Whether a variant of one text field has values only as words of their own, between spaces and punctuation."""
    if len(kind.fields) != 1 or kind.fields[0].markup != "none" or kind.fields[0].type != "text":
        return False
    source = next(iter(variant.content.values()))
    found = list(_EXPRESSION.finditer(source))
    if not found or source.count("{") != 2 * len(found):
        return False
    return all(_BEFORE.search(source[: each.start()]) and _AFTER.search(source[each.end() :]) for each in found)


def _limits(slot: Slot, kind: Kind) -> int | None:
    return slot.max_chars if len(kind.fields) == 1 else None


@dataclass(frozen=True)
class _Compiler:
    catalog: Catalog
    kinds: Mapping[str, Kind]
    ready: Mapping[str, tuple[PreparedVariant, Candidate]]

    def template(self, template: Template) -> CompiledTemplate:
        slots = tuple(self.slot(template, slot) for slot in template.slots)
        candidates = [candidate for slot in slots for candidate in slot.pool.candidates]
        names = {name for c in candidates if c.when for name in c.when.names}
        needed = tuple(sorted({path for c in candidates for path in c.requires}))
        edges = {edge for c in candidates for window in c.windows for edge in (window.start, window.end)}
        layout = compile_layout(template, brand=self.catalog.brand, taxonomy=self.catalog.taxonomy)
        default = self.catalog.brand.locales[0]
        # segments and locale have a place of their own in the situation's key
        read = tuple(sorted(names - {"segments", "locale"}))
        return CompiledTemplate(template, slots, layout, read, needed, tuple(sorted(edges)), default)

    def slot(self, template: Template, slot: Slot) -> CompiledSlot:
        fitting = [c for c in self.catalog.components if c.kind in slot.kinds]
        pieces = tuple(self.piece(template, slot, c, v) for c in fitting for v in c.variants)
        pool = SlotPool(slot.name, tuple(piece.candidate for piece in pieces), slot.min, slot.distinct == "component")
        owner = {piece.variant.id: piece.component.id for piece in pieces}
        return CompiledSlot(slot, pieces, pool, tuple(owner[v] for v in slot.control if v in owner))

    def piece(self, template: Template, slot: Slot, component: Component, variant: Variant) -> Piece:
        kind = self.kinds[component.kind]
        prepared, candidate = self.ready[variant.id]
        limit = _limits(slot, kind)
        if limit is not None and prepared.static and any(len(t) > limit for t in prepared.render({}).text.values()):
            candidate = replace(candidate, too_long_for=frozenset([slot.name]))
        distinct, same = self.keys(template, slot, component, variant)
        return Piece(candidate, component, variant, kind, prepared, distinct, same, stands_alone(variant, kind))

    def keys(
        self, template: Template, slot: Slot, component: Component, variant: Variant
    ) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        distinct: set[tuple[str, str]] = set()
        same: set[tuple[str, str]] = set()
        if slot.max > 1:
            distinct.add((f"slot {slot.name}", component.id if slot.distinct == "component" else variant.id))
        for constraint in template.constraints:
            name = constraint.distinct or constraint.same or ""
            found = {(name, value) for value in keys_for(component, variant, name)}
            (distinct if constraint.distinct else same).update(found)
        return frozenset(distinct), frozenset(same)


def _ready(
    component: Component, variant: Variant, kind: Kind, when: Condition | None, windows: tuple[Window, ...]
) -> tuple[PreparedVariant, Candidate]:
    """A variant's compiled texts and what decides whether it may be used, for whatever slot."""
    prepared = prepare_fields(variant, kind)
    candidate = Candidate(
        component=component.id,
        variant=variant.id,
        kind=component.kind,
        locale=variant.locale,
        approved=component.state == "approved" and variant.state == "approved",
        include=frozenset(component.segments.include),
        exclude=frozenset(component.segments.exclude),
        when=when,
        requires=prepared.required,
        windows=windows,
        claims=tuple(dict.fromkeys((*component.claims, *variant.claims))),
    )
    return prepared, candidate


def _all_ready(
    catalog: Catalog, kinds: Mapping[str, Kind], facts: Mapping[str, Fact]
) -> dict[str, tuple[PreparedVariant, Candidate]]:
    found = {}
    for component in catalog.components:
        when = compile_condition(component.when) if component.when else None
        windows = _windows(component, facts)
        for variant in component.variants:
            own = (*windows, *_claimed(variant.claims, facts)) if variant.claims else windows
            found[variant.id] = _ready(component, variant, kinds[component.kind], when, own)
    return found


def compile_catalog(version: str, catalog: Catalog, guardrails: Guardrails | None = None) -> CompiledCatalog:
    """Compiles everything, all or nothing; the guardrails too, unless they are given.

    Raises what the rooms raise for content that cannot be compiled.
    """
    kinds = {kind.name: kind for kind in catalog.taxonomy.kinds}
    compiler = _Compiler(catalog, kinds, _all_ready(catalog, kinds, {fact.id: fact for fact in catalog.facts}))
    return CompiledCatalog(
        version=version,
        catalog=catalog,
        templates={template.id: compiler.template(template) for template in catalog.templates},
        contracts={contract.segment_id: contract for contract in catalog.segments},
        rules=compile_rules(catalog.policies, catalog.segments),
        guardrails=guardrails or compile_guardrails(catalog.brand, catalog.facts, catalog.taxonomy),
    )


def places_of(slot: CompiledSlot, eligible: Sequence[int], pmf: Sequence[float]) -> list[Place]:
    """The places of one slot: one, or up to `max` of which those past `min` may stay empty."""
    distinct = tuple(slot.pieces[i].distinct for i in eligible)
    same = tuple(slot.pieces[i].same for i in eligible)
    things = (
        {slot.pieces[i].candidate.component for i in eligible} if slot.slot.distinct == "component" else set(eligible)
    )
    count = max(min(slot.slot.max, len(things)), slot.slot.min)
    return [
        Place(f"{slot.slot.name}#{at}" if at else slot.slot.name, tuple(pmf), distinct, same, at >= slot.slot.min)
        for at in range(count)
    ]
