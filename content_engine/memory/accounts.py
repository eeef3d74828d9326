"""People of the Studio in the database. What must happen once is decided inside the statement that does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from content_engine.domain.accounts import Invitation, Session, User, address
from content_engine.memory.database import Database
from content_engine.memory.rows import dump
from content_engine.memory.sql import Rows
from content_engine.memory.tables_accounts import studio_invitations, studio_sessions, studio_tries, studio_users

_u, _s, _i, _t = studio_users.c, studio_sessions.c, studio_invitations.c, studio_tries.c
_other = studio_users.alias("other")
NEW_USER = Rows(studio_users, new_only=True)
NEW_SESSION = Rows(studio_sessions)
INVITED = Rows(studio_invitations, keys=("email",), replaced=("digest", "name", "roles", "expires_at"))


class SqlAccountStore:
    """See `AccountStore`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add_user(self, user: User) -> bool:
        """See `AccountStore.add_user`."""
        row = _row(user.model_dump() | {"email": address(user.email)})
        return bool(self._db.write(lambda connection: NEW_USER.store(connection, [row])))

    def change_user(self, user_id: str, **fields: Any) -> User | None:
        """See `AccountStore.change_user`."""
        query = update(studio_users).where(_u.id == user_id).values(**_row(fields))

        def work(connection: Connection) -> User | None:
            if fields:
                connection.execute(query)
            return _one(connection, _u.id == user_id)

        return self._db.write(work)

    def link_user(self, user_id: str, external: str) -> bool:
        """See `AccountStore.link_user`."""
        free = ~exists().where(_other.c.external == external)
        query = update(studio_users).where(_u.id == user_id, _u.external.is_(None), free).values(external=external)
        return bool(self._db.write(lambda connection: connection.execute(query).rowcount))

    def user(self, user_id: str) -> User | None:
        """See `AccountStore.user`."""
        return self._found(_u.id == user_id)

    def user_by_email(self, email: str) -> User | None:
        """See `AccountStore.user_by_email`."""
        return self._found(_u.email == address(email))

    def user_by_external(self, external: str) -> User | None:
        """See `AccountStore.user_by_external`."""
        return self._found(_u.external == external)

    def _found(self, which: ColumnElement[bool]) -> User | None:
        with self._db.read() as connection:
            return _one(connection, which)

    def users(self) -> Sequence[User]:
        """See `AccountStore.users`."""
        with self._db.read() as connection:
            return [_user(row) for row in connection.execute(select(studio_users).order_by(_u.email)).mappings()]

    def count_try(self, key: str, *, now: int, lock_after: int, lock_for: int) -> int:
        """See `AccountStore.count_try`."""
        library = sqlite if self._db.is_sqlite else postgresql
        new = library.insert(studio_tries).values(key=key, tries=1, last_at=now)
        more = {"tries": _t.tries + 1, "last_at": now}
        counted = new.on_conflict_do_update(index_elements=["key"], set_=more, where=_t.tries < lock_after)

        def work(connection: Connection) -> int:
            connection.execute(delete(studio_tries).where(_t.last_at <= now - lock_for))
            if connection.execute(counted.returning(_t.tries)).all():
                return 0
            return int(connection.execute(select(_t.last_at).where(_t.key == key)).scalar_one()) + lock_for

        return self._db.write(work)

    def tries(self, key: str) -> tuple[int, int]:
        """See `AccountStore.tries`."""
        with self._db.read() as connection:
            row = connection.execute(select(_t.tries, _t.last_at).where(_t.key == key)).one_or_none()
        return (row.tries, row.last_at) if row else (0, 0)

    def clear_tries(self, key: str) -> None:
        """See `AccountStore.clear_tries`."""
        self._db.write(lambda connection: connection.execute(delete(studio_tries).where(_t.key == key)))

    def admit(self, session: Session, *, was: str, password: str) -> User | None:
        """See `AccountStore.admit`."""
        may = (_u.id == session.user_id, _u.password == was, _u.disabled_at.is_(None))
        query = update(studio_users).where(*may).values(password=password)

        def work(connection: Connection) -> User | None:
            # Holds the row, so that who changes the password and then ends the sessions sees this one.
            if not connection.execute(query).rowcount:
                return None
            _begin(connection, session)
            return _one(connection, _u.id == session.user_id)

        return self._db.write(work)

    def add_session(self, session: Session) -> None:
        """See `AccountStore.add_session`."""
        self._db.write(lambda connection: _begin(connection, session))

    def session(self, digest: str, now: int) -> Session | None:
        """See `AccountStore.session`."""
        query = select(studio_sessions).where(_s.digest == digest, _s.expires_at > now)
        with self._db.read() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return Session(**row) if row else None

    def end_session(self, digest: str) -> None:
        """See `AccountStore.end_session`."""
        self._db.write(lambda connection: connection.execute(delete(studio_sessions).where(_s.digest == digest)))

    def end_sessions(self, user_id: str) -> int:
        """See `AccountStore.end_sessions`."""
        query = delete(studio_sessions).where(_s.user_id == user_id)
        return self._db.write(lambda connection: connection.execute(query).rowcount)

    def add_invitation(self, invitation: Invitation) -> None:
        """See `AccountStore.add_invitation`."""
        row = _row(invitation.model_dump() | {"email": address(invitation.email)})
        self._db.write(lambda connection: INVITED.store(connection, [row]))

    def invitation(self, digest: str, now: int) -> Invitation | None:
        """See `AccountStore.invitation`."""
        query = select(studio_invitations).where(_i.digest == digest, _i.expires_at > now)
        with self._db.read() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return _invitation(row) if row else None

    def take_invitation(self, digest: str, now: int) -> Invitation | None:
        """See `AccountStore.take_invitation`."""
        mine = delete(studio_invitations).where(_i.digest == digest, _i.expires_at > now).returning(*_i)

        def work(connection: Connection) -> Invitation | None:
            row = connection.execute(mine).mappings().one_or_none()
            connection.execute(delete(studio_invitations).where(_i.expires_at <= now))
            return _invitation(row) if row else None

        return self._db.write(work)


def _begin(connection: Connection, session: Session) -> None:
    connection.execute(delete(studio_sessions).where(_s.expires_at <= session.created_at))
    NEW_SESSION.store(connection, [session.model_dump()])


def _one(connection: Connection, which: ColumnElement[bool]) -> User | None:
    row = connection.execute(select(studio_users).where(which)).mappings().one_or_none()
    return _user(row) if row else None


def _row(fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "roles": dump(fields["roles"])} if "roles" in fields else fields


def _user(row: Any) -> User:
    return User(**{**row, "roles": tuple(orjson.loads(row["roles"]))})


def _invitation(row: Any) -> Invitation:
    return Invitation(**{**row, "roles": tuple(orjson.loads(row["roles"]))})
