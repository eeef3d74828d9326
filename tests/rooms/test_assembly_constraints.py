"""Rules over a whole message: the keys that pieces carry, and what a choice of pieces breaks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.assembly import keys_for, violations
from content_engine.domain.catalog import Component, Constraint, Variant


def piece(id: str, claims: Sequence[str] = (), tone: str | None = None, **taxonomy: str) -> tuple[Component, Variant]:
    """A component with one variant."""
    variant = Variant(id=f"{id}.a", locale="en", content={"text": "x"}, tone=tone)
    return Component(id=id, kind="hero", taxonomy=taxonomy, claims=tuple(claims), variants=(variant,)), variant


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        ("claim", ("soc2", "sla")),
        ("component", ("c",)),
        ("tone", ("warm",)),
        ("role", ("admin",)),
        ("industry", ()),
        ("stage", ()),
    ],
)
def test_the_keys_of_a_piece(key: str, keys: tuple[str, ...]) -> None:
    """Claims, component, tone and taxonomy are keys; `any` and what is not said are none."""
    component, variant = piece("c", ["soc2", "sla"], tone="warm", role="admin", industry="any")
    assert keys_for(component, variant, key) == keys


def test_the_tone_of_a_component_holds_where_the_variant_has_none() -> None:
    """A variant's own tone comes first, then its component's taxonomy."""
    assert keys_for(*piece("c", tone="direct"), "tone") == ("direct",)
    assert keys_for(*piece("c"), "tone") == ()
    component, variant = piece("c")
    toned = component.model_copy(update={"taxonomy": {"tone": "warm"}})
    assert keys_for(toned, variant, "tone") == ("warm",)


def test_a_claim_is_made_once() -> None:
    """`distinct: claim` is broken by a claim in two pieces, and the words name it."""
    constraints = [Constraint(distinct="claim")]
    once = [piece("a", ["x", "y"]), piece("b", ["z"]), piece("c")]
    assert violations(once, constraints) == []
    assert violations([*once, piece("d", ["y"])], constraints) == [
        "the claim `y` stands in two pieces, at most one may carry it"
    ]


def test_one_tone_throughout() -> None:
    """`same: tone` is broken by two tones; pieces without a tone go with any."""
    constraints = [Constraint(same="tone")]
    assert violations([piece("a", tone="warm"), piece("b"), piece("c", tone="warm")], constraints) == []
    assert violations([piece("a", tone="warm"), piece("b", tone="direct")], constraints) == [
        "the pieces must share one tone, but carry `direct`, `warm`"
    ]
    shared = [piece("a", ["x", "y"]), piece("b", ["y", "z"]), piece("c", ["y"])]
    assert violations(shared, [Constraint(same="claim")]) == []


pieces = st.lists(
    st.builds(
        piece, st.sampled_from("abc"), st.lists(st.sampled_from("xyz"), unique=True), st.sampled_from(["warm", None])
    ),
    max_size=5,
)


@given(pieces, st.sampled_from(["claim", "component", "tone", "role"]))
def test_verdicts_agree_with_counting(chosen: list[tuple[Component, Variant]], key: str) -> None:
    """A model: distinct holds when no key is counted twice, same when one key is in every piece that has any."""
    carried = [set(keys_for(component, variant, key)) for component, variant in chosen]
    flat = [one for keys in carried for one in keys]
    assert (violations(chosen, [Constraint(distinct=key)]) == []) is (len(flat) == len(set(flat)))
    having = [keys for keys in carried if keys]
    shared = not having or any(all(one in keys for keys in having) for one in flat)
    assert (violations(chosen, [Constraint(same=key)]) == []) is shared


def test_all_broken_rules_are_told() -> None:
    """Each constraint that is broken has its words, in order."""
    chosen = [piece("a", ["x"], tone="warm"), piece("a", ["x"], tone="direct")]
    constraints = [Constraint(distinct="component"), Constraint(same="tone"), Constraint(distinct="claim")]
    assert [words.split()[1] for words in violations(chosen, constraints)] == ["component", "pieces", "claim"]
