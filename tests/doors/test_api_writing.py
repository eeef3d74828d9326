"""Generations and reviews over HTTP: asked for by an editor, written by a worker, decided with the caller's own key."""

from __future__ import annotations

import dataclasses
import json
from time import monotonic, sleep
from typing import Any

import pytest

from content_engine.domain.canon import canonical, from_canonical, version_of
from content_engine.domain.jobs import Job, StepContext
from content_engine.domain.llm import Ask, Completion
from content_engine.domain.rules import PolicyFile
from content_engine.domain.writing import GenerationRequest, WrittenVariant
from content_engine.engine.publishing import step_of
from content_engine.engine.writing import Generation
from tests.doors.conftest import Door, add_key

COMPONENT = "headline.one-chart"
GOOD = "Bring one question to your first chart"


class Says:
    """A gateway that writes one text, whatever it is asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    def complete(self, ask: Ask) -> Completion:
        """The text, as the answer of a model."""
        data = {"variants": [{"content": {"text": self.text}, "angle": "plain"}]}
        return Completion(
            key=ask.key("scripted"),
            text=json.dumps(data),
            data=data,
            model="scripted",
            adapter="scripted",
            origin="llm",
        )

    @property
    def params(self) -> dict[str, object]:
        """None."""
        return {}


def written(door: Door, text: str = GOOD, note: str = "") -> WrittenVariant:
    """A text as a worker leaves it."""
    engine = door.engine
    assert engine.desk is not None
    desk = dataclasses.replace(engine.desk, gateway=lambda: Says(text))
    job = engine.generate(GenerationRequest(component=COMPONENT, count=1, model="scripted", note=note), actor="test")
    _run(door, desk, job)
    (one,) = desk.stores.variants.variants(job=job.id)[:1]
    return one


def _run(door: Door, desk: Any, job: Job) -> None:
    work = Generation(desk)
    results = [work.do(step, StepContext(job, at, lambda: False)) for at, step in enumerate(work.steps(job))]
    at = desk.now()
    desk.stores.jobs.change(job.id, state="done", ended_at=at, done=1, total=1, result=work.finish(job, results))


def test_a_generation_is_accepted_and_followed(door: Door) -> None:
    """202 with the job's id and where to follow it; a queued one has no candidates yet, and is in the list."""
    client = door.client("editor")
    answer = client.post("/v1/generations", json={"component": COMPONENT, "count": 2})
    assert answer.status_code == 202
    told = answer.json()
    assert answer.headers["Location"] == f"/v1/generations/{told['id']}"
    shown = client.get(answer.headers["Location"]).json()
    assert (shown["state"], shown["candidates"], shown["request"]["component"]) == ("queued", [], COMPONENT)
    assert shown["actor"].startswith("test (key_")
    assert told["id"] in [row["id"] for row in client.get("/v1/generations").json()["generations"]]


