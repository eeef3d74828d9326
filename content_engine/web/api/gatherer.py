"""Gathers concurrent requests into batches: one thread decides, and takes all that waits whenever it is free.

No timer: a lone request is decided at once, and batches grow by themselves while a batch is being decided.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, SimpleQueue
from time import perf_counter

from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.errors import ContentEngineError, IdempotencyMismatch, InProgress
from content_engine.web.api.problems import AGAIN_IN_A_SECOND, HttpProblem

Answer = bytes | ContentEngineError
Decide = Callable[[Sequence[DecisionRequest], datetime], Sequence[Answer]]
Future = asyncio.Future[Sequence[Answer]]
Result = Sequence[Answer] | Exception
Report = Callable[[Sequence[Result], float], None]

FULL = "Too many requests are waiting. Send this one again in a second."
STOPPING = "This server is stopping. Send the request again."


@dataclass(eq=False, slots=True)
class _Job:
    """Requests that are answered together, and who waits for the answers. A `whole` job is a batch of its own."""

    requests: Sequence[DecisionRequest]
    arrived: datetime
    whole: bool = False
    waiters: list[tuple[asyncio.AbstractEventLoop, Future]] = field(default_factory=list)

    def wait(self) -> Future:
        loop = asyncio.get_running_loop()
        future: Future = loop.create_future()
        self.waiters.append((loop, future))
        return future


def _no_report(results: Sequence[Result], seconds: float) -> None:
    """Nobody counts."""


@dataclass(eq=False)
class Gatherer:
    """The queue in front of the deciding thread.

    `decide` takes requests and the moment the first of them arrived; `decide_whole` does the same for a batch that is
    accepted or refused as one. `name_of` tells two bodies apart. At most `most` single requests are decided together
    and at most `room` wait. `report` is told the results of every batch and how long it took.
    """

    decide: Decide
    decide_whole: Decide
    name_of: Callable[[DecisionRequest], str]
    now: Callable[[], datetime]
    most: int = 256
    room: int = 4_096
    report: Report = _no_report
    waiting: int = 0
    _queue: SimpleQueue[_Job | None] = field(default_factory=SimpleQueue)
    _flying: dict[str, _Job] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None
    _put_back: _Job | None = None
    _closed: bool = False

    async def one(self, request: DecisionRequest) -> bytes:
        """The answer to one request. While the same question is being decided, this waits for that answer, until its
        own deadline. Raises `IdempotencyMismatch` and `InProgress`, and a 503 problem when there is no room.
        """
        with self._lock:
            first = None if request.dry_run else self._flying.get(request.request_id)
            future = self._join(first, request) if first else self._begin(request)
        answer = (await (self._in_time(future, request) if first else future))[0]
        if isinstance(answer, ContentEngineError):
            raise answer
        return answer

    async def all(self, requests: Sequence[DecisionRequest]) -> Sequence[Answer]:
        """The answers to a batch, in order. Raises what `decide_whole` raises, and a 503 problem without room."""
        with self._lock:
            future = self._put(_Job(requests, self.now(), whole=True))
        return await future

    def _join(self, first: _Job, request: DecisionRequest) -> Future:
        if self.name_of(first.requests[0]) != self.name_of(request):
            raise IdempotencyMismatch(field="request_id")
        return first.wait()

    def _begin(self, request: DecisionRequest) -> Future:
        job = _Job([request], self.now())
        future = self._put(job)
        if not request.dry_run:
            self._flying[request.request_id] = job
        return future

    @staticmethod
    async def _in_time(future: Future, request: DecisionRequest) -> Sequence[Answer]:
        try:
            async with asyncio.timeout(request.deadline_ms / 1000):
                return await future
        except TimeoutError:
            raise InProgress(field="request_id") from None

    def _put(self, job: _Job) -> Future:
        if self._closed or self.waiting + len(job.requests) > self.room:
            raise HttpProblem("busy", STOPPING if self._closed else FULL, headers=AGAIN_IN_A_SECOND)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="deciding", daemon=True)
            self._thread.start()
        future = job.wait()
        self.waiting += len(job.requests)
        self._queue.put(job)
        return future

    @property
    def alive(self) -> bool:
        """Whether requests are being decided, or would be."""
        return not self._closed and (self._thread is None or self._thread.is_alive())

    def close(self) -> None:
        """Takes no more requests and returns once all that were taken are answered."""
        with self._lock:
            self._closed = True
            thread = self._thread
        self._queue.put(None)
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while jobs := self._take():
            started = perf_counter()
            results = self._results(jobs)
            self._hand_out(jobs, results)
            self.report(results, perf_counter() - started)

    def _take(self) -> list[_Job]:
        """All single requests that wait, at most `most`; or one batch; or nothing once it is closed."""
        first, self._put_back = self._put_back or self._queue.get(), None
        if first is None:
            return []
        jobs = [first] if first.whole else [first, *self._more_singles()]
        with self._lock:
            self.waiting -= sum(len(job.requests) for job in jobs)
        return jobs

    def _more_singles(self) -> Iterable[_Job]:
        for _ in range(self.most - 1):
            try:
                job = self._queue.get_nowait()
            except Empty:
                return
            if job is None:
                self._queue.put(None)
                return
            if job.whole:
                self._put_back = job
                return
            yield job

    def _results(self, jobs: Sequence[_Job]) -> list[Result]:
        try:
            if jobs[0].whole:
                return [self.decide_whole(jobs[0].requests, jobs[0].arrived)]
            return [[answer] for answer in self.decide([job.requests[0] for job in jobs], jobs[0].arrived)]
        except Exception as error:  # noqa: BLE001 - handed to those who wait; the thread outlives any request
            if len(jobs) == 1 or isinstance(error, ContentEngineError):
                return [error] * len(jobs)
            # one request that cannot be decided must not take the others with it
            return [self._results([job])[0] for job in jobs]

    def _hand_out(self, jobs: Sequence[_Job], results: Sequence[Result]) -> None:
        settled: dict[asyncio.AbstractEventLoop, list[tuple[Future, Result]]] = {}
        with self._lock:
            for job, result in zip(jobs, results, strict=True):
                if self._flying.get(job.requests[0].request_id) is job:
                    del self._flying[job.requests[0].request_id]
                for loop, future in job.waiters:
                    settled.setdefault(loop, []).append((future, result))
        for loop, pairs in settled.items():
            # a loop that was closed has nobody left who waits
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_settle, pairs)


def _settle(pairs: Iterable[tuple[Future, Result]]) -> None:
    for future, result in pairs:
        if future.done():
            continue
        if isinstance(result, Exception):
            future.set_exception(result)
        else:
            future.set_result(result)
