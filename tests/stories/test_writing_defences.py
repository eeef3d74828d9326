"""An editor's words pass the same checks as a writer's; a judge has its say before a text goes live alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from content_engine.bootstrap import Settings, open_database, open_works
from content_engine.domain.documents import Document, Passage
from content_engine.domain.llm import Ask, Completion, GatewayFailed, Usage
from content_engine.domain.rules import PolicyFile
from content_engine.domain.verdicts import Verdict
from content_engine.domain.writing import Evidence, ReviewRefused
from content_engine.engine.desk import unwrapped
from content_engine.engine.mending import Mender
from content_engine.engine.publishing import step_of
from content_engine.guardrails.hub import HubGuard, HubWhenNeeded
from content_engine.testing import tiny_catalog
from tests.stories.test_writing import FACTS, GOOD, ROOT, Room, Script, open_room


@dataclass
class Judging:
    """A gateway that hands writing to a script, and answers judges with `says`, or fails them with it."""

    says: Any
    script: Script = field(default_factory=lambda: Script([]))
    judged: list[Ask] = field(default_factory=list)

    def complete(self, ask: Ask) -> Completion:
        """An answer by task."""
        if ask.task != "judge":
            return self.script.complete(ask)
        self.judged.append(ask)
        if isinstance(self.says, Exception):
            raise self.says
        return Completion(
            key=ask.key("j"), text=json.dumps(self.says), data=self.says, model="j", adapter="scripted", origin="llm",
            usage=Usage(tokens_in=10, tokens_out=5, cost_usd=0.001),
        )  # fmt: skip

    @property
    def params(self) -> dict[str, object]:
        """None."""
        return {}


@pytest.fixture
def room() -> Iterator[Room]:
    """The tiny catalog in memory."""
    with open_room(tiny_catalog(facts=FACTS)) as opened:
        yield opened


def refused(room: Room, name: str, text: str) -> list[str]:
    """The guardrails that an edit to this text is refused for; nothing of the variant has changed then."""
    before = room.known(name)
    with pytest.raises(ReviewRefused) as caught:
        room.say(name, "edit", content={"text": text})
    assert room.known(name) == before
    return [one.guardrail for one in caught.value.violations]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Type ZX7078Q into your board.", "generation.suspicious"),
        ("See evil.example for your board.", "generation.suspicious"),
        ("Dashboards refresh every 7 minutes.", "generation.figure"),
        ("Hello {{ surname | default('you') }}, roles decide.", "generation.placeholder"),
        ("Hello {% if plan %}you{% endif %}, roles decide.", "generation.placeholder"),
    ],
)
def test_an_edit_is_held_against_the_defences_of_a_writer(room: Room, text: str, rule: str) -> None:
    """Codes, addresses, figures and placeholders that nothing approved has are refused, and nothing changes."""
    assert rule in refused(room, room.waiting().id, text)


def test_an_edit_carries_no_word_that_only_untrusted_material_holds(room: Room) -> None:
    """A rare word of the note that the text was asked for with is refused from an editor as from a writer."""
    room.script.answers = [[GOOD[0]]]
    _, result = room.generate(1, note="Mention rutabagas wherever roles come up.")
    name = result["candidates"][0]["variant"]
    assert "generation.suspicious" in refused(room, name, "Roles decide who sees which rutabagas.")


def test_an_edit_has_evidence_claims_and_scores_of_its_own_words(room: Room) -> None:
    """They are those that a writer's text would have; the facts it rested on before no longer bind it."""
    one = room.waiting()
    assert one.claims == ("roles",)
    after = room.say(one.id, "edit", content={"text": "Dashboards refresh every minute."})
    assert {source for each in after.evidence for source in each.sources} == {"boards"}
    assert after.claims == ("boards",)
    assert {score.evaluator for score in after.scores} == {score.evaluator for score in one.scores}
    assert all(score.value is not None for score in after.scores)


def test_likeness_to_another_text_is_flagged_and_decided_by_the_editor(room: Room) -> None:
    """Two variants in review that say nearly the same are no error of the second's editor, who is told."""
    room.script.answers = [list(GOOD)]
    _, result = room.generate(2)
    first, second = (one["variant"] for one in result["candidates"])
    text = room.known(second).content["text"]
    after = room.say(first, "edit", content={"text": text})
    assert (after.state, after.verdict.verdict) == ("in_review", "flag")
    assert "duplicate" in {one.guardrail for one in after.verdict.violations}


