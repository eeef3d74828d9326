"""The one form in which a catalog is stored, hashed and compared."""

from __future__ import annotations

import hashlib
import json

from content_engine.domain.catalog import Catalog


def canonical(catalog: Catalog) -> bytes:
    """`catalog` as JSON in UTF-8: keys sorted, no white space, items by id, every default written out.

    Equal content gives equal bytes, whatever files it came from and in whatever order. Defaults are written out so that
    what was stored keeps its meaning when a later release changes a default.
    """
    body = catalog.model_dump(mode="json", by_alias=True)
    for name in ("components", "templates", "policies", "facts"):
        body[name].sort(key=lambda item: item["id"])
    body["segments"].sort(key=lambda item: item["segment_id"])
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def from_canonical(body: bytes) -> Catalog:
    """The catalog in `body`, its items by id. Raises pydantic.ValidationError when it is none."""
    return Catalog.model_validate_json(body, by_alias=True, by_name=False)


def version_of(body: bytes) -> str:
    """The version of a canonical catalog: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(body).hexdigest()[:16]
