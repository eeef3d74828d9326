"""Variant text as template source: what it may say, what it needs, and that it can do nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment

from content_engine.assembly import GuardFailed, TextError, clean_values, compile_text
from content_engine.assembly.text import CompiledText, compile_link

DATA = Path(__file__).parents[1] / "data"
NAUGHTY: list[str] = json.loads((DATA / "naughty_strings" / "blns.json").read_text())
SSTI = [line for line in (DATA / "payloads" / "ssti.txt").read_text().splitlines() if line.strip()]

REFUSED = [
    "{{ x() }}",
    "{{ x + 1 }}",
    "{{ 41739*23 }}",
    "{{ 'a' * 300000000 }}",
    "{{ x ~ y }}",
    "{{ x.__class__ }}",
    "{{ x['__class__'] }}",
    "{{ x[y] }}",
    "{{ x[1:2] }}",
    "{{ x | attr('y') }}",
    "{{ x | map('upper') }}",
    "{{ x | format(y) }}",
    "{{ x | center(1000000000) }}",
    "{{ x | truncate(99999) }}",
    "{{ x | truncate(y) }}",
    "{{ x | default(y) }}",
    "{{ x | default(*y) }}",
    "{{ x | join(sep='-') }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ x if y }}",
    "{{ -x }}",
    "{{ x == y }}",
    "{{ x is defined }}",
    "{{ x.a.b.c.d }}",
    "{{ _x }}",
    "{{ Name }}",
    "{{ self }}",
    "{{ super() }}",
    "{{ loop.index }}",
    "{{ range(10) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ x }",
    "{% set x = 1 %}",
    "{% set x %}y{% endset %}",
    "{% macro f() %}{% endmacro %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% block b %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% call f() %}{% endcall %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% with x = 1 %}{% endwith %}",
    "{% autoescape false %}x{% endautoescape %}",
    "{% print x %}{% do x %}",
    "{% if x is string %}y{% endif %}",
    "{% if x + 1 %}y{% endif %}",
    "{% if x() %}y{% endif %}",
    "{% if 1 < x < 3 %}y{% endif %}",
    "{% if x in [y] %}z{% endif %}",
    "{% for x in y %}{% for z in x %}{% endfor %}{% endfor %}",
    "{% for x in y if x %}{% endfor %}",
    "{% for x in y recursive %}{% endfor %}",
    "{% for x, z in y %}{% endfor %}",
    "{% for x in [1, 2] %}{% endfor %}",
    "{% for x in y.items() %}{% endfor %}",
    "{% for self in y %}{% endfor %}",
    "{% for x in y %}{{ loop.cycle('a') }}{% endfor %}",
    "{{ " + "x | upper " * 80 + "}}",
    "{% if " + "not " * 300 + "x %}y{% endif %}",
    "{% if x %}" * 9 + "{% endif %}" * 9,
    "{{ " + "(" * 5000 + "x" + ")" * 5000 + " }}",
    "x" * 20_001,
]
LIVE_TEXTS = [
    "Hello *|FNAME|*",
    "Hello %%first%%",
    "Hello [[name]]",
    "Hello ${name}",
    "Hello #{name}",
    "<%= name %>",
    "Hello {name}",
    "{{ '{{' }}{{ x }}",
    "{{ x | default('${y}') }}",
    "a =?utf-8?q?b?= c",
]

WORDS = st.sampled_from(["Hello", "and", "you save 5", "\n", ". ", ", ", "é", "20%", "C#", "$", "#", "*", "[", "<"])
NAMES = st.sampled_from(["name", "company", "plan", "seats", "items", "account"])
PATHS = NAMES | st.sampled_from(["account.owner", "account['owner-id']", "items[0]", "account.a.b"])
FILTERS = st.sampled_from(
    [
        *("", " | upper", " | lower", " | title", " | capitalize", " | trim", " | int", " | round", " | round(2)"),
        *(" | truncate(10)", " | join", " | join(' / ')", " | plural('seat', 'seats')", " | default('x')"),
    ]
)
TESTS = st.sampled_from(["{0}", "not {0}", "{0} is defined", "{0} is not defined", "{0} == 'pro'", "{0} > 3"])
MORE = st.sampled_from(
    ["{0} != 2", "{0} in ['a', 'b']", "{0} not in ['a']", "{0} and name", "{0} or not plan", "'a' in {0}"]
)
values = st.dictionaries(
    st.sampled_from(["name", "company", "plan", "seats", "items", "account"]),
    st.recursive(
        st.booleans() | st.integers() | st.floats() | st.text(max_size=300) | st.sampled_from([*NAUGHTY, *SSTI, "pro"]),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["owner", "a", "b"]), inner, max_size=3)
        ),
        max_leaves=8,
    ),
)
outputs = st.builds("{{{{ {0}{1}{2} }}}}".format, PATHS, FILTERS, FILTERS)
conditions = st.builds(str.format, TESTS | MORE, PATHS)
loops = st.builds(
    (
        "{{% for item in {0} %}}{1}{{{{ item{2} }}}}{{{{ loop.index }}}}"
        "{{% if loop.last %}}.{{% endif %}}{{% endfor %}}"
    ).format,
    PATHS,
    WORDS,
    st.sampled_from(["", ".a", ".owner | upper", "[0]", " | truncate(5)"]),
)
sources = st.recursive(
    WORDS | outputs | loops,
    lambda inner: (
        st.lists(inner, max_size=5).map("".join)
        | st.builds(
            "{{% if {0} %}}{1}{{% elif {2} %}}{1}{{% else %}}{3}{{% endif %}}".format,
            conditions,
            inner,
            conditions,
            inner,
        )
    ),
    max_leaves=8,
)


def compiled(source: str) -> CompiledText:
    """The source compiled; sources that happen to hold another language's template are not looked at."""
    try:
        return compile_text(source)
    except TextError as error:
        assert "read as a template" in error.message
        assume(False)
        raise


