"""Promises 2 to 4 under fire: writers that race on few subjects, in threads and processes; writers that are killed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from content_engine.domain.base import from_ms
from content_engine.domain.memory import Memory, iter_pages
from content_engine.memory import open_stores
from content_engine.testing import T0, a_record
from tests.memory_helpers import DAY, exposure, outcome, store, told, touches
from tests.memory_worker import CAP, REQUESTS, USERS, race

WORKER = Path(__file__).with_name("memory_worker.py")
NOW = T0 + DAY


def start(what: str, url: str, name: str) -> subprocess.Popen[str]:
    """A writer in a process of its own."""
    return subprocess.Popen([sys.executable, str(WORKER), what, url, name], stdout=subprocess.PIPE, text=True)


def check_race(memory: Memory, recorded: list[str]) -> None:
    """Every request was answered by one writer, and no user ever held more than the cap."""
    assert sorted(recorded) == sorted(REQUESTS)
    stored = list(iter_pages(memory))
    assert Counter(one.record.request_id for one in stored) == Counter(REQUESTS)
    held = {user: [one for one in stored if one.record.user_id == user and one.record.touch] for user in USERS}
    for user, mine in held.items():
        kept = {one.record.decision_id for one in mine if not one.exposures}
        assert set(touches(memory, f"user:{user}")) == kept
        assert len(kept) <= CAP <= len(mine)
    together = {one.record.decision_id for mine in held.values() for one in mine if not one.exposures}
    assert set(touches(memory, "account:all")) == together


def test_threads_keep_the_cap(memory: Memory) -> None:
    """Threads that race on three users never exceed the cap, and each request is recorded once."""
    with ThreadPoolExecutor(4) as pool:
        recorded = list(pool.map(lambda number: list(race(memory, f"thread-{number}")), range(4)))
    check_race(memory, [one for each in recorded for one in each])


def test_processes_keep_the_cap(database: str) -> None:
    """The same for processes that share nothing but the database."""
    crowd = [start("race", database, f"process-{number}") for number in range(3)]
    recorded = [line for process in crowd for line in process.communicate(timeout=90)[0].split()]
    assert [process.returncode for process in crowd] == [0, 0, 0]
    stores = open_stores(database)
    check_race(stores.memory, recorded)
    stores.close()


def test_killed_writers_lose_nothing_they_acknowledged(database: str) -> None:
    """Kill -9 in the middle of writing: every acknowledged decision is there, each batch whole, memories to match."""
    acknowledged: set[str] = set()
    for round_ in range(2):
        crowd = [start("write", database, f"w{round_}{number}") for number in range(2)]
        for process in crowd:
            assert process.stdout is not None
            acknowledged.update(word for _ in range(8 + 5 * round_) for word in process.stdout.readline().split())
        for process in crowd:
            process.kill()
            acknowledged.update(process.communicate()[0].split())
    stores = open_stores(database)
    stored = [one.record for one in iter_pages(stores.memory)]
    assert acknowledged <= {one.request_id for one in stored}
    assert len(acknowledged) >= 4 * 2 * (8 + 13)
    batches = Counter(one.decision_id.rpartition("-")[0] for one in stored)
    assert set(batches.values()) == {4}
    for user in {one.user_id for one in stored}:
        mine = {one.decision_id for one in stored if one.user_id == user}
        known = stores.memory.recall([], [f"user:{user}"]).subjects[f"user:{user}"]
        assert {touch.decision_id for touch in known.touches} == mine and known.version == len(mine)
    stores.close()


def test_events_told_by_many_count_once(memory: Memory) -> None:
    """Exposures and outcomes that several senders deliver at one moment are accepted once each."""
    store(memory, *(a_record(f"d-{number}", f"u_{number % 2}") for number in range(8)))
    together = Barrier(4)

    def tell(number: int) -> tuple[int, int]:
        ids = [f"d-{(one * 5 + number) % 8}" for one in range(8)]
        together.wait()
        seen = memory.expose([exposure(one, external_id=f"x-{one}") for one in ids], NOW)
        known = memory.observe([outcome("clicked", f"o-{one}", decision_id=one) for one in ids], NOW)
        return seen.accepted, known.accepted

    with ThreadPoolExecutor(4) as pool:
        accepted = list(pool.map(tell, range(4)))
    assert (sum(seen for seen, _ in accepted), sum(known for _, known in accepted)) == (8, 8)
    assert all(until is None for user in ("u_0", "u_1") for _, until in touches(memory, f"user:{user}").values())


def test_no_event_stays_parked_beside_its_decision(memory: Memory) -> None:
    """An event that comes while its decision is being recorded is applied, whoever is first."""
    together = Barrier(2)

    def decide(number: int) -> None:
        together.wait()
        assert store(memory, a_record(f"d-{number}", f"u_{number}")) == frozenset()

    def tell(number: int) -> None:
        together.wait()
        memory.expose([exposure(f"d-{number}")], NOW)
        memory.observe([outcome("clicked", f"o-{number}", decision_id=f"d-{number}")], NOW)

    with ThreadPoolExecutor(2) as pool:
        for number in range(25):
            for one in (pool.submit(decide, number), pool.submit(tell, number)):
                try:
                    one.result(timeout=30)
                except AssertionError:
                    assert store(memory, a_record(f"d-{number}", f"u_{number}")) == frozenset()
    assert memory.summary()["parked"] == {"exposures": 0, "outcomes": 0}
    for number in range(25):
        known = memory.recall([], [f"user:u_{number}"]).subjects[f"user:u_{number}"]
        assert [touch.until for touch in known.touches] == [None] and "clicked" in known.milestones


def test_batches_that_cross_do_not_block_each_other(memory: Memory) -> None:
    """Batches over the same subjects in opposite orders all end: stored or lost, never stuck, never half."""
    users = [f"u_{number}" for number in range(6)]

    def batch(number: int) -> int:
        order = users if number % 2 else users[::-1]
        records = [a_record(f"{number:02}-{user}", user, request_id=f"{user}/{number}") for user in order]
        return len(store(memory, *records))

    with ThreadPoolExecutor(4) as pool:
        lost = list(pool.map(batch, range(24)))
    assert set(lost) <= {0, 6} and 0 in lost
    stored = Counter(one.record.user_id for one in iter_pages(memory))
    assert stored == Counter(dict.fromkeys(users, lost.count(0)))
    assert all(len(touches(memory, f"user:{user}")) == lost.count(0) for user in users)


def test_consents_told_by_many_end_at_the_latest(memory: Memory) -> None:
    """Consents told by many at once end at the latest, whatever the order they arrive in."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: memory.consent("u_1", "email", granted=n % 2 == 0, at=T0 + n), range(24)))
    assert dict(memory.recall([], ["user:u_1"]).subjects["user:u_1"].consent) == {"email": (False, T0 + 23)}


