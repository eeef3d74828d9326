"""A simulated SaaS world: who asks, what there is to say, and how likely each message is to work.

The true chance that a message reaches its goal is logistic in

    base of the segment + volume of late
    + by slot: taxonomy + text + the component's own + the variant's own + drift + taxonomy × persona and stage
    + by pair of slots: the taxonomy of one × the taxonomy of the other
    - fatigue: what this user has seen of this component, fading over about twelve days

Everything random comes from one seed. Sizes are standard deviations in logits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from content_engine.experiments.hashing import hash_unit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SLOTS = ("subject_line", "preheader", "headline", "body", "cta")
PERSONAS = ("admin", "analyst", "founder", "marketer", "developer", "support")
STAGES = ("trial", "onboarding", "active", "expansion", "at-risk")
DIMENSIONS: dict[str, tuple[str, ...]] = {
    "theme": ("saving-time", "growth", "safety", "insight", "team", "cost"),
    "tone": ("plain", "warm", "bold", "playful"),
    "proof": ("none", "number", "customer", "expert"),
    "urgency": ("none", "soft", "hard"),
}
TEXT_FEATURES = ("question", "number", "you", "length")
SALT = "simulator-silence"
GOAL = "activated"
WINDOW_DAYS = 7.0


@dataclass(frozen=True)
class Params:
    """How a world is made. Effects are standard deviations in logits, times are days."""

    decisions: int = 200_000
    days: int = 60
    users: int = 4_000
    components: int = 20
    two_variants: float = 0.2
    replaced_every: int = 5
    batch: int = 480
    silent: float = 0.05
    repeat_days: float = 3.0
    base_rate: float = 0.035
    base_spread: float = 0.3
    treatment: float = 0.1
    treatment_spread: float = 0.15
    taxonomy: float = 0.095
    text: float = 0.04
    own: float = 0.095
    variant: float = 0.04
    drift: float = 0.01
    segment: float = 0.12
    pairs: float = 0.034
    fatigue: float = 0.28
    fatigue_fades: float = 5.0
    volume: float = 0.03
    volume_fades: float = 7.0
    delay_mean: float = 1.5

    def scaled(self, factor: float) -> Params:
        """Every effect of content `factor` times as strong, the base as it is."""
        names = ("taxonomy", "text", "own", "variant", "drift", "segment", "pairs", "fatigue")
        return replace(self, **{name: getattr(self, name) * factor for name in names})


@dataclass(frozen=True)
class Piece:
    """A component that lives from day `born` until day `gone`: taxonomy and text features as numbers, its texts."""

    id: str
    slot: int
    number: int
    born: float
    gone: float
    values: tuple[int, ...]
    features: tuple[float, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Option:
    """What can be said in a slot: one variant of a component. `number` counts them over all slots and days."""

    id: str
    piece: Piece
    number: int
    text: str


@dataclass(frozen=True)
class Period:
    """Days in which the same content is live. `options[slot]` are in the catalog's order."""

    start: int
    end: int
    options: tuple[tuple[Option, ...], ...]

    @cached_property
    def components(self) -> tuple[Ints, ...]:
        """By slot, the number of each option's component. Shape (options,) each."""
        return tuple(np.array([option.piece.number for option in slot]) for slot in self.options)


@dataclass(frozen=True)
class Batch:
    """Requests that come at once: day and fraction, first request's number, users; luck by request."""

    at: float
    first: int
    users: Ints
    luck: Floats
    delays: Floats


@dataclass(frozen=True)
class Tables:
    """The truth of one day, in logits.

    `base[segment]`; `silence[segment]` where nothing is said; `slots[slot][segment, option]`; `pairs[a, b][option of a,
    option of b]` for a < b. `main[slot][option]` is `slots` without what differs between segments.
    """

    base: Floats
    silence: Floats
    main: tuple[Floats, ...]
    slots: tuple[Floats, ...]
    pairs: dict[tuple[int, int], Floats]


