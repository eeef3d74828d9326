"""The one retry loop, on tenacity: exponential with jitter or as the provider asked, never past the deadline."""

from __future__ import annotations

import random
from collections.abc import Callable

from tenacity import RetryCallState, Retrying

from content_engine.gateway.config import GatewayConfig
from content_engine.gateway.faults import Fault


def retrying(
    config: GatewayConfig, source: random.Random, sleep: Callable[[float], None], left: Callable[[], float]
) -> Retrying:
    """Retries what the table of faults lets retry. `left` tells the seconds until the deadline: a wait that would reach
    it is not begun, so that the next model is asked at once.
    """

    def wait(state: RetryCallState) -> float:
        fault = _fault(state)
        if fault is not None and fault.plainer:
            return 0.0
        if fault is not None and fault.retry_after is not None:
            return fault.retry_after
        most = min(config.backoff_max_seconds, config.backoff_seconds * 2.0 ** (state.attempt_number - 1))
        return most * (0.5 + source.random() / 2)

    def stop(state: RetryCallState) -> bool:
        return state.upcoming_sleep >= left()

    def again(state: RetryCallState) -> bool:
        fault = _fault(state)
        if fault is None or fault.final:
            return False
        allowed = config.attempts if fault.plainer else fault.treatment.requests
        most = config.attempts if allowed is None else min(allowed, config.attempts)
        return state.attempt_number < most

    return Retrying(wait=wait, stop=stop, retry=again, sleep=sleep, reraise=True)


def _fault(state: RetryCallState) -> Fault | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Fault) else None
