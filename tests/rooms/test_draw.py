"""The draw: exact probabilities under whole-message constraints."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.experiments.hashing import seed_units
from content_engine.ranking import draw, graph
from content_engine.ranking.draw import Infeasible, Place, Plan

NONE: frozenset[tuple[str, str]] = frozenset()


def place(
    name: str, count: int, distinct: list[str] | None = None, same: list[str] | None = None, **more: object
) -> Place:
    """A place of `count` equally likely candidates; `distinct` and `same` give each candidate one key ('' for none)."""
    keys = lambda name, values: tuple(frozenset({(name, v)}) if v else NONE for v in values)  # noqa: E731 - two lines saved
    return Place(
        name,
        tuple([1 / count] * count),
        keys("claim", distinct or [""] * count),
        keys("tone", same or [""] * count),
        **more,  # type: ignore[arg-type]
    )


def fits(places: list[Place], chosen: list[int | None], candidate: int) -> bool:
    """Whether a candidate for the next place breaks no constraint with what is chosen, by looking at all of it."""
    index = len(chosen)
    taken = [(i, pick) for i, pick in enumerate(chosen) if pick is not None]
    if any(places[i].distinct[pick] & places[index].distinct[candidate] for i, pick in taken):
        return False
    carried = [places[i].same[pick] for i, pick in [*taken, (index, candidate)] if places[i].same[pick]]
    return not carried or bool(frozenset.intersection(*carried))


def variety(one: Place) -> int:
    """How many different sets of keys its candidates have: the plan fills the most varied place first."""
    return len(set(zip(one.distinct, one.same, strict=True)))


def brute(places: list[Place]) -> dict[tuple[int | None, ...], float]:
    """Every valid layout with its probability, by walking all of them: the model the plan is held against."""

    def options(chosen: list[int | None]) -> list[int]:
        index = len(chosen)
        return [c for c, p in enumerate(places[index].pmf) if p > 0 and fits(places, chosen, c) and ends([*chosen, c])]

    def ends(chosen: list[int | None]) -> bool:
        if len(chosen) == len(places):
            return True
        return bool(options(chosen)) or (places[len(chosen)].optional and ends([*chosen, None]))

    found: dict[tuple[int | None, ...], float] = {}

    def walk(chosen: list[int | None], probability: float) -> None:
        if len(chosen) == len(places):
            found[tuple(chosen)] = found.get(tuple(chosen), 0.0) + probability
            return
        allowed = options(chosen)
        if not allowed:
            walk([*chosen, None], probability)
            return
        total = sum(places[len(chosen)].pmf[c] for c in allowed)
        for c in allowed:
            walk([*chosen, c], probability * places[len(chosen)].pmf[c] / total)

    if ends([]):
        walk([], 1.0)
    return found


@st.composite
def messages(draw: st.DrawFn) -> list[Place]:
    """Up to four places of up to four candidates with random keys and weights."""
    places = []
    for index in range(draw(st.integers(1, 4))):
        count = draw(st.integers(1, 4))
        weights = draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
        made = place(
            f"p{index}",
            count,
            draw(st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=count, max_size=count)),
            draw(st.lists(st.sampled_from(["", "warm", "plain"]), min_size=count, max_size=count)),
            optional=draw(st.booleans()),
        )
        more = draw(st.sampled_from(["warm", "plain"]))
        same = tuple(keys | {("tone", more)} if keys and draw(st.booleans()) else keys for keys in made.same)
        pmf = tuple(weight / sum(weights) for weight in weights)
        places.append(Place(made.name, pmf, made.distinct, same, made.optional))
    return sorted(places, key=variety, reverse=True)


@given(messages())
def test_marginals_and_joint_agree_with_walking_every_layout(places: list[Place]) -> None:
    """A plan's marginals are the sums over all valid layouts, and it is infeasible just when there is none."""
    layouts = brute(places)
    if not layouts:
        with pytest.raises(Infeasible):
            Plan(places)
        return
    plan = Plan(places)
    for index, row in enumerate(plan.marginals):
        for candidate, marginal in enumerate(row):
            assert marginal == pytest.approx(sum(p for layout, p in layouts.items() if layout[index] == candidate))


