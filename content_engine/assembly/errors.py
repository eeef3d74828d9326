"""What this room raises: at compile time for whoever writes content, at render time for the engine."""

from __future__ import annotations

from content_engine.domain.errors import ContentEngineError


class TextError(ContentEngineError):
    """This text cannot be used as content."""

    code = "content.text"

    def __init__(self, message: str, line: int = 1) -> None:
        self.line = line
        super().__init__(message)


class LayoutError(ContentEngineError):
    """This layout cannot be used. `part` is the layout's part (`mjml`, `html`, `text`, `json`)."""

    code = "content.layout"

    def __init__(self, part: str, message: str, line: int = 1) -> None:
        self.part = part
        self.line = line
        super().__init__(message)


class GuardFailed(ContentEngineError):
    """The message cannot be rendered safely from these values; send control content instead."""

    code = "content.guard"
