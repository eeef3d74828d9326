"""Allocation: shares that are kept, salts that are independent, and units that are what they say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.rules import Holdout
from content_engine.experiments.allocation import Allocation, allocate
from content_engine.experiments.hashing import hash_unit

PEOPLE = [f"user-{number}" for number in range(20_000)]


def holdout(id: str = "global", share: float = 0.05, **given: Any) -> Holdout:
    """A holdout of five in a hundred users over all templates, salted with its own id."""
    return Holdout(**{"id": id, "share": share, "salt": f"salt of {id}", **given})


def taken(one: Holdout, people: list[str] = PEOPLE) -> set[str]:
    """Whom a holdout takes."""
    return {user for user in people if arm_of([one], user) != "treatment"}


def arm_of(holdouts: list[Holdout], user_id: str = "u", account_id: str | None = None, template: str = "tip") -> str:
    """The arm of one subject."""
    return allocate(holdouts, template=template, user_id=user_id, account_id=account_id).arm


def test_without_holdouts_everyone_is_treated() -> None:
    """No holdout, no name of one."""
    assert allocate([], template="tip", user_id="u", account_id=None) == Allocation("treatment", None)


@pytest.mark.parametrize("share", [0.01, 0.05, 0.1, 0.5, 0.9])
def test_the_share_of_twenty_thousand_is_as_asked(share: float) -> None:
    """The count taken lies within four standard deviations of a fair draw."""
    count = len(taken(holdout(share=share)))
    assert abs(count - 20_000 * share) < 4 * (20_000 * share * (1 - share)) ** 0.5


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5])
def test_a_hash_that_equals_the_share_is_outside(share: float) -> None:
    """The hash has 10,000 steps from zero: a share takes in those below it, and a share of nothing takes nobody."""
    one, ids = holdout(share=share), (f"id-{number}" for number in range(400_000))
    edge = next(user for user in ids if hash_unit(one.salt, user) == share)
    assert arm_of([one], edge) == "treatment"
    assert taken(holdout(share=0.0)) == set()


def test_two_salts_are_independent() -> None:
    """Being in one holdout says nothing of being in the other: the four cells agree with chance (chi-squared)."""
    from scipy.stats import chi2_contingency

    one, other = taken(holdout("a", 0.3)), taken(holdout("b", 0.4))
    table = [
        [sum((user in one) is x and (user in other) is y for user in PEOPLE) for x in (True, False)]
        for y in (True, False)
    ]
    assert chi2_contingency(table).pvalue > 1e-3


def test_the_same_salt_is_nested() -> None:
    """Raising a share takes in more and lets nobody go."""
    small, large = taken(holdout(share=0.05)), taken(holdout(share=0.2))
    assert small < large


@given(st.text(min_size=1, max_size=40), st.floats(0, 0.9))
def test_an_arm_never_changes(user_id: str, share: float) -> None:
    """The same subject, salt and share: the same arm, whatever its account or the holdout's name."""
    first = allocate([holdout("x", share, salt="s")], template="tip", user_id=user_id, account_id=None)
    again = allocate([holdout("y", share, salt="s")], template="tap", user_id=user_id, account_id="acme")
    assert first.arm == again.arm


def test_everyone_of_an_account_is_in_the_same_arm() -> None:
    """With the account as unit its people share a fate, and as many accounts are taken as asked."""
    one = holdout(share=0.2, unit="account")
    taken_accounts = 0
    for number in range(2_000):
        arms = {arm_of([one], f"user-{number}-{person}", f"account-{number}") for person in range(3)}
        assert len(arms) == 1
        taken_accounts += arms != {"treatment"}
    assert abs(taken_accounts - 400) < 4 * (2_000 * 0.2 * 0.8) ** 0.5


def test_a_holdout_by_account_passes_over_people_without_one() -> None:
    """Without an account there is nothing to hash: the next holdout is asked."""
    by_account, by_user = holdout("a", 0.9, unit="account"), holdout("b", 0.9)
    assert {arm_of([by_account], user) for user in PEOPLE[:500]} == {"treatment"}
    assert {arm_of([by_account, by_user], user) for user in PEOPLE[:500]} == {"treatment", "holdout"}


def test_the_first_holdout_in_the_file_counts() -> None:
    """Whom two would take, the first takes: kind and name are its own."""
    silent, loud = holdout("first", 0.5, kind="silent_holdout"), holdout("second", 0.5)
    both = taken(silent) & taken(loud)
    assert {allocate([silent, loud], template="tip", user_id=u, account_id=None) for u in both} == {
        Allocation("silent_holdout", "first")
    }
    assert {allocate([loud, silent], template="tip", user_id=u, account_id=None) for u in both} == {
        Allocation("holdout", "second")
    }


def test_a_holdout_of_some_templates_leaves_the_others_alone() -> None:
    """`templates` limits a holdout; an empty list is all of them."""
    one = holdout(share=0.9, templates=("tip",))
    assert {arm_of([one], user, template="other") for user in PEOPLE[:500]} == {"treatment"}
    assert {arm_of([one], user) for user in PEOPLE[:500]} == {"treatment", "holdout"}
