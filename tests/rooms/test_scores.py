"""Score tables: what is predicted of a message is the sum of the effects it is made of, name by name."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.ranking.content import Described
from content_engine.ranking.design import content_names, context_names
from content_engine.ranking.names import BIAS, PRIORS, REPEAT, VOLUME, Scale, pair_name
from content_engine.ranking.scores import NOTHING_SEEN, Message, Scoreboard, Seen, below_zero, rate
from content_engine.ranking.snapshot import Head, Prior, normals

TRAITS = ("admin", "new", "trial")
SLOTS = [
    [Described(f"title{n}.a", f"title{n}", "title", (("stage", f"s{n % 2}"), ("topic", f"t{n}"))) for n in range(3)],
    [Described(f"body{n}.a", f"body{n // 2}", "body", (("stage", f"s{n % 2}"),)) for n in range(4)],
    [Described("cta.a", "cta", "cta", ())],
]
PICKS = st.tuples(st.integers(0, 2), st.integers(0, 3)).map(lambda pair: ((0, pair[0]), (1, pair[1]), (2, 0)))


def learnt(seed: int, **given_: Any) -> Head:
    """A head that knows most effects of these slots; some are new to it."""
    rng = np.random.default_rng(seed)
    names = {*context_names("t", "s", TRAITS, treated=True), *REPEAT, *VOLUME}
    for slot in SLOTS:
        for one in slot:
            names.update(content_names(one, TRAITS))
    for a in SLOTS[0]:
        for b in SLOTS[1]:
            names.add(pair_name(("title", dict(a.taxonomy)["stage"]), "stage", ("body", dict(b.taxonomy)["stage"])))
    kept = [name for name in sorted(names) if rng.random() < 0.8]
    effects = {name: (float(rng.normal(0, 0.3)), float(rng.uniform(0.05, 0.4))) for name in kept}
    effects[BIAS] = (-2.0, 0.05)
    return Head("paid", effects, **given_)


def board(head: Head, **given_: Any) -> Scoreboard:
    """A scoreboard of the slots above."""
    return Scoreboard(head, 32, given_.pop("width", 1.0), "t", given_.pop("slots", SLOTS))


def names_of(picks: tuple[tuple[int, int], ...], head: Head) -> list[str]:
    """The effects of a message beyond silence, by name."""
    chosen = [SLOTS[slot][at] for slot, at in picks]
    found = list(context_names("t", "s", TRAITS, treated=True))
    found = found[len(list(context_names("t", "s", TRAITS, treated=False))) :]
    for one in chosen:
        found += content_names(one, TRAITS)
    for a, b in combinations(chosen, 2):
        for dimension, value in a.taxonomy:
            name = pair_name((a.kind, value), dimension, (b.kind, dict(b.taxonomy).get(dimension, "")))
            if dimension in dict(b.taxonomy) and name in head.effects:
                found.append(name)
    return found


@given(st.integers(0, 500), PICKS, st.booleans())
def test_a_message_is_the_sum_of_its_effects(seed: int, picks: Any, worn: bool) -> None:
    """Mean and variance of a message are those of all its effects looked up by name, with what was seen before."""
    head = learnt(seed)
    repeats = {picks[0]: np.array([1.0, 0.5, 0.1]), picks[1]: np.array([0.0, 0.25, 1.0])}
    seen = Seen(repeats, np.array([2.0, 1.0, 0.5])) if worn else NOTHING_SEEN
    message = board(head).table("s", TRAITS).message(picks, seen)
    known = [head.effect(name) for name in names_of(picks, head)]
    mean, variance = sum(m for m, _ in known), sum(s**2 for _, s in known)
    for names, values in ((REPEAT, sum(repeats.values())), (VOLUME, seen.volume)) if worn else ():
        mean += sum(head.effect(name)[0] * value for name, value in zip(names, values, strict=True))
        variance += sum((head.effect(name)[1] * value) ** 2 for name, value in zip(names, values, strict=True))
    assert message.mean == pytest.approx(mean)
    assert message.variance == pytest.approx(variance)
    silence = sum(head.effect(name)[0] for name in context_names("t", "s", TRAITS, treated=False))
    assert message.expected().mean == pytest.approx(rate(silence + mean))
    assert message.over_silence().mean == pytest.approx(rate(silence + mean) - rate(silence))


@given(st.integers(0, 500), st.floats(0, 1))
def test_draws_are_mean_and_spread_times_the_names_numbers(seed: int, width: float) -> None:
    """A candidate's draws are the sum over its effects of mean plus width times spread times the hash's normal."""
    head = learnt(seed)
    table = board(head, width=width).table("s", TRAITS)
    for slot, candidates in enumerate(SLOTS):
        for at, one in enumerate(candidates):
            known = {name: head.effect(name) for name in content_names(one, TRAITS)}
            draws = sum(m + width * s * normals(name, 32) for name, (m, s) in known.items())
            assert table.slots[slot].draws[:, at] == pytest.approx(draws)
            assert table.slots[slot].mean[at] == pytest.approx(sum(m for m, _ in known.values()))


@given(st.integers(0, 500), st.integers(0, 3), st.integers(0, 3))
def test_how_far_two_candidates_are_apart(seed: int, one: int, other: int) -> None:
    """What two candidates share is the same in both: the variance of their difference is of what they do not share."""
    head = learnt(seed)
    table = board(head).table("s", TRAITS)
    mine, theirs = (set(content_names(SLOTS[1][each], TRAITS)) for each in (one, other))
    assert table.apart(1, one, other) == pytest.approx(sum(head.effect(name)[1] ** 2 for name in mine ^ theirs))
    assert table.apart(1, one, one) == 0


def test_the_order_in_which_tables_are_made_changes_no_bit() -> None:
    """A prediction must be replayed to the bit by a process that was asked about other segments first."""
    traits = tuple(f"trait {n}" for n in range(6))
    effects = {
        name: (0.1, 0.05 + 0.01 * number)
        for number, name in enumerate(n for slot in SLOTS for one in slot for n in content_names(one, traits))
    }
    head = Head("paid", effects)
    fresh = board(head).table("s", traits)
    for turn in range(6):
        used = board(head)
        for trait in (*traits[turn:], *traits[:turn])[::-1]:
            used.table("other", (trait,))
        table = used.table("s", traits)
        for slot, candidates in enumerate(SLOTS):
            for one, other in combinations(range(len(candidates)), 2):
                assert table.apart(slot, one, other) == fresh.apart(slot, one, other)
        for asked, known in zip(table.slots, fresh.slots, strict=True):
            assert (asked.draws == known.draws).all()


@given(st.integers(0, 500), PICKS, st.integers(0, 3))
def test_the_control_is_no_better_than_itself(seed: int, picks: Any, control: int) -> None:
    """The uplift of the control, and where there is none, is exactly zero; else the difference of two messages."""
    head = learnt(seed)
    table = board(head).table("s", TRAITS)
    message = table.message(picks, NOTHING_SEEN)
    for none in (None, picks[1][1]):
        told = message.over_control(picks[1], none)
        assert (told.mean, told.low, told.high) == (0.0, 0.0, 0.0)
    if control != picks[1][1]:
        told = message.over_control(picks[1], control)
        other = table.message((picks[0], (1, control), picks[2]), NOTHING_SEEN)
        assert told.mean == message.expected().mean - other.expected().mean
        assert told.low < told.mean < told.high


def test_new_variants_inherit() -> None:
    """A variant nobody has seen is expected to be what its component and taxonomy are, with its own spread on top."""
    head = Head("paid", {"component|good": (0.5, 0.1), "component|bad": (-0.5, 0.1), "tax|k|d=x": (0.2, 0.1)})
    slot = [Described("good.new", "good", "k", (("d", "x"),)), Described("bad.new", "bad", "k", ())]
    found = board(head, slots=[slot]).table("s", ()).slots[0]
    assert found.mean.tolist() == pytest.approx([0.7, -0.5])
    assert found.variance.tolist() == pytest.approx([0.02 + PRIORS["variant"].spread ** 2, 0.01 + 0.15**2])


def test_before_any_data_the_base_rate_is_expected() -> None:
    """Cold, every message is expected at the base rate, between half of it and twice of it nine times in ten."""
    prior = Prior()
    head = Head("paid", {BIAS: (float(np.log(prior.base_rate / (1 - prior.base_rate))), 0.0)})
    table = board(head).table("s", ())
    for picks in (((0, 0), (1, 0), (2, 0)), ((0, 2), (1, 3), (2, 0)), ()):
        told = table.message(picks, NOTHING_SEEN).expected()
        assert told.mean == pytest.approx(prior.base_rate)
        assert 0.1 * prior.base_rate < told.low < told.mean < told.high < 6 * prior.base_rate


@pytest.mark.parametrize("inflation", [1.0, 2.0])
def test_intervals_widen_with_inflation_and_draws_do_not(inflation: float) -> None:
    """What is shown is widened to what came true; what is drawn is not."""
    plain, wide = (board(learnt(3, inflation=each)).table("s", TRAITS) for each in (1.0, inflation))
    picks = ((0, 0), (1, 1), (2, 0))
    one, other = (table.message(picks, NOTHING_SEEN).over_silence() for table in (plain, wide))
    assert other.high - other.low == pytest.approx(inflation * (one.high - one.low))
    assert (plain.slots[0].draws == wide.slots[0].draws).all()
    spread, wider = (table.wide(0, [0, 2]).std(axis=0) for table in (plain, wide))
    assert wider == pytest.approx(inflation * spread)


@given(st.floats(-3, 3), st.floats(0.01, 2), st.floats(1, 3))
def test_harm_is_the_chance_that_silence_is_better(mean: float, spread: float, inflation: float) -> None:
    """One half at no difference, certain where it is sure, and never more certain for being widened."""
    table = board(learnt(1, inflation=inflation)).table("s", TRAITS)
    harm = Message(table, (), NOTHING_SEEN, mean, spread**2).harm()
    draws = mean + inflation * spread * np.random.default_rng(1).normal(size=20_000)
    assert harm == pytest.approx((draws < 0).mean(), abs=0.02)
    assert abs(harm - 0.5) <= abs(below_zero(mean, spread) - 0.5) + 1e-12


def test_harm_of_a_certainty() -> None:
    """Without any uncertainty harm is 0 or 1."""
    assert (below_zero(-0.1, 0.0), below_zero(0.1, 0.0), below_zero(0.0, 1.0)) == (1.0, 0.0, 0.5)


@pytest.mark.parametrize("logit", [-1e9, -40.0, 40.0, 1e9])
def test_no_effect_is_too_large(logit: float) -> None:
    """Absurd effects give rates and intervals that are numbers between 0 and 1."""
    head = Head("paid", {BIAS: (logit, 1e6), "component|cta": (-logit, 1e6)})
    told = board(head).table("s", TRAITS).message(((2, 0),), NOTHING_SEEN).expected()
    assert 0 <= told.low <= told.mean <= told.high <= 1


def test_slots_meet_only_where_it_pays() -> None:
    """Pair effects take part once their learnt spread is large enough; none is made up for values never met."""
    small = learnt(2, scales={**PRIORS, "pair": Scale(0.0, 0.01)})
    assert board(small).meetings == {}
    assert set(board(learnt(2)).meetings) == {(0, 1)}
    table = board(learnt(2)).meetings[0, 1]
    assert table.mean.shape == table.variance.shape == (3, 4)
    assert board(Head("paid", {})).meetings == {}


def test_one_candidate_one_segment_no_taxonomy() -> None:
    """A slot of one candidate, or of none, and a subject of no segment have tables like any other."""
    lonely = board(Head("paid", {}), slots=[[Described("a", "c", "k", ())], []])
    table = lonely.table(None, ())
    assert table.slots[0].draws.shape == (32, 1)
    assert table.slots[1].draws.shape == (32, 0)
    assert np.isfinite(table.message(((0, 0),), NOTHING_SEEN).expected().high)


def test_a_component_in_two_places_counts_twice() -> None:
    """Two places with one taxonomy value are as uncertain as twice its effect, not as two effects."""
    pair = [Described(f"v{n}", f"c{n}", "k", (("d", "x"),)) for n in range(2)]
    head = Head("paid", {"tax|k|d=x": (0.3, 0.4)})
    message = board(head, slots=[pair]).table(None, ()).message(((0, 0), (0, 1)), NOTHING_SEEN)
    others = ["treated", "component|c0", "component|c1", "variant|v0", "variant|v1"]
    assert message.mean == pytest.approx(0.6)
    assert message.variance == pytest.approx((2 * 0.4) ** 2 + sum(head.effect(name)[1] ** 2 for name in others))
