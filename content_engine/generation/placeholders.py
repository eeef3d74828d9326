"""Placeholders in generated texts: declared, spelled right, each with a fallback, and no other template code."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from content_engine.generation.patterns import pattern

_ANY = pattern(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\}\}|\{%|%\}|\{#|#\}")
_GOOD = pattern(
    r"""\{\{ ?([a-z][a-z0-9_]{0,63}) ?\| ?default\((?:'([^'"{}<>\\]{1,60})'|"([^'"{}<>\\]{1,60})")\) ?\}\}"""
)
_NAMED = pattern(r"\{\{-?\s*([A-Za-z_][\w.]*)")
_TESTED = pattern(r"\{%-?\s*(?:if|elif)\s+([A-Za-z_][\w.]*)")


def names_in(text: str) -> list[str]:
    """The attributes that a template text prints or asks for."""
    return [*_NAMED.findall(text), *_TESTED.findall(text)]


def faults(text: str, declared: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and message of everything in `text` that is template code and no declared placeholder with fallback.

    Stricter than what editors may write: no conditions, no loops, no filter but `default`, because nobody has read it.
    """
    for found in _ANY.finditer(text):
        message = _fault(found[0], declared)
        if message:
            yield found.start(), found.end(), message


def _fault(code: str, declared: Collection[str]) -> str:
    good = _GOOD.fullmatch(code)
    if good and good[1] in declared:
        return ""
    named = _NAMED.match(code)
    if named is None:
        return "template code that is no placeholder"
    if named[1] not in declared:
        near = get_close_matches(named[1], declared, 1)
        return f"a placeholder that is not declared{f'; meant is perhaps {near[0]}' if near else ''}"
    return f"write the placeholder as {{{{ {named[1]} | default('…') }}}}, with a plain fallback"


def unmarked(text: str) -> str:
    """`text` with each placeholder as its fallback, for judging what a reader without the attribute sees."""
    return str(_GOOD.sub(lambda match: match[2] or match[3], text))
