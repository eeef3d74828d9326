"""Reading ease and long sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.brand import Style
from content_engine.domain.catalog import Field_
from content_engine.guardrails.readability import readability, reading_ease
from content_engine.guardrails.reading import Reading

EASY = "The cat sat on the mat. It was a red mat. The dog saw the cat."
HARD = (
    "Organisational interoperability necessitates comprehensive harmonisation of heterogeneous documentation"
    " methodologies, notwithstanding considerable infrastructural limitations."
)


def test_short_words_and_sentences_read_more_easily() -> None:
    """By Flesch's measure the first text is for children, the second for nobody."""
    easy, hard = reading_ease(EASY, "en"), reading_ease(HARD, "en-GB")
    assert easy is not None
    assert hard is not None
    assert easy > 90
    assert hard < 20


def test_flesch_is_computed_as_published() -> None:
    """206.835 - 1.015 words per sentence - 84.6 syllables per word, worked out by hand for ten words, ten syllables."""
    assert reading_ease("I see it, and so can we. Go on up.", "en") == pytest.approx(206.835 - 1.015 * 5 - 84.6)


def test_too_few_words_and_other_languages_have_no_ease() -> None:
    """There is nothing to measure."""
    assert reading_ease("Open it", "en") is None
    assert reading_ease(EASY, "sv") is None


def test_limits_are_off_unless_the_brand_sets_them() -> None:
    """A style without limits of reading makes no rule."""
    assert readability([Style(max_emoji=0)]) == []


def test_long_sentences_and_hard_texts_are_flagged_where_they_stand() -> None:
    """The span of a long sentence is that sentence; a hard text is told as a whole."""
    text = f"{EASY} {HARD}"
    (rule,) = readability([Style(kinds=("note",), max_sentence_words=12, min_reading_ease=60)])
    field = Field_(name="text", max_chars=1000)
    found = list(rule.find(Reading(text, field, "note")))
    assert rule.on_fail == "flag"
    assert text[found[0].start : found[0].end].strip() == HARD
    assert list(rule.find(Reading(text, field, "other"))) == []


@given(st.text(max_size=200), st.sampled_from(["en", "de", "fr", "es"]))
def test_no_text_makes_it_raise(text: str, locale: str) -> None:
    """Random Unicode."""
    ease = reading_ease(text, locale)
    assert ease is None or isinstance(ease, float)
