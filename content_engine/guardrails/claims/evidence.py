"""What the approved facts state, so that a claim which repeats one passes and any other is blocked.

A sentence is covered by a fact when everything in it that matters to the rule (its keys), every number and every plan
it names stand in that fact, the numbers beside the plan they belong to. English facts cover sentences of any language,
because keys are concepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content_engine.domain.brand import Fact
from content_engine.guardrails.claims.matcher import Hit, Matcher, between
from content_engine.guardrails.claims.wording import END, FIRST, START, Wording

PLAN = "plan:"
_WORDS: Mapping[str, str] = {
    word: value
    for value, some in {
        "2": "two twice zwei deux dos",
        "3": "three drei trois tres",
        "4": "four vier quatre cuatro",
        "5": "five funf cinq cinco",
        "6": "six sechs seis",
        "7": "seven sieben sept siete",
        "8": "eight acht huit ocho",
        "9": "nine neun neuf nueve",
        "10": "ten zehn dix diez",
        "12": "twelve zwolf douze doce",
        "14": "fourteen vierzehn quatorze catorce",
        "15": "fifteen funfzehn quinze quince",
        "18": "eighteen achtzehn",
        "19": "nineteen neunzehn",
        "20": "twenty zwanzig vingt veinte",
        "24": "twenty_four vierundzwanzig",
        "30": "thirty dreissig trente treinta",
        "36": "sechsunddreissig",
        "40": "forty vierzig quarante cuarenta",
        "45": "funfundvierzig",
        "50": "fifty funfzig cinquante cincuenta",
        "60": "sixty sechzig soixante sesenta",
        "90": "ninety neunzig noventa",
        "100": "hundred hundert cent cien ciento hundreds",
        "1000": "thousand tausend mille mil thousands tausende milliers miles",
    }.items()
    for word in some.split()
}
# A small number in words says something only beside what it counts ("two seats", not "two ways").
_SMALL = frozenset(["2", "3", "4"])
_COUNTED = re.compile(
    "hour|minut|second|sekund|stund|segund|heur|hora|people|person|seat|platz|siege|plaza|day|tag|jour|dia|week|woch|sem|month|monat|mois|mes|year|jahr|an|"
    "user|nutzer|dashboard|team|percent|prozent|pour|por|%|dollar|euro|cent|$"
)
# Sixty of these are one of the next unit, which is what a fact may speak of.
_SIXTIETH = ("minut", "second", "sekund", "segund")
# What says little alone: a discount, nothing to pay. Something else must stand in the fact beside it.
_VAGUE = frozenset({"key_off", "key_free", "key_code"})
_FREE = frozenset({"key_free"})
# How a price for each is told from a price for all.
_EACH = frozenset({"each", "apiece", "jeweils", "je", "chacun", "chacune"})
_PER = ("per", "pro", "par", "por", "every")
_HEADS = (
    "user", "users", "seat", "seats", "person", "people", "nutzer", "platz", "plaetze", "personen", "utilisateur",
    "siege", "personne", "usuario", "plaza", "persona",
)  # fmt: skip
_TIMES = (("week", 7), ("woche", 7), ("semain", 7), ("semana", 7), ("year", 12), ("jahr", 12), ("day", 24))
Figure = frozenset[str]


def numbers(words: Sequence[str]) -> frozenset[Figure]:
    """The numbers among `words` in figures, each with what else it may mean: two weeks are 14 days."""
    found = set()
    for before, word, following in zip(("", *words), words, (*words[1:], ""), strict=False):
        value = _value(before, word, following)
        if value:
            found.add(frozenset({value, *_also(before, value, following)}))
    return frozenset(found)


def _value(before: str, word: str, following: str) -> str:
    if word[0] in "0123456789":
        return _plain(word)
    value = "" if following == "hundred" else _WORDS.get(word, "")
    if value == "100" and before in _WORDS:
        return str(int(_WORDS[before]) * 100)
    if word == "one" and following in ("hour", "minute"):
        return "1"
    return "" if value in _SMALL and before != "of" and not _COUNTED.match(following) else value


def _also(before: str, value: str, following: str) -> list[str]:
    if before in ("to", "until") and value.isdigit() and int(value) < 12 and not following.startswith(_HEADS):
        return [str(int(value) + 12)]
    if value == "60" and following.startswith(_SIXTIETH):
        return ["1"]
    times = next((times for unit, times in _TIMES if following.startswith(unit)), 0)
    return [str(int(value) * times)] if times and value.isdigit() else []


def _plain(word: str) -> str:
    digits = re.sub("[^0-9.,]", "", word).rstrip(".,")
    whole, mark, part = digits.replace(",", ".").rpartition(".")
    if mark and len(part) == 3:
        digits = digits.replace(",", "").replace(".", "")
    elif mark:
        digits = f"{whole.replace('.', '')}.{part}"
    return digits + "000" if word.endswith("k") else digits


@dataclass(frozen=True)
class _Sentence:
    keys: Mapping[str, frozenset[str]]
    numbers: frozenset[Figure]
    plans: frozenset[str]


class Evidence:
    """The facts, sentence by sentence, as the rules see them."""

    def __init__(self, matcher: Matcher, texts: Iterable[Wording], rules: Iterable[str]) -> None:
        known = list(texts)
        self._facts = [(_subjects(matcher, text), _sentences(matcher, text, tuple(rules))) for text in known]
        self._said = frozenset(_plainly(words) for text in known for words in _split(text))

    def covers(self, hit: Hit, matcher: Matcher, text: Wording) -> bool:
        """Whether one fact states what the sentence of `hit` states, or all that `hit` touches is quoted from facts."""
        if all(_plainly(words) in self._said for words in _touched(text, hit)):
            return True
        if not hit.line.coverable:
            return False
        window, words = _around(text, hit)
        keys = matcher.keys(hit.rule, matcher.places(text), window & ~_converted(text), text)
        figures = numbers(_without_heads(words) if hit.rule == "price" else words)
        plans = frozenset(word for word in words if word.startswith(PLAN))
        if (not keys and len(figures) < 2) or (keys <= _VAGUE and not figures and (plans or keys != _FREE)):
            return False
        return any(
            _covered(fact, hit.rule, keys, figures, plans)
            for subjects, fact in self._facts
            if hit.rule in subjects or len(_stated(fact, hit.rule)) > 1
        )

    def unquoted(self, text: Wording) -> Sequence[str]:
        """The words of the sentences of `text` that are not, word for word, a sentence of a fact."""
        return [word for words in _split(text) if _plainly(words) not in self._said for word in words]


def _split(text: Wording) -> Iterator[Sequence[str]]:
    """The words of each sentence, boundaries included."""
    return (text.words[begin:end] for begin, end in _bounds(text))


def _touched(text: Wording, hit: Hit) -> Iterator[Sequence[str]]:
    """The words of each sentence that a part of `hit` stands in."""
    for begin, end in _bounds(text):
        if any(text.places[begin] <= place <= text.places[end - 1] for place in hit.places):
            yield text.words[begin:end]


def _bounds(text: Wording) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and where the next one does, as indices of words."""
    starts = [index for index, word in enumerate(text.words) if word in (START, FIRST)]
    return zip(starts, [*starts, len(text.words)][1:], strict=True)


