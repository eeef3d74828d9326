"""`readability`: long sentences and hard reading, where the brand sets limits in its `style`.

Reading ease grows with short words and sentences, 0 to 100. English: R. Flesch, "A new readability yardstick" (Journal
of Applied Psychology 32, 1948). German: T. Amstad, "Wie verständlich sind unsere Zeitungen?" (1978). French: L. Kandel,
A. Moles, "Application de l'indice de Flesch à la langue française" (1958). Spanish: J. Fernández Huerta, "Medidas
sencillas de lecturabilidad" (1959), per word and per sentence. Syllables are counted as groups of vowels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content_engine.domain.brand import OnFail, Style
from content_engine.guardrails.reading import Reading, fold
from content_engine.guardrails.rule import Found
from content_engine.guardrails.sentences import sentences

# Constant, weight of words per sentence, weight of syllables per word.
_EASE = {
    "en": (206.835, 1.015, 84.6),
    "de": (180.0, 1.0, 58.5),
    "fr": (207.0, 1.015, 73.6),
    "es": (206.84, 1.02, 60.0),
}
_VOWELS = frozenset("aeiouy")
_FEWEST_WORDS = 8


@dataclass(frozen=True)
class Readability:
    """The brand's limits for the kinds it names."""

    style: Style
    id: str = "readability"

    @property
    def on_fail(self) -> OnFail:
        """A flag: hard reading is a matter for an editor."""
        return self.style.reading_on_fail

    @property
    def params(self) -> Mapping[str, object]:
        """The limits as the brand wrote them."""
        return {"max_sentence_words": self.style.max_sentence_words, "min_reading_ease": self.style.min_reading_ease}

    def find(self, reading: Reading) -> Iterator[Found]:
        """Each sentence with too many words; the whole text where it is too hard to read."""
        if self.style.kinds and reading.kind not in self.style.kinds:
            return
        text = reading.visible
        most = self.style.max_sentence_words
        for start, end in sentences(text) if most else ():
            count = len(_words(text[start:end]))
            if most and count > most:
                span = reading.span("visible", start, end)
                yield Found(*span, f"a sentence of {count} words; at most {most} are allowed")
        least, ease = self.style.min_reading_ease, reading_ease(text, reading.locale)
        if least is not None and ease is not None and ease < least:
            yield Found(0, len(reading.raw), f"reading ease {ease:.0f}; at least {least:.0f} is asked for")


def reading_ease(text: str, locale: str) -> float | None:
    """How easy `text` is to read, 100 very easy, 0 very hard; None below eight words or in another language."""
    weights = _EASE.get(locale.split("-", maxsplit=1)[0].lower())
    written = _words(text)
    if weights is None or len(written) < _FEWEST_WORDS:
        return None
    parts = max(1, len(sentences(text)))
    constant, per_sentence, per_word = weights
    syllables = sum(map(_syllables, written))
    return constant - per_sentence * len(written) / parts - per_word * syllables / len(written)


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(map(str.isalnum, word))]


@lru_cache(8_192)
def _syllables(word: str) -> int:
    """Groups of vowels, at least one; a silent final e of English and French is not taken off."""
    folded = fold(word)
    return max(1, sum(char in _VOWELS and (at == 0 or folded[at - 1] not in _VOWELS) for at, char in enumerate(folded)))


def readability(styles: Sequence[Style]) -> list[Readability]:
    """A rule for each style that limits reading."""
    return [Readability(style) for style in styles if style.max_sentence_words or style.min_reading_ease is not None]
