"""How one case is decided, step by step, without touching the world: the same case in the same world, the same answer.

meet      -> what the subject's segments amount to for this template
admit     -> or a refusal with its code
allocate  -> holdout first, by salted hash
eligible  -> candidates per slot, a reason per loser
rank      -> a distribution over whole messages
draw      -> one message and its exact probability
assemble  -> rendered in the sandbox; a guard that fails gets default content, never a second draw
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from content_engine.assembly.values import clean_values
from content_engine.domain.memory import Touch
from content_engine.eligibility.candidates import Candidate, Situation
from content_engine.eligibility.limits import Breach, Occasion, later
from content_engine.engine.case import Attempt, Case, Decided, No, Pick, World
from content_engine.engine.choosing import default_pieces, harm, ranked
from content_engine.engine.compiled import CompiledSlot, CompiledTemplate
from content_engine.engine.rendering import render
from content_engine.experiments.allocation import allocate
from content_engine.experiments.hashing import seed_units
from content_engine.segments.contract import stand


def decide_case(case: Case, world: World) -> Decided:
    """Tries the templates in the caller's order; the first that is not refused counts, else the first refusal."""
    decision_id = id_of(case, world.salt)
    attempts: list[Attempt] = []
    for template_id in case.request.templates:
        attempts.append(attempt(case, template_id, world, decision_id))
        if attempts[-1].no is None:
            break
    counts = attempts[-1] if attempts[-1].no is None else attempts[0]
    return Decided(case, decision_id, counts, tuple(attempts))


def id_of(case: Case, salt: str) -> str:
    """A decision's id: its millisecond in hex, then a hash of the request_id keyed with the deployment's salt.

    Ids ascend with time, are the same whenever the case is decided again, and cannot be guessed from a request_id.
    """
    keyed = hashlib.blake2b(case.request.request_id.encode(), key=salt.encode()[:64], digest_size=12)
    return f"d{case.now_ms:012x}{keyed.hexdigest()}"


def attempt(case: Case, template_id: str, world: World, decision_id: str) -> Attempt:
    """Walks the story for one template as far as it goes; `no` says where it ended."""
    this = Attempt(template_id, world.catalog.templates.get(template_id))
    if this.compiled is None:
        this.no = No("template.unknown", f"no template {template_id}")
    elif this.compiled.template.state != "approved":
        this.no = No("template.not_approved", f"template {template_id} is {this.compiled.template.state}")
    else:
        _walk(this, this.compiled, case, world, decision_id)
    return this


def _walk(this: Attempt, compiled: CompiledTemplate, case: Case, world: World, decision_id: str) -> None:
    region, now = _region(case), case.now
    this.standing = stand(
        case.claims,
        world.catalog.contracts,
        template=compiled.template.id,
        channel=compiled.template.channel,
        region=region,
        now=now,
    )
    occasion = _occasion(case, compiled, region, now, this.standing.valid)
    this.no = _admit(this, occasion, world)
    if this.no is None:
        this.no = _allocate(this, case, world)
    if this.no is None:
        this.no = _choose(this, compiled, case, world, occasion)
    if this.no is None:
        this.no = _assemble(this, compiled, case, world, decision_id)


def _region(case: Case) -> str | None:
    stated = (case.request.attributes.get(name) for name in ("region", "country"))
    return next((value for value in stated if isinstance(value, str)), None)


def _occasion(
    case: Case, compiled: CompiledTemplate, region: str | None, now: datetime, segments: Sequence[str]
) -> Occasion:
    request, template = case.request, compiled.template
    virtual = {
        "segments": list(segments),
        "channel": template.channel,
        "locale": request.locale,
        "region": region,
        "milestones": sorted(case.user.milestones),
    }
    return Occasion(
        template=template.id,
        channel=template.channel,
        stage=template.stage,
        region=region,
        now=now,
        now_ms=case.now_ms,
        attributes={**request.attributes, **virtual},
        user=case.user,
        account=case.account,
    )


