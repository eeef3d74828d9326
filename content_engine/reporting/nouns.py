"""What a report is: sentences, then sections, each a table with perhaps a plot of it. One shape for all reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from content_engine.domain.base import from_ms, rfc3339

Unit = Literal["text", "count", "rate", "points", "number", "days", "moment", "day"]
"""What a column holds. `rate` and `points` are shares of 1, `points` signed differences of rates; `moment` and `day`
are milliseconds since 1970, which JSON carries as RFC 3339."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the ends of its interval (90 % where nothing else is said)."""

    mean: float
    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """As JSON-ready data."""
        return {"mean": self.mean, "low": self.low, "high": self.high}

    @property
    def sure(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


Cell = str | int | float | Estimate | None
"""One figure. None: it cannot be said."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON, its title for people, and what it holds. A `wide` one is left out of narrow views."""

    key: str
    title: str
    unit: Unit = "text"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something to keep in mind, with a stable code for programs."""

    code: str
    text: str

    def to_json(self) -> dict[str, str]:
        """As JSON-ready data."""
        return {"code": self.code, "text": self.text}


@dataclass(frozen=True, slots=True)
class Plot:
    """A view of a section's table.

    `bars` shows each row's first series on a line of its own, the row named by `x`; `line` shows series over `x`,
    a number or a moment; `reliability` shows the first series, observed, over `x`, predicted. Columns of estimates are
    drawn with their intervals. `by` names a column whose values part the rows of a line into lines.
    """

    kind: Literal["bars", "line", "reliability"]
    x: str
    series: tuple[str, ...]
    by: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {"kind": self.kind, "x": self.x, "series": list(self.series), "by": self.by}


@dataclass(frozen=True, slots=True)
class Section:
    """A table with what it tells. Rows are cells by column key. `group` names the chapter it belongs to."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    text: str = ""
    group: str = ""
    plot: Plot | None = None
    notes: tuple[Note, ...] = ()

    def column(self, key: str) -> Column:
        """The column of this key. Raises KeyError."""
        found = next((column for column in self.columns if column.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def to_json(self) -> dict[str, Any]:
        """As JSON-ready data; what is not a finite number is null."""
        return {
            "id": self.id,
            "title": self.title,
            "group": self.group,
            "text": self.text,
            "columns": [{"key": one.key, "title": one.title, "unit": one.unit} for one in self.columns],
            "rows": [{one.key: _json_of(row.get(one.key), one.unit) for one in self.columns} for row in self.rows],
            "plot": self.plot.to_json() if self.plot else None,
            "notes": [note.to_json() for note in self.notes],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A report on decisions made from `since` until `until`. Times are milliseconds since 1970, UTC."""

    kind: str
    title: str
    made_at: int
    since: int
    until: int
    headline: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    template: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As JSON-ready data: the shape that HTTP and the command line answer with."""
        return {
            "report": self.kind,
            "title": self.title,
            "made_at": _stamp(self.made_at),
            "since": _stamp(self.since),
            "until": _stamp(self.until),
            "template": self.template,
            "headline": list(self.headline),
            "sections": [section.to_json() for section in self.sections],
            "notes": [note.to_json() for note in self.notes],
        }


def _stamp(ms: int) -> str:
    return rfc3339(from_ms(ms))


def _json_of(cell: Cell, unit: Unit) -> Any:
    if isinstance(cell, Estimate):
        ends = cell.to_json()
        return ends if all(isfinite(end) for end in ends.values()) else None
    if isinstance(cell, float) and not isfinite(cell):
        return None
    if isinstance(cell, int | float) and unit in ("moment", "day"):
        told = _stamp(int(cell))
        return told[:10] if unit == "day" else told
    return cell
