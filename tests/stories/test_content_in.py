"""Content and assignments on their way in: what is broken changes nothing, what is new is taken up, what was stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from content_engine import Assignment
from content_engine.bootstrap import Settings, bootstrap
from content_engine.domain.canon import canonical, version_of
from content_engine.domain.catalog import Component, Layout, Slot
from content_engine.domain.errors import BrokenContent, LostRace, NotSetUp
from content_engine.engine.worlds import Worlds
from content_engine.testing import FakeContentStore, tiny_catalog

ACME = Path(__file__).parents[2] / "examples" / "acme"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the folder, to be spoilt."""
    return Path(shutil.copytree(ACME, tmp_path / "acme"))


def edit(file: Path, old: str, new: str) -> int:
    """Replaces the first `old` in a file; the line it stood on."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    return text.count("\n", 0, text.index(old)) + 1


def test_a_broken_folder_is_told_whole_and_changes_nothing(house: Any, folder: Path) -> None:
    """Every problem with file and line at once; the catalog in use stays, and deciding goes on with it."""
    before, asked = house.engine.catalog_version, house.ask()
    lines = {
        "policies/acme.yaml": edit(folder / "policies/acme.yaml", "scope: user", "scope: planet"),
        "segments/all-users.yaml": edit(folder / "segments/all-users.yaml", "scope: user", "scoop: user"),
        "components/cta/try-it.yaml": edit(folder / "components/cta/try-it.yaml", "kind: cta", "kind: ctaa"),
    }
    problems = house.engine.check(folder)
    with pytest.raises(BrokenContent) as caught:
        house.engine.sync(folder)
    # suites are no part of the catalog: only `check` looks at them
    assert caught.value.problems == tuple(one for one in problems if "prompts/" not in str(one.file))
    told = {(str(problem.file), problem.line) for problem in problems}
    for name, line in lines.items():
        assert any(file.endswith(name) and abs(line - at) <= 1 for file, at in told), name
    assert house.engine.catalog_version == before
    assert house.engine.decide(asked).catalog_version == before


def test_a_policy_whose_own_test_fails_is_not_taken_in(quick_house: Any, folder: Path) -> None:
    """Rules and their tests change together: a cap of three makes the test of two fail, and the test is named."""
    edit(folder / "policies/acme.yaml", "max: 2", "max: 3")
    told = list(map(str, quick_house.engine.check(folder)))
    assert any("the third message within a day is refused" in one for one in told)
    with pytest.raises(BrokenContent):
        quick_house.engine.sync(folder)


def test_new_content_is_taken_up_and_old_decisions_replay(house: Any, folder: Path) -> None:
    """A sync names what changed, acts on the next decision, and leaves what was decided; again, it is idle."""
    first = house.decide()
    edit(folder / "components/cta/try-it.yaml", "variants:", "valid: {until: 9999-12-31}\nvariants:")
    report = house.engine.sync(folder, actor="ada")
    assert (report.changed, report.altered, report.removed) == (True, 1, 0)
    assert house.engine.catalog_version == report.version != first.catalog_version
    assert not house.engine.sync(folder).changed
    assert house.decide().catalog_version == report.version
    assert [one.identical for one in house.engine.replay_all()] == [True, True]
    newest = house.engine.history(limit=1)[0]
    assert (newest["id"], newest["action"], newest["actor"]) == ("cta.try-it", "altered", "ada")


def test_another_worker_takes_new_content_up_when_it_looks(house: Any, folder: Path) -> None:
    """Until it refreshes it decides with what it has; a refresh without news says so."""
    stores = house.stores
    given = {"memory": stores.memory, "content": stores.content, "keys": stores.keys}
    other = bootstrap(Settings(content=ACME), clock=house.clock, **given)
    edit(folder / "components/cta/try-it.yaml", "variants:", "valid: {until: 2030-12-31}\nvariants:")
    report = house.engine.sync(folder)
    assert other.catalog_version != report.version
    assert other.refresh()
    assert other.catalog_version == report.version
    assert not other.refresh()


def test_content_that_cannot_be_used_leaves_the_last_good_one_at_work(quick_house: Any) -> None:
    """A catalog that does not compile is told in the status; the engine decides on, and recovers with the next one."""
    house, store = quick_house, quick_house.stores.content
    good = house.engine.catalog_version
    broken = house.catalog.model_copy(
        update={
            "templates": tuple(t.model_copy(update={"layout": Layout(text="{{ no")}) for t in house.catalog.templates)
        }
    )
    assert store.publish(version_of(canonical(broken)), canonical(broken), [], after=good, at=0)
    assert not house.engine.refresh()
    assert house.engine.status()["problems"] != []
    assert house.decide().catalog_version == good
    later = canonical(house.catalog.model_copy(update={"facts": ()}))
    assert store.publish(version_of(later), later, [], after=store.current_catalog(), at=0)
    assert house.engine.refresh()
    assert house.engine.status()["problems"] == []


def test_of_two_syncs_at_once_one_is_told_to_run_again(quick_house: Any, folder: Path, monkeypatch: Any) -> None:
    """Nobody's change is lost: who publishes after another is refused and changes nothing."""
    edit(folder / "components/cta/try-it.yaml", "variants:", "valid: {until: 2030-12-31}\nvariants:")
    monkeypatch.setattr(quick_house.stores.content, "publish", lambda *args, **kwargs: False)
    before = quick_house.engine.catalog_version
    with pytest.raises(LostRace):
        quick_house.engine.sync(folder)
    assert quick_house.engine.catalog_version == before


