"""The contract of the content memory, on the shipped fake, on SQLite and on PostgreSQL: recall, record, read back.

Events, erasing, races and laws have files of their own beside this one (`test_memory_*.py`).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from content_engine.domain.memory import (
    GIVEN_BACK_MS,
    KEEP_MS,
    WITNESSES,
    Memory,
    Record,
    SubjectMemory,
    account_key,
    iter_pages,
    user_key,
)
from content_engine.testing import T0, a_record, a_touch, an_assignment
from tests.memory_helpers import DAY, HOUR, store, touches, version


def test_nothing_is_known_at_first(memory: Memory) -> None:
    """A subject without a row has version 0 and remembers nothing; an unknown request id is left out."""
    known = memory.recall(["r-1"], ["user:u_1", "account:acme"])
    assert known.answers == {}
    assert known.subjects == {key: SubjectMemory(key) for key in ("user:u_1", "account:acme")}
    assert known.assignments == {"user:u_1": (), "account:acme": ()}


def test_an_empty_batch_is_nothing(memory: Memory) -> None:
    """Empty lists are taken everywhere and change nothing."""
    known = memory.recall([], [])
    assert (known.answers, known.subjects, known.assignments) == ({}, {}, {})
    assert memory.record([], {}) == frozenset()
    for told in (memory.expose([], T0), memory.observe([], T0), memory.assign([], complete=True, now=T0)):
        assert (told.accepted, told.duplicates, told.parked) == (0, 0, 0)
    assert memory.summary()["rows"] == dict.fromkeys(
        ("subjects", "decisions", "exposures", "outcomes", "assignments"), 0
    )


def test_one_read_tells_everything(memory: Memory) -> None:
    """Recall tells earlier answers, memories and assignments of all that was asked, and of nothing else."""
    memory.assign([an_assignment(), an_assignment("u_2")], complete=False, now=T0)
    assert store(memory, a_record("d-1"), a_record("d-2", "u_2")) == frozenset()
    known = memory.recall(["req-d-1", "req-d-9"], ["user:u_1"])
    assert {one: (earlier.request_hash, earlier.answer) for one, earlier in known.answers.items()} == {
        "req-d-1": ("h1", b'{"status":"assembled"}')
    }
    assert list(known.subjects) == ["user:u_1"]
    assert known.subjects["user:u_1"].touches == (a_touch("d-1"),)
    assert [one.user_id for one in known.assignments["user:u_1"]] == ["u_1"]


@pytest.mark.parametrize("size", [0, 1, 511, 512, 4_096, 1_000_000])
def test_an_answer_comes_back_byte_for_byte(memory: Memory, size: int) -> None:
    """Answers and inputs of any size come back as they were, compressed or not beneath."""
    answer, inputs = b'{"a":"' + b"x" * size + b'"}', b'{"i":"' + "ü€😀".encode() * (size // 10) + b'"}'
    store(memory, a_record("d-1", answer=answer, inputs=inputs))
    assert memory.recall(["req-d-1"], []).answers["req-d-1"].answer == answer
    stored = memory.decision("d-1")
    assert stored is not None and (stored.record.answer, stored.record.inputs) == (answer, inputs)


def test_a_record_is_read_back_whole(memory: Memory) -> None:
    """Every field of a decision is kept, hostile strings among them, as is a refusal without touch and subjects."""
    nasty = "'; DROP TABLE decisions; -- %s ? :x \\ \u202e ✓"
    told = a_record("d-1", nasty, account_id=nasty, request_id=nasty, segment=None, choices=[{"x": [nasty, None, 1.5]}])
    silent = a_record("d-2", status="refused", refusal="cap.user", touch=None, subjects=(), choices=[])
    store(memory, told, silent)
    found = {one: memory.decision(one) for one in ("d-1", "d-2")}
    assert {one: stored and stored.record for one, stored in found.items()} == {"d-1": told, "d-2": silent}
    assert memory.recall([nasty], [user_key(nasty)]).subjects[user_key(nasty)].touches == (told.touch,)


def test_every_change_adds_one_version(memory: Memory) -> None:
    """A touch raises the version by one; a refusal changes no memory."""
    for number in (1, 2, 3):
        store(memory, a_record(f"d-{number}"))
        assert version(memory) == number
    store(memory, a_record("d-4", status="refused", refusal="cap.user", touch=None))
    assert version(memory) == 3
    assert len(touches(memory)) == 3


def test_a_subject_that_moved_on_loses(memory: Memory) -> None:
    """Two writers that read the same version: the second is not stored, and nothing of it is left."""
    read = memory.recall([], ["user:u_1"]).subjects["user:u_1"]
    first, second = a_record("d-1"), a_record("d-2")
    assert memory.record([first], {read.key: read.with_touch(a_touch("d-1"))}) == frozenset()
    assert memory.record([second], {read.key: read.with_touch(a_touch("d-2"))}) == {"req-d-2"}
    assert list(touches(memory)) == ["d-1"]
    assert memory.decision("d-2") is None and "req-d-2" not in memory.recall(["req-d-2"], []).answers
    assert store(memory, second) == frozenset()


def test_a_refusal_made_on_old_knowledge_loses_too(memory: Memory) -> None:
    """A decision that changes nothing still names the memory it was made under, and loses when that moved on."""
    read = memory.recall([], ["user:u_1"]).subjects
    store(memory, a_record("d-1"))
    refused = a_record("d-2", status="refused", refusal="cap.user", touch=None)
    assert memory.record([refused], read) == {"req-d-2"}


def test_losing_spreads_over_shared_subjects(memory: Memory) -> None:
    """Of a batch, all lose that hang together with a loser by a shared subject, however many steps away; no others."""
    keys = [user_key(f"u_{number}") for number in range(5)] + [account_key("a"), account_key("b")]
    read = dict(memory.recall([], keys).subjects)
    store(memory, a_record("d-0", "u_0"))
    chain = [
        a_record("d-1", "u_0", subjects=("user:u_0", "account:a")),
        a_record("d-2", "u_1", subjects=("user:u_1", "account:a")),
        a_record("d-3", "u_1", subjects=("user:u_1", "account:b")),
        a_record("d-4", "u_2", subjects=("user:u_2", "account:b"), touch=None),
        a_record("d-5", "u_3", subjects=("user:u_3",)),
        a_record("d-6", "u_4", subjects=()),
    ]
    after = {key: one.with_touch(a_touch(f"new-{key}")) for key, one in read.items()}
    assert memory.record(chain, after) == {"req-d-1", "req-d-2", "req-d-3", "req-d-4"}
    assert [one.record.decision_id for one in memory.decisions()] == ["d-0", "d-5", "d-6"]
    versions = {key: one.version for key, one in memory.recall([], keys).subjects.items()}
    assert versions == dict.fromkeys(keys, 0) | {"user:u_0": 1, "user:u_3": 1}


def test_one_request_id_one_decision(memory: Memory) -> None:
    """A request_id that is taken loses, whoever asks with it, and takes its subjects' other records with it."""
    store(memory, a_record("d-1", "u_1", request_id="same"))
    twice = a_record("d-2", "u_2", request_id="same")
    beside, apart = a_record("d-3", "u_2"), a_record("d-4", "u_3")
    assert store(memory, twice, beside, apart) == {"same", "req-d-3"}
    assert touches(memory, "user:u_2") == {}
    assert store(memory, beside) == frozenset()
    assert memory.recall(["same"], []).answers["same"].answer == a_record("d-1").answer


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (a_record("d-2", "u_2", request_id="req-d-1"), "request_id"),
        (a_record("d-1", "u_2", request_id="other"), "decision_id"),
        (a_record("d-2", "u_2"), "no memory"),
    ],
)
def test_a_broken_batch_is_refused_whole(memory: Memory, second: Record, said: str) -> None:
    """An id given twice, or a subject without its memory, is the caller's mistake: it says so and stores nothing."""
    with pytest.raises(ValueError, match=said):
        memory.record([a_record("d-1"), second], {"user:u_1": SubjectMemory("user:u_1").with_touch(a_touch("d-1"))})
    assert memory.summary()["rows"]["decisions"] == memory.summary()["rows"]["subjects"] == 0


