"""The contract of the content memory, on fake, SQLite and PostgreSQL: exposures, outcomes, consent, assignments."""

from __future__ import annotations

import itertools

import pytest

from content_engine.domain.base import from_ms
from content_engine.domain.errors import BadInput
from content_engine.domain.memory import KEEP_MS, WITNESSES, Memory, SubjectMemory
from content_engine.testing import T0, a_record, an_assignment
from tests.memory_helpers import DAY, HOUR, MINUTE, exposure, outcome, store, told, touches, version

NOW = T0 + DAY
END = T0 + HOUR


def consents(memory: Memory, user_id: str = "u_1") -> dict[str, tuple[bool, int]]:
    """What a user's memory says of consent."""
    key = f"user:{user_id}"
    return dict(memory.recall([], [key]).subjects[key].consent)


def segments(memory: Memory, user_id: str = "u_1") -> list[str]:
    """The segments a user is in."""
    key = f"user:{user_id}"
    return [one.segment_id for one in memory.recall([], [key]).assignments[key]]


@pytest.mark.parametrize("kind", ["sent", "seen"])
def test_an_exposure_confirms_its_reservation(memory: Memory, kind: str) -> None:
    """What was sent or seen counts for good, at the time it happened, and raises the version."""
    store(memory, a_record())
    assert touches(memory) == {"d-1": (T0, END)}
    assert told(memory.expose([exposure(kind=kind)], NOW)) == (1, 0, 0)
    assert touches(memory) == {"d-1": (T0 + MINUTE, None)}
    assert version(memory) == 2


def test_an_abort_gives_the_reservation_back(memory: Memory) -> None:
    """What was aborted is not remembered any more; a confirmation outweighs it, whichever came first."""
    store(memory, a_record())
    memory.expose([exposure(kind="aborted")], NOW)
    assert touches(memory) == {} and version(memory) == 2
    memory.expose([exposure(kind="sent")], NOW)
    memory.expose([exposure(kind="aborted", at=T0 + 2 * MINUTE)], NOW)
    assert touches(memory) == {"d-1": (T0 + MINUTE, None)}


def test_exposing_twice_is_exposing_once(memory: Memory) -> None:
    """The same exposure again, in one call or another, is a duplicate and changes nothing, not even the version."""
    store(memory, a_record())
    event = exposure(external_id="x-1")
    assert told(memory.expose([event, event], NOW)) == (1, 1, 0)
    assert told(memory.expose([event], NOW + DAY)) == (0, 1, 0)
    assert version(memory) == 2
    assert memory.summary()["rows"]["exposures"] == 1


def test_an_external_id_is_counted_once(memory: Memory) -> None:
    """An exposure under a known external id is a duplicate, whatever else it says."""
    store(memory, a_record("d-1"), a_record("d-2"))
    assert told(memory.expose([exposure("d-1", external_id="x"), exposure("d-2", external_id="x")], NOW)) == (1, 1, 0)
    assert touches(memory) == {"d-1": (T0 + MINUTE, None), "d-2": (T0, END)}


def test_the_later_time_counts(memory: Memory) -> None:
    """Of decision and exposures the latest time is remembered, in whatever order they come; none is ever lowered."""
    store(memory, a_record())
    times = [T0 - DAY, T0 + 5 * MINUTE, T0 + MINUTE]
    seen = [touches(memory)["d-1"][0] for at in times if memory.expose([exposure(kind="seen", at=at)], NOW)]
    assert seen == [T0, T0 + 5 * MINUTE, T0 + 5 * MINUTE]
    memory.expose([exposure(kind="sent", at=T0 + 2 * MINUTE)], NOW)
    assert touches(memory) == {"d-1": (T0 + 5 * MINUTE, None)}


def test_the_future_is_now(memory: Memory) -> None:
    """An exposure in the future counts as now; sent again later it is still the same event."""
    store(memory, a_record())
    event = exposure(at=NOW + 300 * DAY)
    memory.expose([event], NOW)
    memory.expose([event], NOW + DAY)
    assert touches(memory) == {"d-1": (NOW, None)} and version(memory) == 2
    stored = memory.decision("d-1")
    assert stored is not None and [one.at for one in stored.exposures] == [from_ms(NOW)]


