"""Conditions on attributes that mean harm: huge, deep, mixed, of types JSON does not know; and patterns as bait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from content_engine.eligibility.conditions import Condition, compile_condition, condition_problems

GROUPS: dict[str, list[Any]] = {"numbers": [1, 2, 3], "mixed": ["a", 0, None, "1.2.3"]}


def compiled(condition: Mapping[str, Any]) -> Condition:
    return compile_condition(condition, GROUPS)


class Raising:
    """An object that no code may touch."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("touched")

    def __lt__(self, other: object) -> bool:
        raise RuntimeError("touched")

    def __bool__(self) -> bool:
        raise RuntimeError("touched")

    def __len__(self) -> int:
        raise RuntimeError("touched")

    __hash__ = None  # type: ignore[assignment]


def nested_list(depth: int) -> list[Any]:
    node: list[Any] = []
    for _ in range(depth):
        node = [node]
    return node


def deep_mapping(depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for _ in range(depth):
        node = {"a": node}
    return node


HOSTILE: dict[str, Any] = {
    "huge text": "a" * 1_000_000,
    "huge digits": "9" * 100_000,
    "huge version": "1." * 100_000,
    "nested quantifier bait": "a" * 50_000 + "!",
    "deep list": nested_list(100_000),
    "deep mapping": deep_mapping(100_000),
    "wide list": list(range(100_000)),
    "mixed list": [None, True, 1, 1.5, "a", [], {}, float("nan"), Raising()],
    "nan": float("nan"),
    "infinity": float("inf"),
    "minus infinity": float("-inf"),
    "integer of 5001 digits": 10**5000,
    "unpaired surrogate": "a\ud800b",
    "nul and controls": "\x00\x1b[2J\u2028",
    "bytes": b"\xff",
    "set": {1, 2},
    "tuple": (1, "a"),
    "moment": datetime(2026, 1, 1, tzinfo=UTC),
    "signalling NaN": Decimal("sNaN"),
    "complex": 1j,
    "raising object": Raising(),
    "mapping with odd keys": {1: 2, None: 3, ("a",): 4},
    "missing": None,
}

EVERY_OPERATOR: dict[str, list[Any]] = {
    "bare": ["a", 1, True, None, [1, "a"], {"a": 1}],
    "$eq": ["a", 1, None, [[[]]], {"a": {"a": 1}}],
    "$ne": ["a", 1, [1]],
    "$lt": [1, 1.5, "a", "1"],
    "$lte": [1, 10**400, "a"],
    "$gt": [1, float("inf"), "1"],
    "$gte": [0, "a"],
    "$in": [[1, "a", None, [1], {"a": 1}], []],
    "$nin": [["a"], [1.5]],
    "$ini": [["A", 1]],
    "$nini": [["A"]],
    "$inGroup": ["mixed"],
    "$notInGroup": ["numbers"],
    "$all": [["a", 1, {"$gt": 0}], []],
    "$alli": [["A", {"$regex": "a"}]],
    "$elemMatch": [{"$gt": 1}, {"a": 1}, {"a.b": {"$elemMatch": {"a": 1}}}],
    "$size": [0, {"$gt": 2}],
    "$exists": [True, False],
    "$type": ["string", "null"],
    "$not": ["a", {"$regex": "a"}],
    "$regex": ["^(a+)+$", "a", ""],
    "$regexi": ["^(A|a)*!$", "."],
    "$veq": ["1.2.3", 1],
    "$vne": ["1.2.3"],
    "$vlt": ["1.2.3"],
    "$vlte": ["1"],
    "$vgt": ["1.2.3-rc.1"],
    "$vgte": ["0"],
}


@pytest.mark.parametrize("name", EVERY_OPERATOR)
def test_hostile_attributes_get_an_answer(name: str) -> None:
    """Whatever an attribute holds, every operator answers True or False, at the top, below a path and in an array."""
    for argument in EVERY_OPERATOR[name]:
        wanted = argument if name == "bare" else {name: argument}
        once = compiled(
            {"$or": [{"a": wanted}, {"a.a": wanted}, {"a.0": wanted}, {"a": {"$elemMatch": {"b": wanted}}}]}
        )
        plain = compiled({"a": wanted})
        for label, value in HOSTILE.items():
            for attributes in ({"a": value}, {"a": [value, value]}, {"a": {"a": value}}):
                assert type(once(attributes)) is bool, label
                assert type(plain(attributes)) is bool, label


def test_every_operator_is_among_the_hostile_tests() -> None:
    """No operator is left out above: whatever an error message lists as known is in the table."""
    [problem] = condition_problems({"a": {"$zzzzzzzz": 1}})
    known = {word for word in problem.message.split() if word.startswith("$")}
    assert known == EVERY_OPERATOR.keys() - {"bare"}


@pytest.mark.parametrize("attributes", [None, [], "a", 1, Raising()], ids=["null", "list", "text", "number", "object"])
def test_attributes_that_are_no_mapping(attributes: Any) -> None:
    """Attributes that are no mapping hold nothing."""
    assert compiled({"a": {"$exists": False}})(attributes) is True
    assert compiled({"a": 1})(attributes) is False


def test_regexes_run_in_linear_time() -> None:
    """Patterns that make backtracking engines run for years answer at once; were they to backtrack, this would hang."""
    for pattern in ("^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(x+x+)+y"):
        assert compiled({"a": {"$regex": pattern}})({"a": "a" * 50_000 + "!"}) is False


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("a$", "a\n", False),
        ("^b", "a\nb", False),
        ("(?m)^b", "a\nb", True),
        ("a.c", "a\nc", False),
        (r"^\d+$", "٣", False),
        (r"^.$", "é", True),
        (r"^\?$", "\ud800", True),
        ("straße", "Die Straße", False),
    ],
)
def test_dialect_of_patterns(pattern: str, text: str, expected: bool) -> None:
    """Patterns mean what RE2's syntax page says, on code points, and an unpaired surrogate reads as a question mark."""
    assert compiled({"a": {"$regex": pattern}})({"a": text}) is expected


@pytest.mark.parametrize("value", [5, None, True, ["a5"], {"a5": 1}])
def test_patterns_search_in_texts_only(value: Any) -> None:
    """What is no text matches no pattern, not even the empty one."""
    assert compiled({"a": {"$regex": ""}})({"a": value}) is False


@pytest.mark.parametrize("text", ["", " ", "1_0", "nan", "inf", "-Infinity", "1e999", "٣", "0x10", "ten", "9" * 65])
def test_texts_that_spell_no_number(text: str) -> None:
    """Only what spells a finite number in at most 64 ASCII characters is compared with numbers."""
    wanted = {"$or": [{"a": {"$lte": 0}}, {"a": {"$gte": 0}}]}
    assert compiled(wanted)({"a": text}) is False


def test_any_mapping_will_do() -> None:
    """Attributes and conditions may be any mapping, not only a dict."""
    once = compile_condition(MappingProxyType({"a.b": MappingProxyType({"$gt": 1})}))
    assert once(MappingProxyType({"a": MappingProxyType({"b": 2})})) is True
