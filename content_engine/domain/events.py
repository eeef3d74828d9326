"""What happened after a decision: exposures and outcomes (interface §3)."""

from __future__ import annotations

from typing import Literal

from content_engine.domain.base import Id, Moment, Name, Noun, SubjectId


class Exposure(Noun):
    """`sent` and `seen` confirm a reservation, `aborted` gives it back. Unique by decision and kind, by external id."""

    decision_id: Id
    at: Moment
    kind: Literal["sent", "seen", "aborted"]
    external_id: Id | None = None


class Outcome(Noun):
    """What a subject did. Without a decision it is attributed to the subject's exposures inside the goal's window."""

    outcome: Name
    at: Moment
    external_id: Id
    decision_id: Id | None = None
    user_id: SubjectId | None = None
    value: float | None = None
    source: Id = "api"


class Received(Noun):
    """What became of a list of events: new, already known, and parked until the decision they name is known."""

    accepted: int = 0
    duplicates: int = 0
    parked: int = 0
