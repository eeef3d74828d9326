"""`keys`, `db`, `config`, `serve` and `demo`: running a deployment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import click

from content_engine.bootstrap import bootstrap, open_database
from content_engine.cli.console import say, settings_options, table
from content_engine.domain.base import from_ms, rfc3339, to_ms
from content_engine.domain.keys import ROLES, digest, mint
from content_engine.domain.memory import Key
from content_engine.settings import Settings


@click.group("keys")
def keys_command() -> None:
    """Create, list and revoke API keys."""


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
    stores = open_database(settings)
    key_id, secret = mint()
    held = tuple(dict.fromkeys(roles))
    stores.keys.add(Key(key_id, held, label, to_ms(stores.clock.now())), digest(secret))
    data = {"key": secret, "id": key_id, "role": held[0], "roles": list(held)}
    say(data, f"{secret}\n{key_id}, roles: {', '.join(held)}. The key is not shown again.", as_json=as_json)


@keys_command.command("list")
@settings_options
def keys_list(settings: Settings, as_json: bool) -> None:
    """List API keys, revoked ones too; never the keys themselves.

    Example: content-engine keys list
    """
    rows = [_row(key) for key in open_database(settings).keys.list()]
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
    stores = open_database(settings)
    if not stores.keys.revoke(key_id, to_ms(stores.clock.now())):
        raise click.UsageError(f"no key {key_id}; see `content-engine keys list`")
    say({"revoked": key_id}, f"{key_id} is revoked", as_json=as_json)


@click.group("db")
def db_command() -> None:
    """Create or upgrade the database."""


@db_command.command("upgrade")
@settings_options
def db_upgrade(settings: Settings, as_json: bool) -> None:
    """Bring the database to the newest schema; does nothing when it is there already.

    Example: content-engine db upgrade --database postgresql://localhost/content
    """
    open_database(settings).close()
    shown = settings.told()["database"]
    say({"database": shown, "current": True}, f"{shown} is up to date", as_json=as_json)


@click.command("config")
@settings_options
def config_command(settings: Settings, as_json: bool) -> None:
    """Show the settings in force: environment, then content-engine.toml, then flags.

    Example: CONTENT_ENGINE_DATABASE=sqlite:///x.db content-engine config
    """
    told = settings.told()
    say(told, lambda: table("", ("setting", "value"), list(told.items())), as_json=as_json)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65_535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that serve.")
@settings_options
def serve_command(host: str, port: int, workers: int, settings: Settings, as_json: bool) -> None:
    """Serve the HTTP API; the database and the content are made ready first.

    Example: content-engine serve --host 127.0.0.1 --port 8000
    """
    bootstrap(settings).close()
    say({"serving": f"http://{host}:{port}"}, f"serving on http://{host}:{port} · docs at /docs", as_json=as_json)
    serve(settings, host, port, workers)


def serve(settings: Settings, host: str, port: int, workers: int = 1) -> None:
    """Runs the server until it is stopped. Settings reach the worker processes through their environment."""
    import uvicorn

    os.environ.update(environment(settings))
    uvicorn.run(
        "content_engine.web.api:create",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=10,
    )


def environment(settings: Settings) -> Mapping[str, str]:
    """The settings as environment variables, paths absolute."""
    told = {name: str(value) for name, value in settings.model_dump(mode="json").items()}
    told["content"] = str(settings.content.resolve())
    return {f"CONTENT_ENGINE_{name.upper()}": value for name, value in told.items()}


@click.command("demo")
@click.option("--serve", "serving", is_flag=True, help="Serve the API afterwards.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65_535))
def demo_command(serving: bool, port: int) -> None:
    """Assemble messages for the 500 accounts of the example customer base, and show what was done.

    Example: content-engine demo
    """
    from content_engine.cli.demo import demo

    settings = demo(port)
    if serving:
        serve(settings, "127.0.0.1", port)
