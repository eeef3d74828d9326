"""Decisions over HTTP: asked once, asked again, asked by many at once."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest

from content_engine.domain.errors import LostRace
from content_engine.web.api.gatherer import Gatherer
from tests.doors.conftest import EMAIL, IN_APP, Door, asking

KEYS = [
    "decision_id", "request_id", "status", "refusal", "arm", "served_by", "policy_version", "catalog_version",
    "template", "segment", "message", "choices", "propensity", "decided_at", "expires_at", "dry_run",
]  # fmt: skip


def test_one_decision(door: Door) -> None:
    """A request is answered with an assembled message, in the fields and the order of the interface."""
    answer = door.client().post("/v1/decisions", json=asking())
    told = answer.json()
    assert answer.status_code == 200
    assert list(told) == KEYS
    assert (told["status"], told["request_id"], told["message"]["channel"]) == ("assembled", "r-1", "email")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_repeat_gets_the_first_answer(door: Door) -> None:
    """The same request again, whatever its deadline, is answered with the same bytes, and stored once."""
    client = door.client()
    first = client.post("/v1/decisions", json=asking())
    again = client.post("/v1/decisions", json=asking(deadline_ms=900))
    assert again.content == first.content
    assert door.rows()["decisions"] == 1


def test_another_body_under_the_same_id(door: Door) -> None:
    """Another question under the same request_id is refused, and the first answer stands."""
    client = door.client()
    first = client.post("/v1/decisions", json=asking())
    other = client.post("/v1/decisions", json=asking(user_id="u-2"))
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency.mismatch"
    assert [error["field"] for error in other.json()["errors"]] == ["request_id"]
    assert client.post("/v1/decisions", json=asking()).content == first.content


def test_a_refusal_is_an_answer(door: Door) -> None:
    """The third message within a day is refused with a 200 that says why and until when."""
    client = door.client()
    for number in range(2):
        assert client.post("/v1/decisions", json=asking(f"r-{number}")).json()["status"] == "assembled"
    refused = client.post("/v1/decisions", json=asking("r-2"))
    assert refused.status_code == 200
    assert refused.json()["message"] is None
    assert refused.json()["refusal"]["code"] == "cap.user"
    assert refused.json()["refusal"]["retry_at"] == "2026-11-21T10:00:00.000Z"


def test_an_unknown_template(door: Door) -> None:
    """A template that does not exist, and a list of which none exists, are wrong input; nothing is stored."""
    client = door.client()
    for template in ("nope", ["nope", "neither"]):
        answer = client.post("/v1/decisions", json=asking(template=template))
        assert answer.status_code == 422
        assert answer.json()["code"] == "template.unknown"
        assert answer.json()["errors"][0]["field"] == "template"
    assert door.rows()["decisions"] == 0


def test_templates_in_order_of_preference(door: Door) -> None:
    """Of a list of templates one that exists is enough."""
    answer = door.client().post("/v1/decisions", json=asking(template=["nope", IN_APP, EMAIL])).json()
    assert (answer["status"], answer["template"]) == ("assembled", IN_APP)


def test_a_dry_run_is_not_kept(door: Door) -> None:
    """A dry run answers, stores nothing and leaves its request_id free."""
    client = door.client()
    assert client.post("/v1/decisions", json=asking(dry_run=True)).json()["dry_run"] is True
    assert door.rows()["decisions"] == 0
    assert client.post("/v1/decisions", json=asking(user_id="u-2")).status_code == 200


def test_the_recorded_decision(door: Door) -> None:
    """A decision can be read back as it was answered, and explained, by callers and QA."""
    first = door.client().post("/v1/decisions", json=asking())
    address = f"/v1/decisions/{first.json()['decision_id']}"
    assert door.client().get(address).content == first.content
    explained = door.client("qa").get(address, params={"explain": "1"}).json()
    slots = explained["explanation"]["attempts"][0]["slots"]
    assert {slot["slot"] for slot in slots} >= {"subject", "headline", "cta"}
    for slot in slots:
        assert slot["candidates"] and sum(row["probability"] for row in slot["candidates"]) == pytest.approx(1)
    assert door.client().get("/v1/decisions/nope").status_code == 404


def test_a_batch_keeps_the_order(door: Door) -> None:
    """A batch is answered in the order it was sent in, and an unknown template is a refusal in it."""
    requests = [asking(f"r-{n}", f"u-{n}") for n in range(40)] + [asking("r-x", template="nope")]
    answers = door.client().post("/v1/decisions/batch", json={"requests": requests}).json()["decisions"]
    assert [answer["request_id"] for answer in answers] == [request["request_id"] for request in requests]
    assert {answer["status"] for answer in answers[:-1]} == {"assembled"}
    assert answers[-1]["refusal"]["code"] == "template.unknown"
    assert door.client().post("/v1/decisions/batch", json={"requests": []}).json() == {"decisions": []}


def test_a_batch_and_single_requests_agree(door: Door) -> None:
    """What was decided in a batch is what a single request gets, byte for byte."""
    client = door.client()
    batch = client.post("/v1/decisions/batch", json={"requests": [asking("r-1"), asking("r-2")]}).content
    single = [client.post("/v1/decisions", json=asking(name)).content for name in ("r-1", "r-2")]
    assert batch == b'{"decisions":[' + b",".join(single) + b"]}"


def test_a_batch_with_one_wrong_request(door: Door) -> None:
    """One wrong request fails the whole batch, named with its place, and nothing of the batch is stored."""
    requests = [asking(f"r-{n}", f"u-{n}") for n in range(20)]
    requests[17]["user_id"] = 17
    answer = door.client().post("/v1/decisions/batch", json={"requests": requests})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "requests.17.user_id", "message": "must be a string"}]
    assert door.rows()["decisions"] == 0


@pytest.mark.parametrize("known", [True, False], ids=["recorded before", "twice in the batch"])
def test_a_batch_with_a_mismatch(door: Door, known: bool) -> None:
    """A request_id with two bodies fails the whole batch, says which, and nothing of the batch is stored."""
    client = door.client()
    requests = [asking(f"r-{n}", f"u-{n}") for n in range(20)]
    if known:
        client.post("/v1/decisions", json=asking("r-11", "somebody"))
    else:
        requests.insert(3, asking("r-11", "somebody"))
    before = door.rows()
    answer = client.post("/v1/decisions/batch", json={"requests": requests})
    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency.mismatch"
    assert answer.json()["errors"][0]["field"] == f"requests.{11 if known else 12}.request_id"
    assert door.rows() == before


def test_a_batch_of_too_many(door: Door) -> None:
    """A batch holds at most 1,000 requests."""
    requests = [asking(f"r-{n}") for n in range(1_001)]
    answer = door.client().post("/v1/decisions/batch", json={"requests": requests})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "requests", "message": "must have at most 1000 items"}]


class Held:
    """Holds the deciding thread until it is let go."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.entered, self.go, self.batches = threading.Event(), threading.Event(), []
        decide = gatherer.decide

        def held(requests: Any, arrived: Any) -> Any:
            self.batches.append([request.request_id for request in requests])
            self.entered.set()
            self.go.wait(20)
            return decide(requests, arrived)

        gatherer.decide = held


