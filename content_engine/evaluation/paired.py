"""Two runs over the same cases: the mean of the differences with an interval, and who is better where.

The interval is Student's t on the paired differences; the p-value is that of the exact sign-flip permutation test for
up to 16 differing cases, and of its normal approximation above (E. J. G. Pitman, "Significance tests which may be
applied to samples from any populations", JRSS Supplement 4, 1937). Cases are taken as independent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, lgamma, log, sqrt
from statistics import fmean, stdev

EXACT = 16
"""Most differing cases whose 2^n sign patterns are all walked."""
SAME = 1e-9
"""Differences smaller than this are rounding."""


@dataclass(frozen=True, slots=True)
class Paired:
    """Better, worse and same cases, and the mean difference with the two-sided interval of `level`; None: no pairs."""

    better: int
    worse: int
    same: int
    mean: float | None
    low: float | None
    high: float | None
    p: float | None


def paired(new: Mapping[str, float], old: Mapping[str, float], *, level: float = 0.95) -> Paired:
    """Compares values by case, over the cases that both have. With one pair there is no interval."""
    diffs = [new[case] - old[case] for case in sorted(new.keys() & old.keys())]
    if not diffs:
        return Paired(0, 0, 0, None, None, None, None)
    better, worse = sum(d > SAME for d in diffs), sum(d < -SAME for d in diffs)
    mean = fmean(diffs)
    low, high = _interval(diffs, level)
    return Paired(better, worse, len(diffs) - better - worse, mean, low, high, sign_flip(diffs))


def mean_interval(values: Sequence[float], level: float = 0.95) -> tuple[float | None, float | None]:
    """The Student t interval of a mean; None, None for fewer than two values."""
    return _interval(values, level)


def _interval(values: Sequence[float], level: float) -> tuple[float | None, float | None]:
    n = len(values)
    if n < 2:
        return None, None
    reach = student(level, n - 1) * stdev(values) / sqrt(n)
    mean = fmean(values)
    return mean - reach, mean + reach


def sign_flip(diffs: Sequence[float]) -> float:
    """Two-sided p-value for "the sign of each difference is a coin's": 1.0 where nothing differs."""
    moved = [abs(d) for d in diffs if abs(d) > SAME]
    seen = abs(sum(diffs))
    if not moved:
        return 1.0
    if len(moved) > EXACT:
        return erfc(seen / sqrt(2 * sum(d * d for d in moved)))
    sums = [0.0]
    for d in moved:
        sums = [total + sign * d for total in sums for sign in (1, -1)]
    return sum(abs(total) >= seen - SAME for total in sums) / len(sums)


def student(level: float, df: int) -> float:
    """The two-sided quantile of Student's t with `df` degrees of freedom, by bisection on its distribution.

    2.262 for 0.95 and 9. Raises ValueError unless 0 < level < 1 and df >= 1.
    """
    if not 0 < level < 1 or df < 1:
        raise ValueError(f"a level between 0 and 1 and at least one degree of freedom are needed, not {level}, {df}")
    low, high = 0.0, 1e4
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, df) < level else (low, middle)
    return (low + high) / 2


def _within(t: float, df: int) -> float:
    """P(|T| <= t): one minus the regularised incomplete beta function I_x(df/2, 1/2) at x = df / (df + t^2)."""
    return 1 - _beta(df / (df + t * t), df / 2, 0.5)


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function (DLMF 8.17), by its continued fraction where that converges."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = exp(a * log(x) + b * log(1 - x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """DLMF 8.17.22 by the modified Lentz method."""
    tiny = 1e-300
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or tiny)
    value = d
    for m in range(1, 400):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + term * d) or tiny)
            c = (1 + term / c) or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return value
