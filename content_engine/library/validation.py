"""Documents as nouns, and what is wrong with them in plain words."""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content_engine.domain.problems import Problem
from content_engine.library.documents import Document
from content_engine.library.schemas import formats, schema_at
from content_engine.library.tree import Path

N = TypeVar("N", bound=BaseModel)
Words = tuple[str, str]

MAX_PROBLEMS = 500
"""How many broken values of one file are told one by one: a file of nonsense must not take minutes to describe."""

_SHAPES = {
    "date": (re.compile(r"\d{4}-\d\d-\d\d"), "must be a date such as 2026-01-31"),
    "duration": (
        re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
        "must be a duration such as P7D (seven days) or PT24H (24 hours)",
    ),
}
_PATTERNS = {
    r"^[A-Za-z0-9]": "must start with a letter or digit and hold only letters, digits, `.`, `_` and `-`",
    r"^[A-Za-z]{2,3}": "must be a language tag such as en, de or pt-BR",
    r"^([01]": "must be a time of day such as 08:30",
}


def read_noun(noun: type[N], document: Document) -> tuple[N | None, list[Problem]]:
    """The noun that `document` holds, and every problem with it.

    With problems it is what the rest of the document holds, for further checks only, or None where that is no noun.

    Where the noun wants text, an unquoted number, `true` or `false` is taken as the author wrote it.
    """
    problems = list(_shape_problems(noun, document))
    error = _validate(noun, document)
    if isinstance(error, ValidationError) and _restore_text(error, document):
        error = _validate(noun, document)
    if not isinstance(error, ValidationError):
        return (None, problems) if problems else (error, [])
    known = {problem.key for problem in problems}
    details = _own_errors(error)
    found = [_problem(noun, document, detail) for detail in details[:MAX_PROBLEMS]]
    problems += [problem for problem in found if problem.key not in known]
    if len(details) > MAX_PROBLEMS:
        problems.append(document.problem((), f"and {len(details) - MAX_PROBLEMS} more problems in this file"))
    return _rest(noun, document, details), problems


def _rest(noun: type[N], document: Document, details: Sequence[Any]) -> N | None:
    """The noun without the keys that are wrong, where they can be done without."""
    data = copy.deepcopy(document.data)
    try:
        for detail in details:
            _drop(data, detail["loc"])
        return noun.model_validate(data, by_alias=True, by_name=False)
    except (ValidationError, LookupError, TypeError):
        return None


def _drop(data: Any, path: Path) -> None:
    if not path:
        raise TypeError("what is wrong with the whole cannot be left out")
    *outer, last = path
    for step in outer:
        data = data[step]
    if not isinstance(data, dict):
        raise TypeError("only a key can be left out; an item of a list stands for something")
    del data[last]


def _own_errors(error: ValidationError) -> list[Any]:
    """The errors without those that only follow: pydantic calls a list too short when its items are broken."""
    details: list[Any] = list(error.errors(include_url=False, include_input=False))
    inner = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inner]


def near(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word closest to `word`, or all of them when they are few and none is close."""
    words = list(dict.fromkeys(known))
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"one of: {', '.join(words)}" if 0 < len(words) <= 12 else ""


def _validate(noun: type[N], document: Document) -> N | ValidationError:
    try:
        return noun.model_validate(document.data, by_alias=True, by_name=False)
    except ValidationError as error:
        return error


def _restore_text(error: ValidationError, document: Document) -> bool:
    """Puts back the written text of unquoted scalars that the noun wanted as text; whether there were any."""
    restored = False
    for detail in error.errors(include_url=False, include_input=False, include_context=False):
        node = document.node(detail["loc"]) if detail["type"] == "string_type" else None
        if node is not None and isinstance(node.value, str) and node.data() is not None:
            put(document.data, detail["loc"], node.value)
            restored = True
    return restored


def put(data: Any, path: Path, value: str) -> None:
    """Sets the value at `path`, which exists."""
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def _shape_problems(noun: type[BaseModel], document: Document) -> Iterator[Problem]:
    """Dates and durations that are not written as such: a bare `7` would otherwise count as seven seconds."""
    for pattern, name in formats(noun):
        shape, message = _SHAPES[name]
        for path, value in matching(document.data, pattern, ()):
            if value is not None and not (isinstance(value, str) and shape.fullmatch(value)):
                yield document.problem(path, message)


def matching(value: Any, pattern: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Any]]:
    """Every value whose path fits `pattern`, where `*` is any item or key."""
    if not pattern:
        yield path, value
        return
    entries: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list) and pattern[0] == "*":
        entries = enumerate(value)
    for key, child in entries:
        if pattern[0] in ("*", key):
            yield from matching(child, pattern[1:], (*path, key))


def _problem(noun: type[BaseModel], document: Document, detail: Any) -> Problem:
    path: Path = tuple(detail["loc"])
    if path and path[-1] == "[key]":
        path = path[:-1]
    node = document.node(path)
    if node is not None and node.plain and node.value == "" and detail["type"].endswith("_type"):
        return document.problem(path, "has no value", "give one, or leave the key out")
    message, hint = _WORDS.get(detail["type"], _as_said)(noun, path, detail)
    return document.problem(path, message, hint)


def _as_said(_noun: type[BaseModel], _path: Path, detail: Any) -> Words:
    said = detail["msg"].removeprefix("Value error, ")
    for opening in ("Input should ", "String should ", "Value should ", "Tuple should "):
        said = said.replace(opening, "should ")
    return said.replace(" after validation", ""), ""


def _unknown_key(noun: type[BaseModel], path: Path, _detail: Any) -> Words:
    known = list(schema_at(noun, path[:-1]).get("properties", {}))
    if path[-1] == "text" and "content" in known:
        return "give either `text` or `content`, not both", ""
    return f"unknown key `{path[-1]}`", near(str(path[-1]), known)


def _missing(noun: type[BaseModel], path: Path, _detail: Any) -> Words:
    if path[-1] == "content":
        return "the variant has no text", "give `text: …`, or `content:` with a value for each field of the kind"
    told = str(schema_at(noun, path).get("description", ""))
    return f"`{path[-1]}` is missing", told


def _closed_list(noun: type[BaseModel], path: Path, detail: Any) -> Words:
    allowed = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    return f"must be one of: {', '.join(allowed)}", ""


def _pattern(_noun: type[BaseModel], _path: Path, detail: Any) -> Words:
    pattern = detail["ctx"]["pattern"]
    words = [told for start, told in _PATTERNS.items() if pattern.startswith(start)]
    return (words[0] if words else f"must match {pattern}"), ""


def _always(message: str, hint: str = "") -> Callable[[type[BaseModel], Path, Any], Words]:
    return lambda _noun, _path, _detail: (message, hint)


_WORDS: dict[str, Callable[[type[BaseModel], Path, Any], Words]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _closed_list,
    "string_pattern_mismatch": _pattern,
    "string_type": _always("must be text", "put it in quotes"),
    "tuple_type": _always("must be a list", "write it as [a, b], or one `- item` a line"),
    "model_type": _always("must hold `key: value` lines"),
    "dict_type": _always("must hold `key: value` lines"),
    "string_too_short": _always("must not be empty"),
}
