"""The content memory's nouns and its port. Times inside it are whole milliseconds since 1970, UTC."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol

from content_engine.domain.assignments import Assignment
from content_engine.domain.base import to_ms
from content_engine.domain.events import Exposure, Outcome, Received
from content_engine.domain.lessons import Happened, Lesson

KEEP_MS = 92 * 86_400_000
"""How long a message stays in a subject's memory: longer than the longest window a rule may have (90 days)."""


GIVEN_BACK_MS = 86_400_000
"""How long a reservation stays after it ended: a clock that steps back by less finds it again."""


WITNESSES = 16
"""How many messages must bear witness that a time has come: fewer may be the work of a clock that ran ahead."""


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
        decision_id, at, until, channel, template, stage, segment, components, claims = row
        return cls(decision_id, at, until, channel, template, stage, segment, tuple(components), tuple(claims))


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
        """This memory with one more message. The version stays: the store raises it.

        Messages older than `KEEP_MS` and reservations that ended `GIVEN_BACK_MS` ago are forgotten, both measured from
        the oldest of the newest `WITNESSES` messages, which are always kept. So the same messages leave the same memory
        in whatever order they came, and a few made by a clock that ran ahead make none forgotten that still counts.
        """
        all_ = [*(old for old in self.touches if old.decision_id != touch.decision_id), touch]
        all_.sort(key=lambda one: (one.at, one.decision_id))
        seen = all_[-WITNESSES:][0].at
        kept = (one for one in all_ if one.at > seen - KEEP_MS and one.counts(seen - GIVEN_BACK_MS))
        return replace(self, touches=tuple(kept))

    def without_touch(self, decision_id: str) -> SubjectMemory:
        """This memory without the message of that decision."""
        return replace(self, touches=tuple(one for one in self.touches if one.decision_id != decision_id))

    def told(self, channel: str, *, granted: bool, at: int) -> SubjectMemory:
        """This memory after consent was given or revoked; the latest `at` wins, and of two at once the revocation."""
        known = self.consent.get(channel)
        if known is not None and (known[1], not known[0]) >= (at, not granted):
            return self
        return replace(self, consent={**self.consent, channel: (granted, at)})

    def reached(self, outcome: str, at: int) -> SubjectMemory:
        """This memory with an outcome seen at `at`, unless it was seen later already."""
        if self.milestones.get(outcome, -1) >= at:
            return self
        return replace(self, milestones={**self.milestones, outcome: at})


