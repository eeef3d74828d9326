"""Who may use the Studio: passwords, locks, one-time links, people from elsewhere, and what administrators change."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.bootstrap import Settings, bootstrap
from content_engine.domain.accounts import InvitationGone, LockedOut, Role, SignInFailed, User
from content_engine.domain.errors import BadInput, ContentEngineError, NotFound
from content_engine.engine.accounts import LOCK_AFTER, LOCK_MINUTES, SESSION_SECONDS, Accounts, new_hasher
from content_engine.testing import FakeAccountStore, FakeContentStore, FakeKeyStore, FakeMemory
from tests.stories.conftest import ACME

PASSWORD = "a long enough password"
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
ANN, ISSUER = "ann@example.com", "https://id.example.com|ann"
CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class CountingHasher:
    """Argon2 that is quick, and what it was asked."""

    verified: list[str] = field(default_factory=list)
    inner: argon2.PasswordHasher = CHEAP

    def verify(self, hash: str, password: bytes) -> bool:
        """As Argon2's, and noted."""
        self.verified.append(hash)
        return self.inner.verify(hash, password)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


@dataclass
class Club:
    """Accounts over the shipped fake, with a clock that is moved by hand."""

    now: int = 1_800_000_000_000
    hasher: Any = field(default_factory=CountingHasher)
    store: FakeAccountStore = field(default_factory=FakeAccountStore)

    def __post_init__(self) -> None:
        self.accounts = Accounts(self.store, lambda: self.now, lambda: secrets.token_urlsafe(32), self.hasher)

    def join(self, email: str = ANN, roles: tuple[Role, ...] = ("editor",), password: str = PASSWORD) -> User:
        """Somebody who was invited and accepted."""
        return self.accounts.accept(self.accounts.invite(email, "Ann", roles), password).user


@pytest.fixture
def club() -> Club:
    """Nobody in it yet."""
    return Club()


def fails(work: Callable[[], object]) -> tuple[type, str]:
    """Which error, in which words."""
    with pytest.raises(ContentEngineError) as failed:
        work()
    return type(failed.value), str(failed.value)


def test_an_invitation_leads_to_a_session(club: Club) -> None:
    """Invited, joined, signed in, signed out; the address counts in any case, the secrets are stored nowhere."""
    secret = club.accounts.invite(" Ann@Example.COM", "Ann", ["qa", "editor", "qa"])
    assert club.accounts.invited(secret).email == ANN
    joined = club.accounts.accept(secret, PASSWORD)
    signed = club.accounts.sign_in("ANN@example.com ", PASSWORD)
    assert signed.user == joined.user == club.accounts.session(signed.secret) == club.accounts.session(joined.secret)
    assert joined.user.roles == ("editor", "qa")
    club.accounts.sign_out(signed.secret)
    assert club.accounts.session(signed.secret) is None and club.accounts.session(joined.secret) == joined.user
    kept = repr(vars(club.store))
    assert not [one for one in (secret, PASSWORD, joined.secret) if one in kept or one in repr(joined)]


def test_a_session_ends_after_half_a_day(club: Club) -> None:
    """To the millisecond, and nothing that was never a secret is one."""
    club.join()
    signed = club.accounts.sign_in(ANN, PASSWORD)
    assert signed.expires_at == club.now + SESSION_SECONDS * 1_000
    club.now = signed.expires_at - 1
    assert club.accounts.session(signed.secret) is not None
    club.now += 1
    assert club.accounts.session(signed.secret) is club.accounts.session("\ud800\x00") is None


def crowded() -> Club:
    """One of each kind: ann, one disabled, one without a password."""
    club = Club()
    club.join()
    club.accounts.change(club.join("off@example.com").id, disabled=True)
    club.accounts.welcome(ISSUER, "elsewhere@example.com", "E", ["qa"])
    club.hasher.verified.clear()
    return club


KINDS = [
    ("nobody@example.com", PASSWORD),
    (ANN, "not the password"),
    (ANN, ""),
    (ANN, PASSWORD + " "),
    (ANN, "x" * 100_000),
    ("off@example.com", PASSWORD),
    ("elsewhere@example.com", PASSWORD),
    ("", ""),
    ("\x00\ud800' OR 1=1", "\ud800\x00"),
]


