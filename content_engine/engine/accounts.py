"""Who may use the Studio: signing in with a password or from elsewhere, one-time invitations, and changing people."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import BoundedSemaphore
from typing import Any

import argon2
from argon2.exceptions import VerificationError

from content_engine.domain.accounts import (
    ROLES,
    AccountStore,
    Invitation,
    InvitationGone,
    LockedOut,
    Role,
    Session,
    SignInFailed,
    User,
    address,
)
from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.keys import digest

LOCK_AFTER = 5
"""Wrong passwords in a row."""
LOCK_MINUTES = 15
SESSION_SECONDS = 12 * 3_600
SHORTEST, LONGEST = 12, 200
"""Characters of a password."""
LONGEST_NAME = 120
LONGEST_INVITATION = 30
"""Days."""
AT_ONCE = 4
"""Passwords hashed at the same time; others wait."""
MINUTE, DAY = 60_000, 86_400_000


@dataclass(frozen=True)
class Signed:
    """Somebody who has just signed in, the secret for their cookie, and when it stops working (ms since 1970)."""

    user: User
    secret: str = field(repr=False)
    expires_at: int


@dataclass(frozen=True)
class Accounts:
    """People of one deployment. `now` tells milliseconds since 1970, `secret` makes 256 random bits as URL-safe text.

    Safe to call from several threads, and over one database from several processes.
    """

    store: AccountStore
    now: Callable[[], int]
    secret: Callable[[], str]
    hasher: argon2.PasswordHasher
    _few: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE), repr=False, compare=False)

    def sign_in(self, email: str, password: str) -> Signed:
        """A new session for an address and its password.

        Raises `SignInFailed`, after the same work and with the same words, for an unknown address, a wrong password, a
        disabled user and one who signs in elsewhere; `LockedOut` after too many tries, whether or not somebody has
        that address.
        """
        dummy, key = self._dummy, digest(address(email))
        self._count(key)
        user = self._of_address(email)
        stored = user.password if user and user.disabled_at is None else None
        matches = self._verifies(stored or dummy, password)
        if user is None or stored is None or not matches:
            raise SignInFailed
        signed = self._admitted(user, stored, password)
        self.store.clear_tries(key)
        return signed

    def session(self, secret: str) -> User | None:
        """Who is signed in with a cookie's secret; None when the session is over or the user is disabled."""
        found = self.store.session(digest(secret), self.now())
        user = self.store.user(found.user_id) if found else None
        return user if user and user.disabled_at is None else None

    def sign_out(self, secret: str) -> None:
        """Ends a session."""
        self.store.end_session(digest(secret))

    def invite(self, email: str, name: str, roles: Sequence[Role], *, days: int = 2) -> str:
        """The secret of a one-time link by which somebody joins, or sets a new password and gets these roles.

        Raises `BadInput` for an address that cannot be one, an empty name, no roles or unknown ones, too many days,
        and for somebody who is disabled.
        """
        to = _checked_address(email)
        known = self.store.user_by_email(to)
        if known and known.disabled_at is not None:
            raise BadInput(f"{to} is disabled. Enable them first.", field="email")
        if not 1 <= days <= LONGEST_INVITATION:
            raise BadInput(f"An invitation works for 1 to {LONGEST_INVITATION} days.", field="days")
        secret, until = self.secret(), self.now() + days * DAY
        held, called = _checked_roles(roles), _checked_name(name)
        self.store.add_invitation(
            Invitation(digest=digest(secret), email=to, name=called, roles=held, expires_at=until)
        )
        return secret

    def invited(self, secret: str) -> Invitation:
        """Whom a link invites, without using it up. Raises `InvitationGone`."""
        found = self.store.invitation(digest(secret), self.now())
        if found is None:
            raise InvitationGone
        return found

    def accept(self, secret: str, password: str) -> Signed:
        """Uses a link up: a new user with this password, or a known one's password, roles and locks set anew.

        Earlier sessions of a known user end. Raises `InvitationGone`, also for somebody disabled meanwhile, and
        `BadInput` (field `password`), after which the link still works.
        """
        _check_password(password, self.invited(secret))
        hashed = self._hashed(password)
        taken = self.store.take_invitation(digest(secret), self.now())
        if taken is None:
            raise InvitationGone
        user = self._joined(taken, hashed)
        self.store.clear_tries(digest(taken.email))
        return self._begun(user)

    def welcome(self, external: str, email: str, name: str, roles: Sequence[Role]) -> Signed:
        """A new session for somebody whom an OpenID provider has vouched for, address and all.

        Known by `external` (issuer and subject); else the user of that address is tied to it, unless tied to another;
        else a new user, when there are roles to give. Raises `SignInFailed` otherwise, and for disabled users.
        """
        user = self.store.user_by_external(external) or self._linked(external, email)
        user = user or self._newcomer(external, email, name, roles) or self.store.user_by_external(external)
        if user is None or user.disabled_at is not None:
            raise SignInFailed("Nobody here has this account. Ask an administrator for an invitation.")
        return self._begun(user)

    def users(self) -> Sequence[User]:
        """Everybody, by address."""
        return self.store.users()

    def locked_minutes(self, user: User) -> int:
        """For how many more minutes a user's address is locked; 0 when it is not."""
        tries, last = self.store.tries(digest(user.email))
        return _minutes(last + LOCK_MINUTES * MINUTE - self.now()) if tries >= LOCK_AFTER else 0

    def change(
        self, user_id: str, *, roles: Sequence[Role] | None = None, disabled: bool | None = None, by: User | None = None
    ) -> User:
        """Sets the roles of a user, or disables or enables them, and ends their sessions. `by` is None for operators.

        Raises `NotFound`, and `BadInput` for no roles or unknown ones, and for administrators who would take their own
        role or disable themselves.
        """
        fields: dict[str, Any] = {} if roles is None else {"roles": _checked_roles(roles)}
        if by is not None and by.id == user_id:
            _check_own(fields.get("roles"), disabled=disabled)
        if disabled is not None:
            fields |= {"disabled_at": self.now() if disabled else None}
        changed = self.store.change_user(user_id, **fields)
        if changed is None:
            raise NotFound(f"There is no user {user_id}.")
        self.store.end_sessions(user_id)
        return changed

    def first_admin_needed(self) -> bool:
        """Whether there is no administrator who could invite others."""
        return not any("admin" in user.roles and user.disabled_at is None for user in self.store.users())

    @cached_property
    def _dummy(self) -> str:
        """What is verified where there is no password, so that it takes as long."""
        return self.hasher.hash(self.secret())

    def _count(self, key: str) -> None:
        until = self.store.count_try(key, now=self.now(), lock_after=LOCK_AFTER, lock_for=LOCK_MINUTES * MINUTE)
        if until:
            minutes = _minutes(until - self.now())
            raise LockedOut(f"Too many failed tries. Try again in {minutes} minute{'s' * (minutes != 1)}.")

    def _of_address(self, email: str) -> User | None:
        return self.store.user_by_email(email) if address(email).isprintable() else None

    def _verifies(self, stored: str, password: str) -> bool:
        try:
            with self._few:
                return self.hasher.verify(stored, _prepared(password[: LONGEST + 1]))
        except VerificationError:
            return False

    def _hashed(self, password: str) -> str:
        with self._few:
            return self.hasher.hash(_prepared(password))

    def _admitted(self, user: User, stored: str, password: str) -> Signed:
        fresh = self._hashed(password) if self.hasher.check_needs_rehash(stored) else stored
        session, secret = self._session(user)
        admitted = self.store.admit(session, was=stored, password=fresh)
        if admitted is None:
            raise SignInFailed
        return Signed(admitted, secret, session.expires_at)

    def _begun(self, user: User) -> Signed:
        session, secret = self._session(user)
        self.store.add_session(session)
        return Signed(user, secret, session.expires_at)

    def _session(self, user: User) -> tuple[Session, str]:
        secret, now = self.secret(), self.now()
        until = now + SESSION_SECONDS * 1_000
        return Session(digest=digest(secret), user_id=user.id, created_at=now, expires_at=until), secret

    def _joined(self, taken: Invitation, hashed: str) -> User:
        made = self._made(taken.email, taken.name, taken.roles, password=hashed)
        if self.store.add_user(made):
            return made
        known = self.store.user_by_email(taken.email)
        if known is None or known.disabled_at is not None:
            raise InvitationGone
        changed = self.store.change_user(known.id, password=hashed, roles=taken.roles)
        self.store.end_sessions(known.id)
        return changed or known

    def _linked(self, external: str, email: str) -> User | None:
        known = self._of_address(email)
        if known is None or known.disabled_at is not None or not self.store.link_user(known.id, external):
            return None
        return known.model_copy(update={"external": external})

    def _newcomer(self, external: str, email: str, name: str, roles: Sequence[Role]) -> User | None:
        to = address(email)
        if not roles or "@" not in to or not to.isprintable():
            return None
        made = self._made(to, _shown(name) or to, _checked_roles(roles), external=external)
        return made if self.store.add_user(made) else None

    def _made(self, email: str, name: str, roles: tuple[Role, ...], **how: Any) -> User:
        new = f"user_{digest(self.secret())[:16]}"
        return User(id=new, email=email, name=name, roles=roles, created_at=self.now(), **how)


