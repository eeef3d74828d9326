"""Product documents on disk: which files of the paths given are documents, and their text."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from content_engine.domain.errors import BadInput

MARKUPS = {
    ".md": "markdown",
    ".mdx": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
}
"""What is read, by the end of the name."""
MAX_BYTES = 2_000_000


@dataclass(frozen=True)
class SourceFile:
    """A document file: its id (a relative path with `/`), where it lies, and how it is marked up."""

    id: str
    path: Path
    markup: str


def find_sources(paths: Sequence[Path]) -> tuple[list[SourceFile], list[str]]:
    """The documents among `paths` (folders with all below them) by id, and a line for each file left out.

    A document's id is its path from the working folder, or, where it lies elsewhere, from above the path given. Hidden
    files, links and files of other kinds in a folder are left out. Raises BadInput for a path that is not there, a
    named file of another kind, and two files of one id.
    """
    found: dict[str, SourceFile] = {}
    left_out: list[str] = []
    for path in paths:
        for source in _of(path, left_out):
            if source.id in found and found[source.id].path != source.path:
                raise BadInput(f"{found[source.id].path} and {source.path} would both be the document {source.id!r}")
            found[source.id] = source
    return sorted(found.values(), key=lambda one: one.id), left_out


def read_source(source: SourceFile) -> str:
    """The text of a document. Raises BadInput for a file that is too large, cannot be read, or is no UTF-8 text."""
    try:
        with source.path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{source.path}: cannot be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise BadInput(f"{source.path}: is larger than {MAX_BYTES} bytes; split it")
    if b"\0" in raw:
        raise BadInput(f"{source.path}: is a binary file, or not UTF-8; save it as UTF-8 text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{source.path}:{line}: is not UTF-8 text; save it as UTF-8") from error


def _of(path: Path, left_out: list[str]) -> Iterator[SourceFile]:
    if path.is_symlink():
        raise BadInput(f"{path}: is a link; name the file or folder itself")
    if path.is_dir():
        yield from _below(path, left_out)
    elif not path.is_file():
        raise BadInput(f"{path}: there is no such file or folder")
    elif path.suffix.lower() not in MARKUPS:
        raise BadInput(f"{path}: is no document; these are read: {', '.join(MARKUPS)}")
    else:
        yield _source(path, path.parent)


def _below(folder: Path, left_out: list[str]) -> Iterator[SourceFile]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where) / name
            if name.startswith("."):
                continue
            if path.is_symlink():
                left_out.append(f"{path}: is a link")
            elif path.suffix.lower() not in MARKUPS:
                left_out.append(f"{path}: is no document")
            else:
                yield _source(path, folder.resolve().parent)


def _source(path: Path, base: Path) -> SourceFile:
    real, here = path.resolve(), Path.cwd()
    inside = real.is_relative_to(here)
    id_ = real.relative_to(here if inside else base.resolve()).as_posix()
    if len(id_) > 180 or any(unicodedata.category(char) in ("Cc", "Cs") for char in id_) or "#" in id_:
        raise BadInput(f"{path!s:.200}: its name is too long, or holds `#` or a control character; rename it")
    return SourceFile(id_, path, MARKUPS[path.suffix.lower()])
