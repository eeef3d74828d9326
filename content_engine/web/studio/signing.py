"""Signing in and out, and the one-time links by which people join."""

from __future__ import annotations

from starlette.responses import Response

from content_engine.domain.accounts import LockedOut, SignInFailed
from content_engine.domain.errors import BadInput, NotSetUp
from content_engine.engine.accounts import SESSION_SECONDS, Accounts, Signed
from content_engine.web.studio.cookies import BEFORE, SESSION
from content_engine.web.studio.visit import EVERYBODY, PUBLIC, Page, Visit

HOME = "/studio/reviews"


def accounts_of(visit: Visit) -> Accounts:
    """The people of the Studio. Raises NotSetUp where the engine has no store for them."""
    if visit.engine.accounts is None:
        raise NotSetUp("The Studio needs a database; this engine was made without one.")
    return visit.engine.accounts


def home(visit: Visit) -> Response:
    """`/studio` is the review queue."""
    return visit.see_other(HOME)


def ask(visit: Visit) -> Response:
    """The sign-in form."""
    return _form(visit)


def _form(visit: Visit, *, status: int = 200, message: str = "", email: str = "") -> Response:
    wanted = visit.query.get("next") or visit.form.get("next", "")
    first = accounts_of(visit).first_admin_needed()
    provider = visit.settings.oidc_name if visit.settings.oidc_issuer else ""
    return visit.page(
        "signing/sign_in.html",
        status=status,
        message=message,
        email=email,
        next=inside(wanted),
        first=first,
        provider=provider,
    )


def inside(where: str) -> str:
    """An address of the Studio to go on to; anything else becomes the review queue."""
    plain = where.startswith("/studio") and "\\" not in where and "//" not in where and where.isprintable()
    return where if plain and not where.startswith("/studio/sign") else HOME


def sign_in(visit: Visit) -> Response:
    """Checks address and password. A wrong pair shows the form again."""
    email = visit.form.get("email", "")
    try:
        signed = accounts_of(visit).sign_in(email, visit.form.get("password", ""))
    except LockedOut as error:
        return _form(visit, status=429, message=str(error), email=email)
    except SignInFailed as error:
        return _form(visit, status=401, message=str(error), email=email)
    return welcome(visit, signed, inside(visit.form.get("next", "")))


def welcome(visit: Visit, signed: Signed, where: str) -> Response:
    """Gives the session's cookie and goes on."""
    answer = visit.see_other(where)
    visit.cookies.put(answer, SESSION, signed.secret, seconds=SESSION_SECONDS)
    visit.cookies.drop(answer, BEFORE)
    return answer


def sign_out(visit: Visit) -> Response:
    """Ends the session."""
    accounts_of(visit).sign_out(visit.secret)
    answer = visit.see_other("/studio/sign-in")
    visit.cookies.drop(answer, SESSION)
    return answer


def invited(visit: Visit) -> Response:
    """The page a one-time link opens: choose a password."""
    return _joining(visit)


def _joining(visit: Visit, *, status: int = 200, message: str = "") -> Response:
    invitation = accounts_of(visit).invited(visit.params["secret"])
    return visit.page("signing/join.html", status=status, message=message, invitation=invitation)


def join(visit: Visit) -> Response:
    """Uses the link up and signs in."""
    password = visit.form.get("password", "")
    if password != visit.form.get("again", ""):
        return _joining(visit, status=422, message="The two passwords are not the same.")
    try:
        signed = accounts_of(visit).accept(visit.params["secret"], password)
    except BadInput as error:
        return _joining(visit, status=422, message=str(error))
    return welcome(visit, signed, HOME)


PAGES = (
    Page("GET", "/studio", EVERYBODY, home),
    Page("GET", "/studio/", EVERYBODY, home),
    Page("GET", "/studio/sign-in", PUBLIC, ask),
    Page("POST", "/studio/sign-in", PUBLIC, sign_in),
    Page("POST", "/studio/sign-out", EVERYBODY, sign_out),
    Page("GET", "/studio/invitations/{secret}", PUBLIC, invited),
    Page("POST", "/studio/invitations/{secret}", PUBLIC, join),
)
