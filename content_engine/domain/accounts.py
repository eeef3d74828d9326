"""People who sign in to the Studio: who they are, what they may do, and where that is kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Literal, Protocol

from pydantic import Field

from content_engine.domain.base import Noun
from content_engine.domain.errors import ContentEngineError

Role = Literal["editor", "qa", "admin"]
ROLES: tuple[Role, ...] = ("editor", "qa", "admin")
"""What a person may do: editors decide on content, QA labels evaluations, admins do everything and see subjects."""


class SignInFailed(ContentEngineError):
    """The e-mail address or the password is not right. Nobody is told which of the two."""

    code = "auth.sign_in"


class LockedOut(ContentEngineError):
    """Too many failed tries; the account is locked for a while."""

    code = "auth.locked"


class InvitationGone(ContentEngineError):
    """The link was used already, or is too old. Ask an administrator for another."""

    code = "auth.invitation"


def address(email: str) -> str:
    """An e-mail address in the form in which it is kept and looked up."""
    return unicodedata.normalize("NFC", email).strip().lower()


class User(Noun):
    """A person. `password` is an Argon2 hash, None for those who sign in elsewhere; times are milliseconds since 1970.

    `external` is issuer and subject of an OpenID provider (`https://issuer|subject`).
    """

    id: str
    email: str
    name: str
    roles: tuple[Role, ...]
    created_at: int
    password: str | None = None
    external: str | None = None
    disabled_at: int | None = None


class Session(Noun):
    """Somebody signed in, stored under the digest of the cookie's secret."""

    digest: str
    user_id: str
    created_at: int
    expires_at: int


class Invitation(Noun):
    """A one-time link, stored under the digest of its secret. For a known address it sets a new password."""

    digest: str
    email: str
    name: str
    roles: tuple[Role, ...] = Field(min_length=1)
    expires_at: int


class AccountStore(Protocol):
    """People, sessions, invitations and tries at passwords of one database. Addresses are as `address` makes them."""

    def add_user(self, user: User) -> bool:
        """Stores a new user; False when the id, the address or `external` is taken."""

    def change_user(self, user_id: str, **fields: Any) -> User | None:
        """Sets these fields (`name`, `roles`, `password`, `disabled_at`) and no others; the user as it is then.

        None when there is none of that id. Two changes of different fields at the same time both stay.
        """

    def link_user(self, user_id: str, external: str) -> bool:
        """Ties a user to an OpenID provider's; False where the user is tied already, or another one is to the same."""

    def user(self, user_id: str) -> User | None:
        """The user of that id."""

    def user_by_email(self, email: str) -> User | None:
        """The user of that address, whatever its case."""

    def user_by_external(self, external: str) -> User | None:
        """The user of an OpenID provider."""

    def users(self) -> Sequence[User]:
        """Everybody, by address."""

    def count_try(self, key: str, *, now: int, lock_after: int, lock_for: int) -> int:
        """Counts one try before its password is looked at, in one step among all processes.

        `key` stands for an address, whether somebody has it or not. The `lock_after`th try in a row locks it for
        `lock_for` milliseconds; that long after the last one, tries are forgotten. Returns 0 where the password may be
        looked at, else the time until which it may not.
        """

    def tries(self, key: str) -> tuple[int, int]:
        """How many tries there were in a row, and when the last one was; (0, 0) for none."""

    def clear_tries(self, key: str) -> None:
        """Forgets the tries."""

    def admit(self, session: Session, *, was: str, password: str) -> User | None:
        """Begins the session of a user whose password was right, in one step, and stores the hash `password`.

        None, storing nothing, when the user's hash is no longer `was` or the user is disabled.
        """

    def add_session(self, session: Session) -> None:
        """Stores a session, and forgets those that ended before it began."""

    def session(self, digest: str, now: int) -> Session | None:
        """The session of that digest, unless it is over."""

    def end_session(self, digest: str) -> None:
        """Ends a session, if there is one."""

    def end_sessions(self, user_id: str) -> int:
        """Ends every session of a user and says how many there were."""

    def add_invitation(self, invitation: Invitation) -> None:
        """Stores an invitation; an earlier one to the same address stops working."""

    def invitation(self, digest: str, now: int) -> Invitation | None:
        """The invitation of that digest, unless it was used or is too old."""

    def take_invitation(self, digest: str, now: int) -> Invitation | None:
        """Uses an invitation up, for one caller only: None for everyone after. Those that are too old are forgotten."""
