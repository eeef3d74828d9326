"""What a gateway is told when it is opened; bootstrap makes it from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

AdapterName = Literal["litellm", "openai_http"]


@dataclass(frozen=True, slots=True)
class GatewayConfig:
    """How language models are reached. Money in micro-dollars, a budget of None is no limit.

    `base_url` is where an OpenAI-compatible server is; empty: OPENAI_BASE_URL or OPENAI_API_BASE, else the provider's
    own. `attempts` is the most requests to one model for a completion. `proxy` is the only way to a proxy: those in the
    environment are not used. `breaker_failures` failures in a row close a model off for `breaker_pause_seconds`.
    """

    adapter: AdapterName = "litellm"
    base_url: str = ""
    deadline_seconds: float = 60.0
    attempts: int = 3
    max_answer_bytes: int = 2_097_152
    proxy: str | None = None
    day_micro_usd: int | None = None
    day_tokens: int | None = None
    job_micro_usd: int | None = None
    job_tokens: int | None = None
    breaker_failures: int = 5
    breaker_pause_seconds: float = 30.0
    backoff_seconds: float = 0.5
    backoff_max_seconds: float = 8.0

    def found_base_url(self, environ: Mapping[str, str]) -> str:
        """The base URL without its last slash, from here or the environment; empty where neither names one."""
        named = self.base_url or environ.get("OPENAI_BASE_URL") or environ.get("OPENAI_API_BASE") or ""
        return named.rstrip("/")
