"""Cold start from text: what past variants of a kind say about one that nobody has seen yet.

A ridge regression of past variants' effects on cheap features of their texts (`text_features`), worth as much as it
proved worth on variants it had not seen: cross-validation finds the penalty, and a weight between 0 and 1 that is
exactly 0 where the text does not help. docs/cold-start.md has the method and what it measured.
"""

from __future__ import annotations

import zlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from content_engine.ranking.text_cv import FOLDS, Known, choose, fit_all
from content_engine.ranking.text_design import Design, Embed, Marks, Scaler, centring, dense_columns
from content_engine.ranking.text_features import HASHED, NAMES, Array, Columns, features
from content_engine.ranking.text_ridge import unexplained

__all__ = ["FEWEST", "Embed", "TextPrior", "features", "fit_text_prior"]

FEWEST = 30
"""Comparable variants of a kind below which text says nothing."""


def _none(width: int = 0) -> Array:
    return np.zeros(width)


@dataclass(frozen=True)
class TextPrior:
    """What a text adds to a new variant's expected effect. Without arguments: nothing.

    `weight` in 0..1 is what the raw prediction is multiplied with; 0 says that text does not help. `columns` and
    `hashed` are the hashed features' numbers and weights; `centre`, `spread` and `dense` belong to the facts (in the
    order of `text_features.NAMES`) and the embedder's dimensions after them. `bound` is the largest prediction among
    the variants fitted on, before weighing: no new text is thought more unusual than any seen.
    """

    weight: float = 0.0
    offset: float = 0.0
    bound: float = 0.0
    columns: Columns = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    hashed: Array = field(default_factory=_none)
    centre: Array = field(default_factory=_none)
    spread: Array = field(default_factory=_none)
    dense: Array = field(default_factory=_none)
    params: Mapping[str, Any] = field(default_factory=dict)

    def predict(self, texts: Sequence[str], embed: Embed | None = None) -> Array:
        """Expected effect of each text in logits, relative to the mean of the kind's past variants. Shape (n,).

        A prior that was fitted with an embedder needs the same one here. Raises ValueError where it is missing or
        answers with another number of dimensions.
        """
        if self.weight == 0 or not texts:
            return np.zeros(len(texts))
        dense = Scaler(self.centre, self.spread)(self._dense(texts, embed))
        weights = np.zeros(HASHED)
        weights[self.columns] = self.hashed
        raw = Marks.of(texts).times(weights) + (dense * self.dense).sum(axis=1) - self.offset
        clipped: Array = np.clip(raw, -self.bound, self.bound)
        return self.weight * clipped

    def _dense(self, texts: Sequence[str], embed: Embed | None) -> Array:
        table = dense_columns(texts, embed if len(self.dense) > len(NAMES) else None)
        if table.shape[1] != len(self.dense):
            expected, found = len(self.dense) - len(NAMES), table.shape[1] - len(NAMES)
            raise ValueError(
                f"This text prior was fitted with {expected} embedding dimensions and was given {found}: "
                "pass the embedder it was fitted with, or fit it again."
            )
        return table

    def to_arrays(self) -> dict[str, Any]:
        """Everything as a plain dict of numbers, 32-bit arrays and `params`; only the latter where the weight is 0."""
        if self.weight == 0:
            return {"weight": 0.0, "params": dict(self.params)}
        return {
            "weight": self.weight,
            "offset": self.offset,
            "bound": self.bound,
            "columns": self.columns.astype(np.int32),
            **{name: getattr(self, name).astype(np.float32) for name in ("hashed", "centre", "spread", "dense")},
            "params": dict(self.params),
        }

    @classmethod
    def from_arrays(cls, stored: Mapping[str, Any]) -> TextPrior:
        """The prior `to_arrays` described; arrays may have become lists on the way. Predicts exactly the same."""
        if not stored.get("weight"):
            return cls(params=dict(stored.get("params", {})))
        arrays = {name: _double(stored[name]) for name in ("hashed", "centre", "spread", "dense")}
        return cls(
            weight=float(stored["weight"]),
            offset=float(stored["offset"]),
            bound=float(stored["bound"]),
            columns=np.asarray(stored["columns"], dtype=np.int64),
            params=dict(stored["params"]),
            **arrays,
        )


