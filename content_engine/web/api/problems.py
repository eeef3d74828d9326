"""Problem documents: what went wrong, for programs (`code`) and people (`detail`), after RFC 9457."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson
from pydantic import Field
from starlette.responses import Response

from content_engine.domain.base import Noun
from content_engine.domain.errors import BrokenContent, ContentEngineError
from content_engine.domain.writing import ReviewRefused

PROBLEM_JSON = "application/problem+json"
AGAIN_IN_A_SECOND = {"Retry-After": "1"}
MAX_ERRORS = 50

CODES: Mapping[str, tuple[int, str]] = {
    "input.json": (400, "The body is not JSON"),
    "auth.missing": (401, "A key is needed"),
    "auth.unknown": (401, "This key is not known"),
    "auth.role": (403, "This key may not do that"),
    "not_found": (404, "There is nothing here"),
    "method.not_allowed": (405, "This address does not take that method"),
    "not_acceptable": (406, "None of the formats asked for can be sent"),
    "input.timeout": (408, "The body took too long"),
    "idempotency.in_progress": (409, "The first of these requests is still running"),
    "review.conflict": (409, "Somebody else decided meanwhile"),
    "input.too_large": (413, "The body is too large"),
    "input.media_type": (415, "The body is in a format that is not taken here"),
    "input.invalid": (422, "The input cannot be accepted"),
    "idempotency.mismatch": (422, "This request_id was used with another body"),
    "template.unknown": (422, "There is no such template"),
    "review.refused": (422, "The text breaks rules"),
    "review.own_words": (422, "Somebody else has to approve this"),
    "prompt.broken": (422, "The prompt cannot be used"),
    "content.broken": (422, "The content has problems"),
    "internal": (500, "Something went wrong on our side"),
    "busy": (503, "Too much at once"),
    "not_set_up": (503, "The engine is not ready"),
}
"""Every code a problem document can carry, with its usual status and title. Codes are stable, titles may change."""


class FieldError(Noun):
    """One thing wrong with one field. `field` is a dotted path; it is empty where the whole body is meant."""

    field: str
    message: str


class ProblemDocument(Noun):
    """An RFC 9457 problem document with a stable `code` and, for wrong input, the fields that are wrong."""

    type: str = Field(description="where the code is explained")
    title: str
    status: int
    detail: str
    code: str
    errors: tuple[FieldError, ...] = ()


@dataclass(eq=False)
class HttpProblem(Exception):
    """Ends a call with a problem document."""

    code: str
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int | None = None

    def response(self) -> Response:
        """The problem as an HTTP response. It is never cached."""
        status, title = CODES[self.code]
        document = ProblemDocument(
            type=f"/docs#problem-{self.code}",
            title=title,
            status=self.status or status,
            detail=self.detail,
            code=self.code,
            errors=tuple(self.errors[:MAX_ERRORS]),
        )
        body = orjson.dumps(document.model_dump())
        return Response(body, self.status or status, dict(self.headers), PROBLEM_JSON)


def bad_field(name: str, message: str, code: str = "input.invalid") -> HttpProblem:
    """A problem with one field."""
    return HttpProblem(code, f"{name}: {message}", [FieldError(field=name, message=message)])


def dotted(path: str) -> str:
    """A path with indices in brackets as a dotted one: `outcomes[3].at` is `outcomes.3.at`."""
    return re.sub(r"\[(\d+)\]", r".\1", path)


def problem_of(error: ContentEngineError, prefix: str = "") -> HttpProblem:
    """The engine's own errors as problems. `prefix` is put before the name of the field, as `requests.17.`."""
    code = error.code if error.code in CODES else "internal"
    message = _told(error) if code != "internal" else "An error that has no code of its own."
    named = [FieldError(field=prefix + dotted(error.field), message=message)] if error.field else []
    if isinstance(error, ReviewRefused):
        named = [FieldError(field=f"content.{one.field}", message=f"{one.guardrail}: {one.message}")
                 for one in error.violations]  # fmt: skip
    again = CODES[code][0] == 503 or code == "idempotency.in_progress"
    return HttpProblem(code, message, named, AGAIN_IN_A_SECOND if again else {})


def _told(error: ContentEngineError) -> str:
    if isinstance(error, BrokenContent):
        return f"{len(error.problems)} problem(s) in the content; nothing was changed."
    return error.message
