"""Hillstrom's e-mail experiment: uplift by segment, what a learnt choice of message is worth, and Qini.

    python benchmarks/hillstrom.py [--data FOLDER] [--splits 10] [--model response|plain] [--json]

64,000 customers got an e-mail about men's clothes, one about women's, or none, a third each (K. Hillstrom, MineThatData
E-Mail Analytics Challenge, 2008). FOLDER holds `hillstrom/hillstrom.csv.gz`; without it the environment's
CONTENT_ENGINE_DATA, then `../shared/data` beside the project. Equal rows are different people and stay.

A response model is fitted on one half and judged on the other; which half a customer is in is a salted hash of the
row's number, chosen once. One split is one throw of dice, so the same is done for `--splits` further random halves.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_engine.experiments.calibration import by_key
from content_engine.experiments.hashing import hash_unit
from content_engine.experiments.intervals import Interval, difference, jackknife
from content_engine.experiments.offpolicy import Estimate, doubly_robust, estimates, weighted
from content_engine.experiments.qini import Uplift, exact
from content_engine.ranking.content import Described
from content_engine.ranking.design import Compact
from content_engine.ranking.learner import Apprentice, Block
from content_engine.ranking.posterior import logistic

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]

ARMS = ("No E-Mail", "Mens E-Mail", "Womens E-Mail")
PROPENSITY = 1 / 3
KNOWN = {
    ("Mens E-Mail", "all"): 0.0766,
    ("Womens E-Mail", "all"): 0.0452,
    ("Womens E-Mail", "womens=1"): 0.0731,
    ("Womens E-Mail", "womens=0"): 0.0111,
}
"""What the data's own note says of `visit`."""
SPREADS = {"bias": 10.0, "customer": 0.5, "message": 0.5, "customer × message": 0.2}
"""Prior standard deviations of the plain model's effects, in logits: stated before fitting, not tuned."""
PARTS = 20
DAYS = 8


@dataclass(frozen=True)
class Customers:
    """Who they are, which arm they were in, and whether they visited, each of shape (n,).

    `kind` is the row of `kinds` (one-hot, shape (kinds, all traits)) and of `traits` (their names) that a customer is.
    """

    kinds: Floats
    traits: list[tuple[str, ...]]
    kind: Indices
    womens: Flags
    arm: Indices
    visit: Floats

    def __len__(self) -> int:
        return len(self.visit)


def find_data(given: str | None) -> Path:
    """The data folder: the argument, the environment's, or the usual place beside the project."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(given or os.environ.get("CONTENT_ENGINE_DATA") or beside)
    if not (folder / "hillstrom").is_dir():
        sys.exit("No hillstrom/ in the data folder: name the folder with --data or CONTENT_ENGINE_DATA.")
    return folder / "hillstrom" / "hillstrom.csv.gz"


def load(path: Path) -> Customers:
    """The customers, in file order."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    features = [features_of(row) for row in rows]
    distinct = sorted(set(features))
    names = sorted({one for each in distinct for one in each})
    kinds = np.array([[float(name in each) for name in names] for each in distinct])
    number = {each: index for index, each in enumerate(distinct)}
    kind = np.array([number[each] for each in features], dtype=np.intp)
    arm = np.array([ARMS.index(row["segment"]) for row in rows], dtype=np.intp)
    womens = np.array([row["womens"] == "1" for row in rows])
    return Customers(kinds, distinct, kind, womens, arm, np.array([float(row["visit"]) for row in rows]))


def features_of(row: dict[str, str]) -> tuple[str, ...]:
    """What is known of a customer before mailing; `bought` tells the three kinds of buyers apart."""
    bought = {"10": "mens", "01": "womens", "11": "both"}[row["mens"] + row["womens"]]
    months = (int(row["recency"]) - 1) // 3
    whole = {name: row[name] for name in ("newbie", "channel", "zip_code")}
    rest = {"bought": bought, "spent": row["history_segment"], "last": months}
    return tuple(f"{name}={value}" for name, value in {**whole, **rest}.items())


# ---------------------------------------------------------------- the response model


