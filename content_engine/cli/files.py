"""Files of requests and events: JSON lines, CSV and parquet, read record by record with line numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson
from pydantic import BaseModel, ValidationError

from content_engine.cli.parquet import parquet_rows
from content_engine.cli.words import faults

N = TypeVar("N", bound=BaseModel)
MAX_TOLD = 20
"""How many bad lines are told before the rest is only counted."""
MAX_LINE = 1_048_576
"""Bytes of the longest line that is read."""


class BadLine(ValueError):
    """One line cannot be read as a record; the lines after it can."""


def read_rows(path: Path, noun: type[BaseModel]) -> Iterator[tuple[int, bytes | BadLine]]:
    """(line or row number from 1, one JSON object) for each record of a .jsonl, .csv or .parquet file.

    `noun` says which columns are texts and which hold numbers or structures. Raises a usage error where the file as a
    whole cannot be read.
    """
    readers = {".jsonl": _jsonl, ".ndjson": _jsonl, ".csv": _csv, ".parquet": parquet_rows}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise click.UsageError(f"{path}: the name must end in {', '.join(sorted(readers))}")
    if path.is_dir():
        raise click.UsageError(f"{path}: this is a folder, not a file")
    if not path.is_file():
        raise click.UsageError(f"{path}: {'not a file' if path.exists() else 'there is no such file'}")
    return reader(path, text_fields(noun))


def text_fields(noun: type[BaseModel]) -> frozenset[str]:
    """The fields of a noun whose values are text and nothing else."""
    fields = noun.model_json_schema()["properties"]
    return frozenset(name for name, field in fields.items() if _kinds(field) <= {"string", "null"})


def _kinds(field: dict[str, Any]) -> set[str]:
    return {one.get("type", "") for one in field.get("anyOf", [field])}


def _jsonl(path: Path, texts: frozenset[str]) -> Iterator[tuple[int, bytes | BadLine]]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                yield number, BadLine(f"the line is longer than {MAX_LINE} bytes")
                return
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if line.strip():
                yield number, line


def _csv(path: Path, texts: frozenset[str]) -> Iterator[tuple[int, bytes | BadLine]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _csv_rows(path, csv.DictReader(file, strict=True), texts)
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path}: this is not UTF-8 text ({error.reason})") from error


def _csv_rows(path: Path, reader: csv.DictReader[str], texts: frozenset[str]) -> Iterator[tuple[int, bytes | BadLine]]:
    try:
        _check_header(path, reader.fieldnames or [])
        for row in reader:
            yield reader.line_num, _csv_row(row, texts)
    except csv.Error as error:
        raise click.UsageError(f"{path}:{reader.line_num}: this is not CSV: {error}") from error


def _check_header(path: Path, names: Any) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise click.UsageError(f"{path}:1: the column {twice[0]!r} is there more than once")


def _csv_row(row: dict[Any, Any], texts: frozenset[str]) -> bytes | BadLine:
    if None in row:
        return BadLine("more cells than the header has columns")
    told = {name: text if name in texts else _cell(text) for name, text in row.items() if text not in ("", None)}
    try:
        return orjson.dumps(told)
    except orjson.JSONEncodeError as error:
        return BadLine(str(error))


def _cell(text: str) -> Any:
    """A CSV cell as JSON where it is a number, a boolean or a structure, else as text."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def read_nouns(path: Path, noun: type[N]) -> Iterator[N]:
    """Every record as a noun. Raises a usage error that tells every bad line, with its field, after reading all."""
    bad: list[str] = []
    for number, line in read_rows(path, noun):
        try:
            yield noun_of(line, noun)
        except ValidationError as error:
            bad += [f"{path}:{number}: {field}: {message}" for field, message in faults(error)]
        except BadLine as error:
            bad.append(f"{path}:{number}: {error}")
    if bad:
        more = f"\n… and {len(bad) - MAX_TOLD} more" if len(bad) > MAX_TOLD else ""
        raise click.UsageError("\n".join(bad[:MAX_TOLD]) + more)


def noun_of(line: bytes | BadLine, noun: type[N]) -> N:
    """One record as a noun. Raises `BadLine` or pydantic's `ValidationError`."""
    if isinstance(line, BadLine):
        raise line
    return noun.model_validate_json(line)
