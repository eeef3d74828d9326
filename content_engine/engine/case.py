"""What one decision is made from, and every step of how it was made: enough to answer, to explain and to replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from content_engine.domain.assignments import SegmentClaim
from content_engine.domain.base import from_ms
from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.memory import SubjectMemory
from content_engine.domain.refusals import RefusalCode
from content_engine.eligibility.candidates import Field
from content_engine.eligibility.limits import Breach
from content_engine.engine.compiled import CompiledCatalog, CompiledTemplate
from content_engine.experiments.allocation import Allocation
from content_engine.ranking.draw import Drawn, Plan
from content_engine.ranking.snapshot import Snapshot
from content_engine.segments.contract import Standing


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
    """The distribution over a message: `eligible[slot]` are piece indices, `places` their slot and position."""

    eligible: tuple[tuple[int, ...], ...]
    places: tuple[tuple[int, int], ...]
    plan: Plan
    told: dict[Pick, dict[str, Any]] = field(default_factory=dict)


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