def test_a_late_confirmation_counts_again(memory: Memory) -> None:
    """A reservation that ended, and was forgotten, is back when somebody confirms that the message went out."""
    store(memory, a_record("d-1"))
    store(memory, *(a_record(f"e-{one}", decided_at=T0 + 5 * DAY) for one in range(WITNESSES)))
    assert "d-1" not in touches(memory) and len(touches(memory)) == WITNESSES
    memory.expose([exposure("d-1", at=T0 + MINUTE)], T0 + 6 * DAY)
    assert touches(memory)["d-1"] == (T0 + MINUTE, None)


def test_every_subject_of_a_decision_remembers(memory: Memory) -> None:
    """A decision made for a user and an account is confirmed and given back in both memories."""
    store(memory, a_record("d-1", subjects=("user:u_1", "account:acme")))
    memory.expose([exposure()], NOW)
    assert touches(memory, "account:acme") == touches(memory) == {"d-1": (T0 + MINUTE, None)}


def test_early_exposures_wait_for_their_decision(memory: Memory) -> None:
    """An exposure of an unknown decision is parked, and applied when that decision is recorded."""
    assert told(memory.expose([exposure("d-1"), exposure("d-2", "aborted"), exposure("d-9")], NOW)) == (0, 0, 3)
    assert told(memory.expose([exposure("d-1")], NOW)) == (0, 1, 0)
    store(memory, a_record("d-1"), a_record("d-2"), a_record("d-3"))
    assert touches(memory) == {"d-1": (T0 + MINUTE, None), "d-3": (T0, END)}
    assert memory.summary()["parked"] == {"exposures": 1, "outcomes": 0}
    assert told(memory.expose([exposure("d-1")], NOW)) == (0, 1, 0)


def test_a_refusal_may_be_exposed(memory: Memory) -> None:
    """An exposure of a refusal, which reserved nothing, is kept and changes no memory."""
    store(memory, a_record(status="refused", refusal="cap.user", touch=None, subjects=()))
    assert told(memory.expose([exposure()], NOW)) == (1, 0, 0)
    assert memory.recall([], ["user:u_1"]).subjects["user:u_1"] == SubjectMemory("user:u_1")


def test_outcomes_are_unique_for_ever(memory: Memory) -> None:
    """An outcome is known by source and external id: again it is a duplicate, from another source it is another."""
    store(memory, a_record())
    event = outcome(decision_id="d-1", value=2.5)
    assert told(memory.observe([event, event, outcome(decision_id="d-1", source="esp")], NOW)) == (2, 1, 0)
    assert told(memory.observe([event.model_copy(update={"value": 9.0})], NOW + KEEP_MS)) == (0, 1, 0)
    stored = memory.decision("d-1")
    assert stored is not None and [(one.source, one.value) for one in stored.outcomes] == [("api", 2.5), ("esp", None)]


def test_an_outcome_is_a_milestone(memory: Memory) -> None:
    """Every outcome is remembered by name with its latest time, of the decision's user, else of the user it names."""
    store(memory, a_record("d-1", "u_1", subjects=("user:u_1", "account:acme")))
    memory.observe([outcome(external_id="1", decision_id="d-1", user_id="u_2", at=T0 + 9)], NOW)
    memory.observe([outcome(external_id="2", user_id="u_1", at=T0 + 5)], NOW)
    memory.observe([outcome("paid", "3", user_id="u_1", at=NOW + DAY)], NOW)
    keys = ["user:u_1", "user:u_2", "account:acme"]
    known = memory.recall([], keys).subjects
    assert [dict(known[key].milestones) for key in keys] == [{"clicked": T0 + 9, "paid": NOW}, {}, {}]


def test_an_outcome_without_a_decision_is_found_at_the_decisions_it_may_belong_to(memory: Memory) -> None:
    """A decision comes back with what names it, and with what its user did within 92 days after it naming none."""
    store(memory, a_record("d-1"), a_record("d-2", decided_at=T0 + HOUR), a_record("d-3", "u_2"))
    times = {"before": T0 - 1, "between": T0, "after": T0 + HOUR, "last": T0 + KEEP_MS - 1, "gone": T0 + KEEP_MS}
    memory.observe([outcome(external_id=one, at=at, user_id="u_1") for one, at in times.items()], T0 + 2 * KEEP_MS)
    memory.observe([outcome(external_id="named", decision_id="d-2", user_id="u_1", at=T0)], NOW)
    found = {one.record.decision_id: [known.external_id for known in one.outcomes] for one in memory.decisions()}
    assert found == {"d-1": ["between", "after", "last"], "d-2": ["named", "after", "last", "gone"], "d-3": []}


