"""Labelled bad answers of a provider, served as they say: what is accepted or falls back, after how many requests."""

from __future__ import annotations

import base64
import json
import socket
from pathlib import Path
from typing import Any

import pytest

from content_engine.domain.llm import Completion, GatewayFailed
from tests.gateway.faulty import GOOD, KEY
from tests.gateway.serving import Loopback, Request, Respond, chat, reply
from tests.gateway.stage import a_gateway, a_ledger, an_ask

SAMPLES = Path(__file__).parents[1] / "data/llm_bad_responses/cases.jsonl"
CASES = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
FALLBACK = json.dumps({"subject": "From the fallback"})
OPS = {
    "trailing_comma": GOOD.replace("}", ",}"),
    "key_homoglyph": GOOD.replace("subject", "subjeсt"),
    "yaml": "subject: Your first chart",
    "unquoted_keys": GOOD.replace('"subject"', "subject"),
}
"""What `content_op` does to a content that is valid."""


def answer(case: dict[str, Any]) -> bytes:
    """The whole HTTP answer of a case."""
    quoted = json.dumps(GOOD)[1:-1].encode()
    if case["content_op"]:
        body = json.dumps(chat(OPS[case["content_op"]])).encode()
    else:
        body = base64.b64decode(case["body_b64"]).replace(b"__OK_CONTENT__", quoted)
    headers = {name.replace("-", "_"): value for name, value in case["headers"].items()}
    if case["delivery"] == "close_mid_body":
        return reply(body, case["status"], **headers)[: -len(body) // 2]
    return reply(body, case["status"], **headers)


def serving(case: dict[str, Any]) -> Respond:
    """The case for the first model, a good answer for the fallback."""

    def respond(connection: socket.socket, request: Request) -> None:
        first = request.json["model"] == "first"
        connection.sendall(answer(case) if first else reply(chat(FALLBACK)))

    return respond


def told(outcome: Completion | GatewayFailed) -> str:
    """`accept` or `fallback`, as the labels have it."""
    assert isinstance(outcome, Completion), outcome
    return "accept" if outcome.model == "first" else "fallback"


@pytest.mark.parametrize("adapter", ["openai_http", "litellm"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"] + " " + case["text"])
def test_a_bad_answer_is_handled_as_it_is_labelled(case: dict[str, Any], adapter: str) -> None:
    """The label is met, with no more requests to the model than it allows, and no key in what is told of it."""
    with a_ledger() as ledger, Loopback(serving(case)) as server:
        gateway = a_gateway(ledger, server.url, adapter, sleep=lambda _: None)
        outcome = told(gateway.complete(an_ask("first", "second")))
        calls = repr(ledger.calls())
    sent = sum(request.json["model"] == "first" for request in server.requests)
    assert sent <= case["max_attempts"]
    assert outcome in case["expect"].replace("retry_then_fallback", "fallback").split("_or_")
    assert sent > 1 or case["expect"] != "retry_then_fallback"
    assert KEY not in calls
