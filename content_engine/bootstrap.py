"""Settings in, engine out: the only file that knows every room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from content_engine.domain.jobs import JobStore, Work
from content_engine.domain.memory import ContentStore, KeyStore, Memory
from content_engine.domain.ports import Clock
from content_engine.engine import Engine
from content_engine.engine.worlds import Worlds
from content_engine.memory import open_stores, upgrade
from content_engine.memory.sqlite import library
from content_engine.settings import Settings

if TYPE_CHECKING:
    from content_engine.jobs.durable import DurableJobs

__all__ = ["Database", "Settings", "SystemClock", "bootstrap", "open_database", "open_jobs", "open_works"]


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


def bootstrap(
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    gateway: Any = None,
    memory: Memory | None = None,
    content: ContentStore | None = None,
    keys: KeyStore | None = None,
) -> Engine:
    """An engine over the real things, or over those given: a test passes fakes to the same function.

    Upgrades the database where needed and brings the content folder in when there is no catalog yet. `gateway` is
    reserved for generation and not used when deciding. Raises `BrokenContent` for a broken folder on an empty database.
    """
    settings = settings or Settings()
    stores, close, jobs = (memory, content, keys), _nothing, None
    if memory is None or content is None or keys is None:
        opened = open_database(settings)
        jobs = opened.jobs
        stores, close = (memory or opened.memory, content or opened.content, keys or opened.keys), opened.close
    return _ready(_engine(settings, clock or SystemClock(), stores, jobs, close))


@dataclass(frozen=True)
class Database:
    """An open, upgraded database and the clock: for commands that need no catalog."""

    memory: Memory
    content: ContentStore
    keys: KeyStore
    jobs: JobStore
    clock: Clock
    close: Callable[[], None]


def open_jobs(
    settings: Settings, store: JobStore, works: Mapping[str, Work], *, clock: Clock | None = None, **how: Any
) -> DurableJobs:
    """Runs jobs of these kinds in this process; one at a time per process. Takes a second to load.

    `how` as `DurableJobs` takes it. Raises NotSetUp for a database that does not outlive the process.
    """
    from content_engine.jobs.durable import DurableJobs, system_database

    url = system_database(settings.database, settings.jobs_database)
    return DurableJobs(store, works, clock or SystemClock(), url, module=library(), **how)


@contextmanager
def open_works(settings: Settings, opened: Database) -> Iterator[Mapping[str, Work]]:
    """How jobs of each kind are done, over an open database; what they need is closed at the end."""
    yield {}


def open_database(settings: Settings, *, clock: Clock | None = None) -> Database:
    """The stores of an upgraded database, without reading any content."""
    upgrade(settings.database)
    opened = open_stores(settings.database)
    return Database(opened.memory, opened.content, opened.keys, opened.jobs, clock or SystemClock(), opened.close)


def _nothing() -> None:
    """There is nothing to close."""


def _engine(
    settings: Settings, clock: Clock, stores: tuple[Any, Any, Any], jobs: JobStore | None, close: Callable[[], None]
) -> Engine:
    memory, content, keys = stores
    worlds = Worlds(content, content.salt())
    return Engine(memory, content, keys, clock, worlds, settings.content, close, jobs)


def _ready(engine: Engine) -> Engine:
    if engine.content.current_catalog() is None:
        engine.sync(actor="bootstrap")
    engine.refresh()
    return engine
