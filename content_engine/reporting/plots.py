"""Plots as inline SVG that reads at any width: places across are percentages, so type and strokes keep their size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from content_engine.domain.base import from_ms
from content_engine.reporting.markup import Html, join, shortened, tag
from content_engine.reporting.nouns import Cell, Estimate, Section, Unit
from content_engine.reporting.scales import Scale, between, scale_of
from content_engine.reporting.words import figure, in_words, unit_of

MOST_BARS = 40
"""Rows a plot of bars shows; the table has all."""
ROW, LABEL, BAR = 46, 16, 32
HEIGHT, TOP, FOOT = 230, 18, 26
LEFT, WIDE = 2.0, 96.0
"""Where the plotted stretch of bars begins and how wide it is, in per cent."""
INDENT, BREADTH = 9.0, 89.0
"""The same for plots with a scale upwards, whose figures stand at the left."""
LONGEST_LABEL = 32
HUES = 5
"""Lines with colours and dashes of their own; further ones begin again."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure on a plot."""

    x: float
    y: Estimate


@dataclass(frozen=True, slots=True)
class Line:
    """Points in the order of x, under a name."""

    name: str
    points: tuple[Point, ...]


def plot(section: Section) -> Html | None:
    """The section's plot with a legend where it has several lines; None where no figure can be drawn."""
    draw: dict[str, Callable[[Section], Html | None]] = {"bars": bars, "line": lines, "reliability": reliability}
    return draw[section.plot.kind](section) if section.plot else None


def estimate_of(cell: Cell) -> Estimate | None:
    """A figure as an estimate, a plain number without width; None where nothing can be drawn."""
    if isinstance(cell, int | float):
        cell = Estimate(float(cell), float(cell), float(cell))
    if not isinstance(cell, Estimate) or not all(map(isfinite, (cell.mean, cell.low, cell.high))):
        return None
    return cell


def _across(share: float) -> str:
    return f"{LEFT + WIDE * share:.2f}%"


def _along(share: float) -> str:
    return f"{INDENT + BREADTH * share:.2f}%"


def _picture(section: Section, height: float, told: str, *parts: str, class_: str = "plot") -> Html:
    named = f"{section.id}-plot-title {section.id}-plot-desc"
    title = tag("title", section.title, id=f"{section.id}-plot-title")
    described = tag("desc", told, id=f"{section.id}-plot-desc")
    size: dict[str, str | float] = {"width": "100%", "height": height, "class_": class_}
    return tag("svg", title, described, *parts, role="img", aria_labelledby=named, **size)


def bars(section: Section) -> Html | None:
    """One line for each row: its name, its figure in words, and a dot in its interval on a common scale."""
    assert section.plot is not None
    key = section.plot.series[0]
    unit = section.column(key).unit
    found = [(str(row.get(section.plot.x) or "–"), estimate_of(row.get(key))) for row in section.rows]
    drawn = [(label, one) for label, one in found if one is not None][:MOST_BARS]
    if not drawn:
        return None
    ends = [end for _, one in drawn for end in (one.low, one.high)]
    from_zero = unit == "points" or all(one.low == one.high for _, one in drawn)
    scale = scale_of(ends, include=(0.0,) if from_zero else ())
    height = ROW * len(drawn) + FOOT
    rows = [_bar(label, one, unit, scale, ROW * at) for at, (label, one) in enumerate(drawn)]
    told = "; ".join(f"{label}: {in_words(one, unit)}" for label, one in drawn)
    return _picture(section, height, told, *_uprights(scale, unit, 4, height - FOOT), *rows)


