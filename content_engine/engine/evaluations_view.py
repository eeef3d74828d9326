"""Evaluation runs as people read them: over time, case by case, side by side, and what people say of the texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Literal

from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.evals import CaseResult, Compared, Judged, Label, Run
from content_engine.domain.writing import Score, content_hash
from content_engine.engine import evaluations
from content_engine.engine.desk import Desk
from content_engine.engine.reports_evaluations import EvaluationsReport
from content_engine.evaluation import case_values
from content_engine.evaluation.editors import LIKED
from content_engine.reporting import Column, Estimate, Plot, Section

HELD = "thresholds that hold"
YEAR_MS = 366 * 86_400_000
MOST_READ = 60
"""Runs whose texts are looked at for disagreements, newest first."""
_OVER_TIME = (
    Column("at", "At", "moment"),
    Column("evaluator", "What"),
    Column("mean", "Mean", "rate"),
    Column("low", "Low, 95 %", "rate"),
    Column("high", "High, 95 %", "rate"),
    Column("prompt", "Prompt"),
    Column("model", "Model"),
)
_JUDGES = tuple(Column(one.key, one.title, "number") if one.unit == "rate" else one for one in _OVER_TIME)
_COMPARED = (
    Column("evaluator", "Evaluator"),
    Column("better", "Better", "count"),
    Column("worse", "Worse", "count"),
    Column("same", "Same", "count"),
    Column("difference", "Mean difference, 95 %", "number"),
    Column("p", "p", "number"),
)


def over_time(runs: Sequence[Mapping[str, Any]]) -> list[Section]:
    """What runs of one suite (as `RunStore.runs` lists them) came to: shares of 1, and judges from 1 to 5."""
    rows = [row for run in sorted(runs, key=lambda one: int(one["at"])) for row in _points(run)]
    judges = {row["evaluator"] for row in rows if row["mean"] is not None and row["mean"] > 1}
    plot = Plot("line", "at", ("mean",), by="evaluator")
    shares = tuple(row for row in rows if row["evaluator"] not in judges)
    marks = tuple(row for row in rows if row["evaluator"] in judges)
    text = "The share of thresholds that hold, and the mean of each evaluator over cases with its 95 % interval."
    made = [Section("pass-rate", "Pass rate over time", _OVER_TIME, shares, text, plot=plot)]
    if marks:
        made.append(Section("judges-time", "Judges over time", _JUDGES, marks, "From 1 to 5.", plot=plot))
    return made


def _points(run: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    shared = {"at": run["at"], "prompt": run["prompt"] or "fixed texts", "model": run["model"]}
    passed = [one["passed"] for one in run["summaries"] if one["passed"] is not None]
    if passed:
        yield {**shared, "evaluator": HELD, "mean": sum(passed) / len(passed), "low": None, "high": None}
    for one in run["summaries"]:
        if one["mean"] is not None:
            yield {**shared, **{name: one[name] for name in ("evaluator", "mean", "low", "high")}}


def compared_section(compared: Sequence[Compared]) -> Section:
    """Two runs by evaluator: better, worse, same, and the mean of the paired differences with its interval."""
    rows = tuple(
        {
            "evaluator": one.evaluator,
            "better": one.better,
            "worse": one.worse,
            "same": one.same,
            "difference": _difference(one),
            "p": one.p,
        }
        for one in compared
    )
    text = "B minus A, case by case. The interval is Student's t on the differences; p is the sign-flip test's."
    plot = Plot("bars", "evaluator", ("difference",))
    return Section("compared", "Difference by evaluator", _COMPARED, rows, text, plot=plot)


def _difference(one: Compared) -> Estimate | float | None:
    if one.mean is None or one.low is None or one.high is None:
        return one.mean
    return Estimate(one.mean, one.low, one.high)


def case_named(run: Run, case_id: str) -> CaseResult:
    """One case of a run. Raises NotFound."""
    found = next((one for one in run.cases if one.case == case_id), None)
    if found is None:
        raise NotFound(f"the run {run.id} has no case {case_id[:120]!r}", field="case")
    return found


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in lists: its mean under each evaluator, and the evaluators whose threshold it is below."""

    case: CaseResult
    values: Mapping[str, float]
    below: frozenset[str]

    @property
    def passed(self) -> bool:
        """Whether it has a text and is below no threshold."""
        return self.case.failure is None and not self.below


