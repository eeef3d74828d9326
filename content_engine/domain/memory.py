"""The content memory's nouns and its port. Times inside it are whole milliseconds since 1970, UTC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from content_engine.domain.assignments import Assignment
from content_engine.domain.events import Exposure, Outcome, Received

KEEP_MS = 92 * 86_400_000
"""How long a message stays in a subject's memory: longer than the longest window a rule may have (90 days)."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One message in a subject's memory. `until` is when its reservation ends; None once an exposure confirmed it."""

    decision_id: str
    at: int
    until: int | None
    channel: str
    template: str
    stage: str
    segment: str
    components: tuple[str, ...]
    claims: tuple[str, ...]

    def counts(self, now: int) -> bool:
        """Whether it counts towards caps and gaps at `now`: confirmed, or reserved and not yet given back."""
        return self.until is None or self.until > now

    def to_json(self) -> list[Any]:
        """The compact form stored in a subject's row, in field order."""
        return [self.decision_id, self.at, self.until, self.channel, self.template, self.stage, self.segment,
                list(self.components), list(self.claims)]  # fmt: skip

    @classmethod
    def from_json(cls, row: Sequence[Any]) -> Touch:
        """The inverse of `to_json`."""
        return cls(*row[:7], components=tuple(row[7]), claims=tuple(row[8]))


