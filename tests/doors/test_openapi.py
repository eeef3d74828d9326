"""The OpenAPI document says the truth: schemathesis, with all its checks, looks for a lie in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import strategies as st
from schemathesis.config import HealthCheck, SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.hooks import unregister

from content_engine.domain.refusals import REFUSAL_CODES
from content_engine.web.api import build_app
from content_engine.web.api.problems import CODES
from tests.doors.conftest import EMAIL, Door, Seed, asking, opened_door

EXAMPLES = 6
# the years 1 and 9999 are refused, since other zones would leave the calendar; a schema has no word for that
FIRST, LAST = datetime(1990, 1, 1), datetime(2090, 1, 1)  # noqa: DTZ001 - hypothesis wants bounds without a zone
schemathesis.openapi.format("date-time", st.datetimes(FIRST, LAST, timezones=st.just(UTC)).map(datetime.isoformat))


@pytest.fixture(scope="module")
def described(acme_seed: Seed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A door whose bodies may be as large as schemathesis makes them."""
    with opened_door(acme_seed, tmp_path_factory.mktemp("openapi"), max_body_bytes=64_000_000) as door:
        yield door


@pytest.fixture(scope="module")
def document(described: Door) -> dict[str, Any]:
    """The document."""
    told: dict[str, Any] = described.client(None).get("/openapi.json").json()
    return told


@pytest.fixture
def own_ids() -> Iterator[None]:
    """A request_id stands for one question for ever; schemathesis would ask many under the same one."""
    numbers = itertools.count()

    def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
        if case.meta is None or not case.meta.generation.mode.is_positive:
            return
        body = case.body if isinstance(case.body, dict) else {}
        for asked in (body, *body.get("requests", ()), case.query or {}):
            if "request_id" in asked:
                asked["request_id"] = f"r-{next(numbers)}"

    schemathesis.hook(before_call)
    yield
    unregister(before_call)


def _told(check: Any) -> str:
    if check.failure_info is None:
        return ""
    return f"{check.name}: {check.failure_info.failure}\n{check.failure_info.code_sample}"[:2_000]


def test_schemathesis_finds_nothing(described: Door, own_ids: None) -> None:
    """Good data is accepted and bad data refused; every status, header, media type and body is as documented."""
    config = SchemathesisConfig(seed=20_261_120, suppress_health_check=[HealthCheck.all])
    app = build_app(described.engine, described.settings, log=described.log)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
    schema.config.update(headers={"Authorization": f"Bearer {described.keys['admin']}"}, request_timeout=120)
    schema.config.generation.update(max_examples=EXAMPLES, deterministic=True)
    tried, found = set(), []
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            tried.add(event.recorder.label)
            found += [told for checks in event.recorder.checks.values() for check in checks if (told := _told(check))]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.append(repr(event))
    assert found == []
    assert len(tried) > 20
    assert [line for line in described.log.said if line.get("status") == 500] == []


def _names(document: dict[str, Any], known: Any) -> list[str]:
    """Every `$ref` in the document."""
    if isinstance(known, dict):
        own = [known["$ref"]] if isinstance(known.get("$ref"), str) else []
        return own + [name for value in known.values() for name in _names(document, value)]
    return [name for value in known for name in _names(document, value)] if isinstance(known, list) else []


def test_the_document_holds_together(document: dict[str, Any]) -> None:
    """Every reference leads somewhere, every schema is a JSON schema, and every operation has a name of its own."""
    for name in _names(document, document):
        found: Any = document
        for step in name.removeprefix("#/").split("/"):
            found = found[step]
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert document["openapi"].startswith("3.1.")


def _checker(document: dict[str, Any], name: str) -> Any:
    schemas = document["components"]["schemas"]
    return jsonschema_rs.validator_for({"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}})


def test_what_the_document_says_of_requests(document: dict[str, Any]) -> None:
    """The document refuses what the engine refuses, also where the rule is in code: addresses, controls, nesting."""
    one, assigned = _checker(document, "OneDecisionRequest"), _checker(document, "Assignments")
    assert one.is_valid(asking())
    assert one.is_valid(asking(template=["nope", EMAIL], attributes={"a": {"b": {"c": {"d": []}}}}))
    for wrong in (
        {"template": "nope"},
        {"template": ["nope"]},
        {"user_id": "ada@example.org"},
        {"user_id": "u\x00"},
        {"attributes": {"a": {"b": {"c": {"d": [1]}}}}},
        {"attributes": {"a": "x" * 2_001}},
        {"deadline_ms": 0},
        {"colour": "red"},
    ):
        assert not one.is_valid(asking(**wrong)), wrong
    said = {"segment_id": "s", "version": 1}
    for good in ({"user_id": "u"}, {"user_id": "u", "scope": "user"}, {"account_id": "a", "scope": "account"}):
        assert assigned.is_valid({"assignments": [{**said, **good}]})
    for bad in ({}, {"user_id": None}, {"account_id": "a"}, {"user_id": "u", "scope": "account"}):
        assert not assigned.is_valid({"assignments": [{**said, **bad}]})


def test_what_the_document_says_of_answers(described: Door, document: dict[str, Any]) -> None:
    """Assembled, refused and explained decisions are as the document has them, with the refusal codes there are."""
    checker, client = _checker(document, "Decision"), described.client()
    for body in (asking("d-1"), asking("d-2", segments=[]), asking("d-3", "u-3", explain=True, dry_run=True)):
        checker.validate(client.post("/v1/decisions", json=body).json())
    assert document["components"]["schemas"]["Refusal"]["properties"]["code"]["enum"] == list(REFUSAL_CODES)


class _Page(HTMLParser):
    """What a page loads, and the places it links to and has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.add(tag)
        self.ids |= {told["id"] or ""} if "id" in told else set()
        self.links |= {told[name] or "" for name in ("href", "src") if name in told}


def test_the_page_for_people(described: Door, document: dict[str, Any]) -> None:
    """`/docs` tells every call, schema and problem, loads nothing from anywhere, and its links lead somewhere."""
    answer = described.client(None).get("/docs")
    page = _Page()
    page.feed(answer.text)
    assert page.tags.isdisjoint({"script", "link", "img", "iframe"})
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= page.ids
    assert {link for link in page.links if not link.startswith("#")} == {"/openapi.json"}
    assert {f"problem-{code}" for code in CODES} <= page.ids
    assert {f"schema-{name}" for name in document["components"]["schemas"]} <= page.ids
    for path in document["paths"]:
        assert f"<code>{path}</code>" in answer.text
    assert re.findall(r"https?://[^\s<&]*", answer.text) == []
