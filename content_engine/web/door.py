"""The whole HTTP door: the API, and the Studio below `/studio`. The two know nothing of each other."""

from __future__ import annotations

from typing import Any

from starlette.types import Receive, Scope, Send

from content_engine.engine import Engine
from content_engine.settings import Settings
from content_engine.web import api
from content_engine.web.studio import Studio

STUDIO = "/studio"


class Door:
    """An ASGI application that sends each request to the API or to the Studio."""

    def __init__(self, served: api.Api) -> None:
        self.api = served
        self.studio = Studio(lambda: served.engine, served.settings, served.log)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request, or the server's start and stop."""
        if scope["type"] == "http" and (scope["path"] == STUDIO or scope["path"].startswith(STUDIO + "/")):
            await self.studio(scope, receive, send)
            return
        await self.api(scope, receive, send)


def build_app(engine: Engine, settings: Settings, *, log: Any = None) -> Door:
    """The door of an engine that is there already, and that stays open when the server stops."""
    return Door(api.build_app(engine, settings, log=log))


def create() -> Door:
    """The door with everything from the environment, as `uvicorn --factory` wants it, also for several workers."""
    return Door(api.create())
