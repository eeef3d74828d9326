"""From scores to what a run says: a mean with its interval per evaluator, thresholds, and two runs side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from content_engine.domain.evals import CaseResult, Compared, Run, Suite, Summary
from content_engine.domain.evals import Evaluator as Spec
from content_engine.domain.writing import Score
from content_engine.evaluation.judges import order_agreement, position_bias, rubric_agreement
from content_engine.evaluation.paired import SAME, mean_interval, paired
from content_engine.evaluation.suites import scale

Change = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class CaseCompared:
    """One case under one evaluator in two runs; None: no value there."""

    case: str
    evaluator: str
    new: float | None
    old: float | None

    @property
    def change(self) -> Change | None:
        """Better, worse or same; None where either run has no value."""
        if self.new is None or self.old is None:
            return None
        return "same" if abs(self.new - self.old) <= SAME else "better" if self.new > self.old else "worse"


def scores_of(result: CaseResult, evaluator: str) -> list[Score]:
    """The scores of a case's texts by one evaluator."""
    return [score for text in result.judged for score in text.scores if score.evaluator == evaluator]


def case_values(cases: Iterable[CaseResult], evaluator: str) -> dict[str, float]:
    """The mean over a case's texts, for each case that has a value."""
    found = {}
    for result in cases:
        values = [score.value for score in scores_of(result, evaluator) if score.value is not None]
        if values:
            found[result.case] = fmean(values)
    return found


def summarised(suite: Suite, cases: Sequence[CaseResult], skipped: Mapping[str, str]) -> tuple[Summary, ...]:
    """A summary per evaluator of the suite, in its order.

    Means and intervals are over cases, each of the same weight. A case that has no text at all is a failure of every
    evaluator.
    """
    return tuple(_summary(suite, spec, cases, skipped.get(spec.called, "")) for spec in suite.evaluators)


def _summary(suite: Suite, spec: Spec, cases: Sequence[CaseResult], skipped: str) -> Summary:
    if skipped:
        return Summary(evaluator=spec.called, mean=None, threshold=spec.min, skipped=skipped)
    scores = [score for result in cases for score in scores_of(result, spec.called)]
    failures = sum(score.failure is not None for score in scores) + sum(one.failure is not None for one in cases)
    per_case = list(case_values(cases, spec.called).values())
    mean = fmean(per_case) if per_case else None
    low, high = _within(mean_interval(per_case), scale(spec.use))
    values = sum(score.value is not None for score in scores)
    pairs = spec.use == "pairwise"
    return Summary(
        evaluator=spec.called,
        mean=mean,
        low=low,
        high=high,
        values=values,
        failures=failures,
        threshold=spec.min,
        passed=_passed(spec.min, mean, failures, values + failures, suite.max_failures),
        agreement=order_agreement(scores) if pairs else rubric_agreement(scores) if spec.use == "judge" else None,
        position_bias=position_bias(scores) if pairs else None,
    )


def _within(ends: tuple[float | None, float | None], bounds: tuple[float, float]) -> tuple[float | None, float | None]:
    low, high = ends
    return (None if low is None else max(low, bounds[0]), None if high is None else min(high, bounds[1]))


def _passed(least: float | None, mean: float | None, failures: int, all_: int, most: float) -> bool | None:
    """Whether a threshold holds; None where there is none, or where nothing was there to be measured."""
    if least is None or not all_:
        return None
    return mean is not None and mean >= least - SAME and failures <= most * all_


def compared(new: Run, old: Run) -> tuple[Compared, ...]:
    """What became better, worse and stayed the same from `old` to `new`, by evaluator, over the cases of both."""
    found = []
    for summary in new.summaries:
        told = paired(case_values(new.cases, summary.evaluator), case_values(old.cases, summary.evaluator))
        low, high = scale(str(new.params.get(summary.evaluator, {}).get("use", "")))
        ends = _within((told.low, told.high), (low - high, high - low))
        found.append(
            Compared(
                evaluator=summary.evaluator,
                better=told.better,
                worse=told.worse,
                same=told.same,
                mean=told.mean,
                low=ends[0],
                high=ends[1],
                p=told.p,
            )
        )
    return tuple(found)


def by_case(new: Run, old: Run) -> tuple[CaseCompared, ...]:
    """Every case of `new` under every evaluator, beside what it was in `old`."""
    names = [summary.evaluator for summary in new.summaries if not summary.skipped]
    now = {name: case_values(new.cases, name) for name in names}
    then = {name: case_values(old.cases, name) for name in names}
    return tuple(
        CaseCompared(result.case, name, now[name].get(result.case), then[name].get(result.case))
        for result in new.cases
        for name in names
    )
