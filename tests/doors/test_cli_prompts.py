"""`prompts` and `docs` as their users meet them: tables, JSON, exit statuses, and errors in plain words."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from content_engine.cli import main


class Said(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document it is."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command in a folder of its own, where a new content folder lies."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CONTENT_ENGINE_")]:
        monkeypatch.delenv(name)
    before = signal.getsignal(signal.SIGTERM)

    def command(*args: str) -> Said:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Said(int(ended.value.code or 0), out, err)

    assert command("init", "c").status == 0
    monkeypatch.setenv("CONTENT_ENGINE_CONTENT", "c")
    yield command
    signal.signal(signal.SIGTERM, before)


def guide(folder: Path, name: str = "guide.md", text: str = "# Exports\n\nCharts can be exported as PDF.\n") -> Path:
    """A document."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_prompts_are_listed_shown_and_compared(run: Run) -> None:
    """Every prompt with its labels; a prompt as it is written; what changed, by line and by word."""
    rows = {row["prompt"]: row for row in run("prompts", "list", "--json").json["prompts"]}
    assert rows["variant/2"]["labels"] == ["production"] and all(row["released"] for row in rows.values())
    assert "variant/2" in run("prompts", "list").out
    shown = run("prompts", "show", "variant/1")
    assert shown.out == (Path("c/prompts/variant/1.prompt")).read_text(encoding="utf-8")
    compared = run("prompts", "diff", "variant/1", "variant/2", "--json").json
    assert compared["changed"] and "-model: offline" in compared["diff"]
    assert "[-offline-]{+" in run("prompts", "diff", "variant/1", "variant/2", "--words").out
    assert run("prompts", "diff", "variant", "variant/2").out == "variant/2 and variant/2 are the same\n"


def test_rendering_shows_what_would_be_sent(run: Run) -> None:
    """With an example component, attributes as the prompt lists them and nothing else of them; judges with a text."""
    said = run(
        "prompts", "render", "variant", "--attribute", "plan=TRIAL", "--attribute", "email=ada@x.example", "--json"
    )
    assert said.json["inputs"]["attributes"] == [{"name": "plan", "value": "trial"}]
    assert [turn["role"] for turn in said.json["turns"]] == ["system", "user"] and "ada@" not in said.out
    assert "plan: trial" in run("prompts", "render", "variant", "--attribute", "plan=trial").out
    judged = run("prompts", "render", "judge-pair", "--text", "First <b>", "--text", "Second").out
    assert "First ‹b›" in judged and "Second" in judged
    Path("inputs.json").write_text("{}", encoding="utf-8")
    missing = run("prompts", "render", "judge", "--inputs", "inputs.json")
    assert (missing.status, "is missing" in missing.err) == (2, True)


def test_releasing_and_labelling_keep_their_promise(run: Run) -> None:
    """A new number is released, then labelled; afterwards a changed file makes `check` fail."""
    new = Path("c/prompts/variant/3.prompt")
    new.write_text(Path("c/prompts/variant/2.prompt").read_text(encoding="utf-8"), encoding="utf-8")
    assert run("prompts", "label", "variant", "production", "3").status == 2
    assert run("prompts", "release", "variant", "--json").json == {"task": "variant", "released": [3]}
    assert run("prompts", "label", "variant", "production", "3", "--json").json["before"] == 2
    assert run("check", "c").status == 0
    new.write_text(new.read_text(encoding="utf-8").replace("five words", "six words"), encoding="utf-8")
    broken = run("check", "c")
    assert broken.status == 1 and "prompts/variant/3.prompt:1:" in broken.out
    assert run("prompts", "list").status == 1


