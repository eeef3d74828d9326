"""litellm: any provider it knows, under our own deadline, limits and retries.

It translates between protocols and knows prices; all else about it is switched off. Its HTTP clients are replaced by
ours, so that what it would smooth over (a cut stream, a missing choice, NaN) is seen here first: where a provider
speaks the OpenAI protocol, what came over the wire is read and not what litellm made of it.
"""

from __future__ import annotations

import importlib
import logging
import os
import ssl
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any

import httpx

from content_engine.domain.llm import Origin
from content_engine.gateway.adapter import Call
from content_engine.gateway.faults import Fault
from content_engine.gateway.openai_http import key_for
from content_engine.gateway.reading import Reply, read
from content_engine.gateway.status import told_error
from content_engine.gateway.wire import BoundedTransport, Exchange

_LOADING = Lock()
_LOADED: dict[str, Any] = {}
OPENAI_SDK = frozenset({"openai", "text-completion-openai", "custom_openai"})
"""Providers that litellm reaches through OpenAI's own client instead of its own."""


def load() -> Any:
    """litellm with everything switched off that fetches, tells, caches, logs or tries again. Takes seconds, once.

    It also imports much at its first request, so a made-up one is answered here by itself.
    """
    with _LOADING:
        if "litellm" in _LOADED:
            return _LOADED["litellm"]
        os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
        with warnings.catch_warnings():
            # Its classes are built at first use, which warns of what it does with TypedDict; nothing to act on.
            warnings.simplefilter("ignore")
            import litellm

            litellm.ModelResponse()
            importlib.import_module("openai.resources.chat")

        litellm.telemetry = False
        litellm.suppress_debug_info = True
        litellm.drop_params = True
        litellm.num_retries = 0
        litellm.cache = None
        for callbacks in ("callbacks", "success_callback", "failure_callback", "input_callback"):
            setattr(litellm, callbacks, [])
        for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "httpx", "openai"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        litellm.completion(model="openai/none", messages=[{"role": "user", "content": "x"}], mock_response="x")
        _LOADED["litellm"] = litellm
        return litellm


@dataclass(frozen=True)
class LiteLlm:
    """See `Adapter`. `library` gives litellm, which is loaded at the first request."""

    base_url: str
    environ: Mapping[str, str]
    verify: ssl.SSLContext
    proxy: str | None = None
    library: Callable[[], Any] = load
    name: str = "litellm"
    origin: Origin = "llm"

    def prepare(self) -> None:
        """See `Adapter.prepare`."""
        self.library()

    def send(self, call: Call) -> Reply:
        """See `Adapter.send`."""
        litellm = self.library()
        options, provider = self._route(litellm, call.model)
        transport = BoundedTransport(call.exchange, proxy=self.proxy, verify=self.verify)
        with httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as http:
            told = self._asked(litellm, call, {**options, "client": _client(provider, http, options)})
        body = call.exchange.body
        if body is None:
            raise Fault("rejected", f"litellm reaches {provider} in a way that cannot be bounded; use another provider")
        return read(body if told is None else told.model_dump())

    def price(self, model: str, tokens_in: int, tokens_out: int) -> float:
        """See `Adapter.price`."""
        litellm = self.library()
        try:
            parts = litellm.cost_per_token(model=model, prompt_tokens=tokens_in, completion_tokens=tokens_out)
        except Exception:  # noqa: BLE001 — it raises a bare Exception for a model without a price
            return 0.0
        return max(0.0, float(sum(parts)))

    def _route(self, litellm: Any, model: str) -> tuple[dict[str, Any], str]:
        """Where a model is and with which key. With a base URL, a name without a provider is OpenAI-compatible."""
        known = _provider(litellm, model)
        if self.base_url and ("/" not in model or known in (None, "openai")):
            bare = model.removeprefix("openai/")
            key = key_for(self.base_url, self.environ)
            _needs(key)
            return {"model": bare, "custom_llm_provider": "openai", "api_base": self.base_url, "api_key": key}, "openai"
        if known is None:
            raise Fault("unknown_model", "litellm knows no provider of this model; write it as provider/model")
        if known == "openai":
            _needs(self.environ.get("OPENAI_API_KEY", ""))
        return {"model": model}, known

    def _asked(self, litellm: Any, call: Call, options: dict[str, Any]) -> Any:
        """What litellm made of the answer; None where the wire has it in the protocol that is read here."""
        limits = {"timeout": max(0.05, call.exchange.left()), "max_retries": 0, "stream": False, "drop_params": True}
        try:
            told = litellm.completion(
                messages=call.messages, **call.parameters, **call.response_format, **options, **limits
            )
        except Exception as error:  # noqa: BLE001 — every provider's errors come as classes of its own
            if call.exchange.fault or not _is_openai(call.exchange.body):
                raise _told(call.exchange, error) from None
            return None
        return None if _is_openai(call.exchange.body) else told


def _needs(key: str) -> None:
    if not key.strip():
        raise Fault("unauthorised", "there is no key: set OPENAI_API_KEY")


def _provider(litellm: Any, model: str) -> str | None:
    with suppress(Exception):
        return str(litellm.get_llm_provider(model=model)[1])
    return None


def _client(provider: str, http: httpx.Client, options: Mapping[str, Any]) -> Any:
    """Ours, in the clothes litellm wants for this provider."""
    if provider in OPENAI_SDK:
        import openai

        key = options.get("api_key") or os.environ.get("OPENAI_API_KEY") or "unset"
        return openai.OpenAI(http_client=http, api_key=key, base_url=options.get("api_base"), max_retries=0)
    from litellm.llms.custom_httpx.http_handler import HTTPHandler

    return HTTPHandler(client=http)


def _is_openai(body: Any) -> bool:
    return isinstance(body, Mapping) and bool("choices" in body or body.get("object") == "chat.completion")


def _told(exchange: Exchange, error: Exception) -> Fault:
    """What the wire saw comes before what litellm made of it."""
    if exchange.fault:
        return exchange.fault
    body = exchange.body
    if isinstance(body, Mapping) and body.get("error"):
        return told_error(body["error"])
    if body is not None:
        return Fault("malformed", f"litellm cannot read the answer: {type(error).__name__}")
    if "api_key" in str(error).lower() or "AuthenticationError" in type(error).__name__:
        return Fault("unauthorised", f"the provider's key is missing: {type(error).__name__}")
    return Fault("rejected", f"litellm did not send it: {type(error).__name__}")
