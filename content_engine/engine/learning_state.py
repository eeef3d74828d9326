"""What learning goes on from: what was settled, and the decisions that are not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from content_engine.ranking.design import Compact
from content_engine.ranking.learner import Apprentice
from content_engine.ranking.pack import pack, unpack

FORMAT = 1


@dataclass
class Rows:
    """The decisions of one day for one outcome that are not settled, ascending by id. `arm` is 1 for silence."""

    ids: list[str]
    compact: Compact

    def merged(self, other: Rows) -> Rows:
        """Both, ascending by id."""
        ids = [*self.ids, *other.ids]
        order = sorted(range(len(ids)), key=ids.__getitem__)
        compact = Compact.join([self.compact, other.compact]).pick(np.array(order, np.intp))
        return Rows([ids[n] for n in order], compact)


@dataclass
class Pupil:
    """All that learning goes on from: what was settled, and the decisions that are not."""

    half_life: float
    settled: int | None = None
    """The last settled day, as days since 1970."""
    decisions: int = 0
    rewards: int = 0
    heads: dict[str, Apprentice] = field(default_factory=dict)
    open: dict[tuple[int, str], Rows] = field(default_factory=dict)
    skipped: dict[int, list[str]] = field(default_factory=dict)
    """Decisions of open days that are not learnt from, so that they are not read again."""
    windows: dict[str, dict[str, int]] = field(default_factory=dict)
    """The goal windows of templates by outcome, in milliseconds."""

    @property
    def window(self) -> int:
        """The longest window there is."""
        return max((window for known in self.windows.values() for window in known.values()), default=0)

    def head(self, outcome: str) -> Apprentice:
        """What is known of an outcome."""
        if outcome not in self.heads:
            self.heads[outcome] = Apprentice(outcome, self.half_life)
        return self.heads[outcome]

    def to_bytes(self) -> bytes:
        """As it is stored."""
        open_rows = [
            {"day": day, "outcome": outcome, "ids": "\n".join(rows.ids), **vars(rows.compact)}
            for (day, outcome), rows in sorted(self.open.items())
        ]
        return pack(
            {
                "format": FORMAT,
                "half_life": self.half_life,
                "settled": self.settled,
                "decisions": self.decisions,
                "rewards": self.rewards,
                "heads": {outcome: head.to_tree() for outcome, head in self.heads.items()},
                "open": open_rows,
                "windows": self.windows,
                "skipped": [[day, "\n".join(ids)] for day, ids in sorted(self.skipped.items())],
            }
        )

    @classmethod
    def from_bytes(cls, body: bytes) -> Pupil:
        """The inverse of `to_bytes`. Raises ValueError for what this version cannot read."""
        try:
            tree = unpack(body)
            if tree["format"] != FORMAT:
                raise ValueError(f"learner's state of format {tree['format']!r}; this version reads {FORMAT}")
            return cls._of(tree)
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError(f"the learner's state is damaged: {error}") from error

    @classmethod
    def _of(cls, tree: dict[str, Any]) -> Pupil:
        heads = {outcome: Apprentice.from_tree(head) for outcome, head in tree["heads"].items()}
        opened = {}
        for row in tree["open"]:
            day, outcome, ids = row.pop("day"), row.pop("outcome"), row.pop("ids")
            opened[day, outcome] = Rows(ids.split("\n"), Compact(**row))
        skipped = {day: ids.split("\n") for day, ids in tree["skipped"]}
        plain = {name: tree[name] for name in ("half_life", "settled", "decisions", "rewards", "windows")}
        return cls(heads=heads, open=opened, skipped=skipped, **plain)
