"""Laws of the library room over any value and any mistake: nothing is lost, and nothing makes it raise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.brand import Brand
from content_engine.domain.catalog import Component, Taxonomy, Template
from content_engine.domain.problems import Problem
from content_engine.domain.rules import PolicyFile
from content_engine.library import check_content, init_folder, read_folder
from content_engine.library.documents import parse
from content_engine.library.emitting import to_yaml
from content_engine.library.forms import to_noun_form
from content_engine.library.tree import read_tree
from content_engine.library.validation import read_noun

WELCOME = "components/templates/welcome-email.yaml"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small valid content folder, for properties that put everything back."""
    root = tmp_path_factory.mktemp("shared") / "content"
    init_folder(root)
    return root


def all_problems(folder: Path) -> tuple[Problem, ...]:
    return check_content(
        read_folder(folder),
        condition_errors=lambda _condition: [],
        text_errors=lambda _component, _variant: [],
        layout_errors=lambda _template: [],
    )


letters = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | letters | st.sampled_from(["no", "1:30", "1e5", "012", "|", "- a", "#"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(letters, inner),
    max_leaves=12,
))  # fmt: skip
def test_what_is_written_is_read_back(value: object) -> None:
    """Any JSON value that is written as YAML comes back equal, of the same types."""
    tree, faults = read_tree(to_yaml({"value": value}))
    assert not faults
    assert tree is not None
    assert json.dumps(tree.data()) == json.dumps({"value": value})


FILES = {
    "components/opening/workspace-ready.yaml": ("component", Component),
    WELCOME: ("template", Template),
    "policies/defaults.yaml": ("policy", PolicyFile),
    "components/taxonomy.yaml": ("taxonomy", Taxonomy),
    "guardrails/brand.yaml": ("brand", Brand),
}


def told(kind: str, noun: type, file: str, text: str) -> Iterator[Problem]:
    document, problems = parse(file, text)
    yield from problems
    if document is not None:
        item, wrong = read_noun(noun, to_noun_form(kind, document, {"opening": "text"}))
        assert item is not None or wrong
        yield from wrong


@pytest.mark.parametrize("file", FILES)
def test_any_missing_character_is_fine_or_told_with_a_line(shared: Path, file: str) -> None:
    """Deleting any one character leaves a valid file or problems whose line the file has; never an exception."""
    kind, noun = FILES[file]
    text = (shared / file).read_text(encoding="utf-8")
    for at in range(len(text)):
        broken = text[:at] + text[at + 1 :]
        for problem in told(kind, noun, file, broken):
            assert 1 <= problem.line <= broken.count("\n") + 1
            assert problem.message


@given(st.data())
def test_any_changed_file_is_fine_or_told_with_a_line(shared: Path, data: st.DataObject) -> None:
    """Whatever a character of any file becomes, the folder is valid or has problems in its files and their lines."""
    paths = sorted(path for path in shared.rglob("*") if path.is_file() and "schemas" not in path.parts)
    path = data.draw(st.sampled_from(paths))
    good = path.read_bytes()
    at = data.draw(st.integers(0, len(good)))
    put = data.draw(
        st.sampled_from([b"", b":", b"[", b"}", b'"', b"\t", b"\n", b"&a ", b"*a", b"\xff", b"\x00", b"{{", b"- "])
    )
    skip = data.draw(st.integers(0, 30))
    try:
        path.write_bytes(good[:at] + put + good[at + skip :])
        problems = all_problems(shared)
        assert (read_folder(shared).catalog is not None) or problems
        for problem in problems:
            lines = (shared / problem.file).read_bytes().count(b"\n") + 1
            assert 1 <= problem.line <= lines
            assert problem.message
    finally:
        path.write_bytes(good)


@given(st.binary(max_size=200))
def test_any_bytes_are_fine_or_told(shared: Path, raw: bytes) -> None:
    """A file of any bytes never raises."""
    path = shared / "segments/any.yaml"
    try:
        path.write_bytes(raw)
        problems = all_problems(shared)
        assert problems
        assert {problem.file for problem in problems} == {"segments/any.yaml"}
    finally:
        path.unlink()
