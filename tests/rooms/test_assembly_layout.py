"""Layouts: what they see, what MJML, HTML, text and JSON may hold, and how an error explains itself."""

from __future__ import annotations

import json
import re

import pytest

from content_engine.assembly import LayoutError
from tests.rooms.assembly_stage import SLOTS, compiled, errors, template

TEXT = "{{ slots.hero.title }} {{ sender.postal_address }} {{ unsubscribe_url }}"


def test_the_subject_comes_from_its_slot() -> None:
    """The slot named `subject` feeds it, or else the first whose kinds include `subject_line`."""
    slots = [{**SLOTS[0], "name": "line"}, *SLOTS[1:]]
    assert compiled(template(slots=slots, text=TEXT)).subject_slot == "line"
    assert compiled(template(text=TEXT)).subject_slot == "subject"
    assert errors(template(slots=[{**SLOTS[0], "max": 2}, *SLOTS[1:]], text=TEXT)) == [
        ("slots", "the slot `subject` feeds the subject and must take exactly one piece (min: 1, max: 1)")
    ]


def test_an_email_without_its_footer_is_told() -> None:
    """Both parts of an e-mail need the sender's address and a link to unsubscribe; other channels do not."""
    told = errors(template(text="{{ slots.hero.title }}", html="<p>{{ slots.hero.title }}</p>"))
    assert [part for part, _ in told] == ["html", "html", "text", "text"]
    assert {re.findall(r"\{\{ (\S+) \}\}", words)[0] for _, words in told} == {
        "unsubscribe_url",
        "sender.postal_address",
    }
    assert errors(template("in_app", text="{{ slots.hero.title }}")) == []


COLUMN = "<mjml><mj-body><mj-section><mj-column>\n{}</mj-column></mj-section></mj-body></mjml>"
BODY = "<mjml><mj-body>\n{}</mj-body></mjml>"
SURFACE = [
    ("{{ slots.hero.titel }}", "has no field `titel`; there are: body, title"),
    ("{{ slots.nobody.text }}", "there is no slot `nobody`"),
    ("{{ slots.hero }}", "name a field of `slots.hero`"),
    ("{{ slots.hero.title.x }}", "a field has no parts"),
    ("{{ slots.tips.text }}", "{% for item in slots.tips %}"),
    ("{{ slots.tips }}", "{% for item in slots.tips %}"),
    ("{% for x in slots.hero %}{% endfor %}", "holds one piece"),
    ("{% for x in slots.tips %}{{ x.label }}{% endfor %}", "has no field `label`"),
    ("{{ slots.proof.text }}", "may be empty: put this inside {% if slots.proof %}"),
    ("{% if slots.hero %}{{ slots.proof.text }}{% endif %}", "may be empty"),
    ("{% if not slots.proof %}{{ slots.proof.text }}{% endif %}", "may be empty"),
    ("{{ first_name }}", "is nothing a layout can see"),
    ("{{ sender.unsubscribe_url }}", "is nothing a layout can see"),
    ("{{ message }}", "is nothing a layout can see"),
    ("{{ slots }}", "is nothing a layout can see"),
    ("{{ slots.hero.title() }}", "Call is not possible"),
    ("{% set x = 1 %}", "Assign is not possible"),
    ("{{ x", "not a template"),
]


@pytest.mark.parametrize(("source", "says"), SURFACE)
@pytest.mark.parametrize("part", ["text", "html", "mjml", "json"])
def test_layouts_see_only_what_is_there(part: str, source: str, says: str) -> None:
    """Unknown slots, fields and names, and optional slots nobody asked for, are errors with part and line."""
    if part == "json" and source in ("{{ slots.hero }}", "{{ slots.tips }}", "{{ slots.proof.text }}"):
        says = ""
    wrapped = {
        "text": f"a\n{source}",
        "html": f"<p>a</p>\n<p>{source}</p>",
        "mjml": COLUMN.format(f"<mj-text>{source}</mj-text>"),
        "json": json.dumps({"a": 1, "b": source}, indent=0).replace('{\n"a": 1,', '{"a": 1,'),
    }[part]
    if not says:
        assert compiled(template("in_app", json=wrapped)).payload is not None
        return
    with pytest.raises(LayoutError) as refused:
        compiled(template(**{part: wrapped}))
    assert says in refused.value.message
    assert (refused.value.part, refused.value.line) == (part, 2)


@pytest.mark.parametrize(
    ("source", "says", "line"),
    [
        (BODY.format("<mj-include path='x.mjml'/>"), "mj-include is not possible", 2),
        (BODY.format("<mj-section>"), "<mj-section> seems not to be closed", 2),
        (BODY.format("<mj-text>a"), "<mj-text> seems not to be closed", 2),
        ("not mjml", "not MJML", 1),
        ("", "not MJML", 1),
        (BODY.format("<mj-foo />"), "MJML cannot place <mj-foo>", 2),
        (BODY.format("<mj-wrapper>" * 5_000 + "</mj-wrapper>" * 5_000), "nested deeper than", 2),
        (BODY.format("<mj-section background-url='{{ slots.cta.url }}'></mj-section>"), "cannot stand in `style`", 2),
        (COLUMN.format("<mj-image alt='a \"b\"' />"), "&quot;", 2),
        (COLUMN.format("<mj-image width='{{ locale }}' src='a' />"), "MJML drops", 2),
        (COLUMN.format("<mj-button href='javascript:{{ locale }}'>x</mj-button>"), "not `javascript:`", 2),
        (COLUMN.format("<mj-raw><div></mj-raw><mj-text>a</mj-text><mj-raw></div></mj-raw>"), "MJML cannot place", 2),
        ("<mjml><mj-head>\n<mj-style>a { color: {{ locale }} }</mj-style></mj-head></mjml>", "style sheet", 2),
    ],
)
def test_mjml_that_cannot_be_used_is_explained(source: str, says: str, line: int) -> None:
    """Includes, unclosed elements, depth that would crash the compiler and values in styles are errors with a line."""
    with pytest.raises(LayoutError) as refused:
        compiled(template(mjml=source))
    assert says in refused.value.message
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('{"a": 1,}', "not JSON"),
        ('{"a": NaN}', "not JSON: NaN"),
        ('{"a": 1, "a": 2}', "`a` stands twice"),
        ('{"{{ locale }}": 1}', "keys are fixed"),
        ('{"a": ' * 30 + "1" + "}" * 30, "nested deeper than 20"),
        ("[" * 100_000, "too deep"),
        ('"' + "x" * 300_000 + '"', "at most 262144"),
    ],
)
def test_json_that_cannot_be_used_is_explained(source: str, says: str) -> None:
    """Broken, doubled, endless or huge JSON is an error of the layout."""
    with pytest.raises(LayoutError) as refused:
        compiled(template("in_app", json=source))
    assert says in refused.value.message
