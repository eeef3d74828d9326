"""Opening and closing what commands work on: the whole engine, or only its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from content_engine.bootstrap import Database, bootstrap, open_database
from content_engine.cli.console import working
from content_engine.domain.errors import NotSetUp
from content_engine.engine import Engine
from content_engine.memory import is_current
from content_engine.settings import Settings


@contextmanager
def engine_of(settings: Settings, *, there: bool = False) -> Iterator[Engine]:
    """The engine over these settings, closed at the end; `there` says that the database must exist already."""
    if there:
        require_database(settings)
    with working("Opening the database and the content"):
        engine = bootstrap(settings)
    with closing(engine):
        yield engine


@contextmanager
def database_of(settings: Settings, *, there: bool = False) -> Iterator[Database]:
    """The database alone, closed at the end; `there` says that it must exist already."""
    if there:
        require_database(settings)
    database = open_database(settings)
    try:
        yield database
    finally:
        database.close()


def require_database(settings: Settings) -> None:
    """Raises `NotSetUp` where there is no database yet: an answer from an empty one would be a false comfort."""
    if not is_current(settings.database):
        told = settings.told()["database"]
        raise NotSetUp(
            f"There is no content memory at {told}, or one of another version. Name the right one with --database, or "
            "make it with `content-engine db upgrade`."
        )
