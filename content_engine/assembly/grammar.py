"""What template source may say: an allow-list over Jinja2's syntax tree, and a record of every value it reads.

Names with plain keys, `if`/`elif`/`else`, one level of `for`, constants and a short list of filters. Whatever is not
listed is refused: calls, arithmetic, concatenation, slices, assignments, macros, includes, inheritance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from content_engine.assembly.errors import TextError
from content_engine.assembly.filters import LINKS, MAX_TRUNCATE, PUBLIC
from content_engine.assembly.syntax import Syntax

MAX_KEYS = 3
MAX_IFS = 8
MAX_TREE = 60
MAX_SOURCE = 20_000
EACH = "[]"

Path = tuple[str | int, ...]

NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LOOP = frozenset({"index", "first", "last"})
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_RESERVED = frozenset({"self", "super", "caller", "varargs", "kwargs", "loop"})
_HINTS: dict[type[nodes.Node], str] = {
    nodes.Call: "nothing can be called",
    nodes.CondExpr: "write {% if … %} … {% else %} … {% endif %} instead",
    nodes.Concat: "write the parts one after the other instead",
    nodes.Assign: "values cannot be set",
    nodes.Include: "nothing can be included",
    nodes.List: "lists may stand only after `in`",
}


class Read(NamedTuple):
    """One place where a value is read. A path is the name and its keys; `[]` stands for each item of a loop's list."""

    path: Path
    line: int
    fallback: bool = False
    looped: bool = False
    tested: bool = False
    guards: frozenset[Path] = frozenset()

    @property
    def optional(self) -> bool:
        """Whether the text says what happens when the value is missing."""
        return self.fallback or self.tested or self.path in self.guards or EACH in self.path

    @property
    def shown(self) -> str:
        """The path as it is written in a template."""
        return ".".join(str(key) for key in self.path if key != EACH)


class _Scope(NamedTuple):
    guards: frozenset[Path] = frozenset()
    item: str = ""
    source: Path = ()
    ifs: int = 0


def parse(source: str, environment: Syntax, limit: int = MAX_SOURCE) -> nodes.Template:
    """The syntax tree of `source`.

    Raises:
        TextError: for source that is too long or no template, with its line.
    """
    if len(source) > limit:
        raise TextError(f"{len(source)} characters of source, at most {limit}")
    try:
        _refuse_raw(source, environment)
        return _bounded(environment.parse(source))
    except TemplateSyntaxError as error:
        raise TextError(f"not a template: {error.message}", error.lineno) from error
    except RecursionError as error:
        raise TextError("nested too deeply to read") from error


def _bounded(tree: nodes.Template) -> nodes.Template:
    level: list[nodes.Node] = [tree]
    for _ in range(MAX_TREE):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return tree
    raise TextError("nested too deeply: fewer conditions or filters in one place", level[0].lineno)


def _refuse_raw(source: str, environment: Syntax) -> None:
    for line, kind, _ in environment.lex(source):
        if kind == "raw_begin":
            raise TextError("`raw` is not possible in content: what leaves here must be no template", line)


def reads(tree: nodes.Template, *, links: bool = False) -> tuple[Read, ...]:
    """Every value that `tree` reads, in order; `links` lets the compiler's own filters for links pass.

    Raises:
        TextError: for anything outside the allow-list, with its line.
    """
    return tuple(_Walk(links).body(tree.body, _Scope()))


def guards_of(test: nodes.Node, scope_path: Callable[[nodes.Node], Path | None]) -> frozenset[Path]:
    """The paths that are known to be there once `test` holds."""
    if isinstance(test, nodes.And):
        return guards_of(test.left, scope_path) | guards_of(test.right, scope_path)
    if isinstance(test, nodes.Test) and test.name == "defined":
        return guards_of(test.node, scope_path)
    if isinstance(test, nodes.Compare) and test.ops[0].op not in ("ne", "notin"):
        return guards_of(test.expr, scope_path)
    path = scope_path(test)
    return frozenset() if path is None else frozenset((path,))


def _absent_guards(test: nodes.Node, scope_path: Callable[[nodes.Node], Path | None]) -> frozenset[Path]:
    """The paths that are known to be there once `test` does not hold."""
    if isinstance(test, nodes.Not):
        return guards_of(test.node, scope_path)
    if isinstance(test, nodes.Test) and test.name == "undefined":
        return guards_of(test.node, scope_path)
    return frozenset()


