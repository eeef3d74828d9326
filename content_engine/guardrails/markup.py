"""`markup`: plain fields hold no markup of any language, HTML fields only the tags that a block of a message needs."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from content_engine.domain.brand import OnFail
from content_engine.guardrails.fragments import Fragment, Tag
from content_engine.guardrails.patterns import either, pattern, words
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

ALLOWED_TAGS = ("p", "br", "strong", "em", "ul", "ol", "li", "a")
_KNOWN = (
    "a|abbr|applet|area|article|audio|b|base|blink|blockquote|body|br|button|canvas|center|code|div|dl|dt|em|embed"
    "|font|form"
    "|frame|frameset|h[1-6]|head|hr|html|i|iframe|img|input|isindex|label|layer|li|link|marquee|math|meta|noscript"
    "|object|ol"
    "|option|p|pre|s|script|select|small|span|strike|strong|style|sub|sup|svg|table|td|template|textarea|th|title|tr"
    "|u|ul"
    "|video|xml|xss"
)
_EVENTS = (
    "abort|activate|animation[a-z]*|auxclick|before[a-z]+|begin|blur|cancel|canplay[a-z]*|change|click|close"
    "|contextmenu|copy"
    "|cut|dblclick|drag[a-z]*|drop|end|ended|error|finish|focus[a-z]*|formdata|hashchange|input|invalid|key[a-z]+"
    "|load[a-z]*"
    "|message|mouse[a-z]+|page[a-z]+|paste|play[a-z]*|pointer[a-z]+|popstate|progress|readystatechange|repeat|reset"
    "|resize"
    "|scroll[a-z]*|search|seek[a-z]*|select[a-z]*|start|stalled|storage|submit|toggle|touch[a-z]+|transition[a-z]*"
    "|unload"
    "|volumechange|waiting|wheel"
)
_TAG = pattern(
    rf"(?i)<[a-z/!?][^<>\n]{{0,300}}>?|<\s*/?\s*(?:{_KNOWN})(?:\s[^<>]*)?/?\s*>"
    r"|<\s*/?\s*(?:script|iframe|img|svg|style)\b"
)
# Angle brackets in other clothes: escapes of JSON, JavaScript and UTF-7, bytes that an old mailer reads as `<`.
_ESCAPED_TAG = either(
    (
        r"(?:\\u003c|\\u\{0*3c\}|\\x3c|\\74|%u003c)\s*[a-z/!?]",
        r"\+ADw-",
        r"[¼‹〈《˂ᐸ❮]\s*/?\s*(?:script|iframe|img|svg|style)\b",
        r"%c0%bc|%e0%80%bc|%f0%80%80%bc",
    )
)
_MARKDOWN = either(
    (
        r"!?\[[^\[\]\n]*\]\([^()\n]*[^()\s\n][^()\n]*\)",
        r"!\[[^\]\n]*\]",
        r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]",
        r"(?m:^\s{0,3}\[[^\[\]\n]+\]:\s*\S)",
        r"\*\*[^\s*][^*\n]*\*\*",
        r"(?:^|[\s(])__[^\s_][^_\n]*__(?:[\s.,:;!?)]|$)",
        r"~~[^\s~][^~\n]*~~",
        r"```|(?m:^~~~)|`[^`\s](?:[^`\n]*[^`\s])?`",
        r"(?m:^#{2,6}\s*\S)",
        r"(?m:^>\s?[a-z])",
        r"(?m:^\|?\s*:?-{3,}:?\s*\|)|(?m:^[ \t]*\|[ \t]*:?-+:?[ \t]*\|[-:| \t]*$)",
        r"\[/?(?:b|i|u|s|url|img|link|color|size|quote|code|center|list|email|font)(?:=[^\]\n]*)?\]",
        r"\[\[[^\[\]\n]+\]\]",
        r"\{\{?(?:file|image):",
        r"\\(?:href|url|textbf|textit|emph|begin|section|includegraphics)\{",
        r'"[^"\n]+":(?:https?:|/|www)',
        r"(?m:^h[1-6]\.\s)",
    )
)
_HEADING = pattern(r"(?m)^#\s+[A-ZÄÖÜÉÈ]")
_ATTRIBUTE = either(
    (rf"(?:^|[^a-z0-9])on(?:{_EVENTS})\s*=", r"\b(?:style|src|href)\s*=\s*[\"']", r"\bsrcdoc\s*=|\bformaction\s*=")
)
_ROUNDS = 4
_VOID = "br"
_LENIENT = words("p li")


@dataclass(frozen=True)
class Markup:
    """Blocks tags, disguised tags, markdown links, images and emphasis in plain fields; checks HTML fields by tag."""

    allowed: tuple[str, ...] = ALLOWED_TAGS
    on_fail: OnFail = "reject"
    id: str = "markup"

    @property
    def params(self) -> Mapping[str, object]:
        """The tags an HTML field may hold."""
        return {"allowed_tags": list(self.allowed)}

    def find(self, reading: Reading) -> Iterator[Found]:
        """Every breach in HTML, the first of each sort in plain text."""
        if reading.shape is None:
            yield from _in_plain(reading)
            return
        for tag in reading.shape.tags:
            if fault := self._fault(tag):
                yield Found(tag.start, tag.end, fault)
        yield from _unbalanced(reading.shape)
        yield from _behind(reading, reading.visible)

    def _fault(self, tag: Tag) -> str:
        if tag.name not in self.allowed:
            return f"only the tags {' '.join(self.allowed)} are allowed here, well formed"
        strange = [name for name, _ in tag.attributes if (tag.name, name) != ("a", "href")]
        if strange or (tag.closing and tag.attributes) or len(tag.attributes) > 1:
            return "the only attribute allowed is one href on a"
        return ""


def _in_plain(reading: Reading) -> Iterator[Found]:
    text = reading.clean
    if "<" in text and (tag := _TAG.search(text)):
        yield Found(*reading.span("clean", *tag.span()), "a tag in plain text")
    if found := _MARKDOWN.search(text) or _HEADING.search(text):
        yield Found(*reading.span("clean", *found.span()), "markdown or other markup in plain text")
    if found := _ATTRIBUTE.search(text) if "=" in text else None:
        yield Found(*reading.span("clean", *found.span()), "an HTML attribute in plain text")
    yield from _behind(reading, text)


def _behind(reading: Reading, text: str) -> Iterator[Found]:
    """Tags that appear once entities, percent escapes or other escapes are decoded, however often."""
    if _ESCAPED_TAG.search(text):
        yield Found(0, len(reading.raw), "an escaped tag")
        return
    for _ in range(_ROUNDS if "&" in text or "%" in text else 0):
        decoded = unquote(html.unescape(text), errors="replace")
        if decoded == text:
            break
        text = decoded
        if _TAG.search(text):
            yield Found(0, len(reading.raw), "an escaped tag")
            return
    if reading.shape is not None and _TAG.search(text):
        yield Found(0, len(reading.raw), "an escaped tag")


def _unbalanced(shape: Fragment) -> Iterator[Found]:
    """Tags left open or closed without being open; a message around them would lose its own shape."""
    open_tags: list[Tag] = []
    for tag in shape.tags:
        if tag.name == _VOID or not tag.name:
            continue
        if not tag.closing:
            if tag.name == "a" and any(outer.name == "a" for outer in open_tags):
                yield Found(tag.start, tag.end, "a link inside a link")
            open_tags.append(tag)
        elif not _close(open_tags, tag.name):
            yield Found(tag.start, tag.end, f"</{tag.name}> closes nothing")
    for tag in open_tags:
        if tag.name not in _LENIENT:
            yield Found(tag.start, tag.end, f"<{tag.name}> is never closed")


def _close(open_tags: list[Tag], name: str) -> bool:
    while open_tags and open_tags[-1].name != name and open_tags[-1].name in _LENIENT:
        open_tags.pop()
    if not open_tags or open_tags[-1].name != name:
        return False
    open_tags.pop()
    return True
