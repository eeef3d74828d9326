"""How alike two texts are, from 0 to 1, by their letters alone: no model, no word list, any language.

The coefficient is that of L. R. Dice, "Measures of the Amount of Ecologic Association Between Species", Ecology 26
(1945), over the multisets of character trigrams, as in approximate string matching (E. Ukkonen, "Approximate
string-matching with q-grams and maximal matches", Theoretical Computer Science 92, 1992).
"""

from __future__ import annotations

import unicodedata
from collections import Counter

GRAM = 3


def folded(text: str) -> str:
    """`text` for comparing: Unicode NFKC, case folded, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def similarity(one: str, other: str) -> float:
    """Twice the trigrams that both have over those of both together; 1 for equal texts, 0 where none is shared."""
    first, second = _grams(one), _grams(other)
    both = first.total() + second.total()
    return 2 * (first & second).total() / both if both else 1.0


def _grams(text: str) -> Counter[str]:
    told = folded(text)
    padded = f"  {told} " if told else ""
    return Counter(padded[start : start + GRAM] for start in range(len(padded) - GRAM + 1))
