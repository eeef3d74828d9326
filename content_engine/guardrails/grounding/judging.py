"""Whether what a sentence says is what the facts say: concepts that belong together, plans, figures, negations, scope.

Three answers are possible for a part of a sentence: a fact supports it, a fact contradicts it, or no fact knows of
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from content_engine.guardrails.grounding.derived import at_least, exceeded, follows, ratio
from content_engine.guardrails.grounding.figures import Quantity
from content_engine.guardrails.grounding.knowledge import BRAND, Claim, Knowledge, Segment, claims, closest, nearest
from content_engine.guardrails.grounding.lexicon import EVERYDAY, OPPOSITES
from content_engine.guardrails.grounding.measures import (
    alike,
    billed,
    compatible,
    is_condition,
    remaining,
    supposed,
    weighs,
)
from content_engine.guardrails.grounding.parsing import WITHOUT, Atom
from content_engine.guardrails.grounding.vocabulary import common
from content_engine.guardrails.patterns import words

Answer = Literal["supported", "contradicted", "opposed", "unsupported"]
# How a thing is: these say nothing by themselves and belong to what stands beside them.
QUALIFIERS = words(
    "automatic immediately any_time later unlimited weekend weekday monthly annual weekly under_way planned "
    "without_date"
    " configurable at_rest in_transit named first_year at_top drop_menu right_side named effect switch change add"
    " remove cut kept choose check otherlang english beta gen_free_price"
)
_SCENERY = words(
    "brand workspace user team plan app customer data page question name answer menu open table "
    "documentation price sample check choose"
)
_THINGS = words("chart dashboard report data table")
_PLACES = words("status_page help_centre documentation")
_SEEN = words("forecast anomaly_word weekend right_side otherlang finished")
_DEARER = words("annual monthly save offer price plan")
_MANY = 100
_REMEMBERED = 2_048
_ABLE = words("can be are is lets let allows takes")
_THERE = words(
    "available included there exist exists offered possible supported verfugbar enthalten disponible "
    "disponibles incluido"
)
_CLOSED = words("closed closes outside except geschlossen ferme fermee cerrado cerrada")
_DONE = words("share save name open")
_FRAMES = words("included available supported lets built offer offers offered comes we our")
_BOLD = words("any_time immediately unlimited automatic")
_ACTIONS = words("create sort group compare delete drag add remove")


class Judgement(NamedTuple):
    """An answer with its reason, the place of the atom that decided it (-1: the whole), and the facts it rests on."""

    answer: Answer
    reason: str
    at: int = -1
    facts: tuple[str, ...] = ()


class Judge:
    """Judges the atoms of one sentence against what is known."""

    def __init__(self, known: Knowledge, tiers: Sequence[str]) -> None:
        self._known = known
        self._tiers = tuple(tiers)
        self._all = frozenset(tiers)
        self._counted = frozenset(u for s in known.segments for u in s.units if u.startswith("of:"))
        self._like = lru_cache(_REMEMBERED)(self._find_like)

    def subject(self, atoms: Sequence[Atom]) -> frozenset[str]:
        """What a sentence is about, for one that goes on with "it"."""
        groups = [group for claim in claims(atoms) for group in self._groups(claim, False)]
        return next((group for group in groups if not isinstance(group, Judgement)), frozenset())

    def judge(self, atoms: Sequence[Atom], strict: bool, subject: frozenset[str] = frozenset()) -> list[Judgement]:
        """One judgement or more. `strict` for statements about the product; else only what plainly claims counts."""
        found: list[Judgement] = []
        parts = billed(claims(atoms))
        for claim in map(supposed, parts):
            groups = list(self._groups(claim, strict))
            lost = [group for group in groups if isinstance(group, Judgement)]
            kept = [group for group in groups if not isinstance(group, Judgement)]
            found += lost or self._part(claim, kept, subject, strict)
            subject = kept[-1] if kept and not lost else subject
        if any(claim.concepts & {"planned", "without_date"} for claim in parts):
            return [each for each in found if each.answer != "opposed"]
        return found

    def _part(
        self, claim: Claim, groups: list[frozenset[str]], subject: frozenset[str], strict: bool
    ) -> Iterator[Judgement]:
        """A part by its groups; by the subject of the part before where it names nothing of its own."""
        if not groups and is_condition(claim):
            return
        if strict and (lost := self._undoable(claim)):
            yield lost
            return
        if not groups and subject and (claim.figures or claim.plans):
            strict, groups = False, [subject]
            claim = claim._replace(figures=tuple(f for f in claim.figures if f.unit != "thing"))
        if not groups:
            yield from self._alone(claim, strict)
            return
        yield from (self._against(claim, group, len(groups) > 1, strict) for group in groups)
        if wrong := self._figures(claim, self._near(groups, claim), strict):
            yield wrong

    def _groups(self, claim: Claim, strict: bool) -> Iterator[frozenset[str] | Judgement]:
        """The concepts that must be found together, in their order; or what no fact knows or joins."""
        group: frozenset[str] = frozenset()
        joined = False
        for atom in claim.atoms:
            concept = str(atom.value)
            joined = joined or atom.kind in ("joint", "break")
            if atom.kind != "concept" or not self._counts(concept):
                if self._unknown(atom, claim, strict):
                    yield Judgement("unsupported", "no fact knows of this", atom.at)
                    return
            elif self._known.holding(group | {concept}, across=not joined):
                group, joined = group | {concept}, False
            elif concept == "change":
                continue
            elif not joined and (strict or concept in _BOLD):
                yield self._unjoined(group, concept, atom)
                return
            else:
                yield group
                group, joined = frozenset((concept,)), False
        if group:
            yield group

    def _counts(self, concept: str) -> bool:
        return concept not in common() and concept in self._known.by_concept

    def _unknown(self, atom: Atom, claim: Claim, strict: bool) -> bool:
        concept = str(atom.value)
        if atom.kind != "concept" or concept in common() or concept in self._known.by_concept:
            return False
        return self._claimed(concept, claim, strict)

    def _claimed(self, concept: str, claim: Claim, strict: bool) -> bool:
        """Whether naming what no fact knows claims it. An opposite does where a fact says the other of the thing."""
        if concept not in EVERYDAY:
            return True
        if concept == "ops" and not (strict and claim.concepts - common() - EVERYDAY - QUALIFIERS):
            return strict and any(atom.value == "ops" and atom.at <= 1 for atom in claim.atoms)
        others = [s for other in OPPOSITES.get(concept, ()) for s in self._known.by_concept.get(other, ())]
        if concept in claim.denied or (concept in OPPOSITES and _refuses(claim)):
            return False
        around = claim.concepts - _SCENERY - {concept, *OPPOSITES.get(concept, ())}
        if any(around & (s.concepts if s.concepts - QUALIFIERS else self._known.subjects[s.fact]) for s in others):
            return True
        plain = {atom.value for atom in claim.atoms if atom.kind == "plain"}
        able = "can" in plain and concept not in _SEEN and bool(plain & {"you", "anyone", "everyone"})
        framed = bool(plain & _FRAMES) or (strict and able)
        beside = claim.concepts - common() - EVERYDAY - QUALIFIERS
        if framed and any(atom.value == concept and atom.at == 0 for atom in claim.atoms):
            return True
        return any(each in self._known.by_concept for each in beside) or (
            strict
            and (
                BRAND in claim.concepts
                or framed
                or (concept not in _SEEN and bool(claim.concepts & (_THINGS | _PLACES)))
            )
        )

    def _unjoined(self, group: frozenset[str], concept: str, atom: Atom) -> Judgement:
        facts = tuple(
            sorted({s.fact for s in self._known.holding(group)} | {s.fact for s in self._known.holding((concept,))})
        )
        return Judgement("unsupported", "no fact says these together", atom.at, facts)

    def _against(self, claim: Claim, group: frozenset[str], several: bool, strict: bool) -> Judgement:
        segments = closest(self._known.holding(group), claim.concepts)
        if strict and not several and _stray(group, claim.concepts, segments):
            return Judgement("unsupported", "no fact says this of it", -1, _facts(segments))
        if strict and not several and group - QUALIFIERS and _acts(claim, group, segments):
            return Judgement("unsupported", "no fact says that this can be done with it", -1, _facts(segments))
        near = nearest([(s.fact, c) for s in segments for c in s.claims], group, claim.concepts)
        named = claim.concepts
        if (
            claim.only
            and claim.plans is None
            and any(other - named for s in segments for other in s.siblings if other & named)
        ):
            return Judgement("opposed", "a fact names more than this", -1, _facts(segments))
        wrong = self._plans(claim, near, group) or _polarity(claim, group, near, strict)
        return wrong or Judgement("supported", "", -1, _facts(segments))

    def _plans(
        self, claim: Claim, near: Sequence[tuple[str, Claim]], group: frozenset[str], whole: bool = False
    ) -> Judgement | None:
        if claim.plans is None:
            return None
        if not whole and _lacking(claim):
            claim = claim._replace(plans=self._all - claim.plans)
        limited = [c.plans for _, c in near if c.plans is not None and not _denies(c)]
        denied = [c.plans for _, c in near if c.plans is not None and _denies(c)]
        if not limited and not denied:
            if whole:
                narrow = (claim.only or claim.least) and claim.plans != self._all
                return Judgement("opposed", "no fact keeps this to a plan", -1, _names(near)) if narrow else None
            return self._plans(claim, self._fact(near), group, whole=True)
        has = frozenset().union(*limited) if limited else self._all - frozenset().union(*denied)
        refuses = claim.negative or (bool(claim.denied & group) and not group - claim.denied - QUALIFIERS)
        wrong = bool(claim.plans & has) if refuses else claim.plans != has if claim.only else not claim.plans <= has
        same = any(atom.kind == "plain" and atom.value in ("same", "equal", "identical") for atom in claim.atoms)
        wrong = wrong or (same and _differ(claim.plans, near))
        wrong = wrong or (claim.least and not refuses and self._least(claim.plans) != self._least(has))
        return Judgement("contradicted", "a fact says otherwise of these plans", -1, _names(near)) if wrong else None

    def _licensed(self, figure: Quantity, claim: Claim, near: frozenset[int]) -> bool:
        """Whether one of the segments gives the figure, or, for a price of several users, the price of one."""
        counts = claim.counts if figure.unit == "money" else ()
        figures = [figure, *(Quantity(figure.value / count, "money") for count in counts if count)]
        return any(at in near and compatible(one, claim, theirs) for one in figures for at, theirs in self._like(one))

    def _stands(self, figure: Quantity, claim: Claim, near: frozenset[int], segments: Sequence[Segment]) -> bool:
        """Whether a figure is a fact's or follows from those of the facts."""
        if self._licensed(figure, claim, near):
            return not (at_least(claim, figure) and exceeded(figure, claim, segments))
        every = self._known.segments if figure.unit == "money" else segments
        return remaining(figure, claim, segments) or follows(figure, claim, every)

    def _find_like(self, figure: Quantity) -> tuple[tuple[int, Claim], ...]:
        """All claims that give a figure, with the identity of their segment."""
        every = ((s, c, f) for s in self._known.every for c in s.claims for f in c.figures)
        return tuple((id(s), c) for s, c, f in every if alike(figure, f))

    def _undoable(self, claim: Claim) -> Judgement | None:
        """`Charts can be locked`: a thing and what can be done to it, which some fact must say together."""
        plain = [atom for atom in claim.atoms if atom.kind in ("plain", "concept")]
        for one, two, done in zip(plain, plain[1:], plain[2:], strict=False):
            if (one.value, two.value) != ("can", "be"):
                continue
            things = claim.concepts & _THINGS | claim.concepts & {"date_range", "workspace"}
            concept = str(done.value) if done.kind == "concept" else None
            known = concept is not None and (
                concept not in _ACTIONS | _DONE | {"change"} or self._known.holding(things | {concept})
            )
            if things and not known and (concept or str(done.value).endswith("ed")):
                return Judgement("unsupported", "no fact says that this can be done with it", done.at)
        return None

    def _least(self, plans: frozenset[str]) -> int:
        return min((self._tiers.index(plan) for plan in plans), default=-1)

    def _fact(self, near: Sequence[tuple[str, Claim]]) -> list[tuple[str, Claim]]:
        """The claims of the whole facts whose subject `near` is about."""
        named = {concept for _, claim in near for concept in claim.concepts - common()}
        facts = set(_names(near))
        return [
            (s.fact, c) for subject, s in self._known.wholes if s.fact in facts and subject & named for c in s.claims
        ]

    def _near(self, groups: Sequence[frozenset[str]], claim: Claim) -> list[Segment]:
        """The segments all figures of a part may come from."""
        return [segment for group in groups for segment in self._known.holding(group)]

    def _figures(self, claim: Claim, segments: Sequence[Segment], strict: bool) -> Judgement | None:
        if not claim.figures:
            return None
        units = frozenset().union(*(segment.units for segment in segments)) if segments else frozenset()
        near = frozenset(map(id, segments))
        strong = strict and bool(claim.concepts - common() - QUALIFIERS - EVERYDAY)
        for figure in claim.figures:
            if figure.unit == "of:plan":
                if self._tiers and figure.value > len(self._tiers):
                    return Judgement("contradicted", "there are not so many plans", _at(claim, figure))
                continue
            if figure.unit == "ratio" and ratio(figure.value, claim, segments) is False and _likens(claim):
                return Judgement("contradicted", "no fact gives this ratio", _at(claim, figure), _facts(segments))
            if not weighs(figure, claim, units, strict, strong):
                continue
            if not self._stands(figure, claim, near, segments):
                answer: Answer = "unsupported" if self._like(figure) or not units else "contradicted"
                return Judgement(answer, "no fact gives this figure here", _at(claim, figure), _facts(segments))
        return None

    def _alone(self, claim: Claim, strict: bool) -> Iterator[Judgement]:
        """A part that names nothing but common things: its figures must stand somewhere, and so must what it joins."""
        stated = claim.concepts - _SCENERY
        if strict and stated & _ACTIONS and stated & _THINGS and not self._known.holding(stated):
            yield Judgement("unsupported", "no fact says these together")
            return
        segments = (
            closest(
                [s for s in self._known.segments if stated & s.concepts] or list(self._known.segments), claim.concepts
            )
            if stated
            else list(self._known.segments)
        )
        if (
            claim.plans is not None
            and len(stated) > 1
            and (against := self._plans(claim, [(s.fact, c) for s in segments for c in s.claims], stated))
        ):
            yield against
            return
        ours = BRAND in claim.concepts or any(a.kind == "plain" and a.value in ("we", "our") for a in claim.atoms)
        heavy = [
            f
            for f in claim.figures
            if claim.plans is not None
            or f.unit == "of:plan"
            or (f.unit in ("percent", "money") and bool(claim.concepts & _DEARER))
            or (f.value >= _MANY and f.unit in self._counted)
            or (strict and (ours or (stated and f.unit not in ("", "thing"))))
        ]
        if heavy:
            claim = claim._replace(
                figures=tuple(f for f in claim.figures if f.unit != "time" or claim.plans is None or not self._like(f))
            )
            wrong = self._figures(claim, segments, strict)
            yield wrong or Judgement("supported", "", -1, ())
        elif strict and stated:
            yield Judgement("supported", "", -1, _facts(segments))


