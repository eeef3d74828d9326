"""What parts of a sentence say of one another: what is denied, done, likened, said of a thing no fact says it of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from content_engine.guardrails.grounding.figures import Quantity
from content_engine.guardrails.grounding.knowledge import Claim, Segment
from content_engine.guardrails.grounding.measures import alike, is_condition
from content_engine.guardrails.grounding.parsing import WITHOUT
from content_engine.guardrails.grounding.unclaimed import EVERYDAY
from content_engine.guardrails.patterns import words

Answer = Literal["supported", "contradicted", "opposed", "unsupported"]
# How a thing is: these say nothing by themselves and belong to what stands beside them.
QUALIFIERS = words(
    "automatic immediately any_time later unlimited weekend weekday monthly annual weekly under_way planned "
    "without_date"
    " configurable at_rest in_transit named first_year at_top drop_menu right_side named effect switch change add"
    " remove cut kept choose check otherlang english beta gen_free_price"
)
SCENERY = words(
    "brand workspace user team plan app customer data page question name answer menu open table "
    "documentation price sample check choose"
)
THINGS = words("chart dashboard report data table")
PLACES = words("status_page help_centre documentation")
SEEN = words("forecast anomaly_word weekend right_side otherlang finished")
DEARER = words("annual monthly save offer price plan")
MANY = 100
REMEMBERED = 2_048
ABLE = words("can be are is lets let allows takes")
THERE = words(
    "available included there exist exists offered possible supported verfugbar enthalten disponible "
    "disponibles incluido"
)
CLOSED = words("closed closes outside except geschlossen ferme fermee cerrado cerrada")
DONE = words("share save name open")
FRAMES = words("included available supported lets built offer offers offered comes we our")
BOLD = words("any_time immediately unlimited automatic")
SAME = words(
    "same equal identical gleiche gleichen gleich gleiches dieselbe dieselben meme memes mismo misma mismos mismas"
)
# What is done to anything: nothing needs to say it of the thing beside it.
LIGHT_DEEDS = frozenset(("change", "charged"))
_BESIDES = words("apart besides other ausser sauf salvo excepto")
_WAITS = words("wait waits waiting patience patient warten attendre esperar")
UNMADE = words("brought hidden drawn split frozen swapped")
# What can be "done" to anything without being an ability of a product.
JUDGED = words(
    "misread trusted ignored crowded confused simplified shortened explained discussed misunderstood improved needed "
    "believed questioned skipped missed used loved hated abused overloaded padded answered tied"
)
ACTIONS = words("create sort group compare delete drag add remove")


class Judgement(NamedTuple):
    """An answer with its reason, the place of the atom that decided it (-1: the whole), and the facts it rests on."""

    answer: Answer
    reason: str
    at: int = -1
    facts: tuple[str, ...] = ()


def lacking(claim: Claim) -> bool:
    """`Without a paid plan`: the plans are those that are left."""
    kinds = [atom for atom in claim.atoms if atom.value not in ("a", "an", "the")]
    return any(one.value in WITHOUT and two.kind == "plan" for one, two in pairwise(kinds))


def differ(plans: frozenset[str], near: Sequence[tuple[str, Claim]]) -> bool:
    """Whether the facts give several plans figures that are not the same."""
    told = {plan: {c.figures for _, c in near if c.plans and plan in c.plans and c.figures} for plan in plans}
    return len({frozenset(figures) for figures in told.values()}) > 1


def refuses(claim: Claim) -> bool:
    """Whether a part says that something is not so, in any word."""
    return claim.negative or bool(claim.denied) or any(atom.value in CLOSED for atom in claim.atoms)


def gives(claim: Claim, told: Sequence[Quantity], group: frozenset[str], segment: Segment) -> bool:
    """Whether a segment gives all of a part's plans all of its figures."""
    mine = claim.plans or frozenset()
    near = [c for c in segment.claims if c.plans and c.plans & mine and not denies(c, group)]
    covered = frozenset().union(*(c.plans for c in near if c.plans))
    return bool(near) and mine <= covered and all(any(alike(f, o) for c in near for o in c.figures) for f in told)


