"""Generated variants and the rest of the house: sync, export, what was learnt, and closing the loop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from content_engine.domain.catalog import Variant
from content_engine.domain.jobs import StepContext
from content_engine.engine import improving
from content_engine.engine.improving import Improving
from content_engine.engine.publishing import reconcile
from content_engine.engine.reports_snapshot import SnapshotPredictor
from content_engine.engine.workshop import export, sync
from content_engine.engine.writing import Generation
from content_engine.library import read_folder, write_folder
from content_engine.ranking.names import BIAS
from content_engine.ranking.snapshot import Head, Snapshot
from tests.stories.test_writing import FACTS, Room, decided, room

__all__ = ["room"]

PROSE = ("Roles decide who sees which board.", "Dashboards refresh every minute.")


@pytest.fixture
def folder(room: Room, tmp_path: Path) -> Path:
    """The room's content as files."""
    write_folder(room.catalog, tmp_path / "content")
    (tmp_path / "content" / "components" / "templates").mkdir(exist_ok=True, parents=True)
    return tmp_path / "content"


def _sync(room: Room, folder: Path) -> tuple[str, ...]:
    report = sync(
        folder, room.stores.content, actor="cli", at=5, written=room.stores.variants, documents=room.stores.documents
    )
    return report.back_to_review


def test_a_sync_keeps_approved_variants(room: Room, folder: Path) -> None:
    """Files are the seed; what editors approved lives in the database and stays."""
    one = room.waiting()
    room.say(one.id, "approve")
    assert _sync(room, folder) == ()
    assert room.live == {one.id: "approved"}


def test_a_sync_with_stricter_rules_sends_those_that_break_them_back_to_review(room: Room, folder: Path) -> None:
    """They leave the catalog at once, with the reasons; the others are judged again and stay."""
    room.script.answers = [list(PROSE)]
    _, result = room.generate(2)
    first, second = (one["variant"] for one in result["candidates"])
    for name in (first, second):
        room.say(name, "approve")
    brand = folder / "guardrails" / "brand.yaml"
    brand.write_text(brand.read_text() + '\nprohibited: [{id: no-roles, phrases: ["roles"]}]\n')
    assert _sync(room, folder) == (first,)
    assert room.live == {second: "approved"}
    back = room.known(first)
    assert (back.state, back.approvals) == ("in_review", ())
    assert "no-roles" in room.stores.variants.reviews(first)[0].comment
    assert room.known(second).policy_version != one_before(room, second)


def one_before(room: Room, name: str) -> str:
    """The policy version that a variant was approved under."""
    return next(step.policy_version for step in room.stores.variants.reviews(name) if step.action == "approve")


def test_an_export_writes_approved_variants_and_a_sync_of_it_changes_nothing(
    room: Room, folder: Path, tmp_path: Path
) -> None:
    """What was approved stands in the component's file; bringing it in again is the same catalog."""
    one = room.waiting()
    room.say(one.id, "approve")
    out = tmp_path / "out"
    export(room.stores.content, out)
    catalog = read_folder(out).catalog
    assert catalog is not None
    told = {v.id: v for c in catalog.components for v in c.variants}
    assert told[one.id].origin == "generated"
    assert told[one.id].content == one.content
    before = room.stores.content.current_catalog()
    _sync(room, out)
    assert room.stores.content.current_catalog() == before


def test_a_retired_variant_does_not_come_back_with_a_file_that_still_has_it(
    room: Room, folder: Path, tmp_path: Path
) -> None:
    """Of a generated variant the store's word counts; a file takes it over by calling it authored."""
    one = room.waiting()
    room.say(one.id, "approve")
    out = tmp_path / "out"
    export(room.stores.content, out)
    room.say(one.id, "retire")
    _sync(room, out)
    assert room.live == {}
    (file,) = [path for path in (out / "components").rglob("*.yaml") if one.id in path.read_text()]
    file.write_text(file.read_text().replace("origin: generated", "origin: authored"))
    _sync(room, out)
    assert one.id in {v.id for c in room.catalog.components for v in c.variants if v.state == "approved"}


def test_generated_variants_that_the_store_does_not_know_stay(room: Room) -> None:
    """They came in a file from another database; nothing says that they should go."""
    component = room.catalog.components[0]
    other = Variant(id="tip.first.z", locale="en", content={"text": "From elsewhere."}, origin="generated")
    changed = component.model_copy(update={"variants": (*component.variants, other)})
    room.change(components=(changed, *room.catalog.components[1:]))
    assert reconcile(room.stores.content, room.stores.variants, at=1).left == ()
    assert room.live == {"tip.first.z": "approved"}


