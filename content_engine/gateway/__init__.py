"""The one way to a language model: deadline, retries, budget and fallback in one place, three adapters behind it.

What every failure means and how models are configured: docs/gateway.md.
"""

from __future__ import annotations

from content_engine.domain.llm import OFFLINE
from content_engine.gateway.config import GatewayConfig
from content_engine.gateway.opening import open_gateway

__all__ = ["OFFLINE", "GatewayConfig", "open_gateway"]
