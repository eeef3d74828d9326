"""Generations in the Studio: what to write is chosen, a worker writes it, and the page shows how far it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from pydantic import ValidationError
from starlette.responses import Response

from content_engine.domain.base import to_ms
from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.jobs import ENDED, Job
from content_engine.domain.llm import OFFLINE
from content_engine.domain.writing import GenerationRequest
from content_engine.engine import generations_view, jobs_view
from content_engine.engine.desk import usable
from content_engine.engine.generating_view import MOST_COUNT, choices, listed
from content_engine.web.studio.visit import EDITORS, EVERYBODY, Page, Visit

FIELDS = ("component", "segment", "locale", "count", "note", "model")
USUAL = {"component": "", "segment": "", "locale": "", "count": "3", "note": "", "model": ""}


def ask(visit: Visit) -> Response:
    """`GET /studio/generate`: the form; its fields may be given in the address."""
    given = {name: visit.query[name] for name in FIELDS if visit.query.get(name)}
    return _form(visit, USUAL | given)


def _form(visit: Visit, typed: dict[str, str], *, status: int = 200, message: str = "", field: str = "") -> Response:
    there = choices(usable(visit.engine.desk))
    return visit.page(
        "generating/generate.html",
        status=status,
        typed=typed,
        there=there,
        most=MOST_COUNT,
        offline=OFFLINE,
        may=visit.may(EDITORS),
        message=message,
        field=field,
    )


def start(visit: Visit) -> Response:
    """`POST /studio/generate`: asks for it and leads to the job; what cannot be asked for is told in the form."""
    typed = {name: visit.form.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
    try:
        job = visit.engine.generate(_request(typed), actor=visit.actor)
    except (BadInput, NotFound) as error:
        return _form(visit, typed, status=422, message=error.message, field=error.field or "")
    return visit.see_other(f"/studio/jobs/{job.id}")


def _request(typed: dict[str, str]) -> GenerationRequest:
    given: dict[str, Any] = {name: value for name, value in typed.items() if value}
    count = given.pop("count", "")
    if not (count.isascii() and count.isdigit() and 1 <= int(count[:9]) <= MOST_COUNT):
        raise BadInput(f"How many? A number from 1 to {MOST_COUNT}.", field="count")
    if "note" in given:  # a note is one line in a prompt
        given["note"] = " ".join(given["note"].split())
    try:
        return GenerationRequest(count=int(count), **given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        raise BadInput(f"{first['msg']}.", field=field) from error


def jobs(visit: Visit) -> Response:
    """`GET /studio/jobs`: all jobs, newest first."""
    store = jobs_view.usable(visit.engine.jobs)
    found, before = listed(store, before=visit.query.get("before", ""))
    later = f"/studio/jobs?{urlencode({'before': before})}" if before else ""
    now = to_ms(visit.engine.clock.now())
    return visit.page("generating/jobs.html", jobs=[_row(job) for job in found], later=later, now=now)


def _row(job: Job) -> dict[str, Any]:
    told = jobs_view.shown(job)
    asked = job.payload
    what = asked.get("component") or asked.get("suite") or asked.get("prompt") or ""
    return {**told, "what": what, "asked": asked, "actor": job.actor, "at": job.created_at, "ended": job.state in ENDED}


def job(visit: Visit) -> Response:
    """`GET /studio/jobs/{id}`: how far it is; for htmx only that part, until it ended."""
    one = visit.engine.job(visit.params["id"])
    template = "generating/progress.html" if visit.is_fragment else "generating/job.html"
    return visit.page(template, **_shown(visit, one))


def _shown(visit: Visit, one: Job) -> dict[str, Any]:
    is_writing = one.kind in generations_view.KINDS
    whole = generations_view.whole(one) if is_writing else {"candidates": [], "totals": {}, "usage": {}, "troubles": []}
    told = {name: whole[name] for name in ("candidates", "totals", "usage", "troubles")}
    may = visit.may(EDITORS)
    return {"job": _row(one), "is_writing": is_writing, "may": may, "offline": OFFLINE, **told}


def cancel(visit: Visit) -> Response:
    """`POST /studio/jobs/{id}/cancel`: a waiting job ends at once, a running one after its present step."""
    name = visit.params["id"]
    after = jobs_view.cancelled(visit.engine.jobs, name, to_ms(visit.engine.clock.now()))
    told = "Cancelled." if after.state == "cancelled" else "It was asked to stop; what is finished is kept."
    notice = f"It is {after.state} already." if after.state in ("done", "failed") else told
    return visit.see_other(f"/studio/jobs/{after.id}", notice=notice)


PAGES = (
    Page("GET", "/studio/generate", EVERYBODY, ask),
    Page("POST", "/studio/generate", EDITORS, start),
    Page("GET", "/studio/jobs", EVERYBODY, jobs),
    Page("GET", "/studio/jobs/{id}", EVERYBODY, job),
    Page("POST", "/studio/jobs/{id}/cancel", EDITORS, cancel),
)
