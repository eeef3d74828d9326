"""What a subject's memory may forget: nothing that a rule could still count, also on a clock that ran ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.base import from_ms, to_ms
from content_engine.domain.memory import WITNESSES, SubjectMemory, Touch
from content_engine.domain.rules import PolicyFile
from content_engine.eligibility.limits import Occasion, compile_rules

NOW = to_ms(datetime(2026, 11, 20, 10, 0, tzinfo=UTC))
HOUR, DAY = 3_600_000, 86_400_000
RULES = compile_rules(
    [
        PolicyFile.model_validate(
            {
                "id": "p",
                "caps": [
                    {"id": "day", "scope": "user", "max": 2, "per": "P1D"},
                    {"id": "quarter", "scope": "channel", "max": 20, "per": "P90D"},
                    {"id": "worn", "scope": "component", "max": 1, "per": "P14D"},
                ],
                "gaps": [{"id": "g", "after": "email", "before": "email", "min": "PT6H"}],
            }
        )
    ],
    (),
)


def touch(number: int, at: int, lasts: int | None) -> Touch:
    """An e-mail decided at `at`, confirmed or reserved for that long."""
    until = None if lasts is None else at + lasts
    return Touch(f"d{number}", at, until, "email", "tip", "onboarding", "admins", (f"c{number % 3}",), ())


LASTS = st.none() | st.integers(1, 90 * 24).map(lambda hours: hours * HOUR)


@st.composite
def messages(draw: st.DrawFn, most: int, spans: st.SearchStrategy[int]) -> list[Touch]:
    """Up to so many messages, each some time from `NOW` on."""
    made = draw(st.lists(st.tuples(spans, LASTS), max_size=most))
    return [touch(number, NOW + span, lasts) for number, (span, lasts) in enumerate(made)]


def answers(touches: tuple[Touch, ...], at: int) -> Any:
    """All that the rules say at `at` to a subject with these messages behind them."""
    memory = SubjectMemory("user:u", 1, touches)
    on = Occasion("tip", "email", "onboarding", None, from_ms(at), at, {"segments": [], "milestones": []}, memory)
    return list(RULES.breaches(on)), dict(RULES.worn(on))


def remembered(touches: list[Touch]) -> SubjectMemory:
    """The memory that these messages leave, made one after the other."""
    memory = SubjectMemory("user:u")
    for one in touches:
        memory = memory.with_touch(one)
    return memory


@given(
    steady=messages(40, st.integers(0, 120 * 24).map(lambda hours: hours * HOUR)),
    ahead=messages(WITNESSES - 1, st.integers(0, 4_000 * DAY)),
    back=st.integers(0, DAY),
    order=st.randoms(use_true_random=False),
)
def test_a_clock_that_ran_ahead_reopens_nothing(steady: list[Touch], ahead: list[Touch], back: int, order: Any) -> None:
    """Fewer than `WITNESSES` messages made by a clock ahead by years; set back, every rule says what it would say had
    nothing been forgotten, at any time up to a day before the newest message of the right clock.
    """
    wild = [replace(one, decision_id=f"ahead-{one.decision_id}") for one in ahead]
    made = order.sample([*steady, *wild], len(steady) + len(wild))
    at = max((one.at for one in steady), default=NOW) - back
    assert answers(remembered(made).touches, at) == answers(tuple(sorted(made, key=lambda one: one.at)), at)


@given(messages(60, st.integers(0, 400 * 24).map(lambda hours: hours * HOUR)), st.randoms(use_true_random=False))
def test_what_is_remembered_is_bounded_and_in_no_need_of_an_order(touches: list[Touch], order: Any) -> None:
    """Beyond the newest `WITNESSES`, no message is older than 92 days and no reservation ended a day before them."""
    memory = remembered(touches)
    assert memory == remembered(order.sample(touches, len(touches)))
    newest = sorted(touches, key=lambda one: one.at)[-WITNESSES:]
    assert {one.at for one in newest} <= {one.at for one in memory.touches}
    for one in memory.touches if len(touches) >= WITNESSES else ():
        assert one.at > newest[0].at - 92 * DAY
        assert one.until is None or one.until > newest[0].at - DAY


def test_one_message_of_a_clock_days_ahead_frees_no_cap() -> None:
    """Two reservations fill the day; one message made three days ahead makes no room once the clock is right again."""
    made = [touch(0, NOW, DAY), touch(1, NOW + HOUR, DAY), touch(2, NOW + 3 * DAY, DAY)]
    codes = [breach.code for breach in answers(remembered(made).touches, NOW + 2 * HOUR)[0]]
    assert codes == ["cap.user", "gap.channel"]
    assert answers(remembered(made[:1] + made[2:]).touches, NOW + 2 * HOUR)[1].keys() >= {("component", "c0")}
