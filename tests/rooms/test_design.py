"""From decisions to rows: the same features as a plain reading of every decision gives, name by name."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from content_engine.ranking.content import Described
from content_engine.ranking.design import NONE, Compact, Design, Vocabulary, content_names, context_names
from content_engine.ranking.names import REPEAT, VOLUME, group_of, pair_name, tax_name
from content_engine.ranking.pack import pack, unpack
from content_engine.ranking.posterior import Belief

DIMENSIONS, KINDS = ("stage", "topic", "tone"), ("title", "body", "cta")

DESCRIBED = st.builds(
    Described,
    variant=st.sampled_from([f"v{n}" for n in range(7)]),
    component=st.sampled_from(["c1", "c2", "c|3"]),
    kind=st.sampled_from(KINDS),
    taxonomy=st.dictionaries(st.sampled_from(DIMENSIONS), st.sampled_from(["x", "y", "z|w"]), max_size=3).map(
        lambda found: tuple(sorted(found.items()))
    ),
)
SEGMENT = st.tuples(
    st.sampled_from(["s1", "s2", "s3"]),
    st.lists(st.sampled_from(["admin", "new", "a\nb", "x=y"]), unique=True, max_size=3).map(tuple),
)
THREE = st.tuples(*[st.sampled_from([0.0, 0.25, 1.5])] * 3)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Described], list[tuple[str, tuple[str, ...]]], list[dict[str, Any]]]:
    """Variants, segments, and decisions about them."""
    variants = draw(st.lists(DESCRIBED, max_size=6, unique_by=lambda one: one.variant))
    segments = draw(st.lists(SEGMENT, max_size=3, unique_by=lambda one: one[0]))
    decision = st.fixed_dictionaries(
        {
            "template": st.sampled_from(["t1", "t2"]),
            "segment": st.sampled_from([None, *segments]),
            "treated": st.booleans(),
            "variants": st.lists(st.sampled_from(variants), max_size=4) if variants else st.just([]),
            "repeat": THREE,
            "volume": THREE,
        }
    )
    return variants, segments, draw(st.lists(decision, min_size=1, max_size=8))


def compact(words: Vocabulary, decisions: list[dict[str, Any]], wide: int = 4) -> Compact:
    """Decisions as codes."""
    variants = np.full((len(decisions), wide), NONE, np.int32)
    for at, one in enumerate(decisions):
        codes = [words.variant(each.variant, lambda _, found=each: found) for each in one["variants"]]
        variants[at, : len(codes)] = codes
    segments = [
        words.segment(one["segment"] and one["segment"][0], lambda _, found=one["segment"]: found[1])
        for one in decisions
    ]
    return Compact(
        template=np.array([words.template(one["template"]) for one in decisions], np.int32),
        segment=np.array(segments, np.int32),
        treated=np.array([one["treated"] for one in decisions]),
        variants=variants,
        repeat=np.array([one["repeat"] for one in decisions]),
        volume=np.array([one["volume"] for one in decisions]),
        decided=np.arange(len(decisions), dtype=np.int64),
    )


def slowly(one: dict[str, Any]) -> Counter[str]:
    """The features of one decision with their values, looked up nowhere."""
    name, traits = one["segment"] or (None, ())
    found: Counter[str] = Counter(context_names(one["template"], name, traits, treated=one["treated"]))
    for each in one["variants"]:
        found.update(content_names(each, traits))
    for a, b in combinations(one["variants"], 2):
        for dimension, value in a.taxonomy:
            other = dict(b.taxonomy).get(dimension)
            if other is not None and a.kind != b.kind:
                found[pair_name((a.kind, value), dimension, (b.kind, other))] += 1
    for names, values in ((REPEAT, one["repeat"]), (VOLUME, one["volume"])):
        for feature, value in zip(names, values, strict=True):
            found[feature] += value
    return Counter({feature: value for feature, value in found.items() if value})


def quickly(design: Design, belief: Belief, block: Compact) -> list[Counter[str]]:
    """The same as the design makes them."""
    ones = np.ones(len(block))
    rows = design.rows(block, ones, ones)
    found = []
    for index, values in zip(rows.index.T.tolist(), rows.values.T.tolist(), strict=True):
        row = Counter(belief.names[number] for number in index if number < len(belief.names))
        row.update({belief.names[number]: value for number, value in zip(rows.named, values, strict=True) if value})
        found.append(row)
    return found


@given(worlds())
def test_rows_are_what_a_plain_reading_gives(world: Any) -> None:
    """Every decision has exactly the features of its names, with their values, whoever it speaks to."""
    _, _, decisions = world
    words, belief = Vocabulary(), Belief()
    assert quickly(Design(words, belief), belief, compact(words, decisions)) == [slowly(one) for one in decisions]


@given(worlds(), st.integers(1, 7), st.integers(4, 6))
def test_a_growing_vocabulary_changes_nothing(world: Any, cut: int, wide: int) -> None:
    """Block by block, each with new variants and segments, rows are the same; stored vocabularies go on alike."""
    _, _, decisions = world
    words, belief = Vocabulary(), Belief()
    design = Design(words, belief)
    found = quickly(design, belief, compact(words, decisions[:cut])) if decisions[:cut] else []
    words = Vocabulary.from_tree(unpack(pack(words.to_tree())))
    rest = decisions[cut:]
    if rest:
        found += quickly(Design(words, belief), belief, compact(words, rest, wide))
    assert found == [slowly(one) for one in decisions]


@given(worlds())
def test_blocks_join_as_wide_as_the_widest(world: Any) -> None:
    """Blocks of messages of different widths put together are the rows of each; picking takes rows out again."""
    _, _, decisions = world
    words, belief = Vocabulary(), Belief()
    narrow, wide = compact(words, decisions, 4), compact(words, decisions, 9)
    both = Compact.join([narrow, wide])
    rows = quickly(Design(words, belief), belief, both)
    assert rows == [slowly(one) for one in decisions] * 2
    again = both.pick(np.arange(len(decisions)))
    assert (again.template == narrow.template).all()
    assert len(both) == 2 * len(decisions)


def test_codes_stay() -> None:
    """A name keeps its code and is described once; no segment has none."""
    words = Vocabulary()
    one = Described("v", "c", "k", (("d", "x"),), "text")
    assert words.variant("v", lambda _: one) == words.variant("v", lambda _: Described("v", "?", "?", ())) == 0
    assert words.variants == [one]
    assert words.segment(None, lambda _: ()) == NONE
    assert (words.template("t"), words.template("u"), words.template("t")) == (0, 1, 0)
    assert Vocabulary.from_tree(unpack(pack(words.to_tree()))).to_tree() == words.to_tree()


def test_names_say_their_group() -> None:
    """Hostile names keep their group; values meet under one name whichever comes first."""
    assert group_of(tax_name("title", "stage", "a|b\nc")) == "tax"
    assert pair_name(("b", "1"), "d", ("a", "2")) == pair_name(("a", "2"), "d", ("b", "1"))
