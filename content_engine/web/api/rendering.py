"""A decision as HTML or plain text, for callers that cannot read JSON."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import orjson
from starlette.responses import Response

from content_engine.domain.decisions import DecisionRequest
from content_engine.web.api.deciding import check_known
from content_engine.web.api.operation import CALLER, HTML, JSON, TEXT, Call, Operation, json_answer
from content_engine.web.api.problems import HttpProblem
from content_engine.web.api.wire import RenderInputs

OFFERED = (HTML, TEXT, JSON)
INERT = "default-src 'none'; img-src https: data:; style-src 'unsafe-inline'; sandbox"
"""A browser that opens a message shows it and runs nothing."""


def chosen(accept: str) -> str | None:
    """The format that suits an `Accept` header best (RFC 9110, 12.5.1), HTML first; None where none of ours does."""
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    weights = {media: _weight(media, ranges) for media in OFFERED}
    best = max(OFFERED, key=lambda media: weights[media])
    return best if weights[best] > 0 else None


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    told = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return media, min(max(float(told), 0.0), 1.0)
    except ValueError:
        return media, 0.0


def _weight(media: str, ranges: list[tuple[str, float]]) -> float:
    wanted = dict(reversed(ranges))
    for name in (media, media.partition("/")[0] + "/*", "*/*"):
        if name in wanted:
            return wanted[name]
    return 0.0


async def render(call: Call) -> Response:
    """`GET /v1/render/{template}`."""
    asked: RenderInputs = call.inputs
    media = chosen(call.headers.get(b"accept", b"").decode("latin-1"))
    if media is None:
        raise HttpProblem("not_acceptable", f"This can be sent as {', '.join(OFFERED)}.")
    request = DecisionRequest(**asked.model_dump())
    await _check_known(call, request)
    answer = await call.services.gatherer.one(request)
    decision = orjson.loads(answer)
    return _response(decision, answer, media)


async def _check_known(call: Call, request: DecisionRequest) -> None:
    try:
        await check_known(call.services.engine, request)
    except HttpProblem as problem:
        # here the template is part of the address, and there is nothing at this one
        problem.status = 404
        raise


def _response(decision: dict[str, Any], answer: bytes, media: str) -> Response:
    headers = {"X-Content-Engine-Decision": decision["decision_id"], "Vary": "Accept, Authorization"}
    if decision["refusal"]:
        headers["X-Content-Engine-Refusal"] = decision["refusal"]["code"]
    if media == JSON:
        return json_answer(answer, headers)
    headers |= {"Cache-Control": "private, no-store"}
    if media == HTML:
        headers["Content-Security-Policy"] = INERT
    message = decision["message"]
    body = "" if message is None else as_html(message) if media == HTML else as_text(message)
    return Response(body, headers=headers, media_type=media)


def as_html(message: dict[str, Any]) -> str:
    """A message's HTML; where its template has none, its blocks as plain paragraphs."""
    if message.get("html") is not None:
        return str(message["html"])
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in _lines(message))


def as_text(message: dict[str, Any]) -> str:
    """A message's text; where its template has none, its blocks line by line."""
    return str(message["text"]) if message.get("text") is not None else "\n".join(_lines(message))


def _lines(message: dict[str, Any]) -> Iterator[str]:
    for block in message.get("blocks", ()):
        yield from (str(value) for value in block["content"].values())


OPERATIONS = (
    Operation(
        "GET",
        "/v1/render/{template}",
        render,
        "Decide one message and send it as HTML or text",
        "decisions",
        CALLER,
        {HTML: {"type": "string"}, TEXT: {"type": "string"}, JSON: "Decision"},
        description="The same as `POST /v1/decisions` for callers that can only read text, in the format that `Accept` "
        "asks for. Ids go into the query, attributes never: query strings end up in logs. When nothing is said the "
        "answer is an empty 200, and `X-Content-Engine-Refusal` tells why.",
        inputs=RenderInputs,
        headers={
            "X-Content-Engine-Decision": "the id of the decision",
            "X-Content-Engine-Refusal": "why nothing is said, if so",
        },
        also=(404, 406, 409),
    ),
)
