"""Subjects over HTTP: what they want, what is stored about them, and its removal."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.doors.conftest import Door, asking

ONE_MINUTE = timedelta(minutes=1)


def test_preferences_act_at_once(door: Door) -> None:
    """Consent taken back for e-mail, and do-not-disturb, refuse the very next decision, and end the same way."""
    client, address = door.client(), "/v1/subjects/u-1/preferences"
    refusals = []
    for number, told in enumerate(
        [
            {"consent": {"email": False}},
            {"consent": {"email": True}},
            {"do_not_disturb": True},
            {"do_not_disturb": False},
        ]
    ):
        assert client.put(address, json=told).status_code == 200
        door.clock.advance(ONE_MINUTE)
        answer = client.post("/v1/decisions", json=asking(f"r-{number}")).json()
        refusals.append(answer["refusal"] and answer["refusal"]["code"])
    assert refusals == ["consent.missing", None, "consent.do_not_disturb", None]


def test_export_and_erase(door: Door, tmp_path: Path) -> None:
    """An export holds what is stored about a user; after erasing, the id is in no row and in no file."""
    user = "u-nobody-else"
    caller, admin = door.client(), door.client("admin")
    decision_id = caller.post("/v1/decisions", json=asking("r-1", user)).json()["decision_id"]
    click = {"decision_id": decision_id, "outcome": "clicked", "at": "2026-11-20T10:00:00Z", "external_id": "e-1"}
    caller.post("/v1/outcomes", json={"outcomes": [click]})
    told = admin.get(f"/v1/subjects/{user}").json()
    assert told["user_id"] == user
    assert [one["decision_id"] for one in told["decisions"]] == [decision_id]
    assert [one["outcome"] for one in told["outcomes"]] == ["clicked"]
    erased = admin.delete(f"/v1/subjects/{user}").json()["erased"]
    assert erased["subjects"] == 1 and erased["decisions"] == 1
    after = admin.get(f"/v1/subjects/{user}").json()
    assert (after["decisions"], after["outcomes"]) == ([], [])
    assert caller.get(f"/v1/decisions/{decision_id}").status_code == 404
    door.engine.close()
    for file in tmp_path.rglob("*"):
        assert user.encode() not in file.read_bytes(), file.name
    assert user not in repr(door.log.said)


@pytest.mark.parametrize("user", ["a/b", "a b", "ü-1", "100%", "?x=1", "a/preferences", "%2F", "a;b", "#"])
def test_ids_of_any_letters(door: Door, user: str) -> None:
    """An id with letters that mean something in an address is the same id everywhere."""
    address = "/v1/subjects/" + quote(user, safe="")
    door.client().post("/v1/decisions", json=asking("r-1", user))
    assert len(door.client("admin").get(address).json()["decisions"]) == 1
    assert door.client().put(f"{address}/preferences", json={"consent": {"email": False}}).status_code == 200
    assert door.client("admin").delete(address).json()["erased"]["decisions"] == 1


def test_the_unsubscribe_page(door: Door) -> None:
    """The link of a message opens a page that changes nothing; its button revokes consent for that channel."""
    client, public = door.client(), door.client(None)
    decision = client.post("/v1/decisions", json=asking("r-1")).json()
    address = f"/unsubscribe/{decision['decision_id']}"
    page = public.get(address, params={"utm_source": "mail"})
    assert page.status_code == 200
    assert '<html lang="en">' in page.text and '<form method="post">' in page.text and "<button" in page.text
    assert "script" not in page.text and "http" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert client.post("/v1/decisions", json=asking("r-2")).json()["status"] == "assembled"
    done = public.post(address, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200 and "You are unsubscribed" in done.text
    door.clock.advance(ONE_MINUTE)
    assert client.post("/v1/decisions", json=asking("r-3")).json()["refusal"]["code"] == "consent.missing"


def test_one_click_as_multipart(door: Door) -> None:
    """RFC 8058 lets mail providers send the one-click call as multipart/form-data too."""
    decision = door.client().post("/v1/decisions", json=asking("r-1")).json()
    address = f"/unsubscribe/{decision['decision_id']}"
    done = door.client(None).post(address, files={"List-Unsubscribe": (None, "One-Click")})
    assert done.status_code == 200
    told = door.client("admin").get("/v1/subjects/u-1").json()
    assert told["memory"]["consent"]["email"][0] is False


@pytest.mark.parametrize("token", ["nope", "%00", "x" * 3_000, "..%2F", "%F0%9F%8D%8E"])
def test_tokens_that_are_not_known(door: Door, token: str) -> None:
    """Nobody learns from the page which tokens exist."""
    public, decision = door.client(None), door.client().post("/v1/decisions", json=asking("r-1")).json()
    for call in (public.get, public.post):
        known, unknown = call(f"/unsubscribe/{decision['decision_id']}"), call(f"/unsubscribe/{token}")
        assert (unknown.status_code, unknown.content) == (known.status_code, known.content)
        assert re.sub("date: .*", "", str(unknown.headers)) == re.sub("date: .*", "", str(known.headers))
