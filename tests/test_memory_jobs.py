"""One contract for jobs in the database: SQLite in memory, SQLite in a file, PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from content_engine.domain.jobs import Job
from content_engine.memory import open_stores
from content_engine.memory.jobs import SqlJobStore

T = 1_800_000_000_000


@pytest.fixture(params=["memory", "sqlite_ready", "postgres_ready"])
def store(request: pytest.FixtureRequest) -> Iterator[SqlJobStore]:
    """An empty store of jobs of each kind."""
    url = "sqlite:///:memory:" if request.param == "memory" else request.getfixturevalue(request.param)
    opened = open_stores(url)
    yield opened.jobs
    opened.close()


def job(number: int = 1, **more: Any) -> Job:
    """A queued job."""
    return Job(id=f"job-{number:02d}", kind="generate", payload={"n": number}, actor="ada", created_at=T, **more)


def test_asking_twice_is_asking_once(store: SqlJobStore) -> None:
    """A second job under an id changes nothing, and the first is what comes back."""
    assert store.add(job()) == job()
    assert store.add(job().model_copy(update={"payload": {"n": 9}})) == job()
    assert store.job("job-01") == job()
    assert store.job("nope") is None


def test_newest_first_by_pages(store: SqlJobStore) -> None:
    """Ids ascend with time; `before` pages on; kind and state narrow it."""
    for number in range(5):
        store.add(job(number))
    assert [one.id for one in store.jobs(limit=2)] == ["job-04", "job-03"]
    assert [one.id for one in store.jobs(limit=9, before="job-02")] == ["job-01", "job-00"]
    assert store.jobs(kind="evaluate") == []
    assert store.jobs(states=["done"]) == []


def test_an_ended_job_stays_as_it_is(store: SqlJobStore) -> None:
    """Once a job has ended nothing changes it, and only its own worker can end it."""
    store.add(job())
    store.claim("w1", T, alive_since=T)
    assert store.change("job-01", worker="w2", state="done") is None
    done = store.change("job-01", worker="w1", state="done", result={"a": [1]}, ended_at=T + 5)
    assert done is not None
    assert (done.state, done.result, done.ended_at) == ("done", {"a": [1]}, T + 5)
    assert store.change("job-01", worker="w1", state="failed") is None
    assert store.change("job-01", step="x") == done
    assert store.cancel("job-01", T + 9) == done
    assert store.claim("w2", T + 9, alive_since=T + 9) is None


def test_oldest_first_and_never_to_two(store: SqlJobStore) -> None:
    """Each job is given out once while its worker lives, the oldest first."""
    for number in (2, 1):
        store.add(job(number))
    store.beat("w1", T)
    store.beat("w2", T)
    given = [store.claim(worker, T, alive_since=T - 10) for worker in ("w1", "w2", "w1")]
    assert [one and (one.id, one.worker, one.started_at) for one in given] == [
        ("job-01", "w1", T), ("job-02", "w2", T), None,
    ]  # fmt: skip


def test_a_race_for_jobs(store: SqlJobStore) -> None:
    """Eight threads that grab forty jobs get each one once."""
    for number in range(40):
        store.add(job(number))
    for worker in range(8):
        store.beat(f"w{worker}", T)

    def grab(worker: int) -> list[str]:
        mine = []
        while one := store.claim(f"w{worker}", T, alive_since=T - 10):
            mine.append(one.id)
        return mine

    with ThreadPoolExecutor(8) as pool:
        got = [job_id for mine in pool.map(grab, range(8)) for job_id in mine]
    assert sorted(got) == [f"job-{number:02d}" for number in range(40)]


def test_the_dead_are_robbed(store: SqlJobStore) -> None:
    """A job whose worker was silent for too long, or left, goes to another and counts a take-over."""
    store.add(job())
    store.beat("w1", T)
    store.claim("w1", T, alive_since=T - 10)
    assert not store.waiting(alive_since=T)
    assert store.waiting(alive_since=T + 1)
    taken = store.claim("w2", T + 50, alive_since=T + 1)
    assert taken is not None
    assert (taken.worker, taken.takeovers, taken.started_at) == ("w2", 1, T)
    assert store.change("job-01", worker="w1", state="done") is None
    store.beat("w2", T + 50)
    store.leave("w2")
    assert store.waiting(alive_since=T)
    assert store.workers(since=T) == ["w1"]


def test_no_more_than_so_many_at_once(store: SqlJobStore) -> None:
    """`most` counts running jobs of living workers only."""
    for number in range(3):
        store.add(job(number))
    for worker in ("w1", "w2"):
        store.beat(worker, T)
        assert store.claim(worker, T, alive_since=T, most=2) is not None
    assert store.claim("w3", T, alive_since=T, most=2) is None
    store.leave("w1")
    assert store.claim("w3", T, alive_since=T, most=2) is not None


def test_the_job_that_is_asked_for(store: SqlJobStore) -> None:
    """`job_id` gives that job and no other."""
    for number in (1, 2):
        store.add(job(number))
    given = store.claim("w1", T, alive_since=T, job_id="job-02")
    assert given is not None
    assert given.id == "job-02"
    assert store.claim("w1", T, alive_since=T, job_id="nope") is None


def test_cancelling(store: SqlJobStore) -> None:
    """A waiting job is cancelled at once; a running one is asked; an unknown one is None."""
    for number in (1, 2):
        store.add(job(number))
    store.claim("w1", T, alive_since=T)
    running, waiting = store.cancel("job-01", T + 1), store.cancel("job-02", T + 1)
    assert running is not None
    assert waiting is not None
    assert (running.state, running.cancel_asked) == ("running", True)
    assert (waiting.state, waiting.ended_at) == ("cancelled", T + 1)
    assert store.cancel("nope", T) is None
