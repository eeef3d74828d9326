"""Guardrails: pure, deterministic rules on content, made from a brand's own file.

The same code inspects every message on the request path and answers `POST /v1/checks`.
How to add a rule: docs/guardrails.md.
"""

from __future__ import annotations

from content_engine.guardrails.guard import Guardrails, compile_guardrails
from content_engine.guardrails.rule import Found, Rule

__all__ = ["Found", "Guardrails", "Rule", "compile_guardrails"]
