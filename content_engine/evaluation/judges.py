"""Evaluators that ask a language model, handed in as a function: a rubric, and a preference between two texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import TypeVar

from content_engine.domain.jobs import JobCancelled
from content_engine.domain.writing import Score
from content_engine.evaluation.agreement import self_agreement
from content_engine.evaluation.sample import Sample, failed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge said of one text: 1 to 5, and why."""

    value: float
    reasons: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of two texts a judge would rather publish: whether it is the one shown first, and why."""

    first: bool
    reason: str = ""


Judge = Callable[[Sample, int], Opinion]
"""Asks for an opinion for the n-th time, from 0. Raises where none came or it cannot be read."""
Chooser = Callable[[Sample, str, str, int], Choice]
"""Asks for a choice between two texts, in the order in which they are shown, for the n-th time. Raises likewise."""
Rival = Callable[[Sample], str | None]
"""The text that a sample is compared with; None where there is none."""


@dataclass(frozen=True)
class Rubric:
    """The mean of `repeats` opinions, from 1 to 5. Fails where not more than half of the opinions came.

    Two to five repeats show how far the judge agrees with itself: a judge that does not measures nothing.
    """

    name: str
    ask: Judge
    repeats: int = 1
    told: Mapping[str, object] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """See `Evaluator`."""
        return "1"

    @property
    def params(self) -> Mapping[str, object]:
        """See `Evaluator`."""
        return {"repeats": self.repeats, **self.told}

    def measure(self, sample: Sample) -> Score:
        """See `Evaluator`."""
        heard, broken = _heard(lambda n: self.ask(sample, n), self.repeats)
        if 2 * len(heard) <= self.repeats:
            return failed(self, _broke(broken, self.repeats))
        values = tuple(one.value for one in heard)
        reasons = "; ".join(dict.fromkeys(reason for one in heard for reason in one.reasons))
        told = f"{reasons} ({_broke(broken, self.repeats)})" if broken else reasons
        return Score(evaluator=self.name, value=fmean(values), repeated=values, reason=told[:1_500])


@dataclass(frozen=True)
class Preference:
    """1 where the judge would rather publish the sample than its rival, 0 where the rival, 0.5 for a tie.

    Each time it is asked twice, with the order swapped; a preference counts only where both orders agree, else it is a
    tie (position bias: L. Zheng et al., "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena", NeurIPS 2023).
    `repeated` holds two values for each time: whether the sample won when shown first, and when shown second.
    """

    name: str
    ask: Chooser
    rival: Rival
    repeats: int = 1
    told: Mapping[str, object] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """See `Evaluator`."""
        return "1"

    @property
    def params(self) -> Mapping[str, object]:
        """See `Evaluator`."""
        return {"repeats": self.repeats, **self.told}

    def measure(self, sample: Sample) -> Score | None:
        """See `Evaluator`."""
        other = self.rival(sample)
        if not other:
            return None
        heard, broken = _heard(lambda n: self._both(sample, other, n), self.repeats)
        if 2 * len(heard) <= self.repeats:
            return failed(self, _broke(broken, self.repeats))
        value = fmean(_settled(first, second) for first, second, _ in heard)
        reasons = "; ".join(dict.fromkeys(reason for one in heard for reason in one[2] if reason))
        repeated = tuple(float(won) for first, second, _ in heard for won in (first, second))
        return Score(evaluator=self.name, value=value, repeated=repeated, reason=reasons[:1_500])

    def _both(self, sample: Sample, other: str, n: int) -> tuple[bool, bool, tuple[str, str]]:
        one = self.ask(sample, sample.text, other, n)
        two = self.ask(sample, other, sample.text, n)
        return one.first, not two.first, (one.reason, two.reason)


def _settled(shown_first: bool, shown_second: bool) -> float:
    return float(shown_first) if shown_first == shown_second else 0.5


def _heard(ask: Callable[[int], T], repeats: int) -> tuple[list[T], list[str]]:
    heard: list[T] = []
    broken: list[str] = []
    for n in range(repeats):
        try:
            heard.append(ask(n))
        except JobCancelled:
            raise
        except Exception as error:  # noqa: BLE001 - a judge that broke is told, whatever broke it
            broken.append(f"{type(error).__name__}: {error}")
    return heard, broken


def _broke(broken: Sequence[str], of: int) -> str:
    return f"{len(broken)} of {of} judgements broke: {broken[0] if broken else ''}"


def rubric_agreement(scores: Sequence[Score]) -> float | None:
    """How often two opinions on one text are the same, over all texts judged more than once; None without any."""
    return self_agreement([score.repeated for score in scores if score.value is not None])


def order_agreement(scores: Sequence[Score]) -> float | None:
    """How often both orders gave the same preference; None where nothing was compared."""
    pairs = _pairs(scores)
    return sum(first == second for first, second in pairs) / len(pairs) if pairs else None


def position_bias(scores: Sequence[Score]) -> float | None:
    """How much more often than half the time the text shown first won: 0 none, 0.5 always. None without comparisons."""
    pairs = _pairs(scores)
    return sum(first + (1 - second) for first, second in pairs) / (2 * len(pairs)) - 0.5 if pairs else None


def _pairs(scores: Sequence[Score]) -> list[tuple[float, float]]:
    told = [score.repeated for score in scores if score.value is not None]
    return [(values[n], values[n + 1]) for values in told for n in range(0, len(values) - 1, 2)]
