"""`decide` and `batch`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import orjson
from pydantic import ValidationError

from content_engine.cli.console import bar, folded, say, settings_options, table
from content_engine.cli.files import noun_of, read_nouns, read_rows
from content_engine.cli.opening import engine_of
from content_engine.cli.sinks import Sink, check_targets, writing
from content_engine.cli.words import faults
from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.errors import BadInput, ContentEngineError, NotFound, TooLarge
from content_engine.engine import Engine
from content_engine.settings import Settings

Summary = Counter[tuple[str, str, str, str]]


@click.command("decide")
@click.option(
    "--request", "source", required=True, help="File with one decision request in JSON; - for standard input."
)
@settings_options
def decide_command(source: str, settings: Settings, as_json: bool) -> None:
    """Answer one decision request.

    Example: content-engine decide --request request.json --json
    """
    request = _request(source, settings.max_body_bytes)
    with engine_of(settings) as engine:
        answer = engine.decide_raw([request])[0]
    if isinstance(answer, ContentEngineError):
        raise answer
    decision = orjson.loads(answer)
    say(decision, lambda: show(decision), as_json=as_json)


def _request(source: str, limit: int) -> DecisionRequest:
    body = sys.stdin.buffer.read(limit + 1) if source == "-" else _read(Path(source), limit + 1)
    name = "standard input" if source == "-" else source
    if len(body) > limit:
        raise TooLarge(f"{name}: the request is larger than {limit} bytes", field="--request")
    try:
        return DecisionRequest.model_validate_json(body)
    except ValidationError as error:
        raise _bad_request(name, faults(error)) from None


def _bad_request(name: str, wrong: list[tuple[str, str]]) -> BadInput:
    if len(wrong) == 1:
        return BadInput(f"{wrong[0][1]} (in {name})", field=wrong[0][0])
    return BadInput("\n".join(f"{name}: {field}: {message}" for field, message in wrong))


def _read(path: Path, most: int) -> bytes:
    if not path.exists():
        raise NotFound(f"{path}: there is no such file", field="--request")
    with path.open("rb") as file:
        return file.read(most)


def show(decision: dict[str, Any]) -> None:
    """Prints a decision for people: the message as text, or why there is none."""
    click.echo(f"{decision['status']} · {decision['template']} · {decision['arm']} · {decision['decision_id']}")
    if decision["refusal"]:
        click.echo(folded(f"{decision['refusal']['code']}: {decision['refusal']['detail']}"))
        return
    show_message(decision["message"])
    show_choices(decision["choices"])


def show_message(message: dict[str, Any]) -> None:
    """Prints a message as text, or as JSON where the channel has no text."""
    click.echo()
    for name in ("subject", "preheader"):
        if message[name]:
            click.echo(folded(f"{name + ':':<10} {message[name]}"))
    if message["text"]:
        click.echo("\n" + folded(message["text"]) + "\n")
    else:
        click.echo("\n" + orjson.dumps(message["payload"], option=orjson.OPT_INDENT_2).decode() + "\n")


def show_choices(choices: list[dict[str, Any]]) -> None:
    """Prints what was drawn for each slot, and with which probability."""
    rows = [(c["slot"], c["variant"], f"{c['propensity']:.3f}", f"{c['expected']:.3f}") for c in choices]
    table("", ("slot", "variant", "propensity", "expected"), rows)


@click.command("batch")
@click.option(
    "--requests", "source", required=True, type=click.Path(path_type=Path), help="Requests: .jsonl or .parquet."
)
@click.option("--out", "targets", required=True, multiple=True, type=click.Path(path_type=Path),
              help="Where the decisions go: .jsonl or .parquet; may be given twice.")  # fmt: skip
@click.option(
    "--size", default=100, show_default=True, type=click.IntRange(1, 10_000), help="Requests decided together."
)
@settings_options
def batch_command(source: Path, targets: tuple[Path, ...], size: int, settings: Settings, as_json: bool) -> None:
    """Answer a file of decision requests: one row per request, and a summary.

    Every line is checked before the first is decided. The same file again gives the same answers.

    Example: content-engine batch --requests requests.jsonl --out decisions.parquet --out decisions.jsonl
    """
    check_targets(targets, source)
    read_rows(source, DecisionRequest)
    with engine_of(settings) as engine:
        summary, errors = run_batch(engine, source, targets, size)
    say(told(summary, errors), lambda: _show_batch(summary, targets), as_json=as_json)
    if errors:
        click.echo(f"{errors} request(s) could not be decided; see `error` in the output", err=True)
        raise click.exceptions.Exit(1)


def _show_batch(summary: Summary, targets: Sequence[Path]) -> None:
    show_summary(summary)
    click.echo(f"{sum(summary.values())} requests answered: {', '.join(map(str, targets))}")


def run_batch(engine: Engine, source: Path, targets: Sequence[Path], size: int = 100) -> tuple[Summary, int]:
    """Decides every request of a file into the target files; the summary and how many ended in an error."""
    total = sum(1 for _ in read_nouns(source, DecisionRequest))
    summary: Summary = Counter()
    with writing(targets) as sinks, bar("Assembling messages", total) as advance:
        for chunk in _chunks(source, size):
            for answer in _decide(engine, chunk, sinks):
                summary[_line(answer)] += 1
            advance(len(chunk))
    return summary, sum(count for key, count in summary.items() if key[2] == "error")


def _chunks(source: Path, size: int) -> Iterator[list[DecisionRequest]]:
    chunk: list[DecisionRequest] = []
    for _, line in read_rows(source, DecisionRequest):
        chunk.append(noun_of(line, DecisionRequest))
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _decide(engine: Engine, chunk: Sequence[DecisionRequest], sinks: Sequence[Sink]) -> list[dict[str, Any]]:
    answers = engine.decide_raw(chunk)
    bodies = [_body(request, answer) for request, answer in zip(chunk, answers, strict=True)]
    for sink in sinks:
        sink.add(bodies)
    return [orjson.loads(body) for body in bodies]


def _body(request: DecisionRequest, answer: bytes | ContentEngineError) -> bytes:
    if isinstance(answer, bytes):
        return answer
    error = {"code": answer.code, "detail": answer.message, "field": answer.field}
    return orjson.dumps({"request_id": request.request_id, "status": "error", "error": error})


def _line(answer: dict[str, Any]) -> tuple[str, str, str, str]:
    refusal = (answer.get("refusal") or answer.get("error") or {}).get("code", "")
    return answer.get("template", ""), answer.get("arm", ""), answer["status"], refusal


HEADERS = ("template", "arm", "status", "refusal", "requests")


def told(summary: Summary, errors: int) -> dict[str, Any]:
    """The summary as JSON-ready data."""
    rows = [dict(zip(HEADERS, (*key, count), strict=True)) for key, count in sorted(summary.items())]
    return {"requests": sum(summary.values()), "errors": errors, "summary": rows}


def show_summary(summary: Summary) -> None:
    """Prints the summary by template, arm, status and refusal code."""
    rows = [(*key, count) for key, count in sorted(summary.items())]
    table("", HEADERS, rows)
