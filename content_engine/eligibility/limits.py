"""Caps, gaps, consent, quiet hours, regions, suppression and priorities: may anything be said at all (interface §2)?

Windows roll: a cap of two a day means two in any 24 hours. A reservation counts like a message until it is given back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from content_engine.domain.assignments import SegmentContract
from content_engine.domain.base import from_ms
from content_engine.domain.memory import SubjectMemory, Touch
from content_engine.domain.refusals import RefusalCode
from content_engine.domain.rules import Aim, Cap, LearningRules, PolicyFile, QuietHours, RankingRules, Reservation
from content_engine.eligibility.conditions import Condition, compile_condition

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that forbids the message: its refusal code, the rule's id, why in words, and when it ends by itself."""

    code: RefusalCode
    rule: str
    detail: str
    retry_at: datetime | None = None


def later(one: Breach | None, other: Breach) -> Breach:
    """Of two breaches the one that ends later; one that never ends by itself ends last."""
    if one is None or other.retry_at is None:
        return other
    return one if one.retry_at is None or one.retry_at >= other.retry_at else other


@dataclass(frozen=True, slots=True)
class Occasion:
    """The message in question: what it is, for whom, when, and what is remembered of the subject.

    `attributes` already hold `segments`, `channel`, `locale`, `region` and `milestones`.
    """

    template: str
    channel: str
    stage: str
    region: str | None
    now: datetime
    now_ms: int
    attributes: Mapping[str, Any]
    user: SubjectMemory
    account: SubjectMemory | None = None


def _covers(aim: Aim, channel: str, template: str, stage: str) -> bool:
    return (
        (not aim.channels or channel in aim.channels)
        and (not aim.templates or template in aim.templates)
        and (not aim.stages or stage in aim.stages)
    )


_PLAINLY_NO = frozenset({"", "0", "false", "no"})


def _silences(stated: object) -> bool:
    # Doubt is decided for the subject: an upstream may write its yes as 1, "Y" or in another language.
    if isinstance(stated, str):
        return stated.casefold() not in _PLAINLY_NO
    return not (stated is None or (isinstance(stated, int | float) and stated == 0))


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)


def _counted(touches: Iterable[Touch], now: int, per: int) -> list[int]:
    """When each touch that counts at `now` stops counting, in ms, soonest first."""
    ends = [min(t.at + per, t.until or t.at + per) for t in touches if t.counts(now) and t.at + per > now]
    return sorted(ends)


def _free_at(ends: Sequence[int], limit: int) -> datetime | None:
    return from_ms(ends[len(ends) - limit]) if 0 < limit <= len(ends) else None


