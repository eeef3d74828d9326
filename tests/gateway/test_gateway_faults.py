"""Every way a provider can fail has a name, a bounded number of requests, and an end at the deadline."""

from __future__ import annotations

import socket
import time
from contextlib import nullcontext

import pytest

from content_engine.domain.llm import GatewayFailed
from tests.gateway.faulty import CASES, KEY, FaultCase
from tests.gateway.serving import Loopback
from tests.gateway.stage import a_gateway, a_ledger, an_ask

ADAPTERS = ("openai_http", "litellm")
DEADLINE = 1.0
SLACK = 0.1 * DEADLINE + 0.3


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.parametrize("adapter", ADAPTERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_has_its_name_and_its_number_of_requests(case: FaultCase, adapter: str) -> None:
    """The failure is named as the table says, no more requests are sent than it allows, the deadline holds."""
    served = Loopback(case.respond) if case.respond else nullcontext()
    with a_ledger() as ledger, served as server:
        url = server.url if server else f"http://127.0.0.1:{closed_port()}/v1"
        gateway = a_gateway(ledger, url, adapter, deadline_seconds=DEADLINE if case.hangs else 10.0)
        began = time.monotonic()
        with pytest.raises(GatewayFailed) as failed:
            gateway.complete(an_ask())
        took = time.monotonic() - began
        [*records] = ledger.calls()
    assert failed.value.kind == case.kind, failed.value
    assert failed.value.code == f"gateway.{case.kind}"
    assert sum(record.requests for record in records) == case.requests
    assert [one.failure for one in failed.value.attempts] == [case.kind] * case.requests
    assert {record.outcome for record in records} == {case.kind}
    if server:
        assert len(server.requests) == case.requests
    if case.hangs:
        assert DEADLINE * 0.9 <= took <= DEADLINE + SLACK
    assert KEY not in str(failed.value) + repr(failed.value.attempts)


def test_there_are_at_least_25_faults() -> None:
    """The table is as long as it was promised, and no two cases share a name."""
    assert len({case.name for case in CASES}) == len(CASES) >= 25
