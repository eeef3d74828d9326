"""A report as one HTML file: no script, nothing loaded from elsewhere, every plot with its figures beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import isfinite

from content_engine.domain.base import from_ms
from content_engine.reporting.markup import Html, join, name, tag
from content_engine.reporting.nouns import Cell, Column, Estimate, Note, Report, Section
from content_engine.reporting.plots import plot
from content_engine.reporting.style import STYLE
from content_engine.reporting.words import NOTHING, in_words

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the page may do: show itself, and nothing else."""
_CAPTIONS: Mapping[str, str] = {
    "bars": "Dots are estimates, the bars behind them 90 % intervals.",
    "line": "Lines are estimates, the bands around them 90 % intervals.",
    "reliability": "Observed over predicted, with 90 % intervals: on the dashed line the two are the same.",
}


def page(report: Report) -> str:
    """The report as a whole HTML document (UTF-8). Everything that came from outside is escaped."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{report.title} · content-engine"),
        tag("style", STYLE),
    )
    body = tag("body", _header(report), tag("main", *_chapters(report.sections)), _footer(report))
    return "<!doctype html>\n" + tag("html", head, body, lang="en") + "\n"


def _header(report: Report) -> Html:
    span = f"{_day(report.since)} to {_day(report.until)}"
    what = "Runs" if report.kind == "evaluations" else "Decisions"
    told = join(f"{what} from {span}", *((", template ", _code(report.template)) if report.template else ()))
    sentences = tag("ul", *(tag("li", sentence) for sentence in report.headline), class_="headline")
    return tag(
        "header",
        tag("p", "content-engine report", class_="eyebrow"),
        tag("h1", report.title),
        tag("p", told, class_="when"),
        sentences if report.headline else "",
        _notes(report.notes),
        _contents(report.sections),
    )


def _day(ms: int) -> str:
    return f"{from_ms(ms):%-d %b %Y}"


def _code(value: str) -> Html:
    return tag("bdi", value, class_="code")


def _footer(report: Report) -> Html:
    made = f"{from_ms(report.made_at):%-d %b %Y, %H:%M} UTC"
    return tag("footer", f"Made {made}. Intervals hold the truth nine times in ten unless a column says otherwise.")


def _contents(sections: Sequence[Section]) -> Html:
    links = [tag("li", tag("a", name(title), href=f"#{anchor}")) for anchor, title in _entries(sections)]
    return tag("nav", tag("ul", *links), aria_label="Contents") if len(links) > 1 else Html("")


def _entries(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    for _, inside in groupby(sections, key=lambda section: section.group or section.id):
        first = next(iter(inside))
        yield first.id, first.group or first.title


def _chapters(sections: Sequence[Section]) -> Iterator[Html]:
    for group, inside in groupby(sections, key=lambda section: section.group):
        if group:
            yield tag("h2", name(group))
        yield from (_section(section) for section in inside)


def _section(section: Section) -> Html:
    drawn = plot(section)
    table = _table(section)
    heading = tag("h3", name(section.title), id=f"{section.id}-title")
    parts: list[str] = [heading, tag("p", section.text) if section.text else ""]
    if drawn is not None and section.plot is not None:
        parts += [tag("figure", drawn, *_caption(section)), tag("details", tag("summary", "Figures"), table)]
    else:
        parts.append(table)
    parts.append(_notes(section.notes))
    return tag("section", *parts, id=section.id, class_="card", aria_labelledby=f"{section.id}-title")


def _caption(section: Section) -> Iterator[Html]:
    """What dots, lines and bands mean, where there are intervals to speak of."""
    assert section.plot is not None
    kind, key = section.plot.kind, section.plot.series[0]
    if any(isinstance(row.get(key), Estimate) for row in section.rows):
        hollow = kind == "bars" and section.column(key).unit == "points"
        yield tag("figcaption", _CAPTIONS[kind] + (" A hollow dot cannot be told from zero." if hollow else ""))


def _table(section: Section) -> Html:
    if not section.rows:
        return Html("")
    head = tag("tr", *(tag("th", one.title, scope="col", class_=_side(one)) for one in section.columns))
    rows = [tag("tr", *(_cell(row.get(one.key), one) for one in section.columns)) for row in section.rows]
    caption = tag("caption", tag("span", section.title, class_="unseen"))
    whole = tag("table", caption, tag("thead", head), tag("tbody", *rows))
    return tag("div", whole, class_="wide", tabindex="0", role="region", aria_label=f"Figures: {section.title}")


def _side(column: Column) -> str | None:
    return None if column.unit == "text" else "number"


def _cell(cell: Cell, column: Column) -> Html:
    if isinstance(cell, Estimate):
        return tag("td", *_estimate(cell, column), class_="number")
    if isinstance(cell, str):
        return tag("td", name(cell) if cell else NOTHING)
    return tag("td", in_words(cell, column.unit), class_=_side(column))


def _estimate(cell: Estimate, column: Column) -> Iterable[Html]:
    if not all(map(isfinite, (cell.mean, cell.low, cell.high))):
        return [tag("span", NOTHING)]
    whole, _, ends = in_words(cell, column.unit).partition(" (")
    sure = column.unit == "points" and cell.sure
    tone = f"sure {'up' if cell.mean > 0 else 'down'}" if sure else None
    return [tag("span", whole, class_=tone), tag("span", ends.removesuffix(")"), class_="ends")]


def _notes(notes: Sequence[Note]) -> Html:
    return tag("ul", *(tag("li", note.text) for note in notes), class_="notes") if notes else Html("")
