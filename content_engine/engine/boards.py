"""Score tables for the templates of a catalog under a snapshot, made when first needed and kept as long as both."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import RLock

import numpy as np
import numpy.typing as npt

from content_engine.domain.rules import RankingRule
from content_engine.engine.compiled import CompiledCatalog, CompiledTemplate
from content_engine.ranking.content import all_traits, describe
from content_engine.ranking.names import BIAS
from content_engine.ranking.policy import beta_draws
from content_engine.ranking.scores import Scoreboard, Table
from content_engine.ranking.snapshot import Head, Snapshot

Array = npt.NDArray[np.float64]


@dataclass
class Boards:
    """A snapshot applied to a catalog."""

    catalog: CompiledCatalog
    snapshot: Snapshot
    _boards: dict[str, Scoreboard] = field(default_factory=dict)
    _counted: dict[str, tuple[Array, ...]] = field(default_factory=dict)
    _traits: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _ready: dict[tuple[str, str | None], Table] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def __post_init__(self) -> None:
        self._traits = all_traits(self.catalog.contracts)

    def rule(self, template_id: str) -> RankingRule:
        """The ranking rule of a template."""
        rules = self.catalog.rules.ranking
        return rules.templates.get(template_id, rules.default)

    def learnt(self, compiled: CompiledTemplate) -> bool:
        """Whether anything was learnt for the outcome that a template is for."""
        return compiled.template.goal.outcome in self.snapshot.heads

    def head(self, compiled: CompiledTemplate) -> Head:
        """What was learnt for a template's outcome; before that, the prior around the base rate."""
        outcome, prior = compiled.template.goal.outcome, self.snapshot.prior
        found = self.snapshot.heads.get(outcome)
        if found is not None:
            return found
        return Head(outcome, {BIAS: (float(np.log(prior.base_rate / (1 - prior.base_rate))), 0.0)})

    def table(self, compiled: CompiledTemplate, segment: str | None) -> Table:
        """The score tables of a template for a segment. Threads that ask at once wait for the one that makes them."""
        key = (compiled.template.id, segment)
        found = self._ready.get(key)
        if found is None:
            with self._lock:
                found = self._ready[key] = self._made(compiled, segment)
        return found

    def warm(self) -> None:
        """Works out ahead what all segments of a template share, so that no decision waits for it."""
        for compiled in self.catalog.templates.values():
            if self.learnt(compiled) and self.rule(compiled.template.id).policy == "bayes":
                self.table(compiled, None)

    def _made(self, compiled: CompiledTemplate, segment: str | None) -> Table:
        board = self._boards.get(compiled.template.id)
        if board is None:
            board = self._boards[compiled.template.id] = self._board(compiled)
            board.prepare()
        return board.table(segment, self._traits.get(segment, ()) if segment else ())

    def _board(self, compiled: CompiledTemplate) -> Scoreboard:
        rule = self.rule(compiled.template.id)
        slots = [[describe(piece.component, piece.variant) for piece in slot.pieces] for slot in compiled.slots]
        return Scoreboard(self.head(compiled), self.snapshot.members, rule.width, compiled.template.id, slots)

    def counted(self, compiled: CompiledTemplate) -> tuple[Array, ...]:
        """Draws of every candidate's rate from its own counts: (M, K) for each slot."""
        found = self._counted.get(compiled.template.id)
        if found is None:
            # two threads that get here at once make the same
            found = self._counted[compiled.template.id] = tuple(
                self._draws(compiled, [piece.variant.id for piece in slot.pieces]) for slot in compiled.slots
            )
        return found

    def _draws(self, compiled: CompiledTemplate, variants: list[str]) -> Array:
        counts, width = self.head(compiled).counts, self.rule(compiled.template.id).width
        columns = [beta_draws(v, *counts.get(v, (0.0, 0.0)), width, self.snapshot.members) for v in variants]
        return np.stack(columns, axis=1) if columns else np.zeros((self.snapshot.members, 0))
