"""A server on this machine that answers byte for byte as a test says, and misbehaves as it says."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Respond = Callable[[socket.socket, "Request"], None]


@dataclass(frozen=True)
class Request:
    """One request as it came; `number` counts from 1, `stop` is set when the server closes."""

    head: str
    body: bytes
    number: int
    stop: threading.Event

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Loopback:
    """Serves each connection once, in a thread of its own; `requests` are those it read."""

    respond: Respond
    requests: list[Request] = field(default_factory=list)

    def __enter__(self) -> Loopback:
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._socket.settimeout(0.1)
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=5)
        self._socket.close()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._socket.getsockname()[1])

    @property
    def url(self) -> str:
        """The base URL for clients of the OpenAI protocol."""
        return f"http://127.0.0.1:{self.port}/v1"

    def _start(self, target: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._socket.accept()
                self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            head, body = _read(connection)
            with self._lock:
                request = Request(head, body, len(self.requests) + 1, self._stop)
                self.requests.append(request)
            self.respond(connection, request)


def _read(connection: socket.socket) -> tuple[str, bytes]:
    raw = b""
    while b"\r\n\r\n" not in raw:
        piece = connection.recv(65_536)
        if not piece:
            raise OSError("no request")
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    sizes = [line.partition(":")[2] for line in text.split("\r\n") if line.lower().startswith("content-length")]
    while len(body) < int(sizes[0] if sizes else 0):
        body += connection.recv(65_536)
    return text, body


def reply(body: bytes | str | dict[str, Any], status: int = 200, **headers: str) -> bytes:
    """An HTTP answer. Header names are written with underscores; `length` replaces the true Content-Length."""
    raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    told = {"content_type": "application/json", "content_length": str(len(raw)), "connection": "close"} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in told.items() if value]
    head = "\r\n".join([f"HTTP/1.1 {status} Told", *lines])
    return f"{head}\r\n\r\n".encode() + raw


def chat(content: Any = "Hello.", **changes: Any) -> dict[str, Any]:
    """A chat completion with this content; `finish`, `message`, `choice` and other keywords change it."""
    finish = changes.pop("finish", "stop")
    message = {"role": "assistant", "content": content} | changes.pop("message", {})
    choice = {"index": 0, "message": message, "finish_reason": finish} | changes.pop("choice", {})
    usage = {"prompt_tokens": 30, "completion_tokens": 5, "total_tokens": 35}
    whole = {"id": "c-1", "object": "chat.completion", "created": 1_760_000_000, "model": "m", "choices": [choice]}
    return whole | {"usage": usage} | changes


def says(raw: bytes) -> Respond:
    """Answers every request so."""
    return lambda connection, _: connection.sendall(raw)


def stream(*events: Any, done: bool = True) -> bytes:
    """Server-sent events."""
    lines = [f"data: {json.dumps(one)}\n\n" for one in events] + ["data: [DONE]\n\n"] * done
    return reply("".join(lines), content_type="text/event-stream")
