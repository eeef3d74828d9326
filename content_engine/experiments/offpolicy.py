"""What another policy would have earned, told from a log of draws whose probabilities are known.

One accumulator serves all estimators: each row gives a weight w, a weighted residual w·e and a model's expectation v,
and every estimate is a function of the means of these three. Accumulators of the same kind add up (`a + b`).

    IPS      mean(w·r)                     Horvitz and Thompson, JASA 47 (1952)
    SNIPS    Σ w·r / Σ w                   Swaminathan and Joachims, NIPS 2015
    DR       mean(v + w·(r - q))           Dudík, Langford and Li, ICML 2011
    SNDR     mean(v) + Σ w·(r - q) / Σ w   the same with normalised weights
    PI       IPS with w = 1 - S + Σ over the S slots of evaluated / logged   Swaminathan et al., NIPS 2017, example 4
    SNPI     SNIPS with that weight (their wPI)

with w = evaluated / logged elsewhere. Standard errors: the delta method over the three means, rows independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from content_engine.experiments.intervals import LEVEL, quantile

__all__ = [
    "LEAST",
    "Estimate",
    "Kind",
    "OffPolicy",
    "doubly_robust",
    "estimates",
    "gathered",
    "pseudo_inverse",
    "weighted",
]

LEAST = 100.0
"""Below this effective sample size nothing is said."""

FEW = 30.0
"""Below this effective number of outcomes an interval is remarked on as rough."""

Kind = Literal["ips", "dr", "pi"]
Floats = NDArray[np.float64]

_NORMALISED: Mapping[Kind, str] = {"ips": "snips", "dr": "sndr", "pi": "snpi"}
_STRAYED: Mapping[bool, str] = {
    False: "the log never draws some of what the policy would do, and its value there is not in this estimate",
    True: "the probabilities do not fit the draws",
}
_SLACK = 1e-9
_UPPER = np.triu_indices(3)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an estimator found. Where `enough` is false, value, error and interval are None, and `note` says why.

    `error` is the standard error, `low` to `high` the interval at `level`, `n` the logged decisions, `effective` the
    effective sample size (Σ w)² / Σ w² (Kish, 1965), `max_weight` and `mean_weight` those of the weights used (a mean
    far from 1 means that the log never draws some of what the policy would), `outcomes` the rows with weight and a
    reward other than 0. `clipped` weights were cut, and `lost` is the share of all weight that went with that.
    """

    estimator: str
    enough: bool
    value: float | None
    error: float | None
    low: float | None
    high: float | None
    level: float
    n: int
    effective: float
    max_weight: float
    mean_weight: float
    outcomes: int
    clipped: int
    lost: float
    note: str


