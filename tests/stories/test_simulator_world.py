"""The simulator's worlds: their truth, their luck, and the two ends between which every policy is measured."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.simulator.content import Rule, catalog
from benchmarks.simulator.measure import rows, scored
from benchmarks.simulator.peers import Even, Oracle
from benchmarks.simulator.plain import Defaults, Editor, Thompson, even
from benchmarks.simulator.plot import plot
from benchmarks.simulator.through_engine import ThroughEngine
from benchmarks.simulator.walk import EMPTY, Policy, Result, Walk
from benchmarks.simulator.world import SLOTS, VARIANTS, WINDOW_DAYS, Params, World
from content_engine.experiments.allocation import allocate

SMALL = Params(decisions=3_000, days=10, users=300, components=12)


def walked(world: World, policy: Policy) -> Result:
    """A policy's walk through a world."""
    return Walk(world, policy).run()


def test_the_even_draw_captures_nothing_and_the_oracle_everything() -> None:
    """The two ends of the scale are 0 and 1, over all of the run and in its last quarter."""
    world = World(SMALL, 1)
    even, oracle = walked(world, Even(world)), walked(world, Oracle(world))
    for result, share in ((even, 0.0), (oracle, 1.0)):
        score = scored("end", world, result, even, oracle)
        assert score.captured == pytest.approx(share)
        assert score.last == pytest.approx(share)
    assert scored("end", world, oracle, even, oracle).regret == 0.0


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_knowing_the_truth_is_worth_something_in_every_world(name: str) -> None:
    """In each world on offer the oracle's messages work better than an even draw's."""
    world = World(VARIANTS[name](SMALL), 3)
    assert np.nanmean(walked(world, Oracle(world)).expected) > np.nanmean(walked(world, Even(world)).expected)


def test_the_same_seed_is_the_same_world_and_another_seed_another() -> None:
    """A walk is repeated to the last bit by its seed."""
    one, same, other = (walked(World(SMALL, seed), Even(World(SMALL, seed))) for seed in (1, 1, 2))
    assert np.array_equal(one.choices, same.choices)
    assert np.array_equal(one.expected, same.expected, equal_nan=True)
    assert not np.array_equal(one.converted, other.converted)


def test_luck_belongs_to_the_request_not_to_the_policy() -> None:
    """In the silent holdout, where every policy does the same, the same requests convert whoever decides."""
    world = World(SMALL, 1)
    even, oracle = walked(world, Even(world)), walked(world, Oracle(world))
    silent = np.isnan(even.expected)
    assert silent.any()
    assert np.array_equal(silent, np.isnan(oracle.expected))
    assert np.array_equal(even.converted[silent], oracle.converted[silent])


def test_the_silent_holdout_is_the_engines() -> None:
    """The world holds out exactly the users that the engine's allocation does."""
    world = World(replace(SMALL, silent=0.3), 1)
    holdouts = catalog(world, world.periods[0], Rule({"policy": "uniform"})).policies[0].holdouts
    arms = [
        allocate(holdouts, template="any", user_id=world.user_id(user), account_id=None).arm
        for user in range(SMALL.users)
    ]
    assert [arm == "silent_holdout" for arm in arms] == world.silent.tolist()


def test_content_comes_and_goes_but_defaults_stay() -> None:
    """Every few days one component of each slot gives way to a new one; the default content lives to the end."""
    world = World(SMALL, 1)
    for before, after in zip(world.periods, world.periods[1:], strict=False):
        for slot, (old, new) in enumerate(zip(before.options, after.options, strict=True)):
            was, now = ({option.piece.id for option in some} for some in (old, new))
            assert len(was - now) == len(now - was) == 1
            assert world.controls[slot] in new


def test_delays_stay_within_the_goals_window() -> None:
    """Every conversion comes before the window ends, most of them in the first days."""
    delays = np.concatenate([batch.delays for batch in World(SMALL, 1).batches()])
    assert delays.min() >= 0
    assert delays.max() < WINDOW_DAYS
    assert np.median(delays) < SMALL.delay_mean


