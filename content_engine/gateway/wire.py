"""The wire: one HTTP exchange under an absolute deadline; no redirects, no proxies of the environment, no giant bodies.

The deadline is kept at every read and write of the socket, so that a server that drips byte by byte cannot outlast it;
`timeout` of httpx alone bounds each read and never their sum.
"""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpcore
import httpx

from content_engine.gateway.faults import Fault
from content_engine.gateway.status import judged
from content_engine.gateway.streaming import assembled
from content_engine.gateway.strictjson import NotJson, Unpaired, loads

Monotonic = Callable[[], float]
_TIMEOUTS = (httpcore.TimeoutException,)
_NOT_REACHED = (httpcore.ConnectError, httpcore.ProxyError, httpcore.UnsupportedProtocol)


@dataclass(slots=True)
class Exchange:
    """What one call may do and what became of it.

    `deadline` is a moment of `monotonic`. `requests` counts what was sent; `body` is the parsed JSON of the answer;
    `fault` what was wrong with it, which stays readable when a client library turns it into something else.
    """

    deadline: float
    monotonic: Monotonic
    now: Callable[[], datetime]
    max_bytes: int
    requests: int = 0
    body: Any = None
    fault: Fault | None = None
    _wires: list[httpcore.NetworkStream] = field(default_factory=list)

    def left(self) -> float:
        """Seconds until the deadline; raises httpcore.ReadTimeout when none is left."""
        left = self.deadline - self.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return left

    def opened(self, wire: httpcore.NetworkStream) -> httpcore.NetworkStream:
        """Notes a connection, or what has become of it under TLS."""
        self._wires.append(wire)
        return wire

    def abandon(self) -> None:
        """Ends it from another thread: whoever waits for the answer hears that the connection is gone."""
        self.deadline = self.monotonic()
        for wire in self._wires:
            with suppress(OSError, ValueError, AttributeError):
                wire.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


@dataclass
class _Stream(httpcore.NetworkStream):
    inner: httpcore.NetworkStream
    exchange: Exchange

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, self.exchange.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self.exchange.left())

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self.inner.start_tls(ssl_context, server_hostname, self.exchange.left())
        return _Stream(self.exchange.opened(secured), self.exchange)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


@dataclass
class _Backend(httpcore.NetworkBackend):
    exchange: Exchange
    inner: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        opened = self.inner.connect_tcp(host, port, self.exchange.left(), local_address, socket_options)
        return _Stream(self.exchange.opened(opened), self.exchange)


class BoundedTransport(httpx.BaseTransport):
    """Carries the requests of one exchange. What comes back is whole, within the limits and JSON, or a Fault.

    A fresh connection each: next to a model's seconds it costs nothing, and no stale one can be met.
    """

    def __init__(self, exchange: Exchange, *, proxy: str | None = None, verify: ssl.SSLContext | None = None) -> None:
        self._exchange = exchange
        context = verify or httpx.create_ssl_context()
        options: dict[str, Any] = {"ssl_context": context, "network_backend": _Backend(exchange), "http2": False}
        if proxy:
            options["proxy"] = httpcore.Proxy(proxy)
        self._pool = httpcore.ConnectionPool(**options)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.BaseTransport`. Raises Fault, which the exchange remembers."""
        self._exchange.requests += 1
        try:
            return self._answer(request)
        except Fault as fault:
            self._exchange.fault = fault
            raise

    def close(self) -> None:
        """Closes the connections."""
        self._pool.close()

    def _answer(self, request: httpx.Request) -> httpx.Response:
        try:
            with self._pool.stream(
                request.method, _url(request), headers=_headers(request), content=request.read()
            ) as told:
                return self._read(told)
        except _TIMEOUTS:
            raise Fault("timeout", "no whole answer before the deadline") from None
        except _NOT_REACHED as error:
            raise Fault("unreachable", f"no connection: {type(error).__name__} {error}") from None
        except httpcore.RemoteProtocolError as error:
            broken = "illegal" in str(error).lower() or "invalid" in str(error).lower()
            raise Fault("malformed" if broken else "cut_off", f"the answer broke off: {error}") from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise Fault("cut_off", f"the connection broke off: {type(error).__name__}") from None

    def _read(self, told: httpcore.Response) -> httpx.Response:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in told.headers}
        body = b"".join(_bounded(_plain(told.iter_stream(), headers), self._exchange.max_bytes))
        fault = judged(told.status, headers, body, now=self._exchange.now())
        if fault:
            raise fault
        self._exchange.body = _json(headers.get("content-type", ""), body)
        kept = {"content-type": "application/json"}
        return httpx.Response(told.status, headers=kept, json=self._exchange.body)


def _url(request: httpx.Request) -> httpcore.URL:
    url = request.url
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _headers(request: httpx.Request) -> list[tuple[bytes, bytes]]:
    """The request's own, but for compression: gzip and plain bodies are all that is read back."""
    kept = [(name, value) for name, value in request.headers.raw if name.lower() != b"accept-encoding"]
    return [*kept, (b"Accept-Encoding", b"gzip")]


def _plain(pieces: Iterator[bytes], headers: dict[str, str]) -> Iterator[bytes]:
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        return pieces
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Fault("malformed", "the body is compressed in a way that was not asked for")
    return _unpacked(pieces)


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Never more than 64 KiB at a time, so that a small body cannot become a huge one before anybody looks."""
    unpacker = zlib.decompressobj(wbits=47)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                yield unpacker.decompress(rest, 65_536)
                rest = unpacker.unconsumed_tail
    except zlib.error:
        raise Fault("malformed", "the compressed body cannot be read") from None
    if not unpacker.eof:
        raise Fault("cut_off", "the compressed body ended early")


def _bounded(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise Fault("too_large", f"the answer is larger than {most} bytes; the rest was not read")
        yield piece


def _json(content_type: str, body: bytes) -> Any:
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/event-stream":
        return assembled(body)
    if kind and not (kind == "application/json" or kind.endswith("+json")):
        raise Fault("malformed", f"the answer is {kind[:60]} and not JSON")
    try:
        return loads(body)
    except NotJson as error:
        raise Fault("malformed", str(error), final=isinstance(error, Unpaired)) from None
