"""Recorded draws under another policy: how likely it would have said the same, and what a model expects of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from content_engine.domain.memory import Record
from content_engine.domain.rules import RankingRules
from content_engine.engine.case import Attempt, Case, Pick, Ranked, World
from content_engine.engine.choosing import prediction
from content_engine.engine.compiled import CompiledCatalog, CompiledTemplate
from content_engine.engine.worlds import Worlds
from content_engine.experiments.hashing import seed_units
from content_engine.ranking.policy import Lottery
from content_engine.ranking.snapshot import Snapshot

Floats = npt.NDArray[np.float64]
Said = Mapping[tuple[int, int], int]
"""A message: the piece by slot and position, all by number."""

DRAWS = 4
"""How many messages of the other policy stand for all of them where a model's expectation is asked."""
PAIRS_KEPT = 512
WORLDS_KEPT = 3


@dataclass
class Pasts:
    """The worlds of recorded decisions, the last few kept: their score tables take long to make.

    Decisions are to be asked for in the order of time, so that an old world is not wanted again.
    """

    worlds: Worlds
    kept: dict[tuple[str, str, bool], World] = field(default_factory=dict)

    def of(self, record: Record, inputs: Mapping[str, Any]) -> World:
        """The world a decision was made in. Raises `NotFound`."""
        key = (record.catalog_version, record.policy_version, bool(inputs["stale"]))
        if key not in self.kept:
            while len(self.kept) >= WORLDS_KEPT:
                self.kept.pop(next(iter(self.kept)))
            self.kept[key] = self.worlds.past(*key[:2], stale=key[2])
        return self.kept[key]


def said_of(record: Record, compiled: CompiledTemplate) -> Said | None:
    """A recorded message by numbers; None where the catalog does not hold its pieces."""
    found: dict[tuple[int, int], int] = {}
    names = {slot.slot.name: at for at, slot in enumerate(compiled.slots)}
    for choice in record.choices:
        slot = names.get(choice["slot"])
        pieces = compiled.slots[slot].pieces if slot is not None else ()
        piece = next((at for at, one in enumerate(pieces) if one.variant.id == choice["variant"]), None)
        if slot is None or piece is None:
            return None
        found[slot, choice.get("position", 0)] = piece
    return found


def probability_of(this: Attempt, said: Said) -> float | None:
    """The probability that an attempt's policy gives to a message; None where it refuses to say anything."""
    if this.no is not None:
        return None
    if this.served_by == "control" or this.ranked is None:
        return float({(pick.slot, pick.position): pick.piece for pick in this.picks} == said)
    return this.ranked.probability(said)


def another(world: World, catalog: CompiledCatalog, snapshot: Snapshot, name: str) -> World:
    """A world whose memos are its own, so that what it ranks is never taken for what the first one ranks."""
    templates = {id: replace(one, memo={}) for id, one in catalog.templates.items()}
    return World(replace(catalog, templates=templates), snapshot, name, world.salt)


def ruled(catalog: CompiledCatalog, ranking: RankingRules) -> CompiledCatalog:
    """The catalog with other ranking rules."""
    return replace(catalog, rules=replace(catalog.rules, ranking=ranking))


def expected_under(this: Attempt, case: Case, model: World, decision_id: str) -> float:
    """What a model (the snapshot of `model`) expects of what an attempt's policy says.

    The mean over `DRAWS` messages drawn by hashes of the decision, or over the only one there is.
    """
    if this.served_by == "control" or this.ranked is None:
        return _predicted(this, case, model, this.picks)
    ranked = this.ranked
    count = 1 if _certain(ranked.lottery) else DRAWS
    total = 0.0
    for number in range(count):
        units = seed_units(ranked.lottery.tickets, "report", decision_id, str(number))
        picks = ranked.lottery.draw(units).picks
        chosen = zip(ranked.places, picks, strict=True)
        message = tuple(Pick(s, p, ranked.eligible[s][n], 1.0) for (s, p), n in chosen if n is not None)
        total += _predicted(this, case, model, message)
    return total / count


def _predicted(this: Attempt, case: Case, model: World, picks: tuple[Pick, ...]) -> float:
    message = prediction(this, case, model, picks)
    return message.expected().mean if message else 0.0


def _certain(lottery: Lottery) -> bool:
    return lottery.layouts is not None and lottery.minimum == 0 and bool((lottery.layouts == lottery.layouts[0]).all())


@dataclass
class SlateWeights:
    """Pseudo-inverse weights of recorded messages: see `experiments.offpolicy_slates`. Remembers the last few pairs."""

    known: OrderedDict[tuple[int, int], tuple[Ranked, Ranked, Floats | None]] = field(default_factory=OrderedDict)

    def weight(self, logged: Ranked, other: Ranked, said: Said) -> float | None:
        """The weight of one message; None where places depend on each other, or the other policy could say more."""
        key = (id(logged.lottery), id(other.lottery))
        if key not in self.known:
            self.known[key] = (logged, other, _marks(logged, other))
            while len(self.known) > PAIRS_KEPT:
                self.known.popitem(last=False)
        worth = self.known[key][2]
        if worth is None:
            return None
        starts = _starts(logged)
        chosen = [starts[at] + logged.eligible[place[0]].index(said[place]) for at, place in enumerate(logged.places)]
        return float(worth[chosen].sum())


def _starts(ranked: Ranked) -> list[int]:
    sizes = [len(ranked.eligible[slot]) for slot, _ in ranked.places]
    return [sum(sizes[:at]) for at in range(len(sizes))]


def _marks(logged: Ranked, other: Ranked) -> Floats | None:
    """What each candidate adds to a message's weight: Γ⁺ of the log times the other policy's marginals."""
    if logged.places != other.places or logged.eligible != other.eligible:
        return None
    if len(logged.lottery.plan.free) < len(logged.places):
        return None
    wanted = np.array([chance for at in range(len(other.places)) for chance in other.lottery.marginals(at)])
    pairs = _pairs(logged)
    if (wanted[np.diag(pairs) <= 0] > 0).any():
        return None
    return np.asarray(np.linalg.pinv(pairs, rcond=1e-9, hermitian=True) @ wanted)


def _pairs(logged: Ranked) -> Floats:
    """How often each pair of candidates is drawn together: an even draw apart for each place, or one of the layouts."""
    lottery, starts = logged.lottery, _starts(logged)
    even = [np.array(row) for row in lottery.plan.marginals]
    joined = np.concatenate(even)
    apart = np.outer(joined, joined)
    for start, row in zip(starts, even, strict=True):
        apart[start : start + len(row), start : start + len(row)] = np.diag(row)
    if lottery.layouts is None:
        return apart
    marks = np.zeros((len(lottery.layouts), len(joined)))
    for at, start in enumerate(starts):
        marks[np.arange(len(marks)), start + lottery.layouts[:, at]] = 1.0
    together: Floats = lottery.minimum * apart + (1 - lottery.minimum) * (marks.T @ marks) / len(marks)
    return together
