"""API keys at rest: the digest of the secret, never the secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Row, func, select, update

from content_engine.domain.memory import Key
from content_engine.memory.database import Database
from content_engine.memory.rows import dump
from content_engine.memory.sql import Rows
from content_engine.memory.tables import api_keys

_k = api_keys.c
SHOWN = select(_k.id, _k.roles, _k.label, _k.created_at, _k.revoked_at)
NEW = Rows(api_keys, new_only=True)


class SqlKeyStore:
    """See `KeyStore`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, key: Key, digest: str) -> None:
        """See `KeyStore.add`."""
        row = {
            "id": key.id,
            "digest": digest,
            "roles": dump(key.roles),
            "label": key.label,
            "created_at": key.created_at,
            "revoked_at": key.revoked_at,
        }
        if not self._db.write(lambda connection: NEW.store(connection, [row])):
            raise ValueError(f"API key {key.id!r}: its id or digest is taken")

    def find(self, digest: str) -> Key | None:
        """See `KeyStore.find`."""
        with self._db.read() as connection:
            row = connection.execute(SHOWN.where(_k.digest == digest, _k.revoked_at.is_(None))).one_or_none()
        return _key(row) if row else None

    def list(self) -> Sequence[Key]:
        """See `KeyStore.list`."""
        with self._db.read() as connection:
            return [_key(row) for row in connection.execute(SHOWN.order_by(_k.created_at.desc(), _k.id))]

    def revoke(self, key_id: str, at: int) -> bool:
        """See `KeyStore.revoke`."""
        query = update(api_keys).where(_k.id == key_id).values(revoked_at=func.coalesce(_k.revoked_at, at))
        return bool(self._db.write(lambda connection: connection.execute(query).rowcount))


def _key(row: Row[*tuple[Any, ...]]) -> Key:
    return Key(row.id, tuple(orjson.loads(row.roles)), row.label, row.created_at, row.revoked_at)
