"""The answer as it leaves the engine, and the record as it is kept. JSON keys stand in the order of the interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson

from content_engine.domain.assignments import SegmentClaim
from content_engine.domain.base import from_ms, rfc3339
from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.memory import Record, SubjectMemory, account_key, user_key
from content_engine.engine.case import Attempt, Case, Decided, Pick, World
from content_engine.engine.story import touch_of
from content_engine.ranking.policy import expected, uplift


def body_hash(request: DecisionRequest) -> str:
    """Names what a request asks: see `DecisionRequest.asked`."""
    return request.asked


def answer_of(decided: Decided, world: World) -> dict[str, Any]:
    """The decision as JSON-ready data."""
    this, request = decided.attempt, decided.case.request
    refused = this.no is not None
    return {
        "decision_id": decided.decision_id,
        "request_id": request.request_id,
        "status": "refused" if refused else "assembled",
        "refusal": _refusal(this),
        "arm": this.allocation.arm,
        "served_by": this.served_by,
        "policy_version": world.policy_version,
        "catalog_version": world.catalog.version,
        "template": this.template_id,
        "segment": this.standing.segment.segment_id if this.standing and this.standing.segment else None,
        "message": None if refused else this.message,
        "choices": [] if refused else [_choice(this, pick, world) for pick in this.picks],
        "propensity": None if refused else _whole(this),
        "decided_at": _stamp(decided.case.now_ms),
        "expires_at": _stamp(expiry_ms(decided, world)),
        "dry_run": request.dry_run,
    }


@lru_cache(maxsize=4_096)
def _stamp(ms: int) -> str:
    return rfc3339(from_ms(ms))


def _whole(this: Attempt) -> float:
    return this.drawn.propensity if this.drawn and this.served_by != "control" else 1.0


def _refusal(this: Attempt) -> dict[str, Any] | None:
    if this.no is None:
        return None
    retry_at = rfc3339(this.no.retry_at) if this.no.retry_at else None
    return {"code": this.no.code, "detail": this.no.detail, "retry_at": retry_at}


def control_of(this: Attempt, slot: int) -> str | None:
    """The variant a slot's candidates are compared with: its first default."""
    control = this.compiled.template.slots[slot].control if this.compiled else ()
    return control[0] if control else None


def _choice(this: Attempt, pick: Pick, world: World) -> dict[str, Any]:
    """One choice as JSON-ready data. What does not differ between requests is remembered with the plan."""
    known = this.ranked.told if this.ranked else {}
    found = known.get(pick)
    if found is None:
        found = known[pick] = _told(this, pick, world)
    return found


def _told(this: Attempt, pick: Pick, world: World) -> dict[str, Any]:
    slot = this.compiled.slots[pick.slot]  # type: ignore[union-attr]
    piece = slot.pieces[pick.piece]
    variant = piece.variant.id
    mean, low, high = uplift(variant, control_of(this, pick.slot), world.snapshot)
    return {
        "slot": slot.slot.name,
        "component": piece.component.id,
        "variant": variant,
        "propensity": pick.propensity,
        "expected": expected(variant, world.snapshot),
        "uplift": {"mean": mean, "low": low, "high": high},
        "position": pick.position,
    }


def expiry_ms(decided: Decided, world: World) -> int:
    """When the reservation ends: the channel's reservation time after the decision; a refusal reserves nothing."""
    this = decided.attempt
    if this.no is not None or this.compiled is None:
        return decided.case.now_ms
    span = world.catalog.rules.reserve(this.compiled.template.channel)
    return decided.case.now_ms + int(span.total_seconds() * 1000)


def inputs_of(case: Case, world: World) -> dict[str, Any]:
    """Everything that `case_of` needs to decide the case again."""
    return {
        "request": case.request.body,
        "now": case.now_ms,
        "user": case.user.to_json(),
        "account": case.account.to_json() if case.account else None,
        "claims": None if case.request.segments is not None else _dumped(case.claims),
        "late": case.late,
        "stale": world.stale,
    }


def case_of(inputs: Mapping[str, Any]) -> Case:
    """The inverse of `inputs_of`."""
    request = DecisionRequest.model_validate_json(orjson.dumps(inputs["request"]))
    user = SubjectMemory.from_json(user_key(request.user_id), 0, inputs["user"])
    account = None
    if inputs["account"] is not None and request.account_id is not None:
        account = SubjectMemory.from_json(account_key(request.account_id), 0, inputs["account"])
    return Case(request, inputs["now"], user, account, _claims(request, inputs["claims"]), inputs["late"])


def _dumped(claims: Sequence[SegmentClaim]) -> list[dict[str, Any]]:
    return [claim.model_dump(mode="json", exclude_defaults=True) for claim in claims]


def _claims(request: DecisionRequest, stored: Sequence[Mapping[str, Any]] | None) -> tuple[SegmentClaim, ...]:
    if stored is None:
        return request.segments or ()
    return tuple(SegmentClaim.model_validate_json(orjson.dumps(claim)) for claim in stored)


def record_of(decided: Decided, answer: Mapping[str, Any], body: bytes, request_hash: str, world: World) -> Record:
    """The decision as the memory keeps it."""
    case, request = decided.case, decided.case.request
    touch = touch_of(decided, expiry_ms(decided, world))
    compiled = decided.attempt.compiled
    return Record(
        decision_id=decided.decision_id,
        request_id=request.request_id,
        request_hash=request_hash,
        user_id=request.user_id,
        account_id=request.account_id,
        template=decided.attempt.template_id,
        channel=compiled.template.channel if compiled else "",
        segment=answer["segment"],
        status=answer["status"],
        refusal=answer["refusal"]["code"] if answer["refusal"] else None,
        arm=answer["arm"],
        served_by=answer["served_by"],
        policy_version=world.policy_version,
        catalog_version=world.catalog.version,
        decided_at=case.now_ms,
        expires_at=expiry_ms(decided, world),
        choices=list(answer["choices"]),
        answer=body,
        inputs=orjson.dumps(inputs_of(case, world)),
        subjects=_subjects(case) if touch else (),
        touch=touch,
    )


def _subjects(case: Case) -> tuple[str, ...]:
    return (case.user.key, case.account.key) if case.account else (case.user.key,)
