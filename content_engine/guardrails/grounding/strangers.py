"""Words of a statement that neither the facts nor general language explain: names, codes, abilities nobody listed.

Where the rest of a sentence already rests on a fact (its plans and figures are the fact's), only names and what is
said to be done or possible count; a paraphrase needs words of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from content_engine.guardrails.grounding.atoms import Atom
from content_engine.guardrails.grounding.general import FUNCTION, is_light
from content_engine.guardrails.grounding.knowledge import BRAND
from content_engine.guardrails.grounding.plans import PLAN_WORDS
from content_engine.guardrails.grounding.quantities import Token
from content_engine.guardrails.grounding.relations import QUALIFIERS, Judgement
from content_engine.guardrails.grounding.unclaimed import EVERYDAY
from content_engine.guardrails.grounding.vocabulary import common
from content_engine.guardrails.patterns import pattern, words

_CODE = 5
_LIKENING = words("like should better best than worth ought")
_CLAUSES = words("if when so because that which who while before until unless once where whose than")
_TAKES_NAMES = frozenset(("connector", "sign_in", "upload"))
_DETERMINERS = words("the a an your my our their its this that these those it them one two any every each all both")
_DOING = words(
    "can may could might cannot be is are was were gets get been lets let to also automatically you we it they"
)
_PERIOD = pattern(r"^(?:[qhw]\d{1,2}|p\d{2}|\d+[dwmyk]|b2b|b2c|v\d|[a-z]\d|.*\.[a-z]{2,4})$")


def strangers(
    atoms: Sequence[Atom],
    tokens: Sequence[Token],
    states: bool,
    language: str,
    light: frozenset[str],
    carried: bool,
) -> Iterator[Judgement]:
    """What a sentence brings along that no fact knows. `carried`: its plans and figures are those of a fact."""
    denies = tokens[0].word in ("we", "nobody", "nothing") and any(atom.kind == "not" for atom in atoms)
    loose = (
        denies
        or _likened(tokens)
        or _ought(tokens, atoms)
        or (bool(_LIKENING & {token.word for token in tokens}) and _weak(atoms))
    )
    strict = states and language == "en" and not loose
    concepts = {atom.value for atom in atoms if atom.kind == "concept"}
    names = states or bool(concepts & _TAKES_NAMES)
    main = _main(atoms) if strict else frozenset()
    for atom in atoms:
        told = (atom.kind == "name" and names) or (
            atom.kind == "unknown" and atom.at in main and not _aside(atom, atoms, tokens)
        )
        if _odd(atom, tokens, concepts) or (told and _counts(atom, tokens, carried)):
            yield Judgement("unsupported", f"no fact knows “{tokens[atom.at].raw}”", atom.at)
    if language == "en" and _majority(tokens):
        yield Judgement("unsupported", "no fact says how many customers do this", 0)
    if states and language == "en" and not _likened(tokens):
        yield from _extra(atoms, tokens, light, carried)


_MANY = words("most many half several hundreds thousands dozens plenty")
_BUYERS = words("customers clients subscribers")


def _majority(tokens: Sequence[Token]) -> bool:
    """`Most of our customers …`, `half the customers …`: a number that no fact gives."""
    heads = [token.word for token in tokens[:5]]
    return heads[0] in _MANY and any(word in _BUYERS for word in heads[1:5]) and len(tokens) > len(heads)


def _counts(atom: Atom, tokens: Sequence[Token], carried: bool) -> bool:
    """Whether an unexplained word says something of the product."""
    token = tokens[atom.at]
    if token.word == "acme" or _PERIOD.match(token.word) or _commanded(tokens, atom.at):
        return False
    if atom.kind == "name":
        return True
    before = tokens[atom.at - 1].word if atom.at else ""
    return _done(tokens, atom.at) if carried else before not in ("to", "no", "without")


def _main(atoms: Sequence[Atom]) -> frozenset[int]:
    """The places of the main clause: all but conditions, and what follows "because" or "which"."""
    places: set[int] = set()
    aside = False
    for atom in atoms:
        if atom.value in _CLAUSES:
            aside = True
        elif atom.kind in ("joint", "break") and atom.value in (",", ":", "but", "and"):
            aside = False
        if not aside:
            places.add(atom.at)
    return frozenset(places)


_PLACING = words("in on at for of during over near across")
_ARTICLES = words("a an the")


def _where(tokens: Sequence[Token], at: int) -> bool:
    """`for the train`, `in a corridor`: where or when, and no ability."""
    return at > 1 and tokens[at - 1].word in _ARTICLES and tokens[at - 2].word in _PLACING


def _for(tokens: Sequence[Token], at: int) -> bool:
    """`for developers`, `quietly`: for whom or how, of everyday words."""
    return at > 0 and (tokens[at - 1].word == "for" or tokens[at].word.endswith("ly"))


def _aside(atom: Atom, atoms: Sequence[Atom], tokens: Sequence[Token]) -> bool:
    """Whether a word is no more than a likening or the place of something common."""
    return _called(atom, atoms) or (_where(tokens, atom.at) and _weak(atoms))


def _called(atom: Atom, atoms: Sequence[Atom]) -> bool:
    """`A chart can be a beacon`: what a common thing is called is no thing of the product."""
    before = [each.value for each in atoms if each.at < atom.at][-3:]
    return before[-1:] in (["a"], ["an"]) and bool({"is", "be", "are", "as"} & set(before[:-1])) and _weak(atoms)


def _commanded(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is the order a sentence or clause begins with: "Plug the leak"."""
    begins = at == 0 or bool(tokens[at - 1].sign) or tokens[at - 1].word in ("and", "then", "to", "or")
    return begins and at + 1 < len(tokens) and tokens[at + 1].word in _DETERMINERS and not tokens[at].sign


