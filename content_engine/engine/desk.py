"""What writing works with: the stores of generated texts, the way to a language model, and the learnt state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from content_engine.domain.base import to_ms
from content_engine.domain.catalog import Catalog
from content_engine.domain.documents import DocumentIndex
from content_engine.domain.errors import LostRace, NotSetUp
from content_engine.domain.evals import RunStore
from content_engine.domain.jobs import JobStore
from content_engine.domain.ledger import Ledger
from content_engine.domain.llm import Gateway
from content_engine.domain.memory import ContentStore
from content_engine.domain.ports import Clock
from content_engine.domain.verdicts import Violation
from content_engine.domain.writing import Evidence, Score, VariantStore
from content_engine.engine import publishing
from content_engine.engine.compiled import CompiledCatalog
from content_engine.engine.texts import Sources
from content_engine.engine.worlds import Worlds
from content_engine.generation import Brief, Judged
from content_engine.generation.judging import Check
from content_engine.guardrails import Guardrails


class Examiner(Protocol):
    """What looks at a text beside the guardrails' rules."""

    def ground(
        self, guardrails: Guardrails, brief: Brief, content: Mapping[str, str], sources: Sources
    ) -> tuple[Sequence[Evidence], Sequence[Violation]]:
        """The evidence for each statement of a text, and a violation for each statement that has none."""

    def duplicates(self, brief: Brief, content: Mapping[str, str], texts: Sequence[str]) -> Sequence[Violation]:
        """A violation where a content is nearly one of `texts`."""

    def scores(self, brief: Brief, judged: Judged) -> Sequence[Score]:
        """Graded qualities of a text that passed the checks."""


class WritingStores(Protocol):
    """The stores of one database that writing needs."""

    @property
    def variants(self) -> VariantStore:
        """Generated variants and their reviews."""

    @property
    def jobs(self) -> JobStore:
        """Durable jobs."""

    @property
    def ledger(self) -> Ledger:
        """Completions and budgets."""

    @property
    def documents(self) -> DocumentIndex:
        """Product documents."""

    @property
    def runs(self) -> RunStore:
        """Evaluation runs."""


def unwrapped(check: Check) -> Check:
    """The check as it is: what a process does that serves."""
    return check


@dataclass(frozen=True)
class Desk:
    """Where texts are written. `gateway` opens the way to a language model when it is first needed, and not before.

    `models` are those in force, the preferred first, `judges` those that judge (empty: the same); `entropy` makes the
    random part of a job's id. `around` is put about the guardrails' check of every text that a worker judges.
    """

    stores: WritingStores
    content: ContentStore
    worlds: Worlds
    clock: Clock
    folder: Path
    gateway: Callable[[], Gateway]
    examiner: Examiner
    models: tuple[str, ...]
    entropy: Callable[[], str]
    judges: tuple[str, ...] = ()
    around: Callable[[Check], Check] = unwrapped

    def now(self) -> int:
        """Milliseconds since 1970."""
        return to_ms(self.clock.now())

    def reconcile(self, actor: str = publishing.ENGINE) -> publishing.Published | None:
        """Brings the catalog into agreement with the variants approved; None where others keep publishing and do so."""
        try:
            return publishing.reconcile(
                self.content, self.stores.variants, at=self.now(), actor=actor, documents=self.stores.documents
            )
        except LostRace:
            return None

    def compiled(self) -> CompiledCatalog:
        """The catalog in use. Raises `NotSetUp` before the first sync."""
        return self.worlds.now().catalog

    def catalog(self) -> Catalog:
        """The same, as content."""
        return self.compiled().catalog


def usable(desk: Desk | None) -> Desk:
    """The desk. Raises NotSetUp where the engine has none."""
    if desk is None:
        raise NotSetUp("This engine cannot write: it was made without a store for generated variants.")
    return desk