@pytest.mark.parametrize("source", REFUSED)
def test_what_is_not_listed_is_refused(source: str) -> None:
    """Calls, arithmetic, private names, assignments, includes and every bomb are errors of the text, with a line."""
    with pytest.raises(TextError) as refused:
        compile_text(source)
    assert refused.value.line == 1
    with pytest.raises(TextError):
        compile_link("https://example.com/" + source)


@pytest.mark.parametrize("source", LIVE_TEXTS)
def test_text_that_is_a_template_for_somebody_else_is_refused(source: str) -> None:
    """Approved text cannot hold merge tags or other engines' delimiters: a tool after us would read them."""
    with pytest.raises(TextError, match="would be read as a template"):
        compile_text(source)


@pytest.mark.parametrize("payload", [*SSTI, *NAUGHTY])
def test_an_attack_as_source_is_refused_or_harmless(payload: str) -> None:
    """Attack strings put in as content are errors, read nothing but attributes, or render to themselves anywhere."""
    try:
        text = compile_text(payload)
    except TextError:
        return
    if text.required:
        with pytest.raises(GuardFailed, match="is missing"):
            text.render({})
        return
    shown = text.render({})
    assert jinja2.Environment(autoescape=False, keep_trailing_newline=True).from_string(shown).render() == shown  # noqa: S701


def test_errors_name_the_line() -> None:
    """An error tells the line of the source, for syntax, for names and for foreign delimiters."""
    for source in ("a\nb\n{{ x( }}", "a\nb\n{{ x() }}", "a\nb\n{{ X }}", "a\nb\nHi ${x}", "a\n{{ y }}\n*|x|*"):
        with pytest.raises(TextError) as refused:
            compile_text(source)
        assert refused.value.line == 3, source


