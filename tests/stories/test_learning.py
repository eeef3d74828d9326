"""Learning through the engine: what is learnt from, when, and what decisions make of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from content_engine import Exposure, Outcome
from content_engine.domain.base import from_ms
from content_engine.domain.catalog import Goal
from content_engine.domain.errors import LostRace, NotFound
from content_engine.domain.rules import PolicyFile
from content_engine.engine import learning
from content_engine.engine.boards import Boards
from content_engine.experiments.hashing import seed_unit
from content_engine.memory import open_stores
from content_engine.ranking import scores
from content_engine.ranking.snapshot import Head, Snapshot, normals
from content_engine.testing import T0, FakeContentStore
from tests.stories.conftest import Fakes, House

SILENT = {"id": "silent", "kind": "silent_holdout", "share": 0.5, "salt": "s2"}
HELD = {"id": "held", "kind": "holdout", "share": 0.5, "salt": "s1"}
GOOD = "cta.build"


@pytest.fixture(params=["fake", "sqlite"])
def both(request: pytest.FixtureRequest) -> Iterator[House]:
    """Acme without caps on the shipped fakes and on SQLite."""
    if request.param == "fake":
        yield plain(House.open(Fakes()))
    else:
        stores = open_stores(request.getfixturevalue("sqlite_ready"))
        yield plain(House.open(stores))
        stores.close()


@pytest.fixture
def quick() -> House:
    """The same on the shipped fakes alone."""
    return plain(House.open(Fakes()))


def plain(house: House) -> House:
    """Without caps, gaps and tests."""
    house.without_rules()
    return house


def expose(house: House, decision: Any, after: timedelta = timedelta()) -> None:
    """Confirms a decision, so long after it."""
    house.engine.expose_many([Exposure(decision_id=decision.decision_id, at=decision.decided_at + after, kind="sent")])


def won(decision: Any, outcome: str = "activated", after: timedelta = timedelta(hours=1), **given: Any) -> Outcome:
    """A reward for a decision."""
    name = given.pop("external_id", f"{outcome}-{decision.decision_id}-{after}")
    return Outcome(
        outcome=outcome, at=decision.decided_at + after, external_id=name, decision_id=decision.decision_id, **given
    )


def lucky(decision: Any) -> bool:
    """Whether a subject does what is hoped: more often after a message with the good button."""
    good = any(choice.component == GOOD for choice in decision.choices)
    return seed_unit("luck", decision.request_id) < (0.5 if good else 0.1)


def day(house: House, number: int = 12, **given: Any) -> list[Outcome]:
    """A day of decisions, exposed; the outcomes that follow are returned. The clock ends a day later."""
    asked = [house.ask(f"u_{house.clock.now():%m%d}_{n}", **given) for n in range(number)]
    told: list[Outcome] = []
    for decision in house.engine.decide_many(asked):
        if decision.status == "assembled":
            expose(house, decision)
        if lucky(decision):
            told.append(won(decision))
    house.later(days=1)
    return told


def version(house: House) -> str:
    """Learns, and tells the snapshot."""
    return house.engine.learn().snapshot


def head(house: House, outcome: str = "activated") -> Head:
    """What the engine now knows of an outcome."""
    return house.engine.worlds.now().snapshot.heads[outcome]


def test_there_is_nothing_to_learn_without_content() -> None:
    """Before the first sync learning says what is missing."""
    fakes = Fakes()
    with pytest.raises(NotFound, match="sync a content folder"):
        learning.learn(fakes.memory, fakes.content, T0)


def test_learning_on_nothing(both: House) -> None:
    """Before any decision the snapshot is the cold one, and decisions go on as they were."""
    before = both.engine.status()["policy_version"]
    report = both.engine.learn()
    assert (report.snapshot, report.decisions, report.outcomes) == (before, 0, 0)
    assert report.snapshot == Snapshot().version
    assert both.engine.learn().snapshot == report.snapshot
    assert both.decide().policy_version == before


def test_learning_day_by_day_is_learning_once_at_the_end(both: House) -> None:
    """When all is settled, a learner that ran every day and one that ran once have the same snapshot."""
    for _ in range(5):
        both.engine.observe_many(day(both))
        both.engine.learn()
    both.later(days=20)
    often = both.engine.learn()
    once = House.open(Fakes(), both.catalog)
    fresh = learning.learn(both.stores.memory, once.stores.content, int(both.clock.now().timestamp() * 1000))
    assert (often.snapshot, often.decisions, often.outcomes) == (fresh.snapshot, fresh.decisions, fresh.outcomes)
    assert often.decisions == 60
    assert often.diagnostics["open"] == 0


def test_learning_twice_a_day_while_days_are_open(quick: House) -> None:
    """Looking again the same moment finds the same; new decisions of a day that was half read are read too."""
    asked = [quick.ask(f"u_{n}") for n in range(6)]
    for decision in quick.engine.decide_many(asked):
        expose(quick, decision)
    first = quick.engine.learn()
    assert quick.engine.learn().snapshot == first.snapshot
    quick.later(hours=2)
    expose(quick, quick.decide("u_late"))
    second = quick.engine.learn()
    assert (first.decisions, second.decisions) == (6, 7)
    assert second.diagnostics["read"] == 1


def test_doubled_shuffled_and_late_events_teach_the_same(both: House) -> None:
    """Events that came twice, in disorder and days late leave the snapshot that clean ones leave."""
    # one salt, so that decisions have the same ids and come in the same order
    clean, salt = both, both.stores.content.salt()
    messy = plain(House.open(Fakes(content=FakeContentStore(salt=salt))))
    told: list[Outcome] = []
    for each in (clean, messy):
        # a draw that no learning changes, so that both houses decide alike
        each.rule(ranking={"default": {"policy": "uniform"}})
    for _ in range(3):
        clean.engine.observe_many(day(clean))
        told += day(messy)
        messy.engine.learn()
    late = [told[n] for n in np.random.default_rng(3).permutation(np.repeat(np.arange(len(told)), 2))]
    messy.engine.observe_many(late)
    messy.engine.observe_many(late[::-1])
    assert version(clean) == version(messy)
    clean.later(days=12)
    messy.later(days=12)
    assert version(clean) == version(messy)
    assert head(clean).counts


def test_what_was_good_is_said_more_often(both: House) -> None:
    """A button that works is chosen more after learning than before; the minimum stays with the others."""
    for _ in range(4):
        both.engine.observe_many(day(both, 60))
    both.later(days=12)
    report = both.engine.learn()
    assert report.snapshot.startswith("bayes-")
    asked = [both.ask(f"new_{n}", dry_run=True) for n in range(60)]
    buttons = [choice.component for d in both.engine.decide_many(asked) for choice in d.choices if choice.slot == "cta"]
    assert buttons.count(GOOD) > 45
    slots = both.engine.explain(both.decide("new").decision_id)["attempts"][0]["slots"]
    chances = [row["probability"] for row in slots[-1]["candidates"]]
    assert min(chances) >= 0.05 / len(chances) - 1e-12
    assert sum(chances) == pytest.approx(1.0)


def test_only_what_was_drawn_and_exposed_is_learnt_from(quick: House) -> None:
    """Not the default content of a late answer, not what nobody saw, not a refusal; a holdout's default content is."""
    arrived = quick.clock.now() - timedelta(minutes=1)
    fallback = quick.engine.decide_many([quick.ask("u_late")], arrived=arrived)[0]
    assert fallback.served_by == "control"
    expose(quick, fallback)
    quick.engine.observe_many([won(fallback)])
    unseen = quick.decide("u_unseen")
    aborted = quick.decide("u_aborted")
    quick.engine.expose_many([Exposure(decision_id=aborted.decision_id, at=quick.clock.now(), kind="aborted")])
    quick.engine.observe_many([won(unseen), won(aborted)])
    assert quick.decide("u_no", template="acme-tip-inapp", segments=()).status == "refused"
    assert version(quick) == Snapshot().version
    quick.rule(holdouts=[HELD])
    user = next(f"u_{n}" for n in range(30) if quick.decide(f"u_{n}", dry_run=True).arm == "holdout")
    held = quick.decide(user)
    expose(quick, held)
    quick.later(days=1)
    assert quick.engine.learn().decisions == 1
    assert set(head(quick).counts) == {choice.variant for choice in held.choices}


