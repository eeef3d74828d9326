"""Text files of a content folder, read with care, and documents that know where each of their values stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any

from content_engine.domain.problems import Problem
from content_engine.library.tree import Fault, Node, Path, dotted, read_tree

MAX_BYTES = 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


class Unreadable(Exception):
    """A file that cannot be read as text; carries the fault."""

    def __init__(self, message: str, hint: str = "", line: int = 1) -> None:
        super().__init__(message)
        self.fault = Fault(line, (), message, hint)


def read_text(root: FilePath, relative: str) -> str:
    """The text of one file inside `root`, line ends as `\\n`.

    Raises Unreadable when it lies outside the folder (`..`, an absolute path, a link that leads out), is no regular
    file, is larger than `MAX_BYTES`, is not UTF-8, or holds control characters no editor shows.
    """
    return _clean(_read_bytes(_inside(root, relative)))


def _inside(root: FilePath, relative: str) -> FilePath:
    pure = PurePosixPath(relative)
    if "\0" in relative or "\\" in relative or pure.is_absolute() or ".." in pure.parts:
        raise Unreadable(f"{relative!r} does not stay within the content folder", "name a file beside this one")
    try:
        found = (root / pure).resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise Unreadable(f"there is no readable file {relative!r}", "check the name") from error
    if not found.is_relative_to(root.resolve()):
        raise Unreadable(f"{relative!r} is a link that leads out of the content folder", "put the file itself here")
    if not found.is_file():
        raise Unreadable(f"{relative!r} is not a file")
    return found


def _read_bytes(path: FilePath) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"is larger than {MAX_BYTES} bytes", "split it, or move what is no content elsewhere")
    return raw


def _clean(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable("is not UTF-8 text", "save the file as UTF-8", line) from error
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable(f"holds the invisible control character U+{ord(found[0]):04X}", "remove it", line)
    return text


def authored(moves: Mapping[Path, Path], path: Path) -> Path:
    """`path` of the noun's form as the author wrote it, by the longest part of it that was moved."""
    for length in range(len(path), 0, -1):
        moved = moves.get(path[:length])
        if moved is not None:
            return moved + path[length:]
    return path


@dataclass(frozen=True, slots=True)
class Document:
    """One file read as YAML.

    `data` is the file in the form of the nouns; `moves` says where a path of that form stands in the file as written.
    """

    file: str
    text: str
    tree: Node
    data: dict[str, Any]
    moves: Mapping[Path, Path] = field(default_factory=dict)

    def node(self, path: Path) -> Node | None:
        """What the author wrote at `path`, or None when it is not there."""
        _, node, complete = self.tree.find(authored(self.moves, path))
        return node if complete else None

    def line(self, path: Path) -> int:
        """The line of `path`, or of the deepest part of it that the file holds."""
        return self.tree.find(authored(self.moves, path))[0]

    def problem(self, path: Path, message: str, hint: str = "") -> Problem:
        """A problem with the value at `path`."""
        key = dotted(authored(self.moves, path))
        return Problem(file=self.file, line=self.line(path), key=key, message=message, hint=hint)


def fault_problem(file: str, fault: Fault) -> Problem:
    """The problem that `fault` is in `file`."""
    return Problem(file=file, line=fault.line, key=dotted(fault.path), message=fault.message, hint=fault.hint)


def parse(file: str, text: str, first_line: int = 1, item_key: str = "") -> tuple[Document | None, list[Problem]]:
    """The document in `text`, which must be one mapping, and everything wrong with its YAML.

    With `item_key` it may be a list as well, which then counts as the value of that key.
    """
    tree, faults = read_tree(text)
    if tree is None and not faults:
        faults = [Fault(1, (), "the file is empty", "fill it, or remove it")]
    elif tree is not None and isinstance(tree.value, list) and item_key:
        found = [fault_problem(file, fault) for fault in faults]
        return Document(file, text, tree, {item_key: tree.data()}, {(item_key,): ()}), found
    elif tree is not None and not isinstance(tree.value, dict):
        faults.append(Fault(tree.line, (), "the file must hold `key: value` lines"))
    problems = [fault_problem(file, replace(fault, line=fault.line + first_line - 1)) for fault in faults]
    if tree is None or not isinstance(tree.value, dict):
        return None, problems
    return Document(file, text, tree, tree.data()), problems


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one item of the catalog was read from: its document, and the path of the item in it."""

    document: Document
    path: Path = ()

    def problem(self, path: Path, message: str, hint: str = "") -> Problem:
        """A problem with the value at `path` inside the item."""
        return self.document.problem(self.path + path, message, hint)


@dataclass(frozen=True, slots=True)
class Place:
    """A file (relative, POSIX) and a 1-based line."""

    file: str
    line: int


@dataclass(frozen=True, eq=False)
class Sources(Mapping[tuple[str, str], Place]):
    """Where each item of a catalog stands, by kind and id, in catalog order where an id comes twice.

    Kinds are taxonomy, brand, fact, component, variant, template, segment and policy; the first two have the id "".
    `doubtful` are the ids and folder names in files that could not be read: what they name may well exist.
    """

    origins: Mapping[tuple[str, str], Sequence[Origin]] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.origins)

    def __len__(self) -> int:
        return len(self.origins)

    def __getitem__(self, key: tuple[str, str]) -> Place:
        """The place of the item. Raises KeyError for one that was not read from a file."""
        origin = self.origins[key][0]
        return Place(origin.document.file, origin.document.line(origin.path))

    def problem(self, kind: str, id: str, path: Path, message: str, hint: str = "", nth: int = 0) -> Problem:
        """A problem with the value at `path` of an item; one that came from no file is named in place of a file."""
        found = self.origins.get((kind, id), ())
        if not found:
            return Problem(file=f"{kind} {id}".strip(), line=1, key=dotted(path), message=message, hint=hint)
        return found[min(nth, len(found) - 1)].problem(path, message, hint)
