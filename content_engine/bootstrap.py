"""Settings in, engine out: the only file that knows every room."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any

from content_engine.domain.accounts import AccountStore
from content_engine.domain.base import to_ms
from content_engine.domain.documents import DocumentIndex
from content_engine.domain.evals import RunStore
from content_engine.domain.jobs import JobStore, Work
from content_engine.domain.ledger import Ledger
from content_engine.domain.llm import OFFLINE, Ask, Completion, Gateway, completed
from content_engine.domain.memory import ContentStore, KeyStore, Memory
from content_engine.domain.ports import Clock
from content_engine.domain.writing import VariantStore
from content_engine.engine import Engine, evaluations
from content_engine.engine.desk import Desk, WritingStores, unwrapped
from content_engine.engine.examining import PlainExaminer
from content_engine.engine.worlds import Worlds
from content_engine.engine.writing import Generation
from content_engine.generation.judging import Check
from content_engine.guardrails.hub import HubWhenNeeded
from content_engine.memory import open_stores, upgrade
from content_engine.memory.sqlite import library
from content_engine.settings import Settings

if TYPE_CHECKING:
    from content_engine.engine.accounts import Accounts
    from content_engine.gateway import GatewayConfig
    from content_engine.jobs.durable import DurableJobs

__all__ = ["Database", "Settings", "SystemClock", "bootstrap", "open_database", "open_jobs", "open_works"]


DEFAULT_MODEL = "gpt-4o-mini"
"""The LLM that writes where the environment names a key or an address and nothing else."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


def bootstrap(
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    gateway: Gateway | None = None,
    memory: Memory | None = None,
    content: ContentStore | None = None,
    keys: KeyStore | None = None,
    writing: WritingStores | None = None,
    accounts: AccountStore | None = None,
) -> Engine:
    """An engine over the real things, or over those given: a test passes fakes to the same function.

    Upgrades the database where needed and brings the content folder in when there is no catalog yet. `gateway` is used
    by jobs that write, never when deciding; the default one is opened when it is first asked. `writing` holds generated
    variants and jobs, `accounts` who may use the Studio; with fakes for the rest and none here, the engine decides and
    cannot write, and nobody signs in. Raises `BrokenContent` for a broken folder on an empty database.
    """
    settings, clock = settings or Settings(), clock or SystemClock()
    stores, close = (memory, content, keys), _nothing
    if memory is None or content is None or keys is None:
        opened = open_database(settings, clock=clock)
        stores, close = (memory or opened.memory, content or opened.content, keys or opened.keys), opened.close
        writing, accounts = writing or opened, accounts or opened.accounts
    people = accounts_of(accounts, clock) if accounts else None
    return _ready(_engine(settings, clock, stores, writing, gateway, people, close))


@dataclass(frozen=True)
class Database:
    """An open, upgraded database and the clock: for commands that need no catalog."""

    memory: Memory
    content: ContentStore
    keys: KeyStore
    jobs: JobStore
    variants: VariantStore
    ledger: Ledger
    documents: DocumentIndex
    runs: RunStore
    accounts: AccountStore
    clock: Clock
    close: Callable[[], None]


def open_jobs(
    settings: Settings, store: JobStore, works: Mapping[str, Work], *, clock: Clock | None = None, **how: Any
) -> DurableJobs:
    """Runs jobs of these kinds in this process; one at a time per process. Takes a second to load.

    `how` as `DurableJobs` takes it. Raises NotSetUp for a database that does not outlive the process.
    """
    from content_engine.jobs.durable import DurableJobs, system_database

    url = system_database(settings.database, settings.jobs_database)
    return DurableJobs(store, works, clock or SystemClock(), url, module=library(), **how)


@contextmanager
def open_works(settings: Settings, opened: Database) -> Iterator[Mapping[str, Work]]:
    """How jobs of each kind are done, over an open database; what they need is closed at the end.

    Texts are judged through guardrails-ai, which is loaded with the first of them.
    """
    worlds = Worlds(opened.content, opened.content.salt())
    worlds.refresh()
    with closing(LazyGateway(settings, opened.ledger, opened.clock)) as gateway:
        desk = _desk(settings, opened.clock, opened.content, worlds, opened, gateway, HubWhenNeeded().around)
        yield {"generate": Generation(desk), "improve": Generation(desk), "evaluate": evaluations.work_of(desk)}


