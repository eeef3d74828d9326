"""The sandboxed Jinja2 environments: plain mappings and lists are all that a template can look into.

Jinja2's sandbox decides which attributes of an object are safe; here no attribute of any object is reachable at all,
because a lookup reads a mapping's key or a list's index and nothing else. The allow-list in `grammar` stands before it.
Source: https://jinja.palletsprojects.com/en/stable/sandbox/
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from content_engine.assembly.filters import PRIVATE, PUBLIC, as_text, layout_text

LOOP_NAMES = frozenset({"index", "first", "last"})


class ContentEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 without globals, without objects, and with this room's filters only."""

    def __init__(self, *, autoescape: bool, finalize: Callable[[Any], Any], own_lines: bool = False) -> None:
        super().__init__(
            autoescape=autoescape,
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=own_lines,
            lstrip_blocks=own_lines,
            cache_size=0,
        )
        self.globals = {}
        self.filters = {**PUBLIC, **PRIVATE}
        self.tests = {name: self.tests[name] for name in ("defined", "undefined")}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`: a mapping's key, or one of the loop's counters."""
        if obj.__class__ is dict:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if obj.__class__ is LoopContext and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`: a mapping's key or a list's index."""
        if obj.__class__ is list and argument.__class__ is int and 0 <= argument < len(obj):
            return obj[argument]
        return self.getattr(obj, argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing may be called."""
        return False

    def template_from(self, tree: nodes.Template) -> Template:
        """A template from a syntax tree that was checked and rewritten."""
        tree.set_environment(self)
        # The pinned Jinja2 compiles trees as well as text; its annotation names text alone in some releases.
        code = self.compile(tree)
        return self.template_class.from_code(self, code, {})


def variant_environment() -> ContentEnvironment:
    """For plain variant text: nothing is escaped, each value is bounded."""
    return ContentEnvironment(autoescape=False, finalize=as_text)


def link_environment() -> ContentEnvironment:
    """For links in variants: nothing is escaped, and a link that is a value stays whole."""
    return ContentEnvironment(autoescape=False, finalize=layout_text)


def markup_environment() -> ContentEnvironment:
    """For variant fields that hold HTML: every value is bounded and escaped."""
    return ContentEnvironment(autoescape=True, finalize=as_text)


def html_environment() -> ContentEnvironment:
    """For HTML layouts: everything is escaped, apart from rendered fields that are HTML themselves."""
    return ContentEnvironment(autoescape=True, finalize=layout_text)


def text_environment() -> ContentEnvironment:
    """For text layouts: nothing is escaped, and a line that holds only a block tag leaves no empty line behind."""
    return ContentEnvironment(autoescape=False, finalize=layout_text, own_lines=True)