def likened(concept: str, claim: Claim) -> bool:
    """`is a newsletter`: what something is said to be like."""
    said = [str(atom.value) for atom in claim.atoms]
    at = said.index(concept) if concept in said else 0
    return at > 1 and said[at - 1] in ("a", "an", "no") and said[at - 2] in ("is", "are", "like", "as", "be")


def likens(claim: Claim) -> bool:
    """`ten times the`, `three times as many`."""
    said = [str(atom.value) for atom in claim.atoms]
    return any(
        one in ("times", "mal", "fois", "veces") and two in ("as", "the", "more", "so", "plus", "mas")
        for one, two in pairwise(said)
    )


def at(claim: Claim, figure: Quantity) -> int:
    return next((atom.at for atom in claim.atoms if atom.value == figure), -1)


def denies(claim: Claim, group: frozenset[str]) -> bool:
    """Whether a part denies all of what it names of a group, and not only something beside it."""
    return claim.negative or (bool(claim.denied & group) and not (claim.concepts & group) - claim.denied - QUALIFIERS)


def polarity(claim: Claim, group: frozenset[str], near: Sequence[tuple[str, Claim]], strict: bool) -> Judgement | None:
    """Whether the facts affirm what the part denies, or deny what it affirms."""
    if any(atom.value in ("may", "might") for atom in claim.atoms if atom.kind == "plain"):
        return None
    if any(concept in EVERYDAY for concept in claim.denied) or is_condition(claim):
        return None
    there = any(atom.value in THERE for atom in claim.atoms)
    refused = (claim.negative or "supported" in claim.denied) and not claim.denied - {"supported"}
    if claim.negative and not claim.denied and not there:
        return None
    if any(atom.value in _WAITS | _BESIDES for atom in claim.atoms):
        return None
    if "planned" in group:
        dated = any(figure.unit == "date" for figure in claim.figures)
        return Judgement("contradicted", "a fact gives no date", -1, names(near)) if dated else None
    deeds = group & (ACTIONS | DONE | {"change"})
    deeds = deeds if refused or deeds & claim.denied else frozenset()
    for concept in sorted(deeds or group):
        if concept in QUALIFIERS and not any((c.concepts & claim.concepts) - {concept} for _, c in near):
            continue
        theirs = [
            (c.negative and concept in c.concepts) or concept in c.denied
            for _, c in near
            if concept in c.concepts
            and (
                c.plans is None
                or (refused and there and claim.plans is None and strict)
                or (concept in c.denied and not denies(c, group) and (claim.plans or c.plans) <= c.plans)
            )
            and (concept not in QUALIFIERS or (c.concepts & claim.concepts) - {concept} or not c.concepts - QUALIFIERS)
        ]
        mine = concept in claim.denied or (refused and there)
        if claim.plans is not None and not (theirs and all(theirs)):
            continue
        if (
            theirs
            and (strict or (theirs[0] and concept not in QUALIFIERS))
            and all(denied != mine for denied in theirs)
        ):
            return Judgement("opposed", "a fact says the opposite", -1, names(near))
    return None


def stray(group: frozenset[str], concepts: frozenset[str], segments: Sequence[Segment]) -> bool:
    """Whether qualities are said of a thing that no fact says them of."""
    things = concepts - group - SCENERY - ACTIONS - DONE
    return (
        group <= QUALIFIERS
        and not group <= {"change", "gen_free_price", "any_time"}
        and bool(things)
        and not any(things & s.concepts for s in segments)
    )


def acts(claim: Claim, group: frozenset[str], segments: Sequence[Segment]) -> bool:
    """Whether something is done to or by a thing that no fact joins with it: "can be shared", "Ask Acme builds"."""
    said = {atom.value for atom in claim.atoms if atom.kind == "plain"}
    if not (said & ABLE or "ask" in group):
        return False
    done = claim.concepts & (ACTIONS | DONE if "be" in said else _active(claim))
    return bool(done) and not any(done & s.concepts for s in segments)


def _active(claim: Claim) -> frozenset[str]:
    """What a thing may be said to do. Adding something that the facts name is connecting it."""
    named = "connector" in claim.concepts or any(concept.startswith("w:") for concept in claim.concepts)
    return ACTIONS - {"add"} if named else ACTIONS


def facts(segments: Iterable[Segment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.fact for s in segments))


def names(pairs: Iterable[tuple[str, Claim]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for fact, _ in pairs))
