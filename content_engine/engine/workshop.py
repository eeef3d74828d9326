"""Content in and out: checking a folder, bringing it into the database, writing it back out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from content_engine.assembly.errors import GuardFailed, TextError
from content_engine.assembly.fields import PreparedVariant, prepare_fields, text_errors
from content_engine.assembly.layout import layout_errors
from content_engine.domain.canon import canonical, from_canonical, version_of
from content_engine.domain.catalog import Catalog, Component, Kind, Template, Variant
from content_engine.domain.documents import DocumentIndex
from content_engine.domain.errors import BrokenContent, LostRace, NotSetUp
from content_engine.domain.memory import ContentStore
from content_engine.domain.problems import Problem
from content_engine.domain.writing import VariantStore
from content_engine.eligibility.conditions import condition_problems
from content_engine.engine.compiled import compile_catalog
from content_engine.engine.default_tests import failed_defaults
from content_engine.engine.publishing import changes_between, recheck, with_generated
from content_engine.engine.rule_tests import failed_tests
from content_engine.engine.samples import Sample, sample
from content_engine.evaluation import suite_errors
from content_engine.generation import prompt_errors
from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.library import (
    FolderContent,
    Written,
    check_content,
    check_prompts,
    check_suites,
    examine_prompts,
    examine_suites,
    read_folder,
    write_folder,
)

Errors = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: the catalog version now current, and what changed on the way to it.

    `back_to_review` are generated variants that no longer pass the checks.
    """

    version: str
    changed: bool
    added: int = 0
    altered: int = 0
    removed: int = 0
    back_to_review: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            "catalog_version": self.version,
            "changed": self.changed,
            "added": self.added,
            "altered": self.altered,
            "removed": self.removed,
            "back_to_review": list(self.back_to_review),
        }


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Every problem of a content folder: files, references, conditions, texts, layouts, guardrails, policy tests."""
    found = examine_prompts(folder)
    content = read_folder(folder)
    suites = check_suites(examine_suites(folder), content.partial, found.tasks, suite_errors)
    return (*_checked(content), *check_prompts(found, prompt_errors), *suites)


def _checked(content: FolderContent) -> tuple[Problem, ...]:
    rooms = _Rooms(content.partial)
    problems = check_content(
        content,
        condition_errors=lambda condition: [(error.key, error.message) for error in condition_problems(condition)],
        text_errors=rooms.text,
        layout_errors=rooms.layout,
        content_errors=rooms.content,
    )
    if problems or content.catalog is None:
        return problems
    return tuple(_failed(content, rooms.guardrails))


def _failed(content: FolderContent, guardrails: Guardrails) -> Iterator[Problem]:
    catalog = content.catalog
    if catalog is None:
        return
    compiled = compile_catalog("check", catalog, guardrails)
    for name, message in failed_defaults(compiled):
        yield content.sources.problem("template", name, ("layout",), message, "", 0)
    for policy in catalog.policies:
        for index, message in failed_tests(policy, compiled):
            yield content.sources.problem("policy", policy.id, ("tests", index), message, "", 0)


@dataclass(frozen=True)
class _Rooms:
    """What the thinking rooms say about content, in the form the library's checks ask for."""

    catalog: Catalog

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        return {kind.name: kind for kind in self.catalog.taxonomy.kinds}

    @cached_property
    def guardrails(self) -> Guardrails:
        return compile_guardrails(self.catalog.brand, self.catalog.facts, self.catalog.taxonomy)

    def text(self, component: Component, variant: Variant) -> Errors:
        kind = self.kinds.get(component.kind)
        return text_errors(component, variant, kind) if kind else []

    def layout(self, template: Template) -> Errors:
        return layout_errors(template, brand=self.catalog.brand, taxonomy=self.catalog.taxonomy)

    def content(self, component: Component, variant: Variant) -> Errors:
        kind = self.kinds.get(component.kind)
        if kind is None:
            return []
        try:
            prepared = prepare_fields(variant, kind)
        except TextError:  # told by `text` already
            return []
        samples = {frozenset(paths): sample(paths) for paths in (prepared.required, prepared.names)}
        found = [error for sample in samples.values() for error in self._judged(prepared, sample, kind, variant)]
        return list(dict.fromkeys(found))

    def _judged(self, prepared: PreparedVariant, sample: Sample, kind: Kind, variant: Variant) -> Errors:
        """What the guardrails say of a variant as it would leave with these values."""
        try:
            text = prepared.render(sample).text
        except GuardFailed as failed:
            return [(failed.field or "", str(failed))]
        verdict = self.guardrails.check(text, kind=kind.name, locale=variant.locale)
        blocking = [violation for violation in verdict.violations if violation.severity != "flag"]
        return [(each.field, f"guardrail {each.guardrail}: {each.message}") for each in blocking]


def sync(
    folder: Path,
    store: ContentStore,
    *,
    actor: str,
    at: int,
    written: VariantStore | None = None,
    documents: DocumentIndex | None = None,
) -> SyncReport:
    """Brings a checked folder into the database as the new current catalog; generated variants stay.

    Those that break the folder's brand rules or facts leave the catalog at once and go back to review.
    Raises `BrokenContent` with every problem, changing nothing, and `LostRace` when somebody published meanwhile.
    """
    content = read_folder(folder)
    problems = _checked(content)
    if problems or content.catalog is None:
        raise BrokenContent(problems)
    current = store.current_catalog()
    before = from_canonical(store.catalog(current)) if current else None
    back = recheck(content.catalog, written, at=at, actor=actor, documents=documents) if written else ()
    catalog = with_generated(content.catalog, before, written)
    body = canonical(catalog)
    version = version_of(body)
    if version == current:
        return SyncReport(version, changed=False, back_to_review=back)
    changes = list(changes_between(before, catalog, actor, at))
    if not store.publish(version, body, changes, after=current, at=at):
        raise LostRace("the content was changed by somebody else at the same time; run sync again")
    counts = {action: sum(change.action == action for change in changes) for action in ("added", "altered", "removed")}
    return SyncReport(version, changed=True, back_to_review=back, **counts)


def export(store: ContentStore, folder: Path) -> Written:
    """Writes the approved content of the current catalog into `folder`, beside what else is there, such as drafts.

    Raises `NotSetUp` before the first sync.
    """
    current = store.current_catalog()
    if current is None:
        raise NotSetUp
    return write_folder(approved(from_canonical(store.catalog(current))), folder, prune=False)


def approved(catalog: Catalog) -> Catalog:
    """The catalog without variants that are not approved, and without components that are left with none."""
    kept = [
        component.model_copy(update={"variants": tuple(v for v in component.variants if v.state == "approved")})
        for component in catalog.components
    ]
    return catalog.model_copy(update={"components": tuple(component for component in kept if component.variants)})
