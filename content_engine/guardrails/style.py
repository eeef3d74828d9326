"""`style`: how loud a text may be: emoji, exclamation marks and capitals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from content_engine.domain.brand import OnFail, Style
from content_engine.guardrails.emoji import SEQUENCE
from content_engine.guardrails.patterns import pattern
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

_EMOJI = pattern(SEQUENCE)
_TEXT_SIGNS = frozenset("©®™‼⁉↔↕↖↗↘↙↩↪")
# Shares of a few letters say nothing: "OK" is not shouting.
_LEAST_LETTERS = 8


@dataclass(frozen=True)
class Loudness:
    """The brand's limits of style for the kinds it names."""

    style: Style
    id: str = "style"

    @property
    def on_fail(self) -> OnFail:
        """What the brand asks for."""
        return self.style.on_fail

    @property
    def params(self) -> Mapping[str, object]:
        """The limits as the brand wrote them."""
        return self.style.model_dump(mode="json")

    def find(self, reading: Reading) -> Iterator[Found]:
        """One breach for each limit that is passed, from where it is passed."""
        if self.style.kinds and reading.kind not in self.style.kinds:
            return
        text = reading.visible
        if self.style.max_emoji is not None and not text.isascii():
            yield from _beyond(reading, _emoji(text), self.style.max_emoji, "emoji")
        if self.style.max_exclamations is not None:
            marks = [(at, at + 1) for at, char in enumerate(text) if char in "!！‼"]
            yield from _beyond(reading, marks, self.style.max_exclamations, "exclamation marks")
        most, share = self.style.max_capitals_share, capitals_share(text)
        if most is not None and share > most:
            yield Found(0, len(reading.raw), f"{share:.0%} capitals; at most {most:.0%} are allowed")


def _emoji(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _EMOJI.finditer(text) if match[0] not in _TEXT_SIGNS]


def _beyond(reading: Reading, spans: list[tuple[int, int]], most: int, what: str) -> Iterator[Found]:
    for start, end in spans[most:]:
        yield Found(*reading.span("visible", start, end), f"{len(spans)} {what}; at most {most} are allowed", "")


def capitals_share(text: str) -> float:
    """The share of capitals among the letters of `text`; 0 where there are too few letters to tell."""
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.isupper, letters)) / len(letters) if len(letters) >= _LEAST_LETTERS else 0.0
