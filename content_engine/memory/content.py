"""Published catalogs and policy snapshots, each a compressed row that is never changed, and this deployment's salt."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import Connection, Table, insert, select, update

from content_engine.domain.errors import NotFound
from content_engine.domain.memory import Change, SnapshotInfo
from content_engine.memory.codec import Codec
from content_engine.memory.database import Database
from content_engine.memory.rows import dump
from content_engine.memory.sql import Rows
from content_engine.memory.tables import catalogs, content_history, meta, snapshots

SALT = "salt"
KEPT_STATES = 2
META = Rows(meta, new_only=True)
CHANGES = Rows(content_history)
_h, _s = content_history.c, snapshots.c
FORGET_STATES = (
    update(snapshots)
    .where(_s.state.is_not(None), _s.seq.not_in(select(_s.seq).order_by(_s.seq.desc()).limit(KEPT_STATES)))
    .values(state=None)
)


class SqlContentStore:
    """See `ContentStore`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def current_catalog(self) -> str | None:
        """See `ContentStore.current_catalog`."""
        return self._newest(catalogs)

    def catalog(self, version: str) -> bytes:
        """See `ContentStore.catalog`."""
        return self._body(catalogs, version, "catalog")

    def catalog_at(self, at: int) -> str | None:
        """See `ContentStore.catalog_at`."""
        with self._db.read() as connection:
            return connection.execute(_newest(catalogs).where(catalogs.c.created_at <= at)).scalar_one_or_none()

    def publish(self, version: str, body: bytes, changes: Sequence[Change], *, after: str | None, at: int) -> bool:
        """See `ContentStore.publish`."""
        row = {"version": version, "body": Codec().pack(body), "created_at": at}

        def work(connection: Connection) -> bool:
            published = self._append(connection, catalogs, row, after)
            if published:
                CHANGES.store(connection, [asdict(change) for change in changes])
            return published

        return self._db.write(work)

    def history(self, item: str | None = None, id: str | None = None, *, limit: int = 100) -> Sequence[Change]:
        """See `ContentStore.history`."""
        query = select(_h.item, _h.id, _h.action, _h.actor, _h.at, _h.detail).order_by(_h.seq.desc()).limit(limit)
        if item is not None:
            query = query.where(_h.item == item)
        if id is not None:
            query = query.where(_h.id == id)
        with self._db.read() as connection:
            return [Change(*row) for row in connection.execute(query)]

    def current_snapshot(self) -> str | None:
        """See `ContentStore.current_snapshot`."""
        return self._newest(snapshots)

    def snapshot(self, version: str) -> bytes:
        """See `ContentStore.snapshot`."""
        return self._body(snapshots, version, "snapshot")

    def publish_snapshot(
        self,
        version: str,
        body: bytes,
        diagnostics: Mapping[str, Any],
        *,
        after: str | None,
        at: int,
        state: bytes = b"",
    ) -> bool:
        """See `ContentStore.publish_snapshot`."""
        codec = Codec()
        row = {"version": version, "body": codec.pack(body), "created_at": at, "diagnostics": dump(dict(diagnostics))}
        row["state"] = codec.pack(state) if state else None

        def work(connection: Connection) -> bool:
            published = self._append(connection, snapshots, row, after)
            if published:
                connection.execute(FORGET_STATES)
            return published

        return self._db.write(work)

    def learner_state(self, version: str) -> bytes | None:
        """See `ContentStore.learner_state`."""
        query = select(_s.state).where(_s.version == version).order_by(_s.seq.desc()).limit(1)
        with self._db.read() as connection:
            found = connection.execute(query).scalar_one_or_none()
        return None if found is None else Codec().unpack(found)

    def snapshots(self, *, limit: int = 100) -> Sequence[SnapshotInfo]:
        """See `ContentStore.snapshots`."""
        query = select(_s.version, _s.created_at, _s.diagnostics).order_by(_s.seq.desc()).limit(limit)
        with self._db.read() as connection:
            return [SnapshotInfo(version, at, orjson.loads(told)) for version, at, told in connection.execute(query)]

    def salt(self) -> str:
        """See `ContentStore.salt`."""
        query = select(meta.c.value).where(meta.c.key == SALT)
        with self._db.read() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
        if found is not None:
            return found
        mine = {"key": SALT, "value": secrets.token_hex(32)}

        def work(connection: Connection) -> str:
            META.store(connection, [mine])
            return str(connection.execute(query).scalar_one())

        return self._db.write(work)

    def _append(self, connection: Connection, table: Table, row: dict[str, Any], after: str | None) -> bool:
        self._db.lock_publishing(connection)
        newest = connection.execute(_newest(table)).scalar_one_or_none()
        if newest != after:
            return False
        connection.execute(insert(table), row)
        return True

    def _newest(self, table: Table) -> str | None:
        with self._db.read() as connection:
            return connection.execute(_newest(table)).scalar_one_or_none()

    def _body(self, table: Table, version: str, what: str) -> bytes:
        query = select(table.c.body).where(table.c.version == version).order_by(table.c.seq.desc()).limit(1)
        with self._db.read() as connection:
            found = connection.execute(query).scalar_one_or_none()
        if found is None:
            raise NotFound(f"no {what} {version!r} was ever published here")
        return Codec().unpack(found)


def _newest(table: Table) -> Any:
    return select(table.c.version).order_by(table.c.seq.desc()).limit(1)