class _Walk:
    """The allow-list, one method per thing allowed. Each yields the reads it finds."""

    def __init__(self, links: bool) -> None:
        self._filters = frozenset(PUBLIC) | (frozenset(LINKS) if links else frozenset())

    def body(self, body: Sequence[nodes.Node], scope: _Scope) -> Iterator[Read]:
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    yield from self._output(child, scope)
            elif isinstance(node, nodes.If):
                yield from self._if(node, scope)
            elif isinstance(node, nodes.For):
                yield from self._for(node, scope)
            else:
                raise _refused(node)

    def _output(self, node: nodes.Expr, scope: _Scope) -> Iterator[Read]:
        if not isinstance(node, nodes.TemplateData):
            yield from self._value(node, scope, fallback=False)

    def _value(self, node: nodes.Node, scope: _Scope, *, fallback: bool) -> Iterator[Read]:
        if isinstance(node, nodes.Filter):
            self._filter(node)
            assert node.node is not None
            yield from self._value(node.node, scope, fallback=fallback or node.name == "default")
        elif not isinstance(node, nodes.Const):
            yield Read(self._path(node, scope), node.lineno, fallback=fallback, guards=scope.guards)

    def _path(self, node: nodes.Node, scope: _Scope) -> Path:
        keys: list[str | int] = []
        while isinstance(node, nodes.Getattr | nodes.Getitem):
            keys.insert(0, _key(node))
            node = node.node
        if not isinstance(node, nodes.Name):
            raise _refused(node)
        if len(keys) > MAX_KEYS:
            raise TextError(f"`{node.name}` is read {len(keys)} keys deep, at most {MAX_KEYS}", node.lineno)
        return _root(node, keys, scope)

    def _filter(self, node: nodes.Filter) -> None:
        if node.name not in self._filters or node.node is None:
            known = ", ".join(sorted(PUBLIC))
            raise TextError(f"there is no filter `{node.name}`; there are: {known}", node.lineno)
        if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
            raise TextError(f"give `{node.name}` its arguments by position, without names or stars", node.lineno)
        if not node.name.startswith("_"):
            _check_arguments(node)

    def _if(self, node: nodes.If, scope: _Scope) -> Iterator[Read]:
        if scope.ifs >= MAX_IFS:
            raise TextError(f"`if` is nested deeper than {MAX_IFS}", node.lineno)
        outer = scope._replace(ifs=scope.ifs + 1)
        for branch in (node, *node.elif_):
            yield from self._test(branch.test, outer)
            held = guards_of(branch.test, lambda test: self._maybe_path(test, scope))
            yield from self.body(branch.body, outer._replace(guards=outer.guards | held))
            absent = _absent_guards(branch.test, lambda test: self._maybe_path(test, scope))
            outer = outer._replace(guards=outer.guards | absent)
        yield from self.body(node.else_, outer)

    def _maybe_path(self, node: nodes.Node, scope: _Scope) -> Path | None:
        if not isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            return None
        return self._path(node, scope)

    def _test(self, node: nodes.Node, scope: _Scope) -> Iterator[Read]:
        if isinstance(node, nodes.And | nodes.Or):
            yield from self._test(node.left, scope)
            yield from self._test(node.right, scope)
        elif isinstance(node, nodes.Not):
            yield from self._test(node.node, scope)
        elif isinstance(node, nodes.Compare):
            yield from self._comparison(node, scope)
        elif isinstance(node, nodes.Test):
            yield from self._defined(node, scope)
        else:
            yield from self._tested(node, scope)

    def _tested(self, node: nodes.Node, scope: _Scope) -> Iterator[Read]:
        for read in self._value(node, scope, fallback=False):
            yield read._replace(tested=True)

    def _defined(self, node: nodes.Test, scope: _Scope) -> Iterator[Read]:
        if node.name not in ("defined", "undefined") or node.args or node.kwargs:
            raise TextError(f"`is {node.name}` is not possible, only `is defined` and `is not defined`", node.lineno)
        yield from self._tested(node.node, scope)

    def _comparison(self, node: nodes.Compare, scope: _Scope) -> Iterator[Read]:
        if len(node.ops) != 1:
            raise TextError("compare two things at a time, joined by `and`", node.lineno)
        operand = node.ops[0]
        yield from self._tested(node.expr, scope)
        if operand.op in ("in", "notin") and isinstance(operand.expr, nodes.List | nodes.Tuple):
            for item in operand.expr.items:
                if not isinstance(item, nodes.Const):
                    raise _refused(item)
        else:
            yield from self._tested(operand.expr, scope)

    def _for(self, node: nodes.For, scope: _Scope) -> Iterator[Read]:
        if scope.item:
            raise TextError("a loop cannot stand inside a loop", node.lineno)
        if node.test is not None or node.recursive:
            raise TextError("a loop has the form {% for item in items %}, without `if` or `recursive`", node.lineno)
        if not isinstance(node.target, nodes.Name):
            raise _refused(node.target)
        _check_name(node.target.name, node.lineno)
        source = self._path(node.iter, scope)
        yield Read(source, node.lineno, looped=True, guards=scope.guards)
        inside = scope._replace(item=node.target.name, source=source, guards=scope.guards | {(*source, EACH)})
        yield from self.body(node.body, inside)
        yield from self.body(node.else_, scope)


