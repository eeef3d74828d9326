"""The offline judge: a few features that can be counted. It says so, and knows nothing of style beyond them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from content_engine.domain.llm import Ask
from content_engine.gateway.faults import Fault

SAYS = "The offline judge counts features and does not read."
_LONG = 25


def judged(ask: Ask) -> dict[str, Any]:
    """A score of 1 to 5 with reasons, or a preference between two texts; Fault refused for any other question."""
    wanted = set((ask.schema_ or {}).get("properties", {}))
    if {"score", "reasons"} <= wanted and "text" in ask.inputs:
        found = list(_faults(str(ask.inputs["text"]), ask.inputs))
        return {"reasons": [SAYS, *(found or ["It found nothing to object to."])][:5], "score": max(1, 4 - len(found))}
    if {"preference", "reason"} <= wanted and {"a", "b"} <= set(ask.inputs):
        return _preferred(ask.inputs)
    raise Fault("refused", "the offline judge knows a score for `text` and a preference between `a` and `b`, no more")


def _preferred(inputs: Mapping[str, Any]) -> dict[str, Any]:
    first, second = (list(_faults(str(inputs[name]), inputs)) for name in ("a", "b"))
    if len(first) == len(second):
        better = "A" if str(inputs["a"]) <= str(inputs["b"]) else "B"
        return {"reason": f"{SAYS} They count the same; the order of their letters decided.", "preference": better}
    better = "A" if len(first) < len(second) else "B"
    return {"reason": f"{SAYS} The other: {(second if better == 'A' else first)[0]}", "preference": better}


def _faults(text: str, inputs: Mapping[str, Any]) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+", text)
    sentences = [one for one in re.split(r"[.!?]+\s", text) if one.strip()]
    if not words:
        yield "There are no words in it."
    if "!" in text:
        yield "It uses exclamation marks."
    if sum(word.isupper() and len(word) > 4 for word in words):
        yield "It has words in capitals."
    if any(len(one.split()) > _LONG for one in sentences):
        yield f"A sentence has more than {_LONG} words."
    if any(not one.isascii() and ord(one) > 0x1F000 for one in text):
        yield "It holds emoji."
    if len(set(map(str.lower, words))) < len(words) / 2:
        yield "It repeats itself."
