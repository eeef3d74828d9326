"""JSON Schemas (draft 2020-12) of the content files, for editors that complete and underline while one types.

They are generated from the nouns, so `content-engine check` and the editor agree; the short forms of `forms.py` are
added.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field

from content_engine.domain.assignments import SegmentContract
from content_engine.domain.base import FileNoun, Json
from content_engine.domain.brand import Brand, Fact
from content_engine.domain.catalog import Component, Taxonomy, Template
from content_engine.domain.evals import Suite
from content_engine.domain.rules import PolicyFile

Schema = dict[str, Any]


class Facts(FileNoun):
    """`guardrails/facts.yaml`: the approved facts."""

    facts: tuple[Fact, ...]


class PromptHead(FileNoun):
    """The front matter of a prompt: which model, its parameters, what goes in, what comes out, and which attributes of
    a subject may be sent, each with the closed list of its values. An empty `model` is the deployment's.
    """

    model: str = ""
    parameters: Json = Field(default_factory=dict)
    inputs: Annotated[Json, Field(default_factory=dict, description="JSON Schema of the values the body may use")]
    output: Annotated[Json | None, Field(description="JSON Schema of the answer; left out for plain text")] = None
    attributes: dict[str, tuple[str, ...]] = Field(default_factory=dict)


NOUNS: dict[str, type[FileNoun]] = {
    "taxonomy": Taxonomy,
    "brand": Brand,
    "facts": Facts,
    "component": Component,
    "template": Template,
    "segment": SegmentContract,
    "policy": PolicyFile,
    "prompt": PromptHead,
    "evals": Suite,
}


PLAIN: dict[str, Schema] = {
    "labels": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "description": "`prompts/<task>/labels.yaml`: the released number each label points to.",
        "type": "object",
        "additionalProperties": {"type": "integer", "minimum": 1},
    },
    "released": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "description": "`prompts/<task>/released.yaml`: the digest of each released prompt. Written by a command.",
        "type": "object",
        "additionalProperties": False,
        "patternProperties": {"^[1-9][0-9]*$": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
    },
}
"""Files that are one flat mapping."""


def schemas() -> dict[str, Schema]:
    """One schema per kind of file, by name: taxonomy, brand, facts, component, template, segment, policy,
    prompt, evals, labels, released.
    """
    return {name: _file_schema(name, noun) for name, noun in NOUNS.items()} | PLAIN


def write_schemas(folder: Path) -> list[Path]:
    """Writes every schema as `<folder>/<name>.json` and returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written


@cache
def noun_schema(noun: type[BaseModel]) -> Schema:
    """The schema of one noun in its full form, without the short forms."""
    return noun.model_json_schema(by_alias=True)


def schema_at(noun: type[BaseModel], path: tuple[str | int, ...]) -> Schema:
    """The schema of the value at `path` inside `noun`; empty where the noun says nothing about it."""
    root = noun_schema(noun)
    found = root
    for key in path:
        found = _resolve(_child(found, key), root)
    return found


def formats(noun: type[BaseModel]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Where `noun` wants a `date` or `duration`: paths with `*` for any item or key, and which of the two."""
    return _formats_of(noun)


@cache
def _formats_of(noun: type[BaseModel]) -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple(_walk(noun_schema(noun), noun_schema(noun), ()))


def _walk(schema: Schema, root: Schema, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    schema = _resolve(schema, root)
    if schema.get("format") in {"date", "duration"}:
        yield path, schema["format"]
    for key, child in schema.get("properties", {}).items():
        yield from _walk(child, root, (*path, key))
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            yield from _walk(schema[name], root, (*path, "*"))


def _child(schema: Schema, key: str | int) -> Schema:
    if isinstance(key, int):
        return dict(schema.get("items", {}))
    other = schema.get("additionalProperties")
    return dict(schema.get("properties", {}).get(key) or (other if isinstance(other, dict) else {}))


def _resolve(schema: Schema, root: Schema) -> Schema:
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return _resolve(option, root)
    if "$ref" in schema:
        return _resolve(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    return schema


def _file_schema(name: str, noun: type[BaseModel]) -> Schema:
    schema: Schema = json.loads(json.dumps(noun_schema(noun)))
    for part in (schema, *schema.get("$defs", {}).values()):
        _drop_titles(part)
    if name in _SHORT_FORMS:
        _SHORT_FORMS[name](schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _drop_titles(schema: Schema) -> None:
    """Generated titles only repeat the key."""
    for child in schema.get("properties", {}).values():
        child.pop("title", None)


def _component_forms(schema: Schema) -> None:
    variant = schema["$defs"]["Variant"]
    variant["properties"]["text"] = {"type": "string", "description": "short for `content`, in a kind with one field"}
    variant["required"].remove("content")
    variant["oneOf"] = [{"required": ["content"]}, {"required": ["text"]}]


def _template_forms(schema: Schema) -> None:
    slot = schema["$defs"]["Slot"]["properties"]
    slot["control"] = {"anyOf": [slot["control"]["items"], slot["control"]]}


def _taxonomy_forms(schema: Schema) -> None:
    kind = schema["$defs"]["Kind"]["properties"]
    kind["fields"]["items"] = {"anyOf": [{"type": "string"}, kind["fields"]["items"]]}
    body = {"type": "object", "additionalProperties": False, "required": ["fields"],
            "properties": {"description": kind["description"], "fields": kind["fields"]}}  # fmt: skip
    by_name = {"type": "object", "additionalProperties": {"anyOf": [kind["fields"], body]}}
    schema["properties"]["kinds"] = {"anyOf": [schema["properties"]["kinds"], by_name]}


def _facts_forms(schema: Schema) -> None:
    as_object = {key: schema.pop(key) for key in ("type", "properties", "required", "additionalProperties")}
    schema["anyOf"] = [as_object, as_object["properties"]["facts"]]


def _policy_forms(schema: Schema) -> None:
    schema["required"].remove("id")
    for name in ("Cap", "Gap", "QuietHours", "RegionRule", "SuppressRule", "PriorityRule", "Holdout"):
        rule = schema["$defs"][name]
        rule["required"].remove("id")
        rule["properties"]["tests"] = schema["properties"]["tests"]


_SHORT_FORMS: dict[str, Callable[[Schema], None]] = {
    "component": _component_forms,
    "template": _template_forms,
    "taxonomy": _taxonomy_forms,
    "policy": _policy_forms,
    "facts": _facts_forms,
}
