"""Names of people, and what is told of one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.guardrails.given_names import SURE, UNSURE
from tests.rooms.authored_stage import acme, ids, rows, rules


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Marcus has opened your report twice.", "en"),
        ("The export was made by K. Lindqvist.", "en"),
        ("Ask Henrik about this chart.", "en"),
        ("Mrs Patel wants to see the number.", "en"),
        ("Dr. Albrecht commented on the chart.", "en"),
        ("Hi Laura, here is a tip.", "en"),
        ("@jlindgren asked for access.", "en"),
        ("Herr Brandt hat Ihren Bericht geöffnet.", "de"),
        ("Hallo Jürgen, hier ist ein Tipp.", "de"),
        ("Monsieur Lefèvre a consulté votre rapport.", "fr"),
        ("La señora Ortega quiere ver la cifra.", "es"),
    ],
)
def test_a_name_is_found_by_list_title_initial_or_context(text: str, locale: str) -> None:
    """In four languages."""
    assert "person" in ids(text, locale)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Your colleague opened it 14 times.", "en"),
        ("Someone in your team deleted the alert.", "en"),
        ("The CFO exported the salary table.", "en"),
        ("User jsmith84 last signed in on Tuesday.", "en"),
        ("An analyst in your team is on sick leave.", "en"),
        ("Jemand aus Ihrem Team hat den Alert gelöscht.", "de"),
        ("Votre collègue a partagé un graphique.", "fr"),
        ("Su compañero ha abierto el panel.", "es"),
    ],
)
def test_what_one_person_did_or_how_they_are_needs_no_name(text: str, locale: str) -> None:
    """Activity, health and place."""
    assert "person" in ids(text, locale)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("In May and June, review your alerts.", "en"),
        ("Mark the chart you talk about most.", "en"),
        ("Will the number hold? Ask your team.", "en"),
        ("A rose chart is a pie with petals.", "en"),
        ("Frankfurt or Virginia: choose once.", "en"),
        ("How Harborline reports each week", "en"),
        ("Share it with your manager before the meeting.", "en"),
        ("Invite someone who reads charts sceptically.", "en"),
        ("St. Gallen and São Paulo are two rows.", "en"),
        ("@channel", "en"),
        ("Fragen Sie eine Kollegin nach dem Diagramm.", "de"),
        ("En avril et en mai, comparez les deux mois.", "fr"),
    ],
)
def test_months_places_words_and_people_in_general_pass(text: str, locale: str) -> None:
    """Words that are also names, and people nobody can tell apart."""
    assert "person" not in ids(text, locale)


def test_the_readers_own_name_is_not_the_authors() -> None:
    """A name that was filled in, or will be, is no finding; one that stands in the text is."""
    assert rules().check("Hello Laura, a tip", kind="body_text", known=("Laura",)).verdict == "pass"
    template = "Hello {{ first_name }}, a tip"
    assert rules().check(template, kind="body_text", rendered=False).verdict == "pass"
    assert rules().inspect({"text": "Laura"}, "body_text")
    assert "person" in ids("Hello Laura, a tip")


def test_messages_never_repeat_a_name() -> None:
    """The span says where; the message does not say who."""
    verdict = rules().check("Ask Henrik about it.", kind="body_text")
    assert all("Henrik" not in each.message for each in verdict.violations)


def test_words_of_the_brand_and_its_facts_are_no_names() -> None:
    """Every word of the facts may stand alone."""
    for fact in acme().facts:
        assert "person" not in ids(fact.statement)


def test_sure_names_are_told_from_words() -> None:
    """No name is on both lists, and all are folded."""
    assert not SURE & UNSURE
    assert all(name.isascii() and name.islower() for name in SURE | UNSURE)


def test_the_hand_written_corpus_is_told_apart() -> None:
    """Innocent texts: at most one in two hundred is taken for personal."""
    innocent = [*rows("benign_dev.jsonl"), *rows("benign_short_dev.jsonl")]
    wrongly = [row["text"] for row in innocent if "person" in ids(row["text"], row["locale"])]
    assert len(wrongly) <= 0.005 * len(innocent), wrongly


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    """Random Unicode."""
    assert "internal" not in ids(text)
