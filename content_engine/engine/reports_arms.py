"""Measured uplift: chosen content against default content and against silence, by template and segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from content_engine.engine.reports_reading import Row
from content_engine.engine.reports_tally import EVERYONE, NOBODY, Tally, points
from content_engine.reporting import Cell, Column, Estimate, Note, Plot, Section

ARMS = ("treatment", "holdout", "silent_holdout")

_COLUMNS = (
    Column("segment", "Segment"),
    Column("treated", "Chosen", "count"),
    Column("treated_rate", "Rate", "rate"),
    Column("holdout", "Default", "count"),
    Column("holdout_rate", "Rate", "rate", wide=True),
    Column("over_control", "Over default", "points"),
    Column("silent", "Silence", "count"),
    Column("silent_rate", "Rate", "rate", wide=True),
    Column("over_silence", "Over silence", "points"),
)
_NO_HOLDOUT = Note(
    "no_holdout",
    "No holdout: what chosen content brings over default content cannot be measured. "
    "A holdout in the policy file keeps a small share on default content.",
)
_NO_SILENCE = Note(
    "no_silent_holdout",
    "No silent holdout: uplift against silence cannot be measured. A silent_holdout in the policy file keeps a small "
    "share without the message.",
)
_SELECTED = Note(
    "exposed_only",
    "Messages count where their exposure was reported, silence always: if many messages never arrive, those that do "
    "may have gone to livelier people.",
)


@dataclass
class Arms:
    """Counts by template, segment and arm. Only mature rows are counted."""

    counts: dict[tuple[str, str], dict[str, Tally]] = field(default_factory=dict)

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""
        for row in rows:
            if row.mature:
                cell = self.counts.setdefault((row.lesson.template, row.segment), {arm: Tally() for arm in ARMS})
                cell[row.lesson.arm].add(row.reward)

    def whole(self, template: str) -> Mapping[str, Tally]:
        """A template's counts by arm, all segments together."""
        cells = [cell for (one, _), cell in self.counts.items() if one == template]
        return {arm: sum((cell[arm] for cell in cells), Tally()) for arm in ARMS}

    def templates(self) -> list[str]:
        """The templates, those with most decisions first."""
        found = {template for template, _ in self.counts}
        return sorted(found, key=lambda one: (-sum(tally.n for tally in self.whole(one).values()), one))

    def section(self, template: str) -> Section:
        """The table of one template."""
        whole = self.whole(template)
        cells = [(name or NOBODY, cell) for (one, name), cell in self.counts.items() if one == template]
        ranked = sorted(cells, key=lambda told: (-told[1]["treatment"].n, told[0]))
        rows = [_row(EVERYONE, whole), *(_row(name, cell) for name, cell in ranked)]
        key = "over_control" if whole["holdout"].n else "over_silence" if whole["silent_holdout"].n else "treated_rate"
        return Section(
            id=f"measured-{template}",
            title="What choosing brought",
            columns=_COLUMNS,
            rows=tuple(rows),
            text=_TEXTS[key],
            group=template,
            plot=Plot("bars", "segment", (key,)),
            notes=tuple(_lacks(whole)),
        )

    def sections(self) -> list[Section]:
        """One section per template."""
        return [self.section(template) for template in self.templates()]

    def sentences(self) -> list[str]:
        """One sentence per template and comparison."""
        return [sentence for template in self.templates() for sentence in _sentences(template, self.whole(template))]


_TEXTS = {
    "over_control": "Reward rate with chosen content minus that with default content, in percentage points.",
    "over_silence": "Reward rate with a message minus that without one, in percentage points.",
    "treated_rate": "Reward rate with chosen content.",
}


def _row(name: str, cell: Mapping[str, Tally]) -> dict[str, Cell]:
    treated, holdout, silent = (cell[arm] for arm in ARMS)
    return {
        "segment": name,
        "treated": treated.n,
        "treated_rate": treated.rate,
        "holdout": holdout.n,
        "holdout_rate": holdout.rate,
        "silent": silent.n,
        "silent_rate": silent.rate,
        "over_control": treated.over(holdout),
        "over_silence": treated.over(silent),
    }


def _lacks(whole: Mapping[str, Tally]) -> Iterator[Note]:
    if not whole["holdout"].n:
        yield _NO_HOLDOUT
    yield _SELECTED if whole["silent_holdout"].n else _NO_SILENCE


def _sentences(template: str, whole: Mapping[str, Tally]) -> Iterator[str]:
    treated, holdout, silent = (whole[arm] for arm in ARMS)
    over, heard = treated.over(holdout), treated.over(silent)
    if over is not None:
        told = f"({treated.n:,} decisions against {holdout.n:,})"
        yield f"{template}: chosen content {_verdict(over)} over default content {told}."
    if heard is not None:
        told = f"({treated.n:,} decisions against {silent.n:,})"
        yield f"{template}: the message {_verdict(heard)} over silence {told}."
    if over is None and heard is None:
        yield f"{template}: {treated.n:,} decisions, and nothing to compare them with."


def _verdict(found: Estimate) -> str:
    if not found.sure:
        return f"makes no difference that can be told yet: {points(found)}"
    return f"{'brings' if found.mean > 0 else 'costs'} {points(found)}"
