"""Reads evaluation suites, `prompts/<task>/evals.yaml`, and checks what they name against the rest of the folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from pathlib import PurePosixPath

from content_engine.domain.catalog import Catalog, Component
from content_engine.domain.errors import BrokenContent, NotFound
from content_engine.domain.evals import Case, Suite
from content_engine.domain.problems import Problem
from content_engine.domain.prompts import PromptTask
from content_engine.library.documents import Document, Unreadable, fault_problem, parse, read_text
from content_engine.library.files import list_files
from content_engine.library.tree import Path
from content_engine.library.validation import near, read_noun

SuiteErrors = Callable[[Suite], Iterable[tuple[str, str]]]
"""What evaluation finds wrong with a suite: dotted key and message."""
Told = tuple[Path, str, str]

_STEPS = re.compile(r"[^.\[\]]+")


@dataclass(frozen=True)
class SuiteFile:
    """A suite and the document it was read from."""

    suite: Suite
    document: Document


@dataclass(frozen=True)
class SuiteFolder:
    """The suites of a content folder, and every problem of reading them."""

    files: tuple[SuiteFile, ...]
    problems: tuple[Problem, ...]


def read_suites(folder: FilePath) -> tuple[Suite, ...]:
    """The suites of a content folder by id. Raises BrokenContent with every problem of reading them."""
    found = examine_suites(folder)
    if found.problems:
        raise BrokenContent(found.problems)
    return tuple(sorted((one.suite for one in found.files), key=lambda suite: suite.id))


def suite_named(suites: Iterable[Suite], name: str) -> Suite:
    """The suite of an id, or of a task. Raises NotFound, which names those there are."""
    known = list(suites)
    found = [one for one in known if one.id == name] or [one for one in known if one.task == name]
    if not found:
        there = ", ".join(one.id for one in known) or "none; they are files prompts/<task>/evals.yaml"
        raise NotFound(f"there is no suite {name[:120]!r}; there are: {there}", field="suite")
    return found[0]


def examine_suites(folder: FilePath) -> SuiteFolder:
    """The suites as far as they can be read, and what is wrong with them. Never raises for what files hold."""
    listed, _ = list_files(folder)
    files: list[SuiteFile] = []
    problems: list[Problem] = []
    for file in listed.get("evals", ()):
        read, found = _suite(folder, file)
        problems += found
        files += [read] if read is not None else []
    return SuiteFolder(tuple(files), tuple(problems))


def _suite(folder: FilePath, file: str) -> tuple[SuiteFile | None, list[Problem]]:
    try:
        document, problems = parse(file, read_text(folder, file))
    except Unreadable as error:
        return None, [fault_problem(file, error.fault)]
    if document is None or problems:
        return None, problems
    suite, problems = read_noun(Suite, document)
    if suite is None or problems:
        return None, problems
    task = PurePosixPath(file).parts[1]
    if suite.task not in ("", task):
        return None, [document.problem(("task",), f"the file lies in prompts/{task}/", "move it, or leave `task` out")]
    return SuiteFile(suite.model_copy(update={"task": task}), document), []


def check_suites(
    found: SuiteFolder, catalog: Catalog, tasks: Iterable[PromptTask], errors: SuiteErrors
) -> tuple[Problem, ...]:
    """What suites name that is not there, and what `errors`, the judgement of evaluation, finds in each."""
    scene = _Scene(catalog, {one.task: one for one in tasks}, errors)
    seen: dict[str, str] = {}
    problems = []
    for file in found.files:
        for path, message, hint in (*_taken(file, seen), *scene.told(file.suite)):
            problems.append(file.document.problem(path, message, hint))
    return tuple(problems)


def _taken(file: SuiteFile, seen: dict[str, str]) -> Iterator[Told]:
    other = seen.setdefault(file.suite.id, file.document.file)
    if other != file.document.file:
        yield ("id",), f"another suite has the id `{file.suite.id}`", f"it stands in {other}"


@dataclass(frozen=True)
class _Scene:
    catalog: Catalog
    tasks: Mapping[str, PromptTask]
    errors: SuiteErrors

    @property
    def components(self) -> dict[str, Component]:
        return {one.id: one for one in self.catalog.components}

    def told(self, suite: Suite) -> Iterator[Told]:
        if suite.prompt:
            yield from self.prompt(suite.prompt, ("prompt",))
        for index, evaluator in enumerate(suite.evaluators):
            if evaluator.prompt:
                yield from self.prompt(evaluator.prompt, ("evaluators", index, "prompt"))
        components = self.components
        for index, case in enumerate(suite.cases):
            yield from self.case(case, components, ("cases", index))
        for key, message in self.errors(suite):
            yield tuple(int(step) if step.isdecimal() else step for step in _STEPS.findall(key)), message, ""

    def prompt(self, name: str, path: Path) -> Iterator[Told]:
        task, mark, which = re.fullmatch(r"([^@/]*)([@/]?)(.*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
        found = self.tasks.get(task)
        if found is None:
            yield path, f"there is no prompt task `{task}`", near(task, self.tasks)
            return
        known = {str(one.number) for one in found.prompts} if mark == "/" else set(found.labels)
        wanted = which or "production"
        if wanted not in known:
            what = "number" if mark == "/" else "label"
            yield path, f"the task `{task}` has no {what} `{wanted}`", near(wanted, sorted(known))

    def case(self, case: Case, components: Mapping[str, Component], path: Path) -> Iterator[Told]:
        component = components.get(case.component)
        if component is None:
            yield (*path, "component"), f"there is no component `{case.component}`", near(case.component, components)
        segments = [one.segment_id for one in self.catalog.segments]
        if case.segment is not None and case.segment not in segments:
            yield (*path, "segment"), f"there is no segment `{case.segment}`", near(case.segment, segments)
        locales = self.catalog.brand.locales
        if case.locale not in locales:
            yield (*path, "locale"), f"the brand does not speak `{case.locale}`", near(case.locale, locales)
        if component is not None and case.content is not None:
            yield from self.content(case.content, component, (*path, "content"))

    def content(self, content: Mapping[str, str], component: Component, path: Path) -> Iterator[Told]:
        kind = next((one for one in self.catalog.taxonomy.kinds if one.name == component.kind), None)
        known = [field.name for field in kind.fields] if kind else []
        for name in content:
            if kind is not None and name not in known:
                yield (*path, name), f"the kind `{kind.name}` has no field `{name}`", near(name, known)
        for name in known:
            if name not in content:
                yield path, f"the field `{name}` is missing", ""
