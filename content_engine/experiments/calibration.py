"""Do predicted probabilities happen as often as they say, and do intervals hold what they should?

A `Calibration` is sums by cell of predicted probability, so parts add up. Cells are a tenth wide in log-odds unless the
caller gives edges. What is told from them:

    Brier score            mean (p - y)²                               Brier, Monthly Weather Review 78 (1950)
    log loss               -mean (y·ln p + (1 - y)·ln(1 - p))          Good, JRSS B 14 (1952)
    expected calibration error   Σ n_b/n · |rate_b - mean p_b|         Naeini, Cooper and Hauskrecht, AAAI 2015
    in the large           a in logit P(y) = a + logit p               Cox, Biometrika 45 (1958); Steyerberg, ch. 15
    slope                  b in logit P(y) = a + b · logit p           the same
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from content_engine.experiments.intervals import LEVEL, Interval, quantile, wilson

__all__ = [
    "GRID",
    "Bin",
    "Calibrated",
    "Calibration",
    "Coverage",
    "Group",
    "by_key",
    "calibration",
    "coverage",
    "coverage_by_key",
    "group_coverage",
    "groups",
    "merged",
]

Floats = NDArray[np.float64]
K = TypeVar("K", bound=Hashable)
V = TypeVar("V", "Calibration", "Coverage", "Group")

GRID: tuple[float, ...] = tuple(float(1 / (1 + np.exp(-x / 10))) for x in range(-100, 101))
"""Inner edges of the usual cells: log-odds from -10 to 10 in steps of 0.1."""

_SMALLEST = 1e-12
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Bin:
    """A row of a reliability table: predictions from `low` to below `high`, their mean, the rate that happened."""

    low: float
    high: float
    n: int
    predicted: float
    rate: Interval


@dataclass(frozen=True, slots=True)
class Calibrated:
    """How predictions and outcomes agree. `in_the_large` and `slope` are 0 and 1 where they do; None: cannot be told.

    `predicted` is the mean prediction, `rate` what happened (Wilson), `error` the expected calibration error. Below 0,
    `in_the_large` says that predictions are too high; a slope below 1, that they are too far apart.
    """

    n: int
    outcomes: int
    predicted: float | None
    rate: Interval
    error: float | None
    brier: float | None
    log_loss: float | None
    in_the_large: Interval | None
    slope: Interval | None
    bins: tuple[Bin, ...]
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Sums of predictions and 0/1 outcomes: per cell (n, Σ p, Σ y, Σ logit p), shape (len(edges) + 1, 4).

    `Calibration()` is the empty one. Equal edges add up.
    """

    edges: tuple[float, ...] = GRID
    cells: Floats = field(default_factory=lambda: np.zeros((len(GRID) + 1, 4)))
    squares: float = 0.0
    logs: float = 0.0

    def __add__(self, other: Calibration) -> Calibration:
        """Both together. Raises ValueError for other edges."""
        if self.edges != other.edges:
            raise ValueError("calibrations with other edges do not add up: use the same edges for both")
        return Calibration(self.edges, self.cells + other.cells, self.squares + other.squares, self.logs + other.logs)

    @property
    def n(self) -> int:
        """How many predictions."""
        return int(self.cells[:, 0].sum())

    def reliability(self, count: int | None = 10, level: float = LEVEL) -> tuple[Bin, ...]:
        """The table: neighbouring cells joined to at most `count` bins of about equal size; None: every filled cell.

        Raises ValueError for a count below 1.
        """
        if count is not None and count < 1:
            raise ValueError(f"reliability: {count} bins; at least one is needed")
        filled = np.flatnonzero(self.cells[:, 0])
        if not filled.size:
            return ()
        sizes = self.cells[filled, 0]
        ends = np.cumsum(sizes)
        total = filled.size if count is None else count
        middle = np.arange(filled.size) if count is None else (ends - sizes / 2) / ends[-1] * total
        part = np.minimum(middle.astype(int), total - 1)
        parts = [filled[part == number] for number in np.unique(part)]
        return tuple(self._bin(int(one[0]), int(one[-1]), level) for one in parts)

    def report(self, count: int | None = 10, level: float = LEVEL) -> Calibrated:
        """Everything told at once; `count` bins as in `reliability`."""
        n, predicted, hits, _ = (float(one) for one in self.cells.sum(axis=0))
        rate = wilson(round(hits), round(n), level)
        if not n:
            return Calibrated(0, 0, None, rate, None, None, None, None, None, (), "cannot say: there is no prediction")
        bins = self.reliability(count, level)
        return Calibrated(
            round(n),
            round(hits),
            predicted / n,
            rate,
            sum(one.n * abs(one.rate.value - one.predicted) for one in bins) / n,
            self.squares / n,
            self.logs / n,
            self._fitted(level, sloped=False),
            self._fitted(level, sloped=True),
            bins,
            "" if 0 < hits < n else "in the large and slope: cannot say, all outcomes are the same",
        )

    def _bin(self, first: int, last: int, level: float) -> Bin:
        n, predicted, hits, _ = (float(one) for one in self.cells[first : last + 1].sum(axis=0))
        bounds = (0.0, *self.edges, 1.0)
        return Bin(bounds[first], bounds[last + 1], round(n), predicted / n, wilson(round(hits), round(n), level))

    def _fitted(self, level: float, *, sloped: bool) -> Interval | None:
        """The last coefficient of a logistic regression of outcomes on cells' mean log-odds (Newton's method)."""
        n, _, y, x = (column[self.cells[:, 0] > 0] for column in self.cells.T)
        if not 0 < y.sum() < n.sum():
            return None
        x = x / n
        given = np.stack([np.ones_like(x), x] if sloped else [np.ones_like(x)], axis=1)
        found = _logistic(given, n, y, 0.0 * x if sloped else x)
        if found is None:
            return None
        value, reach = float(found[0][-1]), quantile(level) * float(np.sqrt(found[1][-1]))
        return Interval(value, value - reach, value + reach, level)