def test_a_guard_failure_is_not_learnt_from(quick: House) -> None:
    """Default content that a guard put in the place of what was drawn says nothing of any choice."""
    decision = quick.decide("u_1")
    expose(quick, decision)
    record = quick.stores.memory.decision(decision.decision_id).record
    quick.stores.memory._decisions[decision.decision_id].context["guard"] = True
    assert record.served_by == "policy"
    assert quick.engine.learn().decisions == 0


def test_an_exposure_that_comes_days_later_is_found(quick: House) -> None:
    """A decision that was not exposed when it was first read is learnt from once it is."""
    decision = quick.decide("u_1")
    assert quick.engine.learn().decisions == 0
    quick.later(days=1)
    expose(quick, decision, timedelta(days=1))
    report = quick.engine.learn()
    assert (report.decisions, report.diagnostics["without_exposure_yet"]) == (1, 0)


def test_what_machines_do_is_not_learnt_from(quick: House) -> None:
    """An open within two seconds of the exposure, or one that an ignored source tells of, is no reward."""
    template = quick.catalog.templates[1]
    assert template.id == "acme-tip-inapp"
    goal = template.model_copy(update={"goal": Goal(outcome="opened", window=timedelta(days=7))})
    quick.change(templates=(quick.catalog.templates[0], goal))
    quick.rule(learning={"ignore_sources": ["scanner"]})
    asked = [quick.ask(f"u_{n}") for n in range(4)]
    machine, scanner, human, both = quick.engine.decide_many(asked)
    quick.later(hours=2)
    for decision in (machine, scanner, human, both):
        expose(quick, decision, timedelta(seconds=10))
    at = timedelta(seconds=10)
    quick.engine.observe_many(
        [
            won(machine, "opened", at + timedelta(seconds=1)),
            won(scanner, "opened", at + timedelta(minutes=1), source="scanner"),
            won(human, "opened", at + timedelta(seconds=2)),
            won(both, "opened", at, external_id="quick"),
            won(both, "opened", at + timedelta(hours=1), external_id="slow"),
        ]
    )
    report = quick.engine.learn()
    assert (report.decisions, report.outcomes) == (4, 2)


