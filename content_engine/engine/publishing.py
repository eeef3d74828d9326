"""Generated variants and the catalog: which of them belong in it, and how the two are brought to agree.

The store of variants is the truth. Whatever stopped half-way (a crash between an approval and its publication, two
editors at once), the next `reconcile` mends it: it compares what is with what should be, and publishes the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content_engine.domain.canon import canonical, from_canonical, version_of
from content_engine.domain.catalog import Catalog, Component, Variant
from content_engine.domain.documents import DocumentIndex
from content_engine.domain.errors import LostRace, NotFound, NotSetUp
from content_engine.domain.memory import Change, ContentStore
from content_engine.domain.verdicts import Verdict
from content_engine.domain.writing import Review, StepAction, VariantStore, WrittenVariant
from content_engine.engine.texts import as_catalog_variant, check_text, component_of, sources_of
from content_engine.generation import policy_version
from content_engine.guardrails import Guardrails, compile_guardrails

ENGINE = "engine"
"""The actor of steps that no person took."""
TRIES = 12
PAGE = 500
LIVE: Mapping[str, str] = {"added": "published", "removed": "withdrawn", "altered": "republished"}


@dataclass(frozen=True, slots=True)
class Published:
    """What `reconcile` did: the catalog now current, and ids of variants that joined it, left it, went to review."""

    version: str
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


def current(store: ContentStore) -> tuple[str, Catalog]:
    """The current catalog and its version. Raises `NotSetUp` before the first sync."""
    version = store.current_catalog()
    if version is None:
        raise NotSetUp
    return version, from_canonical(store.catalog(version))


def reconcile(
    content: ContentStore,
    written: VariantStore,
    *,
    at: int,
    actor: str = ENGINE,
    documents: DocumentIndex | None = None,
) -> Published:
    """Makes the catalog hold the approved generated variants, and only those. Raises `LostRace` under contention.

    It looks again after it published, so that a variant retired meanwhile does not stay.
    """
    joined: list[str] = []
    left: list[str] = []
    back: list[str] = []
    for _ in range(TRIES):
        version, before = current(content)
        back += recheck(before, written, at=at, actor=actor, documents=documents)
        after = with_generated(before, before, written)
        if after == before:
            return Published(version, tuple(joined), tuple(left), tuple(back))
        changes = [_live(change, written) for change in changes_between(before, after, actor, at)]
        body = canonical(after)
        if content.publish(version_of(body), body, changes, after=version, at=at):
            joined += [one.id for one in changes if one.action == "published"]
            left += [one.id for one in changes if one.action == "withdrawn"]
            _note(changes, written, at)
    raise LostRace("others kept publishing at the same time; the next look at the catalog publishes this")


def _live(change: Change, written: VariantStore) -> Change:
    one = written.variant(change.id)
    told = f"{one.provenance.origin}, prompt {one.provenance.prompt}" if one else ""
    return Change(change.item, change.id, LIVE[change.action], change.actor, change.at, told)


def _note(changes: list[Change], written: VariantStore, at: int) -> None:
    """The variant's own history says so too; where somebody is faster, the catalog's history has it."""
    for change in changes:
        one = written.variant(change.id)
        action: StepAction = "published" if change.action == "published" else "withdrawn"
        if one is not None and change.action != "republished":
            after = moved(one, at)
            written.step(after, step_of(one, after, action, change.actor, at))


def moved(one: WrittenVariant, at: int, **fields: Any) -> WrittenVariant:
    """A variant one version on, with these fields changed."""
    return one.model_copy(update={"version": one.version + 1, "updated_at": at, **fields})


def step_of(
    before: WrittenVariant, after: WrittenVariant, action: StepAction, actor: str, at: int, comment: str = ""
) -> Review:
    """The step that leads from one version of a variant to the next."""
    return Review(
        variant=after.id,
        action=action,
        actor=actor,
        at=at,
        before=before.state,
        after=after.state,
        content_hash=after.content_hash,
        policy_version=after.policy_version,
        comment=comment[:2_000],
    )


def recheck(
    catalog: Catalog, written: VariantStore, *, at: int, actor: str, documents: DocumentIndex | None = None
) -> tuple[str, ...]:
    """Judges approved variants again that were judged under other rules, facts or kinds; ids of those that failed.

    They go back to review with the reasons, and their approvals are void.
    """
    present = policy_version(catalog)
    stale = [one for one in every(written, "approved") if one.policy_version != present]
    if not stale:
        return ()
    guardrails = compile_guardrails(catalog.brand, catalog.facts, catalog.taxonomy)
    failed = []
    for one in stale:
        verdict = _verdict(catalog, guardrails, one, documents)
        after = _rejudged(one, verdict, present, at)
        step = step_of(one, after, "rechecked", actor, at, reasons(verdict))
        if written.step(after, step) and not verdict.shows:
            failed.append(one.id)
    return tuple(failed)


def _verdict(catalog: Catalog, guardrails: Guardrails, one: WrittenVariant, documents: DocumentIndex | None) -> Verdict:
    try:
        component = component_of(catalog, one.component)
    except NotFound:
        return Verdict()  # it is in no catalog without its component, and may wait for it
    return check_text(catalog, guardrails, component, one.locale, one.content, sources=sources_of(one, documents))


def _rejudged(one: WrittenVariant, verdict: Verdict, present: str, at: int) -> WrittenVariant:
    if verdict.shows:
        return moved(one, at, policy_version=present)
    return moved(one, at, state="in_review", verdict=verdict, policy_version=present, approvals=())


def reasons(verdict: Verdict) -> str:
    """The violations in a line."""
    return "; ".join(dict.fromkeys(f"{one.guardrail}: {one.message}" for one in verdict.violations))


def every(written: VariantStore, *states: Any) -> Iterator[WrittenVariant]:
    """All variants in these states, by id, read page by page."""
    after = ""
    while page := written.variants(states=states, after=after, limit=PAGE):
        yield from page
        after = page[-1].id


def with_generated(catalog: Catalog, before: Catalog | None, written: VariantStore | None) -> Catalog:
    """A catalog with the approved generated variants of the store in it, and none of those that are not approved.

    Generated variants that the store does not know (it is another database's, or came in a file) stay as they are. What
    a file says of one that the store knows does not count: its words and its state are the store's.
    """
    approved: dict[str, list[WrittenVariant]] = {}
    for one in every(written, "approved") if written else ():
        approved.setdefault(one.component, []).append(one)
    earlier = {one.id: one.variants for one in before.components} if before else {}
    components = [
        _completed(one, approved.get(one.id, []), earlier.get(one.id, ()), written) for one in catalog.components
    ]
    return catalog.model_copy(update={"components": tuple(components)})


def _completed(
    component: Component, approved: list[WrittenVariant], earlier: tuple[Variant, ...], written: VariantStore | None
) -> Component:
    inherited = [one for one in earlier if one.origin == "generated"]
    given = {one.id: one for one in component.variants}
    given |= {one.id: one for one in inherited if one.id not in given}
    kept = [_truth(one, written) for one in given.values()]
    new = [as_catalog_variant(one) for one in approved if one.id not in given]
    alive = [one for one in kept if one.origin == "authored" or one.state == "approved"]
    # a component is never without a variant, so the last ones stay, retired
    return component.model_copy(update={"variants": (*(alive or kept), *new) if alive or not new else tuple(new)})


def _truth(variant: Variant, written: VariantStore | None) -> Variant:
    known = written.variant(variant.id) if written and variant.origin == "generated" else None
    if known is None:
        return variant
    return as_catalog_variant(known).model_copy(update={"state": known.state})


def items_of(catalog: Catalog) -> dict[tuple[str, str], Any]:
    """Every piece of content by (sort, id), each as data that compares equal when nothing changed."""
    found: dict[tuple[str, str], Any] = {("brand", catalog.brand.name): catalog.brand}
    found |= {("kind", kind.name): kind for kind in catalog.taxonomy.kinds}
    found |= {("template", template.id): template for template in catalog.templates}
    found |= {("segment", segment.segment_id): segment for segment in catalog.segments}
    found |= {("policy", policy.id): policy for policy in catalog.policies}
    found |= {("fact", fact.id): fact for fact in catalog.facts}
    for component in catalog.components:
        found["component", component.id] = component.model_dump(exclude={"variants"})
        found |= {("variant", variant.id): variant for variant in component.variants}
    return found


def changes_between(before: Catalog | None, after: Catalog, actor: str, at: int) -> Iterator[Change]:
    """What differs between two catalogs, as steps of the audit trail: `added`, `removed` or `altered`."""
    old, new = items_of(before) if before else {}, items_of(after)
    for item, name in sorted({*old, *new}):
        was, becomes = old.get((item, name)), new.get((item, name))
        if was != becomes:
            action = "added" if was is None else "removed" if becomes is None else "altered"
            yield Change(item, name, action, actor, at)
