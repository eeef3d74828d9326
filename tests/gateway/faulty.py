"""Ways in which a provider fails, each with what the gateway must call it and how many requests it may send."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.gateway.serving import Request, Respond, chat, reply, says, stream

KEY = "sk-proj-CANARYKEY0001"
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["subject"],
    "properties": {"subject": {"type": "string", "maxLength": 60}},
}
GOOD = json.dumps({"subject": "Your first chart"})


@dataclass(frozen=True)
class FaultCase:
    """`kind` is the result's name, `requests` how many may be sent with 3 attempts; `hangs`: until the deadline."""

    name: str
    respond: Respond | None
    kind: str
    requests: int
    hangs: bool = False


def waits(before: bytes = b"") -> Respond:
    """Sends some bytes and then nothing more."""

    def respond(connection: socket.socket, request: Request) -> None:
        connection.sendall(before)
        request.stop.wait(8)

    return respond


def drips(head: bytes, drop: bytes = b" ") -> Respond:
    """One byte after the other, for ever."""

    def respond(connection: socket.socket, request: Request) -> None:
        connection.sendall(head)
        until = time.monotonic() + 8
        while time.monotonic() < until and not request.stop.wait(0.02):
            connection.sendall(drop)

    return respond


def floods(size: int) -> Respond:
    """A body of so many bytes, or as many as the client reads."""

    def respond(connection: socket.socket, request: Request) -> None:
        connection.sendall(reply(b"", content_length=str(size)))
        for _ in range(size // 65_536):
            connection.sendall(b" " * 65_536)

    return respond


def _endless_head(connection: socket.socket, request: Request) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    drips(b"", b"x-more: 1\r\n")(connection, request)


def _closes(connection: socket.socket, request: Request) -> None:
    connection.close()


def _content(content: Any, **changes: Any) -> Respond:
    return says(reply(chat(content, **changes)))


def _piece(text: str, **more: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None} | more]}


def _error(message: str, **more: Any) -> dict[str, Any]:
    return {"error": {"message": message} | more}


def _raw(text: str) -> Respond:
    return says(reply(text))


OK = json.dumps(chat(GOOD))
CHUNKED = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
HEAD = reply(b"", content_length="90000")

