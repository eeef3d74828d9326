"""One subject, for administrators: what is remembered of them, why they got each message or not, export, erasure."""

from __future__ import annotations

from urllib.parse import quote

import orjson
from starlette.responses import Response

from content_engine.domain.errors import BadInput
from content_engine.engine import subject_view
from content_engine.web.studio.visit import ADMINS, Page, Visit

LONGEST = 200


def lookup(visit: Visit) -> Response:
    """The form, and the subject where one is named."""
    user_id = visit.query.get("user_id", "").strip()[:LONGEST]
    found = None
    if user_id:
        found = subject_view.shown(visit.engine.subject(user_id), before=visit.query.get("before", ""))
    return visit.page("subjects/lookup.html", user_id=user_id, found=found, address=_address)


def _address(user_id: str, more: str = "") -> str:
    return f"/studio/subjects/{quote(user_id, safe='')}{more}"


def decision(visit: Visit) -> Response:
    """Why one decision came out as it did."""
    name = visit.params["decision_id"]
    stored = visit.engine.decision(name)
    told = subject_view.explained(visit.engine.explain(name))
    return visit.page("subjects/decision.html", told=told, decision=stored, user_id=visit.query.get("user_id", ""))


def export(visit: Visit) -> Response:
    """Everything stored about a subject, as a file."""
    body = orjson.dumps(visit.engine.subject(visit.params["user_id"]), option=orjson.OPT_INDENT_2)
    headers = {"Content-Disposition": 'attachment; filename="subject.json"'}
    return Response(body, media_type="application/json", headers=headers)


def erase(visit: Visit) -> Response:
    """Removes every trace of a subject, once the id was typed again."""
    user_id = visit.params["user_id"]
    if visit.form.get("again", "").strip() != user_id:
        raise BadInput("Nothing was erased: the id typed is not the subject's.", field="again")
    rows = sum(visit.engine.erase(user_id).values())
    return visit.see_other("/studio/subjects", notice=f"Erased: {rows} rows. What was learnt stays, without the id.")


PAGES = (
    Page("GET", "/studio/subjects", ADMINS, lookup),
    Page("GET", "/studio/subjects/decisions/{decision_id}", ADMINS, decision),
    Page("GET", "/studio/subjects/{user_id:path}/export", ADMINS, export),
    Page("POST", "/studio/subjects/{user_id:path}/erase", ADMINS, erase),
)
