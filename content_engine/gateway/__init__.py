"""The one way to a language model: deadline, retries, budget and fallback in one place, three adapters behind it."""

from __future__ import annotations
