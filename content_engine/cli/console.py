"""What all commands share: settings flags, output for people and machines, progress, errors in plain words."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson
from pydantic import ValidationError

from content_engine.domain.errors import BrokenContent, ContentEngineError
from content_engine.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def run(group: click.Group, args: list[str] | None) -> None:
    """Runs a command and exits: 0 done, 1 found what it reports, 2 wrong use."""
    try:
        group.main(args=args, prog_name="content-engine", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except BrokenContent as broken:
        click.echo(f"error: {broken}", err=True)
        sys.exit(1)
    except (ContentEngineError, ValidationError) as error:
        click.echo(f"error: {in_words(error)}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def in_words(error: ContentEngineError | ValidationError) -> str:
    """What was wrong, where, and what to do, on as few lines as it takes."""
    if isinstance(error, ValidationError):
        return "; ".join(f"{field}: {message}" for field, message in faults(error))
    where = f"{error.field}: " if error.field else ""
    return f"{where}{error.message}"


def faults(error: ValidationError) -> list[tuple[str, str]]:
    """Each field that is wrong, dotted, with what is wrong with it."""
    told = []
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        field = ".".join(str(step) for step in detail["loc"] if not str(step).startswith("function-"))
        told.append((field or "(whole)", detail["msg"].removeprefix("Value error, ")))
    return told


def settings_options(command: F) -> F:
    """Adds `--content`, `--database` and `--json`; the command gets `settings` and `as_json`."""

    @click.option("--content", type=click.Path(path_type=Path), help="The content folder.  [CONTENT_ENGINE_CONTENT]")
    @click.option("--database", help="SQLAlchemy URL of the database.  [CONTENT_ENGINE_DATABASE]")
    @click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for machines.")
    @functools.wraps(command)
    def wrapped(*args: Any, content: Path | None, database: str | None, as_json: bool, **rest: Any) -> Any:
        given: dict[str, Any] = {"content": content, "database": database}
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
        return command(*args, settings=settings, as_json=as_json, **rest)

    return wrapped  # type: ignore[return-value]


def say(data: Any, words: str | Callable[[], None], *, as_json: bool) -> None:
    """Prints `data` as one line of JSON, or the words for people."""
    if as_json:
        click.echo(orjson.dumps(data).decode())
    elif callable(words):
        words()
    else:
        click.echo(words)


def progress(items: Iterable[T], *, total: int | None, what: str) -> Iterator[T]:
    """Passes items through, with a bar on a terminal's standard error; quiet in a pipe."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, total=total, console=Console(stderr=True), transient=False)


def table(title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Prints a table; numbers to the right."""
    from rich.console import Console
    from rich.table import Table

    grid = Table(title=title or None, title_justify="left", header_style="bold")
    kept = [list(row) for row in rows]
    for column, header in enumerate(headers):
        numeric = bool(kept) and all(isinstance(row[column], int | float) for row in kept)
        grid.add_column(header, justify="right" if numeric else "left", overflow="fold")
    for row in kept:
        grid.add_row(*(str(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else 110).print(grid)
