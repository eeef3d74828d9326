"""A writer among others, as a function for threads and as a program for processes.

`python memory_worker.py race URL NAME` decides requests that others decide too, and prints what it was first to record;
`python memory_worker.py write URL NAME` records until it is killed, and prints what was acknowledged.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace

from content_engine.domain.base import from_ms
from content_engine.domain.events import Exposure
from content_engine.domain.memory import Memory, Record
from content_engine.memory import open_stores
from content_engine.testing import T0, a_record

USERS = tuple(f"user-{number}" for number in range(3))
REQUESTS = tuple(f"request-{number}" for number in range(60))
CAP = 2


def race(memory: Memory, name: str) -> Iterator[str]:
    """Decides all requests in an order of its own under a cap; gives some reservations back. Tells what it recorded."""
    order = random.Random(name)
    for number, request_id in enumerate(order.sample(REQUESTS, len(REQUESTS))):
        record = _decided_until_recorded(memory, f"{number:03}-{name}", request_id)
        if record is None:
            continue
        yield request_id
        if record.touch and order.random() < 0.3:
            back = Exposure(decision_id=record.decision_id, at=from_ms(T0), kind="aborted")
            memory.expose([back], T0)


def _decided_until_recorded(memory: Memory, decision_id: str, request_id: str) -> Record | None:
    """The record that was stored, or None when somebody else answered this request."""
    user = USERS[int(request_id.partition("-")[2]) % len(USERS)]
    keys = (f"user:{user}", "account:all")
    while True:
        known = memory.recall([request_id], keys)
        if known.answers:
            return None
        record = a_record(decision_id, user, request_id=request_id, subjects=keys)
        if sum(touch.counts(T0) for touch in known.subjects[keys[0]].touches) >= CAP:
            record = replace(record, status="refused", refusal="cap.user", touch=None)
        after = {key: one.with_touch(record.touch) if record.touch else one for key, one in known.subjects.items()}
        if not memory.record([record], after):
            return record


def write(memory: Memory, name: str) -> Iterator[str]:
    """Records batch after batch without end, and tells each request_id once it is stored."""
    number = 0
    while True:
        number += 1
        batch = [a_record(f"{name}-{number:06}-{one}", f"{name}-{one}") for one in range(4)]
        subjects = dict(memory.recall([], [key for one in batch for key in one.subjects]).subjects)
        for one in batch:
            assert one.touch is not None
            subjects[one.subjects[0]] = subjects[one.subjects[0]].with_touch(one.touch)
        assert not memory.record(batch, subjects)
        yield " ".join(one.request_id for one in batch)


if __name__ == "__main__":
    what, url, name = sys.argv[1:]
    stores = open_stores(url)
    for line in {"race": race, "write": write}[what](stores.memory, name):
        print(line, flush=True)
    stores.close()
