"""JSON schemas of what goes over the wire, with the rules that nouns check in code written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from pydantic import AfterValidator, BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from content_engine.domain.base import Id, SubjectId
from content_engine.domain.decisions import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ITEMS, MAX_STRING, Attributes
from content_engine.web.api.parsing import LARGEST
from content_engine.web.api.wire import addressed, attributable

REF = "#/components/schemas/{model}"

TEXT = {"type": "string", "maxLength": MAX_STRING, "pattern": "^[^\\u0000]*$"}
NUMBER = {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}
SCALARS = [{"type": "null"}, {"type": "boolean"}, NUMBER, TEXT]


def _last_check(annotated: Any) -> Callable[..., Any]:
    return [mark.func for mark in get_args(annotated) if isinstance(mark, AfterValidator)][-1]


def _value(depth: int) -> JsonSchemaValue:
    if depth == 0:
        return {"anyOf": [*SCALARS, {"type": "array", "maxItems": 0}, {"type": "object", "maxProperties": 0}]}
    inner = {"$ref": REF.format(model=f"Value{depth - 1}")}
    return {"anyOf": [*SCALARS, {"type": "array", "maxItems": MAX_ITEMS, "items": inner}, _object(depth)]}


def _object(depth: int) -> JsonSchemaValue:
    return {
        "type": "object",
        "maxProperties": MAX_ATTRIBUTES,
        "propertyNames": TEXT,
        "additionalProperties": {"$ref": REF.format(model=f"Value{depth - 1}")},
    }


def values() -> dict[str, JsonSchemaValue]:
    """The schemas of JSON values by how deep they may still nest: `Value0` holds nothing further."""
    return {f"Value{depth}": _value(depth) for depth in range(MAX_DEPTH)}


def _present(name: str) -> JsonSchemaValue:
    return {"required": [name], "properties": {name: {"type": "string"}}}


RULES: Mapping[Callable[..., Any], JsonSchemaValue] = {
    _last_check(Id): {"pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$"},
    _last_check(SubjectId): {"not": {"pattern": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"}},
    _last_check(Attributes): _object(MAX_DEPTH),
    addressed: {
        "anyOf": [
            {**_present("user_id"), "not": {"required": ["scope"], "properties": {"scope": {"const": "account"}}}},
            {"required": ["scope"], "properties": {"scope": {"const": "account"}}, "allOf": [_present("account_id")]},
        ]
    },
    attributable: {"anyOf": [_present("decision_id"), _present("user_id")]},
}
"""What the checks of nouns demand beyond types and lengths."""


class WireSchema(GenerateJsonSchema):
    """Pydantic's schemas without generated titles, with `RULES` and with the bounds of numbers."""

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        """Adds what a check in code demands."""
        plain = super().function_after_schema(schema)
        return {**plain, **RULES.get(schema["function"]["function"], {})}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Says that keys which do not fit are refused."""
        plain = super().dict_schema(schema)
        return {**plain, "additionalProperties": False} if "patternProperties" in plain else plain

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Adds the bounds of whole numbers."""
        return {"minimum": -LARGEST, "maximum": LARGEST, **super().int_schema(schema)}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        """Adds the bounds of numbers."""
        return {"minimum": -LARGEST, "maximum": LARGEST, **super().float_schema(schema)}

    def get_title_from_name(self, name: str) -> str:
        """No titles: a field's name says it."""
        return ""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No titles: a field's name says it."""
        return False


def schemas_of(models: Iterable[type[BaseModel]]) -> dict[str, JsonSchemaValue]:
    """The schemas of models and of everything they hold, by name."""
    _, document = models_json_schema(
        [(model, "validation") for model in models], ref_template=REF, schema_generator=WireSchema
    )
    found: dict[str, JsonSchemaValue] = document.get("$defs", {})
    for schema in found.values():
        schema.pop("title", None)
    return dict(sorted({**found, **values()}.items()))
