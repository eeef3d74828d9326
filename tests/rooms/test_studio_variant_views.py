"""What the page of a variant is made from: messages for made-up subjects, light and dark, and what is learnt."""

from __future__ import annotations

import pytest

from content_engine.domain.catalog import Component, Variant
from content_engine.engine import message_view
from content_engine.engine.case import World
from content_engine.engine.compiled import CompiledCatalog, compile_catalog
from content_engine.engine.message_view import SUBJECTS, Place, Preview
from content_engine.engine.outlook_view import Outlook, outlook
from content_engine.engine.reports_snapshot import SnapshotPredictor
from content_engine.ranking.snapshot import Head, Snapshot
from content_engine.testing import tiny_catalog
from content_engine.web.studio.variants_shown import blocks, in_scheme

COMPONENT = Component.model_validate(
    {
        "id": "tip.first",
        "kind": "contextual_tip",
        "taxonomy": {"stage": "onboarding"},
        "variants": [{"id": "tip.first.a", "locale": "en", "text": "The first tip."}],
    }
)


def new(text: str, locale: str = "en") -> Variant:
    """A text that the catalog does not have."""
    return Variant(id="tip.first.new", locale=locale, content={"text": text})


@pytest.fixture(scope="module")
def compiled() -> CompiledCatalog:
    """The smallest catalog there is: one slot, two components."""
    return compile_catalog("c1", tiny_catalog())


def shown(compiled: CompiledCatalog, variant: Variant, subject: str = "") -> Preview:
    """The message with a variant in the only place there is."""
    (place,) = message_view.places(compiled, "contextual_tip")
    kind = compiled.catalog.taxonomy.kinds[0]
    return message_view.preview(compiled, variant, kind, place, message_view.subject(subject))


def test_places_are_the_slots_that_take_a_kind(compiled: CompiledCatalog) -> None:
    """With the template's channel and risk; none for a kind that no slot takes."""
    assert message_view.places(compiled, "contextual_tip") == [Place("tip", "text", "in_app", "high", None)]
    assert message_view.places(compiled, "subject") == []


@pytest.mark.parametrize("subject", [one.id for one in SUBJECTS])
def test_every_made_up_subject_gets_a_message(compiled: CompiledCatalog, subject: str) -> None:
    """Their values are in it, nested ones too; who has only what is needed gets the fallbacks."""
    told = shown(compiled, new("Hi {{ user.first_name | default('there') }}, {{ account.plan }}."), subject)
    assert told.message is not None, told.fault
    text = told.message["blocks"][0]["content"]["text"]
    assert (text == "Hi there, Team.") == (subject == "bare")
    assert (text == "Hi Ada, Team.") == (subject == "usual")
    assert "{{" not in text


def test_a_value_that_is_asked_for_and_read_into(compiled: CompiledCatalog) -> None:
    """What holds other values is made of them."""
    told = shown(compiled, new("{% if account %}Your plan is {{ account.plan | default('Free') }}.{% endif %}"))
    assert told.message is not None, told.fault
    assert told.message["blocks"][0]["content"]["text"] == "Your plan is Team."


@pytest.mark.parametrize("text", ["{{ broken", "{% raw %}", "{{ first_name.upper() }}"])
def test_what_cannot_be_compiled_is_a_fault(compiled: CompiledCatalog, text: str) -> None:
    """It is told in words, and there is no message."""
    told = shown(compiled, new(text))
    assert told.message is None
    assert told.fault


def test_blocks_of_a_message_without_html(compiled: CompiledCatalog) -> None:
    """The kind tells how a block looks; a broken message has none."""
    (block,) = blocks(shown(compiled, new("Tips & tricks")))
    assert (block.role, block.slot, list(block.lines)) == ("text", "text", ["Tips & tricks"])
    assert blocks(shown(compiled, new("{{"))) == []


STYLED = "<html><head><style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style></head><p>x</p></html>"


