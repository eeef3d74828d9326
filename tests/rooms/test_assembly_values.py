"""Attributes as data: what strangers send is inert for every template language, and people's names stay as they are."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.assembly.inert import inert
from content_engine.assembly.values import clean_text, clean_values

DATA = Path(__file__).parents[1] / "data"
NAUGHTY: list[str] = json.loads((DATA / "naughty_strings" / "blns.json").read_text())
SSTI = [line for line in (DATA / "payloads" / "ssti.txt").read_text().splitlines() if line.strip()]
CRLF = (DATA / "payloads" / "crlf.txt").read_text().splitlines()
XSS = (DATA / "payloads" / "xss_rsnake.txt").read_text().splitlines()

# One product in the syntax of each engine: 41739 * 23 is 959997.
PRODUCTS = [
    "{{ 41739*23 }}",
    "{{41739 | times: 23}}",
    "{% print 41739*23 %}",
    "{% endraw %}{{ 41739*23 }}{% raw %}",
    "${41739*23}",
    "#{41739*23}",
    "*{41739*23}",
    "~{41739*23}",
    "@{41739*23}",
    "@(41739*23)",
    "<%= 41739*23 %>",
    "<%=41739*23%>",
    "<%- 41739*23 -%>",
    "<#assign x=41739*23>",
    "[#assign x=41739*23]",
    "[=41739*23]",
    "[[${41739*23}]]",
    "[(${41739*23})]",
    "[[41739*23]]",
    "{php}echo 41739*23;{/php}",
    "{41739*23}",
    "{{{41739*23}}}",
    "#set($x=41739*23)$x",
    "#set ($x = 41739*23)${x}",
    "#evaluate('41739*23')",
    "$!{x}$x.y",
    "*|PRODUCT:41739*23|*",
    "%%=Multiply(41739,23)=%%",
    "%%[SET @x=41739]%%",
    "%FIRSTNAME%",
    "% print(41739*23)",
    "&#123;&#123; 41739*23 &#125;&#125;",
    "\\u007b\\u007b41739*23\\u007d\\u007d",
    "｛｛41739*23｝｝",
    "<?php echo 41739*23 ?>",
    "<?= 41739*23 ?>",
    "@php echo 41739*23 @endphp",
    "@if(41739*23)",
]
HOSTILE = [*PRODUCTS, *SSTI, *NAUGHTY, *CRLF, *XSS]

LIVE = re.compile(
    r"[{}]|\$[A-Za-z_!(\[]|#[(\[*#]|#(?:set|if|foreach|end|include|parse|evaluate|macro|stop)\b|@\(|@\w+\("
    r"|<[%#@?/!A-Za-z]|%>|%%|\[\[|\]\]|\[[%#=(]|\*\||\|\*|&#|=\?|\?="
)
ORDINARY = [
    "AT&T",
    "O'Brien",
    "C#",
    "Yahoo!",
    "100% Design",
    "M&S",
    "José",
    "株式会社",
    "山田　太郎",
    "Müller & Söhne GmbH (Berlin)",
    "Ada",
    "$5",
    "#1 Plumbing",
    "A*STAR",
    "3 < 5",
    "Toys “R” Us",
    "Łukasz Żółć",
    "محمد",
    "ada@example.com",
    "@acme (on X)",
    "1+1=2?",
    "https://example.com/a?b=1&c=2#top",
    "-17.5",
]

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(HOSTILE)
pieces = st.lists(st.sampled_from([*"{}[]()<>%$#@*|&\\=?! aZ_0", "set", "if", "php", "x7b", "http://", "é", "\u0301"]))
hostile_text = st.text() | st.sampled_from(HOSTILE) | pieces.map("".join)
json_values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5), max_leaves=20
)


def texts(value: Any) -> list[str]:
    """Every text in a cleaned value."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_come_through_untouched(name: str) -> None:
    """What people and companies are called is not changed by a single character."""
    assert clean_text(name) == name


