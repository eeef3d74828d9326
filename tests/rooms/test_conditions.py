"""Conditions: GrowthBook's public cases one by one, a simple model, and the laws that hold for any condition."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.eligibility.conditions import (
    Condition,
    ConditionError,
    compile_condition,
    condition_problems,
    evaluate,
)

CASES: list[list[Any]] = json.loads(
    (Path(__file__).parent.parent / "data/growthbook_sdk/sdk_cases.json").read_text(encoding="utf-8")
)["evalCondition"]
OPERATORS = sorted({key for case in CASES for key in json.dumps(case[1]).split('"') if key.startswith("$")})

# ---- what tests draw from: few names and values, so that conditions and attributes meet

GROUPS: dict[str, list[Any]] = {"numbers": [1, 2, 3], "mixed": ["a", 0, None, "1.2.3"], "nobody": []}
names = st.sampled_from(["a", "b", "c"])
paths = st.lists(names, min_size=1, max_size=2).map(".".join)
texts = st.sampled_from(["", "a", "A", "ab", "1", "2", "1.2.3", "1.2.3-rc.1", "é", "ß"])
scalars = st.one_of(st.none(), st.booleans(), st.integers(-2, 3), texts)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
attribute_sets = st.dictionaries(names, json_values, max_size=3)
literals = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, min_size=1, max_size=2),
    max_leaves=4,
)
orders = st.integers(-2, 3) | texts


def operators(value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Well-formed operators under an attribute; `value` is what may stand inside `$not` and `$all`."""
    return st.fixed_dictionaries(
        {},
        optional={
            "$eq": literals,
            "$ne": literals,
            "$gt": orders,
            "$lte": orders,
            "$in": st.lists(scalars, max_size=3),
            "$nini": st.lists(scalars, max_size=3),
            "$alli": st.lists(scalars, max_size=2),
            "$all": st.lists(value, max_size=2),
            "$exists": st.booleans(),
            "$inGroup": st.sampled_from(sorted(GROUPS)),
            "$type": st.sampled_from(["string", "number", "boolean", "object", "array", "null"]),
            "$regexi": st.sampled_from(["a", "^A$", "[0-9]+", "", "(a|b)+"]),
            "$vgte": st.sampled_from(["1.2.3", "2", "1.2.3-rc.1"]),
            "$size": st.integers(0, 2),
            "$not": value,
            "$elemMatch": st.dictionaries(names, value, min_size=1, max_size=1),
        },
    ).filter(bool)


values = st.recursive(literals, operators, max_leaves=3)
conditions: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(paths, values, max_size=2),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "a": values,
            "$and": st.lists(inner, min_size=1, max_size=2),
            "$or": st.lists(inner, min_size=1, max_size=2),
            "$nor": st.lists(inner, min_size=1, max_size=2),
            "$not": inner,
        },
    ),
    max_leaves=4,
)


def compiled(condition: Mapping[str, Any]) -> Condition:
    return compile_condition(condition, GROUPS)


# ---- the public cases


def test_all_public_cases_are_loaded() -> None:
    """The case file holds the 248 `evalCondition` cases that GrowthBook published."""
    assert len(CASES) == 248


@pytest.mark.parametrize("case", CASES, ids=[f"{index:03d} {case[0]}" for index, case in enumerate(CASES)])
def test_public_case(case: list[Any]) -> None:
    """GrowthBook's `evalCondition` case holds."""
    _, condition, attributes, expected, *groups = case
    assert evaluate(condition, attributes, groups[0] if groups else None) is expected


# ---- a simple model


def model(condition: Any, attributes: Any) -> bool:
    """The specification read aloud, for the operators whose meaning can be said in a line."""
    return all(model_clause(key, argument, attributes) for key, argument in condition.items())


def model_clause(key: str, argument: Any, attributes: Any) -> bool:
    match key:
        case "$and":
            return all(model(each, attributes) for each in argument)
        case "$or":
            return any(model(each, attributes) for each in argument)
        case "$nor":
            return not any(model(each, attributes) for each in argument)
        case "$not":
            return not model(argument, attributes)
    return all(model_operator(name, wanted, attributes.get(key)) for name, wanted in argument.items())


def model_operator(name: str, wanted: Any, value: Any) -> bool:
    held = [spelled(each) for each in value] if isinstance(value, list) else [spelled(value)]
    match name:
        case "$eq":
            return spelled(value) == spelled(wanted)
        case "$ne":
            return spelled(value) != spelled(wanted)
        case "$in":
            return any(spelled(each) in held for each in wanted)
        case "$nin":
            return not any(spelled(each) in held for each in wanted)
        case "$all":
            return isinstance(value, list) and all(spelled(each) in held for each in wanted)
        case "$exists":
            return (value is not None) is wanted
        case "$size":
            return isinstance(value, list) and len(value) == wanted
    raise AssertionError(name)


