"""Two runs over the same cases: quantiles against tables and scipy, the permutation test against enumeration, laws."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from content_engine.evaluation.paired import paired, sign_flip, student

values = st.dictionaries(st.sampled_from("abcdefghij"), st.floats(0, 1), min_size=2)


@given(st.floats(0.5, 0.999), st.integers(1, 500))
def test_the_quantile_of_students_t(level: float, df: int) -> None:
    """It is scipy's, for all levels and degrees of freedom that are used."""
    assert student(level, df) == pytest.approx(stats.t.ppf((1 + level) / 2, df), rel=1e-7)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=8))
def test_the_sign_flip_test_walks_every_pattern(whole: list[int]) -> None:
    """p is the share of sign patterns whose sum is at least as far from zero."""
    diffs = [float(one) for one in whole]
    patterns = [
        sum(s * abs(d) for s, d in zip(signs, diffs, strict=True)) for signs in product((1, -1), repeat=len(diffs))
    ]
    expected = sum(abs(total) >= abs(sum(diffs)) - 1e-9 for total in patterns) / len(patterns)
    assert sign_flip(diffs) == pytest.approx(expected)


def test_many_cases_use_the_normal_approximation() -> None:
    """Forty cases better by the same amount cannot be chance; half better and half worse are no difference."""
    assert sign_flip([0.1] * 40) < 1e-6
    assert sign_flip([0.1] * 20 + [-0.1] * 20) == pytest.approx(1.0)


@given(values, values)
def test_turning_a_comparison_round_turns_its_signs(new: dict[str, float], old: dict[str, float]) -> None:
    """Better becomes worse, the mean changes its sign, the p-value stays."""
    there, back = paired(new, old), paired(old, new)
    assert (there.better, there.worse, there.same) == (back.worse, back.better, back.same)
    if there.mean is not None and back.mean is not None:
        assert there.mean == pytest.approx(-back.mean)
        assert there.p == pytest.approx(back.p)


@given(values)
def test_a_run_is_the_same_as_itself(run: dict[str, float]) -> None:
    """No case is better or worse, and the interval is the point zero."""
    found = paired(run, run)
    assert (found.better, found.worse, found.mean, found.low, found.high, found.p) == (0, 0, 0, 0, 0, 1.0)


def test_only_cases_of_both_runs_count() -> None:
    """A case that one run lacks, a failure for instance, is in neither count."""
    assert paired({"a": 1.0}, {"b": 1.0}).mean is None
    one = paired({"a": 1.0, "b": 0.5}, {"a": 0.5})
    assert (one.better, one.worse, one.same, one.low) == (1, 0, 0, None)
