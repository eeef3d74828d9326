"""A call that nobody waits for any more is given up long before its deadline."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest

from content_engine.domain.llm import GatewayFailed, completed
from content_engine.testing import ScriptedGateway
from tests.gateway.serving import Loopback, Request, chat, reply, says
from tests.gateway.stage import a_gateway, a_ledger, an_ask

BUSY = reply({"error": {"message": "later"}}, 429, retry_after="20")
BEGUN = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"


def after(looks: int) -> Callable[[], bool]:
    """Says True from that look on."""
    seen = iter(range(looks))
    return lambda: next(seen, None) is None


@pytest.mark.parametrize("adapter", ["openai_http", "litellm"])
@pytest.mark.parametrize("begun", [b"", BEGUN], ids=["before", "within"])
def test_given_up_while_it_hangs(adapter: str, begun: bytes) -> None:
    """It has a name, the fallback is left alone, the prompt's tokens are booked, and the provider is hung up on."""
    gone = threading.Event()

    def hangs(connection: socket.socket, request: Request) -> None:
        connection.sendall(begun)
        connection.settimeout(30)
        if connection.recv(1) == b"":
            gone.set()

    with a_ledger() as ledger, Loopback(hangs) as server:
        gateway, ask = a_gateway(ledger, server.url, adapter, deadline_seconds=600.0), an_ask("writer-1", "writer-2")
        with pytest.raises(GatewayFailed) as failed:
            completed(gateway, ask, after(1))
        assert gone.wait(30)
        [record] = ledger.calls()
        assert ledger.claim(ask.key("writer-1"), at=0, until=1), "its claim is released"
    assert (failed.value.kind, record.outcome, record.requests, len(server.requests)) == ("cancelled",) * 2 + (1, 1)
    assert record.tokens_in > 0


def test_given_up_while_it_waits_to_ask_again() -> None:
    """A long pause that a provider asked for is cut short, and nothing more is sent."""
    with a_ledger() as ledger, Loopback(says(BUSY)) as server:
        gateway, waited = a_gateway(ledger, server.url, deadline_seconds=60.0, sleep=lambda _: None), after(3)
        with pytest.raises(GatewayFailed) as failed:
            completed(gateway, an_ask(), waited)
    assert (failed.value.kind, len(server.requests)) == ("cancelled", 1)
    assert [one.failure for one in failed.value.attempts] == ["rate_limited"]


def test_nothing_is_sent_for_a_cancelled_job() -> None:
    """Cancelled before it began, it costs nothing; a completion that is kept is given all the same."""
    with a_ledger() as ledger, Loopback(says(reply(chat("Hello.")))) as server:
        gateway, ask = a_gateway(ledger, server.url), an_ask(schema=None)
        with pytest.raises(GatewayFailed) as failed:
            completed(gateway, ask, lambda: True)
        assert (failed.value.kind, len(server.requests)) == ("cancelled", 0)
        assert completed(gateway, ask, lambda: False).text == "Hello."
        assert completed(gateway, ask, lambda: True).stored


def test_a_gateway_that_cannot_be_interrupted() -> None:
    """It is asked in the plain way, and its answer counts."""
    assert completed(ScriptedGateway(["Hello."]), an_ask(schema=None), lambda: True).text == "Hello."
