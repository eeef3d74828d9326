"""The belief: a logistic model's posterior learnt block by block, against plain dense algebra."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from content_engine.ranking.names import PRIORS
from content_engine.ranking.pack import pack, unpack
from content_engine.ranking.posterior import SPREADS, Belief, Rows, logistic

Array = npt.NDArray[np.float64]
NO_NAMES = np.zeros(0, np.int32)


def belief(variants: int) -> Belief:
    """A bias, a fatigue effect and some variants."""
    made = Belief()
    for name in ("bias", "repeat|1", *(f"variant|v{n}" for n in range(variants))):
        made.feature(name)
    return made


def rows(
    seed: int, number: int, variants: int, logit: float = -2.0, spread: float = 0.5, size: int | None = None
) -> Rows:
    """Random rows: the bias, one or two variants, the fatigue effect; rewards from effects of the given spread.

    `size` is the number of features there are, where not all of the variants are shown.
    """
    rng = np.random.default_rng(seed)
    truth = rng.normal(0, spread, variants)
    first, second = rng.integers(0, variants, (2, number))
    size = size or 2 + variants
    other = np.where((rng.random(number) < 0.5) & (second != first), 2 + second, size)
    values = rng.random((1, number))
    shown = np.zeros(size + 1)
    shown[: 2 + variants] = [logit, -0.3, *truth]
    index = np.stack([np.zeros(number), 2 + first, other]).astype(np.intp)
    eta = shown[index].sum(axis=0) + values[0] * -0.3
    reward = (rng.random(number) < logistic(eta)).astype(float)
    return Rows(index, np.array([1], np.int32), values, reward, rng.choice([0.3, 1.0], number))


def dense(block: Rows, size: int) -> Array:
    """The design matrix (n, D)."""
    table = np.zeros((len(block), size + 1))
    for column in block.index:
        np.add.at(table, (np.arange(len(block)), column), 1.0)
    np.add.at(table, (slice(None), block.named), block.values.T)
    return table[:, :size]


def newton(block: Rows, mean: Array, precision: Array) -> tuple[Array, Array]:
    """The mode of likelihood times prior by damped Newton steps, and the curvature's diagonal. Shapes (D,)."""
    table, at = dense(block, len(mean)), mean.copy()

    def height(effects: Array) -> float:
        eta = table @ effects
        fit = block.weight @ (block.reward * eta - np.logaddexp(0, eta))
        return float(fit - 0.5 * (precision * (effects - mean) ** 2).sum())

    for _ in range(100):
        rate = logistic(table @ at)
        slope = table.T @ (block.weight * (block.reward - rate)) - precision * (at - mean)
        curve = (table * (block.weight * rate * (1 - rate))[:, None]).T @ table + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        while height(at + step) < height(at) and np.abs(step).max() > 1e-12:
            step /= 2
        at = at + step
    rate = logistic(table @ at)
    return at, precision + (table**2).T @ (block.weight * rate * (1 - rate))


@pytest.mark.parametrize("logit", [-6.0, -3.0, -1.0, 0.0, 2.0, 5.0])
@pytest.mark.parametrize("number", [1, 30, 3_000])
def test_one_block_is_the_mode_and_its_curvature(logit: float, number: int) -> None:
    """Whatever the base rate, one block's belief is the maximum of the posterior with the diagonal curvature there."""
    made, block = belief(5), rows(number, number, 5, logit)
    mean, precision = newton(block, *made.posterior())
    made.learn(block)
    found, sure = made.posterior()
    assert found == pytest.approx(mean, abs=0.02)
    assert sure == pytest.approx(precision, rel=0.03)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 60), st.floats(-5, 4))
def test_small_blocks_agree_with_newtons_method(seed: int, number: int, logit: float) -> None:
    """A few rows on top of what was known before: the same, whatever the effects and weights are."""
    made = belief(4)
    made.learn(rows(seed + 1, 50, 4))
    block = rows(seed, number, 4, logit, spread=1.5)
    mean, _ = newton(block, *made.posterior())
    made.learn(block)
    assert made.posterior()[0] == pytest.approx(mean, abs=0.03)


@pytest.mark.parametrize("seed", range(5))
def test_blocks_come_to_what_they_come_to_at_once(seed: int) -> None:
    """Ten blocks one after the other leave nearly the belief of all rows at once, well within its uncertainty."""
    whole, parts, block = belief(6), belief(6), rows(seed, 4_000, 6)
    whole.learn(block)
    for part in np.array_split(np.arange(len(block)), 10):
        parts.learn(block.pick(part))
    (mean, precision), (found, sure) = whole.posterior(), parts.posterior()
    assert (np.abs(found - mean) * precision**0.5 < 1.5).all()
    assert sure == pytest.approx(precision, rel=0.15)


def test_nothing_learnt_is_the_prior() -> None:
    """No rows change nothing; a feature that no row has keeps its group's prior while others are learnt."""
    made = belief(3)
    made.learn(Rows(np.zeros((2, 0), np.intp), NO_NAMES, np.zeros((0, 0)), np.zeros(0), np.zeros(0)))
    assert made.posterior()[0].tolist() == [PRIORS["bias"].mean, PRIORS["repeat"].mean, 0.0, 0.0, 0.0]
    made.learn(rows(1, 200, 2, size=5))
    made.feature("variant|new")
    mean, precision = made.posterior()
    assert mean[4] == mean[5] == PRIORS["variant"].mean
    assert precision[4] == precision[5] == PRIORS["variant"].spread ** -2


