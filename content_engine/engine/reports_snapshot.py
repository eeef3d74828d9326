"""The present snapshot as reports ask it: predictions for usual messages, one variant exchanged at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from content_engine.engine.case import World
from content_engine.engine.choosing import default_pieces
from content_engine.engine.compiled import CompiledTemplate
from content_engine.engine.reports_predicting import Beside, Levels, Predicted, What
from content_engine.ranking import scores
from content_engine.ranking.scores import NOTHING_SEEN, Seen, Table
from content_engine.reporting import Estimate

Place = tuple[int, int]
"""A slot and a piece in it, by number."""


@dataclass
class SnapshotPredictor:
    """Answers from a world's snapshot. Where nothing was learnt for a template's outcome every answer is None."""

    world: World
    shares: dict[tuple[str, str | None, int, str], dict[int, float]] = field(default_factory=dict)

    def predicted(
        self, template: str, segment: str | None, slot: str, variant: str, beside: Beside
    ) -> Predicted | None:
        """The message with this variant in its slot, for subjects who have seen nothing lately.

        The probability of being best is among the approved variants of its language.
        """
        compiled = self._learnt(template)
        place = _place(compiled, slot, variant) if compiled else None
        if compiled is None or place is None:
            return None
        table, base = self.world.boards.table(compiled, segment), _usual(compiled, beside)
        control = next((piece for at, piece in _usual(compiled, {}) if at == place[0]), None)
        message = table.message([*(one for one in base if one[0] != place[0]), place], NOTHING_SEEN)
        over = message.over_control(place, control)
        best = self._shares(compiled, table, segment, place).get(place[1])
        return Predicted(message.expected().mean, _estimate(over), best)

    def _learnt(self, template: str) -> CompiledTemplate | None:
        compiled = self.world.catalog.templates.get(template)
        return compiled if compiled is not None and self.world.boards.learnt(compiled) else None

    def _shares(self, compiled: CompiledTemplate, table: Table, segment: str | None, place: Place) -> dict[int, float]:
        pieces = compiled.slots[place[0]].pieces
        spoken = pieces[place[1]].variant.locale
        key = (compiled.template.id, segment, place[0], spoken)
        if key not in self.shares:
            able = [at for at, one in enumerate(pieces) if one.candidate.approved and one.variant.locale == spoken]
            wide = table.wide(place[0], able) if able else np.zeros((1, 0))
            won = np.bincount(wide.argmax(axis=1), minlength=len(able)) / len(wide) if able else ()
            self.shares[key] = {piece: float(share) for piece, share in zip(able, won, strict=True)}
        return self.shares[key]

    def message(self, template: str, segment: str) -> Estimate | None:
        """The default message against silence; None also where no silence was learnt from."""
        compiled = self._learnt(template)
        if compiled is None or not self.world.boards.head(compiled).silent:
            return None
        table = self.world.boards.table(compiled, segment or None)
        return _estimate(table.message(_usual(compiled, {}), NOTHING_SEEN).over_silence())

    def fatigue(self, template: str, what: What, levels: Levels, beside: Beside) -> float | None:
        """The message's expected reward at these levels over that for a subject who has seen nothing lately."""
        compiled = self._learnt(template)
        base = _usual(compiled, beside) if compiled else []
        if compiled is None or not base:
            return None
        table, told = self.world.boards.table(compiled, None), np.array(levels)
        seen = Seen(volume=told) if what == "volume" else Seen(repeats={base[0]: told})
        fresh = table.message(base, NOTHING_SEEN).expected().mean
        return table.message(base, seen).expected().mean / fresh


def _estimate(found: scores.Estimate) -> Estimate:
    return Estimate(found.mean, found.low, found.high)


def _place(compiled: CompiledTemplate, slot: str, variant: str) -> Place | None:
    at = next((number for number, one in enumerate(compiled.slots) if one.slot.name == slot), None)
    if at is None:
        return None
    piece = next((number for number, one in enumerate(compiled.slots[at].pieces) if one.variant.id == variant), None)
    return None if piece is None else (at, piece)


def _usual(compiled: CompiledTemplate, beside: Beside) -> list[Place]:
    """One piece for every slot: the one named, or the first default where there is one."""
    found = [_place(compiled, slot.slot.name, beside.get(slot.slot.name, "")) for slot in compiled.slots]
    defaults = [default_pieces(slot, range(len(slot.pieces))) for slot in compiled.slots]
    rest = [(at, pieces[0]) if pieces else None for at, pieces in enumerate(defaults)]
    return [place for one, other in zip(found, rest, strict=True) if (place := one or other)]
