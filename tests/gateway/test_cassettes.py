"""Recorded answers of real providers come through the real adapters as a completion or a named failure, every one."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from content_engine.domain.llm import FailureKind
from tests.gateway.cassettes import ALL, KEPT, Exchange, Player, asked, exchanges, outcome
from tests.gateway.serving import Loopback
from tests.gateway.stage import a_gateway, a_ledger

NAMES = {"ok", *get_args(FailureKind)}
OURS = list(exchanges(KEPT))
NATIVE = ("anthropic", "groq", "openrouter")
"""Providers that litellm reaches in their own way when told to; the base URL of each is in its environment."""


def played(recorded: list[Exchange], adapter: str, *, native: bool = False) -> Counter[tuple[str, str]]:
    """How many ended in what, by provider."""
    player, counted = Player(), Counter[tuple[str, str]]()
    with a_ledger() as ledger, Loopback(player) as server, pytest.MonkeyPatch.context() as patch:
        for name in NATIVE if native else ():
            root = server.url.removesuffix("/v1") if name == "anthropic" else server.url
            patch.setenv(f"{name.upper()}_API_BASE", root)
            patch.setenv(f"{name.upper()}_API_KEY", "not-a-key")
        gateway = a_gateway(ledger, "" if native else server.url, adapter, attempts=1)
        for exchange in recorded:
            player.exchange = exchange
            model = f"{exchange.provider}/{exchange.model.rpartition('/')[2]}" if native else "recorded"
            counted[exchange.provider, outcome(gateway, asked(exchange, model))] += 1
        assert len(server.requests) == len(recorded), (len(server.requests), counted)
    return counted


def everything() -> list[Exchange]:
    """All recorded exchanges, or the kept ones where the others are not on this machine."""
    return list(exchanges(ALL)) or OURS


@pytest.mark.parametrize("adapter", ["openai_http", "litellm"])
def test_the_kept_exchanges_have_the_outcome_they_had(adapter: str) -> None:
    """Chat completions that answered are completions; tool calls, errors and another protocol are named as such."""
    found = {one.name: next(iter(played([one], adapter)))[1] for one in OURS if one.chat}
    kinds = Counter(found.values())
    assert set(kinds) <= NAMES
    assert (kinds["ok"], kinds["empty"]) == (21, 8), found
    statuses = {one.name: one.status for one in OURS if one.chat}
    assert {kind for name, kind in found.items() if statuses[name] == 429} <= {"rate_limited"}
    assert {kind for name, kind in found.items() if statuses[name] == 404} <= {"unknown_model"}
    assert {kind for name, kind in found.items() if statuses[name] == 400} <= {"rejected", "filtered"}


def test_every_recorded_answer_has_a_name() -> None:
    """Whatever the protocol, plain HTTP answers with a completion or a named failure; most chats are completions."""
    counted = played(everything(), "openai_http")
    assert {kind for _, kind in counted} <= NAMES
    assert sum(counted.values()) == len(everything())


def test_every_chat_comes_through_litellm() -> None:
    """The same exchanges end in the same way through both adapters."""
    chats = [one for one in everything() if one.chat]
    assert played(chats, "litellm") == played(chats, "openai_http")


def test_providers_in_their_own_protocol() -> None:
    """litellm translates Anthropic's messages, and reaches groq and openrouter by their own names."""
    native = [one for one in everything() if one.provider in NATIVE and (one.chat or one.path.endswith("/messages"))]
    counted = played(native, "litellm", native=True)
    assert {kind for _, kind in counted} <= NAMES
    assert all(counted[name, "ok"] for name in NATIVE)


if __name__ == "__main__":
    recorded = everything()
    chats = [one for one in recorded if one.chat]
    own = [one for one in recorded if one.provider in NATIVE and (one.chat or one.path.endswith("/messages"))]
    for title, counted in (
        ("openai_http, all", played(recorded, "openai_http")),
        ("litellm, chat completions", played(chats, "litellm")),
        ("litellm, by provider", played(own, "litellm", native=True)),
    ):
        print(title, sum(counted.values()))
        for (provider, kind), number in sorted(counted.items()):
            print(f"  {provider} {kind} {number}")
