"""Evaluations at the doors: `content-engine eval` with its files and exit statuses, and `/v1/evaluations`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from content_engine.domain.jobs import StepContext
from content_engine.engine import evaluations
from content_engine.engine.desk import usable
from content_engine.library import init_folder
from tests.doors.conftest import Door

MAIN = "import sys; from content_engine.cli import main; main(sys.argv[1:])"
GOOD = """\
id: small
evaluators:
  - {use: guardrails, min: 1}
  - {use: length, min: 1}
cases:
  - {id: good, component: subject.first-step, content: {text: "Invite a colleague to your workspace"}}
  - {id: talk, component: subject.first-step, content: {text: "As an AI, here is your subject line"},
     expect: {verdict: reject}}
"""
BAD = GOOD.replace(",\n     expect: {verdict: reject}", "")


class Place:
    """A content folder with a suite, and a way to run commands in it, each in a process of its own."""

    def __init__(self, folder: Path) -> None:
        init_folder(folder / "content")
        self.folder, self.file = folder, folder / "content/prompts/variant/evals.yaml"
        self.file.write_text(GOOD, encoding="utf-8")

    def run(self, *args: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CONTENT_ENGINE_")}
        told = ["eval", "--content", "content", *args]
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *told], cwd=self.folder, env=environment, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    def json(self, *args: str) -> tuple[int, Any]:
        """Exit status and the one JSON document of standard output."""
        status, out, err = self.run(*args, "--json")
        assert out, err
        return status, json.loads(out)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """One place for all tests of the command."""
    return Place(tmp_path_factory.mktemp("eval"))


def test_a_suite_that_passes_and_then_fails(place: Place) -> None:
    """Exit 0 with files beside; exit 1 where a threshold fails, side by side with the run before."""
    place.file.write_text(GOOD, encoding="utf-8")
    status, first = place.json("small", "--html", "page.html", "--junit", "junit.xml")
    assert (status, first["passed"], first["comparison"]) == (0, True, None)
    assert {one["evaluator"]: one["mean"] for one in first["summaries"]} == {"guardrails": 1, "length": 1}
    root = ElementTree.fromstring((place.folder / "junit.xml").read_bytes())  # noqa: S314 - it is our own
    assert root[0].attrib["failures"] == root[0].attrib["errors"] == "0"
    assert "Invite a colleague" in (place.folder / "page.html").read_text(encoding="utf-8")
    place.file.write_text(BAD, encoding="utf-8")
    status, second = place.json("small", "--against", first["id"], "--junit", "junit.xml")
    assert (status, second["passed"]) == (1, False)
    (changed,) = [one for one in second["comparison"]["cases"] if one["change"]]
    assert changed == {"case": "talk", "evaluator": "guardrails", "change": "worse", "new": 0, "old": 1}
    root = ElementTree.fromstring((place.folder / "junit.xml").read_bytes())  # noqa: S314 - it is our own
    assert root[0].attrib["failures"] == "2"
    status, out, _ = place.run("--run", second["id"], "--against", "last")
    assert status == 1
    assert "FAILS" in out
    assert f"Against {first['id']}" in out
    status, listed = place.json()
    assert [one["id"] for one in listed["suites"]] == ["small"]
    assert [one["id"] for one in listed["runs"]] == [second["id"], first["id"]]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nope",), "there is no suite 'nope'"),
        (("small", "--against", "nope"), "there is no evaluation run 'nope'"),
        (("small", "--prompt", "variant/99"), "variant/99"),
        (("--run", "nope"), "there is no evaluation run 'nope'"),
        (("small", "--against"), "requires an argument"),
    ],
)
def test_wrong_use_is_2_and_runs_nothing(place: Place, args: tuple[str, ...], words: str) -> None:
    """In words, on standard error, with nothing on standard output."""
    status, out, err = place.run(*args)
    assert (status, out) == (2, "")
    assert words in err


def test_a_broken_suite_is_told(place: Place) -> None:
    """With file, line and key, before anything is run."""
    place.file.write_text(GOOD.replace("use: length", "use: lenght"), encoding="utf-8")
    status, _, err = place.run("small")
    assert status == 1
    assert "prompts/variant/evals.yaml:4: evaluators[1].use" in err


def a_run(door: Door, role: str = "qa", **asked: Any) -> str:
    """An evaluation asked for over HTTP and run in place, as a worker does; its id."""
    answer = door.client(role).post("/v1/evaluations", json={"suite": "variant", "model": "offline", **asked})
    assert answer.status_code == 202, answer.text
    told = answer.json()
    assert answer.headers["Location"] == f"/v1/evaluations/{told['id']}"
    desk = usable(door.engine.desk)
    job = desk.stores.jobs.job(told["id"])
    assert job is not None
    work = evaluations.work_of(desk)
    results = [work.do(step, StepContext(job, at, lambda: False)) for at, step in enumerate(work.steps(job))]
    desk.stores.jobs.change(job.id, state="done", ended_at=desk.now(), result=work.finish(job, results))
    return job.id


def test_an_evaluation_over_http(door: Door) -> None:
    """Accepted, queued without figures, then there with every case; and side by side with an earlier one."""
    client = door.client("qa")
    queued = client.post("/v1/evaluations", json={"suite": "variant", "prompt": "variant/2"}).json()
    shown = client.get(f"/v1/evaluations/{queued['id']}").json()
    assert (shown["state"], shown["passed"], shown["cases"], shown["prompt"]) == ("queued", None, [], "variant/2")
    assert shown["actor"].startswith("test (key_")
    door.clock.advance(timedelta(seconds=1))  # ids ascend with time, and are in no order within one moment
    first = a_run(door)
    door.clock.advance(timedelta(seconds=1))
    second = a_run(door)
    told = client.get(f"/v1/evaluations/{second}", params={"against": first}).json()
    assert (told["state"], told["origin"], told["suite"]) == ("done", "offline", "variant")
    assert len(told["cases"]) == 9
    assert {one["worse"] + one["better"] for one in told["comparison"]["evaluators"]} == {0}
    assert told["comparison"]["against"] == first
    rows = client.get("/v1/evaluations", params={"suite": "variant"}).json()
    assert [row["id"] for row in rows["evaluations"]][:2] == [second, first]
    page = client.get("/v1/evaluations", params={"limit": 1}).json()
    assert page["next_cursor"] == second
    (suite,) = client.get("/v1/suites").json()["suites"]
    assert (suite["id"], suite["cases"], suite["last_run"]["id"]) == ("variant", 9, second)


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"suite": "nope"}, 404, "suite"),
        ({"suite": "variant", "prompt": "variant/99"}, 404, "prompt"),
        ({"suite": "variant", "colour": "red"}, 422, "colour"),
        ({}, 422, "suite"),
    ],
)
def test_an_evaluation_that_cannot_be_run_adds_nothing(door: Door, body: Any, status: int, field: str) -> None:
    """The problem names the field; no job is stored."""
    before = len(door.engine.jobs.jobs())  # type: ignore[union-attr]
    answer = door.client("qa").post("/v1/evaluations", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (status, field)
    assert len(door.engine.jobs.jobs()) == before  # type: ignore[union-attr]


def test_only_qa_may(door: Door) -> None:
    """Editors and callers may neither ask for evaluations nor read them; unknown ones and other jobs are a 404."""
    for role in ("editor", "caller"):
        assert door.client(role).post("/v1/evaluations", json={"suite": "variant"}).status_code == 403
        assert door.client(role).get("/v1/evaluations").status_code == 403
    client = door.client("qa")
    assert client.get("/v1/evaluations/nope").status_code == 404
    queued = client.post("/v1/evaluations", json={"suite": "variant"}).json()["id"]
    answer = client.get(f"/v1/evaluations/{queued}", params={"against": "last"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (404, "against")
