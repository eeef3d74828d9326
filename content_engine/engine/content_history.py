"""What a piece of content looked like before: the catalogs that changed it, and its lines then and afterwards."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from content_engine.domain.canon import from_canonical
from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import NotFound
from content_engine.domain.memory import Change, ContentStore
from content_engine.library.emitting import plain_data, to_yaml
from content_engine.library.forms import to_file_form

Item = Literal["template", "policy"]
STEPS = 50
"""Most steps that are told of one piece of content."""
AROUND = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: `=` in both, `-` only before, `+` only after, `…` where lines are left out."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A piece of content around one change. `text` is its form after it, empty where the change removed it."""

    at: int
    before: str | None
    after: str | None
    lines: tuple[Line, ...]
    text: str


def steps(content: ContentStore, item: Item, id: str) -> Sequence[Change]:
    """The changes of a piece of content, newest first."""
    return content.history(item, id, limit=STEPS)


def compared(content: ContentStore, item: Item, id: str, at: int) -> Compared:
    """A piece of content before and after the change at a moment. Raises `NotFound` for a moment without a catalog."""
    earlier, later = content.catalog_at(at - 1), content.catalog_at(at)
    if later is None:
        raise NotFound("nothing was published by then", field="at")
    before = _text_in(content, earlier, item, id)
    after = _text_in(content, later, item, id)
    return Compared(at, earlier, later, difference(before, after), after)


def _text_in(content: ContentStore, version: str | None, item: Item, id: str) -> str:
    found = found_in(from_canonical(content.catalog(version)), item, id) if version else None
    return form_of(item, found) if found is not None else ""


def form_at(content: ContentStore, item: Item, id: str, at: int) -> Any:
    """The noun as it was after the change at a moment. Raises `NotFound` where it was not there."""
    version = content.catalog_at(at)
    found = found_in(from_canonical(content.catalog(version)), item, id) if version else None
    if found is None:
        raise NotFound(f"{item} {id} was not there at that moment", field="at")
    return found


def found_in(catalog: Catalog, item: Item, id: str) -> Any:
    """The noun of that id, or None."""
    known = catalog.templates if item == "template" else catalog.policies
    return next((one for one in known if one.id == id), None)


def form_of(item: Item, noun: Any) -> str:
    """A noun as the lines a content file would have; a template's layouts stand in it."""
    return to_yaml(to_file_form(item, plain_data(noun), {}))


def difference(before: str, after: str) -> tuple[Line, ...]:
    """The lines that differ, with a few around them."""
    one, other = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for group in difflib.SequenceMatcher(None, one, other, autojunk=False).get_grouped_opcodes(AROUND):
        found += [Line("…", "")] if found else []
        for tag, a, b, c, d in group:
            if tag == "equal":
                found += [Line("=", text) for text in one[a:b]]
            else:
                found += [*(Line("-", text) for text in one[a:b]), *(Line("+", text) for text in other[c:d])]
    return tuple(found)
