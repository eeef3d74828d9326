"""The prior from text: it helps only where it has shown that it does, and no text breaks it."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_engine.ranking.text import FEWEST, TextPrior, features, fit_text_prior
from content_engine.ranking.text_cv import FOLDS
from content_engine.ranking.text_design import Centring, Design, Marks
from content_engine.ranking.text_features import HASHED, NAMES, WORD_COLUMNS, Array
from content_engine.ranking.text_ridge import krylov, unexplained

WORDS = (
    "report",
    "invoice",
    "team",
    "budget",
    "launch",
    "quick",
    "weekly",
    "seats",
    "sync",
    "setup",
    "alerts",
    "export",
)
HOSTILE = [
    "",
    "\0",
    " \n\t\u2028",
    "x" * 100_000,
    "{{" * 50_000,
    "{{ company }}" * 8_000,
    "\u202eevil\u202c \u2066a\u2069",
    "👩‍👩‍👧‍👦🏳️‍🌈" * 50,
    "\ud800 lone",
    "ﷺ" * 4_000,
    "Z" + "\u0301" * 9_000,
    "今日だけ、半額です！",
    "١٢٣ ৭৮",
    "A" * 50 + "?!" * 40,
]


def sentence(rng: np.random.Generator, extra: str = "") -> str:
    """Five words by lot, and one more perhaps."""
    return " ".join([*rng.choice(WORDS, 5), extra]).strip()


def planted(seed: int, size: float, tests: int = 80, arms: int = 4) -> tuple[list[str], Array, Array, list[int]]:
    """A/B tests whose levels differ widely; arms that say "today" are `size` logits better, all else is chance."""
    rng = np.random.default_rng(seed)
    says = rng.random((tests, arms)) < 0.5
    texts = [sentence(rng, "today" if one else "") for one in says.ravel()]
    levels = rng.normal(0, 2, (tests, 1))
    effects = levels + size * says + rng.normal(0, 0.15, (tests, arms))
    observed = effects + rng.normal(0, 0.1, (tests, arms))
    return texts, observed.ravel(), np.full(tests * arms, 100.0), np.repeat(np.arange(tests), arms).tolist()


def difference(prior: TextPrior) -> float:
    """What the prior thinks of "today", everything else being equal."""
    rng = np.random.default_rng(99)
    plain = [sentence(rng) for _ in range(50)]
    return float(np.mean(prior.predict([f"{text} today" for text in plain]) - prior.predict(plain)))


def test_a_planted_effect_is_found_within_tests_whose_levels_differ_more() -> None:
    """Most of a word's effect of 0.6 logits is predicted for unseen texts, although tests differ by 2 logits."""
    prior = fit_text_prior(*planted(1, 0.6))
    assert prior.weight > 0.7
    assert 0.35 < difference(prior) < 0.7
    assert prior.params["spread_left"] < 0.75 * prior.params["spread"]


def test_a_planted_effect_is_found_without_groups() -> None:
    """Without groups all variants are compared with each other."""
    texts, effects, precisions, _ = planted(2, 0.6)
    levels = np.repeat(effects.reshape(-1, 4).mean(axis=1), 4)
    prior = fit_text_prior(texts, effects - levels, precisions)
    assert prior.weight > 0.5
    assert difference(prior) > 0.3


def test_on_noise_the_weight_is_zero() -> None:
    """Where effects have nothing to do with the text, the weight is exactly 0 in at least 19 of 20 worlds."""
    weights = [fit_text_prior(*planted(seed, 0.0, tests=30)).weight for seed in range(20)]
    assert sum(weight == 0 for weight in weights) >= 19


def test_where_variants_do_not_differ_the_weight_is_zero() -> None:
    """Differences no larger than the precisions allow are chance."""
    rng = np.random.default_rng(5)
    texts = [sentence(rng) for _ in range(200)]
    prior = fit_text_prior(texts, rng.normal(0, 0.05, 200), np.full(200, 100.0))
    assert prior.weight == 0
    assert prior.params["spread"] == 0


