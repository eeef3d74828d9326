"""`competitor`: rival names in any spelling: spaced, split, leet, look-alike, masked, reversed, misspelt or described.

The text is squeezed to letters and searched once for all names; only words that begin like a name are then measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from content_engine.domain.brand import Names, OnFail
from content_engine.guardrails.patterns import Pattern, either, pattern
from content_engine.guardrails.phrases import fold_pattern, phrase_source
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found
from content_engine.guardrails.spelling import DRAWN, Name, name_of, squash

_SEPARATORS = {code: " " for code in range(128) if not chr(code).isalnum()}
_MASKED = pattern(r"[a-z0-9]+[*#_•?~=×+%@$.'-]+[a-z0-9*#_•?~=×+%@$.'-]*[a-z0-9*]")
_BREAK = pattern(r"[.!?:;,…][\s]+|\n")
# Before two everyday words these make them a name: "switch from data peak", "better than data peak".
_BEFORE_NAME = pattern(
    r"\b(?:from|than|vs\.?|versus|unlike|over|leav(?:e|es|ing)|ditch(?:ing)?|replac(?:e|es|ing)|beats?|against"
    r"|alternatives? to"
    r"|compet(?:e|es|ing) with|used by|sold by|made by|named|von|als|statt|gegen|de chez|contre|que|frente a"
    r"|contra)\s+$"
)
_AFTER_NAME = pattern(
    r"(?:'s)?\s+(?:is (?:dead|gone|over|down|expensive|slow)|users?|customers?|accounts?|subscriptions?|pricing"
    r"|migration|vs|or acme"
    r"|costs|charges|cannot|can't|does|doesn't|kunden|nutzer)\b"
)
_RIVALS = either(
    (
        r"\b(?:vendors?|rivals?|competitors?|competition|folks|guys|startups?|providers?|suppliers?|those people)\b",
        r"\b(?:that|other|another|certain|the) (?:other )?(?:company|brand|vendor|analytics (?:tool|company|vendor))\b",
        r"\b(?:whose name|name (?:rhymes|starts|begins|sounds)|rhymes with|sounds like|initials|named after)\b",
        r"\b(?:wettbewerber|konkurrenz|konkurrent|konkurrenten|mitbewerber|anbieter|deren name|dessen name)\b",
        r"\b(?:concurrents?|concurrence|fournisseur|dont le nom|competidor(?:es)?|competencia|proveedor|cuyo nombre)\b",
    )
)
_SENTENCE = pattern(r"[^.!?\n;]+")
_WORD_END = ("", "s", "es", "ed", "ing", "er", "r", "d")


@dataclass(frozen=True)
class Competitor:
    """Blocks the names of rivals. Everyday words that happen to make one pass, unless a name would stand there."""

    names: tuple[Name, ...]
    drawn: Pattern
    starts: Mapping[tuple[str, int], tuple[Name, ...]]
    halves: frozenset[str]
    phrases: Pattern | None
    allowed: Pattern | None
    settings: Names
    on_fail: OnFail = "reject"
    id: str = "competitor"

    @property
    def params(self) -> Mapping[str, object]:
        """The names and what else is configured for them."""
        return self.settings.model_dump(mode="json")

    def find(self, reading: Reading) -> Iterator[Found]:
        """Each place where a name stands, however it is written."""
        text = _without(self.allowed, reading.folded)
        for start, end in (*self._squeezed(reading, text), *self._misspelt(text), *self._described(text)):
            yield Found(*reading.span("folded", start, end), "a rival's name")
        if self.phrases is not None and (found := self.phrases.search(text)):
            yield Found(*reading.span("folded", *found.span()), "a rival's name or a paraphrase of it")

    def _squeezed(self, reading: Reading, text: str) -> Iterator[tuple[int, int]]:
        """Names in the text without anything but letters and digits, digits and signs read as the letters they draw."""
        letters = text.translate(DRAWN)
        for found in self.drawn.finditer(squash(letters)):
            places = [at for at, char in enumerate(letters) if char.isalnum()]
            start, end = places[found.start()], places[found.end() - 1] + 1
            if self._stands(reading, text, start, end):
                yield start, end

    def _stands(self, reading: Reading, text: str, start: int, end: int) -> bool:
        """Whether letters that make a name, at `start:end`, are one: not the ends of words, nor two everyday words."""
        written = text[start:end]
        gaps = sum(not char.isalnum() for char in written)
        if not gaps or gaps * 2 >= len(written) - gaps:
            return True
        if _inside_word(text, start, end) or _BREAK.search(written):
            return False
        if " " not in written or not self._everyday(written):
            return True
        first, last = reading.span("folded", start, end)
        raw = reading.raw[first:last]
        return raw in (raw.title(), raw.upper()) or bool(
            _BEFORE_NAME.search(text[:start]) or _AFTER_NAME.match(text[end:])
        )

    def _everyday(self, written: str) -> bool:
        parts = tuple(squash(part) for part in written.split())
        return any(name.everyday and name.parts == parts for name in self.names)

    def _misspelt(self, text: str) -> Iterator[tuple[int, int]]:
        """Words a few letters off a name, and words with signs for some of a name's letters."""
        words = text.translate(_SEPARATORS).split()
        for word in set(words):
            for name in self.starts.get((word[0], len(word)), ()):
                if name.misspelt(word):
                    at = text.find(word)
                    yield at, at + len(word)
        yield from self._masked(text)
        yield from self._half_misspelt(text, words)

    def _masked(self, text: str) -> Iterator[tuple[int, int]]:
        for piece in _MASKED.finditer(text):
            joined = squash(piece[0])
            near = self.starts.get((joined[0], len(joined)), ())
            if any(name.misspelt(joined) for name in near) or any(name.masked(piece[0]) for name in self.names):
                yield piece.span()

    def _half_misspelt(self, text: str, words: list[str]) -> Iterator[tuple[int, int]]:
        """`beakon bi`, `metrixx 360`: one part right, the other a letter off."""
        if self.halves.isdisjoint(words):
            return
        for first, second in pairwise(words):
            either_right = first in self.halves or second in self.halves
            if either_right and any(name.half_misspelt(first, second) for name in self.names):
                at = text.find(first)
                yield at, at + len(first)

    def _described(self, text: str) -> Iterator[tuple[int, int]]:
        """All parts of a name in one sentence that talks of rivals."""
        if _RIVALS.search(text) is None:
            return
        for sentence in _SENTENCE.finditer(text):
            present = frozenset(sentence[0].translate(_SEPARATORS).split())
            named = any(_all_parts(name, present) for name in self.names)
            if named and _RIVALS.search(sentence[0]):
                yield sentence.span()


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    plural = after[:1] == "s" and not after[1:2].isalnum()
    return before.isalnum() or (after[:1].isalnum() and not plural)


def _all_parts(name: Name, present: frozenset[str]) -> bool:
    return len(name.parts) > 1 and all(any(part + end in present for end in _WORD_END) for part in name.parts)


def _without(allowed: Pattern | None, text: str) -> str:
    return text if allowed is None else str(allowed.sub(lambda match: "\n" * len(match[0]), text))


def competitor(settings: Names) -> Competitor | None:
    """The rule for a brand's rivals, None when it names none. Raises ValueError for a pattern that is not RE2."""
    if not settings.names:
        return None
    names = tuple(name_of(written, settings.parts.get(written, ())) for written in settings.names)
    starts: dict[tuple[str, int], tuple[Name, ...]] = {}
    for name in names:
        for start in name.starts:
            starts[start] = (*starts.get(start, ()), name)
    phrases = [*map(phrase_source, settings.aliases), *map(fold_pattern, settings.patterns)]
    allowed = [phrase_source(wording) for wording in settings.allow]
    return Competitor(
        names,
        either(form for name in names for form in name.forms),
        starts,
        frozenset(half for name in names for half in name.halves),
        either(phrases) if phrases else None,
        either(allowed) if allowed else None,
        settings,
        settings.on_fail,
    )