def test_an_account_is_a_subject_of_its_own(memory: Memory) -> None:
    """A decision under a user and an account leaves its touch in both memories, which go on by themselves."""
    store(memory, a_record("d-1", "u_1", account_id="acme", subjects=("user:u_1", "account:acme")))
    store(memory, a_record("d-2", "u_2", account_id="acme", subjects=("user:u_2", "account:acme")))
    assert list(touches(memory, "account:acme")) == ["d-1", "d-2"]
    assert list(touches(memory, "user:u_2")) == ["d-2"]


def test_memories_forget_in_time(memory: Memory) -> None:
    """A confirmed message is remembered for 92 days and an ended reservation for a day after, until the newest
    `WITNESSES` messages are all later than that.
    """
    confirmed = a_touch("d-0", until=None)
    store(memory, a_record("d-0", touch=confirmed), a_record("d-1"))
    end, number = T0 + HOUR, 2
    for at in (end + GIVEN_BACK_MS - 1, end + GIVEN_BACK_MS, T0 + KEEP_MS - 1, T0 + KEEP_MS):
        for witness in range(1, WITNESSES + 1):
            before = touches(memory)
            store(memory, a_record(f"d-{number}", decided_at=at))
            number += 1
            known = touches(memory)
            assert witness == WITNESSES or known.keys() > before.keys()
        assert ("d-1" in known) == (at < end + GIVEN_BACK_MS)
        assert ("d-0" in known) == (at < T0 + KEEP_MS)


