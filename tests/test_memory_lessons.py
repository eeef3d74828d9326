"""What learning reads of the content memory, on the shipped fake, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.base import to_ms
from content_engine.domain.events import Exposure, Outcome
from content_engine.domain.lessons import Happened, Lesson
from content_engine.domain.memory import Memory, Record
from content_engine.memory import lessons as sql_lessons
from content_engine.memory import open_stores
from content_engine.testing import T0, FakeMemory, a_record
from tests.memory_helpers import DAY, HOUR, MINUTE, exposure, outcome, store

LAST = "~"
NOW = T0 + 20 * DAY
SILENT = {"status": "refused", "refusal": "holdout.silent", "arm": "silent_holdout", "touch": None, "choices": []}
REFUSED = {"status": "refused", "refusal": "cap.user", "touch": None, "choices": []}
CONTEXT = {"propensity": 0.125, "volume": [0.5, 1.25, 3.0], "guard": True}


def lesson_of(record: Record) -> Lesson:
    """The lesson in a record."""
    return Lesson(**{each.name: getattr(record, each.name) for each in fields(Lesson)})


def test_nothing_to_learn_at_first(memory: Memory) -> None:
    """Without decisions there are no ids, no lessons and nothing that happened."""
    assert list(memory.lesson_ids("", LAST)) == list(memory.lessons([])) == list(memory.lessons(["d-1"])) == []
    assert memory.happened("", LAST, within=DAY) == Happened({}, [])


def test_lessons_are_what_was_recorded(memory: Memory) -> None:
    """Assembled and silently held out decisions are told as they were recorded, hostile names too; no other refusal."""
    nasty = "'; DROP TABLE decisions; -- %s ? :x \\ \u202e ✓"
    choice = {"slot": "a", "component": nasty, "variant": "a.a", "propensity": 1e-9, "repeat": [0.1, 0.2, 0.3]}
    told = a_record("d-1", template=nasty, segment=None, choices=[choice, choice | {"position": 1}], context=CONTEXT)
    silent = a_record("d-3", context={"propensity": 1.0}, **SILENT)
    held = a_record("d-4", arm="holdout", served_by="control")
    store(memory, held, told, a_record("d-2", **REFUSED), silent)
    assert list(memory.lesson_ids("", LAST)) == ["d-1", "d-3", "d-4"]
    assert list(memory.lessons(["d-1", "d-2", "d-3", "d-4"])) == [lesson_of(one) for one in (told, silent, held)]


def test_bounds_are_left_out(memory: Memory) -> None:
    """Ids lie between the bounds, in the order of their bytes; a lesson is told once, whatever order asks for it."""
    ids = ["0", "A", "Z", "_", "a", "z", "é"]
    store(memory, *map(a_record, reversed(ids)))
    assert list(memory.lesson_ids("", "\U0010ffff")) == ids
    assert list(memory.lesson_ids("A", "a")) == ["Z", "_"]
    assert list(memory.lesson_ids("a", "A")) == []
    assert [one.decision_id for one in memory.lessons(["é", "a", "x", "A", "a"])] == ["A", "a", "é"]


def test_what_is_exposed_and_when(memory: Memory) -> None:
    """The first confirmation counts, one in the future as of its receipt; an abort alone, or a refusal's, does not."""
    store(memory, *(a_record(f"d-{one}") for one in range(5)), a_record("d-5", **REFUSED))
    events = [
        exposure("d-0", "seen", T0 + HOUR),
        exposure("d-0", "sent", T0 + 2 * HOUR),
        exposure("d-0", "aborted", T0),
        exposure("d-1", "aborted"),
        exposure("d-2", "sent", T0 + 90 * DAY),
        exposure("d-3", "sent", T0),
        exposure("d-3", "sent", T0 + DAY),
        exposure("d-5"),
        exposure("d-9"),
    ]
    memory.expose(events, T0 + 2 * DAY)
    told = memory.happened("", LAST, within=DAY)
    assert told == Happened({"d-0": T0 + HOUR, "d-2": T0 + 2 * DAY, "d-3": T0 + DAY}, [])


