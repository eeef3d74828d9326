"""The salted hashes: GrowthBook's public cases one by one, and what must hold for any id, salt and weights."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_engine.experiments.hashing import (
    bucket_ranges,
    choose,
    equal_weights,
    fnv1a_32,
    hash_unit,
    in_namespace,
    seed_unit,
)

CASES: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "data/growthbook_sdk/sdk_cases.json").read_text(encoding="utf-8")
)
DRAWS = 20_000

# Upper quantiles of chi-squared (scipy.stats.chi2.isf): what chance exceeds once in a thousand million test runs.
CHI2_99_ONCE_IN_1E9 = 207.9

any_text = st.text(st.characters(codec=None), max_size=30)
units = st.floats(0, 1, exclude_max=True)
shares = st.lists(st.integers(1, 100), min_size=1, max_size=8).map(lambda parts: [part / sum(parts) for part in parts])


def case_ids(kind: str) -> list[str]:
    return [f"{index:02d} {case[0]!s:.40}" for index, case in enumerate(CASES[kind])]


def chi_squared(cells: Iterable[Any], expected_cells: int, draws: int = DRAWS) -> float:
    counts = Counter(cells)
    expected = draws / expected_cells
    missing = expected_cells - len(counts)
    return sum((seen - expected) ** 2 / expected for seen in counts.values()) + missing * expected


def test_all_public_cases_are_loaded() -> None:
    """The case file holds as many cases per function as GrowthBook published."""
    kinds = ("hash", "getBucketRange", "chooseVariation", "inNamespace", "getEqualWeights")
    assert [len(CASES[kind]) for kind in kinds] == [15, 13, 13, 16, 6]


@pytest.mark.parametrize(("seed", "value", "version", "expected"), CASES["hash"], ids=case_ids("hash"))
def test_hash_case(seed: str, value: str, version: int, expected: float | None) -> None:
    """GrowthBook's `hash` case holds."""
    assert hash_unit(seed, value, version) == expected


@pytest.mark.parametrize(("_name", "arguments", "expected"), CASES["getBucketRange"], ids=case_ids("getBucketRange"))
def test_bucket_range_case(_name: str, arguments: list[Any], expected: list[list[float]]) -> None:
    """GrowthBook's `getBucketRange` case holds, to the rounding of its decimals."""
    ranges = bucket_ranges(*arguments)
    assert [list(map(pytest.approx, each)) for each in expected] == [list(each) for each in ranges]


@pytest.mark.parametrize(
    ("_name", "n", "ranges", "expected"), CASES["chooseVariation"], ids=case_ids("chooseVariation")
)
def test_choose_variation_case(_name: str, n: float, ranges: list[Any], expected: int) -> None:
    """GrowthBook's `chooseVariation` case holds."""
    assert choose(n, [(start, end) for start, end in ranges]) == expected


@pytest.mark.parametrize(("_name", "value", "namespace", "expected"), CASES["inNamespace"], ids=case_ids("inNamespace"))
def test_in_namespace_case(_name: str, value: str, namespace: list[Any], expected: bool) -> None:
    """GrowthBook's `inNamespace` case holds."""
    name, start, end = namespace
    assert in_namespace(value, (name, start, end)) is expected


@pytest.mark.parametrize(("n", "expected"), CASES["getEqualWeights"], ids=case_ids("getEqualWeights"))
def test_equal_weights_case(n: int, expected: list[float]) -> None:
    """GrowthBook's `getEqualWeights` case holds, to the eight digits it is written with."""
    assert equal_weights(n) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(
    ("data", "expected"), [(b"", 0x811C9DC5), (b"a", 0xE40C292C), (b"foobar", 0xBF9CF968)], ids=["empty", "a", "foobar"]
)
def test_fnv_vectors(data: bytes, expected: int) -> None:
    """FNV-1a gives the values of its authors' test vectors."""
    assert fnv1a_32(data) == expected


@given(any_text, any_text, st.sampled_from([1, 2]))
def test_every_text_has_a_number(seed: str, value: str, version: int) -> None:
    """Any seed and value, unpaired surrogates included, hash to [0, 1), each time to the same number."""
    unit = hash_unit(seed, value, version)
    assert unit is not None and 0 <= unit < 1
    assert unit == hash_unit(seed, value, version)


