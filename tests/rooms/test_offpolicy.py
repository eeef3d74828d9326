"""Off-policy estimators: published values, closed forms, and exact expectations over small logs that hold every case.

A log in which each case occurs as often as its probability says *is* the expectation of any estimator that is a mean
over rows, so unbiasedness is checked without sampling.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from content_engine.experiments.offpolicy import (
    LEAST,
    OffPolicy,
    doubly_robust,
    estimates,
    gathered,
    pseudo_inverse,
    weighted,
)

Floats = NDArray[np.float64]
CONTEXTS, ACTIONS = 2, 3
near = pytest.approx


def value(log: OffPolicy, *, normalised: bool = False) -> float:
    """An estimate that is made whatever the effective sample size."""
    found = log.estimate(normalised=normalised, least=0).value
    assert found is not None
    return found


@dataclass(frozen=True)
class World:
    """Every case of a small world, as often as its probability says: contexts, actions, two rewards each."""

    counts: list[list[int]]
    target: list[list[int]]
    rewards: list[list[float]]
    spread: float

    def evaluated(self, x: int) -> Floats:
        return np.array(self.target[x]) / sum(self.target[x])

    def rows(self) -> tuple[Floats, Floats, Floats, NDArray[np.int64], NDArray[np.int64]]:
        """Reward, logged and evaluated probability, context and action of every row."""
        found = [
            (self.rewards[x][a] + sign * self.spread, c / sum(self.counts[x]), self.evaluated(x)[a], x, a)
            for x in range(CONTEXTS)
            for a, c in enumerate(self.counts[x])
            for sign in (-1, 1)
            for _ in range(c)
        ]
        reward, logged, evaluated, context, action = (np.array(column) for column in zip(*found, strict=True))
        return reward, logged, evaluated, context, action

    def truth(self) -> float:
        """The evaluated policy's value, from the world's own tables."""
        total = sum(map(sum, self.counts))
        return float(
            sum(sum(self.counts[x]) / total * self.evaluated(x) @ np.array(self.rewards[x]) for x in range(CONTEXTS))
        )


def table(element: st.SearchStrategy) -> st.SearchStrategy:
    row = st.lists(element, min_size=ACTIONS, max_size=ACTIONS)
    return st.lists(row, min_size=CONTEXTS, max_size=CONTEXTS)


worlds = st.builds(
    World,
    counts=table(st.integers(1, 5)),
    target=table(st.integers(1, 9)),
    rewards=table(st.floats(0.1, 3)),
    spread=st.floats(0.001, 0.05),
)


@st.composite
def logs(draw: st.DrawFn, least: int = 0) -> tuple[Floats, Floats, Floats]:
    """Rewards, logged and evaluated probabilities of some rows; one so small that its square is 0 has no weight."""
    n = draw(st.integers(least, 30))
    many = lambda element: np.array(draw(st.lists(element, min_size=n, max_size=n)), dtype=np.float64)  # noqa: E731
    return many(st.floats(-5, 5)), many(st.floats(0.01, 1)), many(st.just(0.0) | st.floats(1e-9, 1))


def same(one: OffPolicy, other: OffPolicy) -> None:
    """Two accumulators say the same up to rounding."""
    for name in (field.name for field in fields(OffPolicy)):
        found, wanted = getattr(one, name), getattr(other, name)
        assert found == (wanted if isinstance(wanted, str | None) else near(wanted, rel=1e-9, abs=1e-8)), name


# ---------------------------------------------------------------- published values and closed forms


@pytest.mark.parametrize("reward", [1, 10, -1])
def test_constant_rewards_under_the_same_policy_are_that_constant(reward: float) -> None:
    """VowpalWabbit/estimators tests/test_bandits.py and test_slates.py: 1 from 1s, 10 from 10s, -1 from -1s."""
    ones = np.ones(10)
    for log in (weighted(reward * ones, ones, ones), pseudo_inverse(reward * ones, np.ones((10, 4)), np.ones((10, 4)))):
        for found in estimates(log, least=10).values():
            assert found.enough
            assert (found.value, found.error, found.effective) == (reward, 0, 10)


def test_one_example_weighs_two_and_normalised_one() -> None:
    """VowpalWabbit/estimators tests/test_bandits_ips.py and test_bandits_snips.py: (0.3, 1, 0.6) gives 2.0 and 1.0."""
    twice = weighted([1, 1], [0.3, 0.3], [0.6, 0.6])
    assert value(twice) == near(2.0)
    assert value(twice, normalised=True) == near(1.0)


def test_four_examples_by_hand() -> None:
    """The rows of VowpalWabbit/estimators tests/test_slates_pseudo_inverse.py: weights 0.75, 1.6, 0.6 and 4.5."""
    reward, logged, evaluated = [0.1, 0.2, 0, 1.0], [0.8, 0.25, 0.5, 0.2], [0.6, 0.4, 0.3, 0.9]
    log = weighted(reward, logged, evaluated)
    assert value(log) == near((0.075 + 0.32 + 0 + 4.5) / 4)
    assert value(log, normalised=True) == near((0.075 + 0.32 + 0 + 4.5) / 7.45)
    found = log.estimate(least=0)
    assert found.effective == near(7.45**2 / (0.75**2 + 1.6**2 + 0.6**2 + 4.5**2))
    assert (found.max_weight, found.mean_weight, found.outcomes) == (near(4.5), near(7.45 / 4), 3)
    slots = pseudo_inverse(reward, np.array([logged]).T, np.array([evaluated]).T)
    assert value(slots) == near(value(log))


def test_the_standard_error_is_that_of_the_mean() -> None:
    """Closed form: IPS is a mean of w·r, so its error is the sample deviation (n - 1) over the root of n."""
    reward, logged, evaluated = (
        np.array([1, 0, 2, 1.0]),
        np.array([0.5, 0.25, 0.8, 0.1]),
        np.array([0.25, 0.5, 0.4, 0.2]),
    )
    products = reward * evaluated / logged
    found = weighted(reward, logged, evaluated).estimate(least=0)
    assert found.error == near(products.std(ddof=1) / 2)
    assert found.low == near(products.mean() - 1.6448536269514722 * products.std(ddof=1) / 2)


def test_the_normalised_error_is_the_ratio_estimators() -> None:
    """Closed form of a ratio's delta method (Cochran, Sampling Techniques, 6.4): residuals r - value, weighted."""
    rng = np.random.default_rng(1)
    reward, logged, evaluated = rng.normal(3, 1, 50), rng.uniform(0.1, 1, 50), rng.uniform(0, 1, 50)
    weights = evaluated / logged
    ratio = (weights * reward).sum() / weights.sum()
    wanted = np.sqrt((weights**2 * (reward - ratio) ** 2).sum() / 49 * 50) / weights.sum()
    found = weighted(reward, logged, evaluated).estimate(normalised=True, least=0)
    assert (found.value, found.error) == (near(ratio), near(wanted))


