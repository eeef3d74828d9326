"""`content-engine studio`: who runs a deployment lets the first people in, and out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from content_engine.bootstrap import Settings, accounts_of, open_database
from content_engine.domain.accounts import LockedOut, SignInFailed
from tests.doors.test_cli import Run, run

__all__ = ["run"]

INVITE = ("studio", "invite", "Ann@example.com", "--name", "Ann Lee", "--role", "qa", "--role", "editor")
PASSWORD = "a long enough password"


def test_an_invitation_is_a_link(run: Run) -> None:
    """On an empty machine too: a link on the first line, which lets its holder join once; the next one replaces it."""
    first = run(*INVITE)
    link, said = first.out.splitlines()
    assert first.status == 0 and link.startswith("http://127.0.0.1:8000/studio/invitations/")
    assert "ann@example.com" in said
    told = run(*INVITE, "--url", "https://studio.example.com/", "--json").json
    assert told["link"].startswith("https://studio.example.com/studio/invitations/")
    assert (told["email"], told["name"], told["roles"]) == ("ann@example.com", "Ann Lee", ["editor", "qa"])
    opened = open_database(Settings())
    people = accounts_of(opened.accounts, opened.clock)
    assert people.accept(told["link"].rpartition("/")[2], PASSWORD).user.roles == ("editor", "qa")
    with pytest.raises(Exception, match="used already"):
        people.invited(link.rpartition("/")[2])
    opened.close()


@pytest.mark.parametrize(
    ("email", "name", "role"),
    [("nobody", "Ann", "qa"), ("ann@example.com", " ", "qa"), ("ann@example.com", "Ann", "caller")],
)
def test_a_wrong_invitation_is_told(run: Run, email: str, name: str, role: str) -> None:
    """No address, no name, no role of the Studio: exit status 2, in words."""
    said = run("studio", "invite", email, "--name", name, "--role", role)
    assert (said.status, said.out) == (2, "") and said.err


def test_people_are_listed_disabled_and_enabled(run: Run) -> None:
    """With id, address, roles and state; never with a password's hash. Who is disabled is out at once."""
    secret = run(*INVITE, "--json").json["link"].rpartition("/")[2]
    opened = open_database(Settings())
    people = accounts_of(opened.accounts, opened.clock)
    ann = people.accept(secret, PASSWORD)
    row = {"id": ann.user.id, "email": "ann@example.com", "name": "Ann Lee", "roles": ["editor", "qa"]}
    assert run("studio", "people", "--json").json == {"people": [row | {"state": "active"}]}
    shown = run("studio", "people").out
    assert all(word in shown for word in (ann.user.id, "ann@example.com", "Ann Lee", "editor, qa", "active"))
    assert "argon2" not in shown
    assert run("studio", "disable", " ANN@example.com", "--json").json == row | {"state": "disabled"}
    assert people.session(ann.secret) is None
    assert "Enable them first" in run(*INVITE).err
    assert "ann@example.com is enabled" in run("studio", "enable", "ann@example.com").out
    for _ in range(5):
        with pytest.raises(SignInFailed):
            people.sign_in("ann@example.com", "wrong")
    with pytest.raises(LockedOut):
        people.sign_in("ann@example.com", PASSWORD)
    assert run("studio", "people", "--json").json["people"][0]["state"] == "locked"
    opened.close()


def test_nobody_and_nothing_are_told(run: Run) -> None:
    """Where there is no database none is made, and an address that nobody has is named."""
    said = run("studio", "people", "--json")
    assert said.status == 2 and json.loads(said.err)["error"]["code"] == "not_set_up"
    assert not Path("content.db").exists()
    run("db", "upgrade")
    assert run("studio", "people", "--json").json == {"people": []}
    said = run("studio", "disable", "ann@example.com")
    assert said.status == 2 and "ann@example.com" in said.err
