"""A gateway that answers as a test says, without models, money or a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any

from content_engine.domain.llm import Ask, Attempt, Completion, GatewayFailed, Origin, Usage

Answer = str | Mapping[str, Any] | Exception
"""A text, an object that is sent as JSON, or what is raised."""


class ScriptedGateway:
    """Answers from a list, in order, or from a function of the ask; see `Gateway`.

    Every ask is kept in `asks`. Completions carry `origin`, which is "offline" unless a test says otherwise: nothing
    scripted passes for a language model by accident. With the list at its end it raises GatewayFailed `unreachable`.
    """

    def __init__(
        self,
        answers: Iterable[Answer] | Callable[[Ask], Answer],
        *,
        origin: Origin = "offline",
        usage: Usage | None = None,
        adapter: str = "scripted",
    ) -> None:
        self.asks: list[Ask] = []
        self._next = answers if callable(answers) else _in_order(answers)
        self._origin: Origin = origin
        self._usage = usage or Usage()
        self._adapter = adapter
        self._lock = Lock()

    @property
    def params(self) -> Mapping[str, object]:
        """See `Gateway.params`."""
        return {"adapter": self._adapter, "origin": self._origin}

    def complete(self, ask: Ask) -> Completion:
        """See `Gateway.complete`."""
        with self._lock:
            self.asks.append(ask)
            answer = self._next(ask)
        if isinstance(answer, Exception):
            raise answer
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        model = ask.models[0]
        return Completion(
            key=ask.key(model),
            text=text,
            data=_data(ask, text),
            model=model,
            adapter=self._adapter,
            origin=self._origin,
            usage=self._usage,
        )


def _in_order(answers: Iterable[Answer]) -> Callable[[Ask], Answer]:
    left = iter(answers)

    def following(ask: Ask) -> Answer:
        failed = Attempt(model=ask.models[0], failure="unreachable")
        ended = GatewayFailed("unreachable", "the script has no answer left", attempts=(failed,))
        return next(left, ended)

    return following


def _data(ask: Ask, text: str) -> dict[str, Any] | None:
    """The object in the text where a schema was asked for; what does not fit is raised as the gateway would."""
    if ask.schema_ is None:
        return None
    try:
        data = json.loads(text)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise GatewayFailed("wrong_schema", "the scripted answer is no JSON object")
    return data
