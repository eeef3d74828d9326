"""Does the text of a headline say which one will be clicked? The cold-start prior on tests that really ran.

    python benchmarks/upworthy.py [--data ../shared/data] [--seeds 10] [--json]

The data is the Upworthy Research Archive (Matias, Munger, Le Quere & Ebersole, Scientific Data 8, 2021), folder
`upworthy`. Weeks 201325 to 201402 are left out: their randomisation is known to be broken. Arms with the same test,
image and headline are one. Headlines are compared only under one image within one test. Tests that share a headline
are one story, and stories are fitted on or held out as a whole; all settings were chosen on those fitted on.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from content_engine.ranking.text import TextPrior, fit_text_prior

Array = npt.NDArray[np.float64]
BROKEN = range(201325, 201403)
HELD_OUT = 0.3
HORIZONS = (1_000, 5_000, 20_000)
ROUNDS = 100
DRAWS = 100
RESAMPLES = 2_000


def say(text: str) -> None:
    """A line of progress, where somebody may be watching."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr, flush=True)


# ---------------------------------------------------------------- the data


@dataclass(frozen=True)
class Comparison:
    """Headlines that ran under one image within one test. `shown` and `clicks` have shape (len(headlines),)."""

    story: int
    headlines: tuple[str, ...]
    shown: Array
    clicks: Array

    @property
    def logits(self) -> Array:
        """Observed click rates as logits, half a click added to either side so that none is infinite."""
        logits: Array = np.log((self.clicks + 0.5) / (self.shown - self.clicks + 0.5))
        return logits

    @property
    def precisions(self) -> Array:
        """One over the logits' squared standard errors."""
        precisions: Array = 1.0 / (1.0 / (self.clicks + 0.5) + 1.0 / (self.shown - self.clicks + 0.5))
        return precisions


def default_data() -> Path:
    """CONTENT_ENGINE_DATA, or the folder beside the project."""
    beside = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
    return Path(os.environ.get("CONTENT_ENGINE_DATA", beside))


def read(data: Path) -> list[dict[str, Any]]:
    """The arms outside the broken weeks."""
    file = data / "upworthy" / "train.parquet"
    if not file.is_file():
        raise SystemExit(f"{file} is not there: say where the data lies with --data or CONTENT_ENGINE_DATA.")
    columns = ["clickability_test_id", "headline", "eyecatcher_id", "impressions", "clicks", "test_week"]
    rows = pq.read_table(file, columns=columns).to_pylist()
    return [row for row in rows if row["test_week"] not in BROKEN]


