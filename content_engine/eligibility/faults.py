"""What can be wrong with a condition as it is written, and how that is said to its author."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from content_engine.domain.errors import BadInput
from content_engine.eligibility.predicates import ARRAY, MAPPING, is_nan, type_of

MAX_DEPTH = 20
"""How many mappings and lists may stand inside one another in a condition."""
MAX_NODES = 100_000
"""How many values one condition may hold in all."""

Path = tuple[str | int, ...]

_SHOWN = 40


class ConditionError(BadInput):
    """A condition that cannot be meant as it is written.

    `path` holds the keys and list indexes that lead to the fault from the condition's root, `key` the same as dotted
    text; `message` says what is wrong and what to do.
    """

    code = "condition.invalid"

    def __init__(self, path: Path, message: str) -> None:
        """Say that at `path` there is what `message` tells."""
        self.path = path
        self.key = ".".join(str(step) for step in path)
        super().__init__(message, field=self.key)
        self.args = (path, message)

    def __str__(self) -> str:
        """`key: message`."""
        return f"{self.key or 'condition'}: {self.message}"


def bound(condition: Any) -> None:
    """Raise `ConditionError` for what is nested too deep (an alias of itself) or too large (aliases of aliases)."""
    left = MAX_NODES
    stack: list[tuple[Path, Any]] = [((), condition)]
    while stack:
        at, node = stack.pop()
        left -= 1
        if left < 0:
            raise ConditionError((), f"the condition holds more than {MAX_NODES} values; make it smaller")
        if isinstance(node, (*MAPPING, *ARRAY)):
            if len(at) >= MAX_DEPTH:
                raise ConditionError(at, f"nested deeper than {MAX_DEPTH} levels; flatten the condition")
            named = ((step if isinstance(step, str | int) else "?", child) for step, child in _children(node))
            stack.extend(((*at, step), child) for step, child in named)


def _children(node: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(node, MAPPING):
        yield from node.items()
    elif isinstance(node, ARRAY):
        yield from enumerate(node)


def literal_faults(node: Any, at: Path) -> Iterator[tuple[Path, str]]:
    """Where and why a value cannot be meant literally: no JSON, NaN, or an operator inside."""
    if is_nan(node):
        yield at, "NaN equals nothing, not even itself"
    elif type_of(node) == "unknown":
        yield at, f"{type(node).__name__} is no JSON type; write the value as text in quotes"
    for step, child in _children(node):
        if not isinstance(step, str | int) or (isinstance(node, MAPPING) and not isinstance(step, str)):
            yield at, f"keys are text; write {shown(step)} in quotes"
            continue
        if isinstance(step, str) and step.startswith("$"):
            yield (*at, step), "an operator cannot stand inside a value; name the attribute by a dotted path instead"
        yield from literal_faults(child, (*at, step))


def unknown(name: str, operators: Collection[str], logic: Collection[str]) -> str:
    """The message for an operator under an attribute that is none of `operators`."""
    if name in logic:
        return f"{name} stands beside attributes, not under one"
    hint = _guess(name, operators) or f"known are {' '.join(sorted(operators))}"
    return f"unknown operator {shown(name)}; {hint}"


def misplaced(name: str, operators: Collection[str], logic: Collection[str]) -> str:
    """The message for an operator that stands where only attributes and `logic` do."""
    if name in operators:
        return f"{name} stands under an attribute: write `attribute: {{{name}: ...}}`"
    hint = _guess(name, logic) or f"beside attributes stand only {' '.join(sorted(logic))}"
    return f"unknown operator {shown(name)}; {hint}"


def shown(value: Any) -> str:
    """A short, one-line picture of a value for a message, never its whole, which may be huge."""
    if isinstance(value, str):
        return ascii(value[:_SHOWN])
    if isinstance(value, int | float) and abs(value) < 1e15:
        return str(value).lower()
    names = {"null": "null", "array": "a list", "object": "a mapping", "number": "a number out of range"}
    return names.get(type_of(value), type(value).__name__)


def reason(error: Exception) -> str:
    """What RE2 or the encoder said, as text."""
    detail = error.args[0] if error.args else ""
    text = detail.decode("utf-8", "replace") if isinstance(detail, bytes) else str(error)
    return text[:120]


def _guess(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name[:_SHOWN], known, n=1)
    return f"did you mean {close[0]}?" if close else ""
