"""`init`, `check`, `sync` and `export`: the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from content_engine.cli.console import json_option, say, settings_options, working
from content_engine.cli.opening import database_of, engine_of
from content_engine.domain.base import to_ms
from content_engine.domain.problems import Problem
from content_engine.engine.workshop import check_folder, export, sync
from content_engine.library import init_folder
from content_engine.settings import Settings


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def init_command(folder: Path, as_json: bool) -> None:
    """Make a new content folder to start from: small, valid, with every kind of file. FOLDER must be empty or new.

    Example: content-engine init my-content
    """
    files = [str(path) for path in init_folder(folder)]
    words = f"{len(files)} files in {folder}. Next: content-engine check --content {folder}"
    say({"folder": str(folder), "files": files}, words, as_json=as_json)


@click.command("check")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@settings_options
def check_command(folder: Path | None, settings: Settings, as_json: bool) -> None:
    """Check a content folder, its rules' tests included. All problems are told at once.

    Exit status 1 when there is any.

    Example: content-engine check examples/acme
    """
    target = folder or settings.content
    with working(f"Checking {target}"):
        problems = check_folder(target)
    data = {"folder": str(target), "problems": [problem.model_dump() for problem in problems]}
    say(data, lambda: _tell(target, problems), as_json=as_json)
    if problems:
        raise click.exceptions.Exit(1)


def _tell(folder: Path, problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{folder}: {len(problems)} problem(s)" if problems else f"{folder}: no problems")


@click.command("sync")
@click.option("--actor", default="cli", show_default=True, help="Who it is, for the audit trail.")
@settings_options
def sync_command(actor: str, settings: Settings, as_json: bool) -> None:
    """Bring the content folder into the database, all or nothing. A running server takes it up within a second or two.

    Example: content-engine sync --content examples/acme --database sqlite:///acme.db
    """
    with working(f"Checking {settings.content}"), database_of(settings) as opened:
        report = sync(
            settings.content,
            opened.content,
            actor=actor,
            at=to_ms(opened.clock.now()),
            written=opened.variants,
            documents=opened.documents,
        )
    say(report.to_json(), _in_words(report.to_json()), as_json=as_json)


def _in_words(report: dict[str, Any]) -> str:
    if not report["changed"]:
        return f"catalog {report['catalog_version']} is current already"
    counts = ", ".join(f"{report[name]} {name}" for name in ("added", "altered", "removed"))
    back = report["back_to_review"]
    again = f"; back to review, since they break the rules now: {', '.join(back)}" if back else ""
    return f"catalog {report['catalog_version']} is current: {counts}{again}"


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@settings_options
def export_command(folder: Path, settings: Settings, as_json: bool) -> None:
    """Write the approved content of the database into FOLDER; files whose content is the same are left as they are.

    Example: content-engine export my-content
    """
    with engine_of(settings) as engine:
        done = export(engine.content, folder)
    data = {"folder": str(folder), "written": list(done.written), "removed": list(done.removed)}
    words = f"{len(done.written)} file(s) written, {len(done.removed)} removed in {folder}"
    say(data, words, as_json=as_json)
