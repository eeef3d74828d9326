"""The content this project ships is in order: starter content, example folder, what `init` makes, schemas."""

from __future__ import annotations

from pathlib import Path

import jsonschema_rs
import pytest

from content_engine.domain.canon import canonical, from_canonical
from content_engine.engine.workshop import check_folder
from content_engine.library import init_folder, read_folder, schemas, write_folder, write_schemas
from content_engine.library.files import list_files
from content_engine.library.tree import read_tree

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"starter": ROOT, "acme": ROOT / "examples/acme"}


@pytest.fixture(params=["starter", "acme", "init"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Each content folder that this project ships or makes."""
    if request.param in FOLDERS:
        return FOLDERS[request.param]
    init_folder(tmp_path / "new")
    return tmp_path / "new"


def test_every_check_passes(folder: Path) -> None:
    """Files, references, conditions, texts, layouts, guardrails and the policies' own tests: no problem anywhere."""
    assert [str(problem) for problem in check_folder(folder)] == []


def test_every_file_fits_its_schema(folder: Path) -> None:
    """An editor underlines nothing in a file that is in order."""
    valid = {kind: jsonschema_rs.validator_for(schema) for kind, schema in schemas().items()}
    files, overlooked = list_files(folder)
    assert overlooked == []
    assert set(valid) <= set(files)
    for kind, validator in valid.items():
        for file in files[kind]:
            text = (folder / file).read_text(encoding="utf-8")
            tree = read_tree(text.split("\n---\n")[0].removeprefix("---\n") if kind == "prompt" else text)[0]
            assert tree is not None
            assert [error.message for error in validator.iter_errors(tree.data())] == [], file


def test_it_survives_being_written_out(folder: Path, tmp_path: Path) -> None:
    """Written elsewhere and read again, it is the same catalog; written over itself, no file changes."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    write_folder(catalog, tmp_path / "out")
    back = read_folder(tmp_path / "out").catalog
    assert back == catalog == from_canonical(canonical(catalog))
    again = write_folder(catalog, tmp_path / "out")
    assert (again.written, again.removed) == ((), ())


def test_the_schemas_are_current(tmp_path: Path) -> None:
    """`schemas/` holds what the nouns say now; after a change `library.write_schemas(Path("schemas"))` renews it."""
    written = {path.name: path.read_text(encoding="utf-8") for path in write_schemas(tmp_path)}
    assert {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").iterdir()} == written


def test_guardrails_is_no_python_package() -> None:
    """An `__init__.py` in `guardrails/` would hide the library of that name."""
    assert not list((ROOT / "guardrails").rglob("*.py"))
