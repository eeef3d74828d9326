"""What README.md and docs/ show happens: Python runs, consoles print what the page says, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.docs.conftest import Desk
from tests.docs.pages import PAGES, ROOT, Block, agrees, blocks_of, steps_of

pytestmark = pytest.mark.docs

RUN = ("python", "console")
RUNNING = [page for page in PAGES if any(block.language in RUN or block.file for block in blocks_of(page))]
LINK = re.compile(r"\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    """A page's path in the project."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", RUNNING, ids=name_of)
def test_examples_do_what_the_page_says(page: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page's blocks in order: files are written, commands print what is promised, Python shares one namespace."""
    monkeypatch.chdir(desk.folder)
    namespace: dict[str, Any] = {"__name__": "__page__"}
    for block in blocks_of(page):
        if block.file:
            _write(desk.folder / block.file, block.body)
        elif block.language == "console":
            _session(page, block, desk)
        elif block.language == "python":
            exec(compile("\n" * (block.line - 1) + block.body, str(page), "exec", dont_inherit=True), namespace)  # noqa: S102


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _session(page: Path, block: Block, desk: Desk) -> None:
    for step in steps_of(block):
        printed = desk.run(step.command)
        promised = "\n".join(step.promised)
        told = f"{name_of(page)}:{step.line}: $ {step.command}\n--- promised\n{promised}\n--- printed\n{printed}"
        assert agrees(step.promised, printed), told


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    """A link to a file of the project names one that is there, and a heading in it where it names one."""
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file, _, heading = target.partition("#")
        to = (page.parent / file).resolve() if file else page
        assert to.exists(), f"{name_of(page)}: {target}"
        assert not heading or heading in _headings(to), f"{name_of(page)}: {target}"


def _headings(page: Path) -> set[str]:
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_every_page_is_linked_from_the_readme() -> None:
    """Nobody has to list a folder to find a page."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if page.parent.name == "docs" and f"docs/{page.name}" not in readme] == []


@pytest.mark.parametrize(
    ("promised", "printed", "same"),
    [
        (("a", "…", "c"), "a\nb\nb\nc\n", True),
        (("a", "…", "c"), "a\nb\n", False),
        (("id d01a204ff40fda834ca2ad7280b167dddf9f5",), "id d01a20501c3428f69a9519da5fe699c6509cb\n", True),
        (("3 sent",), "4 sent\n", False),
        (("one … three",), "one two three\n", True),
        ((), "trouble\n", False),
    ],
)
def test_outputs_are_compared_line_by_line(promised: tuple[str, ...], printed: str, same: bool) -> None:
    """`…` stands for anything, ids differ from run to run, and everything else must be as promised."""
    assert agrees(promised, printed) is same
