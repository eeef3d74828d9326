"""The face: what others may import and call, pinned. Whoever changes it changes this file, and the users' code."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import content_engine
from content_engine import bootstrap, engine, testing
from content_engine.bootstrap import Settings
from content_engine.engine import Engine

NAMES: dict[Any, list[str]] = {
    content_engine: [
        "Assignment",
        "Choice",
        "Decision",
        "DecisionRequest",
        "Exposure",
        "Message",
        "Outcome",
        "Refusal",
        "SegmentClaim",
    ],
    bootstrap: ["Database", "Settings", "SystemClock", "bootstrap", "open_database", "open_jobs", "open_works"],
    engine: ["Engine", "ReplayResult", "SyncReport", "check_folder"],
    testing: [
        "T0",
        "FakeAccountStore",
        "FakeContentStore",
        "FakeKeyStore",
        "FakeMemory",
        "FixedClock",
        "ScriptedGateway",
        "a_brand",
        "a_record",
        "a_request",
        "a_touch",
        "an_assignment",
        "tiny_catalog",
    ],
}

FUNCTIONS = {
    "bootstrap": "(settings: 'Settings | None' = None, *, clock: 'Clock | None' = None, "
    "gateway: 'Gateway | None' = None, "
    "memory: 'Memory | None' = None, content: 'ContentStore | None' = None, keys: 'KeyStore | None' = None, "
    "writing: 'WritingStores | None' = None, accounts: 'AccountStore | None' = None) -> 'Engine'",
    "open_database": "(settings: 'Settings', *, clock: 'Clock | None' = None) -> 'Database'",
    "open_jobs": "(settings: 'Settings', store: 'JobStore', works: 'Mapping[str, Work]', *, "
    "clock: 'Clock | None' = None, **how: 'Any') -> 'DurableJobs'",
    "open_works": "(settings: 'Settings', opened: 'Database') -> 'Iterator[Mapping[str, Work]]'",
}

ENGINE = {
    "decide_many": "(requests: 'Sequence[DecisionRequest]', *, arrived: 'datetime | None' = None) -> 'list[Decision]'",
    "decide": "(request: 'DecisionRequest') -> 'Decision'",
    "decide_raw": "(requests: 'Sequence[DecisionRequest]', *, arrived: 'datetime | None' = None) -> 'list[Answer]'",
    "knows_template": "(template_id: 'str') -> 'bool'",
    "expose_many": "(exposures: 'Sequence[Exposure]') -> 'Received'",
    "observe_many": "(outcomes: 'Sequence[Outcome]') -> 'Received'",
    "assign_many": "(assignments: 'Sequence[Assignment]', *, complete: 'bool' = False) -> 'Received'",
    "set_preferences": "(user_id: 'str', *, consent: 'dict[str, bool] | None' = None, "
    "do_not_disturb: 'bool | None' = None) -> 'None'",
    "unsubscribe": "(decision_id: 'str') -> 'bool'",
    "decision": "(decision_id: 'str', *, explain: 'bool' = False) -> 'Decision'",
    "decision_raw": "(decision_id: 'str', *, explain: 'bool' = False) -> 'bytes'",
    "explain": "(decision_id: 'str') -> 'dict[str, Any]'",
    "replay": "(decision_id: 'str') -> 'ReplayResult'",
    "replay_all": "() -> 'Iterator[ReplayResult]'",
    "templates": "() -> 'list[dict[str, Any]]'",
    "components": "() -> 'list[dict[str, Any]]'",
    "variants": "(*, after: 'str' = '', limit: 'int | None' = None, **wanted: 'str | None') -> 'list[dict[str, Any]]'",
    "variant": "(variant_id: 'str', *, limit: 'int' = 100) -> 'dict[str, Any]'",
    "generate": "(request: 'GenerationRequest', *, actor: 'str', kind: 'JobKind' = 'generate') -> 'Job'",
    "job": "(job_id: 'str') -> 'Job'",
    "written": "(*, states: 'Sequence[State]' = ('in_review',), component: 'str | None' = None, "
    "locale: 'str | None' = None, order: \"Literal['oldest', 'riskiest', 'id']\" = 'riskiest', after: 'str' = '', "
    "limit: 'int' = 100) -> 'list[WrittenVariant]'",
    "review": "(variant_id: 'str', opinion: 'Opinion') -> 'WrittenVariant'",
    "improve": "(*, actor: 'str', dry_run: 'bool' = False, count: 'int' = 3) -> 'dict[str, Any]'",
    "history": "(item: 'str | None' = None, id: 'str | None' = None, *, limit: 'int' = 100) -> 'list[dict[str, Any]]'",
    "check_content": "(content: 'str | dict[str, str]', kind: 'str', slot: 'str | None' = None, "
    "locale: 'str' = 'en') -> 'dict[str, Any]'",
    "subject": "(user_id: 'str') -> 'dict[str, Any]'",
    "erase": "(user_id: 'str') -> 'dict[str, int]'",
    "check": "(folder: 'Path | None' = None) -> 'tuple[Problem, ...]'",
    "sync": "(folder: 'Path | None' = None, *, actor: 'str' = 'cli') -> 'SyncReport'",
    "refresh": "() -> 'bool'",
    "learn": "(progress: 'Callable[[str, int, int], None] | None' = None) -> 'LearnReport'",
    "report": "(name: 'str', *, since: 'Moment' = None, until: 'Moment' = None, template: 'str | None' = None) "
    "-> 'Report'",
    "catalog_version": "property",
    "status": "() -> 'dict[str, Any]'",
}

CLAIM = ["segment_id", "version", "scope", "confidence", "events", "observed_at", "expires_at"]
FIELDS = {
    "Assignment": [*CLAIM, "user_id", "account_id", "member", "source"],
    "Choice": ["slot", "component", "variant", "propensity", "expected", "uplift", "position"],
    "Decision": [
        *["decision_id", "request_id", "status", "refusal", "arm", "served_by", "policy_version", "catalog_version"],
        *[
            "template",
            "segment",
            "message",
            "choices",
            "propensity",
            "decided_at",
            "expires_at",
            "dry_run",
            "explanation",
        ],
    ],
    "DecisionRequest": [
        *["request_id", "template", "user_id", "account_id", "locale", "segments", "attributes"],
        *["deadline_ms", "dry_run", "explain"],
    ],
    "Exposure": ["decision_id", "at", "kind", "external_id"],
    "Message": ["channel", "subject", "preheader", "html", "text", "blocks", "payload", "headers"],
    "Outcome": ["outcome", "at", "external_id", "decision_id", "user_id", "value", "source"],
    "Refusal": ["code", "detail", "retry_at"],
    "SegmentClaim": CLAIM,
}


def signature(function: Any) -> str:
    """A function's signature without `self`, or what else it is."""
    if not callable(function):
        return type(function).__name__
    told = inspect.signature(function)
    return str(told.replace(parameters=[one for name, one in told.parameters.items() if name != "self"]))


