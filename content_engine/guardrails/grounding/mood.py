"""What a sentence is: a statement about the product, advice or a fragment, or a question.

English statements are told by their subject; German, French and Spanish ones by a form of a verb that states.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from content_engine.guardrails.grounding.atoms import Atom
from content_engine.guardrails.grounding.quantities import Token
from content_engine.guardrails.grounding.relations import QUALIFIERS
from content_engine.guardrails.grounding.unclaimed import EVERYDAY
from content_engine.guardrails.grounding.vocabulary import common
from content_engine.guardrails.patterns import words

Mood = Literal["statement", "advice", "question"]
_IMPERATIVES = words(
    "manage monitor handle organise organize combine collect gather control chart open add try see set go "
    "use start begin put give take make keep let bring pick choose connect drag drop save share name"
    " rename sort group compare delete click tap press upload export import download invite ask check look "
    "read write send"
    " tell show turn switch move meet get find build create do don't be think treat post plan pair review "
    "learn remember"
    " watch say call talk wait stop leave hold draw mark note pin copy replace come visit follow enter type "
    "drill rename"
    " explore discover imagine consider prepare test count measure track agree decide answer walk end skip "
    "schedule enjoy"
    " forget spend cut run print view log sign never always please now then first next just and or also instead welcome"
    " pull load feed plug hook sync fetch grab ping"
    " avoid limit change edit remove filter focus settle trust tidy clean clear narrow widen zoom scroll "
    "ship pass point bookmark"
    " reply hand teach treat upgrade downgrade label order put spread split stick work turn wonder hello hi dear thanks"
    " monday tuesday wednesday thursday friday today tomorrow"
)
_OPENERS = words(
    "if when before after once while until unless as since because whenever where in on at for to with "
    "without by during from per this that these those it he she they nothing something someone somebody "
    "nobody everyone people one most some many few fewer good bad great better best clear honest old small "
    "big short long"
)
_OPINIONS = words(
    "think doubt believe like love find hope suggest say wrote write read know mean wish advise recommend prefer "
    "feel see"
)
_VIEWS = words("tip tips advice rule favourite favorite suggestion guess motto view opinion hope idea question promise")
_GENERIC = words("that which who whose without of nobody you")
_OUR = words("we our we've we're we'll us")
_HELD = words("has holds comes includes contains")
_DEFINITE = words("the all every each both any no your")
_THINGS = words(
    "chart dashboard workspace report table app email support plan data menu date_range brand answer "
    "documentation help_centre status_page price sample"
)
_PICTURES = words("picture screenshot illustration photo")
_VERBS = words("is are has have can will gets get comes goes includes offers keeps does may")
_EARLY = 6
_FIRST = 1
_HEAD = 3


def mood(tokens: Sequence[Token], atoms: Sequence[Atom], written: str, language: str) -> Mood:
    """The mood of a sentence."""
    if written.rstrip("\"'”“»)–— \n").endswith("?") or written.lstrip().startswith("¿"):
        return "question"
    return _english(tokens, atoms) if language == "en" else _other(tokens, atoms, language)


_ABLE = {
    "de": (
        "lassen sich",
        "lasst sich",
        "konnen sie",
        "kann man",
        "sie konnen",
        "konnen direkt",
        "kann nicht",
        "konnen nicht",
        "lasst sich nicht",
        "gibt es",
        "sie erhalten",
    ),
    "fr": (
        "ne peut",
        "ne peuvent",
        "vous pouvez",
        "on peut",
        "peuvent etre",
        "peut etre",
        "il existe",
        "se trouve",
        "vous recevez",
    ),
    "es": ("no puede", "puede", "pueden", "se pueden", "hay", "recibe", "permite", "permiten"),
}
_ARTICLES = words("der die das le la les l el los las")
_FORMAL = {"de": ("sie",), "fr": (), "es": ()}


def _other(tokens: Sequence[Token], atoms: Sequence[Atom], language: str) -> Mood:
    """German, French, Spanish: what can be done, or a sentence that begins with a thing of the product; no order."""
    heads = [token.word for token in tokens[:9]]
    if len(heads) > 1 and (heads[1] in _FORMAL[language] or (language == "fr" and heads[0].endswith("ez"))):
        return "advice"
    said = f" {' '.join(heads)} "
    if any(f" {able} " in said for able in _ABLE[language]) and heads[0] not in ("wenn", "si", "cuando", "falls"):
        return "statement"
    subject = any(
        atom.at <= (_EARLY + 2 if heads[0] in _ARTICLES else _HEAD)
        and (atom.kind == "plan" or (atom.kind == "concept" and _own(str(atom.value), False)))
        for atom in atoms
    )
    return "statement" if subject and len(tokens) > _HEAD else "advice"


def _english(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Mood:
    first = tokens[0].word
    heads = [token.word for token in tokens[:4]]
    if (
        (heads[1:2] and heads[1] in (_OPINIONS if first == "we" else _VIEWS if first == "our" else ()))
        or _so(tokens)
        or _signed(tokens, atoms)
        or _defines(tokens, atoms)
        or _PICTURES & {token.word for token in tokens}
        or _of_any(tokens)
    ):
        return "advice"
    if (
        first in _OUR
        or ("we" in heads and first not in _IMPERATIVES)
        or (first == "there" and heads[1:2] in (["is"], ["are"]))
        or _you_can(tokens)
    ):
        return "statement"
    phrase = len(atoms) > 1 and atoms[0].kind == "concept" and atoms[1].at > 1
    if (
        first in _IMPERATIVES
        and not phrase
        and not (len(tokens) > 1 and tokens[1].word in ("is", "are", "has", "can", "works", "comes"))
    ):
        return "advice"
    new = (
        tokens[0].word == "a"
        and any(t.word == "workspace" for t in tokens[1:3])
        and _HELD & {t.word for t in tokens[2:5]}
    )
    if new:
        return "statement"
    if first in ("a", "an"):
        told = not (_generic(tokens) or _is_a(tokens, atoms)) and (
            _undergoes(tokens, atoms) or _subject(tokens, [a for a in atoms if str(a.value) not in EVERYDAY])
        )
        return "statement" if told else "advice"
    if atoms[0].value in EVERYDAY and heads[1:3] == ["can", "be"]:
        return "statement"
    if first in _OPENERS:
        if any(one.sign == "," and two.word in _IMPERATIVES for one, two in pairwise(tokens)):
            return "advice"
        if _later_subject(tokens, atoms):
            return "statement"
        comma = next((at for at, token in enumerate(tokens) if token.sign == ","), 0)
        rest = [atom._replace(at=atom.at - comma - 1) for atom in atoms if atom.at > comma]
        later = bool(comma and rest) and len(tokens) > comma + _HEAD
        return _english(tokens[comma + 1 :], rest) if later and first in ("if", "when", "once", "after") else "advice"
    return "statement" if _subject(tokens, atoms) else "advice"


def _so(tokens: Sequence[Token]) -> bool:
    """`…, so watch the load times`: what is stated is the reason for advice."""
    return any(
        one.sign == "," and two.word == "so" and three.word in _IMPERATIVES
        for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _signed(tokens: Sequence[Token], atoms: Sequence[Atom]) -> bool:
    """`A warm welcome from the Acme team`: who sends it, and nothing said of anything else."""
    end = next((atom.at for atom in atoms if atom.value == "brand"), 0)
    before = [token.word for token in tokens[max(0, end - 5) : end]]
    others = any(_claims(atom) for atom in atoms if atom.at < end)
    return bool(before) and "from" in before and len(tokens) - end <= _HEAD + 1 and not others and not _told(tokens)


def _told(tokens: Sequence[Token]) -> bool:
    return any(token.word in _VERBS for token in tokens)


def _defines(tokens: Sequence[Token], atoms: Sequence[Atom]) -> bool:
    """`A dash means there is no value`: what a sign or word stands for, where it is no thing of the product."""
    at = next((at for at, token in enumerate(tokens[:6]) if token.word in ("means", "stands", "denotes")), 0)
    return at > 0 and not any(_claims(atom) for atom in atoms if atom.at < at)


def _is_a(tokens: Sequence[Token], atoms: Sequence[Atom]) -> bool:
    """`An API is a door for programs`: what any of its kind is."""
    heads = [token.word for token in tokens[:6]]
    named = any(atom.kind in ("plan", "figure") or atom.value == "brand" for atom in atoms)
    at = next((at for at, pair in enumerate(pairwise(heads)) if pair in (("is", "a"), ("is", "an"))), 0)
    return at > 0 and not named and not any(_claims(atom) or atom.value == "annual" for atom in atoms if atom.at > at)


def _claims(atom: Atom) -> bool:
    """Whether an atom is of the product: a plan, a figure, a thing of its own."""
    return atom.kind in ("plan", "figure") or (atom.kind == "concept" and _own(str(atom.value), True))


def _generic(tokens: Sequence[Token]) -> bool:
    """`An alert that fires daily …`, `a chart nobody opens …`: any of its kind, with something said of it."""
    return any(token.word in _GENERIC for token in tokens[2:4]) or _of_any(tokens)


def _of_any(tokens: Sequence[Token]) -> bool:
    """`The audit of a spreadsheet …`: none of the product's."""
    heads = [token.word for token in tokens[:5]]
    return any(one == "of" and two in ("a", "an", "any") for one, two in pairwise(heads))


