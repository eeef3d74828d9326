"""A sentence as what it is made of: concepts, plans, figures, negations, scopes, joints, and words nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from content_engine.guardrails.grounding import figures, plans
from content_engine.guardrails.grounding.atoms import Atom, Kind
from content_engine.guardrails.grounding.context import in_context, waited
from content_engine.guardrails.grounding.figures import Quantity
from content_engine.guardrails.grounding.general import is_general
from content_engine.guardrails.grounding.quantities import JOINTS, LASTING, LEADS, NEGATIONS, POINTING, Token, quantity
from content_engine.guardrails.grounding.vocabulary import Vocabulary, common, vocabulary
from content_engine.guardrails.patterns import pattern, words
from content_engine.guardrails.reading import fold

_REMEMBERED = 16_384
# Verbs after "to": what follows is an aim, not a part of the thing before it.
_BARE = words(
    "connect upload import export embed schedule refresh chat check try add remove create share save name "
    "sort compare open start"
)
_DECISIVE, _STRANGE, _COMMON = 1, 2, 4
_POSSIBLE = words("can cannot can't every")
# Words that make a claim of common ones: ours, what can be done.
_OPENING = words("we our ours we're we've we'll you'll everyone plans planes tarifen offres")
_EDGES = "\"'“”„«»‘’‚‹›()[]{}<>*_|…!?.,;:·•–—-"
_DASHES = ("–", "—", ":", "→", "⇒", "->", "=>", "|")
# A channel of a chat is a name the reader gave.
_CHANNEL = pattern(r"^#\p{Ll}[\p{L}\d_-]*$")
_CUT = pattern(r"[$€£%+]|[\p{L}\p{N}.,:&/'’\x{2011}-]+|\S")
NO = words("no kein keine keinen keinem keiner aucun aucune ningun ninguna")
WITHOUT = words("without ohne sans sin")
STARTING = words("requires require starts begins setzt voraus erfordert necesita requiere exige")
_ONLY = words(
    "only solely exclusively exclusive reserved alone nur ausschliesslich exklusiv vorbehalten seulement uniquement"
    " exclusivement reserve reservee reserves solo solamente exclusivo exclusiva exclusivamente reservado reservada"
)
_BREAKS = words("but while whereas however though although aber wahrend mais tandis pero mientras then because so")
CONDITIONS = words("if when whenever once wenn falls sobald si quand lorsque cuando")
_ELIDED = words("l d qu n s c j m t")


class Parser:
    """Parses the sentences of one locale. Remembers words, nothing else."""

    def __init__(
        self, language: str, tiers: Sequence[str], free: Sequence[str], synonyms: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.language = language
        self._tiers = plans.Tiers(tuple(tiers), frozenset(tiers) - frozenset(free))
        self._allowed: set[str] = set()
        self._heads = frozenset((*self._tiers.folded, *plans.HEADS, *figures.OFTEN, *figures.NUMBERS, *LEADS))
        self._known: Vocabulary = vocabulary(language, synonyms)
        counted = frozenset(figures.NUMBERS) - {"one", "half", "media", "medio", "halb", "uno", "demi"}
        telling = self._known.telling()
        self._opens = frozenset((*self._tiers.folded, *plans.PAID, *figures.OFTEN, *counted, *telling, *_OPENING))
        self._weight = lru_cache(_REMEMBERED)(self._weigh)
        self._pieces = lru_cache(_REMEMBERED)(self._cut)
        self._meaning = lru_cache(_REMEMBERED)(self._kind_of)

    def learn(self, word: str, concept: str) -> None:
        """Takes up a word of the facts."""
        self._known.learn(word, concept)
        self._pieces.cache_clear()
        self._meaning.cache_clear()
        self._weight.cache_clear()

    def allow(self, form: str) -> None:
        """Takes up words that may stand anywhere."""
        self._allowed.update(fold(form).split())

    def weighs(self, sentence: str) -> bool:
        """Whether anything in a sentence can be a claim: a thing of the product, a plan, a figure, or a stranger beside
        a common thing. Most sentences of advice hold none, and need no parsing."""
        found = 0
        for written in sentence.split():
            found |= self._weight(written)
        return bool(found & _DECISIVE) or found & (_STRANGE | _COMMON) == (_STRANGE | _COMMON)

    def _weigh(self, written: str) -> int:
        found = 0
        for token in self._pieces(written):
            kind, value = self._meaning(token.word, token.raw, False)
            if kind == "concept":
                found |= _COMMON if value in common() and value != "brand" else _DECISIVE
            elif kind in ("unknown", "name") or token.word in _POSSIBLE:
                found |= _STRANGE
            if token.word in self._opens or token.word[0].isdigit():
                found |= _DECISIVE
        return found

    def tokens(self, sentence: str) -> list[Token]:
        """The words of a sentence."""
        return [token for written in sentence.split() for token in self._pieces(written)]

    def parse(self, tokens: Sequence[Token]) -> list[Atom]:
        """The parts of a sentence in their order."""
        return waited(list(self._atoms(tokens)))

    def _atoms(self, tokens: Sequence[Token]) -> Iterator[Atom]:
        at = 0
        while at < len(tokens):
            atom, taken = self._next(tokens, at)
            if atom is not None:
                yield in_context(atom, tokens)
            for token in tokens[at : at + taken]:
                if token.sign:
                    yield Atom("joint" if token.sign in ",(" else "break", token.sign, at + taken - 1)
            at += taken

    def _next(self, tokens: Sequence[Token], at: int) -> tuple[Atom | None, int]:
        word = tokens[at].word
        if word == "to" and at + 1 < len(tokens) and tokens[at + 1].word in _BARE:
            return Atom("joint", "to", at), 1
        if word not in self._heads and word not in self._known.phrases and not word[0].isdigit():
            kind, value = self._meaning(word, tokens[at].raw, at == 0)
            return Atom(kind, value, at), 1
        for look in (self._plan, self._phrase, self._figure):
            found = look(tokens, at)
            if found is not None:
                return found
        token = tokens[at]
        kind, value = self._meaning(token.word, token.raw, at == 0)
        return Atom(kind, value, at), 1

    def _plan(self, tokens: Sequence[Token], at: int) -> tuple[Atom, int] | None:
        found = plans.group(tokens, at, self._tiers, self.language)
        return None if found is None else (Atom("plan", found[0], at), found[1])

    def _phrase(self, tokens: Sequence[Token], at: int) -> tuple[Atom, int] | None:
        if at + 1 >= len(tokens) or (tokens[at].word == "a" and at and tokens[at - 1].word in LASTING):
            return None
        if tokens[at].word == "as" and _any_number(tokens[at + 1 : at + _WIDE]):
            return Atom("concept", "unlimited", at), 2
        listed = self._known.pairs.get((tokens[at].word, tokens[at + 1].word))
        if listed is None:
            return None
        here = tuple([token.word for token in tokens[at : at + len(listed[0][0])]])
        for parts, concept in listed:
            if here[: len(parts)] == parts:
                return Atom("concept", concept, at), len(parts)
        return None

    def _figure(self, tokens: Sequence[Token], at: int) -> tuple[Atom, int] | None:
        token = tokens[at]
        if token.word in figures.OFTEN:
            return Atom("figure", Quantity(figures.OFTEN[token.word], "often"), at), 1
        if not (token.word[0].isdigit() or token.word in figures.NUMBERS or token.word in LEADS):
            return None
        found = quantity(tokens, at, self._known)
        if found and at and tokens[at - 1].word in POINTING and found[0].unit in ("", "thing"):
            found = Quantity(found[0].value, "ratio"), found[1]
        return None if found is None else (Atom("figure", found[0], at), found[1])

    def _kind_of(self, word: str, raw: str, first: bool) -> tuple[Kind, object]:
        if word == "no" and self.language == "es":
            return "not", "not"
        for kind, listed in (
            ("not", NEGATIONS),
            ("only", _ONLY | STARTING),
            ("joint", JOINTS),
            ("break", _BREAKS | CONDITIONS),
        ):
            if word in listed:
                return kind, word  # type: ignore[return-value]
        concept = self._known.concept(f"^{word}" if raw.isupper() else word) or self._known.concept(word)
        if concept is not None:
            return "concept", concept
        if word in self._allowed or (self.language == "en" and is_general(word)):
            return "plain", word
        return self._stranger(word, raw, first)

    def _stranger(self, word: str, raw: str, first: bool) -> tuple[Kind, object]:
        if any(char.isdigit() for char in word) and len(word) > 1:
            return "name", word
        if not word.replace("-", "").isalnum():
            return "plain", word
        if raw[:1].isupper() and not first and self.language != "de":
            return "name", word
        return ("unknown", word) if word.isalpha() and len(word) > 2 else ("plain", word)

    def _cut(self, written: str) -> tuple[Token, ...]:
        """A word between spaces as tokens: without quotes, with what follows it, compounds taken apart."""
        bare = written.strip(_EDGES) if written not in _DASHES and written != "<3" else ""
        if "://" in bare or "@" in bare:
            return ()
        if not bare:
            return (Token("-", "-", ":"),) if written in _DASHES else ()
        if _CHANNEL.match(bare) and self._known.concept(fold(bare[1:])) is None:
            return (Token(fold(bare), bare, ""),)
        tail = written[written.rfind(bare[-1]) + 1 :]
        sign = "," if "," in tail or ")" in tail else ":" if ":" in tail or ";" in tail else ""
        parts = [part for piece in self._halves(bare) for part in piece if part]
        read = tuple(Token(fold(part), part, sign if last else "") for part, last in _marked(parts))
        return tuple(token for token in read if token.word)

    def _halves(self, bare: str) -> Iterator[list[str]]:
        for piece in _CUT.findall(bare.replace("‑", "-")):
            folded = fold(piece)
            if (
                figures.date(folded.strip(".,:"))
                or self._known.concept(folded)
                or len(piece) == 1
                or folded in figures.OFTEN
                or folded in NEGATIONS
            ):
                yield [piece]
            else:
                yield _apart(piece)


_WIDE = 8


def _any_number(after: Sequence[Token]) -> bool:
    """`many alerts as you like`, after an "as"."""
    said = [token.word for token in after]
    if said[0] not in ("many", "much", "often") or "as" not in said[2:]:
        return False
    at = said.index("as", 2)
    return said[at + 1 : at + 2] == ["you"] and said[at + 2 : at + 3] in (["like"], ["want"], ["need"], ["wish"])


def _marked(parts: list[str]) -> Iterator[tuple[str, bool]]:
    for at, part in enumerate(parts, 1):
        yield part, at == len(parts)


def _apart(piece: str) -> list[str]:
    """`14-day`, `Team-Plan`, `l'export`, `Acme's`, `9:00-18:00` taken apart."""
    piece = piece.replace("’", "'")
    head, mark, rest = piece.partition("'")
    if mark and fold(head) in _ELIDED:
        piece = rest
    elif mark and rest in ("s", "S", ""):
        piece = head
    elif mark and rest == "t":
        return [piece]
    if figures.date(piece.strip(".,:")):
        return [piece.strip(".,:")]
    return [part.strip(".,:") for part in piece.replace("–", "-").replace("/", "-").split("-")]
