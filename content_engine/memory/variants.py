"""Generated variants and the steps of their lives: each variant one row that changes under its version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, Select, case, func, insert, select, tuple_, update

from content_engine.domain.catalog import State
from content_engine.domain.writing import Pile, Place, Review, Wanted, WrittenVariant
from content_engine.memory.database import Database
from content_engine.memory.sql import Rows
from content_engine.memory.tables_writing import variant_reviews, written_variants

_v, _r = written_variants.c, variant_reviews.c
PLACE = (_v.risk, _v.created_at, _v.id)
"""`high` comes before `low` in the alphabet, so the index has the queue's order."""
NEW = Rows(written_variants, new_only=True)
STEPS = Rows(variant_reviews)


class SqlVariantStore:
    """See `VariantStore`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, variants: Sequence[WrittenVariant], reviews: Sequence[Review]) -> int:
        """See `VariantStore.add`."""

        def work(connection: Connection) -> int:
            new = [one for one in variants if NEW.store(connection, [_row(one)])]
            names = {one.id for one in new}
            STEPS.store(connection, [_step(review) for review in reviews if review.variant in names])
            return len(new)

        return self._db.write(work)

    def variant(self, variant_id: str) -> WrittenVariant | None:
        """See `VariantStore.variant`."""
        with self._db.read() as connection:
            found = connection.execute(select(_v.data).where(_v.id == variant_id)).scalar_one_or_none()
        return _variant(found) if found is not None else None

    def variants(
        self,
        *,
        states: Sequence[State] = (),
        component: str | None = None,
        job: str | None = None,
        locale: str | None = None,
        risk: str | None = None,
        order: Literal["oldest", "riskiest", "id"] = "id",
        after: str = "",
        limit: int = 100,
    ) -> Sequence[WrittenVariant]:
        """See `VariantStore.variants`."""
        query = select(_v.data)
        query = query.where(_v.state.in_(states)) if states else query
        for column, wanted in ((_v.component, component), (_v.job, job), (_v.locale, locale), (_v.risk, risk)):
            query = query.where(column == wanted) if wanted is not None else query
        query = _ordered(query, order, after).limit(limit)
        with self._db.read() as connection:
            return [_variant(data) for data in connection.execute(query).scalars()]

    def queue(self, wanted: Wanted, *, after: Place | None = None, limit: int = 50) -> Sequence[WrittenVariant]:
        """See `VariantStore.queue`."""
        found = _narrowed(select(_v.id), wanted)
        found = found.where(tuple_(*PLACE) > tuple_(*after)) if after is not None else found
        # the index alone finds the page; only its rows are read
        page = found.order_by(*PLACE).limit(limit).subquery()
        query = select(_v.data).join(page, page.c.id == _v.id).order_by(*PLACE)
        with self._db.read() as connection:
            return [_variant(data) for data in connection.execute(query).scalars()]

    def piles(self) -> Mapping[Pile, int]:
        """See `VariantStore.piles`."""
        sort = (_v.state, _v.component, _v.kind, _v.locale, _v.risk, _v.origin, _v.assigned_to)
        with self._db.read() as connection:
            rows = connection.execute(select(*sort, func.count()).group_by(*sort)).all()
        return {Pile(*(value or "" for value in values)): number for *values, number in rows}

    def approved(self) -> frozenset[str]:
        """See `VariantStore.approved`."""
        with self._db.read() as connection:
            return frozenset(connection.execute(select(_v.id).where(_v.state == "approved")).scalars())

    def counts(self) -> Mapping[tuple[str, str, str], int]:
        """See `VariantStore.counts`."""
        query = select(_v.state, _v.risk, _v.locale, func.count()).group_by(_v.state, _v.risk, _v.locale)
        with self._db.read() as connection:
            return {(state, risk, locale): n for state, risk, locale, n in connection.execute(query)}

    def step(self, after: WrittenVariant, review: Review) -> bool:
        """See `VariantStore.step`."""
        row = _row(after)
        query = update(written_variants).where(_v.id == after.id, _v.version == after.version - 1).values(**row)

        def work(connection: Connection) -> bool:
            if not connection.execute(query).rowcount:
                return False
            connection.execute(insert(variant_reviews), _step(review))
            return True

        return self._db.write(work)

    def reviews(self, variant_id: str | None = None, *, limit: int = 200) -> Sequence[Review]:
        """See `VariantStore.reviews`."""
        query = select(_r.data).order_by(_r.seq.desc()).limit(limit)
        query = query.where(_r.variant == variant_id) if variant_id is not None else query
        with self._db.read() as connection:
            return [Review.model_validate_json(data) for data in connection.execute(query).scalars()]


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    query = query.where(_v.state.in_(wanted.states)) if wanted.states else query
    for name in ("component", "kind", "locale", "risk", "origin"):
        value = getattr(wanted, name)
        query = query.where(_v[name] == value) if value is not None else query
    if wanted.assigned_to is None:
        return query
    return query.where(_v.assigned_to == wanted.assigned_to if wanted.assigned_to else _v.assigned_to.is_(None))


def _ordered(query: Select[Any], order: str, after: str) -> Select[Any]:
    if order == "id":
        return query.where(_v.id > after).order_by(_v.id)
    if order == "oldest":
        return query.order_by(_v.created_at, _v.id)
    return query.order_by(case((_v.risk == "high", 0), else_=1), _v.created_at, _v.id)


def _row(one: WrittenVariant) -> dict[str, Any]:
    return {
        "id": one.id,
        "component": one.component,
        "locale": one.locale,
        "state": one.state,
        "risk": one.risk,
        "job": one.provenance.job,
        "created_at": one.created_at,
        "version": one.version,
        "data": orjson.dumps(one.model_dump(mode="json")).decode(),
        "kind": one.kind,
        "origin": one.provenance.origin,
        "assigned_to": one.assigned_to or None,
    }


def _step(review: Review) -> dict[str, Any]:
    return {
        "variant": review.variant,
        "action": review.action,
        "actor": review.actor,
        "at": review.at,
        "data": review.model_dump_json(),
    }


def _variant(data: str) -> WrittenVariant:
    return WrittenVariant.model_validate_json(data)
