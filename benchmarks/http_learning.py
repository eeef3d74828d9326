"""Learning over HTTP: clean events, and the same ones late, doubled and shuffled, must end in the same snapshot.

    python benchmarks/http_learning.py --decisions 20000

A real `content-engine serve` on a SQLite file decides; the file is copied. A server on copy A is told exposures and
outcomes in order, each once; a server on copy B the same ones shuffled, a third of them twice, in lists of odd sizes,
with two `content-engine learn` between them while requests keep being asked.

What `learn` makes of a decision whose goal window is still open depends on its age, so two runs at different moments
rightly differ. The copies are therefore compared three times: with open windows, by the same code under one fixed clock
(on further copies); then, once the windows (`--window` seconds) have passed, by the command itself at whatever moment
it runs; and thirty days on, when every day is settled, under one fixed clock again.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).parent))
from world import catalog, request

from content_engine.bootstrap import Settings, bootstrap, open_database
from content_engine.domain.canon import canonical, version_of
from content_engine.domain.catalog import Catalog, Goal
from content_engine.domain.keys import digest, mint
from content_engine.domain.memory import Key
from content_engine.domain.rules import Holdout
from content_engine.testing import FixedClock

ENGINE = str(Path(sys.executable).with_name("content-engine"))
BATCH = 100
PATIENCE = 60.0
Json = dict[str, Any]
Event = tuple[str, Json]


def content(window: int) -> Catalog:
    """The benchmark's catalog with a short goal window and holdouts of both kinds."""
    plain = catalog()
    goal = Goal(outcome="activated", window=timedelta(seconds=window))
    kept = (
        Holdout(id="held", kind="holdout", share=0.1, salt="held"),
        Holdout(id="silent", kind="silent_holdout", share=0.1, salt="silent"),
    )
    templates = tuple(one.model_copy(update={"goal": goal}) for one in plain.templates)
    policies = tuple(one.model_copy(update={"holdouts": kept}) for one in plain.policies)
    return plain.model_copy(update={"templates": templates, "policies": policies})


def prepare(folder: Path, window: int) -> str:
    """A database with that catalog and one key, which is returned."""
    folder.mkdir()
    database = open_database(settings_of(folder))
    body = canonical(content(window))
    database.content.publish(version_of(body), body, [], after=None, at=0)
    key_id, secret = mint()
    database.keys.add(Key(key_id, ("caller",), "bench", 0), digest(secret))
    database.close()
    return secret


def settings_of(folder: Path) -> Settings:
    """Settings for the database in a folder."""
    return Settings(content=folder, database=f"sqlite:///{folder / 'bench.db'}")


def flags(folder: Path) -> list[str]:
    """The same for the command line."""
    return ["--content", str(folder), "--database", settings_of(folder).database, "--json"]


def copied(source: Path, to: Path) -> Path:
    """A copy of a database that nobody has open."""
    if (source / "bench.db-wal").exists():
        raise SystemExit(f"{source} is still open: a copy of the file alone would miss what is in its -wal")
    to.mkdir()
    shutil.copy(source / "bench.db", to / "bench.db")
    return to


@contextmanager
def serving(folder: Path, key: str) -> Iterator[httpx.Client]:
    """A real server on the database in a folder, and a client with the key."""
    command = [ENGINE, "serve", "--port", "0", *flags(folder)]
    with (folder / "serve.log").open("w") as log:
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)  # noqa: S603
        try:
            url = json.loads(server.stdout.readline())["serving"] if server.stdout else ""
            with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=120) as client:
                yield client
        finally:
            server.terminate()
            server.wait(30)


def answered(response: httpx.Response) -> Json:
    """The body of a 200; anything else ends the benchmark."""
    if response.status_code != 200:
        raise SystemExit(f"unexpected answer: {response.status_code} {response.text[:300]}")
    told: Json = response.json()
    return told


def asking(number: int, users: int, **more: Any) -> Json:
    """The benchmark's request, with users who come back."""
    plain = request(number) | {"user_id": f"u_{number % users}", "deadline_ms": 60_000}
    plain["segments"][0]["observed_at"] = datetime.now(UTC).isoformat()
    return plain | more


