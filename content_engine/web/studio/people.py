"""People, for administrators: who signs in, what they may do, and the one-time links by which others join."""

from __future__ import annotations

from typing import Any, cast

from starlette.responses import Response

from content_engine.domain.accounts import ROLES, Role
from content_engine.domain.errors import BadInput
from content_engine.web.studio.signing import accounts_of
from content_engine.web.studio.visit import ADMINS, Page, Visit

WHAT: dict[Role, str] = {
    "editor": "decides on content, generates, changes policies",
    "qa": "runs and labels evaluations",
    "admin": "everything, subjects and people too",
}


def people(visit: Visit) -> Response:
    """Everybody, and the form that invites."""
    return _page(visit)


def _page(visit: Visit, *, status: int = 200, **more: Any) -> Response:
    accounts = accounts_of(visit)
    told: dict[str, Any] = {"url": "", "invited": "", "message": "", "email": "", "name": "", "held": ("editor",)}
    rows = [(user, accounts.locked_minutes(user)) for user in accounts.users()]
    return visit.page("people/people.html", status=status, people=rows, roles=ROLES, what=WHAT, **(told | more))


def invite(visit: Visit) -> Response:
    """Makes a one-time link and shows it, this once: it is stored as a digest only."""
    email, name, roles = visit.form.get("email", ""), visit.form.get("name", ""), _roles(visit)
    try:
        secret = accounts_of(visit).invite(email, name, roles)
    except BadInput as error:
        return _page(visit, status=422, message=str(error), email=email, name=name, held=roles)
    return _page(visit, url=f"{_origin(visit)}/studio/invitations/{secret}", invited=email.strip())


def _roles(visit: Visit) -> tuple[Role, ...]:
    """The boxes that are ticked; the engine says which roles there are."""
    return cast("tuple[Role, ...]", tuple(visit.form.getlist("roles")))


def _origin(visit: Visit) -> str:
    """Where this Studio is, as the settings say, else as the browser does."""
    if visit.settings.studio_url:
        return visit.settings.studio_url.rstrip("/").removesuffix("/studio")
    origin = visit.headers.get("origin", "")
    return origin if origin not in ("", "null") else f"http://{visit.headers.get('host', 'localhost')}"


def change(visit: Visit) -> Response:
    """Sets what somebody may do; they sign in again."""
    user = accounts_of(visit).change(visit.params["user_id"], roles=_roles(visit), by=visit.signed)
    return visit.see_other("/studio/people", notice=f"{user.email}: {', '.join(user.roles)}. They sign in again.")


def disable(visit: Visit) -> Response:
    """Ends somebody's sessions and lets them in no more."""
    user = accounts_of(visit).change(visit.params["user_id"], disabled=True, by=visit.signed)
    return visit.see_other("/studio/people", notice=f"{user.email} is disabled and signed out.")


def enable(visit: Visit) -> Response:
    """Lets somebody in again."""
    user = accounts_of(visit).change(visit.params["user_id"], disabled=False, by=visit.signed)
    return visit.see_other("/studio/people", notice=f"{user.email} may sign in again.")


PAGES = (
    Page("GET", "/studio/people", ADMINS, people),
    Page("POST", "/studio/people/invitations", ADMINS, invite),
    Page("POST", "/studio/people/{user_id}/roles", ADMINS, change),
    Page("POST", "/studio/people/{user_id}/disable", ADMINS, disable),
    Page("POST", "/studio/people/{user_id}/enable", ADMINS, enable),
)