@dataclass(frozen=True)
class Rules:
    """The rules of all policy files, compiled once per catalog version."""

    files: tuple[PolicyFile, ...]
    caps: tuple[Cap, ...] = ()
    thing_caps: tuple[Cap, ...] = ()
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    ranking: RankingRules = field(default_factory=RankingRules)
    learning: LearningRules = field(default_factory=LearningRules)
    reservation: Reservation = field(default_factory=Reservation)
    do_not_disturb: str = "do_not_disturb"

    @property
    def needs_account(self) -> bool:
        """Whether any rule counts by account, so that the account's memory must be read and kept."""
        return any(cap.scope == "account" for cap in self.caps)

    def reserve(self, channel: str) -> timedelta:
        """How long a decision on this channel waits for its exposure."""
        spans: Mapping[str, timedelta] = self.reservation.channels  # type: ignore[assignment]
        return spans.get(channel, self.reservation.default)

    def breaches(self, occasion: Occasion) -> Iterator[Breach]:
        """Every rule that forbids the message, the most binding first: consent, suppression, time, caps, gaps."""
        yield from self._consent(occasion)
        yield from self._regions(occasion)
        yield from self._suppressed(occasion)
        yield from self._outranked(occasion)
        yield from self._quiet(occasion)
        yield from self._capped(occasion)
        yield from self._too_close(occasion)

    def _consent(self, on: Occasion) -> Iterator[Breach]:
        told = on.user.consent
        if _silences(on.attributes.get(self.do_not_disturb)) or told.get("do_not_disturb", (False, 0))[0]:
            yield Breach("consent.do_not_disturb", self.do_not_disturb, "the subject asked not to be disturbed")
        spoken = sorted((told[name][1], told[name][0]) for name in (on.channel, "all") if name in told)
        latest = [granted for at, granted in spoken if at == spoken[-1][0]]
        if latest and not all(latest):
            yield Breach("consent.missing", f"consent.{on.channel}", f"consent for {on.channel} was revoked")
            return
        yield from self._stated_consent(on, granted=bool(latest))

    def _stated_consent(self, on: Occasion, *, granted: bool) -> Iterator[Breach]:
        for file in self.files:
            rule = {str(name): rule for name, rule in file.consent.items()}.get(on.channel)
            if rule is None:
                continue
            stated = on.attributes.get(rule.attribute)
            missing = stated is None and rule.when_absent == "missing" and not granted
            if missing or (stated is not None and stated is not True):
                yield Breach("consent.missing", f"consent.{on.channel}", f"attribute {rule.attribute} gives no consent")

    def _regions(self, on: Occasion) -> Iterator[Breach]:
        for rule in (rule for file in self.files for rule in file.regions):
            outside = bool(rule.allow) and on.region not in rule.allow
            if _covers(rule, on.channel, on.template, on.stage) and (outside or on.region in rule.deny):
                yield Breach("contract.region", rule.id, f"not sent in region {on.region or 'unknown'}")

    def _suppressed(self, on: Occasion) -> Iterator[Breach]:
        for rule in (rule for file in self.files for rule in file.suppress):
            covered = _covers(rule, on.channel, on.template, on.stage) and on.template not in rule.except_templates
            if covered and self.conditions[f"suppress:{rule.id}"](on.attributes):
                yield Breach(rule.code, rule.id, rule.detail or f"rule {rule.id} holds")

    def _outranked(self, on: Occasion) -> Iterator[Breach]:
        for rule in (rule for file in self.files for rule in file.priorities):
            covered = _covers(rule, on.channel, on.template, on.stage)
            if covered and not self.conditions[f"priority:{rule.id}"](on.attributes):
                yield Breach("priority.outranked", rule.id, rule.detail or f"rule {rule.id} puts other messages first")

    def _quiet(self, on: Occasion) -> Iterator[Breach]:
        for rule in (rule for file in self.files for rule in file.quiet_hours):
            if not rule.channels or on.channel in rule.channels:
                until = quiet_until(rule, on.now, on.attributes.get(rule.timezone_attribute))
                if until is not None:
                    yield Breach("quiet_hours", rule.id, f"quiet from {rule.from_} until {rule.until}", until)

    def _capped(self, on: Occasion) -> Iterator[Breach]:
        for cap in self.caps:
            if not _covers(cap, on.channel, on.template, on.stage):
                continue
            ends = _counted(self._within(cap, on), on.now_ms, _ms(cap.per))
            if len(ends) >= cap.max:
                detail = f"{cap.max} per {_span(cap.per)} for this {cap.scope} reached"
                yield Breach(_CAP_CODES[cap.scope], cap.id, detail, _free_at(ends, cap.max))

    def _within(self, cap: Cap, on: Occasion) -> Iterable[Touch]:
        memory = on.account if cap.scope == "account" else on.user
        touches = memory.touches if memory else ()
        for touch in touches:
            same = cap.scope not in ("channel", "template") or getattr(touch, cap.scope) == getattr(on, cap.scope)
            if same and _covers(cap, touch.channel, touch.template, touch.stage):
                yield touch

    def _too_close(self, on: Occasion) -> Iterator[Breach]:
        for gap in (gap for file in self.files for gap in file.gaps):
            if gap.before != on.channel:
                continue
            ends = _counted((t for t in on.user.touches if t.channel == gap.after), on.now_ms, _ms(gap.min))
            if ends:
                detail = f"no {gap.before} within {_span(gap.min)} after {gap.after}"
                yield Breach("gap.channel", gap.id, detail, from_ms(ends[-1]))

    def contract_breaches(self, contract: SegmentContract, on: Occasion) -> Iterator[Breach]:
        """What the contract that admits the message forbids on top: its own caps and suppression."""
        name = contract.segment_id
        suppress = contract.activation.suppress
        if suppress is not None and self.conditions[f"segment:{name}"](on.attributes):
            yield Breach(suppress.code, name, f"segment {name} is suppressed by its contract")
        for cap in contract.activation.caps:
            ends = _counted((t for t in on.user.touches if t.segment == name), on.now_ms, _ms(cap.per))
            if len(ends) >= cap.max:
                detail = f"{cap.max} per {_span(cap.per)} for segment {name} reached"
                yield Breach("cap.user", name, detail, _free_at(ends, cap.max))

    def worn(self, on: Occasion) -> Mapping[tuple[str, str], Breach]:
        """The components and claims this subject has had often enough: ("component" | "claim", id) to the breach.

        Where a cap allows none, every id of its scope is in it.
        """
        caps = [cap for cap in self.thing_caps if _covers(cap, on.channel, on.template, on.stage)]
        none: dict[str, Breach] = {cap.scope: _worn_out(cap, "", ()) for cap in reversed(caps) if cap.max == 0}
        found: dict[tuple[str, str], Breach] = {}
        for cap in caps if on.user.touches else ():
            for thing, ends in _things(cap, on).items():
                if len(ends) >= cap.max:
                    breach = _worn_out(cap, f"{cap.scope} {thing}", ends)
                    found[cap.scope, thing] = later(found.get((cap.scope, thing)), breach)
        return Worn(found, none) if none else found


