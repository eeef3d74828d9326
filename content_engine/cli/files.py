"""Files of requests, decisions and events: JSON lines, CSV and parquet, with line numbers, written all or nothing."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click
import orjson
from pydantic import BaseModel, ValidationError

from content_engine.cli.console import faults

N = TypeVar("N", bound=BaseModel)
MAX_TOLD = 20
"""How many bad lines are told before the rest is only counted."""


def read_rows(path: Path) -> Iterator[tuple[int, bytes]]:
    """(line or row number from 1, one JSON object) for each record of a .jsonl, .csv or .parquet file."""
    readers = {".jsonl": _jsonl, ".ndjson": _jsonl, ".csv": _csv, ".parquet": _parquet}
    if path.suffix not in readers:
        raise click.UsageError(f"{path}: expected one of {', '.join(sorted(readers))}")
    if not path.is_file():
        raise click.UsageError(f"{path}: there is no such file")
    return readers[path.suffix](path)


def _jsonl(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, line


def _csv(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield (
                reader.line_num,
                orjson.dumps({key: _cell(value) for key, value in row.items() if value not in ("", None)}),
            )


def _cell(text: str | None) -> Any:
    """A CSV cell as JSON where it is a number, a boolean or a structure, else as text."""
    if text in ("true", "false", "TRUE", "FALSE"):
        return text.lower() == "true"
    try:
        return orjson.loads(text or "null")
    except orjson.JSONDecodeError:
        return text


def _parquet(path: Path) -> Iterator[tuple[int, bytes]]:
    import pyarrow.parquet as pq

    number = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=1_000):
            for row in batch.to_pylist():
                number += 1
                yield number, orjson.dumps({key: _plain(value) for key, value in row.items() if value is not None})


_NESTED = ("template", "segments", "attributes")


def _plain(value: Any) -> Any:
    """Nested columns may come as JSON text, the form that every parquet writer can make."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value


def read_nouns(path: Path, noun: type[N]) -> Iterator[N]:
    """Every record as a noun. Raises a usage error that tells every bad line, with its field, after reading all."""
    bad: list[str] = []
    for number, line in read_rows(path):
        try:
            yield noun.model_validate_json(line)
        except ValidationError as error:
            bad += [f"{path}:{number}: {field}: {message}" for field, message in faults(error)]
    if bad:
        more = f"\n… and {len(bad) - MAX_TOLD} more" if len(bad) > MAX_TOLD else ""
        raise click.UsageError("\n".join(bad[:MAX_TOLD]) + more)


class Sink(Protocol):
    """Takes answers, one JSON object each."""

    def add(self, answers: Iterable[bytes]) -> None:
        """Appends answers."""


class _Lines:
    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")

    def add(self, answers: Iterable[bytes]) -> None:
        self.file.writelines(answer + b"\n" for answer in answers)

    def close(self) -> None:
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()


FLAT = ("decision_id", "request_id", "status", "arm", "served_by", "template", "segment", "policy_version",
        "catalog_version", "decided_at", "expires_at")  # fmt: skip
MESSAGE = ("channel", "subject", "preheader", "html", "text")


class _Parquet:
    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        names = (*FLAT, "refusal_code", "refusal_detail", *MESSAGE, "blocks", "payload", "headers", "choices", "error")
        self.pa = pa
        self.schema = pa.schema([(name, pa.string()) for name in names] + [("propensity", pa.float64())])
        self.writer = pq.ParquetWriter(path, self.schema, compression="zstd")

    def add(self, answers: Iterable[bytes]) -> None:
        rows = [flat(orjson.loads(answer)) for answer in answers]
        self.writer.write_table(self.pa.Table.from_pylist(rows, schema=self.schema))

    def close(self) -> None:
        self.writer.close()


def flat(answer: dict[str, Any]) -> dict[str, Any]:
    """A decision as one flat row; what is nested becomes JSON text."""
    message, refusal = answer.get("message") or {}, answer.get("refusal") or {}
    row = {name: answer.get(name) for name in (*FLAT, "propensity")}
    row |= {name: message.get(name) for name in MESSAGE}
    row |= {"refusal_code": refusal.get("code"), "refusal_detail": refusal.get("detail")}
    for name, value in (
        *((n, message.get(n)) for n in ("blocks", "payload", "headers")),
        ("choices", answer.get("choices")),
    ):
        row[name] = orjson.dumps(value).decode() if value else None
    row["error"] = orjson.dumps(answer["error"]).decode() if "error" in answer else None
    return row


@contextmanager
def writing(paths: Iterable[Path]) -> Iterator[list[Sink]]:
    """Opens a sink for each path (.jsonl or .parquet) under a temporary name; renames all when everything went well."""
    kinds: dict[str, Any] = {".jsonl": _Lines, ".parquet": _Parquet}
    targets = list(paths)
    for path in targets:
        if path.suffix not in kinds:
            raise click.UsageError(f"{path}: expected .jsonl or .parquet")
        path.parent.mkdir(parents=True, exist_ok=True)
    partial = [path.with_name(f".{path.name}.part") for path in targets]
    sinks = [kinds[path.suffix](part) for path, part in zip(targets, partial, strict=True)]
    try:
        yield sinks
    except BaseException:
        for sink, part in zip(sinks, partial, strict=True):
            sink.close()
            part.unlink(missing_ok=True)
        raise
    for sink, part, path in zip(sinks, partial, targets, strict=True):
        sink.close()
        part.replace(path)
