"""The room of reports: figures in words, scales, plots, and a page that no stranger's text can break."""

from __future__ import annotations

import json
import math
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.reporting import Column, Estimate, Note, Plot, Report, Section, in_words, page
from content_engine.reporting.markup import Html, join, shortened, tag, text
from content_engine.reporting.plots import plot
from content_engine.reporting.scales import between, scale_of
from content_engine.testing import T0

DAY = 86_400_000
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>",
    "]]><!--",
    "\u202egnp.exe",
    "\x00\x1b[31m",
    "&amp;lt;",
    "{{ 7 * 7 }}",
    "\ud800",
)
VOID = {"meta", "br", "hr", "link", "col"}


def section(rows: list[dict[str, Any]], kind: str = "bars", **given: Any) -> Section:
    """A section with a name, a number across, a rate and a difference."""
    columns = (
        Column("name", "Name"),
        Column("x", "Level", "number"),
        Column("rate", "Rate", "rate"),
        Column("gain", "Gain", "points"),
    )
    shown = Plot(kind, "name" if kind == "bars" else "x", ("gain" if kind == "bars" else "rate",))  # type: ignore[arg-type]
    return Section(**{"id": "s", "title": "A section", "columns": columns, "rows": tuple(rows), "plot": shown, **given})


def report(*sections: Section, **given: Any) -> Report:
    """A report on thirty days."""
    return Report(**{"kind": "uplift", "title": "Uplift", "made_at": T0, "since": T0 - 30 * DAY, "until": T0,
                     "sections": sections, **given})  # fmt: skip


