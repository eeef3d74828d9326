"""`content-engine demo`: the main job on the example customer base, from an empty folder to messages."""

from __future__ import annotations

import json
import os
import runpy
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import orjson

from content_engine.bootstrap import bootstrap
from content_engine.cli.console import table
from content_engine.cli.deciding import run_batch, show, show_summary
from content_engine.cli.files import read_nouns
from content_engine.domain.assignments import Assignment
from content_engine.domain.base import to_ms
from content_engine.domain.keys import ROLES, digest, mint
from content_engine.domain.memory import Key
from content_engine.engine import Engine
from content_engine.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
WORK = Path("var")
"""Where the demonstration keeps its database and files; remove it to start anew."""
EXAMPLE = ROOT / "examples" / "ravenstack"


def demo(port: int) -> Settings:
    """Assembles a message for every account of the example and tells what was done; the settings to serve with."""
    if not EXAMPLE.is_dir():
        raise click.UsageError("the example is part of the source tree: run this from a checkout")
    WORK.mkdir(exist_ok=True)
    settings = Settings(content=ROOT, database=f"sqlite:///{WORK / 'demo.db'}")
    started = time.monotonic()
    engine = _engine(settings)
    _assign(engine)
    targets = [WORK / "decisions.parquet", WORK / "decisions.jsonl"]
    with _step("Assembling messages for 500 accounts"):
        summary, _ = run_batch(engine, WORK / "requests.jsonl", targets, size=50)
    show_summary(summary)
    _show_one(targets[1])
    took = time.monotonic() - started
    click.echo(f"\n{sum(summary.values())} requests answered in {took:.1f} s: {targets[0]} and {targets[1]}")
    _where_next(engine, targets[1], port)
    engine.close()
    return settings


@contextmanager
def _step(what: str) -> Iterator[None]:
    click.echo(f"{what} …", err=True)
    yield


def _engine(settings: Settings) -> Engine:
    with _step("Preparing the database and the starter content"):
        new = not (WORK / "demo.db").exists()
        engine = bootstrap(settings)
        if not new:
            engine.sync(actor="demo")
    rows = [(name, len(list_of())) for name, list_of in _counted(engine)]
    table(f"catalog {engine.catalog_version}", ("content", "count"), rows)
    return engine


def _counted(engine: Engine) -> list[tuple[str, Any]]:
    return [("templates", engine.templates), ("components", engine.components), ("variants", engine.variants)]


def _assign(engine: Engine) -> None:
    with _step("Deriving segments from the RavenStack data, as an upstream model would"):
        derive = runpy.run_path(str(EXAMPLE / "derive.py"))
        derive["main"](WORK)
        engine.assign_many(list(read_nouns(WORK / "assignments.jsonl", Assignment)), complete=True)


def _decisions(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        yield from map(orjson.loads, file)


def _show_one(path: Path) -> None:
    wanted = ("trial-activation-email", "treatment", "assembled")
    for decision in _decisions(path):
        if (decision["template"], decision["arm"], decision["status"]) == wanted:
            click.echo("\nOne of them in full:\n")
            show(decision)
            return


def _where_next(engine: Engine, path: Path, port: int) -> None:
    first = next(d["decision_id"] for d in _decisions(path) if d["status"] == "assembled")
    refused = next(d["decision_id"] for d in _decisions(path) if d["status"] == "refused")
    key = _demo_key(engine)
    database = f"--database sqlite:///{WORK / 'demo.db'}"
    click.echo(f"\nWhy this one:  content-engine explain {first} {database}")
    click.echo(f"Why not that:  content-engine explain {refused} {database}")
    click.echo(f"Made again:    content-engine replay --all {database}")
    click.echo("\nWhile `make run` serves:")
    click.echo(f"  docs             http://127.0.0.1:{port}/docs")
    click.echo(f"  one explained    http://{key}@127.0.0.1:{port}/v1/decisions/{first}?explain=1")


def _demo_key(engine: Engine) -> str:
    """The demonstration's own key with all roles, kept in a file that only its owner can read."""
    kept = WORK / "demo.key"
    if kept.is_file():
        known = json.loads(kept.read_text())["key"]
        if engine.keys.find(digest(known)):
            return str(known)
    key_id, secret = mint()
    engine.keys.add(Key(key_id, ROLES, "demo", to_ms(engine.clock.now())), digest(secret))
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"id": key_id, "key": secret}, file)
    return secret
