"""Counting rewards, and what counts say: rates, differences, and the sentences that reports share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from content_engine.engine.reports_reading import Row
from content_engine.experiments.intervals import Interval, difference, wilson
from content_engine.reporting import Estimate, Note, Section, in_words

EVERYONE = "all segments"
NOBODY = "no segment"


class Part(Protocol):
    """One part of a report: told the rows chunk by chunk, then asked for its sections."""

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""

    def sections(self) -> list[Section]:
        """What was found."""


@dataclass(slots=True)
class Tally:
    """Decisions and how many of them were rewarded."""

    n: int = 0
    hits: int = 0

    def add(self, reward: int) -> None:
        """One decision more."""
        self.n += 1
        self.hits += reward

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.n + other.n, self.hits + other.hits)

    @property
    def rate(self) -> Estimate | None:
        """The rate with Wilson's interval; None without decisions."""
        return estimate(wilson(self.hits, self.n)) if self.n else None

    def over(self, other: Tally) -> Estimate | None:
        """This rate minus the other with Newcombe's interval; None where either has no decision."""
        return estimate(difference(self.hits, self.n, other.hits, other.n)) if self.n and other.n else None


def estimate(found: Interval) -> Estimate:
    """An interval as reports carry it."""
    return Estimate(found.value, found.low, found.high)


def points(found: Estimate) -> str:
    """A difference of rates in a sentence: `+1.2 points (+0.4 to +2.0)`."""
    return in_words(found, "points").replace(" pts", " points")


def left_notes(left: Counter[str], young: int) -> list[Note]:
    """What was left out, and why."""
    told = {
        "immature": (young, "too young to count: the goal's window and the time to settle have not passed yet"),
        "unexposed": (left["unexposed"], "left out: no exposure was reported, or one more than a week late"),
        "fallback": (left["fallback"], "left out: default content stood in for the choice, which says nothing of it"),
        "gone": (left["gone"], "left out: their template is no longer in the catalog"),
    }
    return [Note(code, f"{_decisions(count)} {text}.") for code, (count, text) in told.items() if count]


def _decisions(count: int) -> str:
    return f"{count:,} decision{'' if count == 1 else 's'}"


EACH_BY_ITSELF = Note(
    "independence",
    "Every decision counts by itself. Where the same people get many messages, intervals are somewhat too narrow.",
)


def cut_short(rows: int, most: int) -> Note | None:
    """The note that says how many rows are not shown."""
    more = rows - most
    return Note("cut", f"{more:,} more rows with fewer decisions are not shown.") if more > 0 else None