def _lacking(claim: Claim) -> bool:
    """`Without a paid plan`: the plans are those that are left."""
    kinds = [atom for atom in claim.atoms if atom.value not in ("a", "an", "the")]
    return any(one.value in WITHOUT and two.kind == "plan" for one, two in pairwise(kinds))


def _differ(plans: frozenset[str], near: Sequence[tuple[str, Claim]]) -> bool:
    """Whether the facts give several plans figures that are not the same."""
    told = {plan: {c.figures for _, c in near if c.plans and plan in c.plans and c.figures} for plan in plans}
    return len({frozenset(figures) for figures in told.values()}) > 1


def _refuses(claim: Claim) -> bool:
    """Whether a part says that something is not so, in any word."""
    return claim.negative or bool(claim.denied) or any(atom.value in _CLOSED for atom in claim.atoms)


def _likens(claim: Claim) -> bool:
    """`ten times the`, `three times as many`."""
    said = [str(atom.value) for atom in claim.atoms]
    return any(
        one in ("times", "mal", "fois", "veces") and two in ("as", "the", "more", "so", "plus", "mas")
        for one, two in pairwise(said)
    )


def _at(claim: Claim, figure: Quantity) -> int:
    return next((atom.at for atom in claim.atoms if atom.value == figure), -1)