def case_rows(run: Run) -> list[CaseRow]:
    """Every case of a run, in its order."""
    least = {one.evaluator: one.threshold for one in run.summaries}
    values = {name: case_values(run.cases, name) for name in least}
    rows = []
    for case in run.cases:
        own = {name: found[case.case] for name, found in values.items() if case.case in found}
        below = frozenset(name for name, value in own.items() if (bar := least[name]) is not None and value < bar)
        rows.append(CaseRow(case, own, below))
    return rows


def pass_rate(run: Run) -> float:
    """The share of cases that have a text and are below no threshold."""
    return fmean(row.passed for row in case_rows(run)) if run.cases else 0.0


@dataclass(frozen=True, slots=True)
class TextShown:
    """A text of a case with what people said of it. `judges` are the scores of evaluators that ask a model."""

    text: Judged
    hash: str
    labels: Sequence[Label]
    judges: Sequence[Score]
    others: Sequence[Score]


def texts_of(desk: Desk, run: Run, case: CaseResult) -> list[TextShown]:
    """The texts of a case as people judge them."""
    hashes = [content_hash(text.content) for text in case.judged]
    said = desk.stores.runs.labels(hashes) if hashes else ()
    judges = _judges(run)
    return [
        TextShown(
            text,
            hashed,
            [one for one in said if one.content_hash == hashed],
            [one for one in text.scores if one.evaluator in judges],
            [one for one in text.scores if one.evaluator not in judges],
        )
        for text, hashed in zip(case.judged, hashes, strict=True)
    ]


def _judges(run: Run) -> frozenset[str]:
    return frozenset(name for name, told in run.params.items() if told.get("use") in ("judge", "pairwise"))


def label(desk: Desk, run_id: str, case_id: str, index: str, word: str, reason: str, actor: str) -> Label:
    """Keeps a person's word, `approve` or `reject`, on a text of a run. Raises NotFound and BadInput."""
    case = case_named(evaluations.run_named(desk, run_id), case_id)
    text = next((one for one in case.judged if str(one.index) == index), None)
    if text is None:
        raise NotFound(f"the case {case_id[:120]!r} has no text {index[:20]!r}", field="text")
    made = Label(
        content_hash=content_hash(text.content),
        actor=actor,
        word=_word(word),
        reason=_reason(reason),
        at=desk.now(),
        run=run_id,
        case=case_id,
    )
    desk.stores.runs.label(made)
    return made


def _word(word: str) -> Literal["approve", "reject"]:
    if word == "approve":
        return "approve"
    if word == "reject":
        return "reject"
    raise BadInput("Say whether you would approve or reject this text.", field="word")


def _reason(reason: str) -> str:
    shown = " ".join(reason.split())
    if len(shown) > 2_000 or not shown.isprintable():
        raise BadInput("A reason has at most 2,000 letters.", field="reason")
    return shown


def agreement(desk: Desk) -> list[Section]:
    """How judges agree with what people said of the same texts, in runs and reviews of the last year."""
    stores, now = desk.stores, desk.now()
    return EvaluationsReport(stores.runs, stores.variants, stores.ledger, now - YEAR_MS, now + 1).beside_editors()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A text of which a judge said one thing and a person another."""

    run: str
    case: str
    text: str
    score: Score
    label: Label


def disagreements(desk: Desk) -> list[Disagreement]:
    """Where the newest label of a text and the newest judgement of it differ, newest labels first."""
    newest: dict[str, Label] = {}
    for label in desk.stores.runs.labels():
        newest.setdefault(label.content_hash, label)
    found: dict[tuple[str, str], Disagreement] = {}
    for listed in evaluations.listed(desk, limit=MOST_READ) if newest else ():
        for one in _against(evaluations.run_named(desk, listed["id"]), newest):
            found.setdefault((one.label.content_hash, one.score.evaluator), one)
    differing = [one for one in found.values() if _liked(one.score) != (one.label.word == "approve")]
    return sorted(differing, key=lambda one: -one.label.at)


def _liked(score: Score) -> bool:
    return score.value is not None and score.value >= LIKED


def _against(run: Run, labels: Mapping[str, Label]) -> Iterator[Disagreement]:
    """Every judgement of a labelled text in a run, whether or not they agree."""
    judges = frozenset(name for name, told in run.params.items() if told.get("use") == "judge")
    for case in run.cases if judges else ():
        for text in case.judged:
            label = labels.get(content_hash(text.content))
            for score in text.scores if label else ():
                if label is not None and score.evaluator in judges and score.value is not None:
                    yield Disagreement(run.id, case.case, "\n".join(text.content.values()), score, label)