def test_outcomes_in_time(memory: Memory) -> None:
    """From the decision on and before `within` is over; named ones of their own, unnamed ones of their user's."""
    store(memory, a_record("d-1"), a_record("d-2", decided_at=T0 + HOUR), a_record("d-3", "u_2"))
    store(memory, a_record("d-4", **SILENT), a_record("d-5", **REFUSED))
    times = [T0 - 1, T0, T0 + HOUR - 1, T0 + HOUR, T0 + DAY - 1, T0 + DAY]
    memory.observe([outcome("a", f"a{at}", at, decision_id="d-1", user_id="u_1") for at in times], NOW)
    memory.observe([outcome("b", f"b{at}", at, user_id="u_1", source="esp") for at in times], NOW)
    memory.observe([outcome("c", "c", decision_id="d-5"), outcome("c", "c2", decision_id="d-9", user_id="u_1")], NOW)
    told = memory.happened("", LAST, within=DAY).outcomes
    assert list(told) == [
        *(("d-1", "a", at, "api") for at in times[1:5]),
        *(("d-1", "b", at, "esp") for at in times[1:5]),
        *(("d-2", "b", at, "esp") for at in times[3:]),
        *(("d-4", "b", at, "esp") for at in times[1:5]),
    ]
    assert list(memory.happened("d-1", "d-4", within=1).outcomes) == [("d-2", "b", T0 + HOUR, "esp")]


def test_the_erased_still_teach(memory: Memory) -> None:
    """Erasing leaves every lesson and its outcomes as they were, and of an exposure the day."""
    store(memory, *(a_record(f"d-{one}", decided_at=T0 + one * DAY, context=CONTEXT) for one in (0, 1)))
    store(memory, a_record("d-2", decided_at=T0 + DAY, context=CONTEXT, **SILENT), a_record("d-3", "u_2"))
    memory.expose([exposure("d-0", at=T0 + DAY + MINUTE), exposure("d-1", at=T0 + DAY + 5 * MINUTE)], NOW)
    memory.observe([outcome("paid", "o1", T0 + DAY, user_id="u_1"), outcome("paid", "o2", decision_id="d-0")], NOW)
    ids = memory.lesson_ids("", LAST)
    before = ids, memory.lessons(ids), memory.happened("", LAST, within=9 * DAY)
    memory.erase("u_1")
    after = ids, memory.lessons(memory.lesson_ids("", LAST)), memory.happened("", LAST, within=9 * DAY)
    assert after[:2] == before[:2] and after[2].outcomes == before[2].outcomes
    assert dict(after[2].exposed) == {"d-0": T0 + DAY - (T0 + DAY) % DAY, "d-1": T0 + DAY}


def test_context_is_kept_and_exported(memory: Memory) -> None:
    """A decision's context is read back, told to its subject, and left when the subject is erased."""
    store(memory, a_record("d-1", context=CONTEXT), a_record("d-2"))
    assert [one["context"] for one in memory.subject("u_1")["decisions"]] == [CONTEXT, {}]
    memory.erase("u_1")
    assert [one.record.context for one in memory.decisions()] == [CONTEXT, {}]


KINDS: dict[str, dict[str, Any]] = {
    "assembled": {},
    "silent": SILENT,
    "refused": REFUSED,
    "holdout": {"arm": "holdout"},
}


@dataclass
class Corner:
    """One example's own part of a memory that many examples share: all of its ids begin with its number."""

    memory: Memory
    number: int

    @property
    def mark(self) -> str:
        """What this example's ids begin with."""
        return f"w{self.number:05}."

    @property
    def end(self) -> str:
        """What comes after all of this example's ids."""
        return f"w{self.number:05}/"


class Corners:
    """Hands out corners of one memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory, self._count = memory, 0

    def new(self) -> Corner:
        """The next one."""
        self._count += 1
        return Corner(self._memory, self._count)


@pytest.fixture(scope="module", params=["fake", "sqlite", "postgres"])
def corners(request: pytest.FixtureRequest) -> Iterator[Corners]:
    """A memory of each kind that all examples of this file share; lessons are read three at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sql_lessons, "CHUNK", 3)
        if request.param == "fake":
            yield Corners(FakeMemory())
        else:
            stores = open_stores(request.getfixturevalue(f"module_{request.param}"))
            yield Corners(stores.memory)
            stores.close()


NAMES = st.text("019AZ_az-é", min_size=1, max_size=3)


@given(st.dictionaries(NAMES, st.sampled_from(sorted(KINDS)), max_size=9), st.lists(NAMES, max_size=4), st.data())
def test_any_pages_make_one_list(corners: Corners, kinds: dict[str, str], cuts: list[str], data: st.DataObject) -> None:
    """However the ids are cut into ranges, the ranges and the ids at the cuts make the whole list; any part is told."""
    here = corners.new()
    records = {here.mark + one: a_record(here.mark + one, here.mark, **KINDS[kind]) for one, kind in kinds.items()}
    store(here.memory, *records.values())
    teaching = sorted(here.mark + one for one, kind in kinds.items() if kind != "refused")
    marks = [here.mark, *sorted({here.mark + one for one in cuts}), here.end]
    pages = [here.memory.lesson_ids(after, before) for after, before in pairwise(marks)]
    assert list(here.memory.lesson_ids(here.mark, here.end)) == teaching
    assert sorted([*(set(marks) & set(teaching)), *(one for page in pages for one in page)]) == teaching
    asked = data.draw(st.lists(st.sampled_from([*records, "nobody's"]), max_size=20))
    expected = [lesson_of(records[one]) for one in sorted({*asked} & {*teaching})]
    assert list(here.memory.lessons(asked)) == expected