def _double(values: Any) -> Array:
    """Rounded to 32 bits, kept in 64: what is stored and what is used are the same numbers."""
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def fit_text_prior(
    texts: Sequence[str],
    effects: Sequence[float] | Array,
    precisions: Sequence[float] | Array,
    groups: Sequence[Hashable] | None = None,
    within: Sequence[Hashable] | None = None,
    embed: Embed | None = None,
) -> TextPrior:
    """A prior from n past variants of one kind.

    `effects` are logits, shape (n,), net of whatever else is known of the variants; `precisions` are one over their
    squared standard errors, where 0 leaves a variant out. `groups` names what must stay together in cross-validation;
    without it every text is a group of its own. `within` names what may be compared (default: `groups`): effects count
    only as differences inside it, as among the arms of an A/B test; with neither, all variants are compared. `embed`
    adds an embedder's vectors to the features. The order of the rows does not matter. Raises ValueError where lengths
    differ or numbers are not finite.
    """
    _check(texts, effects, precisions, groups, within)
    known = _sorted(texts, np.asarray(effects, float), np.asarray(precisions, float), groups, within)
    together = int(known.groups.max(initial=-1)) + 1
    params: dict[str, Any] = {"variants": len(known.texts), "groups": together, "weight": 0.0}
    if len(known.texts) < FEWEST:
        return TextPrior(params=params | {"why": f"fewer than {FEWEST} comparable variants"})
    spread = unexplained(known.effects, known.precisions, centring(known.sets, known.precisions)) ** 0.5
    params["spread"] = spread
    if spread == 0:
        return TextPrior(params=params | {"why": "the variants differ no more than chance"})
    return _fitted(known, embed, spread, params)


def _fitted(known: Known, embed: Embed | None, spread: float, params: dict[str, Any]) -> TextPrior:
    table = dense_columns(known.texts, embed)
    scaler = Scaler.of(table)
    design = Design(Marks.of(known.texts), scaler(table))
    choice = choose(known, design, spread)
    params = params | choice.params
    if choice.weight == 0:
        return TextPrior(params=params | {"why": "on variants it had not seen, text did not help"})
    weights = _double(fit_all(known, design, spread, choice.share))
    raw = design.times(weights)
    offset = float(np.average(raw, weights=known.weights(spread)))
    columns = np.flatnonzero(weights[:HASHED])
    return TextPrior(
        weight=choice.weight,
        offset=offset,
        bound=float(np.abs(raw - offset).max()),
        columns=columns,
        hashed=weights[columns],
        centre=scaler.centre,
        spread=scaler.spread,
        dense=weights[HASHED:],
        params=params,
    )


def _check(
    texts: Sequence[str],
    effects: Sequence[float] | Array,
    precisions: Sequence[float] | Array,
    groups: Sequence[Hashable] | None,
    within: Sequence[Hashable] | None,
) -> None:
    columns = {"effects": effects, "precisions": precisions, "groups": groups, "within": within}
    for name, column in columns.items():
        if column is not None and len(column) != len(texts):
            raise ValueError(f"{len(texts)} texts have {len(column)} {name}: one each, please.")
    if not np.isfinite(np.asarray(effects, float)).all():
        raise ValueError("An effect is not a finite number.")
    if not (np.isfinite(np.asarray(precisions, float)).all() and np.all(np.asarray(precisions, float) >= 0)):
        raise ValueError("A precision is negative or not a finite number.")


def _sorted(
    texts: Sequence[str],
    effects: Array,
    precisions: Array,
    groups: Sequence[Hashable] | None,
    within: Sequence[Hashable] | None,
) -> Known:
    """The rows that can be compared with another, in an order of their own, so that sums round the same way."""
    stays = [repr(text) for text in texts] if groups is None else [repr(group) for group in groups]
    chosen = within if within is not None else groups
    sets = [""] * len(texts) if chosen is None else [repr(one) for one in chosen]
    rows = [row for row in zip(sets, stays, texts, effects.tolist(), precisions.tolist(), strict=True) if row[4] > 0]
    company: dict[str, int] = {}
    for row in rows:
        company[row[0]] = company.get(row[0], 0) + 1
    rows = sorted(row for row in rows if company[row[0]] > 1)
    if groups is not None and within is not None:
        _refuse_torn(rows)
    return Known(
        texts=[row[2] for row in rows],
        effects=np.array([row[3] for row in rows]),
        precisions=np.array([row[4] for row in rows]),
        sets=_numbered([row[0] for row in rows]),
        groups=_numbered([row[1] for row in rows]),
        folds=_folds([row[1] for row in rows]),
    )


def _refuse_torn(rows: list[tuple[str, str, str, float, float]]) -> None:
    home: dict[str, str] = {}
    for one, group, *_ in rows:
        if home.setdefault(one, group) != group:
            raise ValueError(f"What is compared within {one} lies in two groups: {home[one]} and {group}.")


def _numbered(names: list[str]) -> Columns:
    return np.unique(np.array(names, dtype=object), return_inverse=True)[1].astype(np.int64).reshape(-1)


def _folds(groups: list[str]) -> Columns:
    """Groups dealt out evenly, in the order of their hashes. Shape (n,), values 0 to FOLDS - 1."""
    distinct = sorted(set(groups), key=lambda group: (zlib.crc32(group.encode("utf-8", "surrogatepass")), group))
    fold = {group: place % FOLDS for place, group in enumerate(distinct)}
    return np.array([fold[group] for group in groups], dtype=np.int64)