def _bar(label: str, one: Estimate, unit: Unit, scale: Scale, top: float) -> Html:
    low, mean, high = (_across(scale.share(end)) for end in (one.low, one.mean, one.high))
    tone = "unsure" if unit == "points" and not one.sure else "minus" if unit == "points" and one.mean < 0 else "plus"
    plain = one.low == one.high
    low = _across(scale.share(0.0)) if plain else low
    wide = tag("line", x1=low, x2=high, y1=top + BAR, y2=top + BAR, class_=f"{'whole' if plain else 'span'} {tone}")
    dot = "" if plain else tag("circle", cx=mean, cy=top + BAR, r=5, class_=f"dot {tone}")
    whole = tag("title", f"{label}: {in_words(one, unit)}")
    named = tag("text", shortened(label, LONGEST_LABEL), x="0", y=top + LABEL, class_="label")
    mean_told, _, ends = in_words(one.mean if one.low == one.high else one, unit).partition(" (")
    rest = tag("tspan", f" ({ends}", class_="rest") if ends else ""
    said = tag("text", mean_told, rest, x="100%", y=top + LABEL, class_="said")
    return tag("g", whole, named, said, wide, dot)


def _uprights(scale: Scale, unit: Unit, top: float, bottom: float) -> Iterator[Html]:
    digits = _digits(scale, unit)
    for value in scale.ticks:
        at = _across(scale.share(value))
        zero = unit == "points" and abs(value) < 1e-12
        yield tag("line", x1=at, x2=at, y1=top, y2=bottom, class_="zero" if zero else "grid")
        yield tag("text", _tick(value, unit, digits), x=at, y=bottom + 17, class_=_anchored(scale, value))


def _digits(scale: Scale, unit: Unit) -> int | None:
    if unit in ("moment", "day") or len(scale.ticks) < 2:
        return None
    step = (scale.ticks[1] - scale.ticks[0]) * (100 if unit in ("rate", "points") else 1)
    return next((places for places in range(6) if abs(step - round(step, places)) < 1e-9), 6)


def _tick(value: float, unit: Unit, digits: int | None) -> str:
    if unit == "day":
        return f"{from_ms(int(value)):%-d %b}"
    return "0" if abs(value) < 1e-12 else f"{figure(value, unit, digits)}{unit_of(unit)}"


def _anchored(scale: Scale, value: float) -> str:
    share = scale.share(value)
    return "tick start" if share < 0.03 else "tick end" if share > 0.97 else "tick"


def lines(section: Section) -> Html | None:
    """Lines with the bands of their intervals, over numbers or moments."""
    assert section.plot is not None
    across, unit = section.column(section.plot.x).unit, section.column(section.plot.series[0]).unit
    drawn = _lines_of(section)
    points = [point for line in drawn for point in line.points]
    if not points:
        return None
    moments = across in ("moment", "day")
    x = between(point.x for point in points) if moments else scale_of((point.x for point in points), wanted=5)
    y = scale_of((end for p in points for end in (p.y.low, p.y.high)), include=(0.0,))
    body = join(*(_line(line, number, x, y) for number, line in enumerate(drawn)))
    told = "; ".join(f"{line.name}: {_told(line, across, unit)}" for line in drawn)
    feet = _feet(x, across)
    picture = _picture(section, TOP + HEIGHT + FOOT, told, *_levels(y, unit), *feet, body)
    return join(_legend(drawn), picture) if len(drawn) > 1 or section.plot.by else picture


def _lines_of(section: Section) -> list[Line]:
    assert section.plot is not None
    parted: dict[str, list[Point]] = {}
    for key in section.plot.series:
        for row in section.rows:
            x, y = row.get(section.plot.x), estimate_of(row.get(key))
            if isinstance(x, int | float) and y is not None:
                name = str(row.get(section.plot.by)) if section.plot.by else section.column(key).title
                parted.setdefault(name, []).append(Point(float(x), y))
    return [Line(name, tuple(sorted(points, key=lambda p: p.x))) for name, points in parted.items()]


def _told(line: Line, across: Unit, unit: Unit) -> str:
    return ", ".join(f"{in_words(point.x, across)} {in_words(point.y, unit)}" for point in line.points)


def _levels(scale: Scale, unit: Unit) -> Iterator[Html]:
    digits = _digits(scale, unit)
    for value in scale.ticks:
        at = TOP + HEIGHT * (1 - scale.share(value))
        zero = unit == "points" and abs(value) < 1e-12
        yield tag("line", x1="0", x2="100%", y1=at, y2=at, class_="zero" if zero else "grid")
        yield tag("text", _tick(value, unit, digits), x="0", y=at - 4, class_="tick start")