@pytest.mark.parametrize("module", NAMES, ids=lambda module: module.__name__)
def test_a_module_offers_just_its_names(module: Any) -> None:
    """`__all__` is pinned, and every name in it is there and says what it is."""
    assert module.__all__ == NAMES[module]
    for name in module.__all__:
        assert getattr(module, name).__doc__ or isinstance(getattr(module, name), int)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_functions_of_bootstrap_are_called_like_this(name: str) -> None:
    """Names, order, defaults and types of the arguments are pinned."""
    assert signature(getattr(bootstrap, name)) == FUNCTIONS[name]


def test_the_engine_offers_just_these_calls() -> None:
    """Every public method with its signature; a new one is added here, a changed one is a decision."""
    assert {name: signature(value) for name, value in vars(Engine).items() if not name.startswith("_")} == ENGINE


def test_every_call_of_the_engine_says_what_it_does() -> None:
    """No public method without a docstring."""
    assert [name for name in ENGINE if not (getattr(Engine, name).__doc__ or "").strip()] == []


@pytest.mark.parametrize("name", FIELDS)
def test_the_nouns_have_the_fields_of_the_wire(name: str) -> None:
    """Field names and their order are what travels."""
    assert list(getattr(content_engine, name).model_fields) == FIELDS[name]


def test_every_noun_is_pinned() -> None:
    """A noun that is added to the face has its fields pinned too."""
    assert sorted(FIELDS) == content_engine.__all__


def test_settings_have_these_names() -> None:
    """They are flags, keys of a file and environment variables at once; each says what it is for."""
    names = ["content", "database", "batch_max", "refresh_seconds", "max_body_bytes", "max_batch_bytes", "docs"]
    assert list(Settings.model_fields)[: len(names)] == names
    assert all(field.description for field in Settings.model_fields.values())


def test_the_version_is_told() -> None:
    """One place says which version this is, the same as the installed package."""
    from importlib.metadata import version

    assert content_engine.__version__ == version("content-engine")
