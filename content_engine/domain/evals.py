"""Evaluation suites as they are read from files, and runs of them as they are kept and compared (interface §2, §3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field, model_validator

from content_engine.domain.base import FileNoun, Json, Locale, Name, Noun
from content_engine.domain.llm import Origin, Usage
from content_engine.domain.writing import Score

EvaluatorName = Literal[
    "guardrails", "grounding", "length", "contains", "exact", "similarity", "distinct", "judge", "pairwise"
]


class Case(FileNoun):
    """One case: what to write, and what is known of a good answer. `content` judges a fixed text and writes none.

    `expect` of an evaluator's name to what it looks for: `{contains: [audit], exact: {text: …}, verdict: reject}`.
    """

    id: Name
    component: Name
    segment: Name | None = None
    locale: Locale = "en"
    count: Annotated[int, Field(ge=1, le=10)] = 1
    note: str = ""
    attributes: Json = Field(default_factory=dict)
    content: dict[str, str] | None = None
    reference: str = ""
    expect: Json = Field(default_factory=dict)


class Evaluator(FileNoun):
    """One measure of a suite: which, how often it is repeated, and the least mean that passes.

    `min` is on the evaluator's own scale: shares of 1, and 1 to 5 for judges. `prompt` names a judge's prompt.
    """

    use: EvaluatorName
    min: float | None = None
    repeats: Annotated[int, Field(ge=1, le=20)] = 1
    prompt: str = ""
    options: Json = Field(default_factory=dict)


class Suite(FileNoun):
    """An evaluation suite of `prompts/<task>/evals.yaml`."""

    id: Name
    task: Name
    description: str = ""
    prompt: str = ""
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    evaluators: Annotated[tuple[Evaluator, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> Suite:
        ids = [case.id for case in self.cases]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"case ids must be unique; {', '.join(twice)} stands twice")
        return self


class Judged(Noun):
    """One text of a case with its scores. `index` counts the case's texts."""

    index: int
    content: dict[str, str]
    scores: tuple[Score, ...]
    violations: tuple[Json, ...] = ()


class CaseResult(Noun):
    """A case after a run: its texts, or why there are none. A `failure` is never a failed text."""

    case: Name
    judged: tuple[Judged, ...] = ()
    failure: str | None = None
    usage: Usage = Usage()
    seconds: float = 0.0


class Summary(Noun):
    """One evaluator over a run: mean with its 95 % interval over cases, how many values and failures, and the verdict.

    `agreement` is how far repeated judgements agree (1: always), None where nothing was repeated.
    """

    evaluator: str
    mean: float | None
    low: float | None = None
    high: float | None = None
    values: int = 0
    failures: int = 0
    threshold: float | None = None
    passed: bool | None = None
    agreement: float | None = None


class Run(Noun):
    """A suite run once: which prompt by which model, what it cost, every case, and a summary per evaluator."""

    id: Name
    suite: Name
    prompt: str
    prompt_hash: str
    model: str
    origin: Origin
    catalog_version: str
    at: int
    seconds: float = 0.0
    usage: Usage = Usage()
    cases: tuple[CaseResult, ...]
    summaries: tuple[Summary, ...]
    passed: bool
    job: str | None = None


class Compared(Noun):
    """One evaluator in two runs over the same cases: counts of better, worse and same, and the mean paired difference
    (this run minus the other) with its 95 % interval; None where no case has a value in both.
    """

    evaluator: str
    better: int
    worse: int
    same: int
    mean: float | None
    low: float | None
    high: float | None
    p: float | None = None


class RunStore(Protocol):
    """Evaluation runs. One contract suite runs on SQLite and on PostgreSQL."""

    def add(self, run: Run) -> None:
        """Stores a run; the same id again changes nothing."""

    def run(self, run_id: str) -> Run | None:
        """One run, whole."""

    def runs(self, *, suite: str | None = None, limit: int = 50, before: int | None = None) -> Sequence[dict[str, Any]]:
        """Runs without their cases, newest first, those before a moment: id, suite, prompt, model, at, summaries …"""
