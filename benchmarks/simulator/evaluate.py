"""Runs policies over worlds and seeds; finished walks are kept in a file, so that a run goes on where it ended."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.simulator.measure import Score, scored
from benchmarks.simulator.peers import Even, Oracle
from benchmarks.simulator.walk import Policy, Result, Walk
from benchmarks.simulator.world import VARIANTS, Params, World

ENGINE = ("bayes", "beta", "fixed", "uniform")
"""Policies of the policy file, run through the engine."""
PLAIN = ("beta-direct", "fixed-direct", "uniform-direct", "editor")
"""The like of them without the engine around."""
OUTSIDE = ("direct", *PLAIN, "vw", "vw-default")
NAMES = {
    "bayes": "content-engine, bayes",
    "beta": "content-engine, beta",
    "fixed": "content-engine, fixed",
    "uniform": "content-engine, uniform",
    "direct": "response model, without the engine",
    "beta-direct": "beta Thompson, fourfold counts",
    "fixed-direct": "default content",
    "uniform-direct": "uniform",
    "editor": "first day’s best, known from the truth",
    "vw": "Vowpal Wabbit CCB, best setting",
    "vw-default": "Vowpal Wabbit CCB, as it comes",
}


@dataclass(frozen=True)
class Options:
    """What to run: worlds and seeds, policies, and how the engine is set up."""

    world: str = "standard"
    params: Params = field(default_factory=Params)
    policies: tuple[str, ...] = ENGINE
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
    learns: int = 1
    ranking: tuple[tuple[str, Any], ...] = ()
    database: str = "sqlite:///:memory:"
    kept: Path | None = None

    def of_world(self) -> Params:
        """The parameters of the world asked for."""
        made: Params = VARIANTS[self.world](self.params)
        return made


def policy_of(name: str, world: World, options: Options) -> Policy:
    """A policy by its name. Raises SystemExit in words where what it needs is not installed."""
    if name in ENGINE:
        from benchmarks.simulator.content import Rule
        from benchmarks.simulator.through_engine import ThroughEngine

        learns = options.learns if name in ("bayes", "beta") else 0
        return ThroughEngine(world, Rule({"policy": name, **dict(options.ranking)}), options.database, learns)
    if name == "direct":
        from benchmarks.simulator.direct import Direct

        given = {key: value for key, value in options.ranking if key in ("width", "minimum")}
        return Direct(world, **given)
    if name in PLAIN:
        from benchmarks.simulator import plain

        made: tuple[Callable[[World], Policy], ...] = (plain.Thompson, plain.Defaults, plain.even, plain.Editor)
        return dict(zip(PLAIN, made, strict=True))[name](world)
    from benchmarks.simulator.vw import AS_IT_COMES, BEST, VowpalWabbit

    return VowpalWabbit(world, BEST if name == "vw" else AS_IT_COMES)


def evaluate(options: Options) -> dict[str, list[Score]]:
    """Scores by policy name, a list over seeds."""
    found: dict[str, list[Score]] = {name: [] for name in options.policies}
    for seed in options.seeds:
        world = World(options.of_world(), seed)
        references: list[Result] = []
        for name in options.policies:
            score = _kept(options, name, seed)
            if score is None:
                if not references:
                    references += [Walk(world, Even(world)).run(), Walk(world, Oracle(world)).run()]
                score = _run(world, name, options, references)
                _keep(options, name, score)
            found[name].append(score)
    return found


def _run(world: World, name: str, options: Options, references: Sequence[Result]) -> Score:
    policy = policy_of(name, world, options)
    began = time.perf_counter()
    result = Walk(world, policy, _bar(f"{options.world} world, seed {world.seed}, {name}")).run()
    score = scored(name, world, result, *references)
    took = time.perf_counter() - began
    _say(f"{options.world} world, seed {world.seed}, {name}: captured {score.captured:.3f} in {took:.0f} s\n")
    close: Callable[[], None] | None = getattr(policy, "close", None)
    if close:
        close()
    return score


def _bar(what: str) -> Callable[[float], None] | None:
    if not sys.stderr.isatty():
        return None
    return lambda share: _say(f"\r{what}: {'█' * int(share * 24):<24} {100 * share:3.0f} % \r")


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _key(options: Options, name: str, seed: int) -> str:
    """Everything that a walk's outcome depends on."""
    told = {"params": asdict(options.of_world()), "policy": name, "seed": seed}
    if name in ENGINE or name == "direct":
        told |= {"learns": options.learns, "ranking": sorted(options.ranking)}
    if name.startswith("vw"):
        from benchmarks.simulator.vw import AS_IT_COMES, BEST

        told["setting"] = str(BEST if name == "vw" else AS_IT_COMES)
    return json.dumps(told, sort_keys=True)


def _kept(options: Options, name: str, seed: int) -> Score | None:
    if options.kept is None or not options.kept.exists():
        return None
    rows = (json.loads(line) for line in options.kept.read_text().splitlines())
    found = [row["score"] for row in rows if row["key"] == _key(options, name, seed)]
    return Score(**{**found[-1], "weeks": tuple(found[-1]["weeks"])}) if found else None


def _keep(options: Options, name: str, score: Score) -> None:
    if options.kept is not None:
        with options.kept.open("a") as file:
            row = {"world": options.world, "key": _key(options, name, score.seed), "score": score.to_json()}
            file.write(json.dumps(row) + "\n")


def smaller(params: Params, decisions: int | None, days: int | None) -> Params:
    """The parameters with fewer decisions or days, where given; users shrink with the decisions of a day.

    So a user is spoken to as often as before, and fatigue weighs as much.
    """
    days = days or params.days
    decisions = decisions or params.decisions * days // params.days
    a_day = params.decisions / params.days
    users = max(50, round(params.users * decisions / days / a_day))
    return replace(params, decisions=decisions, days=days, users=users)
