"""Slot by slot: what each variant earned, corrected for who was likely to get it, and what is predicted of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot

import numpy as np

from content_engine.domain.catalog import Template
from content_engine.engine.reports_predicting import Predicted, Predictor
from content_engine.engine.reports_reading import Row
from content_engine.engine.reports_tally import Tally, cut_short
from content_engine.experiments.offpolicy import LEAST, OffPolicy, weighted
from content_engine.reporting import Cell, Column, Estimate, Note, Plot, Section

MOST_ROWS = 100
"""Variants of a slot that are shown, those drawn most often first."""

MOST_SEGMENTS = 8
"""Segments whose predictions are put together, the largest first."""

Place = tuple[str, str, str]
"""Template, slot, variant."""

_COLUMNS = (
    Column("variant", "Variant"),
    Column("component", "Component", wide=True),
    Column("role", ""),
    Column("exposures", "Exposures", "count"),
    Column("drawn", "Mean propensity", "rate", wide=True),
    Column("rate", "Reward rate", "rate", wide=True),
    Column("corrected", "Corrected rate", "rate"),
    Column("difference", "Over the control", "points"),
    Column("expected", "Predicted rate", "rate", wide=True),
    Column("uplift", "Predicted uplift", "points"),
    Column("best", "Probably best", "rate"),
)
_TEXT = (
    "The corrected rate weighs each reward by 1 / propensity, so that a variant that was drawn where things go well "
    "gains nothing from that (self-normalised inverse propensity). Predictions are of the message with the other slots "
    "as they were drawn most often."
)


@dataclass(slots=True)
class _Cell:
    """One variant in one slot."""

    component: str
    tally: Tally = field(default_factory=Tally)
    log: OffPolicy = field(default_factory=lambda: OffPolicy("ips"))
    propensities: float = 0.0


@dataclass
class Slots:
    """Sums by template, slot and variant over mature treatments that a policy drew."""

    templates: Mapping[str, Template]
    predictor: Predictor
    cells: dict[Place, _Cell] = field(default_factory=dict)
    segments: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""
        drawn: dict[Place, list[tuple[int, float]]] = {}
        for row in rows:
            if row.mature and row.lesson.arm == "treatment":
                self.segments[row.lesson.template, row.segment] += 1
                for choice in row.lesson.choices:
                    place = (row.lesson.template, choice["slot"], choice["variant"])
                    self.cells.setdefault(place, _Cell(choice["component"]))
                    drawn.setdefault(place, []).append((row.reward, choice["propensity"]))
        for place, told in drawn.items():
            _take(self.cells[place], told)

    def usual(self, template: str) -> dict[str, str]:
        """The variant drawn most often for each slot of a template."""
        found: dict[str, tuple[int, str]] = {}
        for (one, slot, variant), cell in self.cells.items():
            if one == template:
                found[slot] = max(found.get(slot, (0, "")), (cell.tally.n, variant))
        return {slot: variant for slot, (_, variant) in found.items()}

    def sections(self, template: str) -> list[Section]:
        """One section per slot of a template, in its order."""
        known = self.templates.get(template)
        slots = {slot.name: slot.control for slot in known.slots} if known else {}
        found = {slot for one, slot, _ in self.cells if one == template}
        order = [*(slot for slot in slots if slot in found), *sorted(found - slots.keys())]
        made = [self._section(template, slot, slots.get(slot, ())) for slot in order]
        return [replace(one, text="" if at else _TEXT) for at, one in enumerate(made)]

    def _section(self, template: str, slot: str, control: tuple[str, ...]) -> Section:
        cells = {variant: cell for (one, at, variant), cell in self.cells.items() if (one, at) == (template, slot)}
        base = _corrected(cells[control[0]].log) if control and control[0] in cells else None
        ranked = sorted(cells.items(), key=lambda told: (-told[1].tally.n, told[0]))
        rows = [self._row((template, slot, variant), cell, control, base) for variant, cell in ranked]
        key = next((key for key in ("difference", "corrected") if any(row[key] for row in rows)), "rate")
        more = cut_short(len(rows), MOST_ROWS)
        return Section(
            id=f"slot-{template}-{slot}",
            title=f"Slot {slot}",
            columns=_COLUMNS,
            rows=tuple(rows[:MOST_ROWS]),
            group=template,
            plot=Plot("bars", "variant", (key,)),
            notes=(*_lacks(rows, base, control), *((more,) if more else ())),
        )

    def _row(self, place: Place, cell: _Cell, control: tuple[str, ...], base: Estimate | None) -> dict[str, Cell]:
        variant = place[2]
        corrected = _corrected(cell.log)
        predicted = self._predicted(place)
        return {
            "variant": variant,
            "component": cell.component,
            "role": "control" if variant in control else "",
            "exposures": cell.tally.n,
            "drawn": cell.propensities / cell.tally.n,
            "rate": cell.tally.rate,
            "corrected": corrected,
            "difference": None if variant in control[:1] else _difference(corrected, base),
            "expected": predicted.expected if predicted else None,
            "uplift": predicted.uplift if predicted else None,
            "best": predicted.best if predicted else None,
        }

    def _predicted(self, place: Place) -> Predicted | None:
        """The prediction over the template's largest segments, weighed by how often each was met."""
        template, slot, variant = place
        met = Counter({name: n for (one, name), n in self.segments.items() if one == template}).most_common(
            MOST_SEGMENTS
        )
        beside = self.usual(template)
        found = [(n, self.predictor.predicted(template, name or None, slot, variant, beside)) for name, n in met]
        return mixed([(n, one) for n, one in found if one is not None])


