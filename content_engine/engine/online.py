"""Deciding for callers. This file is the way of a request, top to bottom.

recall  -> one read: earlier answers, memories, assignments
decide  -> `engine.story`, pure, one case at a time; later cases of a batch see what earlier ones reserved
record  -> one transaction; whoever lost a race is decided again
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import orjson

from content_engine.domain.assignments import Assignment, SegmentClaim
from content_engine.domain.base import to_ms
from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.errors import ContentEngineError, IdempotencyMismatch, LostRace
from content_engine.domain.memory import Known, Memory, Record, SubjectMemory, account_key, user_key
from content_engine.domain.ports import Clock
from content_engine.engine.answer import answer_of, body_hash, record_of
from content_engine.engine.case import Case, Decided, World
from content_engine.engine.explain import explanation_of
from content_engine.engine.story import decide_case

ROUNDS = 60
"""How often a batch that keeps losing races is decided again before it is given up."""

Answer = bytes | ContentEngineError


@dataclass
class _Batch:
    """One batch under way: the questions still open, and the memories as the answers so far have left them."""

    world: World
    now: datetime
    arrived: datetime
    known: Known
    subjects: dict[str, SubjectMemory] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)

    def memory_of(self, key: str) -> SubjectMemory:
        return self.subjects.get(key) or self.known.subjects.get(key) or SubjectMemory(key)

    def case(self, request: DecisionRequest) -> Case:
        account = account_key(request.account_id) if request.account_id else None
        counts = account is not None and self.world.catalog.rules.needs_account
        late = (self.now - self.arrived).total_seconds() * 1000 >= request.deadline_ms
        return Case(
            request=request,
            now_ms=to_ms(self.now),
            user=self.memory_of(user_key(request.user_id)),
            account=self.memory_of(account) if counts and account else None,
            claims=self._claims(request),
            late=late,
        )

    def _claims(self, request: DecisionRequest) -> tuple[SegmentClaim, ...]:
        if request.segments is not None:
            return request.segments
        keys = [user_key(request.user_id)] + ([account_key(request.account_id)] if request.account_id else [])
        stored = [assignment for key in keys for assignment in self.known.assignments.get(key, ())]
        return tuple(_claim(assignment) for assignment in stored if assignment.member)

    def keep(self, decided: Decided, record: Record) -> None:
        self.records.append(record)
        if record.touch is not None:
            for key in record.subjects:
                self.subjects[key] = self.memory_of(key).with_touch(record.touch)


def _claim(assignment: Assignment) -> SegmentClaim:
    fields = {name: getattr(assignment, name) for name in SegmentClaim.model_fields}
    return SegmentClaim.model_construct(**fields)


def _keys(requests: Sequence[DecisionRequest]) -> list[str]:
    users = {user_key(request.user_id) for request in requests}
    return sorted(users | {account_key(r.account_id) for r in requests if r.account_id})


def decide_all(
    requests: Sequence[DecisionRequest], world: World, memory: Memory, clock: Clock, arrived: datetime | None
) -> list[Answer]:
    """One answer per request, in order: the decision's JSON, or the error that is this request's own.

    Raises `LostRace` when other writers kept winning; what was recorded until then stays and a retry finds it.
    """
    hashes = [body_hash(request) for request in requests]
    answers: dict[int, tuple[str, bytes]] = {}
    first: dict[tuple[str, bool], int] = {}
    for index, request in enumerate(requests):
        first.setdefault(_key(request), index)
    waiting = sorted(first.values())
    for _ in range(ROUNDS):
        waiting = _round([(i, requests[i], hashes[i]) for i in waiting], world, memory, clock, arrived, answers)
        if not waiting:
            break
    if waiting:
        raise LostRace
    return [_own(*answers[first[_key(r)]], asked) for r, asked in zip(requests, hashes, strict=True)]


def _key(request: DecisionRequest) -> tuple[str, bool]:
    # A dry run is the same question, but its answer is recorded nowhere: it never stands in for a real one.
    return request.request_id, request.dry_run


def _own(answered_hash: str, answer: bytes, asked: str) -> Answer:
    return answer if asked == answered_hash else IdempotencyMismatch(field="request_id")


Question = tuple[int, DecisionRequest, str]


def _round(
    questions: Sequence[Question],
    world: World,
    memory: Memory,
    clock: Clock,
    arrived: datetime | None,
    answers: dict[int, tuple[str, bytes]],
) -> list[int]:
    """Answers what can be answered, with the hash of what each answers; returns the indices that lost a race."""
    requests = [request for _, request, _ in questions]
    known = memory.recall([request.request_id for request in requests], _keys(requests))
    now = clock.now()
    batch = _Batch(world, now, arrived or now, known)
    index_of: dict[str, int] = {}
    for index, request, asked in questions:
        earlier = known.answers.get(request.request_id)
        if earlier is not None:
            answers[index] = earlier.request_hash, earlier.answer
        else:
            answers[index] = asked, _decide(batch, request, asked)
            if not request.dry_run:
                index_of[request.request_id] = index
    lost = memory.record(batch.records, batch.subjects) if batch.records else frozenset()
    return sorted(index_of[request_id] for request_id in lost)


def _decide(batch: _Batch, request: DecisionRequest, asked: str) -> bytes:
    decided = decide_case(batch.case(request), batch.world)
    answer = answer_of(decided, batch.world)
    body = orjson.dumps(answer)
    if not request.dry_run:
        batch.keep(decided, record_of(decided, answer, body, asked, batch.world))
    if request.explain:
        return orjson.dumps({**answer, "explanation": explanation_of(decided, batch.world)})
    return body


def explained(body: bytes, explanation: Mapping[str, object]) -> bytes:
    """A recorded answer with its explanation added."""
    return orjson.dumps({**orjson.loads(body), "explanation": explanation})
