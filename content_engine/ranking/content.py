"""What ranking needs to know of content: a variant's place in the hierarchy, a segment's traits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content_engine.domain.assignments import SegmentContract
from content_engine.domain.catalog import Component, Variant


@dataclass(frozen=True, slots=True)
class Described:
    """A variant as the model sees it: its component, kind and taxonomy, from which a new one inherits, and its text."""

    variant: str
    component: str
    kind: str
    taxonomy: tuple[tuple[str, str], ...]
    text: str = ""

    def to_json(self) -> list[Any]:
        """As plain JSON, in field order."""
        return [self.variant, self.component, self.kind, [list(pair) for pair in self.taxonomy], self.text]

    @classmethod
    def from_json(cls, row: Sequence[Any]) -> Described:
        """The inverse of `to_json`."""
        variant, component, kind, taxonomy, text = row
        return cls(variant, component, kind, tuple((dim, value) for dim, value in taxonomy), text)


def describe(component: Component, variant: Variant) -> Described:
    """A variant of a component, described. Links are left out of the text: they say nothing to the reader."""
    texts = [text for name, text in sorted(variant.content.items()) if name != "url"]
    taxonomy = tuple(sorted(component.taxonomy.items()))
    return Described(variant.id, component.id, component.kind, taxonomy, " ".join(texts))


def traits_of(contract: SegmentContract) -> tuple[str, ...]:
    """What a segment shares with others: the parts of its labels, as in "Evaluator: Admin"."""
    parts = [part.strip().casefold() for label in contract.labels for part in re.split(r"[:;,/|]", label)]
    return tuple(sorted({part for part in parts if part}))


def all_traits(contracts: Mapping[str, SegmentContract]) -> dict[str, tuple[str, ...]]:
    """The traits of every segment."""
    return {segment_id: traits_of(contract) for segment_id, contract in contracts.items()}
