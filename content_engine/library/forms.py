"""The short forms authors write and the full forms the nouns want, with a note of what moved where.

| written | meant |
|---|---|
| a variant's `text: T`, in a kind with one field | `content: {<that field>: T}` |
| a slot's `control: id` | `control: [id]` |
| a kind `cta: [label, url]` | `{name: cta, fields: [{name: label}, {name: url, type: url}]}` |
| `guardrails/facts.yaml` as a list | `facts: <that list>` |
| a policy file without `id` | the file's name |
| a rule without `id` | `<policy id>.<section>.<position>` |
| `tests` inside a rule | `tests` of the file |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from content_engine.domain.catalog import Taxonomy
from content_engine.library.documents import Document, authored
from content_engine.library.tree import Path

RULE_SECTIONS = ("caps", "gaps", "quiet_hours", "regions", "suppress", "priorities", "holdouts")
Moves = dict[Path, Path]
Form = Callable[[Document, Mapping[str, str]], tuple[dict[str, Any], Moves]]


def only_fields(taxonomy: Taxonomy) -> dict[str, str]:
    """The name of the one field of each kind that has only one."""
    return {kind.name: kind.fields[0].name for kind in taxonomy.kinds if len(kind.fields) == 1}


def to_noun_form(kind: str, document: Document, fields: Mapping[str, str]) -> Document:
    """`document` with its data in the full form of the noun `kind`. Whatever has no short form is left as it is."""
    form = _FORMS.get(kind)
    if form is None:
        return document
    data, moves = form(document, fields)
    return replace(document, data=data, moves=moves)


def _items(value: Any) -> list[tuple[int, dict[str, Any]]]:
    """The mappings of a list, with their positions."""
    if not isinstance(value, list):
        return []
    return [(index, item) for index, item in enumerate(value) if isinstance(item, dict)]


def _component(document: Document, fields: Mapping[str, str]) -> tuple[dict[str, Any], Moves]:
    data, moves = document.data, Moves()
    name = fields.get(str(data.get("kind")), "text")
    for index, variant in _items(data.get("variants")):
        if "text" in variant and "content" not in variant:
            variant["content"] = {name: variant.pop("text")}
            moves["variants", index, "content", name] = ("variants", index, "text")
    return data, moves


def _template(document: Document, _fields: Mapping[str, str]) -> tuple[dict[str, Any], Moves]:
    data, moves = document.data, Moves()
    for index, slot in _items(data.get("slots")):
        if "control" in slot and slot["control"] is not None and not isinstance(slot["control"], list | dict):
            slot["control"] = [slot["control"]]
            moves["slots", index, "control", 0] = ("slots", index, "control")
    return data, moves


def _taxonomy(document: Document, _fields: Mapping[str, str]) -> tuple[dict[str, Any], Moves]:
    data, moves = document.data, Moves()
    if isinstance(data.get("kinds"), dict):
        data["kinds"] = [
            _kind(name, body, index, moves) for index, (name, body) in enumerate(data["kinds"].items())
        ]  # fmt: skip
    for index, kind in _items(data.get("kinds")):
        if isinstance(kind.get("fields"), list):
            kind["fields"] = [_field(item, ("kinds", index, "fields", at), moves)
                              for at, item in enumerate(kind["fields"])]  # fmt: skip
    return data, moves


def _kind(name: str, body: Any, index: int, moves: Moves) -> Any:
    moves["kinds", index] = moves["kinds", index, "name"] = ("kinds", name)
    if isinstance(body, dict):
        return {"name": name, **body}
    moves["kinds", index, "fields"] = ("kinds", name)
    return {"name": name, "fields": body}


def _field(item: Any, path: Path, moves: Moves) -> Any:
    if not isinstance(item, str):
        return item
    moves[*path, "name"] = moves[*path, "type"] = authored(moves, path)
    return {"name": item, "type": "url"} if item == "url" or item.endswith("_url") else {"name": item}


def _policy(document: Document, _fields: Mapping[str, str]) -> tuple[dict[str, Any], Moves]:
    data, moves = document.data, Moves()
    data.setdefault("id", PurePosixPath(document.file).stem)
    for section in RULE_SECTIONS:
        for index, rule in _items(data.get(section)):
            rule.setdefault("id", f"{data['id']}.{section}.{index + 1}")
            if isinstance(rule.get("tests"), list) and isinstance(data.setdefault("tests", []), list):
                _lift(rule.pop("tests"), data["tests"], (section, index, "tests"), moves)
    return data, moves


def _lift(own: list[Any], tests: list[Any], path: Path, moves: Moves) -> None:
    for at, test in enumerate(own):
        moves["tests", len(tests)] = (*path, at)
        tests.append(test)


_FORMS: dict[str, Form] = {"component": _component, "template": _template, "taxonomy": _taxonomy, "policy": _policy}


def to_file_form(kind: str, data: dict[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """The form authors write of a noun's `data`: the inverse of `to_noun_form` where that makes a file shorter."""
    if kind == "component":
        name = fields.get(str(data["kind"]), "")
        data["variants"] = [_short_text(variant, name) for variant in data["variants"]]
    if kind == "template":
        data["slots"] = [_short_control(slot) for slot in data["slots"]]
    return data


def _short_text(variant: dict[str, Any], name: str) -> dict[str, Any]:
    if set(variant["content"]) != {name}:
        return variant
    rest = {key: value for key, value in variant.items() if key != "content"}
    return {**rest, "text": variant["content"][name]}


def _short_control(slot: dict[str, Any]) -> dict[str, Any]:
    if slot.get("max", 1) == 1 and len(slot.get("control", ())) == 1:
        return {**slot, "control": slot["control"][0]}
    return slot
