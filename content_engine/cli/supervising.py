"""Starts a worker beside a server when a job waits and none lives; ends it with the server."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from content_engine.domain.jobs import DEAD_AFTER, JobStore
from content_engine.memory import open_stores
from content_engine.settings import Settings

COMMAND = (sys.executable, "-c", "from content_engine.cli import main; main()", "work", "--idle-seconds", "60")
MOST_SECONDS = 60.0


@contextmanager
def supervised(settings: Settings, environment: Mapping[str, str]) -> Iterator[None]:
    """Looks for jobs while the server runs. `environment` is the whole environment of the worker."""
    if settings.jobs != "spawn" or ":memory:" in settings.database:
        yield
        return
    stores = open_stores(settings.database)
    supervisor = Supervisor(stores.jobs, environment)
    supervisor.start()
    try:
        yield
    finally:
        supervisor.close()
        stores.close()


class Supervisor:
    """One per server, whatever the number of its processes. The worker writes where the server writes."""

    def __init__(self, store: JobStore, environment: Mapping[str, str], *, look_seconds: float = 1.0) -> None:
        self._store, self._environment, self._look = store, environment, look_seconds
        self._stop = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._failures, self._not_before = 0, 0.0
        self._thread = threading.Thread(target=self._watch, name="job-supervisor", daemon=True)

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def close(self) -> None:
        """Ends the worker: it finishes the step at hand; after 15 seconds it is killed and another goes on later."""
        self._stop.set()
        self._thread.join()
        if self._child is None:
            return
        self._child.terminate()
        try:
            self._child.wait(15)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def _watch(self) -> None:
        while not self._stop.wait(self._look):
            try:
                self._once()
            except Exception as error:  # noqa: BLE001 — a database that is away must not end the watch
                print(f"looking for jobs failed: {type(error).__name__}", file=sys.stderr)
                self._fall_back()

    def _once(self) -> None:
        if self._child is not None and self._child.poll() is not None:
            self._ended(self._child.returncode)
        if self._child is None and time.monotonic() >= self._not_before and self._needed():
            # its output goes to standard error: standard output is the server's own
            self._child = subprocess.Popen(COMMAND, env=dict(self._environment), stdout=sys.stderr.fileno())  # noqa: S603

    def _needed(self) -> bool:
        since = int((time.time() - DEAD_AFTER) * 1000)
        return self._store.waiting(alive_since=since) and not self._store.workers(since=since)

    def _ended(self, status: int) -> None:
        self._child = None
        if status == 0:
            self._failures = 0
            return
        print(f"the worker for jobs ended with status {status}", file=sys.stderr)
        self._fall_back()

    def _fall_back(self) -> None:
        self._failures += 1
        self._not_before = time.monotonic() + min(MOST_SECONDS, 2.0 ** min(self._failures - 1, 6))