def calibration(predicted: ArrayLike, outcome: ArrayLike, *, edges: Sequence[float] = GRID) -> Calibration:
    """Predicted probabilities and outcomes of 0 or 1 (or booleans), each of shape (n,); `edges` rise within (0, 1).

    Predictions of exactly 0 and 1 count as 1e-12 and 1 - 1e-12 in logarithms. Raises ValueError for other shapes,
    values or edges.
    """
    inner = tuple(float(one) for one in edges)
    if any(a >= b for a, b in zip((0.0, *inner), (*inner, 1.0), strict=True)):
        raise ValueError("edges: numbers that rise, above 0 and below 1, are needed")
    p, y = _predictions(predicted, outcome)
    safe = np.clip(p, _SMALLEST, 1 - _SMALLEST)
    logit = np.log(safe) - np.log1p(-safe)
    cell = np.searchsorted(inner, p, side="right")
    rows = [np.bincount(cell, one, len(inner) + 1) for one in (np.ones_like(p), p, y, logit)]
    logs = -np.where(y > 0, np.log(safe), np.log1p(-safe))
    return Calibration(inner, np.stack(rows, axis=1), float(((p - y) ** 2).sum()), float(logs.sum()))


def by_key(
    keys: Sequence[K], predicted: ArrayLike, outcome: ArrayLike, *, edges: Sequence[float] = GRID
) -> dict[K, Calibration]:
    """A calibration per key (a segment, a slot, a component's age), keys of shape (n,)."""
    p, y = _predictions(predicted, outcome)
    return {key: calibration(p[rows], y[rows], edges=edges) for key, rows in _rows(keys, p.size)}


def merged(one: Mapping[K, V], other: Mapping[K, V]) -> dict[K, V]:
    """Two tables by key added up; keys may differ."""
    return {key: _both(one.get(key), other.get(key)) for key in (*one, *(key for key in other if key not in one))}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many intervals held the truth: `inside` of `n`. `Coverage()` is the empty one."""

    n: int = 0
    inside: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        """Both together."""
        return Coverage(self.n + other.n, self.inside + other.inside)

    def rate(self, level: float = LEVEL) -> Interval:
        """The share that held it, with Wilson's interval (cases taken as independent)."""
        return wilson(self.inside, self.n, level)


def coverage(low: ArrayLike, high: ArrayLike, truth: ArrayLike) -> Coverage:
    """Intervals against a truth that is known, as in a simulated world; each of shape (n,). Ends count as inside."""
    below, above, known = (np.asarray(one, dtype=np.float64) for one in (low, high, truth))
    if below.ndim != 1 or below.shape != above.shape or below.shape != known.shape:
        raise ValueError(f"low {below.shape}, high {above.shape} and truth {known.shape}: equally long rows are needed")
    return Coverage(known.size, int(((below <= known) & (known <= above)).sum()))


def coverage_by_key(keys: Sequence[K], low: ArrayLike, high: ArrayLike, truth: ArrayLike) -> dict[K, Coverage]:
    """The same per key, keys of shape (n,)."""
    below, above, known = (np.asarray(one, dtype=np.float64) for one in (low, high, truth))
    return {key: coverage(below[rows], above[rows], known[rows]) for key, rows in _rows(keys, known.size)}