def test_early_outcomes_wait_for_their_decision(memory: Memory) -> None:
    """An outcome of an unknown decision is parked, never dropped; its milestone and consent come with the decision."""
    early = [outcome(decision_id="d-1"), outcome("unsubscribed", "o-2", decision_id="d-1")]
    assert told(memory.observe(early, NOW)) == (0, 0, 2)
    assert memory.summary()["parked"] == {"exposures": 0, "outcomes": 2}
    store(memory, a_record())
    known = memory.recall([], ["user:u_1"]).subjects["user:u_1"]
    assert dict(known.milestones) == {"clicked": T0 + MINUTE, "unsubscribed": T0 + MINUTE}
    assert dict(known.consent) == {"email": (False, T0 + MINUTE)}
    assert memory.summary()["parked"] == {"exposures": 0, "outcomes": 0}
    stored = memory.decision("d-1")
    assert stored is not None and len(stored.outcomes) == 2


def test_an_outcome_of_nobody_is_refused(memory: Memory) -> None:
    """An outcome that names neither decision nor user is bad input; the whole list is not stored."""
    with pytest.raises(BadInput) as refused:
        memory.observe([outcome(user_id="u_1"), outcome(external_id="o-2")], NOW)
    assert refused.value.field == "outcomes[1]"
    assert memory.summary()["rows"]["outcomes"] == 0


@pytest.mark.parametrize("name", ["unsubscribed", "complained"])
def test_who_leaves_is_left_alone(memory: Memory, name: str) -> None:
    """Leaving revokes consent for the decision's channel, without a decision for all; the latest word counts."""
    store(memory, a_record())
    memory.observe([outcome(name, "1", decision_id="d-1", at=T0 + 20)], NOW)
    assert consents(memory) == {"email": (False, T0 + 20)}
    memory.observe([outcome("resubscribed", "2", decision_id="d-1", at=T0 + 10)], NOW)
    assert consents(memory) == {"email": (False, T0 + 20)}
    memory.observe([outcome("resubscribed", "3", decision_id="d-1", at=T0 + 30)], NOW)
    memory.observe([outcome(name, "4", user_id="u_1", at=T0 + 40)], NOW)
    assert consents(memory) == {"email": (True, T0 + 30), "all": (False, T0 + 40)}
    memory.observe([outcome("resubscribed", "5", user_id="u_1", at=NOW + DAY)], NOW)
    assert consents(memory)["all"] == (True, NOW)


def test_a_revocation_never_waits(memory: Memory) -> None:
    """A user who leaves naming an unknown decision is left alone at once, everywhere; coming back waits for it."""
    memory.observe([outcome("resubscribed", "1", user_id="u_1", decision_id="d-9", at=T0)], NOW)
    assert consents(memory) == {}
    memory.observe([outcome("unsubscribed", "2", user_id="u_1", decision_id="d-9", at=T0 + 1)], NOW)
    assert consents(memory) == {"all": (False, T0 + 1)}


def test_revoked_consent_makes_a_decision_under_way_lose(memory: Memory) -> None:
    """A decision that was read before consent changed is not recorded."""
    read = memory.recall([], ["user:u_1"]).subjects["user:u_1"]
    memory.consent("u_1", "email", granted=False, at=T0)
    record = a_record()
    assert record.touch is not None
    assert memory.record([record], {read.key: read.with_touch(record.touch)}) == {"req-d-1"}


def test_the_latest_consent_counts(memory: Memory) -> None:
    """The latest consent counts in any order, of two at one time the revocation; repeats change nothing."""
    said = [(True, T0), (False, T0 + 1), (True, T0 + 1)]
    for number, order in enumerate(itertools.permutations(said)):
        for granted, at in (*order, order[0]):
            memory.consent(f"u_{number}", "email", granted=granted, at=at)
        assert consents(memory, f"u_{number}") == {"email": (False, T0 + 1)}
    before = version(memory, "user:u_0")
    memory.consent("u_0", "email", granted=True, at=T0)
    assert version(memory, "user:u_0") == before
    memory.consent("u_0", "all", granted=True, at=T0)
    assert consents(memory, "u_0") == {"all": (True, T0), "email": (False, T0 + 1)}


