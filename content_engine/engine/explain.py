"""Why this was said and not that: every candidate with its probability, every refusal with its reason."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from content_engine.domain.base import rfc3339
from content_engine.domain.memory import Touch
from content_engine.eligibility.limits import Breach
from content_engine.engine.case import Attempt, Case, Decided, Pick, World
from content_engine.engine.choosing import best_shares, control_of, prediction
from content_engine.engine.story import worn_by


def explanation_of(decided: Decided, world: World) -> dict[str, Any]:
    """The explanation of a decision as JSON-ready data, in the order in which it was made."""
    case = decided.case
    return {
        "decision_id": decided.decision_id,
        "request_id": case.request.request_id,
        "catalog_version": world.catalog.version,
        "policy_version": world.policy_version,
        "policy": world.snapshot.params,
        "late": case.late,
        "remembered": [_touch(case, touch) for touch in case.user.touches],
        "attempts": [_attempt(attempt, case, world) for attempt in decided.attempts],
    }


def _touch(case: Case, touch: Touch) -> dict[str, Any]:
    return {
        "decision_id": touch.decision_id,
        "template": touch.template,
        "channel": touch.channel,
        "minutes_ago": round((case.now_ms - touch.at) / 60_000, 1),
        "state": "confirmed" if touch.until is None else "reserved" if touch.counts(case.now_ms) else "given back",
    }


def _attempt(this: Attempt, case: Case, world: World) -> dict[str, Any]:
    standing = this.standing
    faults = standing.faults if standing else {}
    return {
        "template": this.template_id,
        "status": "refused" if this.no else "assembled",
        "refusal": {"code": this.no.code, "detail": this.no.detail} if this.no else None,
        "segment": standing.segment.segment_id if standing and standing.segment else None,
        "segments": {
            "valid": list(standing.valid) if standing else [],
            "refused": {name: {"code": fault.code, "detail": fault.detail} for name, fault in faults.items()},
        },
        "rules": [_breach(breach) for breach in this.breaches],
        "arm": this.allocation.arm,
        "holdout": this.allocation.holdout,
        "served_by": this.served_by,
        "guard": this.guard,
        "locales": list(this.eligible.locales) if this.eligible else [],
        "message_propensity": this.drawn.propensity if this.drawn else None,
        "message": _message(this, case, world),
        "slots": _slots(this, case, world),
    }


def _message(this: Attempt, case: Case, world: World) -> dict[str, Any] | None:
    """What is predicted of the message as a whole, against saying nothing."""
    message = prediction(this, case, world, this.picks) if this.picks else None
    if message is None or this.compiled is None:
        return None
    return {
        "expected": message.expected().to_json(),
        "uplift_over_silence": message.over_silence().to_json(),
        "probability_of_harm": message.harm(),
        "silent_decisions_learnt": world.boards.head(this.compiled).silent,
    }


def _breach(breach: Breach) -> dict[str, Any]:
    retry_at = rfc3339(breach.retry_at) if breach.retry_at else None
    return {"code": breach.code, "rule": breach.rule, "detail": breach.detail, "retry_at": retry_at}


def _slots(this: Attempt, case: Case, world: World) -> list[dict[str, Any]]:
    if this.compiled is None or this.eligible is None:
        return []
    return [_slot(this, index, case, world) for index in range(len(this.compiled.slots))]


def _slot(this: Attempt, index: int, case: Case, world: World) -> dict[str, Any]:
    compiled, field = this.compiled, this.eligible
    if compiled is None or field is None:
        return {}
    slot = compiled.slots[index]
    losers = [asdict(loser) for loser in field.losers[index]]
    return {
        "slot": slot.slot.name,
        "required": slot.slot.min > 0,
        "chosen": [slot.pieces[pick.piece].variant.id for pick in this.picks if pick.slot == index],
        "candidates": _candidates(this, index, case, world),
        "losers": losers + _worn_losers(this, index),
    }


def _candidates(this: Attempt, index: int, case: Case, world: World) -> list[dict[str, Any]]:
    if this.ranked is None or this.compiled is None:
        return []
    places = [at for at, (slot, _) in enumerate(this.ranked.places) if slot == index]
    chances = [this.ranked.lottery.marginals(at) for at in places]
    best = best_shares(this, index, case, world)
    rows = []
    for number, piece_index in enumerate(this.ranked.eligible[index]):
        told = [each[number] for each in chances]
        rows.append(_candidate(this, index, piece_index, case, world) | {"best": best[number]} | _chances(told))
    return sorted(rows, key=lambda row: (-row["probability"], row["variant"]))


def _chances(told: list[float]) -> dict[str, Any]:
    return {"probability": told[0] if told else 0.0, "probabilities": told}


def _candidate(this: Attempt, index: int, piece_index: int, case: Case, world: World) -> dict[str, Any]:
    """What is predicted of the message with this candidate in its slot, everything else as drawn."""
    piece = this.compiled.slots[index].pieces[piece_index]  # type: ignore[union-attr]
    others = [pick for pick in this.picks if pick.slot != index or pick.position > 0]
    others = [pick for pick in others if (pick.slot, pick.piece) != (index, piece_index)]
    message = prediction(this, case, world, [*others, Pick(index, 0, piece_index, 0.0)])
    expected = message.expected() if message else None
    control = control_of(this, index, piece_index)
    over = message.over_control((index, piece_index), control) if message else None
    return {
        "component": piece.component.id,
        "variant": piece.variant.id,
        "expected": expected.mean if expected else None,
        "expected_interval": expected.to_json() if expected else None,
        "uplift": over.to_json() if over else None,
    }


def _worn_losers(this: Attempt, index: int) -> list[dict[str, Any]]:
    if this.compiled is None or this.eligible is None or not this.worn:
        return []
    pieces = [this.compiled.slots[index].pieces[i].candidate for i in this.eligible.eligible[index]]
    worn = [(candidate, breach) for candidate in pieces if (breach := worn_by(this, candidate))]
    return [
        {"component": candidate.component, "variant": candidate.variant, "code": breach.code, "detail": breach.detail}
        for candidate, breach in worn
    ]
