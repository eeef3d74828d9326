"""What sentences are made of."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["concept", "plan", "figure", "not", "only", "joint", "break", "unknown", "name", "plain"]


class Atom(NamedTuple):
    """One part of a sentence, and the place of its first token."""

    kind: Kind
    value: object
    at: int
