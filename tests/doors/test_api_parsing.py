"""Bytes and query strings into nouns, and the words for what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.events import Received
from content_engine.web.api.parsing import LARGEST, parse_inputs, parse_json
from content_engine.web.api.places import path_at
from content_engine.web.api.problems import HttpProblem
from content_engine.web.api.wire import SubjectInputs, VariantPage

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.floats(-1e15, 1e15)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
)
ATTRIBUTES = st.dictionaries(st.sampled_from(["role", "plan", "seats", "ü", 'a"b', "a.b"]), SCALARS, max_size=4)


def refused(model: Any, body: bytes) -> HttpProblem:
    """The problem with a body."""
    with pytest.raises(HttpProblem) as problem:
        parse_json(model, body)
    return problem.value


@given(ATTRIBUTES, st.booleans())
def test_good_bodies_are_taken_as_they_are(attributes: dict[str, Any], ascii_only: bool) -> None:
    """Whatever JSON can say of attributes arrives as it was sent, however it was written."""
    sent = {"request_id": "r", "template": "t", "user_id": "u", "attributes": attributes}
    parsed = parse_json(DecisionRequest, json.dumps(sent, ensure_ascii=ascii_only).encode())
    assert parsed.attributes == attributes
    assert [type(value) for value in parsed.attributes.values()] == [type(value) for value in attributes.values()]


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_politely(body: bytes) -> None:
    """No bytes do more than a 400 or 422 problem."""
    assert refused(DecisionRequest, body).response().status_code in (400, 422)


@given(ATTRIBUTES, st.data())
def test_broken_bodies_are_refused_politely(attributes: dict[str, Any], data: st.DataObject) -> None:
    """A good body with one byte changed, cut or doubled is either taken or refused as a 400 or 422."""
    sent = {"request_id": "r", "template": "t", "user_id": "u", "attributes": attributes}
    body = bytearray(json.dumps(sent, ensure_ascii=False).encode())
    place = data.draw(st.integers(0, len(body) - 1))
    body[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    try:
        parse_json(DecisionRequest, bytes(body))
    except HttpProblem as problem:
        assert problem.response().status_code in (400, 422)
        assert problem.detail


@given(st.lists(st.sampled_from(["accepted", "duplicates", "parked"]), min_size=2, max_size=5))
def test_keys_are_given_once(names: list[str]) -> None:
    """An object with a key twice is refused, naming the key; one without is taken."""
    body = ("{" + ", ".join(f'"{name}": 1' for name in names) + "}").encode()
    if len(set(names)) == len(names):
        assert parse_json(Received, body).accepted in (0, 1)
        return
    told = refused(Received, body).errors
    assert {error.field for error in told} == {name for name in names if names.count(name) > 1}


@given(st.integers() | st.integers(LARGEST - 5, LARGEST + 5) | st.floats())
def test_numbers_that_others_can_read(number: float) -> None:
    """Numbers that 64 bits hold are taken; larger ones, infinite ones and none are refused, naming the field."""
    body = json.dumps({"request_id": "r", "template": "t", "user_id": "u", "attributes": {"n": number}}).encode()
    if -LARGEST <= number <= LARGEST:
        assert parse_json(DecisionRequest, body).attributes["n"] == number
    else:
        assert [error.field for error in refused(DecisionRequest, body).errors] == ["attributes.n"]


@pytest.mark.parametrize(("written", "read"), [("3.0", 3), ("3e0", 3), ("0.3e1", 3), ("-0.0", 0), ("1E2", 100)])
def test_whole_numbers_however_they_are_written(written: str, read: int) -> None:
    """JSON has no whole numbers of its own: `3.0` is 3. Text and fractions stay wrong."""
    assert parse_json(Received, f'{{"accepted": {written}}}'.encode()).accepted == read
    for wrong in ('"3"', "3.5", "true", "null"):
        told = refused(Received, f'{{"accepted": {wrong}}}'.encode()).errors
        assert [(error.field, error.message) for error in told] == [("accepted", "must be a whole number")]


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, one in inner for found in _paths(one, (*path, key)))]


@given(st.data())
def test_the_place_of_a_broken_character(data: st.DataObject) -> None:
    """Half a character anywhere in a body is told with the path of the value it stands in."""
    names = st.sampled_from(["a", "b", "c"])
    value = data.draw(st.recursive(st.just("x"), lambda one: _lists(one) | st.dictionaries(names, one, min_size=1)))
    leaves = [path for path in _paths({"v": value}) if isinstance(_at({"v": value}, path), str)]
    broken = data.draw(st.sampled_from(leaves))
    text = json.dumps(_put({"v": value}, broken, "\ud800"), indent=data.draw(st.sampled_from([None, 1])))
    error = refused(DecisionRequest, text.encode()).errors
    assert [one.field for one in error] == [".".join(map(str, broken[:8])) + (".…" if len(broken) > 8 else "")]


def _lists(one: Any) -> Any:
    return st.lists(one, min_size=1, max_size=3)


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, list):
        return [_put(one, path[1:], new) if n == path[0] else one for n, one in enumerate(value)]
    return {key: _put(one, path[1:], new) if key == path[0] else one for key, one in value.items()}


@given(st.binary(max_size=80), st.integers(1, 9), st.integers(0, 99))
def test_the_place_in_any_bytes(body: bytes, line: int, column: int) -> None:
    """Looking for a place in what is no JSON at all finds some path or none, and never fails."""
    assert isinstance(path_at(body, f"expected value at line {line} column {column}"), str)


@given(st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable() and "@" not in text))
def test_ids_in_paths_and_queries(user_id: str) -> None:
    """An id of any printable letters survives the way through an address."""
    assert parse_inputs(SubjectInputs, {"user_id": user_id}, b"").user_id == user_id
    query = urlencode({"locale": "de-AT", "limit": "7"}, quote_via=quote).encode()
    page = parse_inputs(VariantPage, {}, query)
    assert (page.locale, page.limit, page.cursor) == ("de-AT", 7, None)


@given(st.binary(max_size=40))
def test_any_query_is_taken_or_refused(query: bytes) -> None:
    """No query string does more than a 422 problem."""
    try:
        parse_inputs(VariantPage, {}, query)
    except HttpProblem as problem:
        assert problem.response().status_code == 422
