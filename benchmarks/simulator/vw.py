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
from benchmarks.simulator.world import PERSONAS, SLOTS, STAGES, WINDOW_DAYS, Ints, Option, Period, World


@dataclass(frozen=True)
class Setting:
    """How Vowpal Wabbit is set up. `crossed` are pairs of namespaces (S segment, P persona, G stage, A component,

    T taxonomy, X text, R recency); `zero_after` is the age in days at which no conversion yet counts as none; with
    `late` a conversion after that is still learnt, as one more example. The cost of an outcome is `scale` × (`centre` -
    reward). Without `shared` nothing is said of segment and slot, which alone cannot tell one action from another.
    With `lean` learning is not told of the actions that were not chosen: they change nothing but the scale of the rate,
    which has to be about a fifth then, and take four fifths of the time.
    """

    explore: str = "--squarecb --gamma_scale 100 --gamma_exponent 0.5"
    crossed: tuple[str, ...] = ()
    rate: float = 0.5
    more: str = ""
    zero_after: float = 2.0
    recency: bool = False
    centre: float = 0.0
    scale: float = 1.0
    late: bool = False
    shared: bool = True
    lean: bool = False

    @property
    def options(self) -> str:
        """The command line."""
        crossed = " ".join(f"-q {pair}" for pair in self.crossed)
        return f"--ccb_explore_adf {self.explore} {crossed} -l {self.rate} {self.more} -b 20 --quiet"

    def __str__(self) -> str:
        told = f"{self.explore} {' '.join(self.crossed)} -l {self.rate} {self.more} zero after {self.zero_after:g} d"
        told += f" cost {self.scale:g} × ({self.centre:g} - reward)" if (self.scale, self.centre) != (1, 0) else ""
        flags = {", conversions also later": self.late, ", recency": self.recency, ", actions only": not self.shared}
        flags[", learns lean"] = self.lean
        return " ".join(told.split()) + "".join(flag for flag, set_ in flags.items() if set_)

    def cost(self, reward: float) -> float:
        """What an outcome costs."""
        return self.scale * (self.centre - reward)


