"""Which variants may fill a slot for this subject now, and why each of the others may not (interface §2, §3).

A message speaks one language. Of the request's locale and its fallbacks (`de-AT`, `de`, then the brand's default) the
first language in which every slot can be filled as far as it must is taken for the whole message.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content_engine.domain.refusals import LoserCode
from content_engine.eligibility.conditions import Condition

OPEN_END = 1 << 62


@dataclass(frozen=True, slots=True)
class Window:
    """Milliseconds from `start` (included) to `end` (excluded) in which `what` holds."""

    start: int
    end: int
    code: LoserCode
    what: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A variant with all that decides whether it may be used. `requires` are attributes without a fallback."""

    component: str
    variant: str
    kind: str
    locale: str
    approved: bool = True
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    when: Condition | None = None
    requires: frozenset[str] = frozenset()
    windows: tuple[Window, ...] = ()
    claims: tuple[str, ...] = ()
    too_long_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Loser:
    """A candidate that may not be used, and why."""

    component: str
    variant: str
    code: LoserCode
    detail: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides eligibility besides the content: valid segments, and attributes with the virtual ones among them."""

    segments: Collection[str]
    attributes: Mapping[str, Any]
    now_ms: int
    values: Mapping[str, Any] | None = None


def fault_of(candidate: Candidate, slot: str, situation: Situation) -> tuple[LoserCode, str] | None:
    """Why this candidate may not fill the slot, or None when it may."""
    if not candidate.approved:
        return "content.state", "not approved"
    for window in candidate.windows:
        if not window.start <= situation.now_ms < window.end:
            return window.code, f"{window.what} is not valid now"
    return _audience_fault(candidate, situation) or _attribute_fault(candidate, slot, situation)


def _audience_fault(candidate: Candidate, situation: Situation) -> tuple[LoserCode, str] | None:
    if candidate.include and candidate.include.isdisjoint(situation.segments):
        return "content.segment", f"only for {', '.join(sorted(candidate.include))}"
    hit = candidate.exclude.intersection(situation.segments)
    if hit:
        return "content.segment", f"not for {', '.join(sorted(hit))}"
    if candidate.when is not None and not candidate.when(situation.attributes):
        return "content.condition", "its `when` does not hold"
    return None


def _attribute_fault(candidate: Candidate, slot: str, situation: Situation) -> tuple[LoserCode, str] | None:
    values = situation.attributes if situation.values is None else situation.values
    missing = [path for path in candidate.requires if lacks(values, path)]
    if missing:
        return "content.attribute", f"needs attribute {', '.join(sorted(missing))}"
    if slot in candidate.too_long_for:
        return "content.length", f"longer than slot {slot} allows"
    return None


def lacks(values: Any, path: str) -> bool:
    """Whether there is nothing to show at a dotted path: no value, null, or an empty text."""
    for step in path.split("."):
        values = values.get(step) if isinstance(values, Mapping) else None
    return values is None or values == ""


def languages(locale: str, default: str) -> tuple[tuple[str, ...], ...]:
    """The locales to try, one tuple per language, each most specific first: `de-AT` → ((de-at, de), (en,)).

    The brand's own region stands in for others of its language: with `en-US`, `en-GB` → ((en-gb, en, en-us),).
    """
    asked, own = _chain(locale), _chain(default)
    if asked[-1] != own[-1]:
        return asked, own
    return ((*asked, *(tag for tag in own if tag not in asked)),)


def _chain(locale: str) -> tuple[str, ...]:
    parts = locale.lower().split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@dataclass(frozen=True, slots=True)
class SlotPool:
    """All candidates of one slot, whatever their state; slots that must hold something decide the language.

    `needs` is how many places must be filled (0: it may stay empty), by as many components or else as many variants.
    """

    name: str
    candidates: tuple[Candidate, ...]
    needs: int = 1
    by_component: bool = True

    def filled(self, indices: Collection[int]) -> bool:
        """Whether these candidates are enough."""
        things = {self.candidates[index].component for index in indices} if self.by_component else indices
        return len(things) >= self.needs


@dataclass(frozen=True, slots=True)
class Field:
    """Who may fill each slot in the chosen language (indices into the pool), who may not; the locales."""

    locales: tuple[str, ...]
    eligible: tuple[tuple[int, ...], ...]
    losers: tuple[tuple[Loser, ...], ...]


Judge = Callable[[Candidate, str], tuple[LoserCode, str] | None]
Fault = tuple[LoserCode, str]


def _spoken(pool: SlotPool, chain: Sequence[str], faults: Sequence[Fault | None]) -> list[int]:
    """Indices without a fault in the chain's locales; of each component only those of its most specific locale."""
    ranks = {
        index: chain.index(candidate.locale.lower())
        for index, candidate in enumerate(pool.candidates)
        if faults[index] is None and candidate.locale.lower() in chain
    }
    best: dict[str, int] = {}
    for index, rank in ranks.items():
        name = pool.candidates[index].component
        best[name] = min(rank, best.get(name, rank))
    return [index for index, rank in ranks.items() if rank == best[pool.candidates[index].component]]


def _losers(
    pool: SlotPool, chain: Sequence[str], faults: Sequence[Fault | None], won: Collection[int]
) -> tuple[Loser, ...]:
    losers = []
    for index, candidate in enumerate(pool.candidates):
        if index not in won:
            code, detail = faults[index] or ("content.locale", f"is {candidate.locale}, the message is {chain[0]}")
            losers.append(Loser(candidate.component, candidate.variant, code, detail))
    return tuple(losers)


def field_of(pools: Sequence[SlotPool], locale: str, default: str, judge: Judge) -> Field:
    """The eligible candidates of every slot in the first language that fills all required ones.

    Where none does, the last language tried is told, so that the explanation shows what is missing.
    """
    faults = [[judge(candidate, pool.name) for candidate in pool.candidates] for pool in pools]
    chains = languages(locale, default)
    by_chain = [[_spoken(pool, c, known) for pool, known in zip(pools, faults, strict=True)] for c in chains]
    filled = (
        at for at, spoken in enumerate(by_chain) if all(p.filled(won) for p, won in zip(pools, spoken, strict=True))
    )
    at = next(filled, len(chains) - 1)
    chain, spoken = chains[at], by_chain[at]
    losers = [_losers(pool, chain, known, set(won)) for pool, known, won in zip(pools, faults, spoken, strict=True)]
    return Field(chain, tuple(tuple(won) for won in spoken), tuple(losers))