@given(messages(), st.integers(0, 10_000))
def test_a_draw_is_a_valid_layout_with_its_own_probability(places: list[Place], seed: int) -> None:
    """Whatever is drawn satisfies the constraints and carries the probability that walking every layout gives it."""
    layouts = brute(places)
    if not layouts:
        return
    drawn = Plan(places).draw(seed_units(len(places), str(seed)))
    assert drawn.propensity == pytest.approx(layouts[drawn.picks])


@pytest.mark.parametrize("seed", range(20))
def test_ten_thousand_redraws_agree_with_the_propensities(seed: int) -> None:
    """Chi-squared of 10,000 redraws against the marginals of every place: no p below 1e-4."""
    from scipy.stats import chisquare

    count = 3 + seed % 5
    tones = ["warm", "plain", ""] * 5
    places = [
        place(f"p{i}", count, [f"k{(c + i * seed) % 4}" for c in range(count)], tones[i : i + count]) for i in range(3)
    ]
    plan = Plan(places)
    seen = [Counter[int | None]() for _ in places]
    for number in range(10_000):
        for index, pick in enumerate(plan.draw(seed_units(len(places), f"{seed}/{number}")).picks):
            seen[index][pick] += 1
    for counter, row in zip(seen, plan.marginals, strict=True):
        expected = [(c, 10_000 * p) for c, p in enumerate(row) if p > 0]
        assert sum(counter.values()) == sum(counter[c] for c, _ in expected)
        if len(expected) > 1:
            assert chisquare([counter[c] for c, _ in expected], [e for _, e in expected]).pvalue > 1e-4


def test_without_constraints_every_candidate_keeps_its_probability() -> None:
    """Places that share no key are independent: the marginal is the pmf itself, to the bit."""
    places = [Place("a", (0.25, 0.75), (NONE, NONE), (NONE, NONE)), place("b", 40)]
    plan = Plan(places)
    assert plan.marginals[0] == [0.25, 0.75]
    assert all(math.isclose(p, 1 / 40) for p in plan.marginals[1])


def test_no_walk_runs_into_a_dead_end() -> None:
    """A candidate that would leave a later required place empty is never drawn, however probable it is."""
    places = [place("a", 2, ["x", "y"]), place("b", 1, ["x"])]
    plan = Plan(places)
    assert plan.marginals == [[0.0, 1.0], [1.0]]


def test_a_graph_too_large_is_narrowed_to_the_most_probable() -> None:
    """Six places that exclude each other over 24 candidates are drawn among fewer, still with exact probabilities."""
    places = [place(f"p{i}", 24, [f"k{c}" for c in range(24)]) for i in range(6)]
    plan = Plan(places)
    assert all(math.isclose(sum(row), 1.0) for row in plan.marginals)
    drawn = plan.draw(seed_units(len(places), "one"))
    assert len(set(drawn.picks)) == 6


def test_every_order_of_keys_gives_the_same_answer() -> None:
    """Permuting candidates permutes the marginals."""
    keys = ["a", "b", "", "a"]
    for order in itertools.permutations(range(4)):
        plan = Plan([place("one", 2, ["a", "b"]), place("two", 4, [keys[i] for i in order])])
        base = Plan([place("one", 2, ["a", "b"]), place("two", 4, keys)])
        assert [plan.marginals[1][order.index(i)] for i in range(4)] == pytest.approx(base.marginals[1])


def layouts_of(places: list[Place]) -> list[tuple[int | None, ...]]:
    """Every combination of candidates and empty places, possible or not."""
    return list(itertools.product(*[[None, *range(len(one.pmf))] for one in places]))


@given(messages())
def test_the_probability_of_a_layout_is_that_of_walking_to_it(places: list[Place]) -> None:
    """Any picks have the probability that walking every layout gives them, 0 for what breaks a rule; all sum to one."""
    layouts = brute(places)
    if not layouts:
        return
    plan = Plan(places)
    told = {picks: plan.probability(picks) for picks in layouts_of(places)}
    assert sum(told.values()) == pytest.approx(1.0)
    assert told == {picks: pytest.approx(layouts.get(picks, 0.0)) for picks in told}


