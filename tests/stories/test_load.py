"""Many at once: threads, two workers over one database, each request sent three times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import pytest

from content_engine.bootstrap import Settings, bootstrap
from content_engine.memory import open_stores

THREADS = 16
PEOPLE = 150


def questions(house: Any, number: int) -> list[Any]:
    """So many requests for fewer people than requests, so that they meet each other's caps and gaps."""
    templates = ("acme-tip-inapp", "acme-tip-email")
    return [house.ask(f"u_{n % PEOPLE}", f"load-{n}", template=templates[n // PEOPLE % 2]) for n in range(number)]


def all_at_once(ask: Callable[[Any], bytes], requests: list[Any]) -> dict[str, set[bytes]]:
    """Every answer that each request got, from as many threads as there are."""
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(ask, requests))
    told: dict[str, set[bytes]] = defaultdict(set)
    for request, answer in zip(requests, answers, strict=True):
        told[request.request_id].add(answer)
    return told


def test_five_hundred_requests_sent_three_times_are_five_hundred_decisions(
    sqlite_ready: str, make_house: Callable[..., Any]
) -> None:
    """From 16 threads over two engines on one file: one answer per request, one decision stored, no cap broken."""
    house, other = make_house(open_stores(sqlite_ready)), open_stores(sqlite_ready)
    second = bootstrap(Settings(), clock=house.clock, memory=other.memory, content=other.content, keys=other.keys)
    engines = (house.engine, second)
    asked = questions(house, 500)
    requests = asked * 3
    Random(7).shuffle(requests)
    turns = iter(range(len(requests)))
    told = all_at_once(lambda request: engines[next(turns) % 2].decide_raw([request])[0], requests)
    assert len(told) == 500
    assert all(len(answers) == 1 and isinstance(next(iter(answers)), bytes) for answers in told.values())
    rows = house.stores.memory.summary()["decisions"]
    assert sum(rows.values()) == 500
    assert rows["assembled"] == sum(b'"status":"assembled"' in next(iter(answers)) for answers in told.values())
    kept = [house.engine.subject(f"u_{n}")["memory"]["touches"] for n in range(PEOPLE)]
    assert max(map(len, kept)) == 2
    assert sum(map(len, kept)) == rows["assembled"]
    assert all(one.identical for one in house.engine.replay_all())
    house.stores.close()
    other.close()


@pytest.mark.parametrize("size", [1, 5])
def test_one_subject_under_fire_gets_two_messages(database: str, make_house: Callable[..., Any], size: int) -> None:
    """Forty requests for one subject from 16 threads, alone or in batches, on both databases: the cap of two holds."""
    house = make_house(open_stores(database))
    asked = [house.ask("ada", f"fire-{n}") for n in range(40)]
    batches = [asked[at : at + size] for at in range(0, 40, size)] * 2
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(house.engine.decide_raw, batches))
    statuses = Counter(house.engine.decide(one).status for one in asked)
    assert statuses == {"assembled": 2, "refused": 38}
    assert len(house.engine.subject("ada")["memory"]["touches"]) == 2
    house.stores.close()


def test_consent_revoked_under_fire_lets_nothing_through_afterwards(
    database: str, make_house: Callable[..., Any]
) -> None:
    """While threads decide for many subjects each revokes; whatever is asked after that returned is refused."""
    house = make_house(open_stores(database))

    def revoke_and_ask(number: int) -> str | None:
        user = f"u_{number}"
        house.engine.decide_raw([house.ask(user, f"before-{number}")])
        house.engine.set_preferences(user, consent={"all": False})
        refusal = house.decide(user, f"after-{number}").refusal
        return refusal.code if refusal else None

    with ThreadPoolExecutor(THREADS) as pool:
        assert set(pool.map(revoke_and_ask, range(60))) == {"consent.missing"}
    house.stores.close()
