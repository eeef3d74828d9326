"""The gateway's own promises: nothing paid twice, one deadline, fallbacks, breakers, budgets, and no secret told."""

from __future__ import annotations

import gzip
import json
import logging
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.llm import GatewayFailed
from content_engine.gateway.breaker import Breakers
from content_engine.gateway.masking import masked, secrets_in
from content_engine.gateway.openai_http import is_loopback, key_for
from content_engine.gateway.status import retry_after
from content_engine.memory import open_stores
from tests.gateway.faulty import GOOD, KEY
from tests.gateway.serving import Loopback, Request, Respond, chat, reply, says, stream
from tests.gateway.stage import MODEL, a_gateway, a_ledger, an_ask

ROOT = Path(__file__).parents[2]
FINE = reply(chat(GOOD))
DOWN = reply({"error": {"message": "down"}}, 503)
NOW = datetime(2026, 11, 29, 12, 0, 0, tzinfo=UTC)


def in_turn(*answers: bytes) -> Respond:
    """The first answer to the first request, and so on; the last one for the rest."""

    def respond(connection: Any, request: Request) -> None:
        connection.sendall(answers[min(request.number, len(answers)) - 1])

    return respond


def by_model(answers: dict[str, bytes]) -> Respond:
    """An answer for each model."""
    return lambda connection, request: connection.sendall(answers[request.json["model"]])


@pytest.mark.parametrize("adapter", ["openai_http", "litellm"])
def test_a_completion_says_where_it_comes_from(adapter: str) -> None:
    """Text, data, tokens, model and adapter are told; the request holds what was asked, and the schema."""
    with a_ledger() as ledger, Loopback(says(FINE)) as server:
        got = a_gateway(ledger, server.url, adapter).complete(an_ask(parameters={"temperature": 0.5, "api_key": "x"}))
        [call] = ledger.calls()
    sent = server.requests[0].json
    assert (got.text, got.data, got.origin, got.adapter) == (GOOD, json.loads(GOOD), "llm", adapter)
    assert (got.usage.tokens_in, got.usage.tokens_out, got.requests, got.stored) == (30, 5, 1, False)
    assert (sent["model"], sent["temperature"], "api_key" in sent) == (MODEL, 0.5, False)
    assert sent["response_format"]["json_schema"]["schema"]["required"] == ["subject"]
    assert f"authorization: bearer {KEY}".lower() in server.requests[0].head.lower()
    assert (call.outcome, call.tokens_in, call.tokens_out, call.prompt) == ("ok", 30, 5, "variant/1")


@pytest.mark.parametrize("adapter", ["openai_http", "litellm"])
@pytest.mark.parametrize("how", ["stream", "gzip", "chunked"])
def test_other_ways_to_send_the_same_answer(adapter: str, how: str) -> None:
    """A streamed, a compressed and a chunked answer are read as the whole one."""
    pieces = [{"choices": [{"index": 0, "delta": {"content": one}}]} for one in (GOOD[:5], GOOD[5:])]
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 30}}
    body = json.dumps(chat(GOOD)).encode()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    raw = {
        "stream": stream(*pieces, end),
        "gzip": reply(gzip.compress(body), content_encoding="gzip"),
        "chunked": head + f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n",
    }
    with a_ledger() as ledger, Loopback(says(raw[how])) as server:
        got = a_gateway(ledger, server.url, adapter).complete(an_ask())
    assert (got.data, got.usage.tokens_in) == (json.loads(GOOD), 30)


def test_asking_again_costs_nothing() -> None:
    """The second answer comes from the store, is booked as such, and nothing is sent; another repetition is another."""
    with a_ledger() as ledger, Loopback(says(FINE)) as server:
        gateway = a_gateway(ledger, server.url)
        first, again = gateway.complete(an_ask()), gateway.complete(an_ask(job="other"))
        gateway.complete(an_ask(repetition=1))
        outcomes = [call.outcome for call in ledger.calls()]
    assert again == first.model_copy(update={"stored": True})
    assert (len(server.requests), outcomes) == (2, ["ok", "stored", "ok"])


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_workers_with_one_ask_pay_once(kind: str, request: pytest.FixtureRequest) -> None:
    """Two gateways with databases of their own connection, four asks at once: one request, four equal answers."""
    url = request.getfixturevalue(f"{kind}_ready")

    def slowly(connection: Any, asked: Request) -> None:
        asked.stop.wait(0.3)
        connection.sendall(FINE)

    with a_ledger(url) as one, a_ledger(url) as two, Loopback(slowly) as server:
        gateways = [a_gateway(ledger, server.url, deadline_seconds=30.0) for ledger in (one, two, one, two)]
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda gateway: gateway.complete(an_ask()).text, gateways))
    assert (len(server.requests), set(answers)) == (1, {GOOD})


