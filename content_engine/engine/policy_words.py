"""The rules of a policy file in words, for people who do not read YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from content_engine.domain.rules import (
    Aim,
    Cap,
    Gap,
    Holdout,
    PolicyFile,
    QuietHours,
    RankingRule,
    RegionRule,
    ReviewRules,
)

NAMES = {"email": "e-mail", "in_app": "in-app message", "chat": "chat message", "web": "web message"}
UNITS = ((604_800, "week"), (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
DRAWS = {
    "bayes": "by what was learnt of every response",
    "beta": "by each variant's own counts (Thompson sampling)",
    "fixed": "as the default content",
    "uniform": "evenly",
}
COMPARED = {
    "$eq": "is", "$ne": "is not", "$gt": "is above", "$gte": "is at least", "$lt": "is below", "$lte": "is at most",
    "$in": "is one of", "$nin": "is none of", "$regex": "matches", "$regexi": "matches",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its sort, its id (empty where it has none), and what it says."""

    sort: str
    id: str
    words: str


def rules_of(policy: PolicyFile) -> list[Rule]:
    """Every rule of a file, in the order in which rules are asked."""
    parts = (_consent, _regions, _suppressed, _priorities, _quiet, _caps, _gaps, _holdouts, _ranking, _rest)
    return [rule for part in parts for rule in part(policy)]


def _consent(policy: PolicyFile) -> Iterator[Rule]:
    if policy.do_not_disturb:
        name = policy.do_not_disturb.attribute
        yield Rule("Do not disturb", "", f"Nothing at all while the attribute {name} is true.")
    for channel, rule in policy.consent.items():
        absent = "consent counts as given" if rule.when_absent == "granted" else "nothing is sent"
        told = f"An {NAMES[channel]} needs" if channel in ("email", "in_app") else f"A {NAMES[channel]} needs"
        words = f"{told} {rule.attribute} to be true; where it is not stated, {absent}. A revocation always wins."
        yield Rule("Consent", "", words)


def _regions(policy: PolicyFile) -> Iterator[Rule]:
    for rule in policy.regions:
        yield Rule("Region", rule.id, f"{_region(rule)}{_aim(rule)}.")


def _region(rule: RegionRule) -> str:
    allowed = f"Only to {_list(rule.allow)}" if rule.allow else ""
    denied = f"{'not' if allowed else 'Not'} to {_list(rule.deny)}" if rule.deny else ""
    return ", ".join(part for part in (allowed, denied) if part) or "To every region"


def _suppressed(policy: PolicyFile) -> Iterator[Rule]:
    for rule in policy.suppress:
        but = f", except {_list(rule.except_templates)}" if rule.except_templates else ""
        words = f"Nothing{_aim(rule)}{but} while {condition(rule.when)}."
        yield Rule("Suppression", rule.id, _told(words, rule.detail))


def _priorities(policy: PolicyFile) -> Iterator[Rule]:
    for rule in policy.priorities:
        words = f"Nothing{_aim(rule)} until {condition(rule.until)}."
        yield Rule("Priority", rule.id, _told(words, rule.detail))


def _told(words: str, detail: str) -> str:
    return f"{words} {detail}" if detail else words


def _quiet(policy: PolicyFile) -> Iterator[Rule]:
    for rule in policy.quiet_hours:
        yield Rule("Quiet hours", rule.id, _hours(rule))


def _hours(rule: QuietHours) -> str:
    where = f"on {_channels(rule.channels)} " if rule.channels else ""
    zone = f"by the clock of the subject's {rule.timezone_attribute}, else {rule.default_timezone}"
    return f"Nothing {where}from {rule.from_} until {rule.until}, {zone}."


def _caps(policy: PolicyFile) -> Iterator[Rule]:
    for cap in policy.caps:
        yield Rule("Cap", cap.id, _cap(cap))


def _cap(cap: Cap) -> str:
    things = {"user": "a subject", "account": "an account"}
    whom = things.get(cap.scope, f"a subject with the same {cap.scope}")
    count = "No message" if cap.max == 0 else f"At most {cap.max} {'message' if cap.max == 1 else 'messages'}"
    return f"{count} to {whom}{_aim(cap)} within any {span(cap.per).removeprefix('1 ')}."


def _gaps(policy: PolicyFile) -> Iterator[Rule]:
    for gap in policy.gaps:
        yield Rule("Gap", gap.id, _gap(gap))


