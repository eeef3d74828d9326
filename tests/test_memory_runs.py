"""One contract for evaluation runs: SQLite in memory, SQLite in a file, PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from content_engine.domain.evals import CaseResult, Judged, Label, Run, Summary
from content_engine.domain.llm import Usage
from content_engine.domain.writing import Score
from content_engine.memory import open_stores
from content_engine.memory.runs import SqlRunStore

T = 1_800_000_000_000
NASTY = "'; DROP TABLE eval_runs; -- %s ? :x \\ \u202e ✓ <script>"


@pytest.fixture(params=["memory", "sqlite_ready", "postgres_ready"])
def store(request: pytest.FixtureRequest) -> Iterator[SqlRunStore]:
    """An empty store of runs of each kind."""
    url = "sqlite:///:memory:" if request.param == "memory" else request.getfixturevalue(request.param)
    opened = open_stores(url)
    yield opened.runs
    opened.close()


def a_run(number: int = 1, **given: Any) -> Run:
    """A run with a text, a failure and a skipped evaluator."""
    scores = (Score(evaluator="judge", value=4.0, repeated=(4, 4), reason=NASTY), Score(evaluator="x", failure="broke"))
    text = Judged(index=0, content={"text": NASTY}, scores=scores, violations=({"span": [0, 3]},), verdict="flag")
    told: dict[str, Any] = {
        "id": f"run-{number:02d}", "suite": "variant", "prompt": "variant/2", "prompt_hash": "0" * 64, "model": "m",
        "origin": "llm", "catalog_version": "v", "at": T + number, "passed": False, "job": f"run-{number:02d}",
        "usage": Usage(tokens_in=3, tokens_out=4, cost_usd=0.1),
        "cases": (CaseResult(case="one", judged=(text,), origin="llm", model="m"), CaseResult(case="two", failure="x")),
        "summaries": (
            Summary(evaluator="judge", mean=4.0, agreement=1.0), Summary(evaluator="p", mean=None, skipped="n"),
        ),
        "params": {"judge": {"use": "judge", "repeats": 2}},
    }  # fmt: skip
    return Run(**{**told, **given})


def test_a_run_comes_back_as_it_was(store: SqlRunStore) -> None:
    """With every text, score, failure and hostile character; there is none under another id."""
    store.add(a_run())
    assert store.run("run-01") == a_run()
    assert store.run("nope") is None


def test_a_run_is_never_changed(store: SqlRunStore) -> None:
    """The same id again changes nothing: a job that ends twice ends once."""
    store.add(a_run())
    store.add(a_run(passed=True))
    assert store.run("run-01") == a_run()
    assert len(store.runs()) == 1


def test_lists_are_newest_first(store: SqlRunStore) -> None:
    """By time, narrowed to a suite, those before a moment, at most so many, and without the cases."""
    for number in (2, 1, 3):
        store.add(a_run(number, suite="other" if number == 3 else "variant"))
    assert [one["id"] for one in store.runs()] == ["run-03", "run-02", "run-01"]
    assert [one["id"] for one in store.runs(suite="variant")] == ["run-02", "run-01"]
    assert [one["id"] for one in store.runs(before=T + 2)] == ["run-01"]
    assert [one["id"] for one in store.runs(limit=1)] == ["run-03"]
    told = store.runs()[0]
    assert "cases" not in told
    assert told["summaries"][1]["skipped"] == "n"
    assert told["usage"] == {"tokens_in": 3, "tokens_out": 4, "cost_usd": 0.1}


def a_label(**given: Any) -> Label:
    """Somebody's word on a text."""
    told = {
        "content_hash": "h1",
        "actor": "ada@example.com",
        "word": "approve",
        "at": T,
        "run": "run-01",
        "case": "one",
    }
    return Label(**{**told, **given})


def test_a_later_label_replaces_ones_own(store: SqlRunStore) -> None:
    """Of one person on one text the last word stays; others' words and other texts stay beside it."""
    store.label(a_label())
    store.label(a_label(word="reject", reason="O'Brien: 100 %", at=T + 1))
    store.label(a_label(actor="eve@example.com", at=T + 2))
    store.label(a_label(content_hash="h2", at=T + 3))
    assert [(one.actor[:3], one.word, one.reason) for one in store.labels(["h1"])] == [
        ("eve", "approve", ""),
        ("ada", "reject", "O'Brien: 100 %"),
    ]
    assert [one.content_hash for one in store.labels()] == ["h2", "h1", "h1"]
    assert len(store.labels(limit=1)) == 1
    assert store.labels([]) == []
