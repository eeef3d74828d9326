"""Writes a catalog back as a content folder, touching only the files whose content changed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from pathlib import PurePosixPath as Posix
from typing import Any

from pydantic import BaseModel

from content_engine.domain.assignments import SegmentContract
from content_engine.domain.catalog import Catalog, Template
from content_engine.domain.errors import BadInput, BrokenContent
from content_engine.library.documents import Document
from content_engine.library.emitting import plain_data, to_yaml
from content_engine.library.files import SINGLE, TEMPLATES, usual_path
from content_engine.library.folder import FolderContent, layout_path, read_folder
from content_engine.library.forms import only_fields, to_file_form
from content_engine.library.schemas import Facts

_LAYOUT_ENDS = {"mjml": "mjml", "html": "html", "text": "txt", "json": "json"}


@dataclass(frozen=True, slots=True)
class Written:
    """Which files were written and which removed, relative and in order."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def write_folder(catalog: Catalog, target: Path, *, prune: bool = True) -> Written:
    """Makes `target` the content folder of `catalog`; reading it back gives the same catalog.

    A file whose content is as it should be is left alone, comments and all. Files of items that `catalog` does not hold
    are removed, or with `prune=False` left as they are; prompts and whatever is no item of a catalog are never touched.
    Raises BrokenContent when `target` holds files that cannot be read, and BadInput when it is no folder or a link in
    it leads out; all before anything was changed.
    """
    if target.exists() and not target.is_dir():
        raise BadInput(f"{target} is not a folder")
    existing = read_folder(target)
    broken = [problem for problem in existing.problems if (target / problem.file).exists()]
    if broken:
        raise BrokenContent(broken)
    plan = _plan(catalog, existing, target, prune=prune)
    for file in (*plan.writes, *plan.removes):
        _refuse_way_out(target, file)
    for file, text in plan.writes.items():
        _write(target / file, text)
    for file in plan.removes:
        (target / file).unlink()
    return Written(tuple(sorted(plan.writes)), plan.removes)


def _refuse_way_out(target: Path, file: str) -> None:
    if not (target / file).parent.resolve().is_relative_to(target.resolve()):
        raise BadInput(f"{file} would be written outside {target}: a folder on the way is a link")


