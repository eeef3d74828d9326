"""What the learnt snapshot expects of many waiting texts at once: one table for all that would stand in one slot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from content_engine.domain.catalog import Component
from content_engine.domain.writing import WrittenVariant
from content_engine.engine.case import World
from content_engine.engine.choosing import default_pieces
from content_engine.engine.compiled import CompiledSlot, CompiledTemplate
from content_engine.engine.texts import as_catalog_variant
from content_engine.ranking.content import Described, describe
from content_engine.ranking.scores import NOTHING_SEEN, Estimate, Scoreboard

Where = tuple[str, int]
"""A template and the number of a slot in it."""


def foretold(world: World, variants: Iterable[WrittenVariant]) -> Mapping[str, Estimate]:
    """By id, the reward that each text adds to the default of its place, for a subject in no segment, with 90 %.

    Its place is the first learnt template's slot that takes its kind. A text without one is left out, and so is every
    text while nothing was learnt.
    """
    components = {one.id: one for one in world.catalog.catalog.components}
    placed = [(place, one) for one in variants if (place := _place(world, components.get(one.component)))]
    placed.sort(key=lambda pair: (pair[0], pair[1].locale))
    found: dict[str, Estimate] = {}
    for (place, locale), group in groupby(placed, key=lambda pair: (pair[0], pair[1].locale)):
        found |= _together(world, place, locale, [one for _, one in group], components)
    return found


def _place(world: World, component: Component | None) -> Where | None:
    for name, compiled in world.catalog.templates.items() if component else ():
        if not world.boards.learnt(compiled):
            continue
        for at, slot in enumerate(compiled.slots):
            if component and component.kind in slot.slot.kinds:
                return name, at
    return None


def _together(
    world: World, place: Where, locale: str, texts: Sequence[WrittenVariant], components: Mapping[str, Component]
) -> dict[str, Estimate]:
    compiled, at = world.catalog.templates[place[0]], place[1]
    described = [describe(components[one.component], as_catalog_variant(one)) for one in texts]
    board = _board(world, compiled, at, locale, described)
    table, others = board.table(None, ()), [(n, 0) for n, slot in enumerate(board.slots) if slot and n != at]
    control = len(texts) if len(board.slots[at]) > len(texts) else None
    told = {}
    for number, one in enumerate(texts):
        message = table.message([*others, (at, number)], NOTHING_SEEN)
        told[one.id] = message.over_control((at, number), control)
    return told


def _board(world: World, compiled: CompiledTemplate, at: int, locale: str, texts: Sequence[Described]) -> Scoreboard:
    """The texts in their slot, its default after them, and the defaults in all other slots."""
    slots = [_default(slot, locale) for slot in compiled.slots]
    slots[at] = [*texts, *slots[at]]
    rule = world.boards.rule(compiled.template.id)
    return Scoreboard(world.boards.head(compiled), world.snapshot.members, rule.width, compiled.template.id, slots)


def _default(slot: CompiledSlot, locale: str) -> list[Described]:
    spoken = [number for number, piece in enumerate(slot.pieces) if piece.variant.locale == locale]
    found = default_pieces(slot, spoken) or default_pieces(slot, range(len(slot.pieces)))
    pieces = [slot.pieces[number] for number in found[:1]]
    return [describe(piece.component, piece.variant) for piece in pieces]