@pytest.mark.parametrize(("email", "password"), KINDS)
def test_every_failure_looks_the_same(email: str, password: str) -> None:
    """One error in one wording, one password verified with the same parameters, whatever was wrong; then the lock."""
    club = crowded()
    told = [fails(lambda: club.accounts.sign_in(email, password)) for _ in range(LOCK_AFTER + 1)]
    assert told[:-1] == [fails(lambda: Club().accounts.sign_in("x@example.com", "y"))] * LOCK_AFTER
    assert told[0][0] is SignInFailed and told[-1][0] is LockedOut and str(LOCK_MINUTES) in told[-1][1]
    assert len(club.hasher.verified) == LOCK_AFTER
    assert not any(CHEAP.check_needs_rehash(one) for one in club.hasher.verified)


def test_the_lock_ends(club: Club) -> None:
    """While it lasts the right password is no use; it says for how long; then it counts from the beginning."""
    ann = club.join()
    for _ in range(LOCK_AFTER):
        fails(lambda: club.accounts.sign_in(ANN, "wrong"))
    club.now += MINUTE // 2
    assert "15 minutes" in fails(lambda: club.accounts.sign_in(ANN, PASSWORD))[1]
    club.now += (LOCK_MINUTES - 1) * MINUTE
    assert fails(lambda: club.accounts.sign_in(ANN, PASSWORD))[1].endswith("in 1 minute.")
    assert club.accounts.locked_minutes(ann) == 1
    club.now += MINUTE
    assert club.accounts.locked_minutes(ann) == 0
    assert club.accounts.sign_in(ANN, PASSWORD).user == ann


@given(st.lists(st.booleans(), max_size=25))
def test_only_wrong_ones_in_a_row_lock(rights: list[bool]) -> None:
    """Whatever the order of right and wrong passwords: five wrong ones in a row lock, fewer never do."""
    club, wrong = Club(), 0
    club.join()
    for right in rights:
        try:
            club.accounts.sign_in(ANN, PASSWORD if right else "wrong")
            assert right and wrong < LOCK_AFTER
            wrong = 0
        except SignInFailed:
            assert not right and wrong < LOCK_AFTER
            wrong += 1
        except LockedOut:
            assert wrong == LOCK_AFTER


def test_a_crowd_of_guesses_is_five_guesses(club: Club) -> None:
    """Passwords tried in parallel are looked at no more often than one after the other."""
    club.join()
    club.hasher.verified.clear()
    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(lambda n: fails(lambda: club.accounts.sign_in(ANN, f"guess {n}"))[0], range(40)))
    assert (told.count(SignInFailed), told.count(LockedOut)) == (LOCK_AFTER, 40 - LOCK_AFTER)
    assert len(club.hasher.verified) == LOCK_AFTER


def test_a_link_raced_by_twenty_makes_one_user(club: Club) -> None:
    """One gets in; the link is gone for the others."""
    secret = club.accounts.invite(ANN, "Ann", ["editor"])

    def take(n: int) -> User | type:
        try:
            return club.accounts.accept(secret, f"{PASSWORD} {n}").user
        except ContentEngineError as error:
            return type(error)

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(take, range(20)))
    assert told.count(InvitationGone) == 19
    assert [one for one in told if isinstance(one, User)] == list(club.accounts.users())


def test_a_link_ends(club: Club) -> None:
    """After two days, or when a newer one was sent; used or made up it is no use either."""
    first = club.accounts.invite(ANN, "Ann", ["editor"])
    second = club.accounts.invite(ANN.upper(), "Ann", ["qa"], days=3)
    club.now += 3 * DAY - 1
    assert club.accounts.invited(second).roles == ("qa",)
    club.now += 1
    for secret in (first, second, "", "made up", "\x00\ud800"):
        assert fails(lambda secret=secret: club.accounts.invited(secret))[0] is InvitationGone
        assert fails(lambda secret=secret: club.accounts.accept(secret, PASSWORD))[0] is InvitationGone
    assert list(club.accounts.users()) == []


def test_a_link_to_somebody_known_starts_them_anew(club: Club) -> None:
    """New password, new roles, no lock, earlier sessions over; the person stays the same."""
    ann = club.join()
    before = club.accounts.sign_in(ANN, PASSWORD)
    for _ in range(LOCK_AFTER):
        fails(lambda: club.accounts.sign_in(ANN, "wrong"))
    again = club.accounts.accept(club.accounts.invite(ANN, "Somebody", ["admin"]), PASSWORD[::-1])
    assert (again.user.id, again.user.roles, again.user.name) == (ann.id, ("admin",), "Ann")
    assert club.accounts.session(before.secret) is None and club.accounts.session(again.secret) == again.user
    assert fails(lambda: club.accounts.sign_in(ANN, PASSWORD))[0] is SignInFailed
    assert club.accounts.sign_in(ANN, PASSWORD[::-1]).user == again.user