def _feet(scale: Scale, unit: Unit) -> Iterator[Html]:
    digits = _digits(scale, unit)
    for value in scale.ticks:
        at, told = _along(scale.share(value)), _tick(value, unit, digits)
        yield tag("text", told, x=at, y=TOP + HEIGHT + 18, class_=_anchored(scale, value))


def _line(line: Line, number: int, x: Scale, y: Scale) -> Html:
    hue = f"hue{number % HUES}"
    places = [(1000 * x.share(point.x), point) for point in line.points]
    upper = [(at, _down(y, point.y.high)) for at, point in places]
    lower = [(at, _down(y, point.y.low)) for at, point in places]
    middle = [(at, _down(y, point.y.mean)) for at, point in places]
    band = tag("polygon", points=_list(upper + lower[::-1]), class_=f"band {hue}")
    stroke = tag("polyline", points=_list(middle), class_=f"stroke {hue}", vector_effect="non-scaling-stroke")
    box: dict[str, str | float] = {"x": f"{INDENT}%", "y": TOP, "width": f"{BREADTH}%", "height": HEIGHT}
    inner = tag("svg", band, stroke, viewBox=f"0 0 1000 {HEIGHT}", preserveAspectRatio="none", **box)
    dots = [tag("circle", cx=_along(at / 1000), cy=TOP + down, r=3.5, class_=f"point {hue}") for at, down in middle]
    return tag("g", inner, *dots, *(_whisker(point, x, y, hue) for point in line.points if len(line.points) == 1))


def _whisker(point: Point, x: Scale, y: Scale, hue: str) -> Html:
    at = _along(x.share(point.x))
    top, bottom = TOP + _down(y, point.y.high), TOP + _down(y, point.y.low)
    return tag("line", x1=at, x2=at, y1=top, y2=bottom, class_=f"whisker {hue}")


def _down(scale: Scale, value: float) -> float:
    return HEIGHT * (1 - scale.share(value))


def _list(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _legend(drawn: Sequence[Line]) -> Html:
    def entry(number: int, line: Line) -> Html:
        return tag("li", tag("i", class_=f"swatch hue{number % HUES}"), tag("bdi", line.name))

    return tag("ul", *(entry(number, line) for number, line in enumerate(drawn)), class_="legend")


def reliability(section: Section) -> Html | None:
    """What was observed over what was predicted; on the dashed diagonal they are the same."""
    assert section.plot is not None
    across, unit = section.column(section.plot.x).unit, section.column(section.plot.series[0]).unit
    drawn = _lines_of(section)
    points = [point for line in drawn for point in line.points]
    if not points:
        return None
    ends = [end for p in points for end in (p.x, p.y.low, p.y.high)]
    same = scale_of(ends, wanted=4, include=(0.0,))
    box: dict[str, str | float] = {"x": f"{INDENT}%", "y": TOP, "width": f"{BREADTH}%", "height": HEIGHT}
    ideal = tag("line", x1="0", y1=HEIGHT, x2="1000", y2="0", class_="ideal", vector_effect="non-scaling-stroke")
    diagonal = tag("svg", ideal, viewBox=f"0 0 1000 {HEIGHT}", preserveAspectRatio="none", **box)
    marks = [_mark(p, same, number) for number, line in enumerate(drawn) for p in line.points]
    told = "; ".join(f"predicted {in_words(p.x, across)}, observed {in_words(p.y, unit)}" for p in points)
    parts = (*_levels(same, unit), *_feet(same, across), diagonal, *marks)
    picture = _picture(section, TOP + HEIGHT + FOOT, told, *parts, class_="plot square")
    return join(_legend(drawn), picture) if len(drawn) > 1 else picture


def _mark(point: Point, scale: Scale, number: int) -> Html:
    hue = f"hue{number % HUES}"
    dot = tag(
        "circle", cx=_along(scale.share(point.x)), cy=TOP + _down(scale, point.y.mean), r=4, class_=f"point {hue}"
    )
    return tag("g", _whisker(point, scale, scale, hue), dot)
