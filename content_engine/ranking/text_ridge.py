"""Ridge regression for many penalties at once, and how far noise alone explains what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from content_engine.ranking.text_design import Centring
from content_engine.ranking.text_features import Array

STEPS = 32
"""Dimensions of the Krylov space: at the penalties that win here, more change no digit that matters."""

SMALLEST = 1e-10
"""A direction shorter than this, as a share of the target, is rounding."""


def unexplained(effects: Array, precisions: Array, centring: Centring) -> float:
    """Variance of effects inside comparisons beyond what their precisions explain, at least 0, in squared logits.

    `centring` weighs by the precisions. Method of moments: DerSimonian & Laird, Controlled Clinical Trials 7 (1986),
    summed over comparisons.
    """
    excess = float(np.sum(precisions * centring(effects) ** 2)) - (len(effects) - len(centring.totals))
    totals = centring.totals
    room = float(totals.sum() - np.sum(np.bincount(centring.sets, precisions**2) / np.maximum(totals, 1e-300)))
    return max(0.0, excess / room) if room > 0 else 0.0


@dataclass(frozen=True)
class Krylov:
    """A least-squares problem seen from the k directions that matter, in the order of their singular values.

    `basis` has shape (k, width); `singular` and `target`, the target's part in each direction, have shape (k,).
    """

    basis: Array
    singular: Array
    target: Array

    @classmethod
    def of(cls, basis: Array, lower: Array, start: float) -> Krylov:
        """From the orthonormal basis, the bidiagonal matrix, shape (k + 1, k), and the length of the target."""
        left, singular, right = np.linalg.svd(lower, full_matrices=False)
        return cls(right @ basis, singular, start * left[0])

    def solve(self, penalty: float) -> Array:
        """The weights that minimise |target - matrix w|² + penalty |w|² inside the space. Shape (width,)."""
        weights: Array = (self.singular / (self.singular**2 + penalty) * self.target) @ self.basis
        return weights


def _against(vector: Array, basis: Array) -> Array:
    """The part of a vector that is at right angles to all of a basis, shape (k, len(vector)); twice, for rounding."""
    for _ in range(2 if len(basis) else 0):
        vector = vector - (basis @ vector) @ basis
    return vector


def krylov(times: Callable[[Array], Array], back: Callable[[Array], Array], target: Array, width: int) -> Krylov:
    """Golub-Kahan bidiagonalisation with full reorthogonalisation: one run serves every penalty.

    `times` is the matrix, (width,) to (n,), `back` its transpose. Source: Golub & Kahan, SIAM J. Numer. Anal. B 2
    (1965); Paige & Saunders, LSQR, ACM TOMS 8 (1982); that a penalty leaves the space as it is: Björck, BIT 28 (1988).
    """
    start = float(np.linalg.norm(target))
    most = min(STEPS, len(target), width) if start > 0 else 0
    lefts, rights = np.zeros((most + 1, len(target))), np.zeros((most, width))
    lefts[0] = target / (start or 1.0)
    band: list[tuple[float, float]] = []
    for step in range(most):
        right = _against(back(lefts[step]), rights[:step])
        alpha = float(np.linalg.norm(right))
        if alpha <= SMALLEST * start:
            break
        rights[step] = right / alpha
        left = _against(times(rights[step]), lefts[: step + 1])
        beta = float(np.linalg.norm(left))
        band.append((alpha, beta))
        if beta <= SMALLEST * start:
            break
        lefts[step + 1] = left / beta
    return Krylov.of(rights[: len(band)], _lower(band), start)


def _lower(band: list[tuple[float, float]]) -> Array:
    """The lower bidiagonal matrix, shape (k + 1, k)."""
    lower = np.zeros((len(band) + 1, len(band)))
    for step, (alpha, beta) in enumerate(band):
        lower[step, step], lower[step + 1, step] = alpha, beta
    return lower
