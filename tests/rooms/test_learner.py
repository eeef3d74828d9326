"""Learning one outcome: days in order, open ones anew, new things from their kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_engine.ranking.content import Described
from content_engine.ranking.design import Compact
from content_engine.ranking.learner import BLOCK, ENOUGH, Apprentice, Block
from content_engine.ranking.pack import pack, unpack
from content_engine.ranking.snapshot import Head

TAXONOMY = (("stage", "start"),)
SEGMENTS = {"s0": ("admin", "new"), "s1": ("admin",), "s2": ()}


def described(name: str) -> Described:
    """Variant `c3.a` belongs to component `c3`; the odd ones are bodies and about another topic."""
    component = name.partition(".")[0]
    odd = int(component[1:]) % 2
    return Described(name, component, "body" if odd else "title", (*TAXONOMY, ("topic", f"t{odd}")))


def block(
    words: Any,
    day: int,
    rate: Callable[[np.ndarray[Any, Any]], Any] = lambda codes: 0.1,
    *,
    number: int = 200,
    components: int = 4,
    silent: float = 0.1,
    age: float = 1.0,
) -> Block:
    """A day of messages of two random variants; `rate` is the chance of a reward by components, (n, 2) to (n,)."""
    rng = np.random.default_rng(day)
    names = [f"c{n}.{v}" for n in range(components) for v in "ab"]
    codes = np.array([words.variant(name, described) for name in names])
    shown = rng.integers(0, len(names), (number, 2))
    treated = rng.random(number) >= silent
    reward = (rng.random(number) < rate(shown // 2)).astype(float)
    delay = rng.random(number) * age
    return Block(
        day,
        Compact(
            template=np.full(number, words.template("t"), np.int32),
            segment=np.array(
                [words.segment(f"s{n}", SEGMENTS.__getitem__) for n in rng.integers(0, 3, number)], np.int32
            ),
            treated=treated,
            variants=np.where(treated[:, None], codes[shown], -1).astype(np.int32),
            repeat=np.zeros((number, 3), np.float32),
            volume=rng.random((number, 3)).astype(np.float32),
            decided=np.full(number, day, np.int64),
        ),
        reward,
        np.where(reward > 0, delay, 0.0),
        np.full(number, age),
    )


def same(one: Head, other: Head) -> None:
    """Two heads are the same to the bit."""
    assert pack(one.to_tree()) == pack(other.to_tree())


@settings(max_examples=20)
@given(st.lists(st.booleans(), min_size=5, max_size=5))
def test_any_split_of_days_gives_the_same_head(stops: list[bool]) -> None:
    """However often learning is stopped, looked at with open days laid on top, stored and gone on with."""
    whole, parts = Apprentice("paid", 30.0), Apprentice("paid", 30.0)
    for day, stop in enumerate(stops):
        whole.settle(block(whole.vocabulary, day, number=60))
        parts.settle(block(parts.vocabulary, day, number=60))
        if stop:
            parts.head([block(parts.vocabulary, day + 1, number=30)])
            parts = Apprentice.from_tree(unpack(pack(parts.to_tree())))
    same(whole.head([]), parts.head([]))


def test_looking_changes_nothing() -> None:
    """A head with open days is no part of what is settled: asked again, it is the same."""
    one = Apprentice("paid", 30.0)
    one.settle(block(one.vocabulary, 0))
    before = pack(one.to_tree())
    opened = [block(one.vocabulary, day, age=0.5) for day in (1, 2)]
    same(one.head(opened), one.head(opened))
    assert pack(one.to_tree()) == before


def test_variants_known_early_make_no_difference() -> None:
    """Settled days give the same belief whether or not the variants of later days were read before them."""
    late, early = Apprentice("paid", 30.0), Apprentice("paid", 30.0)
    ahead = [block(early.vocabulary, day, components=3 + day) for day in range(4)]
    for day in range(4):
        late.settle(block(late.vocabulary, day, components=3 + day))
        early.settle(ahead[day])
    same(late.head([]), early.head([]))


def test_a_zero_that_is_not_mature_counts_less() -> None:
    """Of a young day nothing is expected yet: its zeros count as its age says, its rewards in full."""
    found = {}
    for age in (0.02, 0.5, 1.0):
        one = Apprentice("paid", 30.0)
        one.settle(block(one.vocabulary, 0, lambda codes: 0.2, number=2_000))
        found[age] = one.head([block(one.vocabulary, 1, lambda codes: np.zeros(len(codes)), number=2_000, age=age)])
    bias = {age: head.effects["bias"][0] for age, head in found.items()}
    assert bias[1.0] < bias[0.5] < bias[0.02]
    assert [found[age].rate for age in (0.02, 0.5, 1.0)] == pytest.approx([0.2, 0.2 / 1.5, 0.1], abs=0.015)
    seen = {age: sum(count for _, count in head.counts.values()) for age, head in found.items()}
    assert seen[0.02] < seen[0.5] < seen[1.0]


def test_a_head_survives_being_stored() -> None:
    """Stored and read an apprentice goes on exactly as it would have."""
    one = Apprentice("paid", 20.0)
    for day in range(3):
        one.settle(block(one.vocabulary, day, number=1_000))
    again = Apprentice.from_tree(unpack(pack(one.to_tree())))
    same(one.head([]), again.head([]))
    for each in (one, again):
        each.settle(block(each.vocabulary, 5))
    same(one.head([]), again.head([]))
    same(Head.from_tree(unpack(pack(one.head([]).to_tree()))), one.head([]))


def test_a_new_variant_takes_after_its_component() -> None:
    """One that nobody has seen is expected above another whose component did worse; its spread is the prior's."""
    one = Apprentice("paid", 60.0)
    for day in range(6):
        one.settle(block(one.vocabulary, day, lambda codes: np.where((codes == 0).any(axis=1), 0.3, 0.1), number=1_500))
    head = one.head([])
    good, bad = (head.effect(f"component|{c}")[0] + head.effect(f"variant|{c}.new")[0] for c in ("c0", "c2"))
    assert good > bad + 0.2
    assert head.effect("variant|c0.new") == (0.0, head.scales["variant"].spread)


