"""Which parts of patterns a word belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from content_engine.guardrails.claims.notation import Terms

KNOWN_WORDS = 65_536
_LONGEST_STEM = 18
_DIGITS = frozenset("0123456789")
Phrase = tuple[tuple[str, ...], int]


class Vocabulary:
    """A part is a number for a set of terms: words, stems (`stem*`), pieces (`*piece*`) and phrases (`two_words`)."""

    def __init__(self) -> None:
        self._parts: dict[Terms, int] = {}
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._stems: dict[str, set[int]] = defaultdict(set)
        self._pieces: dict[str, set[int]] = defaultdict(set)
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        self.of = lru_cache(maxsize=KNOWN_WORDS)(self._of)
        self._begin = lru_cache(maxsize=KNOWN_WORDS)(self._begun)

    def part(self, terms: Terms) -> int:
        """The number of the part that any of `terms` makes."""
        known = self._parts.get(terms)
        if known is None:
            known = self._parts[terms] = len(self._parts)
            for term in terms:
                self._add(term, known)
        return known

    def _add(self, term: str, part: int) -> None:
        if "_" in term:
            first, *rest = term.split("_")
            self._phrases[first].append((tuple(rest), part))
        elif term.startswith("*"):
            self._pieces[term].add(part)
        elif term.endswith("*") and len(term) > 1:
            self._stems[term[:-1]].add(part)
        else:
            self._exact[term].add(part)

    def _of(self, word: str) -> frozenset[int]:
        found = set(self._exact.get(word, ()))
        plan, colon, bare = word.partition(":")
        if plan and colon and bare and bare != "free":
            found |= self._of(bare)
        if word[0] in _DIGITS:
            found |= self._exact.get("#num", set())
        for length in range(2, min(len(word), _LONGEST_STEM) + 1):
            found |= self._stems.get(word[:length], set())
        for piece, parts in self._pieces.items():
            if word.endswith(piece[1:]) if not piece.endswith("*") else piece[1:-1] in word:
                found |= parts
        return frozenset(found)

    def phrases(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """For every phrase in `words`, its part with the index of its first and with that of its last word."""
        for index, (word, following) in enumerate(pairwise(words)):
            for rest, part in self._begin(word, following):
                last = index + 1 + len(rest)
                if last < len(words) and all(map(_is, words[index + 2 : last + 1], rest)):
                    yield index, part
                    yield last, part

    def _begun(self, word: str, following: str) -> tuple[Phrase, ...]:
        """The phrases that begin with these two words: what comes after them, and the part."""
        stems = (f"{word[:length]}*" for length in range(1, len(word) + 1))
        return tuple(
            (rest[1:], part)
            for first in (word, *stems)
            for rest, part in self._phrases.get(first, ())
            if _is(following, rest[0])
        )


def _is(word: str, term: str) -> bool:
    return word == term or (term.endswith("*") and word.startswith(term[:-1]))
