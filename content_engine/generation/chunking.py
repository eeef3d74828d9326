"""Documents cut into passages at their headings and paragraphs, small enough to stand in a brief.

Read are plain text, Markdown (https://spec.commonmark.org: headings, links, emphasis, code and tables, with
front matter and the components that documentation sites put between) and HTML. What is no prose is left out.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import NamedTuple

from content_engine.domain.documents import Passage
from content_engine.generation.patterns import pattern
from content_engine.generation.texts import MAX_TEXT

SIZE = 800
"""About how many characters a passage has; it is cut at a paragraph's or a sentence's end, never in a word."""

_FRONT = pattern(r"(?s)\A---\r?\n(.*?)\r?\n---\r?\n")
_KEY = pattern(r"(?m)^(title|description):\s*[\"']?(.*?)[\"']?\s*$")
_UNSEEN = pattern(
    r"(?is)<(?:script|style|head|svg|template|noscript)\b[^>]*>.*?</(?:script|style|head|svg|template|noscript)\s*>|<!--.*?-->"
)
_HTML_TITLE = pattern(r"(?is)<title[^>]*>(.*?)</title>")
_HTML_HEADING = pattern(r"(?is)<h([1-6])\b[^>]*>(.*?)</h[1-6]\s*>")
_CELL = pattern(r"(?i)</t[dh]\s*>\s*<t[dh]\b[^>]*>")
_BLOCK = pattern(
    r"(?i)</?(?:p|div|section|article|ul|ol|li|tr|table|tbody|thead|br|hr|blockquote|pre|main|details|summary)\b[^>]*>"
)
_TAG = pattern(r"<[A-Za-z/!][^<>]*>")
_IMPORT = pattern(r"(?m)^(?:import|export)\s.*$|^:::.*$|^```.*$|^\s*[-|: ]{3,}\s*$|^\s*\{[^{}]*\}\s*$")
_IMAGE = pattern(r"!\[[^\]]*\]\([^)]*\)")
_LINK = pattern(r"\[([^\[\]]*)\]\([^()]*\)")
_MARK = pattern(r"\*\*|__|`|(?m:^\s*(?:[*+-]|>)\s+)|(?m:^\s*\|)|(?m:\|\s*$)")
_HEADING = pattern(r"^\s{0,3}(#{1,6})\s+(.*?)(?:\s+#*)?(?:\s*\{#[^}]*\})?\s*$")
_SENTENCE = pattern(r"[.!?…][\"'”»)]*\s+")
_SPACES = pattern(r"[ \t\f\v]+")


class Section(NamedTuple):
    """A heading and the paragraphs below it."""

    heading: str
    paragraphs: list[str]


def title_of(text: str, fallback: str) -> str:
    """The title of a document: of its front matter, its `<title>`, or its first heading; else `fallback`."""
    front = _FRONT.search(text)
    named = dict(_KEY.findall(front[1])) if front else {}
    if named.get("title"):
        return _short(named["title"], fallback)
    found = _HTML_TITLE.search(text)
    if found:
        return _short(html.unescape(found[1]), fallback)
    headings = (match for line in text.split("\n") if (match := _HEADING.match(line)))
    first = next(headings, None)
    return _short(_plain(first[2]), fallback) if first else fallback


def chunks(document: str, text: str, *, title: str = "", markup: str = "markdown", size: int = SIZE) -> list[Passage]:
    """The passages of a document, in order. `document` is its id; passages are `<id>#<n>`, from 1.

    `markup` is `markdown`, `html` or `text`. A document without prose has none.
    """
    named = title or title_of(text, document)
    parts = [
        (section.heading, part)
        for section in _sections(text, markup)
        for part in _packed(section.paragraphs, min(size, MAX_TEXT))
    ]
    return [
        Passage(id=f"{document}#{number}", document=document, title=named, heading=heading, text=part)
        for number, (heading, part) in enumerate(parts, 1)
    ]


def _short(text: str, fallback: str) -> str:
    line = " ".join(text.split())[:200].strip()
    return line or fallback


def _sections(text: str, markup: str) -> Iterator[Section]:
    if markup == "text":
        yield Section("", _paragraphs(text))
        return
    front = _FRONT.search(text)
    described = dict(_KEY.findall(front[1])).get("description", "") if front else ""
    body = text[front.end() :] if front else text
    if described:
        yield Section("", [_plain(described)])
    yield from _headed(_unmarked(body))


def _headed(text: str) -> Iterator[Section]:
    heading, lines = "", list[str]()
    for line in text.split("\n"):
        found = _HEADING.match(line)
        if found is None:
            lines.append(line)
            continue
        yield Section(heading, _paragraphs("\n".join(lines)))
        heading, lines = _plain(found[2])[:200], []
    yield Section(heading, _paragraphs("\n".join(lines)))


def _unmarked(text: str) -> str:
    """Markdown or HTML as Markdown's headings and plain lines."""
    text = str(_UNSEEN.sub("\n", text.replace("\r\n", "\n")))
    text = str(_HTML_HEADING.sub(lambda found: f"\n\n{'#' * int(found[1])} {' '.join(found[2].split())}\n\n", text))
    text = str(_BLOCK.sub("\n\n", str(_CELL.sub(": ", text))))
    return str(_IMPORT.sub("", str(_IMAGE.sub("", text))))


def _plain(text: str) -> str:
    """A paragraph's words: links as their text, without emphasis, tags and entities."""
    text = str(_LINK.sub(r"\1", text))
    return html.unescape(str(_TAG.sub("", str(_MARK.sub("", text))))).replace("|", ":").strip()


def _paragraphs(text: str) -> list[str]:
    found = (" ".join(str(_SPACES.sub(" ", _plain(part))).split()) for part in text.split("\n\n"))
    return [paragraph for paragraph in found if any(map(str.isalnum, paragraph))]


def _packed(paragraphs: list[str], size: int) -> Iterator[str]:
    """Paragraphs put together while they fit, longer ones cut."""
    held = ""
    for piece in (piece for paragraph in paragraphs for piece in _pieces(paragraph, size)):
        if held and len(held) + 1 + len(piece) > size:
            yield held
            held = ""
        held = f"{held}\n{piece}" if held else piece
    if held:
        yield held


def _pieces(paragraph: str, size: int) -> Iterator[str]:
    while len(paragraph) > size:
        ends = [found.end() for found in _SENTENCE.finditer(paragraph[:size])]
        cut = ends[-1] if ends and ends[-1] > size // 3 else paragraph.rfind(" ", size // 3, size)
        cut = cut if cut > 0 else size
        yield paragraph[:cut].strip()
        paragraph = paragraph[cut:].strip()
    if paragraph:
        yield paragraph
