"""OpenAI-compatible chat completions on httpx and nothing else: https://platform.openai.com/docs/api-reference/chat"""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from content_engine.domain.llm import Origin
from content_engine.gateway.adapter import Call
from content_engine.gateway.faults import Fault
from content_engine.gateway.reading import Reply, read
from content_engine.gateway.wire import BoundedTransport

OPENAI = "https://api.openai.com/v1"
DUMMY = "no-key-needed-here"


def key_for(base_url: str, environ: Mapping[str, str]) -> str:
    """OPENAI_API_KEY; for a server on this machine a dummy where there is none; else empty."""
    key = environ.get("OPENAI_API_KEY", "").strip()
    return key or (DUMMY if is_loopback(base_url) else "")


def is_loopback(url: str) -> bool:
    """Whether a URL names this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class OpenAiHttp:
    """See `Adapter`. Knows no prices: every cost is 0, and a budget in money cannot hold it; one in tokens does."""

    base_url: str
    key: str
    verify: ssl.SSLContext
    proxy: str | None = None
    name: str = "openai_http"
    origin: Origin = "llm"

    def prepare(self) -> None:
        """See `Adapter.prepare`."""

    def send(self, call: Call) -> Reply:
        """See `Adapter.send`."""
        if not self.key:
            raise Fault("unauthorised", "there is no key: set OPENAI_API_KEY")
        body = {"model": call.model, "messages": call.messages, **call.parameters, **call.response_format}
        headers = {"Authorization": f"Bearer {self.key}"}
        transport = BoundedTransport(call.exchange, proxy=self.proxy, verify=self.verify)
        with httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client:
            client.post(f"{self.base_url}/chat/completions", json=body, headers=headers)
        return read(call.exchange.body)

    def price(self, model: str, tokens_in: int, tokens_out: int) -> float:
        """See `Adapter.price`."""
        return 0.0
