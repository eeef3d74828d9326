"""Do the engine's 90 % intervals of expected reward hold the truth nine times in ten? By age of the variant.

    python -m benchmarks.simulator.coverage --decisions 30000 --seeds 1,2

Every so often a decision asks for its explanation. Each candidate there has an interval for the message with this
candidate in its slot, everything else as drawn; the world knows the true chance of exactly that message for this user.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.simulator.content import Rule
from benchmarks.simulator.evaluate import smaller
from benchmarks.simulator.through_engine import ThroughEngine
from benchmarks.simulator.walk import Question, Walk, logit_of
from benchmarks.simulator.world import SLOTS, VARIANTS, Ints, Params, World

AGES = ((0.0, 2.0), (2.0, 7.0), (7.0, 30.0), (30.0, np.inf))


def intervals(explanation: Mapping[str, Any]) -> Iterator[tuple[str, str, bool, float, float]]:
    """Slot, variant, whether it was chosen, and the interval's ends, for every candidate.

    The one place that knows where an explanation keeps them.
    """
    for attempt in explanation["attempts"]:
        for slot in attempt["slots"]:
            for candidate in slot["candidates"]:
                told = candidate["expected_interval"]
                yield (
                    slot["slot"],
                    candidate["variant"],
                    candidate["variant"] in slot["chosen"],
                    told["low"],
                    told["high"],
                )


@dataclass
class Tally:
    """How many intervals there were and how many held the truth, by age group; apart for what was said."""

    all_: Ints = field(default_factory=lambda: np.zeros((len(AGES), 2), int))
    said: Ints = field(default_factory=lambda: np.zeros((len(AGES), 2), int))
    widths: list[float] = field(default_factory=list)

    def add(self, age: float, chosen: bool, low: float, high: float, truth: float) -> None:
        """One interval."""
        group = next(at for at, (_, until) in enumerate(AGES) if age < until)
        hit = low <= truth <= high
        for counts in (self.all_, self.said) if chosen else (self.all_,):
            counts[group] += (1, hit)
        self.widths.append(high - low)

    def rows(self) -> list[str]:
        """A Markdown table."""
        lines = ["| age of the variant | intervals | cover | of what was said | cover |", "|---|---:|---:|---:|---:|"]
        for (low, high), every, said in zip(AGES, self.all_, self.said, strict=True):
            name = f"{low:g} to {high:g} days" if np.isfinite(high) else f"{low:g} days and more"
            lines.append(f"| {name} | {every[0]:,} | {_share(every)} | {said[0]:,} | {_share(said)} |")
        lines.append(f"| all | {self.all_[:, 0].sum():,} | {_share(self.all_.sum(axis=0))} | ")
        lines[-1] += f"{self.said[:, 0].sum():,} | {_share(self.said.sum(axis=0))} |"
        return lines


def _share(counts: Ints) -> str:
    return f"{100 * counts[1] / counts[0]:.1f} %" if counts[0] else "none"


@dataclass
class Asking(ThroughEngine):
    """The engine, asked for an explanation of the first few decisions of each batch once there is something learnt."""

    each: int = 3
    tally: Tally = field(default_factory=Tally)

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        chosen = super().choose(question)
        asked = np.flatnonzero(~question.silent)[: self.each] if self.reports else np.zeros(0, int)
        for row in asked:
            self._compare(question, int(row), chosen)
        return chosen

    def _compare(self, question: Question, row: int, chosen: Ints) -> None:
        explanation = self.engine.explain(self._ids[question.batch.first + row])
        told = list(intervals(explanation))
        options = [self._place[SLOTS.index(slot)][variant] for slot, variant, *_ in told]
        messages = np.repeat(chosen[row : row + 1], len(told), axis=0)
        slots = np.array([SLOTS.index(slot) for slot, *_ in told])
        messages[np.arange(len(told)), slots] = options
        truth = 1 / (1 + np.exp(-logit_of(self.world, _only(question, row, len(told)), messages)))
        for (_, _, said, low, high), slot, option, chance in zip(told, slots, options, truth, strict=True):
            piece = question.period.options[slot][option].piece
            self.tally.add(question.batch.at - piece.born, said, low, high, float(chance))


def _only(question: Question, row: int, times: int) -> Question:
    """One request of a batch, as often as it is asked about."""
    same = np.full(times, row)
    return Question(
        question.batch,
        question.period,
        question.segments[same],
        question.silent[same],
        tuple(may[same] for may in question.open),
        tuple(worn[same] for worn in question.worn),
        question.volume[same],
        question.tables,
    )


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--world", choices=sorted(VARIANTS), default="standard")
    options.add_argument("--decisions", type=int, default=30_000)
    options.add_argument("--days", type=int)
    options.add_argument("--seeds", default="1")
    options.add_argument("--each", type=int, default=3, help="explanations asked for in each batch")
    given = options.parse_args()
    tally = Tally()
    for seed in given.seeds.split(","):
        world = World(VARIANTS[given.world](smaller(Params(), given.decisions, given.days)), int(seed))
        policy = Asking(world, Rule({"policy": "bayes"}), each=given.each, tally=tally)
        Walk(world, policy).run()
        policy.close()
    print("\n".join(tally.rows()))
    print(f"median width of an interval: {100 * float(np.median(tally.widths)):.2f} points")


if __name__ == "__main__":
    main()
