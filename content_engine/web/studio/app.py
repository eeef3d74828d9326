"""The Studio as an ASGI application: who comes, may they, is the form theirs; then the page, or what went wrong."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from content_engine.domain.accounts import InvitationGone, LockedOut, SignInFailed, User
from content_engine.domain.errors import BadInput, ContentEngineError, LostRace, NotFound, NotSetUp, TooLarge
from content_engine.domain.writing import OwnWords, ReviewConflict
from content_engine.engine import Engine
from content_engine.settings import Settings
from content_engine.web.studio.cookies import BEFORE, NOTICE, SESSION, Cookies
from content_engine.web.studio.rendering import STATIC
from content_engine.web.studio.routes import PAGES
from content_engine.web.studio.security import HEADERS, forged, new_secret, token_of
from content_engine.web.studio.visit import Forbidden, Page, Visit, values

MOST_FIELDS = 5_000
STATUSES: tuple[tuple[type[ContentEngineError], int], ...] = (
    (Forbidden, 403),
    (SignInFailed, 401),
    (LockedOut, 429),
    (NotFound, 404),
    (InvitationGone, 410),
    (ReviewConflict, 409),
    (OwnWords, 409),
    (LostRace, 409),
    (TooLarge, 413),
    (BadInput, 422),
    (NotSetUp, 503),
)
TITLES = {
    400: "That could not be done",
    401: "Not signed in",
    403: "Not allowed",
    404: "Nothing here",
    405: "Not like this",
    410: "This link does not work any more",
    409: "Somebody was faster",
    413: "Too large",
    422: "Something is missing or wrong",
    429: "Locked for a while",
    500: "Something unexpected happened",
    503: "Not set up",
}


@dataclass(frozen=True)
class _Asked:
    """A request and the page it is for."""

    request: Request
    page: Page | None
    params: dict[str, str]


class Studio:
    """`engine` gives the engine once the server has started; `log` takes structured events."""

    def __init__(self, engine: Callable[[], Engine], settings: Settings, log: Any) -> None:
        self._engine, self._settings, self._log = engine, settings, log
        self._cookies = Cookies(secure=settings.studio_url.startswith("https:"))
        self._routes = [(Route(page.path, _nothing, methods=[page.method]), page) for page in PAGES]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request below `/studio`."""
        started, request = perf_counter(), Request(scope, receive)
        answer = _static(request) or await self._answer(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        await answer(scope, receive, send)
        if request.method != "GET" or answer.status_code >= 500:
            seconds = round(perf_counter() - started, 4)
            self._log.info("studio", method=request.method, status=answer.status_code, seconds=seconds)

    async def _answer(self, request: Request) -> Response:
        asked = _Asked(request, *self._find(request))
        try:
            body = await _body(request, self._settings.max_body_bytes)
            return await asyncio.to_thread(self._served, asked, body)
        except ContentEngineError as error:
            return _wrong(self._visit(asked, None, "", b""), error)

    def _find(self, request: Request) -> tuple[Page | None, dict[str, str]]:
        method = "GET" if request.method == "HEAD" else request.method
        scope = {"type": "http", "path": request.scope["path"], "method": method, "root_path": ""}
        for route, page in self._routes:
            matched, found = route.matches(scope)
            if matched is Match.FULL:
                return page, found["path_params"]
        return None, {}

    def _served(self, asked: _Asked, body: bytes) -> Response:
        secret = self._cookies.get(asked.request.cookies, SESSION)
        visit = self._visit(asked, None, secret, body)
        try:
            user = self._signed_in(secret)
            visit = self._visit(asked, user, secret, body)
            return self._let_in(asked, visit)
        except ContentEngineError as error:
            return _wrong(visit, error)
        except Exception as error:  # noqa: BLE001 - the last line of defence: told in the log, answered as a 500
            self._log.error("studio failed", reason=type(error).__name__, where=_where(error))
            return _told(visit, 500, "The server's log tells where.")

    def _signed_in(self, secret: str) -> User | None:
        accounts = self._engine().accounts
        if accounts is None:
            raise NotSetUp("The Studio needs a database; this engine was made without one.")
        return accounts.session(secret) if secret else None

    def _visit(self, asked: _Asked, user: User | None, secret: str, body: bytes) -> Visit:
        request = asked.request
        before = self._cookies.get(request.cookies, BEFORE)
        return Visit(
            engine=self._engine(),
            settings=self._settings,
            cookies=self._cookies,
            user=user,
            secret=secret if user else before,
            csrf=token_of(secret if user else before),
            params=asked.params,
            query=values(list(request.query_params.multi_items())),
            form=values(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)),
            is_fragment=request.headers.get("hx-request") == "true",
            notice=unquote(self._cookies.get(request.cookies, NOTICE)),
            headers=request.headers,
            path=request.url.path,
            sent=request.cookies,
        )

    def _let_in(self, asked: _Asked, visit: Visit) -> Response:
        page = asked.page
        if page is None:
            raise NotFound("There is no page at this address.")
        if page.roles is not None and visit.user is None:
            return self._sign_in_first(asked.request, visit)
        if page.roles is None and not visit.secret:
            return self._with_secret(asked, visit)
        if page.method == "POST" and forged(visit):
            raise Forbidden("This form is too old, or was not made by the Studio. Go back, reload the page, try again.")
        if page.roles is not None and not visit.may(page.roles):
            raise Forbidden(f"This needs the role {' or '.join(sorted(page.roles))}.")
        return page.handler(visit)

    def _sign_in_first(self, request: Request, visit: Visit) -> Response:
        where = request.url.path if request.method == "GET" else "/studio"
        query = f"?{request.url.query}" if request.url.query and request.method == "GET" else ""
        answer = f"/studio/sign-in?next={quote(where + query)}"
        return visit.see_other(answer) if visit.is_fragment else RedirectResponse(answer, 303)

    def _with_secret(self, asked: _Asked, visit: Visit) -> Response:
        """Before anybody has signed in, forms are bound to a random cookie."""
        if asked.page is None or asked.page.method == "POST":
            raise Forbidden(
                "The form came without its cookie. Allow cookies for this site, reload the page, try again."
            )
        secret = new_secret()
        bound = Visit(**{**_fields(visit), "secret": secret, "csrf": token_of(secret)})
        answer = asked.page.handler(bound)
        self._cookies.put(answer, BEFORE, secret, seconds=3_600)
        return answer


