"""The contract of the account store, on the shipped fake, SQLite and PostgreSQL, and its races between processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from sqlalchemy import text

from content_engine.domain.accounts import AccountStore, Invitation, Role, Session, User
from content_engine.memory import Stores, open_stores

T = 1_800_000_000_000
MINUTE = 60_000
NASTY = "'; DROP TABLE studio_users; -- %s ? :x \\ \u202e ✓ <script>"
R = TypeVar("R")


@pytest.fixture
def store(stores: Stores) -> AccountStore:
    """An empty store of each kind."""
    return stores.accounts


def a_user(id: str = "user_1", email: str = "ann@example.com", **given: Any) -> User:
    """An editor with a password."""
    roles: tuple[Role, ...] = ("editor", "qa")
    told: dict[str, Any] = {"name": NASTY, "roles": roles, "created_at": T, "password": "$hash"}
    return User(id=id, email=email, **(told | given))


def a_session(digest: str = "d1", user_id: str = "user_1", at: int = T, hours: int = 12) -> Session:
    """A session that begins at `at`."""
    return Session(digest=digest, user_id=user_id, created_at=at, expires_at=at + hours * 60 * MINUTE)


def an_invitation(digest: str = "d1", email: str = "bob@example.com", until: int = T + 1) -> Invitation:
    """A link for an editor."""
    return Invitation(digest=digest, email=email, name=NASTY, roles=("editor",), expires_at=until)


def crowd(work: Callable[[int], R], number: int = 20) -> list[R]:
    """What many threads get that do the same at once."""
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(work, range(number)))


def test_a_user_comes_back_as_they_were(store: AccountStore) -> None:
    """By id, by address in any case, and by the provider's name, with every field; strangers are not found."""
    user = a_user(external="https://id|1", disabled_at=T + 5)
    assert store.add_user(user)
    assert store.user("user_1") == store.user_by_email(" Ann@EXAMPLE.com") == store.user_by_external("https://id|1")
    assert store.user("user_1") == user
    assert store.user("u") is store.user_by_email("") is store.user_by_external("") is None


def test_addresses_are_kept_in_lower_case(store: AccountStore) -> None:
    """However they are given, and composed in one way; people are listed by address."""
    store.add_user(a_user("user_2", "Zoe@Example.com"))
    store.add_user(a_user("user_1", "u\u0308nal@example.com"))
    store.add_user(a_user("user_3", "bob@example.com"))
    assert [user.email for user in store.users()] == ["bob@example.com", "zoe@example.com", "ünal@example.com"]
    assert store.user_by_email("ÜNAL@example.com") is not None


@pytest.mark.parametrize(
    "other",
    [
        a_user("user_1", "b@example.com"),
        a_user("user_2", "ANN@example.com"),
        a_user("user_2", "b@example.com", external="https://id|1"),
    ],
    ids=["id", "address", "external"],
)
def test_what_is_unique_is_taken_once(store: AccountStore, other: User) -> None:
    """An id, an address and a provider's name belong to one user; the second is refused and nothing changes."""
    first = a_user(external="https://id|1")
    assert store.add_user(first) and not store.add_user(other)
    assert list(store.users()) == [first]
    assert store.add_user(a_user("user_3", "c@example.com")) and store.add_user(a_user("user_4", "d@example.com"))


def test_one_of_many_gets_an_address(store: AccountStore) -> None:
    """Twenty who add the same address at once make one user."""
    assert sum(crowd(lambda n: store.add_user(a_user(f"user_{n}")))) == 1
    assert len(store.users()) == 1


def test_a_change_sets_its_fields_and_no_others(store: AccountStore) -> None:
    """Changes of different fields at the same time all stay; nobody of that id is told as None."""
    store.add_user(a_user())
    fields: list[dict[str, Any]] = [{"roles": ("admin",)}, {"password": "$new"}, {"disabled_at": T}, {"name": "Ann"}]
    crowd(lambda n: store.change_user("user_1", **fields[n % 4]))
    assert store.user("user_1") == a_user(roles=("admin",), password="$new", disabled_at=T, name="Ann")
    assert store.change_user("user_1", disabled_at=None, password=None) == store.user("user_1")
    assert store.change_user("user_1") == a_user(roles=("admin",), password=None, name="Ann")
    assert store.change_user("user_9", name="x") is None and store.change_user("user_9") is None


