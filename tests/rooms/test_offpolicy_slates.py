"""Whole messages: the pseudo-inverse is exact in expectation for rewards that add up, by enumeration of all layouts."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from content_engine.experiments.offpolicy import OffPolicy, gathered, pseudo_inverse, weighted
from content_engine.experiments.offpolicy_slates import indicators, pair_chances, slate, slate_weights

Floats = NDArray[np.float64]
SIZES = (2, 3, 2)
LAYOUTS = np.array(list(itertools.product(*map(range, SIZES))))
MARKS = indicators(LAYOUTS, SIZES)
near = pytest.approx


def shares(counts: list[int]) -> Floats:
    return np.array(counts) / sum(counts)


def by_slot(length: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(1, 4), min_size=length, max_size=length)


slots = st.tuples(*(by_slot(size) for size in SIZES))
joint = st.lists(st.integers(0, 3), min_size=len(LAYOUTS), max_size=len(LAYOUTS)).filter(lambda one: sum(one) > 1)
effects = st.lists(st.floats(0.1, 3), min_size=sum(SIZES), max_size=sum(SIZES)).map(np.array)


def times(counts: tuple[list[int], ...]) -> list[int]:
    """How often each layout occurs when slots are drawn independently."""
    return [int(np.prod([counts[slot][pick] for slot, pick in enumerate(layout)])) for layout in LAYOUTS]


def value(log: OffPolicy) -> float:
    found = log.estimate(least=0).value
    assert found is not None
    return found


@dataclass(frozen=True)
class Log:
    """Every layout as often as its probability says, with the marginals of its candidates under a log and a target."""

    counts: list[int]
    target: Floats

    @property
    def chances(self) -> Floats:
        return shares(self.counts)

    @property
    def evaluated(self) -> Floats:
        """The target's marginals, over all candidates of all slots."""
        return np.asarray(self.target @ MARKS, dtype=np.float64)

    def repeat(self, per_layout: Floats) -> Floats:
        return np.repeat(per_layout, self.counts, axis=0)

    def marginals(self, of: Floats) -> Floats:
        """The marginal of the candidate in each slot of each row, shape (n, slots)."""
        starts = np.array([0, *np.cumsum(SIZES)[:-1]])
        return self.repeat(of[starts + LAYOUTS])


@given(slots, joint, effects)
def test_the_simple_weight_is_exact_for_independent_slots(
    logging: tuple[list[int], ...], target: list[int], effect: Floats
) -> None:
    """Slots drawn independently, any evaluated policy, rewards that add up: the estimate is the truth."""
    log = Log(times(logging), shares(target))
    reward = MARKS @ effect
    logged = log.chances @ MARKS
    found = pseudo_inverse(log.repeat(reward), log.marginals(logged), log.marginals(log.evaluated))
    assert value(found) == near(float(log.target @ reward))
    assert found.means[0] == near(1)


@given(slots, joint)
def test_the_general_weight_is_the_simple_one_for_independent_slots(
    logging: tuple[list[int], ...], target: list[int]
) -> None:
    """Γ of a product has the closed form: 1 - S + Σ evaluated / logged."""
    log = Log(times(logging), shares(target))
    starts = np.array([0, *np.cumsum(SIZES)[:-1]])
    ratios = (log.evaluated / (log.chances @ MARKS))[starts + LAYOUTS]
    found = slate_weights(pair_chances(MARKS, log.chances), log.evaluated, MARKS)
    assert found == near(1 - len(SIZES) + ratios.sum(axis=1), abs=1e-8)


@given(joint, st.data(), effects)
def test_the_general_weight_is_exact_for_tied_slots(counts: list[int], data: st.DataObject, effect: Floats) -> None:
    """However the log ties its slots, and for any policy over what it can draw: rewards that add up are exact."""
    possible = np.flatnonzero(counts)
    picked = np.zeros(len(LAYOUTS), dtype=np.int64)
    picked[possible] = data.draw(st.lists(st.integers(1, 4), min_size=len(possible), max_size=len(possible)))
    log = Log(counts, shares(picked.tolist()))
    reward = MARKS @ effect
    weights = slate_weights(pair_chances(MARKS, log.chances), log.evaluated, MARKS)
    found = slate(log.repeat(reward), log.repeat(weights))
    assert value(found) == near(float(log.target @ reward), rel=1e-6)


