"""What the tests of layouts and messages share: a brand, kinds and slots, and an e-mail template made of them."""

from __future__ import annotations

from typing import Any

from content_engine.assembly import CompiledLayout, compile_layout, layout_errors
from content_engine.domain.brand import Brand, Sender
from content_engine.domain.catalog import Field_, Kind, Taxonomy, Template

ADDRESS = "Acme GmbH, Beispielstraße 1, 10115 Berlin"
LINK = "https://acme.example/unsubscribe/d_1"
BRAND = Brand(
    name="Acme & Co",
    sender=Sender(name="Acme", postal_address=ADDRESS, unsubscribe_url="https://acme.example/unsubscribe/{token}"),
)
KINDS = {
    "subject_line": Kind(name="subject_line", fields=(Field_(name="text"),)),
    "preheader": Kind(name="preheader", fields=(Field_(name="text"),)),
    "hero": Kind(name="hero", fields=(Field_(name="title"), Field_(name="body", markup="html", multiline=True))),
    "how_to_step": Kind(name="how_to_step", fields=(Field_(name="text"),)),
    "cta": Kind(name="cta", fields=(Field_(name="label"), Field_(name="url", type="url"))),
    "proof_point": Kind(name="proof_point", fields=(Field_(name="text"),)),
}
TAXONOMY = Taxonomy(kinds=tuple(KINDS.values()))
SLOTS: list[dict[str, Any]] = [
    {"name": "subject", "kinds": ["subject_line"]},
    {"name": "preheader", "kinds": ["preheader"], "min": 0},
    {"name": "hero", "kinds": ["hero"]},
    {"name": "tips", "kinds": ["how_to_step"], "min": 1, "max": 3},
    {"name": "cta", "kinds": ["cta"]},
    {"name": "proof", "kinds": ["proof_point"], "min": 0},
]


def template(channel: str = "email", slots: list[dict[str, Any]] = SLOTS, **layout: str) -> Template:
    """A template with these layout parts."""
    goal = {"outcome": "activated", "window": "P7D"}
    data = {"id": "t", "channel": channel, "stage": "activation", "goal": goal, "slots": slots, "layout": layout}
    return Template.model_validate(data)


def compiled(one: Template, **more: Any) -> CompiledLayout:
    """The template's layout, compiled for the brand and kinds above."""
    return compile_layout(one, brand=BRAND, taxonomy=TAXONOMY, **more)


def errors(one: Template) -> list[tuple[str, str]]:
    """What the check says."""
    return layout_errors(one, brand=BRAND, taxonomy=TAXONOMY)
