"""What editors say of generated variants."""

from __future__ import annotations

from typing import Annotated

import orjson
from pydantic import Field
from starlette.responses import Response

from content_engine.domain.base import Id, Name, Noun, Text
from content_engine.domain.writing import ReviewAction
from content_engine.engine.reviewing import Opinion
from content_engine.web.api import wire
from content_engine.web.api.operation import EDITOR, Call, Operation, json_answer


class ReviewRequest(Noun):
    """What an editor says. `content` are the changed fields of an edit; a rejection needs a `comment`.

    `assignee` is who an assignment is for. `version` is the one the editor saw: with another there, nothing is done.
    """

    verdict: ReviewAction
    content: Annotated[dict[Name, wire.SomeText], Field(max_length=20)] | None = None
    comment: Text | None = None
    assignee: Id | None = None
    version: Annotated[int, Field(ge=1)] | None = None


def review(call: Call) -> Response:
    """`POST /v1/variants/{id}/reviews`."""
    wanted: wire.ItemInputs = call.inputs
    sent: ReviewRequest = call.body
    opinion = Opinion(
        action=sent.verdict,
        actor=call.actor,
        content=sent.content,
        comment=sent.comment or "",
        assignee=sent.assignee,
        version=sent.version,
    )
    call.services.engine.review(wanted.id, opinion)
    return json_answer(orjson.dumps(call.services.engine.variant(wanted.id)))


OPERATIONS = (
    Operation(
        "POST",
        "/v1/variants/{id}/reviews",
        review,
        "Approve, reject, edit, comment, assign, retire or restore a generated variant",
        "writing",
        EDITOR,
        wire.VariantDetail,
        description="An approval holds for exactly these words under exactly these rules. An edit is checked at once; "
        "one that breaks rules changes nothing. Who comes second is told what was decided. What is approved is in the "
        "catalog of every server within seconds.",
        inputs=wire.ItemInputs,
        body=ReviewRequest,
        example={"verdict": "reject", "comment": "Says nothing new."},
        also=(404, 409),
    ),
)
