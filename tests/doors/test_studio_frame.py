"""The frame of the Studio: signing in, one-time links, form tokens, headers, errors, files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from content_engine.web.studio.routes import PAGES
from content_engine.web.studio.security import HEADERS, POLICY
from content_engine.web.studio.signing import inside
from tests.doors.studio_stage import PASSWORD, Stage, staged

SIGNED_OUT = ("/studio/sign-in", "/studio/oidc", "/studio/oidc/callback", "/studio/invitations/{secret}")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("studio")) as opened:
        yield opened


def test_the_first_admin_joins_by_a_link_that_works_once(stage: Stage) -> None:
    """The link asks for a password, signs in, and is then gone."""
    accounts = stage.engine.accounts
    assert accounts is not None
    link = f"/studio/invitations/{accounts.invite('first@example.com', 'First', ('admin',))}"
    first = stage.visitor()
    page = first.get(link)
    assert page.status_code == 200 and "First" in page.text
    token = page.text.split('name="csrf" content="')[1][:64]
    answer = first.post(link, data={"csrf": token, "password": PASSWORD, "again": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/studio/reviews")
    assert stage.visitor().get(link).status_code == 410
    assert "used already" in stage.visitor().get(link).text


def test_signing_in_and_out(stage: Stage) -> None:
    """The right pair leads to where one wanted to go; signing out ends the session on the server."""
    stage.person("editor", name="signer")
    one = stage.visitor()
    page = one.get("/studio/reviews?state=approved", follow_redirects=True)
    assert 'value="/studio/reviews?state=approved"' in page.text
    token = page.text.split('name="csrf" content="')[1][:64]
    form = {
        "csrf": token,
        "email": "Signer@Example.com",
        "password": PASSWORD,
        "next": "/studio/reviews?state=approved",
    }
    answer = one.post("/studio/sign-in", data=form)
    assert answer.headers["location"] == "/studio/reviews?state=approved"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie
    secret = one.cookies["studio-session"]
    assert one.send_form("/studio/sign-out").headers["location"] == "/studio/sign-in"
    again = stage.visitor()
    again.cookies.set("studio-session", secret)
    assert again.get("/studio/reviews").status_code == 303


def test_a_wrong_password_says_the_same_as_an_unknown_address(stage: Stage) -> None:
    """Nobody learns from the answer who has an account; five wrong ones lock for a while."""
    stage.person("qa", name="victim")
    told = {_try(stage, "victim@example.com"), _try(stage, "nobody@example.com")}
    assert len(told) == 1 and next(iter(told))[0] == 401
    assert [_try(stage, "victim@example.com")[0] for _ in range(6)][-1] == 429


def _try(stage: Stage, email: str) -> tuple[int, str]:
    one = stage.visitor()
    token = one.get("/studio/sign-in").text.split('name="csrf" content="')[1][:64]
    answer = one.post("/studio/sign-in", data={"csrf": token, "email": email, "password": "wrong password here"})
    return answer.status_code, answer.text.split('role="alert">')[1].split("<")[0]


@pytest.mark.parametrize(
    "where", ["//evil.example", "https://evil.example", "/\\evil", "/studio//evil", "/studio\n", ""]
)
def test_next_never_leads_elsewhere(where: str) -> None:
    """Whatever the link says, signing in leads into the Studio."""
    assert inside(where) == "/studio/reviews"


@pytest.mark.parametrize("page", [page for page in PAGES if page.method == "POST"], ids=lambda page: page.path)
def test_a_form_without_its_token_does_nothing(stage: Stage, page: object) -> None:
    """Every action refuses a form without the session's token, with another's, and from another site."""
    path = getattr(page, "path").replace("{", "").replace("}", "")  # noqa: B009 - typed as an object for the ids
    admin = stage.person("admin")
    assert admin.post(path).status_code == 403
    assert admin.post(path, data={"csrf": "0" * 64}).status_code == 403
    other = {"Sec-Fetch-Site": "cross-site", "X-CSRF-Token": admin.csrf}
    assert admin.post(path, headers=other).status_code == 403


@pytest.mark.parametrize("path", ["/studio/sign-in", "/studio/nowhere", "/studio/reviews", "/studio/static/studio.css"])
def test_every_answer_has_the_headers_of_the_studio(stage: Stage, path: str) -> None:
    """Pages, errors, redirects and files: scripts and styles from this site alone, and no framing."""
    answer = stage.visitor().get(path)
    assert {name: answer.headers[name] for name in HEADERS if name != "Cache-Control"} == {
        name: value for name, value in HEADERS.items() if name != "Cache-Control"
    }
    assert "unsafe-inline" not in POLICY


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "", "none"])
def test_files_are_served_from_one_folder_alone(stage: Stage, path: str) -> None:
    """No way out of `static/`."""
    assert stage.visitor().get(f"/studio/static/{path}").status_code in (303, 404)


def test_an_unknown_address_is_a_page_for_people_and_a_note_for_htmx(stage: Stage) -> None:
    """404 as a page; within a page as a note that leaves the rest as it is."""
    one = stage.person("qa")
    page = one.get("/studio/nowhere")
    assert page.status_code == 404 and "Nothing here" in page.text and "<html" in page.text
    note = one.get("/studio/nowhere", headers={"HX-Request": "true"})
    assert note.headers["HX-Retarget"] == "#notices" and "<html" not in note.text
    assert stage.visitor().get("/studio/nowhere").status_code == 404


ROLES = ("editor", "qa", "admin", None)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_shown_to_its_roles_alone(stage: Stage, page: object, role: str | None) -> None:
    """Every address × every role × signed out: those who may get past the door, all others are turned away."""
    method, path, roles = (getattr(page, name) for name in ("method", "path", "roles"))
    where = path.replace("{", "x-").replace("}", "")
    one = people(stage, role)
    sent = {"X-CSRF-Token": one.csrf} if method == "POST" and path != "/studio/sign-out" else {}
    answer = one.request(method, where, headers=sent)
    turned_away = answer.status_code == 403 or answer.headers.get("location", "").startswith("/studio/sign-in?next=")
    if roles is None:
        assert path in SIGNED_OUT
    elif path == "/studio/sign-out":
        assert turned_away or role is None
    else:
        assert turned_away == (role not in roles), answer.text[:500]


def people(stage: Stage, role: str | None) -> object:
    """One person for each role, kept for all cases."""
    kept = _PEOPLE.setdefault(id(stage), {})
    if role not in kept:
        kept[role] = stage.person(role) if role else stage.visitor()  # type: ignore[arg-type]
    return kept[role]


_PEOPLE: dict[int, dict[str | None, object]] = {}
