"""Runs a command and ends the process: an error becomes words, or with `--json` a JSON object, and an exit status."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from typing import Any, NoReturn

import click

from content_engine.domain.errors import BrokenContent, ContentEngineError

STOPPED = 130
"""The exit status after Ctrl-C, as shells have it: 128 + SIGINT."""


def run(group: click.Group, args: list[str] | None) -> NoReturn:
    """Runs a command and exits: 0 done, 1 found what it reports, 2 could not do it, 130 stopped, 143 terminated."""
    as_json = "--json" in (sys.argv[1:] if args is None else args)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)
    try:
        status = _run(group, args)
    except (click.Abort, KeyboardInterrupt):
        status = STOPPED
        click.echo("stopped", err=True)
    except Exception as error:  # noqa: BLE001 - nobody who types a command is shown a traceback, and every error is told
        status = _tell(error, as_json=as_json)
    sys.exit(status)


def _run(group: click.Group, args: list[str] | None) -> int:
    # click returns the status of its Exit here instead of raising it
    status = group.main(args=args, prog_name="content-engine", standalone_mode=False)
    sys.stdout.flush()
    return status if isinstance(status, int) else 0


def _terminated(number: int, frame: object) -> NoReturn:
    # as an exception, so that files begun are removed
    sys.exit(128 + number)


def _tell(error: Exception, *, as_json: bool) -> int:
    from content_engine.cli.words import code_of, in_words

    if os.environ.get("CONTENT_ENGINE_TRACEBACK"):
        traceback.print_exception(error)
    told: dict[str, Any] = {"code": code_of(error), "detail": in_words(error)}
    if isinstance(error, ContentEngineError) and error.field:
        told["field"] = error.field
    if isinstance(error, BrokenContent):
        told["problems"] = [problem.model_dump() for problem in error.problems]
    if as_json:
        click.echo(json.dumps({"error": told}, ensure_ascii=False), err=True)
    elif isinstance(error, click.UsageError) and type(error) is not click.UsageError:
        error.show()
    else:
        click.echo(f"error: {told['detail']}", err=True)
    return 1 if isinstance(error, BrokenContent) else 2
