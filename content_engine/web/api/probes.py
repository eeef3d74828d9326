"""For machines that watch: liveness, readiness, figures."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.responses import Response

from content_engine.web.api.operation import JSON, PUBLIC, TEXT, Call, Operation
from content_engine.web.api.telemetry import METRICS_TYPE
from content_engine.web.api.wire import Health, Readiness


async def healthz(call: Call) -> Response:
    """`GET /healthz`."""
    return Response(b'{"status":"ok"}', media_type=JSON)


def readyz(call: Call) -> Response:
    """`GET /readyz`."""
    told = readiness(call)
    return Response(orjson.dumps(told), status_code=200 if told["ready"] else 503, media_type=JSON)


def readiness(call: Call) -> dict[str, Any]:
    """What `/readyz` tells. A catalog that could not be taken up is trouble, but the last good one still serves."""
    engine, world = call.services.engine, call.services.engine.worlds.present
    faults = [] if call.services.gatherer.alive else ["no thread is deciding"]
    try:
        engine.content.current_catalog()
    except Exception as error:  # noqa: BLE001 - whatever keeps the database from answering is what readiness is about
        faults.append(f"the database does not answer ({type(error).__name__})")
    return {
        "ready": world is not None and not faults,
        "catalog_version": world.catalog.version if world else None,
        "policy_version": world.policy_version if world else None,
        "problems": [told[:2_000] for told in (*faults, *call.services.refreshing.values())],
    }


def metrics(call: Call) -> Response:
    """`GET /metrics`."""
    return Response(call.services.meters.text(), media_type=METRICS_TYPE)


OPERATIONS = (
    Operation("GET", "/healthz", healthz, "Whether the process answers", "operations", PUBLIC, Health, quiet=True),
    Operation(
        "GET",
        "/readyz",
        readyz,
        "Whether requests can be served",
        "operations",
        PUBLIC,
        Readiness,
        description="503 until database and catalog are there. A newer catalog that cannot be used is told under "
        "`problems`, while the last good one serves on.",
        unready=Readiness,
        quiet=True,
    ),
    Operation("GET", "/metrics", metrics, "Figures for Prometheus", "operations", PUBLIC, {TEXT: {"type": "string"}}),
)
