"""A plot of captured by week, written by hand as SVG: readable on light and on dark, without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.simulator.measure import Score

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 250, 40, 48
COLOURS = (
    ("#0b62c4", "#6cb2ff"),
    ("#b4530a", "#ffab5e"),
    ("#2b7d3b", "#7fd28f"),
    ("#8a3ea8", "#d9a0f2"),
    ("#6b6b6b", "#b5b5b5"),
)
"""By line, on light and on dark paper."""
DASHES = ("", "7 4", "2 4", "10 4 2 4", "4 4")
MARGIN = 15.0


def plot(scores: Mapping[str, Sequence[Score]]) -> str:
    """The mean over seeds of captured by week, one line per policy in the order given, with its name at its end."""
    lines = {name: np.mean([score.weeks for score in mine], axis=0) for name, mine in scores.items() if mine}
    top = _ceiling(max([0.1, *(float(line.max()) for line in lines.values())]))
    low = min([0.0, *(float(line.min()) for line in lines.values())])
    low = -_ceiling(-low) if low < -0.005 else 0.0
    weeks = max(len(line) for line in lines.values())
    frame = _Frame(low, top, weeks)
    ends = _apart({name: frame.y(float(line[-1])) for name, line in lines.items()})
    drawn = [_line(frame, at, name, line, ends[name]) for at, (name, line) in enumerate(lines.items())]
    return _svg(frame, list(lines), [*_axes(frame), *drawn])


def _ceiling(value: float) -> float:
    return float(np.ceil(value * 10 - 1e-9) / 10)


class _Frame:
    """Where numbers lie on the paper."""

    def __init__(self, low: float, top: float, weeks: int) -> None:
        self.low, self.top, self.weeks = low, top, weeks

    def x(self, week: float) -> float:
        """From the week's number, 1 for the first."""
        return LEFT + (WIDTH - LEFT - RIGHT) * (week - 1) / max(self.weeks - 1, 1)

    def y(self, share: float) -> float:
        """From a captured share."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (share - self.low) / (self.top - self.low)


def _apart(heights: dict[str, float]) -> dict[str, float]:
    """Heights for labels that do not overlap, in the same order from top to bottom."""
    placed: dict[str, float] = {}
    below = -np.inf
    for name, height in sorted(heights.items(), key=lambda kv: kv[1]):
        placed[name] = below = max(height, below + MARGIN)
    over = max([0.0, *(height - (HEIGHT - BOTTOM) for height in placed.values())])
    return {name: height - over for name, height in placed.items()}


def _axes(frame: _Frame) -> list[str]:
    drawn = []
    for step in range(round(frame.low * 10), round(frame.top * 10) + 1):
        y = frame.y(step / 10)
        drawn.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        drawn.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{step / 10:.1f}</text>')
    drawn += [
        f'<text x="{frame.x(week):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{week}</text>'
        for week in range(1, frame.weeks + 1)
    ]
    middle = (LEFT + WIDTH - RIGHT) / 2
    drawn.append(f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">week</text>')
    drawn.append(f'<text class="title" x="{LEFT}" y="22">share of the oracle’s gain over an even draw</text>')
    return drawn


def _line(frame: _Frame, at: int, name: str, line: Sequence[float], label: float) -> str:
    points = " ".join(f"{frame.x(week):.1f},{frame.y(float(share)):.1f}" for week, share in enumerate(line, 1))
    dash = f' stroke-dasharray="{DASHES[at % len(DASHES)]}"' if DASHES[at % len(DASHES)] else ""
    thick = 3 if at == 0 else 2
    return (
        f'<polyline class="c{at % len(COLOURS)}" fill="none" stroke-width="{thick}"{dash} points="{points}"/>'
        f'<text class="n{at % len(COLOURS)}" x="{WIDTH - RIGHT + 8}" y="{label + 4:.1f}">{_escaped(name)}</text>'
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _svg(frame: _Frame, names: Sequence[str], drawn: Sequence[str]) -> str:
    light = "".join(f".c{i}{{stroke:{day}}}.n{i}{{fill:{day}}}" for i, (day, _) in enumerate(COLOURS))
    dark = "".join(f".c{i}{{stroke:{night}}}.n{i}{{fill:{night}}}" for i, (_, night) in enumerate(COLOURS))
    night = f"text{{fill:#ddd}}.grid{{stroke:#444}}.paper{{fill:#161b22}}{dark}"
    style = (
        "text{font:12px system-ui,sans-serif;fill:#333}.title{font-weight:600}.grid{stroke:#ddd}.paper{fill:#fff}"
        f"{light}@media (prefers-color-scheme:dark){{{night}}}"
    )
    told = ", ".join(_escaped(name) for name in names)
    box = f"0 0 {WIDTH} {HEIGHT}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-labelledby="t">'
    body = "\n".join(drawn)
    paper = f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
    title = f'<title id="t">Captured by week: {told}</title>'
    return f"{head}\n{title}\n<style>{style}</style>\n{paper}\n{body}\n</svg>\n"
