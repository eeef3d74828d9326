"""A catalog of a given size for benchmarks: slots times candidates, half of the texts with attributes in them."""

from __future__ import annotations

from typing import Any

from content_engine.domain.assignments import Activation, OutcomeTerms, SegmentContract
from content_engine.domain.brand import Brand, Links, Sender
from content_engine.domain.catalog import (
    Catalog,
    Component,
    Field_,
    Goal,
    Kind,
    Layout,
    Slot,
    Taxonomy,
    Template,
    Variant,
)
from content_engine.domain.rules import Cap, PolicyFile

MJML = """<mjml><mj-head><mj-preview>{{ message.preheader }}</mj-preview></mj-head><mj-body width="600px">
<mj-section><mj-column><mj-text font-size="24px">{{ slots.headline.text }}</mj-text>
<mj-text>{{ slots.body.text }}</mj-text>
<mj-button href="https://app.bench.example/go">{{ slots.cta.text }}</mj-button></mj-column></mj-section>
<mj-section><mj-column><mj-text>{{ sender.postal_address }}
<a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text></mj-column></mj-section></mj-body></mjml>"""
TEXT = """{{ slots.headline.text }}

{{ slots.body.text }}

{{ slots.cta.text }}: https://app.bench.example/go

{{ sender.postal_address }}
Unsubscribe: {{ unsubscribe_url }}
"""
SLOTS = {"subject": "subject_line", "preheader": "preheader", "headline": "headline", "body": "body", "cta": "cta"}


def catalog(candidates: int = 40, per_component: int = 4) -> Catalog:
    """One e-mail template of five slots with `candidates` variants each, one segment, one cap."""
    template = Template(
        id="bench-email",
        channel="email",
        stage="activation",
        goal=Goal(outcome="activated", window="P7D"),  # type: ignore[arg-type]
        slots=tuple(Slot(name=name, kinds=(kind,), control=(f"{kind}.0.0",)) for name, kind in SLOTS.items()),
        layout=Layout(mjml=MJML, text=TEXT),
    )
    segment = SegmentContract(
        segment_id="everyone",
        scope="user",
        version=1,
        outcomes=OutcomeTerms(primary="activated"),
        activation=Activation(templates=("bench-email",)),
    )
    kinds = tuple(Kind(name=kind, fields=(Field_(name="text"),)) for kind in SLOTS.values())
    cap = Cap(id="daily", scope="user", max=2, per="P1D")  # type: ignore[arg-type]
    return Catalog(
        taxonomy=Taxonomy(kinds=kinds, dimensions={"stage": ("activation",)}),
        components=tuple(c for kind in SLOTS.values() for c in _components(kind, candidates, per_component)),
        templates=(template,),
        segments=(segment,),
        policies=(PolicyFile(id="bench", caps=(cap,)),),
        brand=Brand(
            name="Bench",
            sender=Sender(
                name="Bench",
                postal_address="1 Bench Road",
                unsubscribe_url="https://app.bench.example/unsubscribe/{token}",
            ),
            links=Links(hosts=("app.bench.example",)),
        ),
    )


def _components(kind: str, candidates: int, per_component: int) -> list[Component]:
    made = []
    for first in range(0, candidates, per_component):
        number = first // per_component
        variants = tuple(_variant(kind, number, at) for at in range(min(per_component, candidates - first)))
        when: dict[str, Any] = {"plan": {"$in": ["trial", "pro", "team"]}} if number % 2 else {}
        made.append(Component(id=f"{kind}.{number}", kind=kind, when=when, variants=variants))
    return made


WORDS = ["quiet", "steady", "bright", "early", "open", "clear", "direct", "shared", "simple", "ready"]


def _variant(kind: str, number: int, at: int) -> Variant:
    word = WORDS[number % len(WORDS)]
    text = f"A {word} start number {at} for {{{{ company }}}}" if at % 2 else f"Begin with a {word} chart, way {at}"
    return Variant(id=f"{kind}.{number}.{at}", locale="en", content={"text": text})


def request(number: int) -> dict[str, Any]:
    """One decision request as JSON-ready data; every number is another subject."""
    return {
        "request_id": f"bench:{number}",
        "template": "bench-email",
        "user_id": f"u_{number}",
        "account_id": f"a_{number % 500}",
        "locale": "en",
        "segments": [{"segment_id": "everyone", "version": 1, "observed_at": "2026-11-20T10:00:00Z"}],
        "attributes": {"first_name": "Ada", "company": f"Acme {number % 97}", "role": "admin", "plan": "trial"},
    }
