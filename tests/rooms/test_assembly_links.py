"""Links in variants: values keep to their place, and nothing but whole http, https and mailto links is ever sent."""

from __future__ import annotations

import pytest

from content_engine.assembly import GuardFailed, TextError, clean_values
from content_engine.assembly.text import compile_link


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("https://example.com/start", "https://example.com/start"),
        (
            "https://example.com/{{ team }}?q={{ team }}&r=1",
            "https://example.com/a%2F..%2Fb%20%26%3F?q=a%2F..%2Fb%20%26%3F&r=1",
        ),
        ("{{ base }}?q={{ team | default('x') }}", "https://example.com/deep/" + "p" * 300 + "?q=a%2F..%2Fb%20%26%3F"),
        ("mailto:help@example.com?subject={{ team }}", "mailto:help@example.com?subject=a%2F..%2Fb%20%26%3F"),
        ("https://example.com/{% if pro %}pro{% else %}free{% endif %}", "https://example.com/free"),
    ],
)
def test_values_in_links_keep_to_their_place(source: str, link: str) -> None:
    """A value inside a link is percent-encoded; one at its start is a link itself."""
    attributes = clean_values({"team": "a/../b &?", "base": "https://example.com/deep/" + "p" * 300})
    assert compile_link(source).render(attributes) == link


@pytest.mark.parametrize(
    "source",
    [
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "/relative",
            "#",
            "java{{ x }}",
            "{{ 'javascript:alert(1)' }}",
            "tel:+49",
        ),
        *("https://example.com/a b", 'https://example.com/"', "https://example.com/*|x|*", "https://example.com/{x}"),
        *("{% if x %}https://a.example/{% endif %}{{ y }}", "https://example.com/#set($x)", "https://example.com/%zz"),
    ],
)
def test_links_that_are_none_are_refused(source: str) -> None:
    """Only whole http, https and mailto links compile, without blanks, quotes or signs of a template."""
    with pytest.raises(TextError):
        compile_link(source)


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "data:text/html,x", "//example.com", "https://a b", "x", 'https://a"b']
)
def test_a_value_that_is_no_link_fails_the_guard(value: str) -> None:
    """A caller's link with another scheme, or with blanks or quotes, is never sent."""
    with pytest.raises(GuardFailed, match="a link must start with"):
        compile_link("{{ link }}").render(clean_values({"link": value}))
