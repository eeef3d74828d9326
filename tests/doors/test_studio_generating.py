"""Generating in the Studio: what is asked for, who writes, how far it is, what came of it, and stopping it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from content_engine.domain.jobs import Job, StepContext
from content_engine.domain.writing import GenerationRequest
from content_engine.engine.writing import Generation
from tests.doors.studio_stage import COMPONENT, Person, Stage, staged

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One server for all tests of this file."""
    with staged(tmp_path_factory.mktemp("generating")) as opened:
        yield opened


def ask(person: Person, **given: Any) -> httpx.Response:
    """Sends the form."""
    return person.send_form("/studio/generate", {"component": COMPONENT, "locale": "en", "count": "2", **given})


def asked(stage: Stage, **given: Any) -> Job:
    """A job that waits."""
    return stage.engine.generate(GenerationRequest(component=COMPONENT, model="offline", **given), actor="test")


def change(stage: Stage, job: Job, **fields: Any) -> None:
    """The job as a worker leaves it."""
    assert stage.engine.desk is not None
    stage.engine.desk.stores.jobs.change(job.id, **fields)


def written(stage: Stage, job: Job) -> None:
    """Does the whole job, as a worker does."""
    assert stage.engine.desk is not None
    work = Generation(stage.engine.desk)
    results = [work.do(step, StepContext(job, at, lambda: False)) for at, step in enumerate(work.steps(job))]
    change(stage, job, state="done", ended_at=2, done=1, total=1, result=work.finish(job, results))


def test_the_form_shows_what_there_is_and_who_writes(stage: Stage) -> None:
    """Components, segments and languages of the catalog; the built-in writer is never shown as a model."""
    page = stage.person("editor").get("/studio/generate", params={"component": COMPONENT}).text
    assert f'<option value="{COMPONENT}" selected>' in page and '<option value="all-users">' in page
    assert "In force: <code>offline</code>" in page and "no language model" in page


def test_asking_starts_a_job_in_ones_own_name(stage: Stage) -> None:
    """The job holds what was typed, the note as one line, and who asked; the page of it is next."""
    person = stage.person("editor", name="ada-g")
    answer = ask(person, segment="all-users", count="4", note="short\r\n and plain", model="offline")
    assert answer.status_code == 303
    job = stage.engine.job(answer.headers["location"].rpartition("/")[2])
    told = {name: job.payload[name] for name in ("component", "segment", "count", "note", "model")}
    assert job.actor == "ada-g@example.com"
    assert told == {
        "component": COMPONENT, "segment": "all-users", "count": 4, "note": "short and plain", "model": "offline",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"component": ""}, "component"),
        ({"component": "no.such"}, "component"),
        ({"segment": "nobody"}, "segment"),
        ({"count": "0"}, "count"),
        ({"count": "51"}, "count"),
        ({"count": "many"}, "count"),
        ({"locale": "not a language"}, "locale"),
        ({"model": "two words"}, "model"),
        ({"note": "x" * 2_001}, "note"),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_the_form(stage: Stage, given: Any, field: str) -> None:
    """The field is named, what was typed stays, and no job is there."""
    assert stage.engine.jobs is not None
    before = len(stage.engine.jobs.jobs(limit=500))
    answer = ask(stage.person("editor"), **{"note": "keep me", **given})
    assert answer.status_code == 422 and f"({field})" in answer.text
    assert field == "note" or "keep me" in answer.text
    assert len(stage.engine.jobs.jobs(limit=500)) == before


def test_quality_people_start_and_stop_nothing(stage: Stage) -> None:
    """They see the form without its button, and every job without a way to stop it."""
    person, job = stage.person("qa"), asked(stage)
    assert "This needs the role editor" in person.get("/studio/generate").text
    assert ask(person).status_code == 403
    assert "/cancel" not in person.get(f"/studio/jobs/{job.id}").text
    assert person.send_form(f"/studio/jobs/{job.id}/cancel").status_code == 403
    assert stage.engine.job(job.id).state == "queued"


def test_progress_is_asked_for_every_second_until_the_end(stage: Stage) -> None:
    """A part of the page that replaces itself while the job runs, with a bar, and stays once it ended."""
    person, job = stage.person("editor"), asked(stage, count=1)
    change(stage, job, state="running", done=1, total=3, step="write the first")
    running = person.get(f"/studio/jobs/{job.id}", headers={"HX-Request": "true"}).text
    assert "<html" not in running and 'hx-trigger="every 1s"' in running
    assert re.search(r'<progress value="1" max="3"', running) and "write the first" in running
    written(stage, job)
    ended = person.get(f"/studio/jobs/{job.id}", headers={"HX-Request": "true"}).text
    assert "hx-trigger" not in ended and "Finished" in ended


def test_what_came_of_it_leads_to_the_texts(stage: Stage) -> None:
    """Every candidate with its verdict, also those that did not pass, and the built-in writer named."""
    person, job = stage.person("editor"), asked(stage, count=2)
    written(stage, job)
    page = person.get(f"/studio/jobs/{job.id}").text
    assert stage.engine.desk is not None
    made = stage.engine.desk.stores.variants.variants(job=job.id)
    assert made and all(f'href="/studio/variants/{one.id}"' in page for one in made)
    assert "built-in writer" in page


def test_a_waiting_job_is_cancelled_and_an_ended_one_stays(stage: Stage) -> None:
    """Cancelled at once; one that ended is as it was, and the page says so."""
    person, job, done = stage.person("editor"), asked(stage), asked(stage)
    person.send_form(f"/studio/jobs/{job.id}/cancel")
    assert stage.engine.job(job.id).state == "cancelled"
    change(stage, done, state="done", ended_at=2)
    answer = person.send_form(f"/studio/jobs/{done.id}/cancel", follow_redirects=True)
    assert "It is done already" in answer.text and stage.engine.job(done.id).state == "done"


def test_a_running_job_is_asked_to_stop(stage: Stage) -> None:
    """It ends after its present step, and offers no second button."""
    person, job = stage.person("editor"), asked(stage)
    change(stage, job, state="running", total=2)
    answer = person.send_form(f"/studio/jobs/{job.id}/cancel", follow_redirects=True)
    assert stage.engine.job(job.id).cancel_asked and "Stops after this step" in answer.text
    assert f"/studio/jobs/{job.id}/cancel" not in answer.text


def test_why_a_job_failed_is_told(stage: Stage) -> None:
    """Its code and its words, escaped like everything else a stranger may have written."""
    job = asked(stage, note=HOSTILE)
    change(stage, job, state="failed", ended_at=2, error={"code": "llm.timeout", "detail": HOSTILE})
    page = stage.person("qa").get(f"/studio/jobs/{job.id}").text
    assert "llm.timeout" in page and HOSTILE not in page and "&lt;img" in page


def test_jobs_are_listed_newest_first_and_paged(stage: Stage) -> None:
    """Fifty a page; the link leads to the older ones; a job that there is not is a page in words."""
    made, person = [asked(stage).id for _ in range(52)], stage.person("qa")
    first = person.get("/studio/jobs")
    ids = re.findall(r'href="/studio/jobs/(job_[^"]+)"', first.text)
    link = re.search(r'href="(/studio/jobs\?before=[^"]+)"', first.text)
    assert len(ids) == 50 and ids == sorted(ids, reverse=True) and set(ids) <= set(made) and link
    second = re.findall(r'href="/studio/jobs/(job_[^"]+)"', person.get(link[1]).text)
    assert not set(second) & set(ids) and {*ids, *second} >= set(made)
    assert person.get("/studio/jobs/job_none").status_code == 404
