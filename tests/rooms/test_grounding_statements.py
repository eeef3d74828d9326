"""Grounding on the example brand: statements, their evidence, and what changes a verdict."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.brand import Fact
from content_engine.domain.verdicts import Violation
from tests.rooms.authored_stage import acme, rows, rules

ACME = rules()
# A figure of each kind, as a fact has it and as none has it.
FIGURES = (
    ("Team costs $29 per user per month.", "29", "27"),
    ("Business keeps 36 months of history.", "36", "48"),
    ("The API allows 60 requests per minute on Team.", "60", "90"),
    ("There are 42 connectors.", "42", "58"),
    ("Business has a 99.9% monthly uptime SLA.", "99.9", "99.5"),
    ("Business refreshes every 15 minutes.", "15", "10"),
    ("The Business trial lasts 14 days.", "14", "21"),
    ("ANNUAL20 takes 20% off the first year.", "20%", "35%"),
    ("Chat support on Business runs 9:00-18:00 CET on weekdays.", "18:00", "22:00"),
)


def found(text: str, locale: str = "en") -> list[Violation]:
    """What grounding says against a text."""
    verdict = ACME.check(text, kind="body_text", locale=locale)
    return [each for each in verdict.violations if each.guardrail == "grounding"]


@pytest.mark.parametrize("fact", acme().facts, ids=lambda fact: fact.id)
def test_what_a_fact_says_supports_itself(fact: Fact) -> None:
    """Each approved statement passes, sentence by sentence, and the fact is among the evidence of its statements."""
    assert found(fact.statement) == []
    rest = [source for each in ACME.evidence(fact.statement, kind="body_text") for source in each.sources]
    assert not rest or fact.id in rest


@pytest.mark.parametrize(("text", "right", "wrong"), FIGURES)
def test_a_changed_figure_is_a_contradiction(text: str, right: str, wrong: str) -> None:
    """A statement passes with the figure of its fact, and with another it is blocked and the fact is named."""
    assert found(text) == []
    against = found(text.replace(right, wrong))
    assert against
    assert re.search(r"\(.*F\d+.*\)", against[0].message)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("two weeks", "14 days"),
        ("a fortnight", "14 days"),
        ("fourteen days", "14 days"),
    ],
)
def test_figures_are_the_same_in_words_and_in_other_units(written: str, same: str) -> None:
    """Words and units say the same figure."""
    assert found(f"The Business trial is free for {same}.") == []
    assert found(f"The Business trial is free for {written}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Team may call the API sixty times a minute.",
        "Business refreshes four times an hour.",
        "On Enterprise, data is refreshed every five minutes.",
        "Team keeps a year of history.",
        "Team aktualisiert stündlich, Business alle fünfzehn Minuten.",
        "L’historique est conservé douze mois sur Team.",
        "El historial se conserva doce meses en Team.",
        "Postgres, Snowflake, Stripe and 39 more.",
    ],
)
def test_the_same_said_otherwise_passes(text: str) -> None:
    """Rates, frequencies and what is left of a number are worked out, in four languages."""
    locale = "de" if "stündlich" in text else "fr" if "conservé" in text else "es" if "historial" in text else "en"
    assert found(text, locale) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("The audit log is on Business and Enterprise.", "The audit log is on Team."),
        ("The audit log is on Business and Enterprise.", "The audit log is on Business only."),
        ("SAML SSO is only on Enterprise.", "SAML SSO is on all plans."),
        ("Google sign-in is on all plans.", "Google sign-in is reserved for Enterprise."),
        ("There is no API on Free.", "The API is on Free."),
        ("The data region cannot be changed later.", "The data region can be changed later."),
        ("The trial needs no credit card.", "The trial needs a credit card."),
        ("Choose EU (Frankfurt) or US (Virginia).", "The EU region is in Dublin."),
        ("Email is answered within 24 hours on weekdays.", "Email is answered within 24 hours, weekends included."),
        ("Ask Acme is in beta.", "Ask Acme is out of beta."),
        ("Alerts go to Slack and email.", "Alerts go to Slack, email and SMS."),
        ("Connect Salesforce or HubSpot.", "Connect Salesforce or Oracle."),
    ],
)
def test_plans_scope_denials_and_places_must_be_those_of_a_fact(right: str, wrong: str) -> None:
    """The true form passes, the one turned round is blocked."""
    assert found(right) == []
    assert found(wrong)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("You have 3 unread alerts.", "en"),
        ("Your Team plan renews on Friday.", "en"),
        ("Your last export failed.", "en"),
        ("Ihre Testphase endet morgen.", "de"),
        ("Vous avez 3 nouvelles alertes.", "fr"),
        ("Ha creado 3 paneles esta semana.", "es"),
    ],
)
def test_no_fact_knows_the_readers_account(text: str, locale: str) -> None:
    """Figures and states of the reader's own account are blocked."""
    assert any("account" in each.message for each in found(text, locale))


