"""`studio`: the people of the Studio, for whoever runs the deployment; how the first administrator gets in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from content_engine.bootstrap import accounts_of
from content_engine.cli.console import say, settings_options, table
from content_engine.cli.opening import database_of
from content_engine.domain.accounts import ROLES, Role, User, address
from content_engine.domain.base import from_ms, rfc3339
from content_engine.domain.errors import NotFound
from content_engine.settings import Settings

if TYPE_CHECKING:
    from content_engine.engine.accounts import Accounts

HERE = "http://127.0.0.1:8000"
HEADERS = ("id", "email", "name", "roles", "state")


@click.group("studio")
def studio_command() -> None:
    """Invite, list, disable and enable people of the Studio.

    Example: content-engine studio invite ann@example.com --name "Ann Lee" --role admin
    """


@contextmanager
def _people(settings: Settings, *, there: bool = True) -> Iterator[Accounts]:
    with database_of(settings, there=there) as opened:
        yield accounts_of(opened.accounts, opened.clock)


@studio_command.command("invite")
@click.argument("email")
@click.option("--name", required=True, help="What the person is called.")
@click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="May be given several times."
)
@click.option("--url", default=HERE, show_default=True, help="Where browsers reach the server.")
@settings_options
def studio_invite(email: str, name: str, roles: tuple[Role, ...], url: str, settings: Settings, as_json: bool) -> None:
    """Make a one-time link by which somebody joins and chooses a password. It is shown this once.

    For somebody who is there already it sets a new password and these roles, and lifts a lock. An earlier link to the
    same address stops working.

    Example: content-engine studio invite ann@example.com --name "Ann Lee" --role editor --role qa
    """
    with _people(settings, there=False) as people:
        secret = people.invite(email, name, roles)
        made = people.invited(secret)
    link, until = f"{url.rstrip('/')}/studio/invitations/{secret}", rfc3339(from_ms(made.expires_at))
    data = {"link": link, "email": made.email, "name": made.name, "roles": list(made.roles), "expires_at": until}
    say(data, f"{link}\nFor {made.email}, once, until {until}. The link is not shown again.", as_json=as_json)


@studio_command.command("people")
@settings_options
def studio_people(settings: Settings, as_json: bool) -> None:
    """List everybody who may sign in, or might before they were disabled.

    Example: content-engine studio people --json
    """
    with _people(settings) as people:
        rows = [_row(user, people.locked_minutes(user)) for user in people.users()]
    shown = [[*(row[name] for name in HEADERS[:3]), ", ".join(row["roles"]), row["state"]] for row in rows]
    say({"people": rows}, lambda: table("", HEADERS, shown), as_json=as_json)


def _row(user: User, locked: int) -> dict[str, Any]:
    state = "disabled" if user.disabled_at is not None else "locked" if locked else "active"
    return {"id": user.id, "email": user.email, "name": user.name, "roles": list(user.roles), "state": state}


@studio_command.command("disable")
@click.argument("email")
@settings_options
def studio_disable(email: str, settings: Settings, as_json: bool) -> None:
    """Sign somebody out everywhere and let them in no more.

    Example: content-engine studio disable ann@example.com
    """
    _switch(email, settings, disabled=True, as_json=as_json)


@studio_command.command("enable")
@click.argument("email")
@settings_options
def studio_enable(email: str, settings: Settings, as_json: bool) -> None:
    """Let somebody who was disabled in again, with the password and the roles they had.

    Example: content-engine studio enable ann@example.com
    """
    _switch(email, settings, disabled=False, as_json=as_json)


def _switch(email: str, settings: Settings, *, disabled: bool, as_json: bool) -> None:
    with _people(settings) as people:
        found = next((user for user in people.users() if user.email == address(email)), None)
        if found is None:
            raise NotFound(f"Nobody has the address {email}. See `content-engine studio people`.")
        row = _row(people.change(found.id, disabled=disabled), people.locked_minutes(found))
    say(row, f"{found.email} is {'disabled' if disabled else 'enabled'}", as_json=as_json)
