"""From a brief to a live variant: generation, review and publication over the stores, with a scripted gateway."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from content_engine import SegmentClaim
from content_engine.bootstrap import Settings, bootstrap
from content_engine.domain.brand import Fact, Period, PhraseRule
from content_engine.domain.canon import canonical, from_canonical, version_of
from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.jobs import Job, StepContext
from content_engine.domain.llm import Ask, Completion, GatewayFailed, Usage
from content_engine.domain.rules import PolicyFile
from content_engine.domain.writing import (
    GenerationRequest,
    OwnWords,
    ReviewConflict,
    ReviewRefused,
    WrittenVariant,
    content_hash,
)
from content_engine.engine import Engine
from content_engine.engine.publishing import step_of
from content_engine.engine.reviewing import Opinion
from content_engine.engine.writing import Generation
from content_engine.memory import open_stores
from content_engine.testing import FixedClock, a_request, tiny_catalog

ROOT = Path(__file__).parents[2]
FACTS = (
    Fact(id="record", statement="Every change is on record for a year.", source="https://example.com/a"),
    Fact(id="boards", statement="Dashboards refresh every minute.", source="https://example.com/b"),
    Fact(id="roles", statement="Roles decide who sees which board.", source="https://example.com/c"),
)


@dataclass
class Script:
    """A gateway that answers with the texts it is given, one list a completion, and remembers what it was asked."""

    answers: list[Sequence[str] | GatewayFailed]
    asked: list[Ask] = field(default_factory=list)
    kept: dict[str, Completion] = field(default_factory=dict)

    def complete(self, ask: Ask) -> Completion:
        """The next answer; the one given before where this was asked before."""
        key = ask.key(ask.models[0])
        if key in self.kept:
            return self.kept[key].model_copy(update={"stored": True})
        self.asked.append(ask)
        answer = self.answers.pop(0)
        if isinstance(answer, GatewayFailed):
            raise answer
        data = {"variants": [{"content": {"text": text}, "angle": "plain"} for text in answer]}
        usage = Usage(tokens_in=100, tokens_out=40, cost_usd=0.004)
        self.kept[key] = Completion(
            key=key,
            text=json.dumps(data),
            data=data,
            model=ask.models[0],
            adapter="scripted",
            origin="llm",
            usage=usage,
        )
        return self.kept[key]

    @property
    def params(self) -> dict[str, object]:
        """None."""
        return {}


@dataclass
class Room:
    """An engine on the tiny catalog with everything that writes, and shortcuts."""

    stores: Any
    engine: Engine
    clock: FixedClock
    script: Script

    def generate(self, count: int = 2, **given: Any) -> tuple[Job, dict[str, Any]]:
        """Runs a generation for `tip.first` in place, step by step."""
        request = GenerationRequest(component="tip.first", count=count, model="scripted", **given)
        job = self.engine.generate(request, actor="ed")
        return job, self.run(job)

    def run(self, job: Job) -> dict[str, Any]:
        """All steps of a job, as a worker does them."""
        work = Generation(self.engine.desk)
        results = [work.do(step, StepContext(job, at, lambda: False)) for at, step in enumerate(work.steps(job))]
        return work.finish(job, results)

    def waiting(self) -> WrittenVariant:
        """One variant in review."""
        self.script.answers = [["Roles decide who sees which board."]]
        _, result = self.generate(1)
        return self.known(result["candidates"][0]["variant"])

    def known(self, name: str) -> WrittenVariant:
        """A variant as it is stored."""
        found = self.stores.variants.variant(name)
        assert found is not None
        return found

    def say(self, name: str, action: Any, actor: str = "ada", **given: Any) -> WrittenVariant:
        """What an editor says."""
        return self.engine.review(name, Opinion(action=action, actor=actor, **given))

    @property
    def catalog(self) -> Catalog:
        """The catalog now current in the store."""
        return from_canonical(self.stores.content.catalog(self.stores.content.current_catalog()))

    @property
    def live(self) -> dict[str, str]:
        """The generated variants of the catalog with their state."""
        return {v.id: v.state for c in self.catalog.components for v in c.variants if v.origin == "generated"}

    def change(self, **parts: Any) -> None:
        """Publishes another catalog, as a sync does."""
        body = canonical(self.catalog.model_copy(update=parts))
        store = self.stores.content
        assert store.publish(version_of(body), body, [], after=store.current_catalog(), at=0)
        self.engine.refresh()

    def actions(self, name: str) -> list[str]:
        """The steps of a variant's life, oldest first."""
        return [step.action for step in reversed(self.stores.variants.reviews(name))]


