"""`learn`: a new snapshot from what has happened."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from content_engine.cli.console import say, settings_options, table
from content_engine.cli.opening import engine_of
from content_engine.engine.learning import LearnReport
from content_engine.settings import Settings

Told = Callable[[str, int, int], None]


@click.command("learn")
@settings_options
def learn_command(settings: Settings, as_json: bool) -> None:
    """Learn from all decisions and what followed them; a running server takes up the new snapshot within seconds.

    Safe to run at any time and as often as you like: only what is new is read, and the same events give the same
    snapshot in whatever order they came.

    Example: content-engine learn --json
    """
    with engine_of(settings, there=True) as engine, _days() as advance:
        report = engine.learn(advance)
    say(report.to_json(), lambda: _shown(report), as_json=as_json)


@contextmanager
def _days() -> Iterator[Told | None]:
    """A bar of the days that are read, on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as shown:
        task = shown.add_task("reading days", total=None)
        yield lambda what, done, of: shown.update(task, description=f"reading {what}", completed=done, total=of)


def _shown(report: LearnReport) -> None:
    told = report.diagnostics
    click.echo(
        f"snapshot {report.snapshot}: learnt from {report.decisions} decisions, {report.outcomes} of them rewarded"
    )
    click.echo(f"{told['open']} may still be rewarded, {told['without_exposure_yet']} were not seen by anybody yet")
    rows = [
        (outcome, f"{head['rate']:.4f}", head["variants_seen"], head["effects"], f"{head['interval_inflation']:.2f}")
        for outcome, head in told["outcomes"].items()
    ]
    if rows:
        table("", ("outcome", "rate", "variants seen", "effects", "intervals scaled by"), rows)
