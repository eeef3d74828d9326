"""`grounding`: what a text says of the product must follow from the brand's facts, and keeps the facts it rests on."""

from __future__ import annotations

from content_engine.guardrails.grounding.rule import Grounding, grounding

__all__ = ["Grounding", "grounding"]
