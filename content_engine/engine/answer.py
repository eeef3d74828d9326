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
from content_engine.engine.case import Attempt, Case, Decided, World
from content_engine.engine.choosing import choice_of, prediction, seen_of
from content_engine.engine.story import touch_of

_LEARNT = ("slot", "position", "component", "variant", "propensity", "expected")


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
        "choices": [] if refused else _choices(this, decided.case, world),
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


def _choices(this: Attempt, case: Case, world: World) -> list[dict[str, Any]]:
    message = prediction(this, case, world, this.picks)
    return [choice_of(this, pick, message) for pick in this.picks] if message else []


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
        choices=_learnable(decided, answer["choices"]),
        answer=body,
        inputs=orjson.dumps(inputs_of(case, world)),
        subjects=_subjects(case) if touch else (),
        touch=touch,
        context=_context(decided),
    )


def _learnable(decided: Decided, choices: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The choices as learning reads them: without their uplift, with how often the subject had seen the component."""
    this, rows = decided.attempt, []
    if not choices or this.compiled is None:
        return []
    repeats = seen_of(this, decided.case, [(pick.slot, pick.piece) for pick in this.picks]).repeats
    for pick, choice in zip(this.picks, choices, strict=True):
        row = {name: choice[name] for name in _LEARNT}
        repeat = repeats.get((pick.slot, pick.piece))
        rows.append(row if repeat is None else row | {"repeat": repeat.tolist()})
    return rows


def _context(decided: Decided) -> dict[str, Any]:
    this = decided.attempt
    if this.no is not None or this.compiled is None:
        return {}
    volume = seen_of(this, decided.case, ()).volume
    told: dict[str, Any] = {"propensity": _whole(this)}
    if volume is not None:
        told["volume"] = volume.tolist()
    return told | ({"guard": True} if this.guard else {})


def _subjects(case: Case) -> tuple[str, ...]:
    return (case.user.key, case.account.key) if case.account else (case.user.key,)