@given(sources, values)
def test_no_value_makes_a_text_fail(source: str, attributes: dict[str, Any]) -> None:
    """A text that has all it requires renders, whatever else the caller sent."""
    text = compiled(source)
    cleaned = clean_values(attributes)
    if text.missing(cleaned):
        with pytest.raises(GuardFailed, match="is missing"):
            for missing in text.missing(cleaned):
                compile_text("{{ " + _path(missing) + " }}").render(cleaned)
        return
    assert not set("{}") & set(text.render(cleaned))


def _path(dotted: str) -> str:
    name, *keys = dotted.split(".")
    return name + "".join(f"[{key}]" if key.isdigit() else f"['{key}']" for key in keys)


model_outputs = st.builds(
    "{{{{ {0}{1} }}}}".format,
    st.sampled_from(["name", "plan"]),
    st.sampled_from(["", " | upper", " | lower", " | trim"]),
)
model_tests = st.sampled_from(
    ["name", "not plan", "plan == 'pro'", "seats > 3", "name and plan", "seats in [1, 2]", "seats >= 1 or plan != 'x'"]
)
model_sources = st.recursive(
    st.sampled_from(["Hello ", "and ", "\n"])
    | model_outputs
    | st.just("{% for item in items %}{{ loop.index }}{{ item }}, {% else %}none{% endfor %}"),
    lambda inner: (
        st.lists(inner, max_size=5).map("".join)
        | st.builds("{{% if {0} %}}{1}{{% else %}}{2}{{% endif %}}".format, model_tests, inner, inner)
    ),
    max_leaves=8,
)
plain_words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


@given(
    model_sources,
    st.fixed_dictionaries(
        {
            "name": plain_words,
            "plan": plain_words | st.just("pro"),
            "seats": st.integers(0, 9),
            "items": st.lists(plain_words, max_size=3),
        }
    ),
)
def test_texts_mean_what_jinja_says(source: str, attributes: dict[str, Any]) -> None:
    """Where every value is there, our functions and Jinja2's own sandbox give the same text."""
    cleaned = clean_values(attributes)
    assume(cleaned.keys() == attributes.keys())
    jinja = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined)
    assert compiled(source).render(cleaned) == jinja.from_string(source).render(cleaned)


@pytest.mark.parametrize(
    ("source", "required"),
    [
        ("plain", set()),
        ("{{ a }}", {"a"}),
        ("{{ a | default('x') }}", set()),
        ("{{ a | upper | default('x') | lower }}", set()),
        ("{{ a.b }}", {"a.b"}),
        ("{% if a %}{{ a }}{% endif %}", set()),
        ("{% if a %}{{ b }}{% endif %}", {"b"}),
        ("{% if a and b %}{{ a }}{{ b }}{% endif %}", set()),
        ("{% if a or b %}{{ a }}{% endif %}", {"a"}),
        ("{% if a == 'x' %}{{ a }}{% endif %}", set()),
        ("{% if a != 'x' %}{{ a }}{% endif %}", {"a"}),
        ("{% if not a %}none{% else %}{{ a }}{% endif %}", set()),
        ("{% if a is not defined %}none{% elif b %}{{ a }}{% endif %}", set()),
        ("{% if a is defined %}{{ a }}{% else %}{{ b }}{% endif %}", {"b"}),
        ("{% for x in a %}{{ x.b }}{% endfor %}", {"a"}),
        ("{% if a %}{% for x in a %}{{ x }}{% endfor %}{% endif %}", set()),
    ],
)
def test_what_a_text_requires(source: str, required: set[str]) -> None:
    """Required are the attributes that a text prints without a fallback and without having asked for them."""
    assert compile_text(source).required == required


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Hi {{ name | default('there') }}!", "Hi Ada!"),
        ("Hi {{ nobody | default('there') }}!", "Hi there!"),
        ("{{ seats }} {{ seats | plural('seat', 'seats') }}", "1 seat"),
        ("{{ price }} {{ whole }} {{ price | round }} {{ price | round(1) }}", "3.456 4 3 3.5"),
        ("{{ trial }} {{ paid }}", "yes no"),
        ("{{ roles }}; {{ roles | join(' and ') }}", "admin, analyst; admin and analyst"),
        ("{{ company | title }} {{ company | upper | truncate(6) }}", "O'brien And Sons O'BRI…"),
        ("{{ account }}|", "|"),
        ("{{ account.owner }} {{ roles[1] }} {{ account['zip-code'] }}", "Eve analyst 10115"),
        (
            "{% for r in roles %}{{ loop.index }} {{ r }}{% if not loop.last %}; {% endif %}{% endfor %}",
            "1 admin; 2 analyst",
        ),
        ("{% for r in name %}{{ r }}{% else %}nothing{% endfor %}", "nothing"),
        ("{% if seats > 'x' or name < 3 %}a{% else %}b{% endif %}", "b"),
        ("{% if nobody == 1 or nobody < 2 %}a{% elif nobody != 1 %}b{% endif %}", "b"),
        ("{% if paid %}a{% elif zero %}b{% else %}c{% endif %}", "c"),
        ("{% if plan in ['pro', 'team'] %}yes{% endif %}{# a remark #}", "yes"),
        ("{{ long }}", "w" * 199 + "…"),
    ],
)
def test_what_texts_say(source: str, shown: str) -> None:
    """Values, fallbacks, conditions and loops read as an editor would expect."""
    attributes = {
        "name": "Ada",
        "seats": 1,
        "price": 3.456,
        "whole": 4.0,
        "trial": True,
        "paid": False,
        "zero": 0,
        "plan": "pro",
        "roles": ["admin", "analyst"],
        "company": "o'brien and sons",
        "long": "w" * 500,
        "account": {"owner": "Eve", "zip-code": "10115"},
    }
    assert compile_text(source).render(clean_values(attributes)) == shown


