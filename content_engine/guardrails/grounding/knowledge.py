"""Facts as claims: for each of their sentences what is said of which concepts, on which plans, with which figures.

A fact reads `Refresh: daily on Free, hourly on Team.` or `Team is $29 per user per month, or $24 billed annually.`: a
part with figures goes with the plans named in it; what stands before a colon is the subject of all that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, takewhile
from typing import NamedTuple

from content_engine.domain.brand import Fact
from content_engine.guardrails.grounding.atoms import Atom
from content_engine.guardrails.grounding.figures import Quantity
from content_engine.guardrails.grounding.general import FUNCTION
from content_engine.guardrails.grounding.parsing import CONDITIONS, NO, STARTING, WITHOUT, Parser
from content_engine.guardrails.grounding.vocabulary import common
from content_engine.guardrails.sentences import sentences

BRAND = "brand"
_PRONOUNS = ("it", "they", "this", "these")
# Words after "not" up to this far away are what is denied.
_REACH, _NEAR = 4, 2


class Claim(NamedTuple):
    """One part of a fact's sentence, or of a text's: its concepts, those it denies, plans, figures, scope.

    `counts` are the numbers of users or seats that a sentence with a price speaks of.
    """

    concepts: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    plans: frozenset[str] | None = None
    figures: tuple[Quantity, ...] = ()
    negative: bool = False
    only: bool = False
    least: bool = False
    atoms: tuple[Atom, ...] = ()
    counts: tuple[float, ...] = ()


@dataclass(frozen=True)
class Segment:
    """A sentence of a fact: everything it names, and its claims."""

    fact: str
    concepts: frozenset[str]
    claims: tuple[Claim, ...]
    siblings: tuple[frozenset[str], ...] = ()

    @cached_property
    def units(self) -> frozenset[str]:
        """What its figures count."""
        return frozenset(figure.unit for claim in self.claims for figure in claim.figures)


_FEW_SENTENCES = 3
_SHORT = 3


@dataclass
class Knowledge:
    """All facts, found by concept."""

    segments: tuple[Segment, ...] = ()
    by_concept: dict[str, tuple[Segment, ...]] = field(default_factory=dict)
    wholes: tuple[tuple[frozenset[str], Segment], ...] = ()
    subjects: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def every(self) -> tuple[Segment, ...]:
        """All segments, those made of a whole fact among them."""
        return (*self.segments, *(whole for _, whole in self.wholes))

    def holding(self, concepts: Iterable[str], across: bool = True) -> list[Segment]:
        """The segments that name all of `concepts`; where none does and `across`, the short facts that do."""
        wanted = frozenset(concepts)
        first = next(iter(wanted), None)
        near = self.segments if first is None else self.by_concept.get(first, ())
        found = [segment for segment in near if wanted <= segment.concepts]
        return found or (self._across(wanted) if across else [])

    def _across(self, wanted: frozenset[str]) -> list[Segment]:
        """Short facts whose first sentence names what the others go on about."""
        return [whole for subject, whole in self.wholes if wanted <= whole.concepts and wanted & subject - common()]


def claims(atoms: Sequence[Atom]) -> list[Claim]:
    """The parts of a sentence, each with what it inherits from those before it."""
    found: list[Claim] = []
    turned = {two.at for one, two in pairwise(atoms) if one.value in _BUT and two.kind == "not"}
    for part in _parts(atoms):
        found.append(_inherited(_claim(part), found, part[0].at in turned))
    return found


_BUT = ("but", "aber", "mais", "pero")


def _parts(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Cut at breaks, and at joints with a plan or a figure on either side, unless both join plans."""
    part: list[Atom] = []
    for index, atom in enumerate(atoms):
        if atom.kind == "break" and atom.value in CONDITIONS:
            if part:
                yield part
            part = [atom]
        elif atom.kind == "break" or (atom.kind == "joint" and (_ends(part, atom) or _cuts(part, atoms[index + 1 :]))):
            if part:
                yield part
            part = []
        else:
            part.append(atom)
    if part:
        yield part


def _ends(part: Sequence[Atom], comma: Atom) -> bool:
    """Whether a comma ends a condition: "When the trial ends, …"."""
    return comma.value == "," and len(part) > _SHORT and part[0].value in CONDITIONS


def _cuts(part: Sequence[Atom], rest: Sequence[Atom]) -> bool:
    weighty = [atom.kind for atom in part if atom.kind in ("plan", "figure", "not")]
    if not weighty:
        return any(atom.value in _VERBS for atom in part) and rest[:1] != [] and _names_next(rest)
    ahead = _ahead(rest)
    if not ahead:
        return False
    last = next((atom.kind for atom in reversed(part) if atom.kind not in ("plain", "joint")), "")
    following = next((atom.kind for atom in rest if atom.kind not in ("plain", "joint")), "")
    return not (following == "plan" == last and not ("figure" in ahead and "figure" in weighty))


