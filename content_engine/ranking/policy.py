"""Policies: from a slot's candidates to probabilities. A policy never draws; `ranking.draw` does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from content_engine.ranking.snapshot import Array, Snapshot

Z90 = 1.6448536269514722


def uniform(count: int) -> Array:
    """Every candidate alike. Shape (count,)."""
    return np.full(count, 1.0 / count)


def bayes(variants: Sequence[str], snapshot: Snapshot, minimum: float) -> Array:
    """Thompson sampling over a finite ensemble: the share of members that rank a variant first, ties split evenly.

    Where nothing is known every member is tied, so the answer is uniform. `minimum` is then shared out evenly by mixing
    on the simplex, p = m/K + (1 - m) * share, which keeps the sum at one and needs no renormalising.
    Shape (len(variants),). Source: Lu & Van Roy, "Ensemble Sampling", NeurIPS 2017.
    """
    known = [snapshot.effects.get(variant) for variant in variants]
    if all(draws is None for draws in known):
        return uniform(len(variants))
    scores = np.zeros((snapshot.members, len(variants)))
    for column, draws in enumerate(known):
        if draws is not None:
            scores[:, column] = draws
    best = scores == scores.max(axis=1, keepdims=True)
    share: Array = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    return minimum / len(variants) + (1 - minimum) * share


def _rate(logit: Array) -> Array:
    rate: Array = 1.0 / (1.0 + np.exp(-logit))
    return rate


def _spread(variant: str, snapshot: Snapshot) -> float:
    draws = snapshot.effects.get(variant)
    return snapshot.prior.spread if draws is None else float(draws.std())


def expected(variant: str, snapshot: Snapshot) -> float:
    """Predicted reward of a variant: the ensemble's mean rate, or the base rate where nothing is known."""
    draws = snapshot.effects.get(variant)
    if draws is None:
        return snapshot.prior.base_rate
    return float(_rate(snapshot.prior.base_logit + draws).mean())


def uplift(variant: str, control: str | None, snapshot: Snapshot) -> tuple[float, float, float]:
    """Predicted reward minus that of the slot's control: mean, and the ends of a 90 % interval (delta method).

    The control's uplift over itself is exactly zero. Without a control the comparison is with the base rate.
    """
    if variant == control:
        return 0.0, 0.0, 0.0
    rate = snapshot.prior.base_rate
    slope = rate * (1 - rate)
    mean = expected(variant, snapshot) - (expected(control, snapshot) if control else rate)
    half = Z90 * slope * float(np.hypot(_spread(variant, snapshot), _spread(control, snapshot) if control else 0.0))
    return mean, mean - half, mean + half