def _learnt(room: Room, **weights: tuple[float, float]) -> None:
    """Publishes a snapshot that knows these weights as (mean, variance)."""
    names = {BIAS: (-3.0, 0.01), **weights}
    snapshot = Snapshot(heads={"activated": Head("activated", names)})
    store = room.stores.content
    assert store.publish_snapshot(snapshot.version, snapshot.to_bytes(), {}, after=store.current_snapshot(), at=1)
    room.engine.refresh()


def _predict(room: Room, variant: str) -> float:
    found = SnapshotPredictor(room.engine.worlds.now()).predicted("tip", None, "text", variant, {})
    assert found is not None
    return found.expected


def test_a_new_variant_starts_from_its_components_posterior(room: Room) -> None:
    """Before it was ever shown it is expected to do as its component does, not as nothing."""
    one = room.waiting()
    _learnt(room, **{"component|tip.first": (1.5, 0.01), "component|tip.second": (-1.0, 0.01)})
    first, second = _predict(room, "tip.first.a"), _predict(room, "tip.second.a")
    assert first > 5 * second
    room.say(one.id, "approve")
    assert np.isclose(_predict(room, one.id), first, rtol=0.1)
    shown = [choice for choice in decided(room, 60) if choice.variant == one.id]
    assert shown
    assert all(choice.propensity > 0.2 and choice.expected > 3 * second for choice in shown)


def test_improve_finds_places_without_uplift_and_asks_for_texts(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dry run only tells; otherwise a job is added for each place, and its results go to review."""
    _learnt(room)
    looking = Improving(room.engine.desk, room.stores.memory)
    looking.met["tip", "newcomers"] = 500
    found = looking.findings()
    assert [(one.template, one.slot, one.segment) for one in found] == [("tip", "text", "newcomers")]
    assert found[0].reasons[0].startswith("low")
    monkeypatch.setattr(Improving, "findings", lambda self: found)
    dry = room.engine.improve(actor="ada", dry_run=True)
    assert (len(dry["findings"]), dry["jobs"], room.stores.jobs.jobs()) == (1, [], [])
    told = room.engine.improve(actor="ada", count=2)
    job = room.engine.job(told["jobs"][0])
    assert (job.kind, job.payload["segment"], job.actor) == ("improve", "newcomers", "ada")
    room.script.answers = [list(PROSE)]
    work = Generation(room.engine.desk)
    results = [work.do(step, StepContext(job, at, lambda: False)) for at, step in enumerate(work.steps(job))]
    assert work.finish(job, results)["totals"]["passed"] == 2
    assert len(room.engine.written()) == 2


def test_losers_are_proposed_and_never_retired(room: Room) -> None:
    """A text that was tried enough and is best nowhere is noted once; its state stays, and an editor decides."""
    one = room.waiting()
    room.say(one.id, "approve")
    lost = improving.Loser(one.id, "tip.first", 0.001, 900, generated=True)
    looking = Improving(room.engine.desk, room.stores.memory)
    assert looking.propose([lost], "ada") == [one.id]
    assert looking.propose([lost], "ada") == []
    assert room.known(one.id).state == "approved"
    assert room.actions(one.id)[-1] == "retire_proposed"
    assert room.live == {one.id: "approved"}


def test_a_text_that_was_hardly_tried_or_is_the_default_has_not_lost(room: Room) -> None:
    """What was drawn too seldom to tell, and what others are measured by, is never proposed."""
    _learnt(room)
    looking = Improving(room.engine.desk, room.stores.memory)
    looking.drawn["tip", "newcomers", "text", "tip.first.a"] = 10_000
    looking.drawn["tip", "newcomers", "text", "tip.second.a"] = improving.ENOUGH - 1
    assert looking.losers() == []


def test_good_and_bad_examples_come_from_what_was_learnt(room: Room) -> None:
    """Before anything was learnt there are none; the facts of the tiny catalog are no examples."""
    room.script.answers = [[PROSE[0]]]
    room.generate(1)
    inputs = room.script.asked[0].inputs
    assert (inputs["good"], inputs["bad"]) == ([], [])
    assert len(FACTS) == len(inputs["facts"])
