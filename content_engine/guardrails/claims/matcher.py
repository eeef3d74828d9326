"""Finds the patterns of all rules in one text at once.

A place is a bit: where a term stands is one integer, and a pattern is followed with shifts and ands over all places
together (the bit-parallel idea of Baeza-Yates and Gonnet, 1992, on words instead of letters). Only patterns whose
rarest part occurs are tried at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content_engine.guardrails.claims.notation import Line, Terms
from content_engine.guardrails.claims.wording import Wording

_KNOWN_WORDS = 65_536
_SCOPE = 5
_AFTER = 4


@dataclass(frozen=True)
class Hit:
    """A pattern of a rule found: the places of its parts, and the line it comes from."""

    rule: str
    places: tuple[int, ...]
    line: Line


@dataclass(frozen=True)
class _Pattern:
    rule: str
    parts: tuple[int, ...]
    gaps: tuple[int, ...]
    line: Line


class Vocabulary:
    """Which parts a word belongs to. A part is a number; terms are words, stems (`stem*`) and pieces (`*piece*`)."""

    def __init__(self) -> None:
        self._parts: dict[Terms, int] = {}
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._stems: dict[str, set[int]] = defaultdict(set)
        self._pieces: dict[str, set[int]] = defaultdict(set)
        self.phrases: dict[int, list[tuple[tuple[int, ...], int]]] = defaultdict(list)
        self.of = lru_cache(maxsize=_KNOWN_WORDS)(self._of)

    def __len__(self) -> int:
        return len(self._parts)

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
            pieces = tuple(self.part(frozenset((piece,))) for piece in term.split("_"))
            self.phrases[pieces[0]].append((pieces, part))
        elif term.startswith("*"):
            self._pieces[term].add(part)
        elif term.endswith("*") and len(term) > 1:
            self._stems[term[:-1]].add(part)
        else:
            self._exact[term].add(part)

    def _of(self, word: str) -> tuple[int, ...]:
        found = set(self._exact.get(word, ()))
        plan, colon, bare = word.partition(":")
        if plan and colon and bare != "free":
            found |= set(self._of(bare))
        if word[0] in "0123456789":
            found |= self._exact.get("#num", set())
        for length in range(2, min(len(word), 18) + 1):
            found |= self._stems.get(word[:length], set())
        for piece, parts in self._pieces.items():
            if word.endswith(piece[1:]) if not piece.endswith("*") else piece[1:-1] in word:
                found |= parts
        return tuple(sorted(found))


class Matcher:
    """The patterns of all rules for one language."""

    def __init__(self, lines: Mapping[str, Sequence[Line]], denials: Terms, keys: Mapping[str, Mapping[str, Terms]], *,
                 denied_after: bool) -> None:
        self._words = Vocabulary()
        self._denials = self._words.part(denials)
        self._after = denied_after
        patterns = [self._pattern(rule, line) for rule, some in lines.items() for line in some]
        self._by_anchor = _anchored(patterns)
        self._keys = {rule: [(self._words.part(terms), name) for name, terms in some.items()] for rule, some in keys.items()}

    def _pattern(self, rule: str, line: Line) -> _Pattern:
        return _Pattern(rule, tuple(map(self._words.part, line.parts)), line.gaps, line)

    def places(self, text: Wording) -> dict[int, int]:
        """For each part that occurs, the bits of its places."""
        places: dict[int, int] = {}
        of = self._words.of
        for word, place in zip(text.words, text.places, strict=True):
            for part in of(word):
                places[part] = places.get(part, 0) | 1 << place
        phrases = self._words.phrases
        made = [(part, _together(pieces, places)) for first in places for pieces, part in phrases.get(first, ())]
        for part, ends in made:
            if ends:
                places[part] = places.get(part, 0) | ends
        return places

    def keys(self, rule: str, places: Mapping[int, int], window: int, text: Wording) -> frozenset[str]:
        """The things a fact may state that `rule` asks about and that stand at the places of `window`: concepts, and
        the words themselves where the concept is only a list of further things (`key_…_other`)."""
        found: set[str] = set()
        for part, name in self._keys.get(rule, ()):
            here = places.get(part, 0) & window
            if here:
                found.update(_words_at(here, text) if name.endswith("_other") else (name,))
        return frozenset(found)

    def hits(self, text: Wording, places: Mapping[int, int]) -> list[Hit]:
        """Every pattern found and neither denied nor let through."""
        found: list[Hit] = []
        allowed: dict[str, int] = {}
        for anchor in places:
            for pattern in self._by_anchor.get(anchor, ()):
                ends = _ends(pattern, places)
                if ends:
                    self._note(pattern, ends, places, text, found, allowed)
        return [hit for hit in found if not _covered(hit, allowed.get(hit.rule, 0))] if allowed else found

    def _note(
        self, pattern: _Pattern, ends: int, places: Mapping[int, int], text: Wording, found: list[Hit],
        allowed: dict[str, int],
    ) -> None:  # fmt: skip
        while ends:
            end = ends.bit_length() - 1
            ends ^= 1 << end
            at = _traced(pattern, end, places)
            if pattern.line.lets_through:
                allowed[pattern.rule] = allowed.get(pattern.rule, 0) | between(at[0], at[-1])
            elif pattern.line.though_denied or not self._denied(at, places, text):
                found.append(Hit(pattern.rule, at, pattern.line))
                return

    def _denied(self, at: tuple[int, ...], places: Mapping[int, int], text: Wording) -> bool:
        """Whether a denial stands before the match in its clause, inside it, or (German) right after it."""
        denials = places.get(self._denials, 0)
        if not denials:
            return False
        for place in at:
            denials &= ~(1 << place)
        first, last = at[0], at[-1]
        if denials & between(first, last):
            return True
        before = denials & between(max(first - _SCOPE, 0), first)
        if before and not text.breaks & between(before.bit_length() - 1, first - 1):
            return True
        after = denials & between(last, last + _AFTER) if self._after else 0
        return bool(after) and not text.breaks & between(last, (after & -after).bit_length() - 1)


def _words_at(bits: int, text: Wording) -> Iterator[str]:
    """The words at the places of `bits`, singular and plural alike."""
    for word, place in zip(text.words, text.places, strict=True):
        if bits >> place & 1:
            yield word.rstrip("s")


def between(first: int, last: int) -> int:
    """The bits of the places from `first` to `last`, both included."""
    return (1 << last + 1) - (1 << first) if last >= first else 0


def _covered(hit: Hit, allowed: int) -> bool:
    return bool(allowed & between(hit.places[0], hit.places[-1]))


def _anchored(patterns: Iterable[_Pattern]) -> dict[int, tuple[_Pattern, ...]]:
    """Patterns by the part that the fewest patterns share, which is likely the rarest in a text."""
    patterns = list(patterns)
    shared: dict[int, int] = defaultdict(int)
    for pattern in patterns:
        for part in set(pattern.parts):
            shared[part] += 1
    by_anchor: dict[int, list[_Pattern]] = defaultdict(list)
    for pattern in patterns:
        by_anchor[min(pattern.parts, key=lambda part: shared[part])].append(pattern)
    return {anchor: tuple(some) for anchor, some in by_anchor.items()}


def _together(pieces: tuple[int, ...], places: Mapping[int, int]) -> int:
    at = places.get(pieces[0], 0)
    for piece in pieces[1:]:
        if not at:
            return 0
        at = (at << 1) & places.get(piece, 0)
    return at


def _ends(pattern: _Pattern, places: Mapping[int, int]) -> int:
    """The bits of the places where `pattern` ends."""
    at = places.get(pattern.parts[0], 0)
    for part, gap in zip(pattern.parts[1:], pattern.gaps[1:], strict=True):
        here = places.get(part, 0)
        if not at or not here:
            return 0
        at = _spread(at << 1, gap) & here
    return at


def _spread(bits: int, width: int) -> int:
    """`bits` and the `width` places after each, by doubling."""
    done = 0
    while done < width:
        step = min(done + 1, width - done)
        bits |= bits << step
        done += step
    return bits


def _traced(pattern: _Pattern, end: int, places: Mapping[int, int]) -> tuple[int, ...]:
    """The places of the parts of a match that ends at `end`: nearest first, going back, each with a way on."""
    layers = [places.get(pattern.parts[0], 0)]
    for part, gap in zip(pattern.parts[1:], pattern.gaps[1:], strict=True):
        layers.append(_spread(layers[-1] << 1, gap) & places.get(part, 0))
    at = [end]
    for layer, gap in zip(reversed(layers[:-1]), reversed(pattern.gaps[1:]), strict=True):
        window = layer & between(max(at[-1] - gap - 1, 0), at[-1] - 1)
        at.append(window.bit_length() - 1)
    return tuple(reversed(at))
