"""Attributes made fit for messages: plain values, no controls, nothing invisible, inert in any template language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from content_engine.assembly.filters import MAX_VALUE, shortened
from content_engine.assembly.inert import LINK, PLAIN, inert, inert_link, visible

MAX_LINK = 2_000
MAX_LIST = 200
MAX_DEPTH = 4
MAX_NUMBER = 10**18


def clean_values(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes as plain dict, list, str, int, float and bool, with every text inert (see `inert`).

    Texts are NFC, without control, bidi or invisible characters, at most 200 characters long (links: 2,000). What is
    missing, empty, not finite or no JSON value is left out, and so counts as missing. Cleaning twice changes nothing.
    """
    return _mapping(attributes, 0)


def clean_text(text: str) -> str:
    """One text value made fit for a message, as `clean_values` does it; empty if nothing fit is left."""
    if PLAIN.fullmatch(text):
        return text
    text = visible(text).strip()
    if not LINK.fullmatch(text):
        text = shortened(_inline(inert(text).strip()), MAX_VALUE)
    return _link(text) if LINK.fullmatch(text) else text


def _inline(text: str) -> str:
    # At the start of a line Mako and ERB read `%` as a line of code.
    return "％" + text[1:] if text.startswith("%") else text


def _link(text: str) -> str:
    link = inert_link(text)
    return link if len(link) <= MAX_LINK else ""


def _mapping(values: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for key, value in values.items():
        plain = value.__class__ is str and PLAIN.fullmatch(value)
        fit = value if plain else _value(value, depth)
        if fit is not None and isinstance(key, str):
            cleaned[key] = fit
    return cleaned


def _value(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return clean_text(str(value)) or None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value)
    if depth >= MAX_DEPTH:
        return None
    if isinstance(value, Mapping):
        return _mapping(value, depth + 1)
    return _list(value, depth) if isinstance(value, list | tuple) else None


def _number(value: int | float) -> int | float | None:
    if not -MAX_NUMBER <= value <= MAX_NUMBER:
        return None
    return float(value) if isinstance(value, float) else int(value)


def _list(values: list[Any] | tuple[Any, ...], depth: int) -> list[Any]:
    cleaned = (_value(value, depth + 1) for value in values[:MAX_LIST])
    return [value for value in cleaned if value is not None]
