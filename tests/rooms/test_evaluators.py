"""Evaluators one by one: values, reasons, what is no value, and that whatever breaks is a failure and no verdict."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.evals import Case
from content_engine.domain.jobs import JobCancelled
from content_engine.domain.verdicts import Verdict, Violation
from content_engine.domain.writing import Evidence, Score
from content_engine.evaluation import Choice, Opinion, Sample, measured, similarity
from content_engine.evaluation.evaluators import Contains, Distinct, Exact, Fits, Grounded, Guarded, Similar, says
from content_engine.evaluation.judges import Preference, Rubric, order_agreement, position_bias, rubric_agreement

words = st.text(max_size=60)
REJECT = Verdict(
    verdict="reject", violations=(Violation(guardrail="link", severity="reject", span=(0, 3), message="no"),)
)
FLAG = Verdict(verdict="flag", violations=(Violation(guardrail="tone", severity="flag", span=(0, 3), message="hm"),))


def a_sample(text: str = "Connect your data today", *, case: dict[str, Any] | None = None, **given: Any) -> Sample:
    """A sample of one field."""
    told: dict[str, Any] = {"content": {"text": text}, "spoken": {"text": text}, "limits": {"text": 60}}
    made = Case(id="one", component="subject.one", **(case or {}))
    return Sample(case=made, kind="subject_line", locale="en", **{**told, **given})


def value(evaluator: Any, sample: Sample) -> float | None:
    """The value, None where there is none."""
    score = measured(evaluator, sample)
    return None if score is None else score.value


def test_what_the_guardrails_let_pass_is_one() -> None:
    """Passed and flagged texts are 1, rejected ones 0 with the rule; mended ones are told."""
    assert value(Guarded("guardrails"), a_sample()) == 1
    assert value(Guarded("guardrails"), a_sample(verdict=FLAG)) == 1
    rejected = measured(Guarded("guardrails"), a_sample(verdict=REJECT))
    assert rejected is not None
    assert (rejected.value, rejected.reason) == (0, "reject: link")
    mended = measured(Guarded("guardrails"), a_sample(fixed=True))
    assert mended is not None
    assert mended.reason.startswith("mended")


@pytest.mark.parametrize(
    ("wanted", "given", "expected"),
    [
        ("reject", {"verdict": REJECT}, 1),
        ("pass", {"verdict": REJECT}, 0),
        ("pass", {}, 1),
        ("pass", {"verdict": FLAG}, 0),
        (["pass", "flag"], {"verdict": FLAG}, 1),
        ("fix", {"fixed": True}, 1),
        ("pass", {"fixed": True}, 0),
    ],
)
def test_a_case_may_expect_a_verdict(wanted: Any, given: dict[str, Any], expected: float) -> None:
    """Then exactly that verdict is 1, also where it is a rejection; several may be right."""
    assert value(Guarded("guardrails"), a_sample(case={"expect": {"verdict": wanted}}, **given)) == expected


def test_grounding_is_the_share_of_statements_with_a_source() -> None:
    """Three of four; nothing stated is no value; where nobody looked it is a failure."""
    found = [Evidence(field="text", span=(0, 3), sources=("fact",))] * 3
    assert value(Grounded("grounding"), a_sample(evidence=found, ungrounded=1)) == 0.75
    assert measured(Grounded("grounding"), a_sample(evidence=[], ungrounded=0)) is None
    failed = measured(Grounded("grounding"), a_sample())
    assert failed is not None
    assert failed.value is None
    assert failed.failure == "ValueError: nobody looked for evidence"


@given(words, st.integers(0, 80), st.integers(0, 10))
def test_length_counts_every_field(text: str, limit: int, least: int) -> None:
    """1 exactly where the field keeps its limit and has the least."""
    score = value(Fits("length", least=least), a_sample(text, limits={"text": limit}))
    assert score == float(least <= len(text) <= limit)


def test_one_long_field_of_several_is_enough() -> None:
    """A label that fits does not make up for an address that does not, and the reason names it."""
    given = {"content": {}, "spoken": {"label": "Go", "url": "x" * 30}, "limits": {"label": 10, "url": 20}}
    score = measured(Fits("length"), a_sample(**given))
    assert score is not None
    assert (score.value, score.reason) == (0, "characters of url: 30 of 20")


def test_wordings_that_are_there_and_away() -> None:
    """Each wording counts the same; whole words, in any case and Unicode form; no expectation, no value."""
    sample = a_sample(
        "Ihr Durchblick: ＡＵＤＩＴ log", case={"expect": {"contains": ["audit", "year"], "excludes": ["du"]}}
    )
    score = measured(Contains("contains"), sample)
    assert score is not None
    assert score.value == pytest.approx(2 / 3)
    assert score.reason == "lacks 'year'"
    assert measured(Contains("contains"), a_sample()) is None
    assert value(Contains("contains"), a_sample(case={"expect": {"contains": "connect"}})) == 1


@given(st.text(alphabet="ab ", max_size=20), st.text(alphabet="ab", min_size=1, max_size=3))
def test_a_wording_is_no_part_of_a_word(text: str, word: str) -> None:
    """A wording of letters is found exactly where it is one of the words."""
    assert says(text, word) == (word in text.split())


def test_exact_is_field_by_field() -> None:
    """The same words are 1; a field that differs, lacks or is too many is 0 and named."""
    assert value(Exact("exact"), a_sample("Go", case={"expect": {"exact": "Go"}})) == 1
    assert value(Exact("exact"), a_sample("Go", case={"expect": {"exact": {"text": "Go"}}})) == 1
    score = measured(Exact("exact"), a_sample("Go", case={"expect": {"exact": {"text": "Go", "url": "x"}}}))
    assert score is not None
    assert (score.value, score.reason) == (0, "differs in url")
    assert measured(Exact("exact"), a_sample()) is None


@given(words, words)
def test_similarity_is_a_similarity(one: str, other: str) -> None:
    """Between 0 and 1, the same from both sides, 1 for the same text whatever its case or spaces."""
    told = similarity(one, other)
    assert 0 <= told <= 1
    assert told == similarity(other, one)
    assert similarity(one, f"  {one} ") == 1


def test_similarity_of_known_texts() -> None:
    """Dice over trigrams, counted by hand: `ab` has "  a", " ab", "ab "; `abc` has "  a", " ab", "abc", "bc "."""
    assert similarity("ab", "abc") == pytest.approx(2 * 2 / 7)
    assert similarity("abc", "xyz") == 0
    assert value(Similar("similarity"), a_sample("ab", case={"reference": "abc"})) == pytest.approx(4 / 7)
    assert measured(Similar("similarity"), a_sample()) is None


def test_near_duplicates_are_not_distinct() -> None:
    """A comma more is nearly the same; another thought is not; without others everything is distinct."""
    others = ["Connect your data, today", "See who changed what"]
    assert value(Distinct("distinct"), a_sample(others=others)) == 0
    assert value(Distinct("distinct"), a_sample(others=others[1:])) == 1
    assert value(Distinct("distinct"), a_sample()) == 1
    assert value(Distinct("distinct", most=1.0), a_sample(others=others)) == 1


def scripted(*answers: Any) -> Any:
    """Answers by the number of the repetition; an exception is raised."""

    def ask(*told: Any) -> Any:
        answer = answers[told[-1]]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    return ask


def test_a_rubric_is_the_mean_of_its_opinions() -> None:
    """With every opinion kept, and every reason once."""
    ask = scripted(Opinion(4, ["plain"]), Opinion(5, ["plain", "short"]), Opinion(3))
    score = measured(Rubric("judge", ask, repeats=3), a_sample())
    assert score == Score(evaluator="judge", value=4.0, repeated=(4, 5, 3), reason="plain; short")


def test_a_judge_that_broke_is_a_failure() -> None:
    """Without more than half of the opinions there is no value; with them, what broke is told beside it."""
    broke = ValueError("no score")
    lost = measured(Rubric("judge", scripted(broke, Opinion(4), broke), repeats=3), a_sample())
    assert lost is not None
    assert lost.value is None
    assert lost.failure == "2 of 3 judgements broke: ValueError: no score"
    kept = measured(Rubric("judge", scripted(Opinion(4), broke, Opinion(4)), repeats=3), a_sample())
    assert kept is not None
    assert (kept.value, kept.failure) == (4, None)
    assert "1 of 3 judgements broke" in kept.reason


@pytest.mark.parametrize("evaluator", [Rubric("judge", scripted(JobCancelled())), Rubric("j", scripted(SystemExit()))])
def test_a_cancelled_judge_is_no_failure(evaluator: Rubric) -> None:
    """Who cancels the job is heard: cancelling is not something that broke."""
    with pytest.raises((JobCancelled, SystemExit)):
        measured(evaluator, a_sample())


def preferring(text: str) -> Any:
    """A judge that always prefers this text, wherever it stands."""
    return lambda sample, first, second, n: Choice(first == text, "because")


def first_always(sample: Sample, first: str, second: str, n: int) -> Choice:
    """A judge that only looks at the order."""
    return Choice(True, "it came first")


def test_a_preference_counts_when_both_orders_agree() -> None:
    """1 for the sample, 0 for its rival, 0.5 for a judge that only looks at the order; no rival, no value."""
    sample = a_sample("mine")
    assert value(Preference("p", preferring("mine"), lambda one: "theirs"), sample) == 1
    assert value(Preference("p", preferring("theirs"), lambda one: "theirs"), sample) == 0
    assert value(Preference("p", first_always, lambda one: "theirs", repeats=2), sample) == 0.5
    assert measured(Preference("p", first_always, lambda one: None), sample) is None


def test_the_order_is_swapped() -> None:
    """Each repetition shows both orders, and the number of the repetition with each."""
    seen: list[tuple[str, str, int]] = []

    def ask(sample: Sample, first: str, second: str, n: int) -> Choice:
        seen.append((first, second, n))
        return Choice(True)

    measured(Preference("p", ask, lambda one: "b", repeats=2), a_sample("a"))
    assert seen == [("a", "b", 0), ("b", "a", 0), ("a", "b", 1), ("b", "a", 1)]


def test_position_bias_and_agreement_of_orders() -> None:
    """A judge that only looks at the order: bias 0.5 and no agreement; one that looks at the texts: 0 and 1."""
    blind = [measured(Preference("p", first_always, lambda one: "b"), a_sample("a"))]
    fair = [measured(Preference("p", preferring("a"), lambda one: "b"), a_sample("a"))]
    assert (position_bias(blind), order_agreement(blind)) == (0.5, 0)  # type: ignore[arg-type]
    assert (position_bias(fair), order_agreement(fair)) == (0, 1)  # type: ignore[arg-type]
    assert position_bias([]) is order_agreement([]) is rubric_agreement([]) is None


def test_how_far_a_rubric_agrees_with_itself() -> None:
    """The share of equal pairs: of three opinions 4, 4, 5 one pair in three."""
    score = Score(evaluator="judge", value=13 / 3, repeated=(4, 4, 5))
    assert rubric_agreement([score]) == pytest.approx(1 / 3)
    assert rubric_agreement([score, Score(evaluator="judge", failure="broke")]) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "evaluator",
    [Guarded("a"), Grounded("a"), Fits("a"), Contains("a"), Exact("a"), Similar("a"), Distinct("a"),
     Rubric("a", scripted(Opinion(3))), Preference("a", first_always, lambda one: "b")],
)  # fmt: skip
def test_every_evaluator_tells_its_parameters(evaluator: Any) -> None:
    """A name, a version and parameters that JSON can hold."""
    import json

    assert evaluator.name == "a"
    assert evaluator.version
    assert json.loads(json.dumps(dict(evaluator.params))) == dict(evaluator.params)
