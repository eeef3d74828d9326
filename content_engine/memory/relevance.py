"""Okapi BM25 over found passages, for PostgreSQL, whose own ranks know neither rare words nor long texts.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with fields as in section 3.6.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from content_engine.domain.documents import Passage

K1, B = 1.2, 0.6
TITLE, HEADING = 4, 2
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ingly", "ments", "ment", "ness", "ings", "ies", "ing", "ers", "ions", "ion", "ed", "er",
            "es", "ly", "s", "e")  # fmt: skip


def scored(words: Sequence[str], found: Sequence[Passage], total: int) -> list[Passage]:
    """`found` with its BM25 rank for `words`, best first; `total` is how many passages there are at all."""
    asked = dict.fromkeys(map(_stem, words))
    counts = [_counted(passage) for passage in found]
    lengths = [len(_WORD.findall(passage.text)) + 8 for passage in found]
    average = sum(lengths) / max(len(lengths), 1)
    rarity = {word: _idf(sum(word in count for count in counts), total) for word in asked}
    ranked = []
    for passage, count, length in zip(found, counts, lengths, strict=True):
        norm = K1 * (1 - B + B * length / average)
        rank = sum(rarity[word] * count[word] * (K1 + 1) / (count[word] + norm) for word in asked if word in count)
        ranked.append(passage.model_copy(update={"rank": rank}))
    return sorted(ranked, key=lambda one: (-one.rank, one.id))


def _counted(passage: Passage) -> Counter[str]:
    count: Counter[str] = Counter()
    for text, weight in ((passage.title, TITLE), (passage.heading, HEADING), (passage.text, 1)):
        for word in _WORD.findall(text.casefold()):
            count[_stem(word)] += weight
    return count


def _idf(holding: int, total: int) -> float:
    return math.log(1 + (max(total, holding) - holding + 0.5) / (holding + 0.5))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
