"""The word lists of the rules on claims, in English, German, French and Spanish. Folded: lower case, no accents.

One module per rule, each with `EN`, `DE`, `FR` and `ES` in the notation of `claims.notation`; `base` holds the concepts
that several rules use. A text is judged with the English list and that of its own language.
"""

from __future__ import annotations

from content_engine.guardrails.claims.lexicon import (
    advice,
    ai,
    base,
    compliance,
    data_use,
    deception,
    doubt,
    frames,
    machine,
    outcome,
    price,
    proof,
    security,
    sla,
    superlative,
    tone,
    urgency,
)

__all__ = [
    "advice",
    "ai",
    "base",
    "compliance",
    "data_use",
    "deception",
    "doubt",
    "frames",
    "machine",
    "outcome",
    "price",
    "proof",
    "security",
    "sla",
    "superlative",
    "tone",
    "urgency",
]
