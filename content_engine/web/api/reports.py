"""Reports: as JSON for programs, and as a page for people whose browser asks for one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import orjson
from pydantic import Field
from starlette.responses import Response

from content_engine.domain.base import Moment, Name, Noun
from content_engine.engine import reports
from content_engine.reporting import page
from content_engine.web.api.operation import HTML, JSON, Call, Operation, json_answer
from content_engine.web.api.rendering import chosen
from content_engine.web.api.schema import REF, schemas_of

QA_OR_EDITOR = frozenset({"qa", "editor"})
INERT = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

Back = Annotated[str, Field(pattern=r"^P[0-9]{1,4}[DW]$")]
When = Annotated[
    Back | date | Moment | None, Field(description="a time back from now (`P30D`), a day (`2026-11-20`), or a moment")
]


class ReportInputs(Noun):
    """Which report, on decisions from when until when, for one template or for all."""

    name: Annotated[Name, Field(description=", ".join(reports.NAMES))]
    since: When = None
    until: When = None
    template: Name | None = None


class Note(Noun):
    """Something to keep in mind: what cannot be said, and why."""

    code: str
    text: str


class Column(Noun):
    """A column of a table. `rate` and `points` are shares of 1."""

    key: str
    title: str
    unit: Literal["text", "count", "rate", "points", "number", "days", "moment", "day"]


class Plot(Noun):
    """How a table is shown: its columns by key."""

    kind: Literal["bars", "line", "reliability"]
    x: str
    series: tuple[str, ...]
    by: str | None


class Section(Noun):
    """A table. Rows are objects by column key; an estimate is `{"mean", "low", "high"}`, null cannot be said."""

    id: str
    title: str
    group: str
    text: str
    columns: tuple[Column, ...]
    rows: tuple[dict[str, Any], ...]
    plot: Plot | None
    notes: tuple[Note, ...]


class ReportAnswer(Noun):
    """A report."""

    report: str
    title: str
    made_at: Moment
    since: Moment
    until: Moment
    template: str | None
    headline: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


def show(call: Call) -> Response:
    """`GET /v1/reports/{name}`."""
    asked: ReportInputs = call.inputs
    sources = reports.sources_of(call.services.engine)
    made = reports.report(asked.name, sources, since=asked.since, until=asked.until, template=asked.template)
    headers = {"Vary": "Accept, Authorization"}
    if _as_page(call.headers.get(b"accept", b"").decode("latin-1")):
        headers |= {"Content-Security-Policy": INERT, "Cache-Control": "private, no-store"}
        return Response(page(made), headers=headers, media_type=HTML)
    return json_answer(orjson.dumps(made.to_json()), headers)


def _as_page(accept: str) -> bool:
    """Whether the caller names HTML and likes nothing better; whoever takes anything gets JSON."""
    return "text/html" in accept.lower() and chosen(accept) == HTML


def _whole(schema: Any, known: dict[str, Any]) -> Any:
    """A schema with what it refers to written in its place."""
    if isinstance(schema, dict):
        name = str(schema.get("$ref", "")).removeprefix(REF.format(model=""))
        return _whole(known[name], known) if name else {key: _whole(inner, known) for key, inner in schema.items()}
    return [_whole(inner, known) for inner in schema] if isinstance(schema, list) else schema


_KNOWN = schemas_of([ReportAnswer])
OPERATIONS = (
    Operation(
        "GET",
        "/v1/reports/{name}",
        show,
        "Figures with intervals: what decisions brought, how the policy draws, what is stored",
        "reports",
        QA_OR_EDITOR,
        {JSON: _whole(_KNOWN["ReportAnswer"], _KNOWN), HTML: {"type": "string"}},
        description=f"There are {', '.join(reports.NAMES)}. Intervals are at 90 %. Without `since` the last 90 days "
        "count. A browser gets a page.",
        inputs=ReportInputs,
        also=(404,),
    ),
)