def _admit(this: Attempt, occasion: Occasion, world: World) -> No | None:
    standing, rules = this.standing, world.catalog.rules
    if standing is None or standing.segment is None:
        fault = standing.fault if standing else None
        return No(fault.code, fault.detail) if fault else No("contract.unknown_segment", "no segment")
    own = rules.contract_breaches(standing.segment, occasion)
    this.breaches = (*rules.breaches(occasion), *own)
    if not this.breaches:
        return None
    return _refused_by(this.breaches)


def _refused_by(reasons: Sequence[Breach | No]) -> No:
    first = reasons[0]
    ends = [reason.retry_at for reason in reasons]
    known = [end for end in ends if end is not None]
    # another try makes sense only when every rule that forbids it now has ended
    return No(first.code, first.detail, max(known) if len(known) == len(ends) else None)


def _allocate(this: Attempt, case: Case, world: World) -> No | None:
    holdouts = [holdout for file in world.catalog.rules.files for holdout in file.holdouts]
    request = case.request
    this.allocation = allocate(
        holdouts, template=this.template_id, user_id=request.user_id, account_id=request.account_id
    )
    if this.allocation.arm == "silent_holdout":
        return No("holdout.silent", f"in silent holdout {this.allocation.holdout}")
    return None


def _choose(this: Attempt, compiled: CompiledTemplate, case: Case, world: World, occasion: Occasion) -> No | None:
    segments = this.standing.valid if this.standing else ()
    this.values = clean_values(case.request.attributes)
    situation = Situation(segments, occasion.attributes, case.now_ms, this.values)
    this.eligible = compiled.field(situation, case.request.locale)
    this.worn = world.catalog.rules.worn(occasion)
    eligible = _fresh(this, compiled)
    if this.allocation.arm == "holdout" or case.late:
        return _take_control(this, compiled, eligible)
    return _rank_and_draw(this, compiled, case, world, eligible)


def _fresh(this: Attempt, compiled: CompiledTemplate) -> tuple[tuple[int, ...], ...]:
    """The eligible pieces by slot, without those whose component or claim this subject has had often enough."""
    spoken = this.eligible.eligible if this.eligible else ()
    if not this.worn:
        return spoken
    return tuple(
        tuple(index for index in indices if not worn_by(this, slot.pieces[index].candidate))
        for slot, indices in zip(compiled.slots, spoken, strict=True)
    )


def worn_by(this: Attempt, candidate: Candidate) -> Breach | None:
    """The cap that this candidate's component or claims have reached for this subject and that ends last, or None."""
    things = [("component", candidate.component), *(("claim", claim) for claim in candidate.claims)]
    last: Breach | None = None
    for thing in things:
        if thing in this.worn:
            last = later(last, this.worn[thing])
    return last


def _rank_and_draw(
    this: Attempt,
    compiled: CompiledTemplate,
    case: Case,
    world: World,
    eligible: tuple[tuple[int, ...], ...],
) -> No | None:
    found = ranked(this, compiled, case, world, eligible)
    if found is None:
        return _unfilled(this, compiled, eligible) or No(
            "content.none", "no combination of the eligible candidates satisfies the template's constraints"
        )
    this.ranked = found
    this.served_by = "snapshot" if world.stale else "policy"
    units = seed_units(found.lottery.tickets, "draw", case.request.request_id, this.template_id)
    this.drawn = found.lottery.draw(units)
    this.picks = tuple(
        Pick(slot, position, found.eligible[slot][pick], chance)
        for (slot, position), pick, chance in zip(found.places, this.drawn.picks, this.drawn.propensities, strict=True)
        if pick is not None
    )
    return _silenced(this, compiled, case, world)


def _silenced(this: Attempt, compiled: CompiledTemplate, case: Case, world: World) -> No | None:
    """Says nothing where the policy asks for that and the message is certain enough to do harm."""
    bound = world.boards.rule(compiled.template.id).silence
    if bound is None:
        return None
    this.harm = harm(this, case, world)
    if this.harm is None or this.harm <= bound:
        return None
    return No("uplift.negative", f"with probability {this.harm:.3f} saying nothing is better (bound {bound:g})")


