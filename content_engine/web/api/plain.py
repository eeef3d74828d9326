"""Validation errors in plain words, with dotted field names, never repeating what was sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from content_engine.web.api.problems import MAX_ERRORS, FieldError, dotted

PLAIN: Mapping[str, str] = {
    "missing": "is required",
    "extra_forbidden": "is not a field of this call",
    "string_type": "must be a string",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "is too large a number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "finite_number": "must be a finite number",
    "literal_error": "must be one of {expected}",
    "string_too_short": "must have at least {min_length} character(s)",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "must match {pattern}",
    "too_short": "must have at least {min_length} item(s)",
    "too_long": "must have at most {max_length} items",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "greater_than": "must be more than {gt}",
    "less_than": "must be less than {lt}",
    "timezone_aware": "must have a time zone, as in 2026-11-20T10:00:00Z",
    "datetime_type": "must be a date with time and time zone, as in 2026-11-20T10:00:00Z",
    "datetime_parsing": "must be a date with time and time zone, as in 2026-11-20T10:00:00Z",
    "datetime_from_date_parsing": "must be a date with time and time zone, as in 2026-11-20T10:00:00Z",
    "datetime_object_invalid": "must be a date with time and time zone, as in 2026-11-20T10:00:00Z",
}
"""What pydantic's error types mean, for those who have never seen it. Types that are not here keep its own words."""

WRONG_SORT = frozenset({"string_type", "tuple_type", "list_type", "dict_type", "model_type"})
_TAG = re.compile(r"^(?:str|constrained-str|[a-z-]+\[.*\])$", re.DOTALL)
_PLACED = re.compile(r"^([a-z_]+(?:[.\[][^:]*)?): (.*)$", re.DOTALL)
LONGEST_NAME = 100


def errors_of(error: ValidationError) -> list[FieldError]:
    """The errors of a validation, one per field, those of the outer fields first, at most `MAX_ERRORS`."""
    listed = sorted(error.errors(include_url=False, include_input=False), key=lambda one: len(one["loc"]))
    told: dict[str, list[str]] = {}
    for one in _of_the_meant_branch(listed[: 4 * MAX_ERRORS]):
        field, message = _placed(one["loc"], _words(one))
        told.setdefault(field, []).append(message)
    merged = [FieldError(field=field, message=" or ".join(dict.fromkeys(words))) for field, words in told.items()]
    return merged[:MAX_ERRORS]


def _of_the_meant_branch(errors: Sequence[Any]) -> list[Any]:
    """Where a field takes several sorts of value, errors of the sorts that were plainly not meant are left out."""
    meant = {_union_of(e["loc"]) for e in errors if e["type"] not in WRONG_SORT or _inner(e["loc"])}
    return [e for e in errors if e["type"] not in WRONG_SORT or _inner(e["loc"]) or _union_of(e["loc"]) not in meant]


def _tags(loc: Sequence[Any]) -> list[int]:
    return [index for index, part in enumerate(loc) if isinstance(part, str) and _TAG.match(part)]


def _union_of(loc: Sequence[Any]) -> tuple[Any, ...] | None:
    tags = _tags(loc)
    return tuple(loc[: tags[0]]) if tags else None


def _inner(loc: Sequence[Any]) -> bool:
    tags = _tags(loc)
    return not tags or tags[-1] != len(loc) - 1


def field_of(loc: Sequence[Any]) -> str:
    """A pydantic location as a dotted path, without the names of the branches of a union."""
    kept = [str(part)[:LONGEST_NAME] for part in loc if not (isinstance(part, str) and _TAG.match(part))]
    return ".".join(kept)[: 4 * LONGEST_NAME]


def _words(error: Any) -> str:
    template = PLAIN.get(error["type"])
    if template is not None:
        return template.format(**error.get("ctx", {}))
    return str(error["msg"]).removeprefix("Value error, ").removeprefix("Input ").removeprefix("String ")


def _placed(loc: Sequence[Any], message: str) -> tuple[str, str]:
    """Checks that look inside a value tell the place in their message: `attributes.plan[3]: nested deeper than …`."""
    field, found = field_of(loc), _PLACED.match(message)
    inside = dotted(found[1]) if found else ""
    if found and loc and inside.partition(".")[0] == loc[-1]:
        return ".".join(filter(None, (field_of(loc[:-1]), inside))), found[2]
    if found and loc and isinstance(loc[-1], int):
        return f"{field}.{inside}", found[2]
    return field, message
