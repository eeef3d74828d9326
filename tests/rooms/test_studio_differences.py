"""Word differences and marked texts of the Studio: whatever is cut can be put together again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from content_engine.web.studio.differences import MOST_WORDS, Mark, Piece, marked, word_diff

SPANS = st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=8)


def test_words_are_compared_and_not_letters() -> None:
    """A word that changed is taken out and put in whole; punctuation is a word of its own."""
    told = word_diff("Open the chart.", "Open a chart!")
    assert told == [
        Piece("same", "Open "),
        Piece("del", "the"),
        Piece("ins", "a"),
        Piece("same", " chart"),
        Piece("del", "."),
        Piece("ins", "!"),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_come_back_from_their_difference(before: str, after: str) -> None:
    """Without what was put in it is the earlier text, without what was taken out the later one."""
    told = word_diff(before, after)
    assert "".join(one.text for one in told if one.change != "ins") == before
    assert "".join(one.text for one in told if one.change != "del") == after


def test_very_long_texts_are_exchanged_whole() -> None:
    """Beyond the bound nothing is compared word by word, and equal texts are still equal."""
    long = "word " * MOST_WORDS
    assert word_diff(long, "short") == [Piece("del", long), Piece("ins", "short")]
    assert word_diff(long, long) == [Piece("same", long)]
    assert word_diff("", long) == [Piece("ins", long)]


def test_marks_that_overlap_are_cut_where_they_meet() -> None:
    """The part below two marks tells both, in the order given; beside them each stands alone."""
    told = marked("abcdef", [Mark(1, 4, "reject", "price"), Mark(3, 6, "flag", "style")])
    assert [(one.text, one.kind, one.label) for one in told] == [
        ("a", "", ""),
        ("bc", "reject", "price"),
        ("d", "reject", "price; style"),
        ("ef", "flag", "style"),
    ]


@given(st.text(max_size=30), SPANS)
def test_marked_parts_together_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Also with marks of no length, beyond the text, or the wrong way round; each part lies within its marks."""
    marks = [Mark(start, end, "flag", f"{at}") for at, (start, end) in enumerate(spans)]
    told = marked(text, marks)
    assert "".join(one.text for one in told) == text
    at = 0
    for one in told:
        covering = [mark for mark in marks if mark.start <= at and at + len(one.text) <= mark.end]
        assert {mark.label for mark in one.marks} == {mark.label for mark in covering if one.text}
        at += len(one.text)


def test_an_empty_text_has_no_parts() -> None:
    """There is nothing to mark."""
    assert marked("", [Mark(0, 3, "flag", "x")]) == []
