"""The library room reads a content folder: every error at once, with file, line and key, and never an exception."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from content_engine.domain.problems import Problem
from content_engine.library import check_content, init_folder, read_folder
from content_engine.library.documents import MAX_BYTES
from content_engine.library.tree import MAX_DEPTH, scalar

STEP = "components/how_to_step/invite.yaml"
WELCOME = "components/templates/welcome-email.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small valid content folder."""
    init_folder(tmp_path / "content")
    return tmp_path / "content"


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def write(folder: Path, file: str, text: str) -> None:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")


def all_problems(folder: Path) -> tuple[Problem, ...]:
    return check_content(
        read_folder(folder),
        condition_errors=lambda _condition: [],
        text_errors=lambda _component, _variant: [],
        layout_errors=lambda _template: [],
    )


def only(folder: Path) -> Problem:
    problems = all_problems(folder)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def line_of(folder: Path, problem: Problem) -> str:
    return (folder / problem.file).read_text(encoding="utf-8").split("\n")[problem.line - 1]


# ------------------------------------------------------------------------------------------------ a good folder


def test_every_item_says_where_it_stands(folder: Path) -> None:
    """Items of the catalog are found again by kind and id, with file and line."""
    content = read_folder(folder)
    assert content.catalog is not None
    assert not content.problems
    place = content.sources["variant", "step.invite.a"]
    assert place.file == STEP
    assert "step.invite.a" in (folder / STEP).read_text(encoding="utf-8").split("\n")[place.line - 1]
    assert content.sources["fact", "setup-ten-minutes"].file == "guardrails/facts.yaml"
    assert ("component", "nobody") not in content.sources


def test_short_forms_mean_the_full_ones(folder: Path) -> None:
    """`text:` fills the kind's only field, whatever its name; `control: id` is a list of one; kinds may be by name."""
    edit(folder, "components/taxonomy.yaml", "fields: [{name: text, max_chars: 180}]", "fields: [step]")
    catalog = read_folder(folder).catalog
    assert catalog is not None
    variant = next(c for c in catalog.components if c.id == "step.invite").variants[0]
    assert set(variant.content) == {"step"}
    assert catalog.templates[1].slots[0].control == ("subject.first-step.a",)
    cta = next(kind for kind in catalog.taxonomy.kinds if kind.name == "cta")
    assert [field.type for field in cta.fields] == ["text", "url"]


