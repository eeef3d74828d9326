"""Bad input changes nothing, and the answer says which field and why."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from content_engine.web.api import reading
from tests.doors.conftest import EMAIL, MEMBER, Door, Seed, asking, opened_door

DEEP = b'{"a":' * 40 + b"1" + b"}" * 40
DEEPER = b'{"a":' * 5_000 + b"1" + b"}" * 5_000


def _with(**changed: Any) -> bytes:
    return json.dumps({**asking(), **changed}).encode()


def _member(**changed: Any) -> bytes:
    return _with(segments=[{**MEMBER, **changed}])


def _raw(field: bytes, value: bytes) -> bytes:
    rest = json.dumps({key: value for key, value in asking().items() if key != field.decode()})
    return b'{"' + field + b'": ' + value + b", " + rest[1:].encode()


BAD: dict[str, tuple[bytes, str]] = {
    "an unknown field": (_with(templat=EMAIL), "templat"),
    "an unknown field deeper down": (_member(sure=1), "segments.0.sure"),
    "a field left out": (json.dumps({k: v for k, v in asking().items() if k != "user_id"}).encode(), "user_id"),
    "a number for a string": (_with(user_id=7), "user_id"),
    "a string for a number": (_with(deadline_ms="1500"), "deadline_ms"),
    "a string for a switch": (_with(dry_run="yes"), "dry_run"),
    "a fraction for a whole number": (_with(deadline_ms=1.5), "deadline_ms"),
    "nothing where something is needed": (_with(request_id=None), "request_id"),
    "an empty id": (_with(request_id=""), "request_id"),
    "an id of 201 characters": (_with(user_id="u" * 201), "user_id"),
    "an e-mail address for an id": (_with(user_id="ada@example.org"), "user_id"),
    "a list that is too long": (_with(segments=[MEMBER] * 400), "segments"),
    "no template in a list": (_with(template=[]), "template"),
    "21 templates": (_with(template=[EMAIL] * 21), "template"),
    "a template that is no name": (_with(template="../x"), "template"),
    "a wrong template in a list": (_with(template=[EMAIL, "no name"]), "template.1"),
    "a template of another sort": (_with(template={"id": EMAIL}), "template"),
    "an unknown template": (_with(template="nope"), "template"),
    "a date without zone": (_member(observed_at="2026-11-20T09:00:00"), "segments.0.observed_at"),
    "a date alone": (_member(observed_at="2026-11-20"), "segments.0.observed_at"),
    "a confidence above 1": (_member(confidence=1.2), "segments.0.confidence"),
    "a version below 0": (_member(version=-1), "segments.0.version"),
    "an unknown scope": (_member(scope="team"), "segments.0.scope"),
    "a locale that is none": (_with(locale="english!"), "locale"),
    "a deadline of nothing": (_with(deadline_ms=0), "deadline_ms"),
    "NUL in an id": (_with(user_id="u\x00"), "user_id"),
    "a line break in an id": (_with(request_id="r\n1"), "request_id"),
    "NUL in an attribute": (_with(attributes={"company": "A\x00"}), "attributes.company"),
    "NUL deep in an attribute": (_with(attributes={"a": {"b": ["\x00"]}}), "attributes.a.b.0"),
    "half a character in an id": (_raw(b"user_id", rb'"u\ud800"'), "user_id"),
    "half a character in an attribute": (_raw(b"attributes", rb'{"company": "\udc00"}'), "attributes.company"),
    "bytes that are no UTF-8": (_raw(b"user_id", b'"u\xff"'), "user_id"),
    "attributes too deep": (_raw(b"attributes", DEEP), "attributes.a.a.a.a.a"),
    "a body too deep": (_raw(b"attributes", DEEPER), "attributes.a.a.a.a.a.a.a.…"),
    "201 attributes": (_with(attributes={f"a{n}": n for n in range(201)}), "attributes"),
    "an attribute of 2,001 characters": (_with(attributes={"company": "A" * 2_001}), "attributes.company"),
    "an attribute that is no number": (_raw(b"attributes", b'{"seats": NaN}'), "attributes.seats"),
    "an infinite attribute": (_raw(b"attributes", b'{"seats": -Infinity}'), "attributes.seats"),
    "a number beyond all bounds": (_raw(b"attributes", b'{"seats": 1e999}'), "attributes.seats"),
    "a number of 30 digits": (_raw(b"attributes", b'{"seats": ' + b"9" * 30 + b"}"), "attributes.seats"),
    "a number of 5,000 digits": (_raw(b"attributes", b'{"seats": ' + b"9" * 5_000 + b"}"), "attributes.seats"),
    "a field given twice": (_raw(b"request_id", b'"r-1", "request_id": "r-2"'), "request_id"),
    "an attribute given twice": (_raw(b"attributes", b'{"plan": "pro", "plan": "free"}'), "attributes.plan"),
}


def _in_batch(field: str) -> str:
    steps = ["requests", "1", *field.removesuffix(".…").split(".")]
    return ".".join(steps[:8]) + ".…" if "…" in field else ".".join(steps)


def _refused(answer: httpx.Response, field: str) -> None:
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code in (400, 422), answer.text
    assert (told["status"], told["type"]) == (answer.status_code, f"/docs#problem-{told['code']}")
    assert field in [error["field"] for error in told["errors"]], answer.text
    assert all(error["message"] for error in told["errors"])


@pytest.fixture(scope="module")
def shared(acme_seed: Seed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One door for all bad input: it must not change anything anyway."""
    with opened_door(acme_seed, tmp_path_factory.mktemp("bad")) as door:
        yield door


