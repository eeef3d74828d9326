"""Who may call what."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest

from content_engine.domain.keys import ROLES, digest, mint
from content_engine.domain.memory import Key
from content_engine.testing import FakeKeyStore
from content_engine.web.api.access import REMEMBERED_SECONDS, Doorkeeper, secret_of
from content_engine.web.api.problems import HttpProblem
from tests.doors.conftest import EMAIL, Door, add_key, asking

ANY = set(ROLES)
EVERYBODY = {*ROLES, None}
CALLS: list[tuple[str, str, Any, set[str | None]]] = [
    ("POST", "/v1/decisions", asking(), {"caller", "admin"}),
    ("POST", "/v1/decisions/batch", {"requests": [asking()]}, {"caller", "admin"}),
    ("GET", "/v1/decisions/d-1", None, {"caller", "qa", "admin"}),
    ("GET", f"/v1/render/{EMAIL}?request_id=r-1&user_id=u-1", None, {"caller", "admin"}),
    ("POST", "/v1/exposures", {"exposures": []}, {"caller", "admin"}),
    ("POST", "/v1/outcomes", {"outcomes": []}, {"caller", "admin"}),
    ("PUT", "/v1/assignments", {"assignments": []}, {"caller", "admin"}),
    ("GET", "/v1/subjects/u-1", None, {"admin"}),
    ("DELETE", "/v1/subjects/u-1", None, {"admin"}),
    ("PUT", "/v1/subjects/u-1/preferences", {"consent": {"email": False}}, {"caller", "admin"}),
    ("GET", "/v1/templates", None, ANY),
    ("GET", f"/v1/templates/{EMAIL}", None, ANY),
    ("GET", "/v1/components", None, ANY),
    ("GET", "/v1/components/headline.one-chart", None, ANY),
    ("GET", "/v1/variants", None, ANY),
    ("GET", "/v1/variants/headline.one-chart.a", None, ANY),
    ("POST", "/v1/variants/headline.one-chart.a/reviews", {"verdict": "comment", "comment": "x"}, {"editor", "admin"}),
    ("POST", "/v1/generations", {"component": "nothing"}, {"editor", "admin"}),
    ("GET", "/v1/generations", None, {"editor", "admin"}),
    ("GET", "/v1/generations/job_1", None, {"editor", "admin"}),
    ("POST", "/v1/evaluations", {"suite": "nothing"}, {"qa", "admin"}),
    ("GET", "/v1/evaluations", None, {"qa", "admin"}),
    ("GET", "/v1/evaluations/run_1", None, {"qa", "admin"}),
    ("GET", "/v1/suites", None, {"qa", "admin"}),
    ("GET", "/v1/jobs", None, {"editor", "qa", "admin"}),
    ("GET", "/v1/jobs/job_1", None, {"editor", "qa", "admin"}),
    ("POST", "/v1/jobs/job_1/cancel", None, {"editor", "qa", "admin"}),
    ("POST", "/v1/checks", {"content": "A chart in a minute", "kind": "headline"}, ANY),
    ("POST", "/v1/content/checks", None, {"editor", "admin"}),
    ("GET", "/v1/reports/memory", None, {"qa", "editor", "admin"}),
    ("GET", "/unsubscribe/d-1", None, EVERYBODY),
    ("POST", "/unsubscribe/d-1", None, EVERYBODY),
    ("GET", "/healthz", None, EVERYBODY),
    ("GET", "/readyz", None, EVERYBODY),
    ("GET", "/metrics", None, EVERYBODY),
    ("GET", "/openapi.json", None, EVERYBODY),
    ("GET", "/docs", None, EVERYBODY),
]


def test_every_call_for_every_role(door: Door) -> None:
    """Each call lets in the roles of the interface's table and nobody else, and says which role is needed."""
    clients = {role: door.client(role) for role in (*ROLES, None)}
    wrong = []
    for method, path, body, allowed in CALLS:
        for role, client in clients.items():
            answer = client.request(method, path, json=body)
            refused = 401 if role is None else 403
            if (answer.status_code != refused) != (role in allowed) or answer.status_code >= 500:
                wrong.append((method, path, role, answer.status_code))
    assert wrong == []


def _fits(path: str, template: str) -> bool:
    mine, its = path.partition("?")[0].split("/"), template.split("/")
    return len(mine) == len(its) and all(a == b or b.startswith("{") for a, b in zip(mine, its, strict=True))


def _roles_told(operation: dict[str, Any]) -> set[str | None]:
    if operation["security"] == []:
        return EVERYBODY
    named = set(operation["description"].rpartition("Role: ")[2].rstrip(".").split(" or "))
    return ANY if named == {"any"} else named | {"admin"}


