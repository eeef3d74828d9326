"""Laws of the content memory: databases and fake agree on any history, and events mean the same in any order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from content_engine.domain.assignments import Assignment
from content_engine.domain.base import from_ms
from content_engine.domain.events import Exposure, Outcome
from content_engine.domain.memory import Memory, SubjectMemory, Touch, settled
from content_engine.memory import open_stores
from content_engine.memory.recording import losers
from content_engine.testing import T0, FakeMemory, a_record, a_touch
from tests.memory_helpers import DAY, HOUR, exposure

USERS = ("u1", "u2", "u3")
DECISIONS = tuple(f"d{number}" for number in range(6))
MOMENTS = st.sampled_from([T0 - DAY, T0, T0 + 1, T0 + HOUR, T0 + 2 * DAY, T0 + 40 * DAY, T0 + 200 * DAY])
NOW = T0 + 100 * DAY


@dataclass(frozen=True)
class World:
    """One example's own corner of a shared database: every id it uses carries its number."""

    memory: Memory
    mark: str

    def id(self, name: str) -> str:
        """An id of this example."""
        return f"{self.mark}.{name}"

    def plain(self, told: Any) -> Any:
        """What was told, without the mark, and without versions: a store may count several events as one change."""
        text = json.dumps(told, default=str, ensure_ascii=False).replace(f"{self.mark}.", "")
        return json.loads(text, object_hook=lambda found: {k: v for k, v in found.items() if k != "version"})

    def state(self) -> Any:
        """Everything that can be told of this example's users and account."""
        keys = [f"user:{self.id(user)}" for user in USERS] + [f"account:{self.id('acme')}"]
        known = self.memory.recall([self.id(f"r{one}") for one in DECISIONS], keys)
        assigned = {key: [one.model_dump(mode="json") for one in found] for key, found in known.assignments.items()}
        subjects = [self.memory.subject(self.id(user)) for user in USERS]
        stored = [self.memory.decision(self.id(one)) for one in DECISIONS]
        learnt = [found and [found.record.status, len(found.exposures), len(found.outcomes)] for found in stored]
        memories = {key: one.to_json() for key, one in known.subjects.items()}
        ids = self.memory.lesson_ids(self.id(""), f"{self.mark}/")
        lessons = [asdict(one) for one in self.memory.lessons(ids)]
        happened = asdict(self.memory.happened(self.id(""), f"{self.mark}/", within=30 * DAY))
        answers = {one: [found.request_hash, found.answer.decode()] for one, found in known.answers.items()}
        return self.plain([memories, answers, assigned, subjects, learnt, ids, lessons, happened])


class Worlds:
    """Hands out worlds: in one memory, each with ids of its own (a database outlives an example), or in new fakes."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = memory
        self._count = 0

    def new(self) -> World:
        """The next world."""
        self._count += 1
        return World(self.memory or FakeMemory(), f"w{self._count:05}")


Step = Callable[[World], Any]


@st.composite
def recording(draw: st.DrawFn) -> Step:
    """One batch: decisions under a user and perhaps the account, made on fresh or stale knowledge."""
    ids = draw(st.lists(st.sampled_from(DECISIONS), min_size=1, max_size=3, unique=True))
    users = draw(st.lists(st.sampled_from(USERS), min_size=len(ids), max_size=len(ids)))
    requests = draw(st.lists(st.sampled_from(DECISIONS), min_size=len(ids), max_size=len(ids), unique=True))
    kinds = draw(
        st.lists(st.sampled_from(["user", "account", "refused", "bare"]), min_size=len(ids), max_size=len(ids))
    )
    at, stale = draw(MOMENTS), draw(st.sampled_from([0, 0, 0, 1]))

    def step(world: World) -> Any:
        records = []
        for one, user, request, kind in zip(ids, users, requests, kinds, strict=True):
            keys = (f"user:{world.id(user)}", *([f"account:{world.id('acme')}"] if kind == "account" else []))
            given = {
                "request_id": world.id(f"r{request}"),
                "subjects": () if kind == "bare" else keys,
                "decided_at": at,
            }
            if kind in ("refused", "bare"):
                given |= {"touch": None, "status": "refused", "refusal": "cap.user"}
            records.append(a_record(world.id(one), world.id(user), **given))
        known = {
            one.record.decision_id for one in map(world.memory.decision, (one.decision_id for one in records)) if one
        }
        records = [one for one in records if one.decision_id not in known]
        subjects = dict(world.memory.recall([], sorted({key for one in records for key in one.subjects})).subjects)
        for one in records:
            for key in one.subjects if one.touch else ():
                subjects[key] = subjects[key].with_touch(one.touch)
        subjects = {key: replace(one, version=one.version + stale) for key, one in subjects.items()}
        return sorted(world.memory.record(records, subjects))

    return step


@st.composite
def exposures(draw: st.DrawFn) -> Exposure:
    """An exposure, its external id made from what it says, as a careful sender's is."""
    decision, kind, at = (
        draw(st.sampled_from(DECISIONS)),
        draw(st.sampled_from(["sent", "seen", "aborted"])),
        draw(MOMENTS),
    )
    named = draw(st.booleans())
    return exposure(decision, kind, at, external_id=f"{decision}:{kind}" if named else None)