def test_two_values_side_by_side_cannot_make_a_tag() -> None:
    """What is inert alone stays inert beside another value or beside the text around it."""
    halves = clean_values({"a": "*", "b": "|EMAIL|*", "c": "<", "d": "%= 7 %", "e": "("})
    for source in (
        "{{ a }}{{ b }}",
        "{{ c }}{{ d }}>",
        "cost $ {{ e }} #{{ e }}",
        "{% if a %}{{ c }}{% endif %}{{ d }}",
    ):
        shown = compile_text(source).render(halves)
        assert not re.search(r"\*\||\|\*|<%|%>|#\(", shown), shown


def test_a_closed_list_of_attributes_is_kept() -> None:
    """With `allowed`, any other attribute is refused by name."""
    assert compile_text("{{ a }}", allowed=frozenset({"a"})).names == {"a"}
    with pytest.raises(TextError, match="`b` is not among"):
        compile_text("{{ a }} {{ b }}", allowed=frozenset({"a"}))


def test_output_is_bounded() -> None:
    """A loop over long values ends as a failed guard, not as a huge message."""
    text = compile_text("{% for x in items %}" + "{{ x }}" * 100 + "{% endfor %}")
    with pytest.raises(GuardFailed, match="at most 20000"):
        text.render({"items": ["w" * 200] * 50})
    with pytest.raises(GuardFailed, match="at most 20000"):
        compile_text("{{ x }}" * 101).render({"x": "w" * 200})


def test_loops_run_over_fifty_items_at_most() -> None:
    """A longer list is cut."""
    assert compile_text("{% for x in items %}{{ x }}{% endfor %}").render({"items": ["w"] * 80}) == "w" * 50


def test_objects_have_no_attributes_here() -> None:
    """A lookup reads keys and indexes; methods and attributes of values cannot be reached, named plainly or not."""
    attributes = {"d": {"items": "mine"}, "s": "text", "n": 3}
    assert compile_text("{{ d.items }}").render(attributes) == "mine"
    for source in ("{{ s.upper }}", "{{ d.keys }}", "{{ n.real }}", "{{ d.pop }}", "{{ s[0] }}"):
        with pytest.raises(GuardFailed, match="is missing"):
            compile_text(source).render(attributes)
