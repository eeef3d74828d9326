"""Whole messages: pages, text parts, headers and payloads, with what every e-mail must carry."""

from __future__ import annotations

import json
import re
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.assembly import (
    GuardFailed,
    LayoutError,
    RenderContext,
    RenderedFields,
    clean_values,
    prepare_fields,
    render_message,
)
from content_engine.assembly.message import list_unsubscribe
from content_engine.domain.catalog import Layout, Template, Variant
from content_engine.domain.decisions import Message
from tests.rooms.assembly_stage import ADDRESS, KINDS, LINK, SLOTS, compiled, errors, template

DATA = Path(__file__).parents[1] / "data"
NAUGHTY: list[str] = json.loads((DATA / "naughty_strings" / "blns.json").read_text())
SSTI = [line for line in (DATA / "payloads" / "ssti.txt").read_text().splitlines() if line.strip()]
CRLF = (DATA / "payloads" / "crlf.txt").read_text().splitlines()
MJML = {file.stem: file.read_text() for file in sorted((DATA / "mjml_templates").glob("*.mjml"))}

TEXT = """{{ slots.hero.title }}

{{ slots.hero.body }}
{% for tip in slots.tips %}
{{ loop.index }}. {{ tip.text }}
{% endfor %}
{% if slots.proof %}
{{ slots.proof.text }}
{% endif %}
{{ slots.cta.label }}: {{ slots.cta.url }}
--
{{ sender.postal_address }}
{{ unsubscribe_url }}
"""
CONTENT: dict[str, list[dict[str, str]]] = {
    "subject": [{"text": "{{ name | default('Hello') }}, connect your data"}],
    "preheader": [{"text": "Ten minutes for {{ company }}"}],
    "hero": [{"title": "Welcome {{ company }}", "body": "<p>{{ company }} & <strong>you</strong></p>"}],
    "tips": [{"text": "Invite {{ company }}"}, {"text": "Look < around"}],
    "cta": [{"label": "Start", "url": "https://acme.example/start?c={{ company }}&s=1"}],
    "proof": [{"text": "{{ company }} saves an hour"}],
}
CONTEXT = RenderContext("d_1", "en", LINK)
FULL = {"name": "Ada", "company": "AT&T"}


def pieces(attributes: dict[str, Any], without: frozenset[str] = frozenset()) -> dict[str, list[RenderedFields]]:
    """The content above, rendered with these attributes."""
    values = {"company": "Acme", **clean_values(attributes)}
    kinds = {slot["name"]: KINDS[slot["kinds"][0]] for slot in SLOTS}
    shown = {slot: [Variant(id="v", locale="en", content=one) for one in many] for slot, many in CONTENT.items()}
    return {
        slot: [prepare_fields(variant, kinds[slot]).render(values) for variant in variants]
        for slot, variants in shown.items()
        if slot not in without
    }


