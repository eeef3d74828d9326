"""Plain arrays and JSON in one string of bytes, so that what is learnt can be stored and read without running code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

_ARRAY = "__array__"
_LENGTH = 8


def pack(tree: Mapping[str, Any]) -> bytes:
    """Dicts, lists and scalars as JSON, arrays raw behind it. Equal trees give equal bytes."""
    parts: list[bytes] = []
    head = json.dumps(_out(tree, parts), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return len(head).to_bytes(_LENGTH, "little") + head + b"".join(parts)


def _out(value: Any, parts: list[bytes]) -> Any:
    if isinstance(value, np.ndarray):
        plain = np.ascontiguousarray(value)
        at = sum(len(part) for part in parts)
        parts.append(plain.tobytes())
        return {_ARRAY: [plain.dtype.str, list(plain.shape), at, len(parts[-1])]}
    if isinstance(value, Mapping):
        return {str(name): _out(value[name], parts) for name in sorted(value)}
    if isinstance(value, list | tuple):
        return [_out(one, parts) for one in value]
    return value


def unpack(body: bytes) -> dict[str, Any]:
    """The inverse of `pack`; tuples come back as lists. Raises ValueError for what `pack` never wrote."""
    end = _LENGTH + int.from_bytes(body[:_LENGTH], "little")
    tree = _in(json.loads(body[_LENGTH:end]), memoryview(body)[end:])
    if not isinstance(tree, dict):
        raise ValueError("a packed tree begins with names")
    return tree


def _in(value: Any, raw: memoryview) -> Any:
    if isinstance(value, dict) and _ARRAY in value:
        kind, shape, at, size = value[_ARRAY]
        dtype: npt.DTypeLike = np.dtype(kind)
        return np.frombuffer(raw[at : at + size], dtype=dtype).reshape(shape).copy()
    if isinstance(value, dict):
        return {name: _in(one, raw) for name, one in value.items()}
    if isinstance(value, list):
        return [_in(one, raw) for one in value]
    return value
