"""From a suite to its evaluators, by a table of makers, and what is wrong with a suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from content_engine.domain.evals import Case, Suite
from content_engine.domain.evals import Evaluator as Spec
from content_engine.evaluation.evaluators import Contains, Distinct, Exact, Fits, Grounded, Guarded, Similar
from content_engine.evaluation.judges import Chooser, Judge, Preference, Rival, Rubric
from content_engine.evaluation.sample import Evaluator

EXPECTED = ("contains", "excludes", "exact", "verdict")
"""What a case may expect."""
VERDICTS = ("pass", "fix", "flag", "reject")
JUDGES = ("judge", "pairwise")
"""Evaluators that ask a language model."""


@dataclass(frozen=True, slots=True)
class Judges:
    """How the evaluators that ask a language model do so, each by its line in the suite.

    `absent` says why there is no model to ask: then they are skipped, and the run says so.
    """

    judge: Callable[[Spec], Judge] | None = None
    chooser: Callable[[Spec], Chooser] | None = None
    rival: Rival = field(default=lambda sample: sample.case.reference or None)
    told: Mapping[str, object] = field(default_factory=dict)
    absent: str = "no language model was given"


@dataclass(frozen=True, slots=True)
class Made:
    """The evaluators of a suite, and why others of it are skipped. `exact` are the names of those that go by words."""

    evaluators: tuple[Evaluator, ...]
    skipped: Mapping[str, str]
    exact: frozenset[str] = frozenset()

    def of(self, case: Case) -> tuple[Evaluator, ...]:
        """Those that measure a case: of a text that is meant to fail, only whether it does, and how it is worded."""
        if not meant_to_fail(case):
            return self.evaluators
        return tuple(one for one in self.evaluators if one.name in self.exact)


def meant_to_fail(case: Case) -> bool:
    """Whether the case expects that its text is not shown as it is: its quality then says nothing."""
    wanted = case.expect.get("verdict", "pass")
    return not {"pass", "flag"} & set(wanted if isinstance(wanted, list) else [wanted])


_BY_WORDS = ("guardrails", "contains", "exact")
_PURE: Mapping[str, Callable[[Spec], Evaluator]] = {
    "guardrails": lambda spec: Guarded(spec.called),
    "grounding": lambda spec: Grounded(spec.called),
    "length": lambda spec: Fits(spec.called, least=int(spec.options.get("least", 1))),
    "contains": lambda spec: Contains(spec.called),
    "exact": lambda spec: Exact(spec.called),
    "similarity": lambda spec: Similar(spec.called),
    "distinct": lambda spec: Distinct(spec.called, most=float(spec.options.get("most", 0.8))),
}
_OPTIONS: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    "length": {"least": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0},
    "distinct": {
        "most": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1
    },
}


def make(suite: Suite, judges: Judges, absent: Mapping[str, str] | None = None) -> Made:
    """The suite's evaluators in its order; `absent` are sorts that cannot be had here, with the reason.

    Raises nothing for a suite without `suite_errors`.
    """
    made: list[Evaluator] = []
    skipped: dict[str, str] = {}
    away = dict(absent or {})
    for spec in suite.evaluators:
        one = None if spec.use in away else _asking(spec, judges) if spec.use in JUDGES else _PURE[spec.use](spec)
        if one is None:
            skipped[spec.called] = away.get(spec.use, judges.absent)
        else:
            made.append(one)
    exact = frozenset(spec.called for spec in suite.evaluators if spec.use in _BY_WORDS)
    return Made(tuple(made), skipped, exact)


def _asking(spec: Spec, judges: Judges) -> Evaluator | None:
    told = {"prompt": spec.prompt, **judges.told}
    if spec.use == "judge" and judges.judge is not None:
        return Rubric(spec.called, judges.judge(spec), spec.repeats, told)
    if spec.use == "pairwise" and judges.chooser is not None:
        return Preference(spec.called, judges.chooser(spec), judges.rival, spec.repeats, told)
    return None


def suite_errors(suite: Suite) -> list[tuple[str, str]]:
    """What is wrong with a suite beside what its schema says: dotted key and message."""
    found = [error for index, spec in enumerate(suite.evaluators) for error in _spec(spec, f"evaluators.{index}")]
    found += [error for index, case in enumerate(suite.cases) for error in _case(case, f"cases.{index}.expect")]
    return [*found, *_idle(suite)]


def _spec(spec: Spec, key: str) -> Iterator[tuple[str, str]]:
    known = _OPTIONS.get(spec.use, {})
    for name, value in spec.options.items():
        if name not in known:
            there = f"it has {', '.join(known)}" if known else "it has none"
            yield f"{key}.options.{name}", f"`{spec.use}` has no option `{name}`; {there}"
        elif not known[name](value):
            yield f"{key}.options.{name}", f"`{value}` is no value of this option"
    if spec.repeats > 1 and spec.use not in JUDGES:
        yield f"{key}.repeats", f"`{spec.use}` gives the same answer each time; only judges are asked again"
    if spec.prompt and spec.use not in JUDGES:
        yield f"{key}.prompt", f"`{spec.use}` asks no language model"
    low, high = scale(spec.use)
    if spec.min is not None and not low <= spec.min <= high:
        yield f"{key}.min", f"the values of `{spec.use}` lie between {low:g} and {high:g}"


def scale(use: str) -> tuple[float, float]:
    """The least and greatest value of a sort of evaluator."""
    return (1.0, 5.0) if use == "judge" else (0.0, 1.0)


def _case(case: Case, key: str) -> Iterator[tuple[str, str]]:
    for name, value in case.expect.items():
        if name not in EXPECTED:
            yield f"{key}.{name}", f"a case expects one of: {', '.join(EXPECTED)}"
        elif name == "verdict" and not _verdicts(value):
            yield f"{key}.{name}", f"must be one or more of: {', '.join(VERDICTS)}"
        elif name == "exact" and not _text_or_texts(value):
            yield f"{key}.{name}", "must be a text, or a text for each field"
        elif name in ("contains", "excludes") and not _words(value):
            yield f"{key}.{name}", "must be a text or a list of texts"


def _verdicts(value: Any) -> bool:
    many = value if isinstance(value, list) else [value]
    return bool(many) and all(one in VERDICTS for one in many)


def _text_or_texts(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and all(isinstance(one, str) for one in value.values()))


def _words(value: Any) -> bool:
    many = value if isinstance(value, list) else [value]
    return bool(many) and all(isinstance(one, str) and one.strip() for one in many)


def _idle(suite: Suite) -> Iterator[tuple[str, str]]:
    """Evaluators that no case gives anything to do: a threshold on them would say nothing."""
    needs = {
        "contains": any({"contains", "excludes"} & set(case.expect) for case in suite.cases),
        "exact": any("exact" in case.expect for case in suite.cases),
        "similarity": any(case.reference for case in suite.cases),
    }
    for index, spec in enumerate(suite.evaluators):
        if not needs.get(spec.use, True):
            yield f"evaluators.{index}.use", f"no case gives `{spec.use}` anything to look for"