def _key(node: nodes.Getattr | nodes.Getitem) -> str | int:
    if isinstance(node, nodes.Getattr):
        key: Any = node.attr
    else:
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
    if isinstance(key, int) and not isinstance(key, bool) and 0 <= key < 50:
        return key
    if isinstance(key, str) and _KEY.fullmatch(key):
        return key
    raise TextError("a key is a plain name or a number below 50, without a leading underscore", node.lineno)


def _root(node: nodes.Name, keys: list[str | int], scope: _Scope) -> Path:
    if scope.item and node.name == "loop":
        if len(keys) != 1 or keys[0] not in _LOOP:
            raise TextError("of `loop` there are `loop.index`, `loop.first` and `loop.last`", node.lineno)
        return (*scope.source, EACH, "loop")
    if scope.item and node.name == scope.item:
        return (*scope.source, EACH, *keys)
    _check_name(node.name, node.lineno)
    return (node.name, *keys)


def _check_name(name: str, line: int) -> None:
    if name in _RESERVED or not NAME.fullmatch(name):
        raise TextError(f"`{name}` is no name for a value: lower-case letters, digits and underscores", line)


def _check_arguments(node: nodes.Filter) -> None:
    if not all(isinstance(argument, nodes.Const) for argument in node.args):
        raise TextError(f"the arguments of `{node.name}` must be written out", node.lineno)
    values = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    wanted, fits = _ARGUMENTS[node.name]
    if not fits(values):
        raise TextError(f"`{node.name}` takes {wanted}", node.lineno)


def _whole_below(limit: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= limit


def _texts(least: int, most: int) -> Callable[[list[Any]], bool]:
    return lambda values: least <= len(values) <= most and all(isinstance(value, str) for value in values)


def _one_constant(values: list[Any]) -> bool:
    plain = bool(values) and isinstance(values[0], str | int | float | bool)
    return plain and (len(values) == 1 or (len(values) == 2 and isinstance(values[1], bool)))


_NONE: tuple[str, Callable[[list[Any]], bool]] = ("no argument", lambda values: not values)
_ARGUMENTS: dict[str, tuple[str, Callable[[list[Any]], bool]]] = {
    **dict.fromkeys(("upper", "lower", "title", "capitalize", "trim", "int"), _NONE),
    "default": ("one constant", _one_constant),
    "truncate": (
        f"one number up to {MAX_TRUNCATE}",
        lambda values: len(values) == 1 and _whole_below(MAX_TRUNCATE)(values[0]),
    ),
    "round": (
        "at most one number up to 10",
        lambda values: len(values) <= 1 and all(map(_whole_below(10), values)),
    ),
    "join": ("at most one text", _texts(0, 1)),
    "plural": ("two texts, for one and for many", _texts(2, 2)),
}


def _refused(node: nodes.Node) -> TextError:
    what = type(node).__name__
    hint = next((text for kind, text in _HINTS.items() if isinstance(node, kind)), "")
    # Some nodes that Jinja2 adds by itself have no line of their own.
    lines = (inner.lineno for inner in (node, *node.find_all(nodes.Node)) if inner.lineno)
    return TextError(f"{what} is not possible in content{': ' if hint else ''}{hint}", next(lines, 1))