def _fields(visit: Visit) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in visit.__dataclass_fields__}


def _wrong(visit: Visit, error: ContentEngineError) -> Response:
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), 400)
    return _told(visit, status, str(error), field=error.field or "")


def _told(visit: Visit, status: int, message: str, field: str = "") -> Response:
    """An error as a page; for htmx as a note that leaves the page as it is."""
    template = "error_note.html" if visit.is_fragment else "error.html"
    answer = visit.page(template, status=status, title=TITLES[status], message=message, field=field, code=status)
    if visit.is_fragment:
        answer.headers.update({"HX-Retarget": "#notices", "HX-Reswap": "innerHTML"})
    return answer


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""


async def _body(request: Request, limit: int) -> bytes:
    read = b""
    async for piece in request.stream():
        read += piece
        if len(read) > limit:
            raise TooLarge(f"A form may have at most {limit} bytes.")
    if read.count(b"&") > MOST_FIELDS:
        raise TooLarge(f"A form may have at most {MOST_FIELDS} fields.")
    return read


def _static(request: Request) -> Response | None:
    path = request.url.path
    if not path.startswith("/studio/static/") or request.method not in ("GET", "HEAD"):
        return None
    file = (STATIC / unquote(path.removeprefix("/studio/static/"))).resolve()
    if not file.is_file() or not file.is_relative_to(STATIC.resolve()):
        return Response(status_code=404)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return FileResponse(file, media_type=kind, headers={"Cache-Control": "no-cache"})


async def _nothing(request: Request) -> Response:
    return Response(status_code=404)
