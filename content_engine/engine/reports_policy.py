"""How the policy draws: exploration, the health of its propensities, and the snapshots it drew with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from content_engine.domain.memory import ContentStore
from content_engine.engine.compiled import CompiledCatalog
from content_engine.engine.reports_reading import Row
from content_engine.engine.reports_tally import Tally
from content_engine.engine.rewards import DAY_MS
from content_engine.reporting import Cell, Column, Note, Plot, Section

EDGES = (0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.95, 1.0)
"""Upper ends of the classes of propensity, themselves excluded but for the last."""
MOST_SNAPSHOTS = 60
_SLACK = 1e-9

_COLUMNS = (
    Column("template", "Template"),
    Column("policy", "Policy"),
    Column("messages", "Messages drawn", "count"),
    Column("minimum", "Minimum set", "rate", wide=True),
    Column("unlikely", "Drawn below ½", "rate"),
    Column("lowest", "Lowest propensity", "number"),
    Column("floor", "Below the floor", "count", wide=True),
    Column("lowest_whole", "Lowest of a message", "number"),
    Column("rate", "Reward rate", "rate"),
)
_SPREAD = (
    Column("class", "Propensity"),
    Column("choices", "Choices", "count"),
    Column("share", "Share", "rate"),
)
_SNAPSHOTS = (
    Column("version", "Version"),
    Column("at", "Learnt", "moment"),
    Column("age", "Age", "days"),
    Column("decisions", "Decisions learnt from", "count"),
    Column("outcomes", "Outcomes"),
)


@dataclass(slots=True)
class _Health:
    """What was drawn for one template."""

    messages: int = 0
    choices: int = 0
    unlikely: int = 0
    lowest: float = inf
    below: int = 0
    lowest_whole: float = inf
    unrecorded: int = 0
    tally: Tally = field(default_factory=Tally)
    classes: list[int] = field(default_factory=lambda: [0] * len(EDGES))


@dataclass
class Drawn:
    """Draws of the policy by template. All draws count, only mature ones towards the reward rate."""

    catalog: CompiledCatalog
    found: dict[str, _Health] = field(default_factory=dict)
    floors: dict[tuple[str, str], float] = field(default_factory=dict)

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""
        for row in rows:
            if row.lesson.arm == "treatment":
                self._take(self.found.setdefault(row.lesson.template, _Health()), row)

    def _take(self, health: _Health, row: Row) -> None:
        health.messages += 1
        if row.mature:
            health.tally.add(row.reward)
        if row.propensity is None:
            health.unrecorded += 1
        else:
            health.lowest_whole = min(health.lowest_whole, row.propensity)
        for choice in row.lesson.choices:
            self._take_choice(health, row.lesson.template, choice["slot"], choice["propensity"])

    def _take_choice(self, health: _Health, template: str, slot: str, propensity: float) -> None:
        health.choices += 1
        health.unlikely += propensity < 0.5
        health.lowest = min(health.lowest, propensity)
        health.below += propensity < self._floor(template, slot) - _SLACK
        health.classes[min(bisect_right(EDGES, propensity), len(EDGES) - 1)] += 1

    def _floor(self, template: str, slot: str) -> float:
        """The least that a candidate of a slot can have by the minimum now set, were all its variants eligible."""
        key = (template, slot)
        if key not in self.floors:
            rules, compiled = self.catalog.rules.ranking, self.catalog.templates[template]
            minimum = rules.templates.get(template, rules.default).minimum
            pieces = next((len(one.pieces) for one in compiled.slots if one.slot.name == slot), 0)
            self.floors[key] = minimum / pieces if pieces else 0.0
        return self.floors[key]

    def sections(self) -> list[Section]:
        """The table of templates, then each one's classes of propensity."""
        rows = tuple(self._row(template, health) for template, health in sorted(self.found.items()))
        whole = Section(
            id="drawn",
            title="How messages were drawn",
            columns=_COLUMNS,
            rows=rows,
            text="The floor is the minimum now set, shared over all variants of a slot. Under constraints between "
            "slots, and where another minimum was set before, choices below it are possible.",
            notes=tuple(self._notes()),
        )
        return [whole, *(_spread(template, health) for template, health in sorted(self.found.items()))]

    def _row(self, template: str, health: _Health) -> dict[str, Cell]:
        rules = self.catalog.rules.ranking
        rule = rules.templates.get(template, rules.default)
        return {
            "template": template,
            "policy": rule.policy,
            "messages": health.messages,
            "minimum": 1.0 if rule.policy == "uniform" else rule.minimum,
            "unlikely": health.unlikely / health.choices if health.choices else None,
            "lowest": health.lowest,
            "floor": health.below,
            "lowest_whole": health.lowest_whole,
            "rate": health.tally.rate,
        }

    def _notes(self) -> Iterator[Note]:
        unrecorded = sum(health.unrecorded for health in self.found.values())
        if unrecorded:
            yield Note(
                "unrecorded",
                f"{unrecorded:,} decisions carry no propensity of the whole message and take no part in values.",
            )

    def sentences(self) -> list[str]:
        """One sentence per template."""
        return [_sentence(template, health) for template, health in sorted(self.found.items())]


def _spread(template: str, health: _Health) -> Section:
    names = [f"below {EDGES[0]:g}", *(f"{low:g} to {high:g}" for low, high in pairwise(EDGES))]
    rows: list[dict[str, Cell]] = [
        {"class": name, "choices": count, "share": count / health.choices if health.choices else None}
        for name, count in zip(names, health.classes, strict=True)
    ]
    return Section(
        id=f"propensities-{template}",
        title=f"Propensities, {template}",
        columns=_SPREAD,
        rows=tuple(rows),
        text="How likely the choices were that were drawn. What is drawn at 1 had no alternative and teaches little.",
        plot=Plot("bars", "class", ("share",)),
    )


def _sentence(template: str, health: _Health) -> str:
    if not health.choices:
        return f"{template}: {health.messages:,} messages, nothing to choose in them."
    share = health.unlikely / health.choices
    return (
        f"{template}: {health.messages:,} messages drawn; {share:.0%} of the choices were less likely than not, "
        f"the least likely had a probability of {health.lowest:.2g}."
    )


def snapshots_section(content: ContentStore, now: int) -> Section:
    """The snapshots learnt, newest first."""
    found = content.snapshots(limit=MOST_SNAPSHOTS)
    rows: list[dict[str, Cell]] = [
        {
            "version": one.version,
            "at": one.created_at,
            "age": (now - one.created_at) / DAY_MS,
            "decisions": _count(one.diagnostics.get("learnt_from")),
            "outcomes": ", ".join(sorted(one.diagnostics.get("outcomes", ()))) or None,
        }
        for one in found
    ]
    text = "" if rows else "Nothing was learnt yet: choices are drawn evenly."
    return Section("snapshots", "Snapshots", _SNAPSHOTS, tuple(rows), text=text)


def _count(told: object) -> int | None:
    return told if isinstance(told, int) else None
