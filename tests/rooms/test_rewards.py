"""What a decision earned."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.catalog import Goal
from content_engine.domain.rules import LearningRules
from content_engine.engine.rewards import DAY_MS, LATE_MS, RewardRule, reward_of, reward_rule, started_at

GOAL = Goal(outcome="activated", window=timedelta(days=7))
RULE = reward_rule(GOAL, LearningRules())


def _at(ms: int, outcome: str = "activated", source: str = "api") -> tuple[str, str, int, str]:
    return ("d1", outcome, ms, source)


def test_the_goal_inside_its_window_is_one() -> None:
    """The goal's outcome within the window earns 1, with its delay; the first one counts."""
    assert reward_of(1_000, [_at(9_000), _at(5_000)], RULE) == (1, 4_000)


def test_the_window_begins_with_the_exposure_and_is_open_at_its_end() -> None:
    """An outcome at the very start counts, one at the very end or before the start does not."""
    assert reward_of(1_000, [_at(1_000)], RULE) == (1, 0)
    assert reward_of(1_000, [_at(1_000 + 7 * DAY_MS)], RULE) == (0, -1)
    assert reward_of(1_000, [_at(999)], RULE) == (0, -1)


def test_other_outcomes_and_ignored_sources_earn_nothing() -> None:
    """Only the goal's own outcome counts, and only from sources that are listened to."""
    rule = reward_rule(GOAL, LearningRules(ignore_sources=("scanner",)))
    assert reward_of(0, [_at(5, "clicked"), _at(5, source="scanner")], rule) == (0, -1)
    assert reward_of(0, [_at(5, source="scanner"), _at(9)], rule) == (1, 9)


def test_a_click_sooner_than_a_human_is_a_machines() -> None:
    """Opens and clicks within `human_after` are ignored, later ones count; other goals have no such rule."""
    clicks = reward_rule(Goal(outcome="clicked", window=timedelta(days=1)), LearningRules())
    assert reward_of(0, [_at(1_999, "clicked")], clicks) == (0, -1)
    assert reward_of(0, [_at(1_999, "clicked"), _at(2_000, "clicked")], clicks) == (1, 2_000)
    assert reward_of(0, [_at(0)], RULE) == (1, 0)


def test_when_the_window_begins() -> None:
    """Silence counts from the decision; others from the exposure, never before the decision, and not when late."""
    assert started_at("silent_holdout", 100, None) == 100
    assert started_at("treatment", 100, None) is None
    assert started_at("treatment", 100, 40) == 100
    assert started_at("holdout", 100, 400) == 400
    assert started_at("treatment", 100, 100 + LATE_MS) == 100 + LATE_MS
    assert started_at("treatment", 100, 101 + LATE_MS) is None


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(-50, 50), st.sampled_from("xy")), max_size=8))
def test_the_order_of_outcomes_does_not_matter(rows: list[tuple[str, int, str]]) -> None:
    """Any order gives what a plain minimum over the rows that count gives."""
    rule = RewardRule("a", 30, 5, frozenset("y"))
    outcomes = [("d", name, at, source) for name, at, source in rows]
    delays = [at for name, at, source in rows if name == "a" and source != "y" and 5 <= at < 30]
    expected = (1, min(delays)) if delays else (0, -1)
    assert reward_of(0, outcomes, rule) == reward_of(0, outcomes[::-1], rule) == expected
