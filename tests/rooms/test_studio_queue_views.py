"""What the review queue is made from: how much there is by each filter, and what is expected of many texts at once."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from content_engine.domain.errors import BadInput
from content_engine.domain.writing import Pile, Place, Wanted, WrittenVariant
from content_engine.engine.case import World
from content_engine.engine.compiled import compile_catalog
from content_engine.engine.queue_outlook import foretold
from content_engine.engine.queue_view import choices, read_place, shown_place
from content_engine.engine.reports_snapshot import SnapshotPredictor
from content_engine.ranking.snapshot import Head, Snapshot
from content_engine.testing import tiny_catalog
from tests.test_memory_variants import a_variant

LEARNT = Head(
    "activated", {"bias": (-2.0, 0.05), "component|tip.first": (0.6, 0.1), "component|tip.second": (-0.6, 0.1)}
)


COMPILED = cache(lambda: compile_catalog("c1", tiny_catalog()))


def world(head: Head | None = LEARNT) -> World:
    """The smallest catalog, and what was learnt for it."""
    return World(COMPILED(), Snapshot(heads={"activated": head} if head else {}), "p", "salt")


def waiting(name: str, component: str = "tip.second", **given: Any) -> WrittenVariant:
    """A text of a component that waits."""
    return a_variant(name, component=component, **given)


def test_what_is_expected_is_what_a_decision_would_expect() -> None:
    """For texts that are in the catalog, side by side, it is what its own table says of them."""
    here = world()
    ids = {"tip.first.a": "tip.first", "tip.second.a": "tip.second"}
    told = foretold(here, [waiting(name, component) for name, component in ids.items()])
    for name in ids:
        found = SnapshotPredictor(here).predicted("tip", None, "text", name, {})
        assert found is not None and found.uplift is not None
        assert (told[name].mean, told[name].low, told[name].high) == pytest.approx(
            (found.uplift.mean, found.uplift.low, found.uplift.high)
        )


def test_a_new_text_stands_where_its_component_does() -> None:
    """Of two texts that nobody has seen, the one of the better component is expected to add more."""
    told = foretold(world(), [waiting("new.a", "tip.first"), waiting("new.b", "tip.second")])
    assert told["new.a"].mean > told["new.b"].mean
    assert all(one.low < one.mean < one.high for one in told.values())


def test_together_or_alone_is_the_same() -> None:
    """What else is on the page changes nothing, in whatever language."""
    texts = [waiting(f"new.{n}", ("tip.first", "tip.second")[n % 2], locale="de" if n > 2 else "en") for n in range(5)]
    together = foretold(world(), texts)
    assert together == {one.id: foretold(world(), [one])[one.id] for one in texts}


def test_nothing_is_expected_where_nothing_was_learnt_or_no_slot_is() -> None:
    """Neither before the first learning, nor for a component that left the catalog."""
    assert foretold(world(None), [waiting("new.a")]) == {}
    assert foretold(world(), [waiting("new.a", "tip.gone")]) == {}


PILES = {
    Pile("in_review", "a", "tip", "en", "high", "llm", ""): 3,
    Pile("in_review", "a", "tip", "de", "low", "llm", "ada"): 5,
    Pile("rejected", "b", "tip", "en", "low", "offline", ""): 7,
}


def test_every_choice_counts_what_would_be_there_if_it_were_chosen() -> None:
    """Each filter counts under all others, not under itself; a value that leaves nothing is there with 0."""
    told = choices(PILES, Wanted(states=("in_review",), locale="en"))
    assert told["state"] == [("in_review", 3), ("rejected", 7)]
    assert told["locale"] == [("de", 5), ("en", 3)]
    assert told["component"] == [("a", 3), ("b", 0)]
    assert told["assigned_to"] == [("", 3), ("ada", 0)]
    assert choices(PILES, Wanted(assigned_to=""))["origin"] == [("llm", 3), ("offline", 7)]


@pytest.mark.parametrize("place", [Place("high", 0, "a"), Place("low", 1_764_000_000_000, "tip.a.g1-0")])
def test_a_place_comes_back_from_its_address(place: Place) -> None:
    """Ids hold dots too."""
    assert read_place(shown_place(place)) == place


@pytest.mark.parametrize(
    "text", ["high", "mid.1.a", "high.x.a", "high.-1.a", "high.1.a\n", f"high.{'9' * 30}.a", "high.²."]
)
def test_a_place_that_no_page_gave_out_is_refused(text: str) -> None:
    """In words; the database never sees it."""
    with pytest.raises(BadInput):
        read_place(text)


def test_no_place_is_the_beginning() -> None:
    """The first page has none."""
    assert read_place("") is None