@given(any_text, any_text, st.integers().filter(lambda version: version not in (1, 2)))
def test_unknown_version_has_no_number(seed: str, value: str, version: int) -> None:
    """A hash version nobody defined gives None, never a number somebody might rely on."""
    assert hash_unit(seed, value, version) is None


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=20))
def test_version_two_is_uniform(seed: str) -> None:
    """Under any salt the ids 0 to 19,999 fall evenly into a hundred cells (chi-squared)."""
    cells = (int((hash_unit(seed, f"u{index}") or 0.0) * 100) for index in range(DRAWS))
    assert chi_squared(cells, 100) < CHI2_99_ONCE_IN_1E9


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text("abcdef", min_size=1, max_size=12), min_size=2, max_size=2, unique=True))
def test_version_two_is_independent_between_salts(salts: list[str]) -> None:
    """What one salt says of an id tells nothing of what another says: the pairs are uniform on a ten by ten grid."""
    first, second = salts
    cells = (
        (int((hash_unit(first, f"u{i}") or 0.0) * 10), int((hash_unit(second, f"u{i}") or 0.0) * 10))
        for i in range(DRAWS)
    )
    assert chi_squared(cells, 100) < CHI2_99_ONCE_IN_1E9


@given(shares, st.floats(0, 1))
def test_ranges_keep_their_shares(weights: list[float], coverage: float) -> None:
    """Ranges stand in order without overlap inside [0, 1], each as long as its weight times the coverage."""
    ranges = bucket_ranges(len(weights), coverage, weights)
    ends = [0.0, *(end for _, end in ranges)]
    assert [end - start for start, end in ranges] == pytest.approx([coverage * weight for weight in weights], abs=1e-9)
    assert all(end <= start + 1e-9 for end, (start, _) in zip(ends, ranges, strict=False))
    assert all(0 <= start <= end <= 1 + 1e-9 for start, end in ranges)


@given(shares, units, st.floats(0, 1), st.floats(0, 1))
def test_more_coverage_moves_nobody(weights: list[float], n: float, one: float, other: float) -> None:
    """Who has a variation keeps it when coverage rises."""
    low, high = sorted((one, other))
    before = choose(n, bucket_ranges(len(weights), low, weights))
    after = choose(n, bucket_ranges(len(weights), high, weights))
    assert before in (-1, after)


@given(
    st.integers(1, 8),
    st.one_of(
        st.lists(st.floats(), max_size=8).filter(lambda weights: not 0.99 <= sum(weights) <= 1.01),
        st.none(),
    ),
)
def test_unusable_weights_give_way_to_equal_ones(n: int, weights: list[float] | None) -> None:
    """Weights of the wrong sum, or none, never reach an allocation."""
    assert bucket_ranges(n, 1, weights) == bucket_ranges(n, 1, equal_weights(n))


@pytest.mark.parametrize("weights", [[1.5, -0.5], [math.nan, 1.0], [math.inf, -math.inf], [-0.0, 0.98]])
def test_weights_of_the_right_number_can_be_unusable_too(weights: list[float]) -> None:
    """Two weights for two variations still give way when one is negative, NaN or infinite, or the sum is off."""
    assert bucket_ranges(2, 1, weights) == [(0, 0.5), (0.5, 1)]


@pytest.mark.parametrize("coverage", [-math.inf, -0.2, -0.0, 0.0, math.nan])
def test_no_coverage_chooses_nobody(coverage: float) -> None:
    """A coverage of nothing, below nothing or NaN takes nobody in."""
    ranges = bucket_ranges(3, coverage, None)
    assert {choose(n / 1000, ranges) for n in range(1000)} == {-1}


@given(units, st.lists(st.tuples(units, units), max_size=6))
def test_choose_takes_the_first_that_holds(n: float, ranges: list[tuple[float, float]]) -> None:
    """The chosen range holds the number and none before it does; -1 says that none does."""
    chosen = choose(n, ranges)
    holding = [index for index, (start, end) in enumerate(ranges) if start <= n < end]
    assert chosen == (holding[0] if holding else -1)


