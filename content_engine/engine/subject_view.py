"""One subject for people: what is remembered, what was decided and why, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from content_engine.domain.base import Json
from content_engine.engine.refusal_words import lost, refused

PAGE = 50
SHORT = 3
"""Variants that a reason names."""


def shown(stored: Json, *, before: str = "", limit: int = PAGE) -> Json:
    """What `Engine.subject` tells, with a page of decisions, newest first, those before an id, each with its reason.

    `known` says whether anything is stored at all; `earlier` is the id to go on from, empty on the last page.
    """
    memory = stored["memory"]
    decisions = sorted(stored["decisions"], key=lambda one: str(one["decision_id"]), reverse=True)
    rest = [one for one in decisions if not before or one["decision_id"] < before]
    happened = _happened(stored)
    page = [_decision(one, happened.get(one["decision_id"], [])) for one in rest[:limit]]
    return {
        "user_id": stored["user_id"],
        "known": bool(memory["version"] or stored["assignments"] or decisions or stored["outcomes"]),
        "consent": _consent(memory["consent"]),
        "milestones": [{"outcome": name, "at": at} for name, at in memory["milestones"].items()],
        "touches": list(reversed(memory["touches"])),
        "assignments": stored["assignments"],
        "decisions": page,
        "count": len(decisions),
        "earlier": page[-1]["id"] if len(rest) > limit else "",
        "outcomes": list(reversed(stored["outcomes"]))[:limit],
    }


def _consent(told: Mapping[str, Sequence[Any]]) -> list[Json]:
    return [{"channel": name, "granted": granted, "at": at} for name, (granted, at) in told.items()]


def _happened(stored: Json) -> dict[str, list[Json]]:
    """What was reported of each decision, in the order of time."""
    found: dict[str, list[Json]] = defaultdict(list)
    for one in stored["exposures"]:
        found[one["decision_id"]].append({"what": one["kind"], "at": one["at"]})
    for one in stored["outcomes"]:
        if one.get("decision_id"):
            found[one["decision_id"]].append({"what": one["outcome"], "at": one["at"]})
    return {name: sorted(told, key=lambda one: str(one["at"])) for name, told in found.items()}


def _decision(record: Json, happened: Sequence[Json]) -> Json:
    return {
        "id": record["decision_id"],
        "at": record["decided_at"],
        "template": record["template"],
        "channel": record["channel"],
        "status": record["status"],
        "why": why(record),
        "happened": happened,
    }


def why(record: Json) -> str:
    """Why a recorded decision came out as it did, in one sentence."""
    if record["status"] == "refused":
        detail = ((record["answer"] or {}).get("refusal") or {}).get("detail", "")
        return _sentence(f"Nothing was sent: {refused(record['refusal'] or '')}", detail)
    chosen = [_chosen(one) for one in record["choices"][:SHORT]]
    more = f" and {len(record['choices']) - SHORT} more" if len(record["choices"]) > SHORT else ""
    to = f" as one of {record['segment']}" if record["segment"] else ""
    return f"Sent{to}, {_how(record)}: {', '.join(chosen)}{more}."


def _chosen(choice: Json) -> str:
    return f"{choice['variant']} ({choice['propensity']:.0%} likely)" if "propensity" in choice else choice["variant"]


def _how(told: Json) -> str:
    """Who chose the words of a decision or of an attempt."""
    if told["arm"] == "holdout":
        return "with default content, to be compared with"
    ways = {"control": "with default content instead of a choice", "snapshot": "chosen by an older state of learning"}
    return ways.get(told["served_by"], "chosen by the policy")


def _sentence(words: str, detail: str) -> str:
    return f"{words} ({detail})." if detail and detail not in words else f"{words}."


def explained(explanation: Json) -> Json:
    """An explanation (`Engine.explain`) for people: sentences and slots of every template that was tried."""
    return {
        **{name: explanation[name] for name in ("decision_id", "catalog_version", "policy_version")},
        "remembered": explanation["remembered"],
        "attempts": [_attempt(one) for one in explanation["attempts"]],
    }


def _attempt(told: Json) -> Json:
    return {
        "template": told["template"],
        "status": told["status"],
        "sentences": list(_sentences(told)),
        "slots": [{**slot, "losers": _losers(slot["losers"])} for slot in told["slots"]],
    }


def _sentences(told: Json) -> Iterator[str]:
    if told["refusal"]:
        yield _sentence(f"Nothing was sent: {refused(told['refusal']['code'])}", told["refusal"]["detail"])
    if told["segment"]:
        yield f"The subject was met as one of the segment {told['segment']}."
    for name, fault in told["segments"]["refused"].items():
        yield _sentence(f"The segment {name} did not count: {refused(fault['code'])}", fault["detail"])
    yield from (_rule(one) for one in told["rules"])
    if told["status"] == "assembled":
        yield f"The words were {_how(told)}{_probability(told)}."
    if told["guard"]:
        yield f"What was drawn first broke a rule: {told['guard']}."
    yield from _predicted(told["message"])


def _probability(told: Json) -> str:
    share = told["message_propensity"]
    return "" if share is None else f"; this whole message had a probability of {share:.2%}"


def _rule(breach: Json) -> str:
    until = breach["retry_at"]
    ends = f", until {datetime.fromisoformat(until).astimezone(UTC):%Y-%m-%d %H:%M} UTC" if until else ""
    named = f" by the rule {breach['rule']}" if breach["rule"] else ""
    return _sentence(f"Held back{named}: {refused(breach['code'])}{ends}", breach["detail"])


def _predicted(message: Json | None) -> Iterator[str]:
    if message is not None:
        expected, over = message["expected"], message["uplift_over_silence"]
        yield (
            f"Predicted: {expected['mean']:.1%} reach the goal ({expected['low']:.1%} to {expected['high']:.1%}); "
            f"over silence {100 * over['mean']:+.1f} points ({100 * over['low']:+.1f} to {100 * over['high']:+.1f})."
        )


def _losers(losers: Sequence[Json]) -> list[Json]:
    """Candidates that were out, together by their reason, the commonest first."""
    reasons = Counter((lost(one["code"]), one["code"]) for one in losers)
    return [
        {"why": words, "count": n, "variants": [_lost(one) for one in losers if one["code"] == code]}
        for (words, code), n in reasons.most_common()
    ]


def _lost(one: Json) -> str:
    return f"{one['variant']}: {one['detail']}" if one["detail"] else str(one["variant"])
