"""The HTTP door (interface §3): `create` for servers, `build_app` for an engine that is there already."""

from __future__ import annotations

from content_engine.web.api.app import Api, build_app, create

__all__ = ["Api", "build_app", "create"]
