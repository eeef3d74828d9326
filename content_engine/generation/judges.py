"""What a judging LLM is asked: one text against the brand's voice, or two against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from content_engine.domain.brand import Brand
from content_engine.domain.catalog import Kind
from content_engine.domain.llm import Ask
from content_engine.domain.prompts import Prompt
from content_engine.generation.placeholders import unmarked
from content_engine.generation.prompting import request, voice_of
from content_engine.generation.texts import fence, neutral


def ask_judge(
    prompt: Prompt,
    brand: Brand,
    kind: Kind,
    locale: str,
    text: str,
    models: Sequence[str],
    *,
    job: str | None = None,
    repetition: int = 0,
) -> Ask:
    """The request for one judgement of `text`; `repetition` tells the k runs of one judge apart."""
    return _ask(prompt, brand, kind, locale, {"text": text}, models, job, repetition)


def ask_pair(
    prompt: Prompt,
    brand: Brand,
    kind: Kind,
    locale: str,
    pair: tuple[str, str],
    models: Sequence[str],
    *,
    job: str | None = None,
    repetition: int = 0,
) -> Ask:
    """The request for a preference between two texts, the first of them as A."""
    return _ask(prompt, brand, kind, locale, {"a": pair[0], "b": pair[1]}, models, job, repetition)


def judge_inputs(prompt: Prompt, brand: Brand, kind: Kind, locale: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """The values for the inputs that a judging prompt declares; `texts` are `text`, or `a` and `b`."""
    judged = {name: neutral(unmarked(text), 4_000) for name, text in texts.items()}
    inputs: dict[str, Any] = {
        "brand": neutral(brand.name),
        "kind": kind.name,
        "purpose": neutral(kind.description),
        "locale": locale,
        "voice": voice_of(brand),
        **judged,
        "fence": fence(judged.values()),
    }
    declared = prompt.inputs.get("properties", {})
    return {name: value for name, value in inputs.items() if name in declared}


def _ask(
    prompt: Prompt,
    brand: Brand,
    kind: Kind,
    locale: str,
    texts: Mapping[str, str],
    models: Sequence[str],
    job: str | None,
    repetition: int,
) -> Ask:
    chosen = judge_inputs(prompt, brand, kind, locale, texts)
    return request(prompt, chosen, models, job, repetition)