@pytest.fixture
def held(door: Door) -> Held:
    """A door whose deciding thread is held."""
    return Held(door.app.gatherer)


def test_while_the_first_is_still_running(door: Door, held: Held) -> None:
    """The same request waits for the first until its own deadline and is then told to come back; another is refused."""
    client = door.client()
    with ThreadPoolExecutor() as pool:
        first = pool.submit(client.post, "/v1/decisions", json=asking())
        held.entered.wait(20)
        joined = pool.submit(client.post, "/v1/decisions", json=asking(deadline_ms=60_000))
        late = client.post("/v1/decisions", json=asking(deadline_ms=1))
        other = client.post("/v1/decisions", json=asking(user_id="u-2"))
        held.go.set()
        assert joined.result().content == first.result().content
    assert (late.status_code, late.json()["code"]) == (409, "idempotency.in_progress")
    assert late.headers["retry-after"] == "1"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.mismatch")
    assert held.batches == [["r-1"]]


def test_requests_gather_while_one_is_decided(door: Door, held: Held) -> None:
    """Whatever comes in while a decision is made is decided together afterwards."""
    client = door.client()
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(client.post, "/v1/decisions", json=asking("r-0", "u-0"))
        held.entered.wait(20)
        others = [pool.submit(client.post, "/v1/decisions", json=asking(f"r-{n}", f"u-{n}")) for n in range(1, 7)]
        while door.app.gatherer.waiting < 6:
            threading.Event().wait(0.005)
        held.go.set()
        assert {one.result().status_code for one in (first, *others)} == {200}
    assert [len(batch) for batch in held.batches] == [1, 6]


def test_too_many_at_once(door: Door, held: Held) -> None:
    """When the queue is full a request is told to come back, and those that wait are answered."""
    door.app.gatherer.room = 1
    client = door.client()
    with ThreadPoolExecutor() as pool:
        first = pool.submit(client.post, "/v1/decisions", json=asking("r-0"))
        held.entered.wait(20)
        second = pool.submit(client.post, "/v1/decisions", json=asking("r-1"))
        while door.app.gatherer.waiting < 1:
            threading.Event().wait(0.005)
        full = client.post("/v1/decisions", json=asking("r-2"))
        held.go.set()
        assert (first.result().status_code, second.result().status_code) == (200, 200)
    assert (full.status_code, full.json()["code"], full.headers["retry-after"]) == (503, "busy", "1")


def test_a_lost_race_is_told(door: Door) -> None:
    """When other writers keep winning, the caller is told to come back; nothing was stored."""

    def lose(requests: Any, arrived: Any) -> Any:
        raise LostRace

    door.app.gatherer.decide = lose
    answer = door.client().post("/v1/decisions", json=asking())
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "busy", "1")
    assert door.rows()["decisions"] == 0


def test_time_spent_waiting_counts(door: Door, held: Held) -> None:
    """A request whose deadline passes in the queue gets default content instead of a ranked message."""
    client = door.client()
    with ThreadPoolExecutor() as pool:
        first = pool.submit(client.post, "/v1/decisions", json=asking())
        held.entered.wait(20)
        door.clock.advance(timedelta(seconds=2))
        held.go.set()
        told = first.result().json()
    assert (told["status"], told["served_by"]) == ("assembled", "control")


def test_500_requests_from_16_threads_each_sent_three_times(door: Door) -> None:
    """Exactly 500 decisions are stored, and every copy of a request got the same bytes."""
    bodies = [json.dumps(asking(f"r-{n}", f"u-{n % 125}")).encode() for n in range(500)]
    answers: dict[int, set[bytes]] = {n: set() for n in range(500)}
    clients = threading.local()

    def send(number: int) -> None:
        if not hasattr(clients, "one"):
            clients.one = door.client()
        answer: httpx.Response = clients.one.post("/v1/decisions", content=bodies[number])
        assert answer.status_code == 200, answer.text
        answers[number].add(answer.content)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(send, [n for n in range(500) for _ in range(3)]))
    assert {len(same) for same in answers.values()} == {1}
    assert door.rows()["decisions"] == 500
    statuses = [json.loads(*same)["status"] for same in answers.values()]
    assert statuses.count("assembled") == 250
