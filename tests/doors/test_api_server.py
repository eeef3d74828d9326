"""The server as a whole: start, stop, what it tells about itself, and what it never tells."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from content_engine.bootstrap import bootstrap
from content_engine.domain.errors import BrokenContent
from content_engine.settings import Settings
from content_engine.web.api import Api, build_app, create
from content_engine.web.api.telemetry import head_of, make_log
from tests.doors.conftest import ACME, EMAIL, NO_TLS, Door, Lines, Seed, asking, opened_door, served, settings_for


@pytest.fixture
def environment(acme_seed: Seed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings for a copy of the acme database, in the environment."""
    settings = settings_for(acme_seed, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENT_ENGINE_CONTENT", str(ACME))
    monkeypatch.setenv("CONTENT_ENGINE_DATABASE", settings.database)
    return settings


@pytest.fixture
def quiet_access_log() -> Any:
    """Leaves uvicorn's access log as it was."""
    access = logging.getLogger("uvicorn.access")
    before = access.handlers, access.propagate
    yield access
    access.handlers, access.propagate = before


def test_the_application_from_the_environment(environment: Settings, acme_seed: Seed, quiet_access_log: Any) -> None:
    """`create` takes its settings from the environment, serves, and switches uvicorn's access log off."""
    headers = {"Authorization": f"Bearer {acme_seed.keys['caller']}"}
    with served(create()) as url, httpx.Client(base_url=url, headers=headers, verify=NO_TLS) as client:
        assert client.post("/v1/decisions", json=asking(segments=None)).json()["status"] == "refused"
        assert client.get("/readyz").json()["ready"] is True
    assert not quiet_access_log.hasHandlers()


def test_two_servers_on_one_database(environment: Settings, acme_seed: Seed, quiet_access_log: Any) -> None:
    """A request that two servers get is one decision."""
    headers = {"Authorization": f"Bearer {acme_seed.keys['caller']}"}
    with (
        served(create()) as one,
        served(create()) as two,
        httpx.Client(headers=headers, verify=NO_TLS) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        sent = [(url, asking(f"r-{n}", f"u-{n}")) for n in range(20) for url in (one, two)]
        answers = list(pool.map(lambda s: client.post(f"{s[0]}/v1/decisions", json=s[1]), sent))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 20
    engine = bootstrap(environment)
    assert engine.memory.summary()["rows"]["decisions"] == 20
    engine.close()


def test_a_broken_folder_on_an_empty_database(tmp_path: Path) -> None:
    """Without any catalog and with a broken folder a server does not start, and says why."""
    settings = Settings(content=tmp_path, database=f"sqlite:///{tmp_path / 'content.db'}")
    log, sent = Lines(), []
    app = Api(settings, lambda: bootstrap(settings), log, close_engine=True)

    async def receive() -> dict[str, str]:
        return {"type": "lifespan.startup"}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    with pytest.raises(BrokenContent):
        asyncio.run(app({"type": "lifespan"}, receive, send))
    assert sent == ["lifespan.startup.failed"]
    assert [(line["event"], line["code"]) for line in log.said] == [("not started", "content.broken")]
    assert "components/taxonomy.yaml" in log.said[0]["reason"]


def test_stopping_answers_what_was_taken(acme_seed: Seed, tmp_path: Path) -> None:
    """Requests that are being decided when the server is stopped are still answered, and recorded."""
    settings = settings_for(acme_seed, tmp_path)
    engine = bootstrap(settings)
    app = build_app(engine, settings, log=Lines())
    decide, entered = app.gatherer.decide, threading.Event()

    def slow(requests: Any, arrived: Any) -> Any:
        entered.set()
        threading.Event().wait(0.3)
        return decide(requests, arrived)

    app.gatherer.decide = slow
    headers = {"Authorization": f"Bearer {acme_seed.keys['caller']}"}
    with httpx.Client(headers=headers, verify=NO_TLS, timeout=30) as client, ThreadPoolExecutor() as pool:
        with served(app) as url:
            first = pool.submit(client.post, f"{url}/v1/decisions", json=asking())
            assert entered.wait(20)
        assert first.result().json()["status"] == "assembled"
    assert engine.memory.summary()["rows"]["decisions"] == 1
    engine.close()


def test_figures(door: Door) -> None:
    """Decisions are counted by status, refusal and what served them; calls by route and status; batches by size."""
    client = door.client()
    client.post("/v1/decisions", json=asking("r-1"))
    client.post("/v1/decisions", json=asking("r-2", segments=[]))
    client.post("/v1/decisions/batch", json={"requests": [asking("r-3", "u-3"), asking("r-4", "u-4")]})
    client.get("/v1/decisions/nope")
    client.get("/v1/nowhere")
    told = client.get("/metrics").text
    for line in (
        'content_engine_decisions_total{refusal="",served_by="policy",status="assembled"} 3.0',
        'content_engine_http_seconds_count{method="POST",route="/v1/decisions",status="200"} 2.0',
        'content_engine_http_seconds_count{method="GET",route="/v1/decisions/{decision_id}",status="404"} 1.0',
        "content_engine_batch_size_sum 4.0",
        "content_engine_queue_length 0.0",
    ):
        assert line in told
    assert re.search(
        r'decisions_total\{refusal="contract.unknown_segment",served_by="\w+",status="refused"\} 1.0', told
    )
    assert "u-3" not in told


def test_figures_of_one_application_only(acme_seed: Seed, tmp_path: Path, tmp_path_factory: Any) -> None:
    """Two applications in one process keep their own figures."""
    with (
        opened_door(acme_seed, tmp_path) as one,
        opened_door(acme_seed, tmp_path_factory.mktemp("two")) as two,
    ):
        one.client().post("/v1/decisions", json=asking())
        assert 'served_by="policy"' in one.client().get("/metrics").text
        assert 'served_by="policy"' not in two.client().get("/metrics").text


def test_the_head_of_an_answer(door: Door) -> None:
    """Status, refusal and what served a decision are read from its bytes, whatever the request_id tries."""
    client = door.client()
    tricky = '","status":"refused","refusal":null,"arm":"x","served_by":"me'
    for request in (asking("r-1"), asking(tricky), asking("\\", segments=[]), asking("r-3", "u-3", template=EMAIL)):
        answer = client.post("/v1/decisions", json=request)
        told = answer.json()
        refusal = told["refusal"]["code"] if told["refusal"] else ""
        assert head_of(answer.content) == (told["status"], refusal, told["served_by"])
    assert head_of(b'{"served_by":"policy", "status":"assembled", "refusal":null}') == ("assembled", "", "policy")


def test_the_log_names_no_subject(door: Door) -> None:
    """Each line tells method, route, status, milliseconds and key; never an id, an attribute or a query."""
    client, admin = door.client(), door.client("admin")
    client.post("/v1/decisions", json=asking("secret-r", "secret-u", attributes={"company": "secret-a"}))
    client.post("/v1/decisions", json=asking("secret-r", "secret-v"))
    client.get("/v1/render/" + EMAIL, params={"request_id": "secret-q", "user_id": "secret-u"})
    admin.get("/v1/subjects/secret-u")
    client.get("/v1/decisions/secret-d")
    client.get("/secret-path")
    lines = [line for line in door.log.said if line["event"] == "request"]
    assert "secret" not in repr(door.log.said)
    assert {line["route"] for line in lines} >= {"/v1/decisions", "/v1/render/{template}", "/v1/subjects/{user_id}"}
    for line in lines:
        assert set(line) == {"event", "method", "route", "status", "ms", "key"}
        assert line["key"].startswith("key_")


def test_the_unexpected_is_told_without_its_words(door: Door) -> None:
    """A fault of ours is a 500 without details; the log tells where it arose, and not what it said."""

    def fail(requests: Any, arrived: Any) -> Any:
        raise RuntimeError("secret-u")

    door.app.gatherer.decide = fail
    answer = door.client().post("/v1/decisions", json=asking())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    line = door.log.said[-1]
    assert (line["error"], line["status"]) == ("RuntimeError", 500)
    assert any("test_api_server.py" in place for place in line["at"])
    assert "secret" not in answer.text + repr(door.log.said)


def test_one_bad_request_does_not_take_others_with_it(door: Door) -> None:
    """When deciding a batch fails in an unforeseen way, each of its requests is tried on its own."""
    decide = door.app.gatherer.decide

    def fragile(requests: Any, arrived: Any) -> Any:
        if any(request.user_id == "poison" for request in requests):
            raise RuntimeError
        return decide(requests, arrived)

    door.app.gatherer.decide = fragile
    client = door.client()
    with ThreadPoolExecutor(8) as pool:
        users = ["poison" if n == 5 else f"u-{n}" for n in range(12)]
        answers = list(
            pool.map(lambda n: client.post("/v1/decisions", json=asking(f"r-{n}", users[n])), range(len(users)))
        )
    assert [answer.status_code for answer in answers] == [500 if user == "poison" else 200 for user in users]


def test_readiness_without_a_database(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its database a server lives and is not ready, and says so without details."""

    def broken() -> str:
        raise OSError("disk on fire at secret")

    monkeypatch.setattr(door.engine.content, "current_catalog", broken)
    client = door.client(None)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (503, False)
    assert "OSError" in ready.json()["problems"][0] and "secret" not in ready.text
    assert client.get("/healthz").json() == {"status": "ok"}


def test_log_lines_are_json() -> None:
    """The log is one JSON object per line, with level and time."""
    stream = io.BytesIO()
    log = make_log(stream)
    log.info("request", status=200)
    log.error("trouble", reason="a\nb")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["event"], first["level"], first["status"]) == ("request", "info", 200)
    assert (second["level"], second["reason"]) == ("error", "a\nb")
    assert first["timestamp"].endswith("Z")


def test_without_documents(acme_seed: Seed, tmp_path: Path) -> None:
    """The description of the API can be left out."""
    with opened_door(acme_seed, tmp_path, docs=False) as door:
        assert [door.client().get(path).status_code for path in ("/docs", "/openapi.json")] == [404, 404]
