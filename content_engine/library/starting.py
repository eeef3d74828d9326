"""Makes a new content folder: small, valid, and of use from the first minute."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from content_engine.domain.errors import BadInput
from content_engine.library.schemas import write_schemas


def init_folder(target: Path) -> tuple[Path, ...]:
    """Fills `target`, new or empty, with a starter folder and the schemas of its files; returns what was written.

    Raises BadInput when `target` is a file or holds anything already; then nothing is changed.
    """
    if target.exists() and not target.is_dir():
        raise BadInput(f"{target} is not a folder. Name a new or an empty one.")
    if target.is_dir() and any(target.iterdir()):
        raise BadInput(f"{target} is not empty. Name a new or an empty folder.")
    written = _copy(files("content_engine.library") / "starter", target)
    return (*written, *write_schemas(target / "schemas"))


def _copy(source: Traversable, target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            written += _copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())
            written.append(target / entry.name)
    return written
