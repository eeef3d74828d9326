"""Which files of a content folder are read as what (interface §2)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from pathlib import PurePosixPath as Posix

from content_engine.domain.problems import Problem

AREAS = ("components", "prompts", "guardrails", "segments", "policies")
TEMPLATES = "components/templates"
SINGLE = {
    "taxonomy": "components/taxonomy.yaml",
    "brand": "guardrails/brand.yaml",
    "facts": "guardrails/facts.yaml",
}


def list_files(root: Path) -> tuple[dict[str, list[str]], list[Problem]]:
    """The files of `root` by what they are read as, relative and in order, and a problem for each file overlooked."""
    found: dict[str, list[str]] = {}
    problems = []
    unreadable: list[OSError] = []
    for area in AREAS:
        for relative in _walk(root, area, unreadable):
            kind, problem = _classify(relative, is_link=(root / relative).is_symlink())
            if problem is not None:
                problems.append(problem)
            if kind is not None:
                found.setdefault(kind, []).append(relative)
    return found, problems + [_closed(root, error) for error in unreadable]


def _closed(root: Path, error: OSError) -> Problem:
    relative = Path(error.filename).relative_to(root).as_posix()
    return _whole(relative, f"cannot be read: {error.strerror}", "it must be a folder that you may read")


def usual_path(kind: str, id: str, component_kind: str = "") -> str:
    """Where a new file of that kind goes."""
    folder = {"component": f"components/{component_kind}", "template": TEMPLATES, "segment": "segments"}
    return SINGLE.get(kind) or f"{folder.get(kind, 'policies')}/{id}.yaml"


def _walk(root: Path, area: str, unreadable: list[OSError]) -> Iterator[str]:
    """Every file below `area` that is not hidden, links to folders among them, in order. A missing area is empty."""
    for where, folders, names in os.walk(root / area, onerror=unreadable.append) if (root / area).exists() else ():
        links = [name for name in folders if (Path(where) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")) and name not in links)
        for name in sorted(names + links):
            if not name.startswith(".") and not name.endswith("~"):
                yield (Path(where) / name).relative_to(root).as_posix()


def _classify(relative: str, *, is_link: bool) -> tuple[str | None, Problem | None]:
    path = Posix(relative)
    if relative == "guardrails/__init__.py":
        message = "makes a Python package of this folder, which hides the library `guardrails`"
        return None, _whole(relative, message, "remove the file")
    if path.suffix == ".prompt":
        return _prompt(path)
    if path.suffix == ".yml":
        return None, _whole(relative, "is not read: content files end in .yaml", f"rename it to {path.stem}.yaml")
    if is_link and path.suffix == "":
        return None, _whole(
            relative, "is a link, and links to folders are not followed", "put the files themselves here"
        )
    if path.suffix != ".yaml":
        return None, None
    kind = _yaml_kind(relative, path.parts)
    return kind, None if kind else _whole(relative, "is not read: no content of this kind belongs here", _where(path))


def _yaml_kind(relative: str, parts: tuple[str, ...]) -> str | None:
    for kind, place in SINGLE.items():
        if relative == place:
            return kind
    if parts[0] == "components" and len(parts) == 3:
        return "template" if parts[1] == "templates" else "component"
    if parts[0] == "prompts":
        if len(parts) == 3 and parts[-1] == "evals.yaml":
            return "evals"
        return {"labels.yaml": "labels", "released.yaml": "released"}.get(parts[-1], "prompt data")
    return {"segments": "segment", "policies": "policy"}.get(parts[0]) if len(parts) == 2 else None


def _prompt(path: Posix) -> tuple[str | None, Problem | None]:
    if len(path.parts) == 3 and path.stem.isdecimal() and not path.stem.startswith("0"):
        return "prompt", None
    message = "a prompt is named by its task and number, as in prompts/subject_line/3.prompt"
    return None, _whole(path.as_posix(), message, "rename it")


def _where(path: Posix) -> str:
    return {
        "components": "components lie in components/<kind>/<name>.yaml, templates in components/templates/<name>.yaml",
        "guardrails": "the files here are brand.yaml and facts.yaml",
    }.get(path.parts[0], f"files lie directly in {path.parts[0]}/")


def _whole(file: str, message: str, hint: str) -> Problem:
    return Problem(file=file, line=1, key="", message=message, hint=hint)
