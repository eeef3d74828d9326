"""One HTTP operation: what it takes, who may, what it answers. Serving and the OpenAPI document both follow it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from content_engine.engine import Engine
from content_engine.settings import Settings
from content_engine.web.api.gatherer import Gatherer
from content_engine.web.api.telemetry import Meters

JSON = "application/json"
HTML = "text/html"
TEXT = "text/plain"

CALLER = frozenset({"caller"})
EDITOR = frozenset({"editor"})
ADMIN = frozenset({"admin"})
CALLER_OR_QA = frozenset({"caller", "qa"})
ANY: frozenset[str] = frozenset()
PUBLIC = None


@dataclass(frozen=True)
class Services:
    """What handlers work with."""

    engine: Engine
    settings: Settings
    gatherer: Gatherer
    meters: Meters
    refreshing: dict[str, str]
    """The last trouble of looking for a newer catalog, under `trouble`; empty when all is well."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was let in: its checked path and query (`inputs`), its checked body, and its headers."""

    services: Services
    inputs: Any
    body: Any
    headers: Mapping[bytes, bytes]
    actor: str = ""
    """Who calls: the label of the key with its id, or the id alone; empty where nobody is asked."""


Handler = Callable[[Call], Response] | Callable[[Call], Awaitable[Response]]


@dataclass(frozen=True)
class Operation:
    """An operation. A handler that is a plain function runs in a thread.

    `roles` are those that may (admin always may; empty: any key; None: nobody is asked). `inputs` validates path and
    query together, `body` the JSON body. `answers` is the model of the answer, or its schemas by media type; `status`
    the answer's own (202 for what is done later); `unready` the model of its own 503. `also` adds problem statuses to
    those that every such operation can answer. `many` marks calls that take lists; `quiet` ones are counted and only
    logged when they fail.
    """

    method: str
    path: str
    handler: Handler
    summary: str
    tag: str
    roles: frozenset[str] | None
    answers: type[BaseModel] | Mapping[str, Any]
    description: str = ""
    inputs: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    example: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    also: tuple[int, ...] = ()
    unready: type[BaseModel] | None = None
    status: int = 200
    many: bool = False
    quiet: bool = False


SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""Headers that every answer has, unless it says otherwise."""


class Finished(Response):
    """A 200 in JSON with all its headers. It is put together by hand: this is the answer given thousands of times."""

    _ALWAYS = tuple(
        (name.lower().encode(), value.encode())
        for name, value in {**SAFE, "Cache-Control": "private, no-store", "Content-Type": JSON}.items()
    )

    def __init__(self, body: bytes) -> None:
        self.status_code = 200
        self.background = None
        self.body = body
        self.raw_headers = [(b"content-length", b"%d" % len(body)), *self._ALWAYS]


def json_answer(body: bytes, headers: Mapping[str, str] | None = None, *, status: int = 200) -> Response:
    """A JSON answer about somebody or something that may change: it is never cached."""
    if headers is None and status == 200:
        return Finished(body)
    return Response(body, status, {"Cache-Control": "private, no-store", **(headers or {})}, media_type=JSON)
