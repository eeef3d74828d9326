"""The store of generated variants: one suite on SQLite in memory, as a file, and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from content_engine.domain.writing import (
    Pile,
    Place,
    Provenance,
    Review,
    VariantStore,
    Wanted,
    WrittenVariant,
    content_hash,
)
from content_engine.memory.database import Database
from content_engine.memory.schema import migrate
from content_engine.memory.variants import SqlVariantStore


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def variants(request: pytest.FixtureRequest) -> Iterator[VariantStore]:
    """An empty store of each kind."""
    ready = "sqlite:///:memory:" if request.param == "memory" else request.getfixturevalue(f"{request.param}_ready")
    db = Database(ready)
    if db.is_memory:
        migrate(db)
    yield SqlVariantStore(db)
    db.close()


def a_variant(name: str = "tip.a.g1", **given: Any) -> WrittenVariant:
    """A variant in review."""
    content = given.pop("content", {"text": "Every change is on record."})
    plain: dict[str, Any] = {
        "component": "tip.a",
        "kind": "contextual_tip",
        "locale": "en",
        "state": "in_review",
        "policy_version": "p1",
        "provenance": Provenance(
            prompt="variant/2", prompt_hash="h", model="m", adapter="offline", origin="offline", job="job-1"
        ),
        "author": "offline",
        "created_at": 1_000,
        "updated_at": 1_000,
    }
    return WrittenVariant(id=name, content=content, content_hash=content_hash(content), **{**plain, **given})


def a_step(one: WrittenVariant, action: Any = "generated", actor: str = "job-1", comment: str = "") -> Review:
    """A step that left the variant as it is."""
    return Review(
        variant=one.id,
        action=action,
        actor=actor,
        at=one.updated_at,
        after=one.state,
        content_hash=one.content_hash,
        policy_version=one.policy_version,
        comment=comment,
    )


def decided(one: WrittenVariant, state: Any, actor: str) -> tuple[WrittenVariant, Review]:
    """The variant after an editor's decision, with the step."""
    after = one.model_copy(update={"state": state, "version": one.version + 1, "updated_at": 2_000})
    return after, a_step(after, "approve" if state == "approved" else "reject", actor)


def test_what_is_added_is_read_back_as_it_was(variants: VariantStore) -> None:
    """Every field comes back, and so does the step it came with."""
    one = a_variant(content={"text": "Ünïcode „quotes“ 🎉"}, note="n", claims=("f1",), assigned_to="ed")
    assert variants.add([one], [a_step(one)]) == 1
    assert variants.variant(one.id) == one
    assert list(variants.reviews(one.id)) == [a_step(one)]
    assert variants.variant("nothing") is None


def test_a_step_of_a_job_run_twice_stores_once(variants: VariantStore) -> None:
    """Ids that are there already stay as they are, and their steps are not told again."""
    one, other = a_variant(), a_variant("tip.a.g2")
    variants.add([one], [a_step(one)])
    changed = one.model_copy(update={"note": "another"})
    assert variants.add([changed, other], [a_step(changed), a_step(other)]) == 1
    assert variants.variant(one.id) == one
    assert [review.variant for review in variants.reviews()] == [other.id, one.id]


def test_a_step_at_an_old_version_stores_nothing(variants: VariantStore) -> None:
    """The second of two editors who read the same version changes neither the variant nor its history."""
    one = a_variant()
    variants.add([one], [a_step(one)])
    first, second = decided(one, "approved", "ada"), decided(one, "rejected", "bob")
    assert variants.step(*first)
    assert not variants.step(*second)
    assert variants.variant(one.id) == first[0]
    assert [review.actor for review in variants.reviews(one.id)] == ["ada", "job-1"]


def test_of_editors_who_race_exactly_one_wins(variants: VariantStore) -> None:
    """Eight at once, twelve times: one step each time, and the state is the winner's."""
    for turn in range(12):
        one = a_variant(f"tip.a.g{turn}")
        variants.add([one], [])
        tries = [decided(one, "approved" if at % 2 else "rejected", f"editor-{at}") for at in range(8)]
        with ThreadPoolExecutor(8) as pool:
            won = list(pool.map(lambda told: variants.step(*told), tries))
        assert won.count(True) == 1
        winner = tries[won.index(True)]
        assert variants.variant(one.id) == winner[0]
        assert list(variants.reviews(one.id)) == [winner[1]]


def test_pages_follow_one_another_without_gaps(variants: VariantStore) -> None:
    """By id, each page goes on after the last id of the one before; filters hold together."""
    made = [
        a_variant(f"tip.{n:02}", component="tip.a" if n % 2 else "tip.b", locale="de" if n % 3 else "en")
        for n in range(20)
    ]
    variants.add(made, [])
    seen: list[str] = []
    while page := variants.variants(after=seen[-1] if seen else "", limit=7):
        seen += [one.id for one in page]
    assert seen == [one.id for one in made]
    wanted = [one.id for one in made if one.component == "tip.a" and one.locale == "de"]
    assert [one.id for one in variants.variants(component="tip.a", locale="de", states=["in_review"])] == wanted
    assert variants.variants(states=["approved"]) == []
    assert len(variants.variants(job="job-1")) == 20
    assert variants.variants(job="job-2") == []


