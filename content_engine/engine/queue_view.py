"""The review queue as editors see it: what waits, riskiest first, then oldest, and how much there is of every sort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.writing import Pile, Place, Wanted, WrittenVariant
from content_engine.engine.desk import Desk
from content_engine.engine.queue_outlook import foretold
from content_engine.engine.texts import component_of, is_high_risk, review_rules
from content_engine.generation import policy_version
from content_engine.ranking.scores import Estimate

FILTERS = ("state", "component", "kind", "locale", "risk", "origin", "assigned_to")


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the queue: `given` are the approvals that stand, of `needed`; `least` is the worst of its scores.

    `expected` is the reward it adds to the default of its place; None while nothing was learnt for it.
    """

    variant: WrittenVariant
    needed: int
    given: tuple[str, ...]
    least: float | None
    expected: Estimate | None


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue; `later` is where the next one starts, None on the last."""

    entries: Sequence[Entry]
    later: Place | None


def queue(desk: Desk, wanted: Wanted, *, after: Place | None = None, limit: int = 50) -> Queue:
    """A page of those wanted."""
    found = desk.stores.variants.queue(wanted, after=after, limit=limit + 1)
    page, world = found[:limit], desk.worlds.now()
    outlook, present = foretold(world, page), policy_version(world.catalog.catalog)
    needed = _Needed(world.catalog.catalog)
    entries = [Entry(one, needed.of(one), _given(one, present), _least(one), outlook.get(one.id)) for one in page]
    return Queue(entries, place_of(page[-1]) if len(found) > limit else None)


def place_of(one: WrittenVariant) -> Place:
    """Where a variant stands in the queue."""
    return Place(one.risk, one.created_at, one.id)


class _Needed:
    """How many approvals make a text live, worked out once for each component of a page."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog, self._high = catalog, review_rules(catalog).high.approvals
        self._known: dict[str, int] = {}

    def of(self, one: WrittenVariant) -> int:
        if one.component not in self._known:
            self._known[one.component] = self._high if self._is_high(one) else 1
        return self._known[one.component]

    def _is_high(self, one: WrittenVariant) -> bool:
        try:
            return is_high_risk(self._catalog, component_of(self._catalog, one.component))
        except NotFound:  # the component left the catalog: what was said of the text when it was written counts
            return one.risk == "high"


def _given(one: WrittenVariant, present: str) -> tuple[str, ...]:
    return one.approvals if one.policy_version == present or one.state == "approved" else ()


def _least(one: WrittenVariant) -> float | None:
    return min((score.value for score in one.scores if score.value is not None), default=None)


def choices(piles: Mapping[Pile, int], wanted: Wanted) -> dict[str, list[tuple[str, int]]]:
    """For every filter its values, each with how many there would be if it were chosen and all else stayed."""
    return {name: _choices(piles, wanted, name) for name in FILTERS}


def _choices(piles: Mapping[Pile, int], wanted: Wanted, name: str) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for pile, number in piles.items():
        value = getattr(pile, name)
        found[value] = found.get(value, 0) + (number if _fits(pile, wanted, name) else 0)
    return sorted(found.items())


def _fits(pile: Pile, wanted: Wanted, but: str) -> bool:
    for name in FILTERS:
        value: Any = wanted.states if name == "state" else getattr(wanted, name)
        if name == but or value is None or value == ():
            continue
        told = getattr(pile, name)
        if told not in value if name == "state" else told != value:
            return False
    return True


def shown_place(place: Place) -> str:
    """A place for an address."""
    return f"{place.risk}.{place.created_at}.{place.id}"


def read_place(text: str) -> Place | None:
    """The place in an address, None for none. Raises `BadInput` for one that no page gave out."""
    if not text:
        return None
    risk, _, rest = text.partition(".")
    at, _, name = rest.partition(".")
    if risk not in ("high", "low") or not (at.isascii() and at.isdigit() and len(at) < 17) or not name.isprintable():
        raise BadInput("This page of the queue has no place in it. Start at its beginning.", field="after")
    return Place(risk, int(at), name[:200])
