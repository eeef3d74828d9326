"""A whole HTML message as an e-mail program shows it: tags, style sheets, and its text run by run with its look.

Nesting follows the parts of https://html.spec.whatwg.org/multipage/parsing.html that decide what is inside what.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content_engine.guardrails.patterns import pattern, words
from content_engine.guardrails.sheets import Declarations, Element, StyleRule, declarations, style_rules
from content_engine.guardrails.visibility import Look, hides

_TOKEN = pattern(
    r"""(?s)<!--(?:-?>|.*?(?:--!?>|$))|<[!?][^>]*(?:>|$)|<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)(?:>|$)"""
)
_ATTRIBUTE = pattern(r"""([^\s=/>"'][^\s=/>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_VOID = words("area base br col embed hr img input link meta param source track wbr")
# What stands in these is no text of the page.
_RAW = words(
    "style title script textarea xmp iframe noembed noframes plaintext noscript template svg math object select"
)
_BLOCKS = words(
    "address article blockquote body br caption center dd div dl dt figure figcaption footer h1 h2 h3 h4 h5 h6 head"
    " header hr "
    "html li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_TABLE_PARTS = words("table tbody thead tfoot tr td th caption")
_CELLS = words("td th caption table")


@dataclass(frozen=True)
class Opening:
    """An opening tag; names are in lower case and values decoded. The first of two equal attributes counts."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """The text of a `<style>` element."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Run:
    """A piece of text with its look and the number of the link it stands in, -1 outside of links."""

    text: str
    look: Look
    link: int = -1


@dataclass(frozen=True)
class Document:
    """What a message consists of."""

    tags: tuple[Opening, ...]
    sheets: tuple[Sheet, ...]
    runs: tuple[Run, ...]
    links: tuple[tuple[str, Look], ...]


@dataclass(frozen=True)
class _Open:
    element: Element
    look: Look
    link: int


def document(source: str) -> Document:
    """`source` taken apart, as far as what is seen and what acts is concerned."""
    tokens = tuple(_tokens(source))
    sheets = tuple(token for token in tokens if isinstance(token, Sheet))
    builder = _Builder([rule for sheet in sheets for rule in style_rules(sheet.text)])
    for token in tokens:
        builder.take(token)
    tags = tuple(token for token in tokens if isinstance(token, Opening))
    return Document(tags, sheets, tuple(builder.runs), tuple(builder.links))


@dataclass(frozen=True)
class _Closing:
    name: str


Token = Opening | Sheet | _Closing | str


def _tokens(source: str) -> Iterator[Token]:
    """The tokens in order. Text inside `<style>` and its like is no markup, whatever it looks like."""
    lowered, at = source.lower(), 0
    while at < len(source):
        begin, at = at, len(source)
        for token, end in _until_raw(source[begin:], begin):
            yield token
            if isinstance(token, Opening) and token.name in _RAW:
                at = lowered.find(f"</{token.name}", end)
                at = len(source) if at < 0 else at
                if token.name == "style":
                    yield Sheet(token.start, at, source[end:at])
                break


def _until_raw(source: str, offset: int) -> Iterator[tuple[Token, int]]:
    at = 0
    for match in _TOKEN.finditer(source):
        start, end = match.span()
        if start > at:
            yield source[at:start], offset + start
        at = end
        if match[2]:
            name = match[2].lower()
            opening = Opening(offset + start, offset + end, name, _attributes(match[3] or ""))
            yield (_Closing(name) if match[1] else opening), offset + end
    if at < len(source):
        yield source[at:], offset + len(source)


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        value = next((part for part in (match[2], match[3], match[4]) if part is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value))
    return found


class _Builder:
    """Walks the tokens and keeps the open elements."""

    def __init__(self, rules: Sequence[StyleRule]) -> None:
        self.runs: list[Run] = []
        self.links: list[tuple[str, Look]] = []
        self._rules: dict[str, list[StyleRule]] = {}
        self._open: list[_Open] = []
        for rule in rules:
            self._rules.setdefault(rule.key, []).append(rule)

    def take(self, token: Token) -> None:
        if isinstance(token, str):
            self._text(html.unescape(token))
        elif isinstance(token, Opening):
            self._enter(token)
        elif isinstance(token, _Closing):
            self._leave(token.name)

    def _text(self, text: str) -> None:
        top = self._open[-1] if self._open else None
        self.runs.append(Run(text, top.look if top else Look(), top.link if top else -1))

    def _enter(self, tag: Opening) -> None:
        if tag.name in _BLOCKS:
            self._text(" ")
        if tag.name in _VOID:
            return
        element = Element(tag.name, tag.attributes)
        above = self._open[-1] if self._open else None
        look = self._look(element, above.look if above else Look())
        link = above.link if above else -1
        if tag.name == "a":
            link = len(self.links)
            self.links.append((tag.attributes.get("href", ""), look))
        self._open.append(_Open(element, look, link))

    def _look(self, element: Element, inherited: Look) -> Look:
        inline, _ = declarations(element.attributes.get("style", ""))
        reaching = self._reaching(element)
        styles = inline
        for rule in reaching:
            if not rule.conditional:
                styles = {**styles, **rule.beats(inline)}
        look = inherited.within(element.name, element.attributes, styles)
        if any(hides(rule.beats(inline)) or not _stays_seen(look, element, rule, inline) for rule in reaching):
            return replace(look, hidden=True)
        return look

    def _reaching(self, element: Element) -> list[StyleRule]:
        candidates = [rule for key in element.keys for rule in self._rules.get(key, ())]
        if not candidates:
            return []
        chain = [*(above.element for above in self._open), element]
        return [rule for rule in candidates if rule.reaches(chain)]

    def _leave(self, name: str) -> None:
        if name in _BLOCKS:
            self._text(" ")
        barrier = frozenset(("table",)) if name in _TABLE_PARTS else _CELLS
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].element.name == name:
                del self._open[index:]
                return
            if self._open[index].element.name in barrier:
                return


def _stays_seen(look: Look, element: Element, rule: StyleRule, inline: Declarations) -> bool:
    """Whether a rule for some screens leaves text there readable. Colours are let be: they come with a ground."""
    if not rule.conditional or not look.seen:
        return True
    sizes = {name: value for name, value in rule.beats(inline).items() if name in ("font-size", "font")}
    return look.within(element.name, {}, sizes).seen
