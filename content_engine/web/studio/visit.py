"""One visit to one page: who comes, with what, and how to answer. A page is a method, a path, roles and a handler."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from starlette.datastructures import ImmutableMultiDict as Values
from starlette.datastructures import MultiDict
from starlette.responses import HTMLResponse, RedirectResponse, Response

from content_engine.domain.accounts import Role, User
from content_engine.domain.errors import ContentEngineError
from content_engine.engine import Engine
from content_engine.settings import Settings
from content_engine.web.studio.cookies import NOTICE, Cookies
from content_engine.web.studio.rendering import render

Method = Literal["GET", "POST"]
EVERYBODY: frozenset[Role] = frozenset({"editor", "qa", "admin"})
EDITORS: frozenset[Role] = frozenset({"editor", "admin"})
QA: frozenset[Role] = frozenset({"qa", "admin"})
ADMINS: frozenset[Role] = frozenset({"admin"})
PUBLIC: frozenset[Role] | None = None
"""Pages that are shown to those who are not signed in."""


class Forbidden(ContentEngineError):
    """Your roles do not allow this."""

    code = "auth.role"


@dataclass(frozen=True)
class Visit:
    """What a handler gets. `params` are the path's, `query` and `form` may hold a name several times."""

    engine: Engine
    settings: Settings
    cookies: Cookies
    user: User | None
    secret: str
    csrf: str
    params: Mapping[str, str]
    query: Values[str, str]
    form: Values[str, str]
    is_fragment: bool = False
    notice: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    """The browser's cookies by their full names."""

    @property
    def actor(self) -> str:
        """Who acts, as reviews and the audit trail name them."""
        return self.signed.email

    @property
    def signed(self) -> User:
        """Who is signed in. Raises `Forbidden` on a page that is open to all and asks nevertheless."""
        if self.user is None:
            raise Forbidden("Sign in first.")
        return self.user

    def cookie(self, of: str) -> str:
        """What the browser keeps for the Studio, or nothing."""
        return self.cookies.get(self.sent, of)

    def may(self, roles: frozenset[Role]) -> bool:
        """Whether the one who is signed in has one of these roles."""
        return self.user is not None and not roles.isdisjoint(self.user.roles)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A rendered template. It knows `visit`, `user`, `csrf`, `notice` and what is given."""
        shared = {"visit": self, "user": self.user, "csrf": self.csrf, "notice": self.notice}
        answer = HTMLResponse(render(template, shared | context), status_code=status)
        if self.notice and not self.is_fragment:
            self.cookies.drop(answer, NOTICE)
        return answer

    def see_other(self, where: str, *, notice: str = "") -> Response:
        """Sends the browser to another page, which shows `notice` once. For htmx the whole page changes."""
        answer = Response(headers={"HX-Redirect": where}) if self.is_fragment else RedirectResponse(where, 303)
        if notice:
            self.cookies.put(answer, NOTICE, quote(notice[:500]), seconds=60)
        return answer


Handler = Callable[[Visit], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """A page or an action. `roles` are those who may; None means that nobody is asked to sign in."""

    method: Method
    path: str
    roles: frozenset[Role] | None
    handler: Handler


def values(pairs: list[tuple[str, str]]) -> Values[str, str]:
    """Names and values as a query or a form holds them."""
    return Values(MultiDict(pairs))
