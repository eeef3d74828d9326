"""Exposures, outcomes and assignments over HTTP, and what they change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.doors.conftest import EMAIL, MEMBER, Door, asking

AT = "2026-11-20T10:00:00Z"


def _decided(door: Door, number: int, user_id: str = "u-1") -> dict[str, Any]:
    answer: dict[str, Any] = door.client().post("/v1/decisions", json=asking(f"r-{number}", user_id)).json()
    return answer


def _exposure(decision_id: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"exposures": [{"decision_id": decision_id, "at": AT, "kind": kind, **more}]}


def test_exposures_confirm_and_give_back(door: Door) -> None:
    """Two messages a day are allowed: an aborted one makes room for another, a sent one does not."""
    first, second = _decided(door, 1), _decided(door, 2)
    assert _decided(door, 3)["refusal"]["code"] == "cap.user"
    client = door.client()
    aborted = client.post("/v1/exposures", json=_exposure(first["decision_id"], "aborted"))
    assert aborted.json() == {"accepted": 1, "duplicates": 0, "parked": 0}
    client.post("/v1/exposures", json=_exposure(second["decision_id"], "sent"))
    assert _decided(door, 4)["status"] == "assembled"
    assert _decided(door, 5)["refusal"]["code"] == "cap.user"


def test_events_can_be_sent_again(door: Door) -> None:
    """The same event again is a duplicate; one about an unknown decision is parked, and kept."""
    decision_id = _decided(door, 1)["decision_id"]
    client = door.client()
    sent = _exposure(decision_id, "sent", external_id="mail-1")
    assert [client.post("/v1/exposures", json=sent).json()["accepted"] for _ in range(3)] == [1, 0, 0]
    assert client.post("/v1/exposures", json=_exposure("d-unknown", "sent")).json()["parked"] == 1
    click = {"decision_id": decision_id, "outcome": "clicked", "at": AT, "external_id": "evt-1"}
    unknown = {**click, "decision_id": "d-unknown", "external_id": "evt-2"}
    by_user = {"user_id": "u-1", "outcome": "activated", "at": AT, "external_id": "evt-3", "value": 2.5}
    first = client.post("/v1/outcomes", json={"outcomes": [click, unknown, by_user]}).json()
    assert first == {"accepted": 2, "duplicates": 0, "parked": 1}
    again = client.post("/v1/outcomes", json={"outcomes": [by_user, unknown, click]}).json()
    assert again == {"accepted": 0, "duplicates": 3, "parked": 0}


def test_whole_numbers_may_have_a_fraction_of_nothing(door: Door) -> None:
    """To JSON `1.0` is a whole number, so a tool that writes whole numbers that way is understood."""
    said = '{"assignments": [{"segment_id": "all-users", "version": 1.0, "user_id": "u-1", "events": 1e2}]}'
    assert door.client().put("/v1/assignments", content=said).json()["accepted"] == 1


def test_stored_assignments_count(door: Door) -> None:
    """A request without segments goes by the stored assignments; a full list that leaves a user out ends them."""
    client = door.client()
    silent = {"user_id": "u-1", "template": EMAIL}
    before = client.post("/v1/decisions", json={**silent, "request_id": "r-1"}).json()
    assert before["refusal"]["code"] == "contract.unknown_segment"
    said = {**MEMBER, "user_id": "u-1"}
    assert client.put("/v1/assignments", json={"assignments": [said]}).json()["accepted"] == 1
    assert client.post("/v1/decisions", json={**silent, "request_id": "r-2"}).json()["status"] == "assembled"
    others = {"assignments": [{**MEMBER, "user_id": "u-2"}], "complete": True}
    door.clock.advance(timedelta(minutes=1))
    assert client.put("/v1/assignments", json=others).status_code == 200
    after = client.post("/v1/decisions", json={**silent, "request_id": "r-3"}).json()
    assert after["refusal"]["code"] == "contract.unknown_segment"
