"""How good predictions are: calibration by segment and slot as recorded, and Qini where a silent holdout exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from content_engine.engine.reports_predicting import Predictor
from content_engine.engine.reports_reading import Row
from content_engine.engine.reports_tally import EVERYONE, NOBODY, estimate
from content_engine.experiments.calibration import Calibration, by_key, merged
from content_engine.experiments.qini import Uplift, exact
from content_engine.reporting import Cell, Column, Estimate, Note, Plot, Section

MOST_KEYS = 60
"""Segments, and components in their slots, that are shown: those with most decisions."""

_COLUMNS = (
    Column("of", "Of"),
    Column("name", "Name"),
    Column("n", "Predictions", "count"),
    Column("predicted", "Predicted", "rate"),
    Column("observed", "Observed", "rate"),
    Column("error", "Calibration error", "rate"),
    Column("slope", "Slope", "number"),
)
_BINS = (
    Column("predicted", "Predicted", "rate"),
    Column("n", "Predictions", "count"),
    Column("observed", "Observed", "rate"),
)
_SLOPE = Note("slope", "A slope of 1 is right; below 1, predictions are too far apart, above it too close together.")


@dataclass
class Quality:
    """Calibration of what was predicted when the message was drawn, over mature treatments."""

    tables: dict[str, dict[tuple[str, str], Calibration]] = field(default_factory=dict)

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""
        told: dict[str, list[tuple[tuple[str, str], float, int]]] = {}
        for row in rows:
            if row.mature and row.lesson.arm == "treatment":
                told.setdefault(row.lesson.template, []).extend(_predictions(row))
        for template, found in told.items():
            keys, predicted, outcome = zip(*found, strict=True)
            self.tables[template] = merged(self.tables.get(template, {}), by_key(keys, predicted, outcome))

    def sections(self, template: str) -> list[Section]:
        """The reliability plot of whole messages, and the table by segment and slot."""
        table = self.tables.get(template)
        if not table:
            return []
        by_size = sorted(table.items(), key=lambda told: (-told[1].n, told[0]))
        segments = [(key, one) for key, one in by_size if key[0] == "segment"]
        whole = sum((one for _, one in segments), Calibration())
        slots = [(key, one) for key, one in by_size if key[0] != "segment"]
        shown = [(("message", EVERYONE), whole), *segments[:MOST_KEYS], *slots[:MOST_KEYS]]
        return [
            Section(
                id=f"reliability-{template}",
                title="What was predicted and what happened",
                columns=_BINS,
                rows=tuple(_bins(whole)),
                text="Messages in parts of about equal size by the reward predicted when they were drawn.",
                group=template,
                plot=Plot("reliability", "predicted", ("observed",)),
            ),
            Section(
                id=f"calibration-{template}",
                title="Calibration by segment and slot",
                columns=_COLUMNS,
                rows=tuple(_row(*key, one) for key, one in shown),
                group=template,
                notes=(_SLOPE,),
            ),
        ]


def _predictions(row: Row) -> Iterator[tuple[tuple[str, str], float, int]]:
    """What was predicted of the message, by segment, and again by each component it held, by slot."""
    each = [float(choice["expected"]) for choice in row.lesson.choices if "expected" in choice]
    if not each:
        return
    yield ("segment", row.segment or NOBODY), min(max(fmean(each), 0.0), 1.0), row.reward
    for choice in row.lesson.choices:
        if "expected" in choice:
            yield (f"slot: {choice['slot']}", choice["component"]), float(choice["expected"]), row.reward


def _bins(whole: Calibration) -> Iterator[dict[str, Cell]]:
    for one in whole.reliability():
        yield {"predicted": one.predicted, "n": one.n, "observed": estimate(one.rate)}


def _row(of: str, name: str, one: Calibration) -> dict[str, Cell]:
    found = one.report()
    return {
        "of": of,
        "name": name,
        "n": found.n,
        "predicted": found.predicted,
        "observed": estimate(found.rate),
        "error": found.error,
        "slope": estimate(found.slope) if found.slope else None,
    }


_DECILES = (
    Column("part", "Predicted to gain"),
    Column("treated", "Message", "count"),
    Column("treated_rate", "Rate", "rate"),
    Column("silent", "Silence", "count"),
    Column("silent_rate", "Rate", "rate"),
    Column("uplift", "Measured uplift", "points"),
)
_IN_SAMPLE = Note(
    "in_sample",
    "The present snapshot ranks decisions that it has partly learnt from: on new ones it will do somewhat worse.",
)


@dataclass
class Gains:
    """Whether the segments predicted to gain most from a message do: treated against silent holdout, mature rows."""

    predictor: Predictor
    found: dict[str, Uplift] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    scores: dict[tuple[str, str], float | None] = field(default_factory=dict)

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""
        told: dict[str, list[tuple[int, float, int]]] = {}
        for row in rows:
            if not row.mature or row.lesson.arm == "holdout":
                continue
            treated = row.lesson.arm == "treatment"
            if not treated:
                self.silent.add(row.lesson.template)
            score = self._score(row.lesson.template, row.segment)
            if score is not None:
                told.setdefault(row.lesson.template, []).append((row.reward, score, int(treated)))
        for template, each in told.items():
            self.found[template] = self.found.get(template, Uplift()) + exact(*zip(*each, strict=True))

    def _score(self, template: str, segment: str) -> float | None:
        key = (template, segment)
        if key not in self.scores:
            predicted = self.predictor.message(template, segment)
            self.scores[key] = predicted.mean if predicted else None
        return self.scores[key]

    def sections(self, template: str) -> list[Section]:
        """The deciles with Qini and AUUC in words; nothing where there is no silent holdout."""
        if template not in self.silent:
            return []
        found = self.found.get(template, Uplift())
        gains = found.gains()
        if found.scores.size == 1:
            gains = replace(gains, qini=None, auuc=None, note="all segments are predicted to gain alike")
        missing = "no predicted uplift of the message yet: learn first" if not found.n else gains.note
        told = [
            f"{name} {value:.3f}" for name, value in (("Qini", gains.qini), ("AUUC", gains.auuc)) if value is not None
        ]
        return [
            Section(
                id=f"gains-{template}",
                title="Who gains from the message",
                columns=_DECILES,
                rows=tuple(_deciles(found)),
                text=f"{', '.join(told)} (1: perfect, 0: no better than chance)." if told else "",
                group=template,
                plot=Plot("bars", "part", ("uplift",)),
                notes=(_IN_SAMPLE,) if told else (Note("no_qini", f"Qini and AUUC: {missing}."),),
            )
        ]


def _deciles(found: Uplift) -> Iterable[dict[str, Cell]]:
    for one in found.deciles() if found.n else ():
        yield {
            "part": f"{one.start:.0%} to {one.end:.0%}",
            "treated": one.treated,
            "treated_rate": one.treated_rate,
            "silent": one.control,
            "silent_rate": one.control_rate,
            "uplift": Estimate(one.uplift.value, one.uplift.low, one.uplift.high) if one.uplift else None,
        }
