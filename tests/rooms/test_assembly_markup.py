"""HTML: a few tags in fields, and values in a page only where escaping makes them safe."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.assembly import TextError, clean_values, prepare_fields, text_errors
from content_engine.assembly.contexts import placed
from content_engine.assembly.markup import TAGS, compile_markup, plain_text
from content_engine.assembly.masking import masked
from content_engine.assembly.syntax import syntax
from content_engine.domain.catalog import Component, Field_, Kind, Variant

DATA = Path(__file__).parents[1] / "data"
NAUGHTY: list[str] = json.loads((DATA / "naughty_strings" / "blns.json").read_text())
XSS = [line for line in (DATA / "payloads" / "xss_rsnake.txt").read_text().splitlines() if line]

BODY = Kind(name="body", fields=(Field_(name="text", markup="html", multiline=True), Field_(name="title")))
SOURCE = (
    "<p>Hi <strong>{{ name | default('you') }}</strong> &amp; <em>all</em>,<br>see "
    '<a href="https://example.com/?q={{ name }}">the guide</a>.</p>'
    "{% if items %}<ul>{% for item in items %}<li>{{ item }}</li>{% endfor %}</ul>{% endif %}"
)


class Tags(HTMLParser):
    """Collects what a browser would see: tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(source: str) -> str:
    """A page's source with the filters that its places ask for."""
    hidden = masked(source, syntax())
    return placed(hidden, hidden.text)


def variant(**content: str) -> Variant:
    return Variant(id="v", locale="en", content=content)


def component(one: Variant) -> Component:
    return Component(id="c", kind="body", variants=(one,))


@given(
    st.text(max_size=40) | st.sampled_from([*NAUGHTY, *XSS]), st.lists(st.sampled_from([*NAUGHTY, *XSS]), max_size=3)
)
def test_values_add_no_markup(name: str, items: list[str]) -> None:
    """Whatever the values are, the page has the tags and attributes of its source and no others."""
    values = clean_values({"name": name, "items": items})
    html = compile_markup(SOURCE).html.render({"name": "", **values})
    seen = Tags(html)
    count = len(values.get("items", []))
    expected = ["p", "strong", "em", "br", "a", *(["ul", *["li"] * count] if count else [])]
    assert [tag for tag, _ in seen.tags] == expected
    links = [attributes for tag, attributes in seen.tags if attributes]
    assert len(links) == 1 and links[0][0][0] == "href" and str(links[0][0][1]).startswith("https://example.com/?q=")


def test_a_field_of_html_reads_as_text_too() -> None:
    """The plain reading keeps paragraphs, list items and where links lead."""
    plain = compile_markup(SOURCE).plain.render(clean_values({"name": "A & B", "items": ["one", "<two>"]}))
    assert plain == "Hi A & B & all,\nsee the guide (https://example.com/?q=A%20%26%20B).\n\n- one\n- < two>"
    assert plain_text("<p>a</p><p>b<br>c</p><ol><li>d</li></ol>e") == "a\n\nb\nc\n\n- d\ne"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<script>x</script>", "<script> is not possible"),
        ("a\n<img src=x>", "<img> is not possible"),
        ("<b>x</b>", "<b> is not possible"),
        ("<svg><p>x</p></svg>", "<svg> is not possible"),
        ("<p onclick='x'>a</p>", "`onclick` of <p>"),
        ("<p style='color: red'>a</p>", "`style` of <p>"),
        ("<a href='https://a.example' target='_blank'>a</a>", "`target` of <a>"),
        ("<a href='javascript:x'>a</a>", "is no whole link"),
        ("<a href='data:text/html,x'>a</a>", "is no whole link"),
        ("<a href='java{{ x }}'>a</a>", "is no whole link"),
        ("<p>a", "<p> is not closed"),
        ("a</p>", "</p> closes nothing"),
        ("<p><em>a</p></em>", "closes nothing, or something else"),
        ("<!-- a -->", "comments are not possible"),
        ("<!DOCTYPE html>", "<! is not possible"),
        ("<{{ x }}>", ""),
        ("<p {{ x }}>a</p>", "only `href` of <a>"),
        ("{{ a }}{{ b }}", "put a space or a sign between"),
        ("<p>{% if x %}</p>{% endif %}", "closes nothing, or something else"),
        ("<p>*|NAME|*</p>", "would be read as a template"),
        ("<p>&#123;&#123;7*7&#125;&#125;</p>", "would be read as a template"),
        ("{{ x() }}", "Call is not possible"),
    ],
)
def test_html_that_is_not_on_the_list_is_refused(source: str, says: str) -> None:
    """Other tags, attributes, schemes and open ends are errors, so that nothing vanishes in cleaning."""
    with pytest.raises(TextError) as refused:
        compile_markup(source)
    assert says in refused.value.message


