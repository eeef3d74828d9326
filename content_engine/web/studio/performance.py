"""Performance: what messages bring, each part read when the page asks for it, so that the first content is quick."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from content_engine.domain.errors import BadInput, NotFound
from content_engine.engine import performance_view
from content_engine.web.studio.charts import figure_of
from content_engine.web.studio.visit import EVERYBODY, Page, Visit

HERE = "/studio/performance"
SPANS = (7, 30, 90, 365)
USUAL = 90


def page(visit: Visit) -> Response:
    """The filters, and a place for every part."""
    return visit.page("performance/page.html", parts=performance_view.PARTS, **_shared(visit))


def _shared(visit: Visit) -> dict[str, Any]:
    days, template = _days(visit), visit.query.get("template", "")
    query = urlencode({"template": template, "days": days})
    templates = [str(one["id"]) for one in visit.engine.templates()]
    return {"days": days, "chosen": template, "templates": templates, "spans": SPANS, "query": query}


def _days(visit: Visit) -> int:
    told = visit.query.get("days", str(USUAL))
    if told not in {str(one) for one in SPANS}:
        raise BadInput(f"must be one of {', '.join(map(str, SPANS))}", field="days")
    return int(told)


def part(visit: Visit) -> Response:
    """One part: a fragment for the page, or a page of its own."""
    name = visit.params["part"]
    told = next((one for one in performance_view.PARTS if one.name == name), None)
    if told is None:
        raise NotFound("There is no such part of performance.")
    shared, template = _shared(visit), visit.query.get("template", "") or None
    made = performance_view.part(name, visit.engine, days=_days(visit), template=template)
    figures = [figure_of(one, stacked=one.id in performance_view.STACKED) for one in made.sections]
    groups = [(group, list(found)) for group, found in groupby(figures, key=lambda one: str(one["group"]))]
    shown = "performance/part.html" if visit.is_fragment else "performance/part_page.html"
    return visit.page(shown, part=told, made=made, groups=groups, **shared)


PAGES = (
    Page("GET", HERE, EVERYBODY, page),
    Page("GET", HERE + "/{part}", EVERYBODY, part),
)