def test_without_content_the_engine_says_what_to_run() -> None:
    """Before the first sync there is no world to decide in."""
    with pytest.raises(NotSetUp) as caught:
        Worlds(FakeContentStore(), "salt").now()
    assert "content-engine sync" in str(caught.value)


# ---------------------------------------------------------------- assignments that are stored


def assigned(house: Any, **given: Any) -> Any:
    """Stores an assignment of u_1, observed now."""
    plain = {"segment_id": "all-users", "version": 1, "user_id": "u_1", "observed_at": house.clock.now()}
    return house.engine.assign_many([Assignment(**{**plain, **given})])


def test_stored_assignments_count_where_a_request_brings_none(house: Any) -> None:
    """Left out, the stored ones count; an empty list is a statement of its own; who leaves is out."""
    assert house.code(segments=None) == "contract.unknown_segment"
    assigned(house)
    assert house.code(segments=None) is None
    assert house.code(segments=()) == "contract.unknown_segment"
    assert house.code("u_2", segments=None) == "contract.unknown_segment"
    house.later(days=31)
    assert house.code(segments=None) == "contract.stale"
    assigned(house, member=False)
    assert house.code(segments=None) == "contract.unknown_segment"


def test_a_full_list_takes_everyone_else_out(house: Any) -> None:
    """With `complete` a segment has just the members that are named."""
    assigned(house)
    house.later(hours=1)
    other = Assignment(segment_id="all-users", version=1, user_id="u_2", observed_at=house.clock.now())
    house.engine.assign_many([other], complete=True)
    assert house.code("u_1", segments=None) == "contract.unknown_segment"
    assert house.code("u_2", segments=None) is None


def test_decisions_on_stored_assignments_replay_after_these_have_changed(house: Any) -> None:
    """What was known then is recorded with the decision."""
    assigned(house, confidence=0.5, expires_at=house.clock.now() + timedelta(hours=2))
    assert house.decide(segments=None).status == "assembled"
    house.later(hours=3)
    assert house.decide(segments=None).refusal.code == "contract.expired"
    assigned(house, member=False)
    assert [one.identical for one in house.engine.replay_all()] == [True, True]


# ---------------------------------------------------------------- what content may look like


def tips(*texts: tuple[str, str]) -> Component:
    """One component with a text for each (name, locale)."""
    rows = [{"id": f"tip.{name}", "locale": locale, "text": f"Tip {name}."} for name, locale in texts]
    return Component.model_validate({"id": "tip", "kind": "contextual_tip", "variants": rows})


def test_default_content_in_another_language_never_repeats_itself(make_house: Callable[..., Any]) -> None:
    """Two defaults of one component become its two German texts, not one of them twice."""
    plain = tiny_catalog()
    slot = Slot(name="text", kinds=("contextual_tip",), min=2, max=2, distinct="variant", control=("tip.a", "tip.b"))
    layout = Layout.model_validate({"json": '{"tips": "{% for one in slots.text %}{{ one.text }} {% endfor %}"}'})
    template = plain.templates[0].model_copy(update={"slots": (slot,), "layout": layout})
    house = make_house(
        catalog=plain.model_copy(
            update={
                "templates": (template,),
                "components": (tips(("a", "en"), ("b", "en"), ("da", "de"), ("db", "de")),),
            }
        )
    )
    house.rule(holdouts=[{"id": "h", "share": 0.9, "salt": "s"}])
    given = {"template": "tip", "locale": "de", "segments": None}
    for number in range(10):
        assigned(house, segment_id="newcomers", user_id=f"u_{number}")
        decision = house.decide(f"u_{number}", **given)
        assert {choice.variant for choice in decision.choices} == {"tip.da", "tip.db"}


def test_a_message_may_have_a_part_called_explanation(make_house: Callable[..., Any]) -> None:
    """A template's own JSON may use any key: the explanation is still added to a repeat."""
    plain = tiny_catalog()
    layout = Layout.model_validate({"json": '{"explanation": "{{ slots.text.text }}"}'})
    house = make_house(
        catalog=plain.model_copy(update={"templates": (plain.templates[0].model_copy(update={"layout": layout}),)})
    )
    assigned(house, segment_id="newcomers")
    first = house.decide("u_1", "one", template="tip", segments=None)
    assert set(first.message.payload) == {"explanation"}
    assert house.decide("u_1", "one", template="tip", segments=None, explain=True).explanation is not None
