"""Violations in words that a prompt may hold: which rule, which field, what to do; nothing of the text."""

from __future__ import annotations

from content_engine.domain.verdicts import Violation
from content_engine.generation.patterns import pattern
from content_engine.generation.texts import neutral

_QUOTED = pattern(r"'[^']*'|\"[^\"]*\"|`[^`]*`|“[^”]*”|«[^»]*»|‘[^’]*’|„[^“]*“")
_OWN = {
    "generation.link": "choose links only from the list given",
    "generation.draft": "fill every field of the schema, and no other",
    "generation.citation": "cite only ids that were given",
    "generation.suspicious": "use no code, name or rare word that only the material holds",
    "generation.echo": "do not repeat sentences of the material",
    "generation.figure": "use only figures that a fact or passage states",
    "generation.plan": "name only plans that a fact names",
    "generation.placeholder": "use only declared placeholders, each with a fallback",
    "internal": "write it more plainly",
}


def told(violation: Violation) -> str:
    """One line for the next round. Messages of this project's rules are told without what they quote."""
    words = _OWN.get(violation.guardrail) or neutral(str(_QUOTED.sub("this", violation.message)), 160)
    return f"{neutral(violation.field, 60)}: {neutral(violation.guardrail, 60)}: {words}"