def test_rows_of_no_weight_teach_nothing() -> None:
    """A weight of zero is as if the row were not there."""
    made, block = belief(3), rows(3, 100, 3)
    made.learn(Rows(block.index, block.named, block.values, block.reward, np.zeros(100)))
    assert made.posterior()[0] == pytest.approx(belief(3).posterior()[0])
    assert made.posterior()[1] == pytest.approx(belief(3).posterior()[1])


@given(st.floats(0, 1), st.integers(0, 100))
def test_forgetting_moves_back_to_the_prior(factor: float, seed: int) -> None:
    """Information counts the factor of what it did; the mean moves towards the prior, all the way at 0."""
    made, fresh = belief(3), belief(3)
    made.learn(rows(seed, 300, 3))
    (mean, precision), (start, prior) = made.posterior(), fresh.posterior()
    made.fade(factor)
    found, sure = made.posterior()
    assert sure - prior == pytest.approx(factor * (precision - prior))
    assert (np.abs(found - start) <= np.abs(mean - start) + 1e-9).all()
    if factor == 0:
        assert found == pytest.approx(start)
    if factor == 1:
        assert found == pytest.approx(mean)


def test_spreads_follow_what_a_group_turns_out_to_be() -> None:
    """A group that does nothing shrinks, one of strong effects grows, one without members or data stays."""
    for spread, grows in ((0.0, False), (1.2, True)):
        made, block = belief(60), rows(5, 20_000, 60, spread=spread)
        for day in range(4):
            made.learn(block.pick(np.arange(day, len(block), 4)))
            made.rescale()
        learnt, start = made.scales["variant"].spread, PRIORS["variant"].spread
        assert (learnt > 3 * start) if grows else (learnt < 0.8 * start)
        assert SPREADS[0] <= learnt <= SPREADS[1]
        assert made.scales["pair"].spread == pytest.approx(PRIORS["pair"].spread)
        assert made.scales["bias"] == PRIORS["bias"]
    untouched = belief(5)
    untouched.rescale()
    assert untouched.scales["variant"].spread == pytest.approx(PRIORS["variant"].spread)


def test_a_belief_survives_being_stored() -> None:
    """Stored and read it goes on exactly as it would have; the original is no part of the copy."""
    made = belief(4)
    made.learn(rows(1, 500, 4))
    made.rescale()
    stored, copied = Belief.from_tree(unpack(pack(made.to_tree()))), made.copy()
    assert stored.to_tree().keys() == made.to_tree().keys()
    for each in (made, stored, copied):
        each.learn(rows(2, 500, 4))
        each.fade(0.9)
        each.rescale()
    assert pack(stored.to_tree()) == pack(made.to_tree()) == pack(copied.to_tree())
    copied.feature("variant|only here")
    assert "variant|only here" not in made.of


def test_the_number_of_a_feature_never_changes() -> None:
    """Asked again a name has the number it had; bars and line breaks in a name are part of it."""
    made = Belief()
    names = ["variant|a", "variant|a|b", "variant|a\nb", "component|a"]
    assert [made.feature(name) for name in names] == [made.feature(name) for name in names] == [0, 1, 2, 3]
    assert made.groups() == ["variant", "variant", "variant", "component"]


SCALARS = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | st.text()
ARRAYS = arrays.arrays(
    st.sampled_from([np.float64, np.float32, np.int32, np.int64, np.bool_]),
    arrays.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=4),
)
NAMES = st.text().filter(lambda name: name != "__array__")
TREES = st.dictionaries(
    NAMES,
    st.recursive(
        SCALARS | ARRAYS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner), max_leaves=8
    ),
)


def same(one: object, other: object) -> bool:
    """Whether two trees are equal, arrays to the bit and the type."""
    if isinstance(one, np.ndarray):
        assert isinstance(other, np.ndarray)
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, dict):
        return isinstance(other, dict) and one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    return one == other


@settings(max_examples=30)
@given(TREES)
def test_what_is_packed_is_unpacked(tree: dict[str, object]) -> None:
    """Any tree of names, lists, scalars and arrays comes back as it was, in the same bytes however it was ordered."""
    body = pack(tree)
    assert same(tree, unpack(body))
    assert pack(dict(reversed(tree.items()))) == body


@given(st.binary(max_size=60))
def test_other_bytes_are_refused(body: bytes) -> None:
    """Bytes that were never packed raise ValueError and nothing else."""
    with pytest.raises(ValueError):
        unpack(body)


def test_no_code_is_unpacked() -> None:
    """An array of Python objects, which would be code to run, is refused."""
    head = b'{"a":{"__array__":["|O",[1],0,8]}}'
    with pytest.raises(ValueError, match=r"object|OBJECT"):
        unpack(len(head).to_bytes(8, "little") + head + bytes(8))
