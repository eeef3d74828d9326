"""How long rewards take: the share of them that has arrived by a given age.

Rewards are seen only if they came sooner than their decision is old (right truncation), so the share is estimated by
reverse-time products, F(t) = Π over later bins of (1 - arrived in the bin / arrived by its end), each over decisions
old enough to have shown that bin (Lagakos, Barraj & De Gruttola, Biometrika 1988).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

BINS = 48
PSEUDO = 8.0
"""How many rewards the curve assumed before any is seen counts for."""
EARLY = 4.0
"""That curve falls off like exp(-EARLY × age): half of all rewards in the first sixth of the window."""


@dataclass(frozen=True)
class Delays:
    """`share` (BINS + 1,) is the share of rewards that has arrived by each bin's edge, from 0 to 1.

    Ages are shares of the goal's window.
    """

    share: Array

    def arrived(self, age: Array) -> Array:
        """The share of rewards that has arrived by each age. Shape as `age`."""
        edges = np.linspace(0.0, 1.0, len(self.share))
        found: Array = np.interp(np.clip(age, 0.0, 1.0), edges, self.share)
        return found


def tally(delays: Array, ages: Array, weights: Array) -> Array:
    """Counts rewards by the bin they came in and the last bin their decision was old enough for. Shape (BINS, BINS)."""
    came = np.minimum((delays * BINS).astype(int), BINS - 1)
    seen = np.minimum((ages * BINS).astype(int), BINS) - 1
    counts = np.zeros((BINS, BINS))
    fits = (seen >= came) & (seen >= 0)
    np.add.at(counts, (came[fits], seen[fits]), weights[fits])
    return counts


def estimate(counts: Array) -> Delays:
    """The arrival curve for counts as `tally` makes them (they add up)."""
    share = np.ones(BINS + 1)
    assumed = np.exp(-EARLY * np.arange(BINS) / BINS)
    assumed *= PSEUDO / assumed.sum()
    for last in range(BINS - 1, -1, -1):
        old_enough = counts[: last + 1, last:].sum(axis=1)
        in_bin = old_enough[-1] + assumed[last]
        by_end = old_enough.sum() + assumed[: last + 1].sum()
        share[last] = share[last + 1] * (1.0 - in_bin / by_end)
    share[0] = 0.0
    return Delays(share)
