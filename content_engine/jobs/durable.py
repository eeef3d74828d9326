"""Jobs on DBOS (https://docs.dbos.dev): it remembers finished steps; who runs a job is decided in our own table."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos._error import DBOSNonExistentWorkflowError
from dbos._serialization import Serializer
from sqlalchemy import Engine, create_engine, event, make_url

from content_engine.domain.base import Json, to_ms
from content_engine.domain.errors import NotFound, NotSetUp
from content_engine.domain.jobs import DEAD_AFTER, ENDED, Job, JobStore, Work
from content_engine.domain.ports import Clock
from content_engine.jobs.story import Left, Story

VERSION = "content-engine-jobs-1"
"""What DBOS calls the application: fixed, so that a newer release goes on with the jobs of the one before."""
LOOK = 0.2


class DurableJobs:
    """See `Jobs`. One per process, since DBOS is: open it, use it, close it.

    `url` is where DBOS keeps finished steps (see `system_database`); `connect` makes the connections to SQLite. `slots`
    jobs run at once in this worker, and no more than `most` in all workers together (0: no limit). A worker that was
    silent for `dead_after` seconds counts as dead.
    """

    def __init__(
        self,
        store: JobStore,
        works: Mapping[str, Work],
        clock: Clock,
        url: str,
        *,
        slots: int = 1,
        most: int = 0,
        dead_after: float = DEAD_AFTER,
        module: Any = None,
    ) -> None:
        self.worker = f"{socket.gethostname()[:40]}-{os.getpid()}-{uuid4().hex[:8]}"
        self._store, self._clock, self._slots, self._most = store, clock, slots, most
        self._dead_after = dead_after
        self._stop, self._closed = threading.Event(), threading.Event()
        self._story = Story(store, works, clock, self.worker, self._stop.is_set)
        self._running: set[str] = set()
        self._engine = _sqlite(url, module) if url.startswith("sqlite") else None
        self._workflow = _launch(self._run, url, self._engine, self.worker, slots)
        self._beating = threading.Thread(target=self._beat, name="job-heartbeat", daemon=True)
        self._beating.start()

    def run(self, job_id: str, told: Callable[[Job], None] = lambda job: None) -> Job:
        """See `Jobs.run`; `told` hears of every change. A job that another living worker runs is waited for.

        Raises NotFound for a job that is not there.
        """
        seen: Job | None = None
        while not self._stop.is_set():
            self._take(job_id)
            job = self._store.job(job_id)
            if job is None:
                raise NotFound(f"There is no job {job_id}.")
            if job != seen:
                told(job)
                seen = job
            if job.state in ENDED:
                return job
            self._stop.wait(LOOK)
        return self._store.job(job_id) or seen  # type: ignore[return-value] # it was there

    def serve(self, *, idle_seconds: float | None = None) -> None:
        """See `Jobs.serve`."""
        busy_at = time.monotonic()
        while not self._stop.is_set():
            if self._take() or self._running:
                busy_at = time.monotonic()
            elif idle_seconds is not None and time.monotonic() - busy_at >= idle_seconds:
                return
            self._stop.wait(LOOK)

    def stop(self) -> None:
        """Asks the worker to leave once the steps at hand are done. Safe in a signal handler."""
        self._stop.set()

    def close(self) -> None:
        """See `Jobs.close`. Waits for the steps at hand; jobs that are not done go on in another worker at once."""
        self._stop.set()
        while self._running:
            time.sleep(0.02)
        self._closed.set()
        self._beating.join()
        self._store.leave(self.worker)
        _put_away(self._queue)
        if self._engine is not None:
            self._engine.dispose()

    @property
    def _queue(self) -> str:
        return f"worker-{self.worker}"

    def _take(self, job_id: str | None = None) -> bool:
        if len(self._running) >= self._slots or job_id in self._running:
            return False
        now = self._now()
        alive = now - int(self._dead_after * 1000)
        job = self._store.claim(self.worker, now, alive_since=alive, job_id=job_id, most=self._most)
        if job is None:
            return False
        self._running.add(job.id)
        _start(self._queue, self._workflow, job.id)
        return True

    def _run(self, job_id: str) -> None:
        try:
            self._story.run(job_id, _remember)
        finally:
            self._running.discard(job_id)

    def _beat(self) -> None:
        while True:
            self._store.beat(self.worker, self._now())
            if self._closed.wait(min(2.0, self._dead_after / 5)):
                return

    def _now(self) -> int:
        return to_ms(self._clock.now())


def system_database(database: str, given: str = "") -> str:
    """The URL of DBOS's own tables: `given`, else a file beside SQLite's, or the same PostgreSQL (schema `dbos`)."""
    url = make_url(given or database)
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if given:
        return given
    if not url.database or url.database == ":memory:" or "mode=memory" in url.database:
        raise NotSetUp("Jobs need a database that outlives the process: a SQLite file, or PostgreSQL.")
    return f"sqlite:///{Path(url.database).resolve()}.jobs"


class _Plain(Serializer):
    """JSON in DBOS's tables: nothing there is ever unpickled."""

    def serialize(self, data: Any) -> str:
        return orjson.dumps(data, default=lambda other: {"type": type(other).__name__}).decode()

    def deserialize(cls, serialized_data: str) -> Any:
        return orjson.loads(serialized_data)

    def name(self) -> str:
        return "content_engine_json"


def _launch(run: Callable[[str], None], url: str, engine: Engine | None, worker: str, slots: int) -> Any:
    logger = logging.getLogger("dbos")
    logger.handlers, logger.propagate = [logging.NullHandler()], False
    config: DBOSConfig = {
        "name": "content-engine",
        "system_database_url": url,
        "application_version": VERSION,
        "executor_id": worker,
        "log_level": "CRITICAL",
        "enable_otlp": False,
        "serializer": _Plain(),
        "use_listen_notify": False,
    }
    if engine is not None:
        config["system_database_engine"] = engine
    DBOS(config=config)

    def job(job_id: str) -> None:
        # a function of its own: DBOS writes attributes to what it wraps, and a method takes none
        run(job_id)

    workflow = DBOS.workflow(name="job", max_recovery_attempts=None)(job)
    queue = f"worker-{worker}"
    DBOS.listen_queues([queue])
    DBOS.launch()
    DBOS.register_queue(queue, worker_concurrency=slots, polling_interval_sec=0.1)
    return workflow


def _start(queue: str, workflow: Any, job_id: str) -> None:
    """Goes on with a job where it was left, or begins it."""
    try:
        DBOS.resume_workflow(job_id, queue_name=queue)
    except DBOSNonExistentWorkflowError:
        with SetWorkflowID(job_id):
            DBOS.enqueue_workflow(queue, workflow, job_id)


def _remember(name: str, do: Callable[[], Json]) -> Json:
    return DBOS.run_step({"name": name}, do)


def _put_away(queue: str) -> None:
    DBOS.delete_queue(queue)
    DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=0)


def _sqlite(url: str, module: Any) -> Engine:
    """Connections as DBOS wants them (writers queue at BEGIN), on a write-ahead log, through the module given."""
    engine = create_engine(url, module=module, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.isolation_level = "IMMEDIATE"

    return engine


__all__ = ["DurableJobs", "Left", "system_database"]
