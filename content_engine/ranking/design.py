"""From decisions to rows of the model: which effects each message is the sum of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from content_engine.ranking.content import Described
from content_engine.ranking.names import BIAS, REPEAT, TREATED, VOLUME, cross_name, pair_name, tax_name
from content_engine.ranking.posterior import Array, Belief, Index, Rows

Flags = npt.NDArray[np.bool_]
NONE = -1
_UNKNOWN = -2


def context_names(template: str, segment: str | None, traits: Sequence[str], *, treated: bool) -> Iterator[str]:
    """The effects of who is spoken to, and of being spoken to at all."""
    yield from (BIAS, f"template|{template}")
    if segment is not None:
        yield f"segment|{segment}"
    yield from (f"trait|{trait}" for trait in traits)
    if treated:
        yield TREATED
        if segment is not None:
            yield f"lift|segment={segment}"
        yield from (f"lift|trait={trait}" for trait in traits)


def content_names(one: Described, traits: Sequence[str]) -> Iterator[str]:
    """The effects of a variant for a segment with these traits, without its meeting others."""
    yield from (f"component|{one.component}", f"variant|{one.variant}")
    for dimension, value in one.taxonomy:
        yield tax_name(one.kind, dimension, value)
        yield from (cross_name(one.kind, dimension, value, trait) for trait in traits)


@dataclass
class Compact:
    """Decisions in as little as the model needs: codes of a `Vocabulary`, padded with -1. All share their first axis.

    `variants` (n, P), `repeat` and `volume` (n, 3) as recorded; `decided` in milliseconds.
    """

    template: Index
    segment: Index
    treated: Flags
    variants: Index
    repeat: Array
    volume: Array
    decided: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.template)

    def pick(self, which: npt.NDArray[Any]) -> Compact:
        """Some of the rows, by mask or by number."""
        return Compact(**{name: each[which] for name, each in vars(self).items()})

    @classmethod
    def join(cls, parts: Sequence[Compact]) -> Compact:
        """Blocks one after the other, made as wide as the widest."""
        width = max(part.variants.shape[1] for part in parts)
        wide = [np.pad(p.variants, ((0, 0), (0, width - p.variants.shape[1])), constant_values=NONE) for p in parts]
        rest = {
            name: np.concatenate([getattr(p, name) for p in parts]) for name in vars(parts[0]) if name != "variants"
        }
        return cls(variants=np.concatenate(wide).astype(np.int32), **rest)


@dataclass
class Vocabulary:
    """What the codes stand for: templates, segments with their traits, variants described. Only ever grows."""

    templates: list[str] = field(default_factory=list)
    segments: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    variants: list[Described] = field(default_factory=list)
    _codes: dict[tuple[str, str], int] = field(default_factory=dict)

    def _code(self, sort: str, name: str, known: list[Any], make: Callable[[], Any]) -> int:
        code = self._codes.get((sort, name))
        if code is None:
            code = self._codes[sort, name] = len(known)
            known.append(make())
        return code

    def template(self, name: str) -> int:
        """The code of a template."""
        return self._code("template", name, self.templates, lambda: name)

    def segment(self, name: str | None, traits: Callable[[str], tuple[str, ...]]) -> int:
        """The code of a segment; -1 for none."""
        return NONE if name is None else self._code("segment", name, self.segments, lambda: (name, traits(name)))

    def variant(self, name: str, describe: Callable[[str], Described]) -> int:
        """The code of a variant."""
        return self._code("variant", name, self.variants, lambda: describe(name))

    def to_tree(self) -> dict[str, Any]:
        """As plain JSON."""
        described = [one.to_json() for one in self.variants]
        return {
            "templates": self.templates,
            "segments": [[s, list(t)] for s, t in self.segments],
            "variants": described,
        }

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> Vocabulary:
        """The inverse of `to_tree`."""
        made = cls()
        for name in tree["templates"]:
            made.template(name)
        for name, traits in tree["segments"]:
            made.segment(name, lambda _, found=tuple(traits): found)  # type: ignore[misc]
        for row in tree["variants"]:
            made.variant(row[0], lambda _, found=row: Described.from_json(found))  # type: ignore[misc]
        return made


class _Cells:
    """A two-way table from a pair of codes to a feature's number, filled as pairs are met."""

    def __init__(self, make: Callable[[int, int], int]) -> None:
        self._table = np.full((16, 16), _UNKNOWN, np.int32)
        self._make = make

    def look_up(self, one: Index, other: Index) -> Index:
        """The feature of each pair; -1 where either code is."""
        found = np.full(len(one), NONE, np.int32)
        fits = (one >= 0) & (other >= 0)
        if not fits.any():
            return found
        a, b = one[fits], other[fits]
        self._grow(int(a.max()), int(b.max()))
        cells = self._table[a, b]
        new = cells == _UNKNOWN
        if new.any():
            wide = self._table.shape[1]
            for met in np.flatnonzero(np.bincount(a[new] * wide + b[new])).tolist():
                self._table[met // wide, met % wide] = self._make(met // wide, met % wide)
            cells = self._table[a, b]
        found[fits] = cells
        return found

    def _grow(self, a: int, b: int) -> None:
        rows, columns = self._table.shape
        if a < rows and b < columns:
            return
        grown = np.full((max(rows, 2 * a + 2), max(columns, 2 * b + 2)), _UNKNOWN, np.int32)
        grown[:rows, :columns] = self._table
        self._table = grown


class Design:
    """Expands compact decisions into rows of a belief's features. New features are added to the belief as met."""

    def __init__(self, vocabulary: Vocabulary, belief: Belief) -> None:
        self._words = vocabulary
        self._belief = belief
        self._dimensions: list[str] = []
        self._values: list[tuple[str, str, str]] = []
        self._value_of: dict[tuple[str, str, str], int] = {}
        self._traits: list[str] = []
        self._trait_of: dict[str, int] = {}
        self._own = np.zeros((0, 2), np.int32)
        self._tax = np.zeros((0, 0), np.int32)
        self._plain = np.zeros(0, np.int32)
        self._segment_traits = np.zeros((0, 0), np.int32)
        self._cross = _Cells(self._cross_feature)
        self._pairs = _Cells(self._pair_feature)
        self._contexts: dict[tuple[int, int, bool], list[int]] = {}

    def _cross_feature(self, value: int, trait: int) -> int:
        return self._belief.feature(cross_name(*self._values[value], self._traits[trait]))

    def _pair_feature(self, one: int, other: int) -> int:
        (kind, dimension, value), (kind2, _, value2) = self._values[one], self._values[other]
        if kind == kind2:
            return NONE
        return self._belief.feature(pair_name((kind, value), dimension, (kind2, value2)))

    def rows(self, compact: Compact, reward: Array, weight: Array) -> Rows:
        """The rows of the model for these decisions."""
        self._catch_up()
        columns = [*self._context(compact), *self._content(compact), *self._meetings(compact)]
        index = np.stack([column for column in columns if column.max(initial=NONE) >= 0]).astype(np.intp)
        named = np.array([self._belief.feature(name) for name in (*REPEAT, *VOLUME)], np.int32)
        index[index == NONE] = len(self._belief.names)
        values = np.hstack([compact.repeat, compact.volume]).T.astype(float)
        return Rows(index, named, np.ascontiguousarray(values), reward, weight)

    def _catch_up(self) -> None:
        """Takes in what the vocabulary has learnt since. The belief is given a feature only once a row has it, so that

        knowing of variants early, as when their days are read before earlier ones settle, changes nothing.
        """
        done, fresh = len(self._own), self._words.variants[len(self._own) :]
        for one in fresh:
            for dimension, value in one.taxonomy:
                if dimension not in self._dimensions:
                    self._dimensions.append(dimension)
                self._number(one.kind, dimension, value)
        self._own = np.vstack([self._own, np.full((len(fresh), 2), _UNKNOWN, np.int32)])
        self._tax = _taller(self._tax, len(self._own), len(self._dimensions))
        for at, one in enumerate(fresh, done):
            for dimension, value in one.taxonomy:
                self._tax[at, self._dimensions.index(dimension)] = self._number(one.kind, dimension, value)
        known = np.full(len(self._values) - len(self._plain), _UNKNOWN, np.int32)
        self._plain = np.concatenate([self._plain, known])
        self._catch_up_segments()

    def _number(self, kind: str, dimension: str, value: str) -> int:
        key = (kind, dimension, value)
        if key not in self._value_of:
            self._value_of[key] = len(self._values)
            self._values.append(key)
        return self._value_of[key]

    def _catch_up_segments(self) -> None:
        done = len(self._segment_traits)
        fresh = self._words.segments[done:]
        for _, traits in fresh:
            for trait in traits:
                if trait not in self._trait_of:
                    self._trait_of[trait] = len(self._traits)
                    self._traits.append(trait)
        wide = max([self._segment_traits.shape[1], *(len(traits) for _, traits in fresh)])
        self._segment_traits = _taller(self._segment_traits, done + len(fresh), wide)
        for at, (_, traits) in enumerate(fresh, done):
            self._segment_traits[at, : len(traits)] = [self._trait_of[trait] for trait in traits]

    def _context(self, compact: Compact) -> Iterator[Index]:
        wide = len(self._words.segments) + 1
        codes = (compact.template * wide + compact.segment + 1) * 2 + compact.treated
        present = np.flatnonzero(np.bincount(codes)).tolist()
        lists = {
            code: self._context_features(code // 2 // wide, code // 2 % wide - 1, bool(code % 2)) for code in present
        }
        table = np.full((max(present, default=0) + 1, max(map(len, lists.values()), default=0)), NONE, np.int32)
        for code, numbers in lists.items():
            table[code, : len(numbers)] = numbers
        yield from table[codes].T

    def _context_features(self, template: int, segment: int, treated: bool) -> list[int]:
        key = (template, segment, treated)
        if key not in self._contexts:
            name, traits = self._words.segments[segment] if segment >= 0 else (None, ())
            names = context_names(self._words.templates[template], name, traits, treated=treated)
            self._contexts[key] = [self._belief.feature(each) for each in names]
        return self._contexts[key]

    def _content(self, compact: Compact) -> Iterator[Index]:
        who = _gather(self._segment_traits, compact.segment)
        for place in range(compact.variants.shape[1]):
            codes = compact.variants[:, place]
            self._own_features(codes)
            yield from _gather(self._own, codes).T
            values = _gather(self._tax, codes)
            yield from (self._tax_features(column) for column in values.T)
            for column in values.T:
                yield from (self._cross.look_up(column, trait) for trait in who.T)

    def _own_features(self, codes: Index) -> None:
        for code in _met(codes):
            if self._own[code, 0] == _UNKNOWN:
                one = self._words.variants[code]
                names = (f"component|{one.component}", f"variant|{one.variant}")
                self._own[code] = [self._belief.feature(name) for name in names]

    def _tax_features(self, values: Index) -> Index:
        for value in _met(values):
            if self._plain[value] == _UNKNOWN:
                self._plain[value] = self._belief.feature(tax_name(*self._values[value]))
        return _gather(self._plain[:, None], values)[:, 0]

    def _meetings(self, compact: Compact) -> Iterator[Index]:
        places = [_gather(self._tax, compact.variants[:, place]) for place in range(compact.variants.shape[1])]
        for one, other in combinations(places, 2):
            for dimension in range(len(self._dimensions)):
                low, high = one[:, dimension], other[:, dimension]
                # one order for both, so that a pair has one feature
                yield self._pairs.look_up(np.minimum(low, high), np.maximum(low, high))


def _met(codes: Index) -> list[int]:
    """The codes that occur, ascending."""
    found: list[int] = np.flatnonzero(np.bincount(codes[codes >= 0])).tolist()
    return found


def _taller(table: Index, rows: int, columns: int) -> Index:
    grown = np.full((rows, columns), NONE, np.int32)
    grown[: table.shape[0], : table.shape[1]] = table
    return grown


def _gather(table: Index, codes: Index) -> Index:
    if not len(table):
        return np.full((len(codes), table.shape[1]), NONE, np.int32)
    found: Index = np.where(codes[:, None] >= 0, table[np.maximum(codes, 0)], NONE).astype(np.int32)
    return found
