"""Quiet hours: they follow the clock on the subject's wall, however clocks are changed there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content_engine.domain.base import from_ms, to_ms
from content_engine.domain.memory import SubjectMemory
from content_engine.domain.rules import PolicyFile, QuietHours
from content_engine.eligibility.limits import Breach, Occasion, compile_rules, quiet_until

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TICK = timedelta(minutes=1)


ZONES = (
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "America/Havana",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
)


def quiet(start: str, end: str, **given: Any) -> QuietHours:
    """Quiet hours as a policy file writes them."""
    return QuietHours.model_validate({"id": "q", "from": start, "until": end, **given})


def changes_of(zone: str) -> list[datetime]:
    """The hours of 2026 and 2027 in which clocks are changed there."""
    place = ZoneInfo(zone)
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number) for number in range(2 * 365 * 24)]
    offsets = [(hour, hour.astimezone(place).utcoffset()) for hour in hours]
    return [before[0] for before, after in pairwise(offsets) if before[1] != after[1]]


CHANGES = {zone: changes_of(zone) or [NOW] for zone in ZONES}


def is_quiet(moment: datetime, zone: str, start: str, end: str) -> bool:
    """The model: what the clock on the wall there shows lies between the two."""
    wall = moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")
    return start <= wall < end if start <= end else wall >= start or wall < end


walls = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda hm: f"{hm[0]:02d}:{hm[1]:02d}")


@given(
    zone=st.sampled_from(ZONES), number=st.integers(0, 9), minutes=st.integers(-1_500, 1_500), start=walls, end=walls
)
@example(zone="Europe/Berlin", number=0, minutes=-30, start="22:00", end="02:30")
@example(zone="America/Santiago", number=1, minutes=-30, start="22:00", end="00:30")
def test_quiet_hours_follow_the_clock_on_the_wall(zone: str, number: int, minutes: int, start: str, end: str) -> None:
    """Whatever clocks are changed, it is quiet just while the wall says so, and `until` is the first minute after."""
    moment = CHANGES[zone][number % len(CHANGES[zone])] + minutes * TICK
    until = quiet_until(quiet(start, end), moment, zone)
    assert (until is not None) == is_quiet(moment, zone, start, end)
    while is_quiet(moment, zone, start, end):
        moment += TICK
    assert until in (None, moment)


def test_quiet_hours_over_midnight() -> None:
    """From 22:00 until 07:00 it is quiet on both sides of midnight, and the end is the next morning's."""
    rule = quiet("22:00", "07:00")
    late, early = NOW.replace(hour=22), NOW.replace(hour=6, minute=59)
    assert quiet_until(rule, late, None) == NOW.replace(hour=7) + timedelta(days=1)
    assert quiet_until(rule, early, None) == NOW.replace(hour=7)
    assert quiet_until(rule, late - TICK, None) is None
    assert quiet_until(rule, NOW.replace(hour=7), None) is None


@pytest.mark.parametrize(
    "unknown", [None, 7, "", "Middle/Earth", "../../etc/passwd", "Europe", "a" * 200, "\x00", "\ud800"]
)
def test_an_unknown_zone_falls_back_to_the_rule_and_an_unknown_default_to_utc(unknown: object) -> None:
    """A strange time zone is nobody's fault: the rule's default stands in for it, and UTC for that."""
    moment = datetime(2026, 7, 1, 21, 0, tzinfo=UTC)
    assert quiet_until(quiet("22:00", "23:30", default_timezone="Europe/Berlin"), moment, unknown) is not None
    assert quiet_until(quiet("22:00", "23:30", default_timezone="Nowhere/At_All"), moment, unknown) is None


def breaches(rule: dict[str, Any], moment: datetime, channel: str = "email", **attributes: str) -> list[Breach]:
    """What a policy with this rule says of a message at this moment."""
    policy = PolicyFile.model_validate({"id": "p", "quiet_hours": [{"id": "q", **rule}]})
    plain: dict[str, Any] = {"template": "tip", "channel": channel, "stage": "onboarding", "region": None}
    made = {"now": moment, "now_ms": to_ms(moment), "attributes": attributes, "user": SubjectMemory("user:u")}
    return list(compile_rules([policy], ()).breaches(Occasion(**plain, **made)))


def test_quiet_hours_bind_their_channels_in_the_subjects_own_zone() -> None:
    """The attribute the rule names decides the zone; other channels are not bound; the end is told."""
    rule = {"channels": ["email"], "from": "18:00", "until": "20:00", "timezone_attribute": "tz"}
    found = breaches(rule, NOW, tz="Asia/Tokyo")
    assert [(one.code, one.retry_at) for one in found] == [("quiet_hours", NOW + timedelta(hours=1))]
    assert breaches(rule, NOW) == []
    assert breaches(rule, NOW, channel="chat", tz="Asia/Tokyo") == []


@given(st.integers(0, 2 * 86_400_000), walls, walls)
def test_a_quiet_hour_is_over_at_its_retry(later: int, start: str, end: str) -> None:
    """At `retry_at` the rule no longer holds; a millisecond before it does."""
    rule = {"from": start, "until": end}
    for breach in breaches(rule, from_ms(to_ms(NOW) + later)):
        assert breach.retry_at is not None
        assert breaches(rule, breach.retry_at) == []
        assert len(breaches(rule, breach.retry_at - timedelta(milliseconds=1))) == 1
