"""Plans in a sentence: by name, as "all plans", "paid plans", "Business and above"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from content_engine.guardrails.patterns import words


class Word(Protocol):
    """A token: folded and as written."""

    @property
    def word(self) -> str:
        """Folded."""

    @property
    def raw(self) -> str:
        """As written."""


PLAN_WORDS = words(
    "plan plans tier tiers plane planen tarif tarife tarifen planes package packages subscription level "
    "levels forfait forfaits offre offres formule formules"
)
ALL = words(
    "all every any each whichever whatever alle allen jeder jede jedem jeden tous toutes chaque todos todas "
    "cualquier cada"
)
PAID = words("paid paying payants payant payantes bezahlten bezahlte bezahltem kostenpflichtigen kostenpflichtige pago")
_PAYERS = words("customers users accounts workspaces teams kunden clients clientes")
# Names that are also everyday words: "Team meetings" are no plan's.
_EVERYDAY = words("free team business basic start starter plus growth standard")
_BILLED = words("monthly annual")
_EVERYONE = words("everyone everybody anyone alle tous todos all")
_FOR = words("for to fur pour para open")
_UP = words("up above upward upwards higher onward onwards aufwarts hoher superieur superior arriba adelante plus")
_FROM = words("from ab des desde a from starting")
_DETERMINERS = words(
    "the a an your our my their his her this that every each any no whole entire one ihr ihre ihrem ihren "
    "ihres das dem den"
    " der die des ein eine einem einen eines kein keine unser unsere unserem unseren dein deine deinem mein "
    "meine jedes jedem"
    " jeder jede ganze ganzen votre notre la le les une un mon ma su nuestro el mi gesamte gesamten welches welchem"
)
_AFTER_NAME = words(
    "plan plans tier is stays has costs cost gets includes include may can and or keeps keep refreshes allows "
    "comes offers gives"
    " data drops rises goes falls moves becomes lacks sends shows gets delivers reaches covers from now "
    "without needs offers suits fits caps limits customers users workspaces accounts have get starts ends "
    "plus holds do don't adds brings sees supports lets at only trial"
    " subscribers kostet enthalt hat ist und oder bietet umfasst aktualisiert behalt darf kann plan-kunden "
    "coute comprend"
    " inclut a est et ou offre conserve actualise garde peut cuesta incluye tiene es y o ofrece conserva "
    "actualiza permite"
    " guarda puede refresh stores retains receives provides was remains stays updates bills allows does "
    "doesn't isn't also"
)
HEADS = ALL | PAID | _FOR | {"everyone", "everybody"}
Found = tuple[frozenset[str], int]


@dataclass(frozen=True)
class Tiers:
    """A brand's plans, the smallest first, and those that cost something."""

    names: tuple[str, ...]
    paid: frozenset[str]

    @cached_property
    def folded(self) -> dict[str, int]:
        """Each plan's place, by its folded name."""
        return {name.lower(): at for at, name in enumerate(self.names)}


def group(tokens: Sequence[Word], at: int, tiers: Tiers, language: str) -> Found | None:
    """The plans named at a token and how many tokens that takes; None when none is named there."""
    if not tiers.names:
        return None
    word = tokens[at].word
    if word in tiers.folded and _is_name(tokens, at, tiers, language):
        return _above(tokens, at, tiers, word)
    if at == 0 and word in ("everyone", "everybody") and len(tokens) > 1 and tokens[1].word in ("has", "gets"):
        return frozenset(tiers.names), 1
    if word in PAID or word in ALL or word in _FOR:
        return _all(tokens, at, tiers)
    return None


def _all(tokens: Sequence[Word], at: int, tiers: Tiers) -> Found | None:
    """`all plans`, `every paid plan`, `paid plans`, `open to everyone`."""
    heads = [token.word for token in tokens[at : at + 6]]
    if heads[0] in _FOR and len(heads) > 1 and heads[1] in _EVERYONE and not (heads[2:3] and heads[2] in ("of", "the")):
        more = _all(tokens, at + 1, tiers)
        return (more[0], more[1] + 1) if more else (frozenset(tiers.names), 2) if heads[1] != "all" else None
    paid = None
    for taken, head in enumerate(heads, 1):
        paid = taken if head in PAID else paid
        if head in _PAYERS and paid == taken - 1:
            return tiers.paid, taken
        if head in PLAN_WORDS and (heads[0] in ALL or paid):
            later = 2 * (heads[taken : taken + 2] == ["de", "pago"]) or int(taken < len(heads) and heads[taken] in PAID)
            size, paid = taken + later, paid or (taken if later else None)
            return tiers.paid if paid else frozenset(tiers.names), paid or 1 if _BILLED & set(heads[:taken]) else size
        if (
            head not in ALL
            and head not in PAID
            and head
            not in (
                "of",
                "the",
                "our",
                "les",
                "los",
                "las",
                "nos",
                "unserer",
                "de",
                "monthly",
                "annual",
                "three",
                "four",
                "two",
            )
        ):
            break
    return None


def _is_name(tokens: Sequence[Word], at: int, tiers: Tiers, language: str) -> bool:
    """Whether a word that could be a plan's name is one: with a capital and no article, or beside the word plan."""
    raw, word = tokens[at].raw, tokens[at].word
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if after in PLAN_WORDS or (at and tokens[at - 1].word in PLAN_WORDS):
        return True
    if not raw[:1].isupper():
        return False
    if at == 0 and language != "en" and (word != "team" or language in ("fr", "es")):
        return True
    if at == 0:
        verb = word not in _EVERYDAY and after.endswith("s") and not after.endswith(("ss", "ers"))
        return verb or after in _AFTER_NAME or after in tiers.folded or _signed(tokens[0]) or after[:1].isdigit()
    if tokens[at - 1].word in _DETERMINERS:
        return (
            after
            in ("trial", "testphase", "workspace", "customers", "testversion", "feature", "features", "seat", "seats")
            and language != "de"
        ) or word == "enterprise"
    return True


def _signed(token: object) -> bool:
    return bool(getattr(token, "sign", ""))


def _above(tokens: Sequence[Word], at: int, tiers: Tiers, word: str) -> Found:
    """`Business and above`, `from Team up`, `Team or higher`, or the plan alone."""
    index = tiers.folded[word]
    after = [token.word for token in tokens[at + 1 : at + 4]]
    size = 1 + (after[:1] != [] and after[0] in PLAN_WORDS)
    tail = after[size - 1 :]
    if len(tail) > 1 and tail[0] in ("and", "or", "und", "et", "y", "oder", "ou", "o") and tail[1] in _UP:
        return frozenset(tiers.names[index:]), size + 2
    if at and tokens[at - 1].word in _FROM and tail and tail[0] in _UP | {"on"}:
        return frozenset(tiers.names[index:]), size + 1
    if at and tokens[at - 1].word in ("ab", "above") and tokens[at - 1].word == "ab":
        return frozenset(tiers.names[index:]), size
    return frozenset((tiers.names[index],)), size
