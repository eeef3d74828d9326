"""Files of decisions: JSON lines and parquet, written all or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

import click
import orjson


class Sink(Protocol):
    """Takes answers, one JSON object each."""

    def add(self, answers: Iterable[bytes]) -> None:
        """Appends answers."""

    def close(self) -> None:
        """Finishes the file; may be called twice."""


class _Lines:
    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")

    def add(self, answers: Iterable[bytes]) -> None:
        self.file.writelines(answer + b"\n" for answer in answers)

    def close(self) -> None:
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
    nested = {name: message.get(name) for name in ("blocks", "payload", "headers")}
    nested |= {"choices": answer.get("choices"), "error": answer.get("error")}
    return row | {name: orjson.dumps(value).decode() if value else None for name, value in nested.items()}


KINDS: dict[str, Any] = {".jsonl": _Lines, ".parquet": _Parquet}


def check_targets(targets: Sequence[Path], source: Path) -> None:
    """Raises a usage error for a file that cannot be what decisions are written to, before anything is decided."""
    for path in targets:
        if path.suffix.lower() not in KINDS:
            raise click.UsageError(f"{path}: the name must end in .jsonl or .parquet")
        if path.is_dir():
            raise click.UsageError(f"{path}: this is a folder, not a file")
        if path.resolve() == source.resolve():
            raise click.UsageError(f"{path}: the decisions would overwrite the requests; name another file")
    if len({path.resolve() for path in targets}) < len(targets):
        raise click.UsageError("--out names the same file twice")


@contextmanager
def writing(targets: Sequence[Path]) -> Iterator[list[Sink]]:
    """Opens a sink for each path under a hidden temporary name; renames all when everything went well.

    Whatever goes wrong, a file of that name is the old one or a whole new one. Only a process that is killed at once
    (SIGKILL) leaves its hidden `.NAME.<pid>.part` behind.
    """
    parts = [path.with_name(f".{path.name}.{os.getpid()}.part") for path in targets]
    with ExitStack() as removing:
        sinks = []
        for path, part in zip(targets, parts, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            removing.callback(part.unlink, missing_ok=True)
            sinks.append(KINDS[path.suffix.lower()](part))
            removing.callback(sinks[-1].close)
        yield sinks
        for sink in sinks:
            sink.close()
        for path, part in zip(targets, parts, strict=True):
            _settle(part)
            part.replace(path)


def _settle(part: Path) -> None:
    """Waits until the file is on disk, so that its new name never stands for less than all of it."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