def settled(touch: Touch, exposures: Iterable[Exposure]) -> Touch | None:
    """`touch` after all exposures known of its decision, in whatever order they came; None once it was given back.

    One confirmation outweighs every abort: what was sent counts, whoever took it back later.
    """
    seen = list(exposures)
    confirmed = [to_ms(one.at) for one in seen if one.kind != "aborted"]
    if confirmed:
        return replace(touch, at=max(touch.at, *confirmed), until=None)
    return None if seen else touch


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
    """One decision as it is stored. `inputs` is all that replay needs (JSON); learning reads `choices` and `context`.

    `context` says of the whole message what `choices` say of its parts: `propensity`, and `volume` and `guard` where
    there is something to say. `subjects` are the memory keys this decision was made under; `touch` is what it adds to
    each (None: a refusal).
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
    context: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """All of it as plain JSON, for an export: answer and inputs as the objects they hold, None once erased."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return plain | {
            "answer": json.loads(self.answer) if self.answer else None,
            "inputs": json.loads(self.inputs) if self.inputs else None,
            "subjects": list(self.subjects),
            "touch": self.touch and self.touch.to_json(),
        }


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

        `subjects` holds each memory as it shall become, with the version it was read at. A record loses when the
        version of one of its subjects has moved on, or when its request_id is taken; so does every record that shares
        a subject with one that lost, and so on: it was decided with a message in mind that was never stored. Returns
        the request_ids that lost; the engine decides those again. A memory is written when a record with a touch
        was stored for it. Raises ValueError, storing nothing, for a request_id or decision_id given twice and for a
        subject that is not in `subjects`.
        """

    def expose(self, exposures: Sequence[Exposure], now: int) -> Received:
        """Confirms (`sent`, `seen`) or gives back (`aborted`) reservations; idempotent; unknown decisions are parked.

        A confirmation after the reservation ended counts again. The later of decision and exposure time is remembered;
        an exposure in the future counts as `now`. A parked event is applied when its decision is recorded. Of two
        with the same decision and kind the later time counts; one with a known external_id is a duplicate.
        Events of an erased decision are known already: duplicates.
        """

    def observe(self, outcomes: Sequence[Outcome], now: int) -> Received:
        """Stores outcomes, unique by (source, external_id) for ever. Unknown decisions are parked, never dropped.

        `unsubscribed` and `complained` revoke consent for the decision's channel (all channels without a decision),
        `resubscribed` grants it again; the latest `at` wins. Every outcome becomes a milestone of its subject: the
        decision's user, else `user_id`. One in the future counts as `now`. A revocation that names a user and an
        unknown decision acts at once, on all channels. Raises BadInput, storing nothing, where neither is named.
        """

    def assign(self, assignments: Sequence[Assignment], *, complete: bool, now: int) -> Received:
        """Stores assignments, the latest `observed_at` (default `now`) per subject and segment winning.

        With `complete`, the list is the full membership of the segments it names at `now`: everyone else leaves them.
        Raises BadInput, storing nothing, for an assignment without the id that its scope needs.
        """

    def consent(self, user_id: str, channel: str, *, granted: bool, at: int) -> None:
        """Records consent given or revoked for a channel or `all`."""

    def decision(self, decision_id: str) -> StoredDecision | None:
        """One recorded decision with its events, or None."""

    def decisions(self, *, after: str = "", limit: int = 100, user_id: str | None = None) -> Sequence[StoredDecision]:
        """A page of decisions by ascending id, those after `after`; ids ascend with time.

        Their outcomes are those that name the decision, and those of its user that name none and happened within
        `KEEP_MS` after it: the reader keeps what falls into its goal's window.
        """

    def lesson_ids(self, after: str, before: str) -> Sequence[str]:
        """Ids of the decisions to learn from with `after` < id < `before`, ascending.

        Those are the assembled ones and the silently held out ones, erased ones too: they carry no id of a person.
        """

    def lessons(self, decision_ids: Sequence[str]) -> Sequence[Lesson]:
        """These decisions as learning reads them, ascending by id; unknown ones are left out."""

    def happened(self, after: str, before: str, *, within: int) -> Happened:
        """Exposures and outcomes of the decisions that `lesson_ids` lists for the same bounds.

        Outcomes are those that name the decision, and those of its user that name none, with
        decided_at <= at < decided_at + `within` (milliseconds).
        """

    def subject(self, user_id: str) -> dict[str, Any]:
        """Everything stored about a user as plain JSON: memory, assignments, decisions, exposures, outcomes.

        Every key is there for an unknown user too, its list empty and the memory's version 0.
        """

    def erase(self, user_id: str) -> dict[str, int]:
        """Removes every trace of the user's id from every table and the files beneath; counts rows by table.

        Decisions stay as anonymous rows that learning may read: choices, arm, propensities, outcomes; no ids, no texts
        (`answer`, `inputs` and `request_hash` are empty, `user_id` and `request_id` random). Account memories keep
        their messages, which name only the decision.
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


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """A published policy snapshot: its version, when it was learnt, and what learning had to say."""

    version: str
    created_at: int
    diagnostics: Mapping[str, Any]


class ContentStore(Protocol):
    """Published catalogs and policy snapshots: append-only, each named by its version."""

    def current_catalog(self) -> str | None:
        """The version of the newest catalog, or None before the first sync."""

    def catalog(self, version: str) -> bytes:
        """A catalog's canonical JSON. Raises `NotFound`."""

    def catalog_at(self, at: int) -> str | None:
        """The version of the newest catalog published at `at` or before, None where there was none."""

    def publish(self, version: str, body: bytes, changes: Sequence[Change], *, after: str | None, at: int) -> bool:
        """Makes a catalog current if `after` still is; False when somebody else published first."""

    def history(self, item: str | None = None, id: str | None = None, *, limit: int = 100) -> Sequence[Change]:
        """The audit trail, newest first."""

    def current_snapshot(self) -> str | None:
        """The version of the newest policy snapshot, or None before the first learning."""

    def snapshot(self, version: str) -> bytes:
        """A snapshot's bytes. Raises `NotFound`."""

    def publish_snapshot(
        self,
        version: str,
        body: bytes,
        diagnostics: Mapping[str, Any],
        *,
        after: str | None,
        at: int,
        state: bytes = b"",
    ) -> bool:
        """Makes a snapshot current if `after` still is; False when somebody else learnt first.

        `state` is what the next learning goes on from. It is kept for the newest two snapshots, as it can be large.
        """

    def learner_state(self, version: str) -> bytes | None:
        """The state a snapshot was stored with; None when there is none, or it is no longer kept."""

    def snapshots(self, *, limit: int = 100) -> Sequence[SnapshotInfo]:
        """The snapshots published, newest first."""

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
        """Stores a key by the digest of its secret. Raises ValueError when its id or the digest is taken."""

    def find(self, digest: str) -> Key | None:
        """The key with this digest, unless revoked."""

    def list(self) -> Sequence[Key]:
        """All keys, revoked ones too, newest first."""

    def revoke(self, key_id: str, at: int) -> bool:
        """Revokes a key, from the first time on; False when there is none."""


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
