"""What a guardrail answers: a verdict with every violation (interface §1, `POST /v1/checks` in §3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from content_engine.domain.base import Noun

Severity = Literal["reject", "fix", "flag"]
Judgement = Literal["pass", "fix", "flag", "reject"]


class Violation(Noun):
    """One breach: which guardrail, how bad, where, and what to do about it.

    `span` is start and end in `field` as it was sent, in code points, end excluded. `message` names the breach and
    never repeats a secret or personal datum it found.
    """

    guardrail: str
    severity: Severity
    span: tuple[int, int]
    message: str
    field: str = "text"


class Verdict(Noun):
    """The answer about one content: the worst severity found, or `pass`.

    `fix` means that every breach could be mended and `fixed` holds the mended content in the shape it was sent. Content
    may be shown when `verdict` is `pass` or `flag`.
    """

    verdict: Judgement = "pass"
    violations: tuple[Violation, ...] = ()
    fixed: str | dict[str, str] | None = None

    @classmethod
    def of(cls, violations: Iterable[Violation]) -> Verdict:
        """Pass, flag or reject, after the severest: for texts of which nothing is mended any more."""
        found = tuple(violations)
        if not found:
            return cls()
        return cls(verdict="flag" if all(one.severity == "flag" for one in found) else "reject", violations=found)

    @property
    def shows(self) -> bool:
        """Whether the content, as it is, may reach a reader."""
        return self.verdict in ("pass", "flag")
