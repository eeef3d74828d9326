"""The syntax of content: Jinja2's, read by Jinja2's sandboxed environment, and never run by it.

Jinja2 (https://jinja.palletsprojects.com) only parses. `grammar` then walks the tree by an allow-list and `program`
turns it into plain functions: no code is ever generated from content, and no attribute of an object is reachable.
"""

from __future__ import annotations

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

Syntax = ImmutableSandboxedEnvironment


def syntax(*, own_lines: bool = False) -> Syntax:
    """The syntax; with `own_lines` a line that holds only a block tag leaves no empty line behind (text layouts)."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, trim_blocks=own_lines, lstrip_blocks=own_lines, cache_size=0
    )
    environment.globals = {}
    return environment