@given(any_text, st.text(max_size=10), st.lists(st.floats(0, 1), max_size=5))
def test_a_namespace_cut_in_parts_has_everyone_once(value: str, name: str, cuts: list[float]) -> None:
    """Parts that cover a namespace without overlap put each id into exactly one of them."""
    edges = [0.0, *sorted(cuts), 1.0]
    parts = [(name, start, end) for start, end in pairwise(edges)]
    assert sum(in_namespace(value, part) for part in parts) == 1


@pytest.mark.parametrize(
    ("parts", "digest"),
    [
        (("abc",), 0x97BC93143BB0CA1C),
        (("ab", "c"), 0x5B6BAF4B54380EBF),
        (("dispatch-77:u1", "subject"), 0xE5DCD96BD6F6437A),
    ],
    ids=["one part", "two parts", "request and slot"],
)
def test_seed_recipe(parts: tuple[str, ...], digest: int) -> None:
    """The documented recipe gives the digests that coreutils' b2sum printed for the same bytes."""
    assert seed_unit(*parts) == (digest >> 11) / 2**53


def test_a_seed_of_nothing_is_refused() -> None:
    """Without parts there is nothing to draw for, and the message says what to give."""
    with pytest.raises(ValueError, match="at least one part"):
        seed_unit()


@given(st.lists(any_text, min_size=1, max_size=4))
def test_seed_is_a_unit(parts: list[str]) -> None:
    """Any parts, unpaired surrogates included, give one number in [0, 1) with at most 53 bits."""
    unit = seed_unit(*parts)
    assert 0 <= unit < 1 and (unit * 2**53).is_integer()
    assert unit == seed_unit(*parts)


@given(
    st.lists(any_text, min_size=1, max_size=4),
    st.lists(any_text, min_size=1, max_size=4),
)
def test_different_parts_draw_differently(one: list[str], other: list[str]) -> None:
    """Two lists of parts give one number only where they are the same list."""
    assert (seed_unit(*one) == seed_unit(*other)) == (one == other)


@given(any_text.filter(lambda text: len(text) > 1), st.data())
def test_part_boundaries_count(text: str, data: st.DataObject) -> None:
    """The same characters cut at another place, or not at all, are another seed."""
    cut = data.draw(st.integers(1, len(text) - 1))
    other = data.draw(st.integers(0, len(text)).filter(lambda place: place != cut))
    numbers = {seed_unit(text), seed_unit(text[:cut], text[cut:]), seed_unit(text[:other], text[other:])}
    assert len(numbers) == 3


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_seed_is_uniform(before: str, after: str) -> None:
    """Whatever stands around a counter, 20,000 draws fall evenly into a hundred cells (chi-squared)."""
    cells = (int(seed_unit(before, str(index), after) * 100) for index in range(DRAWS))
    assert chi_squared(cells, 100) < CHI2_99_ONCE_IN_1E9


@settings(max_examples=10, deadline=None)
@given(st.text(min_size=1, max_size=20), st.data())
def test_seeds_with_other_boundaries_are_independent(text: str, data: st.DataObject) -> None:
    """Draws for ("ab", "c", i) tell nothing of draws for ("a", "bc", i): pairs are uniform on a ten by ten grid."""
    cut = data.draw(st.integers(1, len(text)))
    cells = (
        (
            int(seed_unit(text[:cut], text[cut:], str(i)) * 10),
            int(seed_unit(text[: cut - 1], text[cut - 1 :], str(i)) * 10),
        )
        for i in range(DRAWS)
    )
    assert chi_squared(cells, 100) < CHI2_99_ONCE_IN_1E9


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=20))
def test_low_bits_of_a_seed_are_uniform_too(before: str) -> None:
    """The last of the 53 bits are as even as the first: no cell of the lowest digits is preferred (chi-squared)."""
    cells = (int(seed_unit(before, str(index)) * 2**53) % 100 for index in range(DRAWS))
    assert chi_squared(cells, 100) < CHI2_99_ONCE_IN_1E9
