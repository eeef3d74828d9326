"""Figures and plan names of a text against what facts and passages say, by code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from content_engine.generation.briefs import Brief
from content_engine.generation.patterns import pattern
from content_engine.generation.sieve import Once, sources_of
from content_engine.generation.texts import visible
from content_engine.generation.tokens import fold, words

_FIGURE = pattern(r"\d+(?:[.,:]\d+)*")
_PLAN = (
    pattern(
        r"\b(\p{Lu}[\p{L}\p{N}+]{1,20})(?:[ -](\p{Lu}[\p{L}+]{1,20}))?[ -]"
        r"(?i:plans?|tiers?|editions?|packages?|subscriptions?|tarife?|pakete?|versionen|abos?)\b"
    ),
    pattern(
        r"(?i:\b(?:plan|forfait|offre|tarif|paket|edition|version|paquete|abonnement|formule)) "
        r"(\p{Lu}[\p{L}\p{N}+]{1,20})\b"
    ),
)
_OPENERS = frozenset(
    [
        "a",
        "an",
        "the",
        "your",
        "our",
        "this",
        "that",
        "each",
        "any",
        "every",
        "all",
        "paid",
        "free",
        "new",
        "both",
        "which",
        "no",
        "one",
        "see",
        "compare",
        "choose",
        "pick",
        "change",
        "upgrade",
        "switch",
        "annual",
        "monthly",
        "yearly",
        "ihr",
        "ihre",
        "dein",
        "der",
        "die",
        "das",
        "den",
        "alle",
        "jeder",
        "unser",
        "votre",
        "le",
        "la",
        "les",
        "notre",
        "su",
        "el",
        "tu",
        "los",
        "cada",
        "trial",
        "current",
    ]
)


def figure_faults(text: str, brief: Brief) -> Iterator[str]:
    """One message for each figure that no source of the brief states. Small counts up to three need none."""
    named = [figure for figure in dict.fromkeys(_figures(text)) if figure not in ("1", "2", "3")]
    known = _stated(Once(brief)) if named else frozenset()
    for figure in named:
        if figure not in known:
            yield "a figure that no fact and no passage states"


@lru_cache(maxsize=16)
def _stated(once: Once) -> frozenset[str]:
    brief = once.brief
    stated = {one for _, source in sources_of(brief) for one in _figures(source)}
    return frozenset(stated | {one for approved in brief.approved for one in _figures(approved) if len(one) < 5})


def _figures(text: str) -> list[str]:
    """The figures of a text, thousands and decimals in one spelling: `1,800`, `1.800` and `1800` are one."""
    return [_plain(found) for found in _FIGURE.findall(visible(text))]


def _plain(figure: str) -> str:
    parts = figure.replace(",", ".").split(".")
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        return "".join(parts).lstrip("0") or "0"
    return ".".join(part for part in parts).lstrip("0") or "0"


def plan_faults(text: str, brief: Brief) -> Iterator[str]:
    """One message for each plan that is named as such and that no source, and no approved text, names."""
    known: set[str] | None = None
    for suspect in _PLAN:
        for name in suspect.findall(text):
            named = {fold(part) for part in (name if isinstance(name, tuple) else (name,)) if part} - _OPENERS
            known = _names(brief) if known is None and named else known
            if named - (known or set()):
                yield "a plan that no fact names"


def _names(brief: Brief) -> set[str]:
    texts = (*(source for _, source in sources_of(brief)), *brief.approved, brief.brand.name, *brief.brand.products)
    return {fold(word) for text in texts for word in words(text) if word[:1].isupper()}
