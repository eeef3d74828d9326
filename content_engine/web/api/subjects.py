"""Subjects: what they want, what is stored about them, and its removal."""

from __future__ import annotations

import orjson
from starlette.responses import Response

from content_engine.web.api import wire
from content_engine.web.api.operation import ADMIN, CALLER, Call, Operation, json_answer


def export(call: Call) -> Response:
    """`GET /v1/subjects/{user_id}`."""
    wanted: wire.SubjectInputs = call.inputs
    return json_answer(orjson.dumps(call.services.engine.subject(wanted.user_id)))


def erase(call: Call) -> Response:
    """`DELETE /v1/subjects/{user_id}`."""
    wanted: wire.SubjectInputs = call.inputs
    return json_answer(orjson.dumps({"erased": call.services.engine.erase(wanted.user_id)}))


def prefer(call: Call) -> Response:
    """`PUT /v1/subjects/{user_id}/preferences`."""
    wanted: wire.SubjectInputs = call.inputs
    told: wire.Preferences = call.body
    consent = {str(channel): granted for channel, granted in told.consent.items()}
    call.services.engine.set_preferences(wanted.user_id, consent=consent, do_not_disturb=told.do_not_disturb)
    return json_answer(told.model_dump_json().encode())


OPERATIONS = (
    Operation(
        "GET",
        "/v1/subjects/{user_id}",
        export,
        "Everything stored about a user",
        "subjects",
        ADMIN,
        wire.SubjectExport,
        inputs=wire.SubjectInputs,
    ),
    Operation(
        "DELETE",
        "/v1/subjects/{user_id}",
        erase,
        "Erase a user",
        "subjects",
        ADMIN,
        wire.Erased,
        description="Removes every trace of the id. What was learnt stays, without saying from whom.",
        inputs=wire.SubjectInputs,
    ),
    Operation(
        "PUT",
        "/v1/subjects/{user_id}/preferences",
        prefer,
        "Consent and silence",
        "subjects",
        CALLER,
        wire.Preferences,
        description="Acts on the very next decision. What is left out stays as it is.",
        inputs=wire.SubjectInputs,
        body=wire.Preferences,
        example={"consent": {"email": False}, "do_not_disturb": True},
    ),
)
