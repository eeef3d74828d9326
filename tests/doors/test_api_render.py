"""Decisions as HTML or text, for callers that cannot read JSON."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.web.api.rendering import OFFERED, chosen
from tests.doors.conftest import EMAIL, IN_APP, Door

ASKED = {"request_id": "r-1", "user_id": "u-1"}
MEMBER = {"segment_id": "all-users", "version": 1, "user_id": "u-1", "observed_at": "2026-11-20T09:00:00Z"}


@pytest.fixture
def member(door: Door) -> Door:
    """A door to an engine that knows u-1 to be a member of all-users."""
    assert door.client().put("/v1/assignments", json={"assignments": [MEMBER]}).json()["accepted"] == 1
    return door


def test_html_text_and_json_of_one_decision(member: Door) -> None:
    """One request_id is one decision, in whatever format it is asked for."""
    client, address = member.client(), f"/v1/render/{EMAIL}"
    told = client.get(address, params=ASKED, headers={"Accept": "application/json"})
    page = client.get(address, params=ASKED, headers={"Accept": "text/html"})
    text = client.get(address, params=ASKED, headers={"Accept": "text/plain"})
    message = told.json()["message"]
    assert (page.text, text.text) == (message["html"], message["text"])
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    for answer in (told, page, text):
        assert answer.headers["x-content-engine-decision"] == told.json()["decision_id"]
        assert answer.headers["cache-control"] == "private, no-store"
        assert "x-content-engine-refusal" not in answer.headers
    assert "sandbox" in page.headers["content-security-policy"]
    assert member.rows()["decisions"] == 1


def test_a_message_without_html(member: Door) -> None:
    """A message of a channel that has no HTML is sent as its blocks, line by line, escaped."""
    client, address = member.client(), f"/v1/render/{IN_APP}"
    blocks = client.get(address, params=ASKED, headers={"Accept": "application/json"}).json()["message"]["blocks"]
    lines = [text for block in blocks for text in block["content"].values()]
    text = client.get(address, params=ASKED, headers={"Accept": "text/plain"}).text
    page = client.get(address, params=ASKED).text
    assert text.splitlines() == lines
    assert page.count("<p>") == len(lines)


def test_nothing_to_say(door: Door) -> None:
    """A refused decision is an empty 200 whose header says why; the calling tool inserts nothing."""
    answer = door.client().get(f"/v1/render/{EMAIL}", params=ASKED)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["x-content-engine-refusal"] == "contract.unknown_segment"
    assert answer.headers["x-content-engine-decision"]


def test_attributes_never_go_into_a_query(door: Door) -> None:
    """Query strings end up in logs: whatever is not an id is refused, and nothing is stored."""
    answer = door.client().get(f"/v1/render/{EMAIL}", params={**ASKED, "first_name": "Ada"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "first_name", "message": "is not a field of this call"}]
    assert door.rows()["decisions"] == 0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("user_id=u-1", "request_id"),
        ("request_id=r-1", "user_id"),
        ("request_id=r-1&user_id=ada%40example.org", "user_id"),
        ("request_id=r-1&user_id=u-1&locale=??", "locale"),
        ("request_id=r-1&user_id=u-1&user_id=u-2", "user_id"),
        ("request_id=r-1&user_id=u-1&template=other", "template"),
        ("request_id=r-1&user_id=%00", "user_id"),
        ("request_id=r-1&user_id=%ff", "query"),
    ],
)
def test_a_wrong_query(door: Door, query: str, field: str) -> None:
    """A wrong query is refused, naming the parameter."""
    answer = door.client().get(f"/v1/render/{EMAIL}?{query}")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert door.rows()["decisions"] == 0


def test_what_is_not_there(door: Door) -> None:
    """An unknown template is nothing at that address; a format that cannot be had is told."""
    client = door.client()
    unknown = client.get("/v1/render/nope", params=ASKED)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "template.unknown")
    picture = client.get(f"/v1/render/{EMAIL}", params=ASKED, headers={"Accept": "image/png"})
    assert (picture.status_code, picture.json()["code"]) == (406, "not_acceptable")
    assert door.rows()["decisions"] == 0


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/plain", "text/plain"),
        ("text/*;q=0.5, application/json", "application/json"),
        ("text/html;q=0, text/*", "text/plain"),
        ("application/xml, */*;q=0.1", "text/html"),
        ("text/plain; q=0.2, text/html; q=0.1", "text/plain"),
        ("image/png", None),
        ("*/*;q=0", None),
    ],
)
def test_the_format_that_suits_best(accept: str, media: str | None) -> None:
    """The format is the one with the highest weight, the most exact range counting (RFC 9110, 12.5.1)."""
    assert chosen(accept) == media


@given(st.text(max_size=60))
def test_any_accept_header_is_understood(accept: str) -> None:
    """Whatever is sent as Accept, the answer is one of the formats, or that none suits."""
    assert chosen(accept) in (*OFFERED, None)