@pytest.fixture
def room() -> Iterator[Room]:
    """A room with a catalog of two tips and three facts, in memory."""
    with open_room(tiny_catalog(facts=FACTS)) as opened:
        yield opened


@contextmanager
def open_room(catalog: Catalog, folder: Path = ROOT, gateway: Any = None) -> Iterator[Room]:
    """A room with this catalog in memory and the prompts of `folder`; `gateway` takes the script's place."""
    stores = open_stores("sqlite:///:memory:")
    body = canonical(catalog)
    stores.content.publish(version_of(body), body, [], after=None, at=0)
    clock, script = FixedClock(), Script([])
    engine = bootstrap(
        Settings(content=folder), clock=clock, gateway=gateway or script, memory=stores.memory, content=stores.content,
        keys=stores.keys, writing=stores,
    )  # fmt: skip
    yield Room(stores, engine, clock, script)
    stores.close()


GOOD = ("Roles decide who sees which board.", "Dashboards refresh every minute.")
BAD = "As an AI language model, I cannot write that."


def test_every_candidate_is_stored_with_its_verdict_and_where_it_comes_from(room: Room) -> None:
    """What passed waits for an editor, what failed is rejected by the checks with the reasons; both tell their cost."""
    room.script.answers = [[GOOD[0], BAD], [GOOD[1]]]
    job, result = room.generate(2)
    assert [one["state"] for one in result["candidates"]] == ["in_review", "in_review", "rejected"]
    assert result["totals"] == {"candidates": 3, "passed": 2, "rejected": 1}
    assert result["usage"]["completions"] == 2
    assert result["usage"]["cost_usd"] == pytest.approx(0.008)
    failed = room.known(result["candidates"][2]["variant"])
    assert failed.verdict.verdict == "reject"
    last = room.stores.variants.reviews(failed.id)[0]
    assert (last.action, last.actor, last.after) == ("reject", "checks", "rejected")
    assert last.comment
    passed = room.known(result["candidates"][0]["variant"])
    told = passed.provenance
    assert (told.prompt, told.model, told.adapter, told.origin, told.job) == (
        "variant/2", "scripted", "scripted", "llm", job.id
    )  # fmt: skip
    assert told.usage == Usage(tokens_in=50, tokens_out=20, cost_usd=0.002)
    assert passed.scores
    assert passed.content_hash == content_hash(passed.content)
    assert room.actions(passed.id) == ["generated", "checked", "submitted"]


def test_it_is_asked_again_at_most_twice_and_told_which_rules_were_broken(room: Room) -> None:
    """A model that keeps failing is asked three times in all; nothing of a failed text is quoted back."""
    room.script.answers = [[BAD], [BAD], [BAD], [BAD]]
    _, result = room.generate(1)
    assert len(room.script.asked) == 3
    assert result["totals"]["passed"] == 0
    again = "".join(turn.content for turn in room.script.asked[1].turns)
    assert "residue" in again
    assert BAD not in again


def test_a_step_done_twice_stores_once_and_pays_once(room: Room) -> None:
    """A worker that takes over after a crash asks the same again, finds the completion, and its ids are there."""
    room.script.answers = [list(GOOD)]
    job, first = room.generate(2)
    second = room.run(job)
    assert len(room.script.asked) == 1
    assert second["candidates"] == first["candidates"]
    assert second["usage"]["stored_completions"] == 1
    assert len(room.stores.variants.variants()) == 2


def test_what_changes_while_a_job_runs_does_not_change_what_it_asks(room: Room) -> None:
    """The steps hold the catalog, the prompt and the texts beside: a later sync gives the same ask."""
    room.script.answers = [list(GOOD)]
    job = room.engine.generate(GenerationRequest(component="tip.first", count=2, model="scripted"), actor="ed")
    work = Generation(room.engine.desk)
    (step,) = work.steps(job)
    work.do(step, StepContext(job, 0, lambda: False))
    room.change(facts=FACTS[:1])
    assert len(work.do(step, StepContext(job, 0, lambda: False))["candidates"]) == 2
    assert len(room.script.asked) == 1