def _done(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is what is said to be done or possible."""
    return at > 0 and tokens[at - 1].word in _DOING


def _likened(tokens: Sequence[Token]) -> bool:
    """`Alerts are like smoke detectors`."""
    heads = [token.word for token in tokens[:6]]
    return any(one in ("is", "are", "work", "works") and two == "like" for one, two in pairwise(heads))


def _ought(tokens: Sequence[Token], atoms: Sequence[Atom]) -> bool:
    """`An alert should be a nudge`: an opinion of things of a kind."""
    named = any(atom.kind == "plan" or atom.value == BRAND for atom in atoms)
    return not named and any(token.word in ("should", "ought") for token in tokens[:_CODE])


def _weak(atoms: Sequence[Atom]) -> bool:
    """Whether a sentence names nothing but common things."""
    named = {str(atom.value) for atom in atoms if atom.kind == "concept"}
    return BRAND not in named and named <= common() and all(atom.kind != "plan" for atom in atoms)


def _odd(atom: Atom, tokens: Sequence[Token], concepts: set[object]) -> bool:
    """A code nobody knows, a plan nobody sells, a place beside a region."""
    token = tokens[atom.at]
    if atom.kind not in ("unknown", "name", "plain") or not token.raw[:1].isupper():
        return False
    before = tokens[atom.at - 1].word if atom.at else ""
    after = tokens[atom.at + 1].word if atom.at + 1 < len(tokens) else ""
    code = len(token.raw) >= _CODE and token.raw.isupper() and token.raw[:4].isalpha() and token.raw[-1].isdigit()
    sold = after in PLAN_WORDS and bool(before) and token.raw.istitle() and atom.kind in ("unknown", "name", "plain")
    place = "region" in concepts and before in ("in", "aus") and token.raw.istitle() and atom.kind == "unknown"
    return code or (sold and token.word not in FUNCTION) or place


def _extra(atoms: Sequence[Atom], tokens: Sequence[Token], light: frozenset[str], carried: bool) -> Iterator[Judgement]:
    """In the main clause about a thing of the product: a word that is none of the facts' and says more than they do."""
    clause = list(takewhile(lambda atom: atom.kind not in ("joint", "break") and atom.value not in _CLAUSES, atoms))
    if not _of_ours(clause) or any(atom.kind == "not" for atom in clause) or not _says(tokens):
        return
    for atom in _before_likening(clause, tokens):
        word = str(atom.value)
        heavy = atom.kind == "plain" and word.isalpha() and not is_light(word, light)
        heavy = heavy and not _judges(tokens, atom.at) and not _where(tokens, atom.at) and not _for(tokens, atom.at)
        if heavy and not _commanded(tokens, atom.at) and (not carried or _done(tokens, atom.at)):
            yield Judgement("unsupported", f"no fact speaks of “{tokens[atom.at].raw}” here", atom.at)
            return


_COPULAS = words("is are am was were be stays stay remains remain feels feel looks look seems seem")
_AFTER = words("for with when on but you that until if")
_DEGREES = words("more less very so really quite too most always often")
_RESULTS = ("ed", "en", "able", "ible", "ing", "ized", "free", "proof")


def _judges(tokens: Sequence[Token], at: int) -> bool:
    """`Exports are handy`, `history is more fun`: how something is found to be, and nothing done to it."""
    before = [token.word for token in tokens[max(0, at - 2) : at]]
    bare = before[1:] if before[:1] and before[0] in _COPULAS and before[-1] in _DEGREES else before
    found = (bool(before) and before[-1] in _COPULAS) or (bare != before and bare[-1:] != [])
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return found and not tokens[at].word.endswith(_RESULTS) and (after in _AFTER or bare != before)


_FINITE = words("is are was has have can may will do does let lets get we need needs read look work sit go come run")


def _says(tokens: Sequence[Token]) -> bool:
    """Whether anything after the first word may be a verb that states."""
    return any(token.word in _FINITE or token.word.endswith(("s", "ed")) for token in tokens[1:])


def _before_likening(clause: Sequence[Atom], tokens: Sequence[Token]) -> Iterator[Atom]:
    """A clause up to "is a", after which follows what something is called."""
    for atom in clause:
        after = tokens[atom.at + 1].word if atom.at + 1 < len(tokens) else ""
        if atom.value in ("is", "are") and after in ("a", "an", "where", "how", "what", "why"):
            return
        yield atom


def _of_ours(clause: Sequence[Atom]) -> bool:
    """Whether a clause names a thing of the product."""
    named = {str(atom.value) for atom in clause if atom.kind == "concept"}
    ours = any(atom.kind == "plan" or atom.value in ("we", "our") for atom in clause)
    return ours or BRAND in named or bool(named - common() - QUALIFIERS - EVERYDAY)
