"""Completions, budgets and calls in the database: what several workers share so that nothing is paid twice or over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, update

from content_engine.domain.ledger import CallRecord, Limit, Spent
from content_engine.domain.llm import Completion
from content_engine.memory.codec import Codec
from content_engine.memory.database import Database
from content_engine.memory.sql import Rows
from content_engine.memory.tables_writing import budget_holds, budgets, completions, llm_calls

DAY_MS = 86_400_000
CLAIM = "claim"
NEW_COMPLETION = Rows(completions, new_only=True)
NEW_BUDGET = Rows(budgets, new_only=True)
NEW_HOLD = Rows(budget_holds, keys=("hold_id", "scope"), replaced=("tokens", "micro_usd", "until"))
NEW_CLAIM = Rows(budget_holds, new_only=True)
NEW_CALL = Rows(llm_calls)
_b, _h, _c, _l = budgets.c, budget_holds.c, completions.c, llm_calls.c
_CALL_FIELDS = tuple(column for column in llm_calls.c if column.name != "seq")


class SqlLedger:
    """See `Ledger`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def completion(self, key: str) -> Completion | None:
        """See `Ledger.completion`."""
        with self._db.read() as connection:
            body = connection.execute(select(_c.body).where(_c.key == key)).scalar_one_or_none()
        return _completion(body) if body is not None else None

    def keep(self, completion: Completion, *, at: int) -> Completion:
        """See `Ledger.keep`."""
        body = Codec().pack(completion.model_dump_json().encode())
        row = {"key": completion.key, "model": completion.model, "body": body, "created_at": at}
        if self._db.write(lambda connection: NEW_COMPLETION.store(connection, [row])):
            return completion
        kept = self.completion(completion.key)
        assert kept is not None
        return kept

    def claim(self, key: str, *, at: int, until: int) -> bool:
        """See `Ledger.claim`."""
        row = {"hold_id": f"claim:{key}", "scope": CLAIM, "tokens": 0, "micro_usd": 0, "until": until}
        over = delete(budget_holds).where(_h.hold_id == row["hold_id"], _h.scope == CLAIM, _h.until <= at)

        def work(connection: Connection) -> bool:
            connection.execute(over)
            return bool(NEW_CLAIM.store(connection, [row]))

        return self._db.write(work)

    def extend(self, key: str, until: int, *, to: int) -> bool:
        """See `Ledger.extend`."""
        query = update(budget_holds).where(*_claimed(key, until)).values(until=to)
        return bool(self._db.write(lambda connection: connection.execute(query).rowcount))

    def release(self, key: str, until: int) -> None:
        """See `Ledger.release`."""
        self._db.write(lambda connection: connection.execute(delete(budget_holds).where(*_claimed(key, until))))

    def hold(
        self, hold_id: str, limits: Sequence[Limit], tokens: int, micro_usd: int, *, at: int, until: int
    ) -> str | None:
        """See `Ledger.hold`."""
        scopes = sorted({limit.scope for limit in limits})

        def work(connection: Connection) -> str | None:
            _lock(connection, scopes)
            connection.execute(delete(budget_holds).where(_h.scope.in_(scopes), _h.until <= at))
            connection.execute(delete(budget_holds).where(_h.hold_id == hold_id, _h.scope != CLAIM))
            for limit in limits:
                if _over(_spent(connection, limit.scope, at), limit, tokens, micro_usd):
                    return limit.scope
            rows = [_row(hold_id, scope, tokens, micro_usd, until) for scope in scopes]
            NEW_HOLD.store(connection, rows)
            return None

        return self._db.write(work)

    def settle(self, hold_id: str, scopes: Sequence[str], tokens: int, micro_usd: int) -> None:
        """See `Ledger.settle`."""
        ordered = sorted(set(scopes))
        more = {"tokens": _b.tokens + tokens, "micro_usd": _b.micro_usd + micro_usd}

        def work(connection: Connection) -> None:
            _lock(connection, ordered)
            connection.execute(delete(budget_holds).where(_h.hold_id == hold_id, _h.scope != CLAIM))
            connection.execute(update(budgets).where(_b.scope.in_(ordered)).values(more))

        self._db.write(work)

    def spent(self, scope: str, *, at: int) -> Spent:
        """See `Ledger.spent`."""
        with self._db.snapshot() as connection:
            return _spent(connection, scope, at)

    def record_call(self, call: CallRecord) -> None:
        """See `Ledger.record_call`."""
        row = {column.name: getattr(call, column.name) for column in _CALL_FIELDS}
        self._db.write(lambda connection: NEW_CALL.store(connection, [row]))

    def calls(self, *, since: int = 0, job: str | None = None, limit: int = 1_000) -> Sequence[CallRecord]:
        """See `Ledger.calls`."""
        query = select(*_CALL_FIELDS).where(_l.at >= since).order_by(_l.seq.desc()).limit(limit)
        if job is not None:
            query = query.where(_l.job == job)
        with self._db.read() as connection:
            return [CallRecord(**row) for row in connection.execute(query).mappings()]

    def spending(self, *, since: int, until: int) -> Sequence[dict[str, Any]]:
        """See `Ledger.spending`."""
        day = (_l.at - _l.at % DAY_MS).label("day")
        sums = [func.count().label("calls"), _sum(_l.tokens_in + _l.tokens_out, "tokens"), _sum(_l.micro_usd)]
        grouped = select(day, _l.model, _l.outcome, *sums).where(_l.at >= since, _l.at < until)
        query = grouped.group_by(day, _l.model, _l.outcome).order_by(day, _l.model, _l.outcome)
        with self._db.read() as connection:
            return [
                dict(row) | {"tokens": int(row["tokens"]), "micro_usd": int(row["micro_usd"])}
                for row in connection.execute(query).mappings()
            ]