def test_many_candidates_are_written_in_small_groups(room: Room) -> None:
    """Twelve texts are three steps, so that little is lost when a worker dies."""
    job = room.engine.generate(GenerationRequest(component="tip.first", count=12, model="scripted"), actor="ed")
    work = Generation(room.engine.desk)
    steps = work.steps(job)
    assert [step["count"] for step in steps] == [5, 5, 2]
    assert work.words(steps[1]) == "write tip.first, candidates 6 to 10"


def test_a_failed_gateway_fails_the_job_but_not_what_passed_before(room: Room) -> None:
    """The first ask that fails is the job's error; asking again in vain keeps what there is and tells the trouble."""
    room.script.answers = [GatewayFailed("timeout", "too slow")]
    with pytest.raises(GatewayFailed):
        room.generate(1)
    room.script.answers = [[GOOD[0], BAD], GatewayFailed("over_budget", "the day is spent")]
    _, result = room.generate(2, note="another")
    assert result["totals"] == {"candidates": 2, "passed": 1, "rejected": 1}
    assert result["troubles"] == ["gateway.over_budget: the day is spent"]


def test_nothing_personal_gets_into_a_job(room: Room) -> None:
    """Attributes that the prompt does not declare, or whose value it does not list, are not even kept by the job."""
    canary = "Zyxwvut-4711"
    room.script.answers = [[GOOD[0]]]
    attributes = {"first_name": canary, "email": canary, "role": canary, "deep": {"x": [canary]}, canary: "admin"}
    job, _ = room.generate(1, attributes=attributes)
    assert canary not in job.model_dump_json()
    assert canary not in "".join(ask.model_dump_json() for ask in room.script.asked)


@pytest.mark.parametrize(
    ("given", "error", "where"),
    [
        ({"component": "nothing"}, NotFound, "component"),
        ({"segment": "nobody"}, NotFound, "segment"),
        ({"locale": "xx"}, BadInput, "locale"),
        ({"prompt": "variant/999"}, NotFound, "prompt"),
    ],
)
def test_a_request_that_cannot_be_done_adds_no_job(room: Room, given: Any, error: Any, where: str) -> None:
    """The error names the field, and nothing waits."""
    with pytest.raises(error) as caught:
        room.engine.generate(GenerationRequest(**{"component": "tip.first", **given}), actor="ed")
    assert caught.value.field == where
    assert room.stores.jobs.jobs() == []


def test_an_approved_variant_joins_the_catalog_and_starts_from_its_component(room: Room) -> None:
    """It is live at once in this process, at the next look in others, and the audit trails of both say so."""
    one = room.waiting()
    assert room.say(one.id, "approve").state == "approved"
    assert room.live == {one.id: "approved"}
    assert room.actions(one.id)[-2:] == ["approve", "published"]
    (change,) = room.stores.content.history("variant", one.id)
    assert (change.action, change.actor) == ("published", "ada")
    seen = {choice.variant for choice in decided(room, 60)}
    assert one.id in seen


def decided(room: Room, count: int, turn: str = "a") -> list[Any]:
    """The choices of so many decisions, each for a subject of its own."""
    claim = SegmentClaim(segment_id="newcomers", version=1, observed_at=room.clock.now())
    requests = [
        a_request(request_id=f"{turn}{n}", user_id=f"{turn}{n}", template="tip", segments=(claim,))
        for n in range(count)
    ]
    return [choice for decision in room.engine.decide_many(requests) for choice in decision.choices]


def test_a_crash_between_approval_and_publication_is_mended_at_the_next_start(room: Room) -> None:
    """The approval is stored first; whoever opens the engine next publishes it."""
    one = room.waiting()
    after = one.model_copy(update={"state": "approved", "version": one.version + 1, "approvals": ("ada",)})
    assert room.stores.variants.step(after, step_of(one, after, "approve", "ada", after.updated_at))
    assert room.live == {}
    again = bootstrap(
        Settings(content=ROOT), clock=room.clock, memory=room.stores.memory, content=room.stores.content,
        keys=room.stores.keys, writing=room.stores,
    )  # fmt: skip
    assert room.live == {one.id: "approved"}
    assert again.catalog_version == room.stores.content.current_catalog()


