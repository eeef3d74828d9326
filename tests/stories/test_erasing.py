"""Promise 10: erasing a subject leaves no trace of the id, and what was learnt stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from content_engine import Assignment, Exposure, Outcome
from content_engine.domain.errors import NotFound
from content_engine.memory import open_stores

WHO = "subject-ZQXJKV-0815"


def a_life(house: Any) -> list[Any]:
    """Everything that one subject can leave behind, beside somebody else's; the subject's decisions."""
    engine, now = house.engine, house.clock.now()
    engine.assign_many([Assignment(segment_id="all-users", version=1, user_id=WHO, observed_at=now)])
    decisions = [house.decide(WHO, f"{WHO}/{n}", attributes={"id": WHO}, account_id="acme") for n in range(3)]
    house.decide("somebody-else", "somebody-else/1", account_id="acme")
    shown = decisions[0].decision_id
    engine.expose_many([Exposure(decision_id=shown, at=now, kind="sent", external_id=f"mail-{WHO}")])
    engine.observe_many(
        [
            Outcome(outcome="activated", at=now, external_id=f"{WHO}-1", decision_id=shown, value=3.0),
            Outcome(outcome="clicked", at=now, external_id="2", user_id=WHO),
            Outcome(outcome="clicked", at=now, external_id=f"{WHO}-3", user_id=WHO, decision_id="d-elsewhere"),
        ]
    )
    engine.set_preferences(WHO, consent={"email": False})
    return decisions


def test_an_erased_subject_is_gone(house: Any) -> None:
    """The export is that of a stranger, its decisions can be neither read nor explained, and the rest goes on."""
    decisions = a_life(house)
    house.engine.erase(WHO)
    assert house.engine.subject(WHO) == {**house.engine.subject("never-seen"), "user_id": WHO}
    for one in decisions:
        for ask in (house.engine.decision, house.engine.explain, house.engine.replay):
            with pytest.raises(NotFound):
                ask(one.decision_id)
        assert not house.engine.unsubscribe(one.decision_id)
    assert [one.identical for one in house.engine.replay_all()] == [True]
    assert house.code(WHO, template="acme-tip-email") is None


def test_what_can_be_learnt_stays(house: Any) -> None:
    """Choices, arm, propensities and outcomes of the erased decisions are still there, and name nobody."""
    before = a_life(house)[0]
    house.engine.erase(WHO)
    left = house.stores.memory.decision(before.decision_id)
    assert [row["variant"] for row in left.record.choices] == [choice.variant for choice in before.choices]
    assert [row["propensity"] for row in left.record.choices] == [choice.propensity for choice in before.choices]
    assert (left.record.arm, left.record.status) == ("treatment", "assembled")
    assert {(one.outcome, one.value) for one in left.outcomes} == {("activated", 3.0), ("clicked", None)}
    assert WHO not in repr(left)


def test_no_file_holds_the_id_afterwards(sqlite_ready: str, make_house: Callable[..., Any]) -> None:
    """Neither the database nor its write-ahead log holds a byte of it, while the database is open and after."""
    house = make_house(open_stores(sqlite_ready))
    folder = Path(sqlite_ready.removeprefix("sqlite:///")).parent
    holding = lambda: [file.name for file in folder.iterdir() if WHO.encode() in file.read_bytes()]  # noqa: E731
    a_life(house)
    assert holding() != []
    house.engine.erase(WHO)
    assert holding() == []
    house.stores.close()
    assert holding() == []
