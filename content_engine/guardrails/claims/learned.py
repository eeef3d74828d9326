"""A second opinion on what the word lists do not know: a linear model over words, pairs and pieces of words.

Logistic regression over hashed features (Weinberger et al., 2009, "Feature hashing"), trained offline on texts written
for and against a brand policy (`benchmarks/train_claims.py`, which also says how well it does on texts it has not
seen). Weights are signed bytes; a text's score is their sum over the root of their number. What it finds has no rule
to point at, so it speaks only when it is sure.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

BUCKETS = 1 << 17
_KNOWN = 65_536
_PIECES = (3, 4)


def word_features(word: str) -> Iterator[int]:
    """The buckets of one word: itself, its beginning, its pieces of three and four letters."""
    name = _name(word)
    yield _bucket("u" + name)
    yield _bucket("s" + name[:5])
    edged = f"<{name}>"
    for length in _PIECES:
        for at in range(len(edged) - length + 1):
            yield _bucket("c" + edged[at : at + length])


def pair_features(left: str, right: str) -> Iterator[int]:
    """The buckets of two words side by side: themselves, their beginnings."""
    first, second = _name(left), _name(right)
    yield _bucket(f"b{first} {second}")
    yield _bucket(f"t{first[:4]} {second[:4]}")


def features(words: Sequence[str]) -> list[int]:
    """The buckets of a text, one for each occurrence."""
    found = [bucket for word in words for bucket in word_features(word)]
    return found + [bucket for left, right in pairwise(words) for bucket in pair_features(left, right)]


def _name(word: str) -> str:
    if word[0] in "0123456789":
        return "#"
    return "plan" if word.startswith("plan:") else word


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode("utf-8", "replace")) % BUCKETS


class Learned:
    """The trained model, read from its file."""

    def __init__(self, stored: bytes) -> None:
        head, _, body = stored.partition(b"\n")
        facts = json.loads(head)
        self._weights = memoryview(zlib.decompress(body)).cast("b")
        self._scale, self._bias, self._least = (float(facts[name]) for name in ("scale", "bias", "threshold"))
        self._word = lru_cache(maxsize=_KNOWN)(self._of_word)
        self._pair = lru_cache(maxsize=_KNOWN)(self._of_pair)

    def _of_word(self, word: str) -> tuple[int, int]:
        buckets = list(word_features(word))
        return sum(self._weights[bucket] for bucket in buckets), len(buckets)

    def _of_pair(self, left: str, right: str) -> int:
        return sum(self._weights[bucket] for bucket in pair_features(left, right))

    def score(self, words: Sequence[str]) -> float:
        """How much a text looks like those that break a policy: log odds, 0 in doubt."""
        total, count = 0, 2 * len(words) - 2
        for word in words:
            weight, number = self._word(word)
            total += weight
            count += number
        for left, right in pairwise(words):
            total += self._pair(left, right)
        return self._bias + self._scale * total / math.sqrt(max(count, 1))

    def objects(self, words: Sequence[str]) -> bool:
        """Whether the score is above the threshold that lets innocent texts through."""
        return len(words) > 2 and self.score(words) > self._least
