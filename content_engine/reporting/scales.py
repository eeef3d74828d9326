"""From figures to places on a plot: domains, round ticks, and the share of the width or height where a value lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

STEPS = (1.0, 2.0, 5.0, 10.0)
SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of values with round ticks inside it."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a value lies, 0 at the low end, 1 at the high end, kept within."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def step_of(span: float, wanted: int) -> float:
    """A round step (1, 2 or 5 times a power of ten) that parts a span into about so many."""
    rough = max(span, SMALLEST) / wanted
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))


def scale_of(values: Iterable[float], *, wanted: int = 4, include: tuple[float, ...] = ()) -> Scale:
    """The round scale that holds all finite values and those to be included."""
    known = [value for value in (*values, *include) if isfinite(value)] or [0.0, 1.0]
    low, high = min(known), max(known)
    size = max(abs(low), abs(high))
    if high - low <= SMALLEST * max(size, 1.0):
        pad = size * 0.5 if size > SMALLEST else 0.5
        low, high = low - pad, high + pad
    step = step_of(high - low, wanted)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Scale(first * step, last * step, ticks)


def between(values: Iterable[float], wanted: int = 5) -> Scale:
    """The scale from the least to the greatest value, its ticks some of the values themselves: for moments."""
    known = sorted({value for value in values if isfinite(value)}) or [0.0]
    every = max(ceil(len(known) / wanted), 1)
    low, high = known[0], known[-1]
    return Scale(low, high if high > low else low + 1.0, tuple(known[::every]))