def test_who_waits_for_one_that_failed_asks_itself() -> None:
    """A claim whose owner failed is free at once."""
    with a_ledger() as ledger, Loopback(in_turn(reply({"error": "x"}, 400), FINE)) as server:
        gateway = a_gateway(ledger, server.url)
        with pytest.raises(GatewayFailed):
            gateway.complete(an_ask())
        assert gateway.complete(an_ask()).requests == 1


def test_a_passing_fault_is_tried_again() -> None:
    """Two 503s and an answer are three requests and a completion that says so."""
    with a_ledger() as ledger, Loopback(in_turn(DOWN, DOWN, FINE)) as server:
        got = a_gateway(ledger, server.url).complete(an_ask())
        outcomes = [call.outcome for call in ledger.calls()]
    assert (got.requests, len(server.requests), outcomes) == (3, 3, ["ok", "server_error", "server_error"])


def test_the_wait_the_provider_asked_for_is_kept() -> None:
    """Retry-After in seconds is waited for, once, instead of the usual pause."""
    waits: list[float] = []
    slow = reply({"error": "x"}, 429, retry_after="2")
    with a_ledger() as ledger, Loopback(in_turn(slow, FINE)) as server:
        a_gateway(ledger, server.url, sleep=waits.append).complete(an_ask())
    assert waits == [2.0]


def test_pauses_grow_and_are_spread() -> None:
    """Each pause lies in the upper half of twice the one before."""
    waits: list[float] = []
    with a_ledger() as ledger, Loopback(says(DOWN)) as server:
        gateway = a_gateway(ledger, server.url, sleep=waits.append, attempts=5, backoff_seconds=0.1)
        with pytest.raises(GatewayFailed):
            gateway.complete(an_ask())
    assert len(waits) == 4
    assert all(0.05 * 2**n <= wait <= 0.1 * 2**n for n, wait in enumerate(waits))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *[("3", 3.0), ("0", 0.0), ("1.5", 1.5), (format_datetime(NOW.replace(second=9), usegmt=True), 9.0)],
        *[("Sun, 06 Nov 1994 08:49:37 GMT", 0.0), ("soon", None), ("", None), ("-1", None), ("٣", None)],
    ],
)
def test_when_to_come_back(value: str, seconds: float | None) -> None:
    """Seconds and HTTP dates are read; a past date is now; anything else says nothing."""
    assert retry_after(value, now=NOW) == seconds


def test_fallbacks_come_in_order() -> None:
    """A refusal of the first and a fault of the second lead to the third, which is stored under its own key."""
    answers = {"a": reply(chat(None, message={"refusal": "No"})), "b": reply({}, 401), "c": FINE}
    with a_ledger() as ledger, Loopback(by_model(answers)) as server:
        gateway = a_gateway(ledger, server.url)
        got, again = gateway.complete(an_ask("a", "b", "c")), gateway.complete(an_ask("a", "b", "c"))
    assert [request.json["model"] for request in server.requests] == ["a", "b", "c"]
    assert (got.model, got.requests, got.key, again.stored) == ("c", 3, an_ask("c").key("c"), True)
    assert got.usage.tokens_in >= 60, "what the refusal cost is in the sum"


def test_a_model_that_hangs_leaves_time_for_the_next() -> None:
    """With two models the first may use half of the deadline; the answer of the second comes inside of it."""

    def respond(connection: Any, request: Request) -> None:
        if request.json["model"] == "hangs":
            request.stop.wait(8)
        else:
            connection.sendall(FINE)

    with a_ledger() as ledger, Loopback(respond) as server:
        got = a_gateway(ledger, server.url, deadline_seconds=2.0).complete(an_ask("hangs", "works"))
    assert (got.model, got.requests) == ("works", 2)


def test_a_plainer_way_of_asking_is_found_and_remembered() -> None:
    """Where json_schema is rejected, json_object is asked for, then plain words, within the requests allowed."""

    def respond(connection: Any, request: Request) -> None:
        asked = request.json.get("response_format", {}).get("type")
        no = {"error": {"message": f"response_format {asked} is not supported"}}
        connection.sendall(reply(no, 400) if asked else FINE)

    with a_ledger() as ledger, Loopback(respond) as server:
        gateway = a_gateway(ledger, server.url)
        got, other = gateway.complete(an_ask()), gateway.complete(an_ask(repetition=1))
    kinds = [request.json.get("response_format", {}).get("type") for request in server.requests]
    assert kinds == ["json_schema", "json_object", None, None]
    assert (got.requests, other.requests) == (3, 1)