@pytest.mark.parametrize("what", BAD)
def test_a_bad_decision_request(shared: Door, what: str) -> None:
    """It is refused with the name of the field, alone and in a batch, and nothing is stored."""
    body, field = BAD[what]
    before = shared.rows()
    client = shared.client(**{"Content-Type": "application/json"})
    _refused(client.post("/v1/decisions", content=body), field)
    if what != "an unknown template":
        batch = b'{"requests": [' + json.dumps(asking()).encode() + b", " + body + b"]}"
        _refused(client.post("/v1/decisions/batch", content=batch), _in_batch(field))
    assert shared.rows() == before


AT = "2026-11-20T10:00:00Z"
SENT = {"decision_id": "d", "at": AT, "kind": "sent"}
CLICK = {"outcome": "clicked", "at": AT, "external_id": "e", "user_id": "u"}
SAID = {"segment_id": "s", "version": 1, "user_id": "u"}


def _without(noun: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in noun.items() if name not in names}


BAD_LISTS: list[tuple[str, Any, str]] = [
    ("POST /v1/exposures", {"exposures": [{**SENT, "kind": "read"}]}, "exposures.0.kind"),
    ("POST /v1/exposures", {"exposures": [{**SENT, "at": "2026-11-20T10:00:00"}]}, "exposures.0.at"),
    ("POST /v1/exposures", {"exposures": [{**SENT, "at": 1_795_168_800}]}, "exposures.0.at"),
    ("POST /v1/exposures", {"exposures": [SENT] * 1_001}, "exposures"),
    ("POST /v1/exposures", {"exposure": []}, "exposures"),
    ("POST /v1/outcomes", {"outcomes": [_without(CLICK, "user_id")]}, "outcomes.0.decision_id"),
    ("POST /v1/outcomes", {"outcomes": [SENT, _without(CLICK, "external_id")]}, "outcomes.1.external_id"),
    ("POST /v1/outcomes", {"outcomes": [{**CLICK, "value": "3"}]}, "outcomes.0.value"),
    ("PUT /v1/assignments", {"assignments": [SAID, _without(SAID, "user_id")]}, "assignments.1.user_id"),
    ("PUT /v1/assignments", {"assignments": [{**SAID, "scope": "account"}]}, "assignments.0.account_id"),
    ("PUT /v1/assignments", {"assignments": [SAID], "complete": "no"}, "complete"),
    ("PUT /v1/subjects/u-1/preferences", {"consent": {"fax": True}}, "consent.fax.[key]"),
    ("PUT /v1/subjects/u-1/preferences", {"consent": {"email": 1}}, "consent.email"),
    ("PUT /v1/subjects/ada%40example.org/preferences", {}, "user_id"),
    ("POST /v1/checks", {"content": "x", "kind": "nope"}, "kind"),
    ("POST /v1/checks", {"content": 3, "kind": "headline"}, "content"),
    ("POST /v1/checks", {"content": {"words": "x"}, "kind": "headline"}, "content"),
    ("POST /v1/checks", {"content": {"text": 3}, "kind": "headline"}, "content.text"),
    ("POST /v1/checks", {"content": "x", "kind": "headline", "slot": "nope"}, "slot"),
    ("POST /v1/checks", {"content": "x\x00", "kind": "headline"}, "content"),
    ("GET /v1/templates?limit=0", None, "limit"),
    ("GET /v1/templates?limit=201", None, "limit"),
    ("GET /v1/templates?limit=many", None, "limit"),
    ("GET /v1/variants?state=lost", None, "state"),
    ("GET /v1/variants?colour=red", None, "colour"),
    ("GET /v1/variants?cursor=%00", None, "cursor"),
    ("GET /v1/decisions/d-1?explain=perhaps", None, "explain"),
    ("POST /v1/exposures?dry_run=1", {"exposures": []}, "dry_run"),
]


@pytest.mark.parametrize(("call", "body", "field"), BAD_LISTS)
def test_other_bad_input(shared: Door, call: str, body: Any, field: str) -> None:
    """Every other call names the wrong field too, and stores nothing."""
    before = shared.rows()
    _refused(shared.client("admin").request(*call.split(), json=body), field)
    assert shared.rows() == before