USERS, DECISIONS = ("u1", "u2"), tuple(f"d{one}" for one in range(5))
MOMENTS = st.sampled_from([T0 - 1, T0, T0 + HOUR, T0 + DAY - 1, T0 + DAY, T0 + 2 * DAY, NOW, NOW + DAY])
EXPOSURES = st.builds(exposure, st.sampled_from(DECISIONS), st.sampled_from(["sent", "seen", "aborted"]), MOMENTS)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """An outcome that names a decision, a user, or both; its id is made from what it says."""
    name, source, at = draw(st.sampled_from(["paid", "clicked"])), draw(st.sampled_from(["api", "esp"])), draw(MOMENTS)
    decision, user = draw(
        st.sampled_from([("d0", None), ("d1", "u1"), ("d2", "u2"), ("d9", "u1"), (None, "u1"), (None, "u2")])
    )
    return outcome(name, f"{name}{decision}{user}{at}", at, source=source, decision_id=decision, user_id=user)


DECIDED = st.tuples(st.sampled_from(USERS), st.sampled_from([T0, T0 + HOUR, T0 + DAY]), st.sampled_from(sorted(KINDS)))


def expected_of(records: Sequence[Record], events: Sequence[Exposure | Outcome], within: int) -> Happened:
    """What `happened` shall tell, by its definition: of each decision its events, all events known at once."""
    exposed: dict[str, int] = {}
    told: list[tuple[str, str, int, str]] = []
    outcomes = {(one.source, one.external_id): one for one in events if isinstance(one, Outcome)}.values()
    for record in records:
        own, end = record.decision_id, record.decided_at + within
        latest: dict[str, int] = {}
        for seen in events:
            if isinstance(seen, Exposure) and seen.decision_id == own and seen.kind != "aborted":
                latest[seen.kind] = max(to_ms(seen.at), latest.get(seen.kind, 0))
        if latest:
            exposed[own] = min(*latest.values(), NOW)
        for one in outcomes:
            at = min(to_ms(one.at), NOW)
            theirs = one.decision_id == own or (one.decision_id is None and one.user_id == record.user_id)
            if theirs and record.decided_at <= at < end:
                told.append((own, one.outcome, at, one.source))
    return Happened(exposed, sorted(told))


def marked(here: Corner, event: Exposure | Outcome) -> Any:
    """The event with ids of this corner."""
    ids = {name: getattr(event, name, None) for name in ("decision_id", "user_id", "external_id")}
    return event.model_copy(update={name: here.mark + one for name, one in ids.items() if one})


@given(
    decided=st.dictionaries(st.sampled_from(DECISIONS), DECIDED, max_size=5),
    events=st.lists(st.one_of(EXPOSURES, outcomes(), outcomes()), max_size=12),
    within=st.sampled_from([1, HOUR, DAY, 30 * DAY]),
    data=st.data(),
)
def test_what_happened_is_the_sum_of_all_events(
    corners: Corners,
    decided: dict[str, tuple[str, int, str]],
    events: list[Exposure | Outcome],
    within: int,
    data: st.DataObject,
) -> None:
    """Named and unnamed, late, early, doubled, from the future, before and after their decisions: one sum tells all."""
    here = corners.new()
    records = [
        a_record(here.mark + one, here.mark + user, decided_at=at, **KINDS[kind])
        for one, (user, at, kind) in sorted(decided.items())
    ]
    events = [marked(here, one) for one in events]
    twice = data.draw(st.lists(st.sampled_from(events), max_size=3)) if events else []
    for one in data.draw(st.permutations([*records, *events, *twice])):
        if isinstance(one, Record):
            assert store(here.memory, one) == frozenset()
        elif isinstance(one, Exposure):
            here.memory.expose([one], NOW)
        else:
            here.memory.observe([one], NOW)
    after, before = data.draw(st.sampled_from([(here.mark, here.end), (here.mark + "d0", here.mark + "d3")]))
    wanted = [one for one in records if after < one.decision_id < before and one.refusal != "cap.user"]
    assert here.memory.happened(after, before, within=within) == expected_of(wanted, events, within)