def test_a_user_is_tied_once(store: AccountStore) -> None:
    """To one account of a provider, and that account to one user, also when many try at once."""
    for n in range(20):
        store.add_user(a_user(f"user_{n}", f"u{n}@example.com"))
    assert sum(crowd(lambda n: store.link_user(f"user_{n}", "https://id|1"))) == 1
    assert sum(crowd(lambda n: store.link_user("user_0", f"https://id|x{n}"))) == (
        store.user_by_external("https://id|1") != store.user("user_0")
    )
    assert not store.link_user("user_99", "https://id|9")


def test_tries_are_counted_up_to_the_lock(store: AccountStore) -> None:
    """Three of three may be looked at, then none until the time told; then the count begins anew; keys are apart."""

    def count(now: int, key: str = "k") -> int:
        return store.count_try(key, now=now, lock_after=3, lock_for=100)

    assert [count(T + n) for n in range(5)] == [0, 0, 0, T + 102, T + 102]
    assert store.tries("k") == (3, T + 2) and store.tries("other") == (0, 0)
    assert count(T + 101) == T + 102 and count(T + 101, "other") == 0
    assert [count(T + 102 + n) for n in range(4)] == [0, 0, 0, T + 204]
    store.clear_tries("k")
    store.clear_tries("k")
    assert store.tries("k") == (0, 0) and count(T + 110) == 0


def test_tries_that_are_long_ago_are_forgotten(store: AccountStore) -> None:
    """Who fails now and then is not locked, and nothing is kept of them."""
    for n in range(9):
        assert store.count_try("k", now=T + 100 * n, lock_after=2, lock_for=100) == 0
    assert store.count_try("other", now=T + 900, lock_after=2, lock_for=100) == 0
    assert store.tries("k") == (0, 0)


def test_a_crowd_gets_no_more_tries(store: AccountStore) -> None:
    """Of forty at once five passwords are looked at: asking in parallel is no way around the lock."""
    told = crowd(lambda n: store.count_try("k", now=T, lock_after=5, lock_for=100), 40)
    assert sorted(told) == [0] * 5 + [T + 100] * 35


def test_processes_share_the_count(database: str) -> None:
    """Tries of several processes are one count."""
    code = (
        "import sys; from content_engine.memory import open_stores; stores = open_stores(sys.argv[1]); "
        f"print([stores.accounts.count_try('k', now={T}, lock_after=7, lock_for=9) for _ in range(5)].count(0))"
    )
    many = [subprocess.Popen([sys.executable, "-c", code, database], stdout=subprocess.PIPE, text=True) for _ in "123"]
    assert sum(int(one.communicate(timeout=60)[0]) for one in many) == 7


def test_a_session_lasts_until_its_end(store: AccountStore) -> None:
    """It is found by its digest before it is over, not after, and not when it was ended."""
    store.add_session(a_session())
    end = a_session().expires_at
    assert store.session("d1", end - 1) == a_session()
    assert store.session("d1", end) is store.session("d2", T) is None
    store.end_session("d1")
    store.end_session("d1")
    assert store.session("d1", T) is None


def test_old_sessions_are_forgotten(stores: Stores) -> None:
    """The next session that begins after their end sweeps them away."""
    store = stores.accounts
    for number, at in enumerate((T, T + MINUTE, T + 13 * 60 * MINUTE)):
        store.add_session(a_session(f"d{number}", at=at))
    assert [bool(store.session(f"d{n}", T)) for n in range(3)] == [False, False, True]


def test_all_sessions_of_a_user_end(store: AccountStore) -> None:
    """Theirs and nobody else's."""
    for digest, user in (("d1", "user_1"), ("d2", "user_2"), ("d3", "user_1")):
        store.add_session(a_session(digest, user))
    assert (store.end_sessions("user_1"), store.end_sessions("user_1")) == (2, 0)
    assert [bool(store.session(digest, T)) for digest in ("d1", "d2", "d3")] == [False, True, False]