@pytest.mark.parametrize(
    "text",
    [
        "Which plan refreshes every minute?",
        "Open a chart and name it.",
        "Nothing is certain in forecasting.",
        "Put the board where the team meets.",
    ],
)
def test_questions_conditions_and_advice_state_nothing(text: str) -> None:
    """They pass, and there is nothing to give evidence for."""
    assert found(text) == []
    assert ACME.evidence(text, kind="body_text") == ()


def test_a_condition_may_hold_any_figure() -> None:
    """What follows "if" is no claim; what stands beside it is."""
    assert found("If you have 3 alerts, review them.") == []
    assert found("Team has 3 alerts, if you ask.")


def test_evidence_names_span_and_fact_of_each_statement() -> None:
    """Spans are those of the text as sent, without the spaces around; advice between them has no evidence."""
    text = "The audit log is on Enterprise. Open a chart. Business has chat support."
    evidence = ACME.evidence(text, kind="body_text")
    assert [(text[slice(*each.span)], each.sources, each.field) for each in evidence] == [
        ("The audit log is on Enterprise.", ("F11",), "text"),
        ("Business has chat support.", ("F9",), "text"),
    ]


def test_a_passage_supports_what_no_fact_knows_and_nothing_a_fact_denies() -> None:
    """Sources given beside count for names and things; what a fact contradicts stays blocked."""
    passage = (("docs/oracle", "The Oracle connector reads tables and views."),)
    text = "The Oracle connector reads tables."
    assert ACME.check(text, kind="body_text").verdict == "reject"
    assert not [v for v in ACME.check(text, kind="body_text", sources=passage).violations if v.guardrail == "grounding"]
    assert ACME.evidence(text, kind="body_text", sources=passage)[0].sources == ("docs/oracle",)
    wrong = (("docs/alerts", "Team has 500 alerts."),)
    assert ACME.check("Team has 500 alerts.", kind="body_text", sources=wrong).verdict == "reject"


def test_values_filled_in_are_not_the_authors_claims() -> None:
    """Figures of the reader are masked where they are told, and never judged on the request path."""
    text = "You have 18 seats."
    assert found(text)
    known = ACME.check("18 seats for Ada", kind="body_text", known=("18", "Ada"))
    assert known.verdict == "pass"
    assert ACME.inspect({"text": text}, "body_text")


@given(st.text(max_size=200))
def test_any_text_gets_evidence_that_fits(text: str) -> None:
    """Random Unicode never raises, and spans lie in the text."""
    for each in ACME.evidence(text, kind="body_text"):
        assert 0 <= each.span[0] < each.span[1] <= len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "Team",
                "Free",
                "10",
                "$29",
                "%",
                "alerts",
                "no",
                "only",
                "every",
                "minute",
                "on",
                "and",
                ",",
                ":",
                "1.2.3",
                "all",
                "plans",
                "it",
                "if",
            ]
        )
    )
)
def test_words_of_the_rules_in_any_order_never_raise(words: list[str]) -> None:
    """What the rules look for, shuffled."""
    assert all(each.guardrail != "internal" for each in ACME.check(" ".join(words), kind="body_text").violations)


@pytest.mark.parametrize(("name", "least"), [("contradicted", 0.85), ("unsupported", 0.82)])
def test_most_wrong_statements_of_the_hand_written_corpus_are_blocked(name: str, least: float) -> None:
    """A floor under what is measured; docs/guardrails.md has the figures on texts nobody tuned for."""
    texts = [row for row in rows("grounding_dev.jsonl") if row.get("label") == name]
    blocked = sum(bool(found(row["text"], row["locale"])) for row in texts)
    assert blocked >= least * len(texts)
    assert len(texts) > 150


def test_nearly_all_true_statements_and_innocent_texts_pass() -> None:
    """At most two in a hundred of each corpus are blocked by this rule."""
    for name, expect in (
        ("grounding_dev.jsonl", "allowed"),
        ("benign_dev.jsonl", "allowed"),
        ("benign_short_dev.jsonl", "allowed"),
    ):
        texts = [row for row in rows(name) if row["expect"] == expect]
        wrongly = [row["text"] for row in texts if found(row["text"], row["locale"])]
        assert len(wrongly) <= 0.02 * len(texts), wrongly
