"""Answers are strict JSON, and exactly what the schema asks for; nothing is guessed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.errors import BadInput
from content_engine.gateway.strictjson import NotJson, loads, the_object
from content_engine.gateway.structured import WrongSchema, validated
from tests.gateway.faulty import GOOD


@pytest.mark.parametrize("text", [GOOD, f"```json\n{GOOD}\n```", f"Here it is:\n{GOOD}\nEnjoy.", f" {GOOD} "])
def test_one_object_may_stand_among_words(text: str) -> None:
    """Fences and prose around exactly one JSON object are let through."""
    assert the_object(text) == json.loads(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        *["", "no", "[]", f"[{GOOD}]", GOOD * 2, f"{GOOD} or {GOOD}", '{"a": 1,}', "{a: 1}", "{'a': 1}", '{"a": NaN}'],
        *['{"a": 1, "a": 2}', '{"a": 1e999', '{"a": 01}', '{"a": 1} }', '{"a": "\ud800"}', '{"a": 1} [2]'],
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    """What only resembles one JSON object is none."""
    with pytest.raises(NotJson):
        the_object(text)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda kids: st.lists(kids), max_leaves=9))
def test_what_is_json_is_read(value: Any) -> None:
    """Every value that Python writes as JSON comes back, unless it is no text."""
    assert loads(json.dumps(value).encode()) == value


SHAPE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["items", "kind"],
    "properties": {
        "items": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "kind": {"type": "string", "enum": ["a", "b"]},
        "score": {"type": "integer", "minimum": 1, "maximum": 5},
        "note": {"type": ["string", "null"], "maxLength": 3},
    },
}


@pytest.mark.parametrize(
    ("data", "right"),
    [
        ({"items": [{"x": "y"}], "kind": "a"}, True),
        ({"items": [{}], "kind": "b", "score": 5, "note": None}, True),
        ({"items": [], "kind": "a"}, False),
        ({"items": [{"x": 1}], "kind": "a"}, False),
        ({"items": [{}], "kind": "c"}, False),
        ({"items": [{}], "kind": "a", "score": "5"}, False),
        ({"items": [{}], "kind": "a", "score": True}, False),
        ({"items": [{}], "kind": "a", "score": 6}, False),
        ({"items": [{}], "kind": "a", "note": "long"}, False),
        ({"items": [{}], "kind": "a", "more": 1}, False),
        ({"kind": "a"}, False),
    ],
)
def test_content_must_fit_its_schema(data: dict[str, Any], right: bool) -> None:
    """Types, bounds, enumerations and unknown keys are checked, and what fits comes back as it was sent."""
    if right:
        assert validated(json.dumps(data), SHAPE) == data
        return
    with pytest.raises(WrongSchema):
        validated(json.dumps(data), SHAPE)


def test_a_schema_it_cannot_check_is_an_error() -> None:
    """A keyword beyond the known ones is never silently ignored."""
    with pytest.raises(BadInput, match="patternProperties"):
        validated("{}", {"type": "object", "patternProperties": {}})