CASES: tuple[FaultCase, ...] = (
    FaultCase("429 without Retry-After", says(reply(_error("slow down"), 429)), "rate_limited", 3),
    FaultCase("429 with Retry-After: 0", says(reply(_error("slow"), 429, retry_after="0")), "rate_limited", 3),
    FaultCase("429 with a late Retry-After", says(reply(_error("x"), 429, retry_after="60")), "rate_limited", 1),
    FaultCase(
        "429 with a late Retry-After date",
        says(reply(_error("x"), 429, retry_after="Fri, 31 Dec 2099 23:59:59 GMT")),
        "rate_limited",
        1,
    ),
    FaultCase("429, quota used up", says(reply(_error("x", code="insufficient_quota"), 429)), "rate_limited", 1),
    FaultCase("500", says(reply(_error("boom"), 500)), "server_error", 3),
    FaultCase("503 with a page", says(reply("<html>busy</html>", 503, content_type="text/html")), "server_error", 3),
    FaultCase("504", says(reply("upstream request timeout", 504, content_type="text/plain")), "server_error", 3),
    FaultCase("error inside of a 200", says(reply(_error("overloaded", code=503))), "server_error", 3),
    FaultCase("no answer", waits(), "timeout", 1, hangs=True),
    FaultCase("no body after the head", waits(HEAD), "timeout", 1, hangs=True),
    FaultCase("slow drip of the body", drips(HEAD), "timeout", 1, hangs=True),
    FaultCase("slow drip of the head", _endless_head, "timeout", 1, hangs=True),
    FaultCase("slow drip of a chunked body", drips(CHUNKED, b"1\r\n \r\n"), "timeout", 1, hangs=True),
    FaultCase("refused connection", None, "unreachable", 3),
    FaultCase("closed without an answer", _closes, "cut_off", 3),
    FaultCase("Content-Length too large", says(reply(OK, content_length=str(len(OK) + 99))), "cut_off", 3),
    FaultCase("chunked body cut off", says(CHUNKED + b'10\r\n{"choices": '), "cut_off", 3),
    FaultCase("stream without an end", says(stream(_piece(GOOD[:10]), done=False)), "cut_off", 3),
    FaultCase("no finish_reason", _content(GOOD, finish=None), "cut_off", 3),
    FaultCase("body that is no JSON", _raw("{not json"), "malformed", 2),
    FaultCase("trailing comma in the body", _raw(OK[:-1] + ",}"), "malformed", 2),
    FaultCase("text after the body", _raw(OK + " bye"), "malformed", 2),
    FaultCase("NaN as a token count", _raw(OK.replace("30", "NaN")), "malformed", 2),
    FaultCase("integer with 10,000 digits", _raw(OK.replace("1760000000", "9" * 10_000)), "malformed", 2),
    FaultCase("overlong UTF-8", says(reply(OK.encode().replace(b"Your", b"\xc0\xaf"))), "malformed", 2),
    FaultCase("unpaired surrogate in the content", _raw(json.dumps(chat("bad \ud800 end"))), "malformed", 1),
    FaultCase("a page instead of JSON", says(reply("<html>", content_type="text/html")), "malformed", 2),
    FaultCase("nested 100,000 deep", _raw("[" * 100_000 + "]" * 100_000), "malformed", 2),
    FaultCase("another choice in the stream", says(stream(_piece("Your"), _piece("EVIL", index=1))), "malformed", 2),
    FaultCase("two choices", says(reply(chat(GOOD) | {"choices": chat(GOOD)["choices"] * 2})), "malformed", 2),
    FaultCase("choices: []", says(reply(chat() | {"choices": []})), "empty", 1),
    FaultCase("content: null", _content(None), "empty", 1),
    FaultCase("content of blanks", _content(" \n "), "empty", 1),
    FaultCase("tool calls instead of content", _content(None, message={"tool_calls": [{"id": "1"}]}), "empty", 1),
    FaultCase("refusal field", _content(None, message={"refusal": "No."}), "refused", 1),
    FaultCase("refusal in words", _content("I'm sorry, but I can't assist with that."), "refused", 1),
    FaultCase("finish_reason content_filter", _content("", finish="content_filter"), "filtered", 1),
    FaultCase("400 of a content filter", says(reply(_error("x", code="content_filter"), 400)), "filtered", 1),
    FaultCase("finish_reason length", _content(GOOD[:9], finish="length"), "too_long", 1),
    FaultCase("wrong schema", _content('{"title": "x"}'), "wrong_schema", 1),
    FaultCase("trailing comma in the content", _content('{"subject": "x",}'), "wrong_schema", 1),
    FaultCase("YAML as content", _content("subject: x"), "wrong_schema", 1),
    FaultCase("two objects as content", _content(GOOD + GOOD), "wrong_schema", 1),
    FaultCase("key with a Cyrillic letter", _content('{"subjeсt": "x"}'), "wrong_schema", 1),
    FaultCase("30 MB", floods(30_000_000), "too_large", 1),
    FaultCase(
        "30 MB behind gzip",
        says(reply(gzip.compress(b" " * 30_000_000), content_encoding="gzip")),
        "too_large",
        1,
    ),
    FaultCase("401 that repeats the key", says(reply(_error(f"Incorrect API key: {KEY}"), 401)), "unauthorised", 1),
    FaultCase("403", says(reply(_error("no"), 403)), "unauthorised", 1),
    FaultCase("404", says(reply(_error("no such model"), 404)), "unknown_model", 1),
    FaultCase("400", says(reply(_error("bad request"), 400)), "rejected", 1),
    FaultCase("redirect", says(reply(b"", 307, location="http://127.0.0.1:9/v1")), "redirected", 1),
)
"""With a base URL on a port where nobody listens where `respond` is None."""

Name = Callable[[FaultCase], str]
