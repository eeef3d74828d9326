"""docs/cli.md is the commands' own help: run with CONTENT_ENGINE_DOCS=write to bring it up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click
import pytest

from content_engine.cli import cli
from tests.docs.pages import ROOT

pytestmark = pytest.mark.docs

PAGE = ROOT / "docs" / "cli.md"
HEAD = """# Command line

Made from the help of each command; `tests/docs/test_cli_page.py` checks it,
and `CONTENT_ENGINE_DOCS=write make docs-check`
makes it again. Results go to standard output, progress and errors to standard error.

"""


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it, groups before what is in them."""
    yield path, group
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def help_of(path: tuple[str, ...], command: click.Command) -> str:
    """A command's help as it prints it, 100 columns wide."""
    title = " ".join(("content-engine", *path))
    context = click.Context(command, info_name=title, terminal_width=100, help_option_names=["-h", "--help"])
    return command.get_help(context)


def page() -> str:
    """The page as it should be."""
    parts = []
    for path, command in commands(cli):
        title = " ".join(("content-engine", *path))
        level = "##" if len(path) < 2 else "###"
        parts.append(f"{level} `{title}`\n\n```text\n{help_of(path, command)}\n```\n")
    return HEAD + "\n".join(parts)


def test_the_page_is_the_commands_own_help() -> None:
    """docs/cli.md says what every `--help` says, for every command there is."""
    wanted = page()
    if os.environ.get("CONTENT_ENGINE_DOCS") == "write":
        PAGE.write_text(wanted, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == wanted


def test_every_help_has_an_example() -> None:
    """Each command's help shows how it is called."""
    plain = [(path, one) for path, one in commands(cli) if not isinstance(one, click.Group)]
    assert [path for path, one in plain if "Example: " not in (one.help or "")] == []
