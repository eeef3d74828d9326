"""Where in an HTML page each template tag stands, and what that asks of the value printed there.

Escaping alone is right only in text and in quoted attributes. So a scan follows the page as a browser would read it:
links get their own filter, and values inside style sheets, scripts, event handlers, comments, unquoted attributes and
tag names are refused. Both branches of an `if` must end where they began. The idea is that of Go's html/template
(https://pkg.go.dev/html/template#hdr-Contexts). Outlook's conditional comments are read as the markup they are to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Literal, NamedTuple

from content_engine.assembly.errors import TextError
from content_engine.assembly.masking import Masked, Tag

Place = Literal["text", "tag", "name", "equals", "value", "raw", "comment", "declaration"]

LINK_ATTRIBUTES = frozenset({"href", "src", "action", "formaction", "background", "poster", "cite", "xlink:href"})
_NO_VALUES = frozenset({"style", "srcdoc", "srcset"})
_NO_VALUE_TAGS = frozenset({"script", "iframe", "object", "embed", "base", "link", "meta", "form", "style"})
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "noscript", "iframe", "noembed", "noframes"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "cid"})

_MARKUP = re.compile(
    r"<!--\[if[^\]>]*\]>(?:<!-->)?|<!-->|(?P<comment><!--)|(?P<declaration><[!?])|<(?P<tag>/?[A-Za-z][^\s/>]*)|(?P<open><$)"
)
_NAME = re.compile(r"[^\s=>/\"']+")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_VALUE = "\x00"


class Context(NamedTuple):
    """A point in a page: the place, its element and attribute, the quote around it and the link so far."""

    place: Place = "text"
    tag: str = ""
    attribute: str = ""
    quote: str = ""
    before: str = ""

    @property
    def in_link(self) -> bool:
        """Whether this is inside the value of an attribute that holds a link."""
        return self.place == "value" and self.attribute in LINK_ATTRIBUTES


PAGE = Context()
LINK_FIELD = Context("value", "a", "href", '"')


def placed(masked: Masked, text: str, start: Context = PAGE) -> str:
    """`text` (a page with masked tags) as template source again, with the filters that each place asks for.

    Raises:
        TextError: for a value in a place where no escaping makes it safe, with its line in the source.
    """
    sources = tag_sources(masked, text, start)
    return masked.restored(text, lambda _tag, index: sources[index])


def tag_sources(masked: Masked, text: str, start: Context = PAGE) -> list[str]:
    """The source of each tag in `text`, in order, with the filter its place asks for. Raises as `placed`."""
    scan = _Scan(start)
    sources: list[str] = []
    for index, piece in enumerate(masked.pieces(text)):
        if index % 2:
            sources.append(scan.tag(masked.tags[piece]))
        else:
            scan.text(piece)
    scan.end()
    return sources


class _Block(NamedTuple):
    """An open block: where it began, where its finished branches ended, and whether it may be passed over entirely."""

    start: Context
    ended: Context | None
    passable: bool


class _Scan:
    """The scan's state: where it is, and the blocks that are open there."""

    def __init__(self, start: Context) -> None:
        self._at = start
        self._blocks: list[_Block] = []
        self._line = 1

    def text(self, text: str) -> None:
        position = 0
        while position < len(text):
            try:
                self._at, position = _STEPS[self._at.place](self._at, text, position)
            except ValueError as error:
                raise TextError(str(error), self._line) from error

    def end(self) -> None:
        if self._at.in_link:
            self.text(self._at.quote)

    def tag(self, tag: Tag) -> str:
        self._line = tag.line
        if tag.kind == "expression":
            return self._expression(tag)
        if self._at.place in ("name", "equals", "declaration"):
            raise TextError("a block cannot begin or end inside an attribute's name", tag.line)
        if tag.kind == "open":
            self._blocks.append(_Block(self._at, None, True))
        elif self._blocks:
            self._at = self._next_branch(tag)
        else:
            raise TextError(f"`{tag.source}` closes nothing", tag.line)
        return tag.source

    def _expression(self, tag: Tag) -> str:
        filter_name = _filter_for(self._at, tag.line)
        if self._at.place == "value":
            self._at = self._at._replace(before=self._at.before + _VALUE)
        return tag.wrapped(filter_name) if filter_name else tag.source

    def _next_branch(self, tag: Tag) -> Context:
        start, ended, passable = self._blocks.pop()
        ended = _joined(ended, self._at, tag.line)
        if tag.kind == "close":
            return _joined(start, ended, tag.line) if passable else ended
        self._blocks.append(_Block(start, ended, passable and not tag.last_branch))
        return start


