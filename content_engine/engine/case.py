"""What one decision is made from, and every step of how it was made: enough to answer, to explain and to replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from content_engine.domain.assignments import SegmentClaim
from content_engine.domain.base import from_ms
from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.memory import SubjectMemory
from content_engine.domain.refusals import RefusalCode
from content_engine.eligibility.candidates import Field
from content_engine.eligibility.limits import Breach
from content_engine.engine.boards import Boards
from content_engine.engine.compiled import CompiledCatalog, CompiledTemplate
from content_engine.experiments.allocation import Allocation
from content_engine.ranking.draw import Drawn
from content_engine.ranking.policy import Lottery
from content_engine.ranking.snapshot import Snapshot
from content_engine.segments.contract import Standing

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """What decisions are made with: a compiled catalog, a policy snapshot, and the deployment's salt.

    `stale` says that a newer snapshot exists but could not be read.
    """

    catalog: CompiledCatalog
    snapshot: Snapshot
    policy_version: str
    salt: str
    stale: bool = False

    @cached_property
    def boards(self) -> Boards:
        """The snapshot applied to the catalog."""
        return Boards(self.catalog, self.snapshot)


@dataclass(frozen=True, slots=True)
class Case:
    """One request with all that was known when it was decided. The same case in the same world has the same answer.

    `late` is True when its deadline had passed before deciding began: then default content is served unranked.
    """

    request: DecisionRequest
    now_ms: int
    user: SubjectMemory
    account: SubjectMemory | None
    claims: tuple[SegmentClaim, ...]
    late: bool = False

    @property
    def now(self) -> datetime:
        """The moment of the decision, aware, UTC."""
        return from_ms(self.now_ms)


@dataclass(frozen=True, slots=True)
class No:
    """A refusal in the making."""

    code: RefusalCode
    detail: str
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One place filled: the slot's index, the position in it, the piece's index in the slot, and its probability."""

    slot: int
    position: int
    piece: int
    propensity: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The distribution over a message: `eligible[slot]` are piece indices, `places` are slots and positions in them.

    The lottery's candidate at a place is a number in the slot's list of eligible pieces.
    """

    eligible: tuple[tuple[int, ...], ...]
    places: tuple[tuple[int, int], ...]
    lottery: Lottery

    def probability(self, said: Mapping[tuple[int, int], int]) -> float:
        """The probability of a whole message, given as piece by (slot, position); 0 for one that cannot be drawn."""
        picks = [self._number(place, said.get(place)) for place in self.places]
        if any(pick == -1 for pick in picks) or not said.keys() <= set(self.places):
            return 0.0
        return self.lottery.probability(picks)

    def chance(self, slot: int, position: int, piece: int) -> float:
        """The probability of a piece at one place; 0 where it cannot be drawn."""
        if (slot, position) not in self.places or piece not in self.eligible[slot]:
            return 0.0
        return self.lottery.chance(self.places.index((slot, position)), self.eligible[slot].index(piece))

    def _number(self, place: tuple[int, int], piece: int | None) -> int | None:
        if piece is None:
            return None
        return self.eligible[place[0]].index(piece) if piece in self.eligible[place[0]] else -1


@dataclass(slots=True)
class Attempt:
    """One template tried: filled in step by step, in the order of the story in `engine.online`."""

    template_id: str
    compiled: CompiledTemplate | None = None
    standing: Standing | None = None
    breaches: tuple[Breach, ...] = ()
    allocation: Allocation = field(default_factory=lambda: Allocation("treatment"))
    values: Mapping[str, Any] = field(default_factory=dict)
    eligible: Field | None = None
    worn: Mapping[tuple[str, str], Breach] = field(default_factory=dict)
    ranked: Ranked | None = None
    drawn: Drawn | None = None
    picks: tuple[Pick, ...] = ()
    served_by: str = "policy"
    harm: float | None = None
    faded: Mapping[str, Array] | None = None
    guard: str | None = None
    message: dict[str, Any] | None = None
    no: No | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcome of a case: the attempt that counts, and all that were made."""

    case: Case
    decision_id: str
    attempt: Attempt
    attempts: tuple[Attempt, ...]
