"""Reports at the doors: who may see them, as what, and what a wrong question is answered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from content_engine import DecisionRequest, Exposure, Outcome, SegmentClaim
from content_engine.bootstrap import bootstrap
from content_engine.engine.reports import NAMES
from content_engine.settings import Settings
from content_engine.testing import FixedClock
from tests.doors.conftest import ACME, EMAIL, IN_APP, Door, Seed, opened_door
from tests.doors.test_cli import Run, run

__all__ = ["run"]


def live(engine: Any, now: datetime, users: int = 40) -> None:
    """Some tips, seen, every fourth with its goal."""
    claim = SegmentClaim(segment_id="all-users", version=1, observed_at=now)
    asked = [
        DecisionRequest(request_id=f"r{n}", template=IN_APP, user_id=f"u{n}", segments=(claim,)) for n in range(users)
    ]
    decisions = engine.decide_many(asked)
    seen = [
        Exposure(decision_id=one.decision_id, at=now, kind="seen") for one in decisions if one.status == "assembled"
    ]
    engine.expose_many(seen)
    goal = next(one for one in engine.worlds.now().catalog.catalog.templates if one.id == IN_APP).goal.outcome
    won = [Outcome(outcome=goal, at=now, external_id=one.decision_id, decision_id=one.decision_id) for one in seen[::4]]
    engine.observe_many(won)


@pytest.fixture(scope="module")
def lived(acme_seed: Seed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A door on a database with some weeks of life in it."""
    with opened_door(acme_seed, tmp_path_factory.mktemp("reports")) as door:
        live(door.engine, door.clock.now())
        door.clock.advance(timedelta(days=40))
        yield door


