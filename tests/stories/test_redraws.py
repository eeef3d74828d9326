"""Promise 5: every choice carries the true probability with which it was drawn. 10,000 redraws agree.

A redraw is the same question under another request_id, as a dry run. Two decisions go through the whole engine again.
For the others the plan of the decision is drawn from with the same numbers as the engine takes, which is shown to be
the same thing on a hundred request_ids each, and is quick enough to run every time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import orjson
import pytest
from scipy.stats import chi2

from content_engine import Decision, Exposure, SegmentClaim
from content_engine.domain.catalog import Catalog
from content_engine.engine.answer import case_of
from content_engine.engine.case import Attempt, Case, World
from content_engine.engine.explain import explanation_of
from content_engine.engine.story import decide_case
from content_engine.experiments.hashing import seed_units
from content_engine.ranking.snapshot import Head, Snapshot

REDRAWS = 10_000
LEAST_P = 1e-4
DONE = {"activated": True}

# name: template, segments, attributes, locale, messages that went before
DECISIONS: dict[str, tuple[str, list[str], dict[str, Any], str, int]] = {
    "trial e-mail": ("trial-activation-email", ["evaluator-admins"], {}, "en", 0),
    "trial e-mail, German": ("trial-activation-email", ["evaluator-admins"], {"first_name": "Ada"}, "de-AT", 0),
    "trial e-mail to a whole account": ("trial-activation-email", ["onboarding-accounts"], {"plan": "basic"}, "en", 0),
    "trial e-mail, two segments": ("trial-activation-email", ["evaluator-admins", "onboarding-accounts"], {}, "fr", 0),
    "trial e-mail with history": ("trial-activation-email", ["evaluator-admins"], {"role": "admin"}, "en", 2),
    "checklist": ("trial-activation-checklist", ["evaluator-admins"], {}, "en", 0),
    "checklist, connected": ("trial-activation-checklist", ["evaluator-admins"], {"source_connected": True}, "en", 0),
    "checklist with history": ("trial-activation-checklist", ["onboarding-accounts"], {}, "en", 1),
    "tooltip": ("trial-activation-tooltip", ["evaluator-admins"], {}, "en", 0),
    "seats e-mail": ("seat-expansion-email", ["seat-growth-admins"], DONE, "en", 0),
    "seats e-mail, FinTech": ("seat-expansion-email", ["seat-growth-admins"], {**DONE, "industry": "FinTech"}, "en", 0),
    "seats e-mail with history": ("seat-expansion-email", ["seat-growth-admins"], {**DONE, "role": "admin"}, "en", 1),
    "seats in-app": ("seat-expansion-in-app", ["seat-growth-admins"], {**DONE, "plan": "pro"}, "en", 0),
    "status e-mail": ("churn-status-email", ["churn-risk-accounts"], {"open_tickets": 3}, "en", 0),
    "status e-mail, errors": (
        "churn-status-email",
        ["churn-risk-accounts"],
        {"error_rate": 0.2, "company": "Acme"},
        "en",
        0,
    ),
    "diagnostic": ("churn-diagnostic-in-app", ["churn-risk-accounts"], {"open_tickets": 1}, "en", 1),
    "hand-over note": ("csm-handover-note", ["churn-risk-accounts"], {"csm_managed": True}, "en", 0),
    "limit e-mail": ("plan-limit-email", ["plan-limit-accounts"], {**DONE, "plan": "basic"}, "en", 0),
    "limit in-app": ("plan-limit-in-app", ["plan-limit-accounts"], {**DONE, "plan": "pro"}, "en", 0),
    "engagement e-mail": ("declining-engagement-email", ["declining-engagement-accounts"], {}, "en", 0),
}
THROUGH_THE_ENGINE = ("tooltip", "seats in-app")


def learnt(catalog: Catalog) -> Snapshot:
    """What might be known after a while: most variants have effects, some of them tie, some are still unknown."""
    rng = np.random.default_rng(5)
    names = [variant.id for component in catalog.components for variant in component.variants]
    effects = {f"variant|{name}": (float(rng.normal(0, 0.3)), 0.4) for name in names if rng.random() < 0.8}
    effects |= {"repeat|1": (-0.4, 0.2), "bias": (-3.0, 0.1)}
    goals = {template.goal.outcome for template in catalog.templates}
    return Snapshot({goal: Head(goal, effects) for goal in goals}, members=64)


@pytest.fixture
def ask(make_house: Callable[..., Any], starter: Catalog) -> Callable[[str], tuple[Any, Decision, Case]]:
    """Makes one of the decisions for real, with its history: the house, the decision, and its case as recorded."""

    def made(name: str) -> tuple[Any, Decision, Case]:
        template, names, attributes, locale, before = DECISIONS[name]
        house = make_house(catalog=starter)
        world = house.engine.worlds.now()
        if list(DECISIONS).index(name) % 3:
            known = learnt(starter)
            house.engine.worlds.present = replace(world, snapshot=known, policy_version=known.version)
        given: dict[str, Any] = {"template": template, "attributes": attributes, "locale": locale, "account_id": "acme"}
        for _ in range(before):
            earlier = house.decide(**given, segments=claims(house, names))
            house.engine.expose_many([Exposure(decision_id=earlier.decision_id, at=house.clock.now(), kind="sent")])
            house.later(hours=40)
        decision = house.decide(**given, segments=claims(house, names))
        assert (decision.status, decision.served_by) == ("assembled", "policy")
        record = house.stores.memory.decision(decision.decision_id).record
        return house, decision, case_of(orjson.loads(record.inputs))

    return made


def claims(house: Any, names: list[str]) -> tuple[SegmentClaim, ...]:
    """Good claims of these segments, observed now."""
    contracts = house.engine.worlds.now().catalog.contracts
    known = {"confidence": 0.9, "events": 50, "observed_at": house.clock.now()}
    return tuple(
        SegmentClaim(segment_id=name, version=contracts[name].version, scope=contracts[name].scope, **known)
        for name in names
    )


Place = tuple[str, int]
"""A slot's name and the position in it."""