def test_a_model_that_keeps_failing_is_left_alone() -> None:
    """After three failures in a row nothing is sent; after the pause one request is, and success closes the circuit."""
    moment = [time.monotonic()]
    with a_ledger() as ledger, Loopback(in_turn(DOWN, DOWN, DOWN, FINE)) as server:
        told = {"attempts": 3, "breaker_failures": 3, "breaker_pause_seconds": 60.0, "backoff_seconds": 0.0}
        gateway = a_gateway(ledger, server.url, monotonic=lambda: moment[0], **told)
        kinds = []
        for _ in range(2):
            with pytest.raises(GatewayFailed) as failed:
                gateway.complete(an_ask())
            kinds.append(failed.value.kind)
        moment[0] += 61
        assert gateway.complete(an_ask()).data == json.loads(GOOD)
    assert (kinds, len(server.requests)) == (["server_error", "circuit_open"], 4)


@given(st.lists(st.sampled_from(["ok", "bad", "odd", "pause"]), max_size=40))
def test_a_breaker_is_open_only_after_failures_in_a_row(events: list[str]) -> None:
    """It admits whenever fewer than three counting failures were the last ones, and again once after the pause."""
    moment, row = [0.0], 0
    breakers = Breakers(3, 10.0, lambda: moment[0])
    for event in events:
        if event == "pause":
            moment[0] += 10.0
        elif breakers.admits("m"):
            if event == "ok":
                breakers.succeeded("m")
            else:
                breakers.failed("m", counts=event == "bad")
            row = 0 if event == "ok" else row + (event == "bad")
        else:
            assert row >= 3
    assert breakers.admits("other")


def test_half_open_admits_one() -> None:
    """While one request tries, no other may; its failure opens the circuit for another pause."""
    moment = [0.0]
    breakers = Breakers(1, 10.0, lambda: moment[0])
    assert breakers.admits("m")
    breakers.failed("m", counts=True)
    assert not breakers.admits("m")
    moment[0] = 10.0
    assert (breakers.admits("m"), breakers.admits("m")) == (True, False)
    breakers.failed("m", counts=True)
    assert not breakers.admits("m")


@pytest.mark.parametrize("scope", ["day", "job"])
def test_a_budget_stops_requests_before_they_are_sent(scope: str) -> None:
    """What is left must hold the estimate; then nothing is sent, and the budget is named."""
    limits = {"day_tokens": 1_200} if scope == "day" else {"job_tokens": 1_200}
    with a_ledger() as ledger, Loopback(says(FINE)) as server:
        gateway = a_gateway(ledger, server.url, **limits)
        small = {"max_tokens": 1_000}
        gateway.complete(an_ask(job="j", parameters=small))
        for repetition in range(1, 9):
            try:
                gateway.complete(an_ask(job="j", parameters=small, repetition=repetition))
            except GatewayFailed as failed:
                assert (failed.kind, f"budget of {scope}:" in str(failed)) == ("over_budget", True)
                break
        else:
            pytest.fail("the budget never ended")
        assert ledger.calls()[0].outcome != "over_budget", "nothing was sent, so no call is in the book"
        assert sum(call.tokens_in + call.tokens_out for call in ledger.calls()) <= 1_200


def test_money_is_held_by_the_price_that_litellm_knows() -> None:
    """litellm knows what gpt-4o costs: the tokens have a price, and a budget below it sends nothing."""
    with a_ledger() as ledger, Loopback(says(FINE)) as server:
        rich = a_gateway(ledger, server.url, "litellm", day_micro_usd=1_000_000)
        got = rich.complete(an_ask("gpt-4o"))
        poor = a_gateway(ledger, server.url, "litellm", day_micro_usd=200)
        with pytest.raises(GatewayFailed) as failed:
            poor.complete(an_ask("gpt-4o", repetition=1))
    assert 0 < got.usage.cost_usd < 0.01
    assert (failed.value.kind, len(server.requests)) == ("over_budget", 1)


