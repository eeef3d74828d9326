"""Texts as a matrix that is never written out: sparse where words are hashed, dense where facts and embeddings are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from content_engine.ranking.text_features import (
    HASHED,
    WORD_COLUMNS,
    Array,
    Columns,
    character_marks,
    facts,
    word_marks,
)

Embed = Callable[[Sequence[str]], Array]
"""Texts to vectors, shape (len(texts), dimensions), the same ones for the same texts."""

WIDEST = 3.0
"""Standard deviations from the mean beyond which a fact counts no further, so that odd texts get no odd predictions."""


def totals(places: Columns, values: Array, size: int = 0) -> Array:
    """Sums of values by place. Shape (max(size, largest place + 1),)."""
    return np.bincount(places, values, minlength=size).astype(np.float64, copy=False)


def _even(rows: Columns) -> Array:
    """A value for each mark such that the squares of a row's add up to 1. Shape of `rows`."""
    values: Array = 1.0 / np.sqrt(np.bincount(rows))[rows]
    return values


@dataclass(frozen=True)
class Marks:
    """Hashed columns of n texts: row i holds `columns[starts[i]:starts[i + 1]]`, each worth `values` at that place.

    No row is empty: every text has a beginning, which counts as a word (`word_marks`).
    Within words and within character runs a row's squared values sum to one, so that long texts weigh no more.
    """

    starts: Columns
    columns: Columns
    values: Array
    rows: Columns

    @classmethod
    def of(cls, texts: Sequence[str]) -> Marks:
        """The hashed words and character runs of some texts."""
        words, characters = word_marks(texts), character_marks(texts)
        rows = np.concatenate([words[0], characters[0]])
        columns = np.concatenate([words[1], characters[1] + WORD_COLUMNS])
        values = np.concatenate([_even(words[0]), _even(characters[0])])
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(len(texts) + 1))
        return cls(starts, columns[order], values[order], rows[order])

    def take(self, chosen: Columns) -> Marks:
        """Some of the rows, in the order asked for."""
        sizes = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        at = np.arange(starts[-1]) + np.repeat(self.starts[chosen] - starts[:-1], sizes)
        return Marks(starts, self.columns[at], self.values[at], np.repeat(np.arange(len(chosen)), sizes))

    def times(self, weights: Array) -> Array:
        """Rows times weights. (HASHED,) to (n,)."""
        if len(self.starts) == 1:
            return np.zeros(0)
        product: Array = np.add.reduceat(self.values * weights[self.columns], self.starts[:-1])
        return product

    def transposed_times(self, vector: Array) -> Array:
        """Columns times a vector. (n,) to (HASHED,)."""
        return totals(self.columns, self.values * vector[self.rows], HASHED)


@dataclass(frozen=True)
class Scaler:
    """Means and standard deviations from a fit; a column that did not vary stays zero for ever."""

    centre: Array
    spread: Array

    @classmethod
    def of(cls, table: Array) -> Scaler:
        """The constants of a table, as 32-bit numbers so that a stored copy gives the same values."""
        spread = table.std(axis=0).astype(np.float32).astype(np.float64)
        return cls(table.mean(axis=0).astype(np.float32).astype(np.float64), spread)

    def __call__(self, table: Array) -> Array:
        """Standardised and cut off at `WIDEST`. Same shape."""
        known = self.spread > 1e-6 * (1 + np.abs(self.centre))
        shifted = (table - self.centre) / np.where(known, self.spread, 1.0)
        return np.where(known, np.clip(shifted, -WIDEST, WIDEST), 0.0)


@dataclass(frozen=True)
class Design:
    """n texts as rows of a matrix: hashed columns first, then dense ones. Products only, never the matrix itself."""

    marks: Marks
    dense: Array

    @property
    def width(self) -> int:
        """How many weights a model of these texts has."""
        return HASHED + int(self.dense.shape[1])

    def take(self, chosen: Columns) -> Design:
        """Some of the rows."""
        return Design(self.marks.take(chosen), self.dense[chosen])

    def times(self, weights: Array) -> Array:
        """(width,) to (n,)."""
        product: Array = self.marks.times(weights[:HASHED]) + self.dense @ weights[HASHED:]
        return product

    def transposed_times(self, vector: Array) -> Array:
        """(n,) to (width,)."""
        return np.concatenate([self.marks.transposed_times(vector), vector @ self.dense])


def embedded(texts: Sequence[str], embed: Embed | None) -> Array:
    """The embedder's vectors, checked. Shape (len(texts), dimensions), or (len(texts), 0) without an embedder.

    Raises ValueError where it answers with another number of rows or with numbers that are none.
    """
    if embed is None or not texts:
        return np.zeros((len(texts), 0))
    vectors = np.asarray(embed(texts), dtype=np.float64)
    if vectors.ndim != 2 or len(vectors) != len(texts):
        raise ValueError(f"The embedder answered {len(texts)} texts with shape {vectors.shape}: one row each, please.")
    if not np.isfinite(vectors).all():
        raise ValueError("The embedder answered with numbers that are not finite.")
    return vectors


def dense_columns(texts: Sequence[str], embed: Embed | None) -> Array:
    """Facts, then the embedder's vectors. Shape (len(texts), facts + dimensions)."""
    return np.hstack([facts(texts), embedded(texts, embed)])


@dataclass(frozen=True)
class Centring:
    """Comparisons: rows of one set are measured from the set's weighted mean, so only differences inside sets count.

    Sets are numbered from 0 without a gap (`centring` sees to it); `weights` has shape (n,).
    """

    sets: Columns
    weights: Array

    @property
    def totals(self) -> Array:
        """Weight of each set."""
        return totals(self.sets, self.weights)

    def means(self, vector: Array) -> Array:
        """The weighted mean of its set, for each row. Shape (n,)."""
        sums = totals(self.sets, self.weights * vector)
        means: Array = (sums / np.maximum(self.totals, 1e-300))[self.sets]
        return means

    def __call__(self, vector: Array) -> Array:
        """Each row less its set's mean. Shape (n,)."""
        return vector - self.means(vector)

    def whitened(self, vector: Array) -> Array:
        """Centred and multiplied by the square root of the weights: a symmetric projection after that square root."""
        return np.sqrt(self.weights) * self(vector)

    def unwhitened(self, vector: Array) -> Array:
        """The transpose of `whitened`."""
        sums = totals(self.sets, np.sqrt(self.weights) * vector)
        return np.sqrt(self.weights) * vector - self.weights * (sums / np.maximum(self.totals, 1e-300))[self.sets]


def centring(sets: Columns, weights: Array) -> Centring:
    """Comparisons inside sets of any numbering."""
    return Centring(np.unique(sets, return_inverse=True)[1].reshape(-1), weights)