@dataclass
class _Asked:
    """A decision whose outcome is not settled: what is needed to learn from it."""

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
        self._queue: deque[tuple[int, float]] = deque()
        self._waiting: deque[tuple[int, float]] = deque()

    def _of_segment(self, segment: int) -> str:
        persona, stage = self.world.segments[segment]
        if not self.setting.shared:
            return "ccb shared |"
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
            for slot, scores in enumerate(self._predict(self._example(asked, None))):
                action, chance = _drawn(scores, self._rng.random())
                asked.chosen.append(action)
                asked.chances.append(chance)
                chosen[row, slot] = self._index(question, int(row), slot, asked)
            request = question.batch.first + int(row)
            self._open[request] = asked
            self._queue.append((request, question.batch.at))
        return chosen

    def _predict(self, lines: list[str]) -> list[list[tuple[int, float]]]:
        """By slot, actions with probabilities. The library's own calls: its wrapper of each line doubles the time."""
        parsed = self._plain._parse(self._vw, "\n".join(lines))
        self._plain.predict_multi(self._vw, parsed)
        told = parsed[0].get_decision_scores()
        self._plain._finish_example_multi_ex(self._vw, parsed)
        return [list(scores) for scores in told]

    def _learn(self, asked: _Asked, cost: float) -> None:
        lines = self._chosen(asked, cost) if self.setting.lean else self._example(asked, cost)
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
        return _Asked(lines, allowed, [], [])

    def _example(self, asked: _Asked, cost: float | None) -> list[str]:
        """The whole example: shared, actions, slots; with a cost also what was chosen, its cost and its probability."""
        slots = []
        for slot, allowed in enumerate(asked.allowed):
            label = "" if cost is None else f"{asked.chosen[slot]}:{cost:g}:{asked.chances[slot]:.6f} "
            name = f"Z z{slot}" if self.setting.shared else ""
            slots.append(f"ccb slot {label}{','.join(map(str, allowed))} |{name}")
        return asked.lines + slots

    def _chosen(self, asked: _Asked, cost: float) -> list[str]:
        """The example without the actions that were not chosen."""
        name = "Z z{}" if self.setting.shared else ""
        told = zip(asked.chosen, asked.chances, strict=True)
        slots = [f"ccb slot {at}:{cost:g}:{how:.6f} {at} |{name.format(at)}" for at, (_, how) in enumerate(told)]
        return [asked.lines[0], *(asked.lines[1 + action] for action in asked.chosen), *slots]

    def _index(self, question: Question, row: int, slot: int, asked: _Asked) -> int:
        live = np.flatnonzero(question.open[slot][row])
        return int(live[asked.chosen[slot] - asked.allowed[slot][0]])

    def happened(self, events: list[Event], now: float) -> None:
        """See `Policy.happened`."""
        for event in events:
            asked = self._open.get(event.request)
            if asked is not None:
                self._learn(asked, self.setting.cost(1.0))
                del self._open[event.request]
        while self._queue and self._queue[0][1] + self.setting.zero_after <= now:
            self._unheard(*self._queue.popleft())
        while self._waiting and self._waiting[0][1] + WINDOW_DAYS < now:
            self._open.pop(self._waiting.popleft()[0], None)

    def _unheard(self, request: int, at: float) -> None:
        asked = self._open.get(request) if self.setting.late else self._open.pop(request, None)
        if asked is not None:
            self._learn(asked, self.setting.cost(0.0))
            self._waiting.append((request, at))


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
    text = " ".join(f"x{slot}{at}:{value:.3g}" for at, value in enumerate(piece.features) if value)
    return f"ccb action |A c{piece.number} v{option.number} |T {taxonomy} |X {text}"


SQUARE = "--squarecb --gamma_scale {} --gamma_exponent {}"
STRUCTURED = ("PT", "GT")
BEST = Setting(
    SQUARE.format(20, 0.5),
    rate=0.0134,
    more="--ccb_no_slot_index --clip_p 1",
    zero_after=0.0,
    recency=True,
    late=True,
    shared=False,
    lean=True,
)
"""The best found. With `--clip_p 1` every example weighs the same, however unlikely its action was.

The model is then an ordinary regression of cost on what was said; importance weights of up to some hundreds drown rare
conversions here.
"""
AS_IT_COMES = Setting("--epsilon 0.05")
GRID: tuple[Setting, ...] = (
    BEST,
    *(replace(BEST, explore=SQUARE.format(gamma, 0.5)) for gamma in (6, 60, 300)),
    *(replace(BEST, rate=rate) for rate in (0.003, 0.006, 0.025)),
    replace(BEST, explore="--epsilon 0.05"),
    replace(BEST, late=False, zero_after=2.0),
    replace(BEST, recency=False),
    replace(BEST, more="--ccb_no_slot_index"),
    replace(BEST, shared=True, rate=0.06, lean=False, more="--clip_p 1"),
    Setting(SQUARE.format(100, 0.5), rate=0.002, recency=True),
    AS_IT_COMES,
)
"""What tuning begins with; the best of these is then varied by `around`."""


def around(best: Setting) -> tuple[Setting, ...]:
    """Variations of the best setting: crossings with persona and stage, costs, estimator, features."""
    return (
        replace(best, shared=True, crossed=("PT", "GT")),
        replace(best, shared=True, crossed=("PT", "GT", "SA")),
        replace(best, centre=0.04),
        replace(best, zero_after=1.0),
        replace(best, rate=0.001, more=f"{best.more} --power_t 0"),
        replace(best, explore="--epsilon 0.05", lean=False, rate=0.06, more=f"{best.more} --cb_type dr"),
        replace(best, more=f"{best.more} --ignore X"),
    )