def stories(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Test to story: tests that share a headline, directly or through others, are one story (union-find)."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row in rows:
        parent[root("test " + row["clickability_test_id"])] = root("headline " + row["headline"])
    numbers: dict[str, int] = {}
    tests = sorted({row["clickability_test_id"] for row in rows})
    return {test: numbers.setdefault(root("test " + test), len(numbers)) for test in tests}


def comparisons(rows: Sequence[dict[str, Any]]) -> list[Comparison]:
    """One for each test and image with two or more different headlines."""
    story = stories(rows)
    arms: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for row in rows:
        arm = arms[row["clickability_test_id"], row["eyecatcher_id"] or ""][row["headline"]]
        arm[0] += row["impressions"]
        arm[1] += row["clicks"]
    found = []
    for (test, _), headlines in sorted(arms.items()):
        if len(headlines) > 1:
            counts = np.array(list(headlines.values()))
            found.append(Comparison(story[test], tuple(headlines), counts[:, 0], counts[:, 1]))
    return found


def split(found: Sequence[Comparison]) -> tuple[list[Comparison], list[Comparison]]:
    """Stories to fit on and stories held out. A story's headlines decide, so the split is the same everywhere."""
    first: dict[int, str] = {}
    for one in found:
        first[one.story] = min(first.get(one.story, one.headlines[0]), *one.headlines)
    held = {number for number, text in first.items() if zlib.crc32(text.encode()) / 2**32 < HELD_OUT}
    return [one for one in found if one.story not in held], [one for one in found if one.story in held]


def fit(known: Sequence[Comparison]) -> TextPrior:
    """The prior from the stories to fit on."""
    return fit_text_prior(
        [text for one in known for text in one.headlines],
        np.concatenate([one.logits for one in known]),
        np.concatenate([one.precisions for one in known]),
        groups=[one.story for one in known for _ in one.headlines],
        within=[number for number, one in enumerate(known) for _ in one.headlines],
    )


# ---------------------------------------------------------------- pairs


def significant(one: Comparison, first: int, second: int) -> bool:
    """Whether two arms differ at 5 %, two-sided, by the pooled test of two proportions."""
    shown, clicks = one.shown[[first, second]], one.clicks[[first, second]]
    pooled = clicks.sum() / shown.sum()
    error = np.sqrt(pooled * (1 - pooled) * np.sum(1 / shown))
    return bool(abs(clicks[0] / shown[0] - clicks[1] / shown[1]) > 1.959964 * error)


def judged(held: Sequence[Comparison], predictions: Sequence[Array]) -> Iterator[tuple[int, float, bool]]:
    """Story, right (1), wrong (0) or undecided (0.5), and significance of every pair whose click rates differ."""
    for one, predicted in zip(held, predictions, strict=True):
        rates = one.clicks / one.shown
        for first, second in itertools.combinations(range(len(rates)), 2):
            if rates[first] != rates[second]:
                agreement = np.sign(rates[first] - rates[second]) * np.sign(predicted[first] - predicted[second])
                yield one.story, 0.5 + 0.5 * float(agreement), significant(one, first, second)


def accuracy(pairs: Sequence[tuple[int, float]]) -> dict[str, float]:
    """Share of pairs put in the right order, with a 95 % interval from resampling stories."""
    names, place = np.unique([story for story, _ in pairs], return_inverse=True)
    right = np.bincount(place, [score for _, score in pairs], minlength=len(names))
    count = np.bincount(place, minlength=len(names))
    drawn = np.random.default_rng(0).multinomial(len(names), np.full(len(names), 1 / len(names)), RESAMPLES)
    low, high = np.quantile((drawn @ right) / (drawn @ count), [0.025, 0.975])
    return {
        "pairs": len(pairs),
        "stories": len(names),
        "accuracy": float(right.sum() / count.sum()),
        "low": float(low),
        "high": float(high),
    }


# ---------------------------------------------------------------- the bandit


@dataclass(frozen=True)
class Belief:
    """What a bandit believes before the first impression, in logits.

    A test's arms differ around the test's own level (`spread`), tests around `mean` (`between`); `text` is what the
    prior says of each arm, shape (tests, arms), zero without it.
    """

    mean: float
    between: float
    spread: float
    text: Array


@dataclass(frozen=True)
class World:
    """Held-out tests as bandits: observed click rates as the truth, shape (tests, arms), and which arms there are."""

    rates: Array
    real: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, held: Sequence[Comparison]) -> World:
        """Tests with few arms are filled up with arms that are never chosen."""
        widest = max(len(one.headlines) for one in held)
        return cls(
            np.array([_padded(one.clicks / one.shown, widest) for one in held]),
            np.array([_padded(np.ones(len(one.headlines)), widest) for one in held]) > 0,
        )


def _padded(values: Array, size: int) -> Array:
    return np.concatenate([values, np.zeros(size - len(values))])


def _rate(logit: Array) -> Array:
    rate: Array = 1.0 / (1.0 + np.exp(-logit))
    return rate


