"""HTML and SVG put together so that no stranger's text can become markup: everything is escaped unless it is `Html`."""

from __future__ import annotations

import re
from html import escape

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EMPTY = frozenset(
    ("meta", "link", "br", "hr", "col", "line", "circle", "rect", "polygon", "polyline", "path", "ellipse")
)
_VOID = frozenset(("meta", "link", "br", "hr", "col"))


class Html(str):
    """Text that is markup already: only `tag`, `join` and constants of this room make it."""

    __slots__ = ()


def text(value: str) -> Html:
    """A stranger's text as markup that shows exactly it; characters that HTML cannot carry become U+FFFD."""
    return Html(escape(_UNFIT.sub("\ufffd", value), quote=True))


def name(value: str) -> Html:
    """An id or name, kept from turning the direction of the text around it."""
    return tag("bdi", value)


def join(*parts: str) -> Html:
    """Parts one after the other, those that are not markup escaped."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts))


def tag(element: str, *children: str, **attributes: str | float | None) -> Html:
    """An element. An attribute that is None is left out; `class_` is `class`, and `_` inside a name is `-`."""
    told = "".join(f' {_name(key)}="{text(_plain(value))}"' for key, value in attributes.items() if value is not None)
    if element in _EMPTY and not children:
        return Html(f"<{element}{told}>" if element in _VOID else f"<{element}{told}/>")
    return Html(f"<{element}{told}>{join(*children)}</{element}>")


def _name(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")


def _plain(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def shortened(value: str, most: int) -> str:
    """At most this many characters, cut in the middle: ids differ at both ends."""
    if len(value) <= most:
        return value
    head = (most - 1) // 2
    return f"{value[:head]}…{value[len(value) - (most - 1 - head) :]}"
