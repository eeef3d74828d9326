"""The closed list of reasons for saying nothing, or not this (interface §3)."""

from __future__ import annotations

from typing import Literal, get_args

RefusalCode = Literal[
    "contract.unknown_segment",
    "contract.wrong_version",
    "contract.expired",
    "contract.stale",
    "contract.low_confidence",
    "contract.too_few_events",
    "contract.channel",
    "contract.region",
    "consent.missing",
    "consent.do_not_disturb",
    "quiet_hours",
    "cap.user",
    "cap.account",
    "cap.channel",
    "cap.template",
    "cap.component",
    "cap.claim",
    "gap.channel",
    "suppressed.account_owner",
    "suppressed.rule",
    "priority.outranked",
    "holdout.silent",
    "uplift.negative",
    "content.none",
    "content.guard",
    "template.unknown",
    "template.not_approved",
]

LoserCode = Literal[
    "content.state",
    "content.valid",
    "content.locale",
    "content.segment",
    "content.condition",
    "content.attribute",
    "content.fact",
    "content.length",
    "cap.component",
    "cap.claim",
]
"""Why one candidate lost. These appear in explanations only; a decision is refused with a `RefusalCode`."""

REFUSAL_CODES: tuple[str, ...] = get_args(RefusalCode)
