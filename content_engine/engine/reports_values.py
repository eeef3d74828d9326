"""What policies are worth: off-policy values from recorded draws, with what they weigh and when nothing can be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from content_engine.engine.reports_tally import Tally
from content_engine.experiments.offpolicy import LEAST, OffPolicy, doubly_robust, weighted
from content_engine.experiments.offpolicy import Estimate as Found
from content_engine.experiments.offpolicy_slates import slate
from content_engine.reporting import Cell, Column, Estimate, Note, Plot, Section

BUFFER = 1_000
"""Draws held before they are added up."""

COLUMNS = (
    Column("policy", "Policy"),
    Column("n", "Draws", "count", wide=True),
    Column("snips", "SNIPS", "rate"),
    Column("ips", "IPS", "rate"),
    Column("dr", "Doubly robust", "rate"),
    Column("pi", "Slate PI", "rate"),
    Column("effective", "Effective draws", "count"),
    Column("max_weight", "Largest weight", "number"),
    Column("effective_pi", "Effective draws, PI", "number", wide=True),
    Column("note", "Note"),
)
TEXT = (
    "Reward per message of other policies, from draws whose probabilities are known: inverse propensity, plain and "
    "self-normalised; doubly robust with the model of the time; slate pseudo-inverse, which takes slots to add up. "
    f"Effective draws are how many of the policy's own the weights are worth; below {LEAST:,.0f} nothing is said."
)


@dataclass
class Value:
    """Sums for one policy. A draw is (reward, logged, evaluated, predicted, expected, PI weight or None)."""

    ips: OffPolicy = field(default_factory=lambda: OffPolicy("ips"))
    dr: OffPolicy = field(default_factory=lambda: OffPolicy("dr"))
    pi: OffPolicy = field(default_factory=lambda: OffPolicy("pi"))
    waiting: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    slates: list[tuple[float, float]] = field(default_factory=list)

    def add(
        self,
        reward: int,
        logged: float,
        evaluated: float,
        predicted: float,
        expected: float,
        slate_weight: float | None,
    ) -> None:
        """One recorded draw more."""
        self.waiting.append((reward, logged, evaluated, predicted, expected))
        if slate_weight is not None:
            self.slates.append((reward, slate_weight))
        if len(self.waiting) >= BUFFER:
            self.settle()

    def settle(self) -> None:
        """Adds up what is waiting."""
        if self.waiting:
            rewards, logged, evaluated, predicted, expected = zip(*self.waiting, strict=True)
            self.ips += weighted(rewards, logged, evaluated)
            self.dr += doubly_robust(rewards, logged, evaluated, predicted, expected)
        if self.slates:
            self.pi += slate(*zip(*self.slates, strict=True))
        self.waiting, self.slates = [], []

    def row(self, name: str) -> dict[str, Cell]:
        """The estimates as a row."""
        self.settle()
        plain, own = self.ips.estimate(), self.ips.estimate(normalised=True)
        robust, whole = self.dr.estimate(), self.pi.estimate()
        return {
            "policy": name,
            "n": self.ips.n,
            "ips": interval(plain),
            "snips": interval(own),
            "dr": interval(robust),
            "pi": interval(whole),
            "effective": own.effective,
            "max_weight": own.max_weight,
            "effective_pi": whole.effective if whole.n else None,
            "note": "" if own.enough else "cannot say",
        }

    def remarks(self, name: str) -> Iterator[Note]:
        """What to keep in mind of these estimates, where there are any."""
        own = self.ips.estimate(normalised=True)
        if own.enough and own.note:
            yield Note("remark", f"{name}: {own.note}.")


def interval(found: Found) -> Estimate | None:
    """An off-policy estimate as reports carry it; None where it cannot be said."""
    if found.value is None or found.low is None or found.high is None:
        return None
    return Estimate(found.value, found.low, found.high)


def drawn_row(name: str, tally: Tally) -> dict[str, Cell]:
    """The row of what was drawn: no estimate, but what happened."""
    return {"policy": name, "n": tally.n, "snips": tally.rate, "effective": tally.n, "note": "measured"}


def values_section(
    template: str, drawn: Tally, held: Tally | None, values: dict[str, Value], notes: Iterable[Note]
) -> Section:
    """The table of policies for one template, with what the holdout earned where there is one."""
    measured = [drawn_row("as drawn", drawn), *([drawn_row("holdout: default content", held)] if held else [])]
    rows = [*measured, *(value.row(name) for name, value in values.items())]
    return Section(
        id=f"values-{template}",
        title=f"What policies are worth, {template}",
        columns=COLUMNS,
        rows=tuple(rows),
        text=TEXT,
        plot=Plot("bars", "policy", ("snips",)),
        notes=(*notes, *(one for name, value in values.items() for one in value.remarks(name)), *_lacks(rows)),
    )


def _lacks(rows: list[dict[str, Cell]]) -> Iterator[Note]:
    short = [str(row["policy"]) for row in rows if row["snips"] is None]
    if short:
        yield Note(
            "overlap",
            f"Not enough overlap, cannot say: {', '.join(short)}. Their effective draws are below {LEAST:,.0f}, or "
            "none was rewarded. More draws help, and so does a larger minimum.",
        )
    if all(not row.get("effective_pi") for row in rows):
        yield Note("no_slate", "Slate PI: cannot say, as constraints tie the slots of this template together.")
