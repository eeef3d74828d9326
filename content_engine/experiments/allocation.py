"""Who is kept off personalisation: holdouts by salted hash, so that anyone can recompute them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from content_engine.domain.rules import Holdout
from content_engine.experiments.hashing import hash_unit

Arm = Literal["treatment", "holdout", "silent_holdout"]


@dataclass(frozen=True, slots=True)
class Allocation:
    """The arm a subject is in for a template, and the holdout that put it there."""

    arm: Arm
    holdout: str | None = None


def allocate(holdouts: Sequence[Holdout], *, template: str, user_id: str, account_id: str | None) -> Allocation:
    """The first holdout, in file order, that covers the template and whose hash takes the subject in.

    A subject is in when `hash_unit(salt, id) < share` (GrowthBook's hash, version 2). Each has its own salt,
    so two are independent. A holdout by account passes over subjects without one.
    """
    for holdout in holdouts:
        unit = user_id if holdout.unit == "user" else account_id
        covers = not holdout.templates or template in holdout.templates
        if covers and unit is not None and (hash_unit(holdout.salt, unit) or 0.0) < holdout.share:
            return Allocation(holdout.kind, holdout.id)
    return Allocation("treatment")
