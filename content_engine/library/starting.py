"""Makes a new content folder: small, valid, and of use from the first minute."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from content_engine.domain.base import rfc3339
from content_engine.domain.errors import BadInput
from content_engine.library.schemas import write_schemas


def init_folder(target: Path, at: datetime | None = None) -> tuple[Path, ...]:
    """Fills `target`, new or empty, with a starter folder, the schemas of its files, and a request to try it with.

    Returns what was written. `at` is the moment (now, when left out) as of which the request states its segment; the
    starter's contract takes such a statement for a week. Raises BadInput when `target` is a file or holds anything
    already; then nothing is changed.
    """
    if target.exists() and not target.is_dir():
        raise BadInput(f"{target} is not a folder. Name a new or an empty one.")
    if target.is_dir() and any(target.iterdir()):
        raise BadInput(f"{target} is not empty. Name a new or an empty folder.")
    written = _copy(files("content_engine.library") / "starter", target)
    return (
        *written,
        _first_request(target / "request.json", at or datetime.now(UTC)),
        *write_schemas(target / "schemas"),
    )


def _first_request(path: Path, at: datetime) -> Path:
    claim = {"segment_id": "new-admins", "version": 1, "confidence": 0.9, "observed_at": rfc3339(at)}
    request = {
        "request_id": "first-request",
        "template": "welcome-email",
        "user_id": "u_1",
        "segments": [claim],
        "attributes": {"first_name": "Ada", "company": "Example Ltd"},
    }
    path.write_text(json.dumps(request, indent=2) + "\n", encoding="utf-8")
    return path


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