def test_a_clock_that_steps_back_reopens_nothing(memory: Memory) -> None:
    """A decision made by a clock that is behind forgets nothing, and what ended ahead of it counts again."""
    store(memory, a_record("d-1", decided_at=T0 + 2 * DAY), a_record("d-2", decided_at=T0 + 2 * DAY + HOUR))
    store(memory, a_record("d-3", decided_at=T0))
    known = memory.recall([], ["user:u_1"]).subjects["user:u_1"]
    assert {one.decision_id for one in known.touches if one.counts(T0 + 2 * DAY)} == {"d-1", "d-2"}


def test_decisions_page_by_ascending_id(memory: Memory) -> None:
    """Pages follow each other without a gap, in the order of ids byte by byte, and may be of one user only."""
    ids = ["0", "01", "A", "Z", "_", "a", "b-1", "b1", "z", "é"]
    for number, one in enumerate(ids):
        store(memory, a_record(one, f"u_{number % 2}"))
    assert [one.record.decision_id for one in memory.decisions()] == ids
    assert [one.record.decision_id for one in memory.decisions(after="Z", limit=2)] == ["_", "a"]
    assert [one.record.decision_id for one in memory.decisions(user_id="u_1", after="01")] == ids[3::2]
    assert [one.record.decision_id for one in iter_pages(memory, limit=3)] == ids
    assert list(memory.decisions(after="é")) == list(memory.decisions(user_id="u_9")) == []


def test_an_unknown_decision_is_none(memory: Memory) -> None:
    """A decision that was never recorded is None, not an error."""
    assert memory.decision("d-1") is None


def test_a_subject_is_exported_whole(memory: Memory) -> None:
    """An export holds memory, decisions with what was asked and answered, events, assignments; unknown: empty."""
    empty = {"user_id": "u_2", "memory": {"version": 0, "touches": [], "consent": {}, "milestones": {}}}
    lists = {name: [] for name in ("assignments", "decisions", "exposures", "outcomes")}
    assert memory.subject("u_2") == empty | lists
    memory.assign([an_assignment(observed_at=None)], complete=False, now=T0)
    store(memory, a_record("d-1"), a_record("d-2", "u_2"))
    told = memory.subject("u_1")
    assert (told["user_id"], told["memory"]["version"]) == ("u_1", 1)
    assert [one["decision_id"] for one in told["decisions"]] == ["d-1"]
    assert told["decisions"][0]["answer"] == {"status": "assembled"}
    assert told["decisions"][0]["inputs"] == {"attributes": {"first_name": "Ada"}}
    assert [one["segment_id"] for one in told["assignments"]] == ["newcomers"]


def test_the_summary_counts(memory: Memory) -> None:
    """Rows by table, decisions by status, events still parked."""
    store(memory, a_record("d-1"), a_record("d-2", status="refused", refusal="cap.user", touch=None))
    store(memory, a_record("d-3", "u_2"))
    memory.assign([an_assignment()], complete=False, now=T0)
    assert memory.summary() == {
        "rows": {"subjects": 2, "decisions": 3, "exposures": 0, "outcomes": 0, "assignments": 1},
        "decisions": {"assembled": 2, "refused": 1},
        "parked": {"exposures": 0, "outcomes": 0},
    }


def test_a_large_batch_is_one_batch(memory: Memory) -> None:
    """A thousand decisions of a thousand users go in and come back in one call each."""
    records = [a_record(f"d-{number:04}", f"u_{number}") for number in range(1_000)]
    assert store(memory, *records) == frozenset()
    known = memory.recall([one.request_id for one in records], [one.subjects[0] for one in records])
    assert len(known.answers) == 1_000 and all(one.version == 1 for one in known.subjects.values())
    assert [one.record for one in memory.decisions(limit=2_000)] == records
    assert len(store(memory, *(replace(one, decision_id=f"e-{one.decision_id}") for one in records))) == 1_000
