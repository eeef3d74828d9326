"""Whether a text may stand as a variant: the guardrails on its words, its grammar, and how it looks filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from content_engine.assembly.errors import GuardFailed, TextError
from content_engine.assembly.fields import PreparedVariant, prepare_fields
from content_engine.domain.catalog import Catalog, Component, Kind, Variant
from content_engine.domain.documents import DocumentIndex, Passage
from content_engine.domain.errors import NotFound
from content_engine.domain.rules import ReviewRules
from content_engine.domain.verdicts import Verdict, Violation
from content_engine.domain.writing import VariantStore, WrittenVariant
from content_engine.engine.samples import SAMPLE, sample
from content_engine.guardrails import Guardrails

Sources = Sequence[tuple[str, str]]
"""Passages by id: what they say, a text may say."""
MOST_BESIDE = 30
"""How many texts that wait for an editor a new one is compared with."""


def component_of(catalog: Catalog, name: str) -> Component:
    """A component of the catalog. Raises `NotFound`."""
    found = next((one for one in catalog.components if one.id == name), None)
    if found is None:
        raise NotFound(f"there is no component {name!r} in the catalog", field="component")
    return found


def kind_of(catalog: Catalog, component: Component) -> Kind:
    """The kind of a component. Raises `NotFound`."""
    found = next((one for one in catalog.taxonomy.kinds if one.name == component.kind), None)
    if found is None:
        raise NotFound(f"there is no kind {component.kind!r} in the catalog", field="kind")
    return found


def is_high_risk(catalog: Catalog, component: Component) -> bool:
    """Whether any template that can take a component is of high risk, or none takes it yet."""
    takers = [one for one in catalog.templates if any(component.kind in slot.kinds for slot in one.slots)]
    return not takers or any(one.risk == "high" for one in takers)


def review_rules(catalog: Catalog) -> ReviewRules:
    """The review rules in force."""
    return next((one.review for one in catalog.policies if one.review is not None), ReviewRules())


def as_catalog_variant(one: WrittenVariant) -> Variant:
    """A generated variant as the catalog has it, approved."""
    return Variant(
        id=one.id, locale=one.locale, content=one.content, tone=one.tone, origin="generated", claims=one.claims
    )


def passages_of(one: WrittenVariant, documents: DocumentIndex | None) -> list[Passage]:
    """The passages that a variant's statements rest on, as far as they are still there."""
    ids = dict.fromkeys(name for each in one.evidence for name in each.sources if "#" in name)
    found = [documents.passage(name) for name in ids] if documents is not None else []
    return [passage for passage in found if passage is not None]


def sources_of(one: WrittenVariant, documents: DocumentIndex | None) -> list[tuple[str, str]]:
    """The same, as ids and texts."""
    return [(passage.id, passage.text) for passage in passages_of(one, documents)]


def waiting(written: VariantStore, component: str, locale: str) -> Sequence[WrittenVariant]:
    """Variants of a component in a language that are not decided yet, at most `MOST_BESIDE`."""
    return written.variants(states=("checked", "in_review"), component=component, locale=locale, limit=MOST_BESIDE)


def check_text(
    catalog: Catalog,
    guardrails: Guardrails,
    component: Component,
    locale: str,
    content: Mapping[str, str],
    *,
    max_chars: int | None = None,
    sources: Sources = (),
) -> Verdict:
    """The verdict on template text as a variant of a component: the words as they stand, then filled in with samples.

    `fix` and `fixed` are those of the words as they stand. What cannot be compiled is rejected: nothing that breaks
    the catalog can join it. `max_chars` is a slot's own limit, `sources` are passages that may support a statement.
    """
    kind = kind_of(catalog, component)
    verdict = guardrails.check(
        content, kind=kind.name, locale=locale, max_chars=max_chars, rendered=False, sources=sources
    )
    if verdict.verdict in ("reject", "fix"):
        return verdict
    try:
        prepared = prepare_fields(Variant(id="text", locale=locale, content=dict(content)), kind)
    except TextError as error:
        return Verdict.of([_violation("template", str(error), error.field or kind.fields[0].name)])
    found = [*verdict.violations, *_filled(prepared, guardrails, kind, locale, max_chars, sources)]
    return Verdict.of(dict.fromkeys(found))


def _filled(
    prepared: PreparedVariant,
    guardrails: Guardrails,
    kind: Kind,
    locale: str,
    max_chars: int | None,
    sources: Sources,
) -> Iterator[Violation]:
    for paths in {frozenset(prepared.required), frozenset(prepared.names)}:
        try:
            text = prepared.render(sample(paths)).text
        except GuardFailed as failed:
            yield _violation("template", str(failed), failed.field or kind.fields[0].name)
            continue
        told = guardrails.check(
            text, kind=kind.name, locale=locale, max_chars=max_chars, known=(SAMPLE,) if paths else (), sources=sources
        )
        yield from told.violations


def _violation(guardrail: str, message: str, field: str) -> Violation:
    return Violation(guardrail=guardrail, severity="reject", span=(0, 0), message=message, field=field)
