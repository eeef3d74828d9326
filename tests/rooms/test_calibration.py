"""Calibration and coverage: published examples, closed forms, and laws of adding up."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from content_engine.experiments.calibration import (
    Calibration,
    Coverage,
    Group,
    by_key,
    calibration,
    coverage,
    coverage_by_key,
    group_coverage,
    groups,
    merged,
)
from content_engine.experiments.intervals import quantile, wilson

Floats = NDArray[np.float64]
near = pytest.approx


@st.composite
def predictions(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Predictions, ends included, and outcomes of 0 and 1."""
    n = draw(st.integers(1, 40))
    p = draw(st.lists(st.floats(0, 1), min_size=n, max_size=n))
    return np.array(p), np.array(draw(st.lists(st.integers(0, 1), min_size=n, max_size=n)), dtype=np.float64)


def logit(p: float) -> float:
    return math.log(p / (1 - p))


# ---------------------------------------------------------------- published examples


def test_brier_score_of_the_published_example() -> None:
    """scikit-learn's brier_score_loss example: 0.0375 (printed there as 0.037)."""
    assert calibration([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]).report().brier == near(0.0375)


def test_log_loss_of_the_published_example() -> None:
    """scikit-learn's log_loss example: 0.21616."""
    found = calibration([0.1, 0.9, 0.8, 0.35], [0, 1, 1, 0]).report().log_loss
    assert found == near(0.21616, abs=5e-6)


def test_expected_calibration_error_of_the_published_examples() -> None:
    """torchmetrics' binary_calibration_error with two equal bins and norm l1: 0.29, and 0.6 in its tests."""
    found = calibration([0.25, 0.25, 0.55, 0.75, 0.75], [0, 0, 1, 1, 1], edges=[0.5])
    assert found.report(None).error == near(0.29, abs=5e-5)
    assert calibration([1, 1, 1, 1, 0], [0, 0, 1, 1, 1], edges=[0.5]).report(None).error == near(0.6)


# ---------------------------------------------------------------- closed forms


def test_in_the_large_is_the_distance_in_log_odds() -> None:
    """One prediction for all: the intercept is logit(rate) - logit(p), its error 1/sqrt(n·rate·(1 - rate))."""
    found = calibration([0.1] * 200, [1] * 40 + [0] * 160).report().in_the_large
    assert found is not None
    assert found.value == near(logit(0.2) - logit(0.1))
    assert found.high - found.value == near(quantile(0.9) / math.sqrt(200 * 0.2 * 0.8))


@given(st.integers(1, 49), st.integers(1, 79))
def test_the_slope_between_two_predictions_is_that_of_their_log_odds(low: int, high: int) -> None:
    """Two predictions make a full model: the slope is the ratio of the differences in log-odds (Woolf's error)."""
    p, y = [0.05] * 50 + [0.3] * 80, [1] * low + [0] * (50 - low) + [1] * high + [0] * (80 - high)
    found = calibration(p, y).report().slope
    apart = logit(0.3) - logit(0.05)
    assert found is not None
    assert found.value == near((logit(high / 80) - logit(low / 50)) / apart, abs=1e-7)
    error = math.sqrt(1 / low + 1 / (50 - low) + 1 / high + 1 / (80 - high)) / apart
    assert found.high - found.value == near(quantile(0.9) * error, rel=1e-6)


def test_predictions_that_come_true_as_they_say_are_calibrated() -> None:
    """Ten predictions, each with exactly its share of outcomes: no error, 0 in the large, slope 1."""
    shares = [0.05, 0.1, 0.2, 0.25, 0.4, 0.5, 0.6, 0.75, 0.8, 0.9]
    p = np.repeat(shares, 20)
    y = np.concatenate([[1] * round(20 * one) + [0] * (20 - round(20 * one)) for one in shares])
    found = calibration(p, y).report()
    assert found.error == near(0, abs=1e-12)
    assert found.in_the_large is not None and found.in_the_large.value == near(0, abs=1e-9)
    assert found.slope is not None and found.slope.value == near(1, abs=1e-9)
    assert [one.n for one in found.bins] == [20] * 10
    assert [one.predicted for one in found.bins] == near(shares)


def test_predictions_too_far_apart_have_a_slope_below_one() -> None:
    """Doubled log-odds: half the slope; all shifted up by 0.5 in log-odds: -0.5 in the large."""
    shares = np.array([0.1, 0.2, 0.4, 0.5, 0.6, 0.8])
    y = np.concatenate([[1] * round(20 * one) + [0] * (20 - round(20 * one)) for one in shares])
    x = np.repeat(np.log(shares / (1 - shares)), 20)
    far, up = (calibration(1 / (1 + np.exp(-z)), y).report() for z in (2 * x, x + 0.5))
    assert far.slope is not None and far.slope.value == near(0.5, abs=1e-9)
    assert up.in_the_large is not None and up.in_the_large.value == near(-0.5, abs=1e-9)