# ---------------------------------------------------------------- exact expectations


@given(worlds)
def test_ips_expects_the_truth(world: World) -> None:
    """Over all cases, IPS is the evaluated policy's value."""
    reward, logged, evaluated, _, _ = world.rows()
    assert value(weighted(reward, logged, evaluated)) == near(world.truth())


@given(worlds, table(st.floats(-2, 2)))
def test_dr_expects_the_truth_with_any_model(world: World, model: list[list[float]]) -> None:
    """With known propensities no model, however wrong, shifts DR."""
    reward, logged, evaluated, x, a = world.rows()
    q = np.array(model)
    expected = np.array([world.evaluated(one) @ q[one] for one in x])
    assert value(doubly_robust(reward, logged, evaluated, q[x, a], expected)) == near(world.truth(), abs=1e-9)


@given(worlds, table(st.floats(0.5, 2)))
def test_dr_with_a_perfect_model_expects_the_truth_with_wrong_propensities(
    world: World, wrong: list[list[float]]
) -> None:
    """The other half of "doubly": a perfect model carries wrong propensities, normalised or not."""
    reward, logged, evaluated, x, a = world.rows()
    q = np.array(world.rewards)
    expected = np.array([world.evaluated(one) @ q[one] for one in x])
    told = np.minimum(logged * np.array(wrong)[x, a], 1)
    log = doubly_robust(reward, told, evaluated, q[x, a], expected)
    assert value(log) == near(world.truth(), abs=1e-9)
    assert value(log, normalised=True) == near(world.truth(), abs=1e-9)


