"""How far raters agree: Cohen's kappa against its published values, and laws that hold for all labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.evaluation.agreement import agreement, self_agreement

labels = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=60)


def rated(cells: dict[tuple[str, str], int]) -> tuple[list[str], list[str]]:
    """Two raters' labels with so many items in each cell."""
    pairs = [pair for pair, count in cells.items() for _ in range(count)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def test_kappa_of_cohens_own_table() -> None:
    """The table of Cohen 1960, 200 patients and three diagnoses: observed 0.70, kappa 0.492."""
    one, two = rated({("A", "A"): 88, ("A", "B"): 14, ("A", "C"): 18, ("B", "A"): 10, ("B", "B"): 40, ("B", "C"): 10,
                      ("C", "A"): 2, ("C", "B"): 6, ("C", "C"): 12})  # fmt: skip
    found = agreement(one, two)
    assert found.share == pytest.approx(0.70)
    assert found.kappa == pytest.approx(0.492, abs=5e-4)


def test_the_error_of_kappa_in_the_table_of_fleiss_and_others() -> None:
    """Fleiss, Cohen and Everitt 1969: for these 200 cases kappa is 0.429 and its error 0.054, to three places."""
    one, two = rated({("1", "1"): 106, ("1", "2"): 10, ("1", "3"): 4, ("2", "1"): 22, ("2", "2"): 28, ("2", "3"): 10,
                      ("3", "1"): 2, ("3", "2"): 12, ("3", "3"): 6})  # fmt: skip
    found = agreement(one, two)
    assert (round(found.kappa or 0, 3), round(found.error or 0, 3)) == (0.429, 0.054)


@given(labels)
def test_agreement_does_not_depend_on_who_is_asked_first(pairs: list[tuple[str, str]]) -> None:
    """Swapping the raters changes nothing, and kappa is at most one."""
    one, two = [a for a, _ in pairs], [b for _, b in pairs]
    there, back = agreement(one, two), agreement(two, one)
    assert (there.share, there.n) == (back.share, back.n)
    assert there.kappa == pytest.approx(back.kappa)
    assert there.kappa is None or there.kappa <= 1 + 1e-12


@given(st.lists(st.sampled_from("abc"), min_size=2))
def test_a_rater_agrees_with_himself(one: list[str]) -> None:
    """Equal labels give kappa 1, or none where there is only one label and chance would agree as well."""
    assert agreement(one, one).kappa == (None if len(set(one)) == 1 else pytest.approx(1.0))


def test_without_items_nothing_is_said() -> None:
    """No data: None, not zero."""
    assert agreement([], []).share is None
    assert self_agreement([["yes"], []]) is None


def test_repeated_judgements_are_compared_within_an_item() -> None:
    """Three judgements of one item, two of them equal: one pair of three agrees."""
    assert self_agreement([["yes", "yes", "no"]]) == pytest.approx(1 / 3)
