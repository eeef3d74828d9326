"""A gateway for tests: a real ledger in memory, real adapters, environment and randomness that are the test's."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from content_engine.domain.llm import Ask, Gateway, Turn
from content_engine.gateway import GatewayConfig, open_gateway
from content_engine.memory import open_stores
from content_engine.memory.ledger import SqlLedger
from content_engine.testing import FixedClock
from tests.gateway.faulty import KEY, SCHEMA

MODEL = "writer-1"


def an_ask(*models: str, schema: dict[str, Any] | None = SCHEMA, **changes: Any) -> Ask:
    """An ask for one subject line."""
    turns = (Turn(role="system", content="Write."), Turn(role="user", content="One subject line."))
    told = {"task": "variant", "turns": turns, "models": models or (MODEL,), "schema": schema, "prompt": "variant/1"}
    return Ask.model_validate(told | changes)


@contextmanager
def a_ledger(url: str = "sqlite:///:memory:") -> Iterator[SqlLedger]:
    """A ledger on a database of its own."""
    stores = open_stores(url)
    yield stores.ledger
    stores.close()


def a_gateway(ledger: SqlLedger, url: str, adapter: str = "openai_http", **changes: Any) -> Gateway:
    """A gateway that sends to `url`, with short pauses between tries."""
    more = {name: changes.pop(name) for name in ("sleep", "monotonic", "environ") if name in changes}
    told: dict[str, Any] = {"deadline_seconds": 20.0, "backoff_seconds": 0.01, "breaker_failures": 1_000} | changes
    config = GatewayConfig(adapter=adapter, base_url=url, **told)  # type: ignore[arg-type] # the test says which
    defaults: dict[str, Any] = {"environ": {"OPENAI_API_KEY": KEY}, "sleep": time.sleep} | more
    return open_gateway(config, ledger, FixedClock(), random=random.Random(1), **defaults)