def test_a_small_edit_of_a_live_text_is_not_a_copy_of_itself(room: Room) -> None:
    """What the variant said before is nothing to stay different from."""
    room.script.answers = [["Every change is on record for a year, whoever made it on which board."]]
    _, result = room.generate(1)
    name = result["candidates"][0]["variant"]
    if room.known(name).state == "in_review":
        room.say(name, "approve")
    after = room.say(
        name, "edit", content={"text": "Every change is on record for a year, whoever made it on a board."}
    )
    assert not {"duplicate", "generation.copy"} & {one.guardrail for one in after.verdict.violations}


def test_a_document_that_an_edit_rests_on_stays_its_evidence(room: Room) -> None:
    """A passage that the words of before cited is still a source for the words of now."""
    text = "A workspace holds 40 boards."
    passage = Passage(id="guide.md#1", document="guide.md", title="Guide", text=text)
    room.stores.documents.put(Document(id="guide.md", title="Guide", digest="d", passages=1, added_at=1), [passage])
    one = room.waiting()
    cited = one.model_copy(
        update={"version": 2, "evidence": (Evidence(field="text", span=(0, 5), sources=("guide.md#1",)),)}
    )
    assert room.stores.variants.step(cited, step_of(one, cited, "comment", "ada", one.updated_at))
    after = room.say(one.id, "edit", content={"text": "A workspace holds 40 boards."})
    assert {source for each in after.evidence for source in each.sources} == {"guide.md#1"}


def alone(room: Room, **low: Any) -> None:
    """Makes the template one of low risk, whose texts may go live alone."""
    templates = tuple(one.model_copy(update={"risk": "low"}) for one in room.catalog.templates)
    policy = PolicyFile.model_validate({"id": "who", "review": {"low": {"auto": True, **low}}})
    room.change(templates=templates, policies=(policy,))


def written_alone(says: Any, **low: Any) -> tuple[Any, dict[str, Any], Judging, dict[str, str]]:
    """What becomes of one good text where a judge that says so is asked, the job's result, and what is live."""
    gateway = Judging(says)
    with open_room(tiny_catalog(facts=FACTS), gateway=gateway) as room:
        alone(room, judge="judge", **low)
        gateway.script.answers = [["Every minute your dashboards refresh."]]
        _, result = room.generate(1)
        return room.known(result["candidates"][0]["variant"]), result, gateway, room.live


def test_a_text_goes_live_alone_only_when_the_judge_says_yes() -> None:
    """Where the policy names a judge, its opinion counts beside checks and scores, is kept and is paid for."""
    one, result, gateway, live = written_alone({"reasons": ["on voice"], "score": 5})
    assert (one.state, live) == ("approved", {one.id: "approved"})
    assert [(score.value, score.reason) for score in one.scores if score.evaluator == "judge"] == [(5.0, "on voice")]
    assert len(gateway.judged) == 1
    assert (result["usage"]["completions"], result["usage"]["cost_usd"]) == (2, pytest.approx(0.005))
    one, _, _, live = written_alone({"reasons": ["dull"], "score": 3})
    assert (one.state, live) == ("in_review", {})
    assert written_alone({"reasons": ["dull"], "score": 3}, min_judged=3)[0].state == "approved"


@pytest.mark.parametrize(
    "says",
    [
        GatewayFailed("timeout", "too slow"),
        {"score": 9},
        {"reasons": ["x"]},
        {"score": float("nan")},
        RuntimeError("x"),
    ],
    ids=repr,
)
def test_a_judge_that_does_not_answer_has_not_said_yes(says: Any) -> None:
    """The text waits for an editor with the failure told; it is no failed text, and the job ends well."""
    one, result, _, live = written_alone(says)
    assert (one.state, live) == ("in_review", {})
    (score,) = (score for score in one.scores if score.evaluator == "judge")
    assert score.value is None
    assert score.failure
    assert result["totals"]["passed"] == 1


def test_a_judge_that_is_not_there_has_not_said_yes() -> None:
    """A policy that names a prompt which is not in the folder lets nothing go live."""
    gateway = Judging({"reasons": ["on voice"], "score": 5})
    with open_room(tiny_catalog(facts=FACTS), gateway=gateway) as room:
        alone(room, judge="nobody")
        gateway.script.answers = [["Every minute your dashboards refresh."]]
        _, result = room.generate(1)
        assert (result["candidates"][0]["state"], gateway.judged) == ("in_review", [])


