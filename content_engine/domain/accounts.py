"""People who sign in to the Studio: who they are, what they may do, and where that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

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


class User(Noun):
    """A person. `password` is an Argon2 hash, None for those who sign in elsewhere; times are milliseconds since 1970.

    `failures` counts wrong passwords since the last right one; until `locked_until` no password is looked at.
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
    failures: int = 0
    locked_until: int = 0


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
    """People, sessions and invitations of one database. Addresses are kept in lower case and are unique."""

    def add_user(self, user: User) -> bool:
        """Stores a new user; False when the id, the address or `external` is taken."""

    def save_user(self, user: User) -> bool:
        """Stores a known user's present state; False when there is none of that id, or the address is taken."""

    def count_failure(self, user_id: str, *, lock_after: int, locked_until: int) -> User | None:
        """Counts one wrong password in one step, and locks from the `lock_after`th on; the user as it is then."""

    def user(self, user_id: str) -> User | None:
        """The user of that id."""

    def user_by_email(self, email: str) -> User | None:
        """The user of that address, whatever its case."""

    def user_by_external(self, external: str) -> User | None:
        """The user of an OpenID provider."""

    def users(self) -> Sequence[User]:
        """Everybody, by address."""

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
        """Uses an invitation up, for one caller only: None for everyone after."""
