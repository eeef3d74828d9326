"""What an editor does with one variant. Who comes second is told what was decided, and keeps what they typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from content_engine.domain.errors import BadInput, LostRace
from content_engine.domain.writing import OwnWords, ReviewAction, ReviewConflict, ReviewRefused, WrittenVariant
from content_engine.engine import variant_page
from content_engine.engine.reviewing import Opinion
from content_engine.engine.variant_page import Shown
from content_engine.web.studio.variants import desk_of, page, people, typed
from content_engine.web.studio.variants_shown import worst_first
from content_engine.web.studio.visit import EDITORS, Page, Visit

QUEUE = "/studio/reviews"
Told = Callable[[WrittenVariant], str]
"""What the next page says of what was done."""


def approve(visit: Visit) -> Response:
    """Approves, and goes on to the next that waits."""
    return _said(visit, "approve", _approved, onward=True)


def _approved(after: WrittenVariant) -> str:
    if after.state == "approved":
        return f"{after.id} is approved and live."
    return f"{after.id} has your approval; another editor's is needed before it is live."


def reject(visit: Visit) -> Response:
    """Rejects with a reason, and goes on to the next that waits."""
    return _said(visit, "reject", lambda after: f"{after.id} is rejected.", onward=True)


def edit(visit: Visit) -> Response:
    """Stores changed words, if they pass what a writer's words must pass."""
    return _said(visit, "edit", lambda after: f"Your words are stored as version {after.version}; approve them next.")


def comment(visit: Visit) -> Response:
    """Adds a remark."""
    return _said(visit, "comment", lambda after: "Your comment is there.")


def assign(visit: Visit) -> Response:
    """Gives it to somebody who may decide, or to nobody."""
    return _said(visit, "assign", _assigned)


def _assigned(after: WrittenVariant) -> str:
    return (
        f"{after.id} is for {after.assigned_to}." if after.assigned_to else f"{after.id} is for nobody in particular."
    )


def retire(visit: Visit) -> Response:
    """Takes it out of use."""
    return _said(visit, "retire", lambda after: f"{after.id} is retired.")


def restore(visit: Visit) -> Response:
    """Brings a rejected or retired one back to review."""
    return _said(visit, "restore", lambda after: f"{after.id} is in review again.")


def _said(visit: Visit, action: ReviewAction, told: Told, *, onward: bool = False) -> Response:
    desk = desk_of(visit)
    one = variant_page.shown(desk, visit.params["id"])
    following = variant_page.next_waiting(desk, one, visit.actor) if onward else one.variant.id
    try:
        after = visit.engine.review(one.variant.id, _opinion(visit, action, one))
    except (BadInput, OwnWords, LostRace, ReviewConflict) as error:
        return _again(visit, action, error)
    where = f"/studio/variants/{following}" if following else QUEUE
    return visit.see_other(where, notice=f"{told(after)}{_going(following, onward=onward)}")


def _going(following: str | None, *, onward: bool) -> str:
    if not onward:
        return ""
    return " This is the next." if following else " Nothing else waits for you."


def _opinion(visit: Visit, action: ReviewAction, one: Shown) -> Opinion:
    seen = visit.form.get("version", "")
    if not (seen.isascii() and seen.isdigit()) or len(seen) > 9:
        raise BadInput("The form does not say which version it is about. Reload the page.", field="version")
    given: dict[str, Any] = {"comment": visit.form.get("comment", "").replace("\r\n", "\n").strip()}
    if action == "edit":
        given["content"] = _content(visit, one)
    if action == "assign":
        given["assignee"] = _assignee(visit)
    return Opinion(action=action, actor=visit.actor, version=int(seen), **given)


def _content(visit: Visit, one: Shown) -> dict[str, str]:
    words = typed(visit.form)
    if one.written is not None and one.version == int(visit.form.get("version", "0")):
        words = variant_page.changed(one.written, words)
        if not words:
            raise BadInput("The words are as they were.", field="content")
    return words


def _assignee(visit: Visit) -> str | None:
    wanted = visit.form.get("assignee", "")
    if wanted and wanted not in people(visit):
        raise BadInput("There is nobody of that address who may decide.", field="assignee")
    return wanted or None


def _again(visit: Visit, action: ReviewAction, error: Exception) -> Response:
    """The page once more, as things are now, with what was typed."""
    now = variant_page.shown(desk_of(visit), visit.params["id"])
    seen = visit.form.get("version", "")
    missed = variant_page.meanwhile(desk_of(visit), now, int(seen)) if isinstance(error, ReviewConflict) else ()
    return page(
        visit,
        status=422 if isinstance(error, BadInput) else 409,
        problem=str(error),
        action=action,
        missed=missed,
        violations=worst_first(error.violations) if isinstance(error, ReviewRefused) else (),
        typed=typed(visit.form),
        said=visit.form.get("comment", ""),
    )


PAGES = (
    Page("POST", "/studio/variants/{id}/approve", EDITORS, approve),
    Page("POST", "/studio/variants/{id}/reject", EDITORS, reject),
    Page("POST", "/studio/variants/{id}/edit", EDITORS, edit),
    Page("POST", "/studio/variants/{id}/comment", EDITORS, comment),
    Page("POST", "/studio/variants/{id}/assign", EDITORS, assign),
    Page("POST", "/studio/variants/{id}/retire", EDITORS, retire),
    Page("POST", "/studio/variants/{id}/restore", EDITORS, restore),
)
