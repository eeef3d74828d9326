"""What a template would say now to somebody: a dry run with its explanation, made for people to read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from content_engine.domain.assignments import SegmentClaim, SegmentContract
from content_engine.domain.decisions import DecisionRequest
from content_engine.engine.compiled import CompiledCatalog

NOBODY = "studio-preview"
"""The subject of a preview that names none: nothing is remembered of it, for nothing is recorded."""
MOST_TOLD = 100
"""Candidates of a slot that are told: the chosen and the likeliest, and as many of those that may not be said."""
LOST: Mapping[str, str] = {
    "content.state": "It is not approved",
    "content.valid": "The component is not valid on this day",
    "content.locale": "It is in another language than the message",
    "content.segment": "It is not for this subject's segments",
    "content.condition": "Its condition does not hold for these attributes",
    "content.attribute": "An attribute that it shows is missing",
    "content.fact": "A fact that it rests on is not valid on this day",
    "content.length": "It is too long for this slot",
    "cap.component": "The subject has had this component often enough",
    "cap.claim": "The subject has heard this claim often enough",
}
"""Why a candidate may not be said, in words."""


@dataclass(frozen=True)
class Asked:
    """What a person filled in, as text. `segments` are contracts whose membership is assumed."""

    template: str
    user: str = ""
    account: str = ""
    locale: str = ""
    segments: tuple[str, ...] = ()
    attributes: str = ""
    request_id: str = ""


@dataclass(frozen=True)
class Question:
    """The request that was meant, or what is wrong with each field."""

    request: DecisionRequest | None
    errors: Mapping[str, str] = field(default_factory=dict)


def question(asked: Asked, catalog: CompiledCatalog, now: datetime) -> Question:
    """A dry run that asks for the explanation as well. Segments that are not named are those on record."""
    attributes, wrong = attributes_of(asked.attributes)
    unknown = [name for name in asked.segments if name not in catalog.contracts]
    errors = ({"attributes": wrong} if wrong else {}) | (
        {"segments": f"There is no segment {', '.join(unknown)}."} if unknown else {}
    )
    if errors:
        return Question(None, errors)
    claims = tuple(_claim(catalog.contracts[name], now) for name in asked.segments)
    return _validated(asked, attributes, claims)


def attributes_of(text: str) -> tuple[dict[str, Any], str]:
    """Pasted JSON as attributes, or why it is none."""
    if not text.strip():
        return {}, ""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        return {}, f"This is not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
    except RecursionError:
        return {}, "This is nested too deeply."
    return (found, "") if isinstance(found, dict) else ({}, 'Give an object, such as {"first_name": "Ada"}.')


def _claim(contract: SegmentContract, now: datetime) -> SegmentClaim:
    """A membership that the contract admits."""
    return SegmentClaim(
        segment_id=contract.segment_id,
        version=contract.version,
        scope=contract.scope,
        confidence=1.0,
        events=contract.eligibility.min_events,
        observed_at=now,
    )


def _validated(asked: Asked, attributes: Mapping[str, Any], claims: Sequence[SegmentClaim]) -> Question:
    given = {
        "request_id": asked.request_id,
        "user_id": asked.user or NOBODY,
        "account_id": asked.account or None,
        "template": asked.template,
        "locale": asked.locale or "en",
        "segments": claims or (None if asked.user else ()),
        "attributes": attributes,
        "deadline_ms": 60_000,
        "dry_run": True,
        "explain": True,
    }
    try:
        return Question(DecisionRequest.model_validate(given))
    except ValidationError as error:
        return Question(None, {_field(one["loc"]): f"{one['msg']}." for one in reversed(error.errors())})


def _field(where: tuple[int | str, ...]) -> str:
    name = str(where[0]) if where else "attributes"
    return {"user_id": "user", "account_id": "account"}.get(name, name)


@dataclass(frozen=True, slots=True)
class Winner:
    """A candidate that might have been said. `probability` is its chance, `words` why it was or was not."""

    variant: str
    component: str
    text: str
    chosen: bool
    probability: float | None
    expected: float | None
    uplift: Mapping[str, float] | None
    best: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Loser:
    """A candidate that may not be said, and why."""

    variant: str
    component: str
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """What became of a slot. `cut` are losers, and `more` candidates, beyond those told."""

    slot: str
    required: bool
    winners: tuple[Winner, ...]
    losers: tuple[Loser, ...]
    more: int
    cut: int


def places(attempt: Mapping[str, Any], texts: Mapping[str, str]) -> list[Place]:
    """Each slot of an explained attempt: all that could be said, then all that could not."""
    return [_place(slot, attempt, texts) for slot in attempt["slots"]]


def _place(slot: Mapping[str, Any], attempt: Mapping[str, Any], texts: Mapping[str, str]) -> Place:
    told = [_winner(row, slot, attempt, texts) for row in slot["candidates"]]
    known = {one.variant for one in told}
    plain = [_plain(name, attempt, texts) for name in slot["chosen"] if name not in known]
    losers = [Loser(one["variant"], one["component"], LOST[one["code"]], one["detail"]) for one in slot["losers"]]
    ranked = sorted((*plain, *told), key=lambda one: not one.chosen)
    more, cut = max(len(ranked) - MOST_TOLD, 0), max(len(losers) - MOST_TOLD, 0)
    return Place(slot["slot"], slot["required"], tuple(ranked[:MOST_TOLD]), tuple(losers[:MOST_TOLD]), more, cut)


def _winner(
    row: Mapping[str, Any], slot: Mapping[str, Any], attempt: Mapping[str, Any], texts: Mapping[str, str]
) -> Winner:
    variant = row["variant"]
    chosen = variant in slot["chosen"]
    return Winner(
        variant=variant,
        component=row["component"],
        text=texts.get(variant, ""),
        chosen=chosen,
        probability=row["probability"],
        expected=row["expected"],
        uplift=row["uplift"],
        best=row["best"],
        words=_drawn(row["probability"], chosen=chosen, guard=attempt["guard"]),
    )


def _drawn(probability: float, *, chosen: bool, guard: str | None) -> str:
    share = f"{100 * probability:.1f} %"
    if guard:
        return (
            "Default content, since the text drawn did not pass" if chosen else f"It had {share}; the draw was undone"
        )
    if chosen:
        return "It won the draw" if probability < 1 else "Nothing else could be said"
    return f"It may be said and had {share}; the draw fell on another" if probability else "It cannot be drawn here"


def _plain(variant: str, attempt: Mapping[str, Any], texts: Mapping[str, str]) -> Winner:
    """Default content, which is not drawn."""
    words = "Default content: the subject is in a holdout" if attempt["arm"] == "holdout" else "Default content"
    return Winner(variant, "", texts.get(variant, ""), True, None, None, None, None, words)


def texts_of(catalog: CompiledCatalog, template_id: str) -> dict[str, str]:
    """The first field of every variant that fits a template, as it was written."""
    compiled = catalog.templates.get(template_id)
    slots = compiled.slots if compiled else ()
    return {piece.variant.id: first_text(piece.variant.content) for slot in slots for piece in slot.pieces}


def first_text(content: Mapping[str, str]) -> str:
    """The first words of a variant, for a list."""
    return next(iter(content.values()), "")
