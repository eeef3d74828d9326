"""The templates and how they tell times, shares and money. Everything is escaped; an unknown name is an error."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
STATIC = HERE / "static"
STEPS = ((60, "s", 1), (3_600, "min", 60), (86_400, "h", 3_600), (86_400 * 60, "d", 86_400))


def render(template: str, context: dict[str, Any]) -> str:
    """A template of `templates/`, filled in."""
    return _environment().get_template(template).render(context)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "moment": moment,
        "percent": percent,
        "usd": usd,
        "count": count,
        "json_data": json_data,
        "ago": ago,
    }
    return made


def moment(at: int | str | None) -> str:
    """Milliseconds since 1970, or RFC 3339 text, as `2026-11-30 07:15` in UTC."""
    if at is None or at == "":
        return "–"
    told = datetime.fromisoformat(at) if isinstance(at, str) else datetime.fromtimestamp(at / 1_000, UTC)
    return told.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def ago(at: int | None, now: int) -> str:
    """How long ago, in one unit: `40 s`, `3 h`, `12 d`."""
    if at is None:
        return "–"
    seconds = max(0, now - at) // 1_000
    for limit, unit, size in STEPS:
        if seconds < limit:
            return f"{seconds // size} {unit}"
    return f"{seconds // (86_400 * 30)} months"


def percent(share: float | None, digits: int = 1) -> str:
    """A share as `12.3 %`; a dash where there is none."""
    return "–" if share is None else f"{100 * share:.{digits}f} %"


def usd(micro: float | None) -> str:
    """Millionths of a US dollar as `$0.0123`."""
    return "–" if micro is None else f"${micro / 1_000_000:.4f}"


def count(number: float | None) -> str:
    """A number with thin spaces between thousands."""
    return "–" if number is None else f"{number:,.0f}".replace(",", "\u202f")


def json_data(value: Any) -> str:
    """JSON for a `data-` attribute, which the template escapes."""
    return orjson.dumps(value, default=str).decode()