def test_requests_are_decided_alike_until_something_is_learnt(both: House) -> None:
    """Under one snapshot a request has one answer; after a new one old decisions still replay byte for byte."""
    decided: list[str] = []
    for _ in range(3):
        both.engine.observe_many(day(both))
        dry = both.ask("u_same", "same", dry_run=True)
        assert both.engine.decide(dry).choices == both.engine.decide(dry).choices
        decided.append(both.engine.learn().snapshot)
    assert len(set(decided)) == 3
    told = list(both.engine.replay_all())
    assert len(told) == 36
    assert all(one.identical for one in told)
    both.restart()
    assert all(one.identical for one in both.engine.replay_all())
    versions = {both.stores.memory.decision(one.decision_id).record.policy_version for one in told}
    assert len(versions) == 3


def test_another_engine_takes_the_snapshot_up(both: House) -> None:
    """A server beside the learner has the new snapshot as soon as it refreshes, and decides as the learner does."""
    other = House._engine(both.stores, both.clock)
    both.engine.observe_many(day(both))
    learnt = version(both)
    assert other.status()["policy_version"] != learnt
    assert other.refresh()
    assert not other.refresh()
    assert other.status()["policy_version"] == learnt
    ask = both.ask("u_x", dry_run=True)
    assert other.decide(ask) == both.engine.decide(ask)


