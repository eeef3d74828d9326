"""Request bodies: read whole, never beyond a limit, never for ever, and only as JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TypeVar

from starlette.types import Receive

from content_engine.web.api.problems import HttpProblem

_Bytes = TypeVar("_Bytes", bytes, bytearray)

BODY_SECONDS = 30.0
"""How long a caller may take to send a body."""


class CallerGone(Exception):
    """The caller closed the connection before its body was complete; there is nobody to answer."""


async def read_body(receive: Receive, headers: Mapping[bytes, bytes], limit: int) -> bytes:
    """The body. Raises a 413 problem as soon as it is known to exceed `limit` bytes, and 408 when it is slow."""
    told = headers.get(b"content-length", b"0")
    if not told.isdigit() or int(told) > limit:
        raise _too_large(limit)
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body", False):
        body: bytes = message.get("body", b"")
        return _within(body, limit)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _rest(receive, message, limit)
    except TimeoutError:
        raise HttpProblem(
            "input.timeout", f"The body was not complete after {BODY_SECONDS:.0f} s.", headers={"Connection": "close"}
        ) from None


async def _rest(receive: Receive, message: Mapping[str, object], limit: int) -> bytes:
    body = bytearray()
    while message["type"] == "http.request":
        body += message.get("body", b"")  # type: ignore[arg-type]
        _within(body, limit)
        if not message.get("more_body", False):
            return bytes(body)
        message = await receive()
    raise CallerGone


def _within(body: _Bytes, limit: int) -> _Bytes:
    if len(body) > limit:
        raise _too_large(limit)
    return body


def _too_large(limit: int) -> HttpProblem:
    return HttpProblem("input.too_large", f"This call takes at most {limit:,} bytes.")


def check_media_type(headers: Mapping[bytes, bytes]) -> None:
    """Lets JSON in UTF-8 pass, and bodies that do not say what they are. Raises a 415 problem for the rest."""
    told = headers.get(b"content-type")
    if told in (None, b"", b"application/json"):
        return _check_encoding(headers)
    media, _, parameters = told.decode("latin-1").lower().partition(";")
    media = media.strip()
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(' "')
    is_json = media == "application/json" or (media.startswith("application/") and media.endswith("+json"))
    if not is_json or charset not in ("", "utf-8", "utf8"):
        raise HttpProblem("input.media_type", "Send JSON in UTF-8: `Content-Type: application/json`.")
    return _check_encoding(headers)


def _check_encoding(headers: Mapping[bytes, bytes]) -> None:
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise HttpProblem("input.media_type", "Send the body as it is, without Content-Encoding.")