@dataclass(frozen=True, slots=True)
class OffPolicy:
    """A log's sums for one evaluated policy. `OffPolicy("ips")` is the empty one; equal kinds with equal clip add up.

    `means` are those of (w, w·e, v) over rows; `scatter` holds Σ of products of deviations from the means, as the six
    entries (ww, we, wv, ee, ev, vv) of a symmetric matrix; `uncut` is Σ w before clipping.
    """

    kind: Kind
    clip: float | None = None
    n: int = 0
    means: tuple[float, ...] = (0.0, 0.0, 0.0)
    scatter: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    max_weight: float = 0.0
    outcomes: int = 0
    clipped: int = 0
    uncut: float = 0.0

    def __add__(self, other: OffPolicy) -> OffPolicy:
        """Both logs together. Raises ValueError for another kind of weight or another clip.

        Means and scatter are joined as in Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for
        Computing Sample Variances" (1979), so that large rewards do not cancel.
        """
        if (self.kind, self.clip) != (other.kind, other.clip):
            raise ValueError(f"{_words(self)} and {_words(other)} do not add up: their weights mean different things")
        if not self.n or not other.n:
            return self if self.n else other
        n = self.n + other.n
        apart = np.subtract(other.means, self.means)
        joined = np.add(self.scatter, other.scatter) + np.outer(apart, apart)[_UPPER] * (self.n * other.n / n)
        return OffPolicy(
            self.kind,
            self.clip,
            n,
            _tuple(np.asarray(self.means) + apart * (other.n / n)),
            _tuple(joined),
            max(self.max_weight, other.max_weight),
            self.outcomes + other.outcomes,
            self.clipped + other.clipped,
            self.uncut + other.uncut,
        )

    @property
    def effective(self) -> float:
        """The effective sample size (Σ w)² / Σ w²; 0 without weight."""
        squares = self.scatter[0] / self.n + self.means[0] ** 2 if self.n else 0.0
        return self.n * self.means[0] ** 2 / squares if squares > 0 else 0.0

    @property
    def lost(self) -> float:
        """The share of all weight that clipping took away."""
        return max(0.0, 1 - self.n * self.means[0] / self.uncut) if self.clipped and self.uncut > 0 else 0.0

    def estimate(self, *, normalised: bool = False, level: float = LEVEL, least: float = LEAST) -> Estimate:
        """The value of the evaluated policy per decision, in units of the reward; `normalised` divides by Σ w, not n.

        Says "cannot say" below an effective sample size of `least`, and where no row with weight had a reward other
        than 0. Raises ValueError for a level that is none.
        """
        name = _NORMALISED[self.kind] if normalised else self.kind
        reach = quantile(level)
        missing = self._missing(least)
        value = error = low = high = None
        if not missing:
            value, error = self._value(normalised)
            low, high = value - reach * error, value + reach * error
        return Estimate(
            name,
            not missing,
            value,
            error,
            low,
            high,
            level,
            self.n,
            self.effective,
            self.max_weight,
            self.means[0],
            self.outcomes,
            self.clipped,
            self.lost,
            missing or self._remarks(normalised),
        )

    def _missing(self, least: float) -> str:
        if self.n < 2:
            return f"not enough overlap, cannot say: {self.n} logged decisions"
        if not self.effective or self.effective < least * (1 - _SLACK):
            return (
                f"not enough overlap, cannot say: {self.n:,} logged decisions weigh as much as {self.effective:,.1f} "
                f"of the policy's own, and {least:,.0f} are needed"
            )
        if not self.outcomes:
            return "not enough overlap, cannot say: no decision that the policy could have made had an outcome"
        return ""

    def _value(self, normalised: bool) -> tuple[float, float]:
        weight, residual, expected = self.means
        if normalised:
            value = residual / weight + expected
            gradient = np.array([-residual / weight**2, 1 / weight, 1.0])
        else:
            value = residual + expected
            gradient = np.array([0.0, 1.0, 1.0])
        spread = np.zeros((3, 3))
        spread[_UPPER] = self.scatter
        spread = spread + spread.T - np.diag(np.diag(spread))
        variance = float(gradient @ spread @ gradient) / (self.n - 1)
        return value, sqrt(max(variance, 0.0) / self.n)

    def _carrying(self) -> float:
        """The effective number of outcomes (Σ w·r)² / Σ (w·r)²: a hundred clicks of which five weigh are about five."""
        mean = self.means[1]
        squares = self.scatter[3] / self.n + mean**2
        return self.n * mean**2 / squares if squares > 0 else 0.0

    def _remarks(self, normalised: bool) -> str:
        said = []
        if self.clipped:
            towards = "the log's own" if normalised else "0" if self.kind != "dr" else "the model's"
            said.append(
                f"{self.clipped:,} weights cut to {self.clip:g}: {self.lost:.1%} of all weight is gone, "
                f"which pulls the value towards {towards}"
            )
        if self.kind != "dr" and self._carrying() < FEW:
            said.append(f"about {self._carrying():.0f} outcomes carry this value: the interval is rough")
        strayed = self.means[0] - 1
        if not self.clipped and abs(strayed) > max(0.01, 4 * sqrt(self.scatter[0] / (self.n - 1) / self.n)):
            said.append(f"weights average {self.means[0]:.2f} instead of 1: {_STRAYED[strayed > 0]}")
        return "; ".join(said)


def weighted(reward: ArrayLike, logged: ArrayLike, evaluated: ArrayLike, *, clip: float | None = None) -> OffPolicy:
    """Rows for IPS and SNIPS, each of shape (n,).

    `logged` is the probability with which the drawn action was drawn, `evaluated` the probability that the evaluated
    policy gives to that same action. `clip` cuts weights to at most that. Raises ValueError naming the wrong row.
    """
    earned = _numbers("reward", reward)
    weights = _ratios(logged, evaluated, earned.shape)
    return _gathered("ips", weights, earned, earned, np.zeros_like(earned), clip)


def doubly_robust(
    reward: ArrayLike,
    logged: ArrayLike,
    evaluated: ArrayLike,
    predicted: ArrayLike,
    expected: ArrayLike,
    *,
    clip: float | None = None,
) -> OffPolicy:
    """Rows for DR and SNDR, each of shape (n,).

    `predicted` is a model's reward for the drawn action, `expected` its mean over the evaluated policy's actions. The
    model must not have been fitted on these rows. Raises ValueError naming the row that is wrong.
    """
    earned = _numbers("reward", reward)
    weights = _ratios(logged, evaluated, earned.shape)
    model = _numbers("predicted", predicted, earned.shape)
    return _gathered("dr", weights, earned, earned - model, _numbers("expected", expected, earned.shape), clip)


