"""Writes what the prompt library promises: digests of released prompts, and labels. Nothing else is touched."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.prompts import PromptTask
from content_engine.library.prompts import LABELS, RELEASED, read_prompts

_RELEASED_HEAD = (
    "# Digests of released prompts, written by `content-engine prompts release`. A released file is never edited.\n"
)
_LABELS_HEAD = "# A label points to a released number: `content-engine prompts label TASK LABEL NUMBER` moves it.\n"


def release(folder: Path, task: str) -> tuple[int, ...]:
    """Releases every prompt of `task` that is not yet: from now on `check` reports a change to it.

    Returns the numbers that are new. Raises NotFound for an unknown task, BrokenContent where the library has problems,
    a changed released file among them.
    """
    found = _task(folder, task)
    fresh = tuple(one.number for one in found.prompts if one.number not in found.released)
    if fresh:
        digests = found.released | {one.number: one.digest for one in found.prompts if one.number in fresh}
        _write(folder / "prompts" / task / RELEASED, digests, _RELEASED_HEAD)
    return fresh


def label(folder: Path, task: str, name: str, number: int) -> int | None:
    """Points a label to a released number and returns where it pointed before, None for a new label.

    Raises NotFound for an unknown task or number, BadInput for a number that is not released.
    """
    found = _task(folder, task)
    if number not in {one.number for one in found.prompts}:
        raise NotFound(f"there is no prompts/{task}/{number}.prompt", field="number")
    if number not in found.released:
        raise BadInput(f"{task}/{number} is not released; run `content-engine prompts release {task}`", field="number")
    if not name.replace("-", "").replace("_", "").replace(".", "").isalnum() or not name.isascii():
        raise BadInput("a label is a name such as production", field="label")
    labels = found.labels | {name: number}
    _write(folder / "prompts" / task / LABELS, labels, _LABELS_HEAD)
    return found.labels.get(name)


def _task(folder: Path, task: str) -> PromptTask:
    tasks = read_prompts(folder)
    found = next((one for one in tasks if one.task == task), None)
    if found is None:
        known = ", ".join(one.task for one in tasks) or "none"
        raise NotFound(f"there is no prompt task {task!r}; there are: {known}", field="task")
    return found


def _write(path: Path, data: Mapping[Any, Any], head: str) -> None:
    """Writes a flat mapping in order, below the comments that are there, beside the file first: nobody reads half."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    comments = "".join(takewhile(lambda line: line.startswith("#"), lines)) or head
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(comments + "".join(f"{key}: {data[key]}\n" for key in sorted(data)), encoding="utf-8")
    beside.replace(path)
