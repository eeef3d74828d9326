"""The error tree. An error's docstring is its default message; what is judged and refused is a value, never an error.

ContentEngineError
├── BadInput                  the caller sent something that cannot be accepted
│   ├── IdempotencyMismatch   one request_id, two different bodies
│   └── TooLarge
├── NotFound
├── InProgress                the first of these requests is still running
├── BrokenContent             a content folder with problems; carries all of them
├── NotSetUp                  no catalog, no schema, wrong library version
└── LostRace                  other writers kept winning; nothing was recorded
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content_engine.domain.problems import Problem


class ContentEngineError(Exception):
    """content-engine could not do what was asked."""

    code = "error"

    def __init__(self, message: str | None = None, *, field: str | None = None) -> None:
        self.message = message or (type(self).__doc__ or "").strip()
        self.field = field
        super().__init__(self.message)


class BadInput(ContentEngineError):
    """The input cannot be accepted."""

    code = "input.invalid"


class IdempotencyMismatch(BadInput):
    """This request_id was already used with another body. Send the same body again, or a new request_id."""

    code = "idempotency.mismatch"


class TooLarge(BadInput):
    """The body is larger than this call accepts."""

    code = "input.too_large"


class NotFound(ContentEngineError):
    """There is nothing of that name."""

    code = "not_found"


class InProgress(ContentEngineError):
    """The first request with this request_id is still running. Ask again in a second."""

    code = "idempotency.in_progress"


class NotSetUp(ContentEngineError):
    """The engine is not set up. Run `content-engine db upgrade` and `content-engine sync`."""

    code = "not_set_up"


class LostRace(ContentEngineError):
    """Other writers kept changing these subjects' memory. Nothing was recorded; send the request again."""

    code = "busy"


class BrokenContent(ContentEngineError):
    """The content has problems; nothing was changed."""

    code = "content.broken"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"{len(self.problems)} problem(s) in the content; nothing was changed.\n{listed}")
