"""Do 90 % intervals of expected reward hold the truth nine times in ten? By age of what is said.

    python -m benchmarks.simulator.coverage --decisions 80000 --days 24 --seeds 1,2,3
    python -m benchmarks.simulator.coverage --engine --decisions 30000 --seeds 1,2

Without the engine: the interval of every 25th message beside its true chance for this user, by its youngest component.
With `--engine`: every so often a decision asks for its explanation. Each candidate there has an interval for the
message with this candidate in its slot, everything else as drawn; the world knows the true chance of that message.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.simulator.content import Rule
from benchmarks.simulator.direct import Direct
from benchmarks.simulator.evaluate import smaller
from benchmarks.simulator.through_engine import ThroughEngine
from benchmarks.simulator.walk import Question, Walk, logit_of
from benchmarks.simulator.world import SLOTS, VARIANTS, Floats, Ints, Params, World
from content_engine.ranking.scores import Seen

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
            lines.append(f"| {_age(low, high)} | {every[0]:,} | {_share(every)} | {said[0]:,} | {_share(said)} |")
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


@dataclass
class Watching(Direct):
    """The response model without the engine, which tells the interval of every `each`-th message once it has learnt.

    `told` has a row for each: request, day, age of the youngest component, mean, and the interval's ends.
    """

    each: int = 25
    told: list[tuple[float, ...]] = field(default_factory=list)

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        worn = self._fade(question.batch.users, question.batch.at).copy()
        volume = self._volume[question.batch.users].copy()
        chosen = super().choose(question)
        if self._head is not None:
            for row in range(0, len(chosen), self.each):
                if not question.silent[row]:
                    self._tell(question, row, chosen[row].tolist(), worn[row], volume[row])
        return chosen

    def _tell(self, question: Question, row: int, picks: list[int], worn: Floats, volume: Floats) -> None:
        segment = self._ids[question.segments[row]]
        seen = {(slot, pick): worn[self._columns[slot][pick]] for slot, pick in enumerate(picks)}
        table = self._board.table(segment, self._traits[segment])
        told = table.message(
            list(enumerate(picks)), Seen({at: h for at, h in seen.items() if h.any()}, volume)
        ).expected()
        born = max(question.period.options[slot][pick].piece.born for slot, pick in enumerate(picks))
        at = question.batch.at
        self.told.append((question.batch.first + row, at, at - born, told.mean, told.low, told.high))


def without_engine(world: World, since: float) -> Floats:
    """What was told from day `since` on, a row each: seed, age, mean, low, high, truth."""
    policy = Watching(world)
    result = Walk(world, policy).run()
    told = np.array([row for row in policy.told if row[1] >= since])
    truth = result.expected[told[:, 0].astype(int)]
    return np.column_stack([np.full(len(told), world.seed), told[:, 2:], truth])


def table(told: Floats) -> list[str]:
    """A Markdown table by age, over all seeds; the spread is over seeds."""
    lines = ["| youngest component | messages | cover | by seed | mean told | true |", "|---|---:|---:|---|---:|---:|"]
    for low, high in (*AGES, (0.0, np.inf)):
        mine = told[(told[:, 1] >= low) & (told[:, 1] < high)]
        if len(mine):
            lines.append(f"| {_age(low, high)} | {len(mine):,} | {_cells(mine)} |")
    return lines


def _cells(mine: Floats) -> str:
    held = (mine[:, 3] <= mine[:, 5]) & (mine[:, 5] <= mine[:, 4])
    seeds = ", ".join(f"{100 * held[mine[:, 0] == seed].mean():.0f}" for seed in np.unique(mine[:, 0]))
    return f"{100 * held.mean():.1f} % | {seeds} | {100 * mine[:, 2].mean():.2f} % | {100 * mine[:, 5].mean():.2f} %"


def _age(low: float, high: float) -> str:
    if np.isfinite(high):
        return f"{low:g} to {high:g} days"
    return f"{low:g} days and more" if low else "all"


def _through_engine(worlds: list[World], each: int) -> None:
    tally = Tally()
    for world in worlds:
        policy = Asking(world, Rule({"policy": "bayes"}), each=each, tally=tally)
        Walk(world, policy).run()
        policy.close()
    print("\n".join(tally.rows()))
    print(f"median width of an interval: {100 * float(np.median(tally.widths)):.2f} points")


def _alone(worlds: list[World], since: float) -> None:
    told = np.concatenate([without_engine(world, since) for world in worlds])
    print("\n".join(table(told)))
    print(f"median width of an interval: {100 * float(np.median(told[:, 4] - told[:, 3])):.2f} points")


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--world", choices=sorted(VARIANTS), default="standard")
    options.add_argument("--decisions", type=int, default=30_000)
    options.add_argument("--days", type=int)
    options.add_argument("--seeds", default="1")
    options.add_argument("--engine", action="store_true", help="through the engine's explanations")
    options.add_argument("--each", type=int, default=3, help="explanations asked for in each batch, with --engine")
    options.add_argument("--since", type=float, default=10.0, help="first day that counts, without the engine")
    given = options.parse_args()
    params = VARIANTS[given.world](smaller(Params(), given.decisions, given.days))
    worlds = [World(params, int(seed)) for seed in given.seeds.split(",")]
    if given.engine:
        _through_engine(worlds, given.each)
    else:
        _alone(worlds, given.since)


if __name__ == "__main__":
    main()
