"""JSON layouts: parsed first, so that no value can break the JSON; then every text in them compiled by itself.

A text that is exactly one expression becomes the value itself (a list, a mapping, a text, or null where it is missing);
all others become text. Keys are fixed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jinja2 import nodes

from content_engine.assembly.errors import TextError
from content_engine.assembly.filters import layout_text
from content_engine.assembly.grammar import MAX_SOURCE, parse, reads
from content_engine.assembly.program import compile_getter, compile_program, run
from content_engine.assembly.surface import SlotView, check_reads
from content_engine.assembly.syntax import syntax

MAX_DEPTH = 20

Part = Callable[[dict[str, Any]], Any]


def compile_json(source: str, slots: dict[str, SlotView]) -> Part:
    """A function from what layouts see to the payload.

    Raises:
        TextError: for what is no JSON, a key twice in one object, a template tag in a key, or as layouts in general.
    """
    try:
        document = json.loads(source, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise TextError(f"not JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise TextError("nested too deeply to read") from error
    return _Compiler(source, slots).part(document, "$", 0)


class _Compiler:
    """Compiles a document; knows the source to tell lines."""

    def __init__(self, source: str, slots: dict[str, SlotView]) -> None:
        self._source = source
        self._slots = slots

    def part(self, value: Any, path: str, depth: int) -> Part:
        if depth > MAX_DEPTH:
            raise TextError(f"{path}: nested deeper than {MAX_DEPTH} levels")
        if isinstance(value, dict):
            return _mapping({key: self.part(inner, f"{path}.{key}", depth + 1) for key, inner in value.items()})
        if isinstance(value, list):
            return _list([self.part(inner, f"{path}[{index}]", depth + 1) for index, inner in enumerate(value)])
        if isinstance(value, str) and "{" in value:
            return self._text(value, path)
        return lambda _seen: value

    def _text(self, text: str, path: str) -> Part:
        try:
            return _compiled(text, self._slots)
        except TextError as error:
            at = self._source.find(json.dumps(text, ensure_ascii=False)[1:-1])
            raise TextError(f"{path}: {error.message}", self._source.count("\n", 0, max(at, 0)) + error.line) from error


def _compiled(text: str, slots: dict[str, SlotView]) -> Part:
    tree = parse(text, syntax())
    found = reads(tree)
    alone = _alone(parse(text.strip(), syntax()))
    check_reads(found, slots, whole=alone is not None)
    if alone is not None:
        getter = compile_getter(alone)
        return lambda seen: _copied(getter(seen))
    steps = compile_program(tree, layout_text)
    return lambda seen: run(steps, seen, MAX_SOURCE)


def _alone(tree: nodes.Template) -> nodes.Node | None:
    """The text's only expression, or None where the text holds anything else."""
    if len(tree.body) != 1 or not isinstance(tree.body[0], nodes.Output) or len(tree.body[0].nodes) != 1:
        return None
    node = tree.body[0].nodes[0]
    return None if isinstance(node, nodes.TemplateData) else node


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _mapping(parts: dict[str, Part]) -> Part:
    return lambda seen: {key: part(seen) for key, part in parts.items()}


def _list(parts: list[Part]) -> Part:
    return lambda seen: [part(seen) for part in parts]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        keys = [key for key, _ in pairs]
        raise TextError(f"the key `{next(key for key in keys if keys.count(key) > 1)}` stands twice in one object")
    for key in document:
        if "{{" in key or "{%" in key:
            raise TextError(f"the key `{key}` holds a template tag; keys are fixed")
    return document


def _refuse_constant(name: str) -> Any:
    raise TextError(f"not JSON: {name}")
