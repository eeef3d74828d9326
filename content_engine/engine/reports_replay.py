"""Recorded cases decided again under a changed policy file: who would be refused, and what would have been earned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import orjson

from content_engine.domain.errors import NotFound
from content_engine.domain.memory import Record, StoredDecision
from content_engine.domain.rules import PolicyFile
from content_engine.engine.answer import case_of
from content_engine.engine.case import Attempt, Case, World
from content_engine.engine.reports_again import Pasts, another, expected_under, probability_of, said_of
from content_engine.engine.reports_reading import Reading, Row, floor_id
from content_engine.engine.reports_rules import recompiled
from content_engine.engine.reports_tally import Tally
from content_engine.engine.reports_values import COLUMNS, TEXT, Value, drawn_row
from content_engine.engine.rewards import DAY_MS
from content_engine.engine.story import decide_case
from content_engine.engine.study import Study
from content_engine.reporting import Cell, Column, Note, Plot, Section

PAGE = 500
SAID = "said"
"""What stands in place of a refusal code where a message was said."""
EXAMPLES = 3
"""How many decisions are kept as examples of each change."""

_CODES = (
    Column("code", "Answer"),
    Column("then", "Then", "count"),
    Column("now", "Under this file", "count"),
    Column("change", "Change", "count"),
)
_MOVES = (Column("then", "Then"), Column("now", "Under this file"), Column("decisions", "Decisions", "count"))
_ONE_BY_ONE = Note(
    "one_by_one",
    "Each decision is judged with what its subject's memory held then: messages that the changed rules would have sent "
    "or spared before are not played out, so effects of caps and gaps are those of one step.",
)
_SNAPSHOT = Note("snapshot", "Each decision is ranked with the snapshot of its time; only the policy file differs.")


@dataclass(frozen=True, slots=True)
class Example:
    """A decision that would be answered otherwise, and what its refusals say; empty where a message is said."""

    decision_id: str
    template: str
    decided_at: int
    was: str
    becomes: str


@dataclass
class Replayed:
    """Counts of answers then and now, and values by template of what would be said, over the span of `reading`."""

    study: Study
    policy: PolicyFile
    reading: Reading
    pasts: Pasts
    changed: dict[int, tuple[World, World]] = field(default_factory=dict)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[Example]] = field(default_factory=dict)
    drawn: dict[str, Tally] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    judged: Counter[str] = field(default_factory=Counter)
    lost: int = 0

    def read(self) -> None:
        """Decides all recorded cases of the span again, page by page."""
        after, day = floor_id(self.reading.since), self.reading.since // DAY_MS
        while page := self.study.memory.decisions(after=after, limit=PAGE):
            span = list(takewhile(lambda one: one.record.decided_at < self.reading.until, page))
            self._judge_all([one for one in span if self.reading.template in (None, one.record.template)])
            after, last = page[-1].record.decision_id, page[-1].record.decided_at // DAY_MS
            if self.reading.progress and last > day:
                self.reading.progress(last - day)
            day = max(day, last)
            if len(span) < len(page):
                return

    def _judge_all(self, page: Sequence[StoredDecision]) -> None:
        kept = [one.record for one in page if one.record.inputs]
        self.lost += len(page) - len(kept)
        rows = self.reading.rows_of([record.decision_id for record in kept])
        for record in kept:
            try:
                self._judge(record, rows.get(record.decision_id))
            except NotFound:
                self.lost += 1

    def _judge(self, record: Record, row: Row | None) -> None:
        inputs = orjson.loads(record.inputs)
        then = self.pasts.of(record, inputs)
        now = self._changed(then)
        case = case_of(inputs)
        this = decide_case(case, now).attempt
        self._count(record, this)
        if row is not None and row.mature and row.lesson.arm == "treatment" and row.propensity:
            self._value(record, row, this, case, then)

    def _count(self, record: Record, this: Attempt) -> None:
        move = record.refusal or SAID, this.no.code if this.no else SAID
        self.moves[move] += 1
        if move[0] != move[1] and len(self.examples.setdefault(move, [])) < EXAMPLES:
            was = (orjson.loads(record.answer)["refusal"] or {}).get("detail", "")
            becomes = this.no.detail if this.no else ""
            self.examples[move].append(Example(record.decision_id, record.template, record.decided_at, was, becomes))

    def _changed(self, then: World) -> World:
        """The world of then under the changed policy; kept as long as that world is."""
        if id(then) not in self.changed:
            self.changed = {
                id(one): self.changed[id(one)] for one in self.pasts.kept.values() if id(one) in self.changed
            }
            catalog = recompiled(then.catalog, self.policy)
            self.changed[id(then)] = then, another(then, catalog, then.snapshot, then.policy_version)
        return self.changed[id(then)][1]

    def _value(self, record: Record, row: Row, this: Attempt, case: Case, then: World) -> None:
        """Adds a draw to the value of what would be said, unless nothing would be, or of another template."""
        self.drawn.setdefault(record.template, Tally()).add(row.reward)
        said = said_of(record, this.compiled) if this.compiled and this.template_id == record.template else None
        evaluated = probability_of(this, said) if said is not None else None
        if evaluated is None or row.propensity is None:
            return
        self.judged[record.template] += 1
        predicted = float(record.choices[0]["expected"]) if record.choices else 0.0
        expected = expected_under(this, case, then, record.decision_id)
        value = self.values.setdefault(record.template, Value())
        value.add(row.reward, row.propensity, evaluated, predicted, expected, None)

    def sentences(self) -> list[str]:
        """How many decisions change, and what is earned."""
        whole = sum(self.moves.values())
        changed = sum(count for (then, now), count in self.moves.items() if then != now)
        if not whole:
            return ["No recorded decision to judge in this time."]
        told = f"{whole:,} recorded decisions judged again under policy {self.policy.id}: "
        return [told + (f"{changed:,} would be answered otherwise." if changed else "all are answered as before.")]

    def sections(self) -> list[Section]:
        """Answers by code, what became what, and values by template."""
        return [self._codes(), self._moved(), *(self._valued(template) for template in sorted(self.drawn))]

    def _codes(self) -> Section:
        then, now = Counter[str](), Counter[str]()
        for (before, after), count in self.moves.items():
            then[before] += count
            now[after] += count
        order = sorted(then.keys() | now.keys(), key=lambda code: (code != SAID, -now[code], code))
        rows: list[dict[str, Cell]] = [
            {"code": code, "then": then[code], "now": now[code], "change": now[code] - then[code]} for code in order
        ]
        notes = (_ONE_BY_ONE, *self._left())
        return Section("answers", "Answers then and under this file", _CODES, tuple(rows), notes=notes)

    def _left(self) -> Iterator[Note]:
        if self.lost:
            yield Note("lost", f"{self.lost:,} decisions left out: erased, or their catalog or snapshot is gone.")

    def _moved(self) -> Section:
        moved = [(pair, count) for pair, count in self.moves.most_common() if pair[0] != pair[1]]
        rows: list[dict[str, Cell]] = [{"then": a, "now": b, "decisions": count} for (a, b), count in moved]
        return Section("moves", "Decisions that change", _MOVES, tuple(rows))

    def _valued(self, template: str) -> Section:
        value, drawn = self.values.get(template, Value()), self.drawn[template]
        rows = [drawn_row("as drawn", drawn), value.row("under this file")]
        spared = drawn.n - self.judged[template]
        notes = [Note("spared", f"{spared:,} of these messages would not be said; they count only as drawn.")]
        return Section(
            id=f"values-{template}",
            title=f"Reward per message said, {template}",
            columns=tuple(column for column in COLUMNS if column.key not in ("pi", "effective_pi")),
            rows=tuple(rows),
            text=TEXT,
            plot=Plot("bars", "policy", ("snips",)),
            notes=(*(notes if spared else ()), *value.remarks("under this file"), _SNAPSHOT),
        )