class Thompson:
    """Thompson sampling with a hierarchical logistic model, all tests side by side: the most likely state by Newton's
    method, its curvature as the uncertainty (Laplace), the test's level drawn together with its arms."""

    def __init__(self, belief: Belief, world: World) -> None:
        self.belief, self.real = belief, world.real
        self.level = np.full(len(world.rates), belief.mean)
        self.arms = belief.mean + belief.text
        self.shown = np.zeros_like(world.rates)
        self.clicks = np.zeros_like(world.rates)

    def update(self, shown: Array, clicks: Array) -> None:
        """Learns from a round."""
        self.shown, self.clicks = self.shown + shown, self.clicks + clicks
        for _ in range(4):
            self._arms_step()
            self._level_step()

    def _arms_step(self) -> None:
        tight = self.belief.spread**-2
        rates = _rate(self.arms)
        slope = self.clicks - self.shown * rates - tight * (self.arms - self.level[:, None] - self.belief.text)
        self.arms = self.arms + np.clip(slope / (tight + self.shown * rates * (1 - rates)), -1, 1)

    def _level_step(self) -> None:
        tight, loose = self.belief.spread**-2, self.belief.between**-2
        votes = np.sum(self.real * (self.arms - self.belief.text), axis=1)
        self.level = (tight * votes + loose * self.belief.mean) / (tight * self.real.sum(axis=1) + loose)

    def shares(self, draws: int, rng: np.random.Generator) -> Array:
        """How often each arm is best among draws from the posterior. Shape (tests, arms)."""
        tight = self.belief.spread**-2
        seen = self.shown * _rate(self.arms) * (1 - _rate(self.arms))
        informed = np.sum(self.real * seen * tight / (seen + tight), axis=1)
        moved = rng.standard_normal((draws, len(self.level)), np.float32) / np.sqrt(self.belief.between**-2 + informed)
        noise = rng.standard_normal((draws, *self.arms.shape), np.float32) / np.sqrt(tight + seen)
        drawn = self.arms + moved[:, :, None] * (tight / (tight + seen)) + noise
        best = np.where(self.real, drawn, -np.inf).argmax(axis=2)
        shares: Array = np.stack([(best == arm).mean(axis=0) for arm in range(self.real.shape[1])], axis=1)
        return shares


def replay(world: World, belief: Belief, horizon: int, seed: int) -> float:
    """Total clicks over all tests with `horizon` impressions each, learnt from after every hundredth of them.

    The bandit learns from clicks drawn by lot. What is summed is the rate of each arm shown: on average the same as the
    clicks drawn, without the luck of clicks that taught nothing.
    """
    rng = np.random.default_rng(seed)
    bandit = Thompson(belief, world)
    total, size = 0.0, horizon // ROUNDS
    for _ in range(ROUNDS):
        shown = rng.multinomial(size, bandit.shares(min(DRAWS, size), rng)).astype(np.float64)
        bandit.update(shown, rng.binomial(shown.astype(np.int64), world.rates).astype(np.float64))
        total += float((shown * world.rates).sum())
    return total


def even(world: World, horizon: int) -> float:
    """Total clicks when every arm gets the same number of impressions."""
    return float((horizon * world.rates.sum(axis=1) / world.real.sum(axis=1)).sum())


def beliefs(known: Sequence[Comparison], held: Sequence[Comparison], prior: TextPrior) -> tuple[Belief, Belief]:
    """What the stories fitted on say of a new test: without the text, and with it."""
    levels = np.array([np.average(one.logits, weights=one.precisions) for one in known])
    mean, between = float(levels.mean()), float(levels.std())
    spread, left = prior.params["spread"], prior.params.get("spread_left", prior.params["spread"])
    widest = max(len(one.headlines) for one in held)
    text = np.array([_padded(prior.predict(one.headlines), widest) for one in held])
    return Belief(mean, between, spread, np.zeros_like(text)), Belief(mean, between, left, text)


def bandits(
    known: Sequence[Comparison], held: Sequence[Comparison], prior: TextPrior, seeds: int
) -> list[dict[str, Any]]:
    """Clicks by horizon and policy; those of the bandits are lists over seeds."""
    world = World.of(held)
    without, with_text = beliefs(known, held, prior)
    found = []
    for horizon in HORIZONS:
        row: dict[str, Any] = {"impressions": horizon, "tests": len(held)}
        row["best"] = float((world.rates.max(axis=1) * horizon).sum())
        row["even"], row["without"], row["with"] = even(world, horizon), [], []
        for seed in range(seeds):
            say(f"bandit: {horizon:,} impressions a test, seed {seed + 1} of {seeds}")
            row["without"].append(replay(world, without, horizon, seed))
            row["with"].append(replay(world, with_text, horizon, seed))
        found.append(row)
    return found