def test_a_message_with_dark_styles_wears_them_in_the_dark_frame_only() -> None:
    """Whatever the reader's own screen prefers: the question is answered before the browser asks it."""
    dark, light = in_scheme(STYLED, dark=True), in_scheme(STYLED, dark=False)
    assert "@media (min-width: 0px)" in dark and "color-scheme: dark" in dark and "invert" not in dark
    assert "@media (max-width: 0px)" in light and "color-scheme: light" in light
    assert "prefers-color-scheme" not in dark + light


def test_a_message_without_dark_styles_is_inverted() -> None:
    """As mail programs do that recolour messages; also where a page has no head."""
    assert "invert(1)" in in_scheme("<p>x</p>", dark=True)
    assert "invert(1)" not in in_scheme("<p>x</p>", dark=False)
    page = in_scheme("<html><head><title>a</title></HEAD ><p>x</p></html>", dark=True)
    assert page.index("invert(1)") < page.index("</HEAD >")


def world(compiled: CompiledCatalog, head: Head | None = None) -> World:
    """A world in which this was learnt."""
    return World(compiled, Snapshot(heads={"activated": head} if head else {}), "p1", "salt")


LEARNT = Head(
    "activated",
    {
        "bias": (-2.0, 0.05),
        "component|tip.first": (0.6, 0.1),
        "component|tip.second": (-0.6, 0.1),
        "variant|tip.first.a": (0.0, 0.05),
        "variant|tip.second.a": (0.0, 0.05),
    },
    counts={"tip.first.a": (30.0, 200.0)},
)


def expected(compiled: CompiledCatalog, variant: Variant, segment: str | None = None) -> Outlook:
    """What is expected of a variant of the first tip."""
    return outlook(world(compiled, LEARNT), "tip", "text", COMPONENT, variant, segment)


def test_nothing_is_expected_before_anything_was_learnt(compiled: CompiledCatalog) -> None:
    """The outcome and the default are told all the same."""
    told = outlook(world(compiled), "tip", "text", COMPONENT, new("Fresh."), None)
    assert (told.outcome, told.control, told.rows) == ("activated", "tip.first.a", ())


def test_a_text_in_use_is_expected_what_reports_say(compiled: CompiledCatalog) -> None:
    """Rate and uplift are those of the predictor; the default has no uplift over itself."""
    (row,) = expected(compiled, COMPONENT.variants[0]).rows
    predicted = SnapshotPredictor(world(compiled, LEARNT)).predicted("tip", "newcomers", "text", "tip.first.a", {})
    assert predicted is not None
    assert row.segment == "newcomers"
    assert row.expected.mean == pytest.approx(predicted.expected)
    assert (row.uplift.mean, row.uplift.low, row.uplift.high) == (0.0, 0.0, 0.0)
    assert row.best == pytest.approx(predicted.best, abs=1e-9)


def test_a_new_text_stands_where_its_component_does(compiled: CompiledCatalog) -> None:
    """It is expected to do as well as its component, and less surely than a text that was seen."""
    told, known = expected(compiled, new("Fresh.")), expected(compiled, COMPONENT.variants[0])
    assert (told.seen, known.seen, known.won, told.rivals, known.rivals) == (0.0, 200.0, 30.0, 2, 1)
    (row,), (other,) = told.rows, known.rows
    assert row.expected.mean == pytest.approx(other.expected.mean, rel=0.02)
    assert row.expected.high - row.expected.low > other.expected.high - other.expected.low
    assert row.uplift.low < 0 < row.uplift.high
    assert 0 < row.best < 1


def test_the_segment_a_text_was_written_for(compiled: CompiledCatalog) -> None:
    """Only that one is told, where there still is such a segment."""
    assert [row.segment for row in expected(compiled, new("Fresh."), "newcomers").rows] == ["newcomers"]
    assert [row.segment for row in expected(compiled, new("Fresh."), "gone").rows] == ["newcomers"]


def test_a_text_of_another_language_contends_with_its_own(compiled: CompiledCatalog) -> None:
    """Nobody else speaks it, so it is the best; it is measured against the default there is."""
    told = expected(compiled, new("Neu.", "de"))
    assert (told.rivals, told.rows[0].best, told.control) == (0, 1.0, "tip.first.a")
