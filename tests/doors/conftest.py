"""A real server on this machine's loopback, with real SQLite and the acme content, for every test of a door."""

from __future__ import annotations

import shutil
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import pytest
import uvicorn

from content_engine.bootstrap import bootstrap
from content_engine.domain.keys import ROLES, digest, mint
from content_engine.domain.memory import Key
from content_engine.engine import Engine
from content_engine.settings import Settings
from content_engine.testing import FixedClock
from content_engine.web.api import Api, build_app

ACME = Path(__file__).parents[2] / "examples" / "acme"
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Spares clients the reading of all certificates of the machine: everything here is plain HTTP."""
EMAIL, IN_APP = "acme-tip-email", "acme-tip-inapp"
MEMBER = {"segment_id": "all-users", "version": 1, "observed_at": "2026-11-20T09:00:00Z"}


def asking(request_id: str = "r-1", user_id: str = "u-1", **more: Any) -> dict[str, Any]:
    """A request that acme's content answers with an e-mail."""
    return {"request_id": request_id, "user_id": user_id, "template": EMAIL, "segments": [MEMBER], **more}


class Lines:
    """A log that keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []

    def info(self, event: str, **more: Any) -> None:
        self.said.append({"event": event, **more})

    error = info


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serves an application with uvicorn in a thread and tells its address; stops it in good order."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started and thread.is_alive():
        sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@dataclass
class Door:
    """A served engine: its address, a key for every role, its clock and its log."""

    url: str
    settings: Settings
    engine: Engine
    app: Api
    clock: FixedClock
    keys: dict[str, str]
    log: Lines
    stack: ExitStack = field(default_factory=ExitStack)

    def client(self, role: str | None = "caller", **headers: str) -> httpx.Client:
        """A client with a key of that role, or without one."""
        told = headers if role is None else {"Authorization": f"Bearer {self.keys[role]}", **headers}
        return self.stack.enter_context(httpx.Client(base_url=self.url, headers=told, timeout=30, verify=NO_TLS))

    def rows(self) -> dict[str, int]:
        """How many rows each table holds."""
        return dict(self.engine.memory.summary()["rows"])


def add_key(engine: Engine, *roles: str) -> tuple[str, str]:
    """A new key as (id, secret)."""
    key_id, secret = mint()
    engine.keys.add(Key(key_id, roles, "test", 0), digest(secret))
    return key_id, secret


@dataclass(frozen=True)
class Seed:
    """A database with acme's content and a key for every role, to be copied."""

    database: Path
    keys: dict[str, str]


@pytest.fixture(scope="session")
def acme_seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    """Made once: bringing content in takes a while."""
    database = tmp_path_factory.mktemp("acme") / "content.db"
    engine = bootstrap(Settings(content=ACME, database=f"sqlite:///{database}"))
    keys = {role: add_key(engine, role)[1] for role in ROLES}
    engine.close()
    return Seed(database, keys)


def settings_for(seed: Seed, folder: Path, **more: Any) -> Settings:
    """Settings for a copy of that database in `folder`."""
    shutil.copy(seed.database, folder / "content.db")
    usual = {"content": ACME, "database": f"sqlite:///{folder / 'content.db'}", "refresh_seconds": 0.05}
    return Settings(**{**usual, **more})


@contextmanager
def opened_door(seed: Seed, folder: Path, **more: Any) -> Iterator[Door]:
    """A served engine on a copy of that database, with a clock that stands still."""
    settings, clock, log = settings_for(seed, folder, **more), FixedClock(), Lines()
    engine = bootstrap(settings, clock=clock)
    with ExitStack() as stack:
        stack.callback(engine.close)
        app = build_app(engine, settings, log=log)
        yield Door(stack.enter_context(served(app)), settings, engine, app, clock, seed.keys, log, stack)


@pytest.fixture
def door(acme_seed: Seed, tmp_path: Path) -> Iterator[Door]:
    """The HTTP door of an engine of one's own."""
    with opened_door(acme_seed, tmp_path) as opened:
        yield opened
