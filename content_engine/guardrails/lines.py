"""`header`: nothing in a single-line field may start a new line or a mail header, in any disguise (RFC 5322, 2047)."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from content_engine.domain.brand import OnFail
from content_engine.guardrails.patterns import either, pattern
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

_RAW = pattern(r"[\x{0}-\x{1F}\x{7F}-\x{9F}\x{2028}\x{2029}]")
_ROUNDS = 3
_ESCAPED = either(
    (
        # percent-encoded, once or several times, as UTF-8, as a single byte, overlong, or as %uXXXX
        r"%(?:25|%)*(?:0[0-9a-f]|1[0-9a-f]|7f)",
        r"%(?:25)*c2%(?:25)*[89][0-9a-f]",
        r"(?:^|[^0-9a-f%])%(?:25)*85(?:[^0-9a-f%]|$)",
        r"%(?:25)*e2%(?:25)*80%(?:25)*a[89]",
        r"%(?:25)*c0%(?:25)*8[0-9a-f]",
        r"%u(?:00[01][0-9a-f]|007f|008[0-9a-f]|2028|2029|560[ad])",
        # characters whose low byte is a line break, for mailers that cut to bytes
        r"%(?:25)*e5%(?:25)*98%(?:25)*8[ad]",
        r"\x{560A}|\x{560D}",
        # HTML
        r"&(?:newline|tab);?",
        r"&#0*(?:[0-9]|[12][0-9]|3[01]|12[7-9]|1[345][0-9]|8232|8233)(?:;|[^0-9]|$)",
        r"&#x0*(?:[01]?[0-9a-f]|7f|[89][0-9a-f]|2028|2029)(?:;|[^0-9a-f]|$)",
        # backslash escapes of JSON, Python, C
        r"\\u(?:00[01][0-9a-f]|007f|008[0-9a-f]|2028|2029)",
        r"\\u\{0*(?:[01]?[0-9a-f]|7f|8[0-9a-f]|2028|2029)\}",
        r"\\x(?:[01][0-9a-f]|7f|8[0-9a-f])",
        r"\\0?(?:12|15)(?:[^0-9]|$)",
        r"\\r\\n|\\[nr](?:\\[nr]|\s|$|(?:bcc|cc|to|from|reply-to|subject|content-|mime-|x-|set-cookie|location))",
        # quoted-printable
        r"=0[ad](?:=0[ad]|[^0-9a-z]|$)",
    )
)
_ESCAPED_BREAK = pattern(r"\\[nr](?:[A-Z]|$)")
_ENCODED_WORD = pattern(r"(?i)=\?[a-z0-9_.:*-]{2,40}\?[bq]\?|=\?[a-z0-9_.:*-]{2,40}\?[^?\s]*\?=")


@dataclass(frozen=True)
class SingleLine:
    """Blocks control characters and line breaks in fields of one line: raw, escaped, or as an RFC 2047 encoded word."""

    on_fail: OnFail = "reject"
    id: str = "header"
    params: Mapping[str, object] = field(default_factory=dict)

    def find(self, reading: Reading) -> Iterator[Found]:
        """Each raw control, and the first escaped one of each form."""
        if reading.field.multiline:
            return
        for found in _RAW.finditer(reading.source):
            yield Found(
                found.start(), found.end(), f"control or line break U+{ord(found[0]):04X} in a single line", " "
            )
        if "=?" in reading.clean and (word := _ENCODED_WORD.search(reading.clean)):
            yield Found(*reading.span("clean", *word.span()), "RFC 2047 encoded word")
        yield from _escaped(reading)


def _escaped(reading: Reading) -> Iterator[Found]:
    """Decoding percent escapes and entities in turn, as several programs in a row would."""
    text = reading.clean
    for turn in range(_ROUNDS * 2):
        found = _ESCAPED.search(text) or _ESCAPED_BREAK.search(text) or (_RAW.search(text) if turn else None)
        if found:
            start, end = found.span()
            span = reading.span("clean", start, end) if text == reading.clean else (0, len(reading.raw))
            yield Found(*span, "escaped control or line break in a single line")
            return
        if "%" not in text and "&" not in text:
            return
        text = html.unescape(text) if turn % 2 else unquote(text, errors="replace")
