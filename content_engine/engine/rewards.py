"""What a decision earned: the one rule by which learning and reports turn outcomes into a reward."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content_engine.domain.catalog import Goal
from content_engine.domain.rules import LearningRules

DAY_MS = 86_400_000

LATE_MS = 7 * DAY_MS
"""An exposure later than this after its decision is not learnt from: nobody knows what the subject saw by then."""

_MACHINE_MADE = ("opened", "clicked")
"""Outcomes that mail scanners and prefetching cause within moments of the delivery."""


@dataclass(frozen=True, slots=True)
class RewardRule:
    """A goal and the learning rules, made ready for `reward_of`. Times are milliseconds."""

    outcome: str
    window: int
    human_after: int = 0
    ignored: frozenset[str] = frozenset()

    @property
    def reach(self) -> int:
        """How long after a decision an outcome may count: the `within` to ask `Memory.happened` for."""
        return self.window + LATE_MS


def reward_rule(goal: Goal, rules: LearningRules) -> RewardRule:
    """The rule for one goal. `human_after` matters only where the outcome is one that machines cause."""
    human = rules.human_after.total_seconds() if goal.outcome in _MACHINE_MADE else 0.0
    window = int(goal.window.total_seconds() * 1000)
    return RewardRule(goal.outcome, window, int(human * 1000), frozenset(rules.ignore_sources))


def started_at(arm: str, decided_at: int, exposed_at: int | None) -> int | None:
    """When a decision's window begins: at its exposure, for silence at the decision. None: it earns nothing yet.

    An exposure that a caller's clock puts before the decision counts from the decision.
    """
    if arm == "silent_holdout":
        return decided_at
    if exposed_at is None or exposed_at - decided_at > LATE_MS:
        return None
    return max(decided_at, exposed_at)


def reward_of(started: int, outcomes: Iterable[tuple[str, str, int, str]], rule: RewardRule) -> tuple[int, int]:
    """The reward, 0 or 1, and how long after `started` it came (milliseconds; -1 where there is none).

    `outcomes` are one decision's rows of `Happened.outcomes`. One counts when it is the goal's, comes within
    `started <= at < started + window`, from a source that is not ignored, and not sooner than a human could.
    """
    first = -1
    for _, outcome, at, source in outcomes:
        delay = at - started
        if outcome != rule.outcome or not rule.human_after <= delay < rule.window or source in rule.ignored:
            continue
        if first < 0 or delay < first:
            first = delay
    return (1, first) if first >= 0 else (0, -1)
