"""`assign`, `expose` and `observe`: what other systems tell us."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import BaseModel

from content_engine.cli.console import progress, say, settings_options
from content_engine.cli.files import read_nouns
from content_engine.cli.opening import database_of
from content_engine.domain.assignments import Assignment
from content_engine.domain.base import to_ms
from content_engine.domain.events import Exposure, Outcome, Received
from content_engine.settings import Settings

N = TypeVar("N", bound=BaseModel)
CHUNK = 1_000


@click.group("assign")
def assign_command() -> None:
    """Bring in segment assignments.

    Example: content-engine assign import assignments.csv
    """


@assign_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--complete", is_flag=True, help="The file is the full membership of the segments it names.")
@settings_options
def assign_import(file: Path, complete: bool, settings: Settings, as_json: bool) -> None:
    """Store the assignments of FILE (.csv, .jsonl or .parquet), all or nothing where a line is wrong.

    Example: content-engine assign import assignments.csv
    """
    stated = list(read_nouns(file, Assignment))
    with database_of(settings) as opened:
        take = partial(opened.memory.assign, complete=complete, now=to_ms(opened.clock.now()))
        received = [take(stated)] if complete else _in_chunks(stated, take, "assigning")
    _tell(received, as_json=as_json)


@click.command("expose")
@click.argument("file", type=click.Path(path_type=Path))
@settings_options
def expose_command(file: Path, settings: Settings, as_json: bool) -> None:
    """Report exposures from FILE: decision_id, at, kind (sent, seen, aborted), external_id.

    Example: content-engine expose exposures.jsonl
    """
    told = list(read_nouns(file, Exposure))
    with database_of(settings, there=True) as opened:
        take = partial(opened.memory.expose, now=to_ms(opened.clock.now()))
        received = _in_chunks(told, take, "exposing")
    _tell(received, as_json=as_json)


@click.command("observe")
@click.argument("file", type=click.Path(path_type=Path))
@settings_options
def observe_command(file: Path, settings: Settings, as_json: bool) -> None:
    """Report outcomes from FILE: outcome, at, external_id, and decision_id or user_id; value where there is one.

    Example: content-engine observe outcomes.jsonl
    """
    told = list(read_nouns(file, Outcome))
    with database_of(settings, there=True) as opened:
        take = partial(opened.memory.observe, now=to_ms(opened.clock.now()))
        received = _in_chunks(told, take, "observing")
    _tell(received, as_json=as_json)


def _in_chunks(nouns: Sequence[N], take: Callable[[Sequence[N]], Received], what: str) -> list[Received]:
    chunks = list(_chunks(iter(nouns)))
    return [take(chunk) for chunk in progress(chunks, total=len(chunks), what=what)]


def _chunks(nouns: Iterator[N]) -> Iterator[list[N]]:
    while chunk := list(islice(nouns, CHUNK)):
        yield chunk


def _tell(received: Sequence[Received], *, as_json: bool) -> None:
    names = ("accepted", "duplicates", "parked")
    total: dict[str, Any] = {name: sum(getattr(one, name) for one in received) for name in names}
    say(total, ", ".join(f"{count} {name}" for name, count in total.items()), as_json=as_json)
