"""What the author of a condition hears: every fault, where it is and what to do; and how large a condition may be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from content_engine.eligibility.conditions import (
    MAX_DEPTH,
    MAX_NODES,
    ConditionError,
    compile_condition,
    condition_problems,
    evaluate,
)

GROUPS: dict[str, list[Any]] = {"numbers": [1, 2, 3]}


def nested_condition(levels: int) -> dict[str, Any]:
    node: dict[str, Any] = {"a": 1}
    for _ in range(levels):
        node = {"$not": node}
    return node


FAULTS: dict[str, tuple[Any, tuple[str | int, ...], str]] = {
    "typo of an operator": ({"a": {"$regx": "x"}}, ("a", "$regx"), "did you mean $regex?"),
    "operator nobody knows": ({"a": {"$zzzzzzzz": 1}}, ("a", "$zzzzzzzz"), "known are"),
    "unknown beside attributes": ({"$adn": []}, ("$adn",), "did you mean $and?"),
    "operator without attribute": ({"$gt": 5}, ("$gt",), "stands under an attribute"),
    "logic under an attribute": ({"a": {"$or": []}}, ("a", "$or"), "stands beside attributes"),
    "operator and key mixed": ({"a": {"$gt": 1, "b": 2}}, ("a", "$gt"), "cannot stand inside a value"),
    "operator in an object": ({"a": {"b": {"$gt": 1}}}, ("a", "b", "$gt"), "dotted path"),
    "empty mapping": ({"a": {}}, ("a",), "says nothing"),
    "empty $or": ({"$or": []}, ("$or",), "says nothing"),
    "$and without list": ({"$and": {"a": 1}}, ("$and",), "expected a list of conditions, found a mapping"),
    "$or of values": ({"$or": [{"a": 1}, "b"]}, ("$or", 1), "expected a mapping of attributes"),
    "$not of a value": ({"$not": 1}, ("$not",), "expected a mapping of attributes"),
    "no condition": ([], (), "expected a mapping of attributes"),
    "attribute without name": ({"": 1}, ("",), "empty segment"),
    "path with a hole": ({"a..b": 1}, ("a..b",), "empty segment"),
    "attribute that is a number": ({1: 2}, (), "write 1 in quotes"),
    "$in without list": ({"a": {"$in": "x"}}, ("a", "$in"), "takes a list, not 'x'"),
    "$all without list": ({"a": {"$all": "x"}}, ("a", "$all"), "takes a list"),
    "$elemMatch of a value": ({"a": {"$elemMatch": "x"}}, ("a", "$elemMatch"), "takes operators or a condition"),
    "fault inside $elemMatch": ({"a": {"$elemMatch": {"b": {"$gtt": 1}}}}, ("a", "$elemMatch", "b", "$gtt"), "$gt"),
    "fault inside $all": ({"a": {"$all": [1, {"$lt": None}]}}, ("a", "$all", 1, "$lt"), "not with null"),
    "$size of a text": ({"a": {"$size": "3"}}, ("a", "$size"), "a whole number or operators"),
    "$size below zero": ({"a": {"$size": -1}}, ("a", "$size"), "a whole number or operators"),
    "$exists of a text": ({"a": {"$exists": "no"}}, ("a", "$exists"), "takes true or false"),
    "$type nobody knows": ({"a": {"$type": "int"}}, ("a", "$type"), "takes one of string, number"),
    "order of a truth value": ({"a": {"$gt": True}}, ("a", "$gt"), "a number or a text, not with true"),
    "order of NaN": ({"a": {"$gt": float("nan")}}, ("a", "$gt"), "a number or a text"),
    "version of nothing": ({"a": {"$vgt": None}}, ("a", "$vgt"), "a version such as"),
    "pattern of a number": ({"a": {"$regex": 5}}, ("a", "$regex"), "a pattern as text"),
    "broken pattern": ({"a": {"$regex": "(a"}}, ("a", "$regex"), "not a pattern: missing )"),
    "look-around": ({"a": {"$regexi": "(?=a)"}}, ("a", "$regexi"), "no look-around"),
    "pattern too large": ({"a": {"$regex": "((a{100}){100}){100}"}}, ("a", "$regex"), "not a pattern"),
    "pattern with a surrogate": ({"a": {"$regex": "\ud800"}}, ("a", "$regex"), "not a pattern"),
    "unknown saved group": ({"a": {"$inGroup": "vips"}}, ("a", "$inGroup"), "there is no saved group 'vips'"),
    "date of YAML": ({"a": datetime(2026, 1, 1, tzinfo=UTC).date()}, ("a",), "date is no JSON type"),
    "date in a list": ({"a": {"$in": [1, datetime(2026, 1, 1, tzinfo=UTC).date()]}}, ("a", "$in", 1), "in quotes"),
    "NaN as a value": ({"a": float("nan")}, ("a",), "NaN equals nothing"),
    "key of YAML": ({"a": {"b": 1, 2: 3}}, ("a",), "keys are text; write 2 in quotes"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_and_placed(fault: str) -> None:
    """Strict compiling refuses what cannot be meant, says where and why; lenient compiling still gives an answer."""
    condition, path, message = FAULTS[fault]
    with pytest.raises(ConditionError) as caught:
        compile_condition(condition, GROUPS)
    assert caught.value.path == path
    assert message in caught.value.message
    assert str(caught.value) == f"{'.'.join(map(str, path)) or 'condition'}: {caught.value.message}"
    assert type(evaluate(condition, {"a": 1, "": 1}, GROUPS)) is bool


def test_all_faults_are_reported_at_once() -> None:
    """A check hears of every fault of a condition in reading order, not only of the first."""
    condition = {"a": {"$regx": 1, "$in": 2}, "$or": [{"b": {"$size": -1}}, 3], "c": {"$elemMatch": {"$gtt": 1}}}
    assert [problem.key for problem in condition_problems(condition)] == [
        "a.$regx",
        "a.$in",
        "$or.0.b.$size",
        "$or.1",
        "c.$elemMatch.$gtt",
    ]


@pytest.mark.parametrize("length", [100, 100_000])
def test_messages_stay_short(length: int) -> None:
    """A message shows no more than the beginning of a huge value, on one line and without control characters."""
    text = "\x1b[2J\n" + "x" * length
    for condition in ({"a": {"$" + text: 1}}, {"$" + text: 1}, {"a": {"$in": text}}, {"a": {"$gt": {"b": text}}}):
        [problem, *_] = condition_problems(condition)
        assert len(problem.message) < 400
        assert problem.message.isprintable()


@pytest.mark.parametrize("strict", [True, False])
def test_depth_is_bounded(strict: bool) -> None:
    """Twenty levels compile and answer, one more is refused with where it happens, also without strictness."""
    deepest = compile_condition(nested_condition(MAX_DEPTH - 1), strict=strict)
    assert deepest({"a": 1}) is ((MAX_DEPTH - 1) % 2 == 0)
    with pytest.raises(ConditionError, match="nested deeper than 20 levels") as caught:
        compile_condition(nested_condition(MAX_DEPTH), strict=strict)
    assert caught.value.path == ("$not",) * MAX_DEPTH


@pytest.mark.parametrize("strict", [True, False])
def test_a_condition_inside_itself_is_refused(strict: bool) -> None:
    """An alias that contains itself, as YAML allows, is refused as too deep."""
    condition: dict[str, Any] = {"a": 1}
    condition["$and"] = [condition]
    with pytest.raises(ConditionError, match="nested deeper"):
        compile_condition(condition, strict=strict)
    assert len(condition_problems(condition)) == 1


def test_aliases_of_aliases_are_refused() -> None:
    """A few lines of YAML that unfold to millions of values are refused before they are walked."""
    node: Any = [{"a": 1}] * 10
    for _ in range(7):
        node = [{"$or": node}] * 10
    with pytest.raises(ConditionError, match=f"more than {MAX_NODES} values"):
        compile_condition({"$or": node})


def test_long_lists_are_fine() -> None:
    """A list of tens of thousands of members compiles, and large saved groups do not count against a condition."""
    members = [f"u{index}" for index in range(90_000)]
    assert compile_condition({"id": {"$in": members}})({"id": "u89999"}) is True
    group = [*members, *range(90_000)]
    assert compile_condition({"id": {"$inGroup": "all"}}, {"all": group})({"id": 89_999}) is True