def test_layout_files_become_their_text(folder: Path) -> None:
    """In a catalog a layout is text, not the name of a file."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    assert catalog.templates[0].layout.json_ == (folder / "components/templates/first-step-tip.json").read_text()


def test_rules_get_an_id_and_keep_their_tests(folder: Path) -> None:
    """A rule without an id is named after its place, and tests inside a rule count like those of the file."""
    text = "caps:\n  - {scope: user, max: 1, per: P7D, tests: [{given: {template: nowhere}, expect: assembled}]}\n"
    write(folder, "policies/more.yaml", text)
    content = read_folder(folder)
    policy = next(policy for policy in content.partial.policies if policy.id == "more")
    assert policy.caps[0].id == "more.caps.1"
    assert len(policy.tests) == 1
    problem = only(folder)
    assert (problem.file, problem.line) == ("policies/more.yaml", 2)
    assert problem.key == "caps[0].tests[0].given.template"


def test_the_same_content_in_other_files_is_the_same_catalog(folder: Path) -> None:
    """File names carry no meaning."""
    before = read_folder(folder).catalog
    (folder / STEP).rename(folder / "components/how_to_step/aaa.yaml")
    assert read_folder(folder).catalog == before


def test_facts_may_be_a_plain_list(folder: Path) -> None:
    """`guardrails/facts.yaml` may leave out its one key, and errors still name the right place."""
    write(folder, "guardrails/facts.yaml", "- {id: setup-ten-minutes, statement: S, source: T}\n- {id: two}\n")
    problems = read_folder(folder).problems
    assert [(p.line, p.key) for p in problems] == [(2, "[1].source"), (2, "[1].statement")]


# ------------------------------------------------------------------------------------------------ YAML as it is meant


@pytest.mark.parametrize(
    "written", ["no", "on", "1:30", "2026-01-31", "012", "0x1f", "1_000", "yes", "10" * 12, "1e999"]
)
def test_the_traps_of_yaml_1_1_stay_text(written: str) -> None:
    """What older YAML turns into booleans, dates, base-60 and octal numbers stays what was written."""
    assert scalar(written) == written


def test_text_stays_text_where_the_noun_wants_text(folder: Path) -> None:
    """Norwegian is a locale, and an unquoted number or `true` is text where text is wanted."""
    edit(folder, "guardrails/brand.yaml", "locales: [en]", "locales: [en, no]")
    more = "  - {id: 404, locale: no, text: true}\n  - {id: v2, locale: no, text: 1.10}\n"
    write(folder, STEP, (folder / STEP).read_text(encoding="utf-8") + more)
    catalog = read_folder(folder).catalog
    assert catalog is not None
    variants = next(c for c in catalog.components if c.id == "step.invite").variants
    assert [(v.id, v.locale, v.content["text"]) for v in variants[1:]] == [("404", "no", "true"), ("v2", "no", "1.10")]


def test_clock_times_need_no_quotes(folder: Path) -> None:
    """`from: 21:00` is nine in the evening, not 1,260 minutes."""
    write(folder, "policies/night.yaml", "quiet_hours: [{channels: [email], from: 21:00, until: 07:00}]\n")
    rule = next(p for p in read_folder(folder).partial.policies if p.id == "night").quiet_hours[0]
    assert (rule.from_, rule.until) == ("21:00", "07:00")


# ------------------------------------------------------------------------------------------------ broken files


def test_every_error_comes_at_once_each_with_its_place(folder: Path) -> None:
    """Several broken files, several errors in one: all are reported, and one broken file does not stop the others."""
    edit(folder, STEP, "locale: en", "lokale: en")
    edit(folder, STEP, "kind: how_to_step", "kind: 'how to step'\nwhne: {}")
    edit(folder, WELCOME, "channel: email", "channel: mail")
    edit(folder, "policies/defaults.yaml", "per: P1D", "per: 1")
    write(folder, "segments/second.yaml", "segment_id: [\n")
    found = {(p.file, p.key): p for p in all_problems(folder)}
    assert found[STEP, "variants[0].lokale"].hint == "did you mean `locale`?"
    assert found[STEP, "variants[0].locale"].message == "`locale` is missing"
    assert found[STEP, "whne"].hint == "did you mean `when`?"
    assert "letters, digits" in found[STEP, "kind"].message
    assert found[WELCOME, "channel"].message == "must be one of: email, in_app, chat, web"
    assert "P7D" in found["policies/defaults.yaml", "caps[0].per"].message
    assert "not valid YAML" in found["segments/second.yaml", ""].message
    assert len(found) == 7, "\n".join(map(str, found.values()))
    assert read_folder(folder).catalog is None
    for problem in found.values():
        assert problem.key.rpartition(".")[2].partition("[")[0] in (
            "locale",
            *line_of(folder, problem).split(),
            "",
        ) or (problem.key.rpartition(".")[2] in line_of(folder, problem))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id: a\nid: b\n", 2, "given twice; it stands on line 1"),
        ("id: a\nwhen:\n\t- b\n", 3, "tab"),
        ("id: {{ company }}\n", 1, "a key must be plain text"),
        ("id: !!python/object:os.system x\n", 1, "tag"),
        ("id: a: b\n", 1, "a second `:`"),
        ("id: 'a\nkind: x\n", 1, "not valid YAML"),
        ("id: *missing\n", 1, "stands for nothing"),
        ("a: &x [*x]\n", 1, "stands for nothing"),
        ("id: a\n---\nid: b\n", 2, "a second document"),
        ("- a\n", 1, "`key: value`"),
        ("just text\n", 1, "`key: value`"),
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("a: " + "[" * 200 + "\n", 1, f"deeper than {MAX_DEPTH}"),
        (
            "a: &a [" + "x, " * 50 + "]\nb: &b [" + "*a, " * 99 + "]\nc: &c [" + "*b, " * 99 + "]\n",
            3,
            "aliases counted",
        ),
        ("id: a\x07\n", 1, "U+0007"),
        ("id: a\nkind: b\u2028\n", 2, "U+2028"),
    ],
)
def test_hostile_yaml_is_one_problem_with_its_line(folder: Path, text: str, line: int, words: str) -> None:
    """Duplicate keys, tags, bombs, deep nesting, stray documents, tabs and control characters are told apart."""
    write(folder, STEP, text)
    found = [p for p in read_folder(folder).problems if words in p.message]
    assert [(p.file, p.line) for p in found] == [(STEP, line)]


@pytest.mark.parametrize("text", ["x: 1\n" * 2_000, "".join(f"k{n}: 1\n" for n in range(2_000))])
def test_a_file_of_nonsense_is_told_in_bounds(folder: Path, text: str) -> None:
    """Past some hundreds of errors in one file the rest are summed up."""
    write(folder, STEP, text)
    found = read_folder(folder).problems
    assert 500 <= len(found) <= 510
    assert any("more" in problem.message for problem in found)


def test_aliases_are_fine_in_reason(folder: Path) -> None:
    """An anchor may be used again: that is what it is for."""
    edit(folder, STEP, "taxonomy: {stage: activation, intent: motivate}", "taxonomy: &about {stage: activation}")
    edit(folder, STEP, "when: {seats: {$gt: 1}}", "when: {either: *about}")
    catalog = read_folder(folder).catalog
    assert catalog is not None
    step = next(c for c in catalog.components if c.id == "step.invite")
    assert step.when == {"either": step.taxonomy}


def test_bytes_that_are_no_text_name_their_line(folder: Path) -> None:
    """A file in another encoding is reported where the first foreign byte stands."""
    (folder / STEP).write_bytes("id: a\nkind: é\n".encode("latin-1"))
    problem = read_folder(folder).problems[0]
    assert (problem.line, problem.message) == (2, "is not UTF-8 text")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder: Path) -> None:
    """The same text saved by another editor is the same catalog."""
    before = read_folder(folder).catalog
    for path in folder.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_folder(folder).catalog == before


def test_large_files_are_not_read(folder: Path) -> None:
    """A megabyte is the limit of one file."""
    write(folder, STEP, "# " + "x" * MAX_BYTES)
    assert "larger than" in read_folder(folder).problems[0].message


@pytest.mark.parametrize(
    "name", ["../../secret.txt", "/etc/hostname", "a\\b.txt", "nothing.txt", "link.txt", "..", "a\0b"]
)
def test_layout_files_stay_within_the_folder(folder: Path, name: str) -> None:
    """No `..`, no absolute path, no link that leads out, and the file is there."""
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "secret.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "components/templates/link.txt").symlink_to(folder.parent / "secret.txt")
    edit(folder, WELCOME, "text: welcome-email.txt", f"text: {json.dumps(name)}")
    problem = next(p for p in all_problems(folder) if p.key == "layout.text")
    assert (problem.file, problem.key) == (WELCOME, "layout.text")
    assert "layout:" in line_of(folder, problem)


def test_links_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    """Neither a file nor a folder of content may be elsewhere."""
    write(tmp_path, "outside/stolen.yaml", "id: stolen\n")
    (folder / "segments/out.yaml").symlink_to(tmp_path / "outside/stolen.yaml")
    (folder / "components/linked").symlink_to(tmp_path / "outside")
    found = {p.file: p.message for p in read_folder(folder).problems}
    assert "leads out" in found["segments/out.yaml"]
    assert "link" in found["components/linked"]


def test_a_file_in_the_place_of_a_folder_is_reported(folder: Path) -> None:
    """What cannot be listed is not silently empty."""
    shutil.rmtree(folder / "prompts")
    write(folder, "prompts", "not a folder")
    assert (only(folder).file, only(folder).message) == ("prompts", "cannot be read: Not a directory")


def test_a_pipe_is_no_file(folder: Path) -> None:
    """A named pipe among the content is reported and does not make the reader wait."""
    os.mkfifo(folder / "segments/pipe.yaml")
    assert "is not a file" in only(folder).message


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("components/cta/x.yml", "end in .yaml"),
        ("components/x.yaml", "not read"),
        ("components/cta/deep/x.yaml", "not read"),
        ("guardrails/rules.yaml", "not read"),
        ("guardrails/__init__.py", "hides the library"),
        ("prompts/subject/first.prompt", "named by its task and number"),
        ("prompts/subject/1.prompt", "front matter is missing"),
    ],
)
def test_files_that_would_be_overlooked_are_reported(folder: Path, file: str, words: str) -> None:
    """A file in the wrong place or with the wrong name is a mistake somebody would look for in vain."""
    write(folder, file, "x: y\n")
    problem = only(folder)
    assert problem.file == file
    assert words in problem.message


def test_the_front_matter_of_prompts_is_read(folder: Path) -> None:
    """A prompt's YAML is checked with the lines of its own file; its body is not compiled here."""
    write(folder, "prompts/subject/1.prompt", "---\nmodel: m\n---\nsystem:\n{{ anything\n")
    assert all_problems(folder) == ()
    write(folder, "prompts/subject/2.prompt", "---\nmodel: m\nmodel: n\n---\nuser:\nbody\n")
    assert (only(folder).file, only(folder).line) == ("prompts/subject/2.prompt", 3)


@pytest.mark.parametrize("file", ["components/taxonomy.yaml", "guardrails/brand.yaml"])
def test_what_every_folder_needs_is_missed(folder: Path, file: str) -> None:
    """Without taxonomy or brand there is no catalog, and that is the one thing reported."""
    (folder / file).unlink()
    assert read_folder(folder).catalog is None
    assert (only(folder).file, only(folder).message) == (file, "the file is missing")


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """A wrong path is told like any other error."""
    content = read_folder(tmp_path / "nowhere")
    assert content.catalog is None
    assert "no such content folder" in content.problems[0].message


def test_a_broken_file_causes_no_errors_elsewhere(folder: Path) -> None:
    """What others name in a file that cannot be read is not called missing."""
    edit(folder, "components/opening/workspace-ready.yaml", "variants:", "variants")
    edit(folder, "segments/new-admins.yaml", "version: 1", "version: one")
    edit(folder, "guardrails/facts.yaml", "statement:", "statment:")
    assert {p.file for p in all_problems(folder)} == {
        "components/opening/workspace-ready.yaml",
        "segments/new-admins.yaml",
        "guardrails/facts.yaml",
    }
