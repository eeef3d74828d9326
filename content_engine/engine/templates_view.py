"""Templates as people look at them: their slots, what may fill them, and where nothing can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from content_engine.domain.catalog import Template
from content_engine.domain.errors import NotFound
from content_engine.eligibility.candidates import Candidate, Situation, SlotPool, fault_of, field_of, languages
from content_engine.engine.case import World
from content_engine.engine.compiled import CompiledCatalog, CompiledSlot, CompiledTemplate, remember

BY_SUBJECT = frozenset({"content.condition", "content.attribute"})
"""Reasons that hold for some subjects of a segment and not for others."""


@dataclass(frozen=True, slots=True)
class Row:
    """A template in a list. `variants` are approved ones that fit one of its slots, by locale."""

    template: Template
    segments: tuple[str, ...]
    variants: dict[str, int]


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot: its default variants with their components, and how many components and approved variants fit it."""

    slot: CompiledSlot
    defaults: tuple[tuple[str, str], ...]
    components: int
    variants: dict[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What may fill a slot for a segment in a language.

    `always` fit every subject of it, `sometimes` are those that look at attributes as well. `enough` says whether
    the former fill the slot as far as it must be, `reasons` why the others may not, most frequent first.
    """

    slot: str
    always: int
    sometimes: int
    needs: int
    enough: bool
    reasons: tuple[tuple[str, int], ...]

    @property
    def state(self) -> str:
        """`good`, `partly` (some subjects get nothing here), `bad`, or `optional` where the slot may stay empty."""
        if self.always and self.enough:
            return "good"
        if self.sometimes:
            return "partly"
        return "bad" if self.needs else "optional"


@dataclass(frozen=True, slots=True)
class Covered:
    """A segment's cells in a language, in the order of the slots. `speaks` is the language its messages have."""

    segment: str
    locale: str
    speaks: str
    cells: tuple[Cell, ...]


def compiled_of(catalog: CompiledCatalog, template_id: str) -> CompiledTemplate:
    """A template of the catalog. Raises `NotFound`."""
    found = catalog.templates.get(template_id)
    if found is None:
        raise NotFound(f"no template {template_id}", field="id")
    return found


def rows(catalog: CompiledCatalog) -> list[Row]:
    """All templates by id."""
    return [_row(catalog, catalog.templates[name]) for name in sorted(catalog.templates)]


def _row(catalog: CompiledCatalog, compiled: CompiledTemplate) -> Row:
    fitting = {piece.variant.id: piece.candidate for slot in compiled.slots for piece in slot.pieces}
    return Row(compiled.template, segments_of(catalog, compiled.template.id), _by_locale(fitting.values()))


def segments_of(catalog: CompiledCatalog, template_id: str) -> tuple[str, ...]:
    """The segments whose contract allows a template."""
    allowed = (name for name, one in catalog.contracts.items() if template_id in one.activation.templates)
    return tuple(sorted(allowed))


def _by_locale(candidates: Iterable[Candidate]) -> dict[str, int]:
    counted = Counter(one.locale for one in candidates if one.approved)
    return dict(sorted(counted.items()))


def slot_rows(compiled: CompiledTemplate) -> list[SlotRow]:
    """The slots of a template in their order."""
    return [_slot_row(slot) for slot in compiled.slots]


def _slot_row(slot: CompiledSlot) -> SlotRow:
    owner = {piece.variant.id: piece.component.id for piece in slot.pieces}
    defaults = tuple((variant, owner.get(variant, "")) for variant in slot.slot.control)
    return SlotRow(slot, defaults, len(set(owner.values())), _by_locale(slot.pool.candidates))


def coverage(world: World, compiled: CompiledTemplate, locale: str, now_ms: int) -> list[Covered]:
    """For each segment that may get a template, what can fill its slots in a language.

    Judged by the code that decides, for a subject of whom nothing but the segment is known; what depends on attributes
    is counted apart.
    """
    pools = [_spoken(slot.pool, locale, compiled.default_locale) for slot in compiled.slots]
    segments = segments_of(world.catalog, compiled.template.id)
    return [_covered(compiled, pools, segment, locale, now_ms) for segment in segments]


def _spoken(pool: SlotPool, locale: str, default: str) -> SlotPool:
    """The candidates in the locales that are tried for a locale; the rest cannot be eligible and costs time."""
    chain = {tag for tags in languages(locale, _default(locale, default)) for tag in tags}
    return replace(pool, candidates=tuple(one for one in pool.candidates if one.locale.lower() in chain))


def _default(locale: str, default: str) -> str:
    """The brand's default where it is the same language, so that its region stands in; else no other language."""
    return default if len(languages(locale, default)) == 1 else locale


def _covered(compiled: CompiledTemplate, pools: Sequence[SlotPool], segment: str, locale: str, now_ms: int) -> Covered:
    """Remembered for as long as the catalog is used and nothing in it begins or ends."""
    situation = situation_of(compiled, segment, locale, now_ms)
    key = ("coverage", compiled.situation_key(locale, situation))
    found: Covered | None = compiled.memo.get(key)
    if found is None:
        found = _judged(compiled, pools, situation, locale)
        remember(compiled.memo, key, found)
    return found


def _judged(compiled: CompiledTemplate, pools: Sequence[SlotPool], situation: Situation, locale: str) -> Covered:
    cells = tuple(_cell(pool, situation, locale, compiled.default_locale) for pool in pools)
    # the first language tried is taken where it fills every slot, so that the whole field need not be judged
    own = languages(locale, compiled.default_locale)[0]
    spoken = own if all(cell.enough for cell in cells) else compiled.field(situation, locale).locales
    return Covered(next(iter(situation.segments)), locale, spoken[0], cells)


def situation_of(compiled: CompiledTemplate, segment: str, locale: str, now_ms: int) -> Situation:
    """A subject of a segment of whom nothing else is known."""
    virtual = {
        "segments": [segment],
        "channel": compiled.template.channel,
        "locale": locale,
        "region": None,
        "milestones": [],
    }
    return Situation((segment,), virtual, now_ms, {})


def _cell(pool: SlotPool, situation: Situation, locale: str, default: str) -> Cell:
    found = field_of([pool], locale, _default(locale, default), lambda one, slot: fault_of(one, slot, situation))
    codes = Counter(loser.code for loser in found.losers[0])
    sometimes = sum(count for code, count in codes.items() if code in BY_SUBJECT)
    eligible = found.eligible[0]
    return Cell(
        pool.name, len(eligible), sometimes, pool.needs, pool.filled(eligible), tuple(codes.most_common())
    )  # fmt: skip


def gaps(covered: Sequence[Covered]) -> int:
    """How many cells leave subjects with nothing for a slot that must be filled."""
    return sum(cell.needs > 0 and not cell.enough for one in covered for cell in one.cells)