def test_a_broken_snapshot_stops_nobody(both: House) -> None:
    """Decisions go on with the snapshot at hand, `status` tells why, and replay; the next learning mends it."""
    both.engine.observe_many(day(both))
    good, store = version(both), both.stores.content
    assert store.publish_snapshot("bayes-broken", b"not a snapshot", {}, after=good, at=0)
    assert both.engine.refresh()
    status = both.engine.status()
    assert (status["policy_version"], status["ready"]) == (good, True)
    assert "bayes-broken cannot be used" in status["problems"][0]
    decision = both.decide("u_stale")
    assert (decision.served_by, decision.policy_version) == ("snapshot", good)
    expose(both, decision)
    assert both.engine.replay(decision.decision_id).identical
    both.restart()
    assert both.decide("u_cold").policy_version == Snapshot().version
    mended = both.engine.learn()
    assert mended.snapshot != "bayes-broken"
    assert both.engine.status()["problems"] == []
    assert both.decide("u_fine").served_by == "policy"


def test_a_damaged_snapshot_is_written_again_though_nothing_is_new(quick: House) -> None:
    """Where the newest snapshot cannot be read and nothing has happened since, learning mends it under its own name."""
    quick.engine.observe_many(day(quick))
    good, store = version(quick), quick.stores.content
    assert store.publish_snapshot(good, b"damaged", {}, after=good, at=0, state=store.learner_state(good) or b"")
    assert version(quick) == good
    quick.restart()
    assert quick.decide("u_after").policy_version == good
    assert quick.engine.status()["problems"] == []


def test_a_snapshot_is_what_its_name_says(quick: House) -> None:
    """Bytes that are a snapshot, but not the one they are stored as, are not decided with."""
    quick.engine.observe_many(day(quick))
    good = version(quick)
    other = Snapshot({"activated": Head("activated", {"bias": (float("nan"), 1.0)})})
    assert quick.stores.content.publish_snapshot("bayes-0123456789ab", other.to_bytes(), {}, after=good, at=0)
    quick.engine.refresh()
    assert quick.engine.status()["policy_version"] == good
    assert quick.engine.status()["problems"]


def test_learning_goes_on_from_a_state_that_cannot_be_read(quick: House) -> None:
    """A state that is gone or damaged costs time, not knowledge: all is learnt again from the start."""
    quick.engine.observe_many(day(quick))
    before = version(quick)
    body = quick.stores.content.snapshot(before)
    assert quick.stores.content.publish_snapshot("bayes-x", body, {}, after=before, at=0, state=b"damaged")
    assert version(quick) == before
    assert quick.stores.content.publish_snapshot("bayes-y", body, {}, after=before, at=0)
    assert version(quick) == before


def silent_days(house: House, number: int, treated: float, silent: float) -> None:
    """Decisions about so many subjects, half of them held in silence, with these chances of a reward."""
    for decision in house.engine.decide_many([house.ask(f"s_{house.clock.now():%d}_{n}") for n in range(number)]):
        if decision.status == "assembled":
            expose(house, decision)
        if seed_unit("luck", decision.request_id) < (treated if decision.status == "assembled" else silent):
            house.engine.observe_many([won(decision)])
    house.later(days=1)


def code(house: House, **given: Any) -> set[str | None]:
    """What subjects who are not in the silent holdout are told."""
    asked = [house.ask(f"n_{n}", dry_run=True, **given) for n in range(20)]
    found = {d.refusal.code if d.refusal else None for d in house.engine.decide_many(asked)}
    return found - {"holdout.silent"}


