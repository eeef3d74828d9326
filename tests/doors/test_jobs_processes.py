"""`serve` and `work` as users start them: a generation over HTTP, what is loaded where, what is told, how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from sqlalchemy import make_url

from benchmarks.scripted_llm import scripted_llm
from content_engine.bootstrap import bootstrap, open_database
from content_engine.domain.keys import digest, mint
from content_engine.domain.memory import Key
from content_engine.domain.writing import GenerationRequest
from content_engine.library import init_folder
from content_engine.memory import open_stores
from content_engine.settings import Settings
from tests.doors.conftest import NO_TLS

MAIN = (sys.executable, "-c", "from content_engine.cli import main; main()")
COMPONENT = "subject.first-step"
API_KEY, PASSWORD = "sk-proj-CANARYKEY0002", "canary-of-the-database"
SPY = """
import os, sys
class Spy:
    def find_spec(self, name, path=None, target=None):
        if name in ("litellm", "guardrails", "dbos"):
            with open(os.environ["SPY"], "a") as told:
                told.write(f"{os.getpid()} {name}\\n")
sys.meta_path.insert(0, Spy())
"""


def waiting_for(what: Callable[[], Any], seconds: float = 120) -> Any:
    """What is truthy at last."""
    until = monotonic() + seconds
    while not (found := what()):
        assert monotonic() < until, "nothing came of it"
        sleep(0.05)
    return found


def session(leader: int) -> dict[int, str]:
    """The living processes of a session, with their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            pid = int(folder.name)
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            if os.getsid(pid) == leader and state != "Z":
                found[pid] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


@contextmanager
def started(folder: Path, *command: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A command in a session of its own, which writes to out.log and err.log; nothing of it is left."""
    told = os.environ | {"CONTENT_ENGINE_FILE": "", **environment}
    with (folder / "out.log").open("a") as out, (folder / "err.log").open("a") as err:
        process = subprocess.Popen(
            [*MAIN, *command], cwd=folder, env=told, stdout=out, stderr=err, text=True, start_new_session=True
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def an_editor(settings: Settings) -> str:
    """The secret of an editor's key."""
    key_id, secret = mint()
    with closing(open_database(settings)) as opened:
        opened.keys.add(Key(key_id, ("editor",), "test", 0), digest(secret))
    return secret


def with_password(url: str) -> str:
    """The same database with a password in its URL, which the server here does not ask for."""
    return make_url(url).set(password=PASSWORD).render_as_string(hide_password=False)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes under /proc")
def test_a_generation_from_the_server_to_its_candidates(database: str, tmp_path: Path) -> None:
    """Asked for over HTTP, a generation is written by the one worker that a server of two processes starts; only that
    worker loads what jobs need; no output holds a secret; SIGTERM ends all of them."""
    init_folder(tmp_path / "content")
    (tmp_path / "sitecustomize.py").write_text(SPY)
    postgres = database.startswith("postgres")
    url = with_password(database) if postgres else database
    settings = Settings(content=tmp_path / "content", database=url)
    headers = {"Authorization": f"Bearer {an_editor(settings)}"}
    environment = {"PYTHONPATH": str(tmp_path), "SPY": str(tmp_path / "imports"), "OPENAI_API_KEY": API_KEY}
    if postgres:
        environment["CONTENT_ENGINE_JOBS_DATABASE"] = url
    given = ("--content", str(tmp_path / "content"), "--database", url, "--json")
    with started(tmp_path, "serve", "--port", "0", "--workers", "2", *given, **environment) as server:
        told = waiting_for(lambda: (tmp_path / "out.log").read_text())
        with httpx.Client(base_url=json.loads(told)["serving"], headers=headers, timeout=30, verify=NO_TLS) as client:
            asked = {"component": COMPONENT, "count": 2, "model": "offline"}
            begun = client.post("/v1/generations", json=asked)
            assert begun.status_code == 202, begun.text
            where = begun.headers["location"]
            done = waiting_for(lambda: (job := client.get(where).json())["ended_at"] and job)
        workers = [pid for pid, command in session(server.pid).items() if " work --idle-seconds" in command]
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
        waiting_for(lambda: not session(server.pid), 30)
    assert (done["state"], done["error"]) == ("done", None)
    assert {one["origin"] for one in done["candidates"]} == {"offline"}
    imports = (tmp_path / "imports").read_text().split("\n")
    assert len(workers) == 1
    assert {line.split()[0] for line in imports if line} == {str(workers[0])}
    assert f"{workers[0]} dbos" in imports
    output = (tmp_path / "out.log").read_text() + (tmp_path / "err.log").read_text()
    assert "Traceback" not in output
    assert not any(secret in output for secret in (API_KEY, PASSWORD, headers["Authorization"][7:]))


def test_a_worker_that_is_asked_to_leave(sqlite_ready: str, tmp_path: Path) -> None:
    """SIGTERM: a worker with two jobs at once finishes both steps at hand and exits 0; the next one goes on after
    them, and no completion is asked for twice."""
    init_folder(tmp_path / "content")
    settings = Settings(content=tmp_path / "content", database=sqlite_ready)
    with closing(bootstrap(settings)) as engine:
        asked = GenerationRequest(component=COMPONENT, count=10, model="gpt-4o-mini")
        jobs = [engine.generate(asked, actor="ed").id for _ in range(2)]
    given = ("work", "--slots", "2", "--content", str(settings.content), "--database", sqlite_ready)
    with scripted_llm(1.0) as llm, closing(open_stores(sqlite_ready)) as stores:
        environment = {"OPENAI_API_BASE": llm.url, "CONTENT_ENGINE_ADAPTER": "openai_http"}
        with started(tmp_path, *given, **environment) as worker:
            waiting_for(lambda: sum(llm.asked.values()) >= 2)
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(60) == 0
        assert {(job.state, job.done) for job in stores.jobs.jobs()} == {("running", 1)}
        assert stores.jobs.workers(since=0) == []
        assert all(len(stores.variants.variants(job=job)) >= 5 for job in jobs)
        with started(tmp_path, *given, "--idle-seconds", "0", **environment) as worker:
            assert worker.wait(120) == 0
        assert {(job.state, job.done) for job in stores.jobs.jobs()} == {("done", 2)}
    assert set(llm.asked.values()) == {1}
    assert "Traceback" not in (tmp_path / "err.log").read_text()
