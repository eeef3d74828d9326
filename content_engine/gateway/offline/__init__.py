"""The built-in writer and judge: deterministic, without a network or a key, and never passed off as a language model.

The writer recombines approved statements word for word; what no fact says, it does not say. The judge counts a few
measurable features and says so in its reasons.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any

from content_engine.domain.llm import Ask, Origin, Usage
from content_engine.gateway.adapter import Call
from content_engine.gateway.faults import Fault
from content_engine.gateway.offline.judge import judged
from content_engine.gateway.offline.writer import written
from content_engine.gateway.reading import Reply

WRITES = ("kind", "fields", "locale", "count", "facts")


@dataclass(frozen=True)
class Offline:
    """See `Adapter`. The same ask gets the same answer."""

    name: str = "offline"
    origin: Origin = "offline"

    def prepare(self) -> None:
        """See `Adapter.prepare`."""

    def send(self, call: Call) -> Reply:
        """See `Adapter.send`. Raises Fault refused for what it cannot write or judge truthfully."""
        return Reply(json.dumps(_answer(call.ask, call.model), ensure_ascii=False), Usage())

    def price(self, model: str, tokens_in: int, tokens_out: int) -> float:
        """Nothing."""
        return 0.0


def _answer(ask: Ask, model: str) -> dict[str, Any]:
    if ask.task.startswith("judge"):
        return judged(ask)
    missing = [name for name in WRITES if name not in ask.inputs]
    if missing:
        raise Fault("refused", f"the offline writer needs a prompt with the inputs {', '.join(missing)}")
    return {"variants": written(ask, random.Random(ask.key(model)))}  # noqa: S311 — repeatable on purpose
