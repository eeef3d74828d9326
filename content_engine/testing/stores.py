"""The content store and the API keys in lists: for tests, yours as well as ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from content_engine.domain.errors import NotFound
from content_engine.domain.memory import Change, Key, SnapshotInfo

Versions = list[tuple[str, bytes]]
KEPT_STATES = 2


@dataclass(frozen=True)
class _Learnt:
    """What a snapshot was published with, beside its bytes."""

    info: SnapshotInfo
    state: bytes


class FakeContentStore:
    """Published catalogs and snapshots in lists. `salt` is fixed, so that decision ids repeat from test to test."""

    def __init__(self, *, salt: str = "a fixed salt for tests") -> None:
        self._salt = salt
        self._lock = Lock()
        self._catalogs: Versions = []
        self._published: list[int] = []
        self._snapshots: Versions = []
        self._history: list[Change] = []
        self._learnt: list[_Learnt] = []
        self.diagnostics: dict[str, Mapping[str, Any]] = {}

    def current_catalog(self) -> str | None:
        """See `ContentStore.current_catalog`."""
        return _newest(self._catalogs)

    def catalog(self, version: str) -> bytes:
        """See `ContentStore.catalog`."""
        return _named(self._catalogs, version, "catalog")

    def catalog_at(self, at: int) -> str | None:
        """See `ContentStore.catalog_at`."""
        told = zip(reversed(self._catalogs), reversed(self._published), strict=True)
        return next((version for (version, _), then in told if then <= at), None)

    def publish(self, version: str, body: bytes, changes: Sequence[Change], *, after: str | None, at: int) -> bool:
        """See `ContentStore.publish`."""
        with self._lock:
            if _newest(self._catalogs) != after:
                return False
            self._catalogs.append((version, body))
            self._published.append(at)
            self._history.extend(changes)
            return True

    def history(self, item: str | None = None, id: str | None = None, *, limit: int = 100) -> Sequence[Change]:
        """See `ContentStore.history`."""
        fits = [one for one in reversed(self._history) if item in (None, one.item) and id in (None, one.id)]
        return fits[:limit]

    def current_snapshot(self) -> str | None:
        """See `ContentStore.current_snapshot`."""
        return _newest(self._snapshots)

    def snapshot(self, version: str) -> bytes:
        """See `ContentStore.snapshot`."""
        return _named(self._snapshots, version, "snapshot")

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
        """See `ContentStore.publish_snapshot`; the figures are kept in `diagnostics`."""
        with self._lock:
            if _newest(self._snapshots) != after:
                return False
            self._snapshots.append((version, body))
            self.diagnostics[version] = diagnostics
            self._learnt.append(_Learnt(SnapshotInfo(version, at, diagnostics), state))
            self._learnt[:-KEPT_STATES] = [replace(one, state=b"") for one in self._learnt[:-KEPT_STATES]]
            return True

    def learner_state(self, version: str) -> bytes | None:
        """See `ContentStore.learner_state`."""
        states = (one.state for one in reversed(self._learnt) if one.info.version == version)
        return next(states, b"") or None

    def snapshots(self, *, limit: int = 100) -> Sequence[SnapshotInfo]:
        """See `ContentStore.snapshots`."""
        return [one.info for one in reversed(self._learnt)][:limit]

    def salt(self) -> str:
        """See `ContentStore.salt`."""
        return self._salt


class FakeKeyStore:
    """API keys in a dictionary, by digest."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._keys: dict[str, Key] = {}

    def add(self, key: Key, digest: str) -> None:
        """See `KeyStore.add`."""
        with self._lock:
            if digest in self._keys or key.id in {known.id for known in self._keys.values()}:
                raise ValueError(f"API key {key.id!r}: its id or digest is taken")
            self._keys[digest] = key

    def find(self, digest: str) -> Key | None:
        """See `KeyStore.find`."""
        key = self._keys.get(digest)
        return key if key and key.revoked_at is None else None

    def list(self) -> Sequence[Key]:
        """See `KeyStore.list`."""
        return sorted(self._keys.values(), key=lambda key: (-key.created_at, key.id))

    def revoke(self, key_id: str, at: int) -> bool:
        """See `KeyStore.revoke`."""
        with self._lock:
            for digest, key in self._keys.items():
                if key.id == key_id:
                    self._keys[digest] = replace(key, revoked_at=key.revoked_at if key.revoked_at is not None else at)
                    return True
        return False


def _newest(versions: Versions) -> str | None:
    return versions[-1][0] if versions else None


def _named(versions: Versions, version: str, what: str) -> bytes:
    for name, body in reversed(versions):
        if name == version:
            return body
    raise NotFound(f"no {what} {version!r} was ever published here")
