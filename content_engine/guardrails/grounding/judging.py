"""Whether what a sentence says is what the facts say: concepts that belong together, plans, figures, negations, scope.

Three answers are possible for a part of a sentence: a fact supports it, a fact contradicts it, or no fact knows of
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from content_engine.guardrails.grounding.atoms import Atom
from content_engine.guardrails.grounding.derived import at_least, exceeded, follows, ratio
from content_engine.guardrails.grounding.figures import Quantity
from content_engine.guardrails.grounding.knowledge import BRAND, Claim, Knowledge, Segment, claims, closest, nearest
from content_engine.guardrails.grounding.measures import (
    alike,
    billed,
    capped,
    compatible,
    is_condition,
    remaining,
    supposed,
    weighs,
)
from content_engine.guardrails.grounding.relations import (
    ACTIONS,
    BOLD,
    DEARER,
    DONE,
    FRAMES,
    JUDGED,
    LIGHT_DEEDS,
    MANY,
    PLACES,
    QUALIFIERS,
    REMEMBERED,
    SAME,
    SCENERY,
    SEEN,
    THINGS,
    UNMADE,
    Answer,
    Judgement,
    acts,
    at,
    denies,
    differ,
    facts,
    gives,
    lacking,
    likened,
    likens,
    names,
    polarity,
    refuses,
    stray,
)
from content_engine.guardrails.grounding.turned import aim, turned
from content_engine.guardrails.grounding.unclaimed import EVERYDAY, OPPOSITES
from content_engine.guardrails.grounding.vocabulary import common

_ONLY_OPPOSITE = frozenset(("dated", "empty", "risen", "unmovable"))
# Who decides says that what is suggested is no more than that.
_DECIDES = frozenset(("decide", "decides", "judge", "judges"))


class Judge:
    """Judges the atoms of one sentence against what is known."""

    def __init__(self, known: Knowledge, tiers: Sequence[str], free: Sequence[str] = ()) -> None:
        self._known = known
        self._tiers = tuple(tiers)
        self._all = frozenset(tiers)
        self._free = frozenset(free)
        self._counted = frozenset(u for s in known.segments for u in s.units if u.startswith("of:"))
        self._like = lru_cache(REMEMBERED)(self._find_like)

    def subject(self, atoms: Sequence[Atom]) -> frozenset[str]:
        """What a sentence is about, for one that goes on with "it"."""
        groups = [group for claim in claims(atoms) for group in self._groups(claim, False)]
        return next((group for group in groups if not isinstance(group, Judgement)), frozenset())

    def judge(self, atoms: Sequence[Atom], strict: bool, subject: frozenset[str] = frozenset()) -> list[Judgement]:
        """One judgement or more. `strict` for statements about the product; else only what plainly claims counts."""
        found: list[Judgement] = []
        parts = billed(claims(atoms))
        beside: frozenset[str] = frozenset()
        for part in map(supposed, parts):
            claim = part._replace(concepts=part.concepts | beside)
            beside = part.concepts if is_condition(part) else frozenset()
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
        costless = groups == [frozenset(("gen_free_price",))] and claim.plans and claim.plans <= self._free
        if not groups or costless:
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
            elif concept in LIGHT_DEEDS:
                continue
            elif group and group <= LIGHT_DEEDS:
                group = frozenset((concept,))
            elif not joined and (strict or concept in BOLD):
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
        if claim.atoms[0].value in ("until", "unless", "before") or claim.negative or concept in claim.denied:
            return False
        if atom.kind != "concept" or concept in common() or concept in self._known.by_concept:
            return False
        return self._claimed(concept, claim, strict)

    def _claimed(self, concept: str, claim: Claim, strict: bool) -> bool:
        """Whether naming what no fact knows claims it. An opposite does where a fact says the other of the thing."""
        if concept not in EVERYDAY:
            return True
        if concept == "ops" and not (strict and claim.concepts - common() - EVERYDAY - QUALIFIERS):
            return strict and any(atom.value == "ops" and atom.at <= 1 for atom in claim.atoms)
        if concept == "concurrent":
            return strict and "change" in claim.concepts
        others = [s for other in OPPOSITES.get(concept, ()) for s in self._known.by_concept.get(other, ())]
        if concept in claim.denied or (concept in OPPOSITES and concept != "empty" and refuses(claim)):
            return False
        around = claim.concepts - (SCENERY - {"workspace"}) - {concept, *OPPOSITES.get(concept, ())}
        if any(around & (s.concepts if s.concepts - QUALIFIERS else self._known.subjects[s.fact]) for s in others):
            return True
        if concept in _ONLY_OPPOSITE:
            return False
        plain = {atom.value for atom in claim.atoms if atom.kind == "plain"}
        able = "can" in plain and concept not in SEEN and bool(plain & {"you", "anyone", "everyone"})
        framed = bool(plain & FRAMES) or (strict and able)
        hedged = concept == "learn" and any(atom.value in _DECIDES for atom in claim.atoms)
        if hedged or (not strict and likened(concept, claim)):
            return False
        beside = claim.concepts - common() - EVERYDAY - QUALIFIERS
        if framed and any(atom.value == concept and atom.at == 0 for atom in claim.atoms):
            return True
        return any(each in self._known.by_concept for each in beside) or (
            strict
            and (
                BRAND in claim.concepts or framed or (concept not in SEEN and bool(claim.concepts & (THINGS | PLACES)))
            )
        )

    def _unjoined(self, group: frozenset[str], concept: str, atom: Atom) -> Judgement:
        facts = tuple(
            sorted({s.fact for s in self._known.holding(group)} | {s.fact for s in self._known.holding((concept,))})
        )
        return Judgement("unsupported", "no fact says these together", atom.at, facts)

    def _against(self, claim: Claim, group: frozenset[str], several: bool, strict: bool) -> Judgement:
        segments = closest(self._known.holding(group), claim.concepts)
        if strict and not several and stray(group, claim.concepts, segments):
            return Judgement("unsupported", "no fact says this of it", -1, facts(segments))
        if strict and not several and group - QUALIFIERS and acts(claim, group, segments):
            return Judgement("unsupported", "no fact says that this can be done with it", -1, facts(segments))
        near = nearest([(s.fact, c) for s in segments for c in s.claims], group, claim.concepts)
        named = claim.concepts
        if (
            claim.only
            and claim.plans is None
            and any(other - named for s in segments for other in s.siblings if other & named)
        ):
            return Judgement("opposed", "a fact names more than this", -1, facts(segments))
        wrong = self._plans(claim, near, group)
        wrong = None if wrong and self._given(claim, group) else wrong
        wrong = (
            wrong or polarity(claim, group, near, strict) or (turned(claim, self._around(segments)) if strict else None)
        )
        return wrong or Judgement("supported", "", -1, facts(segments))

    def _around(self, segments: Sequence[Segment]) -> list[Segment]:
        """The segments and the whole facts they are of."""
        named = {s.fact for s in segments}
        return [*segments, *(whole for _, whole in self._known.wholes if whole.fact in named)]

    def _given(self, claim: Claim, group: frozenset[str]) -> bool:
        """Whether some fact gives just these plans these figures, though another is nearer by its words."""
        told = [f for f in claim.figures if f.value != 1.0]
        return bool(told) and any(gives(claim, told, group, s) for s in self._known.holding(group))

    def _plans(
        self, claim: Claim, near: Sequence[tuple[str, Claim]], group: frozenset[str], whole: bool = False
    ) -> Judgement | None:
        if claim.plans is None or (group == {"gen_free_price"} and claim.plans <= self._free):
            return None
        mine = self._all - claim.plans if lacking(claim) else claim.plans
        limited = [c.plans for _, c in near if c.plans is not None and not denies(c, group)]
        denied = [c.plans for _, c in near if c.plans is not None and denies(c, group)]
        if not limited and not denied:
            if whole:
                narrow = (claim.only or claim.least) and mine != self._all
                return Judgement("opposed", "no fact keeps this to a plan", -1, names(near)) if narrow else None
            return self._plans(claim, self._fact(near), group, whole=True)
        has = frozenset().union(*limited) if limited else self._all - frozenset().union(*denied)
        refuses = denies(claim._replace(concepts=group), group)
        if refuses and aim(claim):
            return None
        wrong = bool(mine & has) if refuses else mine != has if claim.only else not mine <= has
        same = any(atom.kind in ("plain", "unknown") and atom.value in SAME for atom in claim.atoms)
        wrong = wrong or (same and differ(mine, near))
        wrong = wrong or (claim.least and not refuses and self._least(mine) != self._least(has))
        return Judgement("contradicted", "a fact says otherwise of these plans", -1, names(near)) if wrong else None

    def _licensed(self, figure: Quantity, claim: Claim, near: frozenset[int]) -> bool:
        """Whether one of the segments gives the figure, or, for a price of several users, the price of one."""
        counts = claim.counts if figure.unit == "money" else ()
        figures = [figure, *(Quantity(figure.value / count, "money") for count in counts if count)]
        return any(at in near and compatible(one, claim, theirs) for one in figures for at, theirs in self._like(one))

    def _stands(self, figure: Quantity, claim: Claim, near: frozenset[int], segments: Sequence[Segment]) -> bool:
        """Whether a figure is a fact's or follows from those of the facts."""
        if self._licensed(figure, claim, near):
            return not (at_least(claim, figure) and exceeded(figure, claim, segments))
        if (
            figure.unit == "money"
            and claim.plans
            and any(c.plans == claim.plans and compatible(figure, claim, c) for _, c in self._like(figure))
        ):
            return True
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
            things = claim.concepts & THINGS | claim.concepts & {"date_range", "workspace"}
            concept = str(done.value) if done.kind == "concept" else None
            known = concept is not None and (
                concept not in ACTIONS | DONE | {"change"} or self._known.holding(things | {concept})
            )
            able = concept or done.value in UNMADE or (str(done.value).endswith("ed") and done.value not in JUDGED)
            if things and not known and able:
                return Judgement("unsupported", "no fact says that this can be done with it", done.at)
        return None

    def _least(self, plans: frozenset[str]) -> int:
        return min((self._tiers.index(plan) for plan in plans), default=-1)

    def _fact(self, near: Sequence[tuple[str, Claim]]) -> list[tuple[str, Claim]]:
        """The claims of the whole facts whose subject `near` is about."""
        named = {concept for _, claim in near for concept in claim.concepts - common()}
        facts = set(names(near))
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
                    return Judgement("contradicted", "there are not so many plans", at(claim, figure))
                continue
            if figure.unit == "ratio" and ratio(figure.value, claim, segments) is False and likens(claim):
                return Judgement("contradicted", "no fact gives this ratio", at(claim, figure), facts(segments))
            if not weighs(figure, claim, units, strict, strong):
                continue
            if not self._stands(figure, claim, near, segments):
                answer: Answer = "unsupported" if self._like(figure) or not units else "contradicted"
                return Judgement(answer, "no fact gives this figure here", at(claim, figure), facts(segments))
        return None

    def _alone(self, claim: Claim, strict: bool) -> Iterator[Judgement]:
        """A part that names nothing but common things: its figures must stand somewhere, and so must what it joins."""
        stated = claim.concepts - SCENERY
        if strict and stated & ACTIONS and stated & THINGS and not self._known.holding(stated):
            yield Judgement("unsupported", "no fact says these together")
            return
        if strict and (round_ := turned(claim, [s for s in self._known.segments if stated <= s.concepts])):
            yield round_
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
            and (len(stated) > 1 or (stated and claim.only))
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
            or f.unit == "share"
            or (f.unit in ("percent", "money") and bool(claim.concepts & DEARER))
            or (f.value >= MANY and f.unit in self._counted)
            or (strict and (ours or capped(f, claim) or (stated and f.unit not in ("", "thing"))))
        ]
        if heavy:
            claim = claim._replace(
                figures=tuple(f for f in claim.figures if f.unit != "time" or claim.plans is None or not self._like(f))
            )
            wrong = self._figures(claim, segments, strict)
            yield wrong or Judgement("supported", "", -1, ())
        elif strict and stated:
            yield Judgement("supported", "", -1, facts(segments))
