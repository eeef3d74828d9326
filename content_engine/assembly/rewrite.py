"""Makes a checked syntax tree total: no value that a caller sends can make a condition, a loop or an item raise.

Conditions go through `_truth` and `_compare` (missing is false, a comparison of unlike things is false), loops through
`_items` (at most 50, and nothing for what is no list), and what an item of a loop lacks is left out.
"""

from __future__ import annotations

from jinja2 import nodes


def total(tree: nodes.Template) -> nodes.Template:
    """`tree`, changed in place and handed back."""
    _body(tree.body, None)
    return tree


def _body(body: list[nodes.Node], item: str | None) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            node.nodes = [_output(child, item) for child in node.nodes]
        elif isinstance(node, nodes.If):
            _branches(node, item)
        elif isinstance(node, nodes.For):
            _loop(node, item)


def _branches(node: nodes.If, item: str | None) -> None:
    for branch in (node, *node.elif_):
        branch.test = _condition(branch.test)
        _body(branch.body, item)
    _body(node.else_, item)


def _loop(node: nodes.For, item: str | None) -> None:
    assert isinstance(node.target, nodes.Name)
    node.iter = _filter(node.iter, "_items")
    _body(node.body, node.target.name)
    _body(node.else_, item)


def _output(node: nodes.Expr, item: str | None) -> nodes.Expr:
    root: nodes.Node | None = node
    while isinstance(root, nodes.Filter | nodes.Getattr | nodes.Getitem):
        root = root.node
    if item is None or not isinstance(root, nodes.Name) or root.name != item:
        return node
    return _filter(node, "default", nodes.Const("", lineno=node.lineno))


def _condition(node: nodes.Node) -> nodes.Expr:
    if isinstance(node, nodes.And | nodes.Or):
        return type(node)(_condition(node.left), _condition(node.right), lineno=node.lineno)
    if isinstance(node, nodes.Not):
        return nodes.Not(_condition(node.node), lineno=node.lineno)
    if isinstance(node, nodes.Compare):
        operand = node.ops[0]
        return _filter(node.expr, "_compare", nodes.Const(operand.op, lineno=node.lineno), operand.expr)
    return node if isinstance(node, nodes.Test) else _filter(node, "_truth")


def _filter(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)
