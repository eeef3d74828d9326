"""Decisions per second: through `decide_many` at batch 1, 32 and 1,000, and over HTTP beside a bare FastAPI endpoint.

    python benchmarks/decide.py [--requests 3000] [--connections 32]

Five slots, 40 candidates each, SQLite with full durability in a temporary folder. The bare endpoint parses the same
body into models and returns the same bytes; both are served by uvicorn with uvloop, one process each, one after the
other, and asked by the same client in a third process. The ratio is what counts: absolute figures are the machine's.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel

sys.path.insert(0, str(Path(__file__).parent))
from world import catalog, request

from content_engine import DecisionRequest
from content_engine.bootstrap import Settings, bootstrap, open_database
from content_engine.domain.canon import canonical, version_of
from content_engine.domain.keys import digest, mint
from content_engine.domain.memory import Key
from content_engine.engine import Engine


def prepare(folder: Path) -> tuple[Settings, str]:
    """A database with the benchmark's catalog and one key."""
    settings = Settings(content=folder, database=f"sqlite:///{folder / 'bench.db'}")
    database = open_database(settings)
    body = canonical(catalog())
    database.content.publish(version_of(body), body, [], after=None, at=0)
    key_id, secret = mint()
    database.keys.add(Key(key_id, ("caller",), "bench", 0), digest(secret))
    database.close()
    return settings, secret


def in_process(engine: Engine, size: int, total: int, start: int) -> float:
    """Decisions per second in batches of `size`."""
    asked = [DecisionRequest.model_validate_json(orjson.dumps(request(start + i))) for i in range(total)]
    began = time.perf_counter()
    for at in range(0, total, size):
        engine.decide_raw(asked[at : at + size])
    return total / (time.perf_counter() - began)


class Claim(BaseModel):
    """A segment claim as a plain FastAPI application would declare it."""

    segment_id: str
    version: int
    observed_at: datetime | None = None


class Body(BaseModel):
    """The decision request as a plain FastAPI application would declare it."""

    request_id: str
    template: str | list[str]
    user_id: str
    account_id: str | None = None
    locale: str = "en"
    segments: list[Claim] | None = None
    attributes: dict[str, Any] = {}


def serve_engine(settings: Settings, port: int) -> None:
    """The real server, as `content-engine serve` runs it."""
    from content_engine.cli.serving import listen, serve

    serve(settings, listen("127.0.0.1", port), 1, lambda: None)


def serve_bare(answer: bytes, port: int) -> None:
    """The yardstick: FastAPI parses the same body into models and returns the same bytes."""
    import uvicorn
    from fastapi import FastAPI, Response

    app = FastAPI(openapi_url=None)

    @app.post("/v1/decisions")
    async def decide(body: Body) -> Response:
        return Response(answer, media_type="application/json")

    uvicorn.run(app, host="127.0.0.1", port=port, loop="uvloop", http="httptools", access_log=False, log_level="error")


@contextmanager
def running(target: object, *args: object) -> Iterator[int]:
    """A server in its own process, on a free port, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = multiprocessing.get_context("spawn").Process(target=target, args=(*args, port))  # type: ignore[arg-type]
    process.start()
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.join(15)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def bodies(start: int, total: int, key: str) -> list[bytes]:
    """Complete HTTP requests, ready to be sent."""
    made = []
    for number in range(start, start + total):
        body = orjson.dumps(request(number))
        head = (
            f"POST /v1/decisions HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


async def load(port: int, asked: list[bytes], connections: int) -> tuple[float, list[float], bytes]:
    """Sends all requests over keep-alive connections; requests per second, latencies in ms, and the last answer."""
    waiting = iter(asked)
    took: list[float] = []
    last = b""

    async def one() -> None:
        nonlocal last
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for wire in waiting:
            began = time.perf_counter()
            writer.write(wire)
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
            last = await reader.readexactly(length)
            took.append((time.perf_counter() - began) * 1000)
            if not head.startswith(b"HTTP/1.1 200"):
                raise SystemExit(f"unexpected answer: {head[:60]!r} {last[:300]!r}")
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    return len(asked) / (time.perf_counter() - began), took, last


def over_http(port: int, key: str, total: int, connections: int, start: int) -> tuple[float, float, float, bytes]:
    """Warm up, then measure: requests per second, median and 99th percentile in ms, one answer."""
    asyncio.run(load(port, bodies(start, max(total // 5, 50), key), connections))
    rate, took, last = asyncio.run(load(port, bodies(start + total, total, key), connections))
    return rate, statistics.median(took), statistics.quantiles(took, n=100)[98], last


def main() -> None:
    """Prints the table, and the figures as one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--requests", type=int, default=3_000)
    options.add_argument("--connections", type=int, default=32)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        settings, key = prepare(Path(name))
        engine = bootstrap(settings)
        in_process(engine, 100, 200, 10_000_000)
        for place, (size, total) in enumerate(((1, 500), (32, 3_200), (1_000, 5_000)), start=1):
            figures[f"batch_{size}"] = in_process(engine, size, total, place * 100_000)
            print(f"decide_many, batch {size:>5}: {figures[f'batch_{size}']:>8.0f} decisions/s", flush=True)
        engine.close()
        ratios = []
        for turn in range(given.rounds):
            start = 1_000_000 * (turn + 1)
            with running(serve_engine, settings) as port:
                ours = over_http(port, key, given.requests, given.connections, start)
            with running(serve_bare, ours[3]) as port:
                bare = over_http(port, key, given.requests, given.connections, start)
            ratios.append(ours[0] / bare[0])
            print(f"HTTP, engine: {ours[0]:>8.0f} requests/s   median {ours[1]:.1f} ms   p99 {ours[2]:.1f} ms")
            print(
                f"HTTP, bare:   {bare[0]:>8.0f} requests/s   median {bare[1]:.1f} ms   p99 {bare[2]:.1f} ms", flush=True
            )
        figures["ratio"] = statistics.median(ratios)
        print(f"engine / bare: {figures['ratio']:.2f} (median of {len(ratios)}; answers of {len(ours[3])} bytes)")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
