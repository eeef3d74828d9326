"""Every operation of the HTTP door, and the resources that serve them."""

from __future__ import annotations

from starlette.routing import Route

from content_engine.web.api import (
    content,
    deciding,
    documents,
    evaluations,
    events,
    generations,
    jobs,
    probes,
    rendering,
    reports,
    reviews,
    subjects,
    unsubscribing,
)
from content_engine.web.api.operation import Operation
from content_engine.web.api.serving import Entrance, Resource

OPERATIONS: tuple[Operation, ...] = (
    *deciding.OPERATIONS,
    *rendering.OPERATIONS,
    *events.OPERATIONS,
    *subjects.OPERATIONS,
    *content.OPERATIONS,
    *reports.OPERATIONS,
    *evaluations.OPERATIONS,
    *generations.OPERATIONS,
    *reviews.OPERATIONS,
    *jobs.OPERATIONS,
    *unsubscribing.OPERATIONS,
    *probes.OPERATIONS,
)


def routes(entrance: Entrance, *, docs: bool) -> list[Route]:
    """One route per path, those that are called most first."""
    operations = (*OPERATIONS, *(documents.operations(OPERATIONS) if docs else ()))
    paths = dict.fromkeys(operation.path for operation in operations)
    return [Route(path, Resource(path, [op for op in operations if op.path == path], entrance)) for path in paths]
