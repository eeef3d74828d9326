"""Jobs over HTTP and on the terminal, and the worker that a server starts by itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from click.testing import CliRunner

from content_engine.cli import cli, supervising
from content_engine.domain.jobs import Job, JobStore
from content_engine.memory import open_stores
from tests.doors.conftest import Door


def queued(store: JobStore | None, number: int = 1, **more: Any) -> Job:
    """A job that waits."""
    assert store is not None
    made = Job(id=f"job_{number}", kind="generate", payload={"secret": "p"}, actor="ada", created_at=1_000, **more)
    return store.add(made)


def test_a_job_and_how_far_it_is(door: Door) -> None:
    """A job tells state, progress and times after RFC 3339, never its payload."""
    queued(door.engine.jobs)
    told = door.client("editor").get("/v1/jobs/job_1").json()
    assert (told["state"], told["created_at"], told["started_at"]) == ("queued", "1970-01-01T00:00:01.000Z", None)
    assert "payload" not in told
    assert door.client("qa").get("/v1/jobs/nope").status_code == 404


def test_pages_of_jobs(door: Door) -> None:
    """Newest first, to the last page, without results."""
    for number in range(1, 6):
        queued(door.engine.jobs, number)
    client, cursor, seen = door.client("qa"), None, []
    while True:
        page = client.get("/v1/jobs", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [row["id"] for row in page["jobs"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"job_{number}" for number in range(5, 0, -1)]
    assert client.get("/v1/jobs", params={"state": "done"}).json()["jobs"] == []


def test_cancelling_over_http(door: Door) -> None:
    """A waiting job is cancelled at once; doing so again changes nothing; callers may not."""
    queued(door.engine.jobs)
    assert door.client("caller").post("/v1/jobs/job_1/cancel").status_code == 403
    first = door.client("editor").post("/v1/jobs/job_1/cancel").json()
    assert first["state"] == "cancelled"
    assert door.client("editor").post("/v1/jobs/job_1/cancel").json() == first
    assert door.client("editor").post("/v1/jobs/nope/cancel").status_code == 404


def test_jobs_on_the_terminal(sqlite_ready: str) -> None:
    """list, show, cancel and watch; watch exits 1 for a job that was cancelled."""
    opened = open_stores(sqlite_ready)
    queued(opened.jobs)
    opened.close()
    runner, where = CliRunner(), ["--database", sqlite_ready, "--json"]
    told = {words: runner.invoke(cli, ["jobs", *words, *where]) for words in (("list",), ("show", "job_1"))}
    assert all('"state":"queued"' in done.output for done in told.values())
    assert '"state":"cancelled"' in runner.invoke(cli, ["jobs", "cancel", "job_1", *where]).output
    assert runner.invoke(cli, ["jobs", "watch", "job_1", *where]).exit_code == 1


def until(condition: Any, seconds: float = 30) -> bool:
    """Whether the condition came true in time."""
    deadline = monotonic() + seconds
    while not condition() and monotonic() < deadline:
        sleep(0.05)
    return bool(condition())


def test_a_server_starts_a_worker_when_a_job_waits(
    sqlite_ready: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is started while nothing waits; one is when a job does; one that dies is started again; it ends with it."""
    log = tmp_path / "started"
    script = f"import os,sys; open({str(log)!r},'a').write(f'{{os.getpid()}}\\n'); sys.exit(3)"
    monkeypatch.setattr(supervising, "COMMAND", (sys.executable, "-I", "-S", "-c", script))
    opened = open_stores(sqlite_ready)
    supervisor = supervising.Supervisor(opened.jobs, os.environ, look_seconds=0.05)
    supervisor.start()
    sleep(0.5)
    assert not log.exists()
    queued(opened.jobs)
    assert until(lambda: log.exists() and len(log.read_text().split()) >= 2)
    supervisor.close()
    pids = log.read_text().split()
    assert len(set(pids)) == len(pids)
    opened.close()