def test_who_had_the_right_password_is_admitted(store: AccountStore) -> None:
    """With a session and the new hash; not with another hash than the present one, and not when disabled."""
    store.add_user(a_user())
    assert store.admit(a_session(), was="$hash", password="$new") == a_user(password="$new")
    assert store.session("d1", T) == a_session()
    assert store.admit(a_session("d2"), was="$hash", password="$x") is None
    store.change_user("user_1", disabled_at=T)
    assert store.admit(a_session("d3"), was="$new", password="$x") is None
    assert store.admit(a_session("d4", "user_9"), was="$new", password="$x") is None
    assert store.session("d2", T) is store.session("d3", T) is store.session("d4", T) is None
    assert store.user("user_1") == a_user(password="$new", disabled_at=T)


def test_no_session_outlives_a_new_password(store: AccountStore) -> None:
    """Whoever signs in with the old one while it is being changed is out, before or after."""
    store.add_user(a_user())

    def work(n: int) -> object:
        if n == 7:
            store.change_user("user_1", password="$new")
            return store.end_sessions("user_1")
        return store.admit(a_session(f"d{n}"), was="$hash", password="$hash")

    crowd(work)
    assert [n for n in range(20) if store.session(f"d{n}", T)] == []


def test_an_invitation_is_looked_at_often_and_used_once(store: AccountStore) -> None:
    """Until it is used or too old."""
    store.add_invitation(an_invitation())
    assert store.invitation("d1", T) == store.invitation("d1", T) == an_invitation()
    assert store.invitation("d1", T + 1) is store.invitation("d2", T) is None
    assert store.take_invitation("d1", T) == an_invitation()
    assert store.take_invitation("d1", T) is store.invitation("d1", T) is None


def test_the_newest_invitation_counts(store: AccountStore) -> None:
    """A second one to the same address, in whatever case, replaces the first; others stay."""
    store.add_invitation(an_invitation("d1"))
    store.add_invitation(an_invitation("d3", "carl@example.com"))
    store.add_invitation(an_invitation("d2", "BOB@example.com", T + 9))
    assert store.take_invitation("d1", T) is None
    assert store.take_invitation("d2", T) == an_invitation("d2", until=T + 9)
    assert store.invitation("d3", T) is not None


def test_what_is_too_old_is_forgotten(store: AccountStore) -> None:
    """An invitation that is over is not used, and leaves no address behind once another one is asked for."""
    store.add_invitation(an_invitation())
    assert store.take_invitation("d1", T + 1) is None
    assert store.invitation("d1", T) is None


def test_one_of_many_takes_the_invitation(store: AccountStore) -> None:
    """Twenty who use the same link at once: one has it."""
    store.add_invitation(an_invitation())
    taken = crowd(lambda n: store.take_invitation("d1", T))
    assert [one for one in taken if one] == [an_invitation()]


def test_processes_take_an_invitation_once(database: str) -> None:
    """The same among processes."""
    stores = open_stores(database)
    for n in range(20):
        stores.accounts.add_invitation(an_invitation(f"d{n}", f"u{n}@example.com"))
    stores.close()
    code = (
        "import sys; from content_engine.memory import open_stores; stores = open_stores(sys.argv[1]); "
        f"print(sum(stores.accounts.take_invitation(f'd{{n}}', {T}) is not None for n in range(20)))"
    )
    many = [subprocess.Popen([sys.executable, "-c", code, database], stdout=subprocess.PIPE, text=True) for _ in "123"]
    assert sum(int(one.communicate(timeout=60)[0]) for one in many) == 20


def test_no_page_reads_a_whole_table(sqlite_ready: str) -> None:
    """Sessions, users and tries are found by an index."""
    stores = open_stores(sqlite_ready)
    asked = (
        "SELECT * FROM studio_sessions WHERE digest = 'd' AND expires_at > 1",
        "DELETE FROM studio_sessions WHERE expires_at <= 1",
        "DELETE FROM studio_sessions WHERE user_id = 'u'",
        "SELECT * FROM studio_users WHERE email = 'e'",
        "SELECT * FROM studio_users WHERE external = 'e'",
        "DELETE FROM studio_tries WHERE last_at <= 1",
    )
    with stores.engine.connect() as connection:
        plans = [connection.execute(text(f"EXPLAIN QUERY PLAN {one}")).all()[0][3] for one in asked]
    stores.close()
    assert [plan for plan in plans if not plan.startswith("SEARCH")] == []
