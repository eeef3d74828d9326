"""A generation before its first word: what was asked for, fixed once, so that a step done again asks the same again.

What may change while a job runs (catalog, a prompt's label, what was learnt, documents, the date) is looked up here and
written into the steps: a worker that takes over after a crash finds its completions in the store.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from content_engine.domain.base import Json, from_ms
from content_engine.domain.brand import Fact
from content_engine.domain.catalog import Catalog, Component
from content_engine.domain.documents import DocumentIndex, Passage
from content_engine.domain.errors import NotFound
from content_engine.domain.llm import OFFLINE
from content_engine.domain.prompts import Prompt
from content_engine.domain.writing import GenerationRequest
from content_engine.engine.desk import Desk
from content_engine.engine.reports_snapshot import SnapshotPredictor
from content_engine.engine.texts import component_of, waiting
from content_engine.generation import MAX_PER_ASK, Brief, Example, admit, brief, select
from content_engine.library import read_prompts

GROUP = 5
"""How many texts one step asks for: little is lost when a worker dies, and the texts of a step differ by design."""
MOST_EXAMPLES = 3
MOST_PASSAGES = 6
LONG_WORD = re.compile(r"[^\W\d_]{6,}")


def asked_for(desk: Desk, request: GenerationRequest) -> Json:
    """The payload of a job: the request, checked as far as it can be before a word is written.

    Of the attributes only those that the prompt declares, with a value of its closed list, are kept: nothing personal
    gets as far as the table of jobs. Raises `NotFound` and `BadInput` naming the field.
    """
    prompt = prompt_of(desk, request.prompt)
    kept: dict[str, Any] = admit(prompt, request.attributes).values
    asked = request.model_copy(update={"attributes": kept})
    brief_of(desk.catalog(), asked, {}, min(asked.count, MAX_PER_ASK))
    return asked.model_dump(mode="json")


def prompt_of(desk: Desk, name: str | None) -> Prompt:
    """A prompt of the content folder. Raises `NotFound`, `BrokenContent`."""
    return select(read_prompts(desk.folder), name)


def steps_of(desk: Desk, request: GenerationRequest, job: str) -> list[Json]:
    """The steps of a generation, each for a few texts."""
    fixed = _fixed(desk, request, job)
    groups = range(0, request.count, GROUP)
    return [{**fixed, "group": at // GROUP, "count": min(GROUP, request.count - at)} for at in groups]


def _fixed(desk: Desk, request: GenerationRequest, job: str) -> Json:
    catalog, version = desk.catalog(), desk.compiled().version
    component = component_of(catalog, request.component)
    locale = request.locale or catalog.brand.locales[0]
    passages = _passages(desk, catalog, component, request)
    prompt = prompt_of(desk, request.prompt)
    good, bad = examples(desk, component, request.segment, locale)
    return {
        "request": request.model_dump(mode="json"),
        "catalog": version,
        "prompt": prompt.name,
        "models": list(models_of(desk, request.model, prompt)),
        "facts": [fact.id for fact in holding(catalog.facts, from_ms(desk.now()).date())],
        "passages": [one.model_dump(mode="json") for one in passages],
        "common": common_words(desk.stores.documents, passages),
        "good": [one.model_dump(mode="json") for one in good],
        "bad": [one.model_dump(mode="json") for one in bad],
        "existing": _beside(desk, component, locale, job),
    }


def models_of(desk: Desk, asked: str | None, prompt: Prompt) -> tuple[str, ...]:
    """The models to ask, the preferred first: the one asked for, else the prompt's, else the deployment's.

    The built-in writer is nobody's fallback and has none: who asks for an LLM gets one or an error.
    """
    first = asked or prompt.model or desk.models[0]
    rest = [one for one in desk.models[1:] if one != first]
    return (first,) if first == OFFLINE else (first, *rest)


def holding(facts: Sequence[Fact], day: date) -> list[Fact]:
    """The facts that hold on a day."""
    return [one for one in facts if one.valid.holds(day)]


def common_words(documents: DocumentIndex | None, passages: Sequence[Passage]) -> list[str]:
    """The long words of passages that many documents share, sorted."""
    words = {word for one in passages for word in LONG_WORD.findall(one.text)}
    return sorted(documents.common(words)) if documents is not None and words else []


def _passages(desk: Desk, catalog: Catalog, component: Component, request: GenerationRequest) -> list[Passage]:
    facts = [one.statement for one in catalog.facts if one.id in component.claims]
    words = " ".join((component.id.replace(".", " "), *component.taxonomy.values(), *facts, request.note))
    most = MOST_PASSAGES if not request.documents else 10 * MOST_PASSAGES
    found = desk.stores.documents.search(words, limit=most)
    kept = [one for one in found if not request.documents or one.document in request.documents]
    return kept[:MOST_PASSAGES]


def _beside(desk: Desk, component: Component, locale: str, job: str) -> list[str]:
    """Texts of this component that are written already and not in the catalog: candidates stay different from them."""
    found = waiting(desk.stores.variants, component.id, locale)
    return [text for one in found if one.provenance.job != job for text in one.content.values()]


def examples(desk: Desk, component: Component, segment: str | None, locale: str) -> tuple[list[Example], list[Example]]:
    """Approved texts of the component's kind that did well and badly in a segment, by their predicted uplift.

    None before anything was learnt. What is told of a text is one mean over all subjects of the segment.
    """
    world = desk.worlds.now()
    predictor = SnapshotPredictor(world)
    told: dict[str, Example] = {}
    for template in world.catalog.templates.values():
        for slot in template.slots:
            for piece in slot.pieces:
                if piece.component.kind != component.kind or piece.variant.locale != locale:
                    continue
                if not piece.candidate.approved or piece.variant.id in told:
                    continue
                found = predictor.predicted(template.template.id, segment, slot.slot.name, piece.variant.id, {})
                if found is not None:
                    text = "\n".join(piece.variant.content.values())
                    told[piece.variant.id] = Example(text=text, uplift=found.uplift.mean)
    ranked = sorted(told.values(), key=lambda one: -one.uplift)
    good = [one for one in ranked if one.uplift > 0][:MOST_EXAMPLES]
    return good, [one for one in reversed(ranked) if one.uplift < 0][:MOST_EXAMPLES]


def brief_of(
    catalog: Catalog, request: GenerationRequest, fixed: Mapping[str, Any], count: int, beside: Sequence[str] = ()
) -> Brief:
    """The brief of a step from what was fixed. Raises `NotFound` for a component or segment that is not there."""
    ids = fixed.get("facts")
    if request.segment is not None and all(one.segment_id != request.segment for one in catalog.segments):
        raise NotFound(f"there is no segment {request.segment!r}", field="segment")
    return brief(
        catalog,
        request.component,
        segment=request.segment,
        locale=request.locale,
        count=count,
        attributes=request.attributes,
        note=request.note,
        facts=None if ids is None else [one for one in catalog.facts if one.id in ids],
        passages=[Passage.model_validate(one) for one in fixed.get("passages", ())],
        good=[Example.model_validate(one) for one in fixed.get("good", ())],
        bad=[Example.model_validate(one) for one in fixed.get("bad", ())],
        existing=[*fixed.get("existing", ()), *beside],
        common=fixed.get("common", ()),
    )
