"""Who a subject is, as the upstream system states it: assignments, and the contracts to meet (interface §2, §3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from content_engine.domain.base import FileNoun, Id, Moment, Name, Noun, SubjectId

Scope = Literal["user", "account"]
Share = Annotated[float, Field(ge=0, le=1)]


class SegmentClaim(Noun):
    """A request's own statement that its subject is in a segment."""

    segment_id: Name
    version: Annotated[int, Field(ge=0)]
    scope: Scope = "user"
    confidence: Share | None = None
    events: Annotated[int, Field(ge=0)] | None = None
    observed_at: Moment | None = None
    expires_at: Moment | None = None


class Assignment(SegmentClaim):
    """A stored statement about one subject: `user_id` for scope user, `account_id` for scope account.

    `member: false` takes the subject out. Of two statements the later `observed_at` counts, in any order.
    """

    user_id: SubjectId | None = None
    account_id: SubjectId | None = None
    member: bool = True
    source: Id = "api"

    @property
    def subject_key(self) -> str | None:
        """The memory key of the subject it speaks of, or None when the id its scope needs is missing."""
        named = self.user_id if self.scope == "user" else self.account_id
        return f"{self.scope}:{named}" if named else None


class Eligibility(FileNoun):
    """What an assignment must meet to be acted on."""

    max_age: timedelta | None = None
    min_events: int = 0
    min_confidence: Share = 0.0
    channels: tuple[Literal["email", "in_app", "chat", "web"], ...] = ("email", "in_app", "chat", "web")
    regions: dict[Literal["allow", "deny"], tuple[str, ...]] = Field(default_factory=dict)


class OutcomeTerms(FileNoun):
    """The outcomes a segment is judged by, and how soon they are delivered."""

    primary: Name
    secondary: tuple[Name, ...] = ()
    sla: timedelta | None = None


class ContractCap(FileNoun):
    """At most `max` messages sent because of this segment in any window of length `per`, per subject."""

    max: Annotated[int, Field(ge=0, le=300)]
    per: Annotated[timedelta, Field(gt=timedelta(0), le=timedelta(days=90))]


class Suppress(FileNoun):
    """Says nothing while the condition holds, and refuses with `code`: a person looks after this account, or a rule."""

    when: dict[str, Any]
    code: Literal["suppressed.account_owner", "suppressed.rule"] = "suppressed.account_owner"


class Activation(FileNoun):
    """What the segment may be sent."""

    templates: tuple[Name, ...]
    caps: tuple[ContractCap, ...] = ()
    suppress: Suppress | None = None


class SegmentContract(FileNoun):
    """The versioned specification an assignment must meet. Where two segments disagree, higher `precedence` wins."""

    segment_id: Name
    scope: Scope
    version: Annotated[int, Field(ge=0)]
    labels: tuple[str, ...] = ()
    description: str = ""
    precedence: int = 0
    eligibility: Eligibility = Eligibility()
    outcomes: OutcomeTerms
    activation: Activation
    monitoring: dict[str, Any] = Field(default_factory=dict)
