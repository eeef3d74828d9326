"""What the content memory holds: rows, exposures, outcomes, refusals by code and day, parked events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from content_engine.domain.base import to_ms
from content_engine.domain.memory import Memory, StoredDecision
from content_engine.engine.reports_reading import Progress, floor_id
from content_engine.engine.rewards import DAY_MS
from content_engine.reporting import Cell, Column, Note, Plot, Section

PAGE = 500
_TOTALS = (Column("what", "What"), Column("rows", "Rows", "count"), Column("parked", "Parked", "count"))
_DAYS = (
    Column("day", "Day", "day"),
    Column("assembled", "Assembled", "count"),
    Column("exposed", "Exposed", "count"),
    Column("refused", "Refused", "count"),
)
_CODES = (Column("code", "Refusal"), Column("decisions", "Decisions", "count"), Column("share", "Share", "rate"))
_BY_DAY = (Column("day", "Day", "day"), Column("code", "Refusal"), Column("decisions", "Decisions", "count"))
_OUTCOMES = (Column("outcome", "Outcome"), Column("decisions", "Decisions with it", "count"))
_PARKED = Note("parked", "Parked events name decisions that are not known (yet). They are applied when these arrive.")


@dataclass
class Contents:
    """Counts over recorded decisions from `since` until before `until`, of one template or of all."""

    memory: Memory
    since: int
    until: int
    template: str | None = None
    progress: Progress | None = None
    statuses: Counter[tuple[int, str]] = field(default_factory=Counter)
    refusals: Counter[tuple[int, str]] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    def read(self) -> None:
        """Reads all of them once, page by page."""
        day = self.since // DAY_MS
        for stored in takewhile(lambda one: one.record.decided_at < self.until, self._stored()):
            if self.template in (None, stored.record.template):
                self._count(stored)
            if self.progress and stored.record.decided_at // DAY_MS > day:
                self.progress(stored.record.decided_at // DAY_MS - day)
                day = stored.record.decided_at // DAY_MS

    def _stored(self) -> Iterator[StoredDecision]:
        after = floor_id(self.since)
        while page := self.memory.decisions(after=after, limit=PAGE):
            yield from page
            after = page[-1].record.decision_id

    def _count(self, stored: StoredDecision) -> None:
        record, day = stored.record, stored.record.decided_at // DAY_MS * DAY_MS
        self.statuses[day, record.status] += 1
        if record.refusal:
            self.refusals[day, record.refusal] += 1
        if any(one.kind != "aborted" for one in stored.exposures):
            self.statuses[day, "exposed"] += 1
        for name in {one.outcome for one in stored.outcomes if to_ms(one.at) >= record.decided_at}:
            self.outcomes[name] += 1

    def sections(self) -> list[Section]:
        """Totals of everything stored, then decisions by day, refusals and outcomes of the time asked for."""
        return [self._totals(), self._by_day(), self._by_code(), self._codes_by_day(), self._reached()]

    def sentences(self) -> list[str]:
        """What was decided in that time, and why not more."""
        assembled, refused = (self._of(status) for status in ("assembled", "refused"))
        if not assembled + refused:
            return ["No decision was recorded in this time."]
        told = [f"{assembled:,} messages were assembled, {self._of('exposed'):,} of them exposed; {refused:,} refused."]
        by_code = self._codes().most_common(1)
        return told + [f"Most refusals were {code}: {count:,}." for code, count in by_code]

    def _of(self, status: str) -> int:
        return sum(count for (_, one), count in self.statuses.items() if one == status)

    def _codes(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for (_, code), count in self.refusals.items():
            found[code] += count
        return found

    def _totals(self) -> Section:
        told = self.memory.summary()
        parked = told.get("parked", {})
        rows: list[dict[str, Cell]] = [
            {"what": table, "rows": count, "parked": parked.get(table)} for table, count in told["rows"].items()
        ]
        notes = (_PARKED,) if any(parked.values()) else ()
        text = "Everything in the database now, whatever the time asked for."
        return Section("rows", "Rows stored", _TOTALS, tuple(rows), text=text, notes=notes)

    def _by_day(self) -> Section:
        days = sorted({day for day, _ in self.statuses})
        rows: list[dict[str, Cell]] = [
            {"day": day, **{column.key: self.statuses[day, column.key] for column in _DAYS[1:]}} for day in days
        ]
        plot = Plot("line", "day", ("assembled", "exposed", "refused"))
        return Section("days", "Decisions by day", _DAYS, tuple(rows), plot=plot)

    def _by_code(self) -> Section:
        whole = sum(count for (_, status), count in self.statuses.items() if status != "exposed")
        rows: list[dict[str, Cell]] = [
            {"code": code, "decisions": count, "share": count / whole} for code, count in self._codes().most_common()
        ]
        text = "Shares are of all decisions in this time."
        return Section(
            "refusals", "Refusals", _CODES, tuple(rows), text=text, plot=Plot("bars", "code", ("decisions",))
        )

    def _codes_by_day(self) -> Section:
        rows: list[dict[str, Cell]] = [
            {"day": day, "code": code, "decisions": count} for (day, code), count in sorted(self.refusals.items())
        ]
        plot = Plot("line", "day", ("decisions",), by="code")
        return Section("refusals-by-day", "Refusals by day", _BY_DAY, tuple(rows), plot=plot)

    def _reached(self) -> Section:
        rows: list[dict[str, Cell]] = [
            {"outcome": name, "decisions": count} for name, count in self.outcomes.most_common()
        ]
        text = "Decisions that were followed by an outcome, named or by the same user within 92 days."
        return Section("outcomes", "Outcomes", _OUTCOMES, tuple(rows), text=text)
