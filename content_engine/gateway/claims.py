"""Who asks first, asks; the others wait for what is kept. So two workers with one ask pay once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from content_engine.domain.base import to_ms
from content_engine.domain.ledger import Ledger

LEASE_MS = 6_000
"""How long the claim of a worker that was killed stands in the way of the others."""
LOOK_EVERY = 0.05


@dataclass
class Lease:
    """One's own claim, or none where somebody else's outlasted the deadline. `waited`: another one asked before."""

    ledger: Ledger
    key: str
    now: Callable[[], datetime]
    until: int | None = None
    waited: bool = False

    def renew(self) -> None:
        """Keeps the claim while an answer is being waited for."""
        if self.until is None:
            return
        to = to_ms(self.now()) + LEASE_MS
        self.until = to if self.ledger.extend(self.key, self.until, to=to) else None

    def release(self) -> None:
        """Ends the claim."""
        if self.until is not None:
            self.ledger.release(self.key, self.until)


@dataclass(frozen=True)
class Claims:
    """Hands out leases. `sleep` waits, `monotonic` tells the time of the deadline."""

    ledger: Ledger
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]

    @contextmanager
    def alone(self, key: str, deadline: float) -> Iterator[Lease]:
        """A lease on a key, after whoever has it now; without one when waiting would take until the deadline."""
        lease = Lease(self.ledger, key, self.now)
        while not self._taken(lease):
            lease.waited = True
            if self.ledger.completion(key) is not None or self.monotonic() + LOOK_EVERY >= deadline:
                break
            self.sleep(LOOK_EVERY)
        try:
            yield lease
        finally:
            lease.release()

    def _taken(self, lease: Lease) -> bool:
        at = to_ms(self.now())
        if not self.ledger.claim(lease.key, at=at, until=at + LEASE_MS):
            return False
        lease.until = at + LEASE_MS
        return True
