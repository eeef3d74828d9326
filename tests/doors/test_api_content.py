"""The catalog over HTTP, checks of texts and folders, and a server that keeps the last good catalog."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from content_engine.domain.errors import BrokenContent
from content_engine.domain.memory import Change
from tests.doors.conftest import ACME, EMAIL, IN_APP, Door, Seed, asking, opened_door

KINDS = ("templates", "components", "variants")


@pytest.fixture(scope="module")
def library(acme_seed: Seed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A door that is only read."""
    with opened_door(acme_seed, tmp_path_factory.mktemp("library")) as door:
        yield door


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("limit", [1, 2, 50])
def test_pages_put_together_are_the_whole_list(library: Door, name: str, limit: int) -> None:
    """Following `next_cursor` gives every row once, by id, whatever the size of the pages."""
    client, rows, cursor = library.client("qa"), [], None
    whole = getattr(library.engine, name)()
    while True:
        page = client.get(f"/v1/{name}", params={"limit": limit, **({"cursor": cursor} if cursor else {})}).json()
        rows += page[name]
        cursor = page["next_cursor"]
        assert len(page[name]) <= limit
        assert page["catalog_version"] == library.engine.catalog_version
        if cursor is None:
            break
    assert rows == whole


def test_filters(library: Door) -> None:
    """Rows can be picked by kind, state and locale."""
    client = library.client("editor")
    cta = client.get("/v1/components", params={"kind": "cta", "state": "approved"}).json()["components"]
    assert {row["kind"] for row in cta} == {"cta"}
    assert len(cta) == 3
    assert client.get("/v1/components", params={"state": "retired"}).json()["components"] == []
    german = client.get("/v1/variants", params={"locale": "de"}).json()["variants"]
    assert {row["locale"] for row in german} <= {"de"}
    everything = client.get("/v1/variants", params={"locale": "en", "limit": 200}).json()["variants"]
    assert {row["locale"] for row in everything} == {"en"}


@pytest.mark.parametrize("name", KINDS)
def test_one_item_with_its_history(library: Door, name: str) -> None:
    """One piece of content comes with all that its row says, and with how it came to be."""
    client = library.client()
    row = client.get(f"/v1/{name}", params={"limit": 1}).json()[name][0]
    told = client.get(f"/v1/{name}/{row['id']}").json()
    history = told.pop("history")
    assert told == row
    assert [(step["id"], step["action"]) for step in history] == [(row["id"], "added")]
    missing = client.get(f"/v1/{name}/nope")
    assert (missing.status_code, missing.json()["errors"][0]["field"]) == (404, "id")