def mixed(parts: Sequence[tuple[int, Predicted]]) -> Predicted | None:
    """Predictions weighed by counts. Intervals are averaged too: what segments share is most of their uncertainty."""
    total = sum(n for n, _ in parts)
    if not total:
        return None

    def mean(told: Callable[[Predicted], float]) -> float:
        return sum(n * told(one) for n, one in parts) / total

    uplift = Estimate(mean(lambda p: p.uplift.mean), mean(lambda p: p.uplift.low), mean(lambda p: p.uplift.high))
    known = all(one.best is not None for _, one in parts)
    return Predicted(mean(lambda p: p.expected), uplift, mean(lambda p: p.best or 0.0) if known else None)


def _take(cell: _Cell, told: Sequence[tuple[int, float]]) -> None:
    rewards, propensities = (np.array(column, dtype=np.float64) for column in zip(*told, strict=True))
    cell.tally += Tally(len(told), int(rewards.sum()))
    cell.log += weighted(rewards, propensities, np.ones_like(rewards))
    cell.propensities += float(propensities.sum())


def _corrected(log: OffPolicy) -> Estimate | None:
    found = log.estimate(normalised=True)
    if found.value is None or found.low is None or found.high is None:
        return None
    return Estimate(found.value, max(found.low, 0.0), min(found.high, 1.0))


def _difference(one: Estimate | None, base: Estimate | None) -> Estimate | None:
    """The difference of two estimates from different decisions; half-widths of the same level add as errors do."""
    if one is None or base is None:
        return None
    middle = one.mean - base.mean
    return Estimate(middle, middle - hypot(one.mean - one.low, base.high - base.mean),
                    middle + hypot(one.high - one.mean, base.mean - base.low))  # fmt: skip


def _lacks(rows: Sequence[Mapping[str, Cell]], base: Estimate | None, control: tuple[str, ...]) -> Iterator[Note]:
    short = sum(row["corrected"] is None for row in rows)
    if short:
        yield Note(
            "overlap",
            f"{short} of {len(rows)} variants: not enough overlap, cannot say. Their weights are worth fewer "
            f"than {LEAST:,.0f} exposures, or nothing was rewarded yet.",
        )
    if not control:
        yield Note("no_control", "The slot has no control to compare with.")
    elif base is None:
        yield Note("control_unseen", f"The control {control[0]} was not drawn often enough to compare with.")
