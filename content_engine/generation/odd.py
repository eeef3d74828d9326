"""Which tokens of untrusted input a candidate must not carry, and which runs of words it must not echo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from content_engine.generation.briefs import Brief
from content_engine.generation.instructions import sentences
from content_engine.generation.patterns import pattern
from content_engine.generation.redaction import wish
from content_engine.generation.sieve import Once, Sifted, sifted
from content_engine.generation.texts import spoken, visible
from content_engine.generation.tokens import SHORT as FEW
from content_engine.generation.tokens import fold, hosts, is_code, squashed, stem, stems, unknown, words
from content_engine.generation.vocabulary import COMMON, SHORT

_QUOTED = pattern(r"[\"'“«‘„(]([^\"'”»’“()]{3,60})[\"'”»’“)]")
RUN = 3
"""How many words in a row make an echo of a sentence that was withheld."""
COPY = 8
"""How many words in a row make a copy of a text in use, or of a document."""
_LITTLE = frozenset(
    map(
        stem,
        ["about", "after", "again", "also", "been", "could", "does", "every", "first", "from", "have", "here", "into",
         "just", "like", "make", "more", "never", "only", "other", "please", "some", "than", "thank", "that", "their",
         "them", "then", "there", "these", "they", "thing", "this", "those", "very", "want", "were", "what", "when",
         "where", "which", "while", "will", "with", "would", "your"],
    )
)  # fmt: skip


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
    copies: frozenset[tuple[str, ...]]
    whole: frozenset[str]
    said: frozenset[str]

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
        if squashed(text) in self.whole or self._copied(folded):
            yield "copy", "words in a row from a text in use or from a document"
        if _spelled_out(folded):
            yield "suspicious", "a word spelled out letter by letter"

    def _carries(self, text: str, written: Sequence[str]) -> bool:
        coded = (word for word in written if (is_code(word) or _jumbled(word)) and fold(word) not in self.facts)
        if any(fold(word) not in self.names or is_code(word) for word in coded):
            return True
        flat = squashed(text)
        return any(code in flat or code[::-1] in flat for code in self.codes)

    def _copied(self, folded: Sequence[str]) -> bool:
        backwards = [word[::-1] for word in reversed(folded)]
        return any(run in self.copies for order in (folded, backwards) for run in _runs(order, COPY))

    def _echoes(self, folded: Sequence[str]) -> bool:
        backwards = [word[::-1] for word in reversed(folded)]
        if any(run in self.runs for order in (folded, backwards) for run in _runs(order, RUN)):
            return True
        flat = "".join(folded)
        return any(sentence in flat or sentence[::-1] in flat for sentence in self.said)


def _spelled_out(folded: Sequence[str]) -> bool:
    """Whether four letters or more stand alone in a row."""
    row = 0
    for word in folded:
        row = row + 1 if len(word) == 1 and word.isalpha() else 0
        if row >= 4:
            return True
    return False


def odd_of(brief: Brief) -> Odd:
    """What is odd in the untrusted input of a brief: passages, note, attributes, labels, examples, texts in review."""
    return _odd(Once(brief))


def familiar(texts: Iterable[str], brief: Brief) -> bool:
    """Whether every word of four letters or more is one of facts, approved texts or everyday language.

    What says something in words of its own may be good, but only an editor can tell; and so is what only repeats a
    label or a fact, whole or in part: whoever could write it would have written the text.
    """
    told = [spoken(text) for text in texts]
    known = _known(_trusted(brief, sifted(brief)))
    return not unknown(told, known, FEW) and not any(_repeats(text, brief) for text in told)


def _repeats(text: str, brief: Brief) -> bool:
    flat = squashed(text)
    return any(flat in squashed(told) for told in (*brief.labels, *(fact.statement for fact in brief.facts)))


@lru_cache(maxsize=16)
def _odd(key: Once) -> Odd:
    brief = key.brief
    kept = sifted(brief)
    trusted = _trusted(brief, kept)
    facts = frozenset(fold(word) for fact in kept.facts for word in words(fact.statement))
    strict, lenient = _strict(brief, kept), _lenient(brief, kept)
    known = _known(trusted)
    common = frozenset(map(stem, map(fold, brief.common)))
    refused = (*kept.withheld, *_refused(brief))
    odd_words = unknown((*refused, *strict), known, FEW) | unknown(lenient, known | common)
    named = frozenset(fold(word) for text in (*trusted, *(text for _, text in kept.passages)) for word in words(text))
    return Odd(
        words=odd_words,
        codes=_codes((*strict, *lenient), facts) | _shouted(strict, known),
        runs=_withheld_runs(brief, kept, trusted),
        said=_said((*refused, *kept.tainted), trusted),
        copies=_runs_of(tuple(map(spoken, (*brief.existing, *brief.approved, brief.note))), COPY)
        | _runs_of(tuple(text for _, text in kept.passages), COPY),
        whole=frozenset(squashed(spoken(text)) for text in brief.existing),
        facts=facts,
        hosts=_hosts(brief),
        names=named,
    )


@lru_cache(maxsize=16)
def _known(trusted: tuple[str, ...]) -> frozenset[str]:
    return stems(trusted) | COMMON


@lru_cache(maxsize=32)
def _runs_of(texts: tuple[str, ...], length: int) -> frozenset[tuple[str, ...]]:
    return frozenset(run for text in texts for run in _runs([fold(word) for word in words(text)], length))


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
    return (*kept.tainted, *(text for _, text in kept.passages), *(one.heading for one, _ in kept.passages), *fresh)


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


def _withheld_runs(brief: Brief, kept: Sifted, trusted: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Runs of words that only what was kept back holds, but for those of nothing but little words."""
    read = (*trusted, *(text for _, text in kept.passages))
    found = _runs_of((*kept.withheld, *kept.tainted, *_refused(brief)), RUN) - _runs_of(read, RUN)
    return frozenset(run for run in found if any(len(word) > 3 and stem(word) not in _LITTLE for word in run))


def _runs(folded: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(folded[at : at + length]) for at in range(len(folded) - length + 1))


def _said(refused: tuple[str, ...], trusted: tuple[str, ...]) -> frozenset[str]:
    """Short sentences of what was kept back, squashed, which are too short for runs."""
    own = " ".join(squashed(text) for text in trusted)
    short = {squashed(one) for text in refused for one in (*sentences(text), text) if len(words(one)) <= RUN}
    quoted = {squashed(one) for text in refused for one in _QUOTED.findall(visible(text))}
    long = {one for one in short if len(one) >= 8} | {one for one in quoted if len(one) >= 4}
    return frozenset(one for one in long if one not in own)


def _jumbled(word: str) -> bool:
    """Whether capitals stand in the middle of a word more than once, as in text that was encoded."""
    inner = sum(before.islower() and after.isupper() for before, after in pairwise(word))
    return inner >= 2 and len(word) >= 8
