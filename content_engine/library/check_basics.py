"""Cross checks of what everything else leans on: the taxonomy, the brand and the facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import re2

from content_engine.domain.brand import Brand, Fact
from content_engine.domain.catalog import Taxonomy
from content_engine.library.check_components import period_order, repeated
from content_engine.library.scene import Scene, Told
from content_engine.library.tree import Path

_CONSTRAINT_KEYS = ("claim", "component")


def kind_names(taxonomy: Taxonomy, _scene: Scene) -> Iterator[Told]:
    """Kinds and their fields have names of their own; `templates` is the folder of the templates."""
    yield from repeated((kind.name for kind in taxonomy.kinds), ("kinds",), "kind")
    for index, kind in enumerate(taxonomy.kinds):
        if kind.name == "templates":
            yield ("kinds", index, "name"), "`templates` is the folder of the templates", "give the kind another name"
        yield from repeated((field.name for field in kind.fields), ("kinds", index, "fields"), "field")


def dimension_names(taxonomy: Taxonomy, _scene: Scene) -> Iterator[Told]:
    """Dimensions do not take the names that constraints use for other things, and list each value once.

    `tone` may be one: it then lists the tones that variants have.
    """
    for name, values in taxonomy.dimensions.items():
        if name in _CONSTRAINT_KEYS:
            yield ("dimensions", name), f"`{name}` means something else in constraints", "give it another name"
        yield from repeated(values, ("dimensions", name), "value")


def brand_basics(brand: Brand, _scene: Scene) -> Iterator[Told]:
    """A brand has a default locale and an unsubscribe link with its token."""
    if not brand.locales:
        yield ("locales",), "at least one locale is needed", "the first one is the default"
    if brand.sender.unsubscribe_url.count("{token}") != 1:
        hint = "as in https://example.com/unsubscribe/{token}"
        yield ("sender", "unsubscribe_url"), "must hold {token} exactly once", hint


def brand_rules(brand: Brand, _scene: Scene) -> Iterator[Told]:
    """Rules on wordings have ids of their own and something to look for."""
    ids = [rule.id for rule in brand.prohibited] + [rule.id for rule in brand.restricted]
    for index, prohibited in enumerate(brand.prohibited):
        if prohibited.id in ids[:index]:
            yield ("prohibited", index, "id"), f"another rule has the id `{prohibited.id}`", "give each rule its own"
        if not (prohibited.phrases or prohibited.patterns):
            yield ("prohibited", index), "looks for nothing", "give it `phrases` or `patterns`"
    for index, restricted in enumerate(brand.restricted):
        if restricted.id in ids[: len(brand.prohibited) + index]:
            yield ("restricted", index, "id"), f"another rule has the id `{restricted.id}`", "give each rule its own"
        if not restricted.phrases:
            yield ("restricted", index, "phrases"), "looks for nothing", "name at least one phrase"


def brand_patterns(brand: Brand, _scene: Scene) -> Iterator[Told]:
    """Patterns are regular expressions of RE2."""
    yield from _broken(brand.competitors.patterns, ("competitors", "patterns"))
    for index, rule in enumerate(brand.prohibited):
        yield from _broken(rule.patterns, ("prohibited", index, "patterns"))


def _broken(patterns: Sequence[str], path: Path) -> Iterator[Told]:
    options = re2.Options()
    options.log_errors = False
    for index, pattern in enumerate(patterns):
        try:
            re2.compile(pattern, options)
        except re2.error as error:
            said = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
            hint = "RE2 knows no look-around and no back-references: https://github.com/google/re2/wiki/Syntax"
            yield (*path, index), f"is no pattern that RE2 reads: {said}", hint


def brand_kinds(brand: Brand, scene: Scene) -> Iterator[Told]:
    """Rules of the brand speak of declared kinds."""
    for section in ("style", "prohibited"):
        for index, rule in enumerate(getattr(brand, section)):
            yield from scene.unknown("kind", rule.kinds, scene.kinds, (section, index, "kinds"))


def brand_judged(brand: Brand, scene: Scene) -> Iterator[Told]:
    """What the guardrails say about the brand's own rules."""
    return scene.under((), scene.judges.brand_errors(brand))


def fact_period(fact: Fact, _scene: Scene) -> Iterator[Told]:
    """A fact does not end before it begins."""
    return period_order(fact.valid)