def message(one: Template, attributes: dict[str, Any] = FULL, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """One message of the template."""
    return render_message(compiled(one), one.channel, pieces(attributes, without), CONTEXT)


class Page(HTMLParser):
    """A page as a browser sees it: its shape, links and visible text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


LAYOUTS = {name: template(mjml=source, text=TEXT) for name, source in MJML.items()}
COMPILED = {name: compiled(one) for name, one in LAYOUTS.items()}


@pytest.mark.parametrize("name", MJML)
def test_mjml_layouts_compile_and_render(name: str) -> None:
    """A real layout has no errors, and a message of it names the sender, the content and the links."""
    assert errors(LAYOUTS[name]) == []
    page = Page(message(LAYOUTS[name])["html"])
    assert ADDRESS in page.text
    assert LINK in page.links
    assert any(link.startswith("https://acme.example/start?c=AT%26T&s=1") for link in page.links)
    assert "welcome at&t" in page.text.lower()


@given(st.sampled_from(list(MJML)), st.sampled_from([*NAUGHTY, *SSTI, *CRLF]), st.text(max_size=50))
def test_no_value_changes_a_page(name: str, company: str, person: str) -> None:
    """Whatever strangers call themselves, tags, attributes, footer and links of the page stay as they were."""
    calm = Page(render_message(COMPILED[name], "email", pieces({}), CONTEXT)["html"])
    found = render_message(COMPILED[name], "email", pieces(clean_values({"company": company, "name": person})), CONTEXT)
    page = Page(found["html"])
    assert page.shape == calm.shape
    assert len(page.links) == len(calm.links) and LINK in page.links
    assert ADDRESS in page.text and ADDRESS in found["text"] and LINK in found["text"]
    assert "959997" not in found["html"]


@given(st.sampled_from([*NAUGHTY, *SSTI, *CRLF]), st.sampled_from([*NAUGHTY, *SSTI]))
def test_a_second_render_of_the_text_part_finds_nothing_to_do(company: str, person: str) -> None:
    """Jinja2, wide open, renders subject, preheader and text part to themselves."""
    found = render_message(COMPILED["newsletter"], "email", pieces({"company": company, "name": person}), CONTEXT)
    wide_open = jinja2.Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 (that is the point)
    for part in ("subject", "preheader", "text"):
        assert wide_open.from_string(found[part]).render() == found[part]


@given(st.sampled_from([*NAUGHTY, *CRLF]) | st.text(), st.sampled_from([*NAUGHTY, *CRLF]) | st.text())
def test_headers_hold_what_they_should(company: str, person: str) -> None:
    """Python's e-mail library takes subject and headers as they are, and adds no header of a stranger's."""
    found = render_message(COMPILED["newsletter"], "email", pieces({"company": company, "name": person}), CONTEXT)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = found["subject"]
    for name, value in found["headers"].items():
        mail[name] = value
    assert list(mail.keys()) == ["Subject", "List-Unsubscribe", "List-Unsubscribe-Post"]
    assert mail["Subject"] == found["subject"]


def test_dark_mode_and_phones_survive_mjml() -> None:
    """The style for dark mode, the colour-scheme tag, the viewport and the narrow-screen rules reach the page."""
    html = message(LAYOUTS["newsletter"])["html"]
    assert re.search(r"@media \(prefers-color-scheme: dark\)\s*\{\s*\.card td\s*\{", html)
    assert '<meta name="color-scheme" content="light dark"' in html
    assert 'name="viewport"' in html and "width=device-width" in html
    assert "@media (max-width: 480px)" in html and "min-width:480px" in html.replace(" ", "")


def test_blocks_appear_as_often_as_there_is_something_to_say() -> None:
    """A loop repeats its section, an empty optional slot leaves nothing behind."""
    full, bare = (
        message(LAYOUTS["newsletter"], without=skip) for skip in (frozenset(), frozenset({"proof", "preheader"}))
    )
    assert [step in full["html"] for step in ("1. Invite AT&amp;T;", "2. Look &lt; around")] == [True, True]
    assert ("saves an hour" in full["html"], "saves an hour" in bare["html"]) == (True, False)
    assert (bare["preheader"], "proof" in {block["slot"] for block in bare["blocks"]}) == (None, False)
    assert full["text"].splitlines()[3:7] == [
        "1. Invite AT&T",
        "2. Look < around",
        "AT&T saves an hour",
        "Start: " + START,
    ]


START = "https://acme.example/start?c=AT%26T&s=1"


def test_a_message_is_a_message() -> None:
    """The parts are those of the noun, with headers for unsubscribing in one click (RFC 8058)."""
    found = message(LAYOUTS["newsletter"])
    noun = Message.model_validate_json(json.dumps(found))
    assert noun.subject == "Ada, connect your data"
    assert noun.preheader == "Ten minutes for AT&T"
    assert noun.headers == {"List-Unsubscribe": f"<{LINK}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    assert [block.slot for block in noun.blocks] == ["subject", "preheader", "hero", "tips", "tips", "cta", "proof"]
    assert noun.blocks[2].content == {"title": "Welcome AT&T", "body": "<p>AT&amp;T &amp; <strong>you</strong></p>"}


@pytest.mark.parametrize(
    "url", ["javascript:x", "https://a b", "https://a\r\nBcc: x", "https://ä.example/", "x", 'https://a"']
)
def test_a_broken_unsubscribe_link_fails_the_guard(url: str) -> None:
    """No e-mail goes out with a link that unsubscribes nobody or breaks its header."""
    with pytest.raises(GuardFailed):
        list_unsubscribe(url)
    assert list_unsubscribe("http://localhost/u") == {"List-Unsubscribe": "<http://localhost/u>"}


@pytest.mark.parametrize(
    "subject", ["", "  ", "a\r\nBcc: eve@example.com", "a\x00", "a\u2028b", "=?utf-8?q?=0ABcc:_x?="]
)
def test_a_subject_that_is_none_fails_the_guard(subject: str) -> None:
    """Whoever rendered it: an empty subject, a line end, a control or an encoded word is never sent."""
    fields = {"text": subject}
    chosen = {**pieces(FULL), "subject": [RenderedFields("v", fields, fields, fields)]}
    with pytest.raises(GuardFailed) as refused:
        render_message(COMPILED["newsletter"], "email", chosen, CONTEXT)
    assert refused.value.field == "subject"


def test_size_is_bounded() -> None:
    """A message above `max_bytes`, counted in UTF-8, fails the guard; more than 1,000,000 cannot be asked for."""
    size = len(message(LAYOUTS["newsletter"])["html"].encode())
    with pytest.raises(GuardFailed, match=f"at most {size}"):
        render_message(compiled(LAYOUTS["newsletter"], max_bytes=size), "email", pieces(FULL), CONTEXT)
    with pytest.raises(ValueError, match="must be between 1 and 1000000"):
        compiled(LAYOUTS["newsletter"], max_bytes=1_000_001)


def test_a_page_is_given_once() -> None:
    """MJML and HTML together are an error; HTML alone is a page too."""
    html = f"<p>{{{{ slots.hero.body }}}}</p><p>{ADDRESS} <a href='{{{{ unsubscribe_url }}}}'>x</a></p>"
    with pytest.raises(LayoutError, match="give the page once"):
        compiled(template(html=html, mjml=MJML["receipt"]))
    found = message(template(html=html))["html"]
    assert found == f"<p><p>AT&amp;T &amp; <strong>you</strong></p></p><p>{ADDRESS} <a href='{LINK}'>x</a></p>"


PAYLOAD = {
    "title": "{{ slots.hero.title }}",
    "list": "{{ slots.tips }}",
    "none": "{{ slots.proof }}",
    "fallback": "{{ slots.proof.text | default('no proof') }}",
    "mixed": "{% for tip in slots.tips %}{{ tip.text }}; {% endfor %}by {{ sender.name }}",
    "html": "{{ slots.hero.body }}",
    "fixed": [1, 2.5, True, None, "{ plain }"],
}


def test_json_layouts_give_values() -> None:
    """A text that is one expression gives the value itself, null where a slot is empty; others give text."""
    found = message(template("in_app", json=json.dumps(PAYLOAD)), without=frozenset({"proof"}))["payload"]
    assert found == {
        "title": "Welcome AT&T",
        "list": [{"text": "Invite AT&T"}, {"text": "Look < around"}],
        "none": None,
        "fallback": "no proof",
        "mixed": "Invite AT&T; Look < around; by Acme",
        "html": "<p>AT&amp;T &amp; <strong>you</strong></p>",
        "fixed": [1, 2.5, True, None, "{ plain }"],
    }


@given(st.sampled_from([*NAUGHTY, *SSTI, *CRLF]) | st.text())
def test_no_value_breaks_the_json(company: str) -> None:
    """The payload is JSON with the layout's own keys, whatever the values hold."""
    layout = compiled(template("in_app", json=json.dumps(PAYLOAD)))
    payload = render_message(layout, "in_app", pieces({"company": company}), CONTEXT)["payload"]
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload
    assert list(payload) == list(PAYLOAD)


def test_a_payload_is_the_callers_own() -> None:
    """Changing one message's payload or blocks changes no other message."""
    layout = compiled(template("in_app", json=json.dumps(PAYLOAD)))
    chosen = pieces(FULL)
    first = render_message(layout, "in_app", chosen, CONTEXT)
    first["payload"]["list"][0]["text"] = "changed"
    first["blocks"][3]["content"]["text"] = "changed"
    assert render_message(layout, "in_app", chosen, CONTEXT)["payload"]["list"][0]["text"] == "Invite AT&T"


def test_templates_may_do_without_a_layout() -> None:
    """Without layout parts a message is its blocks."""
    found = message(template("chat"))
    assert (found["html"], found["text"], found["payload"], found["headers"]) == (None, None, None, {})
    assert len(found["blocks"]) == 7
    assert Layout() == template("chat").layout
