"""People in the Studio: invitations whose link is shown once, roles, and who may not come in any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from content_engine.domain.accounts import User
from tests.doors.studio_stage import PASSWORD, Person, Stage, staged

LINK = re.compile(r'value="(http[^"]+/studio/invitations/([^"]+))"')


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("people")) as opened:
        yield opened


def user_of(stage: Stage, email: str) -> User:
    """The user of an address."""
    assert stage.engine.accounts is not None
    return next(one for one in stage.engine.accounts.users() if one.email == email)


def invited(admin: Person, email: str, *roles: str) -> str:
    """The page that shows a new link."""
    answer = admin.send_form("/studio/people/invitations", {"email": email, "name": "Ada <i>L</i>", "roles": roles})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_only_admins_see_people(stage: Stage) -> None:
    """Others are told which role it takes, and change nothing."""
    editor = stage.person("editor", "qa")
    assert editor.get("/studio/people").status_code == 403
    form = {"email": "x@example.com", "name": "X", "roles": "admin"}
    assert editor.send_form("/studio/people/invitations", form).status_code == 403


def test_a_link_is_shown_once_and_lets_in(stage: Stage) -> None:
    """It leads to the page that asks for a password; the list does not show it again."""
    admin = stage.person("admin")
    page = invited(admin, "ada@example.com", "editor", "qa")
    found = LINK.search(page)
    assert found and found[1].startswith("http://127.0.0.1")
    assert stage.engine.accounts is not None
    stage.engine.accounts.accept(found[2], PASSWORD)
    assert user_of(stage, "ada@example.com").roles == ("editor", "qa")
    listed = admin.get("/studio/people").text
    assert found[2] not in listed
    assert "Ada &lt;i&gt;L&lt;/i&gt;" in listed and "<i>L</i>" not in listed


def test_the_link_is_where_the_settings_say(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Behind a proxy the address is the configured one."""
    with staged(tmp_path_factory.mktemp("proxied"), studio_url="http://studio.example/") as opened:
        page = invited(opened.person("admin"), "eve@example.com", "qa")
        assert 'value="http://studio.example/studio/invitations/' in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"email": "nobody", "name": "N", "roles": "qa"}, "no e-mail address"),
        ({"email": "n@example.com", "name": "N"}, "one or more of the roles"),
        ({"email": "n@example.com", "name": "N", "roles": "king"}, "one or more of the roles"),
        ({"email": "n@example.com", "name": "", "roles": "qa"}, "A name has"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_told(stage: Stage, form: dict[str, str], words: str) -> None:
    """In the form, which keeps what was typed."""
    answer = stage.person("admin").send_form("/studio/people/invitations", form)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{form["email"]}"' in answer.text


def test_roles_change_and_sessions_end(stage: Stage) -> None:
    """They sign in again to what they may do now."""
    admin, other = stage.person("admin"), stage.person("editor", name="moved")
    where = f"/studio/people/{user_of(stage, 'moved@example.com').id}/roles"
    assert admin.send_form(where, {"roles": ["qa"]}).status_code == 303
    assert user_of(stage, "moved@example.com").roles == ("qa",)
    assert other.get("/studio").headers["location"].startswith("/studio/sign-in")
    assert admin.send_form(where, {}).status_code == 422


def test_disabled_people_stay_out_until_enabled(stage: Stage) -> None:
    """At once, and back with the same roles."""
    admin, other = stage.person("admin"), stage.person("editor", name="away")
    where = f"/studio/people/{user_of(stage, 'away@example.com').id}"
    assert admin.send_form(f"{where}/disable").status_code == 303
    assert other.get("/studio").headers["location"].startswith("/studio/sign-in")
    assert "disabled" in admin.get("/studio/people").text
    assert admin.send_form(f"{where}/enable").status_code == 303
    assert user_of(stage, "away@example.com").disabled_at is None


def test_admins_cannot_lock_themselves_out(stage: Stage) -> None:
    """Neither disable themselves nor give the role away; nobody changes who is not there."""
    admin = stage.person("admin", name="self")
    where = f"/studio/people/{user_of(stage, 'self@example.com').id}"
    assert admin.send_form(f"{where}/disable").status_code == 422
    assert admin.send_form(f"{where}/roles", {"roles": "qa"}).status_code == 422
    assert admin.send_form("/studio/people/user_none/disable").status_code == 404
    assert admin.get("/studio/people").status_code == 200