def _sum(column: Any, name: str = "micro_usd") -> Any:
    return func.coalesce(func.sum(column), 0).label(name)


def _claimed(key: str, until: int) -> tuple[Any, ...]:
    return _h.hold_id == f"claim:{key}", _h.scope == CLAIM, _h.until == until


def _row(hold_id: str, scope: str, tokens: int, micro_usd: int, until: int) -> dict[str, Any]:
    return {"hold_id": hold_id, "scope": scope, "tokens": tokens, "micro_usd": micro_usd, "until": until}


def _lock(connection: Connection, scopes: Sequence[str]) -> None:
    """Locks the scopes' rows in one order, so that sums of holds cannot change; SQLite has one writer anyway."""
    NEW_BUDGET.store(connection, [{"scope": scope, "tokens": 0, "micro_usd": 0} for scope in scopes])
    rows = select(_b.scope).where(_b.scope.in_(scopes)).order_by(_b.scope).with_for_update()
    connection.execute(rows).all()


def _spent(connection: Connection, scope: str, at: int) -> Spent:
    booked = connection.execute(select(_b.tokens, _b.micro_usd).where(_b.scope == scope)).one_or_none()
    alive = and_(_h.scope == scope, _h.until > at)
    held = connection.execute(select(_sum(_h.tokens, "tokens"), _sum(_h.micro_usd)).where(alive)).one()
    tokens, micro_usd = (booked.tokens, booked.micro_usd) if booked else (0, 0)
    return Spent(scope, tokens, micro_usd, int(held.tokens), int(held.micro_usd))


def _over(spent: Spent, limit: Limit, tokens: int, micro_usd: int) -> bool:
    too_many = limit.tokens is not None and spent.tokens + spent.held_tokens + tokens > limit.tokens
    too_dear = limit.micro_usd is not None and spent.micro_usd + spent.held_micro_usd + micro_usd > limit.micro_usd
    return too_many or too_dear


def _completion(body: bytes) -> Completion:
    return Completion.model_validate_json(Codec().unpack(body)).model_copy(update={"stored": True})
