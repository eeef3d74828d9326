"""What learning and reports read of recorded decisions. Times are whole milliseconds since 1970, UTC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Lesson:
    """A decision as learning reads it: assembled, or refused because of a silent holdout. It never changes."""

    decision_id: str
    template: str
    segment: str | None
    arm: str
    served_by: str
    policy_version: str
    catalog_version: str
    decided_at: int
    choices: Sequence[Mapping[str, Any]]
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """What is known by now of some decisions.

    `exposed[id]` is when it was first confirmed (`sent` or `seen`; one in the future counts as when it was received),
    and an id is missing that never was. `outcomes` are (decision_id, outcome, at, source) in that order of sorting.
    """

    exposed: Mapping[str, int]
    outcomes: Sequence[tuple[str, str, int, str]]