def test_few_variants_say_nothing() -> None:
    """Below FEWEST comparable variants the weight is 0 and the reason is told, whatever they show."""
    texts, effects, precisions, groups = planted(1, 3.0)
    few = FEWEST - 2
    prior = fit_text_prior(texts[:few], effects[:few], precisions[:few], groups[:few])
    assert prior.weight == 0
    assert str(FEWEST) in prior.params["why"]
    assert prior.predict(["anything today"]).tolist() == [0.0]


def test_variants_without_company_or_precision_are_not_counted() -> None:
    """A variant alone in its group, or of precision 0, can be compared with nothing and changes nothing."""
    texts, effects, precisions, groups = planted(3, 0.6, tests=40)
    prior = fit_text_prior(texts, effects, precisions, groups)
    more = fit_text_prior(
        [*texts, "alone today", "unknown today"], [*effects, 9.0, -9.0], [*precisions, 5.0, 0.0], [*groups, 1_000, 0]
    )
    assert more.to_arrays().keys() == prior.to_arrays().keys()
    assert np.array_equal(more.predict(texts), prior.predict(texts))


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(shuffler: object) -> None:
    """The same rows in any order give the very same predictions."""
    texts, effects, precisions, groups = planted(4, 0.5, tests=25)
    order = list(range(len(texts)))
    shuffler.shuffle(order)  # type: ignore[attr-defined]
    mixed = fit_text_prior([texts[i] for i in order], effects[order], precisions[order], [groups[i] for i in order])
    assert np.array_equal(mixed.predict(texts), fit_text_prior(texts, effects, precisions, groups).predict(texts))


def test_the_level_of_a_group_changes_nothing() -> None:
    """Only differences inside a group count: adding to all of a group's effects leaves every prediction as it was."""
    texts, effects, precisions, groups = planted(6, 0.5, tests=40)
    lifted = effects + 3.0 * (np.array(groups) % 3)
    before, after = (fit_text_prior(texts, column, precisions, groups) for column in (effects, lifted))
    assert before.weight > 0
    assert np.allclose(before.predict(texts), after.predict(texts), atol=1e-6)


def test_predictions_are_relative_to_the_mean_of_the_past() -> None:
    """Equally precise past variants are predicted to be zero on average, and none beyond `bound`."""
    texts, effects, precisions, groups = planted(7, 0.6)
    prior = fit_text_prior(texts, effects, precisions, groups)
    found = prior.predict(texts)
    assert abs(float(found.mean())) < 1e-6
    assert float(np.abs(found).max()) <= prior.weight * prior.bound


def test_a_stored_prior_predicts_the_same() -> None:
    """Through plain arrays, and through JSON, every prediction comes out bit for bit."""
    texts, effects, precisions, groups = planted(8, 0.6)
    prior = fit_text_prior(texts, effects, precisions, groups)
    stored = prior.to_arrays()
    lists = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in stored.items()}
    assert {value.dtype.itemsize for value in stored.values() if isinstance(value, np.ndarray)} == {4}
    for copy in (TextPrior.from_arrays(stored), TextPrior.from_arrays(json.loads(json.dumps(lists)))):
        assert np.array_equal(copy.predict(HOSTILE), prior.predict(HOSTILE))
        assert copy.params == prior.params


def test_a_prior_that_says_nothing_is_stored_as_nothing() -> None:
    """With weight 0 only the reasons are kept, and they survive."""
    prior = fit_text_prior(["a"], [0.0], [1.0])
    stored = prior.to_arrays()
    assert set(stored) == {"weight", "params"}
    assert TextPrior.from_arrays(json.loads(json.dumps(stored))).params == prior.params


def test_groups_are_never_torn_apart() -> None:
    """A text that decides its whole group's outcome helps only if part of the group is seen: the weight stays 0.

    Each group has words of its own that tell its good arms from its bad ones. Torn apart, the words would look useful.
    """
    rng = np.random.default_rng(10)
    texts = [f"{sentence(rng)} {'good' if arm % 2 else 'bad'}{group}" for group in range(40) for arm in range(8)]
    effects = np.array([0.6 * (arm % 2) for _ in range(40) for arm in range(8)]) + rng.normal(0, 0.1, 320)
    flip = np.repeat(rng.choice([-1.0, 1.0], 40), 8)
    groups = np.repeat(np.arange(40), 8).tolist()
    assert fit_text_prior(texts, effects * flip, np.full(320, 100.0), groups).weight == 0