def test_silence_is_kept_once_silence_has_proved_better(both: House) -> None:
    """Where the policy asks for it: not before 100 silent decisions are learnt, however bad; and only then."""
    ranking = {"default": {"silence": 0.9}}
    both.rule(holdouts=[SILENT], ranking=ranking)
    silent_days(both, 160, treated=0.02, silent=0.6)
    both.later(days=12)
    both.engine.learn()
    assert 50 < head(both).silent < 100
    assert code(both) == {None}
    silent_days(both, 160, treated=0.02, silent=0.6)
    both.later(days=12)
    both.engine.learn()
    assert head(both).silent > 100
    assert code(both) == {"uplift.negative"}
    user = next(f"n_{n}" for n in range(20) if both.code(f"n_{n}") == "uplift.negative")
    refused = both.decide(user)
    assert (refused.status, refused.arm, refused.choices) == ("refused", "treatment", ())
    assert both.engine.replay(refused.decision_id).identical
    both.change(policies=tuple(file.model_copy(update={"ranking": None}) for file in both.catalog.policies))
    assert code(both) == {None}


def test_silence_is_not_kept_where_messages_help(quick: House) -> None:
    """With as much silence known, but messages that help, nothing is held back."""
    quick.rule(holdouts=[SILENT], ranking={"default": {"silence": 0.9}})
    silent_days(quick, 300, treated=0.6, silent=0.1)
    quick.later(days=12)
    quick.engine.learn()
    assert head(quick).silent > 100
    assert code(quick) == {None}


def test_the_erased_are_still_learnt_from(both: House) -> None:
    """Erasing before and between learnings breaks nothing, and what they did still counts; no id of theirs is left."""
    told = day(both)
    both.engine.observe_many(told)
    users = [f"u_1120_{n}" for n in range(12)]
    both.engine.erase(users[0])
    first = both.engine.learn()
    for user in users[1:6]:
        both.engine.erase(user)
    both.later(days=12)
    second = both.engine.learn()
    assert (first.decisions, second.decisions) == (12, 12)
    assert first.outcomes == second.outcomes == len(told)
    stored = both.stores.content.snapshot(second.snapshot) + both.stores.content.learner_state(second.snapshot)
    assert not any(user.encode() in stored for user in users)


