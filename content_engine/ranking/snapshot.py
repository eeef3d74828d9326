"""The immutable state a policy ranks with: an ensemble of posterior draws, or nothing yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Prior:
    """What is believed before any data: a base rate, and how far variants differ from it (standard deviation, logits).

    With the defaults a variant's expected reward lies between 0.023 and 0.069 nine times in ten.
    """

    base_rate: float = 0.04
    spread: float = 0.35

    @property
    def base_logit(self) -> float:
        """The base rate on the logit scale."""
        return float(np.log(self.base_rate / (1 - self.base_rate)))


@dataclass(frozen=True)
class Snapshot:
    """M draws from the posterior of each variant's logit effect; a variant not in `effects` still has its prior.

    `effects[variant]` has shape (M,), in logits relative to the base rate.
    """

    prior: Prior = Prior()
    effects: Mapping[str, Array] = field(default_factory=dict)
    learnt_from: int = 0

    @property
    def members(self) -> int:
        """M, the size of the ensemble; 1 when nothing is learnt, for then all members agree."""
        return next((len(draws) for draws in self.effects.values()), 1)

    @property
    def version(self) -> str:
        """The name of this state: the same content has the same version."""
        digest = hashlib.sha256(repr((self.prior, self.learnt_from)).encode())
        for variant in sorted(self.effects):
            digest.update(variant.encode() + b"\0" + np.ascontiguousarray(self.effects[variant]).tobytes())
        return ("cold-" if not self.effects else "bayes-") + digest.hexdigest()[:12]

    @property
    def params(self) -> dict[str, Any]:
        """What this snapshot is made of, for explanations."""
        return {
            "base_rate": self.prior.base_rate,
            "spread": self.prior.spread,
            "members": self.members,
            "variants_learnt": len(self.effects),
            "learnt_from": self.learnt_from,
        }
