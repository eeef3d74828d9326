"""How much text helps, judged on variants the fit has not seen."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from content_engine.ranking.text_design import Centring, Design, centring, totals
from content_engine.ranking.text_features import HASHED, NAMES, WORD_COLUMNS, Array, Columns
from content_engine.ranking.text_ridge import Krylov, krylov, unexplained

SHARES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Candidates for the part of the variants' variance that text may explain: each is a ridge penalty."""

ERRORS = 2.0
"""Standard errors by which the gain on unseen variants must exceed zero: two, since the best of several is taken."""

FEWEST_GROUPS = 5
FOLDS = 5

NOTHING = 1e-9
"""Variance below which a family of columns is constant but for rounding."""


@dataclass(frozen=True)
class Known:
    """Past variants that can be compared, sorted. All columns have shape (n,)."""

    texts: list[str]
    effects: Array
    precisions: Array
    sets: Columns
    groups: Columns
    folds: Columns

    def weights(self, spread: float) -> Array:
        """One over the variance of an observed effect: what its precision leaves open, plus the variants' own."""
        weights: Array = 1.0 / (1.0 / self.precisions + spread**2)
        return weights


@dataclass(frozen=True)
class Choice:
    """What cross-validation chose, and what it saw."""

    weight: float
    share: float
    params: dict[str, Any]


def _scales(design: Design, compared: Centring) -> Array:
    """What each column is multiplied with, so that every family can explain the same variance, together 1.

    Families are hashed words, character runs, facts and embeddings (where there are any). Shape (width,).
    """
    varies = _variances(design, compared)
    bounds = [0, WORD_COLUMNS, HASHED, HASHED + len(NAMES), design.width]
    families = [slice(low, high) for low, high in itertools.pairwise(bounds) if varies[low:high].sum() > NOTHING]
    scales = np.zeros(design.width)
    for family in families:
        scales[family] = (len(families) * varies[family].sum()) ** -0.5
    return scales


def _variances(design: Design, compared: Centring) -> Array:
    """Weighted mean square of each centred column: what a unit weight on it adds to the variance. Shape (width,)."""
    marks, weights = design.marks, compared.weights
    squares = totals(marks.columns, weights[marks.rows] * marks.values**2, HASHED)
    keys, place = np.unique(compared.sets[marks.rows] * HASHED + marks.columns, return_inverse=True)
    sums = totals(place.reshape(-1), weights[marks.rows] * marks.values, len(keys))
    means = totals(keys % HASHED, sums**2 / compared.totals[keys // HASHED], HASHED)
    dense = [float(np.sum(weights * compared(column) ** 2)) for column in design.dense.T]
    varies: Array = np.concatenate([np.maximum(0.0, squares - means), dense]) / weights.sum()
    return varies


def _space(known: Known, design: Design, rows: Columns, spread: float) -> tuple[Krylov, Array]:
    """The ridge problem of some rows, and the scales that turn its weights into the design's."""
    part = design.take(rows)
    compared = centring(known.sets[rows], known.weights(spread)[rows])
    scales = _scales(part, compared)
    space = krylov(
        lambda weights: compared.whitened(part.times(scales * weights)),
        lambda vector: scales * part.transposed_times(compared.unwhitened(vector)),
        compared.whitened(known.effects[rows]),
        design.width,
    )
    return space, scales


def _predicted(known: Known, design: Design, spread: float) -> Array:
    """Predictions for every variant by fits that have not seen its group, for each share. Shape (len(SHARES), n)."""
    predicted = np.zeros((len(SHARES), len(known.texts)))
    for fold in np.unique(known.folds):
        seen, unseen = np.flatnonzero(known.folds != fold), np.flatnonzero(known.folds == fold)
        space, scales = _space(known, design, seen, spread)
        rest = design.take(unseen)
        for row, share in enumerate(SHARES):
            predicted[row, unseen] = rest.times(scales * space.solve(1.0 / (share * spread**2)))
    return predicted


def _judged(known: Known, predicted: Array, spread: float) -> tuple[float, float, float]:
    """The best weight in 0..1 for some predictions, what it gains, and the gain's standard error over groups.

    The gain is the weighted squared error it saves as a share of all. Folds are compared inside themselves.
    """
    compared = centring(known.sets * FOLDS + known.folds, known.weights(spread))
    effects, found = compared(known.effects), compared(predicted)
    square = float(np.sum(compared.weights * found**2))
    slope = float(np.sum(compared.weights * found * effects)) / square if square > 0 else 0.0
    weight = min(1.0, max(0.0, slope))
    saved = compared.weights * (effects**2 - (effects - weight * found) ** 2)
    gains = np.bincount(known.groups, saved) / max(float(np.sum(compared.weights * effects**2)), 1e-300)
    return weight, float(gains.sum()), float(np.sqrt(len(gains)) * gains.std())


def choose(known: Known, design: Design, spread: float) -> Choice:
    """The share of variance, and the weight, by grouped cross-validation; weight 0 where the gain may be chance."""
    if len(set(known.groups.tolist())) < FEWEST_GROUPS:
        return Choice(0.0, SHARES[0], {"why_weight": f"fewer than {FEWEST_GROUPS} groups"})
    predicted = _predicted(known, design, spread)
    judged = [_judged(known, row, spread) for row in predicted]
    best = max(range(len(SHARES)), key=lambda row: (judged[row][1], -row))
    weight, gain, error = judged[best]
    kept = weight if gain > ERRORS * error else 0.0
    left = known.effects - kept * predicted[best]
    after = unexplained(left, known.precisions, centring(known.sets, known.precisions)) ** 0.5
    found = {"weight": kept, "share": SHARES[best], "gain": gain, "gain_error": error}
    return Choice(kept, SHARES[best], found | {"spread_left": min(spread, after)})


def fit_all(known: Known, design: Design, spread: float, share: float) -> Array:
    """Ridge weights from all variants, in the design's units. Shape (width,)."""
    space, scales = _space(known, design, np.arange(len(known.texts)), spread)
    return scales * space.solve(1.0 / (share * spread**2))