@pytest.mark.parametrize("jump", [0.0, 0.4])
def test_shown_intervals_are_widened_as_needed_and_at_most_threefold(jump: float) -> None:
    """A world that stays as it was asks for little widening; one that jumps every day asks for all there is."""
    one = Apprentice("paid", 60.0)
    assert one.head([]).inflation == 1.0
    for day in range(8):
        lucky = day % 4
        one.settle(
            block(
                one.vocabulary, day, lambda c, n=lucky: np.where((c == n).any(axis=1), 0.1 + jump, 0.1), number=ENOUGH
            )
        )
    inflation = one.head([]).inflation
    assert (inflation > 2.5) if jump else (inflation < 1.6)
    assert 0.5 < inflation <= 3.0


def test_nothing_to_learn() -> None:
    """No days, empty days, and days of silence alone are learnt from without harm; their numbers are finite."""
    one = Apprentice("paid", 60.0)
    empty = block(one.vocabulary, 0, number=0)
    assert one.head([]).counts == one.head([empty]).counts == {}
    one.settle(empty)
    one.settle(block(one.vocabulary, 1, silent=1.1, number=50))
    head = one.head([])
    assert head.silent == 50
    assert np.isfinite([number for pair in head.effects.values() for number in pair]).all()


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_rewards_always_or_never(rate: float) -> None:
    """Where nobody or everybody is rewarded, effects stay finite and the expected reward is near what was seen."""
    one = Apprentice("paid", 60.0)
    for day in range(5):
        one.settle(block(one.vocabulary, day, lambda codes: rate, number=500))
    head = one.head([])
    assert np.isfinite([number for pair in head.effects.values() for number in pair]).all()
    assert head.rate == pytest.approx(rate, abs=0.01)
    assert np.sign(head.effects["bias"][0]) == (1 if rate else -1)


def test_what_is_old_counts_less() -> None:
    """After a half-life without anything new, counts and silence are half of what they were."""
    one = Apprentice("paid", 10.0)
    one.settle(block(one.vocabulary, 0, number=400))
    before = one.head([])
    one.settle(block(one.vocabulary, 10, number=0))
    after = one.head([])
    assert after.silent == pytest.approx(before.silent / 2)
    assert after.counts == {v: pytest.approx((won / 2, seen / 2)) for v, (won, seen) in before.counts.items()}


def test_a_large_day_is_taken_in_pieces() -> None:
    """The pieces of a day are the day, in order, none larger than the bound."""
    one = Apprentice("paid", 60.0)
    day = block(one.vocabulary, 0, number=2 * BLOCK + 7)
    parts = day.parts()
    assert [len(part) for part in parts] == [BLOCK, BLOCK, 7]
    assert (np.concatenate([part.reward for part in parts]) == day.reward).all()
    assert (Compact.join([part.compact for part in parts]).variants == day.compact.variants).all()