def _gap(gap: Gap) -> str:
    return f"No {NAMES[gap.before]} within {span(gap.min)} after an earlier {NAMES[gap.after]}."


def _holdouts(policy: PolicyFile) -> Iterator[Rule]:
    for rule in policy.holdouts:
        yield Rule("Holdout", rule.id, _holdout(rule))


def _holdout(rule: Holdout) -> str:
    who = "accounts" if rule.unit == "account" else "subjects"
    what = "hear nothing" if rule.kind == "silent_holdout" else "get default content"
    where = f" from {_list(rule.templates)}" if rule.templates else ""
    return f"{100 * rule.share:g} % of {who} {what}{where}, so that the effect of the rest can be measured."


def _ranking(policy: PolicyFile) -> Iterator[Rule]:
    if policy.ranking:
        yield Rule("Choice", "", f"Variants are chosen {_drawn(policy.ranking.default)}.")
        for name, rule in policy.ranking.templates.items():
            yield Rule("Choice", name, f"In {name} they are chosen {_drawn(rule)}.")


def _drawn(rule: RankingRule) -> str:
    even = f", {100 * rule.minimum:g} % of the probability spread evenly" if rule.policy in ("bayes", "beta") else ""
    silent = f"; nothing is said once silence is better with probability {rule.silence:g}" if rule.silence else ""
    return f"{DRAWS[rule.policy]}{even}{silent}"


def _rest(policy: PolicyFile) -> Iterator[Rule]:
    if policy.learning:
        half, settle = span(policy.learning.half_life), span(policy.learning.settle)
        words = f"What is {half} old counts half; a message is judged {settle} after its window has passed."
        yield Rule("Learning", "", words)
    if policy.reservation:
        others = [f"{span(told)} on {_channels((name,))}" for name, told in policy.reservation.channels.items()]
        known = "; ".join([span(policy.reservation.default), *others])
        yield Rule("Reservation", "", f"A decision waits for its exposure: {known}.")
    if policy.review:
        yield Rule("Review", "", _review(policy.review))


def _review(rules: ReviewRules) -> str:
    count = "one editor" if rules.high.approvals == 1 else "two editors, neither of whom wrote it"
    low = f"goes live by itself from a score of {rules.low.min_score:g} on" if rules.low.auto else "needs one editor"
    return f"A generated variant of high risk needs {count}; one of low risk {low}."


def _aim(aim: Aim) -> str:
    parts = [
        f" on {_channels(aim.channels)}" if aim.channels else "",
        f" from {_list(aim.templates)}" if aim.templates else "",
        f" of stage {_list(aim.stages)}" if aim.stages else "",
    ]
    return "".join(parts)


def _channels(names: Sequence[str]) -> str:
    return _list([name.replace("_", "-").replace("email", "e-mail") for name in names])


def _list(names: Sequence[object]) -> str:
    *first, last = [str(name) for name in names]
    return f"{', '.join(first)} or {last}" if first else last


def span(told: timedelta) -> str:
    """A time span in its largest whole unit: `2 hours`."""
    seconds = int(told.total_seconds())
    size, unit = next(((size, unit) for size, unit in UNITS if seconds and seconds % size == 0), (1, "second"))
    count = seconds // size
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def condition(node: Mapping[str, Any]) -> str:
    """A condition in words; what has no simple words stays as JSON."""
    parts = [_clause(name, value) for name, value in node.items()]
    return " and ".join(parts) if parts else "anything holds"


def _clause(name: str, value: Any) -> str:
    if name in ("$and", "$or", "$nor") and isinstance(value, list):
        joined = (" and " if name == "$and" else " or ").join(f"({condition(one)})" for one in value)
        return f"not ({joined})" if name == "$nor" else joined
    if name == "$not" and isinstance(value, dict):
        return f"not ({condition(value)})"
    if not isinstance(value, dict):
        return f"{name} is {_value(value)}"
    return " and ".join(_compared(name, operator, told) for operator, told in value.items())


def _compared(name: str, operator: str, told: Any) -> str:
    if operator == "$exists":
        return f"{name} is {'known' if told else 'not known'}"
    if operator not in COMPARED:
        return f"{name} fits {_value({operator: told})}"
    return f"{name} {COMPARED[operator]} {_list([_value(one) for one in told]) if _many(told) else _value(told)}"


def _many(told: Any) -> bool:
    return isinstance(told, list) and bool(told)


def _value(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False)
