"""Made-up attribute values, for rendering content that nobody has asked for yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Sample = dict[str, Any]
SAMPLE = "Acme"


def sample(paths: Iterable[str]) -> Sample:
    """A value for each of these dotted attribute names."""
    values: Sample = {}
    for path in sorted(paths):
        *outer, last = path.split(".")
        at = values
        for step in outer:
            at = at.setdefault(step, {})
        at[last] = SAMPLE
    return values
