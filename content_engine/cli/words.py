"""Errors in plain words: what was wrong, where, and what to do."""

from __future__ import annotations

import traceback
from pathlib import Path

import click
from pydantic import ValidationError

from content_engine.domain.errors import ContentEngineError
from content_engine.settings import WrongSettings

PLAIN = {"missing": "is missing", "extra_forbidden": "there is no field of this name"}


def in_words(error: Exception) -> str:
    """An error on as few lines as it takes."""
    if isinstance(error, ContentEngineError):
        return f"{error.field}: {error.message}" if error.field else error.message
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, WrongSettings):
        return str(error)
    return _foreign(error)


def _foreign(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{field}: {message}" for field, message in faults(error))
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}"
    if _is_database(error):
        return f"The database cannot be used: {_first_line(getattr(error, 'orig', None) or error)}"
    return _mistake(error)


def code_of(error: Exception) -> str:
    """The stable code of an error, as the HTTP API has them where both know it."""
    if isinstance(error, ContentEngineError):
        return error.code
    if isinstance(error, ValidationError):
        return "input.invalid"
    if isinstance(error, click.ClickException | WrongSettings):
        return "usage"
    if isinstance(error, OSError):
        return "file"
    return "database" if _is_database(error) else "internal"


def _is_database(error: Exception) -> bool:
    # by name, since SQLAlchemy is slow to import and not every command needs it
    return any(kind.__module__.startswith(("sqlalchemy.", "psycopg")) for kind in type(error).__mro__)


def _first_line(error: object) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _mistake(error: Exception) -> str:
    steps = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(steps[-1].filename).name}:{steps[-1].lineno})" if steps else ""
    return (
        f"content-engine made a mistake of its own: {type(error).__name__}: {_first_line(error)}{where}. Please report "
        "it; with CONTENT_ENGINE_TRACEBACK=1 in the environment the whole way to it is shown."
    )


def faults(error: ValidationError) -> list[tuple[str, str]]:
    """Each field that is wrong, dotted, with what is wrong with it."""
    told = []
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        field = ".".join(str(step) for step in detail["loc"] if not str(step).startswith("function-"))
        message = PLAIN.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
        told.append((field or "(whole)", message.replace(" at line 1 column", " at column")))
    return told
