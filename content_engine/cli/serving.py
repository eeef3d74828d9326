"""`serve`: the HTTP API on a port that is taken before anything else is done."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from content_engine.cli.console import say, settings_options
from content_engine.cli.opening import engine_of
from content_engine.cli.supervising import supervised
from content_engine.settings import FILE, PREFIX, Settings

if TYPE_CHECKING:
    import uvicorn

ports = click.IntRange(0, 65_535)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=ports, help="0 takes any free one and says which.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that serve.")
@settings_options
def serve_command(host: str, port: int, workers: int, settings: Settings, as_json: bool) -> None:
    """Serve the HTTP API; the database and the content are made ready first.

    Stops on Ctrl-C or SIGTERM once the requests under way are answered. With --json the first line on standard output
    is {"serving": "http://..."}.

    Example: content-engine serve --host 127.0.0.1 --port 8000
    """
    with closing(listen(host, port)) as listening:
        with engine_of(settings):
            pass
        url = address(host, listening)
        docs = f" · docs at {url}/docs" if settings.docs else ""
        serve(settings, listening, workers, lambda: say({"serving": url}, f"serving on {url}{docs}", as_json=as_json))


def listen(host: str, port: int) -> socket.socket:
    """A socket that holds the port. Raises a usage error in plain words when it cannot be had."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise click.UsageError(f"--host {host}: {error.strerror}") from error
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(where)
        listening.listen(2_048)
    except OSError as error:
        listening.close()
        raise click.UsageError(
            f"Port {port} on {host} cannot be used: {error.strerror}. Stop what holds it, or choose another: --port."
        ) from error
    listening.set_inheritable(True)
    return listening


def address(host: str, listening: socket.socket) -> str:
    """The URL of a listening socket."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}"


def serve(settings: Settings, listening: socket.socket, workers: int, ready: Callable[[], None]) -> None:
    """Runs the server until it is stopped; `ready` is called just before. Workers get settings by their environment."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    os.environ.update(environment(settings))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _heard)
    config = uvicorn.Config("content_engine.web.door:create", factory=True, workers=workers, **HOW)
    with supervised(settings, os.environ):
        ready()
        if workers == 1:
            _alone(uvicorn.Server(config), listening)
        else:
            Multiprocess(config, sockets=[listening]).run()


HOW: dict[str, Any] = {
    "loop": "uvloop",
    "http": "httptools",
    "access_log": False,
    "log_level": "warning",
    "server_header": False,
    "proxy_headers": False,
    "timeout_graceful_shutdown": 10,
}


def _heard(number: int, frame: object) -> None:
    """uvicorn sends itself the signal again once it has stopped in good order; that is the end of it."""


def _alone(server: uvicorn.Server, listening: socket.socket) -> None:
    server.run(sockets=[listening])
    if not server.started:
        raise click.ClickException("The server did not start; the lines above say why.")


def environment(settings: Settings) -> Mapping[str, str]:
    """The settings as environment variables, paths absolute; no file, which would win over them."""
    told = {name: str(value) for name, value in settings.model_dump(mode="json").items()}
    told["content"] = str(settings.content.resolve())
    return {FILE: ""} | {f"{PREFIX}{name.upper()}": value for name, value in told.items()}
