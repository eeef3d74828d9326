"""Plain policies without the engine around them, in bulk: seconds where the engine takes an hour.

What the engine adds around a choice (propensities, explanations, rendering, records) does not change what is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.simulator.peers import Even, Unlearned
from benchmarks.simulator.walk import EMPTY, Event, Question
from benchmarks.simulator.world import Floats, Ints, Period, World


@dataclass
class Thompson:
    """Thompson sampling on each variant's own counts, Beta(1 + won, 20 + lost), the same for all users.

    Every message counts `times` over, which explores less than the textbook's 1. What has not converted counts as lost
    until it does.
    """

    world: World
    times: float = 4.0

    def __post_init__(self) -> None:
        self._rng = self.world.rng("thompson")
        self._won, self._lost = np.zeros((2, sum(len(slot) for slot in self.world.options)))
        self._said = np.full((self.world.params.decisions, len(self.world.options)), EMPTY)

    def day(self, day: int, period: Period) -> None:
        """Looks at the new content."""
        self._numbers = [np.array([option.number for option in slot]) for slot in period.options]

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        picks = [self._best(may, self._numbers[slot]) for slot, may in enumerate(question.open)]
        chosen = np.where(question.silent[:, None], EMPTY, np.stack(picks, axis=1))
        said = np.stack([self._numbers[slot][pick] for slot, pick in enumerate(picks)], axis=1)[~question.silent]
        np.add.at(self._lost, said.ravel(), self.times)
        self._said[question.batch.first + np.flatnonzero(~question.silent)] = said
        return chosen

    def _best(self, may: Floats, numbers: Ints) -> Ints:
        drawn = self._rng.beta(1 + self._won[numbers], 20 + self._lost[numbers], size=may.shape)
        return np.asarray(np.where(may, drawn, -1.0).argmax(axis=1))

    def happened(self, events: list[Event], now: float) -> None:
        """See `Policy.happened`."""
        said = self._said[[event.request for event in events]] if events else np.zeros((0, 1), int)
        counts = np.bincount(said[said >= 0], minlength=len(self._won)) * self.times
        self._won += counts
        self._lost -= counts


@dataclass
class Defaults(Unlearned):
    """The default content wherever it is allowed, else the first that is; the same as the engine's `fixed`."""

    world: World

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        picks = []
        for may, options, control in zip(question.open, question.period.options, self.world.controls, strict=True):
            default = np.array([option.id == control.id for option in options])
            picks.append(np.argmax(may * (1 + default), axis=1))
        return np.where(question.silent[:, None], EMPTY, np.stack(picks, axis=1))


@dataclass
class Editor(Unlearned):
    """An editor who knew at the start how well each line does on average, and has not looked since.

    Says the best of them that is allowed; what came later is never said.
    """

    world: World

    def __post_init__(self) -> None:
        weights = np.bincount(self.world.user_segment, minlength=len(self.world.segments)) / self.world.params.users
        start = self.world.periods[0].options
        self._known = {
            option.id: float(score)
            for options, table in zip(start, self.world.truth.tables(0).slots, strict=True)
            for option, score in zip(options, weights @ table, strict=True)
        }

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        picks = []
        for may, options in zip(question.open, question.period.options, strict=True):
            scores = np.array([self._known.get(option.id, -1e9) for option in options])
            picks.append(np.where(may, scores, -np.inf).argmax(axis=1))
        return np.where(question.silent[:, None], EMPTY, np.stack(picks, axis=1))


def even(world: World) -> Even:
    """Another even draw than the one that all are measured by: how far from 0 luck alone leads."""
    return Even(world, "even again")
