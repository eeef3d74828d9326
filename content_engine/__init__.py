"""content-engine: decides what to say to whom, says it within the rules, and learns from what happened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from content_engine.domain.assignments import Assignment, SegmentClaim
    from content_engine.domain.decisions import Choice, Decision, DecisionRequest, Message, Refusal
    from content_engine.domain.events import Exposure, Outcome

__all__ = [
    "Assignment",
    "Choice",
    "Decision",
    "DecisionRequest",
    "Exposure",
    "Message",
    "Outcome",
    "Refusal",
    "SegmentClaim",
]
__version__ = "0.1.0"

_HOMES = {
    "assignments": ("Assignment", "SegmentClaim"),
    "decisions": ("Choice", "Decision", "DecisionRequest", "Message", "Refusal"),
    "events": ("Exposure", "Outcome"),
}


def __getattr__(name: str) -> Any:
    """The nouns, imported when they are first asked for: `content-engine --help` needs none of them (PEP 562)."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"content_engine.domain.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
