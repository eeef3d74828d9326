"""Regret beside an oracle, in simulated worlds, through the public engine.

    python -m benchmarks.simulator                                   # five seeds of the standard world: hours
    python -m benchmarks.simulator --decisions 30000 --seeds 1,2     # smaller
    python -m benchmarks.simulator --world strong --policies bayes,vw --json result.json --plot docs/img/simulator.svg

What a world is, how to add Vowpal Wabbit, and what came out: docs/simulator.md.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.simulator.evaluate import ENGINE, NAMES, OUTSIDE, Options, evaluate, smaller
from benchmarks.simulator.measure import Score, table
from benchmarks.simulator.plot import plot
from benchmarks.simulator.world import VARIANTS, WINDOW_DAYS, Params


def _arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.simulator", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--world", choices=sorted(VARIANTS), default="standard")
    options.add_argument("--policies", default=",".join(ENGINE), help=f"of {', '.join((*ENGINE, *OUTSIDE))}")
    options.add_argument("--seeds", default="1,2,3,4,5")
    options.add_argument("--decisions", type=int, help="default 200,000; users shrink with it")
    options.add_argument("--days", type=int, help="default 60")
    options.add_argument("--learns", type=int, default=1, help="how often a day the engine learns")
    options.add_argument("--width", type=float, help="ranking rule: width of the posterior draws")
    options.add_argument("--minimum", type=float, help="ranking rule: share of probability spread evenly")
    options.add_argument("--database", default="sqlite:///:memory:", help="SQLAlchemy URL of an empty database")
    options.add_argument("--keep", type=Path, help="file of finished walks, to go on where a run ended")
    options.add_argument("--json", type=Path, help="write everything there")
    options.add_argument("--plot", type=Path, help="write an SVG of captured over time there")
    return options.parse_args()


def _options(given: argparse.Namespace) -> Options:
    policies = tuple(given.policies.split(","))
    unknown = set(policies) - {*ENGINE, *OUTSIDE}
    if unknown:
        raise SystemExit(f"no policy {', '.join(sorted(unknown))}; there are {', '.join((*ENGINE, *OUTSIDE))}")
    ranking = [(name, getattr(given, name)) for name in ("width", "minimum") if getattr(given, name) is not None]
    return Options(
        world=given.world,
        params=smaller(Params(), given.decisions, given.days),
        policies=policies,
        seeds=tuple(int(seed) for seed in given.seeds.split(",")),
        learns=given.learns,
        ranking=tuple(ranking),
        database=given.database,
        kept=given.keep,
    )


def _as_json(options: Options, scores: dict[str, list[Score]]) -> dict[str, Any]:
    return {
        "world": options.world,
        "params": asdict(options.of_world()),
        "seeds": list(options.seeds),
        "scores": {name: [score.to_json() for score in mine] for name, mine in scores.items()},
    }


def main() -> None:
    """Runs what was asked for and tells it as a table."""
    given = _arguments()
    options = _options(given)
    scores = evaluate(options)
    params = options.of_world()
    size = f"{params.decisions:,} decisions over {params.days} days, {params.users:,} users"
    print(f"world {options.world}: {size}, seeds {', '.join(map(str, options.seeds))}, ", end="")
    print(f"outcomes up to {WINDOW_DAYS:g} days late\n")
    named = {NAMES[name]: mine for name, mine in scores.items()}
    print(table(named))
    if given.json:
        given.json.write_text(json.dumps(_as_json(options, scores), indent=1) + "\n")
    if given.plot:
        given.plot.write_text(plot(named))


if __name__ == "__main__":
    main()
