"""Uplift and Qini: scikit-uplift's published values, a plain definition beside the code, and laws of adding up."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from content_engine.experiments.intervals import difference
from content_engine.experiments.qini import Uplift, binned, exact

Floats = NDArray[np.float64]
near = pytest.approx


@st.composite
def people(draw: st.DrawFn, least: int = 2) -> tuple[Floats, Floats, Floats]:
    """Outcomes of 0 and 1, scores with ties, and arms that are both filled."""
    n = draw(st.integers(least, 40))
    many = lambda element: np.array(draw(st.lists(element, min_size=n, max_size=n)), dtype=np.float64)  # noqa: E731
    outcome, score, treated = many(st.integers(0, 1)), many(st.integers(-3, 6)), many(st.integers(0, 1))
    treated[0], treated[1] = 1, 0
    return outcome, score / 7, treated


def published() -> tuple[Floats, Floats, Floats]:
    """1,000 made-up people by a rule without randomness, for values computed with scikit-uplift."""
    i = np.arange(1000)
    score, treated = (i * 37) % 101 / 101, ((i * 7919) % 10 < 5).astype(float)
    outcome = ((i * 613) % 997 / 997 < 0.1 + 0.2 * treated * score).astype(float)
    return outcome, score, treated


def plain_curves(outcome: Floats, score: Floats, treated: Floats) -> tuple[list[float], list[float], list[float]]:
    """People, Qini and uplift at every threshold, straight from the definitions."""
    people, qini, uplift = [0.0], [0.0], [0.0]
    for threshold in sorted(set(score.tolist()), reverse=True):
        chosen = score >= threshold
        n_t, n_c = int((treated[chosen] == 1).sum()), int((treated[chosen] == 0).sum())
        y_t, y_c = float(outcome[chosen & (treated == 1)].sum()), float(outcome[chosen & (treated == 0)].sum())
        people.append(n_t + n_c)
        qini.append(y_t - (y_c * n_t / n_c if n_c else 0))
        uplift.append(((y_t / n_t if n_t else 0) - (y_c / n_c if n_c else 0)) * (n_t + n_c))
    return people, qini, uplift


# ---------------------------------------------------------------- published values


def test_the_published_curves_of_one_score() -> None:
    """scikit-uplift sklift/tests/test_metrics.py: test_qini_curve ends in (3, 1), test_uplift_curve in (3, 1.5)."""
    found = exact([0, 1, 0], [0.5, 0.5, 0.5], [0, 1, 1])
    assert (found.qini_curve().people.tolist(), found.qini_curve().extra.tolist()) == ([0, 3], [0, 1])
    assert (found.uplift_curve().people.tolist(), found.uplift_curve().extra.tolist()) == ([0, 3], [0, 1.5])


def test_the_published_perfect_curves() -> None:
    """The same file, test_perfect_qini_curve and test_perfect_uplift_curve: scores that know arm and outcome."""
    found = exact([0, 1, 0], [0, 1, 0], [0, 1, 1]).qini_curve()
    assert (found.people.tolist(), found.extra.tolist()) == ([0, 1, 3], [0, 1, 1])
    found = exact([0, 1, 0], [2, 3, 1], [0, 1, 1]).uplift_curve()
    assert (found.people.tolist(), found.extra.tolist()) == ([0, 1, 2, 3], [0, 1, 2, 1.5])


@pytest.mark.parametrize(("outcome", "treated", "auuc"), [([0, 1], [1, 0], 0.0), ([1, 0], [0, 1], 1.0)])
def test_the_published_coefficients_of_two_people(outcome: list[int], treated: list[int], auuc: float) -> None:
    """The same file, test_qini_auc_score (1 and 1) and test_uplift_auc_score (0 and 1)."""
    found = exact(outcome, [0.1, 0.3], treated).gains()
    assert (found.qini, found.auuc) == (near(1.0), near(auuc))


def test_the_published_percentile_table() -> None:
    """The same file, test_uplift_by_percentile with one bin: 2 treated, 1 control, rates 0.5 and 0, uplift 0.5."""
    (found,) = exact([0, 1, 0], [0.5, 0.5, 0.5], [0, 1, 1]).deciles(1)
    assert (found.treated, found.control, found.treated_rate, found.control_rate) == (2, 1, 0.5, 0.0)
    assert found.uplift is not None and found.uplift.value == 0.5
    assert (found.start, found.end) == (0, 1)


def test_a_thousand_people_score_what_scikit_uplift_says() -> None:
    """Computed with scikit-uplift 0.5.1: qini_auc_score, uplift_auc_score, curves, also for the reversed score."""
    outcome, score, treated = published()
    one, back = exact(outcome, score, treated), exact(outcome, -score, treated)
    assert (one.gains().qini, one.gains().auuc) == (near(0.1442854034827575), near(0.07861315198596486))
    assert (back.gains().qini, back.gains().auuc) == (near(-0.14436627676148187), near(-0.0784474697024971))
    qini, uplift = one.qini_curve(), one.uplift_curve()
    assert len(qini.people) == 102
    assert qini.people[[1, 50, -1]].tolist() == [10, 495, 1000]
    assert qini.extra[[1, 50, -1]] == near([3.0, 43.08870968, 52.0])
    assert uplift.extra[[1, 50, -1]] == near([6.0, 86.35186757, 104.0])
    rare = exact(1 - outcome, score, treated).gains()
    assert (rare.qini, rare.auuc) == (near(-0.04120239641228346), near(-0.07387801470001568))


def test_five_parts_are_what_scikit_uplift_says() -> None:
    """Computed with scikit-uplift 0.5.1: uplift_by_percentile(strategy="overall", bins=5), all scores different."""
    outcome, _, treated = published()
    found = exact(outcome, (np.arange(1000) * 37) % 1009 / 1009, treated).deciles(5)
    assert [(one.treated, one.control) for one in found] == [(101, 99), (102, 98), (99, 101), (100, 100), (98, 102)]
    assert [one.treated_rate for one in found] == near([0.168317, 0.235294, 0.252525, 0.21, 0.153061], abs=1e-6)
    assert [one.control_rate for one in found] == near([0.121212, 0.102041, 0.089109, 0.09, 0.098039], abs=1e-6)
    uplifts = [one.uplift.value for one in found if one.uplift]
    assert uplifts == near([0.047105, 0.133253, 0.163416, 0.12, 0.055022], abs=1e-6)


# ---------------------------------------------------------------- definitions and laws


@given(people())
def test_curves_are_their_definitions(given: tuple[Floats, Floats, Floats]) -> None:
    """Threshold by threshold, as one would count by hand."""
    people, qini, uplift = plain_curves(*given)
    found = exact(*given)
    assert found.qini_curve().people.tolist() == people
    assert found.qini_curve().extra == near(qini, abs=1e-9)
    assert found.uplift_curve().extra == near(uplift, abs=1e-9)


@given(people(), st.integers(0, 40))
def test_parts_add_up_to_the_whole(given: tuple[Floats, Floats, Floats], cut: int) -> None:
    """Exact and binned counts of two parts, in either order, say what all people at once say."""
    for make in (exact, lambda *rows: binned(*rows, edges=[-0.2, 0.0, 0.5])):
        whole = make(*given)
        one, two = make(*(row[:cut] for row in given)), make(*(row[cut:] for row in given))
        for both in (one + two, two + one, Uplift() + whole, whole + Uplift()):
            assert both.gains() == whole.gains()
            assert both.deciles(3) == whole.deciles(3)
            assert (both.n, both.scores.tolist()) == (whole.n, whole.scores.tolist())


@given(people())
def test_bins_that_part_all_scores_lose_nothing(given: tuple[Floats, Floats, Floats]) -> None:
    """With an edge at every score the streaming form is the exact one."""
    edges = sorted(set(given[1].tolist()))
    assert binned(*given, edges=edges).gains() == exact(*given).gains()


@given(people())
def test_only_the_order_of_scores_counts(given: tuple[Floats, Floats, Floats]) -> None:
    """Any rising change of the score changes nothing."""
    outcome, score, treated = given
    assert exact(outcome, np.exp(3 * score) - 5, treated).gains() == exact(*given).gains()


@given(people())
def test_one_score_for_all_is_worth_nothing(given: tuple[Floats, Floats, Floats]) -> None:
    """A score that cannot tell people apart runs along the diagonal."""
    found = exact(given[0], np.zeros_like(given[1]), given[2]).gains()
    assert found.qini in (None, 0.0) and found.auuc in (None, 0.0)
    assert (found.qini_area, found.uplift_area) == (0, 0)


@given(people())
def test_knowing_everything_scores_one(given: tuple[Floats, Floats, Floats]) -> None:
    """The perfect Qini order (who responds when treated, then those without, then who responds untreated) is 1."""
    outcome, _, treated = given
    found = exact(outcome, outcome * treated - outcome * (1 - treated), treated).gains().qini
    assert found is None or found == near(1)


@given(people())
def test_the_effect_is_newcombes_difference(given: tuple[Floats, Floats, Floats]) -> None:
    """Rates of the two arms over everyone."""
    outcome, _, treated = given
    t, c = outcome[treated == 1], outcome[treated == 0]
    assert exact(*given).gains().effect == difference(int(t.sum()), t.size, int(c.sum()), c.size)


@given(people(), st.integers(1, 12))
def test_deciles_part_everybody_once_and_no_equal_scores(given: tuple[Floats, Floats, Floats], count: int) -> None:
    """Parts follow each other from 0 to 1, hold everyone, and are at most as many as asked and as scores differ."""
    found = exact(*given).deciles(count)
    assert sum(one.treated + one.control for one in found) == given[0].size
    assert [one.start for one in found] == [0.0, *(one.end for one in found[:-1])]
    assert found[-1].end == 1
    assert len(found) <= min(count, np.unique(given[1]).size)


def test_amounts_have_areas_but_no_coefficients() -> None:
    """Revenue has no perfect order: areas and a normal interval of the effect, by hand."""
    found = exact([10.0, 0.0, 4.0, 2.0], [4, 3, 2, 1], [1, 0, 1, 0]).gains()
    assert (found.qini, found.auuc) == (None, None)
    assert found.note == "coefficients need outcomes of 0 and 1; areas are given"
    assert found.effect is not None and found.effect.value == 6.0
    assert found.effect.high == near(6 + 1.6448536 * math.sqrt(18 / 2 + 2 / 2))
    # Qini 0, 10, 10, 14, 12 against the diagonal to 12: (5 + 10 + 12 + 13) - 24 = 16, over 4 people squared.
    assert found.qini_area == near(16 / 16)


@pytest.mark.parametrize("treated", [[1, 1], [0, 0]])
def test_one_arm_alone_says_nothing(treated: list[int]) -> None:
    """Without a comparison there is no uplift; deciles still count people."""
    found = exact([1, 0], [0.1, 0.2], treated)
    assert found.gains().note == "cannot say: one of the two arms is empty"
    assert (found.gains().qini, found.gains().effect) == (None, None)
    assert all(one.uplift is None for one in found.deciles())


def test_nobody_says_nothing() -> None:
    """The empty count has no parts and cannot say."""
    assert Uplift().gains().note.startswith("cannot say")
    assert Uplift().deciles() == ()
    assert exact([], [], []).n == 0


def test_bad_input_is_refused() -> None:
    """Shapes, values, edges and mixtures that mean nothing."""
    with pytest.raises(ValueError, match="equally long rows are needed"):
        exact([1, 0], [0.1], [1, 0])
    with pytest.raises(ValueError, match="treated 0 or 1"):
        exact([1, 0], [0.1, 0.2], [1, 2])
    with pytest.raises(ValueError, match="finite numbers"):
        exact([1, 0], [0.1, math.nan], [1, 0])
    with pytest.raises(ValueError, match="edges: finite numbers that rise"):
        binned([1], [1], [1], edges=[1, 1])
    with pytest.raises(ValueError, match="other score bins do not add up"):
        binned([1], [1], [1], edges=[0, 1]) + exact([1], [1], [1])
    with pytest.raises(ValueError, match="at least one is needed"):
        exact([1], [1], [1]).deciles(0)
