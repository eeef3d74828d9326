"""content-engine: decides what to say to whom, says it within the rules, and learns from what happened."""

from __future__ import annotations

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
