"""Decisions over HTTP: one, many, an earlier one, and one as text or HTML."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from starlette.responses import Response

from content_engine.domain.decisions import Decision, DecisionRequest
from content_engine.domain.errors import ContentEngineError, IdempotencyMismatch
from content_engine.engine import Engine
from content_engine.engine.answer import body_hash
from content_engine.web.api.gatherer import Answer, Gatherer, Report
from content_engine.web.api.operation import CALLER, CALLER_OR_QA, Call, Operation, json_answer
from content_engine.web.api.problems import bad_field, problem_of
from content_engine.web.api.wire import Batch, DecisionInputs, Decisions

ROOM = 4_096
"""Fewest requests that may wait; beyond, callers are asked to come back in a second."""


def make_gatherer(engine: Engine, batch_max: int, report: Report) -> Gatherer:
    """The queue in front of an engine."""
    return Gatherer(
        decide=lambda requests, arrived: engine.decide_raw(requests, arrived=arrived),
        decide_whole=partial(_decide_whole, engine),
        name_of=body_hash,
        now=engine.clock.now,
        most=batch_max,
        room=max(ROOM, 16 * batch_max),
        report=report,
    )


def _decide_whole(engine: Engine, requests: Sequence[DecisionRequest], arrived: datetime) -> Sequence[Answer]:
    """Decides a batch, or nothing of it when one request_id was used before with another body."""
    names = [body_hash(request) for request in requests]
    earlier = engine.memory.recall([request.request_id for request in requests], []).answers
    asked = {request_id: answered.request_hash for request_id, answered in earlier.items()}
    for index, (request, name) in enumerate(zip(requests, names, strict=True)):
        if asked.setdefault(request.request_id, name) != name:
            raise _mismatch(index)
    return engine.decide_raw(requests, arrived=arrived)


def _mismatch(index: int) -> IdempotencyMismatch:
    return IdempotencyMismatch(field=f"requests.{index}.request_id")


async def decide(call: Call) -> Response:
    """`POST /v1/decisions`."""
    request: DecisionRequest = call.body
    await check_known(call.services.engine, request)
    return json_answer(await call.services.gatherer.one(request))


async def check_known(engine: Engine, request: DecisionRequest) -> None:
    """Raises a 422 problem when none of the templates asked for exists, unless the request was answered before."""
    if any(engine.knows_template(template) for template in request.templates):
        return
    earlier = await asyncio.to_thread(engine.memory.recall, [request.request_id], [])
    if request.request_id not in earlier.answers:
        named = request.template if isinstance(request.template, str) else ", ".join(request.template)
        raise bad_field("template", f"there is no template {named}", "template.unknown")


async def decide_batch(call: Call) -> Response:
    """`POST /v1/decisions/batch`."""
    batch: Batch = call.body
    answers = await call.services.gatherer.all(batch.requests) if batch.requests else []
    bodies = [_body(index, answer) for index, answer in enumerate(answers)]
    return json_answer(b'{"decisions":[' + b",".join(bodies) + b"]}")


def _body(index: int, answer: Answer) -> bytes:
    if isinstance(answer, ContentEngineError):
        raise problem_of(answer, f"requests.{index}.")
    return answer


def recorded(call: Call) -> Response:
    """`GET /v1/decisions/{decision_id}`."""
    asked: DecisionInputs = call.inputs
    return json_answer(call.services.engine.decision_raw(asked.decision_id, explain=asked.explain in ("1", "true")))


EXAMPLE = {
    "request_id": "dispatch-77:u_1",
    "template": "trial-activation-email",
    "user_id": "u_1",
    "account_id": "acme",
    "locale": "en",
    "segments": [
        {
            "segment_id": "evaluator-admins",
            "version": 3,
            "scope": "user",
            "confidence": 0.83,
            "events": 12,
            "observed_at": "2026-11-20T10:00:00Z",
            "expires_at": "2026-11-27T10:00:00Z",
        }
    ],
    "attributes": {"first_name": "Ada", "company": "Acme", "role": "admin", "plan": "trial"},
}

OPERATIONS = (
    Operation(
        "POST",
        "/v1/decisions",
        decide,
        "Decide one message",
        "decisions",
        CALLER,
        Decision,
        description="Answers with one assembled message, or with the reason why nothing is said: that is also a 200. "
        "Sending the same request again gives the first answer back.",
        body=DecisionRequest,
        example=EXAMPLE,
        also=(409,),
        quiet=True,
    ),
    Operation(
        "POST",
        "/v1/decisions/batch",
        decide_batch,
        "Decide up to 1,000 messages",
        "decisions",
        CALLER,
        Decisions,
        description="The batch is accepted or refused as one: nothing is decided when one request is wrong. "
        "An unknown template is a refused decision here.",
        body=Batch,
        example={"requests": [EXAMPLE]},
        many=True,
    ),
    Operation(
        "GET",
        "/v1/decisions/{decision_id}",
        recorded,
        "A recorded decision",
        "decisions",
        CALLER_OR_QA,
        Decision,
        description="The decision as it was answered. With `explain=1`: every candidate with its probability, expected "
        "reward and uplift, and every refusal with its reason.",
        inputs=DecisionInputs,
        also=(404,),
    ),
)
