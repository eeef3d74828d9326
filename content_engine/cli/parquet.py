"""Records of a parquet file as JSON: nested columns may be structs, maps and lists, or JSON text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import orjson


def parquet_rows(path: Path, texts: frozenset[str]) -> Iterator[tuple[int, bytes]]:
    """(row number from 1, one JSON object). Columns in `texts` stay as they are; other text may hold JSON.

    Raises a usage error for a file that is not parquet or is damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1_000):
                for row in batch.to_pylist():
                    number += 1
                    yield number, _record(row, texts)
    except (pa.ArrowException, UnicodeDecodeError, orjson.JSONEncodeError) as error:
        where = f"{path}:{number}" if number else str(path)
        raise click.UsageError(f"{where}: this cannot be read as parquet: {_short(error)}") from error


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:300]


def _record(row: dict[str, Any], texts: frozenset[str]) -> bytes:
    kept = {name: plain(value) for name, value in row.items() if value is not None}
    told = {name: value if name in texts else _parsed(value) for name, value in kept.items()}
    return orjson.dumps(told, default=_odd)


def plain(value: Any) -> Any:
    """A parquet value as JSON-ready data. A null in a struct is a key that is not there: a struct cannot tell these."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        is_map = bool(value) and all(isinstance(item, tuple) and len(item) == 2 for item in value)
        return plain(dict(value)) if is_map else [plain(item) for item in value]
    return value.decode() if isinstance(value, bytes) else value


def _parsed(value: Any) -> Any:
    """A nested column may come as JSON text, the form that every parquet writer can make."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value


def _odd(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} has no JSON form")
