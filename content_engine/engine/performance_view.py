"""What messages bring, part by part, from the reports: each part is read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from content_engine.domain.base import to_ms
from content_engine.domain.errors import NotFound
from content_engine.engine import reports
from content_engine.engine.reports import Keeper, Sources
from content_engine.engine.rewards import DAY_MS
from content_engine.reporting import Cell, Column, Note, Plot, Report, Section

STACKED = frozenset({"refusals-by-day", "spent-by-day"})
"""Sections whose series add up to a whole, by day."""
SAMPLE = 100
"""Draws that policies' values are told from: some seconds."""
_SPENT = (
    Column("day", "Day", "day"),
    Column("model", "Model"),
    Column("usd", "US dollars", "number"),
    Column("calls", "Calls", "count"),
    Column("stored", "From the store", "count"),
    Column("failed", "Failed", "count"),
    Column("tokens", "Tokens", "count"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of performance: what it is called, what it tells, and how slow it is to make (`asked`: on demand)."""

    name: str
    title: str
    text: str
    asked: bool = False


PARTS = (
    Part("lift", "Lift over the holdout", "Chosen content against default content, week by week."),
    Part("uplift", "Uplift by segment and component", "What choosing brought, and what each variant probably brings."),
    Part("messages", "Messages, exposures and refusals", "What was assembled, what was seen, and why not more."),
    Part("fatigue", "Fatigue", "What repeating a component, and sending much, does to rewards."),
    Part("propensity", "Health of the draws", "Whether the policy still tries enough to learn, and from what."),
    Part("spend", "Spent on language models", "Every call, for writing as for judging."),
    Part("values", "Other policies", "What uniform draws, default content and the best would have earned.", asked=True),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A part made: sentences, sections, and what was left out."""

    headline: Sequence[str]
    sections: Sequence[Section]
    notes: Sequence[Note]


def part(name: str, engine: Keeper, *, days: int, template: str | None) -> Made:
    """One part over the last `days`. Raises NotFound for a part that there is not, BadInput for such a template."""
    maker = _MAKERS.get(name)
    if maker is None:
        raise NotFound(f"There is no part {name[:60]!r}; there are {', '.join(_MAKERS)}.", field="part")
    return maker(_Asked(reports.sources_of(engine), timedelta(days=days), template))


@dataclass(frozen=True, slots=True)
class _Asked:
    sources: Sources
    back: timedelta
    template: str | None

    def report(self, name: str, draws: int = 0) -> Report:
        return reports.report(name, self.sources, since=self.back, template=self.template, draws=draws)


def _of(report: Report, *beginnings: str, sentences: bool = True) -> Made:
    """The sections of a report whose ids begin like this."""
    kept = [one for one in report.sections if one.id.startswith(beginnings)]
    return Made(report.headline if sentences else (), kept, report.notes)


def _lift(asked: _Asked) -> Made:
    made = asked.report("lift")
    titled = tuple(replace(one, title=f"Lift, {one.title}") for one in made.sections)
    return _of(replace(made, sections=titled), "lift-")


def _uplift(asked: _Asked) -> Made:
    return _of(asked.report("uplift"), "measured-", "slot-")


def _fatigue(asked: _Asked) -> Made:
    return _of(asked.report("uplift"), "repeat-", "volume-", sentences=False)


def _messages(asked: _Asked) -> Made:
    return _of(asked.report("memory"), "days", "refusals", "outcomes")


def _propensity(asked: _Asked) -> Made:
    found = _of(asked.report("policy"), "drawn", "propensities-", "snapshots")
    quality = _of(asked.report("uplift"), "reliability-", "calibration-")
    return replace(found, sections=[*found.sections, *quality.sections])


def _values(asked: _Asked) -> Made:
    return _of(asked.report("policy", SAMPLE), "values", sentences=False)


def _spend(asked: _Asked) -> Made:
    written = asked.sources.written
    now = to_ms(asked.sources.now)
    since = now - asked.back // timedelta(days=1) * DAY_MS
    days = written.ledger.spending(since=since, until=now + 1) if written else ()
    rows: dict[tuple[int, str], dict[str, Cell]] = {}
    for one in days:
        key = (int(one["day"]), str(one["model"]))
        _count(rows.setdefault(key, _nothing(*key)), one)
    told = tuple(row for _, row in sorted(rows.items()))
    total = sum(float(str(row["usd"])) for row in told)
    text = "What came from the store was paid before."
    plot = Plot("line", "day", ("usd",), by="model")
    section = Section("spent-by-day", "Spent by day and model", _SPENT, told, text, plot=plot)
    said = f"Language models cost {total:.2f} US dollars in this time."
    return Made((said,), (section,) if told else (), ())


def _nothing(day: int, model: str) -> dict[str, Cell]:
    return {"day": day, "model": model, "usd": 0.0, "calls": 0, "stored": 0, "failed": 0, "tokens": 0}


def _count(row: dict[str, Cell], one: Mapping[str, object]) -> None:
    stored, good = one["outcome"] == "stored", one["outcome"] in ("ok", "stored")
    calls, tokens, spent = (int(str(one[name])) for name in ("calls", "tokens", "micro_usd"))
    for name, more in (("calls", calls), ("stored", calls * stored), ("failed", calls * (not good))):
        row[name] = int(str(row[name])) + more
    row["tokens"] = int(str(row["tokens"])) + (0 if stored else tokens)
    row["usd"] = float(str(row["usd"])) + (0.0 if stored else spent / 1e6)


_MAKERS: Mapping[str, Callable[[_Asked], Made]] = {
    "lift": _lift,
    "uplift": _uplift,
    "messages": _messages,
    "fatigue": _fatigue,
    "propensity": _propensity,
    "spend": _spend,
    "values": _values,
}