_VERBS = ("is", "are", "has", "have", "comes", "works")


def _names_next(rest: Sequence[Atom]) -> bool:
    """Whether a new subject follows at once, with something said of it."""
    part = list(takewhile(lambda atom: atom.kind not in ("joint", "break"), rest))
    following = next((atom for atom in part if atom.kind != "plain"), None)
    says = any(atom.value in _VERBS or atom.kind in ("plan", "only", "not") for atom in part)
    return says and following is not None and following.kind == "concept" and following.value not in common()


def _ahead(rest: Sequence[Atom]) -> list[str]:
    """The kinds of the weighty atoms up to the next joint that follows something."""
    kinds: list[str] = []
    for atom in rest:
        if atom.kind == "break" or (atom.kind == "joint" and kinds):
            break
        if atom.kind in ("plan", "figure", "not"):
            kinds.append(atom.kind)
    return kinds


def _claim(part: Sequence[Atom]) -> Claim:
    concepts = [(atom.at, str(atom.value)) for atom in part if atom.kind == "concept"]
    plans = [atom.value for atom in part if atom.kind == "plan"]
    denied, negative = _denied(part, concepts)
    return Claim(
        frozenset(name for _, name in concepts),
        denied,
        frozenset().union(*plans) if plans else None,  # type: ignore[arg-type]
        tuple(atom.value for atom in part if atom.kind == "figure"),  # type: ignore[misc]
        negative,
        any(atom.kind == "only" and atom.value not in STARTING for atom in part) or _limited(part),
        any(atom.kind == "only" and atom.value in STARTING for atom in part) or _featured(part),
        tuple(part),
    )


def _limited(part: Sequence[Atom]) -> bool:
    """`is limited to Business`: a word of limits soon before a plan."""
    limits = [atom.at for atom in part if atom.kind == "plain" and atom.value in ("limited", "restricted", "confined")]
    return any(atom.kind == "plan" and 0 < atom.at - at <= _NEAR for atom in part for at in limits)


def _featured(part: Sequence[Atom]) -> bool:
    """`is a Business feature`: what begins with that plan."""
    return any(
        (one.kind == "plan" and two.value in ("feature", "features", "extra", "extras"))
        or (two.kind == "plan" and one.value in ("needs", "need"))
        for one, two in pairwise([atom for atom in part if atom.value not in ("a", "an", "the")])
    )


_OR = ("or", "nor", "oder", "ou", "o", "and")
_UP_TO = ("before", "until", "beyond", "than", "past")


def _denied(part: Sequence[Atom], concepts: Sequence[tuple[int, str]]) -> tuple[frozenset[str], bool]:
    """What a part denies: the concept soon after a "no", else the part as a whole."""
    denied: set[str] = set()
    if any(atom.kind == "plain" and atom.value in _UP_TO for atom in part):
        return frozenset(), False
    whole = False
    for atom, after in zip(part, (*part[1:], None), strict=True):
        if atom.kind == "not" and not (after is not None and after.kind == "figure"):
            no = atom.value in NO and (after is None or after.value != "longer")
            either = no and any(a.value in _OR and 0 < a.at - atom.at <= _NEAR + 1 for a in part)
            reach = (_NEAR if no and not either else _REACH) + _duty(atom, part)
            near = [name for at, name in concepts if atom.at < at <= atom.at + reach]
            denied.update([name for name in near if name not in common()][: _REACH if either else _NEAR] or near[:1])
            whole = whole or not (near or atom.value in WITHOUT or no or atom.value in ("nobody", "nothing"))
    return frozenset(denied), whole


def _duty(no: Atom, part: Sequence[Atom]) -> int:
    """How many words of duty follow: "nobody has to", "you do not need to"."""
    after = [atom.value for atom in part if atom.at > no.at]
    return len(list(takewhile(lambda word: word in ("has", "have", "need", "needs", "to"), after)))


def _inherited(claim: Claim, before: Sequence[Claim], turned: bool) -> Claim:
    if not before:
        return claim
    last = before[-1]
    bare = not (claim.concepts - common())
    concepts = claim.concepts | last.concepts if bare else claim.concepts
    plans = last.plans if claim.plans is None and (claim.figures or turned) else claim.plans
    return claim._replace(concepts=concepts, plans=plans)


def knowledge(facts: Sequence[Fact], parser: Parser) -> Knowledge:
    """The facts read with an English parser."""
    segments = [segment for fact in facts for segment in _segments(fact, parser)]
    by_concept: dict[str, tuple[Segment, ...]] = {}
    for segment in segments:
        for concept in segment.concepts:
            by_concept[concept] = (*by_concept.get(concept, ()), segment)
    wholes = [_whole([s for s in segments if s.fact == fact.id]) for fact in facts]
    return Knowledge(tuple(segments), by_concept, tuple(filter(None, wholes)), _subjects(segments))


