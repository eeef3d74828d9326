"""Budgets of a UTC day and of a job: set aside before a request, booked after it, in the ledger that workers share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from content_engine.domain.base import to_ms
from content_engine.domain.ledger import Ledger, Limit
from content_engine.domain.llm import Ask, Usage
from content_engine.gateway.config import GatewayConfig
from content_engine.gateway.faults import Fault

ANSWER_TOKENS = 1_024
"""What an answer is expected to take where the prompt sets no `max_tokens`."""
GRACE_MS = 10_000


def estimate(ask: Ask) -> tuple[int, int]:
    """Tokens in and out that a request may take at most, at three bytes a token: prose in any script has more."""
    sent = sum(len(turn.content.encode("utf-8", "replace")) for turn in ask.turns)
    schema = len(str(ask.schema_)) if ask.schema_ else 0
    most = ask.parameters.get("max_tokens") or ask.parameters.get("max_completion_tokens")
    out = most if isinstance(most, int) and most > 0 else ANSWER_TOKENS
    return (sent + schema) // 3 + 8 * len(ask.turns), out


def micro(usd: float) -> int:
    """Micro-dollars, rounded up: a thousandth of a cent is not nothing."""
    return -int(-usd * 1_000_000 // 1)


@dataclass(frozen=True, slots=True)
class Hold:
    """Tokens and money set aside for one request."""

    id: str
    scopes: tuple[str, ...]
    tokens_in: int


@dataclass(frozen=True)
class Budget:
    """Asks the ledger. `price` tells US dollars for tokens in and out of a model."""

    config: GatewayConfig
    ledger: Ledger
    now: Callable[[], datetime]
    new_id: Callable[[], str] = lambda: uuid4().hex

    def limits(self, job: str | None) -> list[Limit]:
        """The budgets a request stands under, the day's and the job's; without a limit they only count."""
        day = f"day:{self.now():%Y-%m-%d}"
        found = [Limit(day, self.config.day_tokens, self.config.day_micro_usd)]
        if job is not None:
            found.append(Limit(f"job:{job}", self.config.job_tokens, self.config.job_micro_usd))
        return found

    def hold(self, ask: Ask, seconds: float, price: Callable[[int, int], float]) -> Hold:
        """Sets aside what the request may cost. Raises Fault over_budget, which names the budget and sends nothing."""
        tokens_in, tokens_out = estimate(ask)
        limits, at = self.limits(ask.job), to_ms(self.now())
        held = Hold(self.new_id(), tuple(limit.scope for limit in limits), tokens_in)
        most, until = micro(price(tokens_in, tokens_out)), at + int(seconds * 1000) + GRACE_MS
        against = self.ledger.hold(held.id, limits, tokens_in + tokens_out, most, at=at, until=until)
        if against is not None:
            raise Fault("over_budget", f"the budget of {against} does not allow this request")
        return held

    def settle(self, hold: Hold, usage: Usage) -> None:
        """Books what was spent."""
        self.ledger.settle(hold.id, hold.scopes, usage.tokens_in + usage.tokens_out, micro(usage.cost_usd))