@pytest.mark.parametrize(
    "args",
    [
        ("show", "poem"), ("show", "variant/77"), ("diff", "variant", "variant@beta"), ("release", "poem"),
        ("label", "variant", "a b", "2"), ("render", "variant", "--component", "nothing"),
        ("render", "variant", "--attribute", "plan"), ("render", "variant", "--locale", "xx"),
        ("render", "variant", "--count", "0"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_words(run: Run, args: tuple[str, ...]) -> None:
    """Exit status 2, one sentence, and JSON on standard error for machines; nothing changes."""
    before = {path: path.read_bytes() for path in Path("c").rglob("*") if path.is_file()}
    said = run("prompts", *args, "--json")
    assert said.status == 2 and said.out == "" and json.loads(said.err)["error"]["detail"]
    assert {path: path.read_bytes() for path in Path("c").rglob("*") if path.is_file()} == before


def test_documents_are_added_found_and_removed(run: Run, tmp_path: Path) -> None:
    """A folder is indexed once; what changed is indexed again; searching tells passages with ids, or ends with 1."""
    guide(tmp_path / "handbook")
    guide(tmp_path / "handbook", "plans/prices.html", "<h1>Prices</h1><p>Team costs <b>29</b> dollars.</p>")
    guide(tmp_path / "handbook", "notes.txt", "Invoices are sent by e-mail.")
    guide(tmp_path / "handbook", "logo.svg", "<svg/>")
    first = run("docs", "add", "handbook", "--json").json
    assert first["added"] == ["handbook/guide.md", "handbook/notes.txt", "handbook/plans/prices.html"]
    assert len(first["left_out"]) == 1 and run("docs", "add", "handbook", "--json").json["added"] == []
    guide(tmp_path / "handbook", text="# Exports\n\nCharts can be exported as CSV.\n")
    assert run("docs", "add", "handbook/guide.md", "--json").json["added"] == ["handbook/guide.md"]
    found = run("docs", "search", "exporting", "charts", "--json").json["passages"]
    assert found[0]["id"] == "handbook/guide.md#1" and "CSV" in found[0]["text"]
    assert "Team costs 29 dollars" in run("docs", "search", "price").out
    assert run("docs", "search", "zebra").status == 1
    assert len(run("docs", "list", "--json").json["documents"]) == 3
    assert run("docs", "remove", "handbook/guide.md", "nothing").status == 2
    assert run("docs", "search", "exporting").status == 0
    assert run("docs", "remove", "handbook/guide.md").status == 0
    assert run("docs", "search", "exporting").status == 1


def test_what_cannot_be_read_is_named_and_the_rest_indexed(run: Run, tmp_path: Path) -> None:
    """Too large, not UTF-8, binary, empty: each is named with the reason, and the exit status is 1."""
    guide(tmp_path / "d")
    (tmp_path / "d/latin.md").write_bytes("Grüße".encode("latin-1"))
    (tmp_path / "d/binary.txt").write_bytes(b"a\0b")
    (tmp_path / "d/empty.md").write_text("---\n---\n", encoding="utf-8")
    (tmp_path / "d/large.txt").write_text("word " * 500_000, encoding="utf-8")
    (tmp_path / "d/link.md").symlink_to("/etc/hostname")
    said = run("docs", "add", "d", "--json")
    assert said.status == 1 and said.json["added"] == ["d/guide.md"] and "is a link" in said.json["left_out"][0]
    reasons = " ".join(said.json["failed"])
    assert all(word in reasons for word in ("latin.md:1", "binary file", "holds no text", "larger than"))


@pytest.mark.parametrize("path", ["nowhere", "link.md", "c/request.json", "empty"])
def test_a_path_that_is_no_document_is_wrong_use(run: Run, tmp_path: Path, path: str) -> None:
    """A path that is not there, a link, another kind of file, a folder without documents: exit status 2."""
    (tmp_path / "link.md").symlink_to(guide(tmp_path))
    (tmp_path / "empty").mkdir()
    said = run("docs", "add", path)
    assert said.status == 2 and said.err.startswith("error: ")


@pytest.mark.parametrize("query", ['"', "a AND", "title:x*", "NEAR(a b)", "' OR 1=1 --", "-"])
def test_a_query_is_never_syntax(run: Run, tmp_path: Path, query: str) -> None:
    """Whatever is searched for, it is words: found or not, never an error."""
    guide(tmp_path)
    run("docs", "add", "guide.md")
    assert run("docs", "search", "--", query).status in (0, 1)


def test_asking_an_empty_database_is_told(run: Run) -> None:
    """Without a database there is nothing to search, and that is said."""
    said = run("docs", "search", "x")
    assert said.status == 2 and "no content memory" in said.err
