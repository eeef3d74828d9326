"""Version numbers as sort keys: the order of Semantic Versioning, and an answer for whatever an attribute holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.eligibility.conditions import compile_condition
from content_engine.eligibility.versions import version_key

version_texts = st.from_regex(r"\A(v?[0-9]{1,7}(\.[0-9]{1,7}){0,3}(-[0-9a-z]{1,4}(\.[0-9a-z]{1,4}){0,2})?)\Z")


@given(st.lists(st.integers(0, 10**7), min_size=3, max_size=3), st.lists(st.integers(0, 10**7), min_size=3, max_size=3))
def test_releases_sort_as_their_numbers(one: list[int], other: list[int]) -> None:
    """Releases compare number by number, however long the numbers are, with or without `v` and build metadata."""
    first, second = ".".join(map(str, one)), "v" + ".".join(map(str, other)) + "+build.7"
    assert (version_key(first) < version_key(second)) is (one < other)
    assert (version_key(first) == version_key(second)) is (one == other)


@given(st.lists(st.integers(0, 99), min_size=3, max_size=3), st.from_regex(r"\A[0-9a-z]{1,5}(\.[0-9a-z]{1,5})?\Z"))
def test_pre_releases_come_before(numbers: list[int], tag: str) -> None:
    """A pre-release comes before its release and after everything below that."""
    release = ".".join(map(str, numbers))
    assert version_key(f"{release}-{tag}") < version_key(release)
    assert version_key(f"{release}-{tag}") > version_key(release.rpartition(".")[0])


def ascii_type(value: Any) -> str:
    """A name for a case; pytest's own would fail on an int of 5001 digits."""
    return type(value).__name__


@pytest.mark.parametrize("value", [None, True, [], {}, "", float("nan"), float("inf"), 10**5000, b"1"], ids=ascii_type)
def test_what_is_no_version_counts_as_zero(value: Any) -> None:
    """What is neither text nor an exact number counts as version 0."""
    assert version_key(value) == version_key("0")


def test_numbers_are_versions() -> None:
    """A whole number is that version however JSON wrote it, a fraction the text it is written with."""
    assert version_key(2) == version_key(2.0) == version_key("2")
    assert version_key(1.5) == version_key("1.5")


@given(version_texts, version_texts)
def test_version_operators_agree(one: str, other: str) -> None:
    """Exactly one of `$vlt`, `$veq` and `$vgt` holds, and the others follow from them."""
    less, equal, greater, unequal, at_most, at_least = (
        compile_condition({"v": {name: other}})({"v": one})
        for name in ("$vlt", "$veq", "$vgt", "$vne", "$vlte", "$vgte")
    )
    assert [less, equal, greater].count(True) == 1
    assert (unequal, at_most, at_least) == (not equal, not greater, not less)