def _undergoes(tokens: Sequence[Token], atoms: Sequence[Atom]) -> bool:
    """`A deleted chart can be …`: what can be done with one."""
    ours = any(atom.value in ("chart", "dashboard", "report", "workspace", "alert") for atom in atoms[:3])
    return ours and any((one.word, two.word) == ("can", "be") for one, two in pairwise(tokens[1:6]))


_BEARERS = words("user customer member company team person workspace account")


def _you_can(tokens: Sequence[Token]) -> bool:
    """`you can …`, `you may …`, `you get …` at the beginning or after a comma of an "on Team, you can"."""
    heads = [token.word for token in tokens[:8]]
    if heads[0] in ("each", "every") and heads[2:3] and heads[2] in ("can", "may", "gets"):
        return heads[1] in _BEARERS
    for at, word in enumerate(heads[:-1]):
        if word in (
            "you",
            "it",
            "they",
            "people",
            "users",
            "customers",
            "admins",
            "everyone",
            "anyone",
            "teams",
            "members",
        ):
            follows = heads[at + 1]
            refused = follows in ("need", "must", "have") and "not" in heads[at + 2 : at + 3]
            refused = refused or heads[at + 1 : at + 4] in (["have", "to", "wait"], ["must", "wait", "for"])
            able = follows in ("can", "may", "get", "gets", "could", "receive", "can't", "cannot", "needn't")
            return (able or refused or heads[at + 1 : at + 4] == ["need", "at", "least"]) and heads[0] not in (
                "if",
                "when",
                "once",
            )
    return False


