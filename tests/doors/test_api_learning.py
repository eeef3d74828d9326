"""Learning behind the HTTP door: events in any order teach the same, and a server takes up what others have learnt."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from content_engine.bootstrap import bootstrap
from content_engine.engine.learning import LearnReport
from content_engine.ranking.snapshot import Snapshot
from tests.doors.conftest import ACME, MEMBER, NO_TLS, Door, Seed, asking, opened_door, settings_for
from tests.doors.test_cli_serve import MAIN, serving

USERS, DAYS = 100, 3
SECONDS = 60.0
"""How long something that happens within a second or two may take before it counts as not happening."""
Event = tuple[str, dict[str, Any]]


def eventually(found: Callable[[], bool]) -> None:
    """Waits until something is so."""
    until = time.monotonic() + SECONDS
    while not found():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """Closes what was opened."""
    with ExitStack() as opened:
        yield opened


def lived(seed: Seed, folder: Path) -> tuple[Seed, list[dict[str, Any]], datetime]:
    """Some days of decisions over HTTP: the database they left, the answers, and when it was over."""
    folder.mkdir()
    answers: list[dict[str, Any]] = []
    with opened_door(seed, folder) as door:
        client = door.client()
        for day in range(DAYS):
            batch = [asking(f"r-{day}-{n}", f"u-{n}") for n in range(USERS)]
            answers += client.post("/v1/decisions/batch", json={"requests": batch}).json()["decisions"]
            door.clock.advance(timedelta(days=1))
        end = door.clock.now()
    assert {answer["status"] for answer in answers} == {"assembled"}
    return Seed(folder / "content.db", seed.keys), answers, end


def events_of(answers: Sequence[dict[str, Any]], luck: random.Random) -> list[Event]:
    """What happened after them within a day, in order: nine in ten were sent, some of those seen; some users acted."""
    told: list[tuple[datetime, str, dict[str, Any]]] = []
    for number, answer in enumerate(answers):
        at = datetime.fromisoformat(answer["decided_at"])
        for kind, share in (("sent", 0.9), ("seen", 0.3)):
            at += timedelta(minutes=luck.randint(1, 30))
            event = {"decision_id": answer["decision_id"], "kind": kind, "external_id": f"{kind}-{number}"}
            told += [(at, "exposures", event)] if luck.random() < share else []
        at += timedelta(hours=luck.randint(0, 20))
        whose = {"decision_id": answer["decision_id"]} if luck.random() < 0.6 else {"user_id": f"u-{number % USERS}"}
        event = {"outcome": "activated", "external_id": f"activated-{number}", **whose}
        told += [(at, "outcomes", event)] if luck.random() < 0.3 else []
    return [(path, event | {"at": at.isoformat()}) for at, path, event in sorted(told, key=lambda one: one[0])]


def tell(door: Door, events: Sequence[Event]) -> dict[str, int]:
    """Sends a list of events; how many were new, known, parked."""
    counts = {"accepted": 0, "duplicates": 0, "parked": 0}
    for path in ("outcomes", "exposures"):
        sent = door.client().post(f"/v1/{path}", json={path: [event for where, event in events if where == path]})
        assert sent.status_code == 200, sent.text
        counts = {name: number + sent.json()[name] for name, number in counts.items()}
    return counts


def learn_elsewhere(door: Door) -> LearnReport:
    """Learns with another engine on the door's database, at the time of the door's clock."""
    with closing(bootstrap(door.settings, clock=door.clock)) as engine:
        return engine.learn()


def opened(seed: Seed, folder: Path, at: datetime, stack: ExitStack) -> Door:
    """A door on a copy of a database, with its clock at a moment."""
    folder.mkdir()
    door = stack.enter_context(opened_door(seed, folder))
    door.clock.set(at)
    return door


def answering(door: Door) -> str:
    """The snapshot that the door decides with; the dry run leaves nothing behind."""
    told = door.client().post("/v1/decisions", json=asking("probe", "u-probe", dry_run=True))
    assert told.status_code == 200
    version: str = told.json()["policy_version"]
    return version


def test_events_in_any_order_teach_the_same(acme_seed: Seed, tmp_path: Path, stack: ExitStack) -> None:
    """300 decisions: told in order and once, or shuffled, a third twice and days late with two `learn` in between,
    what followed them ends in the same snapshot, while days are open and once they are settled."""
    luck = random.Random(5)
    seed, answers, end = lived(acme_seed, tmp_path / "first")
    clean, messy = (opened(seed, tmp_path / name, end, stack) for name in ("clean", "messy"))
    events = events_of(answers, luck)
    assert tell(clean, events) == {"accepted": len(events), "duplicates": 0, "parked": 0}

    mixed = [*events, *luck.sample(events, len(events) // 3)]
    luck.shuffle(mixed)
    third, accepted, between = len(mixed) // 3 + 1, 0, []
    for start in range(0, len(mixed), third):
        part = mixed[start : start + third]
        for at in range(0, len(part), 61):
            accepted += tell(messy, part[at : at + 61])["accepted"]
        messy.clock.advance(timedelta(days=1))
        between.append(learn_elsewhere(messy).snapshot)
        eventually(lambda: answering(messy) == between[-1])
    assert accepted == len(events)
    assert len(set(between)) == 3

    clean.clock.set(messy.clock.now())
    alike(clean, messy, settled=False)
    for door in (clean, messy):
        door.clock.advance(timedelta(days=30))
    alike(clean, messy, settled=True)


def alike(clean: Door, messy: Door, *, settled: bool) -> None:
    """Learning for both ends in one snapshot, which both servers then decide with."""
    one, other = learn_elsewhere(clean), learn_elsewhere(messy)
    assert (one.snapshot, one.decisions, one.outcomes) == (other.snapshot, other.decisions, other.outcomes)
    assert one.decisions > 200
    assert one.outcomes > 30
    assert one.diagnostics["settled"] == (one.decisions if settled else 0)
    eventually(lambda: answering(clean) == answering(messy) == one.snapshot)


def test_a_server_takes_up_what_another_process_learnt(acme_seed: Seed, tmp_path: Path) -> None:
    """After `content-engine learn` both workers of a running server decide with the new snapshot; until then and after
    it every request is answered."""
    settings = settings_for(acme_seed, tmp_path)
    headers = {"Authorization": f"Bearer {acme_seed.keys['caller']}"}
    with serving(settings, tmp_path) as (_, url):
        with httpx.Client(base_url=url, headers=headers, timeout=60, verify=NO_TLS) as client:
            follow(client)
        command = [*MAIN, "learn", "--content", str(ACME), "--database", settings.database, "--json"]
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as learning:
            while learning.poll() is None:
                probed(url, headers)
                time.sleep(0.02)
            report = json.loads(learning.communicate()[0])
        assert (learning.returncode, report["decisions"], report["outcomes"]) == (0, 40, 10)
        assert report["snapshot"] != Snapshot().version
        taken = (report["snapshot"], "policy")
        eventually(lambda: all(probed(url, headers) == taken for _ in range(10)))
        assert httpx.get(f"{url}/readyz", verify=NO_TLS).json()["policy_version"] == report["snapshot"]


def follow(client: httpx.Client) -> None:
    """40 decisions, all sent, every fourth with its goal."""
    member = {**MEMBER, "observed_at": datetime.now(UTC).isoformat()}
    batch = [asking(f"r-{n}", f"u-{n}", segments=[member]) for n in range(40)]
    decided = client.post("/v1/decisions/batch", json={"requests": batch}).json()["decisions"]
    events = [{"decision_id": one["decision_id"], "at": one["decided_at"]} for one in decided]
    sent = [{**event, "kind": "sent"} for event in events]
    won = [{**event, "outcome": "activated", "external_id": event["decision_id"]} for event in events[::4]]
    assert client.post("/v1/exposures", json={"exposures": sent}).json()["accepted"] == 40
    assert client.post("/v1/outcomes", json={"outcomes": won}).json()["accepted"] == 10


def probed(url: str, headers: dict[str, str]) -> tuple[str, str]:
    """Over a connection of its own, which any worker may take: which snapshot answers, and as what."""
    member = {**MEMBER, "observed_at": datetime.now(UTC).isoformat()}
    body = asking("probe", "u-probe", segments=[member], dry_run=True)
    told = httpx.post(f"{url}/v1/decisions", headers=headers, timeout=60, json=body, verify=NO_TLS)
    assert told.status_code == 200
    return told.json()["policy_version"], told.json()["served_by"]