class Reader(HTMLParser):
    """Checks that elements close in order, and keeps what a browser would act on and what it would show."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.feed(body)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


@pytest.mark.parametrize(
    ("cell", "unit", "told"),
    [
        (None, "rate", "–"),
        ("", "text", "–"),
        (1_234, "count", "1,234"),
        (0.0431, "rate", "4.31 %"),
        (Estimate(0.0431, 0.039, 0.0475), "rate", "4.31 % (3.90 to 4.75)"),
        (Estimate(0.012, -0.004, 0.028), "points", "+1.2 pts (−0.4 to +2.8)"),
        (Estimate(0.5, -math.inf, math.inf), "points", "–"),
        (math.nan, "number", "–"),
        (0.00031, "number", "0.0003"),
        (3.2, "days", "3.20 days"),
        (T0, "day", "20 Nov 2026"),
        (T0, "moment", "20 Nov 2026, 10:00 UTC"),
    ],
)
def test_figures_in_words(cell: Any, unit: Any, told: str) -> None:
    """As many digits as the interval is worth, signs on differences, a dash where nothing can be said."""
    assert in_words(cell, unit) == told


def test_json_has_one_shape_and_no_numbers_that_json_lacks() -> None:
    """Every row has every column; moments are RFC 3339; what is not finite is null."""
    columns = (Column("at", "At", "moment"), Column("day", "Day", "day"), Column("v", "V", "rate"), Column("n", "N"))
    rows: Any = ({"at": T0, "day": T0, "v": Estimate(0.1, 0.0, math.inf)}, {"v": math.nan, "n": "x"})
    told = report(Section("a", "A", columns, rows), notes=(Note("c", "t"),)).to_json()
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["sections"][0]["rows"] == [
        {"at": "2026-11-20T10:00:00.000Z", "day": "2026-11-20", "v": None, "n": None},
        {"at": None, "day": None, "v": None, "n": "x"},
    ]
    assert (told["report"], told["since"], told["notes"]) == (
        "uplift", "2026-10-21T10:00:00.000Z", [{"code": "c", "text": "t"}],
    )  # fmt: skip


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_a_scale_holds_its_values_and_its_ticks_are_even(values: list[float]) -> None:
    """Every value lies between the ends; ticks rise evenly from end to end, and are few."""
    scale = scale_of(values)
    slack = 1e-6 * max(1.0, *map(abs, values))
    assert scale.low - slack <= min(values) <= max(values) <= scale.high + slack
    steps = [b - a for a, b in zip(scale.ticks, scale.ticks[1:], strict=False)]
    assert steps
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)
    assert len(scale.ticks) <= 8
    assert all(0 <= scale.share(value) <= 1 for value in values)


@given(st.lists(st.integers(0, 10**13), max_size=40))
def test_moments_are_marked_at_some_of_themselves(values: list[int]) -> None:
    """Ticks of moments are moments of the data, at most five."""
    scale = between(map(float, values))
    assert len(scale.ticks) <= 5
    assert set(scale.ticks) <= {*map(float, values), 0.0}


@given(st.text(max_size=200), st.integers(3, 60))
def test_shortened_text_keeps_both_ends(value: str, most: int) -> None:
    """It is never longer than asked, and short text stays as it is."""
    told = shortened(value, most)
    assert len(told) <= most or told == value
    assert told[0:1] == value[0:1]
    assert told[-1:] == value[-1:]


@given(st.text(max_size=60))
def test_text_is_shown_and_never_acts(value: str) -> None:
    """Whatever a string holds, a browser shows it as text, but for characters that HTML cannot carry."""
    reader = Reader(tag("p", value, title=value))
    assert [name for name, _ in reader.seen] == ["p"]
    clean = Reader(text(value)).shown
    assert "".join(reader.shown) == "".join(clean)
    assert not any(ord(char) < 32 and char not in "\t\n" for char in tag("p", value))


def test_only_markup_is_taken_as_markup() -> None:
    """Text that is joined is escaped, elements are not; empty attributes are left out."""
    assert join("<b>", Html("<i>"), tag("br")) == "&lt;b&gt;<i><br>"
    assert tag("a", "x", href=None, class_="k", aria_label="l") == '<a class="k" aria-label="l">x</a>'


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_strings_everywhere(hostile: str) -> None:
    """In every place of a report a hostile string is shown as it is and adds no element and no address."""
    rows = [{"name": hostile, "x": float(n), "rate": Estimate(0.1, 0.0, 0.2), "gain": 0.1} for n in range(3)]
    calm = [{**row, "name": "calm"} for row in rows]
    one = [report(*(section(rows, kind, title=hostile, group=hostile, text=hostile, notes=(Note("c", hostile),))
                    for kind in ("bars", "line", "reliability")), headline=(hostile,), template=hostile)]  # fmt: skip
    other = [report(*(section(calm, kind, title="c", group="c", text="c", notes=(Note("c", "c"),))
                      for kind in ("bars", "line", "reliability")), headline=("c",), template="c")]  # fmt: skip
    found, wanted = (Reader(page(told[0])) for told in (one, other))
    assert [name for name, _ in found.seen] == [name for name, _ in wanted.seen]
    assert [{*told} for _, told in found.seen] == [{*told} for _, told in wanted.seen]
    page(one[0]).encode("utf-8")


def test_the_page_needs_nothing_but_itself() -> None:
    """No script, no address but its own anchors, a policy that forbids the rest, and both colour schemes."""
    rows = [{"name": "a", "x": 1.0, "rate": 0.1, "gain": Estimate(0.1, 0.05, 0.2)}]
    body = page(report(section(rows, group="g"), section(rows, "line", id="t"), section(rows, "bars", id="u")))
    reader = Reader(body)
    assert "script" not in {name for name, _ in reader.seen}
    links = [value for _, told in reader.seen for key, value in told.items() if key in ("href", "src", "xlink:href")]
    assert links
    assert all(link and link.startswith("#") for link in links)
    assert "url(" not in body
    assert "@import" not in body
    assert any("default-src 'none'" in str(told.get("content")) for name, told in reader.seen if name == "meta")
    assert "prefers-color-scheme: dark" in body


def test_every_plot_can_be_heard_and_has_its_figures() -> None:
    """A plot is an image with title and description, its ids are there, and its table follows in the same section."""
    rows = [{"name": f"v{n}", "x": float(n), "rate": Estimate(0.1, 0.0, 0.2), "gain": 0.01 * n} for n in range(3)]
    sections = [section(rows, kind, id=f"s-{kind}") for kind in ("bars", "line", "reliability")]
    reader = Reader(page(report(*sections)))
    pictures = [told for name, told in reader.seen if name == "svg" and told.get("role") == "img"]
    ids = [told["id"] for _, told in reader.seen if "id" in told]
    assert len(pictures) == 3
    assert len(ids) == len(set(ids))
    assert all(part in ids for told in pictures for part in str(told["aria-labelledby"]).split())
    assert [name for name, _ in reader.seen].count("table") == 3
    assert "v2: +2 pts" in " ".join(reader.shown).replace("+2.00", "+2")


@pytest.mark.parametrize("kind", ["bars", "line", "reliability"])
def test_nothing_to_draw(kind: str) -> None:
    """Without a figure there is no plot, and the page stands all the same."""
    rows = [{"name": "a", "x": 1.0, "rate": None, "gain": Estimate(0.0, -math.inf, math.inf)}]
    assert plot(section([], kind)) is None
    assert plot(section(rows, kind)) is None
    assert "A section" in "".join(Reader(page(report(section(rows, kind)))).shown)


@given(
    st.lists(
        st.tuples(st.floats(0, 10), st.floats(-1, 1), st.floats(0, 1), st.sampled_from("ab")), min_size=1, max_size=12
    ),
    st.sampled_from(["bars", "line", "reliability"]),
)
def test_plots_stay_inside(rows: list[tuple[float, float, float, str]], kind: str) -> None:
    """Whatever the figures, every place across is a percentage between 0 and 100 and the markup is well formed."""
    cells = [
        {"name": name, "x": x, "rate": Estimate(mean, mean - half, mean + half), "gain": Estimate(mean, mean, mean)}
        for x, mean, half, name in rows
    ]
    drawn = plot(section(cells, kind))
    assert drawn is not None
    for _, told in Reader(drawn).seen:
        for key in ("x", "cx", "x1", "x2"):
            value = str(told.get(key) or "")
            assert not value.endswith("%") or 0 <= float(value[:-1]) <= 100


def test_lines_can_be_parted_by_a_column() -> None:
    """Each value of the column is a line of its own, named in the legend."""
    rows = [{"name": name, "x": float(n), "rate": 0.1} for n in range(3) for name in ("one", "two")]
    drawn = plot(section(rows, "line", plot=Plot("line", "x", ("rate",), by="name")))
    assert drawn is not None
    reader = Reader(drawn)
    assert [name for name, _ in reader.seen].count("polyline") == 2
    assert {"one", "two"} <= set(reader.shown)