def told(case: Case, world: World) -> dict[Place, dict[str | None, float]]:
    """The distribution over each place as the explanation tells it; what is missing to one is the place left empty."""
    places: dict[Place, dict[str | None, float]] = {}
    for slot in explanation_of(decide_case(case, world), world)["attempts"][-1]["slots"]:
        for row in slot["candidates"]:
            for position, chance in enumerate(row["probabilities"]):
                places.setdefault((slot["slot"], position), {})[row["variant"]] = chance
    for chances in places.values():
        chances[None] = max(0.0, 1.0 - sum(chances.values()))
    return places


def p_value(seen: Mapping[Any, int], chances: Mapping[Any, float]) -> float:
    """Chi-squared of the counts against the probabilities; rare outcomes count together."""
    total = sum(seen.values())
    assert set(seen) <= {outcome for outcome, chance in chances.items() if chance > 0}
    often = [outcome for outcome, chance in chances.items() if total * chance >= 5]
    rows = [(seen.get(outcome, 0), total * chances[outcome]) for outcome in often]
    rest = (total - sum(count for count, _ in rows), total - sum(expected for _, expected in rows))
    rows += [rest] if rest[1] > 1 else []
    statistic = sum((count - expected) ** 2 / expected for count, expected in rows)
    return float(chi2.sf(statistic, len(rows) - 1)) if len(rows) > 1 else 1.0


def drawn(attempt: Attempt, name: str, numbers: Iterable[int]) -> list[dict[Place, str]]:
    """What the plan of a decision draws under other request_ids, place by place."""
    ranked, compiled = attempt.ranked, attempt.compiled
    assert ranked is not None
    assert compiled is not None
    labels = [
        (
            (compiled.slots[slot].slot.name, position),
            [compiled.slots[slot].pieces[i].variant.id for i in ranked.eligible[slot]],
        )
        for slot, position in ranked.places
    ]
    found = []
    for number in numbers:
        units = seed_units(ranked.lottery.tickets, "draw", f"{name}/{number}", attempt.template_id)
        picks = ranked.lottery.draw(units).picks
        found.append({place: ids[pick] for (place, ids), pick in zip(labels, picks, strict=True) if pick is not None})
    return found


def layout(decision: Mapping[str, Any]) -> dict[Place, str]:
    """The choices of a decision, place by place."""
    return {(choice["slot"], choice["position"]): choice["variant"] for choice in decision["choices"]}


def agree(layouts: list[dict[Place, str]], places: Mapping[Place, Mapping[str | None, float]]) -> float:
    """The smallest p over all places."""
    counts = {place: Counter(one.get(place) for one in layouts) for place in places}
    return min(p_value(counts[place], chances) for place, chances in places.items())


def test_there_are_twenty_decisions_that_differ() -> None:
    """By template, segments, attributes, language and history; every template of the starter content but one kind."""
    assert len(DECISIONS) == 20
    assert len({template for template, *_ in DECISIONS.values()}) >= 11
    assert len(set(map(repr, DECISIONS.values()))) == 20


@pytest.mark.parametrize("name", [name for name in DECISIONS if name not in THROUGH_THE_ENGINE])
def test_ten_thousand_redraws_agree_with_what_was_logged(name: str, ask: Callable[[str], Any]) -> None:
    """Every place of the message is drawn as often as its logged probabilities say (chi-squared, p above 1e-4)."""
    house, decision, case = ask(name)
    world = house.engine.worlds.now()
    attempt, places = decide_case(case, world).attempt, told(case, world)
    for choice in decision.choices:
        assert choice.propensity == places[choice.slot, choice.position][choice.variant]
    redrawn = drawn(attempt, name, range(REDRAWS))
    assert agree(redrawn, places) > LEAST_P
    for number in range(100):
        asked = case.request.model_copy(update={"request_id": f"{name}/{number}"})
        again = decide_case(replace(case, request=asked), world).attempt
        slots = again.compiled.slots  # type: ignore[union-attr]
        picks = {(slots[p.slot].slot.name, p.position): slots[p.slot].pieces[p.piece].variant.id for p in again.picks}
        assert picks == redrawn[number]


@pytest.mark.parametrize("name", THROUGH_THE_ENGINE)
def test_ten_thousand_dry_runs_agree_place_by_place_and_as_a_whole(name: str, ask: Callable[[str], Any]) -> None:
    """The same through the whole engine; whole messages come as often as their joint propensity says, too."""
    house, _, case = ask(name)
    world = house.engine.worlds.now()
    # without what the first decision left behind, so that the rules allow the question again
    house.later(days=60)
    plain = case.request.model_copy(update={"dry_run": True, "segments": claims(house, DECISIONS[name][1])})
    answers: list[dict[str, Any]] = []
    for start in range(0, REDRAWS, 500):
        batch = [plain.model_copy(update={"request_id": f"{name}/{number}"}) for number in range(start, start + 500)]
        answers += map(orjson.loads, house.engine.decide_raw(batch))
    layouts = [layout(answer) for answer in answers]
    assert agree(layouts, told(case, world)) > LEAST_P
    whole = {tuple(sorted(one.items())): answer["propensity"] for one, answer in zip(layouts, answers, strict=True)}
    seen = Counter(tuple(sorted(one.items())) for one in layouts)
    chances = {**whole, None: max(1e-12, 1.0 - sum(whole.values()))}
    assert sum(whole.values()) <= 1 + 1e-9
    assert p_value(seen, chances) > LEAST_P
