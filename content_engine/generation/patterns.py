"""How this room compiles patterns for text that models and strangers wrote: RE2, linear in the text, quiet."""

from __future__ import annotations

from typing import Any

import re2

Pattern = Any


def pattern(source: str) -> Pattern:
    """`source` compiled by RE2 (https://github.com/google/re2/wiki/Syntax): no look-around, no back-references.

    Replace by a function wherever what is put in is not ASCII: the binding garbles such a literal.
    """
    options = re2.Options()
    options.log_errors = False
    return re2.compile(source, options)
