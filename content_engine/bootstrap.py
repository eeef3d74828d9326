"""Settings in, engine out: the only file that knows every room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from content_engine.domain.memory import ContentStore, KeyStore, Memory
from content_engine.domain.ports import Clock
from content_engine.engine import Engine
from content_engine.engine.worlds import Worlds
from content_engine.memory import open_stores, upgrade
from content_engine.settings import Settings

__all__ = ["Database", "Settings", "SystemClock", "bootstrap", "open_database"]


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
    stores, close = (memory, content, keys), _nothing
    if memory is None or content is None or keys is None:
        opened = open_database(settings)
        stores, close = (memory or opened.memory, content or opened.content, keys or opened.keys), opened.close
    return _ready(_engine(settings, clock or SystemClock(), stores, close))


@dataclass(frozen=True)
class Database:
    """An open, upgraded database and the clock: for commands that need no catalog."""

    memory: Memory
    content: ContentStore
    keys: KeyStore
    clock: Clock
    close: Callable[[], None]


def open_database(settings: Settings, *, clock: Clock | None = None) -> Database:
    """The stores of an upgraded database, without reading any content."""
    upgrade(settings.database)
    opened = open_stores(settings.database)
    return Database(opened.memory, opened.content, opened.keys, clock or SystemClock(), opened.close)


def _nothing() -> None:
    """There is nothing to close."""


def _engine(settings: Settings, clock: Clock, stores: tuple[Any, Any, Any], close: Callable[[], None]) -> Engine:
    memory, content, keys = stores
    worlds = Worlds(content, content.salt())
    return Engine(memory, content, keys, clock, worlds, settings.content, close)


def _ready(engine: Engine) -> Engine:
    if engine.content.current_catalog() is None:
        engine.sync(actor="bootstrap")
    engine.refresh()
    return engine
