"""Cross checks of the policy files: what their rules and tests name exists, and what they ask for can be kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from content_engine.domain.refusals import REFUSAL_CODES
from content_engine.domain.rules import Given, PolicyFile, PolicyTest
from content_engine.library.forms import RULE_SECTIONS
from content_engine.library.scene import Scene, Told
from content_engine.library.tree import Path
from content_engine.library.validation import near

_ONCE = ("do_not_disturb", "learning", "ranking", "reservation", "review")


def rules_of(policy: PolicyFile) -> Iterator[tuple[Path, Any]]:
    """Every rule of a policy that has an id, with its path."""
    for section in RULE_SECTIONS:
        for index, rule in enumerate(getattr(policy, section)):
            yield (section, index), rule


def rule_ids(policy: PolicyFile, scene: Scene) -> Iterator[Told]:
    """No two rules of all policies share an id."""
    first: dict[str, Any] = {}
    for other in scene.catalog.policies:
        for _, rule in rules_of(other):
            first.setdefault(rule.id, rule)
    for path, rule in rules_of(policy):
        if first[rule.id] is not rule:
            yield (*path, "id"), f"another rule has the id `{rule.id}`", "give each rule its own"


def rule_aims(policy: PolicyFile, scene: Scene) -> Iterator[Told]:
    """Rules speak of templates that exist."""
    for path, rule in rules_of(policy):
        for name in ("templates", "except_templates"):
            yield from scene.unknown("template", getattr(rule, name, ()), scene.templates, (*path, name))
    for name in policy.ranking.templates if policy.ranking else ():
        if name not in scene.templates and not scene.doubts(name):
            yield ("ranking", "templates", name), f"there is no template `{name}`", near(name, scene.templates)


def rule_stages(policy: PolicyFile, scene: Scene) -> Iterator[Told]:
    """Rules speak of stages that exist."""
    for path, rule in rules_of(policy):
        stages = scene.dimensions.get("stage", ())
        yield from scene.unknown("stage", getattr(rule, "stages", ()), stages, (*path, "stages"))


def rule_conditions(policy: PolicyFile, scene: Scene) -> Iterator[Told]:
    """Conditions compile."""
    for index, rule in enumerate(policy.suppress):
        yield from scene.condition(rule.when, ("suppress", index, "when"))
    for index, wait in enumerate(policy.priorities):
        yield from scene.condition(wait.until, ("priorities", index, "until"))


def quiet_hours(policy: PolicyFile, _scene: Scene) -> Iterator[Told]:
    """Quiet hours have a length and a time zone that exists."""
    for index, rule in enumerate(policy.quiet_hours):
        if rule.from_ == rule.until:
            yield ("quiet_hours", index, "until"), "quiet hours that end when they begin have no length", ""
        if not _is_zone(rule.default_timezone):
            message = f"there is no time zone `{rule.default_timezone}`"
            yield ("quiet_hours", index, "default_timezone"), message, "a name such as Europe/Berlin"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def holdout_shares(policy: PolicyFile, scene: Scene) -> Iterator[Told]:
    """The holdouts of any one template leave room: their shares add up to 1 at most, over all files."""
    holdouts = [holdout for other in scene.catalog.policies for holdout in other.holdouts]
    for name in scene.templates if policy.holdouts else ():
        total = sum(holdout.share for holdout in holdouts if not holdout.templates or name in holdout.templates)
        if total > 1 + 1e-9:
            yield ("holdouts",), f"the shares of the holdouts of `{name}` add up to {total:g}, more than 1", ""
            return


def declared_once(policy: PolicyFile, scene: Scene) -> Iterator[Told]:
    """What there can be only one of is given in one file: ranking, reservation, do not disturb, a channel's consent."""
    earlier = scene.catalog.policies[: next(i for i, p in enumerate(scene.catalog.policies) if p is policy)]
    for other in earlier:
        for name in _ONCE:
            if getattr(policy, name) is not None and getattr(other, name) is not None:
                yield (name,), f"the policy `{other.id}` gives `{name}` already", "keep one of the two"
        for channel in policy.consent:
            if channel in other.consent:
                message = f"the policy `{other.id}` has a consent rule for {channel} already"
                yield ("consent", channel), message, "keep one of the two"


def names_in_tests(policy: PolicyFile, scene: Scene) -> Iterator[Told]:
    """The tests name templates, segments, components and facts that exist."""
    for index, test in enumerate(policy.tests):
        for path, what, word, known in _named(test.given, scene):
            if word not in known and not scene.doubts(word):
                yield ("tests", index, "given", *path), f"there is no {what} `{word}`", near(word, known)


def _named(given: Given, scene: Scene) -> Iterator[tuple[Path, str, str, Collection[str]]]:
    yield ("template",), "template", given.template, scene.templates
    for index, name in enumerate(given.segments or ()):
        yield ("segments", index), "segment", name, scene.segments
    for index, past in enumerate(given.history):
        yield ("history", index, "template"), "template", past.template, scene.templates
        for at, name in enumerate(past.components):
            yield ("history", index, "components", at), "component", name, scene.components
        for at, name in enumerate(past.claims):
            yield ("history", index, "claims", at), "fact", name, scene.facts


def codes_in_tests(policy: PolicyFile, _scene: Scene) -> Iterator[Told]:
    """A test expects a refusal code from the closed list, and only where it expects a refusal."""
    for index, test in enumerate(policy.tests):
        for key, message, hint in _expectation(test):
            yield ("tests", index, *key), message, hint


def _expectation(test: PolicyTest) -> Iterator[Told]:
    if test.code is not None and test.code not in REFUSAL_CODES:
        yield ("code",), f"there is no refusal code `{test.code}`", near(test.code, REFUSAL_CODES)
    if test.code is not None and test.expect == "assembled":
        yield ("code",), "a message that is assembled has no refusal code", "remove the code"
    if test.given.at is not None and not _is_moment(test.given.at):
        yield ("given", "at"), "must be a moment with its offset from UTC", "as in 2026-11-20T10:00:00Z"


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
