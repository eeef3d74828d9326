"""Ports to the world outside: time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time. The engine reads it nowhere else."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
