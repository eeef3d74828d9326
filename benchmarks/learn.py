"""How long `learn` takes on many decisions, and how much memory: a first time over all, then over a few new ones.

    python benchmarks/learn.py --decisions 1000000

Decisions are written straight into the tables of a SQLite file as the engine would have recorded them: five slots with
twenty components each, thirty segments, ninety days, exposures for all, outcomes for about one in twenty-five. Then a
process of its own learns from them, so that its peak memory is learning's alone.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from content_engine.domain.assignments import Activation, OutcomeTerms, SegmentContract
from content_engine.domain.base import to_ms
from content_engine.domain.canon import canonical, version_of
from content_engine.domain.catalog import Catalog, Component, Goal, Kind, Slot, Taxonomy, Template, Variant
from content_engine.domain.catalog import Field_ as Field
from content_engine.domain.memory import Record
from content_engine.engine.learning import learn
from content_engine.memory import open_stores, upgrade
from content_engine.memory.codec import Codec
from content_engine.memory.rows import decision_row
from content_engine.memory.tables import decisions, exposures, outcomes

START = datetime(2026, 9, 1, tzinfo=UTC)
DAYS = 90
SLOTS = ("subject_line", "preheader", "headline", "body", "cta")
COMPONENTS = 20
DIMENSIONS = {"theme": 6, "tone": 4, "proof": 4}
CHUNK = 20_000


def catalog() -> Catalog:
    """Five slots of twenty components with three dimensions of taxonomy, thirty segments with two traits each."""
    from benchmarks.world import catalog as small

    rng = np.random.default_rng(1)
    components = [
        Component(
            id=f"{kind}.{number}",
            kind=kind,
            taxonomy={name: f"v{rng.integers(size)}" for name, size in DIMENSIONS.items()},
            variants=(Variant(id=f"{kind}.{number}.a", locale="en", content={"text": f"Text {number} for {kind}"}),),
        )
        for kind in SLOTS
        for number in range(COMPONENTS)
    ]
    terms = {"outcomes": OutcomeTerms(primary="activated"), "activation": Activation(templates=("bench",))}
    segments = [
        SegmentContract(segment_id=f"s{n}", scope="user", version=1, labels=(f"p{n % 6}", f"t{n // 6}"), **terms)  # type: ignore[arg-type]
        for n in range(30)
    ]
    template = Template(
        id="bench",
        channel="email",
        stage="activation",
        goal=Goal(outcome="activated", window=timedelta(days=7)),
        slots=tuple(Slot(name=kind, kinds=(kind,)) for kind in SLOTS),
    )
    taxonomy = Taxonomy(
        kinds=tuple(Kind(name=kind, fields=(Field(name="text"),)) for kind in SLOTS),
        dimensions={name: tuple(f"v{n}" for n in range(size)) for name, size in DIMENSIONS.items()},
    )
    return Catalog(
        taxonomy=taxonomy,
        components=tuple(components),
        templates=(template,),
        segments=tuple(segments),
        brand=small().brand,
    )


def records(
    first: int, count: int, total: int, version: str, rng: np.random.Generator
) -> Iterator[tuple[Record, float]]:
    """Decisions with the true chance of each; they are evenly spread over the days."""
    effects = np.random.default_rng(2).normal(0, 0.25, (len(SLOTS), COMPONENTS))
    picks = rng.integers(COMPONENTS, size=(count, len(SLOTS)))
    for at in range(count):
        number = first + at
        ms = to_ms(START) + int(number / total * DAYS * 86_400_000)
        logit = -3.3 + sum(effects[slot, pick] for slot, pick in enumerate(picks[at]))
        yield _record(number, ms, picks[at].tolist(), version, number % 20 == 0), 1 / (1 + np.exp(-logit))


def _record(number: int, ms: int, picks: list[int], version: str, repeated: bool) -> Record:
    choices: list[dict[str, Any]] = [
        {"slot": kind, "position": 0, "component": f"{kind}.{pick}", "variant": f"{kind}.{pick}.a", "propensity": 0.05,
         "expected": 0.0412345678901234}
        for kind, pick in zip(SLOTS, picks, strict=True)
    ]  # fmt: skip
    if repeated:
        choices[0]["repeat"] = [0.5, 0.9, 1.0]
    name = f"d{ms:012x}{number:024x}"
    return Record(
        decision_id=name, request_id=f"r{number}", request_hash="0" * 64, user_id=f"u{number % 50_000}",
        account_id=None, template="bench", channel="email", segment=f"s{number % 30}", status="assembled", refusal=None,
        arm="treatment", served_by="policy", policy_version="cold", catalog_version=version, decided_at=ms,
        expires_at=ms, choices=choices, answer=b"{}", inputs=b"{}", subjects=(), touch=None,
        context={"propensity": 3.1e-7, "volume": [0.1, 0.7, 1.2]},
    )  # fmt: skip


def fill(url: str, first: int, count: int, total: int) -> None:
    """Writes decisions with exposures and outcomes."""
    upgrade(url)
    stores = open_stores(url)
    body = canonical(catalog())
    version = version_of(body)
    if stores.content.current_catalog() is None:
        stores.content.publish(version, body, [], after=None, at=0)
    stores.close()
    rng, began = np.random.default_rng(first + 3), time.perf_counter()
    for at in range(first, first + count, CHUNK):
        _write(url, list(records(at, min(CHUNK, first + count - at), total, version, rng)), rng)
        _tell(f"\rwriting {at + CHUNK - first:,} of {count:,}")
    _tell(f"\rwrote {count:,} decisions in {time.perf_counter() - began:.0f} s      \n")


def _write(url: str, rows: list[tuple[Record, float]], rng: np.random.Generator) -> None:
    import pysqlite3

    codec, luck, waits = Codec(), rng.random(len(rows)), rng.exponential(1.5, len(rows))
    connection = pysqlite3.connect(url.removeprefix("sqlite:///"))
    with connection:
        connection.execute("PRAGMA synchronous=OFF")
        _insert(connection, decisions, [decision_row(record, codec) for record, _ in rows])
        seen = [(one.decision_id, "sent", None, one.decided_at + 60_000, one.decided_at, False) for one, _ in rows]
        _insert(connection, exposures, seen)
        won = [
            (
                "bench",
                one.decision_id,
                "activated",
                one.decided_at + 61_000 + int(wait * 86_400_000),
                one.decision_id,
                None,
                None,
                False,
            )
            for (one, chance), lot, wait in zip(rows, luck, waits, strict=True)
            if lot < chance and wait < 6.9
        ]
        _insert(connection, outcomes, won)
    connection.close()


def _insert(connection: Any, table: Any, rows: list[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.c]
    marks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608


def learn_once(url: str, now: int) -> dict[str, Any]:
    """Learns in this process; seconds and peak resident memory."""
    stores = open_stores(url)
    began = time.perf_counter()
    report = learn(stores.memory, stores.content, now)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    stores.close()
    return {"seconds": took, "peak_mib": peak, "decisions": report.decisions, "outcomes": report.outcomes,
            "read": report.diagnostics["read"], "snapshot": report.snapshot}  # fmt: skip


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()


def _apart(url: str, now: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--learn", url, "--now", str(now)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    return told


ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--decisions", type=int, default=1_000_000)
    options.add_argument("--new", type=int, default=10_000)
    options.add_argument("--json", action="store_true")
    options.add_argument("--learn", help=argparse.SUPPRESS)
    options.add_argument("--now", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.learn:
        print(json.dumps(learn_once(given.learn, given.now)))
        return
    total, end = given.decisions, to_ms(START + timedelta(days=DAYS))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        fill(url, 0, total, total)
        first = _apart(url, end)
        fill(url, total, given.new, total)
        second = _apart(url, end + int(given.new / total * DAYS * 86_400_000))
    if given.json:
        print(json.dumps({"first": first, "second": second}))
        return
    for name, told in (("first", first), ("second", second)):
        print(
            f"{name} learn: {told['read']:,} decisions read, {told['decisions']:,} learnt from, "
            f"{told['seconds']:.1f} s, peak memory {told['peak_mib']:.0f} MiB"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
