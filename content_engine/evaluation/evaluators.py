"""Evaluators that need no model: what guardrails, limits, expectations and other texts say of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from content_engine.domain.writing import Score
from content_engine.evaluation.sample import Sample
from content_engine.evaluation.similarity import folded, similarity


@dataclass(frozen=True)
class _Named:
    """A name, a version and no configuration."""

    name: str

    @property
    def version(self) -> str:
        """See `Evaluator`."""
        return "1"

    @property
    def params(self) -> Mapping[str, object]:
        """See `Evaluator`."""
        return {}

    def score(self, value: float, reason: str) -> Score:
        """A score of this evaluator."""
        return Score(evaluator=self.name, version=self.version, value=value, reason=reason)


class Guarded(_Named):
    """1 where the text passed every guardrail, flagged or mended ones too; else 0, with the rules it broke.

    A case that expects a `verdict` wants that one, or one of those.
    """

    def measure(self, sample: Sample) -> Score:
        """See `Evaluator`."""
        verdict = sample.verdict
        broken = ", ".join(dict.fromkeys(one.guardrail for one in verdict.violations))
        wanted = sample.case.expect.get("verdict")
        if wanted is not None:
            got = "fix" if sample.fixed and verdict.shows else verdict.verdict
            many = wanted if isinstance(wanted, list) else [wanted]
            told = f"{got}, {' or '.join(many)} was expected"
            return self.score(float(got in many), told + (f" ({broken})" if broken else ""))
        mended = "mended; " if sample.fixed else ""
        return self.score(float(verdict.shows), f"{mended}{verdict.verdict}" + (f": {broken}" if broken else ""))


class Grounded(_Named):
    """The share of statements that a fact or passage says. None for a text that states nothing to be checked."""

    def measure(self, sample: Sample) -> Score | None:
        """See `Evaluator`."""
        if sample.evidence is None or sample.ungrounded is None:
            raise ValueError("nobody looked for evidence")
        said, unsaid = len(sample.evidence), sample.ungrounded
        if not said + unsaid:
            return None
        return self.score(said / (said + unsaid), f"{said} of {said + unsaid} statements have a source")


@dataclass(frozen=True)
class Fits(_Named):
    """1 where every field keeps its limit (characters, placeholders filled in) and has at least `least`; else 0."""

    least: int = 1

    @property
    def params(self) -> Mapping[str, object]:
        """See `Evaluator`."""
        return {"least": self.least}

    def measure(self, sample: Sample) -> Score:
        """See `Evaluator`."""
        sizes = {name: len(text) for name, text in sample.spoken.items()}
        long = [f"{name}: {size} of {sample.limits[name]}" for name, size in sizes.items()
                if size > sample.limits.get(name, size)]  # fmt: skip
        short = [f"{name}: {size}, {self.least} are the least" for name, size in sizes.items() if size < self.least]
        wrong = long + short
        told = ", ".join(wrong) or ", ".join(f"{name}: {size}" for name, size in sizes.items())
        return self.score(float(not wrong), f"characters of {told}")


class Contains(_Named):
    """The share of wordings that are there (`expect.contains`) or away (`expect.excludes`), as whole words."""

    def measure(self, sample: Sample) -> Score | None:
        """See `Evaluator`."""
        wanted = {word: says(sample.text, word) for word in _listed(sample, "contains")}
        unwanted = {word: not says(sample.text, word) for word in _listed(sample, "excludes")}
        if not wanted and not unwanted:
            return None
        missing = [f"lacks {word!r}" for word, kept in wanted.items() if not kept]
        wrong = missing + [f"has {word!r}" for word, kept in unwanted.items() if not kept]
        kept = [*wanted.values(), *unwanted.values()]
        return self.score(sum(kept) / len(kept), ", ".join(wrong) or "as expected")


def says(text: str, wording: str) -> bool:
    """Whether a wording stands in a text, whatever the case, and is no part of a longer word there."""
    told, sought = folded(text), folded(wording)
    at = told.find(sought)
    while at >= 0:
        before, after = told[at - 1 : at], told[at + len(sought) : at + len(sought) + 1]
        if not _one_word(before, sought[:1]) and not _one_word(sought[-1:], after):
            return True
        at = told.find(sought, at + 1)
    return False


def _one_word(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def _listed(sample: Sample, key: str) -> list[str]:
    told = sample.case.expect.get(key, [])
    return [told] if isinstance(told, str) else [str(one) for one in told]


class Exact(_Named):
    """1 where the text is `expect.exact`, field by field; else 0."""

    def measure(self, sample: Sample) -> Score | None:
        """See `Evaluator`."""
        wanted = sample.case.expect.get("exact")
        if wanted is None:
            return None
        expected = {next(iter(sample.content)): wanted} if isinstance(wanted, str) else dict(wanted)
        other = [name for name in {**expected, **sample.content} if expected.get(name) != sample.content.get(name)]
        return self.score(float(not other), f"differs in {', '.join(other)}" if other else "the same")


class Similar(_Named):
    """How alike the text is to the case's `reference`: Dice's coefficient over character trigrams (`similarity`)."""

    def measure(self, sample: Sample) -> Score | None:
        """See `Evaluator`."""
        if not sample.case.reference:
            return None
        value = similarity(sample.text, sample.case.reference)
        return self.score(value, f"{value:.2f} of its trigrams are the reference's")


@dataclass(frozen=True)
class Distinct(_Named):
    """0 where the text is nearly another of the case or its component (`similarity` of `most` or above), else 1."""

    most: float = 0.8

    @property
    def params(self) -> Mapping[str, object]:
        """See `Evaluator`."""
        return {"most": self.most}

    def measure(self, sample: Sample) -> Score:
        """See `Evaluator`."""
        nearest = max(sample.others, key=lambda other: similarity(sample.text, other), default="")
        value = similarity(sample.text, nearest) if nearest else 0.0
        told = f"{value:.2f} alike to {nearest[:80]!r}" if nearest else "there is no other text"
        return self.score(float(value < self.most), told)
