"""`content-engine demo`: the main job on the example customer base, from an empty folder to messages."""

from __future__ import annotations

import hashlib
import json
import os
import runpy
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import click
import orjson

from content_engine.bootstrap import Database, bootstrap, open_database, open_jobs, open_works
from content_engine.cli.console import folded, json_option, say, working
from content_engine.cli.deciding import Summary, run_batch, show_choices, show_message, show_summary, told
from content_engine.cli.files import read_nouns
from content_engine.cli.serving import address, listen, ports, serve
from content_engine.domain.assignments import Assignment
from content_engine.domain.base import to_ms
from content_engine.domain.keys import ROLES, digest, mint
from content_engine.domain.memory import Key
from content_engine.domain.writing import GenerationRequest
from content_engine.engine import Engine, generations_view
from content_engine.engine.writing import candidate
from content_engine.library.files import AREAS
from content_engine.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
WORK = Path("var")
"""Where the demonstration keeps its database and files; remove it to start anew."""
EXAMPLE = ROOT / "examples" / "ravenstack"
DATABASE = f"sqlite:///{WORK / 'demo.db'}"
OUT = (WORK / "decisions.parquet", WORK / "decisions.jsonl")
HOST = "127.0.0.1"
WRITTEN, COUNT = "benefit.audit-logs", 3
"""Which component the demonstration writes texts for, and how many."""


@click.command("demo")
@click.option("--serve", "serving", is_flag=True, help="Serve the API afterwards.")
@click.option("--port", default=8000, show_default=True, type=ports, help="Where to serve.")
@json_option
def demo_command(serving: bool, port: int, as_json: bool) -> None:
    """Assemble messages for the 500 accounts of the example customer base, and show what was done.

    Everything is kept in var/; a second run gives the same answers. Texts are written by the built-in writer, or by an
    LLM where the environment points to one (OPENAI_API_BASE, OPENAI_API_KEY, CONTENT_ENGINE_MODEL); exit status 1 when
    it fails, or none of its texts passes the checks.

    Example: content-engine demo --serve
    """
    if not EXAMPLE.is_dir():
        raise click.UsageError("The example is part of the source tree: run this from a checkout.")
    with ExitStack() as stack:
        listening = stack.enter_context(closing(listen(HOST, port))) if serving else None
        settings = Settings.load(content=ROOT, database=DATABASE)
        url = address(HOST, listening) if listening else None
        shown, key, written = _run(settings, as_json, {"serving": url} if url else {})
        if listening and url:
            serve(settings, listening, 1, lambda: None if as_json else _addresses(url, shown, key))
        elif not as_json:
            click.echo("  serve the API, with its docs\n    content-engine demo --serve")
    if not written:
        raise click.exceptions.Exit(1)


def _run(settings: Settings, as_json: bool, more: dict[str, str]) -> tuple[str, str, bool]:
    """Does the main job and tells it; the decision that was shown, the demonstration's key, and whether texts came."""
    WORK.mkdir(exist_ok=True)
    with closing(_ready(settings, quiet=as_json)) as engine:
        stated = _assign(engine)
        _step("segments", f"{stated} assignments derived from the RavenStack data, as an upstream model would", as_json)
        started = time.monotonic()
        summary, errors = run_batch(engine, WORK / "requests.jsonl", OUT, size=25)
        took = time.monotonic() - started
        shown, refused = _notable()
        data = told(summary, errors) | {"database": DATABASE, "files": [str(path) for path in OUT]}
        data |= more | {"assembled": shown["decision_id"], "refused": refused["decision_id"]}
        key = _demo_key(engine)
    data["generation"] = _write(settings, quiet=as_json)
    if as_json:
        say(data, "", as_json=True)
    else:
        _tell(summary, took, shown, refused)
        _tell_written(data["generation"])
        _next(shown, refused)
    came = any(one["state"] != "rejected" for one in data["generation"]["candidates"])
    return shown["decision_id"], key, came


def _step(name: str, words: str, quiet: bool) -> None:
    if not quiet:
        click.echo(f"  {name:<10} {words}")


def _ready(settings: Settings, *, quiet: bool) -> Engine:
    with working("Preparing the database and the starter content"):
        new = not (WORK / "demo.db").exists()
        engine = bootstrap(settings)
        _sync(engine, new=new)
    counts = (len(engine.templates()), len(engine.components()), len(engine.variants()))
    words = "{} templates, {} components, {} variants".format(*counts)
    _step("content", f"{words}; catalog {engine.catalog_version}", quiet)
    return engine


def _sync(engine: Engine, *, new: bool) -> None:
    """Brings the content in again only where a file has changed since, for that takes seconds."""
    kept, files = WORK / "demo.content", _fingerprint()
    if not new and not (kept.is_file() and kept.read_text() == f"{engine.catalog_version} {files}"):
        engine.sync(actor="demo")
    kept.write_text(f"{engine.catalog_version} {files}")


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for path in sorted(path for area in AREAS for path in (ROOT / area).rglob("*") if path.is_file()):
        seen.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def _assign(engine: Engine) -> int:
    with working("Deriving segments from the RavenStack data"):
        runpy.run_path(str(EXAMPLE / "derive.py"))["main"](WORK)
        stated = list(read_nouns(WORK / "assignments.jsonl", Assignment))
        engine.assign_many(stated, complete=True)
    return len(stated)