def _subjects(segments: Sequence[Segment]) -> dict[str, frozenset[str]]:
    """All concepts of each fact."""
    found: dict[str, frozenset[str]] = {}
    for segment in segments:
        found[segment.fact] = found.get(segment.fact, frozenset()) | segment.concepts
    return found


def _whole(parts: Sequence[Segment]) -> tuple[frozenset[str], Segment] | None:
    if not 1 < len(parts) <= _FEW_SENTENCES:
        return None
    together = frozenset(concept for part in parts for concept in part.concepts)
    return parts[0].concepts, Segment(parts[0].fact, together, tuple(c for part in parts for c in part.claims))


def _segments(fact: Fact, parser: Parser) -> list[Segment]:
    """The sentences of a fact; one that begins with a pronoun goes on with the one before it."""
    found: list[Segment] = []
    for start, end in sentences(fact.statement):
        goes_on = bool(found) and fact.statement[start:end].split()[0].lower() in _PRONOUNS
        for segment in _read(fact, fact.statement[start:end], parser):
            found.append(_joined(found.pop(), segment) if goes_on else segment)
    return found


def _joined(one: Segment, other: Segment) -> Segment:
    return Segment(one.fact, one.concepts | other.concepts, (*one.claims, *other.claims), one.siblings)


def _read(fact: Fact, sentence: str, parser: Parser) -> Iterator[Segment]:
    read = claims(parser.parse(parser.tokens(sentence)))
    if read:
        named = frozenset(concept for claim in read for concept in claim.concepts)
        if "user" in named and any(figure.unit == "money" for claim in read for figure in claim.figures):
            named |= {"seat"}
        head = read[0].concepts if ":" in sentence and len(read) > 1 else frozenset()
        yield Segment(fact.id, named, tuple(_with_units(_headed(read, head))), _siblings(read))


def _siblings(read: Sequence[Claim]) -> tuple[frozenset[str], ...]:
    """Pairs of concepts of which a sentence says "this and that" or "this or that"."""
    found = []
    for claim in read:
        weighty = [atom for atom in claim.atoms if atom.kind == "concept" or atom.value in ("and", "or")]
        for at, atom in enumerate(weighty[1:-1], 1):
            after = weighty[at + 1]
            if atom.kind == "joint" and after.kind == "concept":
                before = [one for one in weighty[max(0, at - 2) : at] if one.kind == "concept"]
                found += [frozenset((str(one.value), str(after.value))) for one in before]
    return tuple(found)


def _headed(read: Sequence[Claim], head: frozenset[str]) -> list[Claim]:
    return [c._replace(concepts=c.concepts | head) if head else c for c in read]


def _with_units(read: Sequence[Claim]) -> Iterator[Claim]:
    """A bare figure counts what the figure before it counted, else the first thing named."""
    named = (str(atom.value) for claim in read for atom in claim.atoms if atom.kind == "concept")
    unit = next((f"of:{concept}" for concept in named if concept not in common()), "")
    for claim in read:
        figures = []
        for figure in claim.figures:
            unit = figure.unit or unit
            figures.append(Quantity(figure.value, unit))
        yield claim._replace(figures=tuple(figures))


def learned(facts: Sequence[Fact], parsers: Mapping[str, Parser]) -> None:
    """Teaches the parsers, those of other languages, too, the names and words that only the facts know."""
    english = parsers["en"]
    for fact in facts:
        for start, end in sentences(fact.statement):
            tokens = english.tokens(fact.statement[start:end])
            for atom in english.parse(tokens):
                raw = tokens[atom.at].raw
                named = atom.kind == "name" or (atom.kind in ("unknown", "plain") and raw.istitle() and atom.at > 0)
                if atom.kind == "unknown" or (named and atom.value not in FUNCTION):
                    for parser in parsers.values() if named else (english,):
                        parser.learn(str(atom.value), f"w:{atom.value}")


def closest(segments: Sequence[Segment], concepts: frozenset[str]) -> list[Segment]:
    """The segments that share most with `concepts`."""
    best = max((len(s.concepts & concepts) for s in segments), default=0)
    return [s for s in segments if len(s.concepts & concepts) == best]


def nearest(
    pairs: Sequence[tuple[str, Claim]], group: frozenset[str], concepts: frozenset[str]
) -> list[tuple[str, Claim]]:
    """The claims that share most with `group`, with their facts."""
    inside = [(fact, c) for fact, c in pairs if c.concepts & group] or list(pairs)
    best = max((len(c.concepts & group) for _, c in inside), default=0)
    return [(fact, c) for fact, c in inside if len(c.concepts & group) == best]
