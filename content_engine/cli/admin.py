"""`keys`, `db` and `config`: running a deployment."""

from __future__ import annotations

from typing import Any

import click

from content_engine.cli.console import flagged, say, settings_options, table
from content_engine.cli.opening import database_of
from content_engine.domain.base import from_ms, rfc3339, to_ms
from content_engine.domain.errors import NotFound
from content_engine.domain.keys import ROLES, digest, mint
from content_engine.domain.memory import Key
from content_engine.settings import Settings, ignored


@click.group("keys")
def keys_command() -> None:
    """Create, list and revoke API keys.

    Example: content-engine keys create --role caller --label mailer
    """


@keys_command.command("create")
@click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="May be given several times."
)
@click.option("--label", default="", help="What the key is for.")
@settings_options
def keys_create(roles: tuple[str, ...], label: str, settings: Settings, as_json: bool) -> None:
    """Create an API key. It is shown this once and stored only as a digest.

    Example: content-engine keys create --role caller --json
    """
    key_id, secret = mint()
    held = tuple(dict.fromkeys(roles))
    with database_of(settings) as opened:
        opened.keys.add(Key(key_id, held, label, to_ms(opened.clock.now())), digest(secret))
    data = {"key": secret, "id": key_id, "role": held[0], "roles": list(held)}
    say(data, f"{secret}\n{key_id}, roles: {', '.join(held)}. The key is not shown again.", as_json=as_json)


@keys_command.command("list")
@settings_options
def keys_list(settings: Settings, as_json: bool) -> None:
    """List API keys, revoked ones too; never the keys themselves.

    Example: content-engine keys list
    """
    with database_of(settings, there=True) as opened:
        rows = [_row(key) for key in opened.keys.list()]
    headers = ("id", "roles", "label", "created_at", "revoked_at")
    say(
        {"keys": rows},
        lambda: table("", headers, [[_cell(row[name]) for name in headers] for row in rows]),
        as_json=as_json,
    )


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else value or ""


def _row(key: Key) -> dict[str, Any]:
    revoked = rfc3339(from_ms(key.revoked_at)) if key.revoked_at else None
    return {
        "id": key.id,
        "roles": list(key.roles),
        "label": key.label,
        "created_at": rfc3339(from_ms(key.created_at)),
        "revoked_at": revoked,
    }


@keys_command.command("revoke")
@click.argument("key_id")
@settings_options
def keys_revoke(key_id: str, settings: Settings, as_json: bool) -> None:
    """Revoke an API key; servers refuse it within five seconds.

    Example: content-engine keys revoke key_5c2e7a9b01d4
    """
    with database_of(settings, there=True) as opened:
        revoked = opened.keys.revoke(key_id, to_ms(opened.clock.now()))
    if not revoked:
        raise NotFound(f"There is no such key, or it is revoked already: {key_id}. See `content-engine keys list`.")
    say({"revoked": key_id}, f"{key_id} is revoked", as_json=as_json)


@click.group("db")
def db_command() -> None:
    """Create or upgrade the database.

    Example: content-engine db upgrade
    """


@db_command.command("upgrade")
@settings_options
def db_upgrade(settings: Settings, as_json: bool) -> None:
    """Bring the database to the newest schema; does nothing when it is there already.

    Example: content-engine db upgrade --database postgresql://localhost/content
    """
    with database_of(settings):
        pass
    shown = settings.told()["database"]
    say({"database": shown, "current": True}, f"{shown} is up to date", as_json=as_json)


@click.command("config")
@flagged
def config_command(flags: dict[str, Any], as_json: bool) -> None:
    """Show the settings in force and where each comes from: a flag, the settings file, the environment, the default.

    Flags win over content-engine.toml, which wins over the environment. CONTENT_ENGINE_FILE names another settings
    file; empty, it means none. With --json: {"settings": {...}, "sources": {...}, "ignored": [...]}.

    Example: CONTENT_ENGINE_DATABASE=sqlite:///x.db content-engine config
    """
    told, sources = Settings.load(**flags).told(), Settings.sources(**flags)
    data = {"settings": told, "sources": sources, "ignored": ignored()}
    rows = [(name, value, sources[name]) for name, value in told.items()]
    say(data, lambda: table("", ("setting", "value", "from"), rows), as_json=as_json)
    for name in ignored():
        click.echo(f"{name} in the environment is no setting; it is ignored", err=True)