def test_a_finished_generation_tells_all_of_its_candidates(door: Door) -> None:
    """Verdict, violations, evidence, scores, tokens and cost of each; their sum beside them."""
    one = written(door)
    shown = door.client("editor").get(f"/v1/generations/{one.provenance.job}").json()
    assert shown["state"] == "done"
    told = next(row for row in shown["candidates"] if row["variant"] == one.id)
    assert {"verdict", "violations", "evidence", "scores", "tokens_in", "tokens_out", "cost_usd"} <= told.keys()
    assert shown["totals"]["candidates"] == len(shown["candidates"])
    assert shown["usage"]["cost_usd"] == 0


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"component": "nothing"}, 404, "component"),
        ({"component": COMPONENT, "segment": "nobody"}, 404, "segment"),
        ({"component": COMPONENT, "locale": "xx"}, 422, "locale"),
        ({"component": COMPONENT, "count": 51}, 422, "count"),
        ({"component": COMPONENT, "prompt": "variant/99"}, 404, "prompt"),
        ({"component": COMPONENT, "colour": "red"}, 422, "colour"),
        ({}, 422, "component"),
    ],
)
def test_a_request_that_cannot_be_done_adds_nothing(door: Door, body: Any, status: int, field: str) -> None:
    """The problem names the field; no job is stored."""
    before = len(door.engine.jobs.jobs())
    answer = door.client("editor").post("/v1/generations", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (status, field)
    assert len(door.engine.jobs.jobs()) == before


def test_an_approval_over_http_is_the_editors_own_and_live_at_once(door: Door) -> None:
    """The actor is the key; the answer shows the new state; the catalog in use has the variant."""
    one = written(door)
    client = door.client("editor")
    answer = client.post(f"/v1/variants/{one.id}/reviews", json={"verdict": "approve", "comment": "good"})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["state"] == "approved"
    (approval,) = [step for step in told["history"] if step["action"] == "approve"]
    assert (approval["before"], approval["after"], approval["detail"]) == ("in_review", "approved", "good")
    assert told["approvals"] == [approval["actor"]]
    assert approval["actor"].startswith("test (key_")
    listed = client.get("/v1/variants?origin=generated&state=approved").json()["variants"]
    assert one.id in [row["id"] for row in listed]
    in_use = {v.id for c in door.engine.worlds.now().catalog.catalog.components for v in c.variants}
    assert one.id in in_use


def test_the_second_of_two_editors_gets_a_409_that_says_what_was_decided(door: Door) -> None:
    """It has a stable code, asks for no repeat, and nothing of the first decision is lost."""
    one = written(door)
    first, second = door.client("editor"), door.client("admin")
    first.post(f"/v1/variants/{one.id}/reviews", json={"verdict": "reject", "comment": "no"})
    answer = second.post(f"/v1/variants/{one.id}/reviews", json={"verdict": "approve", "version": one.version})
    assert (answer.status_code, answer.json()["code"]) == (409, "review.conflict")
    assert "reject" in answer.json()["detail"]
    assert "Retry-After" not in answer.headers
    assert second.get(f"/v1/variants/{one.id}").json()["state"] == "rejected"


def test_a_failing_edit_is_a_422_with_every_violation(door: Door) -> None:
    """Each violation stands under its field, and nothing was changed."""
    one = written(door)
    client = door.client("editor")
    body = {"verdict": "edit", "content": {"text": "<b onclick=x>Buy</b> {{ broken"}}
    answer = client.post(f"/v1/variants/{one.id}/reviews", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "review.refused")
    assert {error["field"] for error in answer.json()["errors"]} == {"content.text"}
    assert client.get(f"/v1/variants/{one.id}").json()["version"] == one.version


@pytest.mark.parametrize(
    "body", [{"verdict": "reject"}, {"verdict": "edit"}, {"verdict": "comment"}, {"verdict": "burn"}, {}]
)
def test_an_opinion_that_lacks_something_is_refused(door: Door, body: Any) -> None:
    """A reason, the changed fields, words, a known verdict."""
    one = written(door)
    answer = door.client("editor").post(f"/v1/variants/{one.id}/reviews", json=body)
    assert answer.status_code == 422


def test_two_editors_where_two_are_needed(door: Door) -> None:
    """Keys are people: the one whose words they are gets a problem with its own code."""
    store = door.engine.content
    current = store.current_catalog()
    assert current is not None
    catalog = from_canonical(store.catalog(current))
    two = PolicyFile.model_validate({"id": "two", "review": {"high": {"approvals": 2}}})
    high = tuple(one.model_copy(update={"risk": "high"}) for one in catalog.templates)
    body = canonical(catalog.model_copy(update={"policies": (*catalog.policies, two), "templates": high}))
    assert store.publish(version_of(body), body, [], after=current, at=0)
    door.engine.refresh()
    one = written(door)
    first, second = door.client("editor"), door.client(None)
    second.headers["Authorization"] = f"Bearer {add_key(door.engine, 'editor')[1]}"
    path = f"/v1/variants/{one.id}/reviews"
    assert first.post(path, json={"verdict": "edit", "content": {"text": "Your first chart"}}).status_code == 200
    answer = first.post(path, json={"verdict": "approve"})
    assert (answer.status_code, answer.json()["code"]) == (422, "review.own_words")
    assert second.post(path, json={"verdict": "approve"}).json()["state"] == "in_review"


def test_variants_are_filtered_in_every_state(door: Door) -> None:
    """Authored and generated ones together, by state, component, kind, locale and origin; pages miss none."""
    one = written(door)
    client = door.client("caller")
    rows = client.get("/v1/variants", params={"state": "in_review", "component": COMPONENT}).json()["variants"]
    assert one.id in [row["id"] for row in rows]
    assert client.get("/v1/variants?origin=authored&state=in_review").json()["variants"] == []
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get("/v1/variants", params={"limit": 3, **({"cursor": cursor} if cursor else {})}).json()
        seen += [row["id"] for row in page["variants"]]
        cursor = page["next_cursor"]
    assert seen == sorted(set(seen))
    assert one.id in seen
    assert client.get(f"/v1/variants/{one.id}").json()["history"][-1]["action"] == "generated"


def test_a_running_server_publishes_what_a_crash_left_behind(door: Door) -> None:
    """An approval whose process died before it published is live within seconds, without a restart."""
    one = written(door)
    assert door.engine.desk is not None
    variants = door.engine.desk.stores.variants
    after = one.model_copy(update={"state": "approved", "version": one.version + 1, "approvals": ("ada",)})
    assert variants.step(after, step_of(one, after, "approve", "ada", after.updated_at))
    until = monotonic() + 20
    while not any(line["event"] == "mended" for line in door.log.said) and monotonic() < until:
        sleep(0.05)
    assert [line["joined"] for line in door.log.said if line["event"] == "mended"] == [1]
    catalog = from_canonical(door.engine.content.catalog(door.engine.catalog_version))
    assert one.id in {variant.id for each in catalog.components for variant in each.variants}
