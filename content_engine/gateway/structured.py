"""Structured output: the JSON Schema of a prompt as a pydantic type, which then judges what came back.

pydantic validates it (strictly: a string is never taken for a number), built from the part of JSON Schema that prompts
declare; a keyword beyond it is an error when the type is built, so nothing is silently left unchecked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model
from pydantic.fields import FieldInfo

from content_engine.domain.errors import BadInput
from content_engine.gateway.strictjson import NotJson, the_object

_TOLD = frozenset({"title", "description", "default", "examples", "$schema"})
_KNOWN = _TOLD | {"type", "enum", "properties", "required", "additionalProperties", "items", "anyOf", "const"}
_NUMBERS = {"minimum": "ge", "maximum": "le"}
_BOUNDS: Mapping[str, Mapping[str, str]] = {
    "array": {"minItems": "min_length", "maxItems": "max_length"},
    "string": {"minLength": "min_length", "maxLength": "max_length", "pattern": "pattern"},
    "integer": _NUMBERS,
    "number": _NUMBERS,
}
_KNOWN_BOUNDS = frozenset(name for bounds in _BOUNDS.values() for name in bounds)
_PLAIN: dict[str, Any] = {"string": str, "integer": int, "number": float, "boolean": bool, "null": None}
STRICT = ConfigDict(strict=True, allow_inf_nan=False)


class WrongSchema(ValueError):
    """The content is not what was asked for."""


def type_of(schema: Mapping[str, Any], name: str = "Answer") -> Any:
    """The pydantic type of a schema. Raises BadInput for a keyword or type this does not know."""
    unknown = set(schema) - _KNOWN - _KNOWN_BOUNDS
    if unknown:
        raise BadInput(f"the output schema uses {', '.join(sorted(unknown))}, which is not supported", field=name)
    base, kind = _base(schema, name), schema.get("type")
    known = _BOUNDS.get(kind, {}) if isinstance(kind, str) else {}
    bounds = {known[key]: value for key, value in schema.items() if key in known}
    return Annotated[base, Field(**bounds)] if bounds else base


def _base(schema: Mapping[str, Any], name: str) -> Any:
    if "enum" in schema or "const" in schema:
        return Literal[tuple(schema.get("enum") or [schema["const"]])]
    if "anyOf" in schema:
        return _either([type_of(one, name) for one in schema["anyOf"]])
    kind = schema.get("type")
    if isinstance(kind, list):
        return _either([type_of({**schema, "type": one}, name) for one in kind])
    if kind == "object":
        return _object(schema, name)
    if kind == "array":
        items = type_of(schema.get("items", {}), f"{name}_item")
        return list[items]  # type: ignore[valid-type] # the type is only known now
    if kind is None:
        return Any
    if kind not in _PLAIN:
        raise BadInput(f"the output schema has the type {kind!r}, which JSON does not know", field=name)
    return _PLAIN[kind]


def _either(types: list[Any]) -> Any:
    found = types[0]
    for one in types[1:]:
        found = found | one
    return found


def _object(schema: Mapping[str, Any], name: str) -> Any:
    properties: Mapping[str, Any] = schema.get("properties", {})
    more = schema.get("additionalProperties", True)
    if not properties and isinstance(more, Mapping):
        values = type_of(more, f"{name}_value")
        return dict[str, values]  # type: ignore[valid-type] # the type is only known now
    if not properties and more:
        return dict[str, Any]
    required = set(schema.get("required", ()))
    fields: dict[str, Any] = {}
    for number, (key, one) in enumerate(properties.items()):
        kind = type_of(one, f"{name}_{key}")
        fields[f"f{number}"] = (kind, _field(key, needed=key in required))
    extra: Literal["allow", "forbid"] = "forbid" if more is False else "allow"
    config = ConfigDict(strict=True, allow_inf_nan=False, extra=extra)
    return create_model(name, __config__=config, **fields)


def _field(key: str, *, needed: bool) -> FieldInfo:
    found = Field(alias=key) if needed else Field(default=None, alias=key)
    assert isinstance(found, FieldInfo)
    return found


def validated(text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The object in `text`, exactly as it was sent, if it fits `schema`. Raises WrongSchema with the reason."""
    try:
        data = the_object(text)
    except NotJson as error:
        raise WrongSchema(str(error)) from None
    kind = type_of(schema)
    adapter: TypeAdapter[Any] = TypeAdapter(kind, config=None if _is_model(kind) else STRICT)
    try:
        adapter.validate_python(data)
    except ValidationError as error:
        raise WrongSchema("; ".join(_in_words(one) for one in error.errors()[:3])) from None
    return data


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _in_words(error: Any) -> str:
    return f"{'.'.join(map(str, error['loc'])) or 'answer'}: {error['msg']}"
