"""A report's section as a figure: what is drawn as JSON for `charts.js`, and the table behind it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from content_engine.domain.base import Json
from content_engine.reporting import Cell, Column, Estimate, Section, in_words

MOST = 40
"""Most lines of a chart that names its rows: the table has them all."""


def figure_of(section: Section, *, stacked: bool = False) -> Json:
    """What the macro `figure` shows: title, text, notes, columns, rows in words, and `chart` (None: nothing to draw).

    `stacked` sets a line's series, counts by day, upon each other.
    """
    rows = [[in_words(row.get(one.key), one.unit) for one in section.columns] for row in section.rows]
    return {
        "id": section.id,
        "title": section.title,
        "text": section.text,
        "group": section.group,
        "notes": [note.text for note in section.notes],
        "columns": section.columns,
        "rows": rows,
        "chart": chart_of(section, stacked=stacked),
    }


def chart_of(section: Section, *, stacked: bool = False) -> Json | None:
    """The drawing of a section's plot as JSON-ready data; None where there is none, or nothing to draw."""
    plot = section.plot
    if plot is None or not section.rows:
        return None
    x = section.column(plot.x)
    told = _named(section, x) if plot.kind == "bars" else _over(section, x, stacked=stacked)
    if not any(value is not None for one in told["series"] for value in one["values"]):
        return None
    return told | {"of": section.column(plot.series[0]).unit, "diagonal": plot.kind == "reliability", "axis": x.title}


def _named(section: Section, x: Column) -> Json:
    """One line for each row, which has a name."""
    assert section.plot is not None
    rows = [row for row in section.rows if _middle(row.get(section.plot.series[0])) is not None][:MOST]
    names = [in_words(row.get(x.key), x.unit) for row in rows]
    column = section.column(section.plot.series[0])
    return {
        "x": list(range(len(rows))),
        "unit": "name",
        "names": names,
        "series": [_series(column.title, column, rows)],
    }


def _over(section: Section, x: Column, *, stacked: bool) -> Json:
    """Series over numbers or moments; those of `by` are parted by its values, each with a gap where it has none."""
    assert section.plot is not None
    at = sorted({float(value) for row in section.rows if isinstance(value := row.get(x.key), int | float)})
    unit = x.unit if x.unit in ("day", "moment") else "number"
    names = [in_words(int(one) if unit != "number" else one, x.unit) for one in at]
    series = [
        _series(label, column, [rows.get(one, {}) for one in at]) | ({"stacked": True} if stacked else {})
        for label, column, rows in _lines(section, x)
    ]
    return {"x": at, "unit": unit, "names": names, "series": series}


def _lines(section: Section, x: Column) -> list[tuple[str, Column, Mapping[float, Mapping[str, Cell]]]]:
    """Label, column and rows by place of every line."""
    plot = section.plot
    assert plot is not None
    columns = [section.column(key) for key in plot.series]
    if plot.by is None:
        rows = {float(row[x.key]): row for row in section.rows if isinstance(row.get(x.key), int | float)}  # type: ignore[arg-type]
        return [(column.title, column, rows) for column in columns]
    parts: dict[str, dict[float, Mapping[str, Cell]]] = {}
    for row in section.rows:
        parts.setdefault(str(row[plot.by]), {})[float(row[x.key])] = row  # type: ignore[arg-type]
    return [(name, columns[0], rows) for name, rows in sorted(parts.items())]


def _series(label: str, column: Column, rows: Sequence[Mapping[str, Cell]]) -> Json:
    cells = [row.get(column.key) for row in rows]
    told: dict[str, Any] = {"label": label, "values": [_middle(cell) for cell in cells]}
    ends = [_ends(cell, row) for cell, row in zip(cells, rows, strict=True)]
    if any(end is not None for end in ends):
        told |= {"low": [end and end[0] for end in ends], "high": [end and end[1] for end in ends]}
    return told | {"words": [in_words(cell, column.unit) for cell in cells]}


def _middle(cell: Cell) -> float | None:
    value = cell.mean if isinstance(cell, Estimate) else cell
    return float(value) if isinstance(value, int | float) and isfinite(value) else None


def _ends(cell: Cell, row: Mapping[str, Cell]) -> tuple[float, float] | None:
    """The ends of an estimate, or the columns `low` and `high` of its row."""
    low, high = (cell.low, cell.high) if isinstance(cell, Estimate) else (row.get("low"), row.get("high"))
    if isinstance(low, int | float) and isinstance(high, int | float) and isfinite(low) and isfinite(high):
        return float(low), float(high)
    return None
