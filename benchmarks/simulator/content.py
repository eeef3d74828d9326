"""A simulated world's content as the engine wants it: a catalog of nouns per period, the policy file among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.simulator.world import (
    DIMENSIONS,
    GOAL,
    PERSONAS,
    SALT,
    SLOTS,
    STAGES,
    WINDOW_DAYS,
    Option,
    Period,
    World,
)
from content_engine.domain.assignments import Activation, OutcomeTerms, SegmentContract
from content_engine.domain.brand import Brand, Sender
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
from content_engine.domain.rules import PolicyFile

TEMPLATE = "simulated"
START = datetime(2026, 1, 5, tzinfo=UTC)
LAYOUT = "{" + ", ".join(f'"{slot}": "{{{{ slots.{slot}.text }}}}"' for slot in SLOTS) + "}"


@dataclass(frozen=True)
class Rule:
    """The template's ranking rule and, where they are given, the learning rules, as the policy file has them."""

    ranking: Mapping[str, Any]
    learning: Mapping[str, Any] | None = None


def catalog(world: World, period: Period, rule: Rule) -> Catalog:
    """Everything live in a period. The no-repeat rule is a cap by component, the silent holdout a holdout."""
    return Catalog(
        taxonomy=Taxonomy(
            kinds=tuple(Kind(name=slot, fields=(Field_(name="text"),)) for slot in SLOTS), dimensions=DIMENSIONS
        ),
        components=tuple(one for slot in period.options for one in _components(slot)),
        templates=(_template(world),),
        segments=tuple(_segment(world, at) for at in range(len(world.segments))),
        policies=(_policy(world, rule),),
        brand=Brand(
            name="Simulated",
            sender=Sender(
                name="Simulated", postal_address="1 Main Street", unsubscribe_url="https://app.example/u/{token}"
            ),
        ),
    )


def _components(options: tuple[Option, ...]) -> list[Component]:
    pieces = {option.piece.id: option.piece for option in options}
    return [
        Component(
            id=piece.id,
            kind=SLOTS[piece.slot],
            taxonomy={name: values[at] for (name, values), at in zip(DIMENSIONS.items(), piece.values, strict=True)},
            variants=tuple(
                Variant(id=option.id, locale="en", content={"text": option.text})
                for option in options
                if option.piece.id == piece.id
            ),
        )
        for piece in pieces.values()
    ]


def _template(world: World) -> Template:
    return Template(
        id=TEMPLATE,
        channel="in_app",
        stage="simulated",
        goal=Goal(outcome=GOAL, window=timedelta(days=WINDOW_DAYS)),
        slots=tuple(
            Slot(name=slot, kinds=(slot,), control=(control.id,))
            for slot, control in zip(SLOTS, world.controls, strict=True)
        ),
        layout=Layout.model_validate({"json": LAYOUT}),
    )


def _segment(world: World, segment: int) -> SegmentContract:
    persona, stage = world.segments[segment]
    return SegmentContract(
        segment_id=world.segment_id(segment),
        scope="user",
        version=1,
        labels=(PERSONAS[persona], STAGES[stage]),
        outcomes=OutcomeTerms(primary=GOAL),
        activation=Activation(templates=(TEMPLATE,)),
    )


def _policy(world: World, rule: Rule) -> PolicyFile:
    days = timedelta(days=world.params.repeat_days)
    plain: dict[str, Any] = {
        "id": "simulator",
        "caps": [{"id": "no-repeat", "scope": "component", "max": 1, "per": days}],
        "holdouts": [{"id": "silence", "kind": "silent_holdout", "share": world.params.silent, "salt": SALT}],
        "ranking": {"default": dict(rule.ranking)},
    }
    if rule.learning:
        plain["learning"] = dict(rule.learning)
    return PolicyFile.model_validate(plain)