def _decisions() -> Iterator[dict[str, Any]]:
    with OUT[1].open("rb") as file:
        yield from map(orjson.loads, file)


def _notable() -> tuple[dict[str, Any], dict[str, Any]]:
    """What to show: an e-mail that speaks to its account by name, and a refusal worth explaining."""
    companies = {name: request["attributes"]["company"] for name, request in _requests().items()}

    def plainness(one: dict[str, Any]) -> tuple[bool, bool, int]:
        said = " ".join((one["message"]["subject"], one["message"]["text"]))
        named = said.count(companies[one["request_id"]])
        return one["arm"] != "treatment", one["template"] != "seat-expansion-email", -named

    assembled = [one for one in _decisions() if one["status"] == "assembled" and one["message"]["subject"]]
    refused = [one for one in _decisions() if one["status"] == "refused"]
    return min(assembled, key=plainness), min(refused, key=lambda one: one["arm"] != "treatment")


def _requests() -> dict[str, Any]:
    with (WORK / "requests.jsonl").open("rb") as file:
        return {request["request_id"]: request for request in map(orjson.loads, file)}


def _tell(summary: Summary, took: float, shown: dict[str, Any], refused: dict[str, Any]) -> None:
    assembled = sum(count for key, count in summary.items() if key[2] == "assembled")
    total = sum(summary.values())
    came = f"{assembled} assembled, {total - assembled} refused"
    click.echo(f"  messages   {total} requests answered in {took:.1f} s: {came}")
    click.echo(f"  files      {OUT[0]} and {OUT[1]}")
    show_summary(summary)
    asked = _requests()[shown["request_id"]]
    known = "{company}, {industry}, plan {plan}, {seats} seats".format(**asked["attributes"])
    click.echo(f"One of them in full: {shown['template']} for {asked['user_id']}\n({known})")
    show_message(shown["message"])
    click.echo("Drawn from the candidates of each slot, with these probabilities:")
    show_choices(shown["choices"])


def _write(settings: Settings, *, quiet: bool) -> dict[str, Any]:
    """From a brief to the review queue: what a second run would write again is in review already.

    The built-in writer writes, unless the environment points to an LLM.
    """
    with working("Writing"), ExitStack() as stack:
        opened = open_database(settings)
        stack.callback(opened.close)
        known = opened.variants.variants(component=WRITTEN, states=("in_review", "approved"), limit=COUNT)
        if not known:
            return _generated(settings, opened)
    return {"state": "done", "troubles": [], "candidates": [candidate(one) for one in known], "usage": {}}


def _generated(settings: Settings, opened: Database) -> dict[str, Any]:
    with closing(bootstrap(settings)) as engine:
        job = engine.generate(GenerationRequest(component=WRITTEN, count=COUNT), actor="demo")
    with open_works(settings, opened) as works:
        jobs = open_jobs(settings, opened.jobs, works)
        try:
            return generations_view.whole(jobs.run(job.id))
        finally:
            jobs.close()


def _tell_written(told: dict[str, Any]) -> None:
    click.echo(f"Written for {WRITTEN}, from brief to review:")
    for one in told["candidates"]:
        sources = sorted({source for each in one["evidence"] for source in each["sources"]})
        rests = f"; rests on {', '.join(sources)}" if sources else ""
        why = "".join(f"; {each['guardrail']}" for each in one["violations"])
        click.echo(folded(f"- {' / '.join(one['content'].values())}"))
        click.echo(folded(f"  {one['state']}, written by {_writer(one)}{rests}{why}", "    "))
    error = told.get("error")
    for trouble in ([f"{error['code']}: {error['detail']}"] if error else []) + told["troubles"]:
        click.echo(folded(f"trouble: {trouble}"))
    if not told["candidates"]:
        click.echo(folded("nothing was written, so nothing waits for review"))
    click.echo(folded(f"the queue: content-engine review list --database {DATABASE}"))


def _writer(one: dict[str, Any]) -> str:
    if one["origin"] == "offline":
        return "the built-in writer, which is no language model"
    return f"{one['model']} ({one['tokens_in'] + one['tokens_out']} tokens, {one['cost_usd']:.4f} US dollars)"


def _next(shown: dict[str, Any], refused: dict[str, Any]) -> None:
    click.echo("Next:")
    for what, command in (
        ("why this message", f"explain {shown['decision_id']}"),
        (f"why {refused['refusal']['code']}", f"explain {refused['decision_id']}"),
        ("make all of them again", "replay --all"),
    ):
        click.echo(f"  {what}\n    content-engine {command} --database {DATABASE}")


def _addresses(url: str, shown: str, key: str) -> None:
    click.echo(f"\nServing until Ctrl-C:\n  docs               {url}/docs")
    click.echo("  one explained      (the user name is the demonstration's own key)")
    click.echo(f"    {url.replace('//', f'//{key}@')}/v1/decisions/{shown}?explain=1")


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
