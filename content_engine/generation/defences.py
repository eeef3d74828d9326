"""Cheap defences that need no model's good will: odd tokens, echoes, figures, plan names and placeholders, by code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from content_engine.domain.verdicts import Violation
from content_engine.generation import placeholders
from content_engine.generation.briefs import Brief
from content_engine.generation.figures import figure_faults, plan_faults
from content_engine.generation.odd import Odd, odd_of
from content_engine.generation.parsing import Draft


def defend(draft: Draft, content: Mapping[str, str], brief: Brief) -> Sequence[Violation]:
    """Every breach of this room's own rules in a draft whose words are now `content`."""
    odd = odd_of(brief)
    found = [one for name, text in content.items() for one in _field_faults(name, text, brief, odd)]
    if draft.angle and any(True for _ in odd.faults(draft.angle)):
        found.append(_violation("suspicious", "angle", (0, 0), "the angle holds what only untrusted material holds"))
    return found


def _field_faults(name: str, text: str, brief: Brief, odd: Odd) -> Iterator[Violation]:
    types = {field.name: field.type for field in brief.kind.fields}
    if types.get(name) == "url":
        return
    for start, end, message in placeholders.faults(text, brief.placeholders):
        yield _violation("placeholder", name, (start, end), message)
    plain = placeholders.unmarked(text)
    for rule, message in odd.faults(plain):
        yield _violation(rule, name, (0, len(text)), message)
    for rule, faults in (("figure", figure_faults), ("plan", plan_faults)):
        for message in faults(plain, brief):
            yield _violation(rule, name, (0, len(text)), message)


def _violation(rule: str, field: str, span: tuple[int, int], message: str) -> Violation:
    return Violation(guardrail=f"generation.{rule}", severity="reject", span=span, message=message, field=field)
