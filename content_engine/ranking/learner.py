"""Learning one outcome's head: settled days once and for all, open days anew each time.

A day is settled when all that may still happen to its decisions has happened. Settled days are taken in one by one, in
order, each on top of what the days before left; so the same decisions give the same belief however often and whenever
learning runs. Decisions younger than that are laid on top of a copy: one without a reward counts as a zero only for the
share of rewards that would have come by its age.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from content_engine.ranking.delay import BINS, Delays, estimate, tally
from content_engine.ranking.design import Compact, Design, Vocabulary
from content_engine.ranking.posterior import Array, Belief, Rows, logistic
from content_engine.ranking.snapshot import Head
from content_engine.ranking.text import TextPrior, fit_text_prior

DAY_MS = 86_400_000
BLOCK = 20_000
"""Most rows taken in at once: bounds memory, and lets the curvature follow the effects."""
ENOUGH = 2_000
"""Rows after which predictions are held against what then happened."""
SECOND_THOUGHTS = 2
"""How often priors' spreads are learnt anew with the open days: early on they are most of what there is."""
INFLATION = (0.85, 3.0)
"""What intervals are scaled with at least and at most.

The check is by variant: it sees that a diagonal posterior counts what component and variant share twice, but not what
segments and pairs do to single messages: hence the floor.
"""
FEW = 20
"""A variant with fewer rows in a block tells nothing about how sure to be."""


@dataclass
class Block:
    """Decisions of one day with what became of them: `reward` (n,), `delay` and `age` (n,) as shares of the window."""

    day: int
    compact: Compact
    reward: Array
    delay: Array
    age: Array

    def __len__(self) -> int:
        return len(self.reward)

    def parts(self) -> list[Block]:
        """The same in pieces of at most `BLOCK` rows."""
        cuts = [np.arange(at, min(at + BLOCK, len(self))) for at in range(0, len(self), BLOCK)]
        return [Block(self.day, self.compact.pick(c), self.reward[c], self.delay[c], self.age[c]) for c in cuts]