@given(st.lists(st.integers(1, 4), min_size=3, max_size=3), st.lists(st.integers(1, 4), min_size=3, max_size=3))
def test_the_squared_error_expects_the_variance(logging: list[int], target: list[int]) -> None:
    """Over all samples of three draws, the mean of error² is the variance of the estimate."""
    p, e, r = np.array(logging) / sum(logging), np.array(target) / sum(target), np.array([1.0, 2.0, 5.0])
    mean = squares = errors = 0.0
    for draws in itertools.product(range(3), repeat=3):
        rows = list(draws)
        chance = float(np.prod(p[rows]))
        found = weighted(r[rows], p[rows], e[rows]).estimate(least=0)
        assert found.value is not None and found.error is not None
        mean += chance * found.value
        squares += chance * found.value**2
        errors += chance * found.error**2
    assert mean == near(float(e @ r))
    assert errors == near(squares - mean**2, abs=1e-9)


def test_nine_in_ten_intervals_hold_the_truth() -> None:
    """500 logs of 1,500 draws from one world, with a fixed seed: every estimator's interval covers 87 to 93 %."""
    rng = np.random.default_rng(20170508)
    p, e, r = np.array([0.6, 0.3, 0.1]), np.array([0.2, 0.3, 0.5]), np.array([0.1, 0.2, 0.3])
    q = np.array([0.15, 0.2, 0.2])
    inside = dict.fromkeys(("ips", "snips", "dr", "sndr"), 0)
    for _ in range(500):
        a = rng.choice(3, 1500, p=p)
        y = (rng.random(1500) < r[a]).astype(float)
        found = estimates(weighted(y, p[a], e[a]), doubly_robust(y, p[a], e[a], q[a], np.full(1500, e @ q)))
        for name in inside:
            one = found[name]
            assert one.low is not None and one.high is not None
            inside[name] += one.low <= float(e @ r) <= one.high
    assert all(435 <= count <= 465 for count in inside.values()), inside


# ---------------------------------------------------------------- how estimators relate


@given(logs(least=2))
def test_the_same_policy_weighs_one_and_gives_the_plain_mean(log: tuple[Floats, Floats, Floats]) -> None:
    """Evaluated equal to logged: weights 1, every row counts fully, IPS and SNIPS are the mean reward."""
    reward, logged, _ = log
    found = weighted(reward, logged, logged).estimate(least=0)
    assert (found.max_weight, found.mean_weight, found.effective) == (1, 1, near(len(reward)))
    if reward.any():
        assert found.value == near(reward.mean(), abs=1e-9)
        assert value(weighted(reward, logged, logged), normalised=True) == near(reward.mean(), abs=1e-9)


@given(logs())
def test_dr_without_a_model_is_ips(log: tuple[Floats, Floats, Floats]) -> None:
    """A model of zeros leaves IPS; zr-obp tests/ope/test_dr_estimators_slate.py states the same of its estimators."""
    reward, logged, evaluated = log
    zero = np.zeros_like(reward)
    dr, ips = doubly_robust(reward, logged, evaluated, zero, zero), weighted(reward, logged, evaluated)
    assert (dr.means, dr.scatter) == (ips.means, ips.scatter)


@given(worlds)
def test_dr_with_a_perfect_model_has_no_residual_variance(world: World) -> None:
    """Rewards without noise and a model that knows them: only how contexts differ remains, nothing of the weights."""
    exact = World(world.counts, world.target, world.rewards, 0.0)
    reward, logged, evaluated, x, a = exact.rows()
    q = np.array(world.rewards)
    expected = np.array([world.evaluated(one) @ q[one] for one in x])
    for normalised in (False, True):
        found = doubly_robust(reward, logged, evaluated, q[x, a], expected).estimate(normalised=normalised, least=0)
        assert found.error == near(expected.std(ddof=1) / math.sqrt(len(x)), abs=1e-9)


@given(logs(least=2), st.integers(1, 3))
def test_normalised_estimates_stay_in_the_range_of_rewards(log: tuple[Floats, Floats, Floats], power: int) -> None:
    """SNIPS is bounded by the rewards, SNDR by twice that, however small the propensities.

    zr-obp tests/ope/test_ipw_estimators.py and test_dr_estimators.py check 1 and 2 with propensities cubed.
    """
    reward, logged, evaluated = np.abs(log[0]) / 5, log[1] ** power, log[2]
    if (reward * evaluated).any():
        assert -1e-9 <= value(weighted(reward, logged, evaluated), normalised=True) <= 1 + 1e-9
        model = np.linspace(0, 1, len(reward))
        assert abs(value(doubly_robust(reward, logged, evaluated, model, model), normalised=True)) <= 2 + 1e-9