def response_model(who: Customers, rows: Flags) -> Floats:
    """Visit rates under each arm for every kind of customer, by the engine's own model. Shape (kinds, arms).

    A kind is a segment with its traits; each message a component whose taxonomy meets the traits; eight days of rows.
    """
    learner = Apprentice("visit", half_life=1e9)
    known = learner.vocabulary
    known.template("mail")
    for number, traits in enumerate(who.traits):
        known.segment(str(number), lambda _, found=traits: found)
    for name in ARMS[1:]:
        known.variant(name, lambda name: Described(name, name, "email", (("about", name),)))
    for day, mine in enumerate(np.array_split(np.flatnonzero(rows), DAYS)):
        sent, some = compact(who.kind[mine], who.arm[mine]), np.ones(mine.size)
        learner.settle(Block(day, sent, who.visit[mine], 0 * some, some))
    every = np.arange(len(who.kinds))
    rates = []
    for arm in range(len(ARMS)):
        asked = learner.design.rows(compact(every, np.full(every.size, arm)), np.zeros(every.size), np.ones(every.size))
        rates.append(logistic(asked.predict(np.append(learner.belief.posterior()[0], 0.0))))
    return np.stack(rates, axis=1)


def compact(kind: Indices, arm: Indices) -> Compact:
    """Customers and what they got, as the engine's learner reads decisions."""
    nothing = np.zeros((kind.size, 3))
    first = np.zeros(kind.size, dtype=np.int32)
    messages = (arm[:, None] - 1).astype(np.int32)
    return Compact(first, kind.astype(np.int32), arm > 0, messages, nothing, nothing, first.astype(np.int64))


