"""Bytes and query strings into nouns, and what is wrong with them in plain words.

JSON is taken as RFC 7493 (I-JSON) has it: no key twice in an object, numbers that others can read, whole characters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError

from content_engine.web.api.places import path_at, spoiled, whole
from content_engine.web.api.plain import errors_of
from content_engine.web.api.problems import FieldError, HttpProblem, bad_field

LARGEST = 9_000_000_000_000_000_000
"""Numbers beyond ± this are refused: 64 bits, which is what databases and other languages have, do not hold them."""
MAX_PARAMETERS = 30

Model = TypeVar("Model", bound=BaseModel)


class _Spoiled(Exception):
    """The body holds something that is JSON to some readers only."""


def _unique(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) != len(pairs):
        raise _Spoiled


def _within(text: str) -> None:
    if not -LARGEST <= float(text) <= LARGEST:
        raise _Spoiled


def _whole(text: str) -> None:
    if len(text) > 18 and not -LARGEST <= whole(text) <= LARGEST:
        raise _Spoiled


def _no_constant(text: str) -> None:
    raise _Spoiled


_strict = json.JSONDecoder(
    object_pairs_hook=_unique, parse_float=_within, parse_int=_whole, parse_constant=_no_constant
).decode


def parse_json(model: type[Model], body: bytes) -> Model:
    """The noun in a JSON body. Raises a 400 or 422 problem that names every field that is wrong."""
    try:
        parsed = model.model_validate_json(body)
    except ValidationError as error:
        parsed = _parse_again(model, body, error)
    _check_strictly(body)
    return parsed


def _parse_again(model: type[Model], body: bytes, first: ValidationError) -> Model:
    """To JSON `2.0` is a whole number. Nouns think otherwise, so a body that holds one is read once more."""
    told = first.errors(include_url=False, include_input=False)
    if told[0]["type"] == "json_invalid":
        raise _not_json(told[0]["ctx"]["error"], body)
    if not any(one["type"] == "int_type" for one in told):
        raise invalid(errors_of(first))
    _check_strictly(body)
    try:
        return model.model_validate_json(json.dumps(json.loads(body, parse_float=_number)))
    except ValidationError as error:
        raise invalid(errors_of(error)) from None


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() else number


def _check_strictly(body: bytes) -> None:
    try:
        _strict(body.decode())
    except _Spoiled:
        raise _spoiled(body) from None


def _not_json(told: str, body: bytes) -> HttpProblem:
    if not body:
        return HttpProblem("input.json", "The body is empty; send a JSON object.")
    place = path_at(body, told)
    message = told.replace("recursion limit exceeded", "nested too deep").replace(
        "unexpected end of hex escape", "unpaired surrogate or cut hex escape"
    )
    named = [FieldError(field=place, message=message)] if place else []
    return HttpProblem("input.json", f"The body is not valid JSON: {message}.", named)


def _spoiled(body: bytes) -> HttpProblem:
    return invalid([FieldError(field=field, message=message) for field, message in spoiled(body, LARGEST)])


def invalid(errors: list[FieldError]) -> HttpProblem:
    """A 422 problem with these fields; its detail tells the first and how many more there are."""
    first = errors[0]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return HttpProblem("input.invalid", f"{first.field or 'body'}: {first.message}{more}", errors)


def parse_inputs(model: type[Model], path: Mapping[str, str], query: bytes) -> Model:
    """The noun in path and query parameters. Raises a 422 problem that names every parameter that is wrong."""
    given = _query(query)
    both = sorted(given.keys() & path.keys())
    if both:
        raise bad_field(both[0], "is part of the path, not of the query")
    try:
        return model.model_validate_strings({**given, **path}, strict=False)
    except ValidationError as error:
        raise invalid(errors_of(error)) from None


def _query(query: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS)
    except ValueError:
        raise bad_field("query", "must be percent-encoded UTF-8 of at most 30 parameters") from None
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            raise bad_field(name[:100], "was given more than once")
        given[name] = value
    return given
