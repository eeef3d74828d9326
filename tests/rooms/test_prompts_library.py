"""The prompt library: what is read, what a release promises, and what a prompt's body can and cannot do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from content_engine.domain.errors import BadInput, BrokenContent, NotFound
from content_engine.domain.prompts import Prompt
from content_engine.engine.workshop import check_folder
from content_engine.generation import PromptError, prompt_errors, render, select
from content_engine.library import init_folder, label, read_prompts, release

ROOT = Path(__file__).parents[2]
SCHEMA = "{type: object, properties: {name: {type: string}, items: {type: array, items: {type: string}}}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new content folder."""
    init_folder(tmp_path / "content")
    return tmp_path / "content"


def write(folder: Path, task: str, number: int, body: str = "user:\nHello {{ name }}\n", head: str = "") -> Path:
    """A prompt file."""
    path = folder / f"prompts/{task}/{number}.prompt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\nmodel: m\n{head}inputs: {SCHEMA}\n---\n{body}", encoding="utf-8")
    return path


def told(folder: Path) -> list[tuple[str, int, str]]:
    """File, line and message of what `check` says."""
    return [(one.file, one.line, one.message) for one in check_folder(folder)]


def prompt(user: str, **more: Any) -> Prompt:
    """A prompt with one input `name` and a list `items`."""
    inputs = {"type": "object", "properties": {"name": {"type": "string"}, "items": {"type": "array"}}}
    return Prompt(task="t", number=1, inputs=inputs, system="", user=user, digest="d", **more)


@pytest.mark.parametrize("where", [".", "examples/acme", "content_engine/library/starter"])
def test_what_is_shipped_is_released_and_the_same_everywhere(where: str) -> None:
    """The repository, the example and a new folder carry the same prompts, all released, `production` on the newest."""
    tasks = {one.task: one for one in read_prompts(ROOT / where)}
    assert set(tasks) == {"variant", "judge", "judge-pair"}
    for name, task in tasks.items():
        digests = {one.number: one.digest for one in task.prompts}
        assert task.released == digests and task.labels == {"production": max(digests)}
        assert digests == {one.number: one.digest for one in select_task(name).prompts}


def select_task(name: str) -> Any:
    """A task of the repository's own folder."""
    return next(one for one in read_prompts(ROOT) if one.task == name)


def test_a_released_prompt_may_not_change(folder: Path) -> None:
    """An edited byte, or a file that is gone, is reported by file and line; what is not released may change."""
    path = write(folder, "note", 1)
    assert release(folder, "note") == (1,) and release(folder, "note") == () and told(folder) == []
    write(folder, "note", 2)
    assert told(folder) == []
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert told(folder) == [("prompts/note/1.prompt", 1, "was released and may not change, but it was changed")]
    path.unlink()
    assert told(folder) == [("prompts/note/released.yaml", 2, "prompts/note/1.prompt was released and is gone")]
    with pytest.raises(BrokenContent):
        release(folder, "note")


def test_line_ends_are_no_change(folder: Path) -> None:
    """A checkout that turns line ends into CRLF leaves a released prompt what it was."""
    path = write(folder, "note", 1)
    release(folder, "note")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(folder) == []


def test_a_label_points_to_a_released_number(folder: Path) -> None:
    """`label` refuses what is not released or not there; a label written by hand that points nowhere is reported."""
    write(folder, "note", 1)
    with pytest.raises(BadInput, match="not released"):
        label(folder, "note", "production", 1)
    release(folder, "note")
    assert label(folder, "note", "production", 1) is None
    with pytest.raises(NotFound):
        label(folder, "note", "production", 7)
    (folder / "prompts/note/labels.yaml").write_text("production: 1\nnext: 9\n", encoding="utf-8")
    assert told(folder) == [("prompts/note/labels.yaml", 2, "there is no prompts/note/9.prompt")]