def test_what_is_compared_must_lie_in_one_group() -> None:
    """Comparisons across two groups would leak between folds; they are refused by name."""
    texts, effects, precisions, groups = planted(1, 0.5, tests=20)
    with pytest.raises(ValueError, match="two groups"):
        fit_text_prior(texts, effects, precisions, groups=groups, within=["all"] * len(texts))


def test_a_story_of_several_tests_is_compared_test_by_test() -> None:
    """With `within`, levels of tests in one group may differ as they like."""
    texts, effects, precisions, tests = planted(11, 0.6)
    prior = fit_text_prior(texts, effects, precisions, groups=[test // 2 for test in tests], within=tests)
    assert prior.params["groups"] == 40
    assert 0.3 < difference(prior) < 0.7


@pytest.mark.parametrize(
    ("effects", "precisions", "groups", "says"),
    [
        ([0.0], [1.0, 1.0], None, "1 effects"),
        ([0.0, 0.0], [1.0, 1.0], ["a"], "1 groups"),
        ([0.0, float("nan")], [1.0, 1.0], None, "effect"),
        ([0.0, 0.0], [1.0, -1.0], None, "precision"),
        ([0.0, 0.0], [1.0, float("inf")], None, "precision"),
    ],
)
def test_what_cannot_be_fitted_is_refused(
    effects: list[float], precisions: list[float], groups: list[str] | None, says: str
) -> None:
    """Columns of different length and numbers that are none are named."""
    with pytest.raises(ValueError, match=says):
        fit_text_prior(["a", "b"], effects, precisions, groups)


# ---------------------------------------------------------------- texts of strangers


def test_hostile_texts_are_fitted_and_predicted() -> None:
    """Empty, endless, bidirectional, NUL, lone surrogates: predictions stay inside the bound, in and out of the fit."""
    texts, effects, precisions, groups = planted(12, 0.6)
    texts = [*HOSTILE, *texts[len(HOSTILE) :]]
    prior = fit_text_prior(texts, effects, precisions, groups)
    found = prior.predict(HOSTILE)
    assert prior.weight > 0
    assert np.isfinite(found).all()
    assert float(np.abs(found).max()) <= prior.weight * prior.bound


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters()), max_size=5))
def test_any_text_has_all_features(texts: list[str]) -> None:
    """Whatever the text: the same names in the same order, finite numbers, marks whose squares sum to 1 a family."""
    for text in texts:
        found = features(text)
        assert tuple(found) == NAMES
        assert np.isfinite(list(found.values())).all()
    marks = Marks.of(texts)
    assert np.all(np.diff(marks.starts) > 0)
    assert np.all((marks.columns >= 0) & (marks.columns < HASHED))
    sums = np.bincount(marks.rows, marks.values**2, minlength=len(texts))
    runs = np.isin(np.arange(len(texts)), marks.rows[marks.columns >= WORD_COLUMNS])
    assert np.allclose(sums, 1.0 + runs)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=6))
def test_a_text_is_marked_the_same_in_any_company(texts: list[str]) -> None:
    """Marks of a text do not depend on the texts around it."""
    together = Marks.of(texts)
    for row, text in enumerate(texts):
        alone, found = Marks.of([text]), together.take(np.array([row]))
        assert np.array_equal(alone.columns, found.columns)
        assert np.array_equal(alone.values, found.values)


def test_features_count_what_they_say() -> None:
    """Numbers, questions, second person, openers and placeholders as a reader would count them."""
    found = features("Why do YOU need 3 seats, {{ company }}? Ask “us”: now!")
    expected = {
        "numbers": 1,
        "questions": 1,
        "exclamations": 1,
        "you": 1,
        "opens_why": 1,
        "placeholders": 1,
        "colon": 1,
    }
    assert {name: found[name] for name in expected} == expected
    assert found["quotes"] == 2
    assert features("7 ways to save")["listicle"] == 1
    assert features("We have 7 ways")["listicle"] == 0


