"""What an approval is bound to beside the text: the rules and facts it was judged under."""

from __future__ import annotations

import hashlib
import json

from content_engine.domain.catalog import Catalog


def policy_version(catalog: Catalog) -> str:
    """The first 16 hexadecimal digits of the SHA-256 over the brand's rules, the facts and the taxonomy.

    It changes when anything does by which a text is judged, and with nothing else: not with another component.
    """
    parts = {
        "brand": catalog.brand.model_dump(mode="json", by_alias=True),
        "facts": sorted((fact.model_dump(mode="json", by_alias=True) for fact in catalog.facts), key=lambda f: f["id"]),
        "taxonomy": catalog.taxonomy.model_dump(mode="json", by_alias=True),
    }
    body = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:16]
