"""Grounding: what follows from a fact in other words, what turns one round, and what states nothing; two brands."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.catalog import Catalog
from content_engine.domain.verdicts import Violation
from content_engine.guardrails import Guardrails
from content_engine.guardrails.builtin import authored
from content_engine.guardrails.message import Message
from content_engine.library import read_folder
from tests.rooms.authored_stage import ROOT, acme, rules

ACME = rules()


@cache
def pathwren() -> tuple[Catalog, Guardrails]:
    """The starter brand, with its rules on what an author wrote."""
    catalog = read_folder(ROOT).catalog
    assert catalog is not None
    kinds = {kind.name: kind for kind in catalog.taxonomy.kinds}
    return catalog, Guardrails([], kinds, Message.of(catalog.brand), authored(catalog.brand, catalog.facts))


def found(text: str, locale: str = "en", guard: Guardrails = ACME, kind: str = "body_text") -> list[Violation]:
    """What grounding says against a text."""
    return [each for each in guard.check(text, kind=kind, locale=locale).violations if each.guardrail == "grounding"]


@given(st.sampled_from(pathwren()[0].facts), st.sampled_from(["", " ", "\n"]))
def test_a_quoted_fact_passes_in_the_starter_brand(fact: object, end: str) -> None:
    """Whatever a fact says, its own words rest on it."""
    catalog, guard = pathwren()
    assert found(f"{fact.statement}{end}", guard=guard, kind=catalog.taxonomy.kinds[0].name) == []  # type: ignore[attr-defined]


@given(st.sampled_from(acme().facts), st.sampled_from(["", " ", "\n"]))
def test_a_quoted_fact_passes_in_the_example_brand(fact: object, end: str) -> None:
    """Whatever a fact says, its own words rest on it."""
    assert found(f"{fact.statement}{end}") == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Starting the Pro trial never needs a payment card.", "Starting the Pro trial needs a payment card."),
        ("Basic includes 1 million events a month.", "Basic includes 2 million events a month."),
        ("Enterprise signs people in with SAML.", "SAML single sign-on is on every plan."),
    ],
)
def test_another_brands_facts_judge_alike(right: str, wrong: str) -> None:
    """Nothing of the example brand is needed: the starter's own facts decide."""
    catalog, guard = pathwren()
    kind = catalog.taxonomy.kinds[0].name
    assert found(right, guard=guard, kind=kind) == []
    assert found(wrong, guard=guard, kind=kind)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Paying for Team by the year saves $5 per user per month.", "Paying for Team by the year saves $9 per user."),
        ("Ten users on monthly Team cost $290 a month.", "Ten users on monthly Team cost $250 a month."),
        ("More than forty sources are supported.", "More than fifty sources are supported."),
        ("Business has 100 alerts.", "Business has more than 100 alerts."),
        ("Business gets ten times the API requests of Team.", "Business gets five times the API requests of Team."),
        ("Chat support runs nine hours a day on weekdays.", "Chat support runs twelve hours a day on weekdays."),
        ("Weekly reporting at Harborline went from six hours to three quarters of an hour.",
         "Weekly reporting at Harborline takes six hours now."),
        ("The Business trial lasts two weeks.", "The Business trial lasts a month."),
    ],
)  # fmt: skip
def test_figures_that_follow_pass_and_others_do_not(right: str, wrong: str) -> None:
    """Differences, sums, bounds, ratios and the hours between two times are worked out."""
    assert found(right) == []
    assert found(wrong)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Without a paid plan there is no API.", "Without Enterprise there is no API."),
        ("Enterprise and Business have the same API limit.", "Team and Business have the same API limit."),
        ("ANNUAL20 is for moving from monthly to annual billing.", "ANNUAL20 is for moving from annual to monthly."),
        ("Alerts can be sent by email.", "Alerts cannot be sent by email."),
        ("Charts can be deleted.", "Charts cannot be deleted."),
        ("After the trial the workspace moves to Free.", "After the trial the workspace moves to Team."),
        ("Answers from Ask Acme need checking.", "Answers from Ask Acme need no checking."),
        ("Set as many alerts as you like on Enterprise.", "Set as many alerts as you like on Team."),
    ],
)
def test_a_fact_turned_round_is_blocked(right: str, wrong: str) -> None:
    """The true form passes; its denial, its reverse and another plan do not."""
    assert found(right) == []
    assert found(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "Plug the leak before you scale.",
        "Upload plan-2026.csv and look at the last column.",
        "Refresh your memory of Q3.",
        "The eighth week is always the odd one.",
        "We think a board should fit on one screen.",
        "An alert that fires daily is a newsletter.",
        "If your billing system is Stripe, there is a connector for it.",
        "Source → chart → alert",
    ],
)
def test_orders_files_ordinals_opinions_and_likenings_are_no_claims(text: str) -> None:
    """Their words are none of the product's names or abilities."""
    assert found(text) == []


def test_a_share_of_customers_is_a_claim() -> None:
    """How many of the customers do something is a figure that a fact must give."""
    assert found("Nine in ten tickets are solved at the first reply.")
    assert found("Most of our customers are software companies.")
