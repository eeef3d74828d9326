"""The decision request: which attributes it takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from content_engine.domain.decisions import DecisionRequest

LEAST, MOST = -(2**63), 2**63 - 1


def ask(**given: Any) -> DecisionRequest:
    """A request for a tip for user `u`."""
    return DecisionRequest.model_validate({"request_id": "r", "template": "tip", "user_id": "u", **given})


@given(st.integers(LEAST, MOST) | st.sampled_from([LEAST, LEAST + 1, MOST]))
def test_every_whole_number_of_64_bits_is_taken(number: int) -> None:
    """From -2^63, as databases and other languages have it, to 2^63 - 1, wherever it stands."""
    assert ask(attributes={"n": number, "more": [{"n": number}]}).attributes["more"] == [{"n": number}]


@pytest.mark.parametrize("number", [LEAST - 1, MOST + 1, 10**30])
def test_a_larger_whole_number_is_refused_and_named(number: int) -> None:
    """What 64 bits do not hold is refused with the place where it stands."""
    with pytest.raises(ValidationError, match=r"attributes\.n\[0\]: a whole number of more than 64 bits"):
        ask(attributes={"n": [number]})
