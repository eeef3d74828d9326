"""The part of JSON Schema (draft 2020-12) that prompts declare their inputs and outputs in, and what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

KEYWORDS = frozenset({
    "type", "properties", "required", "additionalProperties", "items", "enum", "minItems", "maxItems", "minimum",
    "maximum", "minLength", "maxLength", "description", "title", "default", "examples",
})  # fmt: skip
_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, list | tuple),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
_BOUNDS: tuple[tuple[str, str, Callable[[Any, Any], bool], str], ...] = (
    ("minItems", "array", lambda value, limit: len(value) < limit, "has fewer than {} items"),
    ("maxItems", "array", lambda value, limit: len(value) > limit, "has more than {} items"),
    ("minLength", "string", lambda value, limit: len(value) < limit, "has fewer than {} characters"),
    ("maxLength", "string", lambda value, limit: len(value) > limit, "has more than {} characters"),
    ("minimum", "number", lambda value, limit: value < limit, "is less than {}"),
    ("maximum", "number", lambda value, limit: value > limit, "is more than {}"),
)


def schema_faults(schema: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Dotted key and message of everything in `schema` that is no schema, or a keyword this project does not read.

    A keyword that nobody checks would be a promise that nobody keeps, so it is an error.
    """
    if not isinstance(schema, Mapping):
        yield path, "must be a schema: `key: value` lines such as `type: string`"
        return
    for keyword in schema:
        if keyword not in KEYWORDS:
            yield _under(path, str(keyword)), f"the keyword `{keyword}` is not known here"
    if "type" in schema and schema["type"] not in _TYPES:
        yield _under(path, "type"), f"must be one of: {', '.join(_TYPES)}"
    for name, child in _children(schema):
        yield from schema_faults(child, _under(path, name))


def _children(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    properties = schema.get("properties", {})
    for name, child in properties.items() if isinstance(properties, Mapping) else ():
        yield f"properties.{name}", child
    if "items" in schema:
        yield "items", schema["items"]
    if not isinstance(schema.get("additionalProperties", True), bool):
        yield "additionalProperties", schema["additionalProperties"]


def faults(value: Any, schema: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Dotted key and message of every place where `value` does not fit `schema`."""
    wanted = schema.get("type")
    if wanted is not None and not _TYPES[wanted](value):
        yield path, f"must be of type {wanted}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield path, f"must be one of: {', '.join(map(str, schema['enum']))}"
    yield from ((path, message) for message in _out_of_bounds(value, schema))
    if isinstance(value, Mapping):
        yield from _object_faults(value, schema, path)
    elif isinstance(value, list | tuple) and "items" in schema:
        for index, item in enumerate(value):
            yield from faults(item, schema["items"], f"{path}[{index}]")


def _out_of_bounds(value: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    for keyword, kind, beyond, message in _BOUNDS:
        if keyword in schema and _TYPES[kind](value) and beyond(value, schema[keyword]):
            yield message.format(schema[keyword])


def _object_faults(value: Mapping[str, Any], schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in value:
            yield _under(path, name), "is missing"
    for name, child in value.items():
        if name in known:
            yield from faults(child, known[name], _under(path, name))
        elif other is False:
            yield _under(path, name), "is not declared"
        elif isinstance(other, Mapping):
            yield from faults(child, other, _under(path, name))


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
