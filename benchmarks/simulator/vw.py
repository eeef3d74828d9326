"""Vowpal Wabbit's conditional contextual bandit (CCB) in the same world, under the same no-repeat rule.

It sees segment, persona and stage as shared features; component, variant, taxonomy and text of each action; where
asked, how much the user has seen of the component. Every slot of a message learns from the message's outcome. Formats:
https://github.com/VowpalWabbit/vowpal_wabbit/wiki/Conditional-Contextual-Bandit. The package is no requirement of this
project; docs/simulator.md says how to add it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from benchmarks.simulator.walk import EMPTY, Event, Question
from benchmarks.simulator.world import PERSONAS, SLOTS, STAGES, Ints, Option, Period, World


@dataclass(frozen=True)
class Setting:
    """How Vowpal Wabbit is set up. `crossed` are pairs of namespaces (S segment, P persona, G stage, A component,

    T taxonomy, X text, R recency); `zero_after` is the age in days at which no conversion yet counts as none. The cost
    of an outcome is `scale` × (`centre` - reward).
    """

    explore: str = "--squarecb --gamma_scale 100 --gamma_exponent 0.5"
    crossed: tuple[str, ...] = ()
    rate: float = 0.5
    more: str = ""
    zero_after: float = 2.0
    recency: bool = False
    centre: float = 0.0
    scale: float = 1.0

    @property
    def options(self) -> str:
        """The command line."""
        crossed = " ".join(f"-q {pair}" for pair in self.crossed)
        return f"--ccb_explore_adf {self.explore} {crossed} -l {self.rate} {self.more} -b 20 --quiet"

    def __str__(self) -> str:
        told = f"{self.explore} {' '.join(self.crossed)} -l {self.rate} {self.more} zero after {self.zero_after:g} d"
        told += f" cost {self.scale:g} × ({self.centre:g} - reward)" if (self.scale, self.centre) != (1, 0) else ""
        return " ".join(told.split()) + (", recency" if self.recency else "")

    def cost(self, reward: float) -> float:
        """What an outcome costs."""
        return self.scale * (self.centre - reward)


@dataclass
class _Asked:
    """A decision whose outcome is not settled: when, and what is needed to learn from it."""

    at: float
    lines: list[str]
    allowed: list[list[int]]
    chosen: list[int]
    chances: list[float]


@dataclass
class VowpalWabbit:
    """See the module. Learns a conversion as soon as it is known, and its absence at `zero_after` days."""

    world: World
    setting: Setting = field(default_factory=Setting)

    def __post_init__(self) -> None:
        try:
            import pylibvw
            from vowpalwabbit import Workspace
        except ImportError as error:
            raise SystemExit(f"Vowpal Wabbit is not installed: see docs/simulator.md ({error})") from None
        seed = int(self.world.rng("vw").integers(1 << 30))
        self._vw: Any = Workspace(f"{self.setting.options} --random_seed {seed}")
        self._plain: Any = pylibvw.vw
        self._rng = self.world.rng("vw draws")
        self._shared = [self._of_segment(segment) for segment in range(len(self.world.segments))]
        self._open: dict[int, _Asked] = {}
        self._queue: deque[int] = deque()

    def _of_segment(self, segment: int) -> str:
        persona, stage = self.world.segments[segment]
        return f"ccb shared |S s={segment} |P p={PERSONAS[persona]} |G g={STAGES[stage]}"

    def day(self, day: int, period: Period) -> None:
        """Makes the lines of the actions that are live."""
        self._period = period
        self._lines = [[_action(option) for option in slot] for slot in period.options]

    def choose(self, question: Question) -> Ints:
        """See `Policy.choose`."""
        chosen = np.full((len(question.segments), len(SLOTS)), EMPTY)
        for row in np.flatnonzero(~question.silent):
            asked = self._asked(question, int(row))
            for slot, scores in enumerate(self._predict(_example(asked, None))):
                action, chance = _drawn(scores, self._rng.random())
                asked.chosen.append(action)
                asked.chances.append(chance)
                chosen[row, slot] = self._index(question, int(row), slot, asked)
            request = question.batch.first + int(row)
            self._open[request] = asked
            self._queue.append(request)
        return chosen

    def _predict(self, lines: list[str]) -> list[list[tuple[int, float]]]:
        """By slot, actions with probabilities. The library's own calls: its wrapper of each line doubles the time."""
        parsed = self._plain._parse(self._vw, "\n".join(lines))
        self._plain.predict_multi(self._vw, parsed)
        told = parsed[0].get_decision_scores()
        self._plain._finish_example_multi_ex(self._vw, parsed)
        return [list(scores) for scores in told]

    def _learn(self, lines: list[str]) -> None:
        parsed = self._plain._parse(self._vw, "\n".join(lines))
        self._plain.learn_multi(self._vw, parsed)
        self._plain._finish_example_multi_ex(self._vw, parsed)

    def _asked(self, question: Question, row: int) -> _Asked:
        lines, allowed = [self._shared[int(question.segments[row])]], []
        for slot, may in enumerate(question.open):
            live = may[row].nonzero()[0].tolist()
            allowed.append(list(range(len(lines) - 1, len(lines) - 1 + len(live))))
            mine = self._lines[slot]
            if self.setting.recency:
                worn = question.worn[slot][row].tolist()
                lines += [f"{mine[at]} |R r{slot}:{worn[at]:.2f}" if worn[at] > 0.02 else mine[at] for at in live]
            else:
                lines += [mine[at] for at in live]
        return _Asked(question.batch.at, lines, allowed, [], [])

    def _index(self, question: Question, row: int, slot: int, asked: _Asked) -> int:
        live = np.flatnonzero(question.open[slot][row])
        return int(live[asked.chosen[slot] - asked.allowed[slot][0]])

    def happened(self, events: list[Event], now: float) -> None:
        """See `Policy.happened`."""
        for event in events:
            asked = self._open.get(event.request)
            if asked is not None:
                self._learn(_example(asked, self.setting.cost(1.0)))
                del self._open[event.request]
        while self._queue and self._settled(self._queue[0], now):
            asked = self._open.pop(self._queue.popleft(), None)
            if asked is not None:
                self._learn(_example(asked, self.setting.cost(0.0)))

    def _settled(self, request: int, now: float) -> bool:
        asked = self._open.get(request)
        return asked is None or asked.at + self.setting.zero_after <= now