WORDS = ("charts", "reports", "alerts", "dashboards", "forecasts", "exports", "boards", "notes", "plans", "goals")
VERBS = ("Open", "Share", "Build", "Try", "See", "Plan", "Start", "Keep", "Find", "Sort")
TAILS = ("today", "with less work", "in one place", "for the whole team", "before the next review", "at a glance")


def _text(rng: np.random.Generator, features: Sequence[float], number: int) -> str:
    """A harmless line that has the features: a question mark, a number, the word you, a length."""
    question, counted, you, length = features
    parts = [VERBS[rng.integers(len(VERBS))]]
    parts += ["your"] if you else []
    parts += [str(number + 2)] if counted else []
    parts += [WORDS[rng.integers(len(WORDS))]]
    parts += list(rng.choice(TAILS, size=round(length * 3), replace=False))
    return " ".join(parts) + ("?" if question else "")


@dataclass(frozen=True)
class World:
    """One world, fixed by its parameters and seed."""

    params: Params
    seed: int

    def rng(self, name: str) -> np.random.Generator:
        """A generator of its own for each purpose, so that changing one part leaves the luck of the others alone."""
        return np.random.default_rng([self.seed, *name.encode()])

    @cached_property
    def segments(self) -> tuple[tuple[int, int], ...]:
        """Persona and stage of each segment."""
        return tuple((p, s) for p in range(len(PERSONAS)) for s in range(len(STAGES)))

    def segment_id(self, segment: int) -> str:
        """The contract's id."""
        persona, stage = self.segments[segment]
        return f"{PERSONAS[persona]}-{STAGES[stage]}"

    @cached_property
    def user_segment(self) -> Ints:
        """The segment of each user. Shape (users,)."""
        rng = self.rng("users")
        weights = rng.dirichlet(np.full(len(self.segments), 8.0))
        return rng.choice(len(self.segments), size=self.params.users, p=weights)

    @cached_property
    def silent(self) -> Bools:
        """Who is in the silent holdout, by the engine's own hash. Shape (users,)."""
        share = self.params.silent
        return np.array([(hash_unit(SALT, self.user_id(user)) or 0.0) < share for user in range(self.params.users)])

    def user_id(self, user: int) -> str:
        """The id of a user, as the engine knows them; worlds do not share users."""
        return f"u{self.seed}-{user}"

    @cached_property
    def controls(self) -> tuple[Option, ...]:
        """By slot, the default content: of what stays to the end, the best on average at the start."""
        tables = self.truth.tables(0)
        weights = np.bincount(self.user_segment, minlength=len(self.segments)) / self.params.users
        found = []
        for options, scores in zip(self.periods[0].options, tables.slots, strict=True):
            stays = np.array([option.piece.gone == float("inf") for option in options])
            found.append(options[int(np.argmax(np.where(stays, weights @ scores, -np.inf)))])
        return tuple(found)

    @cached_property
    def pieces(self) -> tuple[tuple[Piece, ...], ...]:
        """By slot, every component that ever lives."""
        return tuple(self._pieces_of(slot) for slot in range(len(SLOTS)))

    def _pieces_of(self, slot: int) -> tuple[Piece, ...]:
        params, rng = self.params, self.rng(f"pieces {slot}")
        steps = [float(day) for day in range(params.replaced_every, params.days, params.replaced_every)]
        born, gone = [0.0] * params.components, [float("inf")] * params.components
        for day in steps:
            alive = [i for i in range(len(born)) if gone[i] == float("inf")]
            leaves = alive[int(rng.integers(len(alive)))]
            gone[leaves] = day
            born.append(day)
            gone.append(float("inf"))
        return tuple(self._piece(rng, slot, number, b, g) for number, (b, g) in enumerate(zip(born, gone, strict=True)))

    def _piece(self, rng: np.random.Generator, slot: int, number: int, born: float, gone: float) -> Piece:
        values = tuple(int(rng.integers(len(values))) for values in DIMENSIONS.values())
        features = (*(float(rng.random() < share) for share in (0.3, 0.4, 0.5)), float(rng.integers(4)) / 3)
        variants = 2 if rng.random() < self.params.two_variants else 1
        texts = tuple(_text(rng, features, number) for _ in range(variants))
        name = f"{SLOTS[slot]}.c{number:02d}"
        return Piece(name, slot, slot * 1_000 + number, born, gone, values, features, texts)

    @cached_property
    def options(self) -> tuple[tuple[Option, ...], ...]:
        """By slot, every variant that ever lives."""
        found, number = [], 0
        for slot in self.pieces:
            mine = []
            for piece in slot:
                for at, text in enumerate(piece.texts):
                    mine.append(Option(f"{piece.id}.{'ab'[at]}", piece, number, text))
                    number += 1
            found.append(tuple(mine))
        return tuple(found)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The catalogs, in order of time."""
        edges = [*range(0, self.params.days, self.params.replaced_every), self.params.days]
        return tuple(self._period(start, end) for start, end in pairwise(edges))

    def _period(self, start: int, end: int) -> Period:
        live = (tuple(o for o in slot if o.piece.born <= start < o.piece.gone) for slot in self.options)
        return Period(start, end, tuple(live))

    @cached_property
    def truth(self) -> Truth:
        """The effects."""
        return Truth(self)

    def batches(self) -> list[Batch]:
        """All requests in order of time; nobody asks twice in a batch."""
        params, rng = self.params, self.rng("requests")
        found, first = [], 0
        a_day = params.decisions / params.days
        rounds = max(1, -(-int(a_day) // min(params.batch, params.users // 2)))
        for step in range(params.days * rounds):
            upto = round(params.decisions * (step + 1) / (params.days * rounds))
            size = upto - first
            users = rng.permutation(params.users)[:size]
            at = step // rounds + (step % rounds + rng.random() * 0.9) / rounds
            delays = _delays(rng, size, params.delay_mean)
            found.append(Batch(at, first, users, rng.random(size), delays))
            first = upto
        return found


def _delays(rng: np.random.Generator, size: int, mean: float) -> Floats:
    """Exponential, cut off at the goal's window (inverse of the truncated distribution)."""
    most = 1 - np.exp(-WINDOW_DAYS / mean)
    return np.asarray(-mean * np.log1p(-rng.random(size) * most))


