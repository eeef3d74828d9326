"""The pseudo-inverse weight of a whole message where the log did not draw its slots independently.

One of M posterior draws that fills every slot, or "no claim twice", ties slots together, and then the simple sum over
slots (`offpolicy.pseudo_inverse`) is off. The general weight needs how often the log draws each *pair* of candidates:

    w(s) = q(evaluated)ᵀ Γ⁺ 1(s),   Γ = E[1(s) 1(s)ᵀ] under the log,   q = E[1(s)] under the evaluated policy

with 1(s) the indicator of the candidates in layout s over all slots. Unbiased where the expected reward is a sum over
slots and the log can draw whatever the evaluated policy can. Source: A. Swaminathan et al., "Off-policy evaluation for
slate recommendation", NIPS 2017 (arXiv 1605.04812); for independent slots: 1 - S + Σ evaluated / logged (example 4).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from content_engine.experiments.offpolicy import OffPolicy, gathered

__all__ = ["indicators", "pair_chances", "slate", "slate_weights"]

Floats = NDArray[np.float64]
_CUT = 1e-9


def indicators(layouts: ArrayLike, sizes: Sequence[int]) -> Floats:
    """1(s) for each layout, shape (n, Σ sizes).

    `layouts`: each slot's candidate by number, shape (n, slots), -1 for a slot left empty; `sizes`: how many candidates
    each slot has. Raises ValueError for a candidate that its slot does not have.
    """
    chosen = np.atleast_2d(np.asarray(layouts, dtype=np.int64))
    if chosen.shape[1] != len(sizes):
        raise ValueError(f"layouts of {chosen.shape[1]} slots where {len(sizes)} sizes are given")
    if ((chosen < -1) | (chosen >= np.asarray(sizes))).any():
        raise ValueError("layouts: a candidate number beyond its slot's size")
    marks = np.zeros((chosen.shape[0], int(sum(sizes))))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    row, slot = np.nonzero(chosen >= 0)
    marks[row, starts[slot] + chosen[row, slot]] = 1.0
    return marks


def pair_chances(marks: Floats, chances: ArrayLike) -> Floats:
    """Γ, shape (d, d): how often each pair of candidates is in one message; on its diagonal, each candidate's marginal.

    `marks` as from `indicators` for every layout the log could draw, `chances` the probability of each, shape (n,).
    Mixtures of policies have the same mixture of Γ.
    """
    weights = np.asarray(chances, dtype=np.float64)
    if weights.shape != marks.shape[:1] or (weights < 0).any() or abs(float(weights.sum()) - 1) > _CUT * weights.size:
        raise ValueError("chances: one probability per layout is needed, with a sum of 1")
    return np.asarray((marks * weights[:, None]).T @ marks, dtype=np.float64)


def slate_weights(pairs: Floats, evaluated: ArrayLike, marks: Floats) -> Floats:
    """The weight of each layout in `marks`, shape (n,).

    `pairs` is Γ under the log, `evaluated` the evaluated policy's marginal of each candidate, shape (d,). Weights may
    be negative. Raises ValueError where the evaluated policy draws a candidate that the log never does.
    """
    target = np.asarray(evaluated, dtype=np.float64)
    missing = np.flatnonzero((target > _CUT) & (np.diag(pairs) <= 0))
    if missing.size:
        raise ValueError(f"candidate {int(missing[0])}: the evaluated policy draws it and the log never does")
    return np.asarray(marks @ np.linalg.pinv(pairs, rcond=_CUT, hermitian=True) @ target, dtype=np.float64)


def slate(reward: ArrayLike, weights: ArrayLike, *, clip: float | None = None) -> OffPolicy:
    """Rows for PI and SNPI from weights worked out here, `reward` and `weights` of shape (n,)."""
    return gathered("pi", reward, weights, clip=clip)
