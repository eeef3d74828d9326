"""Durable jobs with a scripted plan, on SQLite: finish, failure, cancel, progress, going on; and two real processes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.kill_jobs import killed
from content_engine.bootstrap import SystemClock, bootstrap, open_database, open_jobs, open_works
from content_engine.domain.base import Json
from content_engine.domain.errors import BadInput, NotFound, NotSetUp
from content_engine.domain.jobs import Job, JobCancelled, StepContext
from content_engine.domain.writing import GenerationRequest
from content_engine.engine import jobs_view
from content_engine.jobs.durable import DurableJobs, system_database
from content_engine.jobs.story import MOST_TAKEOVERS
from content_engine.library import init_folder
from content_engine.memory import Stores, open_stores
from content_engine.settings import Settings
from tests.gateway.serving import Loopback, Request


class Scripted:
    """Counts what it was asked to do; `on` says what happens at a step."""

    def __init__(self, count: int = 3, on: dict[int, Callable[[StepContext], Any]] | None = None) -> None:
        self.count, self.on, self.did = count, on or {}, list[int]()

    def steps(self, job: Job) -> list[Json]:
        return [{"n": number} for number in range(self.count)]

    def words(self, step: Json) -> str:
        return f"step {step['n']}"

    def do(self, step: Json, context: StepContext) -> Json:
        self.did.append(step["n"])
        happens = self.on.get(step["n"])
        return (happens(context) if happens else None) or {"square": step["n"] ** 2}

    def finish(self, job: Job, results: Any) -> Json:
        return {"sum": sum(one["square"] for one in results)}


@pytest.fixture
def stores(sqlite_ready: str) -> Iterator[Stores]:
    """Open stores on a SQLite file."""
    opened = open_stores(sqlite_ready)
    yield opened
    opened.close()


@contextmanager
def working(stores: Stores, work: Scripted, **how: Any) -> Iterator[DurableJobs]:
    """A worker that knows how to generate."""
    settings = Settings(database=str(stores.engine.url))
    worker = open_jobs(settings, stores.jobs, {"generate": work}, **how)
    try:
        yield worker
    finally:
        worker.close()


def queued(stores: Stores, job_id: str = "job-1", kind: Any = "generate") -> Job:
    """A job that waits."""
    return stores.jobs.add(Job(id=job_id, kind=kind, payload={}, actor="ada", created_at=0))


def failing(error: Exception) -> Callable[[StepContext], Any]:
    """A step that raises."""

    def happens(context: StepContext) -> Any:
        raise error

    return happens


def test_a_job_from_beginning_to_end(stores: Stores) -> None:
    """Each step is done once, progress never falls, and the result is that of `finish`."""
    work, seen = Scripted(), list[Job]()
    queued(stores)
    with working(stores, work) as worker:
        ended = worker.run("job-1", seen.append)
        again = worker.run("job-1")
    assert work.did == [0, 1, 2]
    assert again == ended
    assert (ended.state, ended.done, ended.total, ended.result, ended.error) == ("done", 3, 3, {"sum": 5}, None)
    assert [job.done for job in seen] == sorted(job.done for job in seen)
    assert jobs_view.shown(ended)["ended_at"] is not None


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BadInput("the slot is gone"), {"code": BadInput.code, "detail": "the slot is gone"}),
        (ValueError("secret-of-a-customer"), {"code": "job.failed", "detail": "A step made a mistake: ValueError."}),
    ],
)
def test_a_step_that_fails(stores: Stores, error: Exception, told: Json) -> None:
    """The job has failed with the error's code and words; of an unforeseen one only the type; what was done is kept."""
    work = Scripted(on={1: failing(error)})
    queued(stores)
    with working(stores, work) as worker:
        ended = worker.run("job-1")
    assert (ended.state, ended.error, ended.result, ended.done) == ("failed", told, {"sum": 0}, 1)
    assert work.did == [0, 1]


def test_an_answer_that_is_no_json(stores: Stores) -> None:
    """A step whose result cannot be kept fails its job, and the worker goes on."""
    queued(stores)
    queued(stores, "job-2")
    with working(
        stores, Scripted(on={0: lambda context: {"square": object()} if context.job.id == "job-1" else None})
    ) as worker:
        assert worker.run("job-1").state == "failed"
        assert worker.run("job-2").state == "done"


def test_cancelled_between_steps(stores: Stores) -> None:
    """A job that is cancelled while a step runs ends after it, with what was finished."""
    work = Scripted(on={1: lambda context: stores.jobs.cancel("job-1", 9) and None})
    queued(stores)
    with working(stores, work) as worker:
        ended = worker.run("job-1")
    assert (ended.state, ended.result, work.did) == ("cancelled", {"sum": 1}, [0, 1])


def test_a_long_step_can_see_that_it_is_cancelled(stores: Stores) -> None:
    """`cancelled` turns true within the step, which gives up by `JobCancelled`."""

    def waits(context: StepContext) -> Any:
        assert not context.cancelled()
        stores.jobs.cancel("job-1", 9)
        assert context.cancelled()
        raise JobCancelled

    queued(stores)
    with working(stores, Scripted(on={1: waits})) as worker:
        ended = worker.run("job-1")
    assert (ended.state, ended.done) == ("cancelled", 1)


