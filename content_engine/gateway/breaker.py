"""Circuit breakers: a model that keeps failing is left alone for a while (M. Nygard, Release It!, 2007)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class _State:
    failures: int = 0
    opened: float | None = None
    trying: bool = False


@dataclass
class Breakers:
    """One breaker for each model, of this process. Safe for threads.

    After `failures` failures in a row it is open for `pause` seconds; then one request may try (half-open), and its
    outcome closes it or opens it again.
    """

    failures: int
    pause: float
    monotonic: Callable[[], float]
    _states: dict[str, _State] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def admits(self, model: str) -> bool:
        """Whether a request may be sent; while half-open, to the first who asks only."""
        with self._lock:
            state = self._states.setdefault(model, _State())
            if state.opened is None:
                return True
            if self.monotonic() - state.opened < self.pause or state.trying:
                return False
            state.trying = True
            return True

    def succeeded(self, model: str) -> None:
        """The model answered: closed."""
        with self._lock:
            self._states[model] = _State()

    def failed(self, model: str, *, counts: bool) -> None:
        """The model failed; `counts` tells whether that says anything about its health."""
        with self._lock:
            state = self._states.setdefault(model, _State())
            state.trying = False
            if counts:
                state.failures += 1
            if state.failures >= self.failures and (counts or state.opened is not None):
                state.opened = self.monotonic()
