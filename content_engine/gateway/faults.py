"""Every way a call can fail, and what is done about it: one table (docs/gateway.md tells it in words)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from content_engine.domain.llm import FailureKind, Usage


@dataclass(frozen=True, slots=True)
class Treatment:
    """What follows a failure.

    `requests`: the most requests to the same model when all fail so; None: as many as are configured. `counts`: whether
    it counts towards closing the model off. `charged`: whether the provider may have charged for it without
    saying so, so that the prompt's estimated tokens are booked.
    """

    requests: int | None
    counts: bool
    charged: bool


TREATMENTS: Mapping[FailureKind, Treatment] = {
    "rate_limited": Treatment(None, True, False),
    "server_error": Treatment(None, True, False),
    "unreachable": Treatment(None, True, False),
    "cut_off": Treatment(None, True, True),
    "timeout": Treatment(1, True, True),
    "malformed": Treatment(2, True, True),
    "too_large": Treatment(1, True, True),
    "wrong_schema": Treatment(1, False, True),
    "empty": Treatment(1, False, True),
    "refused": Treatment(1, False, True),
    "filtered": Treatment(1, False, False),
    "too_long": Treatment(1, False, True),
    "unauthorised": Treatment(1, True, False),
    "rejected": Treatment(1, False, False),
    "unknown_model": Treatment(1, False, False),
    "redirected": Treatment(1, True, False),
    "over_budget": Treatment(0, False, False),
    "circuit_open": Treatment(0, False, False),
    "cancelled": Treatment(0, False, True),
}
"""A wrong schema is not asked for again in the same words: the job asks again, telling what was wrong."""

assert set(TREATMENTS) == set(get_args(FailureKind))


class Fault(Exception):
    """One request failed. `detail` never holds a secret: whoever raises it has masked the provider's words.

    `retry_after` in seconds, as the provider asked; `final`: asking the same model again cannot help;
    `plainer`: the provider does not take this way of asking for structured output; `usage` where the answer told it.
    """

    def __init__(
        self,
        kind: FailureKind,
        detail: str = "",
        *,
        retry_after: float | None = None,
        final: bool = False,
        plainer: bool = False,
        usage: Usage | None = None,
    ) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind: FailureKind = kind
        self.detail = detail
        self.retry_after = retry_after
        self.final = final
        self.plainer = plainer
        self.usage = usage

    @property
    def treatment(self) -> Treatment:
        """What the table says of its kind."""
        return TREATMENTS[self.kind]
