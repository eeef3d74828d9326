"""Tests on one JSON value, as closures: what conditions are compiled to. Total: no value whatever makes them raise.

The types are JSON's; Python's `True == 1` and a hostile object's `__eq__` never get a say.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Test = Callable[[Any], bool]
Compare = Callable[[Any, Any], bool]

# `dict` first: the check against an abstract class is several times slower.
MAPPING = (dict, Mapping)
ARRAY = (list, tuple)
TYPES = ("string", "number", "boolean", "object", "array", "null")

_LONGEST_NUMERAL = 64


def type_of(value: Any) -> str:
    """One of `TYPES`, or `unknown` for what JSON does not know."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, MAPPING):
        return "object"
    return "array" if isinstance(value, ARRAY) else "unknown"


def is_nan(value: Any) -> bool:
    """Whether `value` is the number that equals nothing."""
    return isinstance(value, float) and math.isnan(value)


def finder(path: str) -> Callable[[Any], Any]:
    """A look-up of the dotted `path`: what stands there, or None. Digits name an element of a list."""
    steps = [(step, _index(step)) for step in path.split(".")]

    def find(attributes: Any) -> Any:
        here = attributes
        for step, index in steps:
            if isinstance(here, MAPPING):
                here = here.get(step)
            elif isinstance(here, ARRAY) and 0 <= index < len(here):
                here = here[index]
            else:
                return None
        return here

    return find


def never(_: Any) -> bool:
    """False."""
    return False


def always(_: Any) -> bool:
    """True."""
    return True


def present(value: Any) -> bool:
    """Neither missing nor null."""
    return value is not None


def absent(value: Any) -> bool:
    """Missing or null."""
    return value is None


def negated(test: Test) -> Test:
    """The opposite of `test`."""
    return lambda value: not test(value)


def every(tests: Sequence[Test]) -> Test:
    """All of `tests`; true where there are none."""
    if len(tests) == 1:
        return tests[0]
    fixed = tuple(tests)

    def test(value: Any) -> bool:
        for each in fixed:  # noqa: SIM110 - a generator would cost more than most of these tests
            if not each(value):
                return False
        return True

    return test


def some(tests: Sequence[Test]) -> Test:
    """At least one of `tests`; false where there are none."""
    fixed = tuple(tests)
    return lambda value: any(test(value) for test in fixed)


def equals(expected: Any) -> Test:
    """Deep and typed equality with a JSON value; with what is none (a date, NaN), nothing is equal."""
    kind = type_of(expected)
    if kind == "null":
        return absent
    if kind == "boolean":
        return lambda value: value is expected
    if kind == "string":
        return lambda value: isinstance(value, str) and value == expected
    if kind == "number":
        return lambda value: _is_number(value) and value == expected
    if kind == "array":
        return _equals_array([equals(item) for item in expected])
    return _equals_object({key: equals(item) for key, item in expected.items()}) if kind == "object" else never


def equals_folded(expected: str) -> Test:
    """Equality of texts without regard to case."""
    lowered = expected.lower()
    return lambda value: isinstance(value, str) and value.lower() == lowered


def contains(members: Sequence[Any], *, fold: bool = False) -> Test:
    """Whether a value, or an element of an array, equals one of `members`; `fold` ignores the case of texts."""
    texts = frozenset(member.lower() if fold else member for member in members if isinstance(member, str))
    numbers = frozenset(member for member in members if _is_number(member) and not is_nan(member))
    others = [equals(member) for member in members if type_of(member) not in ("string", "number")]

    def single(value: Any) -> bool:
        if isinstance(value, str):
            return (value.lower() if fold else value) in texts
        if _is_number(value):
            return value in numbers
        return any(test(value) for test in others)

    return lambda value: any(map(single, value)) if isinstance(value, ARRAY) else single(value)


def compares(compare: Compare, expected: Any) -> Test:
    """`compare(value, expected)` between texts as they are, otherwise between numbers; false where one side is none."""
    number = _as_number(expected)

    def test(value: Any) -> bool:
        if isinstance(value, str) and isinstance(expected, str):
            return compare(value, expected)
        left = _as_number(value)
        return left is not None and number is not None and compare(left, number)

    return test


def _equals_array(tests: Sequence[Test]) -> Test:
    def test(value: Any) -> bool:
        same_length = isinstance(value, ARRAY) and len(value) == len(tests)
        return same_length and all(each(item) for each, item in zip(tests, value, strict=True))

    return test


def _equals_object(tests: Mapping[Any, Test]) -> Test:
    def test(value: Any) -> bool:
        same_length = isinstance(value, MAPPING) and len(value) == len(tests)
        return same_length and all(key in value and each(value[key]) for key, each in tests.items())

    return test


def _index(step: str) -> int:
    return int(step) if step.isascii() and step.isdigit() and len(step) < 10 else -1


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_number(value: Any) -> int | float | None:
    if value is None:
        return 0
    if isinstance(value, int | float):
        return value
    return _parsed(value) if isinstance(value, str) else None


def _parsed(text: str) -> float | None:
    """The number a text spells, in JSON's way and with spaces around it; Python's `1_000`, `inf` and `nan` are none."""
    if len(text) > _LONGEST_NUMERAL or not text.isascii() or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
