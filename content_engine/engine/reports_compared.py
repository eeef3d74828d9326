"""The running policy beside uniform, default content and the snapshot's best, told from a sample of recorded draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappush, heappushpop

import orjson

from content_engine.domain.errors import NotFound
from content_engine.domain.memory import Memory, Record
from content_engine.domain.rules import RankingRule, RankingRules
from content_engine.engine.answer import case_of
from content_engine.engine.case import Decided, Ranked, World
from content_engine.engine.choosing import ranked
from content_engine.engine.compiled import remember
from content_engine.engine.reports_again import Pasts, Said, SlateWeights, another, expected_under, ruled, said_of
from content_engine.engine.reports_reading import Row
from content_engine.engine.reports_tally import Tally
from content_engine.engine.reports_values import Value, values_section
from content_engine.engine.story import decide_case
from content_engine.reporting import Note, Section

SAMPLE = 1_000
"""How many recorded draws are made again for a report where nothing else is asked: a few seconds' worth."""
NOW = "the policy now"

_RULES: Mapping[str, RankingRule] = {
    "uniform": RankingRule(policy="uniform"),
    "default content": RankingRule(policy="fixed", minimum=0.0),
    "best of the snapshot": RankingRule(policy="bayes", minimum=0.0, width=0.0),
}
_IN_SAMPLE = Note(
    "in_sample",
    "The present snapshot has partly learnt from these draws: its own value and its best look too good.",
)


@dataclass
class Compared:
    """A sample of mature draws, always the same of the same decisions: those whose ids' keyed hashes are lowest."""

    memory: Memory
    present: World
    pasts: Pasts
    most: int = SAMPLE
    kept: list[tuple[int, str, int]] = field(default_factory=list)
    met: int = 0
    worlds: dict[tuple[str, str], World] = field(default_factory=dict)
    held: dict[str, Tally] = field(default_factory=dict)
    drawn: dict[str, Tally] = field(default_factory=dict)
    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    slates: SlateWeights = field(default_factory=SlateWeights)

    def add(self, rows: Sequence[Row]) -> None:
        """Takes in more rows."""
        for row in rows:
            if row.mature and row.lesson.arm == "holdout":
                self.held.setdefault(row.lesson.template, Tally()).add(row.reward)
            if row.mature and row.lesson.arm == "treatment" and row.propensity:
                self.met += 1
                name = row.lesson.decision_id
                entry = (-int(name[-12:], 16), name, row.reward)
                if len(self.kept) < self.most:
                    heappush(self.kept, entry)
                else:
                    heappushpop(self.kept, entry)

    def sections(self) -> list[Section]:
        """Makes the sampled draws again, and tells the values by template."""
        self.drawn, self.values = {}, {}
        for _, name, reward in sorted(self.kept, key=lambda entry: entry[1]):
            self._judge(name, reward)
        return [
            values_section(template, self.drawn[template], self.held.get(template), values, self._notes())
            for template, values in sorted(self.values.items())
        ]

    def _notes(self) -> Iterator[Note]:
        made = sum(tally.n for tally in self.drawn.values())
        if made < self.met:
            text = f"From {made:,} of {self.met:,} draws: a sample, without those that can no longer be made again."
            yield Note("sample", text)
        yield _IN_SAMPLE

    def _judge(self, name: str, reward: int) -> None:
        stored = self.memory.decision(name)
        if stored is None or not stored.record.inputs:
            return
        inputs = orjson.loads(stored.record.inputs)
        try:
            world = self.pasts.of(stored.record, inputs)
        except NotFound:
            return
        decided = decide_case(case_of(inputs), world)
        said = _drawn_as_recorded(decided, stored.record)
        if said is not None:
            self._compare(decided, world, stored.record, said, reward)

    def _compare(self, decided: Decided, world: World, record: Record, said: Said, reward: int) -> None:
        self.drawn.setdefault(record.template, Tally()).add(reward)
        values = self.values.setdefault(record.template, {name: Value() for name in (NOW, *_RULES)})
        predicted = float(record.choices[0]["expected"]) if record.choices else 0.0
        this = decided.attempt
        for name, value in values.items():
            other = self._ranked(decided, self._world(world, name))
            if other is None or this.ranked is None:
                continue
            expected = expected_under(replace(this, ranked=other), decided.case, world, record.decision_id)
            weight = self.slates.weight(this.ranked, other, said)
            value.add(reward, record.context["propensity"], other.probability(said), predicted, expected, weight)

    def _ranked(self, decided: Decided, world: World) -> Ranked | None:
        this = decided.attempt
        compiled = world.catalog.templates.get(this.template_id)
        if compiled is None or this.ranked is None:
            return None
        # what can be said does not depend on the policy, and takes longest to work out: it is taken over as it is
        key = ("plan", this.ranked.eligible)
        if this.compiled is not None and key in this.compiled.memo:
            remember(compiled.memo, key, this.compiled.memo[key])
        return ranked(this, compiled, decided.case, world, this.ranked.eligible)

    def _world(self, then: World, name: str) -> World:
        """The catalog of then, ranked as `name` says with the present snapshot."""
        key = (then.catalog.version, name)
        if key not in self.worlds:
            present = self.present.catalog.rules.ranking
            rules = present if name == NOW else RankingRules(default=_RULES[name])
            self.worlds[key] = another(then, ruled(then.catalog, rules), self.present.snapshot, f"report {name}")
        return self.worlds[key]


def _drawn_as_recorded(decided: Decided, record: Record) -> Said | None:
    """The message of a case made again, where a policy drew it and it is the recorded one."""
    this = decided.attempt
    if this.no is not None or this.ranked is None or this.compiled is None or this.served_by == "control":
        return None
    said = said_of(record, this.compiled)
    return said if said == {(pick.slot, pick.position): pick.piece for pick in this.picks} else None