def test_erasing_among_writers_leaves_nothing(memory: Memory) -> None:
    """A user who is erased while others write about them is gone after the last erasure, and no writer fails."""
    together = Barrier(3)

    def write(number: int) -> None:
        together.wait()
        for one in range(6):
            store(memory, a_record(f"d-{number}-{one}", "u_1", request_id=f"u_1/{number}/{one}"))
            memory.expose([exposure(f"d-{number}-{one}", external_id=f"u_1|{number}|{one}")], NOW)
            memory.observe([outcome("paid", f"u_1|{number}|{one}", decision_id=f"d-{number}-{one}")], NOW)

    def erase(_: int) -> None:
        together.wait()
        for _ in range(3):
            memory.erase("u_1")

    with ThreadPoolExecutor(3) as pool:
        for one in [pool.submit(write, 1), pool.submit(write, 2), pool.submit(erase, 0)]:
            one.result(timeout=60)
    memory.erase("u_1")
    for stored in iter_pages(memory):
        assert "u_1" not in repr(stored)
    assert told(memory.expose([exposure("d-1-0"), exposure("d-2-0")], NOW))[0] == 0


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_writer_that_fails_leaves_nothing_and_blocks_nobody(
    database: str, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error in the middle of recording undoes all of it, and the next writer goes on."""
    from content_engine.memory import events

    stores = open_stores(database)
    with monkeypatch.context() as broken:
        broken.setattr(events, "catch_up", lambda *_: (_ for _ in ()).throw(error("half way")))
        with pytest.raises(error):
            store(stores.memory, a_record())
    assert stores.memory.summary()["rows"] == dict.fromkeys(stores.memory.summary()["rows"], 0)
    assert store(stores.memory, a_record()) == frozenset()
    stores.memory.expose([exposure(at=T0 + 1)], NOW)
    stored = stores.memory.decision("d-1")
    assert stored is not None and [one.at for one in stored.exposures] == [from_ms(T0 + 1)]
    stores.close()