def test_a_rejection_needs_a_reason_and_keeps_the_text_out(room: Room) -> None:
    """Without words it changes nothing; with them the variant is rejected and can be restored."""
    one = room.waiting()
    with pytest.raises(BadInput, match="reason"):
        room.say(one.id, "reject")
    assert room.known(one.id) == one
    assert room.say(one.id, "reject", comment="too dry").state == "rejected"
    assert room.say(one.id, "restore").state == "in_review"
    assert room.live == {}


def test_an_edit_is_checked_at_once_and_needs_a_new_approval(room: Room) -> None:
    """A good edit of an approved variant takes it out of the catalog until somebody approves the new words."""
    one = room.waiting()
    room.say(one.id, "approve")
    edited = room.say(one.id, "edit", "bob", content={"text": "Dashboards refresh every minute."})
    assert (edited.state, edited.author, edited.approvals) == ("in_review", "bob", ())
    assert edited.content_hash != one.content_hash
    assert room.live == {}
    assert room.say(one.id, "approve", "bob").state == "approved"
    assert room.live == {one.id: "approved"}


def test_a_failing_edit_changes_nothing_and_tells_the_violations(room: Room) -> None:
    """The state, the words and the history are what they were."""
    one = room.waiting()
    for text in (BAD, "<script>alert(1)</script>", "{{ broken", "", "{% include 'x' %}"):
        with pytest.raises(ReviewRefused) as caught:
            room.say(one.id, "edit", content={"text": text})
        assert caught.value.violations
    with pytest.raises(BadInput, match="no field"):
        room.say(one.id, "edit", content={"title": "x"})
    assert room.known(one.id) == one
    assert room.actions(one.id) == ["generated", "checked", "submitted"]


def test_the_second_of_two_editors_is_told_who_decided_what(room: Room) -> None:
    """Nothing of the first decision is lost, and the second leaves no trace."""
    one = room.waiting()
    room.say(one.id, "approve", "ada")
    with pytest.raises(ReviewConflict, match="ada: approve"):
        room.say(one.id, "reject", "bob", comment="no")
    with pytest.raises(ReviewConflict):
        room.say(one.id, "retire", "bob", version=one.version)
    assert room.live == {one.id: "approved"}


def test_of_editors_who_race_one_decides(room: Room) -> None:
    """Six at once: one approval or rejection stands, and the catalog agrees with it."""
    one = room.waiting()

    def decide(at: int) -> bool:
        try:
            room.say(one.id, "approve" if at % 2 else "reject", f"editor-{at}", comment="because")
        except ReviewConflict:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(decide, range(6)))
    assert won.count(True) == 1
    state = room.known(one.id).state
    assert state == ("approved" if won.index(True) % 2 else "rejected")
    assert room.live == ({one.id: "approved"} if state == "approved" else {})


def _rules(**review: Any) -> PolicyFile:
    return PolicyFile.model_validate({"id": "who", "review": review})


def test_two_approvals_come_from_two_editors_neither_of_whom_wrote_it(room: Room) -> None:
    """With `high: {approvals: 2}` the editor of the present words does not count, and nobody counts twice."""
    room.change(policies=(_rules(high={"approvals": 2}),))
    one = room.waiting()
    room.say(one.id, "edit", "bob", content={"text": "Dashboards refresh every minute."})
    with pytest.raises(OwnWords):
        room.say(one.id, "approve", "bob")
    assert room.say(one.id, "approve", "ada").state == "in_review"
    with pytest.raises(ReviewConflict, match="another editor"):
        room.say(one.id, "approve", "ada")
    assert room.live == {}
    assert room.say(one.id, "approve", "cleo").state == "approved"
    assert room.live == {one.id: "approved"}


def test_an_approval_given_under_other_rules_does_not_count(room: Room) -> None:
    """The first of two approvals is void once the brand's rules change in between."""
    room.change(policies=(_rules(high={"approvals": 2}),))
    one = room.waiting()
    room.say(one.id, "approve", "ada")
    brand = room.catalog.brand
    room.change(brand=brand.model_copy(update={"prohibited": (PhraseRule(id="x", phrases=("cheap",)),)}))
    after = room.say(one.id, "approve", "bob")
    assert (after.state, after.approvals) == ("in_review", ("bob",))


