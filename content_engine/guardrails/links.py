"""`link`: every address in a text, however it is written, leads to the brand and nowhere else."""

from __future__ import annotations

import html
import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from content_engine.domain.brand import OnFail
from content_engine.guardrails.patterns import either, pattern, words
from content_engine.guardrails.reading import Reading, fold
from content_engine.guardrails.rule import Found
from content_engine.guardrails.tlds import TLDS
from content_engine.guardrails.urls import Allowed

_HINT = pattern(
    r"(?i)[:@/\\]|[\p{L}\p{N}_-]\s?\.\s?[\p{L}\p{N}]|\bdot\b|\bpunkt\b|\bpoint\b|\bpunto\b|\[\.|\(\.|\bwww\b|xn--"
)
_ADDRESS = pattern(r"(?i)(?:[a-z][a-z0-9+.-]{1,30}:(?://|\\\\|/\\|\\/|/|\\)|mailto:)[^\s<>\"“”„«»‹›—–|]*")
_EDGE = ".,;:!?'’)]}*_~…"
_OTHER_SCHEME = either(
    (
        r"\b(?:javascript|vbscript|livescript|mocha):\S",
        r"\bj\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:\s*\S*[(;=%]",
        r"\bdata:(?:[a-z]+/[a-z0-9.+-]+[;,]|;|,|text/)",
        r"\b(?:blob|filesystem|view-source|intent|itms|itms-apps|market|whatsapp|tg|skype|callto|facetime|jar"
        r"|mhtml):[^\s:]",
        r"\b(?:tel|sms|smsto|fax):\s?\+?[\d(]",
        r"\babout:(?:blank|srcdoc|config|settings)",
        r"\bmailto:",
        r"\burn:[a-z0-9]+:|\bmagnet:\?|\bgeo:-?\d|\bbitcoin:\w|\bcid:\w",
        r"\bhttps?\s*:\s*/\s*/|\bhttps?:\S|\bh\s+t\s+t\s+p\s*s?\s*:",
        r"\bhxxps?\b|\bh[tx]{2}ps?\s?[:\[]|\bhttps?\s?(?:\[:\]|\(:\))",
        r"(?:^|[\s(\"'])(?://|\\\\)[\p{L}\p{N}]",
        r"\bwww\d?\s?\.\s?[\p{L}\p{N}]|\bwww\s?(?:dot|punkt|point|punto)\b",
        r"\bxn--[a-z0-9]",
        r"[\p{L}\p{N}]%(?:25)*2e[\p{L}]{2,}",
    )
)
_MAIL = pattern(r"[\p{L}\p{N}_][\p{L}\p{N}._%+'-]*@(?:[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*|\[[^\]\s]*\])")
_SPELLED = either(
    (
        r"[\p{L}\p{N}._%+-]+\s*[\[({<]\s*(?:at|@|ät|arroba|arobase)\s*[\])}>]\s*[\p{L}\p{N}-]+",
        r"[\p{L}\p{N}._%+-]+\s+@\s*[\p{L}\p{N}-]+\s?\.\s?[\p{L}]{2,}|[\p{L}\p{N}._%+-]+@\s+[\p{L}\p{N}-]+\s?\.\s?["
        r"\p{L}]{2,}",
        r"[\p{L}\p{N}_-]+\s*(?:\[\s*\.\s*\]|\(\s*\.\s*\)|\{\s*\.\s*\}"
        r"|[\[({]\s*(?:dot|punkt|point|punto)\s*[\])}])\s*[\p{L}]{2,}",
        r"[\p{L}\p{N}_-]+\s+dot\s+(?:com|net|org|io|co|info|example|app|dev|ai|de|fr|es|eu|uk|biz|xyz)\b",
        r"[\p{L}\p{N}_-]+\s+punkt\s+(?:com|net|org|io|de|example)\b",
        r"[\p{L}\p{N}_-]+\s+(?:point|punto)\s+(?:com|net|org|example)\b",
        r"[\p{L}\p{N}_-]{3,}(?:\s\.\s?(?:com|net|org|io|example|xyz)|\s?\.\scom|[,·•‧∙]com)\b",
    )
)
_DOTTED = pattern(r"[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+\.?")
_IPV6 = pattern(r"(?i)(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|\d{1,3}(?:\.\d{1,3}){3})?")
# Last labels that everybody takes for a site, whatever stands before them.
_PLAIN = words("com net org info biz io ai app dev xyz example test invalid localhost onion eu")
_FILES = words("md py sh zip mov")
_RUST = words("main lib mod build")
_NAMED = words("asp.net vb.net ado.net ml.net paint.net json.net co.kg ph.d")