@dataclass
class Apprentice:
    """What is known of one outcome while learning. Mutable; `head` gives the immutable result."""

    outcome: str
    half_life: float
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    belief: Belief = field(default_factory=Belief)
    counts: Array = field(default_factory=lambda: np.zeros((0, 2)))
    arrivals: Array = field(default_factory=lambda: np.zeros((BINS, BINS)))
    seen: Array = field(default_factory=lambda: np.zeros(3))
    surprise: Array = field(default_factory=lambda: np.zeros(2))
    day: int | None = None

    def __post_init__(self) -> None:
        self.design = Design(self.vocabulary, self.belief)

    def settle(self, block: Block) -> None:
        """Takes in a day of mature decisions for good. Days must come in order.

        One that was seen so late that its window was cut short counts for the share of it that was left.
        """
        self._fade_to(block.day)
        for part in block.parts():
            weight = np.where(part.reward > 0, 1.0, estimate(self.arrivals).arrived(part.age))
            rows = self.design.rows(part.compact, part.reward, weight)
            self._surprise(rows, part.compact)
            self._take(rows, part)
        self.belief.rescale()

    def _fade_to(self, day: int) -> None:
        if self.day is not None and day > self.day:
            factor = 0.5 ** ((day - self.day) / self.half_life)
            self.belief.fade(factor)
            for faded in (self.counts, self.arrivals, self.seen, self.surprise):
                np.multiply(faded, factor, out=faded)
        self.day = day if self.day is None else max(day, self.day)

    def _take(self, rows: Rows, block: Block) -> None:
        self.belief.learn(rows)
        self._count(block, rows.weight)
        won = block.reward > 0
        self.arrivals += tally(block.delay[won], block.age[won], np.ones(int(won.sum())))

    def _count(self, block: Block, weight: Array) -> None:
        size = len(self.vocabulary.variants)
        self.counts = np.vstack([self.counts, np.zeros((size - len(self.counts), 2))])
        codes = block.compact.variants
        spread = np.broadcast_to(weight[:, None], codes.shape)
        gained = np.broadcast_to(block.reward[:, None], codes.shape)
        fits = codes >= 0
        self.counts[:, 0] += np.bincount(codes[fits], weights=gained[fits], minlength=size)
        self.counts[:, 1] += np.bincount(codes[fits], weights=spread[fits], minlength=size)
        self.seen += [block.reward.sum(), weight.sum(), weight[~block.compact.treated].sum()]

    def _surprise(self, rows: Rows, compact: Compact) -> None:
        """Compares rewards with what was predicted before they were known, variant by variant.

        The squared difference should be the binomial variance plus the variance of the prediction; what is missing is
        how much too sure the belief was.
        """
        if self.seen[1] < ENOUGH:
            return
        mean, precision = self.belief.posterior()
        rate = logistic(rows.predict(np.append(mean, 0.0)))
        often = np.bincount(compact.variants[compact.variants >= 0])
        for code in np.flatnonzero(often >= FEW):
            mine = np.flatnonzero((compact.variants == code).any(axis=1))
            self.surprise += _excess(rows.pick(mine), rate[mine], precision)

    def copy(self) -> Apprentice:
        """A copy to lay open days on; the vocabulary, which only grows, is shared."""
        return Apprentice(
            self.outcome, self.half_life, self.vocabulary, self.belief.copy(), self.counts.copy(),
            self.arrivals.copy(), self.seen.copy(), self.surprise.copy(), self.day,
        )  # fmt: skip

    def head(self, open_days: list[Block], texts: Mapping[str, TextPrior] | None = None) -> Head:
        """What is believed now, with the days that are not settled yet laid on top."""
        now = self.copy()
        delays = now._delays(open_days)
        for block in open_days:
            now._fade_to(block.day)
            for part in block.parts():
                weight = np.where(part.reward > 0, 1.0, delays.arrived(part.age))
                now._take(now.design.rows(part.compact, part.reward, weight), part)
        for _ in range(SECOND_THOUGHTS):
            now.belief.rescale()
        return now._finish(delays, texts)

    def _delays(self, open_days: list[Block]) -> Delays:
        counts = self.arrivals.copy()
        for block in open_days:
            won = block.reward > 0
            counts += tally(block.delay[won], block.age[won], np.ones(int(won.sum())))
        return estimate(counts)

    def _finish(self, delays: Delays, texts: Mapping[str, TextPrior] | None) -> Head:
        texts = self._texts() if texts is None else texts
        mean, precision = self._with_texts(texts)
        names = self.belief.names
        effects = {n: (float(m), float(p**-0.5)) for n, m, p in zip(names, mean, precision, strict=True)}
        variants = [one.variant for one in self.vocabulary.variants]
        won, seen, silent = self.seen.tolist()
        return Head(
            outcome=self.outcome,
            effects=effects,
            scales=dict(self.belief.scales),
            inflation=self._inflation(),
            rate=(won + 0.4) / (seen + 10.0),
            counts={v: (float(w), float(n)) for v, (w, n) in zip(variants, self.counts, strict=False) if n > 0},
            arrivals=tuple(float(share) for share in delays.share),
            texts=texts,
            silent=silent,
        )

    def _inflation(self) -> float:
        """The factor by which standard deviations are scaled when shown, within `INFLATION`."""
        excess, predicted = self.surprise.tolist()
        least, most = INFLATION
        return float(np.clip(least * np.sqrt(max(excess, 0.0) / predicted), least, most)) if predicted > 0 else 1.0

    def _texts(self) -> dict[str, TextPrior]:
        """A prior from text for each kind of component that has enough past variants."""
        mean, _ = self.belief.posterior()
        by_kind: dict[str, list[tuple[str, float, float]]] = {}
        for one in self.vocabulary.variants:
            own = self.belief.of.get(f"variant|{one.variant}")
            if own is not None and one.text and self.belief.information[own] > 0:
                kin = self.belief.of[f"component|{one.component}"]
                effect = float(mean[own] + mean[kin])
                by_kind.setdefault(one.kind, []).append((one.text, effect, float(self.belief.information[own])))
        fitted = {}
        for kind, rows in sorted(by_kind.items()):
            texts, effects, known = zip(*rows, strict=True)
            prior = fit_text_prior(texts, np.array(effects), np.array(known))
            if prior.weight > 0:
                fitted[kind] = prior
        return fitted

    def _with_texts(self, texts: Mapping[str, TextPrior]) -> tuple[Array, Array]:
        """The posterior when each variant's own effect starts from what its text foretells."""
        mean, precision = self.belief.posterior()
        spread = self.belief.scales["variant"].spread
        for kind, prior in texts.items():
            mine = [one for one in self.vocabulary.variants if one.kind == kind and one.text]
            own = [self.belief.of.get(f"variant|{one.variant}", -1) for one in mine]
            foretold = prior.predict([one.text for one in mine])
            for number, start in zip(own, foretold, strict=True):
                if number >= 0:
                    mean[number] += start * spread**-2 / precision[number]
        return mean, precision

    def to_tree(self) -> dict[str, Any]:
        """As arrays and plain JSON, for `pack`."""
        return {
            "outcome": self.outcome,
            "half_life": self.half_life,
            "vocabulary": self.vocabulary.to_tree(),
            "belief": self.belief.to_tree(),
            "counts": self.counts,
            "arrivals": self.arrivals,
            "seen": self.seen,
            "surprise": self.surprise,
            "day": self.day,
        }

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> Apprentice:
        """The inverse of `to_tree`."""
        rest = {name: tree[name] for name in ("outcome", "half_life", "counts", "arrivals", "seen", "surprise", "day")}
        return cls(vocabulary=Vocabulary.from_tree(tree["vocabulary"]), belief=Belief.from_tree(tree["belief"]), **rest)


def _excess(rows: Rows, rate: Array, precision: Array) -> Array:
    """Of some rows: squared difference between reward and prediction beyond chance, and what the belief expected."""
    curve = rate * (1 - rate)
    slope = rows.collect(curve, len(precision))[:-1]
    difference = float((rows.reward - rate).sum())
    return np.array([difference**2 - curve.sum(), float((slope**2 / precision).sum())])