def plain_model(who: Customers, rows: Flags) -> Floats:
    """The same by a logistic regression: customer, message and customer × message, each with a Gaussian prior."""
    filled, cell = np.unique(who.kind[rows] * len(ARMS) + who.arm[rows], return_inverse=True)
    n, visits = np.bincount(cell), np.bincount(cell, weights=who.visit[rows])
    x = design(who.kinds[filled // len(ARMS)], filled % len(ARMS))
    wide = who.kinds.shape[1]
    groups = ["bias"] + ["customer"] * wide + (["message"] + ["customer × message"] * wide) * (len(ARMS) - 1)
    precision = np.array([SPREADS[group] ** -2 for group in groups])
    effects = np.zeros(x.shape[1])
    effects[0] = np.log(visits.sum() / (n.sum() - visits.sum()))
    for _ in range(8):
        rate = logistic(x @ effects)
        curve = (x * (n * rate * (1 - rate))[:, None]).T @ x + np.diag(precision)
        effects = effects + np.linalg.solve(curve, x.T @ (visits - n * rate) - precision * effects)
    every = [logistic(design(who.kinds, np.full(len(who.kinds), arm)) @ effects) for arm in range(len(ARMS))]
    return np.stack(every, axis=1)


def design(traits: Floats, arm: Indices) -> Floats:
    """One row per case: bias, traits, and for each message a bias and the traits of those who got it."""
    base = np.hstack([np.ones((len(traits), 1)), traits])
    return np.hstack([base, *(base * (arm == message)[:, None] for message in range(1, len(ARMS)))])


Model = Callable[[Customers, Flags], Floats]
MODELS: dict[str, Model] = {"response": response_model, "plain": plain_model}


def half(who: Customers) -> Flags:
    """The declared half to fit on."""
    return np.array([(hash_unit("hillstrom", str(row)) or 0.0) < 0.5 for row in range(len(who))])


# ---------------------------------------------------------------- what is told


def segments(who: Customers) -> dict[str, Flags]:
    """The parts of the customers that the known answers speak of."""
    return {"all": np.ones(len(who), dtype=bool), "womens=1": who.womens, "womens=0": ~who.womens}


def measured(who: Customers, message: int, rows: Flags) -> tuple[Interval, float]:
    """Visits with the message minus visits without any, and its standard error."""
    one, none = who.visit[rows & (who.arm == message)], who.visit[rows & (who.arm == 0)]
    error = float(np.sqrt(one.var(ddof=1) / one.size + none.var(ddof=1) / none.size))
    return difference(int(one.sum()), one.size, int(none.sum()), none.size), error


def uplifts(who: Customers, unseen: Flags, rates: Floats) -> list[dict[str, Any]]:
    """For each message and segment: measured on all, foretold by the model for customers it has not seen, and known.

    The model knows one half only: its error is taken to be that of measuring on that half.
    """
    found = []
    for message in (1, 2):
        for name, rows in segments(who).items():
            effect, error = measured(who, message, rows)
            foretold = float((rates[:, message] - rates[:, 0])[rows[unseen]].mean())
            fitted = measured(who, message, rows & ~unseen)[1]
            row = {"message": ARMS[message], "segment": name, "known": KNOWN.get((ARMS[message], name))}
            told = {"measured": effect.value, "error": error, "low": effect.low, "high": effect.high}
            found.append({**row, **told, "foretold": foretold, "foretold_error": fitted})
    return found


def policies(rates: Floats) -> dict[str, Indices]:
    """Which arm each policy puts each customer in."""
    fixed = {f"always {ARMS[arm]}": np.full(len(rates), arm) for arm in range(len(ARMS))}
    return {**fixed, "learnt": rates.argmax(axis=1)}


def values(who: Customers, unseen: Flags, rates: Floats) -> dict[str, dict[str, Estimate]]:
    """Every policy's value on unseen customers, by every estimator."""
    arm, visit = who.arm[unseen], who.visit[unseen]
    logged, each = np.full(arm.size, PROPENSITY), np.arange(arm.size)
    found = {}
    for name, chosen in policies(rates).items():
        evaluated = (chosen == arm).astype(float)
        model = doubly_robust(visit, logged, evaluated, rates[each, arm], rates[each, chosen])
        found[name] = estimates(weighted(visit, logged, evaluated), model)
    return found


def beyond(who: Customers, unseen: Flags, rates: Floats) -> tuple[float, float]:
    """IPS of the learnt policy minus the best fixed one's, and the standard error of that difference."""
    arm, chosen = who.arm[unseen], rates.argmax(axis=1)
    gained = [((chosen == arm) * 1.0 - (arm == fixed)) / PROPENSITY * who.visit[unseen] for fixed in (1, 2)]
    least = min(gained, key=lambda one: float(one.mean()))
    return float(least.mean()), float(least.std(ddof=1) / np.sqrt(least.size))


def gain_parts(who: Customers, unseen: Flags, rates: Floats, message: int) -> list[Uplift]:
    """Counts by foretold uplift, message against none, in disjoint parts of the unseen customers."""
    arm, score = who.arm[unseen], rates[:, message] - rates[:, 0]
    part = np.arange(arm.size) % PARTS
    parts = []
    for number in range(PARTS):
        mine = (part == number) & ((arm == 0) | (arm == message))
        parts.append(exact(who.visit[unseen][mine], score[mine], arm[mine] == message))
    return parts


def qini(who: Customers, unseen: Flags, rates: Floats) -> list[dict[str, Any]]:
    """Qini and AUUC of the foretold uplift for each message, with the jackknife's intervals, and the deciles."""
    found = []
    for message in (1, 2):
        parts = gain_parts(who, unseen, rates, message)
        whole = sum(parts, Uplift())
        pick: dict[str, Callable[[Uplift], float | None]] = {
            "qini": lambda one: one.gains().qini,
            "auuc": lambda one: one.gains().auuc,
        }
        told = {name: jackknife(parts, statistic) for name, statistic in pick.items()}
        deciles = [asdict(one) for one in whole.deciles()]
        scores = {name: asdict(one) if one else None for name, one in told.items()}
        found.append({"message": ARMS[message], **scores, "qini_area": whole.gains().qini_area, "deciles": deciles})
    return found


def calibrated(who: Customers, unseen: Flags, rates: Floats) -> list[dict[str, Any]]:
    """How the model's predictions came true on unseen customers, arm by arm."""
    arm = who.arm[unseen]
    table = by_key(arm.tolist(), rates[np.arange(arm.size), arm], who.visit[unseen])
    reports = [(ARMS[key], table[key].report()) for key in sorted(table)]
    return [
        {"arm": name, "predicted": one.predicted, "rate": one.rate.value, "error": one.error, "slope": one.slope}
        for name, one in reports
    ]


def study(who: Customers, model: Model, splits: int) -> dict[str, Any]:
    """The declared split in full, and of the others how the learnt policy did against the best fixed one."""
    fitted = half(who)
    rates = model(who, fitted)[who.kind[~fitted]]
    others = []
    for number in range(splits):
        rows = np.random.default_rng(number).random(len(who)) < 0.5
        others.append(beyond(who, ~rows, model(who, rows)[who.kind[~rows]])[0])
    return {
        "customers": len(who),
        "unseen": int((~fitted).sum()),
        "uplift": uplifts(who, ~fitted, rates),
        "policies": {k: {e: asdict(v) for e, v in row.items()} for k, row in values(who, ~fitted, rates).items()},
        "shares": {arm: float((rates.argmax(axis=1) == number).mean()) for number, arm in enumerate(ARMS)},
        "beyond": beyond(who, ~fitted, rates),
        "others": others,
        "qini": qini(who, ~fitted, rates),
        "calibration": calibrated(who, ~fitted, rates),
    }


# ---------------------------------------------------------------- printing


def points(share: float) -> str:
    """A share in percentage points, signed."""
    return f"{100 * share:+.2f}"


def show(found: dict[str, Any], seconds: float) -> None:
    """The tables, for people."""
    print(f"{found['customers']:,} customers; model fitted on one half, judged on the other {found['unseen']:,}\n")
    show_uplift(found["uplift"])
    show_policies(found)
    show_qini(found["qini"])
    print("\nPredictions on unseen customers, %   predicted   visited   calibration error   slope")
    for one in found["calibration"]:
        slope = f"{one['slope'].value:.2f}" if one["slope"] else "cannot say"
        rates = f"{100 * one['predicted']:12.2f} {100 * one['rate']:9.2f} {100 * one['error']:12.2f}"
        print(f"  {one['arm']:31}{rates} {slope:>13}")
    print(f"\n{seconds:.1f} s")


def show_uplift(rows: Sequence[dict[str, Any]]) -> None:
    """Uplift of each message on visits, by segment."""
    print("Uplift on visits, points   known   measured  (90 % interval)    error   off by  foretold    error   off by")
    for row in rows:
        known, interval = row["known"], f"({points(row['low'])} to {points(row['high'])})".ljust(18)
        told = [
            f"{points(row[name]):>9} {span} {100 * row[error]:7.2f} {off(row[name], known, row[error]):>8}"
            for name, span, error in (("measured", interval, "error"), ("foretold", "", "foretold_error"))
        ]
        print(f"  {row['message']:14} {row['segment']:9} {points(known) if known else '':>6} {told[0]} {told[1]}")


def off(found: float, known: float | None, error: float) -> str:
    """How far from the known answer, in standard errors."""
    return "" if known is None else f"{abs(found - known) / error:.2f} SE"


def show_policies(found: dict[str, Any]) -> None:
    """Values on unseen customers."""
    print("\nVisits per customer, %             IPS (90 % interval)       SNIPS       DR     SNDR   eff. n   max w")
    for name, row in found["policies"].items():
        cells = [f"{100 * row[e]['value']:8.2f}" if row[e]["enough"] else "cannot say" for e in ("snips", "dr", "sndr")]
        ips = row["ips"]
        span = f"{100 * ips['value']:6.2f} ({100 * ips['low']:.2f} to {100 * ips['high']:.2f})" if ips["enough"] else ""
        print(f"  {name:28} {span:>26} {' '.join(cells)} {ips['effective']:8,.0f} {ips['max_weight']:7.2f}")
    gain, error = found["beyond"]
    print("  the learnt policy sends: " + ", ".join(f"{arm} {share:.0%}" for arm, share in found["shares"].items()))
    print(f"  learnt minus the best fixed policy, IPS: {points(gain)} points, standard error {100 * error:.2f}")
    if others := found["others"]:
        above, mean = sum(one > 0 for one in others), statistics.mean(others)
        print(f"  over {len(others)} other splits: above both in {above}, on average by {points(mean)} points")


def show_qini(rows: Sequence[dict[str, Any]]) -> None:
    """Coefficients and deciles."""
    print("\nForetold uplift as a score            Qini (90 % interval)             AUUC (90 % interval)")
    for row in rows:
        cells = [
            f"{one['value']:8.4f} ({one['low']:+.4f} to {one['high']:+.4f})" if one else "cannot say"
            for one in (row["qini"], row["auuc"])
        ]
        print(f"  {row['message']:24} {cells[0]:>32} {cells[1]:>32}")
    for row in rows:
        told = [points(one["uplift"]["value"]) if one["uplift"] else "none" for one in row["deciles"]]
        print(f"  {row['message']}, measured uplift from the highest tenth to the lowest: {' '.join(told)}")


def main() -> None:
    """Reads the arguments, does the study, prints it."""
    parser = argparse.ArgumentParser(description="Uplift, policy value and Qini on Hillstrom's e-mail experiment.")
    parser.add_argument("--data", help="folder with hillstrom/ in it (default: CONTENT_ENGINE_DATA, ../shared/data)")
    parser.add_argument("--splits", type=int, default=10, help="further splits for the learnt policy (default: 10)")
    parser.add_argument("--model", choices=sorted(MODELS), default="response", help="the engine's, or plain logistic")
    parser.add_argument("--json", action="store_true", help="everything found, as JSON")
    asked = parser.parse_args()
    began = time.perf_counter()
    found = study(load(find_data(asked.data)), MODELS[asked.model], asked.splits)
    if asked.json:
        print(json.dumps(found, default=asdict, indent=2))
    else:
        show(found, time.perf_counter() - began)


if __name__ == "__main__":
    main()
