"""API keys: minted once, shown once, stored only as a digest."""

from __future__ import annotations

import hashlib
import secrets

ROLES = ("caller", "editor", "qa", "admin")
"""What a key may do (interface §3); `admin` may do everything."""


def mint() -> tuple[str, str]:
    """A new key as (id, secret). The secret holds 256 random bits; the id is safe to log."""
    key_id = "key_" + secrets.token_hex(6)
    return key_id, "ce_" + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """The SHA-256 of a key in hex, as it is stored and looked up. 256 random bits need no slow hash and no salt."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
