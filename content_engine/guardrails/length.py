"""`length`: within the limit, not empty, and not the same over and over."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import eq

from content_engine.domain.brand import OnFail
from content_engine.guardrails.emoji import EMOJI
from content_engine.guardrails.patterns import either, pattern
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

_SAYS_SOMETHING = pattern(rf"[\p{{L}}\p{{N}}]|{EMOJI}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RUN = either(
    (
        *(f"{letter}{{6,}}" for letter in _LETTERS),
        *(f"{digit}{{12,}}" for digit in "0123456789"),
        *(rf"\{sign}{{5,}}" for sign in "!?,;:&%$#@+~^"),
        r"\.{16,}",
        r"-{81,}|_{81,}|={81,}|\*{81,}",
    )
)
_PICTURES = pattern(rf"(?:{EMOJI}\x{{FE0F}}?\s?){{6,}}")
_SENTENCE_ENDS = str.maketrans(dict.fromkeys("!?\n\r…;", "."))
_EDGES = ".,;:!?…()[]\"'«»„“”-–—•*"
_PHRASE = 8
# A text of this many words that knows so few different ones says the same over and over.
_MANY, _VARIETY = 40, 0.22
_SAME_WORD = 3
_LEAST = 4


@dataclass(frozen=True)
class Length:
    """Limits count code points after NFC. Repetition: a character, word, phrase or sentence again and again."""

    on_fail: OnFail = "reject"
    id: str = "length"
    params: Mapping[str, object] = field(default_factory=dict)

    def find(self, reading: Reading) -> Iterator[Found]:
        """At most one breach of each sort."""
        raw = reading.raw
        count = len(raw) if raw.isascii() else len(unicodedata.normalize("NFC", raw))
        if count > reading.max_chars:
            yield Found(
                min(reading.max_chars, len(raw)), len(raw), f"{count} characters; at most {reading.max_chars} fit"
            )
        if _SAYS_SOMETHING.search(reading.clean) is None:
            yield Found(0, len(raw), "nothing to read: no letter, digit or emoji")
            return
        if repeated := _repetition(reading.folded):
            yield Found(0, len(raw), f"degenerate repetition: {repeated}")


def _repetition(text: str) -> str | None:
    if _RUN.search(text) or (not text.isascii() and _one_picture(text)):
        return "one character again and again"
    written = text.split()
    words = [word.strip(_EDGES) for word in written]
    if period := _period(words):
        return "one word again and again" if period == 1 else f"the same {period} words again and again"
    middle, odd = divmod(len(words), 2)
    if not odd and middle > 1 and words[:middle] == words[middle:]:
        return "the same again"
    if any(map(eq, words, words[1:])) and _three_alike(written):
        return "one word again and again"
    if any(_made_of_one_piece(word) for word in words if len(word) >= _PHRASE):
        return "one piece of a word again and again"
    if len(words) >= _MANY and len(set(words)) < _VARIETY * len(words):
        return "few different words"
    return "the same sentence again" if _same_sentence(text) else None


def _three_alike(written: Sequence[str]) -> bool:
    """A word three times with nothing between: not "yes, yes, yes"."""
    return any(
        a == b == c and len(a) >= _LEAST and a.isalpha()
        for a, b, c in zip(written, written[1:], written[2:], strict=False)
    )


def _one_picture(text: str) -> bool:
    found = _PICTURES.search(text)
    return found is not None and len(set(found[0]) - {"\ufe0f", " "}) == 1


def _period(words: Sequence[str]) -> int:
    """The least number of words that repeats: four times a word, three times a phrase. 0 when none does."""
    if b"\x01" * _SAME_WORD in bytes(map(eq, words[1:], words)):
        return 1
    pairs = list(pairwise(words))
    if len(pairs) - len(set(pairs)) < _SAME_WORD:
        return 0
    for length in range(2, min(_PHRASE, len(words) // 3) + 1):
        if b"\x01" * 2 * length in bytes(map(eq, words[length:], words)):
            return length
    return 0


def _made_of_one_piece(word: str) -> bool:
    """`hahahaha`, whole or cut off: shifted by its piece it falls on itself."""
    return word.isalpha() and any(word[piece:] == word[:-piece] for piece in range(1, len(word) // _SAME_WORD + 1))


def _same_sentence(text: str) -> bool:
    """A sentence three times, a long one twice, or one of a single word three times in a row."""
    sentences = [part.strip() for part in text.translate(_SENTENCE_ENDS).split(".") if len(part) >= _LEAST]
    counted = Counter(sentences) if len(set(sentences)) < len(sentences) else Counter()
    return any(
        (count > 2 and sentence.count(" ") >= 2) or sentence.count(" ") >= _PHRASE
        for sentence, count in counted.items()
        if count > 1
    ) or any(a == b == c for a, b, c in zip(sentences, sentences[1:], sentences[2:], strict=False))
