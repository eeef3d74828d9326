"""The catalog as it is in use, and what the guardrails and the folder check say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson
from starlette.responses import Response

from content_engine.domain.errors import NotFound
from content_engine.domain.verdicts import Verdict
from content_engine.engine import Engine
from content_engine.web.api import wire
from content_engine.web.api.operation import ANY, EDITOR, Call, Operation, json_answer

Rows = list[dict[str, Any]]
HISTORY = 100
ROWS: Mapping[str, Callable[[Engine], Rows]] = {
    "templates": Engine.templates,
    "components": Engine.components,
}


def lister(name: str) -> Callable[[Call], Response]:
    """The handler of `GET /v1/{name}`."""

    def listed(call: Call) -> Response:
        page: wire.Page = call.inputs
        return _paged(call, name, _fitting(ROWS[name](call.services.engine), page))

    return listed


def _paged(call: Call, name: str, rows: Rows) -> Response:
    """The first page of rows, which hold one more than fit where there are more."""
    page: wire.Page = call.inputs
    shown = rows[: page.limit]
    cursor = shown[-1]["id"] if len(rows) > page.limit else None
    version = call.services.engine.catalog_version
    return json_answer(orjson.dumps({"catalog_version": version, "next_cursor": cursor, name: shown}))


def _fitting(rows: Rows, page: wire.Page) -> Rows:
    wanted = page.model_dump(exclude={"limit", "cursor"}, exclude_none=True)
    after = page.cursor or ""
    return [row for row in rows if row["id"] > after and all(row[key] == value for key, value in wanted.items())]


def shower(name: str) -> Callable[[Call], Response]:
    """The handler of `GET /v1/{name}/{id}`."""
    item = name.removesuffix("s")

    def shown(call: Call) -> Response:
        wanted: wire.ItemInputs = call.inputs
        row = next((row for row in ROWS[name](call.services.engine) if row["id"] == wanted.id), None)
        if row is None:
            raise NotFound(f"no {item} {wanted.id}", field="id")
        history = call.services.engine.history(item, wanted.id, limit=HISTORY)
        return json_answer(orjson.dumps({**row, "history": history}))

    return shown


def variants(call: Call) -> Response:
    """`GET /v1/variants`."""
    page: wire.VariantPage = call.inputs
    wanted = page.model_dump(exclude={"limit", "cursor"}, exclude_none=True)
    rows = call.services.engine.variants(after=page.cursor or "", limit=page.limit + 1, **wanted)
    return _paged(call, "variants", rows)


def variant(call: Call) -> Response:
    """`GET /v1/variants/{id}`."""
    wanted: wire.ItemInputs = call.inputs
    return json_answer(orjson.dumps(call.services.engine.variant(wanted.id, limit=HISTORY)))


def check(call: Call) -> Response:
    """`POST /v1/checks`."""
    sent: wire.CheckRequest = call.body
    verdict = call.services.engine.check_content(sent.content, sent.kind, sent.slot, sent.locale)
    return json_answer(orjson.dumps(verdict))


def check_folder(call: Call) -> Response:
    """`POST /v1/content/checks`."""
    problems = [problem.model_dump() for problem in call.services.engine.check()]
    return json_answer(orjson.dumps({"ok": not problems, "problems": problems}))


def _catalog() -> Iterator[Operation]:
    kinds = (
        ("templates", wire.TemplatePage, wire.Templates, wire.TemplateDetail),
        ("components", wire.ComponentPage, wire.Components, wire.ComponentDetail),
    )
    for name, page, listed, detail in kinds:
        one = name.removesuffix("s")
        summary = f"The {name} of the catalog in use"
        yield Operation("GET", f"/v1/{name}", lister(name), summary, "content", ANY, listed, inputs=page)
        yield Operation(
            "GET",
            f"/v1/{name}/{{id}}",
            shower(name),
            f"One {one}, with its history",
            "content",
            ANY,
            detail,
            inputs=wire.ItemInputs,
            also=(404,),
        )


OPERATIONS = (
    *_catalog(),
    Operation(
        "GET",
        "/v1/variants",
        variants,
        "The variants of the catalog in use and those written, in every state",
        "content",
        ANY,
        wire.Variants,
        inputs=wire.VariantPage,
    ),
    Operation(
        "GET",
        "/v1/variants/{id}",
        variant,
        "One variant, with its history",
        "content",
        ANY,
        wire.VariantDetail,
        inputs=wire.ItemInputs,
        also=(404,),
    ),
    Operation(
        "POST",
        "/v1/checks",
        check,
        "Judge a text by the guardrails",
        "content",
        ANY,
        Verdict,
        body=wire.CheckRequest,
        example={"content": "Every change is on record for a year.", "kind": "benefit_block", "locale": "en"},
    ),
    Operation(
        "POST",
        "/v1/content/checks",
        check_folder,
        "Check the server's content folder",
        "content",
        EDITOR,
        wire.FolderReport,
        description="Every problem of the folder at once, each with file, line and key. Changes nothing.",
    ),
)
