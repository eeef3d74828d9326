"""Conditions on attributes: the MongoDB-style language of GrowthBook's SDK specification, compiled to closures.

Source of the language: https://docs.growthbook.io/lib/build-your-own ("Evaluating conditions", specification 0.7.1);
its public `evalCondition` cases all pass. Where specification and cases are silent, JSON's types are kept apart:

- Equality is deep and typed: `1` equals `1.0`, and neither equals `"1"` or `true`. A missing attribute is `null`.
- `$lt $lte $gt $gte` compare two texts by code point; otherwise both sides are read as numbers (`null` is 0, `true` 1,
  a text of up to 64 characters its number), and what is no number compares false.
- `$elemMatch` looks at every element, also at `0`, `""` and `null`.
- `$regex` and `$regexi` search in texts only and run on RE2 (https://github.com/google/re2/wiki/Syntax), in time linear
  in the text. RE2 has no look-around and no back-references, `\\d \\w \\s \\b` are ASCII, `$` is the very end of the
  text, and repetition counts end at 1000. An unpaired surrogate in the text reads as `?`.
- A value that JSON does not know (a date, a set, an object) equals nothing and has the `$type` `unknown`.

A compiled condition answers `True` or `False` for any attributes whatever and never raises.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from content_engine.eligibility.faults import (
    MAX_DEPTH,
    MAX_NODES,
    ConditionError,
    Path,
    bound,
    literal_faults,
    misplaced,
    reason,
    shown,
    unknown,
)
from content_engine.eligibility.predicates import (
    ARRAY,
    MAPPING,
    TYPES,
    Compare,
    Test,
    absent,
    always,
    compares,
    contains,
    equals,
    equals_folded,
    every,
    finder,
    is_nan,
    negated,
    never,
    present,
    some,
    type_of,
)
from content_engine.eligibility.versions import version_key

__all__ = [
    "MAX_DEPTH",
    "MAX_NODES",
    "Condition",
    "ConditionError",
    "compile_condition",
    "condition_problems",
    "evaluate",
]

# GrowthBook's older name for segments: an attribute, although it looks like an operator.
_ATTRIBUTES_LIKE_OPERATORS = frozenset({"$groups"})
_REGEX_MEMORY = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A compiled condition. Call it with attributes; it answers `True` or `False` and never raises.

    `paths` are the dotted attribute paths it reads (of what `$elemMatch` looks at, the array), `names` their first
    segments: attributes that agree on `names` get the same answer.
    """

    paths: frozenset[str]
    names: frozenset[str]
    _test: Test

    def __call__(self, attributes: Mapping[str, Any]) -> bool:
        """Whether `attributes` (parsed JSON) meet the condition."""
        return self._test(attributes)


def compile_condition(
    condition: Mapping[str, Any],
    saved_groups: Mapping[str, Sequence[Any]] | None = None,
    *,
    strict: bool = True,
) -> Condition:
    """Compile `condition` (parsed JSON or YAML) once, to be called per request.

    `saved_groups` maps the ids that `$inGroup` and `$notInGroup` name to their members. Neither argument is kept: what
    happens to them afterwards changes no answer.

    With `strict`, raises `ConditionError` for the first of `condition_problems`. Without, what is malformed is false on
    its own, as the specification asks of unknown operators and invalid patterns, and `ConditionError` is raised only
    for what is too deep or too large.
    """
    compiler = _Compiler(saved_groups or {}, [])
    test = compiler.root(condition)
    if strict and compiler.problems:
        raise compiler.problems[0]
    names = frozenset(path.partition(".")[0] for path in compiler.paths)
    return Condition(paths=frozenset(compiler.paths), names=names, _test=test)


def condition_problems(
    condition: Mapping[str, Any], saved_groups: Mapping[str, Sequence[Any]] | None = None
) -> tuple[ConditionError, ...]:
    """All that keeps `condition` from compiling strictly, in reading order, for checks that report everything."""
    compiler = _Compiler(saved_groups or {}, [])
    try:
        compiler.root(condition)
    except ConditionError as error:
        return (error,)
    return tuple(compiler.problems)


def evaluate(
    condition: Mapping[str, Any],
    attributes: Mapping[str, Any],
    saved_groups: Mapping[str, Sequence[Any]] | None = None,
) -> bool:
    """The specification's `evalCondition`: compile without strictness, answer once; raises as `compile_condition`."""
    return compile_condition(condition, saved_groups, strict=False)(attributes)


