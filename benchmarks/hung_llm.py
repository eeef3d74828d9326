"""Does it matter to decisions when every LLM call hangs? The same server, with and without jobs that hang, in turns.

`serve` answers decisions over HTTP while `content-engine work` in another process has a generation whose completions
are asked through litellm of a loopback server that takes connections and says nothing. Rounds with and without such
jobs alternate, so that whatever else the machine does falls on both; the latencies are compared as ratios.

    python -m benchmarks.hung_llm --decisions 2000
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from content_engine.bootstrap import bootstrap
from content_engine.domain.keys import digest, mint
from content_engine.domain.memory import Key
from content_engine.domain.writing import GenerationRequest
from content_engine.engine import Engine
from content_engine.settings import Settings

ROOT = Path(__file__).parents[1]
ACME = ROOT / "examples" / "acme"
COMPONENT = "subject.small-tip"
MAIN = (sys.executable, "-c", "from content_engine.cli import main; main()")
MEMBER = {"segment_id": "all-users", "version": 1}


class Hanging:
    """Takes connections and says nothing."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.calls = 0
        self._held: list[socket.socket] = []
        threading.Thread(target=self._take, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                self._held.append(self._socket.accept()[0])
                self.calls += 1

    def close(self) -> None:
        """Lets everybody go."""
        self._socket.close()
        for one in self._held:
            one.close()


@contextmanager
def serving(database: str, key: str) -> Iterator[httpx.Client]:
    """A server as users start it, and a client of it."""
    environment = os.environ | {"CONTENT_ENGINE_FILE": "", "CONTENT_ENGINE_JOBS": "off"}
    command = [*MAIN, "serve", "--port", "0", "--content", str(ACME), "--database", database, "--json"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["serving"]
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=60) as client:
            yield client
    finally:
        process.terminate()
        process.wait(30)


def ask(client: httpx.Client, round_: int, count: int) -> list[float]:
    """Milliseconds of each decision, one after the other. Raises where one is not answered."""
    took = []
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    for number in range(count):
        name = f"{round_}-{number}"
        member = {**MEMBER, "observed_at": now}
        body = {"request_id": name, "user_id": f"u-{name}", "template": "acme-tip-email", "segments": [member]}
        began = time.perf_counter()
        client.post("/v1/decisions", json=body).raise_for_status()
        took.append((time.perf_counter() - began) * 1e3)
    return took


@contextmanager
def hanging_job(engine: Engine, database: str) -> Iterator[None]:
    """A worker with a generation whose completion hangs; both are gone afterwards."""
    assert engine.jobs is not None
    server = Hanging()
    asked = GenerationRequest(component=COMPONENT, count=5, model="gpt-4o-mini")
    job_id = engine.generate(asked, actor="bench").id
    worker = _worker(database, server.url)
    try:
        deadline = time.monotonic() + 60
        while not server.calls and time.monotonic() < deadline:
            time.sleep(0.05)
        if not server.calls:
            raise TimeoutError("the worker made no call")
        yield
        if engine.jobs.jobs(states=["running"]) == []:
            raise RuntimeError("the job ended while decisions were made")
    finally:
        worker.kill()
        worker.wait()
        server.close()
        engine.jobs.change(job_id, state="cancelled")


def _worker(database: str, url: str) -> subprocess.Popen[bytes]:
    more = {"CONTENT_ENGINE_FILE": "", "OPENAI_API_BASE": url, "CONTENT_ENGINE_LLM_DEADLINE_SECONDS": "600"}
    command = [*MAIN, "work", "--content", str(ACME), "--database", database]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | more, stdout=subprocess.DEVNULL)  # noqa: S603


def measured(decisions: int, rounds: int) -> dict[str, Any]:
    """Latencies with and without, in milliseconds, and their ratios."""
    folder = Path(tempfile.mkdtemp(prefix="hung-"))
    database = f"sqlite:///{folder / 'content.db'}"
    engine = bootstrap(Settings(content=ACME, database=database))
    key_id, secret = mint()
    engine.keys.add(Key(key_id, ("caller",), "bench", 0), digest(secret))
    each = decisions // rounds
    took: dict[bool, list[float]] = {True: [], False: []}
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        stack.callback(engine.close)
        client = stack.enter_context(serving(database, secret))
        ask(client, 9_999, 100)
        for number in range(2 * rounds):
            # with, without, without, with: a drift falls on both
            if number % 4 in (0, 3):
                with hanging_job(engine, database):
                    took[True] += ask(client, number, each)
            else:
                took[False] += ask(client, number, each)
    return _told(took)


def _told(took: dict[bool, list[float]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, percent in (("p50", 50), ("p99", 99)):
        hung, free = (float(np.percentile(took[one], percent)) for one in (True, False))
        told[name] = {"hung_ms": round(hung, 2), "free_ms": round(free, 2), "ratio": round(hung / free, 3)}
    return {"decisions": {"hung": len(took[True]), "free": len(took[False])}, **told}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=2_000, help="with hanging jobs; as many again without")
    parser.add_argument("--rounds", type=int, default=8)
    asked = parser.parse_args()
    print(json.dumps(measured(asked.decisions, asked.rounds)))


if __name__ == "__main__":
    main()
