"""Meets every fault of tests/gateway/faulty.py through both adapters and prints the table of docs/gateway.md.

.venv/bin/python -m benchmarks.gateway_faults            # prints the table
.venv/bin/python -m benchmarks.gateway_faults --write    # and puts it into docs/gateway.md
"""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from pathlib import Path

from content_engine.domain.llm import GatewayFailed
from content_engine.gateway.litellm_adapter import load
from tests.gateway.faulty import CASES, FaultCase
from tests.gateway.serving import Loopback
from tests.gateway.stage import a_gateway, a_ledger, an_ask

PAGE = Path(__file__).parents[1] / "docs/gateway.md"
BEGIN, END = "<!-- faults -->\n", "<!-- end of faults -->"
DEADLINE = 2.0
HEAD = "| fault | result | requests: openai_http, litellm | seconds: openai_http, litellm |\n|---|---|---|---|\n"


def met(case: FaultCase, adapter: str) -> tuple[str, int, float]:
    """The name it gets, the requests sent, and the seconds until the caller knows."""
    served = Loopback(case.respond) if case.respond else nullcontext()
    with a_ledger() as ledger, served as server:
        url = server.url if server else "http://127.0.0.1:9/v1"
        gateway = a_gateway(ledger, url, adapter, deadline_seconds=DEADLINE)
        began = time.monotonic()
        try:
            gateway.complete(an_ask())
            kind = "no failure"
        except GatewayFailed as failed:
            kind = failed.kind
        took = time.monotonic() - began
        return kind, sum(call.requests for call in ledger.calls()), took


def line(case: FaultCase) -> str:
    """One row; a result other than the promised one is shouted."""
    found = [met(case, adapter) for adapter in ("openai_http", "litellm")]
    right = all((kind, requests) == (case.kind, case.requests) for kind, requests, _ in found)
    kinds = "`, `".join(dict.fromkeys(kind for kind, _, _ in found))
    requests = ", ".join(str(number) for _, number, _ in found)
    seconds = ", ".join(f"{took:.2f}" for _, _, took in found)
    return f"| {case.name} | `{kinds}`{'' if right else ' WRONG'} | {requests} | {seconds} |\n"


def main() -> None:
    """Prints the table, and writes it with --write."""
    load()
    table = HEAD + "".join(line(case) for case in CASES)
    print(table)
    if "--write" in sys.argv:
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{table}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
