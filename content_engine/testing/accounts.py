"""People, sessions and invitations in dictionaries: for tests, yours as well as ours."""

from __future__ import annotations

from collections.abc import Sequence
from threading import RLock
from typing import Any

from content_engine.domain.accounts import Invitation, Session, User, address


class FakeAccountStore:
    """The Studio's people in dictionaries. Safe for threads."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._users: dict[str, User] = {}
        self._sessions: dict[str, Session] = {}
        self._invitations: dict[str, Invitation] = {}
        self._tries: dict[str, tuple[int, int]] = {}

    def add_user(self, user: User) -> bool:
        """See `AccountStore.add_user`."""
        kept = user.model_copy(update={"email": address(user.email)})
        with self._lock:
            if any(_collide(kept, other) for other in self._users.values()):
                return False
            self._users[kept.id] = kept
            return True

    def change_user(self, user_id: str, **fields: Any) -> User | None:
        """See `AccountStore.change_user`."""
        with self._lock:
            if user_id in self._users:
                self._users[user_id] = self._users[user_id].model_copy(update=fields)
            return self._users.get(user_id)

    def link_user(self, user_id: str, external: str) -> bool:
        """See `AccountStore.link_user`."""
        with self._lock:
            user = self._users.get(user_id)
            if user is None or user.external is not None or self.user_by_external(external) is not None:
                return False
            return self.change_user(user_id, external=external) is not None

    def user(self, user_id: str) -> User | None:
        """See `AccountStore.user`."""
        return self._users.get(user_id)

    def user_by_email(self, email: str) -> User | None:
        """See `AccountStore.user_by_email`."""
        return next((user for user in self.users() if user.email == address(email)), None)

    def user_by_external(self, external: str) -> User | None:
        """See `AccountStore.user_by_external`."""
        return next((user for user in self.users() if user.external == external), None)

    def users(self) -> Sequence[User]:
        """See `AccountStore.users`."""
        with self._lock:
            return sorted(self._users.values(), key=lambda user: user.email)

    def count_try(self, key: str, *, now: int, lock_after: int, lock_for: int) -> int:
        """See `AccountStore.count_try`."""
        with self._lock:
            self._tries = {one: kept for one, kept in self._tries.items() if kept[1] > now - lock_for}
            tries, last = self.tries(key)
            if tries >= lock_after:
                return last + lock_for
            self._tries[key] = (tries + 1, now)
            return 0

    def tries(self, key: str) -> tuple[int, int]:
        """See `AccountStore.tries`."""
        return self._tries.get(key, (0, 0))

    def clear_tries(self, key: str) -> None:
        """See `AccountStore.clear_tries`."""
        with self._lock:
            self._tries.pop(key, None)

    def admit(self, session: Session, *, was: str, password: str) -> User | None:
        """See `AccountStore.admit`."""
        with self._lock:
            user = self._users.get(session.user_id)
            if user is None or user.password != was or user.disabled_at is not None:
                return None
            self.add_session(session)
            return self.change_user(user.id, password=password)

    def add_session(self, session: Session) -> None:
        """See `AccountStore.add_session`."""
        with self._lock:
            kept = {one: old for one, old in self._sessions.items() if old.expires_at > session.created_at}
            self._sessions = kept | {session.digest: session}

    def session(self, digest: str, now: int) -> Session | None:
        """See `AccountStore.session`."""
        found = self._sessions.get(digest)
        return found if found and found.expires_at > now else None

    def end_session(self, digest: str) -> None:
        """See `AccountStore.end_session`."""
        with self._lock:
            self._sessions.pop(digest, None)

    def end_sessions(self, user_id: str) -> int:
        """See `AccountStore.end_sessions`."""
        with self._lock:
            kept = {one: session for one, session in self._sessions.items() if session.user_id != user_id}
            ended = len(self._sessions) - len(kept)
            self._sessions = kept
            return ended

    def add_invitation(self, invitation: Invitation) -> None:
        """See `AccountStore.add_invitation`."""
        made = invitation.model_copy(update={"email": address(invitation.email)})
        with self._lock:
            kept = {one: old for one, old in self._invitations.items() if old.email != made.email}
            self._invitations = kept | {made.digest: made}

    def invitation(self, digest: str, now: int) -> Invitation | None:
        """See `AccountStore.invitation`."""
        found = self._invitations.get(digest)
        return found if found and found.expires_at > now else None

    def take_invitation(self, digest: str, now: int) -> Invitation | None:
        """See `AccountStore.take_invitation`."""
        with self._lock:
            self._invitations = {one: kept for one, kept in self._invitations.items() if kept.expires_at > now}
            return self._invitations.pop(digest, None)


def _collide(new: User, other: User) -> bool:
    same = new.external is not None and new.external == other.external
    return same or new.id == other.id or new.email == other.email