@dataclass(frozen=True)
class Link:
    """Links only with the allowed schemes to exactly the allowed hosts; no other address in any spelling."""

    allowed: Allowed
    products: frozenset[str] = frozenset()
    on_fail: OnFail = "reject"
    id: str = "link"

    @property
    def params(self) -> Mapping[str, object]:
        """Schemes, hosts and mail addresses that are let through."""
        known = self.allowed
        return {"schemes": sorted(known.schemes), "hosts": sorted(known.hosts), "mailto": sorted(known.mailto)}

    def find(self, reading: Reading) -> Iterator[Found]:
        """Every address that is not the brand's, in attributes and in the text."""
        if reading.shape is not None:
            yield from self._in_attributes(reading)
        if reading.field.type == "url":
            if fault := self.allowed.fault(reading.source):
                yield Found(0, len(reading.raw), fault)
        elif _HINT.search(reading.clean):
            yield from self._in_text(reading)
        if reading.shape is None and ("&" in reading.clean or "%" in reading.clean):
            yield from self._behind_escapes(reading)

    def _in_attributes(self, reading: Reading) -> Iterator[Found]:
        assert reading.shape is not None
        for tag in reading.shape.tags:
            for name, value in tag.attributes:
                if name == "href" and (fault := self.allowed.fault(value)):
                    yield Found(tag.start, tag.end, fault)

    def _in_text(self, reading: Reading) -> Iterator[Found]:
        text = reading.clean
        links = [(match.start(), match[0].rstrip(_EDGE)) for match in _ADDRESS.finditer(text)]
        text = _blank(text, [(start, start + len(url)) for start, url in links])
        mails = [(match.start(), match[0].rstrip(_EDGE)) for match in _MAIL.finditer(text)]
        text = _blank(text, [(start, start + len(mail)) for start, mail in mails])
        for start, end, fault in (*self._written_out(links, mails), *self._others(text)):
            yield Found(*reading.span("clean", start, end), fault)

    def _behind_escapes(self, reading: Reading) -> Iterator[Found]:
        """Addresses that appear when a program downstream decodes entities or percent escapes in plain text."""
        decoded = unquote(html.unescape(html.unescape(reading.clean)), errors="replace")
        hidden = replace(reading, raw=decoded)
        if decoded != reading.clean and any(self._in_text(hidden)):
            yield Found(0, len(reading.raw), "an address written in escapes")

    def _written_out(
        self, links: list[tuple[int, str]], mails: list[tuple[int, str]]
    ) -> Iterator[tuple[int, int, str]]:
        for start, url in links:
            if fault := self.allowed.fault(url):
                yield start, start + len(url), fault
        for start, mail in mails:
            if mail.lower() not in self.allowed.mailto:
                yield start, start + len(mail), "an e-mail address that is not the brand's"

    def _others(self, text: str) -> Iterator[tuple[int, int, str]]:
        if found := _OTHER_SCHEME.search(text):
            yield *found.span(), "an address that is not a plain link of the brand"
        if found := _SPELLED.search(text):
            yield *found.span(), "an address spelled out"
        for match in _DOTTED.finditer(text):
            if fault := self._dotted(match[0].rstrip("."), text[match.end() : match.end() + 1]):
                yield *match.span(), fault
        if text.count(":") > 1:
            yield from _ipv6(text)

    def _dotted(self, token: str, after: str) -> str:
        if _is_ipv4(token):
            return "an IP address"
        if token.lower() in self.products or not _is_domain(token, after):
            return ""
        return "a bare domain; write the whole https link, to an allowed host"


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with spaces at `spans`, which are in order and do not overlap."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join((*parts, text[at:]))


def _is_ipv4(token: str) -> bool:
    parts = token.split(".")
    return len(parts) == 4 and all(part.isdigit() and len(part) < 4 and int(part) < 256 for part in parts)


def _ipv6(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _IPV6.finditer(text):
        try:
            ipaddress.IPv6Address(match[0])
        except ValueError:
            continue
        if len(match[0]) > 2:
            yield *match.span(), "an IP address"


def _is_domain(token: str, after: str) -> bool:
    """Whether a reader or a mail program takes `token` for a site, not for a file, an abbreviation or a typo."""
    labels = token.split(".")
    folded = [fold(label) for label in labels]
    last = folded[-1].strip("-_")
    if last not in TLDS or fold(token) in _NAMED:
        return False
    if after == "/" or folded[0] == "www":
        return True
    if max(map(len, labels)) == 1 or (last not in _PLAIN and _looks_like_typo(labels)):
        return False
    if len(labels) == 2 and (last in _FILES or (last == "rs" and folded[0] in _RUST)):
        return False
    return last in _PLAIN or not all(label.isdigit() for label in labels[:-1])


def _looks_like_typo(labels: list[str]) -> bool:
    """`ready.Open`: a full stop without its space."""
    return labels[-1][:1].isupper() and labels[-1][1:].islower() and labels[-2][-1:].islower()
