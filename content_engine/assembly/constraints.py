"""Rules over a whole message, as plain data: which keys a piece carries, and what a choice of pieces breaks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from content_engine.domain.catalog import Component, Constraint, Variant

ANY = "any"


def keys_for(component: Component, variant: Variant, constraint_key: str) -> tuple[str, ...]:
    """The keys a piece carries for a constraint: its claims, its component, its tone, or a taxonomy value.

    Empty where it has none, or where the taxonomy says `any`: such a piece goes with everything.
    """
    if constraint_key == "claim":
        return tuple(dict.fromkeys((*component.claims, *variant.claims)))
    if constraint_key == "component":
        return (component.id,)
    value = variant.tone if constraint_key == "tone" and variant.tone else component.taxonomy.get(constraint_key)
    return () if value is None or value == ANY else (value,)


def violations(chosen: Sequence[tuple[Component, Variant]], constraints: Sequence[Constraint]) -> list[str]:
    """What the chosen pieces break, in words; empty when the message keeps all its constraints.

    `distinct`: no key in two pieces. `same`: one key that all pieces share, pieces without a key apart.
    """
    return [words for constraint in constraints if (words := _broken(chosen, constraint))]


def _broken(chosen: Sequence[tuple[Component, Variant]], constraint: Constraint) -> str:
    key = constraint.distinct or constraint.same or ""
    keys = [set(keys_for(component, variant, key)) for component, variant in chosen]
    if constraint.distinct is not None:
        return _twice(key, keys)
    carried = [some for some in keys if some]
    if not carried or reduce(set.intersection, carried):
        return ""
    listed = ", ".join(f"`{name}`" for name in sorted(set().union(*carried)))
    return f"the pieces must share one {key}, but carry {listed}"


def _twice(key: str, keys: Sequence[set[str]]) -> str:
    seen: set[str] = set()
    for some in keys:
        again = seen & some
        if again:
            return f"the {key} `{min(again)}` stands in two pieces, at most one may carry it"
        seen |= some
    return ""
