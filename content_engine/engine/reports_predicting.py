"""What reports ask of the learnt state: a seam, so that they need to know nothing of how it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from content_engine.reporting import Estimate

What = Literal["repeat", "volume"]
Levels = tuple[float, float, float]
"""Sums over a subject's remembered messages of exp2(-age / half-life), with half-lives of 1, 7 and 30 days."""

Beside = Mapping[str, str]
"""The rest of the message that is spoken of: a variant for each slot; a slot that is missing holds its default."""


@dataclass(frozen=True, slots=True)
class Predicted:
    """A variant in its slot: expected reward, uplift against the slot's control, probability of being best there."""

    expected: float
    uplift: Estimate
    best: float | None = None


class Predictor(Protocol):
    """The present snapshot, as reports ask it. Every answer may be None: nothing is known of that."""

    def predicted(
        self, template: str, segment: str | None, slot: str, variant: str, beside: Beside
    ) -> Predicted | None:
        """A variant in a slot, for one segment, or (None) for subjects in none."""

    def message(self, template: str, segment: str) -> Estimate | None:
        """The uplift of the message against silence, in units of the reward."""

    def fatigue(self, template: str, what: What, levels: Levels, beside: Beside) -> float | None:
        """The expected reward at these levels, as a share of that of a message nobody is tired of (1: as good)."""


class Unlearnt:
    """The predictor of an engine that has not learnt yet."""

    def predicted(
        self, template: str, segment: str | None, slot: str, variant: str, beside: Beside
    ) -> Predicted | None:
        """Nothing is known."""
        return None

    def message(self, template: str, segment: str) -> Estimate | None:
        """Nothing is known."""
        return None

    def fatigue(self, template: str, what: What, levels: Levels, beside: Beside) -> float | None:
        """Nothing is known."""
        return None
