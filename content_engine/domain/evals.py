"""Evaluation suites as they are read from files, and runs of them as they are kept and compared (interface §2, §3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field, model_validator

from content_engine.domain.base import FileNoun, Id, Json, Locale, Name, Noun, Text
from content_engine.domain.llm import Origin, Usage
from content_engine.domain.writing import Score

EvaluatorName = Literal[
    "guardrails", "grounding", "length", "contains", "exact", "similarity", "distinct", "judge", "pairwise"
]


class Case(FileNoun):
    """One case: what to write, and what is known of a good answer. `content` judges a fixed text and writes none.

    `expect` says what some evaluators look for: `contains` and `excludes` lists of wordings, `exact` the content,
    `verdict` what the guardrails should answer. `reference` is a text that similarity and preference measure against.
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
    """One measure of a suite: which, how often a judge is asked again, and the least mean that passes.

    `min` is on the evaluator's own scale: shares of 1, and 1 to 5 for judges. `prompt` names a judge's prompt. `name`
    tells apart two measures of one sort.
    """

    use: EvaluatorName
    name: Name | None = None
    min: float | None = None
    repeats: Annotated[int, Field(ge=1, le=20)] = 1
    prompt: str = ""
    options: Json = Field(default_factory=dict)

    @property
    def called(self) -> str:
        """What its scores and its summary are called."""
        return self.name or self.use


class Suite(FileNoun):
    """An evaluation suite of `prompts/<task>/evals.yaml`; `task` is the folder's name and may be left out.

    `prompt` is `<task>`, `<task>@<label>` or `<task>/<number>`; left out, it is the task's production prompt.
    `max_failures` is the largest share of values that may be missing because something broke; above it no threshold
    holds.
    """

    id: Name
    task: Annotated[str, Field(pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*)?$", max_length=120)] = ""
    description: str = ""
    prompt: str = ""
    max_failures: Annotated[float, Field(ge=0, le=1)] = 0.1
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    evaluators: Annotated[tuple[Evaluator, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> Suite:
        ids = [case.id for case in self.cases]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"case ids must be unique; {', '.join(twice)} stands twice")
        names = [one.called for one in self.evaluators]
        doubled = sorted({one for one in names if names.count(one) > 1})
        if doubled:
            raise ValueError(f"evaluators of one sort need a `name` each; {', '.join(doubled)} stands twice")
        return self


class Judged(Noun):
    """One text of a case with its scores. `index` counts the case's texts.

    `violations` are as the wire has them; `verdict` is the guardrails' answer. `fixed` says that rules mended it.
    """

    index: int
    content: dict[str, str]
    scores: tuple[Score, ...]
    violations: tuple[Json, ...] = ()
    verdict: str = "pass"
    fixed: bool = False


class CaseResult(Noun):
    """A case after a run: its texts, or why there are none. A `failure` is never a failed text.

    `model` and `origin` tell who wrote them; a fixed text has none. `usage` is what was paid for this case now.
    """

    case: Name
    component: str = ""
    locale: str = ""
    judged: tuple[Judged, ...] = ()
    failure: str | None = None
    model: str = ""
    origin: Origin | None = None
    usage: Usage = Usage()
    seconds: float = 0.0


class Summary(Noun):
    """One evaluator over a run: mean with its 95 % interval over cases, how many values and failures, and the verdict.

    `agreement` is how far repeated judgements agree (1: always), None where nothing was repeated. `position_bias` of a
    preference is how much more often than half the time the text shown first won. `skipped` says why nothing was
    measured; a threshold then says nothing.
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
    position_bias: float | None = None
    skipped: str = ""


class Run(Noun):
    """A suite run once: which prompt by which model, what it cost, every case, and a summary per evaluator.

    `origin` is `offline` where the built-in writer wrote, or nobody did, since all texts were fixed; `model` says who.
    `params` are the evaluators' settings by name.
    """

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
    params: Json = Field(default_factory=dict)

    @property
    def writer(self) -> str:
        """Who wrote the texts, in words: `variant/2 by gpt-4o-mini`, or `fixed texts`."""
        return f"{self.prompt} by {self.model}" if self.prompt else "fixed texts"


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


class Label(Noun):
    """What a person says of a text in a run: whether they would approve it. `content_hash` is the text's, so that the
    word counts wherever the same text comes again; a person's later word on a text replaces the earlier one.
    """

    content_hash: Id
    actor: Id
    word: Literal["approve", "reject"]
    reason: Text = ""
    at: int
    run: Name
    case: Name


class RunStore(Protocol):
    """Evaluation runs and what people say of their texts. One contract suite runs on SQLite and on PostgreSQL."""

    def add(self, run: Run) -> None:
        """Stores a run; the same id again changes nothing."""

    def run(self, run_id: str) -> Run | None:
        """One run, whole."""

    def runs(self, *, suite: str | None = None, limit: int = 50, before: int | None = None) -> Sequence[dict[str, Any]]:
        """Runs without their cases, newest first, those before a moment: id, suite, prompt, model, at, summaries …"""

    def label(self, label: Label) -> None:
        """Keeps what a person says of a text, in place of what they said of it before."""

    def labels(self, hashes: Sequence[str] | None = None, *, limit: int = 1_000) -> Sequence[Label]:
        """Labels of these texts, or of all, newest first."""
