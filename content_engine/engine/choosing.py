"""From candidates to a distribution over whole messages, and what is predicted of the one that was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from content_engine.engine.case import Attempt, Case, Pick, Ranked, World
from content_engine.engine.compiled import CompiledSlot, CompiledTemplate, places_of, remember
from content_engine.ranking.draw import Infeasible, Plan
from content_engine.ranking.names import HALF_LIVES
from content_engine.ranking.policy import Lottery, ensemble, fixed
from content_engine.ranking.scores import NOTHING_SEEN, Message, Seen, Table

Array = npt.NDArray[np.float64]
Eligible = tuple[tuple[int, ...], ...]

DAY_MS = 86_400_000
ANYTHING = ""
"""Stands for messages of any kind among the names of components."""
SILENT_FROM = 100.0
"""Silent holdout decisions that must have been learnt from before a message may be held to do harm."""


def ranked(this: Attempt, compiled: CompiledTemplate, case: Case, world: World, eligible: Eligible) -> Ranked | None:
    """The distribution over messages for this subject; None when the slots cannot be filled.

    It is the same for all subjects of a segment who have seen none of the candidates, and remembered for them.
    """
    segment = this.standing.segment.segment_id if this.standing and this.standing.segment else None
    seen = seen_of(this, case, pieces_of(eligible))
    if seen.repeats:
        return _ranked(compiled, world, eligible, segment, seen)
    memo_key = ("ranked", world.policy_version, segment, eligible)
    found = compiled.memo.get(memo_key, compiled)
    if found is compiled:
        found = _ranked(compiled, world, eligible, segment, NOTHING_SEEN)
        remember(compiled.memo, memo_key, found)
    return found  # type: ignore[no-any-return]


def _ranked(
    compiled: CompiledTemplate, world: World, eligible: Eligible, segment: str | None, seen: Seen
) -> Ranked | None:
    found = _plan(compiled, eligible)
    if found is None:
        return None
    plan, where = found
    return Ranked(eligible, where, _lottery(compiled, world, eligible, where, plan, segment, seen))


def pieces_of(eligible: Eligible) -> Iterator[tuple[int, int]]:
    """All eligible pieces, with their slots."""
    return ((slot, piece) for slot, pieces in enumerate(eligible) for piece in pieces)


Planned = tuple[Plan, tuple[tuple[int, int], ...]]
"""A plan, and the slot and position of each of its places."""


def _plan(compiled: CompiledTemplate, eligible: Eligible) -> Planned | None:
    """All candidates alike under the template's constraints; remembered, as it does not depend on what is learnt."""
    memo_key = ("plan", eligible)
    found = compiled.memo.get(memo_key, compiled)
    if found is compiled:
        found = _even(compiled, eligible)
        remember(compiled.memo, memo_key, found)
    return found  # type: ignore[no-any-return]


def _even(compiled: CompiledTemplate, eligible: Eligible) -> Planned | None:
    if not all(slot.pool.filled(indices) for slot, indices in zip(compiled.slots, eligible, strict=True)):
        return None
    places, where = [], []
    for index, (slot, indices) in enumerate(zip(compiled.slots, eligible, strict=True)):
        mine = places_of(slot, indices, [1.0 / len(indices)] * len(indices)) if indices else []
        places += mine
        where += [(index, position) for position in range(len(mine))]
    try:
        return Plan(places), tuple(where)
    except Infeasible:
        return None


def _lottery(
    compiled: CompiledTemplate,
    world: World,
    eligible: Eligible,
    where: Sequence[tuple[int, int]],
    plan: Plan,
    segment: str | None,
    seen: Seen,
) -> Lottery:
    rule = world.boards.rule(compiled.template.id)
    if rule.policy == "fixed":
        return fixed(plan, [_defaults(compiled, slot, eligible[slot]) for slot, _ in where], rule.minimum)
    if rule.policy == "uniform" or not world.boards.learnt(compiled):
        return Lottery(plan)
    columns = [np.array(indices, np.intp) for indices in eligible]
    if rule.policy == "beta":
        draws = world.boards.counted(compiled)
        return ensemble(plan, [draws[slot][:, columns[slot]] for slot, _ in where], rule.minimum)
    table = world.boards.table(compiled, segment)
    slots = [_scores(table, slot, indices, seen) for slot, indices in enumerate(columns)]
    return ensemble(
        plan, [slots[slot] for slot, _ in where], rule.minimum, _meetings(table, where), [columns[s] for s, _ in where]
    )


def _scores(table: Table, slot: int, indices: npt.NDArray[np.intp], seen: Seen) -> Array:
    scores = table.slots[slot].draws[:, indices]
    worn = [
        (at, seen.repeats[slot, index]) for at, index in enumerate(indices.tolist()) if (slot, index) in seen.repeats
    ]
    if worn:
        places, repeats = zip(*worn, strict=True)
        scores[:, list(places)] += table.board.repeats[2] @ np.array(repeats).T
    return scores


def _meetings(table: Table, where: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Array]:
    found = {}
    for low, (a, _) in enumerate(where):
        for high, (b, _) in enumerate(where[low + 1 :], low + 1):
            meeting = table.board.meetings.get((a, b))
            if meeting is not None:
                found[low, high], found[high, low] = meeting.mean, meeting.mean.T
    return found