@pytest.mark.parametrize("payload", [*XSS, *NAUGHTY])
def test_attacks_as_html_source_are_refused_or_harmless(payload: str) -> None:
    """A hostile string as an approved field is an error, or a page of listed tags with harmless links."""
    try:
        markup = compile_markup(payload)
    except TextError:
        return
    for tag, attributes in Tags(markup.html.render({})).tags:
        assert tag in TAGS
        assert all(name == "href" and str(value).startswith(("http", "mailto")) for name, value in attributes)


@pytest.mark.parametrize(
    ("source", "placed_source"),
    [
        ("<p>{{ x }}</p>", "<p>{{ x }}</p>"),
        ('<p title="{{ x }}">', '<p title="{{ x }}">'),
        ('<a href="{{ x }}">', '<a href="{{ ( x ) | _href }}">'),
        ('<a href="{{ x }}?a={{ y }}">', '<a href="{{ ( x ) | _href }}?a={{ ( y ) | _link_part }}">'),
        ("<img src='https://a.example/{{ x }}.png'>", "<img src='https://a.example/{{ ( x ) | _link_part }}.png'>"),
        ("<title>{{ x }}</title>", "<title>{{ x }}</title>"),
        (
            '<!--[if mso]><v:fill src="{{ x }}" /><![endif]-->{{ y }}',
            '<!--[if mso]><v:fill src="{{ ( x ) | _href }}" /><![endif]-->{{ y }}',
        ),
        ("<!--[if !mso]><!-->{{ x }}<!--<![endif]-->", "<!--[if !mso]><!-->{{ x }}<!--<![endif]-->"),
        ("<!-- a > b -->{{ x }}", "<!-- a > b -->{{ x }}"),
        ("<style>a > b { }</style>{{ x }}", "<style>a > b { }</style>{{ x }}"),
        ("<style>{% if x %}a { }{% endif %}</style>", "<style>{% if x %}a { }{% endif %}</style>"),
        ("a < b {{ x }}", "a < b {{ x }}"),
        (
            '<a href="{% if x %}https://a.example{% else %}https://b.example{% endif %}/{{ y }}">',
            '<a href="{% if x %}https://a.example{% else %}https://b.example{% endif %}/{{ ( y ) | _link_part }}">',
        ),
        ('<a {% if x %}title="t"{% endif %} href="#">', '<a {% if x %}title="t"{% endif %} href="#">'),
        ('<img src="data:image/png;base64,AA">{{ x }}', '<img src="data:image/png;base64,AA">{{ x }}'),
    ],
)
def test_each_place_gets_its_filter(source: str, placed_source: str) -> None:
    """Values in text and quoted attributes are escaped; in links they are checked or percent-encoded besides."""
    assert page(source) == placed_source


