"""`report`: figures with intervals, as tables on the terminal, as JSON, and as one HTML page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from content_engine.cli.console import F, bar, folded, say, settings_options, width
from content_engine.cli.opening import engine_of
from content_engine.engine import reports
from content_engine.reporting import Note, Report, Section, in_short, in_words, page, unit_of
from content_engine.settings import Settings

LONGEST = 34
"""How wide a column is made at least, if its figures are as long."""
SHOWN = 12
"""Rows of a table that people are shown; `--json` and the page have all."""


def span_options(command: F) -> F:
    """Adds `--since`, `--until`, `--template` and `--html`."""
    page_file = click.Path(path_type=Path, dir_okay=False)
    for option in (
        click.option("--html", "page_file", type=page_file, help="Also write the report as one HTML page."),
        click.option("--template", metavar="ID", help="Only decisions for this template."),
        click.option("--until", metavar="WHEN", help="Until when, excluded.  [default: now]"),
        click.option(
            "--since", metavar="WHEN", help="From when: P30D back from now, a day, or a moment; P90D if left out."
        ),
    ):
        command = option(command)
    return command


@click.command("report")
@click.argument("name", metavar="uplift|policy|lift|memory")
@span_options
@click.option(
    "--draws", type=click.IntRange(1), default=1_000, show_default=True, help="For policy: draws that are made again."
)
@settings_options
def report_command(name: str, page_file: Path | None, settings: Settings, as_json: bool, **asked: Any) -> None:
    """Show what decisions brought: measured and predicted uplift, how the policy draws, lift over time, what is stored.

    Figures come with 90 % intervals, and say so where there is too little to tell.

    Example: content-engine report uplift --since P30D --html uplift.html
    """
    with engine_of(settings, there=True) as engine:
        sources = reports.sources_of(engine)
        with days(sources, asked) as advance:
            made = reports.report(name, sources, **asked, progress=advance)
    tell(made, page_file, as_json=as_json)


def days(sources: reports.Sources, asked: dict[str, Any]) -> contextlib.AbstractContextManager[Callable[[int], None]]:
    """A bar of the days that are read."""
    return bar("reading days", reports.days_between(sources, asked["since"], asked["until"]))


def tell(made: Report, page_file: Path | None, *, as_json: bool) -> None:
    """Writes the page where one is asked for, and prints the report."""
    if page_file is not None:
        _write(page_file, page(made))
    say(made.to_json(), lambda: _shown(made, page_file), as_json=as_json)


def _write(file: Path, body: str) -> None:
    """Writes the page whole or not at all."""
    draft = file.with_name(f".{file.name}.draft")
    try:
        draft.write_text(body, encoding="utf-8")
        draft.replace(file)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()


def _shown(made: Report, file: Path | None) -> None:
    what = "runs" if made.kind == "evaluations" else "decisions"
    click.echo(f"{made.title}, {what} from {in_words(made.since, 'day')} to {in_words(made.until, 'day')}\n")
    for sentence in made.headline:
        click.echo(folded(sentence, ""))
    _notes(made.notes)
    group = ""
    for section in made.sections:
        if section.group != group:
            group = section.group
            click.echo(f"\n{group}\n{'=' * len(group)}")
        _section(section)
    if file is not None:
        click.echo(f"\nwritten: {file}")


def _section(section: Section) -> None:
    click.echo(f"\n{section.title}")
    if section.rows:
        _table(section)
    if len(section.rows) > SHOWN:
        click.echo(f"  … and {len(section.rows) - SHOWN} more rows: --json or --html")
    if section.text:
        click.echo(folded(section.text))
    _notes(section.notes)


def _table(section: Section) -> None:
    """The narrow columns that hold anything, units in their headers; ids stay in one piece while there is room."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    held = [one for one in section.columns if any(row.get(one.key) not in (None, "") for row in section.rows)]
    grid = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    shown = [one for one in held if not one.wide]
    for one in shown:
        longest = max(len(in_short(row.get(one.key), one.unit)) for row in section.rows[:SHOWN])
        grid.add_column(
            f"{one.title},{unit_of(one.unit)}".rstrip(","),
            justify="left" if one.unit == "text" else "right",
            overflow="fold",
            min_width=min(longest, LONGEST) if one.unit == "text" else None,
        )
    for row in section.rows[:SHOWN]:
        grid.add_row(*(_cell(in_short(row.get(one.key), one.unit)) for one in shown))
    Console(width=width(), markup=False, highlight=False).print(grid)


def _cell(told: str) -> Any:
    from rich.text import Text

    return Text(told)


def _notes(notes: tuple[Note, ...]) -> None:
    for note in notes:
        click.echo(folded(f"- {note.text}"))
