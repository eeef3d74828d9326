"""Where in a body something is, as a dotted path. Slow and thorough: only called once a body was refused."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

DEEPEST = 8
"""Most steps of a path that are told."""
LONGEST = 60
LOOKED_AT = 2_000_000
"""Bytes looked at in search of a place; further on the line and column must do."""

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"?|[{}\[\],:]')
_WHERE = re.compile(r"at line (\d+) column (\d+)$")


def path_at(body: bytes, told: str) -> str:
    """The path of the value at the place a JSON parser told (`… at line 1 column 22`), or an empty string."""
    found = _WHERE.search(told)
    if found is None:
        return ""
    lines = body.split(b"\n", int(found[1]))
    offset = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    return dotted(_steps(body, min(offset, LOOKED_AT)))


def _steps(body: bytes, offset: int) -> list[str | int | None]:
    """The keys and indices that lead to the value at `offset`; None where an object's key is still to come."""
    steps: list[str | int | None] = []
    for token in _TOKEN.finditer(body):
        if token.start() > offset:
            break
        _step(steps, token[0])
    return steps


def _step(steps: list[str | int | None], token: bytes) -> None:
    if token in (b"{", b"["):
        steps.append(None if token == b"{" else 0)
    elif not steps:
        return
    elif token in (b"}", b"]"):
        steps.pop()
    elif token == b",":
        last = steps[-1]
        steps[-1] = last + 1 if isinstance(last, int) else None
    elif token != b":" and steps[-1] is None:
        steps[-1] = token.strip(b'"').decode("utf-8", "replace")


def dotted(steps: list[Any]) -> str:
    """Steps as a dotted path, cut where it gets too long to be of use."""
    known = [str(step)[:LONGEST] for step in steps if step is not None]
    return ".".join(known[:DEEPEST]) + (".…" if len(known) > DEEPEST else "")


class _Pairs(list[Any]):
    """An object's keys and values as they were sent."""


def whole(text: str) -> int | float:
    """A whole number in JSON; one with very many digits is as good as infinite."""
    return int(text) if len(text) < 100 else math.inf


def spoiled(body: bytes, largest: int) -> list[tuple[str, str]]:
    """Path and message of every key that is there twice and every number beyond ±`largest` or not a number."""
    value = json.loads(body, object_pairs_hook=_Pairs, parse_int=whole)
    return list(_spoiled(value, [], largest))[:20]


def _spoiled(value: Any, steps: list[Any], largest: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, _Pairs):
        yield from _spoiled_keys(value, steps)
        for name, inner in value:
            yield from _spoiled(inner, [*steps, name], largest)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _spoiled(inner, [*steps, index], largest)
    elif isinstance(value, int | float) and not -largest <= value <= largest:
        yield dotted(steps), f"must be a number between {-largest} and {largest}"


def _spoiled_keys(pairs: _Pairs, steps: list[Any]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            yield dotted([*steps, name]), "was given more than once"
        seen.add(name)
