"""How long rewards take: the arrival curve from rewards that were seen only as far as their decisions are old."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.ranking.delay import BINS, EARLY, Delays, estimate, tally

SHARE = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize("power", [0.4, 1.0, 2.5])
@pytest.mark.parametrize("oldest", [1.0, 3.0])
def test_a_known_curve_is_recovered_from_what_was_cut_off(power: float, oldest: float) -> None:
    """Rewards arrive by age x with probability x^power; seen only if sooner than their decision is old.

    Ages are spread evenly up to `oldest` windows, so that a third of the rewards or more may not have come yet. The
    curve is found; the shares among the rewards seen, which lean to early ones, are not.
    """
    rng = np.random.default_rng(7)
    ages = oldest * rng.random(60_000)
    delays = rng.random(60_000) ** (1 / power)
    seen = delays < ages
    ages = np.minimum(ages, 1.0)
    curve = estimate(tally(delays[seen], ages[seen], np.ones(int(seen.sum()))))
    at = np.linspace(0, 1, 21)
    assert curve.arrived(at) == pytest.approx(at**power, abs=0.06)
    if oldest == 1.0:
        naive = np.array([(delays[seen] <= x).mean() for x in at])
        assert np.abs(naive - at**power).max() > 0.1


@given(st.lists(st.tuples(SHARE, st.floats(0, 1), st.floats(0, 3)), max_size=60))
def test_curves_rise_from_nothing_to_all(rows: list[tuple[float, float, float]]) -> None:
    """Whatever was seen, the share grows with age from 0 to 1, between ages too, and stays there."""
    delays, ages, weights = np.array(rows, float).reshape(-1, 3).T
    curve = estimate(tally(delays, ages, weights))
    found = curve.arrived(np.linspace(0, 1, 200))
    assert np.isfinite(found).all()
    assert (np.diff(found) >= -1e-12).all()
    assert (found[0], found[-1]) == (0.0, 1.0)
    assert curve.arrived(np.array([-3.0, 5.0])).tolist() == [0.0, 1.0]


@given(st.lists(st.tuples(SHARE, st.floats(0, 1)), max_size=40), st.integers(0, 40))
def test_counts_add_up(rows: list[tuple[float, float]], cut: int) -> None:
    """Counts of two parts are the counts of the whole, and each reward that fits is counted once."""
    delays, ages = np.array(rows, float).reshape(-1, 2).T
    ones = np.ones(len(rows))
    whole = tally(delays, ages, ones)
    assert (whole == tally(delays[:cut], ages[:cut], ones[:cut]) + tally(delays[cut:], ages[cut:], ones[cut:])).all()
    fits = [(int(d * BINS), min(int(a * BINS), BINS) - 1) for d, a in rows]
    assert whole.sum() == sum(came <= seen for came, seen in fits)
    for came, seen in fits:
        assert came > seen or whole[came, seen] > 0


def test_without_rewards_they_are_assumed_to_come_early() -> None:
    """Before any reward was seen the curve is that of a rate falling like exp(-EARLY × age); a few rewards bend it."""
    at = np.linspace(0, 1, BINS + 1)
    assert estimate(np.zeros((BINS, BINS))).share == pytest.approx(np.expm1(-EARLY * at) / np.expm1(-EARLY))
    late = estimate(tally(np.full(20, 0.9), np.ones(20), np.ones(20)))
    assert late.arrived(np.array([0.8]))[0] < 0.5
    assert Delays(at).arrived(np.array([0.25, 0.505])) == pytest.approx([0.25, 0.505])


def test_rewards_of_young_decisions_say_nothing_of_later_bins() -> None:
    """Many early rewards of decisions half a window old bend the first half only: the second is what it was."""
    early = tally(np.full(500, 0.1), np.full(500, 0.5), np.ones(500))
    curve = estimate(early).arrived(np.array([0.12, 0.5, 1.0]))
    assert curve[1] == pytest.approx(estimate(np.zeros((BINS, BINS))).arrived(np.array([0.5]))[0], abs=0.02)
    assert curve[0] > 0.95 * curve[1]


def test_a_reward_as_late_as_can_be() -> None:
    """One that came at the very end of the window counts in the last bin, if its decision is that old."""
    assert tally(np.array([1.0]), np.array([1.0]), np.ones(1))[BINS - 1, BINS - 1] == 1
    assert tally(np.array([1.0]), np.array([0.99]), np.ones(1)).sum() == 0
