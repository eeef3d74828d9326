"""Whom to be compared with: an even draw, and oracles that know all of the truth or a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.simulator.walk import EMPTY, Event, Question
from benchmarks.simulator.world import SLOTS, Floats, Ints, Period, World

ALL = ("segments", "fatigue", "pairs")


class Unlearned:
    """What a policy does that never learns: nothing."""

    def happened(self, events: list[Event], now: float) -> None:
        """Does not listen."""

    def day(self, day: int, period: Period) -> None:
        """Does not care."""


@dataclass
class Even(Unlearned):
    """Every variant that is allowed has the same chance."""

    world: World
    luck: str = "even"

    def __post_init__(self) -> None:
        self._rng = self.world.rng(self.luck)

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        drawn = [np.argmax(self._rng.random(may.shape) * may, axis=1) for may in question.open]
        return np.where(question.silent[:, None], EMPTY, np.stack(drawn, axis=1))


@dataclass
class Oracle(Unlearned):
    """Knows the true effects named in `parts` and those of components; takes the best message by coordinate ascent.

    It looks no further than the message at hand, as every policy here.
    """

    world: World
    parts: Sequence[str] = ALL
    rounds: int = 12

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        scores = [self._scores(question, slot) for slot in range(len(SLOTS))]
        pairs = question.tables.pairs if "pairs" in self.parts else {}
        best = ascend(scores, pairs, self._starts(scores, pairs), self.rounds)
        return np.where(question.silent[:, None], EMPTY, best)

    def _scores(self, question: Question, slot: int) -> Floats:
        tables = question.tables
        by_segment = "segments" in self.parts
        own = tables.slots[slot][question.segments] if by_segment else tables.main[slot][None, :]
        tired = self.world.params.fatigue * question.worn[slot] if "fatigue" in self.parts else 0.0
        return np.where(question.open[slot], own - tired, -np.inf)

    def _starts(self, scores: list[Floats], pairs: dict[tuple[int, int], Floats]) -> list[Ints]:
        """The best of each slot by itself; the same after each slot was given each of its three best in turn."""
        plain = np.stack([score.argmax(axis=1) for score in scores], axis=1)
        starts = [plain]
        for slot in range(len(SLOTS)) if pairs else ():
            for place in (1, 2):
                other = plain.copy()
                other[:, slot] = np.argsort(-scores[slot], axis=1)[:, place]
                starts.append(other)
        return starts


def ascend(scores: list[Floats], pairs: dict[tuple[int, int], Floats], starts: list[Ints], rounds: int) -> Ints:
    """The best message found from any start, one slot after the other until nothing gets better.

    `scores[slot]` has shape (requests, options), -inf where an option is not allowed.
    """
    best, value = starts[0], np.full(len(starts[0]), -np.inf)
    for start in starts:
        found = start.copy()
        for _ in range(rounds if pairs else 0):
            before = found.copy()
            for slot in range(len(scores)):
                found[:, slot] = (scores[slot] + _together(found, pairs, slot)).argmax(axis=1)
            if (found == before).all():
                break
        worth = _worth(scores, pairs, found)
        best = np.where((worth > value)[:, None], found, best)
        value = np.maximum(worth, value)
    return best


def _together(found: Ints, pairs: dict[tuple[int, int], Floats], slot: int) -> Floats:
    """What each option of a slot gains beside what was found for the others."""
    total: Floats = np.zeros(())
    for (a, b), table in pairs.items():
        if slot in (a, b):
            total = total + (table[:, found[:, b]].T if slot == a else table[found[:, a]])
    return total


def _worth(scores: list[Floats], pairs: dict[tuple[int, int], Floats], found: Ints) -> Floats:
    rows = np.arange(len(found))
    total = sum(score[rows, found[:, slot]] for slot, score in enumerate(scores))
    together = sum(table[found[:, a], found[:, b]] for (a, b), table in pairs.items())
    return np.asarray(total + together)