@dataclass(frozen=True, slots=True)
class Worn(Mapping[tuple[str, str], Breach]):
    """Worn things where some scopes (the keys of `none`) allow nothing: every id of those is in it.

    Going through it gives such a scope once, with an empty id.
    """

    found: Mapping[tuple[str, str], Breach]
    none: Mapping[str, Breach]

    def __getitem__(self, thing: tuple[str, str]) -> Breach:
        """The breach of a thing, the endless one before those that end. Raises KeyError for a thing not worn."""
        return self.none.get(thing[0]) or self.found[thing]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Every entry once."""
        yield from ((scope, "") for scope in self.none)
        yield from (thing for thing in self.found if thing[0] not in self.none)

    def __len__(self) -> int:
        """How many entries it gives."""
        return sum(1 for _ in self)


def _worn_out(cap: Cap, what: str, ends: Sequence[int]) -> Breach:
    code: RefusalCode = "cap.component" if cap.scope == "component" else "cap.claim"
    detail = f"{what}: {cap.max} per {_span(cap.per)} reached" if cap.max else f"{cap.id} allows no {cap.scope}"
    return Breach(code, cap.id, detail, _free_at(ends, cap.max))


_CAP_CODES: Mapping[str, RefusalCode] = {
    "user": "cap.user",
    "account": "cap.account",
    "channel": "cap.channel",
    "template": "cap.template",
}


def _things(cap: Cap, on: Occasion) -> dict[str, list[int]]:
    by_thing: dict[str, list[Touch]] = {}
    for touch in on.user.touches:
        if _covers(cap, touch.channel, touch.template, touch.stage):
            for thing in touch.components if cap.scope == "component" else touch.claims:
                by_thing.setdefault(thing, []).append(touch)
    counted = {thing: _counted(touches, on.now_ms, _ms(cap.per)) for thing, touches in by_thing.items()}
    return {thing: ends for thing, ends in counted.items() if ends}


def _span(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours / 24:g} days" if hours >= 48 else f"{hours:g} hours"


def quiet_until(rule: QuietHours, now: datetime, timezone: object) -> datetime | None:
    """When the quiet hours that `now` falls into end (aware, UTC), or None outside them.

    `timezone` is the subject's IANA name; the rule's default stands in for one that is missing or unknown.
    """
    zone = _zone(timezone) or _zone(rule.default_timezone) or ZoneInfo("UTC")
    local = now.astimezone(zone)
    opens, closes = _clock(local, rule.from_), _clock(local, rule.until)
    if opens <= closes:
        return _reached(closes) if opens <= local < closes else None
    if local >= opens:
        return _reached(_clock(local + _DAY, rule.until))
    return _reached(closes) if local < closes else None


def _reached(wall: datetime) -> datetime:
    """When clocks there show `wall` or later, in UTC: a time that is skipped comes when the clocks are put forward."""
    moment = wall.astimezone(UTC)
    while (moment - _MINUTE).astimezone(wall.tzinfo) >= wall:
        moment -= _MINUTE
    return moment


def _zone(name: object) -> ZoneInfo | None:
    if not isinstance(name, str) or len(name) > 64:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _clock(day: datetime, clock: str) -> datetime:
    hour, minute = clock.split(":")
    return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


def compile_rules(files: Sequence[PolicyFile], segments: Sequence[SegmentContract]) -> Rules:
    """All rules together, conditions compiled. Raises `ConditionError` for a condition that cannot be compiled."""
    conditions = {f"suppress:{r.id}": compile_condition(r.when) for f in files for r in f.suppress}
    conditions |= {f"priority:{r.id}": compile_condition(r.until) for f in files for r in f.priorities}
    for contract in segments:
        if contract.activation.suppress:
            conditions[f"segment:{contract.segment_id}"] = compile_condition(contract.activation.suppress.when)
    caps = [cap for file in files for cap in file.caps]
    return Rules(
        files=tuple(files),
        caps=tuple(cap for cap in caps if cap.scope in _CAP_CODES),
        thing_caps=tuple(cap for cap in caps if cap.scope not in _CAP_CODES),
        conditions=conditions,
        ranking=next((file.ranking for file in files if file.ranking), RankingRules()),
        learning=next((file.learning for file in files if file.learning), LearningRules()),
        reservation=next((file.reservation for file in files if file.reservation), Reservation()),
        do_not_disturb=next((f.do_not_disturb.attribute for f in files if f.do_not_disturb), "do_not_disturb"),
    )
