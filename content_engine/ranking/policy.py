"""Policies: from a plan of what can be said to a distribution over whole messages. A policy never draws by itself.

`minimum` of the probability is spread evenly over what can be said; the rest belongs to the members of an ensemble,
each of which wants one layout (finite-ensemble Thompson sampling: Lu & Van Roy, "Ensemble Sampling", NeurIPS 2017).
Mixing whole messages on the simplex keeps every sum at one and gives each layout, not only each candidate, its minimum.
All probabilities are exact: nothing is estimated by sampling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from content_engine.ranking.draw import Drawn, Layouts, Plan
from content_engine.ranking.snapshot import normals

Array = npt.NDArray[np.float64]

ROUNDS = 2
"""How often each slot is looked at again in the light of the others, where slots have effects on each other."""


@dataclass(frozen=True)
class Lottery:
    """A distribution over messages: with probability `minimum` a draw from `plan`, else one of `layouts` (M, places).

    Without layouts the plan draws always.
    """

    plan: Plan
    layouts: Layouts | None = None
    minimum: float = 1.0

    @property
    def tickets(self) -> int:
        """How many uniform numbers a draw takes."""
        return len(self.plan.places) + 1

    def draw(self, units: Sequence[float]) -> Drawn:
        """One message from `tickets` uniform numbers in [0, 1)."""
        if self.layouts is None:
            return self.plan.draw(units[1:])
        if units[0] < self.minimum:
            picks = self.plan.draw(units[1:]).picks
        else:
            at = int((units[0] - self.minimum) / (1.0 - self.minimum) * len(self.layouts))
            row = self.layouts[min(at, len(self.layouts) - 1)].tolist()
            picks = tuple(None if pick < 0 else pick for pick in row)
        return Drawn(picks, tuple(self._chances(picks)), self.probability(picks))

    def _chances(self, picks: Sequence[int | None]) -> list[float]:
        return [1.0 if pick is None else self.chance(place, pick) for place, pick in enumerate(picks)]

    def chance(self, place: int, pick: int) -> float:
        """The probability that this candidate is drawn at this place."""
        even = self.plan.marginals[place][pick]
        if self.layouts is None:
            return even
        return self.minimum * even + (1.0 - self.minimum) * float((self.layouts[:, place] == pick).mean())

    def marginals(self, place: int) -> list[float]:
        """The probability of every candidate at a place."""
        even = np.array(self.plan.marginals[place])
        if self.layouts is None:
            return [float(p) for p in even]
        wanted = self.layouts[:, place]
        share = np.bincount(wanted[wanted >= 0], minlength=len(even)) / len(wanted)
        return [float(p) for p in self.minimum * even + (1.0 - self.minimum) * share]

    def probability(self, picks: Sequence[int | None]) -> float:
        """The probability of a whole message."""
        even = self.plan.probability(picks)
        if self.layouts is None:
            return even
        row = np.array([-1 if pick is None else pick for pick in picks])
        share = float((self.layouts == row).all(axis=1).mean())
        return self.minimum * even + (1.0 - self.minimum) * share


Meetings = Mapping[tuple[int, int], Array]
"""By two places, in both orders: what each candidate of the first adds to each of the second, (all, all')."""


def ensemble(
    plan: Plan,
    scores: Sequence[Array],
    minimum: float,
    meetings: Meetings | None = None,
    columns: Sequence[npt.NDArray[np.intp]] = (),
) -> Lottery:
    """Each member takes its best layout. `scores` has (M, K) for each place.

    A meeting's axes may hold more candidates than take part: `columns[place]` says which of them the place's K are.

    Slots that have effects on each other are improved in turn, the others held (coordinate ascent, as in Hill et al.,
    "An Efficient Bandit Algorithm for Realtime Multivariate Optimization", KDD 2017).
    """
    layouts = plan.best(scores)
    if meetings:
        chosen = columns or [np.arange(score.shape[1]) for score in scores]
        free = set(plan.free)
        for _ in range(ROUNDS):
            for place in sorted(free & {at for pair in meetings for at in pair}):
                layouts[:, place] = (scores[place] + _met(place, layouts, meetings, chosen)).argmax(axis=1)
    return Lottery(plan, layouts, minimum)


def _met(place: int, layouts: Layouts, meetings: Meetings, columns: Sequence[npt.NDArray[np.intp]]) -> Array:
    """What the picks at the other places add to each candidate of one. Shape (M, K)."""
    total: Array = np.zeros((len(layouts), len(columns[place])))
    for (giving, taking), table in meetings.items():
        if place == taking:
            met = table[:, columns[place]][columns[giving][layouts[:, giving]]]
            met[layouts[:, giving] < 0] = 0.0
            total += met
    return total


def fixed(plan: Plan, wanted: Sequence[Sequence[int]], minimum: float) -> Lottery:
    """The candidates `wanted` at each place, the most wanted first, wherever the constraints allow; else the first."""
    scores = []
    for place, order in zip(plan.places, wanted, strict=True):
        score = np.zeros((1, len(place.pmf)))
        score[0, list(order)] = np.arange(len(order), 0, -1)
        scores.append(score)
    return Lottery(plan, plan.best(scores), minimum)


def beta_draws(variant: str, won: float, seen: float, width: float, members: int) -> Array:
    """Draws of a variant's rate from its own counts alone: Beta(1 + won, 1 + seen - won), shape (M,).

    A `width` below 1 counts everything 1 / width² times (fewer surprises, less exploring). A beta is two gammas, each
    from a normal by the cube of Wilson & Hilferty (PNAS 17, 1931), good to a percent from shape 1 on.
    """
    times = 1.0 / max(width, 0.05) ** 2
    up = _gamma(1.0 + times * won, normals(f"beta|{variant}", members))
    down = _gamma(1.0 + times * max(seen - won, 0.0), normals(f"beta not|{variant}", members))
    return up / (up + down)


def _gamma(shape: float, normal: Array) -> Array:
    root: Array = 1.0 - 1.0 / (9.0 * shape) + normal / (3.0 * np.sqrt(shape))
    return shape * np.maximum(root, 1e-3) ** 3
