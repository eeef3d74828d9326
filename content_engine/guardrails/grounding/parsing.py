"""A sentence as what it is made of: concepts, plans, figures, negations, scopes, joints, and words nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from content_engine.guardrails.grounding import figures, plans
from content_engine.guardrails.grounding.figures import Quantity
from content_engine.guardrails.grounding.general import is_general
from content_engine.guardrails.grounding.vocabulary import Vocabulary, common, vocabulary
from content_engine.guardrails.patterns import pattern, words
from content_engine.guardrails.reading import fold

Kind = Literal["concept", "plan", "figure", "not", "only", "joint", "break", "unknown", "name", "plain"]
_REMEMBERED = 16_384
_SHORTEST = 4
# Verbs after "to": what follows is an aim, not a part of the thing before it.
_BARE = words(
    "connect upload import export embed schedule refresh chat check try add remove create share save name "
    "sort compare open start"
)
_DECISIVE, _STRANGE, _COMMON = 1, 2, 4
# Words that make a claim of common ones: ours, what can be done.
_OPENING = words("we our ours we're we've we'll you'll everyone plans planes tarifen offres")
_EDGES = "\"'“”„«»‘’‚‹›()[]{}<>*_|…!?.,;:·•–—-"
_CUT = pattern(r"[$€£%+]|[\p{L}\p{N}.,:&/'’\x{2011}-]+|\S")
_CLOCK = pattern(r"^(\d{1,2})[:h](\d{2})?$")
_NEGATIONS = words(
    "no not without never none neither nor cannot n't cant isn't aren't doesn't don't can't won't wasn't "
    "hasn't lacks lack"
    " missing nobody nothing nichts rien nada kein keine keinen keinem keiner nicht ohne nie niemals ne pas "
    "sans aucun aucune jamais ni no sin"
    " nunca ningun ninguna tampoco except excluding unavailable"
)
NO = words("no kein keine keinen keinem keiner aucun aucune ningun ninguna")
WITHOUT = words("without ohne sans sin")
STARTING = words("requires require starts begins setzt voraus erfordert necesita requiere exige")
_ONLY = words(
    "only solely exclusively exclusive reserved alone nur ausschliesslich exklusiv vorbehalten seulement uniquement"
    " exclusivement reserve reservee reserves solo solamente exclusivo exclusiva exclusivamente reservado reservada"
)
_JOINTS = words("and or plus & und oder sowie et ou ainsi y o e as_well_as nor und/oder and/or also too")
_BREAKS = words("but while whereas however though although aber wahrend mais tandis pero mientras then because so")
CONDITIONS = words("if when whenever once wenn falls sobald si quand lorsque cuando")
_ELIDED = words("l d qu n s c j m t")


class Token(NamedTuple):
    """A word folded, as it was written, and the sign after it: a comma, a colon or a bracket."""

    word: str
    raw: str
    sign: str = ""


class Atom(NamedTuple):
    """One part of a sentence, and the place of its first token."""

    kind: Kind
    value: object
    at: int


class Parser:
    """Parses the sentences of one locale. Remembers words, nothing else."""

    def __init__(
        self, language: str, tiers: Sequence[str], free: Sequence[str], synonyms: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.language = language
        self._tiers = plans.Tiers(tuple(tiers), frozenset(tiers) - frozenset(free))
        self._allowed: set[str] = set()
        self._heads = frozenset((*self._tiers.folded, *plans.HEADS, *figures.OFTEN, *figures.NUMBERS, *_LEADS))
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
            elif kind in ("unknown", "name"):
                found |= _STRANGE
            if token.word in self._opens or token.word[0].isdigit():
                found |= _DECISIVE
        return found

    def tokens(self, sentence: str) -> list[Token]:
        """The words of a sentence."""
        return [token for written in sentence.split() for token in self._pieces(written)]

    def parse(self, tokens: Sequence[Token]) -> list[Atom]:
        """The parts of a sentence in their order."""
        return list(self._atoms(tokens))

    def _atoms(self, tokens: Sequence[Token]) -> Iterator[Atom]:
        at = 0
        while at < len(tokens):
            atom, taken = self._next(tokens, at)
            if atom is not None:
                yield atom
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
        listed = self._known.phrases.get(tokens[at].word)
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
        if not (token.word[0].isdigit() or token.word in figures.NUMBERS or token.word in _LEADS):
            return None
        found = quantity(tokens, at, self._known)
        if found and at and tokens[at - 1].word in _POINTING and found[0].unit in ("", "thing"):
            found = Quantity(found[0].value, "ratio"), found[1]
        return None if found is None else (Atom("figure", found[0], at), found[1])

    def _kind_of(self, word: str, raw: str, first: bool) -> tuple[Kind, object]:
        for kind, listed in (
            ("not", _NEGATIONS),
            ("only", _ONLY | STARTING),
            ("joint", _JOINTS),
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
        bare = written.strip(_EDGES)
        if "://" in bare or "@" in bare:
            return ()
        if not bare:
            return (Token("-", "-", ":"),) if written in ("–", "—", ":") else ()
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
                or folded in _NEGATIONS
            ):
                yield [piece]
            else:
                yield _apart(piece)


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


_LEADS = words(
    "$ € £ us$ quarter half viertel quart cuarto every each once twice a an alle jede toutes cada einmal "
    "zweimal in im en einen einem einer eine ein un une una"
)
_ARTICLES = words("einen einem einer eine ein un une una")
_POINTING = words("all these those first last next both top")
_IN = words("in im en")


def quantity(tokens: Sequence[Token], at: int, known: Vocabulary) -> tuple[Quantity, int] | None:
    """The figure that begins at a token, and how many tokens it takes. None where there is none."""
    word = tokens[at].word
    rest = [token.word for token in tokens[at : at + 9]]
    if word in ("$", "€", "£", "us$"):
        value = figures.number(rest[1]) if len(rest) > 1 else None
        return None if value is None else (Quantity(value, "money"), 2)
    dated = figures.date(word)
    if dated is not None:
        return dated, 1
    if word in _ARTICLES and len(rest) > 1 and rest[1] in figures.TIMES:
        return Quantity(figures.TIMES[rest[1]], "time"), 2
    if word in ("once", "twice", "einmal", "zweimal"):
        return _often(2.0 if word in ("twice", "zweimal") else 1.0, rest, 1)
    if word in figures.EVERY or word in ("a", "an"):
        return (
            _every(rest)
            if word in figures.EVERY
            else _fraction(rest) or _short_time(tokens[at - 1].word if at else "", rest)
        )
    if word in _IN:
        return _month(rest)
    clock = _CLOCK.match(word) if ":" in word or "h" in word else None
    if clock:
        return Quantity(int(clock[1]) * 60 + int(clock[2] or 0), "clock"), 1
    return _counted(tokens, at, rest, known)


def _fraction(rest: list[str]) -> tuple[Quantity, int] | None:
    """`a quarter of an hour`, `a fifth off`, `a fortnight`."""
    if rest[1:2] == ["fifth"]:
        return Quantity(20.0, "percent"), 2
    if rest[1:2] == ["quarter"] and "hour" in rest[2:5]:
        return Quantity(15.0, "time"), 2 + rest[2:5].index("hour") + 1
    if rest[1:2] == ["third"] or rest[1:2] == ["tenth"]:
        return Quantity(33.3 if rest[1] == "third" else 10.0, "percent"), 2
    return (Quantity(figures.TIMES["fortnight"], "time"), 2) if rest[1:2] == ["fortnight"] else None


def _month(rest: list[str]) -> tuple[Quantity, int] | None:
    """`in March`, `im Januar`."""
    return (Quantity(figures.MONTHS[rest[1]] * 100.0, "date"), 2) if rest[1:2] and rest[1] in figures.MONTHS else None


def _short_time(before: str, rest: list[str]) -> tuple[Quantity, int] | None:
    """`under a second`, `in an hour`."""
    short = before in ("under", "in", "within", "than") and rest[1:2] and rest[1] in ("second", "minute", "hour")
    return (Quantity(figures.TIMES[rest[1]], "time"), 2) if short else None


def _every(rest: list[str]) -> tuple[Quantity, int] | None:
    """`every 15 minutes`, `every hour`, `alle fünf Minuten`, `every quarter of an hour`."""
    value, size = _value(rest[1:]) if len(rest) > 1 else (None, 0)
    if value is None and rest[1:2] in (["other"], ["second"]):
        value, size = 2.0, 1
    span = rest[1 + size : 2 + size]
    if span and span[0] in ("quarter", "half") and "hour" in rest[2 + size : 5 + size]:
        return Quantity(1 / (15.0 if span[0] == "quarter" else 30.0), "often"), 3 + size + rest[
            2 + size : 5 + size
        ].index("hour")
    if not span or span[0] not in figures.TIMES:
        return None
    return Quantity(1 / ((value or 1.0) * figures.TIMES[span[0]]), "often"), 2 + size


def _value(rest: list[str]) -> tuple[float | None, int]:
    """A number written in one to four words, and how many."""
    value = figures.number(rest[0])
    if value is None:
        return None, 0
    size = 1
    for word in rest[1:4]:
        more = figures.number(word)
        if word == "and" and size < len(rest) - 1 and value >= 100 and figures.number(rest[size + 1]) is not None:
            size += 1
            continue
        if more is None or not _composes(rest[size - 1], value, word, more):
            break
        value, size = _composed(value, more, word), size + 1
    return value, size


def _composes(before: str, value: float, word: str, more: float) -> bool:
    if before[0].isdigit() and word[0].isdigit():
        return len(word) == 3 and word.isdigit() and value < 1000 and "." not in before and "," not in before
    if more in (100, 1000, 1_000_000):
        return value < more
    if word[0].isdigit() or before[0].isdigit():
        return False
    return more < value and (value >= 100 or (value % 10 == 0 and more < 10))


def _composed(value: float, more: float, word: str) -> float:
    if word[0].isdigit():
        return value * 1000 + more
    return value * more if more in (100, 1000, 1_000_000) else value + more


def _counted(tokens: Sequence[Token], at: int, rest: list[str], known: Vocabulary) -> tuple[Quantity, int] | None:
    value, size = _value(rest)
    if value is None:
        return None
    after = rest[size : size + 4]
    unit = after[0] if after else ""
    if unit in figures.PERCENT or after[:2] in (["per", "cent"], ["pour", "cent"], ["por", "ciento"]):
        return Quantity(value, "percent"), size + (1 if unit in figures.PERCENT else 2)
    if unit in figures.CURRENCY:
        return Quantity(value, "money"), size + 1
    if unit in figures.TIMES and not (tokens[at].word in ("second", "seconde") and size == 1):
        return Quantity(value * figures.TIMES[unit], "time"), size + 1
    if unit in ("am", "pm", "uhr", "h", "heures", "a.m", "p.m"):
        return Quantity(value * 60 + (720 if unit.startswith("p") and value < 12 else 0), "clock"), size + 1
    if unit in figures.MONTHS or (after[1:2] and after[1] in figures.MONTHS and unit in ("de", "of", "th", "st")):
        return _date(value, after, size)
    return _often(value, rest, size) or _of(value, tokens[at + size - 1 : at + size + 3], size, known)


def _date(day: float, after: list[str], size: int) -> tuple[Quantity, int]:
    month = next(word for word in after if word in figures.MONTHS)
    taken = size + after.index(month) + 1
    return Quantity(figures.MONTHS[month] * 100 + day, "date"), taken


def _often(value: float, rest: list[str], size: int) -> tuple[Quantity, int] | None:
    """`60 requests per minute`, `sixty times a minute`, `once a day`: times per minute."""
    for skip in range(3):
        head = rest[size + skip : size + skip + 2]
        if len(head) == 2 and head[0] in figures.PER and head[1] in figures.TIMES:
            counted = rest[size : size + skip]
            if not counted or any(word in figures.TIMES_WORDS for word in counted):
                return Quantity(value / figures.TIMES[head[1]], "often"), size + skip + 2
    return None


def _of(value: float, after: Sequence[Token], size: int, known: Vocabulary) -> tuple[Quantity, int]:
    """What is counted: the concept named after a figure, no joint and no short word between them."""
    thing = False
    for index, (before, token) in enumerate(pairwise(after), 2):
        concept = known.concept(token.word)
        if before.sign or len(token.word) < _SHORTEST or number_like(token.word):
            break
        if token.word in ("times", "mal", "fois", "veces"):
            return Quantity(value, "ratio"), size
        if concept is None and known.language == "en" and is_general(token.word):
            thing = thing or token.word not in _DEGREES
        if concept is not None and concept != "data":
            head = known.concept(after[index].word) if index < len(after) and not token.sign else None
            return Quantity(value, f"of:{head or concept}"), size
    return Quantity(value, "thing" if thing else ""), size


_DEGREES = words("more other further extra single different separate new full scheduled paid")


def number_like(word: str) -> bool:
    """Whether a word begins another figure."""
    return bool(word) and (word[0].isdigit() or word in figures.NUMBERS)
