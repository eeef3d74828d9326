"""What the gateway asks of an adapter: one request to one model, a reply or a Fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from content_engine.domain.llm import Ask, Origin
from content_engine.gateway.reading import Reply
from content_engine.gateway.wire import Exchange

Format = Literal["json_schema", "json_object", "plain"]
PLAINER: Mapping[Format, Format] = {"json_schema": "json_object", "json_object": "plain"}
"""How structured output is asked for where a provider rejected the way before."""

PARAMETERS = frozenset({
    "temperature", "top_p", "max_tokens", "max_completion_tokens", "stop", "seed", "presence_penalty",
    "frequency_penalty", "reasoning_effort",
})  # fmt: skip
"""What a prompt may set. Nothing else reaches a client library, which might take it for an option of its own."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request: what is asked, of which model, how structured output is asked for, and the limits of the wire."""

    ask: Ask
    model: str
    format: Format
    exchange: Exchange

    @property
    def messages(self) -> list[dict[str, str]]:
        """The turns as the protocol has them."""
        return [{"role": turn.role, "content": turn.content} for turn in self.ask.turns]

    @property
    def parameters(self) -> dict[str, Any]:
        """What the prompt sets, of what a prompt may set."""
        return {name: value for name, value in self.ask.parameters.items() if name in PARAMETERS}

    @property
    def response_format(self) -> dict[str, Any]:
        """The `response_format` parameter, as keyword arguments; none for plain text."""
        if self.ask.schema_ is None or self.format == "plain":
            return {}
        if self.format == "json_object":
            return {"response_format": {"type": "json_object"}}
        named = {"name": "answer", "schema": self.ask.schema_, "strict": False}
        return {"response_format": {"type": "json_schema", "json_schema": named}}


class Adapter(Protocol):
    """Reaches models. Safe for threads."""

    @property
    def name(self) -> str:
        """As completions and records tell it."""

    @property
    def origin(self) -> Origin:
        """Who writes."""

    def prepare(self) -> None:
        """Loads what the first request needs; that is no part of any deadline."""

    def send(self, call: Call) -> Reply:
        """One request. Raises Fault."""

    def price(self, model: str, tokens_in: int, tokens_out: int) -> float:
        """US dollars for so many tokens; 0 where no price is known."""
