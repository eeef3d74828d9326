"""YAML as a tree that remembers lines, built from parse events with every limit a stranger's file needs.

Scalars follow YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), kept to what JSON can say: `no`, `on`, `1:30`
and `2026-01-31` stay the text the author wrote; only `true`, `false`, `null` and decimal numbers are anything else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 40
MAX_NODES = 100_000
MAX_FAULTS = 500
_INT = re.compile(r"[-+]?(0|[1-9]\d{0,18})")
_FLOAT = re.compile(r"[-+]?((0|[1-9]\d*)(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "True": True, "TRUE": True, "Null": None, "NULL": None,
          "false": False, "False": False, "FALSE": False}  # fmt: skip
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one text: 1-based line, path to it, what and what to do."""

    line: int
    path: Path
    message: str
    hint: str = ""


@dataclass(slots=True)
class Node:
    """A value and its 1-based line. A mapping's entries hold the line of their key; `plain` is an unquoted scalar."""

    line: int
    value: str | list[Node] | dict[str, tuple[int, Node]]
    plain: bool = False

    def data(self) -> Any:
        """The value as JSON would hold it: dict, list, str, int, float, bool or None."""
        if isinstance(self.value, dict):
            return {key: node.data() for key, (_, node) in self.value.items()}
        if isinstance(self.value, list):
            return [node.data() for node in self.value]
        return scalar(self.value) if self.plain else self.value

    def step(self, key: str | int) -> tuple[int, Node] | None:
        """The line and node of one entry or item, or None. Digits in text count as an index."""
        if isinstance(self.value, dict):
            return self.value.get(str(key))
        if isinstance(self.value, list) and str(key).isdecimal() and int(key) < len(self.value):
            child = self.value[int(key)]
            return child.line, child
        return None

    def find(self, path: Path) -> tuple[int, Node, bool]:
        """The line of the deepest part of `path` that exists, its node, and whether all of the path does."""
        line, node = self.line, self
        for key in path:
            found = node.step(key)
            if found is None:
                return line, node, False
            line, node = found
        return line, node, True


