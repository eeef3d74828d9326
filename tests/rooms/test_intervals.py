"""Intervals: the published examples of Newcombe's two papers, and properties that any interval has."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.experiments.intervals import Interval, difference, jackknife, mean_difference, quantile, wilson
from content_engine.experiments.offpolicy import OffPolicy, weighted

near = pytest.approx
rates = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.floats(0.5, 0.99)


def test_quantiles_are_those_of_every_table() -> None:
    """1.645, 1.960 and 2.576."""
    assert [quantile(level) for level in (0.9, 0.95, 0.99)] == near([1.644854, 1.959964, 2.575829], abs=1e-6)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_examples(hits: int, n: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3, 95 %."""
    found = wilson(hits, n, 0.95)
    assert (found.low, found.high) == (near(low, abs=5e-5), near(high, abs=5e-5))


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_published_examples(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II (a) to (h), method 10, 95 %."""
    found = difference(*counts, level=0.95)
    assert (found.low, found.high) == (near(low, abs=5e-5), near(high, abs=5e-5))


@given(rates, levels)
def test_wilson_ends_are_where_the_score_test_turns(rate: tuple[int, int], level: float) -> None:
    """Closed form: an end p solves |rate - p| = z·sqrt(p(1 - p)/n), unless it is cut at 0 or 1."""
    hits, n = rate
    found = wilson(hits, n, level)
    assert 0 <= found.low <= hits / n <= found.high <= 1
    for end in (found.low, found.high):
        assert abs(hits / n - end) == near(quantile(level) * math.sqrt(end * (1 - end) / n), abs=1e-7)


@given(rates, rates, levels)
def test_a_difference_turns_round_with_its_sides(one: tuple[int, int], two: tuple[int, int], level: float) -> None:
    """a - b is -(b - a), ends and all, and holds its own value."""
    there, back = difference(*one, *two, level), difference(*two, *one, level)
    assert (there.value, there.low, there.high) == (near(-back.value), near(-back.high), near(-back.low))
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert there.holds(there.value)


def test_without_data_an_interval_is_as_wide_as_can_be() -> None:
    """Nobody asked, nothing known."""
    assert wilson(0, 0) == Interval(0.5, 0.0, 1.0)
    assert difference(0, 0, 0, 0).low < -0.7
    assert mean_difference(1.0, 0.0, 1, 0.0, 1.0, 10).high == math.inf


def test_a_difference_of_means_is_the_normal_one() -> None:
    """Closed form with variances 4 and 9 over 100 cases each: 1.645·sqrt(0.13)."""
    found = mean_difference(5.0, 4.0, 100, 3.0, 9.0, 100)
    assert (found.value, found.high - 2.0) == (2.0, near(1.6448536 * math.sqrt(0.13)))


@given(st.lists(st.floats(-10, 10), min_size=2, max_size=20), levels)
def test_the_jackknife_of_a_mean_is_the_mean_with_its_standard_error(rewards: list[float], level: float) -> None:
    """Closed form: with one case a part, the jackknife error of a mean is s/√n."""
    parts = [weighted([reward], [0.5], [0.5]) for reward in rewards]
    found = jackknife(parts, lambda log: log.means[1], level)
    error = np.std(rewards, ddof=1) / math.sqrt(len(rewards))
    assert found is not None
    assert (found.value, found.high) == (near(np.mean(rewards), abs=1e-9), near(found.value + quantile(level) * error))


def test_the_jackknife_says_nothing_where_a_part_carries_all() -> None:
    """One part, or a leave-out without a value: None."""
    one, none = weighted([1.0] * 200, [0.5] * 200, [0.5] * 200), OffPolicy("ips")
    assert jackknife([one], lambda log: log.estimate().value) is None
    assert jackknife([one, none, none], lambda log: log.estimate().value) is None


@pytest.mark.parametrize("level", [0, 1, -0.5, 1.5, math.nan])
def test_a_level_lies_between_0_and_1(level: float) -> None:
    """Others are refused."""
    with pytest.raises(ValueError, match="an interval's level is between 0 and 1"):
        quantile(level)


@pytest.mark.parametrize(("hits", "n"), [(3, 2), (-1, 2)])
def test_counts_that_cannot_be_are_refused(hits: int, n: int) -> None:
    """More hits than cases, or fewer than none."""
    with pytest.raises(ValueError, match="hits must be between 0 and the number of cases"):
        wilson(hits, n)
