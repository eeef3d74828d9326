"""Finds Vowpal Wabbit's best setting on a world that no evaluation uses: a grid, then variations of the best.

python -m benchmarks.simulator.tune --decisions 60000 --days 18 --seed 1000
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.simulator.measure import Score, scored
from benchmarks.simulator.peers import Even, Oracle
from benchmarks.simulator.vw import GRID, Setting, VowpalWabbit, around
from benchmarks.simulator.walk import Result, Walk
from benchmarks.simulator.world import Params, World


def tune(params: Params, seed: int, out: Path | None) -> list[tuple[Setting, Score]]:
    """Every setting tried with its score, best first; told as it goes along."""
    world = World(params, seed)
    even, oracle = Walk(world, Even(world)).run(), Walk(world, Oracle(world)).run()
    done: list[tuple[Setting, Score]] = []
    for setting in GRID:
        done.append(_try(world, setting, even, oracle, out))
    done.sort(key=lambda one: -one[1].captured)
    for setting in around(done[0][0]):
        done.append(_try(world, setting, even, oracle, out))
    return sorted(done, key=lambda one: -one[1].captured)


def _try(world: World, setting: Setting, even: Result, oracle: Result, out: Path | None) -> tuple[Setting, Score]:
    began = time.perf_counter()
    score = scored(str(setting), world, Walk(world, VowpalWabbit(world, setting)).run(), even, oracle)
    took = time.perf_counter() - began
    print(f"{score.captured:6.3f}  last {score.last:6.3f}  {took:5.0f} s  {setting}", flush=True)
    if out:
        with out.open("a") as file:
            file.write(json.dumps(score.to_json()) + "\n")
    return setting, score


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--decisions", type=int, default=60_000)
    options.add_argument("--days", type=int, default=18)
    options.add_argument("--seed", type=int, default=1_000)
    options.add_argument("--out", type=Path, default=None)
    given = options.parse_args()
    best = tune(replace(Params(), decisions=given.decisions, days=given.days), given.seed, given.out)
    print(f"best: {best[0][0]}")


if __name__ == "__main__":
    main()