class _Compiler:
    """Turns one condition into closures; collects the attribute paths it reads and the problems it has."""

    def __init__(self, groups: Mapping[str, Sequence[Any]], problems: list[ConditionError]) -> None:
        self.groups = groups
        self.problems = problems
        self.paths: set[str] = set()

    def report(self, at: Path, message: str) -> Test:
        self.problems.append(ConditionError(at, message))
        return never

    def root(self, node: Any) -> Test:
        bound(node)
        return self.condition(node, ())

    def condition(self, node: Any, at: Path) -> Test:
        if not isinstance(node, MAPPING):
            return self.report(at, f"expected a mapping of attributes to conditions, found {shown(node)}")
        return every([self.clause(key, argument, at) for key, argument in node.items()])

    def clause(self, key: Any, argument: Any, parent: Path) -> Test:
        if not isinstance(key, str):
            return self.report(parent, f"an attribute's name is text; write {shown(key)} in quotes")
        at = (*parent, key)
        if key in _LOGIC:
            return _LOGIC[key](self, argument, at)
        if key.startswith("$") and key not in _ATTRIBUTES_LIKE_OPERATORS:
            self.report(at, misplaced(key, _FAMILIES, _LOGIC))
        elif not all(key.split(".")):
            self.report(at, f"the attribute path {shown(key)} has an empty segment")
        self.paths.add(key)
        find, test = finder(key), self.value(argument, at)
        return lambda attributes: test(find(attributes))

    def conditions(self, argument: Any, at: Path) -> list[Test] | None:
        if not isinstance(argument, ARRAY):
            self.report(at, f"expected a list of conditions, found {shown(argument)}")
            return None
        if not argument:
            self.report(at, "an empty list of conditions says nothing; remove it")
        return [self.condition(item, (*at, index)) for index, item in enumerate(argument)]

    def conjunction(self, argument: Any, at: Path) -> Test:
        tests = self.conditions(argument, at)
        return never if tests is None else every(tests)

    def disjunction(self, argument: Any, at: Path) -> Test:
        tests = self.conditions(argument, at)
        if tests is None:
            return never
        return some(tests) if tests else always

    def joint_denial(self, argument: Any, at: Path) -> Test:
        tests = self.conditions(argument, at)
        return never if tests is None else negated(some(tests) if tests else always)

    def denial(self, argument: Any, at: Path) -> Test:
        test = self.condition(argument, at)
        return negated(test) if isinstance(argument, MAPPING) else never

    def value(self, node: Any, at: Path) -> Test:
        if _is_operators(node):
            return every([self.operator(name, argument, (*at, name)) for name, argument in node.items()])
        if isinstance(node, MAPPING) and not node:
            self.report(at, "an empty mapping says nothing; give a value or an operator")
        return self.literal(node, at)

    def operator(self, name: str, argument: Any, at: Path) -> Test:
        family = _FAMILIES.get(name)
        return family(self, name, argument, at) if family else self.report(at, unknown(name, _FAMILIES, _LOGIC))

    def literal(self, node: Any, at: Path) -> Test:
        self.problems.extend(ConditionError(where, fault) for where, fault in literal_faults(node, at))
        return equals(node)

    def equality(self, name: str, argument: Any, at: Path) -> Test:
        test = self.literal(argument, at)
        return test if name == "$eq" else negated(test)

    def order(self, name: str, argument: Any, at: Path) -> Test:
        if type_of(argument) not in ("number", "string") or is_nan(argument):
            self.report(at, f"{name} compares with a number or a text, not with {shown(argument)}")
        return compares(_ORDER[name], argument)

    def version(self, name: str, argument: Any, at: Path) -> Test:
        if type_of(argument) not in ("number", "string") or argument == "":
            self.report(at, f'{name} compares with a version such as "1.2.3", not with {shown(argument)}')
        compare, expected = _VERSION[name], version_key(argument)
        return lambda value: compare(version_key(value), expected)

    def exists(self, name: str, argument: Any, at: Path) -> Test:
        if not isinstance(argument, bool):
            self.report(at, f"{name} takes true or false, not {shown(argument)}")
        return present if argument else absent

    def kind(self, name: str, argument: Any, at: Path) -> Test:
        if not isinstance(argument, str) or argument not in TYPES:
            return self.report(at, f"{name} takes one of {', '.join(TYPES)}, not {shown(argument)}")
        return lambda value: type_of(value) == argument

    def membership(self, name: str, argument: Any, at: Path) -> Test:
        if not isinstance(argument, ARRAY):
            return self.report(at, f"{name} takes a list, not {shown(argument)}")
        self.problems.extend(ConditionError(where, fault) for where, fault in literal_faults(argument, at))
        test = contains(argument, fold=name in ("$ini", "$nini"))
        return negated(test) if name in ("$nin", "$nini") else test

    def group(self, name: str, argument: Any, at: Path) -> Test:
        members = self.groups.get(argument) if isinstance(argument, str) else None
        if not isinstance(members, ARRAY):
            self.report(at, f"there is no saved group {shown(argument)}")
            members = ()
        test = contains([member for member in members if type_of(member) not in ("array", "object")])
        return negated(test) if name == "$notInGroup" else test

    def every_element(self, name: str, argument: Any, at: Path) -> Test:
        if not isinstance(argument, ARRAY):
            return self.report(at, f"{name} takes a list, not {shown(argument)}")
        fold = name == "$alli"
        tests = [
            equals_folded(item) if fold and isinstance(item, str) else self.value(item, (*at, index))
            for index, item in enumerate(argument)
        ]
        return lambda value: isinstance(value, ARRAY) and all(any(map(test, value)) for test in tests)

    def element(self, name: str, argument: Any, at: Path) -> Test:
        if not isinstance(argument, MAPPING):
            return self.report(at, f"{name} takes operators or a condition on the element, not {shown(argument)}")
        inner = _Compiler(self.groups, self.problems)
        test = inner.value(argument, at) if _is_operators(argument) else inner.condition(argument, at)
        return lambda value: isinstance(value, ARRAY) and any(map(test, value))

    def size(self, name: str, argument: Any, at: Path) -> Test:
        is_count = isinstance(argument, int) and not isinstance(argument, bool) and argument >= 0
        if not is_count and not _is_operators(argument):
            self.report(at, f"{name} takes a whole number or operators on one, not {shown(argument)}")
        test = self.value(argument, at)
        return lambda value: isinstance(value, ARRAY) and test(len(value))

    def opposite(self, name: str, argument: Any, at: Path) -> Test:
        return negated(self.value(argument, at))

    def regex(self, name: str, argument: Any, at: Path) -> Test:
        if not isinstance(argument, str):
            return self.report(at, f"{name} takes a pattern as text, not {shown(argument)}")
        options = re2.Options()
        options.log_errors = False
        options.never_capture = True
        options.max_mem = _REGEX_MEMORY
        options.case_sensitive = name == "$regex"
        try:
            pattern = re2.compile(argument, options)
        except (re2.error, UnicodeEncodeError) as error:
            hint = "RE2 has no look-around and no back-references"
            return self.report(at, f"not a pattern: {reason(error)} ({hint})")
        return lambda value: isinstance(value, str) and pattern.search(value.encode("utf-8", "replace")) is not None


