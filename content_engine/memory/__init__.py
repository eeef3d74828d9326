"""The content memory: what was decided, shown and observed, and the content it was decided from."""

from __future__ import annotations

from content_engine.memory.facade import Stores, is_current, open_stores, upgrade

__all__ = ["Stores", "is_current", "open_stores", "upgrade"]
