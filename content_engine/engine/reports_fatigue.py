"""Fatigue: what happened by how lately a component was repeated and how much was sent, beside the learnt curve."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from content_engine.engine.reports_predicting import Beside, Levels, Predictor, What
from content_engine.engine.reports_reading import Row
from content_engine.engine.reports_tally import Tally
from content_engine.reporting import Cell, Column, Note, Plot, Section

EDGES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Upper ends of the bins, in messages lately: the sum with a half-life of 7 days."""
_WEEK = 1
"""Where the sum with a half-life of 7 days stands among the three recorded."""

_TITLES: dict[What, str] = {"repeat": "When a component is repeated", "volume": "When much was sent"}
_TEXTS: dict[What, str] = {
    "repeat": "Reward by how often the subject got the same component lately. A repeat counts 1 when new, ½ after a "
    "week, ¼ after two.",
    "volume": "Reward by how many messages of any kind the subject got lately. A message counts 1 when new, ½ after a "
    "week, ¼ after two.",
}
_CONFOUNDED = Note(
    "confounded",
    "Measured rates compare different people: those who get much may be livelier. The learnt curve compares like with "
    "like, as far as the model sees it; it is drawn from the first measured rate.",
)


@dataclass(slots=True)
class _Bin:
    """Decisions with about the same level."""

    tally: Tally = field(default_factory=Tally)
    sums: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])

    def add(self, reward: int, levels: Sequence[float]) -> None:
        self.tally.add(reward)
        for at, level in enumerate(levels):
            self.sums[at] += level

    @property
    def levels(self) -> Levels:
        """The mean levels."""
        one, seven, thirty = (total / self.tally.n for total in self.sums)
        return one, seven, thirty


@dataclass
class Fatigue:
    """Counts by template and bin over mature treatments that a policy drew. What is not recorded counts as fresh."""

    predictor: Predictor
    bins: dict[tuple[str, What], dict[int, _Bin]] = field(default_factory=dict)

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""
        for row in rows:
            if not row.mature or row.lesson.arm != "treatment":
                continue
            self._count(row, "volume", row.lesson.context.get("volume"))
            for choice in row.lesson.choices:
                self._count(row, "repeat", choice.get("repeat"))

    def _count(self, row: Row, what: What, levels: Sequence[float] | None) -> None:
        levels = levels or (0.0, 0.0, 0.0)
        bins = self.bins.setdefault((row.lesson.template, what), {})
        bins.setdefault(bisect_left(EDGES, levels[_WEEK]), _Bin()).add(row.reward, levels)

    def sections(self, template: str, beside: Beside) -> list[Section]:
        """One section for repeats and one for volume, where there was any; curves are those of the message `beside`."""
        whats: tuple[What, What] = ("repeat", "volume")
        return [one for what in whats for one in self._section(template, what, beside)]

    def _section(self, template: str, what: What, beside: Beside) -> Iterator[Section]:
        bins = self.bins.get((template, what), {})
        if len(bins) < 2:
            return
        rows = list(self._rows(template, what, bins, beside))
        learnt = any(row["learnt"] is not None for row in rows)
        yield Section(
            id=f"{what}-{template}",
            title=_TITLES[what],
            columns=_columns(what),
            rows=tuple(rows),
            text=_TEXTS[what],
            group=template,
            plot=Plot("line", "level", ("rate", "learnt") if learnt else ("rate",)),
            notes=(_CONFOUNDED,),
        )

    def _rows(self, template: str, what: What, bins: dict[int, _Bin], beside: Beside) -> Iterator[dict[str, Cell]]:
        base: float | None = None
        for _, one in sorted(bins.items()):
            share = self.predictor.fatigue(template, what, one.levels, beside)
            rate = one.tally.rate
            if base is None and share and rate:
                base = rate.mean / share
            learnt = share * base if share is not None and base is not None else None
            yield {"level": one.levels[_WEEK], "n": one.tally.n, "rate": rate, "learnt": learnt}


def _columns(what: What) -> tuple[Column, ...]:
    return (
        Column("level", "Repeats lately" if what == "repeat" else "Messages lately", "number"),
        Column("n", "Choices" if what == "repeat" else "Messages", "count"),
        Column("rate", "Measured rate", "rate"),
        Column("learnt", "Learnt curve", "rate"),
    )
