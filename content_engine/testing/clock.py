"""A clock that stands still until it is told otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
"""Where a `FixedClock` stands when nothing else is said: a Friday morning."""


class FixedClock:
    """A `Clock` for tests: `now()` answers the same until `advance` or `set` moves it, forwards or back."""

    def __init__(self, start: datetime = START) -> None:
        self.set(start)

    def now(self) -> datetime:
        """The moment it stands at, aware, in UTC."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Moves it to `moment`. Raises ValueError for a moment without a time zone."""
        if moment.tzinfo is None:
            raise ValueError("a clock needs a moment with a time zone, for instance tzinfo=UTC")
        self._now = moment.astimezone(UTC)

    def advance(self, step: timedelta) -> datetime:
        """Moves it by `step`, which may be negative, and tells where it stands then."""
        self._now += step
        return self._now