def test_cancelled_while_a_model_says_nothing(stores: Stores, sqlite_ready: str, tmp_path: Path) -> None:
    """A generation whose completion hangs is cancelled long before the deadline, and nothing more is asked."""
    init_folder(tmp_path / "content")
    given: dict[str, Any] = {"adapter": "openai_http", "llm_deadline_seconds": 3_000.0, "model": "gpt-4o-mini"}

    def cancels(connection: Any, request: Request) -> None:
        stores.jobs.cancel(job_id, 9)
        request.stop.wait(60)

    with Loopback(cancels) as server:
        settings = Settings(content=tmp_path / "content", database=sqlite_ready, llm_base_url=server.url, **given)
        with closing(bootstrap(settings)) as engine:
            job_id = engine.generate(GenerationRequest(component="subject.first-step"), actor="ed").id
        with closing(open_database(settings)) as opened, open_works(settings, opened) as works:
            worker = open_jobs(settings, opened.jobs, works)
            try:
                ended = worker.run(job_id)
            finally:
                worker.close()
    assert (ended.state, ended.done, ended.error, len(server.requests)) == ("cancelled", 0, None, 1)


def test_a_step_given_up_for_another_worker_leaves_no_trace(stores: Stores) -> None:
    """A step that stops because the job was taken over is not remembered as cancelled: the new worker does it."""

    def taken(context: StepContext) -> Any:
        assert stores.jobs.claim("another", 10**15, alive_since=10**15) is not None
        assert context.cancelled()
        raise JobCancelled

    work = Scripted(on={1: taken})
    queued(stores)
    with working(stores, work) as worker:
        threading.Thread(target=worker.run, args=("job-1",), daemon=True).start()
        waited = threading.Event()
        while work.did != [0, 1]:
            waited.wait(0.05)
    work.on.clear()
    stores.jobs.leave("another")
    with working(stores, work) as worker:
        ended = worker.run("job-1")
    assert (ended.state, ended.result, work.did) == ("done", {"sum": 5}, [0, 1, 1, 2])


def test_a_worker_that_leaves(stores: Stores) -> None:
    """It finishes the step at hand; another goes on with the next one at once, and nothing is done twice."""
    work = Scripted()
    queued(stores)
    with working(stores, work) as worker:
        work.on[1] = lambda context: worker.stop()
        worker.run("job-1")
    left = stores.jobs.job("job-1")
    assert left is not None
    assert (left.state, work.did) == ("running", [0, 1])
    with working(stores, work) as worker:
        ended = worker.run("job-1")
    assert (ended.state, ended.result, work.did) == ("done", {"sum": 5}, [0, 1, 2])


def test_a_worker_serves_what_waits_and_leaves_when_idle(stores: Stores) -> None:
    """Jobs of a queue are done in order; without any it leaves after the time given."""
    for number in range(3):
        queued(stores, f"job-{number}")
    with working(stores, Scripted()) as worker:
        worker.serve(idle_seconds=0.5)
    jobs = stores.jobs.jobs(states=["done"])
    assert [job.id for job in jobs] == ["job-2", "job-1", "job-0"]
    assert [job.ended_at for job in jobs] == sorted((job.ended_at or 0 for job in jobs), reverse=True)


def test_a_poisoned_job_is_given_up(stores: Stores) -> None:
    """After so many dead workers over one step the job has failed, and nobody tries again."""
    work = Scripted()
    queued(stores)
    for number in range(MOST_TAKEOVERS + 1):
        assert stores.jobs.claim(f"dead-{number}", 1, alive_since=0) is not None
    with working(stores, work) as worker:
        ended = worker.run("job-1")
    assert (ended.state, ended.error and ended.error["code"], work.did) == ("failed", "job.poisoned", [])


def test_work_that_nobody_knows(stores: Stores) -> None:
    """A kind that this worker cannot do fails with a code of its own."""
    queued(stores, kind="improve")
    with working(stores, Scripted()) as worker:
        assert (worker.run("job-1").error or {})["code"] == "job.unknown_kind"
        with pytest.raises(NotFound):
            worker.run("nope")


def test_a_slow_job_is_not_taken_from_a_living_worker(stores: Stores) -> None:
    """A step longer than `dead_after` keeps its worker, since the heartbeat goes on beside it."""
    release = threading.Event()
    work = Scripted(1, on={0: lambda context: release.wait(1.5) and None})
    queued(stores)
    with working(stores, work, dead_after=0.5) as worker:
        assert worker.run("job-1").state == "done"
    kept = stores.jobs.job("job-1")
    assert kept is not None
    assert (kept.takeovers, work.did) == (0, [0])


def test_where_steps_are_remembered() -> None:
    """Beside a SQLite file, in the same PostgreSQL, or where it is said; never in memory."""
    assert system_database("sqlite:////a/b.db") == "sqlite:////a/b.db.jobs"
    assert system_database("postgresql://u:p@h/n") == "postgresql+psycopg://u:p@h/n"
    assert system_database("postgresql://h/n", "sqlite:////x.db") == "sqlite:////x.db"
    with pytest.raises(NotSetUp):
        system_database("sqlite:///:memory:")
    assert SystemClock().now().tzinfo is not None


def test_workers_killed_in_a_generation(database: str) -> None:
    """On both databases: over SIGKILLs a generation ends with every candidate once, and nothing kept is asked again."""
    workers = 2 if database.startswith("postgres") else 1
    told = killed(database, count=10, kills=2, workers=workers, seed=7, adapter="openai_http")
    assert (told["state"], told["passed"], told["different_texts"], told["kills"]) == ("done", 10, 10, 2)
    assert told["stored_as_told"]
    assert (told["asked_again_though_kept"], told["troubles"]) == (0, [])
    assert told["requests"] == told["completions_kept"] + told["lost_under_way_at_a_kill"]
    assert told["lost_under_way_at_a_kill"] <= 2
    assert set(told["workers_ended_with"]) == {0}
