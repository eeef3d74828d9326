"""Figures in words: what people read in tables, on plots and in sentences."""

from __future__ import annotations

from math import floor, isfinite, log10

from content_engine.domain.base import from_ms
from content_engine.reporting.nouns import Cell, Estimate, Unit

NOTHING = "–"
"""What stands where nothing can be said."""
MINUS = "−"
MOST_DIGITS = 4


def in_words(cell: Cell, unit: Unit) -> str:
    """A cell as people read it, an estimate with its interval: `4.31 % (3.90 to 4.75)`."""
    if cell is None or isinstance(cell, str):
        return cell or NOTHING
    if isinstance(cell, Estimate):
        return _estimate(cell, unit)
    return f"{figure(cell, unit)}{unit_of(unit)}" if isfinite(cell) else NOTHING


def in_short(cell: Cell, unit: Unit) -> str:
    """As `in_words`, for tables whose headers name the unit: `4.31 [3.90, 4.75]`."""
    if not isinstance(cell, Estimate):
        return in_words(cell, unit).removesuffix(unit_of(unit))
    if not all(map(isfinite, (cell.mean, cell.low, cell.high))):
        return NOTHING
    digits = _digits_for(abs(cell.high - cell.low) * (100 if unit in ("rate", "points") else 1))
    mean, low, high = (figure(end, unit, digits) for end in (cell.mean, cell.low, cell.high))
    return f"{mean} [{low}, {high}]"


def unit_of(unit: Unit) -> str:
    """What follows a figure of this unit."""
    return {"rate": " %", "points": " pts", "days": " days"}.get(unit, "")


def figure(value: float, unit: Unit, digits: int | None = None) -> str:
    """A number without its unit. `digits` are places after the point; left out, as many as the size calls for."""
    if unit in ("moment", "day"):
        return _moment(value, unit)
    if unit == "count":
        return f"{round(value):,}"
    shown = value * 100 if unit in ("rate", "points") else value
    places = _places(shown) if digits is None else digits
    sign = "+" if unit == "points" else ""
    return f"{shown:{sign},.{places}f}".replace("-", MINUS)


def _moment(value: float, unit: Unit) -> str:
    moment = from_ms(int(value))
    return f"{moment:%-d %b %Y}" if unit == "day" else f"{moment:%-d %b %Y, %H:%M} UTC"


def _estimate(cell: Estimate, unit: Unit) -> str:
    ends = (cell.mean, cell.low, cell.high)
    if not all(isfinite(end) for end in ends):
        return NOTHING
    scale = 100 if unit in ("rate", "points") else 1
    digits = _digits_for(abs(cell.high - cell.low) * scale)
    mean, low, high = (figure(end, unit, digits) for end in ends)
    return f"{mean}{unit_of(unit)} ({low} to {high})"


def _digits_for(width: float) -> int:
    """Places after the point so that an interval of this width shows in two figures."""
    return 2 if width <= 0 else min(max(1 - floor(log10(width)), 0), MOST_DIGITS)


def _places(value: float) -> int:
    size = abs(value)
    if size == 0 or size >= 100:
        return 0
    return 1 if size >= 10 else 2 if size >= 0.1 else MOST_DIGITS
