"""The belief about every effect, and how a block of rows changes it.

A diagonal Gaussian over the effects of a logistic model, updated block by block (assumed-density filtering: the mode of
block likelihood times prior by Newton's method, the curvature there as new information; Graepel et al., "Web-Scale
Bayesian Click-Through Rate Prediction", ICML 2010, is the one-row case). Prior and information are kept apart, so that
a prior's spread can be learnt from all effects of a group (MacKay, "Bayesian Interpolation", 1992) and information can
fade with time without the prior fading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from content_engine.ranking.names import LEARNT_SCALES, PRIORS, Scale, group_of

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.intp]

SMALL = 1_000
"""Rows below which one pass over all columns at once is quicker."""
NEWTON_STEPS = 10
HALVINGS = 12
CG_STEPS = 30
NEAR = 5e-3
"""A Newton step that moves no effect by more than this (logits) is the last: posterior spreads are ten times that."""
SOLVED = 1e-2
"""How much smaller than at first the residual of a Newton step's equations must be."""
PSEUDO = 6.0
"""The prior spread of a group counts as much as this many effects when it is learnt."""
SPREADS = (0.01, 1.5)


@dataclass(frozen=True)
class Rows:
    """A block of n rows. Each of the W columns of `index` (W, n) holds one feature that is on, D where there is none.

    `values` (R, n) are the values of the features `named` (R,); `reward` (n,) is 0 or 1 and `weight` (n,) how much a
    row counts. Columns first, so that a pass over them works on arrays that stay in the processor's cache.
    """

    index: Numbers
    named: Index
    values: Array
    reward: Array
    weight: Array

    def __len__(self) -> int:
        return len(self.reward)

    def pick(self, which: npt.NDArray[np.intp]) -> Rows:
        """Some of the rows, by number."""
        return Rows(self.index[:, which], self.named, self.values[:, which], self.reward[which], self.weight[which])

    def predict(self, effects: Array) -> Array:
        """The linear predictor (n,) for effects (D + 1,), the last of which is the padding's and zero."""
        eta: Array = effects[self.named] @ self.values
        for column in self.index:
            eta += effects.take(column)
        return eta

    def collect(self, each: Array, size: int, *, squared: bool = False) -> Array:
        """Per feature the sum over rows of `each` times the feature's value (or its square). Shape (size + 1,)."""
        if len(self) < SMALL:
            spread = np.broadcast_to(each, self.index.shape).ravel()
            total = np.bincount(self.index.ravel(), weights=spread, minlength=size + 1).astype(float)
        else:
            total = np.zeros(size + 1)
            for column in self.index:
                found = np.bincount(column, weights=each)
                total[: len(found)] += found
        values = self.values**2 if squared else self.values
        np.add.at(total, self.named, values @ each)
        total[size] = 0.0
        return total


def logistic(eta: Array) -> Array:
    """The probability for a logit."""
    rate: Array = 1.0 / (1.0 + np.exp(-np.clip(eta, -30, 30)))
    return rate


