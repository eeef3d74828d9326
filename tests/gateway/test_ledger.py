"""The contract of the ledger, on SQLite in memory, SQLite as a file, and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_engine.domain.ledger import CallRecord, Ledger, Limit
from content_engine.domain.llm import Completion, Usage
from content_engine.memory import open_stores

DAY = "day:2026-11-29"


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """An empty ledger of each kind."""
    named = "sqlite:///:memory:" if request.param == "memory" else request.getfixturevalue(f"{request.param}_ready")
    stores = open_stores(named)
    yield stores.ledger
    stores.close()


def completion(key: str = "k", text: str = "Hello.") -> Completion:
    """A completion under `key`."""
    usage = Usage(tokens_in=3, tokens_out=2, cost_usd=0.001)
    return Completion(key=key, text=text, data={"a": [1, "é"]}, model="m", adapter="x", origin="llm", usage=usage)


def call(at: int, outcome: str = "ok", job: str | None = "j") -> CallRecord:
    """A call of 5 tokens and 7 micro-dollars."""
    return CallRecord(at, "t", "t/1", "m", "x", job, outcome, 1, 3, 2, 7, 0.5)


def limit(tokens: int | None = 100, micro_usd: int | None = None, scope: str = DAY) -> Limit:
    """A budget."""
    return Limit(scope, tokens, micro_usd)


def test_a_completion_is_kept_once(ledger: Ledger) -> None:
    """The first one under a key wins and comes back as stored, whoever keeps another."""
    assert ledger.completion("k") is None
    assert ledger.keep(completion(), at=1) == completion()
    assert ledger.keep(completion(text="Later."), at=2).text == "Hello."
    kept = ledger.completion("k")
    assert kept == completion().model_copy(update={"stored": True})


def test_a_claim_belongs_to_one(ledger: Ledger) -> None:
    """A second claim fails until the first is released or over; only its owner can extend or release it."""
    assert ledger.claim("k", at=0, until=100)
    assert not ledger.claim("k", at=50, until=150)
    assert ledger.claim("other", at=50, until=150)
    assert ledger.extend("k", 100, to=200)
    assert not ledger.extend("k", 100, to=300)
    ledger.release("k", 100)
    assert not ledger.claim("k", at=199, until=300)
    assert ledger.claim("k", at=200, until=300)
    ledger.release("k", 300)
    assert ledger.claim("k", at=201, until=400)


def test_one_of_many_gets_the_claim(ledger: Ledger) -> None:
    """Of workers who claim at once, exactly one succeeds."""
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda number: ledger.claim("k", at=0, until=1_000 + number), range(24)))
    assert won.count(True) == 1


def test_what_is_held_counts_until_it_is_settled(ledger: Ledger) -> None:
    """A hold takes from the budget; what was really spent takes its place; the refusal names the scope."""
    assert ledger.hold("a", [limit()], 60, 5, at=0, until=10) is None
    assert ledger.hold("b", [limit()], 41, 5, at=1, until=10) == DAY
    ledger.settle("a", [DAY], 20, 3)
    spent = ledger.spent(DAY, at=1)
    assert (spent.tokens, spent.micro_usd, spent.held_tokens, spent.held_micro_usd) == (20, 3, 0, 0)
    assert ledger.hold("b", [limit()], 80, 0, at=1, until=10) is None
    assert ledger.hold("c", [limit()], 1, 0, at=1, until=10) == DAY


def test_a_hold_is_all_or_nothing(ledger: Ledger) -> None:
    """Where one of several budgets forbids it, none is touched."""
    job = limit(10, scope="job:1")
    assert ledger.hold("a", [limit(), job], 11, 0, at=0, until=9) == "job:1"
    assert ledger.spent(DAY, at=0).held_tokens == 0
    assert ledger.hold("a", [limit(), job], 10, 0, at=0, until=9) is None
    assert (ledger.spent(DAY, at=0).held_tokens, ledger.spent("job:1", at=0).held_tokens) == (10, 10)


def test_money_is_a_limit_of_its_own(ledger: Ledger) -> None:
    """Tokens without a limit are counted all the same."""
    assert ledger.hold("a", [limit(None, 50)], 10**9, 50, at=0, until=9) is None
    assert ledger.hold("b", [limit(None, 50)], 0, 1, at=0, until=9) == DAY
    assert ledger.spent(DAY, at=0).held_tokens == 10**9


def test_the_dead_hold_nothing(ledger: Ledger) -> None:
    """A hold ends by itself at its time; settled later, it is booked all the same."""
    assert ledger.hold("a", [limit()], 100, 0, at=0, until=10) is None
    assert ledger.hold("b", [limit()], 1, 0, at=9, until=20) == DAY
    assert ledger.hold("b", [limit()], 1, 0, at=10, until=20) is None
    ledger.settle("a", [DAY], 30, 0)
    assert ledger.spent(DAY, at=10).tokens == 30


def test_a_repeated_hold_replaces_the_earlier_one(ledger: Ledger) -> None:
    """A worker that starts again does not count twice."""
    assert ledger.hold("a", [limit()], 90, 0, at=0, until=10) is None
    assert ledger.hold("a", [limit()], 70, 0, at=0, until=10) is None
    assert ledger.spent(DAY, at=0).held_tokens == 70


def test_workers_together_stay_below_the_limit(ledger: Ledger) -> None:
    """80 requests of 7 tokens by 8 threads into a budget of 100: never more than 14 of them, and 14 they are."""

    def work(number: int) -> bool:
        if ledger.hold(f"h{number}", [limit(), limit(1_000, scope="job:1")], 7, 0, at=0, until=10) is not None:
            return False
        held = ledger.spent(DAY, at=0)
        assert held.tokens + held.held_tokens <= 100
        ledger.settle(f"h{number}", [DAY, "job:1"], 7, 0)
        return True

    with ThreadPoolExecutor(8) as pool:
        admitted = sum(pool.map(work, range(80)))
    assert (admitted, ledger.spent(DAY, at=0).tokens, ledger.spent("job:1", at=0).tokens) == (14, 98, 98)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60), st.booleans()), max_size=20))
def test_the_sum_is_never_over(steps: list[tuple[int, int, bool]]) -> None:
    """Whatever is held, replaced and settled for no more than was held, spent and held together stay in the budget."""
    stores = open_stores("sqlite:///:memory:")
    held: dict[str, int] = {}
    for number, tokens, settle in steps:
        name = f"h{number}"
        if settle and name in held:
            stores.ledger.settle(name, [DAY], min(tokens, held.pop(name)), 0)
        elif stores.ledger.hold(name, [limit()], tokens, 0, at=0, until=10) is None:
            held[name] = tokens
        else:
            held.pop(name, None)
        spent = stores.ledger.spent(DAY, at=0)
        assert spent.tokens + spent.held_tokens <= 100
    stores.close()


def test_calls_are_told_newest_first(ledger: Ledger) -> None:
    """By time and job, as many as are asked for."""
    for at in (1, 2, 3):
        ledger.record_call(call(at, job=None if at == 2 else "j"))
    assert [one.at for one in ledger.calls()] == [3, 2, 1]
    assert [one.at for one in ledger.calls(since=2, job="j")] == [3]
    assert ledger.calls(limit=1) == [call(3)]


def test_spending_is_summed_by_day_model_and_outcome(ledger: Ledger) -> None:
    """Days are UTC's; a call at midnight belongs to the new one."""
    day = 86_400_000
    for at, outcome in ((1, "ok"), (2, "ok"), (3, "timeout"), (day, "ok")):
        ledger.record_call(call(at, outcome))
    one = {"day": 0, "model": "m", "outcome": "ok", "calls": 2, "tokens": 10, "micro_usd": 14}
    late = {"day": 0, "model": "m", "outcome": "timeout", "calls": 1, "tokens": 5, "micro_usd": 7}
    assert ledger.spending(since=0, until=day) == [one, late]
    assert [row["day"] for row in ledger.spending(since=0, until=day + 1)] == [0, 0, day]
