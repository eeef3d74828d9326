"""Closing the loop: where better texts are wanted, and which texts have lost. Nothing here decides; editors do.

Slots and segments are looked at with the learnt snapshot alone: what it expects of every approved text, how sure it is,
and how tired subjects get of what is repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from content_engine.domain.base import Json
from content_engine.domain.memory import Memory
from content_engine.domain.writing import GenerationRequest, WrittenVariant
from content_engine.engine.desk import Desk
from content_engine.engine.publishing import every, moved, step_of
from content_engine.engine.reports_predicting import Predicted
from content_engine.engine.reports_reading import Reading
from content_engine.engine.reports_snapshot import SnapshotPredictor
from content_engine.engine.rewards import DAY_MS

LOW_UPLIFT = 0.002
"""Below this mean uplift over the default, a slot's best text is no better than the default for all one knows."""
WIDE = 2.0
"""An interval wider than this many times the expected reward says little."""
TIRED = 0.7
"""Below this share of a fresh message's reward, a week's repeat costs too much."""
LOSING = 0.02
"""A text whose probability of being best stays below this wherever it was tried enough has lost."""
ENOUGH = 200
"""How often a text must have been drawn in a segment before its losing counts."""
MOST_FINDINGS = 10
LOOK_BACK_MS = 90 * DAY_MS
A_WEEKS_REPEAT = (0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Finding:
    """A slot and a segment that want better texts: why, of which component, and how many decisions it touches."""

    template: str
    slot: str
    segment: str | None
    component: str
    best: str
    reasons: tuple[str, ...]
    decisions: int
    expected: float
    uplift: tuple[float, float, float]

    def to_json(self) -> Json:
        """As JSON-ready data."""
        mean, low, high = self.uplift
        return {
            "template": self.template,
            "slot": self.slot,
            "segment": self.segment,
            "component": self.component,
            "best": self.best,
            "reasons": list(self.reasons),
            "decisions": self.decisions,
            "expected": self.expected,
            "uplift": {"mean": mean, "low": low, "high": high},
        }

    def request(self, locale: str, count: int) -> GenerationRequest:
        """What is asked for: texts for the component that does best there, since its posterior is where they start."""
        return GenerationRequest(component=self.component, segment=self.segment, locale=locale, count=count)


@dataclass(frozen=True, slots=True)
class Loser:
    """A text that lost: its best probability of being best anywhere, and how often it was drawn."""

    variant: str
    component: str
    best: float
    drawn: int
    generated: bool

    def to_json(self) -> Json:
        """As JSON-ready data."""
        return {
            "variant": self.variant,
            "component": self.component,
            "probability_best": self.best,
            "drawn": self.drawn,
            "origin": "generated" if self.generated else "authored",
        }


@dataclass
class Improving:
    """Looks at the present snapshot with what was decided in the last 90 days."""

    desk: Desk
    memory: Memory

    def __post_init__(self) -> None:
        """Counts draws by place, once."""
        self.world = self.desk.worlds.now()
        self.predictor = SnapshotPredictor(self.world)
        self.met: Counter[tuple[str, str | None]] = Counter()
        self.drawn: Counter[tuple[str, str | None, str, str]] = Counter()
        now = self.desk.now()
        reading = Reading(self.memory, self.world.catalog, max(now - LOOK_BACK_MS, 0), now, now)
        for rows in reading.chunks():
            for one in rows:
                if one.lesson.arm != "treatment":
                    continue
                segment = one.lesson.segment
                self.met[one.lesson.template, segment] += 1
                for choice in one.lesson.choices:
                    self.drawn[one.lesson.template, segment, choice["slot"], choice["variant"]] += 1

    def findings(self) -> list[Finding]:
        """The places that want better texts, those with most decisions first; each component and segment once."""
        found = sorted(self._all(), key=lambda one: (-one.decisions, one.template, one.slot, one.segment or ""))
        once = {(one.component, one.segment): one for one in reversed(found)}
        return [one for one in found if once[one.component, one.segment] is one][:MOST_FINDINGS]

    def _all(self) -> Iterator[Finding]:
        for (template, segment), count in self.met.items():
            compiled = self.world.catalog.templates.get(template)
            for slot in compiled.slots if compiled else ():
                one = self._at(template, segment, slot.slot.name, count)
                if one is not None:
                    yield one

    def _at(self, template: str, segment: str | None, slot: str, count: int) -> Finding | None:
        ranked = sorted(self._predicted(template, segment, slot), key=lambda told: -told[2].uplift.mean)
        if not ranked:
            return None
        component, variant, best = ranked[0]
        reasons = tuple(self._reasons(template, slot, variant, best))
        if not reasons:
            return None
        uplift = (best.uplift.mean, best.uplift.low, best.uplift.high)
        return Finding(template, slot, segment, component, variant, reasons, count, best.expected, uplift)

    def _reasons(self, template: str, slot: str, variant: str, best: Predicted) -> Iterator[str]:
        if best.uplift.mean < LOW_UPLIFT:
            yield f"low: the best text brings {best.uplift.mean:+.4f} over the default"
        width = best.uplift.high - best.uplift.low
        if width > WIDE * max(best.expected, 1e-6):
            yield f"uncertain: its uplift lies between {best.uplift.low:+.4f} and {best.uplift.high:+.4f}"
        share = self.predictor.fatigue(template, "repeat", A_WEEKS_REPEAT, {slot: variant})
        if share is not None and share < TIRED:
            yield f"fatigue: repeated within a week it brings {share:.0%} of what it brings fresh"

    def _predicted(self, template: str, segment: str | None, slot: str) -> Iterator[tuple[str, str, Predicted]]:
        compiled = self.world.catalog.templates[template]
        for one in compiled.slots:
            for piece in one.pieces if one.slot.name == slot else ():
                if piece.candidate.approved:
                    told = self.predictor.predicted(template, segment, slot, piece.variant.id, {})
                    if told is not None:
                        yield piece.component.id, piece.variant.id, told

    def losers(self) -> list[Loser]:
        """Texts whose probability of being best stays below the bound in every place where they were drawn enough.

        Default contents are none: they are what others are measured by. A text that was tried nowhere is none either.
        """
        tried: dict[str, list[tuple[float, int]]] = {}
        for (template, segment, slot, variant), count in self.drawn.items():
            if count < ENOUGH or self._is_control(template, variant):
                continue
            told = self.predictor.predicted(template, segment, slot, variant, {})
            if told is not None and told.best is not None:
                tried.setdefault(variant, []).append((told.best, count))
        lost = {name: told for name, told in tried.items() if max(best for best, _ in told) < LOSING}
        owner = {v.id: (c.id, v.origin) for c in self.world.catalog.catalog.components for v in c.variants}
        found = [
            Loser(name, owner[name][0], max(p for p, _ in told), sum(n for _, n in told), owner[name][1] == "generated")
            for name, told in lost.items()
            if name in owner
        ]
        return sorted(found, key=lambda one: (one.best, one.variant))

    def _is_control(self, template: str, variant: str) -> bool:
        compiled = self.world.catalog.templates.get(template)
        return compiled is not None and any(variant in slot.slot.control for slot in compiled.slots)

    def propose(self, losers: Sequence[Loser], actor: str) -> list[str]:
        """Notes on generated losers that retiring them was proposed, once each; ids of those newly noted."""
        wanted = {one.variant: one for one in losers if one.generated}
        store, noted = self.desk.stores.variants, []
        for one in every(store, "approved"):
            if one.id in wanted and not self._proposed(one):
                after = moved(one, self.desk.now())
                told = f"probability of being best {wanted[one.id].best:.3f} after {wanted[one.id].drawn} draws"
                if store.step(after, step_of(one, after, "retire_proposed", actor, after.updated_at, told)):
                    noted.append(one.id)
        return noted

    def _proposed(self, one: WrittenVariant) -> bool:
        """Whether it stands proposed already: nobody has restored or edited it since."""
        for step in self.desk.stores.variants.reviews(one.id):
            if step.action == "retire_proposed":
                return True
            if step.action in ("restore", "edit", "approve"):
                return False
        return False


def report(findings: Sequence[Finding], losers: Sequence[Loser], jobs: Sequence[str], proposed: Sequence[str]) -> Json:
    """What `improve` tells."""
    told: dict[str, Any] = {
        "findings": [one.to_json() for one in findings],
        "losers": [one.to_json() for one in losers],
        "jobs": list(jobs),
        "proposed": list(proposed),
    }
    return told
