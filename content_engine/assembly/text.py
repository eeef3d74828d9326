"""Variant text compiled once: approved template source in, a function from values to text out.

Most content is plain text, or plain text with a name or two in it, and the request path renders thousands of them each
second; those are joined by hand, without Jinja2. The rest goes through the sandbox. Both give the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from jinja2 import UndefinedError, nodes
from markupsafe import escape

from content_engine.assembly.contexts import LINK_FIELD, placed
from content_engine.assembly.environment import ContentEnvironment, link_environment, variant_environment
from content_engine.assembly.errors import GuardFailed, TextError
from content_engine.assembly.filters import MAX_VALUE, as_text, href, link_part
from content_engine.assembly.grammar import Read, parse, reads
from content_engine.assembly.inert import inert, inert_link
from content_engine.assembly.masking import masked
from content_engine.assembly.rewrite import total

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
    environment = variant_environment()
    tree = parse(source, environment)
    found = _checked(tree, allowed)
    _check_inert(tree)
    return _compiled(source, tree, found, environment, inert)


def compile_link(source: str, *, allowed: frozenset[str] | None = None) -> CompiledText:
    """A link from template source. A value at its start is a whole link, any other value is percent-encoded.

    Raises:
        TextError: as `compile_text`, and for a scheme other than http, https, mailto and tel.
    """
    environment = link_environment()
    found = _checked(parse(source, environment), allowed)
    hidden = masked(source, environment)
    _check_link(hidden.pieces(hidden.text)[::2])
    tree = parse(placed(hidden, hidden.text, LINK_FIELD), environment)
    reads(tree, links=True)
    try:
        return _compiled(source, tree, found, environment, _whole_link)
    except GuardFailed as error:
        raise TextError(error.message) from error


def compile_checked(
    source: str,
    found: Sequence[Read],
    tree: nodes.Template,
    environment: ContentEnvironment,
    finish: Callable[[str], str] | None = None,
) -> CompiledText:
    """Compiled text from a tree whose places were checked elsewhere (HTML fields)."""
    return _compiled(source, tree, found, environment, finish)


def check_names(found: Sequence[Read], allowed: frozenset[str] | None) -> None:
    """Refuses reads of attributes outside a closed list. Raises TextError with the line."""
    for read in found:
        if allowed is not None and read.path[0] not in allowed:
            raise TextError(f"`{read.path[0]}` is not among the attributes that may be used here", read.line)


def _checked(tree: nodes.Template, allowed: frozenset[str] | None) -> tuple[Read, ...]:
    found = reads(tree)
    check_names(found, allowed)
    return found


def _compiled(
    source: str,
    tree: nodes.Template,
    found: Sequence[Read],
    environment: ContentEnvironment,
    finish: Callable[[str], str] | None,
) -> CompiledText:
    required = frozenset(read.shown for read in found if not read.optional)
    names = frozenset(str(read.path[0]) for read in found)
    parts = _parts(tree, environment.autoescape is True)
    render = _sandboxed(tree, environment, finish) if parts is None else _by_hand(parts, finish)
    if not names:
        render = _constant(render({}))
    return CompiledText(source, names, required, render, static=not names)


def _constant(text: str) -> Render:
    return lambda values: text


class _Hole(NamedTuple):
    """A place for a value in hand-joined text."""

    name: str
    fallback: Any
    convert: Callable[[Any], Any] | None


_CONVERT: dict[str, Callable[[Any], Any]] = {"_href": href, "_link_part": link_part}


def _parts(tree: nodes.Template, escaped: bool) -> list[str | _Hole] | None:
    """The text as literals and holes, or None where it holds more than that."""
    parts: list[str | _Hole] = []
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else (output,):
            part = node.data if isinstance(node, nodes.TemplateData) else _hole(node, escaped)
            if part is None:
                return None
            parts.append(part)
    return parts


def _hole(node: nodes.Node, escaped: bool) -> _Hole | None:
    convert: Callable[[Any], Any] | None = escape if escaped else None
    fallback = None
    if isinstance(node, nodes.Filter) and node.name in _CONVERT and not escaped and node.node is not None:
        convert, node = _CONVERT[node.name], node.node
    if isinstance(node, nodes.Filter) and node.name == "default" and isinstance(node.args[0], nodes.Const):
        fallback, node = node.args[0].value, node.node or node
    return _Hole(node.name, fallback, convert) if isinstance(node, nodes.Name) else None


def _by_hand(parts: list[str | _Hole], finish: Callable[[str], str] | None) -> Render:
    pieces = [part if isinstance(part, str) else "" for part in parts]
    holes = [(index, *part) for index, part in enumerate(parts) if isinstance(part, _Hole)]
    done = finish if finish is not inert or _touching(parts) else None
    bounded = sum(map(len, pieces)) + MAX_VALUE * len(holes) <= MAX_OUTPUT and not any(hole[3] for hole in holes)

    def render(values: Mapping[str, Any]) -> str:
        filled = pieces.copy()
        for index, name, fallback, convert in holes:
            value = values.get(name)
            if value.__class__ is not str or not value or len(value) > MAX_VALUE or convert is not None:
                value = _printed(name, value, fallback, convert)
            filled[index] = value
        text = "".join(filled)
        if not bounded:
            _check_length(len(text))
        return text if done is None else done(text)

    return render


def _printed(name: str, value: Any, fallback: Any, convert: Callable[[Any], Any] | None) -> str:
    if value is None or value == "":
        if fallback is None and value is None:
            raise GuardFailed(f"the attribute `{name}` is missing", field=f"attributes.{name}")
        value = "" if fallback is None else fallback
    return str(as_text(value) if convert is None else convert(value if convert is href else as_text(value)))


def _touching(parts: Sequence[str | _Hole]) -> bool:
    """Whether a value stands so close to something else that the two together may mean something to a template."""
    for before, after in pairwise(parts):
        ends = before[-1:] if isinstance(before, str) else ""
        begins = after[:1] if isinstance(after, str) else ""
        if (ends if isinstance(before, str) else begins) not in _APART:
            return True
    return False


def _sandboxed(tree: nodes.Template, environment: ContentEnvironment, finish: Callable[[str], str] | None) -> Render:
    template = environment.template_from(total(tree))

    def render(values: Mapping[str, Any]) -> str:
        text = bounded_render(template, dict(values), MAX_OUTPUT)
        return text if finish is None else finish(text)

    return render


def bounded_render(template: Any, variables: dict[str, Any], limit: int) -> str:
    """The template's text, given up as soon as it is longer than `limit` characters.

    Raises:
        GuardFailed: for that, and for a value that is missing.
    """
    out: list[str] = []
    length = 0
    try:
        for piece in template.root_render_func(template.new_context(variables)):
            out.append(piece)
            length += len(piece)
            if length > limit:
                break
    except UndefinedError as error:
        raise GuardFailed(f"a value is missing: {error.message}") from error
    _check_length(length, limit)
    return "".join(out)


def _check_length(length: int, limit: int = MAX_OUTPUT) -> None:
    if length > limit:
        raise GuardFailed(f"the text is longer than {limit} characters")


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


def _check_link(literals: Sequence[str]) -> None:
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
