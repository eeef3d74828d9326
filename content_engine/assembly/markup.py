"""Variant fields with a little HTML in them: a few tags, links, and a plain-text reading for the text part.

nh3 (https://nh3.readthedocs.io) cleans the approved source once, at compile time; values are escaped into places that
a scan found safe, so no request has to clean anything. What nh3 would remove is an error: nobody's words vanish.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

import nh3

from content_engine.assembly.contexts import tag_sources
from content_engine.assembly.errors import TextError
from content_engine.assembly.filters import as_text, escaped_text
from content_engine.assembly.grammar import parse, reads
from content_engine.assembly.inert import inert
from content_engine.assembly.masking import Masked, masked
from content_engine.assembly.syntax import syntax
from content_engine.assembly.text import CompiledText, check_inert, check_link, check_names, compile_checked

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a"})
SCHEMES = frozenset({"http", "https", "mailto"})

_BREAKS = {"br": "\n", "p": "\n\n", "li": "\n- "}


class CompiledMarkup(NamedTuple):
    """A field of HTML in both its readings."""

    html: CompiledText
    plain: CompiledText


def compile_markup(source: str, *, allowed: frozenset[str] | None = None) -> CompiledMarkup:
    """A field of HTML (p br strong em ul ol li a[href]) from template source, as HTML and as plain text.

    Raises:
        TextError: as `compile_text`, for any other tag, attribute or scheme, for a value where no escaping makes it
            safe, and for two values side by side; with the line.
    """
    found = reads(parse(source, syntax()))
    check_names(found, allowed)
    hidden = masked(source, syntax())
    _check_tags(hidden)
    _check_apart(hidden)
    cleaned = _cleaned(hidden)
    sources = tag_sources(hidden, cleaned)
    by_word = dict(zip(hidden.pieces(cleaned)[1::2], sources, strict=True))
    plain = plain_text(cleaned)
    for literal in hidden.pieces(plain)[::2]:
        check_inert(literal, 1)
    html_tree = parse(hidden.restored(cleaned, lambda _tag, index: sources[index]), syntax())
    plain_tree = parse(hidden.restored(plain, lambda tag, _index: by_word[tag.word]), syntax())
    for tree in (html_tree, plain_tree):
        reads(tree, links=True)
    return CompiledMarkup(
        compile_checked(source, found, html_tree, escaped_text),
        compile_checked(source, found, plain_tree, as_text, _finished),
    )


def plain_text(html: str) -> str:
    """The words of an HTML fragment: paragraphs, line breaks and list items on their lines, links after their words."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.out))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _finished(text: str) -> str:
    return inert(text).strip()


def _cleaned(hidden: Masked) -> str:
    cleaned = nh3.clean(
        hidden.text, tags=set(TAGS), attributes={"a": {"href"}}, link_rel=None, url_schemes=set(SCHEMES)
    )
    kept = sorted(hidden.pieces(cleaned)[1::2])
    if kept != sorted(hidden.tags):
        lost = next(tag for word, tag in hidden.tags.items() if kept.count(word) != 1)
        raise TextError(f"`{lost.source}` stands where HTML has no place for it", lost.line)
    return cleaned


def _check_tags(hidden: Masked) -> None:
    checker = _Tags(hidden)
    checker.feed(hidden.text)
    checker.close()
    if checker.open:
        tag, line = checker.open[-1]
        raise TextError(f"<{tag}> is not closed", line)


def _check_apart(hidden: Masked) -> None:
    pieces = hidden.pieces(hidden.text)
    for index in range(3, len(pieces), 2):
        one, other = hidden.tags[pieces[index - 2]], hidden.tags[pieces[index]]
        if not pieces[index - 1] and one.kind == other.kind == "expression":
            raise TextError(f"put a space or a sign between `{one.source}` and `{other.source}`", other.line)


class _Tags(HTMLParser):
    """Refuses what is not on the list of tags, with its line. Template blocks are nested like elements."""

    def __init__(self, hidden: Masked) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, int]] = []
        self._hidden = hidden

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        if tag not in TAGS:
            raise TextError(f"<{tag}> is not possible here; there are: {', '.join(sorted(TAGS))}", line)
        for name, value in attrs:
            self._check_attribute(tag, name, value or "", line)
        if tag != "br":
            self.open.append((tag, line))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in TAGS and (not self.open or self.open.pop()[0] != tag):
            raise TextError(f"</{tag}> closes nothing, or something else is still open", self.getpos()[0])

    def handle_data(self, data: str) -> None:
        for word in self._hidden.pieces(data)[1::2]:
            tag = self._hidden.tags[word]
            if tag.kind in ("branch", "close") and (not self.open or self.open.pop()[0] != "%"):
                raise TextError(f"`{tag.source}`: what its block opens must be closed inside it", tag.line)
            if tag.kind in ("open", "branch"):
                self.open.append(("%", tag.line))

    def handle_comment(self, data: str) -> None:
        raise TextError("HTML comments are not possible here", self.getpos()[0])

    def handle_decl(self, decl: str) -> None:
        raise TextError("<! is not possible here", self.getpos()[0])

    def _check_attribute(self, tag: str, name: str, value: str, line: int) -> None:
        if (tag, name) != ("a", "href"):
            raise TextError(f"`{name}` of <{tag}> is not possible here; only `href` of <a>", line)
        try:
            check_link(self._hidden.pieces(value)[::2])
        except TextError as error:
            raise TextError(error.message, line) from error


class _Plain(HTMLParser):
    """Collects the words of a cleaned fragment."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.out)))
        self.out.append(_BREAKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            link, start = self._links.pop()
            if link and link != "".join(self.out[start:]).strip():
                self.out.append(f" ({link})")
        elif tag in ("p", "ul", "ol"):
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        self.out.append(re.sub(r"\s+", " ", data))
