"""Who may call what: keys in the `Authorization` header, looked up by digest, and roles."""

from __future__ import annotations

import asyncio
import base64
import binascii
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from content_engine.domain.keys import digest
from content_engine.domain.memory import Key, KeyStore
from content_engine.web.api.problems import HttpProblem

REMEMBERED_SECONDS = 4.0
"""How long a key is trusted without asking again: a revoked key stops working within this time."""
REMEMBERED_KEYS = 10_000
LONGEST_HEADER = 1_024

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="content-engine", Basic realm="content-engine", charset="UTF-8"'}


@dataclass
class Doorkeeper:
    """Finds the key of a request and checks its role. `ticks` are seconds that never go back.

    Keys are found by the SHA-256 of what was sent, so how long a look-up takes says nothing about any key.
    """

    keys: KeyStore
    ticks: Callable[[], float] = time.monotonic
    remembered: dict[str, tuple[Key, float]] = field(default_factory=dict)

    async def admit(self, headers: Mapping[bytes, bytes], roles: frozenset[str]) -> Key:
        """The key of a request that may do this; any key when `roles` is empty. Raises a 401 or 403 problem."""
        secret = secret_of(headers.get(b"authorization"))
        if secret is None:
            detail = "Send a key: `Authorization: Bearer <key>`, or Basic with the key as user name."
            raise HttpProblem("auth.missing", detail, headers=CHALLENGE)
        key = await self._find(digest(secret))
        if key is None:
            raise HttpProblem("auth.unknown", "The key is not known, or was revoked.", headers=CHALLENGE)
        if roles and "admin" not in key.roles and roles.isdisjoint(key.roles):
            needed = " or ".join(sorted(roles))
            raise HttpProblem("auth.role", f"This needs a key with role {needed}; this one has {_list(key)}.")
        return key

    async def _find(self, hashed: str) -> Key | None:
        now = self.ticks()
        known = self.remembered.get(hashed)
        if known is not None and known[1] > now:
            return known[0]
        found = await asyncio.to_thread(self.keys.find, hashed)
        self._remember(hashed, found, now)
        return found

    def _remember(self, hashed: str, found: Key | None, now: float) -> None:
        if found is None:
            self.remembered.pop(hashed, None)
            return
        if len(self.remembered) >= REMEMBERED_KEYS:
            self.remembered.clear()
        self.remembered[hashed] = (found, now + REMEMBERED_SECONDS)


def _list(key: Key) -> str:
    return ", ".join(key.roles) or "none"


def secret_of(header: bytes | None) -> str | None:
    """The key in an `Authorization` header: a Bearer token (RFC 6750) or the user name of Basic (RFC 7617)."""
    if header is None or len(header) > LONGEST_HEADER:
        return None
    scheme, _, rest = header.strip().partition(b" ")
    if scheme.lower() == b"bearer":
        return rest.strip().decode("latin-1") or None
    if scheme.lower() == b"basic":
        return _user_name(rest.strip())
    return None


def _user_name(encoded: bytes) -> str | None:
    try:
        told = base64.b64decode(encoded, validate=True).decode("latin-1")
    except (binascii.Error, ValueError):
        return None
    return told.partition(":")[0] or None