@pytest.mark.parametrize(
    ("file", "text", "line", "part"),
    [
        ("1.prompt", "---\nmodle: m\n---\nuser:\nx\n", 2, "unknown key `modle`"),
        ("1.prompt", "user:\nx\n", 1, "front matter is missing"),
        ("1.prompt", "---\nmodel: m\n---\nx\n", 4, "sections cannot be told apart"),
        ("1.prompt", "---\nmodel: m\n---\nuser:\na\n{{ other }}\n", 6, "`other` is declared by no input"),
        ("1.prompt", "---\ninputs: {type: objekt}\n---\nuser:\na\n", 2, "must be one of"),
        ("1.prompt", "---\ninputs: {$ref: x}\n---\nuser:\na\n", 2, "the keyword `$ref` is not known here"),
        ("1.prompt", "---\nattributes: {plan: []}\n---\nuser:\na\n", 2, "lists no values"),
        ("labels.yaml", "production: one\n", 1, "must be the number of a prompt"),
        ("released.yaml", "1: abc\n", 1, "must be a number with its digest"),
    ],
)
def test_a_broken_file_is_told_by_file_and_line(folder: Path, file: str, text: str, line: int, part: str) -> None:
    """Whatever is wrong, `check` names the file, the line of that file, and what to do."""
    (folder / "prompts/note").mkdir()
    (folder / "prompts/note" / file).write_text(text, encoding="utf-8")
    found = told(folder)
    assert [(name, at) for name, at, _ in found] == [(f"prompts/note/{file}", line)] and part in found[0][2]


@pytest.mark.parametrize(
    "body",
    [
        "{{ name.__class__ }}", "{{ name() }}", "{{ name|attr('x') }}", "{{ 'a' * 9 }}", "{% set x = 1 %}",
        "{% include 'x' %}", "{% macro m() %}{% endmacro %}", "{{ cycler }}", "{{ self }}", "{{ name['__init__'] }}",
        "{% for x in items recursive %}{% endfor %}", "{{ name|map('upper') }}", "{{ loop }}", "{{ name ~ name }}",
        "{{", "{% if %}", "{{ items[name] }}", "{{ name if name }}", "{% import 'os' as os %}", "{{ range(9) }}",
    ],
)  # fmt: skip
def test_a_body_can_only_print_branch_and_loop(body: str) -> None:
    """Calls, arithmetic, assignments, includes and attributes of objects are refused, and so are unknown names."""
    assert [line for _, _, line in prompt_errors(prompt(f"a\n{body}"))] == [2]
    with pytest.raises(PromptError):
        render(prompt(body), {"name": "x"})


def test_values_are_never_template_source() -> None:
    """A value that looks like a template is printed as it is; inputs that do not fit the schema are refused."""
    turns = render(
        prompt("{% for x in items %}<{{ x }}>{% endfor %}{{ name }}"), {"name": "{{ 7*7 }}", "items": ["{% x %}"]}
    )
    assert [(one.role, one.content) for one in turns] == [("user", "<{% x %}>{{ 7*7 }}")]
    for wrong in ({"name": 7}, {"name": None}, {"items": "x"}):
        with pytest.raises(BadInput, match="prompt t/1"):
            render(prompt("{{ name }}"), wrong)


def test_a_prompt_is_chosen_by_label_or_number() -> None:
    """Without more, `production` counts; what does not exist is told with what does."""
    tasks = read_prompts(ROOT)
    assert select(tasks).name == select(tasks, "variant@production").name == "variant/2"
    assert select(tasks, "variant/1").name == "variant/1" and select(tasks, "judge").name == "judge/1"
    for wrong in ("poem", "variant/99", "variant@beta", "variant/x", "variant/" + "9" * 30):
        with pytest.raises(NotFound):
            select(tasks, wrong)


def test_a_folder_without_prompts_has_none(folder: Path) -> None:
    """The prompt library may be left out."""
    shutil.rmtree(folder / "prompts")
    assert read_prompts(folder) == () and told(folder) == []
