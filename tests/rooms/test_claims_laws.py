"""The rules on claims: what holds for every text, every word list and every fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.brand import Brand, Fact
from content_engine.domain.catalog import Catalog
from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.guardrails.claims import claims
from content_engine.guardrails.claims.evidence import numbers
from content_engine.guardrails.claims.notation import Notation
from content_engine.guardrails.claims.wording import wording
from content_engine.guardrails.patterns import words
from content_engine.guardrails.reading import Reading
from content_engine.library import read_folder

CATALOG = read_folder(Path(__file__).parents[2] / "examples" / "acme").catalog
STARTER = read_folder(Path(__file__).parents[2]).catalog
FIELD = next(kind for kind in CATALOG.taxonomy.kinds if kind.name == "body_text").fields[0]
RULES = {name: claims(each.brand, each.facts) for name, each in (("acme", CATALOG), ("starter", STARTER))}
WORDS = sorted(
    words(
        "we guarantee never no revenue doubles tonight the best tool free Team Business $29 20% 24/7 hackers cannot "
        "lose unsubscribe ! ? . , : “ ” only left your data is sold GDPR ISO 27001 1,800 teams garantiert jamais "
        "gratis siempre"
    )
)


def compiled(brand: Brand = CATALOG.brand, facts: tuple[Fact, ...] = tuple(CATALOG.facts)) -> Guardrails:
    return compile_guardrails(brand, facts, CATALOG.taxonomy)


ACME = compiled()


def found(text: str, locale: str = "en", guardrails: Guardrails = ACME) -> set[str]:
    """The rules on claims that object to `text`."""
    verdict = guardrails.check(text, kind="body_text", locale=locale)
    return {each.guardrail for each in verdict.violations if each.guardrail.startswith(("claim.", "internal"))}


@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=60), st.sampled_from(["en", "de", "fr", "es", "it"])
)
def test_no_text_makes_a_rule_raise_and_spans_fit(parts: list[str], locale: str) -> None:
    """Words of the lists in any order, among anything: nothing breaks, and every span lies in the text."""
    text = " ".join(parts)
    for each in ACME.check(text, kind="body_text", locale=locale).violations:
        assert each.guardrail != "internal"
        assert 0 <= each.span[0] <= each.span[1] <= len(text)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_places_rise_and_words_stand_where_they_say(parts: list[str]) -> None:
    """Every word has a later place than the one before it and is found in the text at its span."""
    text = " ".join(parts).lower()
    read = wording(text, text, frozenset())
    assert list(read.places) == sorted(set(read.places))
    for word, place in zip(read.words, read.places, strict=True):
        start, end = read.span(place)
        assert text[start:end] in ("", word, *{"will": ["'ll"]}.get(word, []))


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("We do not guarantee any result.", "en"),
        ("Nothing is certain in forecasting.", "en"),
        ("A guarantee? No.", "en"),
        ("Wir garantieren keine Ergebnisse.", "de"),
        ("Nous ne garantissons aucun résultat.", "fr"),
        ("No garantizamos ningún resultado.", "es"),
        ("We are not ISO 27001 certified yet. The audit is under way.", "en"),
    ],
)
def test_a_denied_claim_is_none(text: str, locale: str) -> None:
    """Saying that nothing is promised promises nothing, in four languages."""
    assert found(text, locale) - {"claim.paraphrase"} == set()


@pytest.mark.parametrize(
    "text",
    [
        "How much did your own spring discount cost you? Chart it.",
        "Which invoices are overdue? Sort them by date.",
        "Compare this year's Black Friday with last year's.",
        "Group refunds by month.",
    ],
)
def test_the_readers_own_figures_are_no_claim(text: str) -> None:
    """A sentence about what the reader may look at in a chart offers, threatens and promises nothing."""
    assert found(text) == set()


@given(st.integers(min_value=1, max_value=999))
def test_a_price_passes_exactly_when_a_fact_gives_it_for_the_plan(price: int) -> None:
    """$29 and $24 are Team's, $59 and $49 are Business's; every other amount blocks."""
    assert ("claim.price" in found(f"Team costs ${price} per user per month.")) == (price not in (29, 24))
    assert ("claim.price" in found(f"Business costs ${price} per user per month.")) == (price not in (59, 49))


@pytest.mark.parametrize("price", [31, 77])
def test_what_may_be_claimed_comes_from_the_facts(price: int) -> None:
    """Another price list, another verdict: no amount is written in the rules."""
    facts = (Fact(id="P", statement=f"Team is ${price} per user per month.", source="price list"),)
    rules = {each.id: each for each in claims(CATALOG.brand, facts)}
    field = next(kind for kind in CATALOG.taxonomy.kinds if kind.name == "body_text").fields[0]

    def objects(amount: int) -> bool:
        reading = Reading(f"Team is ${amount} per user.", field, "body_text")
        return bool(list(rules["claim.price"].find(reading)))

    assert not objects(price)
    assert objects(price + 100)


def objections(brand: str, text: str, locale: str) -> list[str]:
    """The rules on claims that object, asked alone."""
    reading = Reading(text, FIELD, "body_text", locale)
    return [rule.id for rule in RULES[brand] if list(rule.find(reading))]


@pytest.mark.parametrize(("brand", "catalog"), [("acme", CATALOG), ("starter", STARTER)], ids=["acme", "starter"])
@pytest.mark.parametrize("locale", ["en", "de", "fr", "es"])
def test_a_fact_quoted_word_for_word_is_no_claim(brand: str, catalog: Catalog, locale: str) -> None:
    """Every approved fact, as it is written, passes every rule on claims, whatever it speaks of."""
    wrong = {fact.id: objections(brand, fact.statement, locale) for fact in catalog.facts}
    assert {name: rules for name, rules in wrong.items() if rules} == {}


@given(st.lists(st.sampled_from([fact.statement for fact in STARTER.facts]), min_size=2, max_size=4))
def test_facts_quoted_in_a_row_are_no_claim(quoted: list[str]) -> None:
    """Quoting several facts makes no claim that quoting one does not."""
    assert objections("starter", " ".join(quoted), "en") == []


def test_a_fact_covers_only_what_it_says() -> None:
    """A claim that follows a quoted fact in a sentence of its own is found all the same."""
    fact = next(fact.statement for fact in STARTER.facts if fact.id == "story-wardlane")
    assert "claim.security" in objections("starter", f"{fact} Nobody can ever hack us.", "en")


@pytest.mark.parametrize("gone", ["claim.outcome", "claim.paraphrase"])
def test_a_rule_can_be_switched_off(gone: str) -> None:
    """`switched_off` takes one rule out and leaves the others."""
    less = compiled(CATALOG.brand.model_copy(update={"switched_off": (gone,)}))
    assert gone in ACME.params["rules"]  # type: ignore[operator]
    assert gone not in less.params["rules"]  # type: ignore[operator]
    assert "claim.security" in found("Unhackable, whatever happens", guardrails=less)


def test_a_brand_lets_wordings_through() -> None:
    """`claims.allow` names a wording and the rule it is let through by."""
    settings = CATALOG.brand.claims.model_copy(update={"allow": {"superlative": ("gold standard",)}})
    lenient = compiled(CATALOG.brand.model_copy(update={"claims": settings}))
    assert "claim.superlative" in found("The Gold Standard plugin reads spreadsheets.")
    assert "claim.superlative" not in found("The Gold Standard plugin reads spreadsheets.", guardrails=lenient)


def test_a_pattern_names_concepts_that_exist() -> None:
    """A list that uses a concept nobody defined is refused by name."""
    with pytest.raises(ValueError, match="@nowhere"):
        Notation().lines("we + @nowhere")


def test_numbers_are_read_alike_however_they_are_written() -> None:
    """Figures and words, marks of thousands and decimals of several languages."""
    read = [["two", "weeks"], ["1,800"], ["1 800"], ["1.800"], ["99,9"], ["eighteen", "hundred", "teams"]]
    assert [set().union(*numbers(row)) for row in read] == [
        {"2", "14"}, {"1800"}, {"1800"}, {"1800"}, {"99.9"}, {"1800"}
    ]  # fmt: skip