def test_every_call_is_in_the_table(door: Door) -> None:
    """The table above names every operation of the OpenAPI document, with the roles that the document tells."""
    paths = door.client().get("/openapi.json").json()["paths"]
    told = [(method.upper(), path, operation) for path, all_ in paths.items() for method, operation in all_.items()]
    assert len(told) == len(CALLS)
    for method, template, operation in told:
        fitting = [call for call in CALLS if call[0] == method and _fits(call[1], template)]
        exact = [call for call in fitting if call[1] == template] or fitting
        assert len(exact) == 1, template
        assert exact[0][3] == _roles_told(operation), template


def test_the_answers_to_strangers(door: Door) -> None:
    """Without a key, and with one that is not known, a call is answered with 401 and how to send a key."""
    for headers in (
        {},
        {"Authorization": "Bearer ce_nope"},
        {"Authorization": "Digest x"},
        {"Authorization": "Basic !"},
    ):
        answer = door.client(None, **headers).post("/v1/decisions", json=asking())
        assert answer.status_code == 401
        assert answer.json()["code"] in ("auth.missing", "auth.unknown")
        assert "Bearer" in answer.headers["www-authenticate"] and "Basic" in answer.headers["www-authenticate"]
        assert "nope" not in answer.text
    role = door.client("qa").post("/v1/decisions", json=asking())
    assert (role.status_code, role.json()["code"]) == (403, "auth.role")
    assert "caller" in role.json()["detail"]
    assert door.rows()["decisions"] == 0


@pytest.mark.parametrize("form", ["Bearer {key}", "bearer {key}", "Basic {user}", "Basic {pair}", "basic  {pair}"])
def test_the_ways_to_send_a_key(door: Door, form: str) -> None:
    """A key is taken as a bearer token, and as the user name of Basic, with or without an empty password."""
    key = door.keys["caller"]
    sent = form.format(
        key=key, user=base64.b64encode(key.encode()).decode(), pair=base64.b64encode(f"{key}:".encode()).decode()
    )
    answer = door.client(None, Authorization=sent).post("/v1/decisions", json=asking())
    assert answer.status_code == 200


def test_a_key_with_several_roles(door: Door) -> None:
    """A key may do what any of its roles may, and one without roles may read the catalog."""
    both = {"Authorization": f"Bearer {add_key(door.engine, 'caller', 'editor')[1]}"}
    none = {"Authorization": f"Bearer {add_key(door.engine)[1]}"}
    client = door.client(None)
    assert client.post("/v1/decisions", json=asking(), headers=both).status_code == 200
    assert client.post("/v1/content/checks", headers=both).status_code == 200
    assert client.get("/v1/templates", headers=none).status_code == 200
    assert client.post("/v1/decisions", json=asking(), headers=none).status_code == 403


def _admit(keeper: Doorkeeper, secret: str) -> str:
    async def admitted() -> Key:
        return await keeper.admit({b"authorization": b"Bearer " + secret.encode()}, frozenset({"caller"}))

    return asyncio.run(admitted()).id


def test_a_revoked_key_stops_working() -> None:
    """A revoked key is let in no longer than a doorkeeper remembers, which is under five seconds."""
    store, now = FakeKeyStore(), [100.0]
    key_id, secret = mint()
    store.add(Key(key_id, ("caller",), "", 0), digest(secret))
    keeper = Doorkeeper(store, ticks=lambda: now[0])
    assert _admit(keeper, secret) == key_id
    store.revoke(key_id, 1)
    now[0] += REMEMBERED_SECONDS
    with pytest.raises(HttpProblem) as refused:
        _admit(keeper, secret)
    assert refused.value.code == "auth.unknown"
    assert REMEMBERED_SECONDS < 5


def test_a_new_key_works_at_once() -> None:
    """That a key was not known is not remembered."""
    store = FakeKeyStore()
    keeper = Doorkeeper(store)
    key_id, secret = mint()
    with pytest.raises(HttpProblem):
        _admit(keeper, secret)
    store.add(Key(key_id, ("caller",), "", 0), digest(secret))
    assert _admit(keeper, secret) == key_id


@pytest.mark.parametrize("header", [None, b"", b"Bearer", b"Bearer ", b"Basic", b"Basic Og==", b"x" * 5_000, b"ce_key"])
def test_headers_without_a_key(header: bytes | None) -> None:
    """What is not a key in one of the two forms is no key."""
    assert secret_of(header) is None