def test_a_failure_is_booked_too() -> None:
    """A refused answer cost its tokens, and a timeout at least the prompt's."""
    with a_ledger() as ledger, Loopback(says(reply(chat(None, message={"refusal": "No"})))) as server:
        with pytest.raises(GatewayFailed):
            a_gateway(ledger, server.url).complete(an_ask(job="j"))
        assert [(call.outcome, call.tokens_in, call.tokens_out) for call in ledger.calls()] == [("refused", 30, 5)]
        assert ledger.spent("job:j", at=0).tokens == 35


@pytest.mark.parametrize("adapter", ["openai_http", "litellm"])
def test_a_key_is_never_told(adapter: str, sqlite_ready: str, caplog: pytest.LogCaptureFixture) -> None:
    """Not in an error, an attempt, a log line of any level, the parameters or a byte of the database."""
    echo = reply({"error": {"message": f"Incorrect API key provided: {KEY}"}}, 401)
    unlisted = reply({"error": {"message": "key sk-ant-0123456789abcdef is not yours"}}, 400)
    caplog.set_level(logging.DEBUG)
    stores = open_stores(sqlite_ready)
    with Loopback(by_model({"a": echo, "b": unlisted, "c": FINE})) as server:
        gateway = a_gateway(stores.ledger, server.url, adapter)
        with pytest.raises(GatewayFailed) as failed:
            gateway.complete(an_ask("a", "b"))
        gateway.complete(an_ask("c"))
    stores.close()
    path = Path(sqlite_ready.removeprefix("sqlite:///"))
    kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    told = f"{failed.value!r} {failed.value} {failed.value.attempts} {gateway.params} {caplog.text} {kept!r}"
    assert "CANARYKEY" not in told
    assert "0123456789abcdef" not in told
    assert "Incorrect API key provided: [hidden]" in str(failed.value.attempts)


def test_what_is_secret_in_an_environment() -> None:
    """Names say it; a secret is hidden wherever it stands, and so is what looks like one."""
    found = secrets_in({"GROQ_API_KEY": "plainword", "HF_TOKEN": "hunter22", "HOME": "/home/me", "X_KEYS": "notone"})
    assert found == ("plainword", "hunter22")
    assert masked("it is plainword!", found) == "it is [hidden]!"
    assert masked("Bearer abc and AIzaSyA1234567890 and gsk_abcd1234") == "[hidden] and [hidden] and [hidden]"
    assert masked("a" * 500) == "a" * 199 + "…"
    assert masked("one\r\ntwo") == "one two"


def test_keys_for_base_urls() -> None:
    """This machine needs no key; others do."""
    assert key_for("http://127.0.0.1:1/v1", {}) and key_for("http://[::1]/", {}) and key_for("http://localhost/", {})
    assert key_for("https://api.openai.com/v1", {}) == ""
    assert key_for("https://api.openai.com/v1", {"OPENAI_API_KEY": " k "}) == "k"
    assert not is_loopback("http://127.0.0.1.evil.example/")


@pytest.mark.parametrize("adapter", ["openai_http", "litellm"])
def test_without_a_key_nothing_is_sent(adapter: str) -> None:
    """A provider that needs a key is not asked without one."""
    with a_ledger() as ledger:
        gateway = a_gateway(ledger, "https://api.openai.com/v1", adapter, environ={})
        with pytest.raises(GatewayFailed) as failed:
            gateway.complete(an_ask())
        [call] = ledger.calls()
    assert (failed.value.kind, call.requests) == ("unauthorised", 0)


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy variable that points nowhere changes nothing."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with a_ledger() as ledger, Loopback(says(FINE)) as server:
        assert a_gateway(ledger, server.url).complete(an_ask()).requests == 1


def test_opening_loads_no_client_library_and_reaches_nothing() -> None:
    """Importing the room loads neither litellm nor openai, and opens no socket."""
    code = (
        "import socket, sys\n"
        "socket.socket.connect = lambda *a: sys.exit('reached out')\n"
        "import content_engine.gateway\n"
        "print([name for name in ('litellm', 'openai', 'aiohttp') if name in sys.modules])\n"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_no_thread_is_left_behind() -> None:
    """A call that is given up ends its thread by itself at its deadline."""
    with a_ledger() as ledger, Loopback(lambda _, request: bool(request.stop.wait(8)) and None) as server:
        with pytest.raises(GatewayFailed):
            a_gateway(ledger, server.url, deadline_seconds=0.5).complete(an_ask())
        for _ in range(100):
            if not [one for one in threading.enumerate() if one.name == "llm-call"]:
                break
            time.sleep(0.05)
        assert not [one for one in threading.enumerate() if one.name == "llm-call"]
