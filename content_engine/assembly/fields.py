"""The fields of a variant, compiled for its kind: text, link or HTML; and what is wrong with them, for the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from content_engine.assembly.errors import TextError
from content_engine.assembly.markup import compile_markup
from content_engine.assembly.text import CompiledText, compile_link, compile_text
from content_engine.domain.catalog import Component, Field_, Kind, Variant

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile(r"[\r\n\t\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class RenderedFields:
    """The fields of one variant, rendered.

    Fields of HTML are plain text in `text`, markup (not to be escaped again) in `html` and HTML source in `content`;
    all other fields are the same in all three.
    """

    variant: str
    text: dict[str, str]
    html: dict[str, str]
    content: dict[str, str]


@dataclass(frozen=True, slots=True)
class PreparedVariant:
    """A variant whose texts are compiled. What reads no value is rendered once and for all.

    `required` and `names` are those of all its texts; `render` takes the values of `clean_values`, raises GuardFailed.
    """

    variant: str
    names: frozenset[str]
    required: frozenset[str]
    static: bool
    render: Callable[[Mapping[str, Any]], RenderedFields]
    texts: tuple[CompiledText, ...]

    def missing(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The required attributes that `values` lack, sorted; empty when `render` has all it needs."""
        if not self.required:
            return ()
        return tuple(sorted({path for text in self.texts for path in text.missing(values)}))


def prepare_fields(variant: Variant, kind: Kind, *, allowed: frozenset[str] | None = None) -> PreparedVariant:
    """Compiles a variant's fields for its kind, once per catalog.

    Raises:
        TextError: for the first field that is missing, unknown or cannot be used; `field` names it.
    """
    plain: dict[str, CompiledText] = {}
    html: dict[str, CompiledText] = {}
    for name, text, markup in _compiled(variant, kind, allowed):
        plain[name] = text
        if markup is not None:
            html[name] = markup
    texts = (*plain.values(), *html.values())
    render = _renderer(variant.id, plain, html)
    static = all(text.static for text in texts)
    if static:
        render = _constant(render({}))
    names = frozenset().union(*(text.names for text in texts))
    required = frozenset().union(*(text.required for text in texts))
    return PreparedVariant(variant.id, names, required, static, render, texts)


def text_errors(component: Component, variant: Variant, kind: Kind) -> list[tuple[str, str]]:
    """What is wrong with a variant's texts as templates, as (field, message).

    What the files show without compiling (missing and unknown fields, lengths, line ends) is the library's to check.
    """
    where = f"{component.id}, variant {variant.id}"
    texts = [
        (field, variant.content[field.name].rstrip("\n")) for field in kind.fields if field.name in variant.content
    ]
    return [(field.name, f"{where}: {fault}") for field, text in texts for fault in _faults(field, text)]


def _compiled(
    variant: Variant, kind: Kind, allowed: frozenset[str] | None
) -> Iterable[tuple[str, CompiledText, CompiledText | None]]:
    for name, message in _shape_errors(variant, kind):
        raise _in_field(TextError(message), name)
    for field in kind.fields:
        source = variant.content[field.name].rstrip("\n")
        try:
            _check_characters(field, source)
            text, markup = _compile_field(field, source, allowed)
        except TextError as error:
            raise _in_field(error, field.name) from error
        yield field.name, text, markup


def _compile_field(
    field: Field_, source: str, allowed: frozenset[str] | None
) -> tuple[CompiledText, CompiledText | None]:
    if field.type == "url":
        return compile_link(source, allowed=allowed), None
    if field.markup == "html":
        markup = compile_markup(source, allowed=allowed)
        return markup.plain, markup.html
    return compile_text(source, allowed=allowed), None


def _check_characters(field: Field_, source: str) -> None:
    control = _CONTROL.search(source)
    if control:
        line = source.count("\n", 0, control.start()) + 1
        raise TextError(f"control character U+{ord(control[0]):04X}", line)
    if field.multiline or field.markup == "html":
        return
    end = _LINE_END.search(source)
    if end:
        raise TextError(f"the field is not multiline, but holds U+{ord(end[0]):04X} after {end.start()} characters")


def _renderer(
    variant: str, plain: dict[str, CompiledText], html: dict[str, CompiledText]
) -> Callable[..., RenderedFields]:
    plain_items = [(name, text.render) for name, text in plain.items()]
    html_items = [(name, text.render) for name, text in html.items()]

    def render(values: Mapping[str, Any]) -> RenderedFields:
        text = {name: render(values) for name, render in plain_items}
        if not html_items:
            return RenderedFields(variant, text, text, text)
        source = {name: render(values) for name, render in html_items}
        # The texts were cleaned and their places scanned when they were compiled, and values are escaped.
        marked = {name: Markup(html) for name, html in source.items()}  # noqa: S704
        return RenderedFields(variant, text, text | marked, text | source)

    return render


def _constant(rendered: RenderedFields) -> Callable[[Mapping[str, Any]], RenderedFields]:
    return lambda values: rendered


def _shape_errors(variant: Variant, kind: Kind) -> Iterable[tuple[str, str]]:
    known = {field.name for field in kind.fields}
    for name in sorted(set(variant.content) - known):
        yield name, f"the kind `{kind.name}` has no field `{name}`; it has: {', '.join(sorted(known))}"
    for name in sorted(known - set(variant.content)):
        yield name, f"the kind `{kind.name}` needs the field `{name}`"


def _faults(field: Field_, source: str) -> Iterable[str]:
    try:
        text, _ = _compile_field(field, source, None)
    except TextError as error:
        yield f"line {error.line}: {error.message}"
        return
    if text.static and not text.render({}).strip():
        yield "is empty"


def _in_field(error: TextError, name: str) -> TextError:
    named = TextError(f"field `{name}`: {error.message}", error.line)
    named.field = name
    return named