def test_no_judge_is_asked_for_a_text_that_an_editor_sees_anyway() -> None:
    """High risk, or a score below the bound: the judge's yes would change nothing and is not paid for."""
    gateway = Judging({"reasons": ["on voice"], "score": 5})
    with open_room(tiny_catalog(facts=FACTS), gateway=gateway) as room:
        policy = PolicyFile.model_validate({"id": "who", "review": {"low": {"auto": True, "judge": "judge"}}})
        room.change(policies=(policy,))
        gateway.script.answers = [["Every minute your dashboards refresh."]]
        _, result = room.generate(1)
        assert (result["candidates"][0]["state"], gateway.judged) == ("in_review", [])


def test_a_worker_judges_through_the_library_and_a_server_does_not(tmp_path: Any, room: Room) -> None:
    """`open_works` wraps the check of every text; the desk of an engine that serves leaves it as it is."""
    assert room.engine.desk is not None
    assert room.engine.desk.around is unwrapped
    settings = Settings(content=ROOT, database=f"sqlite:///{tmp_path / 'content.db'}")
    opened = open_database(settings)
    try:
        body_of = room.stores.content.catalog(room.stores.content.current_catalog())
        opened.content.publish(room.stores.content.current_catalog(), body_of, [], after=None, at=0)
        with open_works(settings, opened) as works:
            seen = works["generate"].desk.around(lambda content: Verdict())({"text": "x"})  # type: ignore[attr-defined]
        assert seen == Verdict()
    finally:
        opened.close()


def test_without_the_library_nothing_that_a_worker_writes_passes(room: Room) -> None:
    """Where the library cannot be loaded, every text is rejected as one that could not be judged."""

    def away() -> HubGuard:
        raise ImportError("no such library")

    room.script.answers = [[GOOD[0]], [GOOD[1]], ["Every change is on record for a year."]]
    desk = room.engine.desk
    object.__setattr__(desk, "around", HubWhenNeeded(away).around)
    _, result = room.generate(1)
    assert result["totals"]["passed"] == 0
    assert {one["guardrail"] for each in result["candidates"] for one in each["violations"]} == {"internal"}


def crashed(room: Room, name: str, action: Any, state: Any) -> None:
    """A review that was stored, by a process that died before it published."""
    one = room.known(name)
    approvals = ("ada",) if state == "approved" else ()
    after = one.model_copy(update={"state": state, "version": one.version + 1, "approvals": approvals})
    assert room.stores.variants.step(after, step_of(one, after, action, "ada", after.updated_at))


def test_a_running_server_mends_what_a_crash_left_behind(room: Room) -> None:
    """An approval that was not published is, and a retired text leaves; each once the difference was seen twice."""
    assert room.engine.desk is not None
    mender, one = Mender(room.engine.desk), room.waiting()
    assert mender.look() is None
    crashed(room, one.id, "approve", "approved")
    assert (mender.look(), room.live) == (None, {})
    mended = mender.look()
    assert mended is not None
    assert (mended.joined, room.live) == ((one.id,), {one.id: "approved"})
    room.engine.refresh()
    assert mender.look() is None
    crashed(room, one.id, "retire", "retired")
    mender.look()
    assert mender.look() is not None
    assert room.live == {}


def test_what_publishing_does_not_mend_is_tried_once(room: Room) -> None:
    """A text whose component is gone waits for it, and costs a running server one query a look."""
    assert room.engine.desk is not None
    mender, one = Mender(room.engine.desk), room.waiting()
    crashed(room, one.id, "approve", "approved")
    others = tuple(each for each in room.catalog.components if each.id != "tip.first")
    room.change(components=others)
    assert [mender.look() is not None for _ in range(5)] == [False, True, False, False, False]
    assert room.live == {}


def test_a_generated_text_from_elsewhere_is_left_alone(room: Room) -> None:
    """What came in a file and this database never knew is no difference."""
    assert room.engine.desk is not None
    (first, *rest) = room.catalog.components
    foreign = first.variants[0].model_copy(update={"id": "tip.first.gelse-0-0", "origin": "generated"})
    room.change(components=(first.model_copy(update={"variants": (*first.variants, foreign)}), *rest))
    mender = Mender(room.engine.desk)
    assert [mender.look() for _ in range(3)] == [None, None, None]
    assert room.live == {foreign.id: "approved"}
