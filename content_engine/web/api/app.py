"""The HTTP door as an ASGI application: starts the engine, looks for newer catalogs, stops without losing anything."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import quote

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from content_engine.bootstrap import bootstrap
from content_engine.domain.errors import ContentEngineError, NotSetUp
from content_engine.engine import Engine
from content_engine.engine.mending import Mender
from content_engine.settings import Settings
from content_engine.web.api.access import Doorkeeper
from content_engine.web.api.deciding import make_gatherer
from content_engine.web.api.gatherer import Gatherer
from content_engine.web.api.operation import SAFE, Services
from content_engine.web.api.problems import HttpProblem
from content_engine.web.api.routes import routes
from content_engine.web.api.serving import Entrance
from content_engine.web.api.telemetry import Meters, make_log, whereabouts


class Api:
    """The application. `opener` makes the engine when the server starts; `close_engine` says whose it is to close."""

    def __init__(self, settings: Settings, opener: Callable[[], Engine], log: Any, *, close_engine: bool) -> None:
        self._settings = settings
        self._opener = opener
        self._log = log
        self._close_engine = close_engine
        self._services: Services | None = None
        self._mender: Mender | None = None
        self._doorkeeper: Doorkeeper | None = None
        self._meters = Meters(lambda: self._services.gatherer.waiting if self._services else 0)
        entrance = Entrance(self._ready, self._keeper, self._meters, log)
        known = routes(entrance, docs=settings.docs)
        self._fixed: dict[str, ASGIApp] = {route.path: route.endpoint for route in known if "{" not in route.path}
        self._router = Router(
            known,
            redirect_slashes=False,
            default=_nothing_here,
            lifespan=self._lifespan,
        )

    def open(self) -> None:
        """Makes the engine and what is around it. Raises what `bootstrap` raises."""
        engine = self._opener()
        gatherer = make_gatherer(engine, self._settings.batch_max, self._meters.decided)
        self._services = Services(engine, self._settings, gatherer, self._meters, {})
        self._doorkeeper = Doorkeeper(engine.keys)
        self._mender = Mender(engine.desk) if engine.desk is not None else None

    def _ready(self) -> Services:
        if self._services is None:
            raise NotSetUp("The server is still starting.")
        return self._services

    def _keeper(self) -> Doorkeeper:
        if self._doorkeeper is None:
            raise NotSetUp("The server is still starting.")
        return self._doorkeeper

    @property
    def engine(self) -> Engine:
        """The engine, once the server has started. Raises NotSetUp before."""
        return self._ready().engine

    @property
    def settings(self) -> Settings:
        """How the server is set up."""
        return self._settings

    @property
    def log(self) -> Any:
        """Takes structured events."""
        return self._log

    @property
    def gatherer(self) -> Gatherer:
        """The queue in front of the engine."""
        return self._ready().gatherer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection's request, or the server's start and stop."""
        if scope["type"] == "http":
            # matched as it was sent, so that an id may hold an encoded slash; resources decode their own parameters
            scope["path"] = _raw_path(scope)
            fixed = self._fixed.get(scope["path"])
            if fixed is not None:
                # a path without parameters needs no search; the search would give the same resource
                await fixed({**scope, "path_params": {}}, receive, send)
                return
        await self._router(scope, receive, send)

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Any) -> AsyncIterator[None]:
        if self._services is None:
            await self._start()
        refreshing = asyncio.create_task(self._refresh_for_ever())
        try:
            yield
        finally:
            refreshing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await refreshing
            await asyncio.to_thread(self._stop)

    async def _start(self) -> None:
        try:
            await asyncio.to_thread(self.open)
        except ContentEngineError as error:
            self._log.error("not started", code=error.code, reason=str(error))
            raise
        self._log.info("started", catalog=self._ready().engine.catalog_version)

    def _stop(self) -> None:
        services = self._ready()
        services.gatherer.close()
        if self._close_engine:
            services.engine.close()
        self._log.info("stopped")

    async def _refresh_for_ever(self) -> None:
        while True:
            await asyncio.sleep(self._settings.refresh_seconds)
            await asyncio.to_thread(self.refresh)

    def refresh(self) -> None:
        """Looks for a newer catalog and snapshot once. On trouble the present ones stay; log and `/readyz` tell why."""
        services = self._ready()
        try:
            changed = services.engine.refresh()
        except Exception as error:  # noqa: BLE001 - whatever it is, the server keeps what it has and says so
            self._trouble(
                services, f"looking for a newer catalog or snapshot failed: {type(error).__name__}", whereabouts(error)
            )
            return
        if services.engine.worlds.trouble:
            self._trouble(services, services.engine.worlds.trouble, {})
            return
        services.refreshing.clear()
        if changed:
            world = services.engine.worlds.now()
            self._log.info("taken up", catalog=world.catalog.version, snapshot=world.policy_version)
        self._mend(services.engine)

    def _mend(self, engine: Engine) -> None:
        """Publishes what a crash between an approval and its publication left behind, and takes it up."""
        try:
            mended = self._mender.look() if self._mender is not None else None
        except Exception as error:  # noqa: BLE001 - the server decides on with what it has, and says so
            self._log.error("not mended", reason=type(error).__name__, **whereabouts(error))
            return
        if mended is not None:
            engine.refresh()
            self._log.info("mended", catalog=mended.version, joined=len(mended.joined), left=len(mended.left))

    def _trouble(self, services: Services, told: str, more: dict[str, Any]) -> None:
        if services.refreshing.get("trouble") == told:
            return
        services.refreshing["trouble"] = told
        services.meters.refresh_failures.inc()
        self._log.error("not taken up", reason=told, **more)


def _raw_path(scope: Scope) -> str:
    raw = scope.get("raw_path")
    return raw.partition(b"?")[0].decode("latin-1") if raw else quote(scope["path"])


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        await send({"type": "websocket.close", "code": 1000})
        return
    response = HttpProblem("not_found", "There is nothing at this address.").response()
    response.headers.update(SAFE)
    await response(scope, receive, send)


def build_app(engine: Engine, settings: Settings, *, log: Any = None) -> Api:
    """The door of an engine that is there already, and that stays open when the server stops."""
    app = Api(settings, lambda: engine, log or make_log(), close_engine=False)
    app.open()
    return app


def create() -> Api:
    """The door with everything from the environment, as `uvicorn --factory` wants it, also for several workers."""
    # uvicorn's own access log would write paths, and these hold ids of subjects
    access = logging.getLogger("uvicorn.access")
    access.handlers, access.propagate = [], False
    settings = Settings()
    return Api(settings, lambda: bootstrap(settings), make_log(), close_engine=True)