def _write(path: Path, text: str) -> None:
    """A reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    with half.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    half.replace(path)


@dataclass(frozen=True)
class _Old:
    """An item as the folder holds it."""

    noun: Any
    document: Document

    @property
    def file(self) -> str:
        return self.document.file

    def files(self) -> tuple[str, ...]:
        """Its file, and the layout files of a template."""
        return self.file, *self.layouts().values()

    def layouts(self) -> dict[str, str]:
        """The layout files of a template by part."""
        named = self.document.data.get("layout") or {}
        return {part: Posix(layout_path(name)).as_posix() for part, name in named.items() if name is not None}


@dataclass
class _Plan:
    """What to write and what to remove. `taken` are the files that stay or are written."""

    target: Path
    fields: Mapping[str, str]
    old_fields: Mapping[str, str]
    known: frozenset[str]
    writes: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    obsolete: set[str] = field(default_factory=set)

    @property
    def removes(self) -> tuple[str, ...]:
        return tuple(sorted(self.obsolete - self.taken))

    def one(self, kind: str, noun: BaseModel, old: BaseModel | None, head: str) -> None:
        """The taxonomy, the brand or the facts."""
        self.taken.add(SINGLE[kind])
        if noun != old:
            self.writes[SINGLE[kind]] = to_yaml(plain_data(noun), head)

    def stays(self, kind: str, noun: Any, old: _Old) -> bool:
        """Whether the file says what it should. A short text depends on the taxonomy too."""
        if kind == "component" and self.fields.get(noun.kind) != self.old_fields.get(noun.kind):
            return False
        return bool(noun == old.noun) and self.place(kind, noun, old) == old.file

    def place(self, kind: str, noun: Any, old: _Old | None) -> str:
        """Where the file is, or where it goes: a component lies in the folder of its kind."""
        if old is not None and (kind != "component" or Posix(old.file).parts[1] == noun.kind):
            return old.file
        return self.free(usual_path(kind, _id(noun), getattr(noun, "kind", "")))

    def free(self, file: str) -> str:
        """`file`, or the first name like it that nothing else has."""
        path, number = Posix(file), 1
        while path.as_posix() in self.taken or self.is_strange(path.as_posix()):
            number += 1
            path = path.with_name(f"{Posix(file).stem}-{number}{Posix(file).suffix}")
        return path.as_posix()

    def is_strange(self, file: str) -> bool:
        """Whether a file of that name is there that is no item's."""
        return file not in self.known and (self.target / file).exists()

    def reserve(self, kind: str, noun: Any, old: _Old | None) -> None:
        """A file that is written in its place is nobody else's."""
        if old is not None and self.place(kind, noun, old) == old.file:
            self.taken.add(old.file)

    def keep(self, old: _Old) -> None:
        """A file that stays, and the layout files it names."""
        self.taken.update(old.files())

    def item(self, kind: str, noun: Any, old: _Old | None) -> None:
        """Writes the file of an item, and the layout files of a template."""
        file = self.place(kind, noun, old)
        self.taken.add(file)
        data = plain_data(noun)
        if isinstance(noun, Template) and "layout" in data:
            data["layout"] = dict(self.layouts(noun.id, data["layout"], old.layouts() if old else {}))
        self.writes[file] = to_yaml(to_file_form(kind, data, self.fields), _head(self.target, kind, file, old))

    def layouts(self, id: str, texts: Mapping[str, str], old: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for part, text in texts.items():
            usual = f"{TEMPLATES}/{id}.{_LAYOUT_ENDS[part]}"
            file = old[part] if part in old and old[part] not in self.taken else self.free(usual)
            self.taken.add(file)
            self.writes[file] = text
            yield part, Posix(file).relative_to(TEMPLATES).as_posix()


def _plan(catalog: Catalog, existing: FolderContent, target: Path, *, prune: bool) -> _Plan:
    was = existing.partial
    olds = {kind: list(_olds(kind, items, existing)) for kind, items in _many(was)}
    files = {file for found in olds.values() for old in found for file in old.files()}
    plan = _Plan(target, only_fields(catalog.taxonomy), only_fields(was.taxonomy), frozenset(files), obsolete=files)
    if not prune:
        plan.taken.update(_of_others(catalog, olds))
    for kind, noun, old_noun in (
        ("taxonomy", catalog.taxonomy, None if "taxonomy" in existing.missing else was.taxonomy),
        ("brand", catalog.brand, None if "brand" in existing.missing else was.brand),
        ("facts", _facts(catalog), _facts(was)),
    ):
        plan.one(kind, noun, old_noun, _head(target, kind, SINGLE[kind], None))
    changed = [found for kind, items in _many(catalog) for found in _changed(plan, kind, items, olds[kind])]
    for kind, noun, old in changed:
        plan.item(kind, noun, old)
    return plan


def _of_others(catalog: Catalog, olds: Mapping[str, Sequence[_Old]]) -> Iterator[str]:
    """The files of items that `catalog` does not hold."""
    for kind, items in _many(catalog):
        ids = {_id(noun) for noun in items}
        for old in olds[kind]:
            yield from () if _id(old.noun) in ids else old.files()


def _changed(plan: _Plan, kind: str, items: Sequence[Any], olds: Sequence[_Old]) -> list[tuple[str, Any, _Old | None]]:
    """The items whose file must be written. All that stay are taken note of first, so that nothing lands on them."""
    by_id = {_id(old.noun): old for old in reversed(olds)}
    changed: list[tuple[str, Any, _Old | None]] = []
    for noun in sorted(items, key=_id):
        old = by_id.get(_id(noun))
        if old is not None and plan.stays(kind, noun, old):
            plan.keep(old)
        else:
            changed.append((kind, noun, old))
            plan.reserve(kind, noun, old)
    return changed


def _facts(catalog: Catalog) -> Facts:
    return Facts(facts=tuple(sorted(catalog.facts, key=_id)))


def _many(catalog: Catalog) -> Iterator[tuple[str, Sequence[Any]]]:
    for kind in ("component", "template", "segment"):
        yield kind, getattr(catalog, f"{kind}s")
    yield "policy", catalog.policies


def _olds(kind: str, items: Sequence[Any], existing: FolderContent) -> Iterator[_Old]:
    seen: dict[str, int] = {}
    for noun in items:
        nth = seen.get(_id(noun), 0)
        seen[_id(noun)] = nth + 1
        yield _Old(noun, existing.sources.origins[kind, _id(noun)][nth].document)


def _id(noun: Any) -> str:
    return str(noun.segment_id if isinstance(noun, SegmentContract) else noun.id)


def _head(target: Path, kind: str, file: str, old: _Old | None) -> str:
    """The comment lines a file begins with; a new one names its schema where the folder has schemas."""
    if old is not None:
        lines = old.document.text.splitlines(keepends=True)
        count = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
        return "".join(lines[:count])
    if not (target / "schemas" / f"{kind}.json").is_file():
        return ""
    up = "../" * (len(Posix(file).parts) - 1)
    return f"# yaml-language-server: $schema={up}schemas/{kind}.json\n"