def _defaults(compiled: CompiledTemplate, slot: int, indices: Sequence[int]) -> list[int]:
    """The default candidates of a slot among the eligible, by their place in that list."""
    return [indices.index(piece) for piece in default_pieces(compiled.slots[slot], indices)]


def default_pieces(slot: CompiledSlot, indices: Sequence[int]) -> list[int]:
    """The eligible default pieces: the control, or in another language its component's first variant."""
    found: list[int] = []
    for variant_id, component in zip(slot.slot.control, slot.control, strict=False):
        same = [i for i in indices if slot.pieces[i].variant.id == variant_id]
        kin = [i for i in indices if slot.pieces[i].candidate.component == component]
        found += [i for i in same or kin if i not in found][:1]
    return found


def seen_of(this: Attempt, case: Case, pieces: Iterable[tuple[int, int]]) -> Seen:
    """What the subject has seen lately of some pieces (slot, number), and how much of anything.

    In tenths, as it is recorded: coarse enough that a moment cannot be worked back from it after an erasure.
    """
    if this.faded is None:
        this.faded = _faded(case)
    if not this.faded or this.compiled is None:
        return NOTHING_SEEN
    slots, faded = this.compiled.slots, this.faded
    known = ((place, faded.get(slots[place[0]].pieces[place[1]].candidate.component)) for place in pieces)
    return Seen({place: found for place, found in known if found is not None}, faded[ANYTHING])


def _faded(case: Case) -> dict[str, Array]:
    """By component, and of messages of any kind, what is left of all that the subject has seen, by half-life."""
    left: dict[str, list[float]] = {}
    for touch in case.user.touches:
        if touch.counts(case.now_ms):
            days = max(case.now_ms - touch.at, 0) / DAY_MS
            shares = [2.0 ** (-days / half) for half in HALF_LIVES]
            for name in (ANYTHING, *touch.components):
                known = left.setdefault(name, [0.0] * len(HALF_LIVES))
                for at, share in enumerate(shares):
                    known[at] += share
    return {name: np.array([round(share, 1) for share in shares]) for name, shares in left.items()}


def prediction(this: Attempt, case: Case, world: World, picks: Sequence[Pick]) -> Message | None:
    """What is predicted of a message made of these picks; None before there is one."""
    if this.compiled is None:
        return None
    segment = this.standing.segment.segment_id if this.standing and this.standing.segment else None
    chosen = [(pick.slot, pick.piece) for pick in picks]
    return world.boards.table(this.compiled, segment).message(chosen, seen_of(this, case, chosen))


def control_of(this: Attempt, slot: int, piece: int) -> int | None:
    """The piece that candidates of a slot are compared with: its first default, in their language if it can be."""
    if this.compiled is None:
        return None
    mine = this.compiled.slots[slot]
    key = ("control", slot, mine.pieces[piece].variant.locale)
    found = this.compiled.memo.get(key, this.compiled)
    if found is this.compiled:
        found = _control(mine, mine.pieces[piece].variant.locale)
        remember(this.compiled.memo, key, found)
    return found  # type: ignore[no-any-return]


def _control(mine: CompiledSlot, spoken: str) -> int | None:
    same = [at for at, one in enumerate(mine.pieces) if one.variant.locale == spoken]
    found = default_pieces(mine, same) or default_pieces(mine, range(len(mine.pieces)))
    return found[0] if found else None


def harm(this: Attempt, case: Case, world: World) -> float | None:
    """The probability that silence is better than the message drawn; None where silence was never tried enough."""
    if this.compiled is None or world.boards.head(this.compiled).silent < SILENT_FROM:
        return None
    message = prediction(this, case, world, this.picks)
    return message.harm() if message else None


def choice_of(this: Attempt, pick: Pick, message: Message) -> dict[str, Any]:
    """One choice as JSON-ready data."""
    slot = this.compiled.slots[pick.slot]  # type: ignore[union-attr]
    piece = slot.pieces[pick.piece]
    over = message.over_control((pick.slot, pick.piece), control_of(this, pick.slot, pick.piece))
    return {
        "slot": slot.slot.name,
        "component": piece.component.id,
        "variant": piece.variant.id,
        "propensity": pick.propensity,
        "expected": message.reward(),
        "uplift": over.to_json(),
        "position": pick.position,
    }


def best_shares(this: Attempt, slot: int, case: Case, world: World) -> list[float]:
    """The probability of each eligible candidate of a slot to be its best: its share of draws at full uncertainty."""
    if this.ranked is None or this.compiled is None:
        return []
    segment = this.standing.segment.segment_id if this.standing and this.standing.segment else None
    table, indices = world.boards.table(this.compiled, segment), list(this.ranked.eligible[slot])
    if not indices:
        return []
    wide, seen = table.wide(slot, indices), seen_of(this, case, [(slot, index) for index in indices])
    for at, index in enumerate(indices):
        repeat = seen.repeats.get((slot, index))
        if repeat is not None:
            wide[:, at] += float(table.board.repeats[0] @ repeat)
    return [float(share) for share in np.bincount(wide.argmax(axis=1), minlength=len(indices)) / len(wide)]