_ORDER: Mapping[str, Compare] = {"$lt": operator.lt, "$lte": operator.le, "$gt": operator.gt, "$gte": operator.ge}
_VERSION: Mapping[str, Compare] = {
    "$veq": operator.eq,
    "$vne": operator.ne,
    "$vlt": operator.lt,
    "$vlte": operator.le,
    "$vgt": operator.gt,
    "$vgte": operator.ge,
}
_LOGIC: Mapping[str, Callable[[_Compiler, Any, Path], Test]] = {
    "$and": _Compiler.conjunction,
    "$or": _Compiler.disjunction,
    "$nor": _Compiler.joint_denial,
    "$not": _Compiler.denial,
}
_FAMILIES: Mapping[str, Callable[[_Compiler, str, Any, Path], Test]] = {
    **dict.fromkeys(("$eq", "$ne"), _Compiler.equality),
    **dict.fromkeys(_ORDER, _Compiler.order),
    **dict.fromkeys(_VERSION, _Compiler.version),
    **dict.fromkeys(("$in", "$nin", "$ini", "$nini"), _Compiler.membership),
    **dict.fromkeys(("$inGroup", "$notInGroup"), _Compiler.group),
    **dict.fromkeys(("$all", "$alli"), _Compiler.every_element),
    **dict.fromkeys(("$regex", "$regexi"), _Compiler.regex),
    "$elemMatch": _Compiler.element,
    "$exists": _Compiler.exists,
    "$not": _Compiler.opposite,
    "$size": _Compiler.size,
    "$type": _Compiler.kind,
}


def _is_operators(node: Any) -> bool:
    return isinstance(node, MAPPING) and bool(node) and all(isinstance(key, str) and key[:1] == "$" for key in node)