def test_the_simple_weight_is_off_for_tied_slots() -> None:
    """Two slots that mostly agree: the simple weight tells 2.12 where the truth is 1.7, the general one is exact."""
    sizes, layouts = (2, 2), np.array(list(itertools.product(range(2), range(2))))
    marks = indicators(layouts, sizes)
    counts, target = [4, 1, 1, 4], np.array([0.1, 0.0, 0.5, 0.4])
    reward = marks @ np.array([0.0, 1.0, 0.0, 2.0])
    truth = float(target @ reward)
    chances, evaluated = shares(counts), target @ marks
    general = slate_weights(pair_chances(marks, chances), evaluated, marks)
    ratios = (evaluated / (chances @ marks))[layouts + np.array([0, 2])]
    simple = ratios.sum(axis=1) - 1
    assert truth == near(1.7)
    assert float(chances @ (general * reward)) == near(truth)
    assert float(chances @ (simple * reward)) == near(2.12)


def test_one_slot_is_ips() -> None:
    """VowpalWabbit/estimators tests/test_slates_pseudo_inverse.py states it; both weights keep it."""
    counts, target = [1, 2, 5], shares([3, 1, 4])
    marks = indicators([[0], [1], [2]], [3])
    ratios = target / shares(counts)
    assert slate_weights(pair_chances(marks, shares(counts)), target, marks) == near(ratios)
    rows = np.repeat([0, 1, 2], counts)
    reward = np.arange(8.0)
    one = pseudo_inverse(reward, shares(counts)[rows, None], target[rows, None])
    other = weighted(reward, shares(counts)[rows], target[rows])
    assert (one.means, one.scatter) == (near(other.means), near(other.scatter))


def test_rewards_that_do_not_add_up_are_missed() -> None:
    """The rows of VowpalWabbit/estimators tests/test_slates.py (1,000 draws of two slots), value by hand.

    Both slots uniform over two, the evaluated policy 0.8 and 0.2, a reward of 1 for the pair (1, 1) only. The pair
    weighs 1 - 2 + 0.4 + 0.4 and is a quarter of the rows, so PI tells -0.05 where the truth is 0.04.
    """
    rows = np.arange(1000)
    picks = np.stack([rows % 2, rows % 4 // 2], axis=1)
    reward = (picks == 1).all(axis=1).astype(float)
    evaluated = np.where(picks == 0, 0.8, 0.2)
    log = pseudo_inverse(reward, np.full((1000, 2), 0.5), evaluated)
    assert value(log) == near((1 - 2 + 0.4 + 0.4) / 4)


def test_a_slot_filled_with_ones_weighs_nothing() -> None:
    """Messages with fewer slots stand beside messages with more."""
    reward, logged, evaluated = [1.0, 2.0], np.array([[0.5], [0.25]]), np.array([[0.4], [0.5]])
    padded = pseudo_inverse(reward, np.hstack([logged, np.ones((2, 3))]), np.hstack([evaluated, np.ones((2, 3))]))
    assert padded.means == near(pseudo_inverse(reward, logged, evaluated).means)
    marks = indicators([[0, -1], [1, 0]], [2, 1])
    assert marks.tolist() == [[1, 0, 0], [0, 1, 1]]


def test_weights_from_elsewhere_are_pi() -> None:
    """`slate` is the accumulator of given weights."""
    assert slate([1.0, 2.0], [0.5, -0.5]) == gathered("pi", [1.0, 2.0], [0.5, -0.5])


def test_what_the_log_cannot_tell_is_refused() -> None:
    """A candidate beyond its slot, chances that are none, and a policy that draws what the log never does."""
    with pytest.raises(ValueError, match="beyond its slot's size"):
        indicators([[2, 0]], [2, 1])
    with pytest.raises(ValueError, match="layouts of 1 slots where 2 sizes"):
        indicators([[0]], [2, 1])
    marks = indicators([[0], [1]], [2])
    with pytest.raises(ValueError, match="a sum of 1"):
        pair_chances(marks, [0.5, 0.6])
    with pytest.raises(ValueError, match="candidate 1: the evaluated policy draws it and the log never does"):
        slate_weights(pair_chances(marks, [1.0, 0.0]), [0.5, 0.5], marks)