def pseudo_inverse(
    reward: ArrayLike, logged: ArrayLike, evaluated: ArrayLike, *, clip: float | None = None
) -> OffPolicy:
    """Rows for PI and SNPI: `reward` of shape (n,), the drawn candidates' marginal probabilities of (n, slots).

    Rows with fewer slots are filled with 1 and 1, which weighs nothing. Weights may be negative. Unbiased where rewards
    add up over slots and the log drew its slots independently. Raises ValueError naming the row that is wrong.
    """
    earned = _numbers("reward", reward)
    marginal = np.atleast_2d(np.asarray(logged, dtype=np.float64))
    if marginal.shape[0] != earned.shape[0] or marginal.ndim != 2:
        raise ValueError(f"logged: shape {marginal.shape} where ({earned.shape[0]}, slots) is needed")
    ratios = _ratios(marginal, evaluated, marginal.shape)
    weights = 1 - marginal.shape[1] + ratios.sum(axis=1)
    return _gathered("pi", weights, earned, earned, np.zeros_like(earned), clip)


def gathered(kind: Kind, reward: ArrayLike, weights: ArrayLike, *, clip: float | None = None) -> OffPolicy:
    """Rows whose weights were worked out elsewhere, `reward` and `weights` of shape (n,)."""
    earned = _numbers("reward", reward)
    return _gathered(kind, _numbers("weights", weights, earned.shape), earned, earned, np.zeros_like(earned), clip)


def estimates(*logs: OffPolicy, level: float = LEVEL, least: float = LEAST) -> dict[str, Estimate]:
    """Both forms of each log by estimator's name: ips, snips, dr, sndr, pi, snpi."""
    both = [log.estimate(normalised=n, level=level, least=least) for log in logs for n in (False, True)]
    return {one.estimator: one for one in both}


def _gathered(
    kind: Kind, weights: Floats, reward: Floats, residual: Floats, expected: Floats, clip: float | None
) -> OffPolicy:
    if clip is not None and not 0 < clip < inf:
        raise ValueError(f"clip {clip}: weights are cut to a positive number, or not at all (None)")
    if not weights.size:
        return OffPolicy(kind, clip)
    used = weights if clip is None else np.minimum(weights, clip)
    rows = np.stack([used, used * residual, expected])
    means = rows.mean(axis=1)
    apart = rows - means[:, None]
    return OffPolicy(
        kind,
        clip,
        weights.size,
        _tuple(means),
        _tuple((apart @ apart.T)[_UPPER]),
        float(np.abs(used).max()),
        int(((used != 0) & (reward != 0)).sum()),
        int((used < weights).sum()),
        float(weights.sum()),
    )


def _ratios(logged: ArrayLike, evaluated: ArrayLike, shape: tuple[int, ...]) -> Floats:
    below = _numbers("logged", logged, shape)
    above = _numbers("evaluated", evaluated, shape)
    _all("logged", below, (below > 0) & (below <= 1 + _SLACK), "a draw's own probability is above 0 and at most 1")
    _all("evaluated", above, (above >= 0) & (above <= 1 + _SLACK), "a probability is from 0 to 1")
    return above / below


def _numbers(name: str, given: ArrayLike, shape: tuple[int, ...] | None = None) -> Floats:
    array = np.asarray(given, dtype=np.float64)
    if shape is None and array.ndim != 1:
        raise ValueError(f"{name}: one number per logged decision is needed, not shape {array.shape}")
    if shape is not None and array.shape != shape:
        raise ValueError(f"{name}: shape {array.shape} where {shape} is needed")
    _all(name, array, np.isfinite(array), "a finite number is needed")
    return array


def _all(name: str, array: Floats, fine: NDArray[np.bool_], rule: str) -> None:
    if not fine.all():
        where = tuple(int(index) for index in np.argwhere(~fine)[0])
        place = f"row {where[0]}" + (f", slot {where[1]}" if len(where) > 1 else "")
        raise ValueError(f"{name}, {place}: {array[where]}; {rule}")


def _tuple(array: Floats) -> tuple[float, ...]:
    return tuple(float(one) for one in array)


def _words(log: OffPolicy) -> str:
    return f"{log.kind} with {'no clip' if log.clip is None else f'clip {log.clip:g}'}"
