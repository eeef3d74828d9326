"""Looking back: the world as it was when a decision was made, and deciding it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from content_engine.domain.errors import ContentEngineError, NotFound
from content_engine.domain.memory import ContentStore, Memory, StoredDecision, iter_pages
from content_engine.engine.answer import answer_of, case_of
from content_engine.engine.case import Decided, World
from content_engine.engine.explain import explanation_of
from content_engine.engine.story import decide_case
from content_engine.engine.worlds import Worlds


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """Whether a decision, made again from what was recorded, gives the same bytes; else the fields that differ."""

    decision_id: str
    identical: bool
    differences: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {"decision_id": self.decision_id, "identical": self.identical, "differences": list(self.differences)}


@dataclass(frozen=True)
class Study:
    """Reads recorded decisions and makes them again."""

    memory: Memory
    content: ContentStore
    worlds: Worlds

    def stored(self, decision_id: str) -> StoredDecision:
        """A recorded decision. Raises `NotFound`, also for one whose subject was erased."""
        found = self.memory.decision(decision_id)
        if found is None or not found.record.inputs:
            raise NotFound(f"no decision {decision_id}", field="decision_id")
        return found

    def again(self, stored: StoredDecision) -> tuple[Decided, World]:
        """The case as it was, decided again in the world of then. Raises `NotFound` where that world is gone."""
        inputs = orjson.loads(stored.record.inputs)
        world = self.worlds.past(stored.record.catalog_version, stored.record.policy_version, stale=inputs["stale"])
        return decide_case(case_of(inputs), world), world

    def explain(self, decision_id: str) -> dict[str, Any]:
        """Why this was said: see `engine.explain`. Raises `NotFound`."""
        return explanation_of(*self.again(self.stored(decision_id)))

    def replay(self, decision_id: str) -> ReplayResult:
        """Decides a recorded case again and compares byte for byte. Raises `NotFound`."""
        return self._compare(self.stored(decision_id))

    def replay_all(self) -> Iterator[ReplayResult]:
        """Replays every recorded decision, oldest first, erased ones left out."""
        for stored in iter_pages(self.memory):
            if stored.record.inputs:
                yield self._compare(stored)

    def _compare(self, stored: StoredDecision) -> ReplayResult:
        name = stored.record.decision_id
        try:
            answer = answer_of(*self.again(stored))
        except ContentEngineError as error:
            return ReplayResult(name, False, (str(error),))
        if orjson.dumps(answer) == stored.record.answer:
            return ReplayResult(name, True)
        then = orjson.loads(stored.record.answer)
        return ReplayResult(name, False, tuple(key for key in then if then[key] != answer.get(key)))
