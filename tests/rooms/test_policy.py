"""Policies: probabilities that add up, a minimum that holds, and uniform where nothing is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.ranking.draw import Place, Plan
from content_engine.ranking.policy import bayes, expected, uniform, uplift
from content_engine.ranking.snapshot import Prior, Snapshot

shares = st.floats(0, 1)


@st.composite
def snapshots(draw: st.DrawFn, known: int = 4) -> Snapshot:
    """A snapshot that knows up to `known` of the variants v0, v1, … by a small ensemble, with many ties."""
    members = draw(st.integers(1, 6))
    draws = st.lists(st.integers(-2, 2).map(float), min_size=members, max_size=members)
    effects = draw(st.dictionaries(st.sampled_from([f"v{i}" for i in range(known)]), draws))
    return Snapshot(effects={name: np.array(row) for name, row in effects.items()})


def names(count: int) -> list[str]:
    """The first so many variants."""
    return [f"v{number}" for number in range(count)]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 40, 200])
def test_cold_every_candidate_is_alike_to_the_bit(count: int) -> None:
    """Where nothing is known the policy is uniform exactly, whatever the minimum, and agrees with `uniform`."""
    for minimum in (0.0, 0.05, 1.0):
        assert list(bayes(names(count), Snapshot(), minimum)) == [1 / count] * count == list(uniform(count))


def test_cold_candidates_of_a_warm_snapshot_are_alike_too() -> None:
    """A slot none of whose candidates was learnt is uniform, though others were."""
    warm = Snapshot(effects={"elsewhere": np.array([0.1, 0.2])})
    assert list(bayes(names(3), warm, 0.1)) == [1 / 3] * 3


@given(snapshot=snapshots(), count=st.integers(1, 6), minimum=shares)
def test_probabilities_add_up_to_one_and_keep_the_minimum(snapshot: Snapshot, count: int, minimum: float) -> None:
    """Whatever was learnt the sum is one, and no candidate falls below an even share of the minimum."""
    pmf = bayes(names(count), snapshot, minimum)
    assert pmf.shape == (count,)
    assert math.isclose(pmf.sum(), 1, abs_tol=1e-12)
    assert (pmf >= minimum / count - 1e-15).all()


@given(snapshot=snapshots(), count=st.integers(1, 6), minimum=shares)
def test_the_minimum_is_mixed_in_and_not_clipped(snapshot: Snapshot, count: int, minimum: float) -> None:
    """On the simplex: m/K for everyone, the rest as drawn. Clipping would take from the ones in the middle."""
    drawn = bayes(names(count), snapshot, 0.0)
    assert np.allclose(bayes(names(count), snapshot, minimum), minimum / count + (1 - minimum) * drawn, atol=1e-15)


@given(snapshot=snapshots(), count=st.integers(1, 6))
def test_a_share_is_the_part_of_the_ensemble_that_ranks_a_variant_first(snapshot: Snapshot, count: int) -> None:
    """Counted by hand: each member gives its vote to its best variants, in even parts where they tie."""
    votes = [0.0] * count
    for member in range(snapshot.members):
        scores = [float(snapshot.effects[name][member]) if name in snapshot.effects else 0.0 for name in names(count)]
        best = [index for index, score in enumerate(scores) if score == max(scores)]
        for index in best:
            votes[index] += 1 / len(best) / snapshot.members
    assert np.allclose(bayes(names(count), snapshot, 0.0), votes, atol=1e-12)


def test_shares_of_a_small_ensemble() -> None:
    """Of four members two prefer a, one b, and one cannot tell them apart."""
    snapshot = Snapshot(effects={"a": np.array([1.0, 1.0, 0.0, 0.5]), "b": np.array([0.0, 0.0, 1.0, 0.5])})
    assert list(bayes(["a", "b"], snapshot, 0.0)) == [0.625, 0.375]
    assert np.allclose(bayes(["a", "b"], snapshot, 0.2), [0.6, 0.4])


@given(snapshot=snapshots(), order=st.permutations(range(5)))
def test_the_order_of_candidates_changes_nothing(snapshot: Snapshot, order: list[int]) -> None:
    """A candidate keeps its probability wherever it stands: ties are not settled by place."""
    straight = bayes(names(5), snapshot, 0.05)
    mixed = bayes([f"v{index}" for index in order], snapshot, 0.05)
    assert np.allclose(mixed, straight[order], atol=1e-15)


# ---------------------------------------------------------------- the draw, where its graph is too large


@pytest.mark.parametrize(("count", "candidates"), [(2, 200), (7, 26), (10, 24)])
def test_a_slot_of_many_pieces_is_filled_however_many_there_are(count: int, candidates: int) -> None:
    """Narrowing the draw leaves enough candidates for every place that one slot can have, and each place adds up."""
    none: tuple[frozenset[tuple[str, str]], ...] = (frozenset(),) * candidates
    distinct = tuple(frozenset({("slot tips", str(one))}) for one in range(candidates))
    plan = Plan([Place(f"tips#{at}", tuple([1 / candidates] * candidates), distinct, none) for at in range(count)])
    assert all(math.isclose(sum(row), 1.0) for row in plan.marginals)
    assert len(set(plan.draw([0.3] * count).picks)) == count


# ---------------------------------------------------------------- expected reward and uplift


def test_unknown_variants_are_expected_to_do_as_the_base_rate() -> None:
    """Before any data the prediction is the base rate, and nothing is better than the control."""
    snapshot = Snapshot(prior=Prior(base_rate=0.1))
    assert expected("new", snapshot) == 0.1
    assert uplift("new", "control", snapshot)[0] == 0.0
    assert uplift("new", None, snapshot)[0] == 0.0


def test_the_prior_spread_looks_like_the_base_rate_with_a_few_points() -> None:
    """Nine times in ten a new variant's rate lies between 0.023 and 0.069, as the prior's words say."""
    prior = Prior()
    ends = [1 / (1 + math.exp(-(prior.base_logit + side * 1.6449 * prior.spread))) for side in (-1, 1)]
    assert [round(end, 3) for end in ends] == [0.023, 0.069]


@given(snapshots())
def test_the_control_has_no_uplift_over_itself(snapshot: Snapshot) -> None:
    """Exactly zero, with no interval around it."""
    assert uplift("v0", "v0", snapshot) == (0.0, 0.0, 0.0)


@given(snapshot=snapshots(), control=st.sampled_from([None, "v1", "new"]))
def test_uplift_is_the_difference_of_what_is_expected_inside_its_interval(
    snapshot: Snapshot, control: str | None
) -> None:
    """The mean is the difference of the two predictions; the interval is around it."""
    mean, low, high = uplift("v0", control, snapshot)
    over = expected(control, snapshot) if control else snapshot.prior.base_rate
    assert math.isclose(mean, expected("v0", snapshot) - over, abs_tol=1e-15)
    assert low <= mean <= high
    assert 0 < expected("v0", snapshot) < 1


# ---------------------------------------------------------------- snapshots


def test_the_same_state_has_the_same_version_and_any_change_another() -> None:
    """A snapshot is named by its content: prior, effects and what it was learnt from, in any order of variants."""
    a, b = np.array([0.1, 0.2]), np.array([0.3, 0.4])
    made = [
        Snapshot(effects={"a": a, "b": b}),
        Snapshot(effects={"b": b.copy(), "a": a.copy()}),
        Snapshot(effects={"a": b, "b": a}),
        Snapshot(effects={"a": a, "b": b}, learnt_from=1),
        Snapshot(effects={"a": a, "b": b}, prior=Prior(base_rate=0.05)),
        Snapshot(),
    ]
    versions = [one.version for one in made]
    assert versions[0] == versions[1]
    assert len(set(versions)) == 5
    assert versions[-1].startswith("cold-")
    assert all(one.startswith("bayes-") for one in versions[:-1])


def test_a_snapshot_tells_what_it_is_made_of() -> None:
    """Its parameters stand in every explanation."""
    warm = Snapshot(effects={"a": np.zeros(8)}, learnt_from=12)
    assert warm.params == {"base_rate": 0.04, "spread": 0.35, "members": 8, "variants_learnt": 1, "learnt_from": 12}
    assert Snapshot().params["members"] == 1