# ---------------------------------------------------------------- adding up


@given(logs(), st.integers(0, 30), st.integers(0, 30), st.sampled_from([None, 0.5, 2.0]))
def test_parts_add_up_to_the_whole(log: tuple[Floats, Floats, Floats], a: int, b: int, clip: float | None) -> None:
    """Any three parts, in any order, say what all rows at once say."""
    low, high = sorted((a, b))
    parts = [slice(0, low), slice(low, high), slice(high, None)]
    for make in (
        lambda rows: weighted(*(one[rows] for one in log), clip=clip),
        lambda rows: doubly_robust(*(one[rows] for one in (*log, log[1], log[2])), clip=clip),
        lambda rows: pseudo_inverse(
            log[0][rows], log[1][rows, None] ** [1, 2], log[2][rows, None] ** [2, 1], clip=clip
        ),
    ):
        one, two, three = (make(rows) for rows in parts)
        same(one + two + three, make(slice(None)))
        same(three + (one + two), make(slice(None)))


def test_large_rewards_do_not_cancel() -> None:
    """A spread of 1 around a million is still told after adding up thousands of parts."""
    rng = np.random.default_rng(3)
    reward, half = 1e6 + rng.normal(0, 1, 4000), np.full(4000, 0.5)
    total = sum((weighted(reward[i : i + 2], half[:2], half[:2]) for i in range(0, 4000, 2)), OffPolicy("ips"))
    found = total.estimate()
    assert found.error == near(reward.std(ddof=1) / math.sqrt(4000), rel=1e-6)


def test_other_kinds_and_other_clips_do_not_add_up() -> None:
    """What means different things is refused, in words that say so."""
    one = np.ones(3)
    with pytest.raises(ValueError, match="ips with no clip and pi with no clip do not add up"):
        weighted(one, one, one) + pseudo_inverse(one, np.ones((3, 2)), np.ones((3, 2)))
    with pytest.raises(ValueError, match="ips with clip 5 and ips with no clip do not add up"):
        weighted(one, one, one, clip=5) + OffPolicy("ips")


# ---------------------------------------------------------------- cannot say


@pytest.mark.parametrize("kind", ["ips", "dr", "pi"])
@pytest.mark.parametrize("normalised", [False, True])
def test_without_data_nothing_is_said(kind: str, normalised: bool) -> None:
    """No row, no number: "not enough overlap, cannot say"."""
    found = OffPolicy(kind).estimate(normalised=normalised)  # type: ignore[arg-type]
    assert (found.enough, found.value, found.error, found.low, found.high) == (False, None, None, None, None)
    assert found.note.startswith("not enough overlap, cannot say")


def test_below_the_least_effective_sample_size_nothing_is_said() -> None:
    """Ten thousand rows whose weight sits in fifty are fifty; a caller may ask for fewer."""
    logged, evaluated = np.full(10_000, 0.5), np.zeros(10_000)
    evaluated[:50] = 0.5
    log = weighted(np.ones(10_000), logged, evaluated)
    found = log.estimate()
    assert (found.enough, found.value, found.effective) == (False, None, near(50))
    assert found.note == (
        "not enough overlap, cannot say: 10,000 logged decisions weigh as much as 50.0 of the policy's own, "
        "and 100 are needed"
    )
    assert log.estimate(least=50).value == near(0.005)
    assert LEAST == 100


def test_without_any_outcome_nothing_is_said() -> None:
    """Weights without one reward would give 0 ± 0: a certainty that nobody has."""
    half = np.full(1000, 0.5)
    found = weighted(np.zeros(1000), half, half).estimate()
    assert (found.enough, found.value, found.effective) == (False, None, near(1000))
    assert "had an outcome" in found.note


@given(logs(), st.floats(0, 200), st.booleans())
def test_a_value_comes_only_with_enough(log: tuple[Floats, Floats, Floats], least: float, normalised: bool) -> None:
    """Either everything is said, with an interval around the value, or nothing and why."""
    found = weighted(*log).estimate(normalised=normalised, least=least)
    numbers = (found.value, found.error, found.low, found.high)
    if found.enough:
        value, error, low, high = (one for one in numbers if one is not None)
        assert low <= value <= high and error >= 0 and found.effective >= least * (1 - 1e-9)
    else:
        assert numbers == (None, None, None, None) and "cannot say" in found.note


