"""Which tokens of untrusted input a candidate must not carry, and which runs of words it must not echo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from content_engine.generation.briefs import Brief
from content_engine.generation.redaction import wish
from content_engine.generation.sieve import Sifted, sifted
from content_engine.generation.tokens import fold, hosts, is_code, squashed, stem, stems, unknown, words
from content_engine.generation.vocabulary import COMMON, SHORT

RUN = 4
"""How many words in a row make an echo of a sentence that was withheld."""


@dataclass(frozen=True)
class Odd:
    """What is odd about a brief's untrusted input.

    `words` are stems of long words that only it holds; `codes` (squashed) are codes and shouted words that only it
    holds; `runs` are sequences of words from withheld sentences. `facts` are the codes that facts state and `hosts` the
    places that may be named.
    """

    words: frozenset[str]
    codes: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    facts: frozenset[str]
    hosts: frozenset[str]
    names: frozenset[str]

    def faults(self, text: str) -> Iterator[tuple[str, str]]:
        """Rule and message of everything in `text` that comes from untrusted input alone, or from nowhere."""
        written = words(text)
        folded = [fold(word) for word in written]
        if any(stem(word) in self.words for word in folded):
            yield "suspicious", "a word that only untrusted material holds"
        if self._carries(text, written):
            yield "suspicious", "a code that no fact states"
        if any(host not in self.hosts for host in hosts(text)):
            yield "suspicious", "an address that is not the brand's"
        if self._echoes(folded):
            yield "echo", "words in a row from a sentence that was kept from the prompt"

    def _carries(self, text: str, written: Sequence[str]) -> bool:
        coded = (word for word in written if (is_code(word) or _jumbled(word)) and fold(word) not in self.facts)
        if any(fold(word) not in self.names or is_code(word) for word in coded):
            return True
        flat = squashed(text)
        return any(code in flat or code[::-1] in flat for code in self.codes)

    def _echoes(self, folded: Sequence[str]) -> bool:
        return bool(self.runs) and any(run in self.runs for run in _runs(folded))


def odd_of(brief: Brief) -> Odd:
    """What is odd in the untrusted input of a brief: passages, note, attributes, labels, examples, texts in review."""
    return _odd(_Key(brief))


class _Key:
    """A brief by identity, so that its oddities are worked out once for all drafts of one answer."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief

    def __hash__(self) -> int:
        return id(self.brief)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.brief is self.brief


@lru_cache(maxsize=16)
def _odd(key: _Key) -> Odd:
    brief = key.brief
    kept = sifted(brief)
    trusted = _trusted(brief, kept)
    facts = frozenset(fold(word) for fact in kept.facts for word in words(fact.statement))
    strict, lenient = _strict(brief, kept), _lenient(brief, kept)
    known = stems(trusted) | COMMON
    common = frozenset(map(stem, map(fold, brief.common)))
    odd_words = unknown(strict, known) | unknown(lenient, known | common)
    named = frozenset(fold(word) for text in (*trusted, *(text for _, text in kept.passages)) for word in words(text))
    return Odd(
        words=odd_words,
        codes=_codes((*strict, *lenient), facts) | _shouted(strict, known),
        runs=_withheld_runs((*kept.withheld, *_refused(brief)), trusted),
        facts=facts,
        hosts=_hosts(brief),
        names=named,
    )


def _trusted(brief: Brief, kept: Sifted) -> tuple[str, ...]:
    brand = brief.brand
    return (
        brand.name,
        *brand.products,
        *(fact.statement for fact in kept.facts),
        *kept.approved,
        *brief.component.taxonomy.values(),
        *brief.placeholders,
    )


def _strict(brief: Brief, kept: Sifted) -> tuple[str, ...]:
    """What nobody reviewed as content: an editor's note, a subject's attributes, segment labels, withheld sentences."""
    return (*kept.withheld, *brief.labels, brief.note, *_values(brief.attributes))


def _refused(brief: Brief) -> tuple[str, ...]:
    """Attributes, and a note that became no wish: what no text has a reason to repeat."""
    return (*_values(brief.attributes), *([] if wish(brief.note) else [brief.note]))


def _lenient(brief: Brief, kept: Sifted) -> tuple[str, ...]:
    shown = (*brief.existing, *(one.text for one in (*brief.good, *brief.bad)))
    fresh = tuple(text for text in shown if text not in brief.approved)
    return (*(text for _, text in kept.passages), *(one.heading for one, _ in kept.passages), *fresh)


def _values(value: Any, depth: int = 0) -> list[str]:
    """Every text in an attribute, however nested."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict) and depth < 8:
        return [text for key, child in value.items() for text in (*_values(child, depth + 1), *_values(key, depth + 1))]
    if isinstance(value, list | tuple) and depth < 8:
        return [text for child in value for text in _values(child, depth + 1)]
    return [] if value is None else [str(value)]


def _codes(texts: Sequence[str], facts: frozenset[str]) -> frozenset[str]:
    found = {fold(word) for text in texts for word in words(text) if is_code(word)}
    return frozenset(squashed(word) for word in found if word not in facts)


def _shouted(texts: Sequence[str], known: frozenset[str]) -> frozenset[str]:
    """Words in capitals of four letters or more that nothing known holds: what attacks are marked with."""
    capitals = {word for text in texts for word in words(text) if len(word) >= 4 and word.isupper() and word.isalpha()}
    return frozenset(fold(word) for word in capitals if stem(fold(word)) not in known and fold(word) not in SHORT)


def _hosts(brief: Brief) -> frozenset[str]:
    brand = brief.brand
    named = (*brand.links.hosts, *brand.links.mailto, *brief.links, *(h for t in brief.approved for h in hosts(t)))
    return frozenset(found for one in named for found in (one.lower(), *hosts(one)))


def _withheld_runs(texts: Sequence[str], trusted: Sequence[str]) -> frozenset[tuple[str, ...]]:
    own = {run for text in trusted for run in _runs([fold(word) for word in words(text)])}
    found = {run for text in texts for run in _runs([fold(word) for word in words(text)])}
    return frozenset(found - own)


def _runs(folded: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if 2 <= len(folded) < RUN:
        yield tuple(folded)
    for at in range(len(folded) - RUN + 1):
        yield tuple(folded[at : at + RUN])


def _jumbled(word: str) -> bool:
    """Whether capitals stand in the middle of a word more than once, as in text that was encoded."""
    inner = sum(before.islower() and after.isupper() for before, after in pairwise(word))
    return inner >= 2 and len(word) >= 8