NO_OBJECTS = [b"", b"{", b"[]", b"3", b'"x"', b"null", b"{} {}", b"\xef\xbb\xbf{}", b'{"a": 1,}', b"\x00"]


@pytest.mark.parametrize("body", NO_OBJECTS)
def test_bodies_that_are_no_object(shared: Door, body: bytes) -> None:
    """What is not one JSON object is refused, and the answer says what is expected or where the text breaks."""
    answer = shared.client().post("/v1/decisions", content=body)
    assert answer.status_code in (400, 422)
    assert any(word in answer.json()["detail"] for word in ("object", "line", "required"))


def test_a_trailing_comma_is_told(shared: Door) -> None:
    """A comma too many, as text templates leave it, is told with its place."""
    answer = shared.client().post("/v1/outcomes", content=b'{"outcomes": [\n{"outcome": "clicked"},\n]}')
    assert answer.json()["detail"] == "The body is not valid JSON: trailing comma at line 3 column 1."


def test_a_body_of_10_mb(shared: Door) -> None:
    """A body beyond the limit is refused, whether its length is announced or not."""
    client = shared.client(**{"Content-Type": "application/json"})
    large = _with(attributes={"company": "A" * 10_000_000})
    for path in ("/v1/decisions", "/v1/decisions/batch"):
        for sent in (large, iter([large[:5_000_000], large[5_000_000:]])):
            answer = client.post(path, content=sent)
            assert (answer.status_code, answer.json()["code"]) == (413, "input.too_large")
    assert client.post("/v1/decisions", content=_with(attributes={"company": "A" * 300_000})).status_code == 413
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_other_media_types(shared: Door, headers: dict[str, str]) -> None:
    """A body that says it is something else than JSON in UTF-8 is not looked at."""
    answer = shared.client(**headers).post("/v1/decisions", content=_with())
    assert (answer.status_code, answer.json()["code"]) == (415, "input.media_type")


@pytest.mark.parametrize(
    "media", ["application/json; charset=UTF-8", "application/vnd.tool+json", "APPLICATION/JSON", ""]
)
def test_accepted_media_types(door: Door, media: str) -> None:
    """JSON under any of its names is taken, and a body that does not say what it is."""
    assert door.client(**{"Content-Type": media}).post("/v1/decisions", content=_with()).status_code == 200


def _started(door: Door) -> bytes:
    """A request that announces 100 bytes and sends one."""
    key = f"Authorization: Bearer {door.keys['caller']}"
    return "\r\n".join(["POST /v1/decisions HTTP/1.1", "Host: x", key, "Content-Length: 100", "", "{"]).encode()


def test_a_body_that_never_ends(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who announces a body and does not send it is told so after a while, and let go."""
    monkeypatch.setattr(reading, "BODY_SECONDS", 0.05)
    at = urlsplit(door.url)
    with socket.create_connection((at.hostname, at.port), timeout=20) as connection:
        connection.sendall(_started(door))
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert b" 408 " in answer.splitlines()[0]
    assert b'"input.timeout"' in answer


def test_a_caller_that_goes_away(door: Door) -> None:
    """Who hangs up in the middle of a body leaves nothing behind."""
    at = urlsplit(door.url)
    with socket.create_connection((at.hostname, at.port)) as connection:
        connection.sendall(_started(door))
    assert door.client().post("/v1/decisions", json=asking()).status_code == 200
    assert door.rows()["decisions"] == 1
    assert [line for line in door.log.said if line.get("status") == 500] == []


def test_addresses_and_methods_that_do_not_exist(shared: Door) -> None:
    """They are answered with problem documents, never with a redirect; 405 and OPTIONS tell what is possible."""
    client = shared.client()
    nowhere = ["/", "/v1", "/v1/decisions/", "//v1/decisions", "/v1/decision", "/V1/decisions", "/v1/decisions%2Fbatch"]
    for path in nowhere:
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
    wrong = client.delete("/v1/decisions")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method.not_allowed")
    assert wrong.headers["allow"] == "OPTIONS, POST"
    assert client.request("PATCH", "/v1/subjects/u").headers["allow"] == "DELETE, GET, HEAD, OPTIONS"
    asked = client.options("/v1/templates")
    assert (asked.status_code, asked.headers["allow"], asked.content) == (204, "GET, HEAD, OPTIONS", b"")
    head, get = client.head("/v1/templates"), client.get("/v1/templates")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_no_problem_repeats_a_secret(shared: Door) -> None:
    """No refusal repeats a key, or the value of a field that was wrong."""
    secret = "s3cr3t-value"
    wrong = [_with(user_id=[secret]), _with(locale=f"{secret}!"), _with(attributes={"a": f"{secret}\x00"})]
    for body in (*wrong, secret.encode()):
        answer = shared.client().post("/v1/decisions", content=body)
        assert secret not in answer.text
        assert shared.keys["caller"] not in answer.text
