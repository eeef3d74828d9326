"""A text as words with places: what the rules on claims share, worked out once per text.

Sentences stand far apart, so that no pattern reaches from one into the next unless it says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Between the last word of a sentence and the first of the next. Wider than the widest gap of a pattern.
APART = 24
_TOKEN = re.compile(
    r"\d\d?\.(?= (?:januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)\b)|"
    r"p[1-4]\b|[^\W\d_]+(?:'t\b)?|[.…]+|,|\n\s*|\d{1,3}(?:[ \u202f\xa0]\d{3})+\b|\d[\d.,]*\d(?:st|nd|rd|th|x|k|m)?"
    r"|\d(?:st|nd|rd|th|x|k|m)?|'(?:ll|re|ve|d|m|s)\b|[;()–—:?!&%$€£#★☆+\"“”„«»{}\[\]<>|]"
)
_MARKS: Mapping[str, str] = {**dict.fromkeys(".?!…\n", "end"), **dict.fromkeys(",;()–—", "pause"), ":": "colon"}
_SPOKEN: Mapping[str, str] = {"'ll": "will", "'re": "are", "'ve": "have", "'d": "would", "'m": "am"}
FIRST, START, END = "^^", "^", "$end"


@dataclass(frozen=True)
class Wording:
    """Words in order, the place of each, and where each stands in the folded text. Boundaries are words, too."""

    words: Sequence[str]
    places: Sequence[int]
    starts: Sequence[int]
    breaks: int
    """Bit per place after which a clause ends."""

    def span(self, place: int) -> tuple[int, int]:
        """Where in the folded text the word at `place` stands."""
        index = self.places.index(place)
        word = self.words[index].removeprefix("plan:")
        return self.starts[index], self.starts[index] + (0 if word in (FIRST, START, END) else len(word))


def wording(folded: str, visible: str, plans: frozenset[str]) -> Wording:
    """The words of `folded`. A word of `plans` that `visible` writes as a name becomes `plan:<word>`.

    One loop, because it runs over every word of every text.
    """
    seen = visible if len(visible) == len(folded) else ""
    words: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    place, opened, breaks = 0, False, 0
    for match in _TOKEN.finditer(folded):
        word, start = match[0], match.start()
        if word == "'s":
            continue
        kind = _MARKS.get(word[0], "")
        if not kind or (kind == "colon" and opened):
            if kind:
                breaks |= 1 << place
            if not opened:
                opened, place = True, place + 1
                words.append(START if words else FIRST)
                places.append(place)
                starts.append(start)
            if word in plans or word in _SPOKEN:
                word = _SPOKEN.get(word) or _named(word, start, words[-1], folded, seen)
            place += 1
            words.append(word)
            places.append(place)
            starts.append(start)
        elif kind == "end" and (word[0] != "\n" or word.count("\n") > 1):
            if opened:
                ends = (word[0], END) if word[0] in "?!" else (END,)
                words += ends
                places += range(place + 1, place + 1 + len(ends))
                starts += [start] * len(ends)
                place, opened = place + len(ends) + APART, False
        else:
            breaks |= 1 << place
    return Wording(*_closed(words, places, starts, len(folded) if opened else -1), breaks)


def _closed(
    words: list[str], places: list[int], starts: list[int], at: int
) -> tuple[Sequence[str], Sequence[int], Sequence[int]]:
    """The last sentence closed, where it is open."""
    if at >= 0:
        words.append(END)
        places.append(places[-1] + 1)
        starts.append(at)
    return words, places, starts


def _named(word: str, start: int, before: str, folded: str, visible: str) -> str:
    if not visible or not visible[start].isupper():
        return word
    first = before in (START, FIRST)
    return word if first and _FOLLOWS.match(folded, start + len(word)) is None else f"plan:{word}"


_FOLLOWS = re.compile(
    r"\W+(?:is|are|has|have|stays|remains|and|or|includes?|costs?|gets?|comes?|keeps?|plan|plans|workspaces?|may|can|refresh\w*|adds?"
    r"|users?|customers?|und|oder|hat|ist|kostet|bietet|et|ou|est|comprend|coute|y|o|es|incluye|tiene|cuesta|for the)\b"
)