# ---------------------------------------------------------------- what comes out


def measure(data: Path, seeds: int) -> dict[str, Any]:
    """Everything that is reported, as plain data."""
    found = comparisons(read(data))
    known, held = split(found)
    say(f"fitting on {len(known)} comparisons, holding out {len(held)}")
    began = time.perf_counter()
    prior = fit(known)
    seconds = time.perf_counter() - began
    pairs = list(judged(held, [prior.predict(one.headlines) for one in held]))
    return {
        "comparisons": len(found),
        "fitted": {"stories": len({one.story for one in known}), "variants": sum(len(o.headlines) for o in known)},
        "held_out": {"stories": len({one.story for one in held}), "variants": sum(len(o.headlines) for o in held)},
        "fit_seconds": seconds,
        "seeds": seeds,
        "prior": dict(prior.params),
        "pairs": {
            "all": accuracy([(story, score) for story, score, _ in pairs]),
            "significant": accuracy([(story, score) for story, score, clear in pairs if clear]),
        },
        "bandit": bandits(known, held, prior, seeds),
    }


def _spread(values: Sequence[float]) -> str:
    return f"{np.mean(values):>11,.0f} ± {np.std(values, ddof=1) if len(values) > 1 else 0:<5,.0f}"


def _bandit_line(row: dict[str, Any]) -> str:
    room = row["best"] - row["even"]
    shares = [(np.mean(row[name]) - row["even"]) / room for name in ("without", "with")]
    more = np.array(row["with"]) - np.array(row["without"])
    cells = "".join(_spread(values) for values in (row["without"], row["with"], more))
    return f"{row['impressions']:>8,}{row['even']:>12,.0f}{cells}{shares[0]:>12.1%} → {shares[1]:.1%}"


def show(found: dict[str, Any]) -> None:
    """The tables."""
    fitted, held, prior = found["fitted"], found["held_out"], found["prior"]
    print(
        f"fitted on {fitted['stories']} stories with {fitted['variants']} headlines in {found['fit_seconds']:.1f} s; ",
        end="",
    )
    print(f"held out {held['stories']} stories with {held['variants']}")
    print(f"spread of headlines {prior['spread']:.3f} logits; text gets weight {prior['weight']:.2f}, ", end="")
    print(f"gain on unseen stories {prior['gain']:.1%} ± {prior['gain_error']:.1%} of the variance\n")
    print(f"{'pairs on held-out stories':<32}{'pairs':>7}{'stories':>9}{'in order':>10}   95 % interval")
    for name, label in (("all", "all"), ("significant", "different at 5 %")):
        row = found["pairs"][name]
        print(f"{label:<32}{row['pairs']:>7,}{row['stories']:>9,}{row['accuracy']:>10.1%}   ", end="")
        print(f"{row['low']:.1%} to {row['high']:.1%}")
    tests = found["bandit"][0]["tests"]
    print(f"\nexpected clicks over {tests} held-out tests, mean ± standard deviation over {found['seeds']} seeds")
    print(f"{'a test':>8}{'even split':>12}{'Thompson':>19}{'with text':>19}{'more':>19}   of the best arm's gain")
    for row in found["bandit"]:
        print(_bandit_line(row))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=default_data(), help="folder that holds upworthy/train.parquet")
    parser.add_argument("--seeds", type=int, default=10, help="replays of each bandit")
    parser.add_argument("--json", action="store_true", help="JSON instead of tables")
    asked = parser.parse_args()
    found = measure(asked.data, max(1, asked.seeds))
    if asked.json:
        print(json.dumps(found, indent=2))
    else:
        show(found)


if __name__ == "__main__":
    main()
