"""Lift over time: chosen content against default content, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from content_engine.engine.reports_reading import Row
from content_engine.engine.reports_tally import Tally, points
from content_engine.engine.rewards import DAY_MS
from content_engine.reporting import Cell, Column, Note, Plot, Section

WEEK_MS = 7 * DAY_MS
MONDAY_MS = 4 * DAY_MS
"""The first Monday after 1970 began, on a Thursday."""

_COLUMNS = (
    Column("week", "Week of", "day"),
    Column("treated", "Chosen", "count"),
    Column("treated_rate", "Rate", "rate"),
    Column("holdout", "Default", "count"),
    Column("holdout_rate", "Rate", "rate"),
    Column("lift", "Lift", "points"),
)


@dataclass
class Lift:
    """Counts by template, week (from Monday, UTC) and arm. Only mature rows are counted."""

    counts: dict[str, dict[int, dict[str, Tally]]] = field(default_factory=dict)

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""
        for row in rows:
            if row.mature and row.lesson.arm != "silent_holdout":
                weeks = self.counts.setdefault(row.lesson.template, {})
                arms = weeks.setdefault(monday(row.lesson.decided_at), {"treatment": Tally(), "holdout": Tally()})
                arms[row.lesson.arm].add(row.reward)

    def sections(self) -> list[Section]:
        """One section per template."""
        return [self._section(template) for template in sorted(self.counts)]

    def _section(self, template: str) -> Section:
        weeks = sorted(self.counts[template].items())
        rows = [_row(week, arms["treatment"], arms["holdout"]) for week, arms in weeks]
        some = any(row["lift"] is not None for row in rows)
        note = Note("no_holdout", "No holdout in this time: lift cannot be measured.")
        return Section(
            id=f"lift-{template}",
            title=template,
            columns=_COLUMNS,
            rows=tuple(rows),
            text="Reward rate with chosen content minus that with default content, by the week of the decision.",
            plot=Plot("line", "week", ("lift",) if some else ("treated_rate",)),
            notes=() if some else (note,),
        )

    def sentences(self) -> list[str]:
        """One sentence per template: the whole time together."""
        return [self._sentence(template) for template in sorted(self.counts)]

    def _sentence(self, template: str) -> str:
        weeks = self.counts[template].values()
        treated = sum((arms["treatment"] for arms in weeks), Tally())
        holdout = sum((arms["holdout"] for arms in weeks), Tally())
        lift = treated.over(holdout)
        if lift is None:
            return f"{template}: no lift can be measured; there are {treated.n:,} decisions and {holdout.n:,} held out."
        return f"{template}: lift {points(lift)}, {treated.n:,} decisions against {holdout.n:,} held out."


def monday(ms: int) -> int:
    """The start of the week (Monday 00:00 UTC) that a moment lies in."""
    return (ms - MONDAY_MS) // WEEK_MS * WEEK_MS + MONDAY_MS


def _row(week: int, treated: Tally, holdout: Tally) -> dict[str, Cell]:
    return {
        "week": week,
        "treated": treated.n,
        "treated_rate": treated.rate,
        "holdout": holdout.n,
        "holdout_rate": holdout.rate,
        "lift": treated.over(holdout),
    }
