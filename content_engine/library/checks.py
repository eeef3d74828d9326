"""Cross checks over a whole catalog: a table of small functions, and the one that runs them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from content_engine.domain.brand import Brand
from content_engine.domain.catalog import Catalog, Component, Template, Variant
from content_engine.domain.problems import Problem
from content_engine.library import check_basics as b
from content_engine.library import check_components as c
from content_engine.library import check_policies as p
from content_engine.library import check_templates as t
from content_engine.library.documents import Sources
from content_engine.library.folder import FolderContent
from content_engine.library.scene import Errors, Judges, Scene, Told, no_errors


@dataclass(frozen=True)
class Check:
    """One check of one kind of item.

    It is left out while what it `needs` is missing: `taxonomy` or `brand`, which could not be read, or `sound`, both
    without problems of their own. The other rooms judge texts only by a sound brand and taxonomy: they may raise else.
    """

    of: str
    run: Callable[[Any, Scene], Iterator[Told]]
    needs: frozenset[str] = frozenset()


def _checks(of: str, needs: str, *runs: Callable[[Any, Scene], Iterator[Told]]) -> list[Check]:
    return [Check(of, run, frozenset(needs.split())) for run in runs]


CHECKS: tuple[Check, ...] = (
    *_checks("taxonomy", "taxonomy", b.kind_names, b.dimension_names),
    *_checks("brand", "brand", b.brand_basics, b.brand_rules, b.brand_patterns, b.brand_judged),
    *_checks("brand", "brand taxonomy", b.brand_kinds),
    *_checks("fact", "", b.fact_period),
    *_checks("component", "taxonomy", c.component_kind, c.component_taxonomy, c.variant_fields, c.variant_texts),
    *_checks("component", "", c.component_audience, c.component_claims, c.component_when, c.component_period),
    *_checks("component", "taxonomy", c.variant_tones),
    *_checks("component", "", c.variant_ids),
    *_checks("component", "taxonomy brand sound", c.variant_judged),
    *_checks("component", "brand", c.variant_locales),
    *_checks("template", "taxonomy", t.template_stage, t.template_constraints, t.slot_kinds),
    *_checks("template", "", t.template_active, t.template_layout, t.slot_names, t.slot_supply),
    *_checks("template", "", t.slot_controls, t.control_variants),
    *_checks("template", "taxonomy brand sound", t.template_judged),
    *_checks("segment", "", t.segment_templates, t.segment_suppress),
    *_checks("policy", "taxonomy", p.rule_stages),
    *_checks("policy", "", p.rule_ids, p.rule_aims, p.rule_conditions, p.quiet_hours, p.holdout_shares),
    *_checks("policy", "", p.declared_once, p.names_in_tests, p.codes_in_tests),
)


def check_catalog(
    catalog: Catalog,
    *,
    condition_errors: Callable[[Mapping[str, Any]], Errors],
    text_errors: Callable[[Component, Variant], Errors],
    layout_errors: Callable[[Template], Errors],
    content_errors: Callable[[Component, Variant], Errors] | None = None,
    brand_errors: Callable[[Brand], Errors] | None = None,
    sources: Sources | None = None,
    missing: frozenset[str] = frozenset(),
) -> tuple[Problem, ...]:
    """Everything in `catalog` that does not fit together, by file and line.

    The callables are the other rooms' judgement, each a list of (dotted key, message): of a condition, of a variant's
    text as a template (key: field), of a template's layout (key: part), of a variant's text under the guardrails, of
    the brand's own rules. `sources` and `missing` come from `read_folder`; without sources a problem names the item
    in place of a file.
    """
    judges = Judges(
        condition_errors=condition_errors,
        text_errors=text_errors,
        layout_errors=layout_errors,
        content_errors=content_errors or no_errors,
        brand_errors=brand_errors or no_errors,
    )
    scene = Scene(catalog, judges, sources or Sources(), missing)
    return _in_order(_problems(scene))


def check_content(
    content: FolderContent,
    *,
    condition_errors: Callable[[Mapping[str, Any]], Errors],
    text_errors: Callable[[Component, Variant], Errors],
    layout_errors: Callable[[Template], Errors],
    content_errors: Callable[[Component, Variant], Errors] | None = None,
    brand_errors: Callable[[Brand], Errors] | None = None,
) -> tuple[Problem, ...]:
    """All problems of a folder: those of reading it, and those of `check_catalog` over what could be read."""
    found = check_catalog(
        content.partial,
        condition_errors=condition_errors,
        text_errors=text_errors,
        layout_errors=layout_errors,
        content_errors=content_errors,
        brand_errors=brand_errors,
        sources=content.sources,
        missing=content.missing,
    )
    return _in_order((*content.problems, *found))


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.line, problem.key)))


def _problems(scene: Scene) -> Iterator[Problem]:
    basics = list(_told_of(_basics(scene.catalog), scene))
    yield from basics
    unsound = frozenset({"sound"} if basics else ())
    yield from _told_of(_items(scene.catalog), replace(scene, missing=scene.missing | unsound))


def _told_of(items: Iterable[tuple[str, str, Any]], scene: Scene) -> Iterator[Problem]:
    seen: Counter[tuple[str, str]] = Counter()
    for kind, id, item in items:
        nth = seen[kind, id]
        seen[kind, id] += 1
        runs = (check.run for check in CHECKS if check.of == kind and not check.needs & scene.missing)
        told = (found for run in runs for found in run(item, scene))
        for path, message, hint in (*told, *_taken(kind, id, nth, scene)):
            yield scene.sources.problem(kind, id, path, message, hint, nth)


def _basics(catalog: Catalog) -> Iterator[tuple[str, str, Any]]:
    yield "taxonomy", "", catalog.taxonomy
    yield "brand", "", catalog.brand


def _items(catalog: Catalog) -> Iterator[tuple[str, str, Any]]:
    for segment in catalog.segments:
        yield "segment", segment.segment_id, segment
    for kind in ("fact", "component", "template"):
        for item in getattr(catalog, f"{kind}s"):
            yield kind, item.id, item
    for policy in catalog.policies:
        yield "policy", policy.id, policy


def _taken(kind: str, id: str, nth: int, scene: Scene) -> Iterator[Told]:
    """Ids are unique over the folder."""
    if nth:
        key = "segment_id" if kind == "segment" else "id"
        other = scene.sources.get((kind, id))
        yield (key,), f"another {kind} has the id `{id}`", f"it stands in {other.file}:{other.line}" if other else ""
