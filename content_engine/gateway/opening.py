"""The door of this room: a configuration and a ledger in, a gateway out."""

from __future__ import annotations

import os
import random as randomness
import ssl
import time
from collections.abc import Callable, Mapping

import httpx

from content_engine.domain.ledger import Ledger
from content_engine.domain.llm import Gateway
from content_engine.domain.ports import Clock
from content_engine.gateway.adapter import Adapter
from content_engine.gateway.breaker import Breakers
from content_engine.gateway.budget import Budget
from content_engine.gateway.claims import Claims
from content_engine.gateway.config import GatewayConfig
from content_engine.gateway.gateway import ModelGateway
from content_engine.gateway.litellm_adapter import LiteLlm
from content_engine.gateway.masking import secrets_in
from content_engine.gateway.offline import Offline
from content_engine.gateway.openai_http import OPENAI, OpenAiHttp, key_for


def open_gateway(
    config: GatewayConfig,
    ledger: Ledger,
    clock: Clock,
    *,
    environ: Mapping[str, str] | None = None,
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    random: randomness.Random | None = None,
    verify: ssl.SSLContext | None = None,
) -> Gateway:
    """A gateway. Opening it reaches no network and loads no client library; the first request does.

    Keys and base URL come from `environ` (the process's own by default); `monotonic`, `sleep` and `random` are for
    tests; `verify` is another TLS context than the usual one, which verifies.
    """
    env = os.environ if environ is None else environ
    return ModelGateway(
        config=config,
        ledger=ledger,
        clock=clock,
        networked=_networked(config, env, verify or httpx.create_ssl_context(trust_env=False)),
        offline=Offline(),
        breakers=Breakers(config.breaker_failures, config.breaker_pause_seconds, monotonic),
        budget=Budget(config, ledger, clock.now),
        claims=Claims(ledger, clock.now, monotonic, sleep),
        monotonic=monotonic,
        sleep=sleep,
        random=random or randomness.Random(),  # noqa: S311 — spreads retries, nothing secret
        secrets=secrets_in(env),
    )


def _networked(config: GatewayConfig, environ: Mapping[str, str], verify: ssl.SSLContext) -> Adapter:
    base = config.found_base_url(environ)
    if config.adapter == "litellm":
        return LiteLlm(base, environ, verify, config.proxy)
    return OpenAiHttp(base or OPENAI, key_for(base or OPENAI, environ), verify, config.proxy)
