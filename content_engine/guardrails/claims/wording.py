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
    r"[^\W\d_]+n't\b|'(?:s|ll|re|ve|d|m)\b|[^\W\d_]+|\d{1,3}(?:[ \u202f\xa0]\d{3})+\b|\d[\d.,]*\d(?:st|nd|rd|th|x|k|m)?|\d(?:st|nd|rd|th|x|k|m)?"
    r"|[%$€£#★☆+:\"“”„«»{}\[\]<>|?!]|[.…]+|\n\s*|[,;()–—]|&"
)
_ENDS = frozenset(".?!…\n")
_QUIET = frozenset((",", ";", "(", ")", "–", "—", "'s"))
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
    """The words of `folded`. A word of `plans` that `visible` writes as a name becomes `plan:<word>`."""
    builder = _Builder(folded, visible if len(visible) == len(folded) else "", plans)
    for match in _TOKEN.finditer(folded):
        word = match[0]
        if word in _QUIET:
            builder.pause(word)
        elif word[0] in _ENDS and (word[0] != "\n" or word.count("\n") > 1):
            builder.close(word, match.start())
        elif word[0] != "\n":
            builder.add(word, match.start())
        else:
            builder.pause(word)
    return builder.done()


class _Builder:
    """Collects words; opens a sentence with its first word and closes it at its end mark."""

    def __init__(self, folded: str, visible: str, plans: frozenset[str]) -> None:
        self._folded, self._visible, self._plans = folded, visible, plans
        self._words: list[str] = []
        self._places: list[int] = []
        self._starts: list[int] = []
        self._place, self._open, self._breaks = 0, False, 0

    def pause(self, word: str) -> None:
        """A mark between clauses; an apostrophe with an s says nothing."""
        if word != "'s":
            self._breaks |= 1 << self._place

    def add(self, word: str, start: int) -> None:
        """The next word of a sentence."""
        if word == ":":
            self._breaks |= 1 << self._place
        if not self._open:
            self._open = True
            self._put(START if self._words else FIRST, start)
        if word in _SPOKEN:
            word = _SPOKEN[word]
        elif word in self._plans:
            word = self._named(word, start)
        self._place += 1
        self._words.append(word)
        self._places.append(self._place)
        self._starts.append(start)

    def close(self, mark: str, start: int) -> None:
        """The end of a sentence, where one is open. Question and exclamation marks are words."""
        if not self._open:
            return
        if mark[0] in "?!":
            self._put(mark[0], start)
        self._put(END, start)
        self._place += APART
        self._open = False

    def _put(self, word: str, start: int) -> None:
        self._place += 1
        self._words.append(word)
        self._places.append(self._place)
        self._starts.append(start)

    def _named(self, word: str, start: int) -> str:
        if not self._visible or not self._visible[start].isupper():
            return word
        first = self._words[-1] in (START, FIRST)
        return word if first and _FOLLOWS.match(self._folded, start + len(word)) is None else f"plan:{word}"

    def done(self) -> Wording:
        """What was collected, the last sentence closed."""
        self.close(".", len(self._folded))
        return Wording(self._words, self._places, self._starts, self._breaks)


_FOLLOWS = re.compile(
    r"\W+(?:is|are|has|have|and|or|includes?|costs?|gets?|comes?|keeps?|plan|plans|workspaces?|may|can|refresh\w*|adds?"
    r"|users?|customers?|und|oder|hat|ist|kostet|bietet|et|ou|est|comprend|coute|y|o|es|incluye|tiene|cuesta|for the)\b"
)