def _denies(claim: Claim) -> bool:
    return claim.negative or bool(claim.denied)


def _polarity(claim: Claim, group: frozenset[str], near: Sequence[tuple[str, Claim]], strict: bool) -> Judgement | None:
    """Whether the facts affirm what the part denies, or deny what it affirms."""
    if any(atom.value in ("may", "might") for atom in claim.atoms if atom.kind == "plain"):
        return None
    if any(concept in EVERYDAY for concept in claim.denied) or is_condition(claim):
        return None
    there = any(atom.value in _THERE for atom in claim.atoms)
    if claim.negative and not claim.denied and not there:
        return None
    if "planned" in group:
        dated = any(figure.unit == "date" for figure in claim.figures)
        return Judgement("contradicted", "a fact gives no date", -1, _names(near)) if dated else None
    for concept in sorted(group):
        if concept in QUALIFIERS and not any((c.concepts & claim.concepts) - {concept} for _, c in near):
            continue
        theirs = [
            (c.negative and concept in c.concepts) or concept in c.denied
            for _, c in near
            if concept in c.concepts
            and c.plans is None
            and (concept not in QUALIFIERS or (c.concepts & claim.concepts) - {concept} or not c.concepts - QUALIFIERS)
        ]
        mine = concept in claim.denied or (claim.negative and not claim.denied and there)
        if claim.plans is not None and not (theirs and all(theirs)):
            continue
        if (
            theirs
            and (strict or (theirs[0] and concept not in QUALIFIERS))
            and all(denied != mine for denied in theirs)
        ):
            return Judgement("opposed", "a fact says the opposite", -1, _names(near))
    return None


def _stray(group: frozenset[str], concepts: frozenset[str], segments: Sequence[Segment]) -> bool:
    """Whether qualities are said of a thing that no fact says them of."""
    things = concepts - group - _SCENERY
    return (
        group <= QUALIFIERS
        and not group <= {"change", "gen_free_price", "any_time"}
        and bool(things)
        and not any(things & s.concepts for s in segments)
    )


def _acts(claim: Claim, group: frozenset[str], segments: Sequence[Segment]) -> bool:
    """Whether something is done to or by a thing that no fact joins with it: "can be shared", "Ask Acme builds"."""
    said = {atom.value for atom in claim.atoms if atom.kind == "plain"}
    if not (said & _ABLE or "ask" in group):
        return False
    done = claim.concepts & (_ACTIONS | _DONE if "be" in said else _ACTIONS)
    return bool(done) and not any(done & s.concepts for s in segments)


def _facts(segments: Iterable[Segment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.fact for s in segments))


def _names(pairs: Iterable[tuple[str, Claim]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for fact, _ in pairs))