def scalar(text: str) -> str | int | float | bool | None:
    """What an unquoted scalar means. A number that JSON readers would round or refuse stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        number = int(text)
        return number if -(2**63) <= number < 2**63 else text
    if _FLOAT.fullmatch(text) and not text.lstrip("+-").isdecimal():
        real = float(text)
        return real if math.isfinite(real) else text
    return text


def dotted(path: Path) -> str:
    """`("variants", 2, "text")` as `variants[2].text`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def read_tree(text: str) -> tuple[Node | None, list[Fault]]:
    """The tree of one YAML document and everything wrong with it; None when nothing could be read.

    Refused: syntax errors, a second document, tags, keys that are not plain text or come twice, nesting beyond
    `MAX_DEPTH`, and more than `MAX_NODES` values, each use of an alias counted with all that it stands for.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Stop as stop:
        return None, [*builder.faults, stop.fault]
    except yaml.YAMLError as error:
        return None, [*builder.faults, _syntax(error, text)]
    return builder.root, builder.faults


class _Stop(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


@dataclass(slots=True)
class _Frame:
    """A list or mapping being read. `key` waits for its value; `height` is how deep the values in it go."""

    node: Node
    start: int
    anchor: str | None
    key: str | None = None
    key_line: int = 0
    keep: bool = True
    height: int = 1


@dataclass(slots=True)
class _Builder:
    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int, int]] = field(default_factory=dict)
    count: int = 0
    documents: int = 0

    def take(self, event: Any) -> None:
        handler = _HANDLERS.get(type(event))
        if handler is not None:
            handler(self, event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self.stop(event, "a second document starts here", "one file holds one document: remove this `---`")

    def open(self, event: Any) -> None:
        self.refuse_tag(event)
        if len(self.stack) >= MAX_DEPTH:
            raise self.stop(event, f"nested deeper than {MAX_DEPTH} levels")
        self.refuse_as_key(event)
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Frame(Node(event.start_mark.line + 1, value), self.count, event.anchor))
        self.add_size(event, 1)

    def close(self, event: Any) -> None:
        frame = self.stack.pop()
        self.place(frame.node, frame.height)
        if frame.anchor is not None:
            self.anchors[frame.anchor] = (frame.node, self.count - frame.start, frame.height)

    def scalar(self, event: Any) -> None:
        self.refuse_tag(event)
        node = Node(event.start_mark.line + 1, event.value, plain=event.implicit[0])
        self.add_size(event, 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, 1, 0)
        if self.awaits_key():
            self.take_key(node)
        else:
            self.place(node, 0)

    def alias(self, event: Any) -> None:
        self.refuse_as_key(event)
        if event.anchor not in self.anchors:
            hint = "quotes make text of it"
            raise self.stop(event, f"`*{event.anchor}` stands for nothing above it", hint)
        node, size, height = self.anchors[event.anchor]
        self.add_size(event, size)
        if len(self.stack) + height > MAX_DEPTH:
            raise self.stop(event, f"nested deeper than {MAX_DEPTH} levels")
        self.place(node, height)

    def place(self, node: Node, height: int) -> None:
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        frame.height = max(frame.height, height + 1)
        if isinstance(frame.node.value, list):
            frame.node.value.append(node)
        elif isinstance(frame.node.value, dict) and frame.key is not None:
            if frame.keep:
                frame.node.value[frame.key] = (frame.key_line, node)
            frame.key = None

    def take_key(self, node: Node) -> None:
        frame, key = self.stack[-1], str(node.value)
        twice = isinstance(frame.node.value, dict) and key in frame.node.value
        frame.key, frame.key_line, frame.keep = key, node.line, not twice
        if twice and len(self.faults) >= MAX_FAULTS:
            raise _Stop(Fault(node.line, (), f"more than {MAX_FAULTS} keys are given twice"))
        if twice:
            first = frame.node.value[key][0]  # type: ignore[call-overload,index]
            message = f"`{key}` is given twice; it stands on line {first} already"
            self.faults.append(Fault(node.line, self.path(), message, "keep one of the two"))

    def awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].node.value, dict) and self.stack[-1].key is None

    def path(self) -> Path:
        return tuple(self.keys())

    def keys(self) -> Iterator[str | int]:
        for frame in self.stack:
            if isinstance(frame.node.value, list):
                yield len(frame.node.value)
            elif frame.key is not None:
                yield frame.key

    def add_size(self, event: Any, size: int) -> None:
        self.count += size
        if self.count > MAX_NODES:
            raise self.stop(event, f"more than {MAX_NODES} values, aliases counted with all they stand for")

    def refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            raise self.stop(event, f"the tag `{event.tag}` is not read here", "remove it; quotes make text of anything")

    def refuse_as_key(self, event: Any) -> None:
        if self.awaits_key():
            hint = 'put text that holds {{ … }}, [ or * in quotes: "{{ company }}"'
            raise self.stop(event, "a key must be plain text", hint)

    def stop(self, event: Any, message: str, hint: str = "") -> _Stop:
        return _Stop(Fault(event.start_mark.line + 1, self.path(), message, hint))


_HANDLERS: dict[type, Callable[[_Builder, Any], None]] = {
    yaml.DocumentStartEvent: _Builder.document,
    yaml.MappingStartEvent: _Builder.open,
    yaml.SequenceStartEvent: _Builder.open,
    yaml.MappingEndEvent: _Builder.close,
    yaml.SequenceEndEvent: _Builder.close,
    yaml.ScalarEvent: _Builder.scalar,
    yaml.AliasEvent: _Builder.alias,
}

_PLAIN_WORDS = (
    ("mapping values are not allowed", "a second `:` on one line", 'put the text in quotes: key: "a: b"'),
    ("cannot start any token", "a character that YAML keeps for itself starts this text", "put the text in quotes"),
    ("did not find expected <document start>", "text that belongs to nothing above it", "check the indentation"),
    ("did not find expected key", "this line does not line up with what it belongs to",
     "check the indentation and quotes above; after a `|` whose first line starts with blanks write |2"),
    ("did not find expected '-' indicator", "an item of a list was expected", "check the indentation"),
    ("could not find expected ':'", "a `key: value` was expected", "is a colon missing on this line or above?"),
    ("did not find expected node content", "a value was expected", "is a bracket or a quote too many, or one missing?"),
    ("unexpected end of stream", "a quoted text or a bracket that begins here is never closed", "close it"),
    ("did not find expected ',' or", "a bracket is not closed, or a comma is missing", "check the brackets above"),
)  # fmt: skip


def _syntax(error: yaml.YAMLError, text: str) -> Fault:
    if not isinstance(error, yaml.MarkedYAMLError):
        at = getattr(error, "position", 0)
        return Fault(text.count("\n", 0, at) + 1, (), f"not valid YAML: {error}".splitlines()[0])
    # What never ends is found at the end of the file; the author looks for where it begins.
    endless = "end of stream" in (error.problem or "") and error.context_mark is not None
    mark = error.context_mark if endless else error.problem_mark or error.context_mark
    line = min(mark.line + 1, text.count("\n") + 1) if mark else 1
    if "\t" in _indent(text, line):
        return Fault(line, (), "not valid YAML: a tab in the indentation", "indent with spaces")
    said = error.problem or "it cannot be read"
    for sign, words, hint in _PLAIN_WORDS:
        if sign in said:
            return Fault(line, (), f"not valid YAML: {words}", hint)
    return Fault(line, (), f"not valid YAML: {said}")


def _indent(text: str, line: int) -> str:
    found = (text.split("\n")[line - 1 : line] or [""])[0]
    return found[: len(found) - len(found.lstrip())]
