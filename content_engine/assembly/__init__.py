"""The room that turns chosen variants into one message. A thinking room: no I/O, no clock, no randomness.

Variant text and layouts are template source, written and approved by people; attributes are data and are never read as
source. Everything is compiled once per catalog; a request only fills in values.
"""

from __future__ import annotations

from content_engine.assembly.constraints import keys_for, violations
from content_engine.assembly.errors import AssemblyError, GuardFailed, LayoutError, TextError
from content_engine.assembly.fields import PreparedVariant, RenderedFields, prepare_fields, text_errors
from content_engine.assembly.layout import CompiledLayout, compile_layout, layout_errors
from content_engine.assembly.message import RenderContext, render_message
from content_engine.assembly.text import CompiledText, compile_text
from content_engine.assembly.values import clean_values

__all__ = [
    "AssemblyError",
    "CompiledLayout",
    "CompiledText",
    "GuardFailed",
    "LayoutError",
    "PreparedVariant",
    "RenderContext",
    "RenderedFields",
    "TextError",
    "clean_values",
    "compile_layout",
    "compile_text",
    "keys_for",
    "layout_errors",
    "prepare_fields",
    "render_message",
    "text_errors",
    "violations",
]
