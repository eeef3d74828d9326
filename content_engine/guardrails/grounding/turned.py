"""Statements that turn a fact round: what can be done said to be impossible, from one to the other the other way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from content_engine.guardrails.grounding.figures import Quantity, same
from content_engine.guardrails.grounding.knowledge import Claim, Segment
from content_engine.guardrails.grounding.measures import is_condition
from content_engine.guardrails.grounding.parsing import Atom
from content_engine.guardrails.grounding.relations import ACTIONS, DONE, SCENERY, Judgement, facts
from content_engine.guardrails.patterns import words

_DENIABLE = ACTIONS | DONE | words("change switch check email choose")
_TO = words("to zu auf vers a")
_FROM = words("from von de desde")
_PAST = words(
    "from before used took had instead was were earlier formerly once previously rather than not vorher fruher von "
    "statt brauchte avant au lieu de antes en vez tardaba"
)
_NOW = words(
    "now today takes needs currently still jetzt heute braucht nun maintenant aujourd'hui prend ahora hoy tarda"
)


def turned(claim: Claim, segments: Sequence[Segment]) -> Judgement | None:
    """What one of the segments says the other way round."""
    if is_condition(claim):
        return None
    for segment in segments:
        if _refused(claim, segment) or _reversed(claim, segment) or _former(claim, segment):
            return Judgement("contradicted", "a fact says it the other way round", -1, facts([segment]))
    return None


def _refused(claim: Claim, segment: Segment) -> bool:
    """Whether a thing that a fact says can be done is said not to be."""
    done = claim.denied & _DENIABLE & segment.concepts
    if not done or claim.plans is not None or not (claim.concepts - SCENERY - claim.denied) & segment.concepts:
        return False
    return not any((c.negative and c.plans is None and done & c.concepts) or c.denied & done for c in segment.claims)


def _reversed(claim: Claim, segment: Segment) -> bool:
    """`from annual to monthly` where the fact goes from monthly to annual."""
    for source, aim in _courses(claim.atoms):
        for c in segment.claims:
            named = [atom.value for atom in c.atoms if atom.kind == "concept"]
            if source in named and aim in named and named.index(aim) < named.index(source) and _aims(c, source):
                return True
    return False


def _courses(atoms: Sequence[Atom]) -> Iterator[tuple[object, object]]:
    """Each pair of concepts that a part goes from and to."""
    kept = [atom for atom in atoms if atom.kind in ("concept", "joint") or atom.value in _TO | _FROM]
    for one, two, three, four in zip(kept, kept[1:], kept[2:], kept[3:], strict=False):
        if one.value in _FROM and two.kind == four.kind == "concept" and three.value in _TO:
            yield two.value, four.value


def _aims(claim: Claim, concept: object) -> bool:
    return any(one.value in _TO and two.value == concept for one, two in pairwise(claim.atoms))


def _former(claim: Claim, segment: Segment) -> bool:
    """Whether a figure that a fact gives as the one before is said to be today's."""
    said = {str(atom.value) for atom in claim.atoms if atom.kind in ("plain", "unknown", "not")}
    if not claim.figures or said & _PAST or not said & _NOW:
        return False
    for old, new in (pair for c in segment.claims for pair in _changes(c.atoms)):
        if any(same(f, old) and f.unit == old.unit for f in claim.figures):
            return not any(same(f, new) and f.unit == new.unit for f in claim.figures)
    return False


def _changes(atoms: Sequence[Atom]) -> Iterator[tuple[Quantity, Quantity]]:
    """`from 6 hours to 45 minutes`."""
    for one, two, three, four in zip(atoms, atoms[1:], atoms[2:], atoms[3:], strict=False):
        course = one.value == "from" and three.value == "to"
        if course and isinstance(two.value, Quantity) and isinstance(four.value, Quantity):
            yield two.value, four.value