@pytest.mark.parametrize(
    "source",
    [
        "<script>{{ x }}</script>",
        "<SCRIPT>var a = '{{ x }}'</SCRIPT>",
        "<style>a { color: {{ x }} }</style>",
        '<p style="color: {{ x }}">',
        "<p onclick=\"f('{{ x }}')\">",
        '<img srcset="{{ x }}">',
        '<iframe srcdoc="{{ x }}"></iframe>',
        '<iframe src="{{ x }}"></iframe>',
        '<base href="{{ x }}">',
        '<meta content="0;url={{ x }}">',
        '<form action="{{ x }}">',
        "<a href={{ x }}>",
        "<p title={{ x }}>",
        "<p {{ x }}>",
        '<p {{ x }}="y">',
        "<{{ x }}>",
        "<h{{ x }}>",
        "<p title{{ x }}='y'>",
        "<!-- {{ x }} -->",
        "<!DOCTYPE {{ x }}>",
        '<a href="java{{ x }}">',
        '<a href="javascript:f({{ x }})">',
        '<a href="javascript:f()">',
        '<a href="java&#115;cript:f()">',
        '<a href="java\tscript:f()">',
        '<a href="vbscript:f()">{{ x }}',
        '<p title={% if x %}"{% endif %}a {{ y }}>',
        '{% if x %}<p title="{% endif %}{{ y }}',
        '<a href="{% if x %}https://a.example/{% endif %}{{ y }}">',
        "{% for x in y %}<p title='{% endfor %}",
        "<p ti{% if x %}tle{% endif %}='a'>",
        "{% else %}",
        "{% endif %}",
    ],
)
def test_values_are_refused_where_no_escaping_helps(source: str) -> None:
    """Scripts, styles, handlers, comments, tag names, unquoted values and half links take no values."""
    with pytest.raises(TextError):
        page(source)


def test_a_prepared_variant_renders_all_readings() -> None:
    """Fields of HTML are markup in pages, words in text, source in JSON; other fields are the same everywhere."""
    prepared = prepare_fields(variant(text="<p>Hi {{ name }}</p>", title="For {{ name }} & co\n"), BODY)
    shown = prepared.render(clean_values({"name": "A&B"}))
    assert (prepared.names, prepared.required, prepared.static) == ({"name"}, {"name"}, False)
    assert shown.text == {"text": "Hi A&B", "title": "For A&B & co"}
    assert shown.content == {"text": "<p>Hi A&amp;B</p>", "title": "For A&B & co"}
    assert hasattr(shown.html["text"], "__html__") and not hasattr(shown.html["title"], "__html__")
    assert (prepared.missing({}), prepared.missing({"name": "x"})) == (("name",), ())


def test_a_static_variant_is_rendered_once() -> None:
    """A variant that reads no value hands out the same rendering each time."""
    prepared = prepare_fields(variant(text="<p>Hi</p>", title="For all"), BODY)
    assert prepared.static and prepared.render({}) is prepared.render({"name": "x"})


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"text": "<p>a</p>", "title": "a\r\nBcc: eve@example.com"}, "title"),
        ({"text": "<p>a</p>", "title": "a\u2028b"}, "title"),
        ({"text": "<p>a</p>", "title": "a\x00b"}, "title"),
        ({"text": "<p>a\x1b</p>", "title": "a"}, "text"),
        ({"text": "<p>a</p>", "title": "=?utf-8?q?=0ABcc:?="}, "title"),
        ({"text": "<p>a</p>"}, "title"),
        ({"text": "<p>a</p>", "title": "b", "more": "c"}, "more"),
        ({"text": "<b>a</b>", "title": "b"}, "text"),
    ],
)
def test_a_variant_that_cannot_be_used_names_its_field(content: dict[str, str], field: str) -> None:
    """Line ends in one-line fields, controls, encoded words, missing and unknown fields are errors of that field."""
    with pytest.raises(TextError) as refused:
        prepare_fields(variant(**content), BODY)
    assert refused.value.field == field


def test_the_check_hears_of_every_text() -> None:
    """All faulty fields of a variant are told at once, by name, with component, variant and line."""
    faulty = variant(text="<p>\n{{ x() }}</p>", title="{{ y")
    errors = text_errors(component(faulty), faulty, BODY)
    assert [key for key, _ in errors] == ["text", "title"]
    assert errors[0][1].startswith("c, variant v: line 2: Call is not possible")
    blank = variant(text="<p>a</p>", title="  ")
    assert text_errors(component(blank), blank, BODY) == [("title", "c, variant v: is empty")]
