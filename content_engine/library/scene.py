"""What cross checks look at: one catalog with its indexes, and what the other rooms say about conditions and texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from content_engine.domain.brand import Brand
from content_engine.domain.catalog import Catalog, Component, Kind, Template, Variant
from content_engine.library.documents import Sources
from content_engine.library.tree import Path
from content_engine.library.validation import near

Errors = list[tuple[str, str]]
Told = tuple[Path, str, str]
"""Where in the item (its path), what is wrong, and what to do."""

_STEPS = re.compile(r"[^.\[\]]+")


def no_errors(*_: Any) -> Errors:
    """Finds nothing wrong: the stand-in for a judge that is not at hand."""
    return []


@dataclass(frozen=True, kw_only=True)
class Judges:
    """What the thinking rooms find wrong. Each returns pairs of a dotted key (a field, a layout part) and a message."""

    condition_errors: Callable[[Mapping[str, Any]], Errors]
    text_errors: Callable[[Component, Variant], Errors]
    layout_errors: Callable[[Template], Errors]
    content_errors: Callable[[Component, Variant], Errors] = no_errors
    brand_errors: Callable[[Brand], Errors] = no_errors


@dataclass(frozen=True)
class Scene:
    """A catalog as checks see it. `missing` names what is only a stand-in: `taxonomy`, `brand`."""

    catalog: Catalog
    judges: Judges
    sources: Sources = field(default_factory=Sources)
    missing: frozenset[str] = frozenset()

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The declared kinds by name."""
        return {kind.name: kind for kind in self.catalog.taxonomy.kinds}

    @cached_property
    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """The values of each taxonomy dimension."""
        return self.catalog.taxonomy.dimensions

    @cached_property
    def components(self) -> dict[str, Component]:
        """Components by id."""
        return {component.id: component for component in self.catalog.components}

    @cached_property
    def per_kind(self) -> Counter[str]:
        """How many components each kind has."""
        return Counter(component.kind for component in self.catalog.components)

    @cached_property
    def variants(self) -> dict[str, tuple[Component, Variant]]:
        """Variants by id with their component; the first one where an id comes twice."""
        found: dict[str, tuple[Component, Variant]] = {}
        for component in self.catalog.components:
            for variant in component.variants:
                found.setdefault(variant.id, (component, variant))
        return found

    @cached_property
    def templates(self) -> dict[str, Template]:
        """Templates by id."""
        return {template.id: template for template in self.catalog.templates}

    @cached_property
    def segments(self) -> frozenset[str]:
        """The ids of all segments."""
        return frozenset(segment.segment_id for segment in self.catalog.segments)

    @cached_property
    def activated(self) -> frozenset[str]:
        """The templates that some segment activates."""
        return frozenset(name for segment in self.catalog.segments for name in segment.activation.templates)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The ids of all facts."""
        return frozenset(fact.id for fact in self.catalog.facts)

    @property
    def default_locale(self) -> str:
        """The brand's first locale."""
        return (self.catalog.brand.locales or ("en",))[0]

    def doubts(self, word: str) -> bool:
        """Whether a file that could not be read may hold what `word` names."""
        return word in self.sources.doubtful

    def unknown(self, what: str, words: Collection[str], known: Collection[str], path: Path) -> Iterator[Told]:
        """Each of `words` that is not among `known`; `path` leads to the list they stand in."""
        for index, word in enumerate(words):
            if word not in known and not self.doubts(word):
                yield (*path, index), f"there is no {what} `{word}`", near(word, known)

    def condition(self, condition: Mapping[str, Any], path: Path) -> Iterator[Told]:
        """What is wrong with a condition that stands at `path`."""
        return self.under(path, self.judges.condition_errors(condition))

    @staticmethod
    def under(path: Path, errors: Errors) -> Iterator[Told]:
        """Errors of a judge as findings below `path`."""
        for key, message in errors:
            steps = [int(step) if step.isdecimal() else step for step in _STEPS.findall(key)]
            yield (*path, *steps), message, ""