def test_a_link_does_not_let_the_disabled_in(club: Club) -> None:
    """Neither one sent before, nor is another sent; enabled again, they are invited as anybody."""
    ann, secret = club.join(), club.accounts.invite(ANN, "Ann", ["admin"])
    club.accounts.change(ann.id, disabled=True)
    assert fails(lambda: club.accounts.accept(secret, PASSWORD))[0] is InvitationGone
    assert fails(lambda: club.accounts.invite(ANN, "Ann", ["admin"]))[0] is BadInput
    club.accounts.change(ann.id, disabled=False)
    assert club.join().id == ann.id


@pytest.mark.parametrize(
    "password",
    ["", "x" * 11, "x" * 201, "ann@example.com", " ANN@example.com", "The Name Of Ann", "the name of ann "],
)
def test_a_poor_password_leaves_the_link_as_it_is(club: Club, password: str) -> None:
    """Too short, too long, the address or the name: said with the field, and the next try is let in."""
    secret = club.accounts.invite(ANN, "The name of Ann", ["qa"])
    with pytest.raises(BadInput) as refused:
        club.accounts.accept(secret, password)
    assert refused.value.field == "password"
    assert club.accounts.accept(secret, PASSWORD).user.email == ANN


@given(st.text(min_size=12, max_size=200))
def test_any_password_of_that_length_works(password: str) -> None:
    """Whatever its letters; and no other one does."""
    club = Club()
    club.join(password=password)
    assert club.accounts.sign_in(ANN, password).user.email == ANN
    assert fails(lambda: club.accounts.sign_in(ANN, password + "x"))[0] is SignInFailed


def test_a_password_may_be_composed_either_way(club: Club) -> None:
    """Two keyboards, two ways of writing ü, one password."""
    club.join(password="pass\u00fcword and more")
    assert club.accounts.sign_in(ANN, "passu\u0308word and more").user.email == ANN


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        *((("email", value), "email") for value in ("", "ann", "ann@", "a b@example.com", "a@localhost", "a@b..de")),
        *((("name", value), "name") for value in ("", " ", "a\nb", "x" * 121, "\u202ex")),
        *((("roles", value), "roles") for value in ([], ["boss"], ["editor", "caller"])),
        *((("days", value), "days") for value in (0, -1, 31)),
    ],
)
def test_what_cannot_be_invited_is_told(club: Club, given: tuple[str, Any], wrong: str) -> None:
    """With the field that is wrong; nothing is stored."""
    told: dict[str, Any] = {"email": ANN, "name": "Ann", "roles": ["editor"], "days": 2, given[0]: given[1]}
    with pytest.raises(BadInput) as refused:
        club.accounts.invite(**told)
    assert refused.value.field == wrong
    assert vars(club.store)["_invitations"] == {}


def test_a_hash_of_weaker_parameters_is_made_anew() -> None:
    """With the next right password, and the old one goes on working until then."""
    club = Club()
    ann = club.join()
    club.hasher = argon2.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    stronger = Club(now=club.now, hasher=club.hasher, store=club.store)
    assert fails(lambda: stronger.accounts.sign_in(ANN, "wrong"))[0] is SignInFailed
    assert stronger.store.user(ann.id) == ann
    signed = stronger.accounts.sign_in(ANN, PASSWORD)
    assert signed.user.password and "m=16,t=2" in signed.user.password
    assert stronger.accounts.sign_in(ANN, PASSWORD).user == signed.user