def test_nobody_asks_twice_in_a_batch_and_every_request_comes_once() -> None:
    """Requests are numbered through, batches in order of time hold each user once at most."""
    batches = World(SMALL, 1).batches()
    assert [batch.at for batch in batches] == sorted(batch.at for batch in batches)
    assert sum(len(batch.users) for batch in batches) == SMALL.decisions
    assert all(len(set(batch.users.tolist())) == len(batch.users) for batch in batches)


def test_repeating_a_component_lowers_what_is_expected_and_time_heals_it() -> None:
    """The no-repeat rule apart, a user tires of a component and has forgotten it after a fortnight."""
    world = World(SMALL, 1)
    walk = Walk(world, Even(world))
    users, columns = np.array([0]), np.zeros((1, len(SLOTS)), int)
    walk.seen.fade(users, 1.0)
    walk.seen.show(users, columns, 1.0)
    walk.seen.fade(users, 1.5)
    fresh = walk.seen.load[0, 0]
    walk.seen.fade(users, 16.0)
    assert walk.seen.load[0, 0] < 0.1 < 0.8 < fresh


@pytest.mark.parametrize("policy", ["uniform", "fixed"])
def test_the_engine_walks_under_the_same_rules(policy: str) -> None:
    """Through the public engine nothing is repeated too soon, nobody held out is spoken to, everybody is answered."""
    world = World(replace(SMALL, decisions=150, days=6, users=60, silent=0.2), 1)
    engine = ThroughEngine(world, Rule({"policy": policy}), learns=0)
    result = walked(world, engine)
    memory: Any = engine.engine.status()["memory"]
    engine.close()
    spoken = (result.choices != EMPTY).all(axis=1)
    assert memory["decisions"] == {"assembled": spoken.sum(), "refused": (~spoken).sum()}
    assert memory["rows"]["exposures"] == spoken.sum()
    assert 0 < memory["rows"]["outcomes"] <= result.converted.sum()


def test_the_engines_fixed_policy_says_what_the_same_rule_says_without_the_engine() -> None:
    """Message by message: what the engine adds around a choice does not change what is chosen."""
    world = World(replace(SMALL, decisions=150, days=6, users=60, silent=0.2), 1)
    engine = ThroughEngine(world, Rule({"policy": "fixed", "minimum": 0.0}), learns=0)
    through, plain = walked(world, engine), walked(world, Defaults(world))
    engine.close()
    assert np.array_equal(through.choices, plain.choices)


def test_plain_policies_lie_in_order_of_what_they_know() -> None:
    """Counting what converts beats an even draw; another even draw is near the first; the walk checks the rules."""
    world = World(replace(SMALL, decisions=12_000, days=20, users=600).scaled(2.0), 1)
    low, high = walked(world, Even(world)), walked(world, Oracle(world))
    named = {"counts": Thompson(world), "even": even(world), "editor": Editor(world)}
    scores = {name: scored(name, world, walked(world, policy), low, high).captured for name, policy in named.items()}
    assert abs(scores["even"]) < 0.05
    assert scores["counts"] > 0.1
    assert scores["editor"] > 0.1


def test_an_engine_that_learns_publishes_a_snapshot_a_day() -> None:
    """Learning once a day ends in a snapshot of all decisions known by then."""
    world = World(replace(SMALL, decisions=200, days=4, users=60), 1)
    engine = ThroughEngine(world, Rule({"policy": "bayes"}), learns=1)
    walked(world, engine)
    engine.close()
    assert len(engine.reports) == 3
    assert engine.reports[-1].decisions == 150


def test_table_and_plot_name_every_policy() -> None:
    """A row and a line for each policy, the best first in the table."""
    world = World(replace(SMALL, days=14), 1)
    even, oracle = walked(world, Even(world)), walked(world, Oracle(world))
    scores = {name: [scored(name, world, one, even, oracle)] for name, one in (("<even>", even), ("oracle", oracle))}
    assert [row[0] for row in rows(scores)] == ["oracle", "<even>"]
    drawn = plot(scores)
    assert drawn.count("<polyline") == 2
    assert "&lt;even&gt;" in drawn
