"""The library room starts new folders and describes their files in schemas."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema_rs
import pytest

from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.errors import BadInput
from content_engine.library import init_folder, read_folder, schemas
from content_engine.segments.contract import stand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small valid content folder."""
    init_folder(tmp_path / "content")
    return tmp_path / "content"


def test_a_new_folder_is_complete(folder: Path) -> None:
    """It holds every kind of file, the kinds every folder has, a README, and the schemas its files name."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    wanted = (
        "subject_line preheader opening hero benefit_block how_to_step proof_point cta visual_snippet contextual_tip"
    )
    assert {kind.name for kind in catalog.taxonomy.kinds} >= set(wanted.split())
    assert {template.channel for template in catalog.templates} == {"email", "in_app"}
    assert all(policy.tests for policy in catalog.policies)
    assert (folder / "README.md").is_file()
    for path in folder.rglob("*.yaml"):
        named = path.read_text(encoding="utf-8").split("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve().is_file()


def test_a_new_folder_holds_a_request_that_its_content_answers(tmp_path: Path) -> None:
    """`request.json` names a template and a segment of the folder, and says what the contract asks for."""
    at = datetime(2026, 11, 20, 10, 0, 0, 123_000, tzinfo=UTC)
    assert tmp_path / "new/request.json" in init_folder(tmp_path / "new", at)
    request = DecisionRequest.model_validate_json((tmp_path / "new/request.json").read_bytes())
    catalog = read_folder(tmp_path / "new").catalog
    assert catalog is not None
    contracts = {one.segment_id: one for one in catalog.segments}
    template = next(one for one in catalog.templates if one.id in request.templates)
    given = {"template": template.id, "channel": template.channel, "region": None}
    for now in (at, at + timedelta(days=7)):
        assert stand(request.segments or (), contracts, now=now, **given).segment is not None


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    """`init` writes into a new or an empty folder and nowhere else."""
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="not empty"):
        init_folder(tmp_path)
    with pytest.raises(BadInput, match="not a folder"):
        init_folder(tmp_path / "note.txt")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*")] == ["mine"]
    assert init_folder(tmp_path / "deep/new")


def test_schemas_know_the_short_forms() -> None:
    """What the reader accepts as a short form is not underlined in an editor."""
    valid = {name: jsonschema_rs.validator_for(schema) for name, schema in schemas().items()}
    assert valid["taxonomy"].is_valid({"kinds": {"cta": ["label", "url"], "hero": {"fields": ["text"]}}})
    assert valid["policy"].is_valid({"caps": [{"scope": "user", "max": 1, "per": "P7D", "tests": []}]})
    assert valid["facts"].is_valid([{"id": "a", "statement": "s", "source": "t"}])
    variant = {"id": "a.a", "locale": "en"}
    component = {"id": "a", "kind": "hero"}
    assert valid["component"].is_valid({**component, "variants": [{**variant, "text": "t"}]})
    assert not valid["component"].is_valid({**component, "variants": [variant]})
    assert not valid["component"].is_valid({**component, "variants": [{**variant, "text": "t", "content": {}}]})
