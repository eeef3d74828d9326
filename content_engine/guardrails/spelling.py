"""How a name can be written so that a reader still knows it: drawn with digits and signs, misspelt, masked.

Distance is optimal string alignment (F. J. Damerau, CACM 7(3), 1964, with each letter edited once), cut off early.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content_engine.guardrails.patterns import pattern, words
from content_engine.guardrails.reading import fold

_SIGNS = {
    "4": "a",
    "@": "a",
    "3": "e",
    "€": "e",
    "1": "i",
    "!": "i",
    "|": "i",
    "0": "o",
    "5": "s",
    "$": "s",
    "7": "t",
    "+": "t",
    "†": "t",
    "¢": "c",
    "¥": "y",
}
# `l` and `i` are drawn alike, and a digit may stand for either.
DRAWN = str.maketrans({**_SIGNS, "8": "b", "9": "g", "l": "i"})
_NOT_LETTER = pattern(r"[^\p{L}\p{N}]+")
_CAMEL = pattern(r"[A-Z]+[a-z]*|[a-z]+|[0-9]+")
_SOUNDS = (("ph", "f"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("c", "k"), ("x", "ks"), ("z", "s"), ("w", "v"))
_VOWELS = str.maketrans("", "", "aeiouhy")
_MOST_OFF = 2
_ALIKE = ("ckq", "sz", "vwf", "iy", "ao")
# Parts of names that are everyday words of a text about data.
_EVERYDAY = words("chart wise data peak board beacon point view metric metrics insight flow base scale path sense lake")


_SIGN_CODES = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())


def squash(text: str) -> str:
    """`text` without anything but letters and digits."""
    return text.translate(_SIGN_CODES) if text.isascii() else "".join(filter(str.isalnum, text))


def _sound(text: str) -> str:
    for spelled, heard in _SOUNDS:
        text = text.replace(spelled, heard)
    return text.translate(_VOWELS)


@dataclass(frozen=True)
class Name:
    """One name, folded and squashed, with what is needed to recognise it."""

    squashed: str
    parts: tuple[str, ...]
    letters: frozenset[str]
    sound: str

    @property
    def forms(self) -> tuple[str, ...]:
        """How it stands in a text that was drawn and squashed: forwards and backwards."""
        drawn = squash(self.squashed.translate(DRAWN))
        return drawn, drawn[::-1]

    @property
    def starts(self) -> Iterator[tuple[str, int]]:
        """First letter and length of what may be a misspelling: its own first two letters, or one that sounds alike."""
        first, size = self.squashed[0], len(self.squashed)
        letters = frozenset(self.squashed[:2]).union(*(group for group in _ALIKE if first in group))
        return ((letter, size + more) for letter in letters for more in range(-_MOST_OFF, _MOST_OFF + 1))

    @property
    def halves(self) -> tuple[str, ...]:
        """Its two parts, if one of them alone, beside a misspelt other, is enough to know it."""
        return self.parts if len(self.parts) == 2 and not self.everyday else ()

    @property
    def everyday(self) -> bool:
        """Whether its parts are everyday words, so that they may meet in an innocent sentence."""
        return len(self.parts) > 1 and all(part in _EVERYDAY for part in self.parts)

    def misspelt(self, word: str) -> bool:
        """Whether `word` is the name a few letters off. Fewer for short names: ordinary words are near."""
        size = len(self.squashed)
        most = 0 if size < 6 else 1 if size < 8 else 2
        if (
            word.removesuffix("s") in self.parts
            or abs(len(word) - size) > _MOST_OFF
            or len(self.letters.difference(word)) > _MOST_OFF
        ):
            return False
        if most < 2 and size > 5 and len(self.sound) > 3 and _sound(word) == self.sound:
            most = 2
        return distance(word, self.squashed, most) <= most

    def half_misspelt(self, first: str, second: str) -> bool:
        """Whether two words are its two parts, one of them a letter off. Never for everyday words."""
        if not self.halves:
            return False
        left, right = self.halves
        if second == right:
            return len(left) > 4 and distance(first, left, 1) <= 1
        return first == left and len(right) > 4 and distance(second, right, 1) <= 1

    def masked(self, piece: str) -> bool:
        """`ch*rtwise`, `c***twise`: signs for letters, half of the name left."""
        if len(piece) != len(self.squashed) or piece[0] != self.squashed[0]:
            return False
        same = sum(a == b for a, b in zip(piece, self.squashed, strict=True))
        hidden = sum(not char.isalnum() for char in piece)
        return same + hidden == len(piece) and same * 2 >= len(piece)


def name_of(written: str, parts: Sequence[str] = ()) -> Name:
    """The name ready for matching; without `parts` it is cut at capitals, digits and spaces."""
    squashed = squash(fold(written))
    cut = tuple(fold(part) for part in parts or _CAMEL.findall(written))
    return Name(squashed, cut, frozenset(squashed), _sound(squashed))


def distance(left: str, right: str, most: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between the two; `most + 1` when there are more."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
