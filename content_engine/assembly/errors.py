"""What this room raises: at compile time for whoever writes content, at render time for the engine.

AssemblyError
├── TextError      a text that cannot be content, with its line
├── LayoutError    a layout that cannot be used, with part and line
└── GuardFailed    a message that cannot be rendered safely from these values
"""

from __future__ import annotations

from content_engine.domain.errors import ContentEngineError


class AssemblyError(ContentEngineError):
    """This content cannot be assembled."""

    code = "content.assembly"


class TextError(AssemblyError):
    """This text cannot be used as content."""

    code = "content.text"

    def __init__(self, message: str, line: int = 1) -> None:
        self.line = line
        super().__init__(message)


class LayoutError(AssemblyError):
    """This layout cannot be used. `part` is the layout's part (`mjml`, `html`, `text`, `json`)."""

    code = "content.layout"

    def __init__(self, part: str, message: str, line: int = 1) -> None:
        self.part = part
        self.line = line
        super().__init__(message)


class GuardFailed(AssemblyError):
    """The message cannot be rendered safely from these values; send control content instead."""

    code = "content.guard"
