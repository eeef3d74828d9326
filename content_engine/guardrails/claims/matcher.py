"""Finds the patterns of all rules in one text at once.

A place is a bit: where a term stands is one integer, and a pattern is followed with shifts and ands over all places
together (the bit-parallel idea of Baeza-Yates and Gonnet, 1992, on words instead of letters). A pattern is only tried
where its rarest part occurs and all its other parts do, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from content_engine.guardrails.claims.notation import Line, Terms
from content_engine.guardrails.claims.vocabulary import KNOWN_WORDS, Vocabulary
from content_engine.guardrails.claims.wording import APART, Wording
from content_engine.guardrails.patterns import words

_SCOPE = 5
# Of one pattern in one text: enough to be sure, few enough for a text of nothing else.
_ENOUGH = 16
_AFTER = 4
# The commonest words of the four languages, and of the products this is written about: a poor sign of any pattern.
EVERYDAY = words(
    "^ ^^ $end ? #num the a an of to in on and or for with by at from as is are was be been it its this that "
    "these you your we our us they their can could will would may not no do does don't have has had so if when "
    "what which who how one two all any every each more most than then there here only new out up down into over "
    "about after before them get gets make chart charts dashboard dashboards alert alerts data plan plans team "
    "business enterprise free report workspace reports month week day days table tables number numbers acme "
    "analytics see open add set use choose keep show shows : % $ der die das den dem ein eine einen und oder in "
    "im am an auf mit fur von zu ist sind sie ihr ihre ihren nicht es wie wenn le la les un une des de du et ou "
    "en dans sur pour par avec est sont vous votre vos ne pas que qui il ce sans plus el los las una unos del al "
    "y o con su sus es son no se lo por para mas como "
)


@dataclass(frozen=True)
class Hit:
    """A pattern of a rule found: the places of its parts, and the line it comes from."""

    rule: str
    places: tuple[int, ...]
    line: Line


@dataclass(frozen=True, eq=False)
class _Pattern:
    rule: str
    parts: tuple[int, ...]
    gaps: tuple[int, ...]
    line: Line
    needs: int
    """Bit per part."""


class Matcher:
    """The patterns of all rules for one language."""

    def __init__(
        self, lines: Mapping[str, Sequence[Line]], denials: Terms, keys: Mapping[str, Mapping[str, Terms]], *,
        denied_after: bool,
    ) -> None:  # fmt: skip
        self._words = Vocabulary()
        self._denials = self._words.part(denials)
        self._after = denied_after
        self._by_anchor = _anchored(self._pattern(rule, line) for rule, some in lines.items() for line in some)
        self._keys = {
            rule: [(self._words.part(terms), name) for name, terms in some.items()] for rule, some in keys.items()
        }
        self._of = lru_cache(maxsize=KNOWN_WORDS)(self._known)

    def _pattern(self, rule: str, line: Line) -> _Pattern:
        parts = tuple(map(self._words.part, line.parts))
        return _Pattern(rule, parts, line.gaps, line, sum(1 << part for part in set(parts)))

    def _known(self, word: str) -> tuple[int, tuple[_Pattern, ...]]:
        """The parts of a word as bits, and the patterns to try where it occurs."""
        parts = self._words.of(word)
        return sum(1 << part for part in parts), tuple(p for part in parts for p in self._by_anchor.get(part, ()))

    def hits(self, text: Wording) -> list[Hit]:
        """Every pattern found and neither denied nor let through."""
        bits, phrases = _bits(text), list(self._words.phrases(text.words))
        tried = self._candidates(bits, phrases)
        found = self._found([p for p in tried if not p.line.lets_through], bits, phrases, text)
        if not found:
            return []
        rules = {hit.rule for hit in found}
        allowing = [p for p in tried if p.line.lets_through and p.rule in rules]
        allowed = self._allowed(allowing, self._wanted(allowing, bits, phrases, text))
        return [hit for hit in found if not allowed.get(hit.rule, 0) & between(hit.places[0], hit.places[-1])]

    def _wanted(
        self, patterns: Sequence[_Pattern], bits: Mapping[str, int], phrases: Sequence[tuple[int, int]], text: Wording
    ) -> dict[int, int]:
        wanted = frozenset(part for pattern in patterns for part in pattern.parts) | {self._denials}
        return self._places(bits, phrases, text, wanted)

    def _found(
        self, patterns: Sequence[_Pattern], bits: Mapping[str, int], phrases: Sequence[tuple[int, int]], text: Wording
    ) -> list[Hit]:
        places = self._wanted(patterns, bits, phrases, text)
        found = []
        for pattern in patterns:
            for at in islice(_matches(pattern, places), _ENOUGH):
                if pattern.line.though_denied or not self._denied(at, places, text):
                    found.append(Hit(pattern.rule, at, pattern.line))
        return found

    def _allowed(self, patterns: Sequence[_Pattern], places: Mapping[int, int]) -> dict[str, int]:
        """By rule, the places that are let through."""
        allowed: dict[str, int] = {}
        for pattern in patterns:
            reach = APART - 1 if pattern.line.whole_sentence else 0
            for at in islice(_matches(pattern, places), _ENOUGH):
                span = between(max(at[0] - reach, 0), at[-1] + reach)
                allowed[pattern.rule] = allowed.get(pattern.rule, 0) | span
        return allowed

    def _candidates(self, bits: Mapping[str, int], phrases: Sequence[tuple[int, int]]) -> list[_Pattern]:
        """The patterns of which every part occurs somewhere."""
        there = 0
        anchored: list[Sequence[_Pattern]] = []
        for word in bits:
            parts, patterns = self._of(word)
            there |= parts
            if patterns:
                anchored.append(patterns)
        for _, part in phrases:
            there |= 1 << part
            anchored.append(self._by_anchor.get(part, ()))
        missing = ~there
        return list(dict.fromkeys(p for patterns in anchored for p in patterns if not p.needs & missing))

    def places(self, text: Wording) -> dict[int, int]:
        """For each part that occurs, the bits of its places."""
        return self._places(_bits(text), list(self._words.phrases(text.words)), text, None)

    def _places(
        self, bits: Mapping[str, int], phrases: Sequence[tuple[int, int]], text: Wording, wanted: frozenset[int] | None
    ) -> dict[int, int]:
        places: dict[int, int] = {}
        for word, here in bits.items():
            parts = self._words.of(word)
            for part in parts if wanted is None else parts & wanted:
                places[part] = places.get(part, 0) | here
        for index, part in phrases:
            places[part] = places.get(part, 0) | 1 << text.places[index]
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

    def _denied(self, at: tuple[int, ...], places: Mapping[int, int], text: Wording) -> bool:
        """Whether a denial stands before the match in its clause, inside it, or (German) right after it."""
        denials = places.get(self._denials, 0)
        for place in at:
            denials &= ~(1 << place)
        if not denials:
            return False
        first, last = at[0], at[-1]
        if denials & between(first, last):
            return True
        before = denials & between(max(first - _SCOPE, 0), first)
        if before and not text.breaks & between(before.bit_length() - 1, first - 1):
            return True
        after = denials & between(last, last + _AFTER) if self._after else 0
        return bool(after) and not text.breaks & between(last, (after & -after).bit_length() - 1)


def _bits(text: Wording) -> dict[str, int]:
    """For each word the bits of its places."""
    bits: dict[str, int] = {}
    for word, place in zip(text.words, text.places, strict=True):
        bits[word] = bits.get(word, 0) | 1 << place
    return bits


def _words_at(bits: int, text: Wording) -> Iterator[str]:
    """The words at the places of `bits`, singular and plural alike."""
    for word, place in zip(text.words, text.places, strict=True):
        if bits >> place & 1:
            yield word.rstrip("s")


def between(first: int, last: int) -> int:
    """The bits of the places from `first` to `last`, both included."""
    return (1 << last + 1) - (1 << first) if last >= first else 0


def _anchored(patterns: Iterable[_Pattern]) -> dict[int, tuple[_Pattern, ...]]:
    """Patterns by the part that is likely the rarest in a text: the one with the fewest everyday words, then terms."""
    by_anchor: dict[int, list[_Pattern]] = defaultdict(list)
    for pattern in patterns:
        parts = zip(pattern.parts, pattern.line.parts, strict=True)
        by_anchor[min(parts, key=lambda pair: _commonness(pair[1]))[0]].append(pattern)
    return {anchor: tuple(some) for anchor, some in by_anchor.items()}


def _commonness(terms: Terms) -> tuple[int, int]:
    return sum(term in EVERYDAY for term in terms), len(terms)


def _ends(pattern: _Pattern, places: Mapping[int, int]) -> int:
    """The bits of the places where `pattern` ends."""
    at = places.get(pattern.parts[0], 0)
    for part, gap in zip(pattern.parts[1:], pattern.gaps[1:], strict=True):
        at = _spread(at << 1, gap) & places.get(part, 0)
        if not at:
            return 0
    return at


def _matches(pattern: _Pattern, places: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """The places of every match, the last one first."""
    ends = _ends(pattern, places)
    while ends:
        end = ends.bit_length() - 1
        ends ^= 1 << end
        yield _traced(pattern, end, places)


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
