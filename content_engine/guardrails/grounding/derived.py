"""Figures that follow from those of the facts: differences, multiples, sums for several users, lower bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from content_engine.guardrails.grounding.figures import Quantity, same
from content_engine.guardrails.grounding.knowledge import Claim, Segment
from content_engine.guardrails.patterns import words

# As far as a fact's figure may lie above a "more than" and still be what is meant.
_NEAR_ABOVE = 1.3
_APART = words(
    "save saves saved saving savings less more cheaper difference above below under over dearer extra gap apart lower "
    "higher cost_more drop drops dropped cut cuts shorter faster won gained spart sparen weniger mehr gunstiger "
    "unterschied economise economisez moins plus ahorra ahorras ahorro menos mas diferencia earlier than"
)
_BOUNDS = {
    "than": words(
        "more mehr plus mas",
    ),
    "over": (),
    "least": ("at",),
    "above": (),
    "beyond": (),
}
_REFUSED = words("no not never nie kein jamais nunca")


def at_least(claim: Claim, figure: Quantity) -> bool:
    """Whether a figure stands after "more than", "over" or "at least", and no "no more than"."""
    at = next((atom.at for atom in claim.atoms if atom.value == figure), -1)
    before = [str(atom.value) for atom in claim.atoms if at - 3 <= atom.at < at]
    if not before or any(word in _REFUSED for word in before):
        return False
    last = before[-1]
    return last in _BOUNDS and (not _BOUNDS[last] or (len(before) > 1 and before[-2] in _BOUNDS[last]))


def exceeded(figure: Quantity, claim: Claim, segments: Sequence[Segment]) -> bool:
    """Whether "more than" stands before a limit that the facts give as it is: more than 10 of 10."""
    if any(atom.value == "least" or atom.kind == "not" for atom in claim.atoms):
        return False
    told = [c for s in segments for c in s.claims if _gives(c, figure) and _within(claim, c)]
    return bool(told) and not any(at_least(c, figure) for c in told)


def _gives(claim: Claim, figure: Quantity) -> bool:
    return any(f.unit == figure.unit and same(f, figure) for f in claim.figures)


def _within(claim: Claim, theirs: Claim) -> bool:
    """Whether the plans of a part are those of a fact's."""
    return claim.plans is None or theirs.plans is None or claim.plans <= theirs.plans


def follows(figure: Quantity, claim: Claim, segments: Sequence[Segment]) -> bool:
    """Whether a figure follows from the figures of one of the segments."""
    return any(_meets(figure, other, claim) for s in segments for other in _derivable(figure, claim, s))


def _meets(figure: Quantity, other: Quantity, claim: Claim) -> bool:
    return same(figure, other) or (
        at_least(claim, figure) and figure.value <= other.value <= _NEAR_ABOVE * figure.value
    )


def _derivable(figure: Quantity, claim: Claim, segment: Segment) -> Iterator[Quantity]:
    """What can be worked out from a segment, in the unit of the figure."""
    listed = [(c, f) for c in segment.claims for f in c.figures if f.unit == figure.unit]
    if at_least(claim, figure):
        yield from (f for c, f in listed if _within(claim, c))
    clocks = [f for c in segment.claims for f in c.figures if f.unit == "clock"] if figure.unit == "time" else []
    yield from (Quantity(to.value - since.value, "time") for since, to in permutations(clocks, 2) if to > since)
    if any(atom.value in _APART for atom in claim.atoms) and figure.unit in ("money", "time"):
        for (one, more), (other, less) in permutations(listed, 2):
            if more.value > less.value and _of_these(claim, one, other):
                yield Quantity(more.value - less.value, figure.unit)
                yield Quantity((more.value - less.value) * 12, figure.unit)


def _of_these(claim: Claim, one: Claim, other: Claim) -> bool:
    """Whether two figures belong to the plans a part names, where it names any."""
    told = (one.plans or frozenset()) | (other.plans or frozenset())
    return claim.plans is None or not told or claim.plans <= told


def ratio(value: float, claim: Claim, segments: Sequence[Segment]) -> bool | None:
    """Whether one figure of the facts is `value` times another, for two plans; None where none can be compared."""
    priced = bool(claim.concepts & {"price", "save"})
    listed = [[(c, f) for c in s.claims for f in c.figures if c.plans] for s in segments]
    pairs = [
        one.value / other.value
        for each in listed
        for (a, one), (b, other) in permutations(each, 2)
        if one.unit == other.unit
        and (one.unit == "money") == priced
        and one.value > other.value > 0
        and _compares(claim.plans, a.plans, b.plans)
    ]
    return None if not pairs else any(abs(more - value) < _ROUNDED * value for more in pairs)


_ROUNDED = 0.05


def _compares(named: frozenset[str] | None, one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Whether two plans are compared: those that are named, where two are."""
    if not one or not other or one == other:
        return False
    return named is None or (named <= one | other if len(named) > 1 else bool(named & (one | other)))
