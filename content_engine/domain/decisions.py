"""What a caller asks, and the whole answer: decision request, decision, choice, message, refusal (interface §3)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from math import isfinite
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field

from content_engine.domain.assignments import SegmentClaim
from content_engine.domain.base import Id, Json, Locale, Moment, Name, Noun, SubjectId
from content_engine.domain.refusals import RefusalCode

Channel = Literal["email", "in_app", "chat", "web"]
Arm = Literal["treatment", "holdout", "silent_holdout"]
ServedBy = Literal["policy", "snapshot", "control"]

MAX_ATTRIBUTES = 200
MAX_DEPTH = 4
MAX_STRING = 2_000
MAX_ITEMS = 200
MAX_INTEGER = 2**63 - 1


def _checked(value: Any, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueError(f"{path}: nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, str):
        _checked_text(value, path)
    elif isinstance(value, dict):
        _checked_mapping(value, path, depth)
    elif isinstance(value, list | tuple):
        _checked_items(value, path, depth)
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{path}: {value} is not a JSON number")
    elif isinstance(value, int) and not -MAX_INTEGER - 1 <= value <= MAX_INTEGER:
        raise ValueError(f"{path}: a whole number of more than 64 bits")
    elif not isinstance(value, bool | int | float | type(None)):
        raise ValueError(f"{path}: {type(value).__name__} is not a JSON value")


def _checked_text(value: str, path: str) -> None:
    if len(value) > MAX_STRING:
        raise ValueError(f"{path}: {len(value)} characters, at most {MAX_STRING}")
    if "\x00" in value:
        raise ValueError(f"{path}: NUL character at position {value.index(chr(0))}")
    if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError(f"{path}: unpaired surrogate character")


def _checked_mapping(value: Json, path: str, depth: int) -> None:
    if len(value) > MAX_ATTRIBUTES:
        raise ValueError(f"{path}: {len(value)} keys, at most {MAX_ATTRIBUTES}")
    for key, inner in value.items():
        if not isinstance(key, str):
            raise ValueError(f"{path}: key {key!r} is not a string")
        _checked_text(key, path)
        _checked(inner, f"{path}.{key}"[:200], depth + 1)


def _checked_items(value: Any, path: str, depth: int) -> None:
    if len(value) > MAX_ITEMS:
        raise ValueError(f"{path}: {len(value)} items, at most {MAX_ITEMS}")
    for index, inner in enumerate(value):
        _checked(inner, f"{path}[{index}]", depth + 1)


def _attributes(value: Json) -> Json:
    _checked(value, "attributes", 0)
    return value


Attributes = Annotated[Json, AfterValidator(_attributes)]
Templates = Annotated[tuple[Name, ...], Field(min_length=1, max_length=20)]


class DecisionRequest(Noun):
    """One question: what should this subject be told now? `template` may be a list in order of preference."""

    request_id: Id
    template: Name | Templates
    user_id: SubjectId
    account_id: SubjectId | None = None
    locale: Locale = "en"
    segments: Annotated[tuple[SegmentClaim, ...], Field(max_length=100)] | None = None
    attributes: Attributes = Field(default_factory=dict)
    deadline_ms: Annotated[int, Field(ge=1, le=60_000)] = 1500
    dry_run: bool = False
    explain: bool = False

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's; what was worked out from the old fields is not taken along."""
        copied = super().model_copy(update=update, deep=deep)
        for name in ("body", "asked"):
            copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def body(self) -> Json:
        """The request as JSON-ready data, defaults left out; worked out once."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @cached_property
    def asked(self) -> str:
        """Names what is asked (SHA-256 in hex), to tell a repeat from another question under the same request_id.

        `deadline_ms`, `dry_run` and `explain` say how to answer, not what is asked, and are left out.
        """
        asked = {name: value for name, value in self.body.items() if name not in ("deadline_ms", "dry_run", "explain")}
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    @property
    def templates(self) -> tuple[str, ...]:
        """The templates asked for, most preferred first."""
        return (self.template,) if isinstance(self.template, str) else self.template


class Interval(Noun):
    """An estimate with its 90 % interval, in units of the goal's reward (a rate for yes/no outcomes)."""

    mean: float
    low: float
    high: float


class Choice(Noun):
    """The variant drawn for one place in a message, with the probability with which it was drawn there.

    A slot that takes several pieces has one choice per `position` (0-based); propensities are per position.
    """

    slot: str
    component: str
    variant: str
    propensity: float
    expected: float
    uplift: Interval
    position: int = 0


class Block(Noun):
    """The rendered content of one choice, field by field."""

    slot: str
    content: Json


class Message(Noun):
    """What is to be shown: e-mail parts, or `blocks` (and `payload`, the template's own JSON) for other channels."""

    channel: Channel
    subject: str | None = None
    preheader: str | None = None
    html: str | None = None
    text: str | None = None
    blocks: tuple[Block, ...] = ()
    payload: Any = None
    headers: dict[str, str] = Field(default_factory=dict)


class Refusal(Noun):
    """Why nothing was said. `retry_at` is when the reason ends by itself, where that is known."""

    code: RefusalCode
    detail: str
    retry_at: Moment | None = None


class Decision(Noun):
    """The whole answer to one request, recorded once."""

    decision_id: str
    request_id: str
    status: Literal["assembled", "refused"]
    refusal: Refusal | None
    arm: Arm
    served_by: ServedBy
    policy_version: str
    catalog_version: str
    template: str
    segment: str | None
    message: Message | None
    choices: tuple[Choice, ...]
    propensity: float | None
    decided_at: Moment
    expires_at: Moment
    dry_run: bool = False
    explanation: Json | None = None
