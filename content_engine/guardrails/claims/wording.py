"""A text as words with places: what the rules on claims share, worked out once per text.

Sentences stand far apart, so that no pattern reaches from one into the next unless it says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Between the last word of a sentence and the first of the next. Wider than the widest gap of a pattern.
APART = 24
_TOKEN = re.compile(
    r"[^\W\d_]+n't\b|'(?:s|ll|re|ve|d|m)\b|[^\W\d_]+|\d{1,3}(?:[ \u202f\xa0]\d{3})+\b|\d[\d.,]*\d(?:st|nd|rd|th|x|k|m)?|\d(?:st|nd|rd|th|x|k|m)?"
    r"|[%$€£#★☆+:\"“”„«»{}\[\]<>|?!]|[.…]+|\n\s*|[,;()–—]|&"
)
_ENDS = frozenset(".?!…\n")
_STOPS = frozenset(",;()–—:")
_SPOKEN: Mapping[str, str] = {"'ll": "will", "'re": "are", "'ve": "have", "'d": "would", "'m": "am"}
FIRST, START, END = "^^", "^", "$end"


@dataclass(frozen=True)
class Wording:
    """Words in order, the place of each, and `start:end` of each in the folded text. Boundaries are words, too."""

    words: tuple[str, ...]
    places: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    breaks: int
    """Bit per place after which a clause ends."""


def wording(folded: str, visible: str, plans: frozenset[str]) -> Wording:
    """The words of `folded`. A word of `plans` that `visible` writes as a name becomes `plan:<word>`."""
    builder = _Builder(folded, visible if len(visible) == len(folded) else "", plans)
    for match in _TOKEN.finditer(folded):
        builder.take(match[0], match.start(), match.end())
    return builder.done()


class _Builder:
    """Collects words; opens a sentence with its first word and closes it at its end mark."""

    def __init__(self, folded: str, visible: str, plans: frozenset[str]) -> None:
        self._folded, self._visible, self._plans = folded, visible, plans
        self._words: list[str] = []
        self._places: list[int] = []
        self._spans: list[tuple[int, int]] = []
        self._place, self._open, self._breaks = 0, False, 0

    def take(self, word: str, start: int, end: int) -> None:
        """The next token of the text."""
        if word[0] in _ENDS and (word[0] != "\n" or word.count("\n") > 1):
            self._close(word, start, end)
            return
        if word in _STOPS or word[0] == "\n":
            self._breaks |= 1 << self._place
        if word == "'s" or word[0] in ",;()–—\n":
            return
        if not self._open:
            self._open = True
            self._add(START if self._words else FIRST, start, start)
        self._add(self._named(_SPOKEN.get(word, word), start, end), start, end)

    def _close(self, mark: str, start: int, end: int) -> None:
        if self._open:
            if mark[0] == "?" or mark[0] == "!":
                self._add(mark[0], start, end)
            self._add(END, start, start)
            self._place += APART
            self._open = False

    def _add(self, word: str, start: int, end: int) -> None:
        self._place += 1
        self._words.append(word)
        self._places.append(self._place)
        self._spans.append((start, end))

    def _named(self, word: str, start: int, end: int) -> str:
        if word not in self._plans or not self._visible or not self._visible[start].isupper():
            return word
        first = self._words[-1] in (START, FIRST)
        return word if first and not self._subject(end) else f"plan:{word}"

    def _subject(self, end: int) -> bool:
        """Whether what follows makes a capital at the beginning of a sentence a name: a verb, "and", "plan"."""
        return _FOLLOWS.match(self._folded, end) is not None

    def done(self) -> Wording:
        """What was collected, the last sentence closed."""
        self._close(".", len(self._folded), len(self._folded))
        return Wording(tuple(self._words), tuple(self._places), tuple(self._spans), self._breaks)


_FOLLOWS = re.compile(
    r"\W+(?:is|are|has|have|and|or|includes?|costs?|gets?|comes?|keeps?|plan|plans|workspaces?|may|can|refresh\w*|adds?"
    r"|users?|customers?|und|oder|hat|ist|kostet|bietet|et|ou|est|comprend|coute|y|o|es|incluye|tiene|cuesta|for the)\b"
)
