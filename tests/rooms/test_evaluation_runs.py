"""From scores to runs: summaries and thresholds, runs side by side, suites with mistakes, judges beside editors."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.evals import Case, CaseResult, Evaluator, Judged, Run, Suite, Summary
from content_engine.domain.writing import Review, Score
from content_engine.evaluation import (
    Judges,
    against_editors,
    by_case,
    case_values,
    compared,
    editors_word,
    make,
    suite_errors,
    summarised,
)

CONTENT = {"text": "Connect your data"}


def a_suite(*evaluators: dict[str, Any], cases: int = 4, **given: Any) -> Suite:
    """A suite of so many cases."""
    told = [Case(id=f"c{n}", component="a.b") for n in range(cases)]
    return Suite(id="s", task="variant", cases=told, evaluators=[Evaluator(**one) for one in evaluators], **given)


def a_result(case: str, *values: float | None, evaluator: str = "length") -> CaseResult:
    """A case with one text for each value; None is a failure of the evaluator."""
    texts = [
        Judged(
            index=n,
            content=CONTENT,
            scores=(Score(evaluator=evaluator, value=one, failure="broke" if one is None else None),),
        )
        for n, one in enumerate(values)
    ]
    return CaseResult(case=case, judged=tuple(texts))


def one(suite: Suite, *results: CaseResult, **skipped: str) -> Summary:
    """The summary of a suite's only evaluator."""
    (found,) = summarised(suite, results, skipped)
    return found


def a_run(run_id: str, suite: Suite, *results: CaseResult) -> Run:
    """A run of these results."""
    return Run(
        id=run_id, suite="s", prompt="variant/1", prompt_hash="", model="m", origin="llm", catalog_version="v",
        at=0, cases=results, summaries=summarised(suite, results, {}), passed=True,
    )  # fmt: skip


def test_each_case_weighs_the_same() -> None:
    """A case with three texts is one value, their mean; the interval is over cases."""
    found = one(a_suite({"use": "length", "min": 0.7}), a_result("c0", 1, 1, 0.4), a_result("c1", 0.6))
    assert found.mean == pytest.approx((0.8 + 0.6) / 2)
    assert (found.values, found.failures, found.passed) == (4, 0, True)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low < 0.7 < found.high <= 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.floats(0, 1))
def test_a_threshold_holds_from_its_value_on(values: list[float], least: float) -> None:
    """Exactly where the mean is not below it, rounding aside."""
    results = [a_result(f"c{n}", value) for n, value in enumerate(values)]
    found = one(a_suite({"use": "length", "min": least}), *results)
    assert found.mean is not None
    assert found.passed == (found.mean >= least - 1e-9)


def test_what_broke_is_no_bad_text() -> None:
    """A failure takes nothing from the mean; where more is missing than the suite allows, no threshold holds."""
    suite = a_suite({"use": "length", "min": 0.9}, max_failures=0.25)
    kept = one(suite, a_result("c0", 1), a_result("c1", 1), a_result("c2", 1), a_result("c3", None))
    assert (kept.mean, kept.failures, kept.passed) == (1, 1, True)
    lost = one(suite, a_result("c0", 1), a_result("c1", 1), CaseResult(case="c2", failure="x"), a_result("c3", None))
    assert (lost.mean, lost.failures, lost.passed) == (1, 2, False)


def test_without_threshold_or_values_nothing_is_said() -> None:
    """No threshold: told only. Skipped: the reason, and no verdict. Nothing expected anywhere: no verdict either."""
    assert one(a_suite({"use": "length"}), a_result("c0", 0)).passed is None
    skipped = one(a_suite({"use": "length", "min": 1}), a_result("c0"), length="no model")
    assert (skipped.passed, skipped.skipped, skipped.mean) == (None, "no model", None)
    assert one(a_suite({"use": "length", "min": 1}), a_result("c0")).passed is None
    broke = one(a_suite({"use": "length", "min": 1}), a_result("c0", None))
    assert (broke.passed, broke.mean) == (False, None)


def test_runs_are_compared_case_by_case() -> None:
    """Better, worse and same over the cases of both; a case that only one of them has is left out."""
    suite = a_suite({"use": "length"})
    new = a_run("n", suite, a_result("c0", 1), a_result("c1", 0.5), a_result("c2", 0.5), a_result("c4", 1))
    old = a_run("o", suite, a_result("c0", 0), a_result("c1", 0.75), a_result("c2", 0.5), a_result("c3", 0))
    (found,) = compared(new, old)
    assert (found.better, found.worse, found.same) == (1, 1, 1)
    assert found.mean == pytest.approx(0.25)
    told = {row.case: (row.change, row.new, row.old) for row in by_case(new, old)}
    assert told == {"c0": ("better", 1, 0), "c1": ("worse", 0.5, 0.75), "c2": ("same", 0.5, 0.5), "c4": (None, 1, None)}