def test_a_policy_beyond_the_log_is_remarked_on() -> None:
    """Weights that average 0.6 mean that four tenths of what the policy would do is never drawn."""
    logged = np.tile([0.5, 0.5], 500)
    found = weighted(np.ones(1000), logged, np.tile([0.3, 0.3], 500)).estimate()
    assert found.note.startswith("weights average 0.60 instead of 1: the log never draws")
    found = weighted(np.ones(1000), logged, np.tile([0.9, 0.9], 500)).estimate()
    assert found.note == "weights average 1.80 instead of 1: the probabilities do not fit the draws"


def test_few_outcomes_behind_a_value_are_remarked_on() -> None:
    """A thousand decisions of weight 1 and four outcomes: four carry the value; forty are enough to keep silent."""
    half, reward = np.full(1000, 0.5), np.zeros(1000)
    reward[:4] = 1
    found = weighted(reward, half, half).estimate()
    assert (found.enough, found.note) == (True, "about 4 outcomes carry this value: the interval is rough")
    reward[:40] = 1
    assert weighted(reward, half, half).estimate().note == ""


# ---------------------------------------------------------------- clipping


def test_clipping_says_what_it_cost() -> None:
    """Ten weights of 10 cut to 5 among 190 of 1: 50 of 290 is gone."""
    logged, evaluated = np.array([0.1] * 10 + [0.5] * 190), np.array([1.0] * 10 + [0.5] * 190)
    found = weighted(np.ones(200), logged, evaluated, clip=5).estimate()
    assert (found.clipped, found.lost, found.max_weight) == (10, near(50 / 290), 5)
    assert found.note == "10 weights cut to 5: 17.2% of all weight is gone, which pulls the value towards 0"
    assert found.value == near(240 / 200)


@given(logs(least=2), st.floats(0.05, 10))
def test_clipping_never_raises_a_value_of_gains(log: tuple[Floats, Floats, Floats], clip: float) -> None:
    """With rewards of 0 and more, cut weights can only lower IPS; a clip above all weights changes nothing."""
    reward = np.abs(log[0])
    plain, cut = weighted(reward, *log[1:]), weighted(reward, *log[1:], clip=clip)
    assert cut.means[1] <= plain.means[1] + 1e-12
    assert 0 <= cut.lost <= 1
    assert weighted(reward, *log[1:], clip=plain.max_weight + 1).means == plain.means


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (([1, 1], [0.5, 0.0], [0.5, 0.5]), "logged, row 1: 0.0; a draw's own probability is above 0 and at most 1"),
        (([1, 1], [0.5, 1.5], [0.5, 0.5]), "logged, row 1: 1.5"),
        (([1, 1], [0.5, 0.5], [-0.1, 0.5]), "evaluated, row 0: -0.1; a probability is from 0 to 1"),
        (([1, math.nan], [0.5, 0.5], [0.5, 0.5]), "reward, row 1: nan; a finite number is needed"),
        (([1, 1], [0.5], [0.5, 0.5]), r"logged: shape \(1,\) where \(2,\) is needed"),
        (([[1, 1]], [0.5, 0.5], [0.5, 0.5]), "reward: one number per logged decision"),
    ],
)
def test_a_wrong_row_is_named(given: tuple[list[float], ...], words: str) -> None:
    """Errors say what is wrong and where."""
    with pytest.raises(ValueError, match=words):
        weighted(*given)


def test_a_wrong_slot_is_named_and_wrong_shapes_are_refused() -> None:
    """Slates need a probability per slot; clips are positive; weights from elsewhere are finite."""
    with pytest.raises(ValueError, match=r"logged, row 0, slot 1: 0\.0"):
        pseudo_inverse([1], [[0.5, 0.0]], [[0.5, 0.5]])
    with pytest.raises(ValueError, match=r"logged: shape \(1, 2\) where \(3, slots\) is needed"):
        pseudo_inverse([1, 1, 1], [[0.5, 0.5]], [[0.5, 0.5]])
    with pytest.raises(ValueError, match="clip 0"):
        weighted([1], [1], [1], clip=0)
    with pytest.raises(ValueError, match="weights, row 0: inf"):
        gathered("pi", [1.0], [math.inf])
