"""What language models cost: completions kept under the hash of what was asked, and budgets shared by all workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from content_engine.domain.llm import Completion


@dataclass(frozen=True, slots=True)
class Limit:
    """A budget: at most so many tokens and micro-dollars under `scope` (`day:2026-11-29`, `job:…`). None: no limit."""

    scope: str
    tokens: int | None
    micro_usd: int | None


@dataclass(frozen=True, slots=True)
class Spent:
    """What stands against a scope: spent for good, and held for calls under way."""

    scope: str
    tokens: int = 0
    micro_usd: int = 0
    held_tokens: int = 0
    held_micro_usd: int = 0


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of the gateway as it is kept for reports: never its text. `outcome` is `ok`, `stored` or a failure kind.

    `at` in milliseconds since 1970; `job` None outside of jobs.
    """

    at: int
    task: str
    prompt: str
    model: str
    adapter: str
    job: str | None
    outcome: str
    requests: int
    tokens_in: int
    tokens_out: int
    micro_usd: int
    seconds: float


class Ledger(Protocol):
    """Completions, budgets and calls. One contract suite runs on SQLite, in memory and as a file, and on PostgreSQL."""

    def completion(self, key: str) -> Completion | None:
        """The completion kept under a key, with `stored` true."""

    def keep(self, completion: Completion, *, at: int) -> Completion:
        """Keeps a completion under its key, durably, and returns what is kept there: the first one wins."""

    def claim(self, key: str, *, at: int, until: int) -> bool:
        """Whether the caller is now the one who asks for this completion; the others wait for what it keeps.

        A claim ends by itself at `until`, so that the dead stand in nobody's way.
        """

    def extend(self, key: str, until: int, *, to: int) -> bool:
        """Moves the end of one's own claim from `until`; False when it is no longer there."""

    def release(self, key: str, until: int) -> None:
        """Ends one's own claim, the one that ends at `until`."""

    def hold(
        self, hold_id: str, limits: Sequence[Limit], tokens: int, micro_usd: int, *, at: int, until: int
    ) -> str | None:
        """Sets tokens and money aside under every scope, all or nothing; None, or the scope whose limit forbids it.

        Holds of the dead end at `until` by themselves. The same `hold_id` again replaces the earlier hold. No number of
        workers can hold more than a limit together.
        """

    def settle(self, hold_id: str, scopes: Sequence[str], tokens: int, micro_usd: int) -> None:
        """Ends a hold and books what was really spent under `scopes`. Unknown or ended holds book all the same."""

    def spent(self, scope: str, *, at: int) -> Spent:
        """What stands against a scope."""

    def record_call(self, call: CallRecord) -> None:
        """Adds one call to the book."""

    def calls(self, *, since: int = 0, job: str | None = None, limit: int = 1_000) -> Sequence[CallRecord]:
        """Calls, newest first."""

    def spending(self, *, since: int, until: int) -> Sequence[dict[str, Any]]:
        """Calls by UTC day, model and outcome: `day`, `model`, `outcome`, `calls`, `tokens`, `micro_usd`."""
