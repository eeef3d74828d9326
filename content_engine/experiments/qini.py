"""Who gains most from being treated, and whether a score finds them: Qini and uplift curves, their areas, deciles.

Everything is told from counts by score, so accumulators add up: `exact` keeps one cell per distinct score, `binned` one
per bin. Needs rows of a randomised comparison with the same chance of treatment for all.

Curves after the first k people, best score first, with Y and N the outcomes and people treated (t) or not (c) so far:

    Qini     Y_t - Y_c · N_t / N_c             N. J. Radcliffe, Direct Marketing Analytics Journal 3 (2007)
    uplift   (Y_t / N_t - Y_c / N_c) · k       Devriendt, Guns and Verbeke, arXiv 2002.05897

A ratio with nobody below the line counts as 0. Coefficients are normalised as in scikit-uplift: the area between curve
and diagonal, divided by that between the perfect curve (which knows each person's arm and outcome) and the diagonal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from content_engine.experiments.intervals import LEVEL, Interval, difference, mean_difference

__all__ = ["Curve", "Decile", "Gains", "Uplift", "binned", "exact"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of a curve from (0, 0): `people` from 0 to n, and the extra outcomes by then."""

    people: Floats
    extra: Floats

    def area(self) -> float:
        """The area between the curve and the diagonal to its last point (trapezoids)."""
        widths = np.diff(self.people)
        under = float((widths * (self.extra[1:] + self.extra[:-1]) / 2).sum())
        return under - float(self.people[-1] * self.extra[-1]) / 2


@dataclass(frozen=True, slots=True)
class Gains:
    """What a score is worth for choosing whom to treat; None where it cannot be told, and `note` says why.

    `qini` and `auuc` are scikit-uplift's `qini_auc_score` (negative effects counted) and `uplift_auc_score`: 1 for
    perfect, 0 for chance; outcomes must be 0 or 1. `qini_area` and `uplift_area` are the areas between curve and
    diagonal per person squared: extra outcomes per person, averaged over how many are treated; for any outcome.
    `effect` is the outcome of those treated minus that of those not, over everyone.
    """

    n: int
    treated: int
    effect: Interval | None
    qini: float | None
    auuc: float | None
    qini_area: float | None
    uplift_area: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Decile:
    """One part of the people in order of score: the shares of people it spans, their numbers, rates and uplift."""

    start: float
    end: float
    treated: int
    control: int
    treated_rate: float | None
    control_rate: float | None
    uplift: Interval | None


@dataclass(frozen=True, slots=True, eq=False)
class Uplift:
    """Counts by score, best first: rows of (people, Σ outcome, Σ outcome²) for treated and control, shape (cells, 3).

    `Uplift()` is the empty one. `scores` are the cells' scores (exact) or lower edges (binned), falling.
    """

    edges: tuple[float, ...] | None = None
    scores: Floats = field(default_factory=lambda: np.zeros(0))
    treated: Floats = field(default_factory=lambda: np.zeros((0, 3)))
    control: Floats = field(default_factory=lambda: np.zeros((0, 3)))
    binary: bool = True

    def __add__(self, other: Uplift) -> Uplift:
        """Both together. Raises ValueError where one is binned otherwise than the other."""
        if not self.scores.size or not other.scores.size:
            return self if self.scores.size else other
        if self.edges != other.edges:
            raise ValueError("uplift counts with other score bins do not add up: use the same edges for both")
        scores = np.concatenate([self.scores, other.scores])
        treated = np.concatenate([self.treated, other.treated])
        control = np.concatenate([self.control, other.control])
        return _cells(self.edges, scores, treated, control, self.binary and other.binary)

    @property
    def n(self) -> int:
        """How many people."""
        return int(self.treated[:, 0].sum() + self.control[:, 0].sum())

    def qini_curve(self) -> Curve:
        """The Qini curve, one point per cell."""
        people, n_t, y_t, n_c, y_c = self._running()
        return _curve(people, y_t - y_c * _over(n_t, n_c))

    def uplift_curve(self) -> Curve:
        """The uplift curve, one point per cell."""
        people, n_t, y_t, n_c, y_c = self._running()
        return _curve(people, (_over(y_t, n_t) - _over(y_c, n_c)) * people)

    def gains(self, level: float = LEVEL) -> Gains:
        """Coefficients, areas and the overall effect."""
        n, treated = self.n, int(self.treated[:, 0].sum())
        if treated in (0, n):
            return Gains(n, treated, None, None, None, None, None, "cannot say: one of the two arms is empty")
        qini, uplift = self.qini_curve().area(), self.uplift_curve().area()
        best, best_uplift = self._perfect()
        return Gains(
            n,
            treated,
            self._effect(self.treated.sum(axis=0), self.control.sum(axis=0), level),
            _share(qini, best.qini_curve().area()) if self.binary else None,
            _share(uplift, best_uplift.uplift_curve().area()) if self.binary else None,
            qini / n**2,
            uplift / n**2,
            "" if self.binary else "coefficients need outcomes of 0 and 1; areas are given",
        )

    def deciles(self, count: int = 10, level: float = LEVEL) -> tuple[Decile, ...]:
        """At most `count` parts of about equal size, best score first; people with one score are never parted.

        Rates with Newcombe's interval for outcomes of 0 and 1, means with the normal one otherwise. Raises ValueError
        for a count below 1.
        """
        if count < 1:
            raise ValueError(f"deciles: {count} parts; at least one is needed")
        people = self.treated[:, 0] + self.control[:, 0]
        ends = np.cumsum(people)
        if not ends.size:
            return ()
        part = np.minimum(((ends - people / 2) / ends[-1] * count).astype(int), count - 1)
        first = np.flatnonzero(np.diff(part, prepend=-1))
        bounds = [(int(a), int(b)) for a, b in zip(first, [*first[1:], part.size], strict=True)]
        return tuple(self._decile(a, b, ends / ends[-1], level) for a, b in bounds)

    def _decile(self, a: int, b: int, shares: Floats, level: float) -> Decile:
        treated, control = self.treated[a:b].sum(axis=0), self.control[a:b].sum(axis=0)
        return Decile(
            float(shares[a - 1]) if a else 0.0,
            float(shares[b - 1]),
            int(treated[0]),
            int(control[0]),
            float(treated[1] / treated[0]) if treated[0] else None,
            float(control[1] / control[0]) if control[0] else None,
            self._effect(treated, control, level) if treated[0] and control[0] else None,
        )

    def _effect(self, treated: Floats, control: Floats, level: float) -> Interval:
        if self.binary:
            return difference(int(treated[1]), int(treated[0]), int(control[1]), int(control[0]), level)
        return mean_difference(*_moments(treated), *_moments(control), level)

    def _running(self) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        treated, control = np.cumsum(self.treated, axis=0), np.cumsum(self.control, axis=0)
        return treated[:, 0] + control[:, 0], treated[:, 0], treated[:, 1], control[:, 0], control[:, 1]

    def _perfect(self) -> tuple[Uplift, Uplift]:
        n_t, y_t, _ = self.treated.sum(axis=0)
        n_c, y_c, _ = self.control.sum(axis=0)
        yes, no = [1.0, 1.0, 1.0], [1.0, 0.0, 0.0]
        zero = [0.0, 0.0, 0.0]
        winners, idle = (np.multiply(y_t, yes), zero), (np.multiply(n_t - y_t, no), zero)
        spared, lost = (zero, np.multiply(n_c - y_c, no)), (zero, np.multiply(y_c, yes))
        both = (idle[0], spared[1])
        last = (lost, idle) if y_c > n_t - y_t else (idle, lost)
        return _ordered([winners, both, lost]), _ordered([winners, spared, *last])