def _joined(one: Context | None, other: Context, line: int) -> Context:
    if one is None:
        return other
    if one._replace(before="") != other._replace(before="") or bool(one.before) != bool(other.before):
        raise TextError("the branches of this block must begin and end at the same place in the page", line)
    return one if one.before else other


def _filter_for(at: Context, line: int) -> str:
    if at.place == "text" or (at.place == "raw" and at.tag in ("title", "textarea")):
        return ""
    if at.place != "value":
        raise TextError(_REFUSED.get(at.place, "a value cannot stand inside a tag"), line)
    if not at.quote:
        raise TextError(f"put quotes around the value of `{at.attribute}`", line)
    if at.attribute in _NO_VALUES or at.attribute.startswith("on") or at.tag in _NO_VALUE_TAGS:
        raise TextError(f"a value cannot stand in `{at.attribute}` of <{at.tag}>: escaping does not make it safe", line)
    if at.attribute not in LINK_ATTRIBUTES:
        return ""
    return _link_filter(at.before, line)


_REFUSED: dict[str, str] = {
    "raw": "a value cannot stand in a style sheet or script: escaping does not make it safe",
    "comment": "a value cannot stand in a comment",
}


def _link_filter(before: str, line: int) -> str:
    if not before.strip():
        return "_href"
    if _VALUE not in before and not re.search(r"[:/?#]", before):
        raise TextError(f"`{before}` and a value cannot make up a link's scheme together", line)
    return "_link_part"


Step = Callable[[Context, str, int], tuple[Context, int]]


def _in_text(at: Context, text: str, position: int) -> tuple[Context, int]:
    found = _MARKUP.search(text, position)
    if found is None:
        return at, len(text)
    if found["tag"]:
        return Context("tag", found["tag"].lower()), found.end()
    if found["comment"]:
        return Context("comment"), found.end()
    if found["declaration"]:
        return Context("declaration"), found.end()
    return (Context("tag") if found["open"] is not None else at), found.end()


def _in_tag(at: Context, text: str, position: int) -> tuple[Context, int]:
    char = text[position]
    if char == ">":
        return (Context("raw", at.tag) if at.tag in _RAW else Context()), position + 1
    name = _NAME.match(text, position)
    if name:
        return Context("name", at.tag, name[0].lower()), name.end()
    return at, position + 1


def _in_name(at: Context, text: str, position: int) -> tuple[Context, int]:
    if text[position] == "=":
        return at._replace(place="equals"), position + 1
    if text[position].isspace():
        return at, position + 1
    return Context("tag", at.tag), position


def _in_equals(at: Context, text: str, position: int) -> tuple[Context, int]:
    char = text[position]
    if char.isspace():
        return at, position + 1
    if char in "\"'":
        return at._replace(place="value", quote=char), position + 1
    return at._replace(place="value"), position


def _in_value(at: Context, text: str, position: int) -> tuple[Context, int]:
    end = re.compile(re.escape(at.quote) if at.quote else r"[\s>]").search(text, position)
    if end is None:
        return at._replace(before=at.before + text[position:]), len(text)
    if at.attribute in LINK_ATTRIBUTES:
        _check_scheme(at.before + text[position : end.start()])
    return Context("tag", at.tag), end.end() if at.quote else end.start()


def _check_scheme(link: str) -> None:
    plain = re.sub(r"[\t\r\n]", "", unescape(link)).lower()
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1] not in _SCHEMES and not plain.lstrip().startswith("data:image/"):
        raise ValueError(f"links may be http, https, mailto or tel; not `{scheme[1]}:`")


def _in_raw(at: Context, text: str, position: int) -> tuple[Context, int]:
    end = re.compile(rf"</{re.escape(at.tag)}(?=[\s/>])", re.IGNORECASE).search(text, position)
    return (at, len(text)) if end is None else (Context("tag", "/" + at.tag), end.end())


def _until(mark: str) -> Step:
    def step(at: Context, text: str, position: int) -> tuple[Context, int]:
        end = text.find(mark, position)
        return (at, len(text)) if end < 0 else (Context(), end + len(mark))

    return step


_STEPS: dict[Place, Step] = {
    "text": _in_text,
    "tag": _in_tag,
    "name": _in_name,
    "equals": _in_equals,
    "value": _in_value,
    "raw": _in_raw,
    "comment": _until("-->"),
    "declaration": _until(">"),
}