def _unfilled(this: Attempt, compiled: CompiledTemplate, eligible: tuple[tuple[int, ...], ...]) -> No | None:
    spoken = this.eligible.eligible if this.eligible else eligible
    short = [
        _shortage(this, slot, all_, fresh, "no candidate for slot")
        for slot, all_, fresh in zip(compiled.slots, spoken, eligible, strict=True)
        if not slot.pool.filled(fresh)
    ]
    return _refused_by(short) if short else None


def _shortage(this: Attempt, slot: CompiledSlot, spoken: Sequence[int], fresh: Sequence[int], what: str) -> No:
    """Why a slot is short of what it must hold: caps, and when enough of them have ended; else there is no content."""
    have = {_thing(slot, index) for index in fresh}
    held = {_thing(slot, index): worn_by(this, slot.pieces[index].candidate) for index in spoken}
    ends = sorted((breach for thing, breach in held.items() if breach and thing not in have), key=_end)
    missing = slot.slot.min - len(have)
    if missing > len(ends):
        return No("content.none", f"{what} {slot.slot.name}")
    last = ends[missing - 1]
    return No(last.code, f"slot {slot.slot.name}: {last.detail}", last.retry_at)


def _thing(slot: CompiledSlot, index: int) -> str:
    candidate = slot.pieces[index].candidate
    return candidate.component if slot.pool.by_component else candidate.variant


def _end(breach: Breach) -> float:
    return breach.retry_at.timestamp() if breach.retry_at else float("inf")


def _take_control(this: Attempt, compiled: CompiledTemplate, eligible: tuple[tuple[int, ...], ...]) -> No | None:
    """Fills every slot with its default content, under the same rules as all content; nothing is drawn."""
    this.served_by = "control"
    spoken = this.eligible.eligible if this.eligible else eligible
    picks: list[Pick] = []
    short: list[No] = []
    for index, (slot, indices) in enumerate(zip(compiled.slots, eligible, strict=True)):
        defaults = default_pieces(slot, indices)[: slot.slot.max]
        if len(defaults) < slot.slot.min:
            wanted = default_pieces(slot, spoken[index])
            short.append(_shortage(this, slot, wanted, defaults, "no default content for slot"))
        picks += [Pick(index, position, piece, 1.0) for position, piece in enumerate(defaults)]
    this.picks = tuple(picks)
    return _refused_by(short) if short else None


def _assemble(this: Attempt, compiled: CompiledTemplate, case: Case, world: World, decision_id: str) -> No | None:
    rendered = render(compiled, this, world, decision_id)
    if rendered.fault is not None and this.served_by != "control":
        this.guard = rendered.fault
        no = _take_control(this, compiled, _fresh(this, compiled))
        if no is not None:
            return no
        rendered = render(compiled, this, world, decision_id)
    if rendered.fault is not None:
        return No("content.guard", rendered.fault)
    this.message = rendered.message
    return None


def touch_of(decided: Decided, until: int) -> Touch | None:
    """What an assembled decision adds to its subjects' memory: a reservation until `until`; None if refused."""
    this = decided.attempt
    if this.no is not None or this.compiled is None:
        return None
    pieces = [this.compiled.slots[pick.slot].pieces[pick.piece] for pick in this.picks]
    return Touch(
        decision_id=decided.decision_id,
        at=decided.case.now_ms,
        until=until,
        channel=this.compiled.template.channel,
        template=this.template_id,
        stage=this.compiled.template.stage,
        segment=this.standing.segment.segment_id if this.standing and this.standing.segment else "",
        components=tuple(dict.fromkeys(piece.component.id for piece in pieces)),
        claims=tuple(dict.fromkeys(claim for piece in pieces for claim in piece.candidate.claims)),
    )
