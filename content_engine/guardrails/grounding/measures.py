"""Figures of a text beside those of the facts: which of them claim anything, and when two are the same."""

from __future__ import annotations

from collections.abc import Sequence

from content_engine.guardrails.grounding.figures import TIMES, Quantity, same
from content_engine.guardrails.grounding.knowledge import Claim, Segment
from content_engine.guardrails.grounding.parsing import CONDITIONS
from content_engine.guardrails.patterns import words

_PAIR = 2
_LIMITS = words("limited limit maximum capped")
_OUTGROWN = words("outgrown outgrow outgrows outgrew exceed exceeds exceeded entwachsen")
_MODAL = words("may can get gets has have holds includes allows up_to")
_HELD = frozenset(("of:trial",))
_SIZES = frozenset(TIMES.values())
_UNIQUE = words("money percent often date clock")


def billed(parts: Sequence[Claim]) -> list[Claim]:
    """The parts of a sentence, its one price billed as any part says, the users a price is for known to all."""
    parts = _counted(parts)
    prices = sum(figure.unit == "money" for part in parts for figure in part.figures)
    if prices != 1 or not any("annual" in part.concepts for part in parts):
        return list(parts)
    return [
        part._replace(concepts=part.concepts | {"annual"}) if any(f.unit == "money" for f in part.figures) else part
        for part in parts
    ]


def _counted(parts: Sequence[Claim]) -> Sequence[Claim]:
    figures = [figure for part in parts for figure in part.figures]
    heads = tuple(f.value for f in figures if f.unit in (*_HEADS, "", "thing", "of:price") and f.value > 1)
    priced = heads and any(f.unit == "money" for f in figures)
    return [part._replace(counts=heads) for part in parts] if priced else parts


_HEADS = ("of:user", "of:seat", "of:team")


def is_condition(claim: Claim) -> bool:
    """Whether a part begins with "if", "when" and the like."""
    return bool(claim.atoms) and claim.atoms[0].value in CONDITIONS


def supposed(claim: Claim) -> Claim:
    """A condition without its figures: "if you have 3 alerts" says nothing of a number of alerts."""
    return claim._replace(figures=()) if is_condition(claim) and claim.plans is None else claim


def weighs(figure: Quantity, claim: Claim, units: frozenset[str], strict: bool, strong: bool) -> bool:
    """Whether a figure claims anything: "one chart" and "three ideas" do not, prices, shares and times do."""
    if refused(figure, claim) or (strict and capped(figure, claim)):
        return not refused(figure, claim)
    return _weighs(figure, claim, units, strict, strong)


def _weighs(figure: Quantity, claim: Claim, units: frozenset[str], strict: bool, strong: bool) -> bool:
    if figure.value == 1.0 and figure.unit not in ("time", "often", "money"):
        return bool(claim.plans) and figure.unit in units and figure.unit != ""
    if claim.plans is not None and figure.value == len(claim.plans) and figure.unit not in _UNIQUE:
        return False
    if figure.unit == "date" and figure.value % 100 == 0:
        return "price" in claim.concepts
    if figure.unit in ("ratio", "share"):
        return figure.unit == "share"
    if figure.unit in _HEADS and (claim.counts or any(atom.value in _OUTGROWN for atom in claim.atoms)):
        return False
    counted = strict and claim.plans is not None and figure.unit == "thing" and "thing" in units
    if strong or figure.unit == "thing":
        return (strong or counted) and (
            figure.value > _PAIR
            or (figure.unit in units | _HELD and any(atom.value in _MODAL for atom in claim.atoms))
            or bool(claim.plans)
            or figure.unit in units
            or not figure.unit.startswith(("of:", "thing"))
        )
    if figure.unit in _UNIQUE:
        return strict or figure.unit in units or claim.plans is not None
    if figure.unit == "time":
        return strict or bool(units & {"time", "often"})
    return (
        figure.unit in units
        or (bool(claim.plans) and (strict or bool(units)))
        or (figure.unit == "" and strict and bool(units))
    )


def capped(figure: Quantity, claim: Claim) -> bool:
    """Whether a number of things is told as a limit: "up to 20 charts"."""
    if not figure.unit.startswith(("of:", "thing")) or figure.unit == "of:plan" or figure.value < _PAIR:
        return False
    before = [str(atom.value) for atom in claim.atoms if atom.at < _place(figure, claim)][-_PAIR:]
    return before in _CAPS or any(atom.value in _LIMITS for atom in claim.atoms)


def refused(figure: Quantity, claim: Claim) -> bool:
    """Whether a figure follows a "not" at once: "one dashboard, not two"."""
    before = [atom for atom in claim.atoms if atom.at < _place(figure, claim)][-1:]
    return bool(before) and before[0].kind == "not" and before[0].value in ("not", "nicht", "pas")


def _place(figure: Quantity, claim: Claim) -> int:
    return next((atom.at for atom in claim.atoms if atom.value == figure), -1)


_CAPS = (["up", "to"], ["at", "most"], ["at", "least"])


def remaining(figure: Quantity, claim: Claim, segments: Sequence[Segment]) -> bool:
    """`Postgres, Stripe and 40 more`: what is named and what is left make the figure of the facts."""
    named = sum(concept.startswith("w:") for concept in claim.concepts)
    figures = (other for s in segments for c in s.claims for other in c.figures) if named else ()
    return any(other.value == figure.value + named for other in figures)


def alike(figure: Quantity, other: Quantity) -> bool:
    """Whether a text's figure is a fact's, units worked out; a bare one may be of any unit."""
    if {figure.unit, other.unit} == {"time", "often"} or (not figure.unit and other.unit == "often"):
        return same(figure, Quantity(1 / other.value, "time")) or (not figure.unit and figure.value == other.value)
    if not figure.unit and other.unit == "clock":
        return other.value in (figure.value * 60, figure.value * 60 + 720)
    if not figure.unit and other.unit == "date":
        return figure.value in (other.value % 100, other.value)
    if not figure.unit and other.unit == "time":
        return figure.value > 0 and other.value / figure.value in _SIZES
    if figure.unit == "share":
        return other.unit in ("percent", "share") and same(figure, other)
    if not same(figure, other):
        return figure.unit == "money" == other.unit and same(figure, Quantity(other.value * 12, "money"))
    if figure.unit == other.unit or figure.unit in ("", "thing") or not other.unit:
        return True
    return figure.unit.startswith("of:") and other.unit.startswith("of:") and {figure.unit, other.unit} in _SAME_COUNTS


_SAME_COUNTS = ({"of:user", "of:seat"}, {"of:customer", "of:team"})


def compatible(figure: Quantity, claim: Claim, theirs: Claim) -> bool:
    """Whether the plans of a part are those a fact gives the figure for, and its way of billing, too."""
    many = len(claim.figures) > 1
    plans = (
        claim.plans is None
        or theirs.plans is None
        or claim.plans <= theirs.plans
        or (many and claim.plans & theirs.plans)
    )
    several = sum(figure.unit == "money" for figure in claim.figures) > 1
    if (
        figure.unit == "money"
        and "by_month" in claim.concepts - {"annual"}
        and "annual" in theirs.concepts - claim.concepts
    ):
        return False
    return bool(plans) and (
        several or figure.unit != "money" or ("annual" in theirs.concepts) >= ("annual" in claim.concepts)
    )
