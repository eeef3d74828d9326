"""Serves operations: lets a call in, checks what it brings, runs its handler, and answers, whatever happened."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, cast
from urllib.parse import unquote

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from content_engine.domain.errors import ContentEngineError
from content_engine.domain.memory import Key
from content_engine.web.api.access import Doorkeeper
from content_engine.web.api.operation import SAFE, Call, Finished, Operation, Services
from content_engine.web.api.parsing import parse_inputs, parse_json
from content_engine.web.api.problems import HttpProblem, bad_field, problem_of
from content_engine.web.api.reading import CallerGone, check_media_type, read_body
from content_engine.web.api.telemetry import Meters, whereabouts
from content_engine.web.api.wire import NoInputs

LARGE = 65_536
"""Bodies from this size on are parsed in a thread, so that others are served meanwhile."""


@dataclass(frozen=True)
class Entrance:
    """What every resource shares. Services and doorkeeper are there once the application has started."""

    services: Callable[[], Services]
    doorkeeper: Callable[[], Doorkeeper]
    meters: Meters
    log: Any


class Resource:
    """All operations of one path, as an ASGI application."""

    def __init__(self, path: str, operations: Sequence[Operation], entrance: Entrance) -> None:
        self._path = path
        self._entrance = entrance
        self._operations = {operation.method: operation for operation in operations}
        if "GET" in self._operations:
            self._operations["HEAD"] = self._operations["GET"]
        self._asynchronous = {op.method for op in operations if inspect.iscoroutinefunction(op.handler)}
        self._allow = ", ".join(sorted({*self._operations, "OPTIONS"}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        started = perf_counter()
        operation = self._operations.get(scope["method"])
        told: dict[str, Any] = {}
        try:
            response = await self._respond(operation, scope, receive, told)
        except CallerGone:
            return
        if not isinstance(response, Finished):
            for name, value in SAFE.items():
                response.headers.setdefault(name, value)
        await response(scope, receive, send)
        self._tell(operation, scope["method"], response.status_code, perf_counter() - started, told)

    async def _respond(
        self, operation: Operation | None, scope: Scope, receive: Receive, told: dict[str, Any]
    ) -> Response:
        try:
            if operation is None:
                return self._without_operation(scope["method"])
            return await self._handle(operation, scope, receive, told)
        except HttpProblem as problem:
            return problem.response()
        except ContentEngineError as error:
            return problem_of(error).response()
        except CallerGone:
            raise
        except Exception as error:  # noqa: BLE001 - the last line of defence: told in the log, answered as a 500
            told |= whereabouts(error)
            return HttpProblem("internal", "Something unexpected happened. The server's log tells where.").response()

    def _without_operation(self, method: str) -> Response:
        if method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": self._allow})
        raise HttpProblem("method.not_allowed", f"Use one of {self._allow}.", headers={"Allow": self._allow})

    async def _handle(self, operation: Operation, scope: Scope, receive: Receive, told: dict[str, Any]) -> Response:
        headers: Mapping[bytes, bytes] = dict(scope["headers"])
        services, actor = self._entrance.services(), ""
        if operation.roles is not None:
            key: Key = await self._entrance.doorkeeper().admit(headers, operation.roles)
            told["key"] = key.id
            actor = f"{key.label} ({key.id})" if key.label else key.id
        inputs = _inputs(operation, scope)
        body = await self._body(operation, services, headers, receive)
        call = Call(services, inputs, body, headers, actor)
        if operation.method in self._asynchronous:
            return await cast(Awaitable[Response], operation.handler(call))
        return await asyncio.to_thread(cast(Callable[[Call], Response], operation.handler), call)

    async def _body(
        self, operation: Operation, services: Services, headers: Mapping[bytes, bytes], receive: Receive
    ) -> Any:
        settings = services.settings
        limit = settings.max_batch_bytes if operation.many else settings.max_body_bytes
        if operation.body is None:
            # what is sent with a call that takes no JSON does not matter, within reason
            return await read_body(receive, headers, limit)
        check_media_type(headers)
        raw = await read_body(receive, headers, limit)
        if len(raw) < LARGE:
            return parse_json(operation.body, raw)
        return await asyncio.to_thread(parse_json, operation.body, raw)

    def _tell(self, operation: Operation | None, method: str, status: int, seconds: float, told: Any) -> None:
        self._entrance.meters.answered(method if operation else "OTHER", self._path, status, seconds)
        if operation is not None and operation.quiet and status == 200:
            return
        say = self._entrance.log.error if status == 500 else self._entrance.log.info
        say("request", method=method, route=self._path, status=status, ms=round(seconds * 1000, 2), **told)


def _inputs(operation: Operation, scope: Scope) -> Any:
    if operation.inputs is None:
        # links and probes are called with parameters that others add; everyone else is told what is not known
        if operation.roles is not None and scope["query_string"]:
            parse_inputs(NoInputs, {}, scope["query_string"])
        return None
    query = scope["query_string"] if operation.roles is not None else b""
    return parse_inputs(operation.inputs, _path(scope), query)


def _path(scope: Scope) -> dict[str, str]:
    try:
        return {name: unquote(value, errors="strict") for name, value in scope["path_params"].items()}
    except UnicodeDecodeError:
        raise bad_field("path", "must be percent-encoded UTF-8") from None