def decide(client: httpx.Client, total: int) -> list[Json]:
    """Decisions in batches; every user is asked for twice, so that some of it is repetition."""
    users = max(total // 2, 1)

    def one(start: int) -> list[Json]:
        batch = [asking(number, users) for number in range(start, min(start + BATCH, total))]
        found: list[Json] = answered(client.post("/v1/decisions/batch", json={"requests": batch}))["decisions"]
        return found

    with ThreadPoolExecutor(2) as pool:
        return [decision for part in pool.map(one, range(0, total, BATCH)) for decision in part]


def events_of(decisions: Sequence[Json], users: Sequence[str], luck: random.Random) -> list[Event]:
    """What happened after these decisions until now, in order. Some was never seen, some outcomes name only a user."""
    now, told = datetime.now(UTC), list[tuple[datetime, str, Json]]()
    for number, (decision, user) in enumerate(zip(decisions, users, strict=True)):
        at = datetime.fromisoformat(decision["decided_at"])
        if decision["status"] == "assembled" and luck.random() < 0.9:
            at += timedelta(milliseconds=luck.randint(1, 400))
            kinds = ("sent", "seen") if luck.random() < 0.3 else ("sent",)
            for kind in kinds:
                event = {"decision_id": decision["decision_id"], "kind": kind, "external_id": f"{kind}-{number}"}
                told.append((at, "exposures", event))
        for name in ("activated", "clicked"):
            if luck.random() < chance(decision):
                whose = {"user_id": user} if luck.random() < 0.3 else {"decision_id": decision["decision_id"]}
                late = at + timedelta(seconds=luck.expovariate(1 / 25))
                told.append((late, "outcomes", {"outcome": name, "external_id": f"{name}-{number}", **whose}))
    happened = sorted((one for one in told if one[0] <= now), key=lambda one: one[0])
    return [(path, event | {"at": at.isoformat()}) for at, path, event in happened]


def chance(decision: Json) -> float:
    """A world in which some buttons are better than others, and saying nothing is worse."""
    if decision["status"] != "assembled":
        return 0.03
    button = next(one["component"] for one in decision["choices"] if one["slot"] == "cta")
    return 0.06 + 0.03 * int(button.rpartition(".")[2])


def tell(client: httpx.Client, events: Sequence[Event]) -> Json:
    """Sends events, exposures and outcomes apart as the API wants them; how many were new and how many known."""
    counts = {"accepted": 0, "duplicates": 0, "parked": 0}
    for path in ("exposures", "outcomes"):
        mine = [event for where, event in events if where == path]
        told = answered(client.post(f"/v1/{path}", json={path: mine})) if mine else {}
        for name, number in told.items():
            counts[name] += number
    return counts


def tell_all(client: httpx.Client, events: Sequence[Event], sizes: Iterator[int]) -> Json:
    """The same list by list, of the sizes given."""
    counts: dict[str, int] = {}
    at = 0
    while at < len(events):
        size = next(sizes)
        for name, number in tell(client, events[at : at + size]).items():
            counts[name] = counts.get(name, 0) + number
        at += size
    return counts


def disorder(events: Sequence[Event], luck: random.Random) -> list[Event]:
    """The same events, a third of them twice, in any order."""
    mixed = [*events, *luck.sample(events, len(events) // 3)]
    luck.shuffle(mixed)
    return mixed


def outcomes_first(events: Sequence[Event]) -> int:
    """How many decisions have an outcome told before their first exposure."""
    exposed, early = set[str](), set[str]()
    for path, event in events:
        name = event.get("decision_id", "")
        if path == "exposures":
            exposed.add(name)
        elif name and name not in exposed:
            early.add(name)
    return len(early & {event["decision_id"] for path, event in events if path == "exposures"})


@dataclass
class Watch:
    """Asks without pause, one request after another, and keeps what answered when. Dry runs leave no decision."""

    client: httpx.Client
    answers: list[tuple[float, str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    wrong: list[str] = field(default_factory=list)

    def ask(self) -> None:
        """Until it is over."""
        number = 0
        while not self.over.is_set():
            number += 1
            body = asking(number, 10**9, request_id=f"w{number}", dry_run=True)
            response = self.client.post("/v1/decisions", json=body)
            if response.status_code != 200:
                self.wrong.append(response.text[:200])
                return
            told = response.json()
            self.answers.append((time.perf_counter(), told["policy_version"], told["served_by"]))

    def gap(self) -> float:
        """The longest time without an answer, in ms."""
        times = [at for at, _, _ in self.answers]
        return max((after - before) * 1000 for before, after in pairwise(times))

    def taken_up(self, version: str) -> tuple[float, str] | None:
        """When a snapshot first answered, and as what."""
        return next(((at, by) for at, name, by in self.answers if name == version and by != "control"), None)


def learn(folder: Path) -> tuple[Json, float, float]:
    """`content-engine learn`: what it told, how long it took, and when it had told."""
    began = time.perf_counter()
    command = [ENGINE, "learn", *flags(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as learning:  # noqa: S603
        line = learning.stdout.readline() if learning.stdout else ""
        told_at = time.perf_counter()
    if learning.returncode != 0:
        raise SystemExit("learn failed")
    return json.loads(line), told_at - began, told_at


def learn_watched(folder: Path, client: httpx.Client) -> Json:
    """The same while a server on the database answers, until it answers with what was learnt."""
    watch = Watch(client)
    asker = threading.Thread(target=watch.ask)
    asker.start()
    try:
        time.sleep(1)
        report, seconds, told_at = learn(folder)
        while (found := watch.taken_up(report["snapshot"])) is None and not watch.wrong:
            if time.perf_counter() > told_at + PATIENCE:
                raise SystemExit(f"the server did not take up {report['snapshot']} within {PATIENCE:.0f} s")
            time.sleep(0.01)
        time.sleep(1)
    finally:
        watch.over.set()
        asker.join()
    if watch.wrong or found is None:
        raise SystemExit(f"a request was not answered: {watch.wrong}")
    return {
        "snapshot": report["snapshot"],
        "decisions": report["decisions"],
        "outcomes": report["outcomes"],
        "served_by": found[1],
        "learn_seconds": round(seconds, 2),
        "taken_up_seconds": round(max(found[0] - told_at, 0.0), 2),
        "answers_meanwhile": len(watch.answers),
        "largest_gap_ms": round(watch.gap(), 1),
    }


def learn_at(folder: Path, moment: datetime) -> Json:
    """What `Engine.learn` tells under a clock that stands still."""
    engine = bootstrap(settings_of(folder), clock=FixedClock(moment))
    try:
        return engine.learn().to_json()
    finally:
        engine.close()


def compared(name: str, clean: Json, messy: Json) -> Json:
    """Both reports' figures, and whether they name the same snapshot."""
    told = {key: clean[key] for key in ("snapshot", "decisions", "outcomes")}
    told |= {key: clean["diagnostics"][key] for key in ("open", "settled")}
    return {"when": name, "same": clean["snapshot"] == messy["snapshot"], **told, "messy": messy["snapshot"]}


def say(text: str) -> None:
    """To a person, while it goes on."""
    print(text, file=sys.stderr, flush=True)


def decided(folder: Path, key: str, total: int) -> tuple[list[Json], Json]:
    """Asks a server for all decisions; what it answered, and how quickly."""
    with serving(folder, key) as client:
        began = time.perf_counter()
        decisions = decide(client, total)
        took = time.perf_counter() - began
    kinds = {arm: sum(one["arm"] == arm for one in decisions) for arm in ("treatment", "holdout", "silent_holdout")}
    assembled = sum(one["status"] == "assembled" for one in decisions)
    figures = {"decisions": total, "assembled": assembled, **kinds, "seconds": round(took, 1)}
    say(f"{total} decisions in {took:.1f} s: {total / took:.0f} decisions/s")
    return decisions, figures | {"per_second": round(total / took)}


def told_clean(folder: Path, key: str, events: Sequence[Event]) -> Json:
    """Copy A: in order, each once, in lists of 500."""
    with serving(folder, key) as client:
        began = time.perf_counter()
        counts = tell_all(client, events, iter(lambda: 500, 0))
    say(f"clean: {counts}")
    return {**counts, "seconds": round(time.perf_counter() - began, 1)}


def told_messy(folder: Path, key: str, events: Sequence[Event], luck: random.Random) -> tuple[Json, list[Json]]:
    """Copy B: disordered in odd lists, with a watched `learn` after each third but the last."""
    mixed, learnt, counts = disorder(events, luck), list[Json](), dict[str, int]()
    sizes = iter(lambda: luck.choice((1, 7, 61, 333, 999)), 0)
    third = len(mixed) // 3 + 1
    began = time.perf_counter()
    with serving(folder, key) as client:
        for part in range(3):
            for name, number in tell_all(client, mixed[part * third : (part + 1) * third], sizes).items():
                counts[name] = counts.get(name, 0) + number
            if part < 2:
                learnt.append(learn_watched(folder, client))
                say(f"learnt in between: {learnt[-1]}")
    say(f"messy: {counts}")
    seconds = round(time.perf_counter() - began, 1)
    return {**counts, "outcome_before_exposure": outcomes_first(mixed), "seconds": seconds}, learnt


def wait_until(moment: datetime) -> None:
    """Sleeps until then."""
    left = (moment - datetime.now(UTC)).total_seconds()
    if left > 0:
        say(f"waiting {left:.0f} s for the last goal window to pass")
        time.sleep(left)


def run(folder: Path, total: int, window: int) -> Json:
    """Everything; the figures."""
    luck = random.Random(3)
    key = prepare(folder / "first", window)
    decisions, figures = decided(folder / "first", key, total)
    users = [f"u_{number % max(total // 2, 1)}" for number in range(total)]
    events = events_of(decisions, users, luck)
    clean, messy = copied(folder / "first", folder / "clean"), copied(folder / "first", folder / "messy")
    told = {"clean": told_clean(clean, key, events)}
    told["messy"], learnt = told_messy(messy, key, events, luck)
    aside = copied(clean, folder / "clean-aside"), copied(messy, folder / "messy-aside")
    now = datetime.now(UTC)
    made = [datetime.fromisoformat(one["decided_at"]) for one in decisions]
    last, within = max(made), sum(at + timedelta(seconds=window) > now for at in made)
    name = f"{within} windows open, one clock"
    comparisons = [compared(name, learn_at(aside[0], now), learn_at(aside[1], now))]
    wait_until(last + timedelta(seconds=window + 1))
    comparisons.append(compared("windows passed, the command at its own time", learn(clean)[0], learn(messy)[0]))
    with serving(clean, key) as client:
        answer = answered(client.post("/v1/decisions", json=asking(0, 1, request_id="last", dry_run=True)))
    if answer["policy_version"] != comparisons[-1]["snapshot"]:
        raise SystemExit("a server that starts does not answer with the newest snapshot")
    month = last + timedelta(days=30)
    comparisons.append(compared("all settled, one clock", learn_at(clean, month), learn_at(messy, month)))
    return {"decided": figures, "told": told, "learnt_while_serving": learnt, "compared": comparisons}


def shown(told: Json) -> None:
    """The figures for people."""
    decided, events = told["decided"], told["told"]
    print(f"{decided['decisions']} decisions over HTTP in {decided['seconds']} s: {decided['per_second']} decisions/s")
    print(f"clean: {events['clean']}")
    print(f"messy: {events['messy']}")
    for one in told["learnt_while_serving"]:
        print(
            f"learn in {one['learn_seconds']} s; served by {one['served_by']} {one['snapshot']} "
            f"{one['taken_up_seconds']} s later; {one['answers_meanwhile']} answers meanwhile, "
            f"largest gap {one['largest_gap_ms']} ms"
        )
    for one in told["compared"]:
        verdict = "the same snapshot" if one["same"] else f"NOT the same ({one['messy']})"
        print(
            f"{one['when']}: {verdict} {one['snapshot']}; {one['decisions']} decisions ({one['open']} open, "
            f"{one['settled']} settled), {one['outcomes']} rewarded"
        )


def main() -> None:
    """The command; ends with status 1 when two snapshots differ."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--decisions", type=int, default=20_000)
    options.add_argument("--window", type=int, default=480, help="the goal's window in seconds")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = run(Path(folder), given.decisions, given.window)
    if given.json:
        print(json.dumps(told))
    else:
        shown(told)
    sys.exit(0 if all(one["same"] for one in told["compared"]) else 1)


if __name__ == "__main__":
    main()
