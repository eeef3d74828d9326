"""Judges over the gateway: what evaluation is handed, so that it needs to know no language model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from content_engine.domain.catalog import Catalog, Kind
from content_engine.domain.evals import Evaluator as Spec
from content_engine.domain.jobs import JobCancelled
from content_engine.domain.llm import OFFLINE, Ask, Completion, Gateway, completed
from content_engine.domain.prompts import PromptTask
from content_engine.evaluation import Choice, Judges, Opinion, Sample
from content_engine.generation import ask_judge, ask_pair, select

ABSENT = "the built-in writer judges nothing: set a model, or OPENAI_API_KEY or OPENAI_API_BASE"


@dataclass
class Bill:
    """The completions of one case, for who wrote it and what was paid now. One per case: it is not safe for threads."""

    made: list[Completion] = field(default_factory=list)

    def complete(self, gateway: Gateway, ask: Ask, cancelled: Callable[[], None]) -> Completion:
        """A completion, noted. Raises what `cancelled` and the gateway raise."""
        cancelled()
        done = completed(gateway, ask, lambda: _raises(cancelled))
        self.made.append(done)
        return done


def _raises(cancelled: Callable[[], None]) -> bool:
    try:
        cancelled()
    except JobCancelled:
        return True
    return False


@dataclass(frozen=True)
class LlmJudges:
    """Asks the models `models` with the folder's judge prompts. `job` is what the calls are booked under."""

    catalog: Catalog
    tasks: Sequence[PromptTask]
    gateway: Gateway
    models: tuple[str, ...]
    bill: Bill
    cancelled: Callable[[], None]
    job: str | None = None

    def judges(self) -> Judges:
        """As evaluation takes them; without a model that can judge, they say so."""
        if not self.models or self.models[0] == OFFLINE:
            return Judges(rival=self.rival, absent=ABSENT)
        return Judges(self._judge, self._chooser, self.rival, {"models": list(self.models)})

    def rival(self, sample: Sample) -> str | None:
        """The case's reference, else the component's first approved text in the language of the case."""
        if sample.case.reference:
            return sample.case.reference
        component = next((one for one in self.catalog.components if one.id == sample.case.component), None)
        for variant in component.variants if component else ():
            if variant.state == "approved" and variant.locale == sample.locale:
                return "\n".join(variant.content.values())
        return None

    def _judge(self, spec: Spec) -> Callable[[Sample, int], Opinion]:
        prompt = select(self.tasks, spec.prompt or "judge")

        def ask(sample: Sample, n: int) -> Opinion:
            asked = ask_judge(
                prompt, self.catalog.brand, self._kind(sample), sample.locale, sample.text, self.models,
                job=self.job, repetition=n,
            )  # fmt: skip
            return _opinion(self._data(asked))

        return ask

    def _chooser(self, spec: Spec) -> Callable[[Sample, str, str, int], Choice]:
        prompt = select(self.tasks, spec.prompt or "judge-pair")

        def ask(sample: Sample, first: str, second: str, n: int) -> Choice:
            asked = ask_pair(
                prompt, self.catalog.brand, self._kind(sample), sample.locale, (first, second), self.models,
                job=self.job, repetition=n,
            )  # fmt: skip
            return _choice(self._data(asked))

        return ask

    def _kind(self, sample: Sample) -> Kind:
        return next(one for one in self.catalog.taxonomy.kinds if one.name == sample.kind)

    def _data(self, asked: Ask) -> Mapping[str, Any]:
        done = self.bill.complete(self.gateway, asked, self.cancelled)
        if done.origin == "offline":
            raise ValueError("the built-in writer answered, and it judges nothing")
        if not isinstance(done.data, dict):
            raise ValueError("the judge gave no JSON object")
        return done.data


def _opinion(data: Mapping[str, Any]) -> Opinion:
    value = data.get("score")
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or not 1 <= value <= 5:
        raise ValueError(f"the judge gave no score from 1 to 5 but {str(value)[:40]!r}")
    reasons = data.get("reasons", [])
    told = reasons if isinstance(reasons, list) else [reasons]
    return Opinion(float(value), [str(one)[:300] for one in told[:5]])


def _choice(data: Mapping[str, Any]) -> Choice:
    chosen = data.get("preference")
    if chosen not in ("A", "B"):
        raise ValueError(f"the judge preferred neither A nor B but {str(chosen)[:40]!r}")
    return Choice(chosen == "A", str(data.get("reason", ""))[:300])