def _plainly(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in (START, FIRST, END))


def _stated(fact: Sequence[_Sentence], rule: str) -> frozenset[str]:
    return frozenset().union(*(sentence.keys.get(rule, frozenset()) for sentence in fact))


def _subjects(matcher: Matcher, text: Wording) -> frozenset[str]:
    """The rules a fact has something to say about: those it would break if it were no fact."""
    return frozenset(hit.rule for hit in matcher.hits(text))


def _covered(
    fact: Sequence[_Sentence], rule: str, keys: frozenset[str], figures: frozenset[Figure], plans: frozenset[str]
) -> bool:
    stated = _stated(fact, rule)
    named = frozenset().union(*(sentence.plans for sentence in fact))
    if not plans <= (named or plans - {PLAN + "free"}):
        return False
    if keys <= stated:
        return all(any(_beside(sentence, figure, figures, plans) for sentence in fact) for figure in figures)
    return _saved(fact, keys, figures, plans) and keys - _VAGUE <= stated


def _saved(fact: Sequence[_Sentence], keys: frozenset[str], figures: frozenset[Figure], plans: frozenset[str]) -> bool:
    """Whether the sentence speaks of what one thing costs less than another, and every figure is that difference."""
    beside = [sentence for sentence in fact if not plans or plans & sentence.plans]
    return (
        "key_off" in keys
        and bool(figures)
        and all(any(_difference(sentence, figure) for sentence in beside) for figure in figures)
    )


