"""The rules of a brand in the order they are asked: what is wrong with the characters comes before what they say."""

from __future__ import annotations

from collections.abc import Sequence

from content_engine.domain.brand import Brand, Fact
from content_engine.guardrails.characters import Characters
from content_engine.guardrails.claims import claims
from content_engine.guardrails.grounding import grounding
from content_engine.guardrails.language import language
from content_engine.guardrails.length import Length
from content_engine.guardrails.lines import SingleLine
from content_engine.guardrails.links import Link
from content_engine.guardrails.markup import Markup
from content_engine.guardrails.names import competitor
from content_engine.guardrails.person import person
from content_engine.guardrails.personal import Personal, own_texts
from content_engine.guardrails.phrases import phrases, restricted
from content_engine.guardrails.placeholders import Placeholder
from content_engine.guardrails.readability import readability
from content_engine.guardrails.residue import Residue
from content_engine.guardrails.rule import Rule
from content_engine.guardrails.secrets import Secret
from content_engine.guardrails.style import Loudness
from content_engine.guardrails.urls import Allowed


def built_in(brand: Brand, facts: Sequence[Fact]) -> list[Rule]:
    """One rule per built-in guardrail, then one per rule the brand wrote."""
    rivals = competitor(brand.competitors)
    rules: list[Rule] = [
        Length(),
        SingleLine(),
        Characters(),
        Markup(),
        Link(allowed_links(brand), frozenset(map(str.lower, brand.products)), brand.links.on_fail),
        Placeholder(),
        Secret(),
        Residue(),
        Personal(brand.personal_data, own_texts(brand, facts)),
        *([rivals] if rivals else []),
        *claims(brand, facts),
        *map(Loudness, brand.style),
        *map(phrases, brand.prohibited),
        *map(restricted, brand.restricted),
    ]
    return rules


def authored(brand: Brand, facts: Sequence[Fact]) -> list[Rule]:
    """The rules on what an author wrote. Values filled in later are not theirs to judge."""
    grounded = grounding(brand, facts)
    rules: list[Rule] = [
        *([grounded] if grounded else []),
        language(brand, facts),
        person(brand, facts),
        *readability(brand.style),
    ]
    return rules


def allowed_links(brand: Brand) -> Allowed:
    """The brand's links as the link rule asks for them."""
    links = brand.links
    return Allowed(
        frozenset(map(str.lower, links.schemes)),
        frozenset(map(str.lower, links.hosts)),
        frozenset(map(str.lower, links.mailto)),
    )