def test_the_riskiest_come_first_then_the_oldest(variants: VariantStore) -> None:
    """The order of the queue; `oldest` looks at time alone."""
    made = [
        a_variant("a", risk="low", created_at=1),
        a_variant("b", risk="high", created_at=3),
        a_variant("c", risk="high", created_at=2),
    ]
    variants.add(made, [])
    assert [one.id for one in variants.variants(order="riskiest")] == ["c", "b", "a"]
    assert [one.id for one in variants.variants(order="oldest")] == ["a", "c", "b"]
    assert [one.id for one in variants.variants(risk="low")] == ["a"]


def test_the_approved_are_told_by_id(variants: VariantStore) -> None:
    """Of every state only those approved."""
    assert variants.approved() == frozenset()
    made = [a_variant("tip.a.g1", state="approved"), a_variant("tip.a.g2", state="retired"), a_variant("tip.a.g3")]
    variants.add(made, [])
    assert variants.approved() == {"tip.a.g1"}


def test_counts_are_by_state_risk_and_locale(variants: VariantStore) -> None:
    """What a dashboard shows, in one query."""
    variants.add([a_variant("a"), a_variant("b"), a_variant("c", state="rejected", locale="de", risk="low")], [])
    assert variants.counts() == {("in_review", "high", "en"): 2, ("rejected", "low", "de"): 1}


WRITER = Provenance(prompt="variant/2", prompt_hash="h", model="m", adapter="openai", origin="llm", job="job-2")


def the_queue() -> list[WrittenVariant]:
    """Variants that differ in one thing each from the first."""
    return [
        a_variant("a", created_at=5),
        a_variant("b", created_at=4, risk="low"),
        a_variant("c", created_at=3, component="tip.b"),
        a_variant("d", created_at=2, kind="headline"),
        a_variant("e", created_at=2, locale="de"),
        a_variant("f", created_at=1, provenance=WRITER),
        a_variant("g", created_at=9, assigned_to="ada@example.com"),
        a_variant("h", created_at=1, state="rejected"),
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "fhdecagb"),
        ({"states": ("in_review",)}, "fdecagb"),
        ({"states": ("in_review", "rejected")}, "fhdecagb"),
        ({"states": ("approved",)}, ""),
        ({"risk": "low"}, "b"),
        ({"component": "tip.b"}, "c"),
        ({"kind": "headline"}, "d"),
        ({"locale": "de"}, "e"),
        ({"origin": "llm"}, "f"),
        ({"assigned_to": "ada@example.com"}, "g"),
        ({"assigned_to": "bob@example.com"}, ""),
        ({"assigned_to": ""}, "fhdecab"),
        ({"states": ("in_review",), "locale": "en", "risk": "high", "origin": "offline", "assigned_to": ""}, "dca"),
    ],
)
def test_the_queue_is_narrowed_by_each_filter(variants: VariantStore, wanted: Any, expected: str) -> None:
    """Filters hold together; what is left is high risk first, then the oldest, then by id."""
    variants.add(the_queue(), [])
    assert "".join(one.id for one in variants.queue(Wanted(**wanted))) == expected


def test_the_queue_pages_on_from_a_place(variants: VariantStore) -> None:
    """Pages of two follow one another without gaps, also where variants are equally old and where the risk changes."""
    variants.add(the_queue(), [])
    seen, after = "", None
    while page := variants.queue(Wanted(), after=after, limit=2):
        seen += "".join(one.id for one in page)
        after = Place(page[-1].risk, page[-1].created_at, page[-1].id)
    assert seen == "fhdecagb"


def test_a_step_moves_a_variant_to_another_pile(variants: VariantStore) -> None:
    """The counts are of each sort there is; an assignment and a decision change them at once."""
    one = a_variant()
    variants.add([one, a_variant("tip.a.g2")], [])
    pile = Pile("in_review", "tip.a", "contextual_tip", "en", "high", "offline", "")
    assert variants.piles() == {pile: 2}
    given = one.model_copy(update={"assigned_to": "ada", "version": 2})
    assert variants.step(given, a_step(given, "assign", "ada"))
    assert variants.piles() == {pile: 1, pile._replace(assigned_to="ada"): 1}
    taken = given.model_copy(update={"assigned_to": None, "state": "rejected", "version": 3})
    assert variants.step(taken, a_step(taken, "reject", "ada"))
    assert variants.piles() == {pile: 1, pile._replace(state="rejected"): 1}