def test_the_latest_statement_counts(memory: Memory) -> None:
    """Of two assignments the later `observed_at` counts, whatever order they come in; at one time leaving wins."""
    told_ = [(T0, True), (T0 + 1, False), (T0 + 1, True)]
    for number, order in enumerate(itertools.permutations(told_)):
        for at, member in order:
            said = an_assignment(f"u_{number}", observed_at=from_ms(at), member=member)
            memory.assign([said], complete=False, now=NOW)
        assert segments(memory, f"u_{number}") == []
    back = an_assignment("u_0", observed_at=from_ms(T0 + 2))
    assert told(memory.assign([back, back], complete=False, now=NOW)) == (1, 1, 0)
    assert memory.recall([], ["user:u_0"]).assignments["user:u_0"] == (back,)


def test_a_statement_without_a_time_is_made_now(memory: Memory) -> None:
    """An assignment that does not say when it was observed was observed now, and comes back saying so."""
    memory.assign([an_assignment()], complete=False, now=T0)
    memory.assign([an_assignment(member=False)], complete=False, now=T0)
    assert segments(memory) == []
    memory.assign([an_assignment(confidence=0.5)], complete=False, now=T0 + 1)
    (stored,) = memory.recall([], ["user:u_1"]).assignments["user:u_1"]
    assert (stored.observed_at, stored.confidence) == (from_ms(T0 + 1), 0.5)


def test_accounts_have_assignments_too(memory: Memory) -> None:
    """An account's assignment is the account's: it keeps no user's id, who may be erased one day."""
    said = an_assignment("u_1", scope="account", account_id="acme", observed_at=from_ms(T0))
    memory.assign([said], complete=False, now=NOW)
    assert memory.recall([], ["account:acme"]).assignments["account:acme"] == (
        said.model_copy(update={"user_id": None}),
    )
    assert segments(memory) == []


def test_a_full_list_is_the_whole_segment(memory: Memory) -> None:
    """With `complete`, everyone else leaves the segments that are named, and nobody leaves another."""
    first = [an_assignment(user, observed_at=from_ms(T0 + at)) for user, at in (("u_1", 1), ("u_2", 9))]
    memory.assign([*first, an_assignment("u_2", segment_id="admins")], complete=False, now=NOW)
    assert told(memory.assign(first[:1], complete=True, now=NOW)) == (0, 1, 0)
    assert (segments(memory), segments(memory, "u_2")) == (["newcomers"], ["admins"])
    exported = {one["segment_id"]: one["member"] for one in memory.subject("u_2")["assignments"]}
    assert exported == {"admins": True, "newcomers": False}


def test_a_full_list_brings_back_whom_one_left_out(memory: Memory) -> None:
    """Who was missing from one full list is back with the next, or with a later statement; not with an older one."""
    one, other = (an_assignment(user, observed_at=from_ms(T0)) for user in ("u_1", "u_2"))
    memory.assign([one, other], complete=True, now=NOW)
    memory.assign([other], complete=True, now=NOW + 2)
    assert segments(memory) == []
    memory.assign([an_assignment(observed_at=from_ms(NOW + 1))], complete=False, now=NOW + 3)
    assert segments(memory) == []
    memory.assign([one, other], complete=True, now=NOW + 3)
    assert segments(memory) == ["newcomers"]
    memory.assign([other], complete=True, now=NOW + 4)
    memory.assign([an_assignment(observed_at=from_ms(NOW + 5))], complete=False, now=NOW + 5)
    assert segments(memory) == ["newcomers"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (an_assignment(None), "assignments[1].user_id"),
        (an_assignment("u_1", scope="account"), "assignments[1].account_id"),
    ],
)
def test_an_assignment_of_nobody_is_refused(memory: Memory, said: object, field: str) -> None:
    """An assignment without the id its scope needs is bad input; the whole list is not stored."""
    with pytest.raises(BadInput) as refused:
        memory.assign([an_assignment(), said], complete=True, now=NOW)  # type: ignore[list-item]
    assert refused.value.field == field
    assert memory.summary()["rows"]["assignments"] == 0