@given(messages(), st.integers(0, 10_000))
def test_a_best_layout_is_a_possible_one(places: list[Place], seed: int) -> None:
    """Each member's layout can be drawn; the first place filled, and a place that is free, hold the highest score."""
    layouts = brute(places)
    if not layouts:
        return
    plan, rng = Plan(places), np.random.default_rng(seed)
    scores = [rng.normal(size=(7, len(one.pmf))) for one in places]
    best = plan.best(scores)
    assert best.shape == (7, len(places))
    for row in best.tolist():
        assert plan.probability([None if pick < 0 else pick for pick in row]) > 0
    for at in plan.free:
        assert (best[:, at] == scores[at].argmax(axis=1)).all()


def test_the_best_layout_gives_way_place_by_place() -> None:
    """A candidate whose claim is taken, or that would leave the next place empty, is not chosen, whatever its score."""
    plan = Plan([place("a", 3, ["x", "y", "z"]), place("b", 2, ["x", "y"]), place("c", 1, ["x"])])
    scores = [np.array([[3.0, 2.0, 1.0]]), np.array([[1.0, 2.0]]), np.array([[0.0]])]
    assert plan.best(scores).tolist() == [[2, 1, 0]]


@pytest.mark.parametrize("shift", range(6))
def test_turns_are_exact_against_walking_every_layout(shift: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the most states candidates take turns: all keep a chance, and what is told is what the layouts sum to."""
    monkeypatch.setattr(graph, "MAX_STATES", 12)
    monkeypatch.setattr(draw, "MOST_PLACES", 3)
    places = [place(f"p{at}", 6, [f"k{(c + at * shift) % 6}" for c in range(6)]) for at in range(3)]
    plan = Plan(places)
    told = {picks: plan.probability(picks) for picks in layouts_of(places)}
    assert sum(told.values()) == pytest.approx(1.0)
    assert all(brute_fits(places, picks) for picks, chance in told.items() if chance > 0)
    for at, row in enumerate(plan.marginals):
        assert min(row) > 0
        assert row == [pytest.approx(sum(p for picks, p in told.items() if picks[at] == c)) for c in range(6)]
    for number in range(50):
        drawn = plan.draw(seed_units(3, str(number)))
        assert drawn.propensity == told[drawn.picks] > 0


def test_turns_lose_no_tone() -> None:
    """Where tones are dealt unevenly over the places, every tone that can be said throughout keeps its chance."""
    half, quarter = ["warm"] * 12 + ["plain"] * 12, ["plain"] * 18 + ["warm"] * 6
    claims = [[f"k{(c + at) % 24}" for c in range(24)] for at in range(6)]
    plan = Plan([place(f"p{at}", 24, claims[at], half if at < 3 else quarter) for at in range(6)])
    assert all(chance > 0 for row in plan.marginals for chance in row)


def test_turns_on_a_large_message() -> None:
    """Six places over 24 claims and two tones outgrow a graph: every candidate keeps a chance, draws tell their own."""
    tones = ["warm", "plain"] * 12
    places = [place(f"p{at}", 24, [f"k{(c + at) % 24}" for c in range(24)], tones) for at in range(6)]
    plan = Plan(places)
    assert all(chance > 0 for row in plan.marginals for chance in row)
    assert all(math.isclose(sum(row), 1.0) for row in plan.marginals)
    for number in range(30):
        drawn = plan.draw(seed_units(len(places), str(number)))
        assert drawn.propensity == pytest.approx(plan.probability(drawn.picks))
        assert brute_fits(places, drawn.picks)
    best = plan.best([np.random.default_rng(at).normal(size=(20, 24)) for at in range(6)])
    assert all(plan.probability(row) > 0 for row in best.tolist())


def brute_fits(places: list[Place], picks: tuple[int | None, ...]) -> bool:
    """Whether a layout breaks no constraint, pick by pick."""
    return all(pick is not None and fits(places, list(picks[:at]), pick) for at, pick in enumerate(picks))