@dataclass(frozen=True, slots=True)
class Group:
    """Sums over decisions that share an interval of expected reward (a variant in a segment): `Group()` is empty.

    `low`, `high` and `predicted` are Σ of the interval's ends and the prediction, `noise` Σ p·(1 - p), `outcomes` Σ y.
    """

    n: int = 0
    low: float = 0.0
    high: float = 0.0
    predicted: float = 0.0
    noise: float = 0.0
    outcomes: float = 0.0

    def __add__(self, other: Group) -> Group:
        """Both together."""
        return Group(
            self.n + other.n,
            self.low + other.low,
            self.high + other.high,
            self.predicted + other.predicted,
            self.noise + other.noise,
            self.outcomes + other.outcomes,
        )

    def expected(self, level: float = LEVEL) -> Interval:
        """Where the observed rate should lie: the interval of the expected reward, widened by the chance of n draws.

        Half-widths are added as independent errors, sqrt(half² + z²·p(1 - p)/n). Raises ValueError without decisions.
        """
        if not self.n:
            raise ValueError("a group without decisions has no expected rate")
        middle = self.predicted / self.n
        chance = quantile(level) ** 2 * self.noise / self.n**2
        down = ((middle - self.low / self.n) ** 2 + chance) ** 0.5
        up = ((self.high / self.n - middle) ** 2 + chance) ** 0.5
        return Interval(middle, middle - down, middle + up, level)


def groups(
    keys: Sequence[K], low: ArrayLike, high: ArrayLike, predicted: ArrayLike, outcome: ArrayLike
) -> dict[K, Group]:
    """Sums per key of intervals of expected reward, predictions and 0/1 outcomes, each of shape (n,)."""
    p, y = _predictions(predicted, outcome)
    below, above = (np.asarray(one, dtype=np.float64) for one in (low, high))
    if below.shape != p.shape or above.shape != p.shape or not ((below <= p) & (p <= above)).all():
        raise ValueError("low, predicted and high: equally long rows in rising order are needed")
    sums = np.stack([below, above, p, p * (1 - p), y], axis=1)
    return {key: Group(rows.size, *(float(one) for one in sums[rows].sum(axis=0))) for key, rows in _rows(keys, p.size)}


def group_coverage(table: Iterable[Group], level: float = LEVEL, least: int = 1) -> Coverage:
    """How many groups of at least `least` decisions had an observed rate inside `Group.expected`.

    With few decisions nearly all of a group's width is chance, and this says little about the intervals themselves.
    """
    told = [one for one in table if one.n >= max(least, 1)]
    return Coverage(len(told), sum(one.expected(level).holds(one.outcomes / one.n) for one in told))


def _both(one: V | None, other: V | None) -> V:
    if one is None or other is None:
        found = one if other is None else other
        assert found is not None
        return found
    return one + other


def _rows(keys: Sequence[K], n: int) -> list[tuple[K, NDArray[np.intp]]]:
    if len(keys) != n:
        raise ValueError(f"{len(keys)} keys for {n} rows")
    found: dict[K, list[int]] = {}
    for index, key in enumerate(keys):
        found.setdefault(key, []).append(index)
    return [(key, np.array(rows, dtype=np.intp)) for key, rows in found.items()]


def _predictions(predicted: ArrayLike, outcome: ArrayLike) -> tuple[Floats, Floats]:
    p, y = np.asarray(predicted, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
    if p.ndim != 1 or p.shape != y.shape:
        raise ValueError(f"predicted {p.shape} and outcome {y.shape}: two equally long rows are needed")
    if not ((p >= 0) & (p <= 1)).all() or not np.isin(y, (0.0, 1.0)).all():
        raise ValueError("predictions must be from 0 to 1, outcomes 0 or 1")
    return p, y


def _logistic(x: Floats, n: Floats, y: Floats, offset: Floats) -> tuple[Floats, Floats] | None:
    """Coefficients and their variances for y successes of n, or None where there is no maximum (or it is not found)."""
    found = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        rate = 1 / (1 + np.exp(-np.clip(offset + x @ found, -500, 500)))
        information = (x * (n * rate * (1 - rate))[:, None]).T @ x
        if np.linalg.cond(information) > 1e12:
            return None
        step = np.linalg.solve(information, x.T @ (y - n * rate))
        largest = float(np.abs(step).max())
        found = found + step * min(1.0, 3.0 / max(largest, _SMALLEST))
        if largest < 1e-9:
            return found, np.diag(np.linalg.inv(information))
    return None
