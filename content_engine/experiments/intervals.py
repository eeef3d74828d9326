"""Intervals for rates, for differences, and for any statistic of accumulators that add up.

Every interval is two-sided. Rates: the score interval of E. B. Wilson, "Probable Inference, the Law of Succession, and
Statistical Inference", JASA 22 (1927). Difference of two rates: R. G. Newcombe, "Interval estimation for the difference
between independent proportions", Statistics in Medicine 17 (1998), method 10.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt
from statistics import NormalDist
from typing import Protocol, Self, TypeVar

__all__ = ["LEVEL", "Interval", "difference", "jackknife", "mean_difference", "quantile", "wilson"]

LEVEL = 0.9
"""How often an interval should hold the truth, unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the two-sided interval around it that holds the truth with probability `level`."""

    value: float
    low: float
    high: float
    level: float = LEVEL

    def holds(self, truth: float) -> bool:
        """Whether `truth` lies inside, ends included."""
        return self.low <= truth <= self.high


class Adds(Protocol):
    """Whatever can be added to its own kind."""

    def __add__(self, other: Self, /) -> Self:
        """Both together."""
        ...


A = TypeVar("A", bound=Adds)


def quantile(level: float) -> float:
    """How many standard errors a two-sided normal interval reaches to each side: 1.645 for 0.9, 1.960 for 0.95.

    Raises ValueError unless 0 < level < 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"an interval's level is between 0 and 1, both excluded, not {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(hits: int, n: int, level: float = LEVEL) -> Interval:
    """Wilson's score interval for a rate of `hits` out of `n`. Without data: value 0.5, from 0 to 1.

    Raises ValueError for counts that cannot be.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n}: hits must be between 0 and the number of cases")
    z = quantile(level)
    if n == 0:
        return Interval(0.5, 0.0, 1.0, level)
    rate, share = hits / n, z * z / n
    middle = (rate + share / 2) / (1 + share)
    reach = z / (1 + share) * sqrt(rate * (1 - rate) / n + share / (4 * n))
    # At the ends the formula gives 0 and 1 up to rounding; an interval must hold its own value.
    return Interval(rate, max(0.0, min(middle - reach, rate)), min(1.0, max(middle + reach, rate)), level)


def difference(hits: int, n: int, other_hits: int, other_n: int, level: float = LEVEL) -> Interval:
    """The first rate minus the second, with Newcombe's hybrid score interval. Without data on a side: very wide.

    Raises ValueError for counts that cannot be.
    """
    one, two = wilson(hits, n, level), wilson(other_hits, other_n, level)
    value = one.value - two.value
    low = value - sqrt((one.value - one.low) ** 2 + (two.high - two.value) ** 2)
    high = value + sqrt((one.high - one.value) ** 2 + (two.value - two.low) ** 2)
    return Interval(value, max(low, -1.0), min(high, 1.0), level)


def mean_difference(
    mean: float, variance: float, n: int, other_mean: float, other_variance: float, other_n: int, level: float = LEVEL
) -> Interval:
    """The first mean minus the second for amounts of any size, normal approximation with unequal variances.

    `variance` is that of single cases (divisor n - 1). With fewer than two cases on a side the interval is unbounded.
    """
    value = mean - other_mean
    if min(n, other_n) < 2:
        return Interval(value, -float("inf"), float("inf"), level)
    reach = quantile(level) * sqrt(variance / n + other_variance / other_n)
    return Interval(value, value - reach, value + reach, level)


def jackknife(parts: Sequence[A], statistic: Callable[[A], float | None], level: float = LEVEL) -> Interval | None:
    """Any statistic of accumulators that add up, with the delete-one-group jackknife's interval.

    `parts` are disjoint groups of about equal size, cut so that what belongs together (all of one subject) is in one
    part; twenty or more are well. Source: B. Efron and C. Stein, "The Jackknife Estimate of Variance", Annals of
    Statistics 9 (1981). None with fewer than two parts, or where a leave-out leaves the statistic untold.
    """
    if len(parts) < 2:
        return None
    after = [parts[-1]]
    for part in reversed(parts[:-1]):
        after.append(part + after[-1])
    after.reverse()
    left: list[float | None] = [statistic(after[1])]
    before = parts[0]
    for index in range(1, len(parts)):
        left.append(statistic(before + after[index + 1] if index + 1 < len(parts) else before))
        before = before + parts[index]
    return _around(statistic(after[0]), left, level)


def _around(value: float | None, left: Sequence[float | None], level: float) -> Interval | None:
    told = [one for one in left if one is not None and isfinite(one)]
    if value is None or len(told) < len(left):
        return None
    mean = sum(told) / len(told)
    reach = quantile(level) * sqrt((len(told) - 1) / len(told) * sum((one - mean) ** 2 for one in told))
    return Interval(value, value - reach, value + reach, level)