@given(st.dictionaries(st.sampled_from(["c0", "c1", "c2", "c3"]), st.floats(0, 1)))
def test_a_run_beside_itself_is_the_same(values: dict[str, float]) -> None:
    """No case is better or worse, the difference is zero, and nothing is significant."""
    run = a_run("r", a_suite({"use": "length"}), *(a_result(case, value) for case, value in values.items()))
    (found,) = compared(run, run)
    assert (found.better, found.worse, found.same) == (0, 0, len(values))
    assert found.mean in (0, None)
    assert found.p in (1, None)
    assert case_values(run.cases, "length") == pytest.approx(values)


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"use": "length", "options": {"lest": 1}}, "evaluators.0.options.lest", "no option"),
    ({"use": "length", "options": {"least": "x"}}, "evaluators.0.options.least", "no value"),
    ({"use": "distinct", "options": {"most": 2}}, "evaluators.0.options.most", "no value"),
    ({"use": "length", "repeats": 3}, "evaluators.0.repeats", "only judges"),
    ({"use": "length", "prompt": "judge"}, "evaluators.0.prompt", "no language model"),
    ({"use": "length", "min": 3}, "evaluators.0.min", "between 0 and 1"),
    ({"use": "judge", "min": 0.5}, "evaluators.0.min", "between 1 and 5"),
    ({"use": "exact"}, "evaluators.0.use", "no case gives"),
    ({"use": "contains"}, "evaluators.0.use", "no case gives"),
    ({"use": "similarity"}, "evaluators.0.use", "no case gives"),
]


@pytest.mark.parametrize(("evaluator", "key", "words"), WRONG)
def test_mistakes_in_evaluators_are_named(evaluator: dict[str, Any], key: str, words: str) -> None:
    """By their key, in words."""
    ((found, told),) = suite_errors(a_suite(evaluator))
    assert found == key
    assert words in told


@pytest.mark.parametrize(
    ("expect", "key"),
    [
        ({"verdit": "pass"}, "cases.0.expect.verdit"),
        ({"verdict": "good"}, "cases.0.expect.verdict"),
        ({"verdict": []}, "cases.0.expect.verdict"),
        ({"contains": [3]}, "cases.0.expect.contains"),
        ({"excludes": []}, "cases.0.expect.excludes"),
        ({"exact": 3}, "cases.0.expect.exact"),
    ],
)
def test_mistakes_in_expectations_are_named(expect: dict[str, Any], key: str) -> None:
    """By their key."""
    case = Case(id="c", component="a.b", expect=expect)
    suite = Suite(id="s", cases=[case], evaluators=[Evaluator(use="length")])
    assert [found for found, _ in suite_errors(suite)] == [key]


def test_ids_and_names_are_unique() -> None:
    """Two cases of one id, or two evaluators of one name, are an error; a name tells two of one sort apart."""
    with pytest.raises(ValueError, match="c0 stands twice"):
        Suite(id="s", cases=[Case(id="c0", component="a.b")] * 2, evaluators=[Evaluator(use="length")])
    with pytest.raises(ValueError, match="length stands twice"):
        a_suite({"use": "length"}, {"use": "length"})
    assert a_suite({"use": "length"}, {"use": "length", "name": "long"}).evaluators[1].called == "long"


def test_without_a_model_judges_are_skipped() -> None:
    """The others are made in the suite's order; what is skipped says why."""
    suite = a_suite({"use": "judge", "min": 3}, {"use": "length"}, {"use": "pairwise"}, {"use": "guardrails"})
    made = make(suite, Judges(absent="no model"), {"guardrails": "none here"})
    assert [each.name for each in made.evaluators] == ["length"]
    assert made.skipped == {"judge": "no model", "pairwise": "no model", "guardrails": "none here"}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("reject", ["guardrails", "contains"]),
        (["fix", "reject"], ["guardrails", "contains"]),
        ("flag", ["guardrails", "length", "contains"]),
        (None, ["guardrails", "length", "contains"]),
    ],
)
def test_a_text_that_is_meant_to_fail(wanted: Any, names: list[str]) -> None:
    """Only whether it fails and how it is worded is measured: its quality says nothing of the prompt."""
    made = make(a_suite({"use": "guardrails"}, {"use": "length"}, {"use": "contains"}), Judges())
    case = Case(id="c", component="a.b", expect={} if wanted is None else {"verdict": wanted})
    assert [each.name for each in made.of(case)] == names


def a_review(action: Any, at: int, hashed: str = "h") -> Review:
    """A step of an editor's."""
    return Review(
        variant="v", action=action, actor="ed", at=at, after="approved", content_hash=hashed, policy_version="p"
    )


def test_the_last_word_of_editors_counts() -> None:
    """On exactly the content; comments and others' content say nothing."""
    told = [a_review("approve", 1), a_review("reject", 3), a_review("comment", 4), a_review("approve", 5, "other")]
    assert editors_word(told, "h") == "reject"
    assert editors_word(told[:1], "h") == "approve"
    assert editors_word(told[2:], "h") is None


def test_judges_beside_editors() -> None:
    """A judge approves from 3.5; agreement, kappa and the table are those of the two words, text by text."""
    values = [(5, "approve"), (4, "approve"), (3.4, "reject"), (2, "approve"), (3.5, "reject"), (None, "approve")]
    texts = [((Score(evaluator="judge", value=value),), word) for value, word in values]
    found = against_editors(texts)  # type: ignore[arg-type]
    assert dict(found.table) == {
        ("approve", "approve"): 2, ("reject", "reject"): 1, ("reject", "approve"): 1, ("approve", "reject"): 1,
    }  # fmt: skip
    assert found.agreement.n == 5
    assert found.agreement.share == 0.6
    assert found.agreement.kappa == pytest.approx((0.6 - 13 / 25) / (1 - 13 / 25))
    assert against_editors([]).agreement.kappa is None
