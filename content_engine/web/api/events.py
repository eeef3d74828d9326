"""What happened: exposures, outcomes, assignments."""

from __future__ import annotations

from starlette.responses import Response

from content_engine.domain.events import Received
from content_engine.web.api.operation import CALLER, Call, Operation, json_answer
from content_engine.web.api.wire import Assignments, Exposures, Outcomes


def _told(received: Received) -> Response:
    return json_answer(received.model_dump_json().encode())


def expose(call: Call) -> Response:
    """`POST /v1/exposures`."""
    sent: Exposures = call.body
    return _told(call.services.engine.expose_many(sent.exposures))


def observe(call: Call) -> Response:
    """`POST /v1/outcomes`."""
    sent: Outcomes = call.body
    return _told(call.services.engine.observe_many(sent.outcomes))


def assign(call: Call) -> Response:
    """`PUT /v1/assignments`."""
    sent: Assignments = call.body
    return _told(call.services.engine.assign_many(sent.assignments, complete=sent.complete))


OPERATIONS = (
    Operation(
        "POST",
        "/v1/exposures",
        expose,
        "Tell what became of messages",
        "events",
        CALLER,
        Received,
        description="`sent` and `seen` confirm what a decision reserved, `aborted` gives it back. Can be sent again at "
        "will. What names a decision that is not known is parked until it is.",
        body=Exposures,
        example={
            "exposures": [
                {
                    "decision_id": "d019e3f4a5b6c0123456789abcdef01234567",
                    "at": "2026-11-20T10:00:05Z",
                    "kind": "sent",
                    "external_id": "mail-1",
                }
            ]
        },
        many=True,
    ),
    Operation(
        "POST",
        "/v1/outcomes",
        observe,
        "Tell what subjects did",
        "events",
        CALLER,
        Received,
        description="Outcomes are unique by source and external_id. Without a decision an outcome counts for the "
        "user's exposures inside the goal's window. `unsubscribed` and `complained` revoke consent at once.",
        body=Outcomes,
        example={
            "outcomes": [
                {"user_id": "u_1", "outcome": "activated", "at": "2026-11-21T09:30:00Z", "external_id": "evt-1"}
            ]
        },
        many=True,
    ),
    Operation(
        "PUT",
        "/v1/assignments",
        assign,
        "Tell who is in which segment",
        "assignments",
        CALLER,
        Received,
        description="Stored by subject and segment; of two, the later `observed_at` counts. With `complete`, the list "
        "is the full membership of the segments it names, and everyone else leaves them.",
        body=Assignments,
        example={
            "assignments": [
                {
                    "segment_id": "evaluator-admins",
                    "version": 3,
                    "user_id": "u_1",
                    "observed_at": "2026-11-20T10:00:00Z",
                }
            ]
        },
        many=True,
    ),
)