def spelled(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


model_operators = st.fixed_dictionaries(
    {},
    optional={
        "$eq": literals,
        "$ne": literals,
        "$in": st.lists(scalars, max_size=3),
        "$nin": st.lists(scalars, max_size=3),
        "$all": st.lists(scalars, max_size=3),
        "$exists": st.booleans(),
        "$size": st.integers(0, 3),
    },
).filter(bool)
model_conditions: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(names, model_operators, max_size=2),
    lambda inner: (
        st.dictionaries(st.sampled_from(["$and", "$or", "$nor"]), st.lists(inner, min_size=1, max_size=3))
        | st.fixed_dictionaries({"$not": inner})
    ),
    max_leaves=5,
)


@given(model_conditions, attribute_sets)
def test_agrees_with_the_model(condition: dict[str, Any], attributes: dict[str, Any]) -> None:
    """The compiled condition answers as the specification read aloud does."""
    assert compiled(condition)(attributes) is model(condition, attributes)


# ---- the laws


@given(conditions, attribute_sets)
def test_not_is_negation(condition: dict[str, Any], attributes: dict[str, Any]) -> None:
    """`$not` answers the opposite of its condition, and twice `$not` the same."""
    answer = compiled(condition)(attributes)
    assert compiled({"$not": condition})(attributes) is not answer
    assert compiled({"$not": {"$not": condition}})(attributes) is answer


@given(paths, values, attribute_sets)
def test_not_under_an_attribute_is_negation(path: str, value: Any, attributes: dict[str, Any]) -> None:
    """`$not` under an attribute answers the opposite of what stands in it."""
    assert compiled({path: {"$not": value}})(attributes) is not compiled({path: value})(attributes)


@given(st.lists(conditions, min_size=1, max_size=3), attribute_sets)
def test_nor_is_not_or(each: list[dict[str, Any]], attributes: dict[str, Any]) -> None:
    """`$nor` answers the opposite of `$or`."""
    assert compiled({"$nor": each})(attributes) is not compiled({"$or": each})(attributes)


@given(st.lists(conditions, min_size=1, max_size=3), attribute_sets)
def test_de_morgan(each: list[dict[str, Any]], attributes: dict[str, Any]) -> None:
    """Not all is some not; not some is all not."""
    denied = [{"$not": condition} for condition in each]
    assert compiled({"$not": {"$and": each}})(attributes) is compiled({"$or": denied})(attributes)
    assert compiled({"$not": {"$or": each}})(attributes) is compiled({"$and": denied})(attributes)


@given(st.lists(conditions, min_size=1, max_size=3), attribute_sets)
def test_and_or_are_all_any(each: list[dict[str, Any]], attributes: dict[str, Any]) -> None:
    """`$and` is Python's all, `$or` its any."""
    answers = [compiled(condition)(attributes) for condition in each]
    assert compiled({"$and": each})(attributes) is all(answers)
    assert compiled({"$or": each})(attributes) is any(answers)


@given(st.lists(literals, max_size=4), json_values.filter(lambda value: not isinstance(value, list)))
def test_in_is_any_eq(members: list[Any], value: Any) -> None:
    """`$in` holds where `$eq` holds for a member, and `$nin` where `$in` does not."""
    any_eq = any(compiled({"a": {"$eq": member}})({"a": value}) for member in members)
    assert compiled({"a": {"$in": members}})({"a": value}) is any_eq
    assert compiled({"a": {"$nin": members}})({"a": value}) is not any_eq


@given(st.lists(literals, max_size=4), st.lists(json_values, max_size=4))
def test_in_on_an_array_is_in_of_an_element(members: list[Any], elements: list[Any]) -> None:
    """On an array `$in` holds where the array and the members share an element."""
    shared = any(compiled({"a": {"$eq": member}})({"a": element}) for member in members for element in elements)
    assert compiled({"a": {"$in": members}})({"a": elements}) is shared


@given(literals, json_values)
def test_ne_is_not_eq(wanted: Any, value: Any) -> None:
    """`$ne` answers the opposite of `$eq`, and a bare value means `$eq`."""
    equal = compiled({"a": {"$eq": wanted}})({"a": value})
    assert compiled({"a": {"$ne": wanted}})({"a": value}) is not equal
    assert compiled({"a": wanted})({"a": value}) is equal


@given(literals)
def test_equality_knows_itself(value: Any) -> None:
    """A value equals a copy of itself."""
    assert compiled({"a": value})({"a": copy.deepcopy(value)}) is True


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (1, "1"), (0, None), ("", None), ([], {})])
def test_types_are_kept_apart(one: Any, other: Any) -> None:
    """Values of different JSON types are never equal, neither bare nor in a list, an array or a saved group."""
    for left, right in ((one, other), (other, one)):
        assert compiled({"a": {"$eq": left}})({"a": right}) is False
        assert compiled({"a": {"$in": [[left]]}})({"a": [[right]]}) is False
        assert compiled({"a": [left]})({"a": [right]}) is False
        assert compile_condition({"a": {"$inGroup": "g"}}, {"g": [left]})({"a": right}) is False


