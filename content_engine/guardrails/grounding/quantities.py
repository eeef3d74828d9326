"""The figures of a sentence: how many tokens one takes, what it measures or counts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from content_engine.guardrails.grounding import figures
from content_engine.guardrails.grounding.figures import Quantity
from content_engine.guardrails.grounding.general import is_general
from content_engine.guardrails.grounding.vocabulary import Vocabulary
from content_engine.guardrails.patterns import pattern, words

_SHORTEST = 4
_VERSION = 1.0 + 1e-9
_CLOCK = pattern(r"^(\d{1,2})[:h](\d{2})?$")
NEGATIONS = words(
    "no not without never none neither nor cannot n't cant isn't aren't doesn't don't can't won't wasn't "
    "hasn't lacks lack"
    " missing nobody nothing nichts rien nada kein keine keinen keinem keiner nicht ohne nie niemals ne pas "
    "sans aucun aucune jamais ni no sin"
    " nunca ningun ninguna tampoco except excluding unavailable"
)
JOINTS = words("and or plus & und oder sowie et ou ainsi y o e as_well_as nor und/oder and/or also too")


class Token(NamedTuple):
    """A word folded, as it was written, and the sign after it: a comma, a colon or a bracket."""

    word: str
    raw: str
    sign: str = ""


LEADS = words(
    "$ € £ us$ quarter half viertel quart cuarto every each once twice a an alle jede toutes cada einmal "
    "zweimal in im en einen einem einer eine ein un une una"
)
_ARTICLES = words("einen einem einer eine ein un une una")
POINTING = words("all these those first last next both top")
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


_NTH = words("first second third fourth last next ersten zweiten dritten vierten letzten nachsten")


def _month(rest: list[str]) -> tuple[Quantity, int] | None:
    """`in March`, `im Januar`, `in Q3`, `in the second quarter`."""
    if rest[1:2] and rest[1] in figures.MONTHS:
        return Quantity(figures.MONTHS[rest[1]] * 100.0, "date"), 2
    for at in range(2, min(len(rest), 4)):
        if rest[at] in ("quarter", "quartal", "halbjahr") and rest[at - 1] in _NTH:
            return Quantity(1700.0, "date"), at + 1
    return None


_OF_TEN = words("in von sur de cada out")


def _of_ten(after: list[str]) -> bool:
    """`6 of 10 members`: not a place in a row, as `step 2 of 3` is."""
    return after[:2] == ["of", "10"] and len(after) > 2


def _share(value: float, after: list[str]) -> tuple[Quantity, int] | None:
    """`nine in ten`, `neun von zehn`, `nueve de cada diez`."""
    for at, word in enumerate(after[:3]):
        whole = figures.number(word)
        if at and whole and whole > value >= 1 and whole in (3, 4, 5, 10, 100):
            return Quantity(100 * value / whole, "share" if value > 1 else "percent"), at + 1
        if word not in _OF_TEN and after[:2] not in (["out", "of"], ["of", "the"]) and not _of_ten(after):
            return None
    return None


def _short_time(before: str, rest: list[str]) -> tuple[Quantity, int] | None:
    """`under a second`, `in an hour`, `lasts a month`."""
    unit = rest[1] if len(rest) > 1 else ""
    short = before in ("under", "in", "within", "than") and unit in ("second", "minute", "hour")
    long = before in LASTING and unit in ("hour", "day", "week", "month", "year")
    return (Quantity(figures.TIMES[unit], "time"), 2) if short or long else None


LASTING = words("lasts last lasting takes take runs for within after keeps")


def _every(rest: list[str]) -> tuple[Quantity, int] | None:
    """`every 15 minutes`, `every hour`, `alle fünf Minuten`, `every quarter of an hour`."""
    rest = [rest[0], *rest[2:]] if (skipped := rest[1:2] and rest[1] in _THE) else rest
    found = _every_of(rest)
    return (found[0], found[1] + 1) if found and skipped else found


_THE = words("les las los die der das")


def _every_of(rest: list[str]) -> tuple[Quantity, int] | None:
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
    # "TLS 1.0" is a version and no count of one.
    value = _VERSION if value == 1.0 and rest[0] not in ("1", "one", "uno") else value
    after = rest[size : size + 4]
    unit = after[0] if after else ""
    if unit in figures.PERCENT or after[:2] in (["per", "cent"], ["pour", "cent"], ["por", "ciento"]):
        return Quantity(value, "percent"), size + (1 if unit in figures.PERCENT else 2)
    if unit in figures.CURRENCY:
        return Quantity(value, "money"), size + 1
    shared = _share(value, rest[size:])
    if shared is not None:
        return shared[0], size + shared[1]
    portion = _portion(value, rest[size:])
    if portion is not None:
        return portion[0], size + portion[1]
    if unit in figures.TIMES and not (tokens[at].word in ("second", "seconde") and size == 1):
        return Quantity(value * figures.TIMES[unit], "time"), size + 1
    if unit in ("am", "pm", "uhr", "h", "heures", "a.m", "p.m"):
        return Quantity(value * 60 + (720 if unit.startswith("p") and value < 12 else 0), "clock"), size + 1
    if unit in figures.MONTHS or (after[1:2] and after[1] in figures.MONTHS and unit in ("de", "of", "th", "st")):
        return _date(value, after, size)
    return _often(value, rest, size) or _of(value, tokens[at + size - 1 : at + size + 3], size, known)


_LINKS = words(
    "a an of and half quarters full whole entire calendar straight consecutive working business more "
    "ganze volle einer de d heure long ganzen vollen entiers enteros completos"
)
_QUARTERS = words("quarters quarter viertel quarts quart cuartos cuarto")


def _portion(value: float, after: list[str]) -> tuple[Quantity, int] | None:
    """`half a month`, `three quarters of an hour`, `one and a half years`, `14 full days`."""
    for at, word in enumerate(after[:5]):
        if word in figures.TIMES and word not in _LINKS and (at or word not in _QUARTERS):
            passed = after[:at]
            if not at or (passed[0] in ("a", "an") and value != 0.5):
                return None
            value += 0.5 if passed[:3] == ["and", "a", "half"] else 0.0
            return Quantity(value * figures.TIMES[word] / (4 if passed[0] in _QUARTERS else 1), "time"), at + 1
        if word not in _LINKS and word not in _QUARTERS:
            return None
    return None


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