def new_hasher() -> argon2.PasswordHasher:
    """Argon2id as OWASP's minimum has it. Anybody may make a server hash, so it must not take much memory (19 MiB)."""
    return argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def _minutes(ms: int) -> int:
    return max(0, -(-ms // MINUTE))


def _prepared(password: str) -> bytes:
    """One password for one thing typed: keyboards differ in how they compose ü."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _checked_address(email: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return address(validate_email(email.strip(), check_deliverability=False).normalized)
    except EmailNotValidError as error:
        raise BadInput(f"This is no e-mail address that can be used: {error}", field="email") from error


def _checked_name(name: str) -> str:
    shown = _shown(name)
    if not shown or shown != name.strip():
        raise BadInput(f"A name has 1 to {LONGEST_NAME} characters on one line.", field="name")
    return shown


def _shown(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable()).strip()[:LONGEST_NAME]


def _checked_roles(roles: Sequence[Role]) -> tuple[Role, ...]:
    if not roles or not set(roles) <= set(ROLES):
        raise BadInput(f"Give one or more of the roles {', '.join(ROLES)}.", field="roles")
    return tuple(role for role in ROLES if role in roles)


def _check_password(password: str, invitation: Invitation) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(f"A password has {SHORTEST} to {LONGEST} characters.", field="password")
    if password.strip().casefold() in (invitation.email.casefold(), invitation.name.strip().casefold()):
        raise BadInput("Your e-mail address or name is the first thing that others would try.", field="password")


def _check_own(roles: tuple[Role, ...] | None, *, disabled: bool | None) -> None:
    if disabled:
        raise BadInput("You cannot disable yourself. Ask another administrator.", field="disabled")
    if roles is not None and "admin" not in roles:
        raise BadInput("You cannot take your own administrator's role. Ask another one.", field="roles")