@st.composite
def outcomes(draw: st.DrawFn, *, users_beside_decisions: bool = True) -> Outcome:
    """An outcome that names a decision, a user, or both."""
    name = draw(st.sampled_from(["clicked", "paid", "unsubscribed", "complained", "resubscribed"]))
    decision, user = draw(st.sampled_from([*DECISIONS, None])), draw(st.sampled_from([*USERS, None]))
    assume(decision or user)
    if decision and not users_beside_decisions:
        user = None
    at, value = draw(MOMENTS), draw(st.sampled_from([None, 1.5]))
    named = f"{name}|{decision}|{user}|{at}|{value}"
    return Outcome(
        outcome=name, at=from_ms(at), external_id=named, decision_id=decision, user_id=user, value=value,
        source=draw(st.sampled_from(["api", "esp"])),
    )  # fmt: skip


def marked(world: World, event: Exposure | Outcome) -> Any:
    """The event with this world's ids."""
    ids = {name: getattr(event, name, None) for name in ("decision_id", "user_id", "external_id")}
    return event.model_copy(update={name: world.id(one) for name, one in ids.items() if one})


def tell(world: World, events: list[Exposure | Outcome], now: int = NOW) -> Any:
    """Tells events of both sorts, exposures first, and what became of them."""
    seen = [marked(world, one) for one in events if isinstance(one, Exposure)]
    told = [marked(world, one) for one in events if isinstance(one, Outcome)]
    received = world.memory.expose(seen, now), world.memory.observe(told, now)
    return [one.model_dump() for one in received]


@st.composite
def telling(draw: st.DrawFn) -> Step:
    """A call or two with events."""
    events, now = draw(st.lists(st.one_of(exposures(), outcomes()), min_size=1, max_size=4)), draw(MOMENTS)
    return lambda world: tell(world, events, now)


@st.composite
def assigning(draw: st.DrawFn) -> Step:
    """Statements about users and the account, some of them full lists."""
    said = draw(
        st.lists(
            st.builds(
                lambda user, segment, at, member, scope: (user, segment, at, member, scope),
                st.sampled_from(USERS),
                st.sampled_from(["s1", "s2"]),
                st.one_of(st.none(), MOMENTS),
                st.booleans(),
                st.sampled_from(["user", "user", "account"]),
            ),
            min_size=1,
            max_size=4,
        )
    )
    complete, now = draw(st.booleans()), draw(MOMENTS)

    def step(world: World) -> Any:
        stated = [
            Assignment(
                segment_id=world.id(segment), version=1, scope=scope, member=member, user_id=world.id(user),
                account_id=world.id("acme"), observed_at=from_ms(at) if at else None,
            )
            for user, segment, at, member, scope in said
        ]  # fmt: skip
        return world.memory.assign(stated, complete=complete, now=now).model_dump()

    return step


@st.composite
def consenting(draw: st.DrawFn) -> Step:
    """One consent given or revoked."""
    user, channel = draw(st.sampled_from(USERS)), draw(st.sampled_from(["all", "email"]))
    granted, at = draw(st.booleans()), draw(MOMENTS)
    return lambda world: world.memory.consent(world.id(user), channel, granted=granted, at=at)


@st.composite
def erasing(draw: st.DrawFn) -> Step:
    """One user erased."""
    user = draw(st.sampled_from(USERS))
    return lambda world: world.memory.erase(world.id(user))


HISTORIES = st.lists(
    st.one_of(recording(), recording(), telling(), telling(), assigning(), consenting(), erasing()), max_size=9
)


@pytest.fixture(scope="module")
def worlds(request: pytest.FixtureRequest) -> Iterator[dict[str, Worlds]]:
    """A fake, a SQLite and a PostgreSQL memory that all examples of this file share."""
    sqlite = open_stores(request.getfixturevalue("module_sqlite"))
    postgres = open_stores(request.getfixturevalue("module_postgres"))
    yield {"fake": Worlds(), "sqlite": Worlds(sqlite.memory), "postgres": Worlds(postgres.memory)}
    sqlite.close()
    postgres.close()


@given(HISTORIES)
def test_databases_and_fake_agree_on_any_history(worlds: dict[str, Worlds], history: list[Step]) -> None:
    """Whatever is done in whatever order, all three say the same at every step and know the same in the end."""
    here = [each.new() for each in worlds.values()]
    for step in history:
        said = [world.plain(step(world)) for world in here]
        assert said[1:] == said[:-1]
    states = [world.state() for world in here]
    assert states[0] == states[1]
    assert states[0] == states[2]