def test_a_text_that_breaks_the_present_rules_cannot_be_approved(room: Room) -> None:
    """It goes back to review with the reasons, however it was judged when it was written."""
    one = room.waiting()
    brand = room.catalog.brand
    room.change(brand=brand.model_copy(update={"prohibited": (PhraseRule(id="no-roles", phrases=("roles",)),)}))
    with pytest.raises(ReviewRefused, match="no-roles"):
        room.say(one.id, "approve")
    stored = room.known(one.id)
    assert (stored.state, stored.verdict.verdict) == ("in_review", "reject")
    assert room.actions(one.id)[-1] == "rechecked"


def test_low_risk_may_go_live_on_evaluation_alone_where_the_policy_says_so(room: Room) -> None:
    """Every check passed and every score reached the bound; nobody had to say yes. By default nothing goes alone."""
    low = tuple(one.model_copy(update={"risk": "low"}) for one in room.catalog.templates)
    room.change(templates=low)
    assert room.waiting().state == "in_review"
    room.change(policies=(_rules(low={"auto": True, "min_score": 0.9}),))
    room.script.answers = [["Every minute your dashboards refresh."]]
    _, result = room.generate(1)
    name = result["candidates"][0]["variant"]
    assert (result["candidates"][0]["state"], room.live) == ("approved", {name: "approved"})
    assert room.actions(name) == ["generated", "checked", "approve", "published"]


def test_what_was_written_after_a_free_note_never_goes_live_alone(room: Room) -> None:
    """Whoever can write into a brief could have written the text: an editor decides."""
    low = tuple(one.model_copy(update={"risk": "low"}) for one in room.catalog.templates)
    room.change(templates=low, policies=(_rules(low={"auto": True, "min_score": 0.9}),))
    room.script.answers = [["Every minute your dashboards refresh."]]
    _, result = room.generate(1, note="again")
    assert (result["candidates"][0]["state"], room.live) == ("in_review", {})


def test_a_component_that_a_high_risk_template_takes_never_goes_live_alone(room: Room) -> None:
    """One template of high risk among those that can take it is enough."""
    (template,) = room.catalog.templates
    low = template.model_copy(update={"id": "tip-low", "risk": "low"})
    room.change(templates=(template, low), policies=(_rules(low={"auto": True, "min_score": 0.0}),))
    assert room.waiting().state == "in_review"


def test_a_retired_variant_leaves_and_comes_back_only_when_it_is_restored_and_approved(room: Room) -> None:
    """Retiring takes it out of the catalog at once; the audit trail of both stores says so."""
    one = room.waiting()
    room.say(one.id, "approve")
    assert room.say(one.id, "retire", comment="tired").state == "retired"
    assert room.live == {}
    assert room.stores.content.history("variant", one.id)[0].action == "withdrawn"
    with pytest.raises(ReviewConflict):
        room.say(one.id, "approve")
    room.say(one.id, "restore")
    assert room.say(one.id, "approve").state == "approved"
    assert room.live == {one.id: "approved"}


def test_authored_content_is_changed_in_its_file(room: Room) -> None:
    """A review of an authored variant says so; one of an unknown id finds nothing."""
    with pytest.raises(NotFound, match="in its file"):
        room.say("tip.first.a", "retire")
    with pytest.raises(NotFound):
        room.say("nothing", "approve")


def test_comments_and_assignments_are_steps_that_decide_nothing(room: Room) -> None:
    """Both are in the trail; the state stays."""
    one = room.waiting()
    assert room.say(one.id, "comment", comment="hm").state == "in_review"
    assert room.say(one.id, "assign", assignee="bob").assigned_to == "bob"
    assert room.actions(one.id)[-2:] == ["comment", "assign"]


def test_a_fact_that_expires_takes_its_generated_variants_along(room: Room) -> None:
    """The facts a text rests on are its claims in the catalog, beside those of its component."""
    room.script.answers = [["Every change is on record for a year."]]
    _, result = room.generate(1)
    name = result["candidates"][0]["variant"]
    room.say(name, "approve")
    (component,) = (one for one in room.catalog.components if one.id == "tip.first")
    assert next(one for one in component.variants if one.id == name).claims == ("record",)
    assert name in {choice.variant for choice in decided(room, 60)}
    gone = FACTS[0].model_copy(update={"valid": Period(until=date(2020, 1, 1))})
    room.change(facts=(gone, *FACTS[1:]))
    room.clock.advance(timedelta(days=30))
    assert name not in {choice.variant for choice in decided(room, 60, "b")}
