"""From a brief to what is sent: inputs made inert, a prompt rendered over them, and the same with what was wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from content_engine.domain.llm import Ask
from content_engine.domain.prompts import Prompt
from content_engine.generation.attributes import admit
from content_engine.generation.briefs import Brief
from content_engine.generation.judging import Judged
from content_engine.generation.prompting import request, voice_of
from content_engine.generation.redaction import wish
from content_engine.generation.sieve import sifted
from content_engine.generation.texts import fence, neutral, spoken

MAX_EXISTING = 40
MAX_PASSAGES = 8


def ask(prompt: Prompt, brief: Brief, models: Sequence[str], *, job: str | None = None, repetition: int = 0) -> Ask:
    """The request for `brief.count` texts. Equal briefs give equal asks, so that a repeated one costs nothing.

    `repetition` tells apart several asks of one brief. Raises BadInput where the prompt wants inputs that a brief does
    not have, PromptError where the prompt cannot be used.
    """
    return request(prompt, inputs_of(prompt, brief), models, job, repetition)


def reask(
    prompt: Prompt,
    brief: Brief,
    models: Sequence[str],
    judged: Sequence[Judged],
    *,
    job: str | None = None,
    repetition: int = 0,
) -> Ask:
    """The request for new texts in place of those that failed, with the rules they broke.

    What was wrong is told by rule and field, in this project's words: nothing of the failed texts is quoted, so that a
    text that carried an instruction does not carry it into the next round.
    """
    inputs = inputs_of(prompt, brief)
    told = list(dict.fromkeys(reason for one in judged for reason in one.told()))[:20]
    if "violations" in _declared(prompt):
        inputs["violations"] = told
        return request(prompt, inputs, models, job, repetition)
    asked = request(prompt, inputs, models, job, repetition)
    more = "\n\nTexts written before broke these rules. Write others that keep them:\n" + "\n".join(
        f"- {t}" for t in told
    )
    last = asked.turns[-1]
    turns = (*asked.turns[:-1], last.model_copy(update={"content": last.content + more}))
    return asked.model_copy(update={"turns": turns})


def inputs_of(prompt: Prompt, brief: Brief) -> dict[str, Any]:
    """The values for the inputs that `prompt` declares, every string of them inert."""
    declared = _declared(prompt)
    values = {**_task(brief), **_sources(brief), "attributes": _attributes(prompt, brief), "violations": []}
    chosen = {name: value for name, value in values.items() if name in declared}
    if "fence" in declared:
        chosen["fence"] = fence(sorted(_strings(chosen)))
    return chosen


def _declared(prompt: Prompt) -> Mapping[str, Any]:
    return dict(prompt.inputs.get("properties", {}))


def _task(brief: Brief) -> dict[str, Any]:
    return {
        "brand": neutral(brief.brand.name),
        "component": brief.component.id,
        "kind": brief.kind.name,
        "purpose": neutral(brief.kind.description),
        "fields": [
            {"name": field.name, "max_chars": brief.limits[field.name], "multiline": field.multiline,
             "type": field.type, "markup": field.markup}
            for field in brief.kind.fields
        ],
        "locale": brief.locale,
        "count": brief.count,
        "taxonomy": ", ".join(f"{neutral(k)} {neutral(v)}" for k, v in brief.component.taxonomy.items()),
        "voice": voice_of(brief.brand),
        "tones": list(brief.tones),
        "placeholders": list(brief.placeholders),
        "links": [{"url": url} for url in brief.links] if _has_links(brief) else [],
    }  # fmt: skip


def _has_links(brief: Brief) -> bool:
    return any(field.type == "url" or field.markup == "html" for field in brief.kind.fields)


def _sources(brief: Brief) -> dict[str, Any]:
    kept = sifted(brief)
    return {
        "audience": ". ".join(kept.labels),
        "facts": [{"id": fact.id, "statement": neutral(fact.statement)} for fact in kept.facts],
        "passages": [
            {
                "id": neutral(one.id, 160),
                "title": neutral(one.title, 160),
                "heading": neutral(one.heading, 160),
                "text": text,
            }
            for one, text in kept.passages[:MAX_PASSAGES]
        ],
        "existing": [neutral(spoken(text), 600) for text in kept.existing[:MAX_EXISTING]],
        "good": [_example(one.text, one.uplift) for one in kept.good],
        "bad": [_example(one.text, one.uplift) for one in kept.bad],
        "wish": wish(brief.note),
    }


def _example(text: str, uplift: float) -> dict[str, Any]:
    return {"text": neutral(spoken(text), 600), "uplift": round(uplift, 4)}


def _attributes(prompt: Prompt, brief: Brief) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in sorted(admit(prompt, brief.attributes).values.items())]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [text for child in children for text in _strings(child)]
