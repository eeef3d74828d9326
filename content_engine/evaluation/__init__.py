"""Judging texts and prompts: evaluators, suites, agreement. Pure: a judge is handed in as a function.

made      = make(suite, judges)
scores    = [measured(evaluator, sample) for evaluator in made.evaluators]
summaries = summarised(suite, cases, made.skipped)
changes   = compared(run, earlier)
"""

from __future__ import annotations

from content_engine.evaluation.agreement import Agreement, agreement, self_agreement
from content_engine.evaluation.editors import AgainstEditors, against_editors, editors_word
from content_engine.evaluation.judges import Choice, Opinion, Preference, Rubric
from content_engine.evaluation.sample import Evaluator, Sample, failed, measured
from content_engine.evaluation.similarity import similarity
from content_engine.evaluation.suites import JUDGES, Judges, Made, make, suite_errors
from content_engine.evaluation.summaries import CaseCompared, by_case, case_values, compared, scores_of, summarised

__all__ = [
    "JUDGES",
    "AgainstEditors",
    "Agreement",
    "CaseCompared",
    "Choice",
    "Evaluator",
    "Judges",
    "Made",
    "Opinion",
    "Preference",
    "Rubric",
    "Sample",
    "against_editors",
    "agreement",
    "by_case",
    "case_values",
    "compared",
    "editors_word",
    "failed",
    "make",
    "measured",
    "scores_of",
    "self_agreement",
    "similarity",
    "suite_errors",
    "summarised",
]