@given(orders, st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts))
def test_order_is_an_order(wanted: Any, value: Any) -> None:
    """`$lt` or `$gt` may hold, never both; `$lte` is `$lt` or neither above, as far as the two can be compared."""
    below, above, at_most, at_least = (
        compiled({"a": {name: wanted}})({"a": value}) for name in ("$lt", "$gt", "$lte", "$gte")
    )
    comparable = at_most or at_least
    assert not (below and above)
    assert (at_most, at_least) == ((not above, not below) if comparable else (False, False))


@given(conditions, st.lists(attribute_sets, min_size=1, max_size=4))
def test_compiled_is_freshly_evaluated(condition: dict[str, Any], requests: list[dict[str, Any]]) -> None:
    """A condition compiled once answers every request, and every repeat, as one evaluated afresh."""
    once = compiled(condition)
    fresh = [evaluate(condition, attributes, GROUPS) for attributes in requests]
    assert [once(attributes) for attributes in requests] == fresh
    assert [once(attributes) for attributes in reversed(requests)] == fresh[::-1]


@given(conditions, attribute_sets)
def test_nothing_is_changed_or_kept(condition: dict[str, Any], attributes: dict[str, Any]) -> None:
    """Compiling and asking change no argument; what happens to the condition and the groups later changes no answer."""
    given_condition, given_groups, asked = copy.deepcopy((condition, GROUPS, attributes))
    once = compile_condition(given_condition, given_groups)
    answer = once(asked)
    assert (given_condition, given_groups, asked) == (condition, GROUPS, attributes)
    spoil(given_condition)
    spoil(given_groups)
    assert once(asked) is answer


def spoil(node: Any) -> None:
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        spoil(child)
    if isinstance(node, dict | list):
        node.clear()


# ---- what a condition reads


@given(conditions, attribute_sets, attribute_sets)
def test_only_its_names_are_read(condition: dict[str, Any], attributes: dict[str, Any], other: dict[str, Any]) -> None:
    """Attributes that agree on `names` get the same answer, whatever else they hold; so answers can be remembered."""
    once = compiled(condition)
    projected = {name: value for name, value in attributes.items() if name in once.names}
    rest = {name: value for name, value in other.items() if name not in once.names}
    assert once(attributes) is once(projected) is once({**rest, **projected})


@pytest.mark.parametrize(
    ("condition", "paths"),
    [
        ({}, set()),
        ({"plan": "pro", "company.size": {"$gt": 5}}, {"plan", "company.size"}),
        ({"$and": [{"a": 1}, {"$or": [{"b.c": 1}, {"$not": {"d": 1}}]}], "$nor": [{"e": 1}]}, {"a", "b.c", "d", "e"}),
        ({"teams": {"$elemMatch": {"name": "x", "members": {"$elemMatch": {"role.id": 1}}}}}, {"teams"}),
    ],
    ids=["empty", "dotted", "logic", "elements"],
)
def test_paths_and_names(condition: dict[str, Any], paths: set[str]) -> None:
    """`paths` are the attributes read, of arrays of objects the array; `names` are their first segments."""
    once = compiled(condition)
    assert once.paths == paths
    assert once.names == {path.split(".")[0] for path in paths}


def test_a_path_walks_lists_by_index() -> None:
    """Digits in a path name an element of a list; beyond its end, or below zero, nothing stands."""
    once = compiled({"teams.1.name": "b"})
    assert once({"teams": [{"name": "a"}, {"name": "b"}]}) is True
    assert once({"teams": [{"name": "b"}]}) is False
    assert once({"teams": {"1": {"name": "b"}}}) is True


# ---- anything at all

hostile_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec=None), max_size=20),
    st.binary(max_size=4),
    st.datetimes(),
    st.frozensets(st.integers(), max_size=2),
    st.builds(object),
)
hostile_values = st.recursive(
    hostile_leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(names | st.integers() | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(conditions, st.dictionaries(names, hostile_values, max_size=3))
def test_any_condition_answers_any_attributes(condition: dict[str, Any], attributes: dict[str, Any]) -> None:
    """A well-formed condition answers True or False for attributes of any types whatever, and `$not` the opposite."""
    answer = compiled(condition)(attributes)
    assert type(answer) is bool
    assert compiled({"$not": condition})(attributes) is not answer


operator_names = st.sampled_from([*OPERATORS, "$and", "$or", "$nor", "$groups", "$unknown", "", "a..b", "$"])
any_json = st.recursive(
    scalars | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(operator_names | names, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(operator_names | names, any_json, max_size=4), attribute_sets)
def test_any_json_compiles_leniently(condition: dict[str, Any], attributes: dict[str, Any]) -> None:
    """Without strictness any JSON object is a condition with an answer; strictly, its first problem is raised."""
    assert type(evaluate(condition, attributes, GROUPS)) is bool
    problems = condition_problems(condition, GROUPS)
    if problems:
        with pytest.raises(ConditionError) as caught:
            compiled(condition)
        assert str(caught.value) == str(problems[0])
    else:
        assert compiled(condition)(attributes) is evaluate(condition, attributes, GROUPS)


@given(conditions)
def test_well_formed_conditions_have_no_problems(condition: dict[str, Any]) -> None:
    """Nothing is held against a condition that is written as the specification says."""
    assert condition_problems(condition, GROUPS) == ()