def test_cells_cost_the_slope_next_to_nothing() -> None:
    """Against a regression on every single row, 20,000 rows: the cells' slope is within 0.002."""
    rng = np.random.default_rng(5)
    x = rng.normal(-2.5, 1, 20_000)
    y = (rng.random(x.size) < 1 / (1 + np.exp(-(0.3 + 0.8 * x)))).astype(float)
    design, found = np.stack([np.ones_like(x), x], axis=1), np.zeros(2)
    for _ in range(20):
        rate = 1 / (1 + np.exp(-design @ found))
        found += np.linalg.solve((design * (rate * (1 - rate))[:, None]).T @ design, design.T @ (y - rate))
    slope = calibration(1 / (1 + np.exp(-x)), y).report().slope
    assert slope is not None and slope.value == near(found[1], abs=0.002)


# ---------------------------------------------------------------- laws


@given(predictions(), st.integers(0, 40))
def test_parts_add_up_to_the_whole(given: tuple[Floats, Floats], cut: int) -> None:
    """Any two parts, in either order, and the empty one."""
    p, y = given
    whole = calibration(p, y)
    one, two = calibration(p[:cut], y[:cut]), calibration(p[cut:], y[cut:])
    for both in (one + two, two + one, Calibration() + whole):
        assert both.cells == near(whole.cells, abs=1e-9)
        assert (both.squares, both.logs, both.n) == (near(whole.squares), near(whole.logs), len(p))


@given(predictions(), st.one_of(st.none(), st.integers(1, 12)))
def test_a_reliability_table_holds_every_prediction_once(given: tuple[Floats, Floats], count: int | None) -> None:
    """Bins rise, do not overlap, hold their mean, and their numbers are those of the whole."""
    p, y = given
    bins = calibration(p, y).reliability(count)
    assert sum(one.n for one in bins) == len(p)
    assert sum(round(one.n * one.rate.value) for one in bins) == y.sum()
    assert all(one.low - 1e-12 <= one.predicted <= one.high + 1e-12 for one in bins)
    assert all(one.high <= two.low for one, two in itertools.pairwise(bins))
    assert count is None or len(bins) <= count


@given(predictions())
def test_scores_are_their_definitions(given: tuple[Floats, Floats]) -> None:
    """Brier score, log loss, and the mean prediction and rate, straight from the rows."""
    p, y = given
    found = calibration(p, y).report()
    safe = np.clip(p, 1e-12, 1 - 1e-12)
    assert found.brier == near(float(((p - y) ** 2).mean()))
    assert found.log_loss == near(float(-(y * np.log(safe) + (1 - y) * np.log(1 - safe)).mean()), rel=1e-4, abs=1e-9)
    assert (found.predicted, found.rate) == (near(float(p.mean())), wilson(int(y.sum()), len(p)))
    assert (found.slope is None and found.in_the_large is None) or 0 < y.sum() < len(p)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 1), st.integers(0, 1)), min_size=1, max_size=30))
def test_by_key_is_each_key_apart_and_tables_merge(rows: list[tuple[str, float, int]]) -> None:
    """A key's calibration is that of its rows, and two tables merged are the table of both."""
    keys, p, y = (list(column) for column in zip(*rows, strict=True))
    table = by_key(keys, p, y)
    assert {key: one.n for key, one in table.items()} == {key: keys.count(key) for key in set(keys)}
    half = len(rows) // 2
    joined = merged(by_key(keys[:half], p[:half], y[:half]), by_key(keys[half:], p[half:], y[half:]))
    assert set(joined) == set(table)
    assert all(joined[key].cells == near(table[key].cells, abs=1e-9) for key in table)


@pytest.mark.parametrize("outcome", [0, 1])
def test_outcomes_all_the_same_leave_the_slope_unsaid(outcome: int) -> None:
    """Log-odds of none or all are infinite: said in words, the rest stands."""
    found = calibration([0.2, 0.3], [outcome, outcome]).report()
    assert (found.in_the_large, found.slope) == (None, None)
    assert found.note == "in the large and slope: cannot say, all outcomes are the same"
    assert found.brier is not None


def test_outcomes_parted_by_the_prediction_leave_the_slope_unsaid() -> None:
    """Perfect separation has no finite slope."""
    assert calibration([0.2] * 5 + [0.8] * 5, [0] * 5 + [1] * 5).report().slope is None