def test_a_text_under_the_guardrails(library: Door) -> None:
    """A good text passes; one that breaks rules comes back with where and why; a tighter slot counts."""
    client = library.client("editor")
    good = client.post("/v1/checks", json={"content": "Charts your whole team can read", "kind": "headline"})
    assert good.json() == {"verdict": "pass", "violations": []}
    bad = client.post("/v1/checks", json={"content": {"text": "Write to ada@example.org"}, "kind": "headline"}).json()
    assert bad["verdict"] == "reject"
    assert [9, 24] in [violation["span"] for violation in bad["violations"]]
    long = {"content": "word " * 100, "kind": "headline", "slot": f"{EMAIL}/headline"}
    assert "length" in [v["guardrail"] for v in client.post("/v1/checks", json=long).json()["violations"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder of one's own."""
    return Path(shutil.copytree(ACME, tmp_path / "folder"))


def test_checking_the_folder(acme_seed: Seed, folder: Path, tmp_path: Path) -> None:
    """The server's content folder is checked as a whole: every problem with file, line and key; nothing changes."""
    with opened_door(acme_seed, tmp_path, content=folder) as door:
        editor = door.client("editor")
        assert editor.post("/v1/content/checks").json() == {"ok": True, "problems": []}
        _break(folder)
        told = editor.post("/v1/content/checks").json()
        version = editor.get("/v1/templates").json()["catalog_version"]
    assert told["ok"] is False
    places = {(problem["file"], problem["key"]) for problem in told["problems"]}
    assert places >= {(f"components/templates/{EMAIL}.yaml", "chanel"), ("policies/acme.yaml", "caps[0].max")}
    assert all(problem["line"] > 0 and problem["message"] for problem in told["problems"])
    assert version == door.engine.catalog_version


def _break(folder: Path) -> None:
    template, policy = folder / f"components/templates/{EMAIL}.yaml", folder / "policies/acme.yaml"
    template.write_text(template.read_text().replace("channel: email", "channel: email\nchanel: email"))
    policy.write_text(policy.read_text().replace("max: 2", "max: two"))


def _until(true: Callable[[], Any]) -> None:
    end = monotonic() + 20
    while not true():
        assert monotonic() < end, "waited for nothing"
        sleep(0.02)


def test_a_newer_catalog_is_taken_up(acme_seed: Seed, folder: Path, tmp_path: Path) -> None:
    """What another process brings into the database is served soon, without a restart; earlier answers stay."""
    with opened_door(acme_seed, tmp_path, content=folder) as door:
        before = door.engine.catalog_version
        client = door.client()
        first = client.post("/v1/decisions", json=asking("r-1", template=IN_APP))
        assert first.json()["status"] == "assembled"
        for file in (folder / "components/templates").glob(f"{IN_APP}.*"):
            file.rename(file.with_name(file.name.replace(IN_APP, "another-tip")))
        _replace_everywhere(folder, IN_APP, "another-tip")
        _sync_elsewhere(door, folder)
        _until(lambda: door.engine.catalog_version != before)
        assert client.post("/v1/decisions", json=asking("r-2", template=IN_APP)).status_code == 422
        assert client.post("/v1/decisions", json=asking("r-1", template=IN_APP)).content == first.content
        told = client.get("/openapi.json").text
        assert "another-tip" in told and IN_APP not in told
        assert any(
            one["event"] == "taken up" and one["catalog"] == door.engine.catalog_version for one in door.log.said
        )


def _replace_everywhere(folder: Path, old: str, new: str) -> None:
    for file in folder.rglob("*.yaml"):
        file.write_text(file.read_text().replace(old, new))


def _sync_elsewhere(door: Door, folder: Path) -> None:
    """As another process would: straight into the database, this engine not knowing."""
    from content_engine.engine import workshop

    workshop.sync(folder, door.engine.content, actor="test", at=1)


def test_a_broken_folder_changes_nothing(acme_seed: Seed, folder: Path, tmp_path: Path) -> None:
    """A folder with problems is refused whole, and the server goes on with what it has."""
    with opened_door(acme_seed, tmp_path, content=folder) as door:
        before = door.engine.catalog_version
        _break(folder)
        with pytest.raises(BrokenContent):
            _sync_elsewhere(door, folder)
        assert door.client().post("/v1/decisions", json=asking()).json()["catalog_version"] == before
        assert door.client().get("/readyz").json()["problems"] == []


def test_a_catalog_that_cannot_be_used(acme_seed: Seed, tmp_path: Path) -> None:
    """A catalog in the database that this server cannot read is told by readiness and log; the last good one serves."""
    with opened_door(acme_seed, tmp_path) as door:
        before = door.engine.catalog_version
        change = Change("template", "x", "added", "test", 1)
        assert door.engine.content.publish("0" * 16, b"{}", [change], after=before, at=1)
        client = door.client()
        _until(lambda: client.get("/readyz").json()["problems"])
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["ready"], ready.json()["catalog_version"]) == (200, True, before)
        assert "0" * 16 in ready.json()["problems"][0]
        assert client.post("/v1/decisions", json=asking()).json()["status"] == "assembled"
        assert len([line for line in door.log.said if line["event"] == "not taken up"]) == 1
        assert "content_engine_refresh_failures_total 1.0" in client.get("/metrics").text