def test_names_of_placeholders_do_not_matter() -> None:
    """`{{ company }}` and `{{company.name}}` are the same text."""
    texts = ["Hi {{ company }}, welcome", "Hi {{company.name}}, welcome"]
    marks = Marks.of(texts)
    assert features(texts[0]) == features(texts[1])
    assert np.array_equal(marks.take(np.array([0])).columns, marks.take(np.array([1])).columns)


# ---------------------------------------------------------------- embeddings


def vowels(texts: Sequence[str]) -> Array:
    """An embedder that knows the one thing that counts."""
    return np.array([[float("secret" in text), float(len(text))] for text in texts])


def test_an_embedder_adds_what_it_knows() -> None:
    """An effect that hangs on an embedding is found, and the prior asks for the embedder it was fitted with."""
    rng = np.random.default_rng(13)
    texts = [sentence(rng, "secret" if rng.random() < 0.5 else "") for _ in range(200)]
    effects = 0.5 * vowels(texts)[:, 0] + rng.normal(0, 0.2, 200)
    prior = fit_text_prior(texts, effects, np.full(200, 400.0), embed=vowels)
    assert prior.weight > 0.5
    assert np.corrcoef(prior.predict(texts, vowels), vowels(texts)[:, 0])[0, 1] > 0.7
    with pytest.raises(ValueError, match="2 embedding dimensions and was given 0"):
        prior.predict(texts)


@pytest.mark.parametrize("answer", [np.zeros((3, 2)), np.zeros(40), np.full((40, 2), np.nan)])
def test_an_embedder_that_answers_nonsense_is_refused(answer: Array) -> None:
    """Wrong shapes and numbers that are not finite are told apart from texts that do not help."""
    rng = np.random.default_rng(14)
    with pytest.raises(ValueError, match="embedder"):
        fit_text_prior(
            [sentence(rng) for _ in range(40)], rng.normal(0, 1, 40), np.ones(40) * 9, embed=lambda _: answer
        )


# ---------------------------------------------------------------- the mathematics underneath


def test_krylov_solves_the_ridge_problem() -> None:
    """With as many steps as rows, the weights are those of the normal equations, for every penalty from one run."""
    rng = np.random.default_rng(15)
    matrix, target = rng.normal(size=(30, 45)), rng.normal(size=30)
    space = krylov(lambda w: matrix @ w, lambda v: v @ matrix, target, 45)
    for penalty in (1e-3, 1.0, 100.0):
        exact = np.linalg.solve(matrix.T @ matrix + penalty * np.eye(45), matrix.T @ target)
        assert np.allclose(space.solve(penalty), exact, atol=1e-8)


def test_centring_and_its_transpose_agree() -> None:
    """⟨u, whitened(v)⟩ = ⟨unwhitened(u), v⟩ for any two vectors, and the design's products agree likewise."""
    rng = np.random.default_rng(16)
    centring = Centring(rng.integers(0, 4, 20), rng.random(20) + 0.1)
    first, second = rng.normal(size=20), rng.normal(size=20)
    assert np.isclose(first @ centring.whitened(second), centring.unwhitened(first) @ second)
    design = Design(Marks.of([sentence(rng) for _ in range(20)]), rng.normal(size=(20, 3)))
    weights = rng.normal(size=design.width)
    assert np.isclose(first @ design.times(weights), design.transposed_times(first) @ weights)


def test_the_spread_of_variants_is_recovered() -> None:
    """Effects that differ by 0.3 beyond their standard errors are found to do so, whatever their groups' levels."""
    rng = np.random.default_rng(17)
    sets = np.repeat(np.arange(500), 5)
    precisions = rng.uniform(10, 200, 2_500)
    effects = rng.normal(0, 0.3, 2_500) + rng.normal(0, 1, 2_500) / np.sqrt(precisions) + sets % 7
    assert np.isclose(unexplained(effects, precisions, Centring(sets, precisions)) ** 0.5, 0.3, atol=0.02)


def test_folds_are_even_and_follow_groups() -> None:
    """Groups are dealt out to the folds one by one."""
    from content_engine.ranking.text import _folds

    groups = [f"story {number // 3}" for number in range(60)]
    folds = _folds(groups)
    assert {len({fold for fold, one in zip(folds, groups, strict=True) if one == name}) for name in groups} == {1}
    assert np.bincount(folds, minlength=FOLDS).tolist() == [12] * FOLDS