def test_the_shipped_parameters_are_argon2id_of_nineteen_mebibytes() -> None:
    """What a deployment stores."""
    assert new_hasher().hash("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_people_from_elsewhere(club: Club) -> None:
    """Known by the provider's name; else tied by their address; else new where there are roles to give."""
    new = club.accounts.welcome(ISSUER, "New@Example.com", "N\x00ew", ["editor"])
    assert (new.user.email, new.user.name, new.user.password) == ("new@example.com", "New", None)
    assert club.accounts.welcome(ISSUER, "moved@example.com", "Other", []).user == new.user
    ann = club.join()
    tied = club.accounts.welcome(f"{ISSUER}2", ANN.upper(), "Ann", []).user
    assert tied == ann.model_copy(update={"external": f"{ISSUER}2"}) == club.store.user(ann.id)
    assert club.accounts.session(new.secret) == new.user
    assert len(club.accounts.users()) == 2


def test_strangers_from_elsewhere_stay_outside(club: Club) -> None:
    """Without roles to give, with the address of somebody tied already, disabled, or with no address."""
    ann = club.join()
    club.accounts.welcome(ISSUER, ANN, "Ann", [])
    off = club.join("off@example.com")
    club.accounts.change(off.id, disabled=True)
    for external, email, roles in (
        ("https://other|1", "x@example.com", []),
        ("https://other|1", ANN, ["admin"]),
        ("https://other|1", "off@example.com", ["admin"]),
        ("https://other|1", "", ["admin"]),
        ("https://other|1", "a\x00@example.com", ["admin"]),
    ):
        told = fails(lambda o=external, e=email, r=roles: club.accounts.welcome(o, e, "X", r))
        assert told[0] is SignInFailed
    club.accounts.change(ann.id, disabled=True)
    assert fails(lambda: club.accounts.welcome(ISSUER, ANN, "Ann", ["admin"]))[0] is SignInFailed
    assert len(club.accounts.users()) == 2


def test_two_tabs_from_elsewhere_are_one_person(club: Club) -> None:
    """Who comes twenty times at once is new once, and tied once."""
    with ThreadPoolExecutor(20) as pool:
        new = list(pool.map(lambda n: club.accounts.welcome(ISSUER, ANN, "Ann", ["qa"]).user.id, range(20)))
    bob = club.join("bob@example.com")
    with ThreadPoolExecutor(20) as pool:
        tied = list(pool.map(lambda n: club.accounts.welcome("i|bob", bob.email, "B", []).user.id, range(20)))
    assert len(set(new)) == 1 and set(tied) == {bob.id} and len(club.accounts.users()) == 2


def test_a_change_holds_at_once(club: Club) -> None:
    """Sessions end; who is disabled cannot sign in until enabled; unknown people and roles are told."""
    admin, ann = club.join("boss@example.com", ("admin",)), club.join()
    signed = club.accounts.sign_in(ANN, PASSWORD)
    assert club.accounts.change(ann.id, roles=["qa", "editor"], by=admin).roles == ("editor", "qa")
    assert club.accounts.session(signed.secret) is None
    signed = club.accounts.sign_in(ANN, PASSWORD)
    assert club.accounts.change(ann.id, disabled=True, by=admin).disabled_at == club.now
    assert club.accounts.session(signed.secret) is None
    assert fails(lambda: club.accounts.sign_in(ANN, PASSWORD))[0] is SignInFailed
    club.accounts.change(ann.id, disabled=False, by=admin)
    assert club.accounts.session(signed.secret) is None and club.accounts.sign_in(ANN, PASSWORD).user.id == ann.id
    assert fails(lambda: club.accounts.change("user_9", disabled=True))[0] is NotFound
    assert fails(lambda: club.accounts.change(ann.id, roles=[]))[0] is BadInput


def test_administrators_keep_their_own_keys(club: Club) -> None:
    """They cannot lock themselves out; others and operators may, and then a first one is needed."""
    assert club.accounts.first_admin_needed()
    admin = club.join("boss@example.com", ("admin", "qa"))
    assert not club.accounts.first_admin_needed()
    assert fails(lambda: club.accounts.change(admin.id, roles=["qa"], by=admin))[0] is BadInput
    assert fails(lambda: club.accounts.change(admin.id, disabled=True, by=admin))[0] is BadInput
    assert club.accounts.change(admin.id, roles=["admin"], by=admin).roles == ("admin",)
    club.accounts.change(admin.id, disabled=True)
    assert club.accounts.first_admin_needed()


def test_an_engine_of_fakes_has_people_where_it_is_given_some() -> None:
    """With fakes for the rest and no store of accounts nobody signs in; with one they do."""
    fakes: dict[str, Any] = {"memory": FakeMemory(), "content": FakeContentStore(), "keys": FakeKeyStore()}
    settings = Settings(content=ACME)
    assert bootstrap(settings, **fakes).accounts is None
    people = bootstrap(settings, **fakes, accounts=FakeAccountStore()).accounts
    assert people is not None
    signed = people.accept(people.invite(ANN, "Ann", ["admin"]), PASSWORD)
    assert people.sign_in(ANN, PASSWORD).user == people.session(signed.secret) == signed.user


def test_an_engine_over_a_database_has_people(sqlite_ready: str) -> None:
    """The same over the real store, and again after it was closed."""
    settings = Settings(content=ACME, database=sqlite_ready)
    engine = bootstrap(settings)
    assert engine.accounts is not None and engine.accounts.first_admin_needed()
    signed = engine.accounts.accept(engine.accounts.invite(ANN, "Ann", ["admin"]), PASSWORD)
    engine.close()
    again = bootstrap(settings)
    assert again.accounts is not None and again.accounts.session(signed.secret) == signed.user
    again.close()
