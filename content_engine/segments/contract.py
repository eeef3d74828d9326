"""Contract checks at decision time (interface §2, §3): a claim is admitted, or refused with a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from content_engine.domain.assignments import SegmentClaim, SegmentContract
from content_engine.domain.base import rfc3339
from content_engine.domain.refusals import RefusalCode

CLOCK_SKEW = timedelta(minutes=5)
"""How far ahead of ours the upstream's clock may run before its `observed_at` is not believed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a claim cannot be acted on."""

    code: RefusalCode
    detail: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a subject's claims amount to for one template.

    `segment` is the contract of highest precedence that admits it (None: refused, for `fault`); `valid` are the ids of
    all segments whose claims hold, sorted; `faults` says what is wrong with each other segment that was claimed.
    """

    segment: SegmentContract | None
    fault: Fault | None
    valid: tuple[str, ...]
    faults: Mapping[str, Fault]


def fault_of(
    claim: SegmentClaim, contract: SegmentContract | None, *, channel: str, region: str | None, now: datetime
) -> Fault | None:
    """What is wrong with `claim` under `contract` for a message on `channel`, or None when it holds."""
    if contract is None or contract.scope != claim.scope:
        scope = f" with scope {claim.scope}" if contract else ""
        return Fault("contract.unknown_segment", f"no contract for segment {claim.segment_id}{scope}")
    if claim.version != contract.version:
        wanted = f"segment {claim.segment_id} has version {claim.version}, the contract is version {contract.version}"
        return Fault("contract.wrong_version", wanted)
    return (
        _age_fault(claim, contract, now) or _strength_fault(claim, contract) or _place_fault(contract, channel, region)
    )


def _whole(moment: datetime) -> datetime:
    # Claims are recorded in milliseconds; judged in anything finer, a replay could judge otherwise.
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _age_fault(claim: SegmentClaim, contract: SegmentContract, now: datetime) -> Fault | None:
    name, max_age = claim.segment_id, contract.eligibility.max_age
    if claim.expires_at is not None and _whole(claim.expires_at) <= now:
        return Fault("contract.expired", f"assignment to {name} expired at {rfc3339(claim.expires_at)}")
    if max_age is None:
        return None
    if claim.observed_at is None:
        return Fault("contract.stale", f"assignment to {name} has no observed_at; the contract allows {max_age}")
    if _whole(claim.observed_at) > now + CLOCK_SKEW:
        return Fault("contract.stale", f"assignment to {name} was observed in the future")
    if now - _whole(claim.observed_at) > max_age:
        return Fault("contract.stale", f"assignment to {name} is older than {max_age}")
    return None


def _strength_fault(claim: SegmentClaim, contract: SegmentContract) -> Fault | None:
    terms, name = contract.eligibility, claim.segment_id
    if (claim.confidence or 0.0) < terms.min_confidence:
        said = "none" if claim.confidence is None else f"{claim.confidence:g}"
        return Fault("contract.low_confidence", f"{name}: confidence {said}, at least {terms.min_confidence:g} needed")
    if (claim.events or 0) < terms.min_events:
        return Fault(
            "contract.too_few_events", f"{name}: {claim.events or 0} events, at least {terms.min_events} needed"
        )
    return None


def _place_fault(contract: SegmentContract, channel: str, region: str | None) -> Fault | None:
    terms, name = contract.eligibility, contract.segment_id
    if channel not in terms.channels:
        return Fault("contract.channel", f"{name} may not be reached by {channel}")
    if region in terms.regions.get("deny", ()):
        return Fault("contract.region", f"{name} may not be reached in region {region}")
    allowed = terms.regions.get("allow")
    if allowed and region not in allowed:
        return Fault("contract.region", f"{name} may only be reached in {', '.join(allowed)}")
    return None


def stand(
    claims: Sequence[SegmentClaim],
    contracts: Mapping[str, SegmentContract],
    *,
    template: str,
    channel: str,
    region: str | None,
    now: datetime,
) -> Standing:
    """Judges all claims for one template. Where several segments admit it, the highest precedence wins, then the id."""
    faults: dict[str, Fault] = {}
    valid: dict[str, SegmentContract] = {}
    for claim in claims:
        contract = contracts.get(claim.segment_id)
        fault = fault_of(claim, contract, channel=channel, region=region, now=now)
        if fault is None and contract is not None:
            valid[claim.segment_id] = contract
        elif fault is not None:
            faults[claim.segment_id] = fault
    faults = {name: fault for name, fault in faults.items() if name not in valid}
    admitting = [contract for contract in valid.values() if template in contract.activation.templates]
    best = min(admitting, key=lambda contract: (-contract.precedence, contract.segment_id), default=None)
    fault = None if best else _refusal(template, contracts.values(), faults)
    return Standing(best, fault, tuple(sorted(valid)), faults)


def _refusal(template: str, contracts: Iterable[SegmentContract], faults: Mapping[str, Fault]) -> Fault:
    """The reason that helps most: a segment that would admit the template but fails, else any failure."""
    activating = sorted(c.segment_id for c in contracts if template in c.activation.templates)
    for name in (*activating, *faults):
        if name in faults:
            return faults[name]
    wanted = ", ".join(activating) or "none"
    return Fault("contract.unknown_segment", f"no assignment admits {template}; segments that do: {wanted}")
