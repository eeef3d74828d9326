"""`/openapi.json`, and `/docs`: the same as a page for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.responses import Response

from content_engine.engine import Engine
from content_engine.web.api.openapi import Doc, Known, document
from content_engine.web.api.operation import HTML, JSON, PUBLIC, Call, Operation
from content_engine.web.api.pages import page
from content_engine.web.api.problems import CODES

DOCS_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
}


def known_of(engine: Engine) -> Known:
    """What the catalog in use knows by name."""
    rows = engine.templates()
    slots = sorted({slot["name"] for row in rows for slot in row["slots"]})
    placed = [f"{row['id']}/{slot['name']}" for row in rows for slot in row["slots"]]
    taxonomy = engine.worlds.now().catalog.catalog.taxonomy
    locales = engine.worlds.now().catalog.catalog.brand.locales
    kinds = {kind.name: [field.name for field in kind.fields] for kind in taxonomy.kinds}
    return Known([row["id"] for row in rows], kinds, [*slots, *placed], locales)


@dataclass
class Documents:
    """Makes document and page once for every version of the catalog."""

    operations: Sequence[Operation]
    made: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def of(self, engine: Engine) -> tuple[bytes, str]:
        """The document and the page of the present catalog."""
        version = engine.catalog_version
        found = self.made.get(version)
        if found is None:
            told = document(self.operations, known_of(engine))
            shown = page("docs.html", api=told, sections=list(_sections(told)), codes=CODES, pretty=_pretty)
            found = orjson.dumps(told), shown
            self.made = {version: found}
        return found

    def openapi(self, call: Call) -> Response:
        """`GET /openapi.json`."""
        body, _ = self.of(call.services.engine)
        return Response(body, headers={"Cache-Control": "no-cache"}, media_type=JSON)

    def docs(self, call: Call) -> Response:
        """`GET /docs`."""
        _, shown = self.of(call.services.engine)
        return Response(shown, headers=DOCS_HEADERS, media_type=HTML)


def _sections(told: Doc) -> list[tuple[str, list[Doc]]]:
    by_tag: dict[str, list[Doc]] = {}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            shown = {**operation, "method": method.upper(), "path": path}
            by_tag.setdefault(operation["tags"][0], []).append(shown)
    return list(by_tag.items())


def _pretty(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def _own(path: str, handler: Callable[[Call], Response], summary: str, answers: Doc) -> Operation:
    return Operation("GET", path, handler, summary, "operations", PUBLIC, answers)


def operations(served: Sequence[Operation]) -> tuple[Operation, Operation]:
    """The operations of the documents that describe the operations served, themselves included."""
    documents = Documents(())
    own = (
        _own("/openapi.json", documents.openapi, "This description", {JSON: {"type": "object"}}),
        _own("/docs", documents.docs, "This description, for people", {HTML: {"type": "string"}}),
    )
    documents.operations = (*served, *own)
    return own
