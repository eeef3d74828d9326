"""A policy file on its own: read, checked against a catalog, and put in the place of the one of the same id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import BrokenContent
from content_engine.domain.problems import Problem
from content_engine.domain.rules import PolicyFile
from content_engine.eligibility.conditions import condition_problems
from content_engine.eligibility.limits import compile_rules
from content_engine.engine.compiled import CompiledCatalog
from content_engine.library import check_catalog
from content_engine.library.documents import Document, Origin, Sources, Unreadable, fault_problem, parse, read_text
from content_engine.library.forms import to_noun_form
from content_engine.library.validation import read_noun


def read_policy(file: Path, catalog: Catalog) -> PolicyFile:
    """The policy in a file, which must hold together with the rest of the catalog.

    Raises `BrokenContent` with every problem of the file, also when the catalog has no policy of that id.
    """
    document, problems = _document(file)
    policy = None
    if document is not None:
        policy, found = read_noun(PolicyFile, document)
        problems += found
    if policy is not None and document is not None and not problems:
        problems += _unfit(policy, document, catalog)
    if policy is None or problems:
        raise BrokenContent(problems)
    return policy


def _document(file: Path) -> tuple[Document | None, list[Problem]]:
    try:
        text = read_text(file.parent, file.name)
    except Unreadable as error:
        return None, [fault_problem(str(file), error.fault)]
    document, problems = parse(str(file), text)
    return (to_noun_form("policy", document, {}) if document else None), problems


def _unfit(policy: PolicyFile, document: Document, catalog: Catalog) -> list[Problem]:
    known = sorted(one.id for one in catalog.policies)
    if policy.id not in known:
        told = f"there is no policy `{policy.id}` to replace"
        return [document.problem(("id",), told, f"the catalog has {', '.join(known) or 'none'}")]
    found = check_catalog(
        replaced(catalog, policy),
        condition_errors=lambda condition: [(error.key, error.message) for error in condition_problems(condition)],
        text_errors=lambda component, variant: [],
        layout_errors=lambda template: [],
        sources=Sources({("policy", policy.id): [Origin(document)]}),
    )
    return [problem for problem in found if problem.file == document.file]


def replaced(catalog: Catalog, policy: PolicyFile) -> Catalog:
    """The catalog with this policy in the place of the one of the same id, or beside the others where there is none."""
    others = tuple(one for one in catalog.policies if one.id != policy.id)
    files = tuple(sorted((*others, policy), key=lambda one: one.id))
    return catalog.model_copy(update={"policies": files})


def recompiled(compiled: CompiledCatalog, policy: PolicyFile) -> CompiledCatalog:
    """A compiled catalog under the changed policy: rules are compiled again, texts and layouts stay."""
    catalog = replaced(compiled.catalog, policy)
    return replace(compiled, catalog=catalog, rules=compile_rules(catalog.policies, catalog.segments))
