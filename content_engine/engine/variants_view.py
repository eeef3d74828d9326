"""Variants as doors show them: those of the catalog and those that were written, in every state, with their history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from typing import Any

from content_engine.domain.base import from_ms, rfc3339
from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import NotFound
from content_engine.domain.memory import ContentStore
from content_engine.domain.writing import Review, VariantStore, WrittenVariant
from content_engine.engine import catalog_view

Row = dict[str, Any]
PAGE = 200


def row(one: WrittenVariant) -> Row:
    """A written variant as JSON, times after RFC 3339."""
    plain = one.model_dump(mode="json", exclude={"verdict", "created_at", "updated_at"})
    return {
        **plain,
        "origin": "generated",
        "verdict": one.verdict.model_dump(mode="json", exclude_none=True),
        "created_at": rfc3339(from_ms(one.created_at)),
        "updated_at": rfc3339(from_ms(one.updated_at)),
    }


def step(review: Review) -> Row:
    """A step in a variant's life, in the shape of the catalog's audit trail, with the states around it."""
    return {
        "item": "variant",
        "id": review.variant,
        "action": review.action,
        "actor": review.actor,
        "at": rfc3339(from_ms(review.at)),
        "detail": review.comment,
        "before": review.before,
        "after": review.after,
        "content_hash": review.content_hash,
    }


def page(
    catalog: Catalog, written: VariantStore | None, wanted: Mapping[str, Any], *, after: str = "", limit: int
) -> list[Row]:
    """The first `limit` variants by id after `after` whose fields are those `wanted`.

    A generated variant that is in the catalog is told once, with all that is known of it.
    """
    told = (one for one in catalog_view.variants(catalog) if one["id"] > after)
    mine = _written(written, wanted, after) if written is not None else iter(())
    rows = _once(merge(mine, told, key=lambda one: str(one["id"])))
    return list(islice((one for one in rows if _fits(one, wanted)), limit))


def _written(store: VariantStore, wanted: Mapping[str, Any], after: str) -> Iterator[Row]:
    # without the state: the store's word on a variant that is in the catalog counts in every state
    narrowed = {name: wanted[name] for name in ("component", "locale") if wanted.get(name) is not None}
    while found := store.variants(**narrowed, after=after, limit=PAGE):
        yield from map(row, found)
        after = found[-1].id


def _once(rows: Iterator[Row]) -> Iterator[Row]:
    seen = ""
    for one in rows:
        if one["id"] != seen:
            yield one
        seen = one["id"]


def _fits(one: Row, wanted: Mapping[str, Any]) -> bool:
    return all(one.get(name) == value for name, value in wanted.items() if value is not None)


def detail(
    catalog: Catalog, content: ContentStore, written: VariantStore | None, variant_id: str, *, limit: int
) -> Row:
    """One variant with its history, newest first. Raises `NotFound`."""
    known = written.variant(variant_id) if written is not None else None
    told = row(known) if known else None
    if told is None:
        told = next((one for one in catalog_view.variants(catalog) if one["id"] == variant_id), None)
    if told is None:
        raise NotFound(f"no variant {variant_id}", field="id")
    steps = written.reviews(variant_id, limit=limit) if written is not None and known else ()
    return {**told, "history": history(steps, content, variant_id, limit)}


def history(steps: Sequence[Review], content: ContentStore, variant_id: str, limit: int) -> list[Row]:
    """The steps of a variant's life and those of the catalog together, newest first."""
    changes = [catalog_view.change(one) for one in content.history("variant", variant_id, limit=limit)]
    both = [*map(step, steps), *changes]
    return sorted(both, key=lambda one: str(one["at"]), reverse=True)[:limit]