def _later_subject(tokens: Sequence[Token], atoms: Sequence[Atom]) -> bool:
    """A sentence that begins with a clause or a preposition states something where a plan is named in it."""
    return tokens[0].word in ("on", "with", "in", "for", "from", "at", "after", "this", "it", "by", "no") and any(
        atom.kind == "plan" or (atom.kind == "concept" and _own(str(atom.value), False)) for atom in atoms
    )


def _subject(tokens: Sequence[Token], atoms: Sequence[Atom]) -> bool:
    """Whether something of the product stands early: a plan, a thing of its own, a count of one."""
    article = tokens[0].word in _DEFINITE
    last = tokens[atoms[1].at - 1] if len(atoms) > 1 and atoms[0].kind == "concept" else tokens[0]
    definite = (
        article
        or last.word.endswith("s")
        or tokens[0].word.endswith("s")
        or tokens[0].word in ("data", "email", "support")
    )
    for atom in atoms:
        if atom.at > _EARLY:
            return False
        if atom.kind == "plan" or atom.value == "brand" or (atom.value in ("ops", "price") and atom.at <= _FIRST):
            return True
        if (
            atom.kind == "concept"
            and atom.at <= (_EARLY if article else _HEAD)
            and _own(str(atom.value), definite and atom.at <= _FIRST)
        ):
            return True
    return False


def _own(concept: str, definite: bool) -> bool:
    if concept in EVERYDAY or concept in QUALIFIERS:
        return False
    return definite if concept in _THINGS else concept not in common()
