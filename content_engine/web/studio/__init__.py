"""The Studio: pages for those who approve content and those who read evaluations, rendered on the server."""

from __future__ import annotations

from content_engine.web.studio.app import Studio

__all__ = ["Studio"]
