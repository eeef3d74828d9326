"""How alike two texts are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from content_engine.guardrails.duplicates import Near, alikeness, near_duplicates

WORDS = st.lists(
    st.sampled_from(["chart", "number", "team", "week", "start", "small", "open", "share", "one", "title"]), max_size=12
).map(" ".join)


def test_a_text_with_a_word_changed_is_a_near_duplicate_and_another_is_not() -> None:
    """The most alike comes first, with how alike it is."""
    others = [
        ("same", "Start with ONE chart!"),
        ("near", "Start with one graph"),
        ("far", "Bring the number your team asks for to the meeting"),
    ]
    found = near_duplicates("Start with one chart", others, 0.6)
    assert found[0] == Near("same", 1.0)
    assert [near.id for near in found] == ["same", "near"]


@given(WORDS, WORDS)
def test_alikeness_is_a_share_and_the_same_in_both_directions(one: str, other: str) -> None:
    """Between 0 and 1; 1 for the same text."""
    assert 0.0 <= alikeness(one, other) <= 1.0
    assert alikeness(one, other) == alikeness(other, one)
    assert alikeness(one, one) == 1.0


@given(st.text(max_size=100), st.lists(st.tuples(st.text(max_size=5), st.text(max_size=100)), max_size=5))
def test_only_what_reaches_the_threshold_is_named(text: str, others: list[tuple[str, str]]) -> None:
    """And in falling order."""
    found = near_duplicates(text, others, 0.8)
    assert all(near.alike >= 0.8 for near in found)
    assert [near.alike for near in found] == sorted((near.alike for near in found), reverse=True)


def test_case_accents_and_punctuation_make_no_difference() -> None:
    """What a reader takes for the same text is the same."""
    assert near_duplicates("Größer, nicht besser.", [("a", "grosser nicht besser")], 1.0)
