"""Whether a text is in the language that was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.authored_stage import acme, ids, rows, rules

SPOKEN = {
    "en": "Open the chart and compare it with last week.",
    "de": "Öffnen Sie das Diagramm und vergleichen Sie es mit der letzten Woche.",
    "fr": "Ouvrez le graphique et comparez-le avec la semaine dernière.",
    "es": "Abra el gráfico y compárelo con la semana pasada.",
}


@pytest.mark.parametrize("asked", SPOKEN)
@pytest.mark.parametrize("spoken", SPOKEN)
def test_a_sentence_passes_in_its_own_language_only(asked: str, spoken: str) -> None:
    """Four languages, each asked for in turn."""
    assert ("language" in ids(SPOKEN[spoken], asked)) == (asked != spoken)


@pytest.mark.parametrize("asked", SPOKEN)
def test_one_foreign_sentence_among_others_is_found_where_it_stands(asked: str) -> None:
    """The span is that of the foreign sentence."""
    other = "fr" if asked != "fr" else "de"
    text = f"{SPOKEN[asked]} {SPOKEN[other]} {SPOKEN[asked]}"
    verdict = rules().check(text, kind="body_text", locale=asked)
    spans = [text[slice(*each.span)].strip() for each in verdict.violations if each.guardrail == "language"]
    assert spans == [SPOKEN[other]]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Dashboard", "de"),
        ("Slack", "fr"),
        ("Dashboard öffnen", "de"),
        ("Alerts in Slack", "de"),
        ("Business testen", "de"),
        ("Probar Business", "es"),
        ("Alerts et Reports se trouvent dans le menu de gauche.", "fr"),
        ("Öffnen Sie das Dashboard.", "de-AT"),
        ("Ouvrez le tableau de bord.", "fr-CA"),
        ("42", "es"),
        ("", "de"),
        ("Postgres, MySQL, Snowflake", "fr"),
    ],
)
def test_names_loan_words_and_regions_trip_nothing(text: str, locale: str) -> None:
    """Short texts, names of features, and locales with a region."""
    assert "language" not in ids(text, locale)


@pytest.mark.parametrize(
    "text",
    [
        "Maak een grafiek en deel die met je team.",
        "Apri il grafico e confronta le due settimane.",
        "Откройте график и сравните недели.",
        "グラフを開いてください",
    ],
)
def test_languages_the_brand_does_not_write_are_found(text: str) -> None:
    """Other languages, and other scripts."""
    assert "language" in ids(text, "en")


def test_a_locale_nobody_knows_is_not_judged() -> None:
    """The rule knows four languages and says nothing of a fifth."""
    assert "language" not in ids(SPOKEN["en"], "sv")


def test_every_text_of_the_example_brand_is_in_its_language() -> None:
    """Components of examples/acme, in four languages."""
    for component in acme().components:
        for variant in component.variants:
            verdict = rules().check(variant.content, kind=component.kind, locale=variant.locale)
            assert verdict.verdict == "pass", (variant.id, verdict.violations)


def test_the_hand_written_corpus_is_told_apart() -> None:
    """All foreign texts are found, and at most one innocent text in two hundred is taken for foreign."""
    foreign = [row for row in rows("dev.jsonl") if row["rule"] == "R-LANG"]
    assert all("language" in ids(row["text"], row["locale"]) for row in foreign)
    innocent = [*rows("benign_dev.jsonl"), *rows("benign_short_dev.jsonl")]
    wrongly = [row["text"] for row in innocent if "language" in ids(row["text"], row["locale"])]
    assert len(wrongly) <= 0.005 * len(innocent), wrongly


@given(st.text(max_size=200), st.sampled_from([*SPOKEN, "xx", ""]))
def test_no_text_makes_it_raise(text: str, locale: str) -> None:
    """Random Unicode in any locale."""
    assert "internal" not in ids(text, locale)
