"""What every guardrail is: an id, what happens on a breach, and one function from a reading to what it found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from content_engine.domain.brand import OnFail
from content_engine.domain.verdicts import Severity
from content_engine.guardrails.reading import Reading


class Found(NamedTuple):
    """A breach at `start:end` of the text as sent, and the text to put there instead, where the rule can mend it.

    `severity` is set where one breach of a rule weighs otherwise than the others.
    """

    start: int
    end: int
    message: str
    instead: str | None = None
    severity: Severity | None = None


class Rule(Protocol):
    """A guardrail on one text. It is pure: the same reading always gives the same answer."""

    @property
    def id(self) -> str:
        """The name it has in violations and in `switched_off`."""

    @property
    def on_fail(self) -> OnFail:
        """What a breach means."""

    @property
    def params(self) -> Mapping[str, object]:
        """Its configuration, for people to read."""

    def find(self, reading: Reading) -> Iterable[Found]:
        """Every breach, in any order. It may raise: then the text is blocked as `internal`."""
