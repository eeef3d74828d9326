"""`footer`: a whole HTML message. Who sends it and how to leave stands where readers see it; nothing in it acts.

CAN-SPAM (16 CFR 316), GDPR and UWG § 7 ask for the sender and the way out; RFC 8058 wants that link as header too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from content_engine.domain.brand import Brand
from content_engine.guardrails.builtin import allowed_links
from content_engine.guardrails.document import Document, Run, document
from content_engine.guardrails.patterns import pattern, words
from content_engine.guardrails.rule import Found
from content_engine.guardrails.urls import Allowed

_TAGS = words(
    "html head body title meta style link table tbody thead tfoot tr td th caption col colgroup div span p a img br"
    " hr wbr h1 h2 h3 h4 "
    "h5 h6 ul ol li dl dt dd strong em b i u s small big sup sub center font blockquote pre code abbr address"
    " section article "
    "header footer main nav figure figcaption mark del ins tt cite q time"
)
_ADDRESSES = ("href", "src", "background", "poster", "cite", "longdesc", "action", "data", "ping", "srcset")
_IN_STYLE = pattern(r"(?i)url\(\s*[\"']?([^\"')\s]*)|@import\s+(?:url\()?[\"']?([^\"';)\s]*)")
_ACTIVE = pattern(r"(?i)(?:java|vb|live)\s*script\s*:|expression\s*\(|-moz-binding|behavior\s*:")
_META = ("content-type", "x-ua-compatible", "content-language")
_LETTERS = 3


@dataclass(frozen=True)
class Message:
    """The rule for whole messages of one brand."""

    allowed: Allowed
    postal_address: str
    unsubscribe: tuple[str, str]
    id: str = "footer"

    @classmethod
    def of(cls, brand: Brand) -> Message:
        """The rule for `brand`: its postal address, and where its unsubscribe links begin and end."""
        before, _, after = brand.sender.unsubscribe_url.partition("{token}")
        return cls(allowed_links(brand), _spaced(brand.sender.postal_address), (before, after))

    @property
    def params(self) -> Mapping[str, object]:
        """What must be in every message."""
        return {"postal_address": self.postal_address, "unsubscribe_url": "{token}".join(self.unsubscribe)}

    def find(self, html: str) -> Iterator[Found]:
        """Everything wrong with the message."""
        page = document(html)
        yield from self._active(page)
        yield from self._addresses(page)
        if not _holds(_spaced("".join(run.text for run in page.runs if run.look.seen)), self.postal_address):
            yield Found(0, len(html), "the postal address is missing, changed, or hidden from the reader")
        if not any(self._leads_out(page, number) for number in range(len(page.links))):
            yield Found(0, len(html), "there is no visible, working unsubscribe link")

    def _active(self, page: Document) -> Iterator[Found]:
        for tag in page.tags:
            if tag.name not in _TAGS:
                yield Found(tag.start, tag.end, f"<{tag.name}> has no place in a message")
            for name, value in tag.attributes.items():
                if name.startswith("on") or name in ("srcdoc", "formaction", "ping") or _ACTIVE.search(value):
                    yield Found(tag.start, tag.end, f"the attribute {name} makes the message act")
            if tag.name == "meta" and tag.attributes.get("http-equiv", _META[0]).lower() not in _META:
                yield Found(tag.start, tag.end, "a meta tag that acts")
            if tag.name == "link" and "icon" not in tag.attributes.get("rel", "").lower():
                yield Found(tag.start, tag.end, "an external style sheet, which nobody can check")

    def _addresses(self, page: Document) -> Iterator[Found]:
        for tag in page.tags:
            for name in _ADDRESSES:
                if name in tag.attributes and (fault := self._fault(tag.name, tag.attributes[name])):
                    yield Found(tag.start, tag.end, fault)
            if "style" in tag.attributes:
                yield from self._in_style(tag.attributes["style"], tag.start, tag.end)
        for sheet in page.sheets:
            yield from self._in_style(sheet.text, sheet.start, sheet.end)
            if _ACTIVE.search(sheet.text):
                yield Found(sheet.start, sheet.end, "a style sheet that acts")

    def _fault(self, tag: str, url: str) -> str:
        url = url.strip()
        return "" if tag == "img" and url.lower().startswith("cid:") else self.allowed.fault(url)

    def _in_style(self, style: str, start: int, end: int) -> Iterator[Found]:
        for match in _IN_STYLE.finditer(style):
            if match[2] is not None:
                yield Found(start, end, "an external style sheet, which nobody can check")
            elif fault := self.allowed.fault(match[1]):
                yield Found(start, end, fault)

    def _leads_out(self, page: Document, number: int) -> bool:
        """Whether link `number` is a live unsubscribe link with words a reader sees."""
        href, look = page.links[number]
        before, after = self.unsubscribe
        token = href.strip()[len(before) : len(href.strip()) - len(after)]
        fits = href.strip().startswith(before) and href.strip().endswith(after) and _is_token(token)
        if not fits or look.dead or self.allowed.fault(href.strip()):
            return False
        return sum(map(str.isalpha, _text(page.runs, number))) >= _LETTERS


def _text(runs: tuple[Run, ...], link: int) -> str:
    return "".join(run.text for run in runs if run.link == link and run.look.seen and not run.look.dead)


def _is_token(token: str) -> bool:
    return bool(token) and all(char.isalnum() or char in "-_.~=" for char in token) and token.strip(".") != ""


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _holds(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in `text` as whole words."""
    at = text.find(wanted)
    while at >= 0:
        around = text[at - 1 : at] if at else "", text[at + len(wanted) : at + len(wanted) + 1]
        if not any(map(str.isalnum, around)):
            return True
        at = text.find(wanted, at + 1)
    return False