class Truth:
    """Effects of everything in a world, and tables of them by day."""

    def __init__(self, world: World) -> None:
        self.world, params = world, world.params
        rng = world.rng("truth")
        dims = [len(values) for values in DIMENSIONS.values()]
        each = 1 / np.sqrt(len(dims))
        self._taxonomy = [[rng.normal(0, params.taxonomy * each, n) for n in dims] for _ in SLOTS]
        self._by_persona = [[self._cross(rng, n, len(PERSONAS)) for n in dims] for _ in SLOTS]
        self._by_stage = [[self._cross(rng, n, len(STAGES)) for n in dims] for _ in SLOTS]
        self._text = [rng.normal(0, params.text, len(TEXT_FEATURES)) for _ in SLOTS]
        self._own = [rng.normal(0, params.own, len(slot)) for slot in world.pieces]
        self._variant = [rng.normal(0, params.variant, len(slot)) for slot in world.options]
        self._pairs = {pair: self._pair(rng, dims) for pair in combinations(range(len(SLOTS)), 2)}
        self._walks = [self._walk(world.rng(f"drift {at}"), len(slot)) for at, slot in enumerate(world.pieces)]
        self._base, self._lift = self._segments(rng)

    def _cross(self, rng: np.random.Generator, values: int, traits: int) -> Floats:
        size = self.world.params.segment / np.sqrt(2 * len(DIMENSIONS))
        return np.asarray(rng.normal(0, size, (traits, values)))

    def _pair(self, rng: np.random.Generator, dims: Sequence[int]) -> list[tuple[int, int, Floats]]:
        """Three dimensions matched with themselves and one with another: (of a, of b, table)."""
        same = list(rng.permutation(len(dims))[:3])
        crossed = rng.choice(len(dims), 2, replace=False)
        size = self.world.params.pairs / np.sqrt(len(same) + 1)
        matched = [(int(d), int(d)) for d in same] + [(int(crossed[0]), int(crossed[1]))]
        return [(a, b, rng.normal(0, size, (dims[a], dims[b]))) for a, b in matched]

    def _walk(self, rng: np.random.Generator, pieces: int) -> Floats:
        days = self.world.params.days + 1
        return np.cumsum(rng.normal(0, self.world.params.drift, (days, pieces)), axis=0)

    def _segments(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        params = self.world.params
        size = params.base_spread / np.sqrt(3)
        persona, stage = rng.normal(0, size, len(PERSONAS)), rng.normal(0, size, len(STAGES))
        base = np.array([persona[p] + stage[s] for p, s in self.world.segments])
        base += rng.normal(0, size, len(base)) + np.log(params.base_rate / (1 - params.base_rate))
        return base, params.treatment + rng.normal(0, params.treatment_spread, len(base))

    def tables(self, day: int) -> Tables:
        """The truth of a day."""
        period = next(p for p in self.world.periods if p.start <= day < p.end)
        main = tuple(self._main(slot, options, day) for slot, options in enumerate(period.options))
        by_segment = [self._by_segment(slot, options) for slot, options in enumerate(period.options)]
        slots = tuple(m[None, :] + s for m, s in zip(main, by_segment, strict=True))
        pairs = {(a, b): self._pair_table(a, b, period) for a, b in self._pairs}
        return Tables(self._base + self._lift, self._base, main, slots, pairs)

    def _main(self, slot: int, options: Sequence[Option], day: int) -> Floats:
        return np.array([self._effect(slot, option, day) for option in options])

    def _effect(self, slot: int, option: Option, day: int) -> float:
        piece, first = option.piece, self.world.options[slot][0].number
        told = sum(table[value] for table, value in zip(self._taxonomy[slot], piece.values, strict=True))
        words = float(self._text[slot] @ np.array(piece.features))
        at = piece.number % 1_000
        walk = self._walks[slot][day, at] - self._walks[slot][int(piece.born), at]
        return float(told + words + self._own[slot][at] + self._variant[slot][option.number - first] + walk)

    def _by_segment(self, slot: int, options: Sequence[Option]) -> Floats:
        found = np.zeros((len(self.world.segments), len(options)))
        personas = np.array([p for p, _ in self.world.segments])
        stages = np.array([s for _, s in self.world.segments])
        for dim in range(len(DIMENSIONS)):
            values = np.array([option.piece.values[dim] for option in options])
            found += self._by_persona[slot][dim][personas][:, values] + self._by_stage[slot][dim][stages][:, values]
        return found

    def _pair_table(self, a: int, b: int, period: Period) -> Floats:
        found = np.zeros((len(period.options[a]), len(period.options[b])))
        for of_a, of_b, table in self._pairs[a, b]:
            rows = np.array([option.piece.values[of_a] for option in period.options[a]])
            columns = np.array([option.piece.values[of_b] for option in period.options[b]])
            found += table[rows][:, columns]
        return found


VARIANTS: dict[str, Any] = {
    "standard": lambda params: params,
    "strong": lambda params: params.scaled(2.0),
    "no-drift": lambda params: replace(params, drift=0.0),
    "no-pairs": lambda params: replace(params, pairs=0.0),
    "weak": lambda params: params.scaled(0.25),
    "short": lambda params: replace(params, decisions=params.decisions // 10),
}
"""The worlds on offer, by name."""
