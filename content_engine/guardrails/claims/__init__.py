"""Rules on what a text claims: results, ranks, certificates, prices, deadlines, security, advice and more.

Every brand gets them. They know families of wordings in four languages, not meanings; what the approved facts state
passes. How to add wordings: docs/guardrails.md.
"""

from __future__ import annotations

from content_engine.guardrails.claims.rules import Claim, claims

__all__ = ["Claim", "claims"]
