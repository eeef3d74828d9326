"""Changing the content folder where the server can: written whole, then published, or put back as it was."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from content_engine.domain.catalog import Catalog, Template
from content_engine.domain.errors import BadInput, BrokenContent, ContentEngineError
from content_engine.engine.workshop import SyncReport
from content_engine.library import read_folder, write_folder

POLICIES = "policies"
TEMPLATES = "components/templates"


class Publisher(Protocol):
    """What publishes a content folder."""

    @property
    def folder(self) -> Path:
        """The content folder."""

    def sync(self, folder: Path | None = None, *, actor: str = "cli") -> SyncReport:
        """Brings the folder into the database."""


def why_not(folder: Path, area: str) -> str:
    """Why the server cannot change files there; empty where it can."""
    place = folder / area
    if not place.is_dir():
        return f"this server has no folder {area} among its content"
    if not os.access(place, os.W_OK | os.X_OK):
        return f"this server may not write to the content folder's {area}"
    return ""


def _allowed(folder: Path, area: str) -> None:
    reason = why_not(folder, area)
    if reason:
        raise BadInput(f"Nothing was changed: {reason}. Change the file where the content folder is kept.")


def save_text(engine: Publisher, relative: str, text: str, *, actor: str) -> SyncReport:
    """Writes one file of the folder and publishes the folder.

    Raises `BrokenContent` where the folder as a whole has problems then, and what `sync` raises; the file is then as it
    was. Raises `BadInput` where the server may not write there.
    """
    path = engine.folder / relative
    _allowed(engine.folder, Path(relative).parts[0])
    if not path.resolve().is_relative_to(engine.folder.resolve()):
        raise BadInput(f"{relative} lies outside the content folder")
    with _put_back(path.parent):
        put_text(path, text)
        return engine.sync(actor=actor)


def restore_template(engine: Publisher, template: Template, *, actor: str) -> SyncReport:
    """Gives a template, with its layouts, an earlier form in the folder, and publishes the folder. See `save_text`."""
    _allowed(engine.folder, TEMPLATES)
    read = read_folder(engine.folder)
    if read.catalog is None:
        raise BrokenContent(read.problems)
    with _put_back(engine.folder / TEMPLATES):
        write_folder(_with(read.catalog, template), engine.folder, prune=False)
        return engine.sync(actor=actor)


def _with(catalog: Catalog, template: Template) -> Catalog:
    others = tuple(one for one in catalog.templates if one.id != template.id)
    return catalog.model_copy(update={"templates": (*others, template)})


@contextmanager
def _put_back(place: Path) -> Iterator[None]:
    """Whatever goes wrong, the files of a folder are afterwards what they were."""
    before = _files(place)
    try:
        yield
    except (ContentEngineError, OSError) as error:
        for path in _files(place).keys() - before.keys():
            path.unlink()
        for path, body in before.items():
            if path.read_bytes() != body:
                _put(path, body)
        if isinstance(error, OSError):
            raise BadInput(f"Nothing was changed: {error.strerror or error}.") from error
        raise


def _files(place: Path) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}


def put_text(path: Path, text: str) -> None:
    """Writes a file so that a reader sees the old one or the new one, never half of it."""
    _put(path, text.encode())


def _put(path: Path, body: bytes) -> None:
    half = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        half.write_bytes(body)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
