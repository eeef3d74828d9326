"""What the learnt snapshot expects of a text in its place, also of one that nobody has been shown yet.

A new text stands where its component does: it inherits what was learnt of its component, kind and taxonomy, and is as
uncertain as texts are that were never seen. Once it is in use, its own effect is part of the same sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from content_engine.domain.catalog import Component, Variant
from content_engine.engine.case import World
from content_engine.engine.choosing import default_pieces
from content_engine.engine.compiled import CompiledSlot, CompiledTemplate, Piece
from content_engine.ranking.content import Described, describe, traits_of
from content_engine.ranking.scores import NOTHING_SEEN, Estimate, Scoreboard, Table
from content_engine.ranking.snapshot import Head

MOST_RIVALS = 300
"""Approved texts in its language that a text is compared with, those seen most often first."""
MOST_SEGMENTS = 6


@dataclass(frozen=True, slots=True)
class Expected:
    """For subjects of a segment (None: in no segment): the reward of the message, what the text adds to the default
    (90 % intervals), and the probability that it is the best of its language there."""

    segment: str | None
    expected: Estimate
    uplift: Estimate
    best: float


@dataclass(frozen=True)
class Outlook:
    """What is expected of a text in a slot. `control` is the default it is measured against, None without one.

    `won` of `seen` exposures were rewarded so far; `rivals` are the texts it is compared with. Where nothing was
    learnt for the `outcome`, there are no `rows`.
    """

    outcome: str
    control: str | None
    rows: tuple[Expected, ...] = ()
    won: float = 0.0
    seen: float = 0.0
    rivals: int = 0


def outlook(
    world: World, template: str, slot: str, component: Component, variant: Variant, segment: str | None
) -> Outlook:
    """What is expected of a text of `component` in a slot, for its own segment or those the template speaks to."""
    compiled = world.catalog.templates[template]
    place = next(one for one in compiled.slots if one.slot.name == slot)
    outcome, control = compiled.template.goal.outcome, _control(place, variant.locale)
    named = control.variant.id if control else None
    if not world.boards.learnt(compiled):
        return Outlook(outcome, named)
    field = _Field.of(world, compiled, place, component, variant)
    rows = tuple(field.expected(one) for one in _segments(world, template, segment))
    won, seen = world.boards.head(compiled).counts.get(variant.id, (0.0, 0.0))
    return Outlook(outcome, named, rows, won, seen, field.able - 1)


def _segments(world: World, template: str, own: str | None) -> list[str | None]:
    contracts = world.catalog.contracts
    if own in contracts:
        return [own]
    spoken_to = [name for name, one in contracts.items() if template in one.activation.templates]
    return [*spoken_to[:MOST_SEGMENTS]] or [None]


def _control(slot: CompiledSlot, locale: str) -> Piece | None:
    same = [at for at, one in enumerate(slot.pieces) if one.variant.locale == locale]
    found = default_pieces(slot, same) or default_pieces(slot, range(len(slot.pieces)))
    return slot.pieces[found[0]] if found else None


@dataclass(frozen=True)
class _Field:
    """A text and its rivals in one slot, defaults in all others.

    The text is candidate 0; the first `able` candidates contend for the place; the default is `control`.
    """

    world: World
    board: Scoreboard
    at: int
    able: int
    control: int | None

    @classmethod
    def of(
        cls, world: World, compiled: CompiledTemplate, place: CompiledSlot, component: Component, variant: Variant
    ) -> _Field:
        head, rule = world.boards.head(compiled), world.boards.rule(compiled.template.id)
        rivals, control = _rivals(place, variant, head), _control(place, variant.locale)
        known = [variant.id, *(one.variant.id for one in rivals)]
        apart = [control] if control and control.variant.id not in known else []
        mine = [describe(component, variant), *(describe(one.component, one.variant) for one in [*rivals, *apart])]
        slots = [mine if slot is place else _default(slot, variant.locale) for slot in compiled.slots]
        board = Scoreboard(head, world.snapshot.members, rule.width, compiled.template.id, slots)
        base = [one.variant for one in mine].index(control.variant.id) if control else None
        return cls(world, board, compiled.slots.index(place), len(known), base)

    def expected(self, segment: str | None) -> Expected:
        contract = self.world.catalog.contracts.get(segment or "")
        table = self.board.table(segment, traits_of(contract) if contract else ())
        message = table.message([(at, 0) for at, slot in enumerate(self.board.slots) if slot], NOTHING_SEEN)
        return Expected(
            segment, message.expected(), message.over_control((self.at, 0), self.control), self._best(table)
        )

    def _best(self, table: Table) -> float:
        wide = table.wide(self.at, range(self.able))
        return float(np.mean(wide.argmax(axis=1) == 0))


def _rivals(place: CompiledSlot, variant: Variant, head: Head) -> list[Piece]:
    """The other approved texts of the language, those seen most often first."""
    spoken = [one for one in place.pieces if one.candidate.approved and one.variant.locale == variant.locale]
    others = [one for one in spoken if one.variant.id != variant.id]
    return sorted(others, key=lambda one: -head.counts.get(one.variant.id, (0.0, 0.0))[1])[:MOST_RIVALS]


def _default(slot: CompiledSlot, locale: str) -> list[Described]:
    found = _control(slot, locale)
    return [describe(found.component, found.variant)] if found else []
