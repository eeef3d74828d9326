"""Suites are read from files: what is wrong with one is told with file, line and key."""
# ruff: noqa: E501 - a table of mistakes is read one row a line

from __future__ import annotations

from pathlib import Path

import pytest

from content_engine.domain.errors import BrokenContent, NotFound
from content_engine.domain.problems import Problem
from content_engine.evaluation import suite_errors
from content_engine.library import (
    check_suites,
    examine_suites,
    init_folder,
    read_folder,
    read_prompts,
    read_suites,
    suite_named,
)

FILE = "prompts/variant/evals.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small valid content folder with its suite."""
    init_folder(tmp_path / "content")
    return tmp_path / "content"


def problems(folder: Path) -> list[Problem]:
    """What reading and checking the suites finds."""
    found = examine_suites(folder)
    checked = check_suites(found, read_folder(folder).partial, read_prompts(folder), suite_errors)
    return [*found.problems, *checked]


def edit(folder: Path, old: str, new: str, file: str = FILE) -> None:
    """Replaces a text in a file, which has it."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_folder_that_init_makes(folder: Path) -> None:
    """Its suite is read, belongs to the task of its folder, and has no problem."""
    assert problems(folder) == []
    (suite,) = read_suites(folder)
    assert (suite.id, suite.task) == ("variant", "variant")
    assert len(suite.cases) == 4


MISTAKES = [
    ("component: subject.first-step, segment", "component: subject.frist-step, segment", "cases[0].component", "no component `subject.frist-step`", "subject.first-step"),
    ("segment: new-admins, count", "segment: new-admin, count", "cases[0].segment", "no segment `new-admin`", "new-admins"),
    ("count: 2}", "count: 2, locale: fr}", "cases[0].locale", "does not speak `fr`", "en"),
    ("count: 2}", "count: 99}", "cases[0].count", "less than or equal to 10", ""),
    ("count: 2}", "cuont: 2}", "cases[0].cuont", "unknown key `cuont`", "count"),
    ("use: length", "use: lenght", "evaluators[1].use", "must be one of", ""),
    ("use: length, min: 0.9", "use: length, min: 9", "evaluators[1].min", "between 0 and 1", ""),
    ("content: {text:", "content: {txet:", "cases[3].content.txet", "no field `txet`", "text"),
    ("expect: {verdict: reject}", "expect: {verdict: rejected}", "cases[3].expect.verdict", "must be one or more of", ""),
    ("id: variant\n", "id: variant\nprompt: variant/9\n", "prompt", "no number `9`", ""),
    ("id: variant\n", "id: variant\nprompt: varaint\n", "prompt", "no prompt task `varaint`", "variant"),
    ("id: variant\n", "id: variant\nprompt: variant@prod\n", "prompt", "no label `prod`", "production"),
    ("id: variant\n", "id: variant\ntask: other\n", "task", "lies in prompts/variant/", ""),
    ("id: step", "id: subject", "", "subject stands twice", ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "words", "hint"), MISTAKES)
def test_every_mistake_is_placed(folder: Path, old: str, new: str, key: str, words: str, hint: str) -> None:
    """One mistake: one problem, in the file, at its key, on its line, in words, with the nearest name."""
    edit(folder, old, new)
    found = [one for one in problems(folder) if words in one.message]
    assert len(found) == 1, problems(folder)
    assert (found[0].file, found[0].key) == (FILE, key)
    assert hint in found[0].hint
    line = (folder / FILE).read_text(encoding="utf-8").splitlines()[found[0].line - 1]
    assert not key or key.rpartition(".")[2].partition("[")[0] in line


def test_a_missing_field_of_a_fixed_text(folder: Path) -> None:
    """A fixed text has every field of its kind."""
    edit(folder, "component: subject.first-step, content", "component: cta.open-workspace, content")
    assert sorted(one.message for one in problems(folder)) == [
        "the field `label` is missing", "the field `url` is missing", "the kind `cta` has no field `text`",
    ]  # fmt: skip


def test_two_suites_of_one_id(folder: Path) -> None:
    """Told at the second, with the place of the first."""
    (folder / "prompts/judge/evals.yaml").write_bytes((folder / FILE).read_bytes())
    ((found),) = problems(folder)
    assert found.message == "another suite has the id `variant`"
    assert "evals.yaml" in found.hint


def test_a_broken_suite_stops_the_folder(folder: Path) -> None:
    """The folder then has no catalog, and the suites cannot be read: everything wrong is told at once."""
    edit(folder, "evaluators:", "evaluators: [")
    assert read_folder(folder).catalog is None
    with pytest.raises(BrokenContent):
        read_suites(folder)


def test_a_suite_by_its_id_or_task(folder: Path) -> None:
    """Its id goes first; a name that is none is told with those there are."""
    edit(folder, "id: variant", "id: small")
    suites = read_suites(folder)
    assert suite_named(suites, "small") is suite_named(suites, "variant") is suites[0]
    with pytest.raises(NotFound, match="there are: small"):
        suite_named(suites, "nope")
    with pytest.raises(NotFound, match=r"prompts/<task>/evals\.yaml"):
        suite_named([], "nope")