@dataclass
class Belief:
    """What is believed of D effects. Mutable: one learning owns it.

    `information` and `pull` (D,) are the likelihood's precision, and precision times mean; `scales` the groups' priors.
    """

    names: list[str] = field(default_factory=list)
    information: Array = field(default_factory=lambda: np.zeros(0))
    pull: Array = field(default_factory=lambda: np.zeros(0))
    scales: dict[str, Scale] = field(default_factory=lambda: dict(PRIORS))
    of: dict[str, int] = field(default_factory=dict)

    def feature(self, name: str) -> int:
        """The number of a feature, a new one if it was never seen."""
        number = self.of.get(name)
        if number is None:
            number = self.of[name] = len(self.names)
            self.names.append(name)
        return number

    def _grown(self) -> None:
        missing = len(self.names) - len(self.information)
        if missing:
            self.information = np.append(self.information, np.zeros(missing))
            self.pull = np.append(self.pull, np.zeros(missing))

    def groups(self) -> list[str]:
        """The group of every feature."""
        return [group_of(name) for name in self.names]

    def prior(self) -> tuple[Array, Array]:
        """Mean and precision of every effect before the data. Shapes (D,)."""
        known = [self.scales[group] for group in self.groups()]
        mean = np.array([scale.mean for scale in known])
        return mean, np.array([scale.spread**-2 for scale in known])

    def posterior(self) -> tuple[Array, Array]:
        """Mean and precision of every effect. Shapes (D,)."""
        self._grown()
        mean, precision = self.prior()
        now = self.information + precision
        return (self.pull + mean * precision) / now, now

    def fade(self, factor: float) -> None:
        """Forgets: information counts `factor` of what it did."""
        self._grown()
        self.information *= factor
        self.pull *= factor

    def copy(self) -> Belief:
        """An independent copy."""
        return Belief(list(self.names), self.information.copy(), self.pull.copy(), dict(self.scales), dict(self.of))

    def learn(self, rows: Rows) -> None:
        """Takes in a block of rows."""
        if not len(rows):
            return
        mean, precision = self.posterior()
        effects = _mode(rows, mean, precision)
        rate = logistic(rows.predict(effects))
        self.information += rows.collect(rows.weight * rate * (1 - rate), len(mean), squared=True)[:-1]
        prior_mean, prior_precision = self.prior()
        self.pull = (self.information + prior_precision) * effects[:-1] - prior_mean * prior_precision

    def rescale(self) -> None:
        """Learns the spread of each group from its effects: spread² = Σ mean² / Σ share of it that data determine."""
        mean, precision = self.posterior()
        determined = self.information / precision
        groups = np.array(self.groups())
        for group in LEARNT_SCALES:
            mine = groups == group
            start = PRIORS[group]
            squares = float(((mean[mine] - start.mean) ** 2).sum()) + PSEUDO * start.spread**2
            spread = (squares / (float(determined[mine].sum()) + PSEUDO)) ** 0.5
            self.scales[group] = Scale(start.mean, float(np.clip(spread, *SPREADS)))

    def to_tree(self) -> dict[str, Any]:
        """As arrays and plain JSON, for `pack`."""
        self._grown()
        scales = {group: [scale.mean, scale.spread] for group, scale in self.scales.items()}
        return {"names": self.names, "information": self.information, "pull": self.pull, "scales": scales}

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> Belief:
        """The inverse of `to_tree`."""
        names = list(tree["names"])
        scales = {group: Scale(*pair) for group, pair in tree["scales"].items()}
        of = {name: number for number, name in enumerate(names)}
        return cls(names, np.array(tree["information"]), np.array(tree["pull"]), scales, of)


def _mode(rows: Rows, mean: Array, precision: Array) -> Array:
    """The effects (D + 1,) that maximise likelihood times prior.

    Newton's method, each step by conjugate gradients and halved until it makes things better.
    """
    size = len(mean)
    effects = np.append(mean, 0.0)
    eta = rows.predict(effects)
    worth = _worth(rows, eta, effects, mean, precision)
    for _ in range(NEWTON_STEPS):
        rate = logistic(eta)
        slope = rows.collect(rows.weight * (rows.reward - rate), size)
        slope[:-1] -= precision * (effects[:-1] - mean)
        step = _solve(rows, rows.weight * rate * (1 - rate), precision, slope)
        ahead = rows.predict(step)
        for _ in range(HALVINGS):
            better = _worth(rows, eta + ahead, effects + step, mean, precision)
            if better >= worth:
                break
            step, ahead = step / 2, ahead / 2
        else:
            break
        effects, eta, worth = effects + step, eta + ahead, better
        if float(np.abs(step).max(initial=0.0)) < NEAR:
            break
    return effects


def _worth(rows: Rows, eta: Array, effects: Array, mean: Array, precision: Array) -> float:
    """The logarithm of likelihood times prior, up to a constant."""
    likelihood = rows.weight * (rows.reward * eta - np.logaddexp(0.0, eta))
    return float(likelihood.sum() - 0.5 * (precision * (effects[:-1] - mean) ** 2).sum())


def _solve(rows: Rows, curve: Array, precision: Array, slope: Array) -> Array:
    """Solves (XᵀCX + P) step = slope by conjugate gradients, preconditioned with the diagonal. Shapes (D + 1,)."""
    size = len(precision)
    wide = np.append(precision, 1.0)
    scale = wide + rows.collect(curve, size, squared=True)
    step = np.zeros(size + 1)
    left = slope.copy()
    ready = left / scale
    way = ready.copy()
    size_left = start = float(left @ ready)
    for _ in range(CG_STEPS):
        if size_left <= SOLVED**2 * start or size_left <= 0:
            break
        ahead = rows.collect(curve * rows.predict(way), size) + wide * way
        far = size_left / float(way @ ahead)
        step += far * way
        left -= far * ahead
        ready = left / scale
        before, size_left = size_left, float(left @ ready)
        way = ready + (size_left / before) * way
    return step
