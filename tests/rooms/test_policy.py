"""Policies: distributions over whole messages whose probabilities are exact."""

from __future__ import annotations

import itertools
import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from content_engine.ranking.draw import Infeasible, Place, Plan
from content_engine.ranking.policy import Lottery, beta_draws, ensemble, fixed

NO_KEYS: frozenset[tuple[str, str]] = frozenset()
Array = npt.NDArray[np.float64]
Layout = tuple[int | None, ...]


def place(name: str, keys: list[str], *, optional: bool = False) -> Place:
    """A place with one equally likely candidate for each claim ('' for none)."""
    count = len(keys)
    distinct = tuple(frozenset({("claim", key)}) if key else NO_KEYS for key in keys)
    return Place(name, (1 / count,) * count, distinct, (NO_KEYS,) * count, optional)


def free(*counts: int) -> Plan:
    """A plan without constraints."""
    return Plan([place(f"p{at}", [""] * count) for at, count in enumerate(counts)])


def everything(plan: Plan) -> list[Layout]:
    """Every layout there could be, possible or not."""
    return list(itertools.product(*[[None, *range(len(one.pmf))] for one in plan.places]))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Up to three places of up to four candidates, some of which exclude each other."""
    rows = draw(st.lists(st.lists(st.sampled_from(["", "a", "b"]), min_size=1, max_size=4), min_size=1, max_size=3))
    try:
        return Plan([place(f"p{at}", keys, optional=draw(st.booleans())) for at, keys in enumerate(rows)])
    except Infeasible:
        return Plan([place("p", rows[0])])


@st.composite
def lotteries(draw: st.DrawFn) -> Lottery:
    """A plan with the ensemble of some random scores, or by itself."""
    plan = draw(plans())
    if draw(st.booleans()):
        return Lottery(plan)
    rng = np.random.default_rng(draw(st.integers(0, 1_000)))
    scores = [rng.normal(size=(draw(st.integers(1, 9)), len(one.pmf))) for one in plan.places[:1]]
    scores += [rng.normal(size=(len(scores[0]), len(one.pmf))) for one in plan.places[1:]]
    return ensemble(plan, scores, draw(st.sampled_from([0.0, 0.05, 0.5, 1.0])))


@given(lotteries())
def test_whole_messages_sum_to_one_and_parts_agree(lottery: Lottery) -> None:
    """Over all layouts probabilities sum to one; a candidate's chance is their sum over the layouts it is in."""
    chances = {picks: lottery.probability(picks) for picks in everything(lottery.plan)}
    assert sum(chances.values()) == pytest.approx(1.0)
    for at, one in enumerate(lottery.plan.places):
        marginals = lottery.marginals(at)
        for pick in range(len(one.pmf)):
            within = sum(chance for picks, chance in chances.items() if picks[at] == pick)
            assert lottery.chance(at, pick) == pytest.approx(within)
            assert marginals[pick] == pytest.approx(within)


@given(lotteries(), st.lists(st.floats(0, 1, exclude_max=True), min_size=4, max_size=4))
def test_a_draw_tells_its_own_probability(lottery: Lottery, units: list[float]) -> None:
    """Whatever numbers it is drawn by, a message carries the probability and the chances that the lottery tells."""
    drawn = lottery.draw(units[: lottery.tickets])
    assert drawn.propensity == lottery.probability(drawn.picks)
    assert drawn.propensity > 0
    told = [1.0 if pick is None else lottery.chance(at, pick) for at, pick in enumerate(drawn.picks)]
    assert list(drawn.propensities) == told


