"""What is asked of a language model and what comes back: the nouns and the one port to it (interface §1, gateway)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Annotated, Literal, Protocol, runtime_checkable

from pydantic import Field

from content_engine.domain.base import Json, Name, Noun
from content_engine.domain.errors import ContentEngineError

Origin = Literal["llm", "offline"]
"""Who wrote a completion: a language model, or the built-in writer that needs none and never passes for one."""

FailureKind = Literal[
    "rate_limited", "server_error", "timeout", "unreachable", "cut_off", "too_large", "malformed", "wrong_schema",
    "empty", "refused", "filtered", "too_long", "unauthorised", "rejected", "unknown_model", "redirected",
    "over_budget", "circuit_open", "cancelled",
]  # fmt: skip
"""Why no completion came, each told apart.

`rate_limited` 429 · `server_error` 5xx · `timeout` the total deadline passed, before or during the body · `unreachable`
no connection · `cut_off` the answer ended early · `too_large` the answer is larger than is read · `malformed` not the
JSON of the protocol · `wrong_schema` the content is not what was asked for · `empty` no choice or no content ·
`refused` the model declined · `filtered` a provider's content filter stopped it · `too_long` the token limit stopped it
· `unauthorised` 401 or 403 · `rejected` another 4xx · `unknown_model` 404 · `redirected` 3xx, never followed ·
`over_budget` the day's or job's budget does not allow it · `circuit_open` the model failed too often just now ·
`cancelled` the job was cancelled.
"""

OFFLINE = "offline"
"""The model name of the built-in writer."""


class Turn(Noun):
    """One message of a prompt as it is sent."""

    role: Literal["system", "user", "assistant"]
    content: str


class Ask(Noun):
    """One request for a completion.

    `models` in order of preference, the others are fallbacks. `inputs` are the values the prompt was rendered from: the
    offline writer works from them, nothing else reads them, and they hold no more than the prompt may see. `schema_`
    is the JSON Schema that the content must fit; None for plain text. `repetition` tells apart the k runs of a judge
    that are otherwise equal, so that each has a completion of its own.
    """

    task: Name
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
    models: Annotated[tuple[str, ...], Field(min_length=1)]
    parameters: Json = Field(default_factory=dict)
    schema_: Annotated[Json | None, Field(alias="schema")] = None
    inputs: Json = Field(default_factory=dict)
    prompt: str = ""
    job: str | None = None
    repetition: int = 0

    def key(self, model: str) -> str:
        """hash(prompt, model, parameters): what a completion of `model` is stored under, as 64 hexadecimal digits."""
        asked = {
            "turns": [turn.model_dump() for turn in self.turns],
            "model": model,
            "parameters": self.parameters,
            "schema": self.schema_,
            "repetition": self.repetition,
        }
        body = json.dumps(asked, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


class Usage(Noun):
    """What a completion cost: tokens in and out, and US dollars (0 where nothing is known to be charged)."""

    tokens_in: Annotated[int, Field(ge=0)] = 0
    tokens_out: Annotated[int, Field(ge=0)] = 0
    cost_usd: Annotated[float, Field(ge=0)] = 0.0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            cost_usd=self.cost_usd + other.cost_usd,
        )


class Completion(Noun):
    """What came back. `data` is the parsed content where a schema was asked for, else None.

    `requests` counts what was sent over the network for it, failed tries and fallbacks among them; `stored` says that
    it was answered from the store, so that `usage` tells what it cost when it was made and nothing was paid now.
    """

    key: str
    text: str
    data: Json | None = None
    model: str
    adapter: str
    origin: Origin
    usage: Usage = Usage()
    requests: Annotated[int, Field(ge=0)] = 1
    seconds: Annotated[float, Field(ge=0)] = 0.0
    stored: bool = False


class Attempt(Noun):
    """One try at one model, as it is told in logs, job results and the fault table. `failure` None: it succeeded."""

    model: str
    failure: FailureKind | None = None
    detail: str = ""
    seconds: Annotated[float, Field(ge=0)] = 0.0


class GatewayFailed(ContentEngineError):
    """No model gave an answer that can be used."""

    code = "gateway.failed"

    def __init__(self, kind: FailureKind, message: str | None = None, *, attempts: tuple[Attempt, ...] = ()) -> None:
        super().__init__(message)
        self.kind: FailureKind = kind
        self.attempts = attempts
        self.code = f"gateway.{kind}"


class Gateway(Protocol):
    """The one way to a language model. Safe for threads; never called while a decision is made."""

    def complete(self, ask: Ask) -> Completion:
        """A completion, from the store where this was asked before.

        One total deadline holds for all tries and fallbacks together. Raises `GatewayFailed`, its `kind` that of the
        last try, its `attempts` all of them.
        """

    @property
    def params(self) -> Mapping[str, object]:
        """The configuration, without secrets."""


@runtime_checkable
class Interruptible(Protocol):
    """A gateway that can give up a call under way."""

    def complete_unless(self, ask: Ask, cancelled: Callable[[], bool]) -> Completion:
        """As `Gateway.complete`; raises `GatewayFailed` of the kind `cancelled` soon after `cancelled` says True."""


def completed(gateway: Gateway, ask: Ask, cancelled: Callable[[], bool]) -> Completion:
    """A completion, given up soon after `cancelled` says True by a gateway that can. Raises what the gateway raises."""
    if isinstance(gateway, Interruptible):
        return gateway.complete_unless(ask, cancelled)
    return gateway.complete(ask)