def _drawn(scores: list[tuple[int, float]], unit: float) -> tuple[int, float]:
    """An action and its probability, by a uniform number."""
    for action, chance in scores:
        unit -= chance
        if unit < 0:
            return action, chance
    return scores[-1]


def _action(option: Option) -> str:
    """One action in text form; features are named by slot, so that slots do not share what they do not share.

    The names are short because the library reads them anew with every decision.
    """
    slot, piece = option.piece.slot, option.piece
    taxonomy = " ".join(f"t{slot}{dim}{value}" for dim, value in enumerate(piece.values))
    text = " ".join(f"x{slot}{at}:{value:g}" for at, value in enumerate(piece.features) if value)
    return f"ccb action |A c{piece.number} v{option.number} |T {taxonomy} |X {text}"


def _example(asked: _Asked, cost: float | None) -> list[str]:
    """The whole example: shared, actions, slots; with a cost also what was chosen, what it cost and its probability."""
    slots = []
    for slot, allowed in enumerate(asked.allowed):
        label = "" if cost is None else f"{asked.chosen[slot]}:{cost:g}:{asked.chances[slot]:.6f} "
        slots.append(f"ccb slot {label}{','.join(map(str, allowed))} |Z z{slot}")
    return asked.lines + slots


SQUARE = "--squarecb --gamma_scale {} --gamma_exponent {}"
STRUCTURED = ("PT", "GT")
SLOW = 0.002
"""A learning rate far below the default of 0.5, which here follows the noise of rare conversions."""
GRID: tuple[Setting, ...] = (
    *(Setting(SQUARE.format(gamma, 0.5), rate=SLOW, recency=True) for gamma in (10, 30, 100, 1000)),
    Setting(SQUARE.format(100, 0.25), rate=SLOW, recency=True),
    Setting(SQUARE.format(100, 0.5)),
    Setting("--epsilon 0.05", rate=SLOW, recency=True),
    Setting("--epsilon 0.05"),
    Setting("--cover 4", rate=SLOW, recency=True),
    Setting("--bag 5", rate=SLOW, recency=True),
    Setting("--rnd 3 --rnd_alpha 0.1", rate=SLOW, recency=True),
)
"""What tuning begins with; the best of these is then varied by `around`."""


def around(best: Setting) -> tuple[Setting, ...]:
    """Variations of the best setting: memory of what was seen, crossings, rates, delay, estimator."""
    return (
        replace(best, recency=False),
        replace(best, crossed=STRUCTURED),
        replace(best, crossed=("PT", "GT", "SA")),
        replace(best, rate=0.0005),
        replace(best, rate=0.01),
        replace(best, zero_after=1.0),
        replace(best, zero_after=4.0),
        replace(best, rate=0.005, more="--power_t 0"),
        replace(best, more="--cb_type dr"),
        replace(best, more="--ignore X"),
    )


BEST = Setting(SQUARE.format(100, 0.5), rate=SLOW, recency=True)
"""The best found so far (see docs/simulator.md)."""