class LazyGateway:
    """The way to a language model, opened when it is first asked: who only decides never loads an LLM client."""

    def __init__(self, settings: Settings, ledger: Ledger, clock: Clock) -> None:
        self._settings, self._ledger, self._clock = settings, ledger, clock
        self._lock = Lock()
        self._opened: Gateway | None = None

    def complete(self, ask: Ask) -> Completion:
        """See `Gateway.complete`."""
        return self._open().complete(ask)

    def complete_unless(self, ask: Ask, cancelled: Callable[[], bool]) -> Completion:
        """See `Interruptible.complete_unless`."""
        return completed(self._open(), ask, cancelled)

    @property
    def params(self) -> Mapping[str, object]:
        """See `Gateway.params`."""
        return self._open().params

    def _open(self) -> Gateway:
        with self._lock:
            if self._opened is None:
                from content_engine.gateway import open_gateway

                self._opened = open_gateway(_config(self._settings), self._ledger, self._clock)
            return self._opened

    def close(self) -> None:
        """Closes what was opened."""
        close = getattr(self._opened, "close", None)
        if close is not None:
            close()


def _config(settings: Settings) -> GatewayConfig:
    from content_engine.gateway import GatewayConfig

    return GatewayConfig(
        adapter=settings.adapter,
        base_url=settings.llm_base_url,
        deadline_seconds=settings.llm_deadline_seconds,
        attempts=settings.llm_attempts,
        max_answer_bytes=settings.llm_max_answer_bytes,
        day_micro_usd=round(settings.budget_day_usd * 1_000_000),
        day_tokens=settings.budget_day_tokens,
        job_micro_usd=round(settings.budget_job_usd * 1_000_000),
        job_tokens=settings.budget_job_tokens,
    )


def models_in_force(settings: Settings) -> tuple[str, ...]:
    """The models that write, the preferred first: `model`, else what the environment points to, else `offline`."""
    keyed = any(os.environ.get(name) for name in ("OPENAI_API_BASE", "OPENAI_BASE_URL", "OPENAI_API_KEY"))
    first = settings.model or (DEFAULT_MODEL if keyed or settings.llm_base_url else OFFLINE)
    fallbacks = [name.strip() for name in settings.fallback_models.split(",") if name.strip()]
    return tuple(dict.fromkeys((first, *fallbacks)))


def open_database(settings: Settings, *, clock: Clock | None = None) -> Database:
    """The stores of an upgraded database, without reading any content."""
    upgrade(settings.database)
    opened = open_stores(settings.database)
    return Database(
        memory=opened.memory,
        content=opened.content,
        keys=opened.keys,
        jobs=opened.jobs,
        variants=opened.variants,
        ledger=opened.ledger,
        documents=opened.documents,
        runs=opened.runs,
        accounts=opened.accounts,
        clock=clock or SystemClock(),
        close=opened.close,
    )


def accounts_of(store: AccountStore, clock: Clock) -> Accounts:
    """Signing in over a store: with Argon2id, and secrets of 256 random bits."""
    from content_engine.engine.accounts import Accounts, new_hasher

    return Accounts(store, lambda: to_ms(clock.now()), lambda: secrets.token_urlsafe(32), new_hasher())


def _nothing() -> None:
    """There is nothing to close."""


def _engine(
    settings: Settings,
    clock: Clock,
    stores: tuple[Any, Any, Any],
    writing: WritingStores | None,
    gateway: Gateway | None,
    people: Accounts | None,
    close: Callable[[], None],
) -> Engine:
    memory, content, keys = stores
    worlds = Worlds(content, content.salt())
    if writing is None:
        return Engine(memory, content, keys, clock, worlds, settings.content, close, None, None, people)
    way = gateway or LazyGateway(settings, writing.ledger, clock)
    desk = _desk(settings, clock, content, worlds, writing, way)
    close = _both(way, close)
    return Engine(memory, content, keys, clock, worlds, settings.content, close, writing.jobs, desk, people)


def _both(way: Any, close: Callable[[], None]) -> Callable[[], None]:
    def closed() -> None:
        if isinstance(way, LazyGateway):
            way.close()
        close()

    return closed


def _desk(
    settings: Settings,
    clock: Clock,
    content: ContentStore,
    worlds: Worlds,
    stores: WritingStores,
    gateway: Gateway,
    around: Callable[[Check], Check] = unwrapped,
) -> Desk:
    return Desk(
        stores=stores,
        content=content,
        worlds=worlds,
        clock=clock,
        folder=settings.content,
        gateway=lambda: gateway,
        examiner=PlainExaminer(),
        models=models_in_force(settings),
        entropy=lambda: secrets.token_hex(4),
        judges=(settings.judge_model,) if settings.judge_model else (),
        around=around,
    )


def _ready(engine: Engine) -> Engine:
    if engine.content.current_catalog() is None:
        engine.sync(actor="bootstrap")
    elif engine.desk is not None and any(state == "approved" for state, _, _ in engine.desk.stores.variants.counts()):
        engine.desk.reconcile()  # mends what a crash between an approval and its publication left behind
    engine.refresh()
    return engine
