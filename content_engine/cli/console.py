"""What all commands share: settings flags, output for people and machines, progress."""

from __future__ import annotations

import functools
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson

from content_engine.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
PIPE_WIDTH = 110
"""How wide tables are where there is no terminal."""

json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for machines.")


def flagged(command: F) -> F:
    """Adds `--content`, `--database` and `--json`; the command gets `flags` (those given) and `as_json`."""

    @click.option("--content", type=click.Path(path_type=Path), help="The content folder.  [CONTENT_ENGINE_CONTENT]")
    @click.option("--database", help="SQLAlchemy URL of the database.  [CONTENT_ENGINE_DATABASE]")
    @json_option
    @functools.wraps(command)
    def wrapped(*args: Any, content: Path | None, database: str | None, **rest: Any) -> Any:
        given: dict[str, Any] = {"content": content, "database": database}
        return command(*args, flags={name: value for name, value in given.items() if value is not None}, **rest)

    return wrapped  # type: ignore[return-value]


def settings_options(command: F) -> F:
    """Adds `--content`, `--database` and `--json`; the command gets `settings` and `as_json`."""

    @flagged
    @functools.wraps(command)
    def wrapped(*args: Any, flags: dict[str, Any], **rest: Any) -> Any:
        return command(*args, settings=Settings.load(**flags), **rest)

    return wrapped  # type: ignore[return-value]


def say(data: Any, words: str | Callable[[], None], *, as_json: bool) -> None:
    """Prints `data` as one line of JSON, or the words for people."""
    if as_json:
        click.echo(orjson.dumps(data).decode())
    elif callable(words):
        words()
    else:
        click.echo(words)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Shows on a terminal's standard error that something takes a while; quiet in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} …"):
        yield


@contextmanager
def bar(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal's standard error, to be told how many steps were done; quiet in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(what, total=total)
        yield lambda done: shown.advance(task, done)


def progress(items: Iterable[T], *, total: int | None, what: str) -> Iterator[T]:
    """Passes items through, with a bar on a terminal's standard error; quiet in a pipe."""
    with bar(what, total) as advance:
        for item in items:
            yield item
            advance(1)


def width() -> int:
    """How wide output for people may be."""
    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns


def folded(text: str, indent: str = "  ") -> str:
    """Text for people, indented, long lines folded at the terminal's width (100 at most); words are never broken."""
    return "\n".join(_folded(line, indent) for line in text.splitlines())


def _folded(line: str, indent: str) -> str:
    hanging = indent + ("  " if line.startswith("- ") else "")
    return textwrap.fill(
        line, min(width(), 100), initial_indent=indent, subsequent_indent=hanging, break_long_words=False,
        break_on_hyphens=False, replace_whitespace=False, drop_whitespace=True,
    )  # fmt: skip


def table(title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Prints a table; numbers to the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    grid = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    kept = [list(row) for row in rows]
    for column, header in enumerate(headers):
        numeric = bool(kept) and all(_is_number(row[column]) for row in kept)
        grid.add_column(header, justify="right" if numeric else "left", overflow="fold")
    for row in kept:
        grid.add_row(*(_cell(cell) for cell in row))
    if title:
        click.echo(title)
    Console(width=width(), markup=False, highlight=False).print(grid)


def _is_number(cell: Any) -> bool:
    return not isinstance(cell, bool) and re.fullmatch(r"[+-]?\d+(\.\d+)?", str(cell)) is not None


def _cell(value: Any) -> Any:
    from rich.text import Text

    return Text(str(value))
