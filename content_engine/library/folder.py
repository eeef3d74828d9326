"""Reads a content folder into nouns. A broken file is reported and does not stop the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel

from content_engine.domain.assignments import SegmentContract
from content_engine.domain.brand import Brand, Fact, Sender
from content_engine.domain.catalog import Catalog, Component, Layout, Taxonomy, Template
from content_engine.domain.problems import Problem
from content_engine.domain.rules import PolicyFile
from content_engine.library.documents import Document, Origin, Sources, Unreadable, fault_problem, parse, read_text
from content_engine.library.files import SINGLE, TEMPLATES, list_files
from content_engine.library.forms import only_fields, to_noun_form
from content_engine.library.prompts import examine_prompts
from content_engine.library.schemas import Facts
from content_engine.library.suites import examine_suites
from content_engine.library.validation import read_noun

N = TypeVar("N", bound=BaseModel)
_WORDS_LIKE_IDS = re.compile(r"""id["']?[ ]*:[ ]*["']?([A-Za-z0-9][A-Za-z0-9._-]*)""")
_NO_TAXONOMY = Taxonomy(kinds=())
_NO_BRAND = Brand(name="?", sender=Sender(name="?", postal_address="?", unsubscribe_url="?"))


@dataclass(frozen=True)
class FolderContent:
    """What a content folder holds.

    `catalog` is None when anything could not be read. `partial` holds what could, for checks and for nothing else;
    `missing` says which of `taxonomy` and `brand` is only a stand-in in it. `problems` are those of reading alone.
    """

    catalog: Catalog | None
    problems: tuple[Problem, ...]
    sources: Sources
    partial: Catalog
    missing: frozenset[str] = frozenset()


def read_folder(folder: FilePath) -> FolderContent:
    """Reads every content file of `folder`. Never raises for what the files hold: see `FolderContent.problems`."""
    reader = _Reader(folder)
    if not folder.is_dir():
        reader.problems.append(_missing_file(".", "there is no such content folder", "see `content-engine init`"))
    return reader.read()


def _missing_file(file: str, message: str, hint: str) -> Problem:
    return Problem(file=file, line=1, key="", message=message, hint=hint)


def layout_path(name: str) -> str:
    """Where the layout file that a template calls `name` lies, relative to the content folder."""
    return name if PurePosixPath(name).is_absolute() else f"{TEMPLATES}/{name}"


@dataclass
class _Reader:
    root: FilePath
    problems: list[Problem] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)
    origins: dict[tuple[str, str], list[Origin]] = field(default_factory=dict)

    def read(self) -> FolderContent:
        self.files, overlooked = list_files(self.root)
        self.problems.extend(overlooked)
        taxonomy, brand = self.single("taxonomy", Taxonomy), self.single("brand", Brand)
        self.fields = only_fields(taxonomy) if taxonomy else {}
        partial = Catalog(
            taxonomy=taxonomy or _NO_TAXONOMY,
            brand=brand or _NO_BRAND,
            facts=self.facts(),
            components=self.components(),
            templates=self.templates(),
            segments=tuple(segment for segment, _ in self.many("segment", SegmentContract)),
            policies=tuple(policy for policy, _ in self.many("policy", PolicyFile)),
        )
        self.prompts()
        missing = {name for name, noun in (("taxonomy", taxonomy), ("brand", brand)) if noun is None}
        return self.content(partial, frozenset(missing))

    def content(self, partial: Catalog, missing: frozenset[str]) -> FolderContent:
        problems = tuple(sorted(self.problems, key=lambda problem: (problem.file, problem.line, problem.key)))
        sources = Sources(self.origins, frozenset(self.doubtful))
        return FolderContent(None if problems else partial, problems, sources, partial, missing)

    def single(self, kind: str, noun: type[N]) -> N | None:
        file = SINGLE[kind]
        if file not in self.files.get(kind, ()):
            if self.root.is_dir():
                self.problems.append(_missing_file(file, "the file is missing", "see `content-engine init`"))
            return None
        read = self.noun(kind, noun, file)
        if read is None:
            return None
        self.remember(kind, "", Origin(read[1]))
        return read[0]

    def facts(self) -> tuple[Fact, ...]:
        read = self.noun("facts", Facts, SINGLE["facts"]) if "facts" in self.files else None
        if read is None:
            return ()
        placed = [(fact, Origin(read[1], ("facts", index))) for index, fact in enumerate(read[0].facts)]
        return tuple(fact for fact, _ in self.placed("fact", placed))

    def components(self) -> tuple[Component, ...]:
        placed = self.many("component", Component)
        for component, origin in placed:
            self.check_folder_of(component, origin)
            for index, variant in enumerate(component.variants):
                self.remember("variant", variant.id, Origin(origin.document, ("variants", index)))
        return tuple(component for component, _ in placed)

    def check_folder_of(self, component: Component, origin: Origin) -> None:
        lies_in = PurePosixPath(origin.document.file).parts[1]
        if component.kind != lies_in:
            message = f"the kind is `{component.kind}`, but the file lies in components/{lies_in}/"
            self.problems.append(origin.problem(("kind",), message, "move the file or change the kind"))

    def templates(self) -> tuple[Template, ...]:
        placed = self.many("template", Template)
        return tuple(noun.model_copy(update={"layout": self.layout(noun, origin)}) for noun, origin in placed)

    def layout(self, template: Template, origin: Origin) -> Layout:
        texts = {}
        for part, name in template.layout.model_dump(by_alias=True, exclude_none=True).items():
            try:
                texts[part] = read_text(self.root, layout_path(name))
            except Unreadable as error:
                self.problems.append(origin.problem(("layout", part), error.fault.message, error.fault.hint))
        return Layout.model_validate(texts)

    def many(self, kind: str, noun: type[N]) -> list[tuple[N, Origin]]:
        read = [self.noun(kind, noun, file) for file in self.files.get(kind, ())]
        return self.placed(kind, [(found[0], Origin(found[1])) for found in read if found is not None])

    def placed(self, kind: str, items: list[tuple[N, Origin]]) -> list[tuple[N, Origin]]:
        """The items by id: the same content is the same catalog, whatever the names of its files."""
        items.sort(key=lambda item: _id(item[0]))
        for item, origin in items:
            self.remember(kind, _id(item), origin)
        return items

    def remember(self, kind: str, id: str, origin: Origin) -> None:
        self.origins.setdefault((kind, id), []).append(origin)

    def noun(self, kind: str, noun: type[N], file: str) -> tuple[N, Document] | None:
        document = self.document(file, item_key="facts" if kind == "facts" else "")
        if document is None:
            return None
        document = to_noun_form(kind, document, self.fields)
        item, problems = read_noun(noun, document)
        self.problems.extend(problems)
        if problems:
            self.doubt(file, document.text)
        return None if item is None else (item, document)

    def document(self, file: str, item_key: str = "") -> Document | None:
        try:
            text = read_text(self.root, file)
        except Unreadable as error:
            self.problems.append(fault_problem(file, error.fault))
            self.doubt(file, "")
            return None
        document, problems = parse(file, text, item_key=item_key)
        self.problems.extend(problems)
        if problems:
            self.doubt(file, text)
        return document

    def doubt(self, file: str, text: str) -> None:
        self.doubtful.update((*PurePosixPath(file).parts, PurePosixPath(file).stem))
        self.doubtful.update(_WORDS_LIKE_IDS.findall(text))

    def prompts(self) -> None:
        """Only whether they can be read; `read_prompts` and `read_suites` hand them out."""
        if any(self.files.get(kind) for kind in ("prompt", "labels", "released", "prompt data")):
            self.problems.extend(examine_prompts(self.root).problems)
        if self.files.get("evals"):
            self.problems.extend(examine_suites(self.root).problems)


def _id(item: Any) -> str:
    return str(item.segment_id if isinstance(item, SegmentContract) else item.id)
