"""The immutable state a policy ranks with: what is believed of every effect, or nothing yet.

A snapshot stands for M draws from its posterior. They are not stored: member m of an effect is its mean plus its
uncertainty times a standard normal number made from a hash of the effect's name, so that the same snapshot gives the
same draws anywhere, and an effect that hardly changed draws hardly differently under the next snapshot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from content_engine.ranking.names import PRIORS, Scale, group_of
from content_engine.ranking.pack import pack, unpack
from content_engine.ranking.text import TextPrior

Array = npt.NDArray[np.float64]

MEMBERS = 128
FORMAT = 1


@dataclass(frozen=True)
class Prior:
    """What is believed before any data: a base rate, and how far variants differ from it (standard deviation, logits).

    With the defaults a variant's expected reward lies between 0.023 and 0.069 nine times in ten.
    """

    base_rate: float = 0.04
    spread: float = 0.35


def normals(name: str, members: int) -> Array:
    """Standard normal numbers (members,) that belong to a name (Box & Muller, 1958, on SHAKE-256 output)."""
    half = (members + 1) // 2
    raw = np.frombuffer(hashlib.shake_256(name.encode()).digest(16 * half), dtype="<u8")
    units = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53
    radius = np.sqrt(-2.0 * np.log1p(-units[:half]))
    angle = 2.0 * np.pi * units[half:]
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])[:members]


@dataclass(frozen=True)
class Head:
    """What was learnt for one outcome. `effects[name]` is (mean, standard deviation) in logits.

    `inflation` widens shown intervals to what matured decisions ask for; `counts[variant]` is (rewards, exposures);
    `arrivals` is the share of rewards that has come by each part of the window; `texts[kind]` starts new variants.
    """

    outcome: str
    effects: Mapping[str, tuple[float, float]]
    scales: Mapping[str, Scale] = field(default_factory=lambda: dict(PRIORS))
    inflation: float = 1.0
    rate: float = 0.04
    counts: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    arrivals: tuple[float, ...] = ()
    texts: Mapping[str, TextPrior] = field(default_factory=dict)
    silent: float = 0.0

    def effect(self, name: str) -> tuple[float, float]:
        """Mean and standard deviation of an effect; one that was never seen has its group's prior."""
        found = self.effects.get(name)
        if found is not None:
            return found
        scale = self.scales[group_of(name)]
        return scale.mean, scale.spread

    def to_tree(self) -> dict[str, Any]:
        """As arrays and plain JSON, for `pack`."""
        names, variants = sorted(self.effects), sorted(self.counts)
        return {
            "outcome": self.outcome,
            "names": names,
            "effects": np.array([self.effects[name] for name in names]).reshape(-1, 2),
            "scales": {group: [scale.mean, scale.spread] for group, scale in self.scales.items()},
            "inflation": self.inflation,
            "rate": self.rate,
            "variants": variants,
            "counts": np.array([self.counts[variant] for variant in variants]).reshape(-1, 2),
            "arrivals": list(self.arrivals),
            "texts": {kind: prior.to_arrays() for kind, prior in self.texts.items()},
            "silent": self.silent,
        }

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> Head:
        """The inverse of `to_tree`."""
        effects = {name: (mean, sd) for name, (mean, sd) in zip(tree["names"], tree["effects"].tolist(), strict=True)}
        counts = {
            name: (won, seen) for name, (won, seen) in zip(tree["variants"], tree["counts"].tolist(), strict=True)
        }
        return cls(
            outcome=tree["outcome"],
            effects=effects,
            scales={group: Scale(*pair) for group, pair in tree["scales"].items()},
            inflation=tree["inflation"],
            rate=tree["rate"],
            counts=counts,
            arrivals=tuple(tree["arrivals"]),
            texts={kind: TextPrior.from_arrays(arrays) for kind, arrays in tree["texts"].items()},
            silent=tree["silent"],
        )


@dataclass(frozen=True)
class Snapshot:
    """What has been learnt so far, by outcome; one without heads is cold and knows only the prior."""

    heads: Mapping[str, Head] = field(default_factory=dict)
    members: int = MEMBERS
    learnt_from: int = 0
    prior: Prior = Prior()

    def to_bytes(self) -> bytes:
        """As it is stored. Equal snapshots give equal bytes."""
        heads = {outcome: head.to_tree() for outcome, head in self.heads.items()}
        return pack({"format": FORMAT, "members": self.members, "learnt_from": self.learnt_from, "heads": heads})

    @classmethod
    def from_bytes(cls, body: bytes) -> Snapshot:
        """The inverse of `to_bytes`. Raises ValueError for a format this version does not know."""
        tree = unpack(body)
        if tree.get("format") != FORMAT:
            raise ValueError(f"policy snapshot of format {tree.get('format')!r}; this version reads {FORMAT}")
        heads = {outcome: Head.from_tree(head) for outcome, head in tree["heads"].items()}
        return cls(heads, tree["members"], tree["learnt_from"])

    @cached_property
    def version(self) -> str:
        """The name of this state: the same content has the same version."""
        return ("bayes-" if self.heads else "cold-") + hashlib.sha256(self.to_bytes()).hexdigest()[:12]

    @property
    def params(self) -> dict[str, Any]:
        """What this snapshot is made of, for explanations."""
        return {
            "base_rate": self.prior.base_rate,
            "spread": self.prior.spread,
            "members": self.members,
            "learnt_from": self.learnt_from,
            "outcomes": {
                outcome: {
                    "effects": len(head.effects),
                    "variants_seen": len(head.counts),
                    "rate": head.rate,
                    "interval_inflation": head.inflation,
                    "scales": {group: scale.spread for group, scale in sorted(head.scales.items())},
                    "text_weight": {kind: prior.weight for kind, prior in sorted(head.texts.items())},
                }
                for outcome, head in sorted(self.heads.items())
            },
        }