@pytest.mark.parametrize("minimum", [0.0, 0.25, 1.0])
def test_draws_over_a_grid_of_numbers_agree(minimum: float) -> None:
    """Of evenly spread numbers each layout gets exactly its share; members, plan and minimum fit the grid."""
    plan = Plan([place("a", ["x", ""]), place("b", ["", "x"])])
    scores = [np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])]
    lottery = ensemble(plan, scores, minimum)
    grid = [(step + 0.5) / 12 for step in range(12)]
    found: dict[Layout, int] = {}
    for units in itertools.product(grid, repeat=lottery.tickets):
        picks = lottery.draw(units).picks
        found[picks] = found.get(picks, 0) + 1
    assert {picks: count / 12**3 for picks, count in found.items()} == {
        picks: pytest.approx(lottery.probability(picks)) for picks in everything(plan) if lottery.probability(picks) > 0
    }


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.floats(0, 1), st.integers(0, 99))
def test_every_candidate_and_every_layout_keeps_its_minimum(counts: list[int], minimum: float, seed: int) -> None:
    """Where nothing constrains, a candidate keeps minimum/K and a layout minimum over the number of layouts."""
    plan, rng = free(*counts), np.random.default_rng(seed)
    lottery = ensemble(plan, [rng.normal(size=(5, count)) for count in counts], minimum)
    for at, count in enumerate(counts):
        marginals = lottery.marginals(at)
        assert sum(marginals) == pytest.approx(1.0)
        assert min(marginals) >= minimum / count - 1e-12
    for picks in itertools.islice(itertools.product(*map(range, counts)), 50):
        assert lottery.probability(picks) >= minimum / math.prod(counts) - 1e-12


def test_without_scores_the_plan_draws() -> None:
    """A lottery without an ensemble is its plan: even, and `minimum` says nothing."""
    lottery = Lottery(free(4))
    assert lottery.marginals(0) == [0.25] * 4
    assert lottery.draw([0.9, 0.3]).picks == (1,)


def test_a_message_without_places_is_certain() -> None:
    """Where every slot stays empty there is one message, the empty one, whatever the policy."""
    plan = Plan([])
    for lottery in (Lottery(plan), ensemble(plan, [], 0.05), fixed(plan, [], 0.05)):
        drawn = lottery.draw([0.5])
        assert (drawn.picks, drawn.propensities, drawn.propensity) == ((), (), 1.0)


def turned(meetings: dict[tuple[int, int], Array]) -> dict[tuple[int, int], Array]:
    """Meetings in both orders of their places, as `ensemble` takes them."""
    return meetings | {(b, a): table.T for (a, b), table in meetings.items()}


def total(layout: npt.NDArray[np.int32], scores: list[Array], meetings: dict[tuple[int, int], Array]) -> Array:
    """The sum of scores and meetings of each member's layout."""
    who = np.arange(len(layout))
    found = np.sum([score[who, at] for score, at in zip(scores, layout.T, strict=True)], axis=0)
    return found + sum(table[layout[:, a], layout[:, b]] for (a, b), table in meetings.items())


@given(st.lists(st.integers(1, 4), min_size=2, max_size=4), st.integers(0, 10_000))
def test_slots_that_meet_are_never_worse_for_it(counts: list[int], seed: int) -> None:
    """With effects between slots each member's layout is worth at least what it is worth without a second look."""
    rng, plan = np.random.default_rng(seed), free(*counts)
    scores = [rng.normal(size=(6, count)) for count in counts]
    meetings = {
        (a, b): rng.normal(size=(counts[a], counts[b]))
        for a, b in itertools.combinations(range(len(counts)), 2)
        if (a, b) == (0, 1) or rng.random() < 0.5
    }
    plain, met = ensemble(plan, scores, 0.1), ensemble(plan, scores, 0.1, turned(meetings))
    assert plain.layouts is not None
    assert met.layouts is not None
    assert (total(met.layouts, scores, meetings) >= total(plain.layouts, scores, meetings) - 1e-5).all()


def test_a_meeting_can_turn_a_choice() -> None:
    """Two good headlines that clash: the second place yields, because together they are worth less."""
    scores = [np.array([[1.0, 0.0]]), np.array([[0.5, 0.4]])]
    clash = np.array([[-1.0, 0.0], [0.0, 0.0]])
    assert ensemble(free(2, 2), scores, 0.0).marginals(1) == [1.0, 0.0]
    lottery = ensemble(free(2, 2), scores, 0.0, turned({(0, 1): clash}))
    assert [lottery.probability(picks) for picks in ((0, 0), (0, 1), (1, 0), (1, 1))] == [0.0, 1.0, 0.0, 0.0]


