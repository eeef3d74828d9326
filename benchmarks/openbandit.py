"""Open Bandit: what the uniform policy would earn, told from the Thompson sampler's log, beside what it did earn.

    python benchmarks/openbandit.py [--data FOLDER] [--json]

The men's campaign of Open Bandit Dataset (Saito et al., arXiv 2008.07146): 10,000 logged displays of each
policy, 34 items, 3 positions, each with its propensity. FOLDER holds `openbandit/`; without it the environment's
CONTENT_ENGINE_DATA, then `../shared/data` beside the project.

A row is one position of a page: a message of one slot, for which the slate estimators are IPS and SNIPS by definition.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_engine.experiments.intervals import Interval, wilson
from content_engine.experiments.offpolicy import (
    Estimate,
    OffPolicy,
    doubly_robust,
    estimates,
    pseudo_inverse,
    weighted,
)

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

ITEMS = 34
CLIPS = (5.0, 20.0)
FOLDS = 5
PRIOR = 200.0
"""How many displays at the position's rate an item starts with in the reward model."""


@dataclass(frozen=True)
class Log:
    """Displays, each of shape (n,): which item at which position (0 to 2), whether clicked, with which propensity."""

    item: Indices
    position: Indices
    click: Floats
    propensity: Floats

    def __len__(self) -> int:
        return len(self.click)


def find_data(given: str | None) -> Path:
    """The data folder: the argument, the environment's, or the usual place beside the project."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(given or os.environ.get("CONTENT_ENGINE_DATA") or beside)
    if not (folder / "openbandit").is_dir():
        sys.exit("No openbandit/ in the data folder: name the folder with --data or CONTENT_ENGINE_DATA.")
    return folder / "openbandit"


def load(path: Path) -> Log:
    """One policy's log, in file order."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    item, position = ([int(row[name]) for row in rows] for name in ("item_id", "position"))
    click, propensity = ([float(row[name]) for row in rows] for name in ("click", "propensity_score"))
    return Log(
        np.array(item, dtype=np.intp), np.array(position, dtype=np.intp) - 1, np.array(click), np.array(propensity)
    )


def click_rates(log: Log, rows: NDArray[np.bool_]) -> Floats:
    """A reward model: each item's click rate at each position, shrunk to the position's. Shape (items, positions)."""
    cell = log.item[rows] * 3 + log.position[rows]
    shown = np.bincount(cell, minlength=ITEMS * 3).reshape(ITEMS, 3)
    clicked = np.bincount(cell, weights=log.click[rows], minlength=ITEMS * 3).reshape(ITEMS, 3)
    usual = (clicked.sum(axis=0) + 1) / (shown.sum(axis=0) + 100)
    return np.asarray((clicked + PRIOR * usual) / (shown + PRIOR), dtype=np.float64)


def modelled(log: Log, evaluated: Floats) -> OffPolicy:
    """DR's sums, each fifth of the log judged with a model fitted on the other four."""
    fold = np.arange(len(log)) % FOLDS
    whole = OffPolicy("dr")
    for number in range(FOLDS):
        mine = fold == number
        rates = click_rates(log, ~mine)
        item, position = log.item[mine], log.position[mine]
        told, expected = rates[item, position], rates.mean(axis=0)[position]
        whole += doubly_robust(log.click[mine], log.propensity[mine], evaluated[mine], told, expected)
    return whole


def study(folder: Path) -> dict[str, Any]:
    """The uniform policy's value from the other policy's log, and by its own."""
    drawn, uniform = load(folder / "bts" / "men.csv.gz"), load(folder / "random" / "men.csv.gz")
    evaluated = np.full(len(drawn), 1 / ITEMS)
    rows = (drawn.click, drawn.propensity, evaluated)
    plain = weighted(*rows)
    slots = pseudo_inverse(drawn.click, drawn.propensity[:, None], evaluated[:, None])
    found = estimates(plain, modelled(drawn, evaluated), slots)
    for clip in CLIPS:
        cut = estimates(weighted(*rows, clip=clip))
        found |= {f"{name}, weights to {clip:g}": one for name, one in cut.items()}
    weights = evaluated / drawn.propensity
    heavy = weights > weights[drawn.click > 0].max()
    return {
        "truth": wilson(int(uniform.click.sum()), len(uniform)),
        "logged": wilson(int(drawn.click.sum()), len(drawn)),
        "estimates": found,
        "by_position": [one_position(drawn, uniform, position) for position in range(3)],
        "heavy": {"rows": int(heavy.sum()), "share": float(weights[heavy].sum() / weights.sum())},
    }


def one_position(drawn: Log, uniform: Log, position: int) -> dict[str, Any]:
    """The same at one position."""
    mine, own = drawn.position == position, uniform.click[uniform.position == position]
    log = weighted(drawn.click[mine], drawn.propensity[mine], np.full(int(mine.sum()), 1 / ITEMS))
    return {"position": position + 1, "truth": wilson(int(own.sum()), own.size), "snips": log.estimate(normalised=True)}


def show(found: dict[str, Any], seconds: float) -> None:
    """The tables, for people."""
    truth, logged = found["truth"], found["logged"]
    print("Clicks per display, in thousandths (90 % intervals)")
    print(f"  uniform, by its own log:   {per_thousand(truth)}")
    print(f"  Thompson, by its own log:  {per_thousand(logged)}\n")
    print("uniform, told from Thompson's log     value  (interval)        error   from truth   eff. n   max w   mean w")
    for name, one in found["estimates"].items():
        print(f"  {name:30} {line(one, truth)}")
    for row in found["by_position"]:
        own = per_thousand(row["truth"])
        print(f"  {'snips, position ' + str(row['position']):30} {line(row['snips'], row['truth'])}   own log {own}")
    heavy = found["heavy"]
    print(f"\n{heavy['rows']} rows weigh more than any clicked one and carry {heavy['share']:.0%} of all weight")
    print("\n".join(f"{name}: {one.note}" for name, one in found["estimates"].items() if one.note))
    print(f"{seconds:.1f} s")


def line(one: Estimate, truth: Interval) -> str:
    """An estimate and how far it is from the truth, in standard errors of their difference."""
    rest = f"{one.effective:8,.0f} {one.max_weight:7.1f} {one.mean_weight:8.2f}"
    if one.value is None or one.error is None or one.low is None or one.high is None:
        return f"{'cannot say':>42} {rest}"
    noise = (truth.high - truth.low) / (2 * 1.645)
    far = (one.value - truth.value) / (one.error**2 + noise**2) ** 0.5
    span = f"({1000 * one.low:.2f} to {1000 * one.high:.2f})"
    return f"{1000 * one.value:9.2f}  {span:16} {1000 * one.error:6.2f} {far:+9.1f} SE {rest}"


def per_thousand(one: Interval) -> str:
    """A rate in thousandths with its interval."""
    return f"{1000 * one.value:.2f} ({1000 * one.low:.2f} to {1000 * one.high:.2f})"


def main() -> None:
    """Reads the arguments, does the study, prints it."""
    parser = argparse.ArgumentParser(description="The uniform policy's value from a Thompson sampler's log.")
    parser.add_argument("--data", help="folder with openbandit/ in it (default: CONTENT_ENGINE_DATA, ../shared/data)")
    parser.add_argument("--json", action="store_true", help="everything found, as JSON")
    asked = parser.parse_args()
    began = time.perf_counter()
    found = study(find_data(asked.data))
    if asked.json:
        print(json.dumps(found, default=asdict, indent=2))
    else:
        show(found, time.perf_counter() - began)


if __name__ == "__main__":
    main()
