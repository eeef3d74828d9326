"""Checked syntax trees as plain functions: what content means, and all that it can do.

Total by construction: a value that is missing (or null) is `None`, false in a condition, and an error only where it is
printed without a fallback; a comparison of unlike things is false; a loop runs over at most 50 items of a list and
nothing else; what an item of a loop lacks is left out. Lookups read a mapping's key or a list's index, no attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import nodes

from content_engine.assembly.errors import GuardFailed
from content_engine.assembly.filters import FILTERS, compare, default, items

MAX_PIECES = 20_000

Values = Mapping[str, Any]
Getter = Callable[[Values], Any]
Printer = Callable[[Any], str]
Step = str | Callable[[Values, list[str]], None]
Steps = tuple[Step, ...]


def compile_program(tree: nodes.Template, printer: Printer) -> Steps:
    """The steps of a tree that `grammar.reads` let through; `printer` makes text of each value that is printed."""
    return _Compiler(printer).body(tree.body, None)


def run(steps: Steps, values: Values, limit: int) -> str:
    """The text that the steps make of `values`.

    Raises:
        GuardFailed: for a value that is missing, or a text of more than `limit` characters.
    """
    out: list[str] = []
    _run(steps, values, out)
    text = "".join(out)
    if len(text) > limit:
        raise GuardFailed(f"the text has {len(text)} characters, at most {limit}")
    return text


def compile_getter(node: nodes.Node) -> Getter:
    """A function that reads what an expression (a path, a constant, or one of these through filters) stands for."""
    if isinstance(node, nodes.Const):
        return _constant(node.value)
    if isinstance(node, nodes.Filter):
        assert node.node is not None
        arguments = [argument.as_const() for argument in node.args]
        return _filtered(node.name, compile_getter(node.node), arguments)
    keys: list[Any] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        keys.insert(0, node.attr if isinstance(node, nodes.Getattr) else node.arg.as_const())
        node = node.node
    assert isinstance(node, nodes.Name)
    return _path(node.name, keys)


def shown(node: nodes.Node) -> str:
    """The path an expression reads, as it is written."""
    if isinstance(node, nodes.Filter) and node.node is not None:
        return shown(node.node)
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        key = node.attr if isinstance(node, nodes.Getattr) else node.arg.as_const()
        return f"{shown(node.node)}.{key}"
    return node.name if isinstance(node, nodes.Name) else ""


def _run(steps: Steps, values: Values, out: list[str]) -> None:
    for step in steps:
        if step.__class__ is str:
            out.append(step)
        else:
            step(values, out)  # type: ignore[operator] # mypy does not narrow by __class__


class _Compiler:
    """Compiles bodies; `item` is the name of the loop's item inside a loop."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def body(self, body: Sequence[nodes.Node], item: str | None) -> Steps:
        steps: list[Step] = []
        for node in body:
            if isinstance(node, nodes.Output):
                steps += [self._output(child, item) for child in node.nodes]
            elif isinstance(node, nodes.If):
                steps.append(self._if(node, item))
            else:
                assert isinstance(node, nodes.For)
                steps.append(self._for(node))
        return tuple(steps)

    def _output(self, node: nodes.Expr, item: str | None) -> Step:
        if isinstance(node, nodes.TemplateData):
            return node.data
        name = shown(node)
        if isinstance(node, nodes.Const):
            return self._printer(node.value)
        lenient = item is not None and name.partition(".")[0] in (item, "loop")
        return _print(compile_getter(node), self._printer, None if lenient else name)

    def _if(self, node: nodes.If, item: str | None) -> Step:
        branches = [(compile_test(branch.test), self.body(branch.body, item)) for branch in (node, *node.elif_)]
        otherwise = self.body(node.else_, item)

        def step(values: Values, out: list[str]) -> None:
            for test, steps in branches:
                if test(values):
                    return _run(steps, values, out)
            return _run(otherwise, values, out)

        return step

    def _for(self, node: nodes.For) -> Step:
        assert isinstance(node.target, nodes.Name)
        name = node.target.name
        source, steps, otherwise = compile_getter(node.iter), self.body(node.body, name), self.body(node.else_, None)

        def step(values: Values, out: list[str]) -> None:
            found = items(source(values))
            if not found:
                return _run(otherwise, values, out)
            for index, item in enumerate(found, 1):
                loop = {"index": index, "first": index == 1, "last": index == len(found)}
                _run(steps, {**values, name: item, "loop": loop}, out)
                if len(out) > MAX_PIECES:
                    raise GuardFailed(f"a loop makes more than {MAX_PIECES} pieces of text")
            return None

        return step


def compile_test(node: nodes.Node) -> Callable[[Values], bool]:
    """A condition as a function."""
    if isinstance(node, nodes.And | nodes.Or):
        left, right = compile_test(node.left), compile_test(node.right)
        if isinstance(node, nodes.And):
            return lambda values: left(values) and right(values)
        return lambda values: left(values) or right(values)
    if isinstance(node, nodes.Not):
        inner = compile_test(node.node)
        return lambda values: not inner(values)
    if isinstance(node, nodes.Compare):
        return _comparison(node)
    if isinstance(node, nodes.Test):
        given, wanted = compile_getter(node.node), node.name == "defined"
        return lambda values: (given(values) is not None) is wanted
    getter = compile_getter(node)
    return lambda values: bool(getter(values))


def _comparison(node: nodes.Compare) -> Callable[[Values], bool]:
    operand = node.ops[0]
    left, operator = compile_getter(node.expr), operand.op
    if isinstance(operand.expr, nodes.List | nodes.Tuple):
        choices = [item.as_const() for item in operand.expr.items]
        return lambda values: compare(left(values), operator, choices)
    right = compile_getter(operand.expr)
    return lambda values: compare(left(values), operator, right(values))


def _print(getter: Getter, printer: Printer, name: str | None) -> Step:
    def step(values: Values, out: list[str]) -> None:
        value = getter(values)
        if value is not None:
            out.append(printer(value))
        elif name is not None:
            raise GuardFailed(f"`{name}` is missing", field=name)

    return step


def _constant(value: Any) -> Getter:
    return lambda _values: value


def _filtered(name: str, inner: Getter, arguments: list[Any]) -> Getter:
    if name == "default":
        fallback = arguments[0]
        return lambda values: default(inner(values), fallback)
    apply = FILTERS[name]

    def getter(values: Values) -> Any:
        value = inner(values)
        return None if value is None else apply(value, *arguments)

    return getter


def _path(name: str, keys: list[Any]) -> Getter:
    if not keys:
        return lambda values: values.get(name)

    def getter(values: Values) -> Any:
        value = values.get(name)
        for key in keys:
            if value.__class__ is dict:
                value = value.get(key)
            elif value.__class__ is list and key.__class__ is int and key < len(value):
                value = value[key]
            else:
                return None
        return value

    return getter