@given(st.integers(0, 10_000))
def test_meetings_may_speak_of_more_candidates_than_take_part(seed: int) -> None:
    """Tables of all candidates with `columns` saying which take part choose as tables of those alone do."""
    rng, columns = np.random.default_rng(seed), [np.array([3, 1]), np.array([0, 2, 4])]
    scores = [rng.normal(size=(6, 2)), rng.normal(size=(6, 3))]
    table = rng.normal(size=(5, 5))
    small = table[columns[0]][:, columns[1]]
    wide = ensemble(free(2, 3), scores, 0.1, turned({(0, 1): table}), columns)
    narrow = ensemble(free(2, 3), scores, 0.1, turned({(0, 1): small}))
    assert wide.layouts is not None
    assert narrow.layouts is not None
    assert (wide.layouts == narrow.layouts).all()


@given(plans(), st.integers(0, 10_000))
def test_meetings_never_break_a_constraint(plan: Plan, seed: int) -> None:
    """Whatever the effects between slots, every member's layout is one that the plan can draw."""
    rng, counts = np.random.default_rng(seed), [len(one.pmf) for one in plan.places]
    meetings = {
        (a, b): 5 * rng.normal(size=(counts[a], counts[b])) for a, b in itertools.combinations(range(len(counts)), 2)
    }
    lottery = ensemble(plan, [rng.normal(size=(8, count)) for count in counts], 0.0, turned(meetings))
    assert lottery.layouts is not None
    for row in lottery.layouts.tolist():
        assert plan.probability([None if pick < 0 else pick for pick in row]) > 0


def test_fixed_takes_what_is_wanted() -> None:
    """The wanted candidate at each place, the next wanted where constraints forbid it, the first where none is."""
    plan = Plan([place("a", ["x", "y", ""]), place("b", ["y", "z", ""]), place("c", ["", ""])])
    lottery = fixed(plan, [[1], [0, 2], []], 0.0)
    assert lottery.draw([0.5] * 4).picks == (1, 2, 0)
    assert lottery.draw([0.5] * 4).propensity == 1.0


@given(plans(), st.data())
def test_fixed_keeps_the_minimum(plan: Plan, data: st.DataObject) -> None:
    """Beside what is wanted, every message keeps its even share of the minimum."""
    wanted = [data.draw(st.permutations(range(len(one.pmf)))) for one in plan.places]
    lottery = fixed(plan, [order[:2] for order in wanted], 0.2)
    for picks in everything(plan):
        assert lottery.probability(picks) >= 0.2 * plan.probability(picks) - 1e-12
    assert lottery.draw([0.99] * 5).propensity >= 0.8


@pytest.mark.parametrize(("won", "seen"), [(0, 0), (3, 40), (40, 1_000), (500, 600)])
@pytest.mark.parametrize("width", [0.25, 1.0])
def test_beta_draws_are_a_betas(won: float, seen: float, width: float) -> None:
    """Mean and spread come near those of Beta(1 + won, 1 + seen - won), counts taken 1 / width² times."""
    draws = beta_draws("title.a", won, seen, width, 4_000)
    exact = beta(1 + won / width**2, 1 + (seen - won) / width**2)
    assert ((draws > 0) & (draws < 1)).all()
    assert draws.mean() == pytest.approx(exact.mean(), abs=0.1 * exact.std())
    assert draws.std() == pytest.approx(exact.std(), rel=0.1)


def test_beta_draws_belong_to_a_variant() -> None:
    """The same variant draws the same numbers, another one others; more rewards than exposures is no disaster."""
    assert (beta_draws("a", 2, 9, 1.0, 32) == beta_draws("a", 2, 9, 1.0, 32)).all()
    assert (beta_draws("a", 2, 9, 1.0, 32) != beta_draws("b", 2, 9, 1.0, 32)).any()
    assert np.isfinite(beta_draws("a", 9.5, 9.0, 0.0, 32)).all()
