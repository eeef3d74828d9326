"""Templates tried out on made-up pieces, here and in a child process with limits."""

from __future__ import annotations

from typing import Any

from content_engine.assembly.probe import probe_render
from content_engine.domain.brand import Brand, Sender
from content_engine.domain.catalog import Field_, Kind, Taxonomy, Template
from content_engine.engine.probe import probe_templates

BRAND = Brand(
    name="Acme", sender=Sender(name="Acme", postal_address="Berlin", unsubscribe_url="https://a.example/{token}")
)
TAXONOMY = Taxonomy(
    kinds=(
        Kind(name="subject_line", fields=(Field_(name="text", max_chars=60),)),
        Kind(name="hero", fields=(Field_(name="body", markup="html"), Field_(name="url", type="url"))),
        Kind(name="tip", fields=(Field_(name="text"),)),
    )
)


def template(id: str = "t", **layout: str) -> Template:
    """An e-mail with a subject, a hero and up to three tips."""
    slots: list[dict[str, Any]] = [
        {"name": "subject", "kinds": ["subject_line"]},
        {"name": "hero", "kinds": ["hero"]},
        {"name": "tips", "kinds": ["tip"], "min": 0, "max": 3},
    ]
    goal = {"outcome": "clicked", "window": "P1D"}
    return Template.model_validate(
        {"id": id, "channel": "email", "stage": "any", "goal": goal, "slots": slots, "layout": layout}
    )


GOOD = template(
    "good",
    html="<a href='{{ slots.hero.url }}'>{{ slots.hero.body }}</a>"
    "{% for tip in slots.tips %}<p>{{ tip.text }}</p>{% endfor %}",
    text="{{ slots.hero.body }}",
)
BROKEN = template("broken", mjml="<mjml><mj-body>\n<mj-text>{{ slots.hero.body }}</mj-body></mjml>")
# Body text is no link.
DEAD = template("dead", html="<a href='{{ slots.hero.body }}'>x</a>")


def test_a_good_template_has_no_problems() -> None:
    """The fewest and the most pieces render."""
    assert probe_render(GOOD, brand=BRAND, taxonomy=TAXONOMY) == []


def test_problems_are_told_by_part() -> None:
    """A layout that does not compile is told with its line; one that does not render, with what it was tried on."""
    assert probe_render(BROKEN, brand=BRAND, taxonomy=TAXONOMY) == [
        ("mjml", "line 2: not MJML: unexpected end of stream in root template (<mj-text> seems not to be closed)")
    ]
    parts = probe_render(DEAD, brand=BRAND, taxonomy=TAXONOMY)
    assert [words.partition(":")[0] for _, words in parts] == ["with the fewest pieces", "with the most pieces"]
    assert {part for part, _ in parts} == {"message"}


def test_a_message_that_is_too_large_is_told() -> None:
    """The limit on the size of a message counts for samples too."""
    assert "at most 50" in probe_render(GOOD, brand=BRAND, taxonomy=TAXONOMY, max_bytes=50)[0][1]


def test_the_child_process_finds_the_same() -> None:
    """Across the process, problems carry their template's id; a good template has none."""
    found = probe_templates([GOOD, BROKEN], brand=BRAND, taxonomy=TAXONOMY)
    assert [(id, part) for id, part, _ in found] == [("broken", "mjml")]
    assert probe_templates([], brand=BRAND, taxonomy=TAXONOMY) == []


def test_a_child_out_of_time_is_told() -> None:
    """Too little time ends the child, and every template it was asked about is named."""
    found = probe_templates([GOOD, BROKEN], brand=BRAND, taxonomy=TAXONOMY, seconds=0.001)
    assert [(id, part) for id, part, _ in found] == [("good", "layout"), ("broken", "layout")]
    assert all("took longer than" in words for _, _, words in found)


def test_a_child_out_of_memory_is_told() -> None:
    """A template that needs more memory than a child may have ends the child, not the caller."""
    large = template("large", text="{{ slots.hero.body }} " * 11_000)
    [(id, part, words)] = probe_templates([large], brand=BRAND, taxonomy=TAXONOMY, megabytes=16)
    assert (id, part) == ("large", "layout")
    assert "ended the process" in words
