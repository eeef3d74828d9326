"""What a walk was worth: captured gain, regret, cost, their mean and spread over seeds, and the table of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.simulator.walk import Result
from benchmarks.simulator.world import Bools, World

WEEK = 7


@dataclass(frozen=True)
class Score:
    """One policy in one world. `captured` and `last` (last quarter of the days) are shares of what the oracle gains

    over an even draw; `rate` is the mean true chance, `regret` the conversions lost to the oracle; `weeks` is captured
    by week; times are microseconds per decision.
    """

    policy: str
    seed: int
    captured: float
    last: float
    rate: float
    regret: float
    weeks: tuple[float, ...]
    choose_us: float
    learn_us: float

    def to_json(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {**self.__dict__, "weeks": list(self.weeks)}


def scored(name: str, world: World, result: Result, even: Result, oracle: Result) -> Score:
    """A walk beside the even draw and the oracle in the same world, over the decisions outside the silent holdout."""
    days = result.days
    total = world.params.decisions
    quarter = days >= world.params.days * 0.75
    weeks = [(days >= at) & (days < at + WEEK) for at in range(0, world.params.days - WEEK + 1, WEEK)]
    return Score(
        policy=name,
        seed=world.seed,
        captured=_captured(result, even, oracle, np.ones(total, bool)),
        last=_captured(result, even, oracle, quarter),
        rate=float(np.nanmean(result.expected)),
        regret=float(np.nansum(oracle.expected - result.expected)),
        weeks=tuple(_captured(result, even, oracle, week) for week in weeks),
        choose_us=1e6 * result.seconds["choose"] / total,
        learn_us=1e6 * result.seconds["learn"] / total,
    )


def _captured(result: Result, even: Result, oracle: Result, where: Bools) -> float:
    own, low, high = (float(np.nanmean(one.expected[where])) for one in (result, even, oracle))
    return (own - low) / (high - low)


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Mean and sample standard deviation (0 for a single value)."""
    return float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else 0.0


HEAD = ("policy", "captured", "last quarter", "conversion", "regret", "µs to choose", "µs to learn")


def rows(scores: Mapping[str, Sequence[Score]]) -> list[tuple[str, ...]]:
    """One row per policy, best first, as words."""
    return [_row(name, mine) for name, mine in sorted(scores.items(), key=lambda kv: -_mean(kv[1], "captured"))]


def _mean(scores: Sequence[Score], name: str) -> float:
    return spread([getattr(score, name) for score in scores])[0]


def _row(name: str, scores: Sequence[Score]) -> tuple[str, ...]:
    told = {key: spread([getattr(score, key) for score in scores]) for key in ("captured", "last")}
    return (
        name,
        f"{told['captured'][0]:.3f} ± {told['captured'][1]:.3f}",
        f"{told['last'][0]:.3f} ± {told['last'][1]:.3f}",
        f"{100 * _mean(scores, 'rate'):.2f} %",
        f"{_mean(scores, 'regret'):,.0f}",
        f"{_mean(scores, 'choose_us'):,.0f}",
        f"{_mean(scores, 'learn_us'):,.0f}",
    )


def table(scores: Mapping[str, Sequence[Score]]) -> str:
    """The rows as a Markdown table."""
    lines = [HEAD, tuple("---" if not at else "---:" for at in range(len(HEAD))), *rows(scores)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
