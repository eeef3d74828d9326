"""Variant text compiled once: approved template source in, a function from values to text out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jinja2 import nodes

from content_engine.assembly.contexts import LINK_FIELD, placed
from content_engine.assembly.errors import GuardFailed, TextError
from content_engine.assembly.filters import as_text, href, layout_text
from content_engine.assembly.grammar import Read, parse, reads
from content_engine.assembly.inert import inert, inert_link
from content_engine.assembly.masking import masked
from content_engine.assembly.program import Printer, compile_program, run
from content_engine.assembly.syntax import syntax

MAX_OUTPUT = 20_000
MAX_LINK = 2_000

Render = Callable[[Mapping[str, Any]], str]

_START = re.compile(r"https?://|mailto:", re.IGNORECASE)
_NO_LINK = re.compile(r"[\s\x00-\x20\x7f\"<>\\^`]")
# Next to these a value cannot join with its neighbour to something that either alone is not.
_APART = frozenset(" \t\n.,;:'’\"“”„-–—)")


@dataclass(frozen=True, slots=True)
class CompiledText:
    """One compiled text. `render` takes the values of `clean_values` and gives the text.

    `names` are the attributes it reads; `required` those without a fallback, with their keys (`company.name`). `render`
    raises GuardFailed if one of these is missing, or the text would be longer than 20,000 characters.
    """

    source: str
    names: frozenset[str]
    required: frozenset[str]
    render: Render
    static: bool

    def missing(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The required attributes that `values` lack, sorted; empty when `render` has all it needs."""
        return tuple(path for path in sorted(self.required) if not _present(path, values))


def compile_text(source: str, *, allowed: frozenset[str] | None = None) -> CompiledText:
    """Plain text from template source; `allowed` closes the list of attributes it may read.

    Raises:
        TextError: for source outside the allow-list (see `grammar`), for an attribute that is not allowed, and for
            text that another template language would read as its own; with the line.
    """
    tree = parse(source, syntax())
    found = _checked(tree, allowed)
    _check_inert(tree)
    return compile_checked(source, found, tree, as_text, inert if _touching(tree) else None)


def compile_link(source: str, *, allowed: frozenset[str] | None = None) -> CompiledText:
    """A link from template source. A value at its start is a whole link, any other value is percent-encoded.

    Raises:
        TextError: as `compile_text`, and for a scheme other than http, https, mailto and tel.
    """
    found = _checked(parse(source, syntax()), allowed)
    hidden = masked(source, syntax())
    check_link(hidden.pieces(hidden.text)[::2])
    tree = parse(placed(hidden, hidden.text, LINK_FIELD), syntax())
    reads(tree, links=True)
    try:
        return compile_checked(source, found, tree, layout_text, _whole_link)
    except GuardFailed as error:
        raise TextError(error.message) from error


def compile_checked(
    source: str,
    found: Sequence[Read],
    tree: nodes.Template,
    printer: Printer,
    finish: Callable[[str], str] | None = None,
) -> CompiledText:
    """Compiled text from a tree that was checked; `finish` goes over each rendered text."""
    required = frozenset(read.shown for read in found if not read.optional)
    names = frozenset(str(read.path[0]) for read in found)
    steps = compile_program(tree, printer)

    def render(values: Mapping[str, Any]) -> str:
        text = run(steps, values, MAX_OUTPUT)
        return text if finish is None else finish(text)

    return CompiledText(source, names, required, render if names else _constant(render({})), static=not names)


def check_names(found: Sequence[Read], allowed: frozenset[str] | None) -> None:
    """Refuses reads of attributes outside a closed list. Raises TextError with the line."""
    for read in found:
        if allowed is not None and read.path[0] not in allowed:
            raise TextError(f"`{read.path[0]}` is not among the attributes that may be used here", read.line)


def _checked(tree: nodes.Template, allowed: frozenset[str] | None) -> tuple[Read, ...]:
    found = reads(tree)
    check_names(found, allowed)
    return found


def _constant(text: str) -> Render:
    return lambda values: text


def _touching(tree: nodes.Template) -> bool:
    """Whether a value stands so close to something else that the two together may mean something to a template."""
    if not all(isinstance(node, nodes.Output) for node in tree.body):
        return True
    parts = [part for node in tree.body if isinstance(node, nodes.Output) for part in node.nodes]
    return any(_touch(before, after) for before, after in pairwise(parts))


def _touch(before: nodes.Node, after: nodes.Node) -> bool:
    if isinstance(before, nodes.TemplateData):
        return before.data[-1:] not in _APART
    return not isinstance(after, nodes.TemplateData) or after.data[:1] not in _APART


def _present(path: str, values: Mapping[str, Any]) -> bool:
    value: Any = values
    for key in path.split("."):
        if isinstance(value, list):
            value = value[int(key)] if key.isdigit() and int(key) < len(value) else None
        else:
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is None:
            return False
    return True


def _check_inert(tree: nodes.Template) -> None:
    for data in tree.find_all(nodes.TemplateData):
        check_inert(data.data, data.lineno)
    for const in tree.find_all(nodes.Const):
        if isinstance(const.value, str):
            check_inert(const.value, const.lineno)


def check_inert(text: str, line: int) -> None:
    """Refuses text that another template language would read as its own. Raises TextError with the line."""
    # The full stop stands for whatever comes before, so that the text does not count as the start of a line.
    guarded = f".{text}"
    changed = inert(guarded)
    if changed == guarded:
        return
    at = _unchanged(guarded, changed)
    raise TextError(
        f"`{guarded[max(at - 1, 1) : at + 12]}` would be read as a template by a tool that sends our messages; "
        "write it without these signs, or with a space between them",
        line + text.count("\n", 0, at),
    )


def _unchanged(old: str, new: str) -> int:
    pairs = zip(old, new, strict=False)
    return next((index for index, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def check_link(literals: Sequence[str]) -> None:
    """Refuses the text between a link's values if it is no part of a whole, inert link. Raises TextError."""
    if literals[0] and not _START.match(literals[0]):
        raise TextError(f"`{literals[0][:60]}` is no whole link: it must start with http://, https:// or mailto:")
    for literal in literals:
        if inert_link(literal) != literal or _NO_LINK.search(literal):
            raise TextError(f"`{literal[:60]}` holds blanks or signs that must be percent-encoded in a link")


def _whole_link(link: str) -> str:
    if len(link) > MAX_LINK:
        raise GuardFailed(f"the link is longer than {MAX_LINK} characters")
    href(link)
    return link
