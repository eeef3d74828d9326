"""`phrases:<id>` and `disclosure:<id>`: the wordings a brand forbids, and those that need other words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from content_engine.domain.brand import Disclosure, OnFail, PhraseRule
from content_engine.guardrails.patterns import Pattern, either, pattern
from content_engine.guardrails.reading import Reading, fold
from content_engine.guardrails.rule import Found

_WORD = pattern(r"[\p{L}\p{N}]+|[^\s\p{L}\p{N}]")
# Between two words of a phrase: anything but letters and digits, briefly, so that "risk - free" is still "risk free".
_GAP = r"[^\p{L}\p{N}]{1,4}"
_EDGE = r"[^\p{L}\p{N}]"
Own = TypeVar("Own", PhraseRule, Disclosure)


def phrase_source(phrase: str) -> str:
    """A pattern for folded text that finds `phrase` as whole words, with any short gap between them."""
    found = [match[0] for match in _WORD.finditer(fold(phrase))]
    spoken = [word for word in found if word.isalnum()] or found
    return rf"(?:^|{_EDGE})(?:{_GAP.join(map(_escaped, spoken))})(?:{_EDGE}|$)"


def _escaped(word: str) -> str:
    return word if word.isalnum() else "".join(rf"\x{{{ord(char):X}}}" for char in word)


@dataclass(frozen=True)
class _Written(Generic[Own]):
    """A rule of the brand's own file, under its kind's prefix."""

    prefix: ClassVar[str]
    rule: Own

    @property
    def id(self) -> str:
        """The prefix and the id of the rule in `brand.yaml`."""
        return f"{self.prefix}:{self.rule.id}"

    @property
    def on_fail(self) -> OnFail:
        """What the brand asks for."""
        return self.rule.on_fail

    @property
    def params(self) -> Mapping[str, object]:
        """The rule as the brand wrote it."""
        return self.rule.model_dump(mode="json")


@dataclass(frozen=True)
class Phrases(_Written[PhraseRule]):
    """One prohibited claim of a brand: phrases and patterns over folded text, minus what is allowed."""

    forbidden: Pattern
    allowed: Pattern | None

    prefix: ClassVar[str] = "phrases"

    def find(self, reading: Reading) -> Iterator[Found]:
        """Every wording that is forbidden in this kind and locale and not let through."""
        if not self._applies(reading):
            return
        let_through = None
        for found in self.forbidden.finditer(reading.folded):
            let_through = let_through if let_through is not None else self._let_through(reading.folded)
            if not any(start < found.end() and found.start() < end for start, end in let_through):
                message = self.rule.description or "a wording the brand does not use"
                yield Found(
                    *reading.span("folded", *_trimmed(reading.folded, *found.span())), message, self.rule.replace
                )

    def _applies(self, reading: Reading) -> bool:
        kinds, locales = self.rule.kinds, self.rule.locales
        return (not kinds or reading.kind in kinds) and (not locales or reading.locale.split("-")[0] in locales)

    def _let_through(self, text: str) -> list[tuple[int, int]]:
        return [] if self.allowed is None else [match.span() for match in self.allowed.finditer(text)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the edges a phrase pattern takes along."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


@dataclass(frozen=True)
class Restricted(_Written[Disclosure]):
    """A restricted claim: it may stand only in a text that also holds the disclosure it needs."""

    claimed: Pattern
    disclosed: str

    prefix: ClassVar[str] = "disclosure"

    def find(self, reading: Reading) -> Iterator[Found]:
        """The claim, when its disclosure is missing."""
        found = self.claimed.search(reading.folded)
        if found and self.disclosed not in " ".join(reading.folded.split()):
            span = reading.span("folded", *_trimmed(reading.folded, *found.span()))
            yield Found(*span, f"this needs the words: {self.rule.requires}")


def phrases(rule: PhraseRule) -> Phrases:
    """The guardrail for one prohibited claim. Raises ValueError naming a rule that is empty or not RE2."""
    sources = [*map(phrase_source, rule.phrases), *map(fold_pattern, rule.patterns)]
    if not sources:
        raise ValueError(f"prohibited rule {rule.id} has neither phrases nor patterns")
    allowed = either(map(phrase_source, rule.allow)) if rule.allow else None
    try:
        return Phrases(rule, either(sources), allowed)
    except ValueError as error:
        raise ValueError(f"prohibited rule {rule.id}: {error}") from error


def restricted(rule: Disclosure) -> Restricted:
    """The guardrail for one restricted claim."""
    if not rule.phrases:
        raise ValueError(f"restricted rule {rule.id} has no phrases")
    return Restricted(rule, either(map(phrase_source, rule.phrases)), " ".join(fold(rule.requires).split()))


def fold_pattern(source: str) -> str:
    """A pattern of an editor, made for folded text: accents go from its letters, escapes stay as they are."""
    return "".join(fold(char) if char.isalpha() and not char.isascii() else char for char in source)