def test_without_predictions_nothing_is_said() -> None:
    """No number, and why."""
    found = Calibration().report()
    assert (found.predicted, found.error, found.brier, found.slope, found.bins) == (None, None, None, None, ())
    assert found.note == "cannot say: there is no prediction"


def test_bad_input_is_refused() -> None:
    """Shapes, values, edges, keys and mixtures that mean nothing."""
    with pytest.raises(ValueError, match="equally long rows"):
        calibration([0.1], [1, 0])
    with pytest.raises(ValueError, match="predictions must be from 0 to 1, outcomes 0 or 1"):
        calibration([1.1], [1])
    with pytest.raises(ValueError, match="predictions must be from 0 to 1, outcomes 0 or 1"):
        calibration([0.5], [2])
    with pytest.raises(ValueError, match="edges: numbers that rise"):
        calibration([0.5], [1], edges=[0.5, 0.5])
    with pytest.raises(ValueError, match="calibrations with other edges do not add up"):
        calibration([0.5], [1], edges=[0.5]) + Calibration()
    with pytest.raises(ValueError, match="1 keys for 2 rows"):
        by_key(["a"], [0.5, 0.5], [1, 0])
    with pytest.raises(ValueError, match="at least one is needed"):
        calibration([0.5], [1]).reliability(0)


# ---------------------------------------------------------------- coverage


def test_coverage_counts_the_truths_inside() -> None:
    """Ends count as inside; the share comes with Wilson's interval."""
    found = coverage([0, 0, 0, 0.2], [0.1, 0.1, 0.1, 0.3], [0.0, 0.1, 0.11, 0.25])
    assert (found.n, found.inside) == (4, 3)
    assert found.rate() == wilson(3, 4)
    assert coverage([], [], []) == Coverage()


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), min_size=1))
def test_coverage_by_key_adds_up_to_the_whole(rows: list[tuple[str, float, float, float]]) -> None:
    """The sum over keys is the coverage without keys."""
    keys, *numbers = (list(column) for column in zip(*rows, strict=True))
    table = coverage_by_key(keys, *numbers)
    assert sum(table.values(), Coverage()) == coverage(*numbers)
    doubled = merged(table, table)
    assert all(doubled[key].n == 2 * one.n for key, one in table.items())


def test_nine_in_ten_groups_lie_where_chance_alone_would_put_them() -> None:
    """Predictions that are exactly right, with intervals of no width: the widening by chance holds 87 to 93 %."""
    rng = np.random.default_rng(11)
    keys = np.repeat(np.arange(1000), 400)
    p = np.repeat(rng.uniform(0.03, 0.3, 1000), 400)
    table = groups(keys.tolist(), p, p, p, (rng.random(p.size) < p).astype(float))
    found = group_coverage(table.values())
    assert found.n == 1000 and 870 <= found.inside <= 930


def test_nine_in_ten_groups_lie_inside_honest_intervals() -> None:
    """Predictions off by a normal error that the interval knows of: 87 to 93 % again; half as wide says less."""
    rng = np.random.default_rng(12)
    truth = rng.uniform(0.1, 0.3, 1000)
    told = np.repeat(truth + rng.normal(0, 0.02, 1000), 400)
    keys, reach = np.repeat(np.arange(1000), 400).tolist(), quantile(0.9) * 0.02
    y = (rng.random(told.size) < np.repeat(truth, 400)).astype(float)
    honest = group_coverage(groups(keys, told - reach, told + reach, told, y).values())
    narrow = group_coverage(groups(keys, told - reach / 2, told + reach / 2, told, y).values())
    assert 870 <= honest.inside <= 930
    assert narrow.inside < 850


def test_a_groups_range_is_the_root_of_both_squares() -> None:
    """By hand: half-width 0.03, noise 0.09/100, z 1.645."""
    (one,) = groups(["a"] * 100, [0.07] * 100, [0.13] * 100, [0.1] * 100, [0] * 100).values()
    assert one.expected().high == near(0.1 + math.sqrt(0.03**2 + 1.6448536**2 * 0.0009))
    assert (one.n, one.outcomes) == (100, 0)
    assert group_coverage([one, Group()]) == Coverage(1, 0)
    assert group_coverage([one], least=101) == Coverage()
    assert one + Group() == one


def test_groups_need_their_numbers_in_order() -> None:
    """An interval that does not hold its own prediction, and a group of nobody."""
    with pytest.raises(ValueError, match="rising order"):
        groups(["a"], [0.2], [0.3], [0.1], [1])
    with pytest.raises(ValueError, match="without decisions"):
        Group().expected()
    with pytest.raises(ValueError, match="equally long rows"):
        coverage([0.1], [0.2, 0.3], [0.1])
