"""Statements that turn a fact round: what can be done said to be impossible, from one to the other the other way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from content_engine.guardrails.grounding.atoms import Atom
from content_engine.guardrails.grounding.figures import Quantity, same
from content_engine.guardrails.grounding.knowledge import Claim, Segment
from content_engine.guardrails.grounding.measures import is_condition
from content_engine.guardrails.grounding.relations import ACTIONS, DONE, SCENERY, Judgement, facts
from content_engine.guardrails.patterns import words

_DENIABLE = ACTIONS | DONE | words("change switch check email choose")
_MOVING = words("turns turn becomes become goes falls drops continues lands wird gelangt devient passe pasa")
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
    refused = claim.denied & _DENIABLE if claim.plans is None else frozenset()
    target = aim(claim) if all(atom.kind != "not" for atom in claim.atoms) else frozenset()
    courses, today = list(_courses(claim.atoms)), bool(claim.figures) and _of_today(claim)
    if not (refused or courses or today or target) or is_condition(claim):
        return None
    for segment in segments:
        wrong = refused and _refused(claim, refused & segment.concepts, segment)
        if wrong or _reversed(courses, segment) or _elsewhere(target, segment) or (today and _former(claim, segment)):
            return Judgement("contradicted", "a fact says it the other way round", -1, facts([segment]))
    return None


def _refused(claim: Claim, done: frozenset[str], segment: Segment) -> bool:
    """Whether a thing that a fact says can be done is said not to be."""
    if not done or not (claim.concepts - SCENERY - claim.denied) & segment.concepts:
        return False
    return not any((c.negative and c.plans is None and done & c.concepts) or c.denied & done for c in segment.claims)


def _reversed(courses: Sequence[tuple[object, object]], segment: Segment) -> bool:
    """`from annual to monthly` where the fact goes from monthly to annual."""
    for source, aim in courses:
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


def aim(claim: Claim) -> frozenset[str]:
    """The plans that something is said to move or turn to."""
    moving = False
    for atom in claim.atoms:
        if atom.kind == "plan" and moving:
            return frozenset(atom.value) if isinstance(atom.value, frozenset) else frozenset()
        moving = atom.value == "switch" or atom.value in _MOVING or (moving and atom.kind in ("plain", "concept"))
    return frozenset()


def _elsewhere(target: frozenset[str], segment: Segment) -> bool:
    """Whether a fact says of the same thing that it goes to other plans."""
    aims = [aim(c) for c in segment.claims]
    return bool(target) and any(aims) and target not in aims


def _of_today(claim: Claim) -> bool:
    said = {str(atom.value) for atom in claim.atoms if atom.kind in ("plain", "unknown", "not")}
    return bool(said & _NOW) and not said & _PAST


def _former(claim: Claim, segment: Segment) -> bool:
    """Whether a figure that a fact gives as the one before is said to be today's."""
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
