"""The story of the engine: online (decide, expose, observe), workshop (content in and out), study (explain, replay)."""

from __future__ import annotations

from content_engine.engine.engine import Engine
from content_engine.engine.study import ReplayResult
from content_engine.engine.workshop import SyncReport, check_folder

__all__ = ["Engine", "ReplayResult", "SyncReport", "check_folder"]