@pytest.mark.parametrize("name", NAMES)
def test_every_report_as_described(lived: Door, name: str) -> None:
    """QA, editors and admins get it, callers do not; the answer is what the OpenAPI document says."""
    path = f"/v1/reports/{name}"
    assert lived.client("caller").get(path).status_code == 403
    assert lived.client(None).get(path).status_code == 401
    told = [lived.client(role).get(path) for role in ("qa", "editor", "admin")]
    assert {one.status_code for one in told} == {200}
    document = lived.client(None).get("/openapi.json").json()
    schema = document["paths"]["/v1/reports/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = told[0].json()
    assert jsonschema_rs.validator_for(schema).is_valid(answer)
    assert answer["report"] == name
    assert answer["sections"]


def test_spans_and_templates_over_http(lived: Door) -> None:
    """The span and the template narrow the report; both come back in the answer."""
    client = lived.client("qa")
    asked = {"since": "2026-11-20", "until": "2026-11-21T00:00:00Z", "template": IN_APP}
    answer = client.get("/v1/reports/uplift", params=asked).json()
    assert (answer["since"], answer["until"]) == ("2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z")
    assert answer["template"] == IN_APP
    assert {one["group"] for one in answer["sections"]} == {IN_APP}
    assert client.get("/v1/reports/uplift", params={"template": EMAIL}).json()["sections"] == []
    assert client.get("/v1/reports/uplift", params={"since": "P2W"}).json()["sections"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"since": "soon"}, "since"),
        ({"until": "P1"}, "until"),
        ({"template": "nope"}, "template"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_wrong_questions_over_http(lived: Door, query: dict[str, str], field: str) -> None:
    """A wrong parameter is named."""
    answer = lived.client("qa").get("/v1/reports/uplift", params=query)
    assert answer.status_code == 422
    assert field in {error["field"].partition(".")[0] for error in answer.json()["errors"]}


@pytest.mark.parametrize("name", ["drift", "nope"])
def test_reports_that_are_not_there(lived: Door, name: str) -> None:
    """A 404 that tells which there are."""
    answer = lived.client("qa").get(f"/v1/reports/{name}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert "uplift, policy, lift, memory" in answer.json()["detail"]


def test_a_browser_gets_a_page(lived: Door) -> None:
    """Who names HTML gets the page, locked down; who takes anything gets JSON."""
    client = lived.client("editor")
    browser = client.get("/v1/reports/uplift", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert browser.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in browser.headers["content-security-policy"]
    assert browser.headers["x-content-type-options"] == "nosniff"
    assert browser.text.startswith("<!doctype html>")
    for accept in ("*/*", "application/json", "application/json, text/html;q=0.5"):
        assert client.get("/v1/reports/uplift", headers={"Accept": accept}).json()["report"] == "uplift"


@pytest.fixture
def lived_in(run: Run, acme_seed: Seed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command line in a folder with such a database, a month ago by this machine's clock."""
    shutil.copy(acme_seed.database, tmp_path / "content.db")
    monkeypatch.setenv("CONTENT_ENGINE_CONTENT", str(ACME))
    then = datetime.now(UTC) - timedelta(days=30)
    engine = bootstrap(Settings(content=ACME, database=f"sqlite:///{tmp_path / 'content.db'}"), clock=FixedClock(then))
    live(engine, then)
    engine.close()
    return run


@pytest.mark.parametrize("name", NAMES)
def test_every_report_on_the_command_line(lived_in: Run, name: str) -> None:
    """As tables for people, as JSON for machines, and as a page; all three of the same report."""
    words = lived_in("report", name)
    said = lived_in("report", name, "--html", "page.html", "--json")
    assert (words.status, said.status) == (0, 0)
    assert said.json["report"] == name
    assert said.json["title"] in words.out
    assert Path("page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in Path.cwd().glob(".*draft*")] == []
    assert all(section["title"] in words.out for section in said.json["sections"])


def test_the_span_on_the_command_line(lived_in: Run) -> None:
    """`--since`, `--until` and `--template` narrow what is read."""
    whole = lived_in("report", "memory", "--since", "P31D", "--json").json
    assert "40 messages were assembled" in whole["headline"][0]
    assert "No decision" in lived_in("report", "memory", "--since", "P29D", "--json").json["headline"][0]
    assert "No decision" in lived_in("report", "memory", "--until", "P31D", "--json").json["headline"][0]
    assert "No decision" in lived_in("report", "memory", "--template", EMAIL, "--json").json["headline"][0]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("drift",), "not_found"),
        (("nope",), "not_found"),
        (("uplift", "--since", "soon"), "input.invalid"),
        (("uplift", "--template", "nope"), "input.invalid"),
        (("uplift", "--html", "no/such/folder/x.html"), "file"),
        ((), "usage"),
    ],
)
def test_wrong_questions_on_the_command_line(lived_in: Run, asked: tuple[str, ...], code: str) -> None:
    """Nothing on standard output, one error in JSON on the other, exit status 2."""
    said = lived_in("report", *asked, "--json")
    assert (said.status, said.out) == (2, "")
    assert json.loads(said.err)["error"]["code"] == code


def test_no_report_of_a_database_that_is_not_there(run: Run) -> None:
    """A misnamed database is told, not reported on as empty."""
    said = run("report", "memory", "--database", "sqlite:///typo.db")
    assert said.status == 2
    assert "no content memory" in said.err
    assert not Path("typo.db").exists()


def changed(folder: Path, text: str) -> str:
    """A changed policy file."""
    file = folder / "changed.yaml"
    file.write_text(text)
    return str(file)


def test_replay_under_a_changed_policy(lived_in: Run, tmp_path: Path) -> None:
    """The file takes the place of the one of its id: who would be refused, as words, as JSON and as a page."""
    id = sorted((ACME / "policies").glob("*.yaml"))[0].stem
    file = changed(tmp_path, f"id: {id}\ncaps: [{{id: none, scope: user, max: 0, per: P1D}}]\n")
    said = lived_in("replay", "--policy", file, "--html", "replay.html", "--json")
    assert (said.status, said.json["report"]) == (0, "replay")
    answers = {row["code"]: row for row in said.json["sections"][0]["rows"]}
    assert answers["cap.user"]["now"] == 40
    assert answers["said"]["now"] == 0
    assert Path("replay.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    words = lived_in("replay", "--policy", file, "--since", "P31D", "--template", IN_APP)
    assert "40 would be answered otherwise" in " ".join(words.out.split())


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("id: nope\n", 1, "there is no policy `nope` to replace"),
        ("caps: [{scope: usr}]\n", 1, "must be one of: user, account"),
        ("{", 1, "changed.yaml:1"),
    ],
)
def test_policy_files_that_cannot_be_used(lived_in: Run, tmp_path: Path, text: str, status: int, told: str) -> None:
    """Every problem of the file with its line; nothing is judged."""
    said = lived_in("replay", "--policy", changed(tmp_path, text))
    assert (said.status, said.out) == (status, "")
    assert told in said.err


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("d1", "--all"),
        ("--all", "--policy", "x"),
        ("--all", "--since", "P1D"),
        ("d1", "--html", "x.html"),
        ("--policy", "no-such-file.yaml"),
    ],
)
def test_replay_takes_one_question_at_a_time(lived_in: Run, asked: tuple[str, ...]) -> None:
    """A decision, all of them, or a policy; a span only with a policy; a file that is there."""
    said = lived_in("replay", *asked)
    assert (said.status in (1, 2), said.out) == (True, "")