def _beside(sentence: _Sentence, figure: Figure, figures: frozenset[Figure], plans: frozenset[str]) -> bool:
    if plans and sentence.plans and not plans & sentence.plans:
        return False
    stated = frozenset().union(*sentence.numbers)
    return bool(figure & stated) or _product(figure, figures, stated)


def _difference(sentence: _Sentence, figure: Figure) -> bool:
    """Whether `figure` is how far two numbers of the sentence are apart: what the cheaper of two prices saves."""
    stated = [int(value) for number in sentence.numbers for value in number if value.isdigit()]
    return any(str(one - other) in figure for one in stated for other in stated if one > other > 1)


def _product(figure: Figure, figures: frozenset[Figure], stated: frozenset[str]) -> bool:
    """Whether a stated price, times a number of the sentence or the months of a year, makes `figure`, or it is such a
    number."""
    mine = {int(value) for value in figure if value.isdigit()}
    given = {int(value) for value in stated if value.isdigit()}
    times = {12, *(int(value) for other in figures if other != figure for value in other if value.isdigit())}
    made = {price * count for price in given for count in times}
    counted = any(price * count in times for price in given for count in mine if count < price)
    return bool(mine & made) or counted


def _without_heads(words: Sequence[str]) -> list[str]:
    """The words without the number of people, where what follows is the price of each of them."""
    pairs = set(pairwise(words))
    each = not _EACH.isdisjoint(words) or any((per, head) in pairs for per in _PER for head in _HEADS)
    return [
        word
        for word, after in pairwise([*words, ""])
        if not (each and after.startswith(_HEADS) and _value("", word, after))
    ]


def _converted(text: Wording) -> int:
    """The bits of the places of units of which there are sixty, read as one of the next unit."""
    pairs = zip(text.words, text.words[1:], text.places[1:], strict=False)
    return sum(1 << place for word, unit, place in pairs if unit.startswith(_SIXTIETH) and _value("", word, "") == "60")


def _around(text: Wording, hit: Hit) -> tuple[int, Sequence[str]]:
    """The places and the words of the sentence that `hit` ends in."""
    first, last = 0, len(text.words)
    for index, (word, place) in enumerate(zip(text.words, text.places, strict=True)):
        if word in (START, FIRST) and place <= hit.places[-1]:
            first = index
        if word == END and place >= hit.places[-1]:
            last = index
            break
    return between(text.places[first], text.places[min(last, len(text.places) - 1)]), text.words[first:last]


def _sentences(matcher: Matcher, text: Wording, rules: Sequence[str]) -> list[_Sentence]:
    places = matcher.places(text)
    found = []
    for begin, end in _bounds(text):
        words = text.words[begin:end]
        window = between(text.places[begin], text.places[end - 1])
        keys = {rule: matcher.keys(rule, places, window, text) for rule in rules}
        found.append(_Sentence(keys, numbers(words), frozenset(w for w in words if w.startswith(PLAN))))
    return found


def statements(facts: Sequence[Fact]) -> list[str]:
    """What the facts say."""
    return [fact.statement for fact in facts]
