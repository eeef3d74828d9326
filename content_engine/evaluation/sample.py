"""What evaluators look at: one text with all that is known of it, and the one shape of an evaluator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from content_engine.domain.evals import Case
from content_engine.domain.jobs import JobCancelled
from content_engine.domain.verdicts import Verdict
from content_engine.domain.writing import Evidence, Score


@dataclass(frozen=True, slots=True)
class Sample:
    """One text of a case.

    `content` is as it was written, by field; `spoken` the same with a fallback in the place of each placeholder.
    `verdict` is the guardrails' after mending, `fixed` whether they mended anything. `evidence` are the statements that
    a fact or passage says, `ungrounded` those that none says; both None where nobody looked. `limits` are the most
    characters of each field, `others` the other texts of the case and the component's own, spoken.
    """

    case: Case
    kind: str
    locale: str
    content: Mapping[str, str]
    spoken: Mapping[str, str]
    limits: Mapping[str, int] = field(default_factory=dict)
    verdict: Verdict = field(default_factory=Verdict)
    fixed: bool = False
    evidence: Sequence[Evidence] | None = None
    ungrounded: int | None = None
    others: Sequence[str] = ()

    @property
    def text(self) -> str:
        """All fields as a reader sees them, one a line."""
        return "\n".join(self.spoken.values())


class Evaluator(Protocol):
    """Measures one quality of a text.

    How to add one: docs/evaluation.md. It is called through `measured`, so it may raise: that becomes a failure.
    """

    @property
    def name(self) -> str:
        """What its scores are called."""

    @property
    def version(self) -> str:
        """Rises whenever the same text may get another value."""

    @property
    def params(self) -> Mapping[str, object]:
        """The configuration, as JSON-ready data."""

    def measure(self, sample: Sample) -> Score | None:
        """The value with its reason; None where the case expects nothing of this evaluator."""


def measured(evaluator: Evaluator, sample: Sample) -> Score | None:
    """The score of a text. Whatever an evaluator raises makes a `failure`, never a value."""
    try:
        return evaluator.measure(sample)
    except JobCancelled:
        raise
    except Exception as error:  # noqa: BLE001 - a judge that broke says nothing of the text, whatever broke it
        told = f"{type(error).__name__}: {error}"[:300]
        return Score(evaluator=evaluator.name, version=evaluator.version, failure=told)


def failed(evaluator: Evaluator, why: str) -> Score:
    """The score of a text that could not be measured."""
    return Score(evaluator=evaluator.name, version=evaluator.version, failure=why[:300])
