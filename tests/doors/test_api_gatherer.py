"""The queue in front of the deciding thread, with a decider that is told what to do."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.errors import IdempotencyMismatch
from content_engine.testing import a_request
from content_engine.web.api.gatherer import Answer, Gatherer
from content_engine.web.api.problems import HttpProblem

NOW = datetime(2026, 11, 20, tzinfo=UTC)


class Decider:
    """Answers each request with its id, and keeps the batches it was given; waits for `go` where there is one."""

    def __init__(self, go: threading.Event | None = None) -> None:
        self.batches: list[list[str]] = []
        self.go = go

    def __call__(self, requests: Sequence[DecisionRequest], arrived: datetime) -> list[Answer]:
        self.batches.append([request.request_id for request in requests])
        if self.go is not None:
            self.go.wait(20)
        return [request.request_id.encode() for request in requests]

    @property
    def decided(self) -> Counter[str]:
        return Counter(name for batch in self.batches for name in batch)


def gatherer(decide: Any, **more: Any) -> Gatherer:
    """A gatherer in front of `decide`."""
    return Gatherer(decide, decide, lambda request: request.user_id, lambda: NOW, **more)


def asked(name: str, user_id: str = "u", **more: Any) -> DecisionRequest:
    """A request by its id."""
    return a_request(user_id, request_id=name, **more)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.integers(1, 5))
def test_everybody_gets_the_answer_to_their_question(names: list[str], most: int) -> None:
    """However many ask at once, and however often: each gets its own answer, and no batch is too large."""
    decider = Decider()
    queue = gatherer(decider, most=most)

    async def all_at_once() -> list[bytes]:
        return await asyncio.gather(*(queue.one(asked(name)) for name in names))

    answers = asyncio.run(all_at_once())
    queue.close()
    assert answers == [name.encode() for name in names]
    assert all(0 < len(batch) <= most for batch in decider.batches)
    assert set(decider.decided) == set(names)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["u", "v"])), min_size=1, max_size=20))
def test_one_id_in_flight_is_decided_once(questions: list[tuple[str, str]]) -> None:
    """While a question is being decided, the same one joins it, and another one under its id is refused."""
    go = threading.Event()
    decider = Decider(go)
    queue = gatherer(decider)
    first = dict(reversed(questions))

    async def ask(name: str, user: str) -> bytes | IdempotencyMismatch:
        try:
            return await queue.one(asked(name, user, deadline_ms=60_000))
        except IdempotencyMismatch as mismatch:
            return mismatch

    async def all_at_once() -> list[Any]:
        asking = asyncio.gather(*(ask(name, user) for name, user in questions))
        await asyncio.sleep(0)
        go.set()
        return await asking

    answers = asyncio.run(all_at_once())
    queue.close()
    for (name, user), answer in zip(questions, answers, strict=True):
        assert answer == name.encode() if first[name] == user else isinstance(answer, IdempotencyMismatch)
    assert set(decider.decided.values()) == {1}


@given(st.lists(st.integers(0, 4), max_size=15), st.integers(1, 4))
def test_batches_stay_whole(sizes: list[int], most: int) -> None:
    """A batch is decided by itself, however large, between single requests; nothing is lost or asked twice."""
    singles, wholes = Decider(), Decider()
    queue = gatherer(singles, most=most)
    queue.decide_whole = wholes
    batches = [[asked(f"{n}-{i}") for i in range(size)] for n, size in enumerate(sizes) if size != 1]
    alone = [asked(f"{n}-alone") for n, size in enumerate(sizes) if size == 1]

    async def all_at_once() -> None:
        many = [queue.all(batch) for batch in batches if batch]
        answers = await asyncio.gather(*many, *(queue.one(one) for one in alone))
        told = [[one.request_id.encode() for one in batch] for batch in batches if batch]
        assert answers == [*told, *(one.request_id.encode() for one in alone)]

    asyncio.run(all_at_once())
    queue.close()
    assert wholes.batches == [[one.request_id for one in batch] for batch in batches if batch]
    assert singles.decided == Counter(one.request_id for one in alone)


def test_dry_runs_do_not_share_an_id() -> None:
    """Dry runs are not recorded, so each is decided, whatever is in flight."""
    decider = Decider()
    queue = gatherer(decider)

    async def all_at_once() -> list[bytes]:
        requests = [asked("a", user, dry_run=True) for user in ("u", "v", "w")]
        return await asyncio.gather(*(queue.one(request) for request in requests))

    assert asyncio.run(all_at_once()) == [b"a"] * 3
    queue.close()
    assert decider.decided == {"a": 3}


def test_closing_answers_what_was_taken_and_takes_no_more() -> None:
    """Closing returns once every request that was taken is answered; later ones are told to come back."""
    go = threading.Event()
    queue = gatherer(Decider(go))

    async def story() -> None:
        taken = [asyncio.ensure_future(queue.one(asked(name))) for name in "abc"]
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(asyncio.to_thread(queue.close))
        go.set()
        assert await asyncio.gather(*taken) == [b"a", b"b", b"c"]
        await closing
        assert not queue.alive
        with pytest.raises(HttpProblem) as refused:
            await queue.one(asked("d"))
        assert (refused.value.code, refused.value.headers["Retry-After"]) == ("busy", "1")

    asyncio.run(story())


def test_a_fault_reaches_those_it_concerns() -> None:
    """An error while deciding reaches its own caller only, and the thread goes on."""

    def fragile(requests: Sequence[DecisionRequest], arrived: datetime) -> list[Answer]:
        if any(request.request_id == "bad" for request in requests):
            raise RuntimeError("bad")
        return [request.request_id.encode() for request in requests]

    queue = gatherer(fragile)

    async def story() -> list[Any]:
        names = ["a", "bad", "b"]
        first = await asyncio.gather(*(queue.one(asked(name)) for name in names), return_exceptions=True)
        return [*first, await queue.one(asked("c"))]

    answers = asyncio.run(story())
    queue.close()
    assert [answers[0], *answers[2:]] == [b"a", b"b", b"c"]
    assert isinstance(answers[1], RuntimeError)
    assert queue.waiting == 0


def test_deadlines_run_from_the_first_arrival() -> None:
    """A batch is decided with the moment when the first of its requests came in."""
    moments = [NOW.replace(second=second) for second in range(3)]
    seen: list[datetime] = []
    go = threading.Event()

    def decide(requests: Sequence[DecisionRequest], arrived: datetime) -> list[Answer]:
        seen.append(arrived)
        go.wait(20)
        return [b""] * len(requests)

    ticking = iter(moments)
    queue = gatherer(decide)
    queue.now = lambda: next(ticking)

    async def story() -> None:
        one = asyncio.ensure_future(queue.one(asked("a")))
        while not seen:
            await asyncio.sleep(0.001)
        others = [asyncio.ensure_future(queue.one(asked(name))) for name in "bc"]
        await asyncio.sleep(0)
        go.set()
        await asyncio.gather(one, *others)

    asyncio.run(story())
    queue.close()
    assert seen == [moments[0], moments[1]]
