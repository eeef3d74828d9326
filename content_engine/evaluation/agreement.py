"""How far judges agree: with themselves when they are asked again, with each other, and with editors.

Cohen's kappa: J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20
(1960); its large-sample error after J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological Bulletin 72 (1969).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two raters over the same `n` items: the share they agree on, and kappa with its standard error.

    `kappa` is None where chance alone would agree always (both used one and the same label throughout).
    """

    n: int
    share: float | None
    kappa: float | None
    error: float | None


def agreement(one: Sequence[Hashable], other: Sequence[Hashable]) -> Agreement:
    """Agreement and Cohen's kappa of two raters' labels, item by item. Without items: None throughout.

    Raises ValueError when the lists differ in length.
    """
    pairs = list(zip(one, other, strict=True))
    if not pairs:
        return Agreement(0, None, None, None)
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    rows, columns = Counter(one), Counter(other)
    expected = sum(rows[label] * columns[label] for label in rows) / n**2
    if expected == 1:
        return Agreement(n, observed, None, None)
    kappa = (observed - expected) / (1 - expected)
    return Agreement(n, observed, kappa, _error(pairs, kappa, expected))


def _error(pairs: Sequence[tuple[Hashable, Hashable]], kappa: float, expected: float) -> float:
    """The asymptotic standard error of kappa (Fleiss, Cohen and Everitt 1969, formula 13)."""
    n = len(pairs)
    cells = {pair: count / n for pair, count in Counter(pairs).items()}
    rows = {label: count / n for label, count in Counter(a for a, _ in pairs).items()}
    columns = {label: count / n for label, count in Counter(b for _, b in pairs).items()}
    on = sum(
        share * (1 - (rows.get(a, 0) + columns.get(a, 0)) * (1 - kappa)) ** 2
        for (a, b), share in cells.items()
        if a == b
    )
    off = sum(share * (columns.get(a, 0) + rows.get(b, 0)) ** 2 for (a, b), share in cells.items() if a != b)
    variance = on + (1 - kappa) ** 2 * off - (kappa - expected * (1 - kappa)) ** 2
    return sqrt(max(0.0, variance) / n) / (1 - expected)


def self_agreement(repeated: Sequence[Sequence[Hashable]]) -> float | None:
    """How often two judgements of the same item by the same judge are equal, over all pairs of all items.

    None where no item was judged twice.
    """
    pairs = [a == b for labels in repeated for a, b in combinations(labels, 2)]
    return sum(pairs) / len(pairs) if pairs else None
