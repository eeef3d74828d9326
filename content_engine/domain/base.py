"""What every noun shares: immutability, closed field lists, and text that no stranger can smuggle controls in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, PlainSerializer, StringConstraints

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Noun(BaseModel):
    """An immutable value with a closed list of fields: an unknown field is an error, not a typo that nobody sees."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, ser_json_inf_nan="null", allow_inf_nan=False)


class FileNoun(BaseModel):
    """A noun read from a content file: as closed as `Noun`, and lenient about YAML's own scalars (dates, ints)."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True)


def _no_controls(value: str) -> str:
    found = _CONTROL.search(value)
    if found:
        raise ValueError(f"control or unpaired surrogate character U+{ord(found[0]):04X} at position {found.start()}")
    return value


def _opaque(value: str) -> str:
    if _EMAIL.fullmatch(value):
        raise ValueError("must be an opaque id; this looks like an e-mail address")
    return value


def _in_range(moment: datetime) -> datetime:
    if not 2 <= moment.year <= 9998:
        raise ValueError(f"the year {moment.year} is out of range; it must lie between 2 and 9998")
    return moment


def rfc3339(moment: datetime) -> str:
    """`moment` (aware) as RFC 3339 in UTC with milliseconds and `Z`: the one form in which times leave the engine."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_ms(moment: datetime) -> int:
    """`moment` (aware) as whole milliseconds since 1970-01-01T00:00Z."""
    return int(moment.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    """The aware UTC moment of `ms` milliseconds since 1970-01-01T00:00Z, without float rounding."""
    return datetime.fromtimestamp(ms // 1000, tz=UTC).replace(microsecond=ms % 1000 * 1000)


Text = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_no_controls)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_no_controls)]
SubjectId = Annotated[Id, AfterValidator(_opaque)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Locale = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
Moment = Annotated[
    AwareDatetime, AfterValidator(_in_range), PlainSerializer(rfc3339, return_type=str, when_used="json")
]
Json = dict[str, Any]