@dataclass(frozen=True, slots=True)
class SubjectMemory:
    """What is remembered of one subject. `version` is 0 for a subject without a row; every change adds one.

    `consent` maps a channel or `all` to whether it was granted (else revoked) and when; `milestones` maps an outcome to
    when it was last seen.
    """

    key: str
    version: int = 0
    touches: tuple[Touch, ...] = ()
    consent: Mapping[str, tuple[bool, int]] = field(default_factory=dict)
    milestones: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Everything but key and version, as plain JSON, keys in a fixed order."""
        return {
            "touches": [touch.to_json() for touch in self.touches],
            "consent": {name: list(told) for name, told in sorted(self.consent.items())},
            "milestones": dict(sorted(self.milestones.items())),
        }

    @classmethod
    def from_json(cls, key: str, version: int, data: Mapping[str, Any]) -> SubjectMemory:
        """The inverse of `to_json`."""
        touches = tuple(Touch.from_json(row) for row in data["touches"])
        consent = {name: (bool(granted), int(at)) for name, (granted, at) in data["consent"].items()}
        return cls(key, version, touches, consent, dict(data["milestones"]))

    def with_touch(self, touch: Touch) -> SubjectMemory:
        """This memory with one more message, those past `KEEP_MS` forgotten. The version stays: the store raises it."""
        kept = tuple(old for old in self.touches if old.at > touch.at - KEEP_MS and old.decision_id != touch.decision_id)
        return replace(self, touches=(*kept, touch))


@dataclass(frozen=True, slots=True)
class Answered:
    """An earlier answer: the hash of the body it answered, and the decision as it was returned (JSON)."""

    request_hash: str
    answer: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """One read of everything a batch needs: earlier answers by request_id; memories and assignments by subject key."""

    answers: Mapping[str, Answered]
    subjects: Mapping[str, SubjectMemory]
    assignments: Mapping[str, tuple[Assignment, ...]]


@dataclass(frozen=True, slots=True)
class Record:
    """One decision as it is stored. `inputs` is all that replay needs (JSON); `choices` is the part that learning reads.

    `subjects` are the memory keys this decision was made under; `touch` is what it adds to each of them (None: a refusal).
    """

    decision_id: str
    request_id: str
    request_hash: str
    user_id: str
    account_id: str | None
    template: str
    channel: str
    segment: str | None
    status: str
    refusal: str | None
    arm: str
    served_by: str
    policy_version: str
    catalog_version: str
    decided_at: int
    expires_at: int
    choices: list[dict[str, Any]]
    answer: bytes
    inputs: bytes
    subjects: tuple[str, ...]
    touch: Touch | None


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A recorded decision as it is read back, with the events known of it."""

    record: Record
    exposures: tuple[Exposure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


class Memory(Protocol):
    """The content memory. One contract suite runs on the shipped fake, SQLite and PostgreSQL."""

    def recall(self, request_ids: Sequence[str], subject_keys: Sequence[str]) -> Known:
        """One consistent read. A subject without a row comes back with version 0; unknown request ids are left out."""

    def record(self, records: Sequence[Record], subjects: Mapping[str, SubjectMemory]) -> frozenset[str]:
        """Stores decisions and the memories after them in one transaction, durably before it returns.

        `subjects` holds each memory as it shall become, with the version it was read at. A subject whose version has
        moved on loses: its records, and every record that shares a subject with one of those, are not stored. So is
        a record whose request_id is taken. Returns the request_ids that lost; the engine decides those again.
        """

    def expose(self, exposures: Sequence[Exposure], now: int) -> Received:
        """Confirms (`sent`, `seen`) or gives back (`aborted`) reservations; idempotent; unknown decisions are parked.

        A confirmation after the reservation ended counts again. The later of decision and exposure time is remembered;
        an exposure in the future counts as `now`. A parked event is applied when its decision is recorded.
        """

    def observe(self, outcomes: Sequence[Outcome], now: int) -> Received:
        """Stores outcomes, unique by (source, external_id) for ever. Unknown decisions are parked, never dropped.

        `unsubscribed` and `complained` revoke consent for the decision's channel (all channels without a decision),
        `resubscribed` grants it again; the latest `at` wins. Every outcome becomes a milestone of its subject.
        """

    def assign(self, assignments: Sequence[Assignment], *, complete: bool, now: int) -> Received:
        """Stores assignments, the latest `observed_at` (default `now`) per subject and segment winning.

        With `complete`, the list is the full membership of the segments it names: everyone else leaves them.
        """

    def consent(self, user_id: str, channel: str, *, granted: bool, at: int) -> None:
        """Records consent given or revoked for a channel or `all`."""

    def decision(self, decision_id: str) -> StoredDecision | None:
        """One recorded decision with its events, or None."""

    def decisions(self, *, after: str = "", limit: int = 100, user_id: str | None = None) -> Sequence[StoredDecision]:
        """A page of decisions by ascending id, those after `after`; ids ascend with time."""

    def subject(self, user_id: str) -> dict[str, Any]:
        """Everything stored about a user as plain JSON: memory, assignments, decisions, exposures, outcomes."""

    def erase(self, user_id: str) -> dict[str, int]:
        """Removes every trace of the user's id from every table and the files beneath; counts rows by table.

        Decisions stay as anonymous rows that learning may read: choices, arm, propensities, outcomes; no ids, no texts.
        """

    def summary(self) -> dict[str, Any]:
        """Row counts by table and decisions by status, for reports and readiness."""


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the life of a piece of content, as the audit trail keeps it."""

    item: str
    id: str
    action: str
    actor: str
    at: int
    detail: str = ""


class ContentStore(Protocol):
    """Published catalogs and policy snapshots: append-only, each named by its version."""

    def current_catalog(self) -> str | None:
        """The version of the newest catalog, or None before the first sync."""

    def catalog(self, version: str) -> bytes:
        """A catalog's canonical JSON. Raises `NotFound`."""

    def publish(self, version: str, body: bytes, changes: Sequence[Change], *, after: str | None, at: int) -> bool:
        """Makes a catalog current if `after` still is; False when somebody else published first."""

    def history(self, item: str | None = None, id: str | None = None, *, limit: int = 100) -> Sequence[Change]:
        """The audit trail, newest first."""

    def current_snapshot(self) -> str | None:
        """The version of the newest policy snapshot, or None before the first learning."""

    def snapshot(self, version: str) -> bytes:
        """A snapshot's bytes. Raises `NotFound`."""

    def salt(self) -> str:
        """This deployment's own random string, made once, from which decision ids are keyed."""


@dataclass(frozen=True, slots=True)
class Key:
    """An API key as it is stored: never the key itself."""

    id: str
    roles: tuple[str, ...]
    label: str
    created_at: int
    revoked_at: int | None = None


class KeyStore(Protocol):
    """API keys, hashed at rest."""

    def add(self, key: Key, digest: str) -> None:
        """Stores a key by the digest of its secret."""

    def find(self, digest: str) -> Key | None:
        """The key with this digest, unless revoked."""

    def list(self) -> Sequence[Key]:
        """All keys, revoked ones too, newest first."""

    def revoke(self, key_id: str, at: int) -> bool:
        """Revokes a key; False when there is none."""


def user_key(user_id: str) -> str:
    """The memory key of a user."""
    return f"user:{user_id}"


def account_key(account_id: str) -> str:
    """The memory key of an account."""
    return f"account:{account_id}"


def iter_pages(memory: Memory, *, limit: int = 500) -> Iterator[StoredDecision]:
    """Every recorded decision, read page by page."""
    after = ""
    while page := memory.decisions(after=after, limit=limit):
        yield from page
        after = page[-1].record.decision_id
