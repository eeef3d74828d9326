"""Recorded exchanges with real providers: read from files, served from this machine, asked for through the adapters."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from content_engine.domain.llm import Ask, GatewayFailed
from tests.gateway.serving import Request, reply
from tests.gateway.stage import an_ask

KEPT = Path(__file__).parents[1] / "data/llm_cassettes"
ALL = Path(__file__).parents[3] / "shared/data/llm_http_cassettes"
HOSTS = {
    "api.openai.com": "openai", "api.groq.com": "groq", "api.mistral.ai": "mistral", "openrouter.ai": "openrouter",
    "api.anthropic.com": "anthropic", "api.cerebras.ai": "cerebras", "router.huggingface.co": "huggingface",
    "generativelanguage.googleapis.com": "google", "api.cohere.com": "cohere",
}  # fmt: skip


@dataclass(frozen=True)
class Exchange:
    """One recorded answer. `chat`: of the OpenAI chat completions protocol, by its address."""

    name: str
    provider: str
    path: str
    model: str
    status: int
    kind: str
    body: bytes

    @property
    def chat(self) -> bool:
        """Whether it was an answer of the chat completions protocol."""
        return self.path.endswith("/chat/completions")

    @property
    def raw(self) -> bytes:
        """The HTTP answer."""
        return reply(self.body, self.status, content_type=self.kind)


def exchanges(folder: Path) -> Iterator[Exchange]:
    """The recorded answers to POST requests in a folder, those without a response left out."""
    for file in sorted(folder.glob("**/*.yaml")):
        for number, one in enumerate(yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)["interactions"]):
            if one.get("response") and one["request"]["method"] == "POST":
                yield _exchange(f"{file.parent.name}/{file.stem}#{number}", one["request"], one["response"])


def _exchange(name: str, request: dict[str, Any], response: dict[str, Any]) -> Exchange:
    url = urlsplit(request["uri"])
    asked = request.get("parsed_body")
    headers = response.get("headers") or {}
    return Exchange(
        name=name,
        provider=HOSTS.get(url.hostname or "", "other"),
        path=url.path,
        model=str(asked.get("model") or "unnamed") if isinstance(asked, dict) else "unnamed",
        status=response["status"]["code"],
        kind=str((headers.get("content-type") or ["application/json"])[0]),
        body=_body(response),
    )


def _body(response: dict[str, Any]) -> bytes:
    if "parsed_body" in response:
        parsed = response["parsed_body"]
        return parsed.encode() if isinstance(parsed, str) else json.dumps(parsed).encode()
    body = response["body"]
    raw = body.get("string", body.get("base64_string", "")) if isinstance(body, dict) else body
    return raw if isinstance(raw, bytes) else str(raw).encode()


def asked(exchange: Exchange, model: str) -> Ask:
    """A plain ask that no other exchange shares."""
    number = zlib.crc32(exchange.name.encode())
    return an_ask(model, schema=None, prompt=exchange.name, repetition=number, parameters={"max_tokens": 64})


def outcome(gateway: Any, ask: Ask) -> str:
    """`ok`, or the name of the failure."""
    try:
        completion = gateway.complete(ask)
    except GatewayFailed as failed:
        return failed.kind
    assert completion.text.strip()
    return "ok"


class Player:
    """Plays the exchange that was put on."""

    def __init__(self) -> None:
        self.exchange: Exchange | None = None

    def __call__(self, connection: Any, request: Request) -> None:
        """Answers with it."""
        assert self.exchange is not None
        connection.sendall(self.exchange.raw)
