"""The one way to compile a pattern: RE2 (https://github.com/google/re2/wiki/Syntax), linear in the text, quiet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import re2

# RE2's default. A text that would need more states is searched by its slower, exact engine.
_MEMORY = 8 << 20
Pattern = Any


def pattern(source: str) -> Pattern:
    """`source` compiled. Raises ValueError with RE2's reason: it knows neither look-around nor back-references."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(source, options)
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
        raise ValueError(f"not an RE2 pattern: {reason}") from error


def words(text: str) -> frozenset[str]:
    """The words of `text`: a word list is easier to read and to review as prose than as a list of quoted strings."""
    return frozenset(text.split())


def either(sources: Iterable[str], flags: str = "i") -> Pattern:
    """One pattern that matches what any of `sources` matches."""
    return pattern(f"(?{flags})" + "|".join(f"(?:{source})" for source in sources))