def batch_of(world: World, name: str) -> None:
    """Records one decision an hour after the other, as the engine does."""
    number = DECISIONS.index(name)
    subjects = (f"user:{world.id(USERS[number % 2])}", f"account:{world.id('acme')}")
    record = a_record(
        world.id(name), world.id(USERS[number % 2]), decided_at=T0 + number * HOUR, subjects=subjects,
        request_id=world.id(f"r{name}"),
    )  # fmt: skip
    assert record.touch is not None
    known = world.memory.recall([], subjects).subjects
    assert world.memory.record([record], {key: one.with_touch(record.touch) for key, one in known.items()}) == set()


EVENTS = st.lists(st.one_of(exposures(), outcomes(users_beside_decisions=False)), max_size=8)


@pytest.mark.parametrize("kind", ["fake", "sqlite"])
@given(events=EVENTS, data=st.data())
def test_events_mean_the_same_in_any_order(
    worlds: dict[str, Worlds], kind: str, events: list[Exposure | Outcome], data: st.DataObject
) -> None:
    """Shuffled, doubled, late and early events, in one call or many, before or after their decisions: one end state."""
    calm, wild = worlds[kind].new(), worlds[kind].new()
    for name in DECISIONS[:4]:
        batch_of(calm, name)
    tell(calm, events)

    shuffled = data.draw(
        st.permutations([*events, *data.draw(st.lists(st.sampled_from(events), max_size=3))] if events else [])
    )
    left = list(DECISIONS[:4])
    while shuffled or left:
        if left and (not shuffled or data.draw(st.booleans())):
            batch_of(wild, left.pop(0))
        else:
            size = data.draw(st.integers(1, 3))
            tell(wild, shuffled[:size])
            shuffled = shuffled[size:]
    assert wild.state() == calm.state()


TOUCHES = st.lists(
    st.builds(
        lambda number, at, kept: a_touch(f"d{number}", at=at, until=None if kept else at + HOUR),
        st.integers(0, 6),
        MOMENTS,
        st.booleans(),
    ),
    max_size=7,
    unique_by=lambda one: one.decision_id,
)


@given(TOUCHES, st.randoms(use_true_random=False))
def test_a_memory_does_not_depend_on_the_order_of_its_messages(touches: list[Touch], random: Any) -> None:
    """The same messages leave the same memory in whatever order they came, none of it newer than the newest."""
    shuffled = random.sample(touches, len(touches))
    one, other = SubjectMemory("user:u"), SubjectMemory("user:u")
    for touch, late in zip(touches, shuffled, strict=True):
        one, other = one.with_touch(touch), other.with_touch(late)
    assert one == other
    newest = max((touch.at for touch in touches), default=0)
    assert {touch for touch in touches if touch.at == newest and touch.counts(newest)} <= set(one.touches)
    assert SubjectMemory.from_json("user:u", 0, json.loads(json.dumps(one.to_json()))) == one


@given(st.lists(exposures(), max_size=4), st.randoms(use_true_random=False))
def test_settling_does_not_depend_on_order(events: list[Exposure], random: Any) -> None:
    """A reservation's fate follows from the set of its exposures: confirmed by one, given back by an abort alone."""
    touch = a_touch()
    fate = settled(touch, events)
    assert fate == settled(touch, random.sample(events, len(events)) + events)
    kinds = {one.kind for one in events}
    assert (fate is None) == (kinds == {"aborted"})
    assert fate is None or (fate.at >= touch.at and (fate.until is None) == bool(kinds - {"aborted"}))


@given(
    st.lists(st.lists(st.integers(0, 8), max_size=3, unique=True), max_size=8),
    st.sets(st.integers(0, 8), max_size=2),
    st.sets(st.integers(0, 9), max_size=2),
)
@example([[0, 1], [1, 2], [2, 3], [4]], {0}, set())
def test_losers_are_what_hangs_together(groups: list[list[int]], moved: set[int], taken: set[int]) -> None:
    """The losers are the smallest set with the taken and moved ones in which nobody outside shares a subject."""
    records = [a_record(f"d{n}", request_id=str(n), subjects=tuple(map(str, keys))) for n, keys in enumerate(groups)]
    lost = losers(records, set(map(str, moved)), set(map(str, taken)))
    expected = {n for n, keys in enumerate(groups) if n in taken or moved.intersection(keys)}
    for _ in groups:
        keys_lost = {key for n in expected for key in groups[n]}
        expected |= {n for n, keys in enumerate(groups) if keys_lost.intersection(keys)}
    assert lost == {str(n) for n in expected}
