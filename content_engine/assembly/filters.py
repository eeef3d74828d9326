"""The filters content may use, and how values become text. Every one is total: no value makes it raise, links apart.

A missing value (`None`) passes by every filter, so that `default` may stand anywhere in a chain.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from content_engine.assembly.errors import GuardFailed

MAX_VALUE = 200
MAX_ITEMS = 50
MAX_TRUNCATE = 500

Filter = Callable[..., Any]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPECIAL = re.compile(r"[&<>\"']")
_RESERVED = re.compile(r"[^A-Za-z0-9._~-]")
_SCHEME = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f\"'<>\\^`{|}]+", re.IGNORECASE)


def shortened(text: str, length: int) -> str:
    """`text` in at most `length` characters, cut at a space where there is one, the cut marked by an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: max(length - 1, 0)]
    at_space = head.rpartition(" ")[0]
    return (at_space if len(at_space) * 2 > len(head) else head).rstrip() + "…"


def as_text(value: Any) -> str:
    """How a value reads in a message: yes and no, whole floats without `.0`, lists with commas, 200 characters a value.

    A mapping, which has no reading, is the empty text.
    """
    if isinstance(value, str):
        return value if len(value) <= MAX_VALUE else shortened(value, MAX_VALUE)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list):
        return joined(value, ", ")
    return ""


def layout_text(value: Any) -> str:
    """As `as_text`, without its bound on text: a layout prints whole rendered fields."""
    return value if isinstance(value, str) else as_text(value)


def escaped_text(value: Any) -> str:
    """As `as_text`, escaped for HTML."""
    return _escaped(as_text(value))


def escaped_field(value: Any) -> str:
    """As `layout_text`, escaped for HTML; rendered fields of HTML stay as they are."""
    return value if value.__class__ is Markup else _escaped(layout_text(value))


def _escaped(text: str) -> str:
    return str(escape(text)) if _SPECIAL.search(text) else text


def percent_encoded(text: str) -> str:
    """`text` with everything but RFC 3986's unreserved characters as `%XX` of its UTF-8."""
    return _RESERVED.sub(lambda char: "".join(f"%{byte:02X}" for byte in char[0].encode()), text)


def _number(value: int | float) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        if value == int(value) and abs(value) < 1e15:
            return str(int(value))
    return str(value)


def _on_text(change: Callable[[str], str]) -> Filter:
    """A filter from a change of text. Markup stays as it is: changing its letters would change its entities."""

    def apply(value: Any) -> Any:
        text = layout_text(value)
        return text if isinstance(text, Markup) else change(text)

    return apply


def _titled(text: str) -> str:
    return _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:].lower(), text)


def truncate(value: Any, length: int) -> Any:
    """At most `length` characters, ellipsis included."""
    return _on_text(lambda text: shortened(text, length))(value)


def joined(value: Any, separator: str = ", ") -> str:
    """A list's items with `separator` between them; anything else as it reads."""
    if not isinstance(value, list):
        return as_text(value)
    return separator.join(as_text(item) for item in value[:MAX_ITEMS] if not isinstance(item, list | dict))


def default(value: Any, fallback: Any, _also_empty: bool = True) -> Any:
    """`fallback` where the value is missing or empty text: `Hi ,` helps nobody."""
    return fallback if value is None or value == "" else value


def rounded(value: Any, digits: int = 0) -> Any:
    """A number with so many decimals; what is no number stays as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return value
    return round(value, digits) if digits else round(value)


def whole(value: Any) -> Any:
    """The whole number in a value, towards zero; what holds none stays as it is."""
    if isinstance(value, bool | int):
        return int(value)
    try:
        number = float(value) if isinstance(value, float | str) else math.nan
    except ValueError:
        return value
    return int(number) if abs(number) < 1e15 else value


def plural(value: Any, one: str, many: str) -> Any:
    """`one` where the value is the number one, else `many`; for languages with these two forms."""
    return one if not isinstance(value, bool) and value == 1 else many


def items(value: Any) -> list[Any]:
    """What a loop runs over: the first 50 items of a list, and nothing for anything else."""
    return value[:MAX_ITEMS] if isinstance(value, list) else []


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda left, right: left > right,
    "gteq": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "lteq": lambda left, right: left <= right,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}


def compare(left: Any, operator: str, right: Any) -> bool:
    """A comparison that is false, rather than an error, between things that cannot be compared or are missing."""
    if left is None or right is None:
        return operator in ("ne", "notin")
    if operator in ("eq", "ne"):
        return bool(left == right) is (operator == "eq")
    try:
        return _ORDER[operator](left, right)
    except TypeError:
        return operator == "notin"


def href(value: Any) -> str:
    """A whole link: empty, or http, https or mailto without blanks, quotes or brackets.

    Raises:
        GuardFailed: for any other scheme (`javascript:`, `data:`) or a character that has no place in a link.
    """
    text = layout_text(value)
    if text and not _SCHEME.fullmatch(text):
        raise GuardFailed("a link must start with http://, https:// or mailto: and hold no blanks or quotes")
    return text


def link_part(value: Any) -> str:
    """A piece inside a link, percent-encoded (RFC 3986, section 2.1), so that it cannot leave its place."""
    return percent_encoded(as_text(value))


PUBLIC: dict[str, Filter] = {
    "default": default,
    "upper": _on_text(str.upper),
    "lower": _on_text(str.lower),
    "title": _on_text(_titled),
    "capitalize": _on_text(str.capitalize),
    "trim": _on_text(str.strip),
    "truncate": truncate,
    "round": rounded,
    "int": whole,
    "join": joined,
    "plural": plural,
}
# What the compiler puts around values in links.
LINKS: dict[str, Filter] = {"_href": href, "_link_part": link_part}
FILTERS: dict[str, Filter] = {**PUBLIC, **LINKS}