def test_two_learners_at_once(both: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that comes second learns again on top of the first; they end with one snapshot."""
    both.engine.observe_many(day(both))
    run, other = learning.Session.run, House._engine(both.stores, both.clock)
    calls: list[str] = []

    def overtaken(session: learning.Session) -> Any:
        found = run(session)
        if not calls:
            calls.append("first")
            calls.append(other.learn().snapshot)
        return found

    monkeypatch.setattr(learning.Session, "run", overtaken)
    assert both.engine.learn().snapshot == calls[1] == both.stores.content.current_snapshot()
    assert len(both.stores.content.snapshots()) == 1


def test_a_learner_that_always_loses_says_so(quick: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """When others keep publishing first, learning gives up with an error and leaves what they published."""
    quick.engine.observe_many(day(quick))
    run, count = learning.Session.run, iter(range(100))

    def overtaken(session: learning.Session) -> Any:
        found, store = run(session), quick.stores.content
        store.publish_snapshot(f"bayes-{next(count)}", b"x", {}, after=store.current_snapshot(), at=0)
        return found

    monkeypatch.setattr(learning.Session, "run", overtaken)
    with pytest.raises(LostRace):
        quick.engine.learn()
    assert quick.stores.content.current_snapshot() == f"bayes-{learning.ATTEMPTS - 1}"


def chances(house: House, template: str) -> list[dict[str, float]]:
    """The probability of each variant, slot by slot."""
    decision = house.decide("u_chances", template=template)
    slots = house.engine.explain(decision.decision_id)["attempts"][0]["slots"]
    house.later(days=2)
    return [{row["variant"]: row["probability"] for row in slot["candidates"]} for slot in slots]


def test_each_template_has_its_own_policy(both: House) -> None:
    """`fixed` says the default content, `uniform` everything alike, `beta` and `bayes` what was learnt."""
    for _ in range(2):
        both.engine.observe_many(day(both, 40))
    both.later(days=12)
    both.engine.learn()
    found = {}
    for policy in ("fixed", "uniform", "beta", "bayes"):
        ranking = {"templates": {"acme-tip-inapp": {"policy": policy, "minimum": 0.1}}}
        both.change(policies=(PolicyFile.model_validate({"id": policy, "ranking": ranking}),))
        found[policy] = chances(both, "acme-tip-inapp")
        decision = both.decide(f"u_{policy}")
        assert (decision.status, decision.served_by) == ("assembled", "policy")
        assert both.engine.replay(decision.decision_id).identical
        for slot in found[policy]:
            assert sum(slot.values()) == pytest.approx(1.0)
            assert min(slot.values()) >= 0.1 / len(slot) - 1e-12
    assert all(len(set(slot.values())) == 1 for slot in found["uniform"])
    defaults = ["inapp_title.idea.a", "inapp_body.rename.a", "tooltip.date-range.a", "cta.open-workspace.a"]
    for slot, default in zip(found["fixed"], defaults, strict=True):
        assert slot[default] == pytest.approx(0.9 + 0.1 / len(slot))
    good = {policy: sum(p for v, p in slots[-1].items() if v.startswith(GOOD)) for policy, slots in found.items()}
    assert min(good["beta"], good["bayes"]) > good["uniform"] + 0.2
    assert found["beta"] != found["bayes"]


def retired(house: House) -> None:
    """Takes the in-app template out of the content, with all it needs put right."""
    segments = tuple(
        one.model_copy(update={"activation": one.activation.model_copy(update={"templates": ("acme-tip-email",)})})
        for one in house.catalog.segments
    )
    house.change(templates=house.catalog.templates[:1], segments=segments)


def test_a_template_taken_out_is_still_learnt_from(both: House) -> None:
    """Its open decisions are learnt to their end by the goal they had, by a learner that read them before and by one

    that did not.
    """
    told = day(both)
    both.engine.learn()
    retired(both)
    both.engine.observe_many(told)
    both.later(days=12)
    often = both.engine.learn()
    assert (often.decisions, often.outcomes) == (12, len(told))
    forgetful = both.stores.content.snapshot(often.snapshot)
    both.stores.content.publish_snapshot("bayes-x", forgetful, {}, after=often.snapshot, at=0)
    assert both.engine.learn().snapshot == often.snapshot


def test_a_template_and_its_variants_taken_out(quick: House) -> None:
    """Also where nothing of what it said is in the content any more."""
    day(quick)
    quick.engine.learn()
    retired(quick)
    kinds = {kind for slot in quick.catalog.templates[0].slots for kind in slot.kinds}
    quick.change(components=tuple(one for one in quick.catalog.components if one.kind in kinds))
    quick.later(days=3)
    assert quick.engine.learn().decisions == 12
    quick.later(days=12)
    assert quick.engine.learn().decisions == 12


def test_goals_of_one_outcome_may_have_different_windows(quick: House) -> None:
    """Each decision counts within its own window, and a day is settled when the longest has passed."""
    short, long = (
        template.model_copy(update={"goal": Goal(outcome="activated", window=timedelta(days=days))})
        for template, days in zip(quick.catalog.templates, (1, 20), strict=True)
    )
    quick.change(templates=(short, long))
    mail, tip = quick.decide("u_1", template="acme-tip-email"), quick.decide("u_2")
    for decision in (mail, tip):
        expose(quick, decision)
    quick.later(days=5)
    quick.engine.observe_many([won(mail, after=timedelta(days=3)), won(tip, after=timedelta(days=3))])
    report = quick.engine.learn()
    assert (report.decisions, report.outcomes, report.diagnostics["settled"]) == (2, 1, 0)
    quick.later(days=30)
    report = quick.engine.learn()
    assert (report.decisions, report.outcomes, report.diagnostics["open"]) == (2, 1, 0)


def test_a_goal_that_changes_counts_from_then_on(quick: House) -> None:
    """Decisions made for one outcome are learnt for it to their end, though the template is for another by now."""
    first = quick.decide("u_1")
    expose(quick, first)
    quick.engine.learn()
    mail, tip = quick.catalog.templates
    quick.change(templates=(mail, tip.model_copy(update={"goal": Goal(outcome="clicked", window=timedelta(days=7))})))
    second = quick.decide("u_2")
    expose(quick, second)
    quick.later(days=1)
    quick.engine.observe_many([won(first), won(second)])
    report = quick.engine.learn()
    assert (report.decisions, report.outcomes) == (2, 1)
    heads = quick.engine.worlds.now().snapshot.heads
    assert heads["activated"].rate > heads["clicked"].rate
    assert set(heads["activated"].counts) == {choice.variant for choice in first.choices}
    assert set(heads["clicked"].counts) == {choice.variant for choice in second.choices}


def test_without_time_to_settle_exposures_still_count(quick: House) -> None:
    """`settle: PT0S` says that events arrive at once; a message seen a moment after its decision is learnt from."""
    quick.rule(learning={"settle": "PT0S"})
    decision = quick.decide("u_1")
    quick.later(hours=1)
    expose(quick, decision, timedelta(milliseconds=1))
    assert quick.engine.learn().decisions == 1


def test_what_is_seen_late_is_learnt_and_reported_alike(quick: House) -> None:
    """A card in the app that is seen three days after its decision counts for learning as it does for reports."""
    decision = quick.decide("u_1")
    quick.later(days=3)
    expose(quick, decision, timedelta(days=3))
    quick.engine.observe_many([won(decision, after=timedelta(days=3, minutes=5))])
    report = quick.engine.learn()
    assert (report.decisions, report.outcomes) == (1, 1)


def test_unnamed_outcomes_count_for_each_decision_of_their_user(quick: House) -> None:
    """What a user does counts for every message they saw within its window, and for no one else's."""
    for n in (1, 1, 2):
        expose(quick, quick.decide(f"u_{n}"))
        quick.later(hours=1)
    now = from_ms(int(quick.clock.now().timestamp() * 1000))
    quick.engine.observe_many([Outcome(outcome="activated", at=now, external_id="o", user_id="u_1")])
    report = quick.engine.learn()
    assert (report.decisions, report.outcomes) == (3, 2)


def test_threads_that_ask_at_once_get_what_one_alone_gets(quick: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server's threads that meet a new snapshot together decide with the numbers that one thread alone has."""
    world, interval = quick.engine.worlds.now(), sys.getswitchinterval()
    compiled = world.catalog.templates["acme-tip-inapp"]
    monkeypatch.setattr(scores, "normals", _slow_normals)
    sys.setswitchinterval(1e-6)
    try:
        shared = Boards(world.catalog, world.snapshot)
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda n: shared.table(compiled, f"s{n}"), range(16)))
    finally:
        sys.setswitchinterval(interval)
    for number, table in enumerate(made):
        alone = Boards(world.catalog, world.snapshot).table(compiled, f"s{number}")
        for one, other in zip(table.slots, alone.slots, strict=True):
            assert (one.draws == other.draws).all()


def _slow_normals(name: str, members: int) -> Any:
    found = normals(name, members)
    for _ in range(20):
        found = found + 0.0
    return found


def test_progress_is_told(quick: House) -> None:
    """A learner tells how many days it has read, of how many."""
    day(quick)
    day(quick)
    told: list[tuple[str, int, int]] = []
    quick.engine.learn(lambda *step: told.append(step))
    assert told == [("days", n, 3) for n in (1, 2, 3)]


def test_nothing_leaves_the_engines_folder(quick: House, tmp_path: Path) -> None:
    """Learning writes to its stores and to nothing else."""
    before = set(tmp_path.iterdir())
    day(quick)
    quick.engine.learn()
    assert set(tmp_path.iterdir()) == before