def exact(outcome: ArrayLike, score: ArrayLike, treated: ArrayLike) -> Uplift:
    """Counts with one cell per distinct score.

    `outcome`: numbers; `score`: higher is treated first; `treated`: 0 or 1 (or booleans); each of shape (n,). Raises
    ValueError for other shapes or values.
    """
    return _counted(None, outcome, score, treated)


def binned(outcome: ArrayLike, score: ArrayLike, treated: ArrayLike, edges: Sequence[float]) -> Uplift:
    """Counts by score bin: what streams add up with little memory. `edges` rise; n edges make n + 1 bins.

    Raises ValueError as `exact` does, and for edges that do not rise.
    """
    inner = np.asarray(edges, dtype=np.float64)
    if inner.ndim != 1 or not np.isfinite(inner).all() or (np.diff(inner) <= 0).any():
        raise ValueError("edges: finite numbers that rise are needed")
    return _counted(tuple(inner.tolist()), outcome, score, treated)


def _counted(edges: tuple[float, ...] | None, outcome: ArrayLike, score: ArrayLike, treated: ArrayLike) -> Uplift:
    y, s, t = (np.asarray(one, dtype=np.float64) for one in (outcome, score, treated))
    if y.ndim != 1 or y.shape != s.shape or y.shape != t.shape:
        raise ValueError(f"outcome {y.shape}, score {s.shape} and treated {t.shape}: equally long rows are needed")
    if not (np.isfinite(y).all() and np.isfinite(s).all() and np.isin(t, (0.0, 1.0)).all()):
        raise ValueError("outcome and score must be finite numbers, treated 0 or 1")
    if edges is not None:
        s = np.concatenate([[-np.inf], edges])[np.searchsorted(edges, s, side="right")]
    row = np.stack([np.ones_like(y), y, y * y], axis=1)
    return _cells(edges, s, row * t[:, None], row * (1 - t)[:, None], bool(np.isin(y, (0.0, 1.0)).all()))


def _cells(edges: tuple[float, ...] | None, scores: Floats, treated: Floats, control: Floats, binary: bool) -> Uplift:
    rising, cell = np.unique(scores, return_inverse=True)
    sums = np.zeros((2, rising.size, 3))
    np.add.at(sums[0], cell, treated)
    np.add.at(sums[1], cell, control)
    return Uplift(edges, rising[::-1], sums[0, ::-1], sums[1, ::-1], binary)


def _ordered(groups: Sequence[tuple[ArrayLike, ArrayLike]]) -> Uplift:
    treated = np.array([one for one, _ in groups])
    control = np.array([one for _, one in groups])
    some = treated[:, 0] + control[:, 0] > 0
    return Uplift(None, np.arange(len(groups), 0.0, -1.0)[some], treated[some], control[some])


def _over(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)


def _curve(people: Floats, extra: Floats) -> Curve:
    return Curve(np.concatenate([[0.0], people]), np.concatenate([[0.0], extra]))


def _share(area: float, perfect: float) -> float | None:
    return area / perfect if perfect > 0 else None


def _moments(sums: Floats) -> tuple[float, float, int]:
    n, total, squares = (float(one) for one in sums)
    mean = total / n
    return mean, max(squares - n * mean**2, 0.0) / max(n - 1, 1.0), int(n)
