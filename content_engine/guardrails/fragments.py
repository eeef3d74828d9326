"""A piece of HTML read by a strict grammar: a tag is `<name attr="value">` or a fault, never something to guess at."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from content_engine.guardrails.patterns import pattern, words

_TAG = pattern(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z_:][a-zA-Z0-9_:.-]*\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*(/?)>"""
    r"""|(?s:<!--.*?(?:-->|$))|<[a-zA-Z/!?][^<>]*>?|&[a-zA-Z0-9#]{1,32};?"""
)
_ATTRIBUTE = pattern(r"""([a-zA-Z_:][a-zA-Z0-9_:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_INLINE = words("a abbr b em i small span strong sub sup u")


@dataclass(frozen=True)
class Tag:
    """One tag. `name` is in lower case and empty for what the grammar does not know; attribute values are decoded."""

    start: int
    end: int
    name: str = ""
    closing: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Fragment:
    """The tags of a fragment, the text between them, and for each piece of it where it stood in the source."""

    tags: tuple[Tag, ...]
    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the source that `text[start:end]` comes from."""
        return self._origin(start), self._origin(max(end - 1, start), last=True)

    def _origin(self, at: int, *, last: bool = False) -> int:
        index = bisect_right(self.pieces, (at, 1 << 62, 0)) - 1
        if index < 0:
            return 0
        begins, source, length = self.pieces[index]
        plain = length < 0
        return source + at - begins + (1 if last else 0) if plain else source + (length if last else 0)


def fragment(source: str) -> Fragment:
    """`source` taken apart. Inline tags leave no gap in the text, other tags a line break."""
    tags: list[Tag] = []
    pieces: list[tuple[int, int, int]] = []
    parts: list[str] = []
    length = 0
    for begin, end, tag in _tokens(source):
        text = source[begin:end] if tag is None else _gap(tag)
        if tag is not None:
            tags.append(tag)
        elif source[begin] == "&":
            text = html.unescape(text)
        if text:
            pieces.append((length, begin, end - begin if tag is not None or source[begin] == "&" else -1))
            parts.append(text)
            length += len(text)
    return Fragment(tuple(tags), "".join(parts), tuple(pieces))


def _gap(tag: Tag) -> str:
    return "" if tag.name in _INLINE else "\n"


def _tokens(source: str) -> Iterator[tuple[int, int, Tag | None]]:
    at = 0
    for match in _TAG.finditer(source):
        start, end = match.span()
        if start > at:
            yield at, start, None
        yield start, end, None if source[start] == "&" else _tag(match, start, end)
        at = end
    if at < len(source):
        yield at, len(source), None


def _tag(match: object, start: int, end: int) -> Tag:
    closing, name, attributes = (match[i] for i in (1, 2, 3))  # type: ignore[index]
    if not name:
        return Tag(start, end)
    found = ((m[1].lower(), html.unescape(m[2] or m[3] or "")) for m in _ATTRIBUTE.finditer(attributes or ""))
    return Tag(start, end, name.lower(), bool(closing), tuple(found))