@given(hostile_text)
def test_no_live_delimiter_survives(text: str) -> None:
    """No text of a stranger keeps a delimiter of any template language or merge tag."""
    cleaned = clean_text(text)
    assert not LIVE.search(re.sub(r"https?://\S+", "", cleaned)), cleaned
    assert not set("{}") & set(cleaned)


@given(hostile_text)
def test_cleaning_a_text_twice_changes_nothing(text: str) -> None:
    """Cleaning is idempotent, and so is what it is built on."""
    assert clean_text(clean_text(text)) == clean_text(text)
    assert inert(inert(text)) == inert(text)


@given(hostile_text)
def test_cleaned_text_is_plain_to_see(text: str) -> None:
    """No control, bidi, invisible or unnormalised character is left, nor more than 200 characters of text."""
    cleaned = clean_text(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp")]
    assert not set("\u200b\u200d\u202e\u2066\ufeff\u00ad\u3164\U000e0041") & set(cleaned)
    assert len(cleaned) <= 200 or re.fullmatch(r"(https?://|mailto:)\S+", cleaned, re.IGNORECASE)


@given(st.dictionaries(st.text(), json_values, max_size=8))
def test_attributes_become_plain_json(attributes: dict[str, Any]) -> None:
    """Whatever JSON comes in, plain finite JSON without nulls and empty texts comes out, and again the same."""
    cleaned = clean_values(attributes)
    assert json.loads(json.dumps(cleaned, allow_nan=False)) == cleaned
    assert clean_values(cleaned) == cleaned
    assert all(texts(cleaned))


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_second_render_by_jinja_finds_nothing_to_do(payload: str) -> None:
    """Jinja2, wide open, renders every cleaned payload to itself."""
    cleaned = clean_text(payload)
    wide_open = jinja2.Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 (that is the point)
    assert wide_open.from_string(cleaned).render() == cleaned
    assert "959997" not in cleaned


def test_objects_that_are_no_json_are_left_out() -> None:
    """Objects never reach a template; numbers of other libraries' types become plain ones."""

    class Odd(int):
        """An int with a face of its own."""

        def __str__(self) -> str:
            return "{{ odd }}"

    cleaned = clean_values({"a": object(), "b": {1: 2, "c": Odd(3)}, "d": (1, None), "e": 10**400, "f": float("nan")})
    assert cleaned == {"b": {"c": 3}, "d": [1]}
    assert type(cleaned["b"]["c"]) is int


def test_endless_nesting_is_cut() -> None:
    """A value that contains itself does not hang the engine."""
    endless: dict[str, Any] = {}
    endless["again"] = endless
    assert clean_values(endless) == {"again": {"again": {"again": {"again": {}}}}}


def test_line_ends_become_blanks() -> None:
    """No value can end a line, and with it a header."""
    assert clean_text("Ada\r\nBcc: eve@example.com") == "Ada Bcc: eve@example.com"
    assert clean_text("a\u2028b\u0085c\td\x0be") == "a b c d e"


def test_long_links_stay_whole() -> None:
    """A link of more than 200 characters is not cut, and what a template could read in it is percent-encoded."""
    link = "https://example.com/reset?token=" + "a" * 400
    assert clean_text(link) == link
    assert clean_text("https://example.com/?q={{x}}&r=$y") == "https://example.com/?q=%7B%7Bx%7D%7D&r=%24y"
    assert clean_text("https://example.com/caf%C3%A9t%C3%A9") == "https://example.com/caf%C3%A9t%C3%A9"


def test_a_link_that_cannot_be_made_inert_counts_as_missing() -> None:
    """Where percent-encoding is not enough, the value is left out rather than broken."""
    assert clean_values({"link": "https://example.com/#set"}) == {}


@pytest.mark.parametrize("word", ["=?utf-8?q?=0D=0ABcc:_eve?=", "=?iso-8859-1?B?QmNjOg==?="])
def test_encoded_words_are_broken(word: str) -> None:
    """A mail library cannot decode a value into a header (RFC 2047)."""
    assert "=?" not in clean_text(word)
    assert "?=" not in clean_text(word)
